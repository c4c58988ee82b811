//! What changed between two versions of a protocol: one row for each word and value, for the one who signs.

use care::protocol::{Asks, Content, Key, Question, Value};

/// One changed word or value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub of: Named,
    /// What it said before; nothing when it was not there.
    pub before: Option<Said>,
    /// What it says now; nothing when it is gone.
    pub after: Option<Said>,
}

/// A word or a value, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A word of the head: `title`, `routes`.
    Word(&'static str),
    /// A value.
    Value(Key),
}

/// What stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Words, lists joined by commas.
    Words(String),
    /// A value with its unit, source and status.
    Value(Value),
    /// What a question weighs and who clears it, with source and status.
    Asks(Asks),
}

/// How a row differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was not there before.
    Added,
    /// It is gone.
    Removed,
    /// It says something else, or the same from somewhere else.
    Changed,
}

impl Change {
    /// Added, removed or changed.
    pub const fn kind(&self) -> Kind {
        match (&self.before, &self.after) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        }
    }
}

impl Named {
    /// As in the file: `title`, `dose.intravenous.highest`.
    pub fn name(self) -> String {
        match self {
            Self::Word(name) => name.to_owned(),
            Self::Value(key) => key.name(),
        }
    }
}

impl std::fmt::Display for Said {
    /// A value as `500 mcg/kg (cited: care.md 4.3)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Value(Value { amount, unit, source, status }) => {
                write!(f, "{amount} {} ({}: {source})", unit.code(), status.code())
            }
            Self::Asks(Asks { weight, clears, source, status }) => {
                let (weight, clears, status) = (weight.code(), clears.code(), status.code());
                write!(f, "{weight}, {clears} clears ({status}: {source})")
            }
        }
    }
}

/// Every difference, in reading order: the head, then the values, then what is asked. Nothing when the two are equal.
pub fn diff(old: &Content, new: &Content) -> Vec<Change> {
    let words = head(old).into_iter().zip(head(new)).map(|((name, before), (_, after))| Change {
        of: Named::Word(name),
        before: Some(Said::Words(before)),
        after: Some(Said::Words(after)),
    });
    let said = |content: &Content, key: Key| content.values.get(&key).cloned().map(Said::Value);
    let values = Key::all().into_iter().map(|key| Change {
        of: Named::Value(key),
        before: said(old, key),
        after: said(new, key),
    });
    let asks = |content: &Content, question| content.questions.get(question).cloned().map(Said::Asks);
    let questions = Question::ALL.iter().map(|question| Change {
        of: Named::Value(Key::Asks(*question)),
        before: asks(old, question),
        after: asks(new, question),
    });
    words.chain(values).chain(questions).filter(|change| change.before != change.after).collect()
}

fn head(content: &Content) -> [(&'static str, String); 8] {
    let routes: Vec<_> = content.routes.iter().map(|route| route.code()).collect();
    let settings: Vec<_> = content.settings.iter().map(|setting| setting.code()).collect();
    [
        ("slug", content.slug.to_string()),
        ("title", content.title.to_string()),
        ("door", content.model.code().to_owned()),
        ("depth", content.depth.code().to_owned()),
        ("therapist", content.therapist.code().to_owned()),
        ("ending", content.ending.code().to_owned()),
        ("routes", routes.join(", ")),
        ("settings", settings.join(", ")),
    ]
}
