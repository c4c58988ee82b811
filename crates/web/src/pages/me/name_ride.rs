//! Who goes home with me, and who is there tonight. Told beforehand, so that nobody stands at the door and waits.

use askama::Template;
use care::act::Act;
use care::course::SessionKind;
use care::protocol::Setting;
use care::refusal::Refusal;
use care::session::name_ride::NameRide;
use care::session::{Phase, Ride};
use care::text::Line;

use super::mine::{self, Mine};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "me/name_ride.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    href: String,
    title: String,
    at: String,
    at_home: bool,
    with: String,
    tonight: String,
}

/// `GET /me/visit/{session}/ride`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/visit/{session}/ride`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.visit(visit)?;
    let mut errors = Errors::default();
    let with = Line::new(visit.value("with"))
        .map_err(|no| errors.add("with", &words::refusal(visit.lang, &no)))
        .ok();
    let tonight = visit.given("tonight").map(Line::new).transpose();
    let tonight = tonight.map_err(|no| errors.add("tonight", &words::refusal(visit.lang, &no)));
    let (Some(with), Ok(tonight)) = (with, tonight) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::NameRide(id, NameRide { ride: Ride { with, tonight } })) {
        Ok(_) => go(format!("/me/visit/{id}"), "ride"),
        Err(Trouble::Refused(Refusal::NothingChanged)) => Ok(Reply::Go(format!("/me/visit/{id}"), None)),
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let asked = held.kind == SessionKind::Dosing && matches!(held.phase, Phase::Scheduled | Phase::CheckedIn);
    if !asked {
        return Ok(Reply::Go(format!("/me/visit/{id}"), None));
    }
    let (_, course) = mine.course.as_ref().ok_or(Trouble::NotFound)?;
    let sent = !visit.form.is_empty();
    let keep = |name: &str, known: Option<&Line>| {
        if sent { visit.value(name).to_owned() } else { known.map(ToString::to_string).unwrap_or_default() }
    };
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("day-ride-title")),
        command: visit.form_command(),
        errors,
        href: format!("/me/visit/{id}"),
        title: mine::visit_words(visit.lang, course, held, id),
        at: mine.there(held).day_clock(held.starts),
        at_home: held.setting == Setting::Home,
        with: keep("with", held.ride.as_ref().map(|ride| &ride.with)),
        tonight: keep("tonight", held.ride.as_ref().and_then(|ride| ride.tonight.as_ref())),
    };
    if ok { html(&page) } else { again(&page) }
}
