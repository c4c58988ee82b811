//! An entry opened for one reader: its words, and where its pictures and sounds are. For one page, then gone.

use care::diary::{DiaryEntry, Piece, PieceKind};
use care::ids::DiaryEntryId;
use care::practice::Actor;
use record::submit::actor_text;

use crate::answer::Trouble;
use crate::app::App;
use crate::reader::Reader;
use crate::visit::Visit;
use crate::when;

/// A text of an entry.
pub struct Words {
    /// Its document.
    pub document: String,
    /// When it was written.
    pub at: String,
    /// The words.
    pub words: String,
}

/// A picture or a sound of an entry.
pub struct Attached {
    /// Its document.
    pub document: String,
    /// Where it is fetched from.
    pub href: String,
    /// `drawing`, `voice`, `photo`.
    pub kind: &'static str,
    /// A picture is shown, a sound is played.
    pub is_picture: bool,
    /// When it came.
    pub at: String,
}

/// An entry, opened.
pub struct Opened {
    /// One text, or one for each device it was written on; the earliest first.
    pub texts: Vec<Words>,
    /// What else is in it.
    pub attached: Vec<Attached>,
}

/// Opens an entry for whoever looks. `place`: the address under which its pieces are.
///
/// # Errors
/// `NotFound` when it is not for them, or the store's.
pub fn open(
    app: &App,
    visit: &Visit,
    place: &str,
    id: DiaryEntryId,
    entry: &DiaryEntry,
) -> Result<Opened, Trouble> {
    let by = visit.signed()?.by;
    entry.may_read(&by.actor).map_err(|_| Trouble::NotFound)?;
    // A patient reads as they chose on this device; staff pages read English and 24 hours.
    let reader = Reader::of(app, visit);
    let at = |at| match by.actor {
        Actor::Patient(_) => reader.day_clock(at),
        _ => when::day_clock(at, &app.zone),
    };
    let mut opened = Opened { texts: vec![], attached: vec![] };
    for piece in &entry.pieces {
        let (document, at) = (piece.document.to_string(), at(piece.at));
        if piece.kind == PieceKind::Text {
            let words = words_of(app, visit, piece)?;
            opened.texts.push(Words { document, at, words });
        } else {
            opened.attached.push(Attached {
                href: format!("{place}/{id}/{document}"),
                kind: piece.kind.code(),
                is_picture: piece.kind != PieceKind::Voice,
                document,
                at,
            });
        }
    }
    Ok(opened)
}

/// The words of one piece, for whoever looks.
///
/// # Errors
/// `NotFound` when they have no key, or the store's.
pub fn words_of(app: &App, visit: &Visit, piece: &Piece) -> Result<String, Trouble> {
    let reader = actor_text(&visit.signed()?.by);
    app.record.open_sealed(&piece.document.to_string(), &reader)?.ok_or(Trouble::NotFound)
}

/// All words of an entry in one line's length, for lists: no key, no words.
///
/// # Errors
/// The store's.
pub fn first_words(app: &App, visit: &Visit, entry: &DiaryEntry) -> Result<String, Trouble> {
    const LETTERS: usize = 120;
    let Some(piece) = entry.texts().next() else { return Ok(String::new()) };
    let words = match words_of(app, visit, piece) {
        Ok(words) => words,
        Err(Trouble::NotFound) => return Ok(String::new()),
        Err(trouble) => return Err(trouble),
    };
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = line.chars();
    let mut start: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    Ok(start)
}
