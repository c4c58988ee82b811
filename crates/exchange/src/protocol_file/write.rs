//! Content → text: one form, the same every time, that reads back equal.

use care::protocol::{Asks, CareModel, Content, Depth, Ending, Key, Route, Setting, TherapistPart, Value};

use super::word::Word;

/// Writes a protocol as `read` takes it, with the choices of each word beside it.
///
/// A content without flaws reads back equal, as long as each source is a [`care::text::Line`] and no list
/// names a word twice.
pub fn write(content: &Content) -> String {
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(words.trim_end());
        text.push('\n');
    };
    line(format!("slug = {}", quoted(content.slug.as_str())));
    line(format!("title = {}", quoted(content.title.as_str())));
    line(word::<CareModel>("door", content.model));
    line(word::<Depth>("depth", content.depth));
    line(word::<TherapistPart>("therapist", content.therapist));
    line(word::<Ending>("ending", content.ending));
    line(list::<Route>("routes", &content.routes));
    line(list::<Setting>("settings", &content.settings));
    // Names without a section come first: in TOML, what follows a section header belongs to that section.
    let (sectioned, plain): (Vec<_>, Vec<_>) = Key::all()
        .into_iter()
        .filter_map(|key| content.values.get(&key).map(|value| (key.name(), value)))
        .partition(|(name, _)| name.contains('.'));
    if !plain.is_empty() {
        line(String::new());
    }
    for (name, given) in plain {
        line(format!("{name} = {}", value(given)));
    }
    let mut open = String::new();
    for (name, given) in sectioned {
        let (section, own) = name.rsplit_once('.').unwrap_or(("", &name));
        if section != open {
            line(String::new());
            line(format!("[{section}]"));
            section.clone_into(&mut open);
        }
        line(format!("{own} = {}", value(given)));
    }
    if !content.questions.is_empty() {
        line(String::new());
        line("[question]".to_owned());
    }
    for (question, given) in &content.questions {
        line(format!("{} = {}", question.code(), asks(given)));
    }
    text
}

fn word<W: Word>(name: &str, word: W) -> String {
    format!("{name} = {}  # {}", quoted(word.code()), W::codes().join(" | "))
}

fn list<W: Word>(name: &str, words: &[W]) -> String {
    let listed: Vec<_> = words.iter().map(|word| quoted(word.code())).collect();
    format!("{name} = [{}]  # {}", listed.join(", "), W::codes().join(" | "))
}

fn value(value: &Value) -> String {
    let (unit, status) = (quoted(value.unit.code()), quoted(value.status.code()));
    let source = quoted(&value.source);
    format!("{{ amount = {}, unit = {unit}, status = {status}, source = {source} }}", value.amount)
}

fn asks(asks: &Asks) -> String {
    let (weight, clears) = (quoted(asks.weight.code()), quoted(asks.clears.code()));
    let (status, source) = (quoted(asks.status.code()), quoted(&asks.source));
    format!("{{ weight = {weight}, clears = {clears}, status = {status}, source = {source} }}")
}

/// A basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}
