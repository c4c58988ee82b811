//! The journal of the house, newest first, page by page.

use askama::Template;
use care::fact::Stream;
use record::journal;

use super::{AsOf, Entry, as_of, entry, grant};
use crate::answer::{Answered, Reply, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Pager;
use crate::visit::Visit;

/// Facts on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "audit/journal.html")]
struct Journal {
    frame: Frame,
    grant: String,
    asked: String,
    unknown: bool,
    as_of: AsOf,
    entries: Vec<Entry>,
    pager: Pager,
}

/// `GET /audit`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let asked = visit.asked("stream").trim();
    let as_of = as_of(app, visit)?;
    let on = if as_of.day.is_empty() { String::new() } else { format!("on={}&", as_of.day) };
    if let Some(stream) = Stream::read(asked) {
        return Ok(Reply::Go(format!("/audit/{stream}?{on}").trim_end_matches(['?', '&']).to_owned(), None));
    }
    let head = as_of.position;
    let newest = visit.asked("to").parse().unwrap_or(head).clamp(0, head);
    let after = (newest - PAGE).max(0);
    let facts = app.read(|conn, org| journal::read_after(conn, org, after, newest - after))?;
    let newer = (newest + PAGE).min(head);
    let pager = Pager {
        words: if newest == 0 { String::new() } else { format!("{} to {newest} of {head}", after + 1) },
        prev: if newest < head { format!("/audit?{on}to={newer}") } else { String::new() },
        next: if 0 < after { format!("/audit?{on}to={after}") } else { String::new() },
    };
    html(&Journal {
        frame: draw::frame(app, visit, "The record"),
        grant: grant(app, visit)?,
        asked: asked.to_owned(),
        unknown: !asked.is_empty(),
        entries: facts.iter().rev().map(|stored| entry(app, stored, &as_of.day)).collect(),
        as_of,
        pager,
    })
}
