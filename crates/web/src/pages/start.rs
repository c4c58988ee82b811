//! "Please call me", from somebody without an account: four questions, nothing of their health. What they leave is sealed,
//! listed for the desk, and forgotten when it is needed no more. The answer is the same whoever asks.

pub mod words;

use askama::Template;
use care::act::Act;
use care::contact::{AskForCall, Concern};
use care::ids::ContactId;
use care::practice::Acting;
use care::roster::{Door, LocalTime};
use care::tasks::wish_call_time::PartOfDay;
use care::time::Instant;
use record::submit::{Answer, Command};

use crate::answer::{Answered, Reply, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::articles::tongue;
use crate::pages::tasks::cover::roster;
use crate::parts::{Choice, Errors};
use crate::reader::Reader;
use crate::sign_in::same;
use crate::visit::Visit;
use crate::when;

/// Calls asked for from one network that cost nothing. House policy, as the waits of a sign-in are.
pub(crate) const FREE: i64 = 5;

#[derive(Template)]
#[template(path = "start/ask_for_call.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    called: String,
    reach: String,
    parts: Vec<Choice>,
    concerns: Vec<Choice>,
}

/// `GET /start`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /start`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (lang, mut errors) = (visit.lang, Errors::default());
    let words = words::read(visit, &mut errors);
    let concern = Concern::read(visit.value("concern"));
    if concern.is_none() {
        errors.add("concern", &lang.say("start-missing-concern"));
    }
    let (Some(words), Some(concern)) = (words, concern) else { return draw(app, visit, errors) };
    let id = visit.command()?;
    let chosen = visit.values("parts");
    let parts = PartOfDay::ALL.iter().copied().filter(|part| chosen.contains(&part.code())).collect();
    let call_by = call_by(app, app.now())?;
    let ask = AskForCall { concern, parts, tongue: tongue(lang), call_by };
    let act = Act::AskForCall(ContactId::from_command(id), ask);
    let command = Command { id, act, by: Acting::VISITOR, occurred: None, sealed: Some(words.into()) };
    // The second tap of a form that is kept already is not one more.
    let is_new = !app.record.was_done(&command)?;
    if is_new {
        let wait = app.record.begin_try(&subject(visit), FREE)?;
        if 0 < wait {
            errors.add("name", &lang.say_counted("start-too-often", wait / 60 + 1, &[]));
            return draw(app, visit, errors);
        }
    }
    app.record.let_go();
    let answer = app.record.submit(command).wait()?;
    if is_new && !matches!(answer, Answer::Done(_)) {
        app.record.take_back_try(&subject(visit))?;
    }
    match answer {
        Answer::Done(_) => {
            let by = app.contact(ContactId::from_command(id))?.due.0;
            Ok(Reply::Go(format!("/start/sent?by={by}&mark={}", mark(app, by)), None))
        }
        // The form was kept before; then somebody came back and changed it. It is a new one under a new number.
        Answer::IdReused => {
            errors.add("name", &lang.say("start-sent-before"));
            draw_anew(app, visit, errors)
        }
        Answer::Refused(refusal) => Err(Trouble::Refused(refusal)),
        Answer::Kept(_) => Err(Trouble::NotFound),
    }
}

pub(crate) fn subject(visit: &Visit) -> String {
    format!("start:{}", visit.network)
}

/// The end of the clinic's next day: whoever asks today is called by then. Without hours on record, Monday to Friday.
///
/// # Errors
/// The store's.
pub fn call_by(app: &App, now: Instant) -> Result<Instant, Trouble> {
    let hours = roster(app)?.and_then(|roster| roster.hours.clone());
    let today = when::local(now, &app.zone).map(|local| local.date);
    let Some((hours, today)) = hours.zip(today) else { return Ok(when::call_by(now, &app.zone)) };
    let tomorrow = today.tomorrow().map(|date| LocalTime { date, minute: 0 });
    let next = tomorrow.and_then(|early| match hours.at(early) {
        Door::Closed { opens } => opens,
        Door::Open { .. } => Some(early),
    });
    let ends = next.and_then(|opens| match hours.at(opens) {
        // Midnight is the last minute of the day it ends.
        Door::Open { until_min } => Some(LocalTime { date: opens.date, minute: until_min.min(24 * 60 - 1) }),
        Door::Closed { .. } => None,
    });
    let by = ends.and_then(|ends| when::from_local(ends, &app.zone));
    Ok(by.unwrap_or_else(|| when::call_by(now, &app.zone)))
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let command = visit.form_command();
    page(app, visit, errors, command)
}

fn draw_anew(app: &App, visit: &Visit, errors: Errors) -> Answered {
    page(app, visit, errors, crate::visit::fresh_command().to_string())
}

fn page(app: &App, visit: &Visit, errors: Errors, command: String) -> Answered {
    let (lang, chosen) = (visit.lang, visit.values("parts"));
    let part = |part: &PartOfDay| Choice {
        checked: chosen.contains(&part.code()),
        ..Choice::new(part.code(), lang.word_of("start-part", part.code()), "")
    };
    let concern = |one: &Concern| {
        Choice::new(one.code(), lang.word_of("start-concern", one.code()), visit.value("concern"))
    };
    let page = Page {
        frame: draw::frame_in(app, visit, &lang.say("start-title"), Shell::Public),
        command,
        called: visit.value("name").to_owned(),
        reach: visit.value("reach").to_owned(),
        parts: PartOfDay::ALL.iter().map(part).collect(),
        concerns: Concern::ALL.iter().map(concern).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

#[derive(Template)]
#[template(path = "start/sent.html")]
struct Sent {
    frame: Frame,
    by: String,
}

/// What only this house can say of a form that it kept: nobody reads "we will call you" who did not ask.
fn mark(app: &App, by: i64) -> String {
    app.record.mark(&format!("start-sent {by}"))
}

/// `GET /start/sent`: by when, as it was kept; loaded again later it says the same.
pub fn sent(app: &App, visit: &Visit) -> Answered {
    let by: Option<i64> = visit.asked("by").parse().ok();
    let Some(by) = by.filter(|by| same(visit.asked("mark"), &mark(app, *by))).map(Instant) else {
        return Ok(Reply::Go("/start".to_owned(), None));
    };
    html(&Sent {
        frame: draw::frame_in(app, visit, &visit.lang.say("start-sent-title"), Shell::Public),
        by: Reader::of(app, visit).day_clock(by),
    })
}
