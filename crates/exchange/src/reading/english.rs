//! English syllables, by ear's rules of thumb: vowel groups, silent endings, and a short list of words that keep none of them.

/// Words that the rules count wrongly and that these texts use. With a sum that is off by one in a hundred words a grade
/// moves by 0.1, so the list holds common words only.
const KNOWN: &[(&str, usize)] = &[
    ("area", 3),
    ("anyone", 3),
    ("being", 2),
    ("business", 2),
    ("create", 2),
    ("created", 3),
    ("creates", 2),
    ("creative", 3),
    ("different", 3),
    ("doing", 2),
    ("every", 2),
    ("everyone", 3),
    ("everything", 3),
    ("evening", 2),
    ("friend", 1),
    ("going", 2),
    ("idea", 3),
    ("ideas", 3),
    ("ketamine", 3),
    ("licence", 2),
    ("line", 1),
    ("medicine", 3),
    ("people", 2),
    ("quiet", 2),
    ("real", 1),
    ("really", 2),
    ("science", 2),
    ("seeing", 2),
    ("shoelace", 2),
    ("sometimes", 2),
    ("someone", 2),
    ("something", 2),
    ("somewhere", 2),
    ("themselves", 2),
    ("yourself", 2),
    ("careful", 2),
    ("carefully", 3),
    ("safety", 2),
    ("moment", 2),
    ("homemade", 2),
    ("outside", 2),
    ("maybe", 2),
    ("diary", 3),
    ("poem", 2),
    ("client", 2),
    ("trial", 2),
    ("ritual", 3),
    ("usual", 3),
    ("usually", 4),
    ("actual", 3),
    ("lion", 2),
    ("piano", 3),
    ("video", 3),
    ("radio", 3),
    ("noticed", 2),
    ("naked", 2),
    ("rhythm", 2),
];

pub(super) fn syllables(letters: &[char]) -> usize {
    let word: String = letters.iter().collect();
    if let Some((_, count)) = KNOWN.iter().find(|(known, _)| *known == word) {
        return *count;
    }
    if letters.len() <= 2 {
        return 1;
    }
    let groups = vowel_groups(letters);
    let spoken = groups + parted(&word) - silent(letters).min(groups.saturating_sub(1));
    spoken.max(1)
}

fn vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é')
}

fn vowel_groups(letters: &[char]) -> usize {
    let starts = |at: usize| vowel(letters[at]) && (at == 0 || !vowel(letters[at - 1]));
    (0..letters.len()).filter(|at| starts(*at)).count()
}

/// Vowels written together and said apart: "diagnosis", "variety", "continuous".
fn parted(word: &str) -> usize {
    let apart =
        ["iet", "ious_", "uous", "iol", "dia", "nea", "ying", "eing", "oing", "ium", "eos", "uity", "isms_"];
    let together = ["tious_", "cious_", "nearly_", "gious_", "xious_"];
    let marked = format!("{word}_");
    let count = |pieces: &[&str]| pieces.iter().filter(|piece| marked.contains(**piece)).count();
    let ism = usize::from(marked.ends_with("ism_"));
    (count(&apart) + ism).saturating_sub(count(&together))
}

/// Endings that are written and not said: "home", "closed", "times".
fn silent(letters: &[char]) -> usize {
    let back = |from_end: usize| letters.len().checked_sub(from_end).map(|at| letters[at]);
    let (last, second, third) = (back(1), back(2), back(3));
    let fourth = back(4);
    let consonant = |letter: Option<char>| letter.is_some_and(|letter| !vowel(letter));
    match (second, last) {
        // "table" says its ending, "while" does not.
        (Some('l'), Some('e')) if consonant(third) => 0,
        (second, Some('e')) if consonant(second) => 1,
        // "waited" and "needed" say it, "closed" does not.
        (Some('e'), Some('d')) if matches!(third, Some('t' | 'd')) => 0,
        // "settled"
        (Some('e'), Some('d')) if third == Some('l') && consonant(fourth) => 0,
        (Some('e'), Some('d')) if consonant(third) => 1,
        // "houses", "boxes", "wishes", "pages" say it, "times" does not; "tables" does.
        (Some('e'), Some('s')) if matches!(third, Some('s' | 'x' | 'z' | 'h' | 'c' | 'g')) => 0,
        (Some('e'), Some('s')) if third == Some('l') && consonant(fourth) => 0,
        (Some('e'), Some('s')) if consonant(third) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn common_words_are_counted_as_they_are_said() {
        let words: &[(&str, usize)] = &[
            ("a", 1),
            ("the", 1),
            ("you", 1),
            ("your", 1),
            ("are", 1),
            ("be", 1),
            ("eye", 1),
            ("one", 1),
            ("home", 1),
            ("take", 1),
            ("while", 1),
            ("table", 2),
            ("little", 2),
            ("gentle", 2),
            ("walked", 1),
            ("waited", 2),
            ("needed", 2),
            ("settled", 2),
            ("times", 1),
            ("houses", 2),
            ("pages", 2),
            ("wishes", 2),
            ("water", 2),
            ("body", 2),
            ("image", 2),
            ("today", 2),
            ("morning", 2),
            ("window", 2),
            ("quiet", 2),
            ("people", 2),
            ("someone", 2),
            ("breathe", 1),
            ("notice", 2),
            ("surprise", 2),
            ("integration", 4),
            ("support", 2),
            ("therapy", 3),
            ("infusion", 3),
            ("prescriber", 3),
            ("medicine", 3),
            ("ketamine", 3),
            ("different", 3),
            ("saying", 2),
            ("variety", 4),
            ("anxious", 2),
            ("precious", 2),
            ("serious", 3),
            ("continuous", 4),
            ("yellow", 2),
            ("yes", 1),
            ("created", 3),
            ("sitting", 2),
            ("feelings", 2),
        ];
        let wrong: Vec<String> = words
            .iter()
            .filter_map(|(word, expected)| {
                let found = super::super::syllables(word, super::super::Language::English);
                (found != *expected).then(|| format!("{word}: {found}, not {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
