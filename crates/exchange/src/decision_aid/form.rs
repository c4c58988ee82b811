//! Tables of a text, taken apart name by name. What is not there stays empty: what that means is the checker's to say.

use care::time::Date;
use toml::de::{DeTable, DeValue};

use super::Text;
use super::fault::{Code, Fault};

/// A text with its faults of form.
pub(super) struct Sheet<'a> {
    file: &'a str,
    starts: Vec<usize>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(file: &'a str, text: &str) -> Self {
        let after_ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file, starts: std::iter::once(0).chain(after_ends).collect(), faults: vec![] }
    }

    /// The line, from 1, that holds this byte.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    pub(super) fn fault(&mut self, line: usize, reason: String) {
        self.faults.push(Fault { file: self.file.to_owned(), line, code: Code::Form, reason });
    }
}

/// One table: what is asked for is taken out, what is left at the end is a name nobody knows.
pub(super) struct Part<'t> {
    name: String,
    /// The line it begins on.
    pub(super) line: usize,
    entries: Vec<(&'t str, usize, &'t DeValue<'t>)>,
}

impl<'t> Part<'t> {
    pub(super) fn new(name: &str, line: usize, table: &'t DeTable<'t>, sheet: &Sheet<'_>) -> Self {
        let entry = |(key, value): (&'t toml::Spanned<_>, &'t toml::Spanned<DeValue<'t>>)| {
            let key: &'t toml::Spanned<std::borrow::Cow<'t, str>> = key;
            (key.get_ref().as_ref(), sheet.line(key.span().start), value.get_ref())
        };
        Self { name: name.to_owned(), line, entries: table.iter().map(entry).collect() }
    }

    fn take(&mut self, key: &str) -> Option<(usize, &'t DeValue<'t>)> {
        let at = self.entries.iter().position(|(known, ..)| *known == key)?;
        let (_, line, value) = self.entries.swap_remove(at);
        Some((line, value))
    }

    fn wrong(&self, key: &str, line: usize, wanted: &str, sheet: &mut Sheet<'_>) {
        sheet.fault(line, format!("`{}.{key}` must be {wanted}", self.name));
    }

    /// A text; "" on the line of the table when it is not there.
    pub(super) fn text(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Text {
        let nothing = Text { words: String::new(), line: self.line };
        let Some((line, value)) = self.take(key) else { return nothing };
        match value.as_str() {
            Some(words) => Text { words: words.trim().to_owned(), line },
            None => {
                self.wrong(key, line, "a text in quotes", sheet);
                nothing
            }
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Vec<Text> {
        let Some((line, value)) = self.take(key) else { return vec![] };
        let Some(items) = value.as_array() else {
            self.wrong(key, line, "a list of texts", sheet);
            return vec![];
        };
        let mut found = vec![];
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(words) => {
                    let line = sheet.line(item.span().start);
                    found.push(Text { words: words.trim().to_owned(), line });
                }
                None => self.wrong(key, line, "a list of texts", sheet),
            }
        }
        found
    }

    /// A day.
    pub(super) fn date(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Option<Date> {
        let (line, value) = self.take(key)?;
        let date = match value {
            DeValue::Datetime(at) => at.date.and_then(|day| Date::new(day.year, day.month, day.day)),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, line, "a day, such as 2026-11-22", sheet);
        }
        date
    }

    /// A whole number.
    pub(super) fn number<N: TryFrom<u64> + Default>(&mut self, key: &str, sheet: &mut Sheet<'_>) -> N {
        let Some((line, value)) = self.take(key) else {
            sheet.fault(self.line, format!("`{}.{key}` is missing", self.name));
            return N::default();
        };
        number(value).unwrap_or_else(|| {
            self.wrong(key, line, "a whole number", sheet);
            N::default()
        })
    }

    /// A list of whole numbers; none when it is not there.
    pub(super) fn numbers(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Vec<u8> {
        let Some((line, value)) = self.take(key) else { return vec![] };
        let all: Option<Vec<u8>> =
            value.as_array().and_then(|all| all.iter().map(|one| number(one.get_ref())).collect());
        all.unwrap_or_else(|| {
            self.wrong(key, line, "a list of whole numbers", sheet);
            vec![]
        })
    }

    /// Minutes from and to: `[15, 20]`; none for `[]`.
    pub(super) fn minutes(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Option<(u16, u16)> {
        let Some((line, value)) = self.take(key) else {
            sheet.fault(self.line, format!("`{}.{key}` is missing; [] where no source says", self.name));
            return None;
        };
        let ends: Option<Vec<u16>> =
            value.as_array().and_then(|ends| ends.iter().map(|end| number(end.get_ref())).collect());
        match ends.as_deref() {
            Some([]) => None,
            Some([from, to]) if from <= to => Some((*from, *to)),
            _ => {
                self.wrong(key, line, "minutes from and to, such as [15, 20], or []", sheet);
                None
            }
        }
    }

    /// Every table of a list, in its order.
    pub(super) fn parts(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Vec<Part<'t>> {
        let Some((line, value)) = self.take(key) else { return vec![] };
        let tables: Option<Vec<_>> = value.as_array().and_then(|items| {
            items.iter().map(|item| Some((item.span(), item.get_ref().as_table()?))).collect()
        });
        let Some(tables) = tables else {
            self.wrong(key, line, "written as [[…]]", sheet);
            return vec![];
        };
        tables.into_iter().map(|(span, table)| Part::new(key, sheet.line(span.start), table, sheet)).collect()
    }

    /// One table.
    pub(super) fn part(&mut self, key: &str, sheet: &mut Sheet<'_>) -> Option<Part<'t>> {
        let (line, value) = self.take(key)?;
        let table = value.as_table();
        if table.is_none() {
            self.wrong(key, line, "a section", sheet);
        }
        Some(Part::new(key, line, table?, sheet))
    }

    /// What is left is known to nobody.
    pub(super) fn end(self, sheet: &mut Sheet<'_>) {
        for (key, line, _) in self.entries {
            let dot = if self.name.is_empty() { "" } else { "." };
            sheet.fault(line, format!("`{}{dot}{key}` is not a name a decision aid knows", self.name));
        }
    }
}

fn number<N: TryFrom<u64>>(value: &DeValue<'_>) -> Option<N> {
    let whole = value.as_integer()?;
    u64::from_str_radix(whole.as_str(), whole.radix()).ok().and_then(|whole| N::try_from(whole).ok())
}
