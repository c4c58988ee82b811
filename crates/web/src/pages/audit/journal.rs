//! The journal of the house, newest first, page by page.

use askama::Template;
use care::fact::Stream;
use record::journal;

use super::{Entry, entry};
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
    asked: String,
    unknown: bool,
    head: i64,
    head_hash: String,
    entries: Vec<Entry>,
    pager: Pager,
}

/// `GET /audit`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let asked = visit.asked("stream").trim();
    if let Some(stream) = Stream::read(asked) {
        return Ok(Reply::Go(format!("/audit/{stream}"), None));
    }
    let head = app.read(journal::head)?;
    let newest = visit.asked("to").parse().unwrap_or(head.position).clamp(0, head.position);
    let after = (newest - PAGE).max(0);
    let facts = app.read(|conn, org| journal::read_after(conn, org, after, newest - after))?;
    let newer = (newest + PAGE).min(head.position);
    let pager = Pager {
        words: if newest == 0 {
            String::new()
        } else {
            format!("{} to {newest} of {}", after + 1, head.position)
        },
        prev: if newest < head.position { format!("/audit?to={newer}") } else { String::new() },
        next: if 0 < after { format!("/audit?to={after}") } else { String::new() },
    };
    html(&Journal {
        frame: draw::frame(app, visit, "The record"),
        asked: asked.to_owned(),
        unknown: !asked.is_empty(),
        head: head.position,
        head_hash: head.hash,
        entries: facts.iter().rev().map(|stored| entry(app, stored)).collect(),
        pager,
    })
}
