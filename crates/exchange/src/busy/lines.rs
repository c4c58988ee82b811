//! The lines of a calendar: joined where they were folded, taken apart into a name, what is said of it, and its value.

/// One line.
#[derive(Debug)]
pub(super) struct Said<'a> {
    /// In capitals.
    pub name: String,
    params: Vec<(String, String)>,
    /// As it stands there.
    pub value: &'a str,
}

impl Said<'_> {
    /// A parameter, by its name in capitals.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Is it this value, in capitals or not?
    pub fn is(&self, value: &str) -> bool {
        self.value.trim().eq_ignore_ascii_case(value)
    }
}

/// Lines that were folded are one again (RFC 5545, 3.1); a bare line feed ends one too.
pub(super) fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for line in text.strip_prefix('\u{feff}').unwrap_or(text).split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A line taken apart; none for one that is no `NAME;PARAM=…:value`.
pub(super) fn said(line: &str) -> Option<Said<'_>> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == ':' && !quoted
    });
    let (head, value) = (&line[..colon?.0], &line[colon?.0 + 1..]);
    let mut parts = head.split(';');
    let name = parts.next()?.trim().to_ascii_uppercase();
    let param = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_ascii_uppercase(), value.trim_matches('"').to_owned()))
    };
    Some(Said { name, params: parts.filter_map(param).collect(), value })
}
