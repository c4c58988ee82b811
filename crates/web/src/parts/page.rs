//! Timelines, pairs, tables, signatures.

use super::tag::Mark;

/// One line of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// "10:12" or "Thu 20 Nov 10:12"
    pub at: String,
    /// Machine time for `datetime`.
    pub iso: String,
    /// What happened.
    pub words: String,
    /// Who, source, reason; "" for none.
    pub sub: String,
    /// Status tag; `Mark::Quiet` for none.
    pub mark: Mark,
    /// A wrong entry, kept and struck.
    pub wrong: bool,
}

/// A label and its value.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// The label.
    pub label: String,
    /// The value.
    pub words: String,
    /// Link of the value; "" for none.
    pub href: String,
}

impl Pair {
    /// Without link.
    pub fn new(label: &str, words: &str) -> Pair {
        Pair { label: label.into(), words: words.into(), href: String::new() }
    }
}

/// A column of a data table.
#[derive(Clone, Debug, Default)]
pub struct Col {
    /// Heading.
    pub label: String,
    /// Right-aligned tabular numbers.
    pub num: bool,
}

/// A cell of a data table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The words.
    pub words: String,
    /// Link; "" for none.
    pub href: String,
    /// A status tag instead of plain words; `Mark::Quiet` for none.
    pub mark: Mark,
}

impl Cell {
    /// Plain words.
    pub fn new(words: &str) -> Cell {
        Cell { words: words.into(), ..Cell::default() }
    }

    /// A link.
    pub fn link(words: &str, href: &str) -> Cell {
        Cell { words: words.into(), href: href.into(), ..Cell::default() }
    }

    /// A status tag.
    pub fn mark(mark: Mark, words: &str) -> Cell {
        Cell { words: words.into(), mark, ..Cell::default() }
    }
}

/// A data table. The first cell of a row is its heading.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Element id.
    pub id: String,
    /// Caption sentence.
    pub caption: String,
    /// Columns.
    pub cols: Vec<Col>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table; a heading that starts with `#` makes a column of numbers.
    pub fn new(id: &str, caption: &str, cols: &[&str]) -> Table {
        Table {
            id: id.into(),
            caption: caption.into(),
            cols: cols
                .iter()
                .map(|c| Col { label: c.trim_start_matches('#').into(), num: c.starts_with('#') })
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Whether column `n` holds numbers.
    pub fn is_num(&self, n: &usize) -> bool {
        self.cols.get(*n).is_some_and(|c| c.num)
    }
}

/// One value before and after.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// "Stop limit, systolic"
    pub name: String,
    /// Old value; "" = not set.
    pub before: String,
    /// New value; "" = not set.
    pub after: String,
    /// Where it comes from: protocol and version, person, date.
    pub source: String,
}

impl Change {
    /// Nothing changed.
    pub fn is_same(&self) -> bool {
        self.before == self.after
    }
}

/// A signature, or the place for one.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// Printed name and credential.
    pub name: String,
    /// Date and time with zone; "" = not signed yet.
    pub at: String,
    /// What signing means: "I gave this infusion as recorded."
    pub meaning: String,
}

/// Previous and next page.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// "1 to 25 of 112"
    pub words: String,
    /// "" on the first page.
    pub prev: String,
    /// "" on the last page.
    pub next: String,
}

/// A link in the bottom bar at the chair or a filter row.
#[derive(Clone, Debug, Default)]
pub struct Action {
    /// Where it leads.
    pub href: String,
    /// A verb.
    pub label: String,
    /// The one filled button, or the current filter.
    pub main: bool,
}

impl Action {
    /// A link.
    pub fn new(href: &str, label: &str, main: bool) -> Action {
        Action { href: href.into(), label: label.into(), main }
    }
}
