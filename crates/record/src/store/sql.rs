//! Just enough reading of SQL text to rewrite `?1` to `$1` and to split a migration into statements.

use super::StoreFault;

/// A stretch of SQL text. Put together again in order they give the text back, comments included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A keyword or a bare name.
    Word(&'a str),
    /// The digits of a `?1`.
    Place(&'a str),
    /// A `;` outside quotes.
    Semicolon,
    /// `-- …` up to, not including, the end of the line.
    Comment(&'a str),
    /// Quoted text (`'…'`, `"…"`, `$$…$$`): never rewritten.
    Quoted(&'a str),
    /// Everything else: spaces, brackets, operators.
    Plain(&'a str),
}

/// Reads SQL text into pieces. Unfinished quotes run to the end; the engine will say so.
pub(crate) fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let (piece, length) = piece_at(rest, first);
        found.push(piece);
        rest = &rest[length..];
    }
    found
}

fn piece_at(rest: &str, first: char) -> (Piece<'_>, usize) {
    if rest.starts_with("--") {
        let end = rest.find('\n').unwrap_or(rest.len());
        return (Piece::Comment(&rest[..end]), end);
    }
    match first {
        ';' => (Piece::Semicolon, 1),
        '\'' | '"' => {
            let end = rest[1..].find(first).map_or(rest.len(), |at| at + 2);
            (Piece::Quoted(&rest[..end]), end)
        }
        '$' => dollar_quoted(rest).unwrap_or((Piece::Plain("$"), 1)),
        '?' => {
            let digits = run(&rest[1..], |c| c.is_ascii_digit());
            if digits == 0 { (Piece::Plain("?"), 1) } else { (Piece::Place(&rest[1..=digits]), digits + 1) }
        }
        c if is_word(c) => {
            let end = run(rest, is_word);
            (Piece::Word(&rest[..end]), end)
        }
        _ => {
            let special = |c: char| is_word(c) || matches!(c, ';' | '\'' | '"' | '$' | '?' | '-');
            let end = first.len_utf8() + run(&rest[first.len_utf8()..], |c| !special(c));
            (Piece::Plain(&rest[..end]), end)
        }
    }
}

fn dollar_quoted(rest: &str) -> Option<(Piece<'_>, usize)> {
    let tag_end = 1 + run(&rest[1..], |c| c.is_ascii_alphabetic() || c == '_');
    if !rest[tag_end..].starts_with('$') {
        return None;
    }
    let tag = &rest[..=tag_end];
    let end = rest[tag.len()..].find(tag).map_or(rest.len(), |at| at + 2 * tag.len());
    Some((Piece::Quoted(&rest[..end]), end))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn run(text: &str, keep: impl Fn(char) -> bool) -> usize {
    text.find(|c| !keep(c)).unwrap_or(text.len())
}

/// Rewrites `?1…?n` to PostgreSQL's `$1…$n`, outside quotes and comments.
pub(crate) fn with_dollars(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    for piece in pieces(sql) {
        match piece {
            Piece::Place(digits) => {
                out.push('$');
                out.push_str(digits);
            }
            Piece::Semicolon => out.push(';'),
            Piece::Word(text) | Piece::Comment(text) | Piece::Quoted(text) | Piece::Plain(text) => {
                out.push_str(text);
            }
        }
    }
    out
}

/// Refuses a savepoint name that is not a plain word, because it becomes part of the SQL text.
pub(crate) fn checked_name(name: &str) -> Result<(), StoreFault> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain) {
        return Ok(());
    }
    Err(StoreFault::other("a savepoint name must be lower-case letters, digits and _"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_rewritten_outside_quotes_and_comments() {
        let sql = "SELECT ?2, '?1 it''s', \"?1\", $$ ?1 $$ -- ?1\n FROM t WHERE a-b=?10 AND é=?1";
        let wanted = "SELECT $2, '?1 it''s', \"?1\", $$ ?1 $$ -- ?1\n FROM t WHERE a-b=$10 AND é=$1";
        assert_eq!(with_dollars(sql), wanted);
    }

    #[test]
    fn unfinished_text_is_read_to_its_end() {
        for sql in ["'", "\"a", "$$", "$x$ y", "?", "--", "$1", "é", "-"] {
            assert_eq!(with_dollars(sql), sql);
        }
    }

    #[test]
    fn savepoint_names_are_plain_words() {
        assert!(checked_name("job_1").is_ok());
        for name in ["", "a b", "1a", "a;", "A"] {
            assert!(checked_name(name).is_err(), "{name:?}");
        }
    }
}
