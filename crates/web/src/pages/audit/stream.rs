//! Every fact of one stream, with its place in the hash chain. Whole bodies for the house, its people and its
//! protocols; for anything about a patient, the envelope only.

use askama::Template;
use care::fact::Stream;
use record::envelope::Stored;
use record::journal;

use super::{AsOf, Entry, as_of, entry, is_about_a_patient, kind};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Pager;
use crate::visit::Visit;

/// Facts on a page.
const PAGE: usize = 50;

/// A fact with its neighbour in the chain.
pub struct Link {
    entry: Entry,
    version: i64,
    hash: String,
    before: String,
    command: String,
    /// Pretty-printed; empty where it may not be read here.
    body: String,
}

#[derive(Template)]
#[template(path = "audit/stream.html")]
struct StreamPage {
    frame: Frame,
    id: String,
    kind: &'static str,
    patient: bool,
    links: Vec<Link>,
    pager: Pager,
    as_of: AsOf,
}

/// `GET /audit/{stream}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let stream = visit.id("stream", Stream::read)?;
    let id = stream.to_string();
    let as_of = as_of(app, visit)?;
    let mut facts = app.read(|conn, org| journal::read_stream(conn, org, &id, 0))?;
    facts.retain(|stored| stored.position <= as_of.position);
    if facts.is_empty() {
        return Err(Trouble::NotFound);
    }
    let from: usize = visit.asked("from").parse().unwrap_or(0).min(facts.len().saturating_sub(1));
    let until = from.saturating_add(PAGE).min(facts.len());
    let patient = is_about_a_patient(stream);
    let page = facts.get(from..until).unwrap_or(&[]);
    let links: Result<Vec<Link>, Trouble> = page.iter().map(|stored| link(app, stored, patient)).collect();
    let on = if as_of.day.is_empty() { String::new() } else { format!("&on={}", as_of.day) };
    let at = |from: usize| format!("/audit/{id}?from={from}{on}");
    let pager = Pager {
        words: format!("{} to {until} of {}", from + 1, facts.len()),
        prev: if 0 < from { at(from.saturating_sub(PAGE)) } else { String::new() },
        next: if until < facts.len() { at(until) } else { String::new() },
    };
    html(&StreamPage {
        frame: draw::frame(app, visit, &format!("The record of one {}", kind(stream))),
        kind: kind(stream),
        patient,
        links: links?,
        pager,
        as_of,
        id,
    })
}

fn link(app: &App, stored: &Stored, patient: bool) -> Result<Link, Trouble> {
    let before = match stored.position {
        ..=1 => journal::GENESIS.to_owned(),
        position => {
            let neighbour = app.read(|conn, org| journal::read_after(conn, org, position - 2, 1))?;
            neighbour.first().map(|before| before.hash.clone()).unwrap_or_default()
        }
    };
    Ok(Link {
        entry: entry(app, stored, ""),
        version: stored.envelope.version,
        hash: stored.hash.clone(),
        before,
        command: stored.envelope.command_id.clone(),
        body: if patient { String::new() } else { pretty(&stored.envelope.body) },
    })
}

/// The body, which is canonical JSON, as indented lines. Letters are only ever added between its marks, never changed.
fn pretty(body: &str) -> String {
    let (mut lines, mut depth, mut quoted, mut escaped) = (String::new(), 0_usize, false, false);
    let mut letters = body.chars().peekable();
    while let Some(letter) = letters.next() {
        let mark = if quoted { ' ' } else { letter };
        if quoted || letter == '"' {
            quoted = !quoted || escaped || letter != '"';
            escaped = letter == '\\' && !escaped;
        }
        match mark {
            '{' | '[' if !matches!(letters.peek(), Some('}' | ']')) => {
                depth += 1;
                lines.push(letter);
                new_line(&mut lines, depth);
            }
            '}' | ']' if !lines.ends_with(['{', '[']) => {
                depth = depth.saturating_sub(1);
                new_line(&mut lines, depth);
                lines.push(letter);
            }
            ',' => {
                lines.push(letter);
                new_line(&mut lines, depth);
            }
            ':' => lines.push_str(": "),
            _ => lines.push(letter),
        }
    }
    lines
}

fn new_line(lines: &mut String, depth: usize) {
    lines.push('\n');
    lines.push_str(&"  ".repeat(depth));
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn a_body_is_indented_and_its_words_are_untouched() {
        let lines = pretty(r#"{"a":[1,{"b":"x, {y}: \"z\\"}],"c":{},"d":[]}"#);
        let wanted = [
            "{",
            "  \"a\": [",
            "    1,",
            "    {",
            r#"      "b": "x, {y}: \"z\\""#,
            "    }",
            "  ],",
            "  \"c\": {},",
            "  \"d\": []",
            "}",
        ];
        assert_eq!(lines.lines().collect::<Vec<_>>(), wanted);
    }
}
