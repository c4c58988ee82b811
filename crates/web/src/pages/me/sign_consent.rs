//! Reading what a route means, and signing it with a clear head.

use askama::Template;
use care::act::Act;
use care::course::consent::SignConsent;
use care::protocol::Route;
use care::refusal::{Fixer, Refusal};
use care::text::Line;

use super::consent_words::{self, Part};
use super::mine::{self, Mine};
use super::steps;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Action, Errors};
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "me/sign_consent.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    lock: String,
    wait: String,
    routes: Vec<Action>,
    route: &'static str,
    route_words: String,
    version: String,
    parts: Vec<Part>,
    printed: String,
    typed: String,
    read: bool,
    signed_already: bool,
    any_signed: bool,
}

/// `GET /me/consent`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/consent`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    mine.patient.clear_headed(mine.now)?;
    let (protocol, _) = mine.protocol.as_ref().ok_or(Refusal::ProtocolUnknown)?;
    let route = Route::read(visit.value("route")).ok_or(Trouble::NotFound)?;
    let mut errors = Errors::default();
    if visit.value("version") != protocol.to_string() {
        errors.add("read", &visit.lang.say("consent-changed"));
    } else if !visit.ticked("read") {
        errors.add("read", &visit.lang.say("consent-tick"));
    }
    let typed_name = Line::new(visit.value("typed_name"));
    if let Err(no) = &typed_name {
        errors.add("typed_name", &words::refusal(visit.lang, no));
    }
    let (true, Ok(typed_name)) = (errors.is_empty(), typed_name) else { return draw(app, visit, errors) };
    let sign = SignConsent { route, protocol: *protocol, typed_name };
    match app.submit(visit, Act::SignConsent(id, sign)) {
        Ok(_) => go("/me/consents", "signed"),
        Err(Trouble::Refused(no)) if no.fixer() == Fixer::You => {
            let name = mine.patient.details.name.as_str();
            let why = words::refusal(visit.lang, &no);
            let said = visit.lang.say_with("consent-as-on-record", &[("why", &why), ("name", name)]);
            errors.add("typed_name", &said);
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (_, course) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    let (version, protocol) = mine.protocol.as_ref().ok_or(Refusal::ProtocolUnknown)?;
    let routes = steps::routes_to_sign(course, &mine.states());
    let asked = Route::read(if visit.value("route").is_empty() {
        visit.asked("route")
    } else {
        visit.value("route")
    });
    let route = asked.filter(|route| routes.contains(route)).or(routes.first().copied());
    let route = route.ok_or(Refusal::ConsentMissing)?;
    let screened = course.screening.as_ref().is_some_and(|held| held.is_cleared());
    let wait = match (&course.closed, screened) {
        (Some(_), _) => visit.lang.say("consent-closed"),
        (None, false) => visit.lang.say("consent-wait"),
        (None, true) => String::new(),
    };
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("consent-title")),
        command: visit.form_command(),
        errors,
        lock: mine::lock_words(&mine.reader, &mine.patient, mine.now),
        wait,
        routes: routes
            .iter()
            .map(|one| {
                Action::new(
                    &format!("/me/consent?route={}", one.code()),
                    words::route(visit.lang, *one),
                    *one == route,
                )
            })
            .collect(),
        route: route.code(),
        route_words: format!(
            "{}, {}",
            words::model(visit.lang, course.model),
            words::route(visit.lang, route)
        ),
        version: version.to_string(),
        parts: consent_words::summary(visit.lang, &protocol.content, route),
        printed: mine.patient.details.name.as_str().to_owned(),
        typed: visit.value("typed_name").to_owned(),
        read: visit.ticked("read"),
        any_signed: !course.consents.is_empty(),
        signed_already: course.consent_for(route, *version).is_some(),
    };
    if ok { html(&page) } else { again(&page) }
}
