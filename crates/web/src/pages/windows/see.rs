//! One window: where it stands, what can be done, and what happened, in words without clinical content.

use askama::Template;
use care::fact::{Stream, What};
use care::ids::WindowId;
use care::integration::WindowFact;
use care::practice::policy::may;
use care::practice::{ActKind, Role, Tie};
use record::envelope::Stored;
use record::views::{ask, messages};

use super::choose_talk_way::{self, Way};
use super::hold_therapy::{SealedNote, sealed_notes};
use super::{Eyes, Subject, book_talk, tie};
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::messages::{Line, line};
use crate::pages::{audit, rows};
use crate::parts::{Action, Event, Window};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

#[derive(Template)]
#[template(path = "windows/see.html")]
struct WindowPage {
    frame: Frame,
    infusion: bool,
    window: Window,
    goal: String,
    actions: Vec<Action>,
    decline: String,
    command: String,
    offers: Vec<String>,
    links: Vec<Action>,
    notes: Vec<SealedNote>,
    support_notes: usize,
    /// The one-tap link to the booked talk, to hand to the person.
    link: String,
    way: Way,
    therapist: bool,
    events: Vec<Event>,
    messages: Vec<Line>,
}

/// What is told to the person about this window, and what can still be taken back.
fn messages_to_them(app: &App, id: WindowId, role: Role) -> Result<Vec<Line>, Trouble> {
    let rows = app.read(|conn, org| messages::of_window(conn, org, id))?;
    Ok(rows.iter().map(|row| line(app, role, row, false)).collect())
}

/// `GET /windows/{window}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    if subject.eyes == Eyes::Support {
        return Ok(Reply::Go("/integration".to_owned(), None));
    }
    let clinical = subject.eyes == Eyes::Clinical;
    let now = app.now();
    let mut window = rows::Eyes { app, now, clinical }.window(&subject.row);
    (window.name, window.href) = (subject.name.clone(), String::new());
    (window.action, window.action_href) = (String::new(), String::new());
    let open = subject.window.held.is_none();
    let role = visit.signed()?.by.role;
    html(&WindowPage {
        frame: draw::live_frame(app, visit, &format!("{}: the first hours", subject.name)),
        infusion: subject.row.model == "infusion",
        window,
        goal: if open && subject.window.declined.is_none() { subject.goal_words(app) } else { String::new() },
        actions: actions(&subject),
        decline: if open && subject.window.declined.is_none() {
            format!("/windows/{}/decline", subject.id)
        } else {
            String::new()
        },
        command: fresh_command().to_string(),
        offers: book_talk::offers(app, &subject),
        links: links(app, visit, &subject, role)?,
        notes: if clinical { sealed_notes(app, visit, &subject)? } else { vec![] },
        support_notes: if clinical { subject.window.support_notes.len() } else { 0 },
        link: crate::pages::go::link_for(app, subject.id, &subject.window).unwrap_or_default(),
        way: choose_talk_way::way(
            app,
            visit,
            subject.id,
            &subject.window,
            format!("/windows/{}/way", subject.id),
        )?,
        therapist: role == Role::Therapist,
        events: history(app, &subject)?,
        messages: messages_to_them(app, subject.id, role)?,
    })
}

fn actions(subject: &Subject) -> Vec<Action> {
    let at = |act: &str| format!("/windows/{}/{act}", subject.id);
    let window = &subject.window;
    match window.held {
        Some((_, Some(_))) => return vec![],
        // Told of. Should that have been a mistake, a talk here takes its place.
        Some((_, None)) if window.talk.is_none() => {
            return vec![Action::new(
                &at("book"),
                "Noted by mistake, or not enough: book a talk here",
                false,
            )];
        }
        _ => {}
    }
    match (window.talk, window.declined) {
        (Some(_), _) => vec![
            Action::new(&at("book"), "Book another time", true),
            Action::new(&at("cancel"), "Undo the booking", false),
        ],
        // Nobody asks again; the person may still change their mind.
        (None, Some(_)) => vec![Action::new(&at("book"), "They changed their mind: book a talk", false)],
        (None, None) => vec![
            Action::new(&at("book"), "Book the talk", subject.window.referred.is_none()),
            Action::new(&at("offer"), "Offer times", false),
            Action::new(&at("refer"), "An outside therapist agreed", false),
            Action::new(&at("met"), "They met outside", subject.window.referred.is_some()),
        ],
    }
}

/// Where else these eyes may go. Nothing here leads to a refusal.
fn links(app: &App, visit: &Visit, subject: &Subject, role: Role) -> Result<Vec<Action>, Trouble> {
    let patient = subject.window.patient;
    if subject.eyes == Eyes::Desk {
        return Ok(vec![Action::new(&format!("/desk/{patient}"), "Open the desk's view", false)]);
    }
    let mut links = vec![];
    if app.may(visit, ActKind::OpenChart, Some(patient)).is_ok() {
        links.push(Action::new(&format!("/patients/{patient}"), "Open the chart", false));
    }
    if may(role, ActKind::HoldTherapy) && tie(app, visit, &subject.window)? != Tie::Stranger {
        let words = if subject.row.model == "kap" {
            "Integration therapy and its note"
        } else {
            "Why there is no therapy here"
        };
        links.push(Action::new(&format!("/windows/{}/therapy", subject.id), words, false));
    }
    Ok(links)
}

fn history(app: &App, subject: &Subject) -> Result<Vec<Event>, Trouble> {
    let stream = Stream::Window(subject.id);
    let facts = app.read(|conn, org| ask::history(conn, org, &[stream]))?;
    Ok(facts.iter().rev().filter_map(|stored| event(app, subject, stored)).collect())
}

fn event(app: &App, subject: &Subject, stored: &Stored) -> Option<Event> {
    let envelope = &stored.envelope;
    let Ok(What::Window(fact)) = record::wire::decode(&envelope.fact, &envelope.body) else { return None };
    let at = care::time::Instant(envelope.recorded_us);
    Some(Event {
        at: when::day_clock(at, &app.zone),
        iso: when::iso(at, &app.zone),
        words: told(app, subject.eyes, &fact)?,
        sub: audit::actor(app, &envelope.actor, "the patient"),
        ..Event::default()
    })
}

/// What happened, in words these eyes may read. Nothing for what is not theirs to know.
fn told(app: &App, eyes: Eyes, fact: &WindowFact) -> Option<String> {
    let name = |id| app.person(id).map(|person| person.name.to_string()).unwrap_or_default();
    let at = |at| when::day_clock(at, &app.zone);
    let clinical = eyes == Eyes::Clinical;
    Some(match fact {
        WindowFact::Opened { goal, .. } => {
            format!("The dose ended. First talk by {} if they wish.", at(*goal))
        }
        WindowFact::TimesOffered { times } => {
            let times: Vec<String> = times.iter().map(|time| at(time.at)).collect();
            format!("Times were offered: {}.", times.join("; "))
        }
        WindowFact::Booked { kind, with, at: on } => {
            format!("{} with {} was booked for {}.", words::talk(Lang::En, *kind), name(*with), at(*on))
        }
        WindowFact::TalkCancelled { reason } => format!("The booking was undone: {reason}."),
        WindowFact::Referred { to } if clinical => format!("{to} accepted to see them, outside this clinic."),
        WindowFact::Referred { .. } => "An outside therapist accepted to see them.".to_owned(),
        WindowFact::ReferralEnded { .. } => {
            "The outside therapist does not see them any more. The front desk owes a call.".to_owned()
        }
        WindowFact::Declined { .. } => "Said no, thanks. Nobody asks again for this session.".to_owned(),
        WindowFact::CallOwed { .. } => "The front desk owes a call.".to_owned(),
        WindowFact::Climbed { hours_left } => {
            format!("{hours_left} h before the goal nothing was planned.")
        }
        WindowFact::TalkHeld { kind, with, at: on } => {
            format!("{} with {} took place {}.", words::talk(Lang::En, *kind), name(*with), at(*on))
        }
        WindowFact::TalkHeldOutside { at: on, said_by } => {
            let who = words::said_by(Lang::En, *said_by);
            format!("They met their own or an outside therapist, {}. {who} said so.", at(*on))
        }
        WindowFact::PersonLost { with, at: on, .. } => format!(
            "{} cannot give the talk of {}. The person is asked to choose; the front desk owes a call.",
            name(*with),
            at(*on)
        ),
        WindowFact::TalkNotHeld { .. } => {
            "They did not meet their own or an outside therapist after all. The front desk owes a call."
                .to_owned()
        }
        WindowFact::EntrySent { starts, .. } => {
            format!("An entry for {} went to their own calendar, by email.", at(*starts))
        }
        WindowFact::WayChosen { by_video: true } => "The talk is by video.".to_owned(),
        WindowFact::WayChosen { .. } => "The talk is not by video.".to_owned(),
        WindowFact::EntryTakenOut { .. } => "The entry was taken out of their own calendar.".to_owned(),
        WindowFact::MetOutside { at: on } => format!("They met their own therapist outside, {}.", at(*on)),
        WindowFact::TherapyNoteWritten { by, .. } if clinical => {
            format!("A therapy note was sealed. Kept by {}.", name(*by))
        }
        WindowFact::NoteCosigned { by, .. } if clinical => {
            format!("{} co-signed a therapy note.", name(*by))
        }
        WindowFact::SupportNoteWritten { .. } if clinical => {
            "An integration support note was kept.".to_owned()
        }
        WindowFact::HandedBack { .. } if clinical => {
            "Integration support handed something back to the clinic. See the tasks.".to_owned()
        }
        WindowFact::HandedBack { .. } => "Needs clinician.".to_owned(),
        WindowFact::TherapyNoteWritten { .. }
        | WindowFact::NoteCosigned { .. }
        | WindowFact::SupportNoteWritten { .. } => return None,
    })
}
