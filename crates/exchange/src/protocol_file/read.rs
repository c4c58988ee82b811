//! Text → content, or every fault.

use care::protocol::Content;
use toml::de::{DeTable, Error};

use super::fault::Fault;
use super::sheet::Sheet;
use super::{draft, explain};

/// Reads a protocol. The faults are all there are, in the order of the lines; there is at least one.
///
/// A text that is not TOML is told only where it is not: what it would mean cannot be known yet.
pub fn read(file: &str, text: &str) -> Result<Content, Vec<Fault>> {
    let mut sheet = Sheet::new(file, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut understood = true;
    for error in &errors {
        understood &= told_and_understood(error, &mut sheet);
    }
    if !understood {
        return Err(sheet.into_faults());
    }
    let pieces = draft::gather(root.get_ref(), &mut sheet);
    explain::flaws(&pieces, &mut sheet);
    match pieces.content() {
        Some(content) if sheet.is_clean() => Ok(content),
        _ => Err(sheet.into_faults()),
    }
}

/// Tells an error of the format. A name written twice leaves the rest understood: the first one is checked.
fn told_and_understood(error: &Error, sheet: &mut Sheet<'_>) -> bool {
    let span = error.span().unwrap_or_default();
    let line = sheet.line(span.start);
    if error.message() == "duplicate key" {
        let name = sheet.written(span);
        sheet.fault(line, format!("`{name}` is written twice"));
        return true;
    }
    sheet.fault(line, format!("this is not TOML: {}", error.message()));
    false
}
