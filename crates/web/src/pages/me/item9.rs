//! "Are you safe right now?" What somebody reads after an answer that does not wait, whatever it was: item 9, "I don't
//! feel safe", a stop answer. Help first. What the clinic does is said as it is, by one rule (`care::safety::told`), and
//! no page here says or lets think that somebody is watching.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::ids::{PatientId, PersonId};
use care::roster::{Door, LocalTime};
use care::safety::told::{Told, told};
use care::safety::{HowSafe, SayHowSafe};
use care::tasks::{Matter, Task};
use care::time::Instant;
use record::views::ask;

use super::mine::own;
use crate::answer::{Answered, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::person_name;
use crate::pages::tasks::cover::roster;
use crate::reader::Reader;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "me/item9.html")]
struct Page {
    frame: Frame,
    command: String,
    open: bool,
    answers: bool,
    said: &'static str,
    clinic: Vec<String>,
    company: &'static str,
    next: String,
}

/// `GET /me/item9`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = own(app, visit)?;
    let open = open_signal(app, id)?;
    let now = app.now();
    let door = door(app, now)?;
    let told = told(open.as_deref(), door, now);
    let signal = open.as_ref().and_then(|task| task.signal.as_ref());
    let said = signal.and_then(|signal| signal.said).map(|(said, _)| said);
    let company = match signal.and_then(|signal| signal.company) {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    // Nobody is thanked for what they have not said.
    let title =
        if open.is_some() { visit.lang.say("safety-title") } else { visit.lang.say("safety-question") };
    let frame = draw::frame(app, visit, &title);
    let clinic = words(app, &Reader::of(app, visit), &frame.crisis.first, told, now);
    html(&Page {
        frame,
        command: visit.form_command(),
        open: open.is_some(),
        answers: matches!(door, Door::Open { .. }),
        said: said.map_or("", HowSafe::code),
        clinic,
        company,
        next: way_on(visit.asked("next")),
    })
}

/// `POST /me/item9`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = own(app, visit)?;
    let next = way_on(visit.value("next"));
    let back = if next.is_empty() { "/me/item9".to_owned() } else { format!("/me/item9?next={next}") };
    // No button of the page sends anything else: without an answer the question is asked again.
    let Some(answer) = HowSafe::read(visit.value("answer")) else { return go(back, "asked-again") };
    let company = match visit.value("company") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    app.submit(visit, Act::SayHowSafe(id, SayHowSafe { answer, company }))?;
    go(back, "told")
}

/// Where the person goes on with what they had begun: a page of their own, and nothing else.
fn way_on(asked: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/-_".contains(letter);
    if asked.starts_with("/me/") && asked.chars().all(plain) && !asked.contains("//") {
        asked.to_owned()
    } else {
        String::new()
    }
}

/// The open signal to speak of: one that somebody took, else the one that is due first.
///
/// # Errors
/// The store's.
pub fn open_signal(app: &App, id: PatientId) -> Result<Option<Arc<Task>>, Trouble> {
    let mut rows = app.read(|conn, org| ask::tasks_of(conn, org, id))?;
    rows.retain(|row| row.is_open && row.matter == Matter::SafetySignal.code());
    rows.sort_by_key(|row| (row.taken_by.is_none(), row.due));
    rows.first().map(|row| app.task(row.task)).transpose()
}

/// Does the clinic answer now? Hours that nobody has set count as closed.
///
/// # Errors
/// The store's.
pub fn door(app: &App, now: Instant) -> Result<Door, Trouble> {
    let local = when::local(now, &app.zone);
    let roster = roster(app)?;
    let hours = roster.as_ref().and_then(|roster| roster.hours.as_ref());
    Ok(match (hours, local) {
        (Some(hours), Some(local)) => hours.at(local),
        _ => Door::Closed { opens: None },
    })
}

/// What is so, in sentences.
fn words(app: &App, reader: &Reader, call: &str, told: Told, now: Instant) -> Vec<String> {
    let lang = reader.lang;
    let time = |at: Instant| reader.clock(at);
    let first = [("call", call)];
    let name = |id: PersonId| person_name(app, id);
    let closed = |opens: Option<LocalTime>| match opens {
        Some(opens) => lang.say_with("safety-closed-until", &[("time", &opening(reader, opens, now))]),
        None => lang.say("safety-closed"),
    };
    match told {
        Told::Nothing => vec![lang.say("safety-nothing-open")],
        Told::Taken { by, until } => {
            vec![lang.say_with("safety-taken", &[("name", &name(by)), ("time", &time(until))])]
        }
        Told::Open { to: Some(to), by } => {
            let values = [("name", &*name(to)), ("time", &*time(by))];
            vec![lang.say_with("safety-owed-by", &values), lang.say("safety-not-seen-yet")]
        }
        Told::Open { to: None, by } => {
            let words = lang.say_with("safety-owed", &[("time", &time(by))]);
            vec![words, lang.say("safety-not-seen-yet")]
        }
        Told::OnCall { to, by, opens } => {
            let values = [("name", &*name(to)), ("time", &*time(by))];
            let owed = lang.say_with("safety-on-call", &values);
            vec![
                closed(opens),
                lang.say_with("safety-do-not-wait", &first),
                owed,
                lang.say("safety-not-seen-yet"),
            ]
        }
        Told::Closed { opens } => vec![closed(opens), lang.say_with("safety-do-not-wait", &first)],
        Told::Unanswered { to, by } => {
            let mut lines = vec![lang.say_with("safety-unanswered", &first)];
            if now < by {
                lines.push(match to {
                    Some(to) => lang.say_with("safety-next-by", &[("name", &name(to)), ("time", &time(by))]),
                    None => lang.say_with("safety-next", &[("time", &time(by))]),
                });
            }
            lines
        }
    }
}

/// `09:00` today, else with its day.
fn opening(reader: &Reader, opens: LocalTime, now: Instant) -> String {
    let lang = reader.lang;
    let clock = when::from_local(opens, &reader.zone).map_or_else(String::new, |at| reader.clock(at));
    if when::local(now, &reader.zone).is_some_and(|today| today.date == opens.date) {
        return clock;
    }
    let day = lang.say_of("safety-weekday", &opens.date.weekday().to_string());
    format!("{day} {clock}")
}
