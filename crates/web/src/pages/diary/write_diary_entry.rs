//! Writing: a plain form that a script keeps saved. Never locked. What came back with something to correct has
//! everything in it that was typed.

use askama::Template;
use care::act::Act;
use care::diary::write::{ChangeDiaryEntry, WriteDiaryEntry};
use care::diary::{DiaryEntry, NewPiece, piece};
use care::ids::{CommandId, DiaryEntryId, PatientId};
use care::refusal::Refusal;
use care::text::Line;
use exchange::practices::Kind;
use record::sealed::Plain;
use ring::digest::{SHA256, digest};

use super::opened::words_of;
use super::{own, own_entry, refusal_words};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::attachment;
use crate::draw;
use crate::frame::Frame;
use crate::pages::me::practice::library;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command, fresh_id};

#[derive(Template)]
#[template(path = "diary/write_diary_entry.html")]
struct Page {
    frame: Frame,
    action: String,
    back: String,
    command: String,
    entry: String,
    /// The text on the page, as it was when it was drawn.
    over: Vec<String>,
    words: String,
    prompt: String,
    prompt_words: String,
    owner: String,
    begun: bool,
    /// What is on the page is kept nowhere yet.
    unkept: bool,
    /// The entry that was deleted elsewhere while somebody wrote in it: this one is in its place.
    instead: String,
    most_mb: u32,
    errors: Errors,
}

/// A mark of whose drafts are kept on this device: another person who signs in on it is not given them.
pub fn owner(patient: PatientId) -> String {
    let hash = digest(&SHA256, format!("holdfast-draft-1 {patient}").as_bytes());
    hash.as_ref()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Asked for instead of a prompt.
const NO_PROMPT: &str = "none";

/// The prompt of this name in the library, with its words; another one where there is none of that name.
fn prompt(lang: Lang, asked: &str) -> (&'static str, String) {
    let known = library(lang).iter().find(|one| one.kind == Kind::Prompt && one.id == asked);
    match (asked, known) {
        (NO_PROMPT, _) => (NO_PROMPT, String::new()),
        (_, Some(practice)) => (practice.id.as_str(), practice.text.join(" ")),
        (_, None) => ("one-image", lang.say("diary-prompt-one-image")),
    }
}

/// `GET /me/journal/new`
pub fn get_new(app: &App, visit: &Visit) -> Answered {
    draw_new(app, visit, Errors::default(), None)
}

/// The entry was deleted on another device while somebody wrote in it: their words, in a form of a new one.
fn draw_instead(app: &App, visit: &Visit, gone: DiaryEntryId) -> Answered {
    if visit.ticked("quiet") {
        return Err(Trouble::NotFound);
    }
    let mut errors = Errors::default();
    errors.add("words", &visit.lang.say("diary-deleted-elsewhere"));
    draw_new(app, visit, errors, Some(gone))
}

fn draw_new(app: &App, visit: &Visit, errors: Errors, instead: Option<DiaryEntryId>) -> Answered {
    let me = own(visit)?;
    let lang = visit.lang;
    let (prompt, prompt_words) = prompt(lang, visit.given("prompt").unwrap_or(visit.asked("prompt")));
    let asked = DiaryEntryId::read(visit.value("entry")).filter(|_| instead.is_none());
    let entry = asked.unwrap_or_else(|| DiaryEntryId(fresh_id()));
    let page = Page {
        frame: draw::frame(app, visit, &lang.say("diary-new-title")),
        action: "/me/journal/new".to_owned(),
        back: "/me/journal".to_owned(),
        command: if instead.is_some() { fresh_command().to_string() } else { visit.form_command() },
        entry: entry.to_string(),
        over: vec![],
        words: visit.raw("words").to_owned(),
        prompt: prompt.to_owned(),
        prompt_words,
        owner: owner(me),
        begun: false,
        unkept: !errors.is_empty(),
        instead: instead.map_or_else(String::new, |gone| gone.to_string()),
        most_mb: piece::FILE_MAX_BYTES / (1024 * 1024),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// `GET /me/journal/{entry}/write`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (id, entry) = own_entry(app, visit)?;
    draw_entry(app, visit, id, &entry, Errors::default())
}

fn draw_entry(app: &App, visit: &Visit, id: DiaryEntryId, entry: &DiaryEntry, errors: Errors) -> Answered {
    entry.require_kept()?;
    let newest = entry.texts().last();
    let words = match (errors.is_empty(), newest) {
        (true, Some(piece)) => words_of(app, visit, piece)?,
        (true, None) => String::new(),
        (false, _) => visit.raw("words").to_owned(),
    };
    let over: Vec<String> = if errors.is_empty() {
        newest.map(|piece| piece.document.to_string()).into_iter().collect()
    } else {
        visit.values("over").into_iter().map(str::to_owned).collect()
    };
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("diary-edit-title")),
        action: format!("/me/journal/{id}/write"),
        back: format!("/me/journal/{id}"),
        command: visit.form_command(),
        entry: id.to_string(),
        over,
        words,
        prompt: String::new(),
        prompt_words: String::new(),
        owner: owner(entry.patient),
        begun: true,
        unkept: !errors.is_empty(),
        instead: String::new(),
        most_mb: piece::FILE_MAX_BYTES / (1024 * 1024),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// What a form holds: words, a file, or both.
struct Given {
    words: Option<String>,
    file: Option<(NewPiece, Vec<u8>)>,
}

impl Given {
    /// Both are looked at before anything is kept, so that a form that comes back is kept in none of its parts.
    fn read(visit: &Visit) -> (Self, Errors) {
        let mut errors = Errors::default();
        let words = visit.raw("words").replace("\r\n", "\n");
        let words = Some(words.trim_end().to_owned()).filter(|words| !words.trim().is_empty());
        if let Some(Err(no)) = words.as_deref().map(piece::check_text) {
            errors.add("words", &refusal_words(visit.lang, &no));
        }
        let file = visit.file("file").map(|bytes| attachment::checked(bytes, visit.value("drawn") == "yes"));
        let file = match file.transpose() {
            Ok(file) => file,
            Err(no) => {
                errors.add("file", &refusal_words(visit.lang, &no));
                None
            }
        };
        if errors.is_empty() && words.is_none() && file.is_none() {
            errors.add("words", &visit.lang.say("diary-no-text"));
        }
        (Self { words, file }, errors)
    }
}

/// `POST /me/journal/new`
pub fn post_new(app: &App, visit: &Visit) -> Answered {
    let me = own(visit)?;
    let id = DiaryEntryId::read(visit.value("entry")).ok_or(Trouble::FormOutdated)?;
    let (given, errors) = Given::read(visit);
    if !errors.is_empty() {
        return draw_new(app, visit, errors, None);
    }
    // The name of a prompt of ours, never words of theirs: it is kept beside the fact, unsealed.
    let prompt = visit.given("prompt").map(|asked| prompt(visit.lang, asked).0).filter(|id| *id != NO_PROMPT);
    let prompt = prompt.and_then(|prompt| Line::new(prompt).ok());
    let command = visit.command()?;
    let begin =
        |piece| Act::WriteDiaryEntry(id, WriteDiaryEntry { patient: me, piece, prompt: prompt.clone() });
    match (given.words, given.file) {
        (Some(words), file) => {
            keep(app, visit, command, begin(NewPiece::text(&words)), words.into())?;
            attach(app, visit, command, id, file)?;
        }
        (None, Some((piece, bytes))) => {
            let content = Plain { media: piece.media.code(), bytes };
            keep(app, visit, command, begin(piece), content)?;
        }
        (None, None) => return draw_new(app, visit, errors, None),
    }
    kept(visit, id)
}

/// `POST /me/journal/{entry}/write`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (id, entry) = own_entry(app, visit)?;
    if entry.deleted.is_some() {
        return draw_instead(app, visit, id);
    }
    let (given, errors) = Given::read(visit);
    if !errors.is_empty() {
        return draw_entry(app, visit, id, &entry, errors);
    }
    let over: Vec<CommandId> = visit.values("over").into_iter().filter_map(CommandId::read).collect();
    let command = visit.command()?;
    if let Some(words) = given.words
        && (visit.ticked("quiet") || !is_same(app, visit, &entry, &over, &words)?)
    {
        let act = ChangeDiaryEntry { piece: Some(NewPiece::text(&words)), over };
        let kept = keep(app, visit, command, Act::ChangeDiaryEntry(id, act), words.into());
        if let Err(trouble) = kept {
            return come_back(app, visit, id, "words", trouble);
        }
    }
    match attach(app, visit, command, id, given.file) {
        Err(trouble) => come_back(app, visit, id, "file", trouble),
        Ok(()) => kept(visit, id),
    }
}

/// What the rules refuse comes back with everything that was typed.
fn come_back(app: &App, visit: &Visit, id: DiaryEntryId, field: &'static str, trouble: Trouble) -> Answered {
    match trouble {
        Trouble::Refused(Refusal::DiaryEntryDeleted) => draw_instead(app, visit, id),
        Trouble::Refused(no) => {
            let mut errors = Errors::default();
            errors.add(field, &refusal_words(visit.lang, &no));
            draw_entry(app, visit, id, &*app.diary(id)?, errors)
        }
        other => Err(other),
    }
}

/// Are these the words that are there already? Then there is nothing to keep. A script is always answered with a version
/// under its own number: that is what it writes over next.
fn is_same(
    app: &App,
    visit: &Visit,
    entry: &DiaryEntry,
    over: &[CommandId],
    words: &str,
) -> Result<bool, Trouble> {
    let mut texts = entry.texts();
    match (texts.next(), texts.next()) {
        (Some(piece), None) if over == [piece.document] => Ok(words_of(app, visit, piece)? == words),
        _ => Ok(false),
    }
}

fn keep(app: &App, visit: &Visit, command: CommandId, act: Act, content: Plain) -> Result<(), Trouble> {
    app.submit_command(command, visit, act, None, Some(content)).map(drop)
}

/// The file of a form, under a number that follows from the form's: sent twice, it is kept once.
fn attach(
    app: &App,
    visit: &Visit,
    command: CommandId,
    id: DiaryEntryId,
    file: Option<(NewPiece, Vec<u8>)>,
) -> Result<(), Trouble> {
    let Some((piece, bytes)) = file else { return Ok(()) };
    let command = CommandId(command.0.rotate_left(64) ^ 0xF11E);
    let act = Act::ChangeDiaryEntry(id, ChangeDiaryEntry { piece: Some(piece), over: vec![] });
    keep(app, visit, command, act, Plain { media: piece.media.code(), bytes })
}

/// To the entry; a script that saves while somebody writes is only told that it is kept.
fn kept(visit: &Visit, id: DiaryEntryId) -> Answered {
    if visit.ticked("quiet") {
        return Ok(Reply::Kept);
    }
    go(format!("/me/journal/{id}"), "diary-kept")
}
