//! The list of one's own entries, by day; looking for words in them; and those that can still be brought back.

use askama::Template;
use record::views::ask_diary::{self, DiaryRow};

use super::opened::{first_words, words_of};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Pager;
use crate::reader::Reader;
use crate::visit::{Visit, fresh_command};
use crate::when;

/// Entries on a page: each is opened to be shown.
const PAGE: usize = 40;

/// One entry of the list.
pub struct Item {
    href: String,
    iso: String,
    at: String,
    words: String,
    kinds: Vec<String>,
    /// With how many people, in words; empty for nobody.
    shared: String,
    two_devices: bool,
}

/// The entries of one day.
pub struct Day {
    heading: String,
    items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "diary/see_diary.html")]
struct Page {
    frame: Frame,
    days: Vec<Day>,
    query: String,
    found: String,
    any: bool,
    deleted: String,
    owner: String,
    pager: Pager,
}

/// One deleted entry.
pub struct Gone {
    id: String,
    at: String,
    until: String,
    words: String,
    command: String,
}

#[derive(Template)]
#[template(path = "diary/deleted.html")]
struct DeletedPage {
    frame: Frame,
    entries: Vec<Gone>,
}

/// `GET /me/journal`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let me = super::own(visit)?;
    let rows = app.read(|conn, org| ask_diary::of_patient(conn, org, me))?;
    let (deleted, kept): (Vec<DiaryRow>, Vec<DiaryRow>) =
        rows.into_iter().partition(|row| row.deleted.is_some());
    let query = visit.asked("q").trim().to_owned();
    let any = !kept.is_empty();
    let shown = if query.is_empty() { kept } else { holding(app, visit, kept, &query)? };
    let from = visit.asked("from").parse::<usize>().unwrap_or(0).min(shown.len());
    let until = from.saturating_add(PAGE).min(shown.len());
    let reader = Reader::of(app, visit);
    let mut days: Vec<Day> = vec![];
    for row in &shown[from..until] {
        let heading = reader.day(row.begun);
        let item = item(app, visit, row)?;
        match days.last_mut().filter(|day| day.heading == heading) {
            Some(day) => day.items.push(item),
            None => days.push(Day { heading, items: vec![item] }),
        }
    }
    let at = |from: usize| format!("/me/journal?from={from}");
    let pager = Pager {
        words: String::new(),
        prev: if 0 < from { at(from.saturating_sub(PAGE)) } else { String::new() },
        next: if until < shown.len() && query.is_empty() { at(until) } else { String::new() },
    };
    html(&Page {
        frame: draw::frame(app, visit, &visit.lang.say("diary-title")),
        days,
        found: visit.lang.say_counted("diary-found", count(shown.len()), &[]),
        query,
        any,
        deleted: match count(deleted.len()) {
            0 => String::new(),
            n => visit.lang.say_counted("diary-deleted-link", n, &[]),
        },
        owner: super::write_diary_entry::owner(me),
        pager,
    })
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Entries that hold these words. They are opened here, looked through, and forgotten: nothing of them is kept.
fn holding(app: &App, visit: &Visit, rows: Vec<DiaryRow>, query: &str) -> Result<Vec<DiaryRow>, Trouble> {
    let wanted = query.to_lowercase();
    let mut found = vec![];
    for row in rows {
        let entry = app.diary(row.entry)?;
        let mut holds = false;
        for piece in entry.texts() {
            holds |= words_of(app, visit, piece)?.to_lowercase().contains(&wanted);
        }
        if holds {
            found.push(row);
        }
    }
    Ok(found)
}

fn item(app: &App, visit: &Visit, row: &DiaryRow) -> Result<Item, Trouble> {
    let entry = app.diary(row.entry)?;
    let others = row.kinds.split(' ').filter(|kind| !kind.is_empty() && *kind != "text");
    Ok(Item {
        href: format!("/me/journal/{}", row.entry),
        iso: when::iso(row.begun, &app.zone),
        at: Reader::of(app, visit).clock(row.begun),
        words: first_words(app, visit, &entry)?,
        kinds: others.map(|kind| visit.lang.say_of("diary-kind", kind)).collect(),
        shared: match row.n_readers {
            0 => String::new(),
            n => visit.lang.say_counted("diary-shared-with", n, &[]),
        },
        two_devices: 1 < row.n_texts,
    })
}

/// `GET /me/journal/deleted`
pub fn get_deleted(app: &App, visit: &Visit) -> Answered {
    let me = super::own(visit)?;
    let rows = app.read(|conn, org| ask_diary::of_patient(conn, org, me))?;
    let reader = Reader::of(app, visit);
    let gone = |row: &DiaryRow| {
        let (Some(_), Some(due)) = (row.deleted, row.erase_due) else { return Ok(None) };
        let entry = app.diary(row.entry)?;
        Ok(Some(Gone {
            id: row.entry.to_string(),
            at: reader.day_clock(row.begun),
            until: reader.day(due),
            words: first_words(app, visit, &entry)?,
            command: fresh_command().to_string(),
        }))
    };
    let entries: Result<Vec<Option<Gone>>, Trouble> = rows.iter().map(gone).collect();
    html(&DeletedPage {
        frame: draw::frame(app, visit, &visit.lang.say("diary-deleted-title")),
        entries: entries?.into_iter().flatten().collect(),
    })
}
