//! Words that people use in a crisis. Found in what somebody writes, they bring help up first; nothing is judged by them,
//! nothing is blocked, and nobody is told that they were found. Not finding them means nothing at all.

/// Beginnings of words, lower case, without accents and apostrophes, in either language: people write in the one they have,
/// as fast as they can. Pairs of words are whole.
const HEAVY: &[&str] = &[
    "suicid",
    "kill myself",
    "killing myself",
    "end my life",
    "end it all",
    "hurt myself",
    "hurting myself",
    "harm myself",
    "cut myself",
    "want to die",
    "wish i was dead",
    "wish i were dead",
    "better off dead",
    "better off without me",
    "dont want to live",
    "do not want to live",
    "no reason to live",
    "cant go on",
    "cannot go on",
    "overdose",
    "matarme",
    "me quiero matar",
    "quitarme la vida",
    "acabar con mi vida",
    "acabar con todo",
    "hacerme dano",
    "cortarme",
    "quiero morir",
    "querer morir",
    "ojala estuviera muert",
    "mejor sin mi",
    "no quiero vivir",
    "no quiero seguir",
    "no puedo mas",
    "sobredosis",
];

/// Is one of them in it?
pub fn is_heavy(text: &str) -> bool {
    let words: Vec<String> = folded(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let spaced = format!(" {} ", words.join(" "));
    HEAVY.iter().any(|heavy| spaced.contains(&format!(" {heavy}")))
}

/// Lower case, without apostrophes, accents and tildes: `Don’t` is `dont`, `más` is `mas`.
fn folded(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\'' | '’' | 'ʼ' | '´' | '`' => None,
        // An accent that stands by itself after its letter.
        '\u{300}'..='\u{36F}' => None,
        'á' | 'à' => Some('a'),
        'é' | 'è' => Some('e'),
        'í' | 'ì' => Some('i'),
        'ó' | 'ò' => Some('o'),
        'ú' | 'ù' | 'ü' => Some('u'),
        'ñ' => Some('n'),
        other => Some(other),
    };
    text.to_lowercase().chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_in_a_crisis_is_found_in_both_languages_and_however_it_is_typed() {
        for text in [
            "I think of suicide",
            "Suicidal again.",
            "I want to DIE",
            "I don’t want to live like this",
            "i can't go on",
            "i dont want to live",
            "cant go on like this",
            "no puedo mas",
            "voy a hacerme daño",
            "quiero hacerme dano",
            "ojala estuviera muerto",
            "estarían mejor sin mi",
            "sometimes I think they are better off without me",
            "a veces quiero morir",
            "Ojalá estuviera muerta",
            "quiero quitarme\nla vida",
        ] {
            assert!(is_heavy(text), "{text}");
        }
    }

    #[test]
    fn everyday_words_are_left_alone() {
        for text in ["", "I slept well", "my phone died", "We killed the weeds", "Dormí mejor y cociné"] {
            assert!(!is_heavy(text), "{text}");
        }
    }
}
