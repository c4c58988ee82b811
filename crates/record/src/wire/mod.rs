//! The stored form of every fact: a tag with a version, and canonical JSON. What is stored is a separate thing from
//! what is thought: the tags and keys here are written down by hand, never derived, and never edited. A fact that
//! changes its shape gets a new tag; the old one stays readable. `tests/golden/wire/` holds one of each, for ever.

mod codes;
mod facts;
mod older;
mod parts;
mod values;
mod vault;

use std::fmt;

use care::fact::What;
use serde_json::{Map, Value};

pub use codes::{licence_code, role_code, role_of, tie_code};

/// A stored fact that this program cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The tag or key that made no sense.
    pub at: String,
}

impl Unreadable {
    pub(crate) fn at(what: impl Into<String>) -> Self {
        Self { at: what.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a stored fact cannot be read at `{}`", self.at)
    }
}

impl std::error::Error for Unreadable {}

/// Something with one stored form.
pub(crate) trait Wire {
    /// To JSON, without spaces, at the end of `out`. Straight into text: every act writes one, on the writer's thread.
    fn put(&self, out: &mut String);
    /// From JSON; the error names what is wrong.
    fn take(value: &Value) -> Result<Self, Unreadable>
    where
        Self: Sized;
}

/// An object. Its keys come in the order of the alphabet, however they are given: one fact, one text.
pub(crate) fn put_object(out: &mut String, fields: &mut [(&str, &dyn Wire)]) {
    fields.sort_unstable_by_key(|(key, _)| *key);
    out.push('{');
    for (n, (key, value)) in fields.iter().enumerate() {
        out.push_str(if n == 0 { "\"" } else { ",\"" });
        // Keys are ours: none needs escaping.
        out.push_str(key);
        out.push_str("\":");
        value.put(out);
    }
    out.push('}');
}

/// A list.
pub(crate) fn put_list<'a>(out: &mut String, items: impl Iterator<Item = &'a dyn Wire>) {
    out.push('[');
    for (n, item) in items.enumerate() {
        if n > 0 {
            out.push(',');
        }
        item.put(out);
    }
    out.push(']');
}

/// A word of ours, or an id: nothing in it needs escaping.
pub(crate) fn put_word(out: &mut String, word: &str) {
    out.push('"');
    out.push_str(word);
    out.push('"');
}

/// One key of an object.
pub(crate) fn field<T: Wire>(map: &Map<String, Value>, key: &str) -> Result<T, Unreadable> {
    T::take(map.get(key).unwrap_or(&Value::Null))
        .map_err(|inner| Unreadable::at(format!("{key}.{}", inner.at)))
}

pub(crate) fn object(value: &Value) -> Result<&Map<String, Value>, Unreadable> {
    value.as_object().ok_or_else(|| Unreadable::at("object"))
}

/// The tag and the canonical JSON of a fact.
pub fn encode(what: &What) -> (&'static str, String) {
    let mut body = String::with_capacity(256);
    let tag = facts::put(what, &mut body);
    (tag, body)
}

/// The fact behind a tag and its JSON.
///
/// # Errors
/// Names the tag or key that cannot be read.
pub fn decode(tag: &str, body: &str) -> Result<What, Unreadable> {
    let value: Value = serde_json::from_str(body).map_err(|_| Unreadable::at("json"))?;
    let older = value.as_object().and_then(|map| older::take(tag, map));
    older
        .unwrap_or_else(|| facts::take(tag, &value))
        .map_err(|inner| Unreadable::at(format!("{tag}: {}", inner.at)))
}

/// The key under which a body names the hash of what was sealed with its fact. No fact has a key of this name.
const SEAL: &str = "sealed_sha256";

/// The body with the hash of what was sealed: it belongs to the text that the journal hashes.
pub(crate) fn with_seal(mut body: String, digest: &str) -> String {
    // Canonical JSON objects end in `}`, and every fact has a key.
    body.truncate(body.len() - 1);
    body.push_str(&format!(",\"{SEAL}\":\"{digest}\"}}"));
    body
}

/// The hash of what was sealed with a fact, if anything was. Words that only look like it are not it.
pub(crate) fn seal_of(body: &str) -> Option<String> {
    if !body.contains(SEAL) {
        return None;
    }
    let value: Value = serde_json::from_str(body).ok()?;
    value.get(SEAL)?.as_str().map(str::to_owned)
}

/// Every tag this program writes.
pub fn tags() -> Vec<&'static str> {
    facts::TAGS.concat()
}

/// Tags that earlier programs wrote: read for ever, written no more.
pub fn older_tags() -> Vec<&'static str> {
    older::TAGS.to_vec()
}
