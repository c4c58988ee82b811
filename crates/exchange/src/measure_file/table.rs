//! One table of a text, read name by name; a name that is not asked for is a fault.

use std::cell::RefCell;
use std::collections::BTreeSet;

use care::text::Line;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::protocol_file::sheet::Sheet;

/// A table with its place in the text, and the names that were asked for.
pub(super) struct Table<'t> {
    /// As a fault calls it: empty at the top.
    path: String,
    line: usize,
    names: &'t DeTable<'t>,
    asked: RefCell<BTreeSet<&'static str>>,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Table<'t> {
    pub(super) fn new(path: String, line: usize, names: &'t DeTable<'t>) -> Self {
        Self { path, line, names, asked: RefCell::default() }
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }

    fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn find(&self, name: &'static str, sheet: &Sheet<'_>) -> Option<(usize, &'t Value<'t>)> {
        self.asked.borrow_mut().insert(name);
        let (key, value) = self.names.get_key_value(name)?;
        Some((sheet.line(key.span().start), value))
    }

    /// The line of a name; of its table when it is not there.
    pub(super) fn line_of(&self, name: &str, sheet: &Sheet<'_>) -> usize {
        self.names.get_key_value(name).map_or(self.line, |(key, _)| sheet.line(key.span().start))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    fn missing(&self, name: &str, sheet: &mut Sheet<'_>) {
        sheet.fault(self.line, format!("`{}` is missing", self.path(name)));
    }

    /// A text that may be absent.
    pub(super) fn opt_text(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<String> {
        let (line, value) = self.find(name, sheet)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            sheet.fault(line, format!("`{}` must be a text in quotes", self.path(name)));
        }
        text
    }

    /// A text.
    pub(super) fn text(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<String> {
        if !self.has(name) {
            self.missing(name, sheet);
        }
        self.opt_text(name, sheet)
    }

    /// One line that may be absent.
    pub(super) fn opt_line(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<Line> {
        let text = self.opt_text(name, sheet)?;
        let line = self.line_of(name, sheet);
        let kept = Line::new(&text);
        if kept.is_err() {
            let path = self.path(name);
            sheet.fault(
                line,
                format!("`{path}` must be one line of 1 to 200 characters without hidden marks"),
            );
        }
        kept.ok()
    }

    /// One line.
    pub(super) fn one_line(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<Line> {
        if !self.has(name) {
            self.missing(name, sheet);
        }
        self.opt_line(name, sheet)
    }

    /// A whole number that may be absent.
    pub(super) fn opt_whole(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<u32> {
        let (line, value) = self.find(name, sheet)?;
        let number = whole(value);
        if number.is_none() {
            sheet.fault(line, format!("`{}` must be a whole number", self.path(name)));
        }
        number
    }

    /// A whole number.
    pub(super) fn whole(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<u32> {
        if !self.has(name) {
            self.missing(name, sheet);
        }
        self.opt_whole(name, sheet)
    }

    /// Yes or no.
    pub(super) fn yes(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<bool> {
        let Some((line, value)) = self.find(name, sheet) else {
            self.missing(name, sheet);
            return None;
        };
        let yes = value.get_ref().as_bool();
        if yes.is_none() {
            sheet.fault(line, format!("`{}` must be true or false", self.path(name)));
        }
        yes
    }

    /// A word of a closed list.
    pub(super) fn word<W>(
        &self,
        name: &'static str,
        read: fn(&str) -> Option<W>,
        choice: &[&str],
        sheet: &mut Sheet<'_>,
    ) -> Option<W> {
        let text = self.text(name, sheet)?;
        let word = read(&text);
        if word.is_none() {
            let line = self.line_of(name, sheet);
            sheet.fault(line, format!("`{}` is one of: {}", self.path(name), choice.join(", ")));
        }
        word
    }

    /// A list of lines.
    pub(super) fn lines(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<Vec<Line>> {
        self.list(name, sheet, "texts in quotes", |value| {
            value.get_ref().as_str().and_then(|text| Line::new(text).ok())
        })
    }

    /// A list of whole numbers.
    pub(super) fn wholes(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<Vec<u32>> {
        self.list(name, sheet, "whole numbers", whole)
    }

    fn list<T>(
        &self,
        name: &'static str,
        sheet: &mut Sheet<'_>,
        of: &str,
        read: impl Fn(&Value<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some((line, value)) = self.find(name, sheet) else {
            self.missing(name, sheet);
            return None;
        };
        let read_all = value.get_ref().as_array().and_then(|items| items.iter().map(read).collect());
        if read_all.is_none() {
            sheet.fault(line, format!("`{}` must be a list of {of}", self.path(name)));
        }
        read_all
    }

    /// A table that may be absent.
    pub(super) fn table(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Option<Table<'t>> {
        let (line, value) = self.find(name, sheet)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            sheet.fault(line, format!("`{}` is a section: write it under [{0}]", self.path(name)));
        }
        Some(Table::new(self.path(name), line, table?))
    }

    /// A list of tables; absent is none.
    pub(super) fn tables(&self, name: &'static str, sheet: &mut Sheet<'_>) -> Vec<Table<'t>> {
        let Some((line, value)) = self.find(name, sheet) else { return vec![] };
        let Some(items) = value.get_ref().as_array() else {
            sheet.fault(line, format!("`{}` is a list: write each under [[{0}]]", self.path(name)));
            return vec![];
        };
        let mut tables = vec![];
        for (n, item) in items.iter().enumerate() {
            let line = sheet.line(item.span().start);
            match item.get_ref().as_table() {
                Some(table) => tables.push(Table::new(format!("{}.{}", self.path(name), n + 1), line, table)),
                None => {
                    sheet.fault(line, format!("`{}` is a list: write each under [[{0}]]", self.path(name)))
                }
            }
        }
        tables
    }

    /// Every text by language: the names of two small letters.
    pub(super) fn told(&self, sheet: &mut Sheet<'_>) -> Vec<(String, String)> {
        let mut texts = vec![];
        for (key, value) in self.names.iter().filter(|(key, _)| is_language(key.get_ref())) {
            let line = sheet.line(key.span().start);
            match value.get_ref().as_str() {
                Some(words) if !words.trim().is_empty() => {
                    texts.push((key.get_ref().to_string(), words.to_owned()));
                }
                _ => sheet.fault(line, format!("`{}` must be words in quotes", self.path(key.get_ref()))),
            }
        }
        texts
    }

    /// Every name that nobody asked for is a fault.
    pub(super) fn close(&self, has_languages: bool, sheet: &mut Sheet<'_>) {
        let asked = self.asked.borrow();
        for (key, _) in self.names {
            let name = key.get_ref().as_ref();
            let known = asked.contains(name) || (has_languages && is_language(name));
            if !known {
                let line = sheet.line(key.span().start);
                sheet.fault(line, format!("`{}` is not a name a questionnaire knows", self.path(name)));
            }
        }
    }
}

fn is_language(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|letter| letter.is_ascii_lowercase())
}

fn whole(value: &Value<'_>) -> Option<u32> {
    let whole = value.get_ref().as_integer()?;
    u32::from_str_radix(whole.as_str(), whole.radix()).ok()
}
