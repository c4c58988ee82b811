//! The end of a dose: how much went in at most, and when. The first hours begin at that instant.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::session::Phase;
use care::session::end_dose::EndDose;
use care::units::Micrograms;

use super::dose_line::{self, DoseShown};
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read::{self, TimeField};
use crate::answer::{Answered, Trouble, again, go, html};
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
    /// Of the supplement, in the same way; none where none was given.
    more: Vec<Choice>,
    more_other: String,
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
    let given = amount(visit, &mut errors, "given", "other");
    // Unsaid is unsaid: the rules ask for it where a supplement was given.
    let said = visit.given("more").is_some();
    let supplement = if said { amount(visit, &mut errors, "more", "more_other") } else { None };
    let at = read::time(app, visit, &mut errors);
    let (Some(given), true) = (given, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::EndDose(loaded.id, EndDose { given, supplement }), at) {
        Ok(_) => go(loaded.href(), "dose-ended"),
        Err(trouble) => {
            let unsaid = matches!(trouble, Trouble::Refused(Refusal::SupplementNotSaid));
            draw(app, visit, &loaded, read::beside(trouble, if unsaid { "more" } else { "other" })?)
        }
    }
}

/// All of it, or as much as is written beside it.
fn amount(
    visit: &Visit,
    errors: &mut Errors,
    field: &'static str,
    other: &'static str,
) -> Option<Micrograms> {
    let (name, amount) = match visit.value(field) {
        "other" => (other, Micrograms::from_mg(visit.value(other))),
        all => (field, all.parse().ok().map(Micrograms)),
    };
    if amount.is_none() {
        errors.add(name, "Say how much went in at most, in milligrams, such as 35 or 0.5.");
    }
    amount
}

/// All of what was begun, or less.
fn choices(begun: Micrograms, chosen: &str) -> Vec<Choice> {
    let all = format!("All of it: {}", begun.in_mg());
    vec![
        Choice::new(&begun.0.to_string(), &all, chosen),
        Choice::new("other", "Less than that", chosen).hint("Where nobody is sure, the larger amount."),
    ]
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let begun = loaded.session.dose.as_ref().map_or(Micrograms(0), |dose| dose.amount);
    let more = loaded.session.supplement_given().map(|known| known.amount);
    let mut frame = draw::live_frame(app, visit, "End the dose");
    frame.density = Density::Glance;
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        dose: dose_line::shown(&loaded.session, "", loaded.now, &loaded.place.zone).unwrap_or_default(),
        amounts: choices(begun, visit.value("given")),
        more: more.map_or_else(Vec::new, |amount| choices(amount, visit.value("more"))),
        more_other: visit.value("more_other").to_owned(),
        other: visit.value("other").to_owned(),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
