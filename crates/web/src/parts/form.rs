//! What forms take: choices, errors beside fields.

/// One answer of a radio group, a check group or a select.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A quiet second line; "" for none.
    pub hint: String,
    /// Chosen now.
    pub checked: bool,
}

impl Choice {
    /// A choice, checked when `value` equals `current`.
    pub fn new(value: &str, label: &str, current: &str) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: String::new(), checked: value == current }
    }

    /// With a quiet second line.
    pub fn hint(mut self, hint: &str) -> Choice {
        self.hint = hint.into();
        self
    }
}

/// One plain input, where a form has as many of them as there are things.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Name of the input.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// A quiet second line; "" for none.
    pub hint: String,
    /// What was typed.
    pub value: String,
}

/// One thing a form needs looked at again.
#[derive(Clone, Debug, Default)]
pub struct FieldError {
    /// Name of the input.
    pub name: String,
    /// What is wrong and how to put it right, without blame.
    pub words: String,
}

/// All errors of a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    /// The list.
    pub list: Vec<FieldError>,
}

impl Errors {
    /// Adds one.
    pub fn add(&mut self, name: &str, words: &str) {
        self.list.push(FieldError { name: name.into(), words: words.into() });
    }

    /// How many.
    pub fn count(&self) -> i64 {
        i64::try_from(self.list.len()).unwrap_or(i64::MAX)
    }

    /// Words for one field, "" when it is fine. Use in templates: `error = errors.of("weight")`.
    pub fn of(&self, name: &str) -> &str {
        self.list.iter().find(|e| e.name == name).map_or("", |e| e.words.as_str())
    }

    /// Nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
