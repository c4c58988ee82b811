//! How a command ends when it does not end well: a sentence for a person, and an exit code for a script.

use std::error::Error;
use std::fmt;

/// Why the program ends with another code than 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// 1: the thing asked is not so.
    NotSo(String),
    /// 2: wrong use.
    WrongUse(String),
    /// 3: the machine failed.
    Machine(String),
}

impl Failure {
    /// The exit code.
    pub const fn code(&self) -> u8 {
        match self {
            Self::NotSo(_) => 1,
            Self::WrongUse(_) => 2,
            Self::Machine(_) => 3,
        }
    }

    /// The machine failed, and why, down to the last cause.
    pub fn machine(error: &dyn Error) -> Self {
        Self::Machine(chain(error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::NotSo(why) | Self::WrongUse(why) | Self::Machine(why)) = self;
        f.write_str(why)
    }
}

impl Error for Failure {}

/// An error and its causes, on one line.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(cause) = below {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        below = cause.source();
    }
    text.replace('\n', " ")
}
