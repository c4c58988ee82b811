//! One client: what they shared, our talk, and my own notes.

use askama::Template;
use care::practice::ActKind;
use care::practice::policy::may;

use super::handed::{Handed, handed};
use super::wall::{Client, client};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::diary::shared::Shared;
use crate::pages::windows::choose_talk_way::{self, Way};
use crate::parts::{Errors, Service};
use crate::visit::Visit;
use crate::when;

/// A support note, as it is read.
pub struct Note {
    /// When.
    pub at: String,
    /// Machine time.
    pub iso: String,
    /// Heading and words.
    pub parts: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "integration/person.html")]
struct PersonPage {
    frame: Frame,
    name: String,
    service: Service,
    id: String,
    goal: String,
    goal_passed: bool,
    talk: String,
    held: String,
    upcoming: bool,
    has_read: bool,
    intention: Option<String>,
    diary: Vec<Shared>,
    notes: Vec<Note>,
    handed: Vec<Handed>,
    way: Way,
    can_book: bool,
    at: String,
    command: String,
    errors: Errors,
}

/// `GET /integration/{window}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw_with(app, visit, Errors::default())
}

/// The notes of a client as they are read, newest first.
pub fn notes(app: &App, client: &Client) -> Vec<Note> {
    let note = |note: &care::integration::SupportNote| {
        let parts = [
            ("What came up", &note.themes),
            ("Images, sounds, body", &note.images),
            ("Small steps", &note.steps),
        ];
        Note {
            at: when::day_clock(note.at, &app.zone),
            iso: when::iso(note.at, &app.zone),
            parts: parts
                .into_iter()
                .filter_map(|(heading, words)| words.clone().map(|words| (heading, words)))
                .collect(),
        }
    };
    client.notes.iter().rev().map(note).collect()
}

/// Video, of a talk with this very specialist.
fn video(app: &App, visit: &Visit, client: &Client) -> Result<Way, Trouble> {
    if client.talk.is_none() {
        return Ok(Way::default());
    }
    let window = app.window(client.window)?;
    choose_talk_way::way(app, visit, client.window, &window, format!("/windows/{}/way", client.window))
}

/// The page, with the errors of the form on it.
///
/// # Errors
/// As `client`.
pub fn draw_with(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let client = client(app, visit)?;
    let now = app.now();
    let role = visit.signed()?.by.role;
    let day = |at| when::day_clock(at, &app.zone);
    let page = PersonPage {
        frame: draw::live_frame(app, visit, &client.first_name),
        service: client.service,
        id: client.window.to_string(),
        goal: day(client.goal),
        goal_passed: client.goal <= now,
        talk: client.talk.map(day).unwrap_or_default(),
        held: client.held.map(day).unwrap_or_default(),
        upcoming: errors.is_empty() && client.talk.is_some_and(|at| now < at),
        has_read: client.has_read,
        intention: client.intention.clone(),
        notes: notes(app, &client),
        handed: handed(app, client.window)?,
        way: video(app, visit, &client)?,
        diary: client.diary,
        can_book: may(role, ActKind::BookTalk) && client.held.is_none() && client.talk.is_some(),
        at: if errors.is_empty() { when::field(now, &app.zone) } else { visit.value("at").to_owned() },
        command: visit.form_command(),
        name: client.first_name,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
