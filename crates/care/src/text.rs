//! Words a person typed: what can be kept. Nothing is cut or repaired; what cannot be kept is refused, with why.

use crate::refusal::Refusal;

/// One line: a name, a phone number, a reason. 1–200 characters, trimmed, no control or direction-changing marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(String);

/// Longest line, in characters.
pub const LINE_MAX: usize = 200;
/// Longest prose, in characters.
pub const PROSE_MAX: usize = 8_000;
/// Longest article, in characters: some eight thousand words, beyond which nobody reads on.
pub const ARTICLE_MAX: usize = 40_000;

impl Line {
    /// Checks and keeps.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        check(text, LINE_MAX, false)?;
        Ok(Self(text.to_owned()))
    }
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Several lines of prose: 1–8000 characters. Line ends become `\n`.
pub fn prose(text: &str) -> Result<String, Refusal> {
    let text = text.trim().replace("\r\n", "\n");
    check(&text, PROSE_MAX, true)?;
    Ok(text)
}

/// A whole article: as prose, and longer.
pub fn long_prose(text: &str) -> Result<String, Refusal> {
    let text = text.trim().replace("\r\n", "\n");
    check(&text, ARTICLE_MAX, true)?;
    Ok(text)
}

fn check(text: &str, most: usize, many_lines: bool) -> Result<(), Refusal> {
    if text.is_empty() {
        return Err(Refusal::TextMissing);
    }
    let length = text.chars().count();
    if most < length {
        return Err(Refusal::TextTooLong { length, most });
    }
    let kept = |letter: char| {
        let line_end = many_lines && (letter == '\n' || letter == '\t');
        // Direction overrides and isolates can make a record read as something it does not say.
        let turns =
            matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
        line_end || (!letter.is_control() && !turns)
    };
    if !text.chars().all(kept) {
        return Err(Refusal::TextHasHiddenMarks);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_as_written_is_refused() {
        assert_eq!(Line::new("  Rowan Ellis ").map(|line| line.to_string()), Ok("Rowan Ellis".to_owned()));
        for (text, code) in [
            ("", "text-missing"),
            ("   ", "text-missing"),
            ("a\0b", "text-has-hidden-marks"),
            ("a\nb", "text-has-hidden-marks"),
            ("\u{202E}nalp", "text-has-hidden-marks"),
        ] {
            assert_eq!(Line::new(text).map_err(|no| no.code()), Err(code), "{text:?}");
        }
        assert_eq!(Line::new(&"x".repeat(201)).map_err(|no| no.code()), Err("text-too-long"));
        assert_eq!(prose("a\r\nb"), Ok("a\nb".to_owned()));
    }
}
