//! What is asked before a dose: identity, weight, food, the way home, what changed. Any answer is kept; gates judge.

use askama::Template;
use care::act::Act;
use care::guardrail::AsRead;
use care::protocol::Setting;
use care::refusal::Refusal;
use care::session::confirm_precheck::ConfirmPrecheck;
use care::session::{Phase, Precheck};
use care::units::{Grams, Hours};

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/confirm_precheck.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    identity: bool,
    weight: String,
    unusual: bool,
    as_read: bool,
    solids: String,
    fluids: String,
    escort: String,
    at_home: bool,
    chaperone: String,
    changed: Vec<Choice>,
}

/// `GET /sessions/{session}/precheck`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::CheckedIn]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default(), false)
}

/// `POST /sessions/{session}/precheck`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let act = match parse(visit) {
        Ok(act) => act,
        Err(errors) => return draw(app, visit, &loaded, errors, false),
    };
    match app.submit(visit, Act::ConfirmPrecheck(loaded.id, act)) {
        Ok(_) => go(loaded.href(), "saved"),
        Err(trouble) => {
            let unusual = matches!(trouble, Trouble::Refused(Refusal::ValueUnusual { .. }));
            draw(app, visit, &loaded, read::beside(trouble, "weight")?, unusual)
        }
    }
}

fn parse(visit: &Visit) -> Result<ConfirmPrecheck, Errors> {
    let mut errors = Errors::default();
    let weight = Grams::from_kg(visit.value("weight"));
    if weight.is_none() {
        errors.add("weight", "Write the weight in kilograms, such as 72.4.");
    }
    let solids = read::hours(visit, "solids", &mut errors);
    let fluids = read::hours(visit, "fluids", &mut errors);
    let escort = read::line_or_none(visit, "escort", &mut errors);
    let chaperone = read::line_or_none(visit, "chaperone", &mut errors);
    let changed = match visit.value("changed") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            errors.add("changed", "Choose one. “No” is an answer.");
            None
        }
    };
    let (Some(weight), Some(solids), Some(fluids), Some(changed), true) =
        (weight, solids, fluids, changed, errors.is_empty())
    else {
        return Err(errors);
    };
    let precheck = Precheck {
        identity_confirmed: visit.ticked("identity"),
        weight,
        solids: Hours(solids),
        fluids: Hours(fluids),
        escort,
        chaperone,
        changed_since_screening: changed,
    };
    let as_read = if visit.ticked("as_read") { AsRead::Confirmed } else { AsRead::NotAsked };
    Ok(ConfirmPrecheck { precheck, as_read })
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors, unusual: bool) -> Answered {
    let asked = loaded.session.precheck.as_ref();
    let sent = !visit.form.is_empty();
    let keep = |name: &str, known: Option<String>| {
        if sent { visit.value(name).to_owned() } else { known.unwrap_or_default() }
    };
    let kg = |weight: Grams| weight.in_kg().trim_end_matches(" kg").to_owned();
    let text = |line: &care::text::Line| line.as_str().to_owned();
    // What the person told beforehand stands in the field; the nurse still asks, and her answer is the one that counts.
    let told = loaded.session.ride.as_ref().map(|ride| text(&ride.with));
    let changed = asked.map(|asked| if asked.changed_since_screening { "yes" } else { "no" }.to_owned());
    let changed = keep("changed", changed);
    let page = Page {
        frame: draw::live_frame(app, visit, "Before the dose: weigh and ask"),
        here: here::here(loaded),
        command: visit.form_command(),
        identity: if sent {
            visit.ticked("identity")
        } else {
            asked.is_some_and(|asked| asked.identity_confirmed)
        },
        weight: keep("weight", asked.map(|asked| kg(asked.weight))),
        unusual: unusual || visit.ticked("as_read"),
        as_read: visit.ticked("as_read"),
        solids: keep("solids", asked.map(|asked| asked.solids.0.to_string())),
        fluids: keep("fluids", asked.map(|asked| asked.fluids.0.to_string())),
        escort: keep("escort", asked.map_or_else(|| told.clone(), |asked| asked.escort.as_ref().map(text))),
        at_home: loaded.session.setting == Setting::Home,
        chaperone: keep("chaperone", asked.map_or(told, |asked| asked.chaperone.as_ref().map(text))),
        changed: vec![
            Choice::new("no", "No, nothing", &changed),
            Choice::new("yes", "Yes, something", &changed).hint("A prescriber looks again before a dose."),
        ],
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
