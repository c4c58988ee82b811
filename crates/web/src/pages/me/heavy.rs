//! Words that people use in a crisis. Found in what somebody writes, they bring help up first; nothing is judged by them,
//! nothing is blocked, and nobody is told that they were found. Not finding them means nothing at all.

/// Beginnings of words, lower case, in either language: people write in the one they have. Pairs of words are whole.
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
    "don t want to live",
    "do not want to live",
    "no reason to live",
    "can t go on",
    "cannot go on",
    "overdose",
    "matarme",
    "me quiero matar",
    "quitarme la vida",
    "acabar con mi vida",
    "acabar con todo",
    "hacerme daño",
    "cortarme",
    "quiero morir",
    "querer morir",
    "ojalá estuviera muert",
    "mejor sin mí",
    "no quiero vivir",
    "no quiero seguir",
    "no puedo más",
    "sobredosis",
];

/// Is one of them in it?
pub fn is_heavy(text: &str) -> bool {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let spaced = format!(" {} ", words.join(" "));
    HEAVY.iter().any(|heavy| spaced.contains(&format!(" {heavy}")))
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
