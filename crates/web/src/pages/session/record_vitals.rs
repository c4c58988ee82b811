//! Readings at the chair: a set of numbers, when they were taken, by whom. Unusual ones are asked about once.

use askama::Template;
use care::act::Act;
use care::guardrail::{self as rails, AsRead};
use care::practice::ActKind;
use care::protocol::Setting;
use care::refusal::Refusal;
use care::session::record_vitals::RecordVitals;
use care::session::{Phase, Sign, Source, Vitals};
use care::time::Instant;
use care::units::{MmHg, PerMinute, Percent};

use super::flowsheet::{self, AWAKE};
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::monitors;
use super::read::{self, TimeField};
use super::same_reading;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

/// Phases in which somebody is at the chair.
pub const AT_THE_CHAIR: &[Phase] = &[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery];

#[derive(Template)]
#[template(path = "session/record_vitals.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    systolic: String,
    diastolic: String,
    pulse: String,
    spo2: String,
    breaths: String,
    last_pressure: String,
    last_pulse: String,
    last_spo2: String,
    last_breaths: String,
    awake: Vec<Choice>,
    sources: Vec<Choice>,
    of_monitor: bool,
    when: TimeField,
    unusual: bool,
    as_read: bool,
    may_miss: bool,
    other: String,
}

/// `GET /sessions/{session}/vitals`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(AT_THE_CHAIR) {
        return elsewhere;
    }
    if visit.asked("from") == "monitor" {
        let fresh = monitors::fresh(&loaded, &monitors::latest(app, &loaded)?);
        return draw_with(app, visit, &loaded, Errors::default(), false, &fresh);
    }
    draw(app, visit, &loaded, Errors::default(), false)
}

/// `POST /sessions/{session}/vitals`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let (act, at) = match parse(app, visit) {
        Ok(act) => act,
        Err(errors) => return draw(app, visit, &loaded, errors, false),
    };
    if visit.value("same") != "no" {
        let (taken, name) = (at.unwrap_or(loaded.now), visit.signed()?.name());
        let other = same_reading::entered_by_another(app, &loaded, &act.vitals, taken, name)?;
        match (other, visit.value("same")) {
            // What was changed since it was asked about is another reading, whatever button was pressed.
            (Some(_), "yes") => return go(loaded.href(), "vitals-same"),
            (Some(other), _) => return draw_asking(app, visit, &loaded, other),
            (None, _) => {}
        }
    }
    match app.submit_at(visit, Act::RecordVitals(loaded.id, act), at) {
        Ok(_) => go(loaded.href(), "vitals"),
        Err(trouble) => {
            let unusual = matches!(trouble, Trouble::Refused(Refusal::ValueUnusual { .. }));
            draw(app, visit, &loaded, read::beside(trouble, "systolic")?, unusual)
        }
    }
}

fn parse(app: &App, visit: &Visit) -> Result<(RecordVitals, Option<Instant>), Errors> {
    let mut errors = Errors::default();
    let upper = read::number(visit, "systolic", &mut errors);
    let lower = read::number(visit, "diastolic", &mut errors);
    let pressure = match (upper, lower) {
        (Some(upper), Some(lower)) => Some((MmHg(upper), MmHg(lower))),
        (None, None) => None,
        (Some(_), None) => {
            errors.add("diastolic", "The two pressures belong together.");
            None
        }
        (None, Some(_)) => {
            errors.add("systolic", "The two pressures belong together.");
            None
        }
    };
    let vitals = Vitals {
        pressure,
        pulse: read::number(visit, "pulse", &mut errors).map(PerMinute),
        spo2: read::number(visit, "spo2", &mut errors).map(Percent),
        breaths: read::number(visit, "breaths", &mut errors).map(PerMinute),
        awake: read::number(visit, "awake", &mut errors),
    };
    let at = read::time(app, visit, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let said = Source::read(visit.value("source"));
    let source = said.unwrap_or(Source::Hand);
    let as_read = if visit.ticked("as_read") { AsRead::Confirmed } else { AsRead::NotAsked };
    Ok((RecordVitals { vitals, source, as_read }, at))
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors, unusual: bool) -> Answered {
    draw_with(app, visit, loaded, errors, unusual, &[])
}

/// Everything typed, and whether it is what somebody else wrote down just now.
fn draw_asking(app: &App, visit: &Visit, loaded: &Loaded, other: String) -> Answered {
    let page = Page { other, ..page(app, visit, loaded, Errors::default(), visit.ticked("as_read"), &[])? };
    again(&page)
}

/// `fresh`: what a monitor says now, to be looked at, mended and saved by a person.
fn draw_with(
    app: &App,
    visit: &Visit,
    loaded: &Loaded,
    errors: Errors,
    unusual: bool,
    fresh: &[(Sign, u32)],
) -> Answered {
    let page = page(app, visit, loaded, errors, unusual, fresh)?;
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn page(
    app: &App,
    visit: &Visit,
    loaded: &Loaded,
    errors: Errors,
    unusual: bool,
    fresh: &[(Sign, u32)],
) -> Result<Page, Trouble> {
    let session = &loaded.session;
    let keep = |name: &str, sign: Sign| {
        let of_monitor = fresh.iter().find(|(of, _)| *of == sign).map(|(_, value)| value.to_string());
        visit.given(name).map(str::to_owned).or(of_monitor).unwrap_or_default()
    };
    let last = |sign: Sign| flowsheet::last(session, sign);
    let usual = if session.setting == Setting::Home { Source::ReadOut } else { Source::Hand };
    let usual = if fresh.is_empty() { usual } else { Source::Device };
    let source = visit.given("source").unwrap_or(usual.code());
    let mut sources = vec![
        Choice::new(Source::Hand.code(), "Read here", source),
        Choice::new(Source::ReadOut.code(), "Read out to me", source),
    ];
    if session.attached_now().next().is_some() {
        sources.push(Choice::new(Source::Device.code(), "From the monitor", source));
    }
    let mut frame = draw::live_frame(app, visit, "Readings");
    frame.density = Density::Glance;
    Ok(Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        systolic: keep("systolic", Sign::Systolic),
        diastolic: keep("diastolic", Sign::Diastolic),
        pulse: keep("pulse", Sign::Pulse),
        spo2: keep("spo2", Sign::Spo2),
        breaths: keep("breaths", Sign::Breaths),
        last_pressure: last(Sign::Systolic),
        last_pulse: last(Sign::Pulse),
        last_spo2: last(Sign::Spo2),
        last_breaths: last(Sign::Breaths),
        awake: AWAKE.iter().map(|(score, _)| Choice::new(score, score, visit.value("awake"))).collect(),
        sources,
        of_monitor: !fresh.is_empty(),
        when: read::time_field(visit, &errors),
        unusual: unusual || visit.ticked("as_read"),
        as_read: visit.ticked("as_read"),
        may_miss: loaded.may(ActKind::MissVitals),
        other: String::new(),
        errors,
    })
}
