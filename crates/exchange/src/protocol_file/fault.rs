//! One thing that is wrong with a text, as a person is told.

use std::fmt;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, as it was given to `read`.
    pub file: String,
    /// The line, counted from 1. What is not there at all is on the line that calls for it, or on line 1.
    pub line: usize,
    /// Why, as a sentence without its full stop.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}
