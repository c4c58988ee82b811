//! One of my entries: what is in it, who can read it, and what I can do with it.

use askama::Template;
use care::act::Act;
use care::diary::NewPiece;
use care::diary::write::ChangeDiaryEntry;
use care::ids::CommandId;

use super::opened::{Opened, open};
use super::own_entry;
use super::share_diary_entry::{Reader, readers};
use crate::answer::{Answered, Reply, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::me::mine;
use crate::visit::{Visit, fresh_command};

#[derive(Template)]
#[template(path = "diary/see_entry.html")]
struct Page {
    frame: Frame,
    id: String,
    owner: String,
    opened: Opened,
    readers: Vec<Reader>,
    lock: String,
    changed: String,
    deleted: bool,
    until: String,
    command: String,
    join_command: String,
    take_out: Vec<String>,
}

/// `GET /me/journal/{entry}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (id, entry) = own_entry(app, visit)?;
    let patient = app.patient(entry.patient)?;
    let opened = open(app, visit, "/me/journal", id, &entry)?;
    let reads = crate::reader::Reader::of(app, visit);
    let begun = reads.day(entry.begun);
    let due = care::diary::delete::erase_due(&entry);
    html(&Page {
        frame: draw::live_frame(app, visit, &visit.lang.say_with("diary-entry-title", &[("day", &begun)])),
        id: id.to_string(),
        owner: super::write_diary_entry::owner(entry.patient),
        readers: readers(app, visit, &entry)?,
        lock: mine::lock_words(&reads, &patient, app.now()),
        changed: reads.day_clock(entry.changed),
        deleted: entry.deleted.is_some(),
        until: due.map_or_else(String::new, |due| reads.day(due)),
        command: fresh_command().to_string(),
        join_command: fresh_command().to_string(),
        take_out: opened.attached.iter().map(|_| fresh_command().to_string()).collect(),
        opened,
    })
}

/// `GET /me/journal/{entry}/{document}`: a picture or a sound of my own.
pub fn get_piece(app: &App, visit: &Visit) -> Answered {
    let (_, entry) = own_entry(app, visit)?;
    piece(app, visit, &entry)
}

/// The piece in the address, opened for whoever looks.
///
/// # Errors
/// `NotFound` when it is not in this entry or not theirs.
pub fn piece(app: &App, visit: &Visit, entry: &care::diary::DiaryEntry) -> Answered {
    let document = visit.id("document", CommandId::read)?;
    let by = visit.signed()?.by;
    entry.may_read(&by.actor).map_err(|_| Trouble::NotFound)?;
    let piece = entry.piece(document).ok_or(Trouble::NotFound)?;
    let reader = record::submit::actor_text(&by);
    let opened = app.record.open_document(&document.to_string(), &reader)?.ok_or(Trouble::NotFound)?;
    let ending = piece.media.code().rsplit('/').next().unwrap_or("bin");
    Ok(Reply::Piece {
        name: format!("{}.{ending}", piece.kind.code()),
        content_type: piece.media.code(),
        body: opened.bytes,
        shown: true,
    })
}

/// `POST /me/journal/{entry}/join`: written on two devices, kept in one text.
pub fn post_join(app: &App, visit: &Visit) -> Answered {
    let (id, entry) = own_entry(app, visit)?;
    let opened = open(app, visit, "/me/journal", id, &entry)?;
    let words = opened.texts.iter().map(|text| text.words.as_str()).collect::<Vec<_>>().join("\n\n");
    let over = entry.texts().map(|piece| piece.document).collect();
    let act = ChangeDiaryEntry { piece: Some(NewPiece::text(&words)), over };
    app.submit_sealed(visit, Act::ChangeDiaryEntry(id, act), words)?;
    go(format!("/me/journal/{id}"), "diary-kept")
}

/// `POST /me/journal/{entry}/take-out`: one piece of it goes.
pub fn post_take_out(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own_entry(app, visit)?;
    let over = vec![CommandId::read(visit.value("document")).ok_or(Trouble::NotFound)?];
    app.submit(visit, Act::ChangeDiaryEntry(id, ChangeDiaryEntry { piece: None, over }))?;
    go(format!("/me/journal/{id}"), "diary-taken-out")
}
