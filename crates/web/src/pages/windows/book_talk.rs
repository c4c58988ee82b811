//! Booking the first talk: who, when, and the goal as a goal. Later than the goal is booked the same way.

use askama::Template;
use care::act::Act;
use care::integration::book_talk::BookTalk;

use super::{Subject, draw_in, field_of, read_who, refused_words};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::{Choice, Errors, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "windows/book_talk.html")]
struct BookTalkForm<'a> {
    /// What the parts of the page say their words with.
    frame: Lang,
    csrf: String,
    command: String,
    action: String,
    cancel: String,
    errors: &'a Errors,
    service: Service,
    goal: String,
    about: &'static str,
    who: Vec<Choice>,
    at: String,
    at_least: String,
    offers: Vec<String>,
    declined: bool,
    video: Vec<Choice>,
}

/// `GET /windows/{window}/book`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &Errors::default())
}

/// `POST /windows/{window}/book`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let who = read_who(visit.value("who"));
    if who.is_none() {
        errors.add("who", "Choose who the talk is with.");
    }
    let at = when::read(Lang::En, visit.value("at"), &app.zone);
    if let Err(wrong) = at {
        errors.add("at", wrong);
    }
    let (Some((kind, with)), Ok(at)) = (who, at) else { return draw(app, visit, &errors) };
    let goal = subject.window.goal;
    match app.submit(visit, Act::BookTalk(subject.id, BookTalk { kind, with, at })) {
        Ok(_) => {
            super::choose_talk_way::also(app, visit, subject.id)?;
            go(subject.home(), if at < goal { "booked" } else { "booked-later" })
        }
        Err(Trouble::Refused(no)) if field_of(&no).is_some() => {
            errors.add(field_of(&no).unwrap_or("at"), &refused_words(&no));
            draw(app, visit, &errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: &Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    let window = &subject.window;
    let booked = window.talk.map(|talk| {
        (format!("{}:{}", talk.kind.code(), talk.with), when::field(talk.at.max(app.now()), &app.zone))
    });
    let (who, at) = match booked {
        _ if !visit.form.is_empty() => (visit.value("who").to_owned(), visit.value("at").to_owned()),
        Some(booked) => booked,
        None => (String::new(), String::new()),
    };
    let mut choices = subject.who(app, &who)?;
    if let [only] = choices.as_mut_slice() {
        only.checked = true;
    }
    let form = BookTalkForm {
        frame: Lang::En,
        csrf: visit.signed()?.csrf.clone(),
        command: visit.form_command(),
        action: format!("/windows/{}/book", subject.id),
        cancel: subject.home(),
        errors,
        service: subject.service(),
        goal: subject.goal_words(app),
        about: about(&subject),
        who: choices,
        at,
        at_least: when::field(app.now(), &app.zone),
        offers: offers(app, &subject),
        declined: window.declined.is_some(),
        video: video(app, visit, window.by_video)?,
    };
    let title = match window.talk {
        Some(_) => format!("Book {} at another time", subject.name),
        None => format!("Book a first talk for {}", subject.name),
    };
    draw_in(app, visit, &subject, &title, &form, !errors.is_empty())
}

/// "By video", where there are rooms.
fn video(app: &App, visit: &Visit, now: bool) -> Result<Vec<Choice>, Trouble> {
    let chosen = if visit.form.is_empty() && now { "yes" } else { visit.value("video") };
    let rooms = super::choose_talk_way::has_video(app)?;
    Ok(rooms.then(|| Choice::new("yes", "By video", chosen)).into_iter().collect())
}

/// Which kind of talk belongs here, and why no other.
fn about(subject: &Subject) -> &'static str {
    match (subject.row.model.as_str(), subject.row.ending.as_str()) {
        ("kap", _) => "After a KAP session the first talk is integration therapy, with a licensed therapist.",
        (_, "referral") => {
            "This protocol ends with a referral to an outside or existing therapist. If the person would rather talk \
             with someone here, integration support can be booked. It is not therapy."
        }
        _ => {
            "After an infusion the first talk is integration support. It is not therapy. There is no psychotherapy in \
             an infusion course."
        }
    }
}

/// Times that were offered and not answered yet.
pub fn offers(app: &App, subject: &Subject) -> Vec<String> {
    let name = |id| app.person(id).map(|person| person.name.to_string()).unwrap_or_default();
    let offered = subject.window.offered.iter();
    offered
        .map(|time| {
            let kind = crate::words::talk(Lang::En, time.kind);
            format!("{}, {kind} with {}", when::day_clock(time.at, &app.zone), name(time.with))
        })
        .collect()
}
