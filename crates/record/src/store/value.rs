//! The four kinds of value both engines share, and rows of them. No engine code here.

use super::StoreFault;

/// One value going into or coming out of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Val {
    /// Nothing.
    Null,
    /// A whole number: an amount in its smallest unit, an instant in microseconds, or a yes/no as 1/0.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes. Also what a reader gets for anything Holdfast never writes, so that typed getters refuse it.
    Blob(Vec<u8>),
}

impl Val {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Val::Null => "nothing",
            Val::Int(_) => "a number",
            Val::Text(_) => "text",
            Val::Blob(_) => "bytes",
        }
    }
}

impl From<i64> for Val {
    fn from(int: i64) -> Val {
        Val::Int(int)
    }
}

impl From<bool> for Val {
    fn from(yes: bool) -> Val {
        Val::Int(i64::from(yes))
    }
}

impl From<&str> for Val {
    fn from(text: &str) -> Val {
        Val::Text(text.to_owned())
    }
}

impl From<&String> for Val {
    fn from(text: &String) -> Val {
        Val::Text(text.clone())
    }
}

impl From<String> for Val {
    fn from(text: String) -> Val {
        Val::Text(text)
    }
}

impl From<Vec<u8>> for Val {
    fn from(bytes: Vec<u8>) -> Val {
        Val::Blob(bytes)
    }
}

impl From<&[u8]> for Val {
    fn from(bytes: &[u8]) -> Val {
        Val::Blob(bytes.to_vec())
    }
}

impl<T: Into<Val>> From<Option<T>> for Val {
    fn from(value: Option<T>) -> Val {
        value.map_or(Val::Null, Into::into)
    }
}

/// One row of an answer. Columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Val>);

impl Row {
    /// Every value of the row, in the order of the query.
    pub fn vals(&self) -> &[Val] {
        &self.0
    }

    /// The number in column `i`.
    ///
    /// # Errors
    /// `Shape` if it holds something else or there is no such column.
    pub fn int(&self, i: usize) -> Result<i64, StoreFault> {
        match self.0.get(i) {
            Some(Val::Int(int)) => Ok(*int),
            other => Err(shape(i, "a number", other)),
        }
    }

    /// The text in column `i`.
    ///
    /// # Errors
    /// `Shape` if it holds something else or there is no such column.
    pub fn text(&self, i: usize) -> Result<&str, StoreFault> {
        match self.0.get(i) {
            Some(Val::Text(text)) => Ok(text),
            other => Err(shape(i, "text", other)),
        }
    }

    /// The bytes in column `i`.
    ///
    /// # Errors
    /// `Shape` if it holds something else or there is no such column.
    pub fn blob(&self, i: usize) -> Result<&[u8], StoreFault> {
        match self.0.get(i) {
            Some(Val::Blob(bytes)) => Ok(bytes),
            other => Err(shape(i, "bytes", other)),
        }
    }

    /// The number in column `i`, or `None` where the column is empty.
    ///
    /// # Errors
    /// `Shape` if it holds text or bytes or there is no such column.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, StoreFault> {
        if self.0.get(i) == Some(&Val::Null) { Ok(None) } else { self.int(i).map(Some) }
    }

    /// The text in column `i`, or `None` where the column is empty.
    ///
    /// # Errors
    /// `Shape` if it holds a number or bytes or there is no such column.
    pub fn opt_text(&self, i: usize) -> Result<Option<&str>, StoreFault> {
        if self.0.get(i) == Some(&Val::Null) { Ok(None) } else { self.text(i).map(Some) }
    }
}

fn shape(column: usize, wanted: &'static str, found: Option<&Val>) -> StoreFault {
    StoreFault::Shape { column, wanted, found: found.map_or("no column", Val::kind) }
}
