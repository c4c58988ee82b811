//! Spanish syllables. Spanish is written as it is said, so these are the rules of its spelling and no list is needed.

pub(super) fn syllables(letters: &[char]) -> usize {
    let mut nuclei = 0;
    let mut before: Option<Vowel> = None;
    for (at, letter) in letters.iter().enumerate() {
        let now = vowel(letters, at, *letter);
        if let Some(now) = now
            && !before.is_some_and(|before| glides(before, now))
        {
            nuclei += 1;
        }
        before = now;
    }
    nuclei
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Vowel {
    /// a, e, o.
    Open,
    /// i, u, ü, and y at the end.
    Close,
    /// í, ú: stands alone beside an open one ("día").
    Stressed,
}

/// The vowel at this place; none for a consonant, and none for the silent u of "que" and "guía".
fn vowel(letters: &[char], at: usize, letter: char) -> Option<Vowel> {
    let before = at.checked_sub(1).map(|at| letters[at]);
    let after = letters.get(at + 1);
    match letter {
        'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Some(Vowel::Open),
        'u' if matches!(before, Some('q' | 'g')) && matches!(after, Some('e' | 'i' | 'é' | 'í')) => None,
        'i' | 'u' | 'ü' => Some(Vowel::Close),
        'y' if after.is_none() => Some(Vowel::Close),
        'í' | 'ú' => Some(Vowel::Stressed),
        _ => None,
    }
}

/// Whether two neighbours are said as one: a close one glides to any but a stressed close one beside an open one.
fn glides(before: Vowel, now: Vowel) -> bool {
    match (before, now) {
        (Vowel::Open, Vowel::Open | Vowel::Stressed) | (Vowel::Stressed, Vowel::Open) => false,
        (Vowel::Close, _) | (_, Vowel::Close) | (Vowel::Stressed, Vowel::Stressed) => true,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_parted_as_the_spelling_says() {
        let words: &[(&str, usize)] = &[
            ("y", 1),
            ("a", 1),
            ("casa", 2),
            ("día", 2),
            ("bien", 1),
            ("agua", 2),
            ("que", 1),
            ("quien", 1),
            ("guía", 2),
            ("guerra", 2),
            ("vergüenza", 3),
            ("poeta", 3),
            ("ahora", 3),
            ("creer", 2),
            ("rey", 1),
            ("hoy", 1),
            ("muy", 1),
            ("ayer", 2),
            ("ciudad", 2),
            ("cuerpo", 2),
            ("imagen", 3),
            ("palabra", 3),
            ("intención", 3),
            ("integración", 4),
            ("después", 2),
            ("país", 2),
            ("oír", 2),
            ("río", 2),
            ("murciélago", 4),
            ("también", 2),
            ("usted", 2),
            ("terapia", 3),
            ("infusión", 3),
            ("pequeño", 3),
            ("siéntese", 3),
            ("continúa", 4),
        ];
        let wrong: Vec<String> = words
            .iter()
            .filter_map(|(word, expected)| {
                let found = super::super::syllables(word, super::super::Language::Spanish);
                (found != *expected).then(|| format!("{word}: {found}, not {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
