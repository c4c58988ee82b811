//! The end of a dose: how much went in at most, and when. The first hours begin at that instant.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::end_dose::EndDose;
use care::units::Micrograms;

use super::dose_line::{self, DoseShown};
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read::{self, TimeField};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/end_dose.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    dose: DoseShown,
    amounts: Vec<Choice>,
    other: String,
    when: TimeField,
}

/// `GET /sessions/{session}/end-dose`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::Dosing, Phase::Paused]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/end-dose`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let (name, given) = match visit.value("given") {
        "other" => ("other", Micrograms::from_mg(visit.value("other"))),
        all => ("given", all.parse().ok().map(Micrograms)),
    };
    if given.is_none() {
        errors.add(name, "Say how much went in at most, in milligrams, such as 35 or 0.5.");
    }
    let at = read::time(app, visit, &mut errors);
    let (Some(given), true) = (given, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::EndDose(loaded.id, EndDose { given }), at) {
        Ok(_) => go(loaded.href(), "dose-ended"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let begun = loaded.session.dose.as_ref().map(|dose| dose.amount);
    let value = begun.map(|amount| amount.0.to_string()).unwrap_or_default();
    let all = begun.map(|amount| format!("All of it: {}", amount.in_mg())).unwrap_or_default();
    let chosen = visit.value("given").to_owned();
    let mut frame = draw::live_frame(app, visit, "End the dose");
    frame.density = Density::Glance;
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        dose: dose_line::shown(&loaded.session, "", loaded.now, &loaded.place.zone).unwrap_or_default(),
        amounts: vec![
            Choice::new(&value, &all, &chosen),
            Choice::new("other", "Less than that", &chosen).hint("Where nobody is sure, the larger amount."),
        ],
        other: visit.value("other").to_owned(),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
