//! The notes that open to nobody but their author: a list of them, and one file to take along. Whoever has left reaches the
//! file from the sign-in page, for thirty days.

use askama::Template;
use care::act::Act;
use care::ids::PersonId;
use care::practice::take_notes::{TakeNotes, may_take, notes_until};
use care::practice::{Acting, Role};
use exchange::archive::{Entry, zip};
use record::accounts::Account;
use record::submit::{Answer, Command};
use record::views::ask_notes::{self, Note};

use super::sign_in::{Opens, draw_password, ticket, ticket_account};
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::rows::short_name;
use crate::visit::{Visit, fresh_command};
use crate::when;

static TAKEN: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);

/// One note as the list shows it.
struct Row {
    at: String,
    iso: String,
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "windows/own_notes.html")]
struct Page {
    frame: Frame,
    notes: Vec<Row>,
}

#[derive(Template)]
#[template(path = "sign_in/own_notes.html")]
struct LeftPage {
    frame: Frame,
    ticket: String,
    wait: String,
}

/// `GET /own-notes`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let row = |note: &Note| -> Result<Row, Trouble> {
        Ok(Row {
            at: when::full(note.at, &app.zone),
            iso: when::iso(note.at, &app.zone),
            name: short_name(app.patient(note.patient)?.details.name.as_str()),
            href: format!("/windows/{}/notes/{}", note.window, note.document),
        })
    };
    let notes: Result<Vec<Row>, Trouble> = of(app, me)?.iter().map(row).collect();
    html(&Page { frame: draw::frame(app, visit, "Notes that open to nobody else"), notes: notes? })
}

/// `GET /own-notes/notes.zip`
pub fn get_file(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    file(app, me)
}

/// After everything at the sign-in was right, for somebody without a role here: the page of their notes, if any wait.
pub(super) fn for_whoever_left(
    app: &App,
    visit: &Visit,
    account: &Account,
) -> Result<Option<Reply>, Trouble> {
    let Some(me) = PersonId::read(&account.who) else { return Ok(None) };
    let (person, now) = (app.person(me)?, app.now());
    let Some(Some(until)) = notes_until(&person, Role::Therapist, now)
        .filter(|_| may_take(&person, Role::Therapist, now).is_ok())
    else {
        return Ok(None);
    };
    let notes = of(app, me)?.len();
    if notes == 0 {
        return Ok(None);
    }
    let page = LeftPage {
        frame: draw::frame_in(app, visit, &visit.lang.say("signin-notes-title"), Shell::Public),
        ticket: ticket(account, now, Opens::OwnNotes),
        wait: visit.lang.say_counted(
            "signin-notes-wait",
            i64::try_from(notes).unwrap_or(i64::MAX),
            &[("until", &when::full(until, &app.zone))],
        ),
    };
    // It holds a ticket: nothing on the way keeps it.
    Ok(Some(Reply::Passing(page.render()?)))
}

/// `POST /sign-in/notes`
pub fn post_left(app: &App, visit: &Visit) -> Answered {
    let Some(account) = ticket_account(app, visit.value("ticket"), Opens::OwnNotes)? else {
        return draw_password(app, visit, visit.lang.say("signin-too-slow"));
    };
    file(app, PersonId::read(&account.who).ok_or(Trouble::NotFound)?)
}

fn of(app: &App, author: PersonId) -> Result<Vec<Note>, Trouble> {
    app.read(|conn, org| ask_notes::of_author(conn, org, author))
}

/// The file. That it was taken is a fact first: the rule says who may.
fn file(app: &App, author: PersonId) -> Answered {
    let _place = TAKEN.try_acquire().map_err(|_| Trouble::Busy)?;
    let notes = of(app, author)?;
    let act = TakeNotes { notes: u32::try_from(notes.len()).map_err(|_| Trouble::Broken)? };
    let by = Acting::person(author, Role::Therapist);
    let act = Act::TakeNotes(author, act);
    let command = Command { id: fresh_command(), act, by, occurred: None, sealed: None };
    app.record.let_go();
    match app.record.submit(command).wait()? {
        Answer::Done(_) => {}
        Answer::Refused(refusal) => return Err(Trouble::Refused(refusal)),
        Answer::IdReused => return Err(Trouble::IdReused),
        Answer::Kept(_) => return Err(Trouble::NotFound),
    }
    let mut files = vec![];
    for (n, note) in notes.iter().rev().enumerate() {
        let Some(words) = app.record.open_sealed(&note.document.to_string(), &author.to_string())? else {
            continue;
        };
        let name = app.patient(note.patient)?.details.name.to_string();
        let day = when::date(note.at, &app.zone);
        let text = format!("{name}\n{}\n\n{words}\n", when::full(note.at, &app.zone));
        files.push(Entry { name: format!("{day}-{}.txt", n + 1), content: text.into_bytes() });
    }
    let body = zip(&files).ok_or(Trouble::Broken)?;
    let name = "my-notes.zip".to_owned();
    Ok(Reply::Piece { name, content_type: "application/zip", body, shown: false })
}
