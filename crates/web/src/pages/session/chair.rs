//! The chair while a dose works and afterwards: alarms, big numbers, the dose, the flowsheet, what is due.

use askama::Template;
use care::practice::ActKind;
use care::protocol::{CareModel, Key};
use care::session::{Phase, due};
use care::units::Minutes;

use super::dose_line::{self, DoseShown};
use super::here::{self, Here};
use super::lead::{self, LeadShown};
use super::load::Loaded;
use super::monitors::{self, Stands};
use super::order_strip::{self, OrderStrip};
use super::pressure::{self, Pressure};
use super::room::{self, Somebody};
use super::supplement::{self, SupplementShown};
use super::{flowsheet, timeline};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::pages::protocols::numbered;
use crate::parts::{Action, Event, Flowsheet, Mark, Vital};
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// When the next readings are due.
pub struct Due {
    /// `10:25`.
    pub at: String,
    /// The same for scripts.
    pub ms: i64,
    /// From when on it is late, for scripts.
    pub late_ms: i64,
    /// Minutes from one to the next, in this phase.
    pub every_min: u32,
    /// `3 min`: until then, or since then.
    pub span: String,
    /// The time has come.
    pub past: bool,
    /// Late beyond the protocol's grace.
    pub late: bool,
}

/// A reading that can be marked wrong.
pub struct Entry {
    /// `10:24  162/98 · pulse 88`.
    pub words: String,
    /// Where it is marked.
    pub href: String,
}

#[derive(Template)]
#[template(path = "session/chair.html")]
struct Chair {
    frame: Frame,
    here: Here,
    lead: LeadShown,
    order: OrderStrip,
    supplement: SupplementShown,
    kept: String,
    vitals: Vec<Vital>,
    due: Option<Due>,
    sheet: Flowsheet,
    entries: Vec<Entry>,
    dose: DoseShown,
    phase: Phase,
    recovery: String,
    intention: String,
    quiet: bool,
    depth: String,
    people: Vec<Somebody>,
    log: Vec<Event>,
    actions: Vec<Action>,
    may_dose: bool,
    may_discharge: bool,
    may_note: bool,
    pressure: Pressure,
    monitors: Vec<Stands>,
    monitored: bool,
    may_attach: bool,
    may_take: bool,
    command: String,
}

/// Draws the chair.
pub fn draw(app: &App, visit: &Visit, loaded: &Loaded) -> Answered {
    let session = &loaded.session;
    let told = timeline::told(app, loaded)?;
    let begun = told.iter().find(|one| matches!(one.fact, care::session::SessionFact::DoseStarted { .. }));
    let by = begun.map_or("", |one| one.by.split_once(',').map_or(one.by.as_str(), |(name, _)| name));
    let mut log = timeline::events(app, loaded, &told, false);
    log.reverse();
    log.truncate(8);
    let latest = monitors::latest(app, loaded)?;
    let mut frame = draw::live_frame(app, visit, &here::title(loaded));
    frame.density = Density::Glance;
    html(&Chair {
        frame,
        here: here::here(loaded),
        lead: lead::shown(app, loaded),
        order: order_strip::at_the_chair(app, loaded)?,
        supplement: supplement::shown(app, loaded),
        kept: kept(app, loaded)?,
        vitals: monitors::vitals(loaded, &latest),
        due: next_due(loaded)?,
        sheet: flowsheet::sheet(session, &loaded.place.zone, "Flowsheet, newest at the right"),
        entries: entries(loaded),
        dose: dose_line::shown(session, by, loaded.now, &loaded.place.zone).unwrap_or_default(),
        phase: session.phase,
        recovery: recovery(loaded),
        intention: intention(loaded),
        quiet: room::is_therapist(loaded),
        depth: session.depth.map(words::depth).unwrap_or_default().to_owned(),
        people: room::everyone(loaded, visit.signed()?.name()),
        log,
        actions: actions(loaded),
        may_dose: loaded.may(ActKind::PauseDose),
        may_discharge: loaded.may(ActKind::Discharge),
        may_note: room::may_note(loaded),
        pressure: pressure::shown(app, loaded)?,
        monitors: monitors::stand_here(app, loaded, &latest)?,
        monitored: session.attached_now().next().is_some(),
        may_attach: loaded.may(ActKind::AttachMonitor),
        may_take: loaded.may(ActKind::RecordVitals),
        command: fresh_command().to_string(),
    })
}

/// That another version of its protocol is in force by now, and that this session keeps its own.
fn kept(app: &App, loaded: &Loaded) -> Result<String, Trouble> {
    match (loaded.session.protocol, &loaded.protocol) {
        (Some(id), Some(own)) => numbered::kept_at_the_chair(app, id, own),
        _ => Ok(String::new()),
    }
}

/// When the next readings are due, if any are owed in this phase.
pub fn next_due(loaded: &Loaded) -> Result<Option<Due>, Trouble> {
    let Some(protocol) = &loaded.protocol else { return Ok(None) };
    let (session, content) = (&loaded.session, &protocol.content);
    let Some(at) = due::next_vitals(session, content)? else { return Ok(None) };
    let past = at <= loaded.now;
    let grace = Minutes(content.small(Key::VitalsGrace)?);
    Ok(Some(Due {
        at: when::clock(at, &loaded.place.zone),
        ms: when::ms(at),
        late_ms: when::ms(at.plus_minutes(grace)),
        every_min: due::every(session, content)?.map_or(0, |every| every.0),
        span: if past { when::span(at, loaded.now) } else { when::span(loaded.now, at) },
        past,
        late: due::is_late(session, content, loaded.now)?,
    }))
}

/// The newest readings that can still be marked wrong.
pub fn entries(loaded: &Loaded) -> Vec<Entry> {
    if !loaded.may(ActKind::MarkWrong) {
        return vec![];
    }
    let right = loaded.session.readings.iter().rev().filter(|reading| reading.wrong.is_none());
    let entry = right.take(8).map(|reading| Entry {
        words: format!(
            "{}  {}",
            when::clock(reading.at, &loaded.place.zone),
            flowsheet::line(&reading.vitals)
        ),
        href: loaded.act(&format!("wrong/{}", reading.version)),
    });
    entry.collect()
}

/// The person's own sentence, in a KAP session.
pub fn intention(loaded: &Loaded) -> String {
    let newest = loaded.course.intentions.last().filter(|_| loaded.course.model == CareModel::Kap);
    newest.map(|(_, words)| words.as_str().to_owned()).unwrap_or_default()
}

fn recovery(loaded: &Loaded) -> String {
    let ended = loaded.session.dose.as_ref().and_then(|dose| dose.ended);
    let (Some((_, at)), Some(needs)) = (ended, loaded.value(Key::ObserveAfter)) else { return String::new() };
    let watched = loaded.now.minutes_since(at).max(0);
    let left = i64::from(needs) - watched;
    if 0 < left {
        format!(
            "{watched} of {needs} min since the end of the dose. {left} min to go before anyone goes home."
        )
    } else {
        format!("{watched} min since the end of the dose; the protocol asks for {needs} min.")
    }
}

fn actions(loaded: &Loaded) -> Vec<Action> {
    let link = |act: &str, label: &str| Action::new(&loaded.act(act), label, false);
    let mut actions = vec![Action::new(&loaded.act("vitals"), "Vitals", true)];
    let dose = loaded.may(ActKind::PauseDose);
    match loaded.session.phase {
        Phase::Dosing if dose => actions.extend([link("pause", "Pause"), link("end-dose", "End the dose")]),
        Phase::Paused if dose => actions.push(link("end-dose", "End the dose")),
        Phase::Recovery if loaded.may(ActKind::Discharge) => actions.push(link("discharge", "Discharge")),
        _ => {}
    }
    actions.push(link("note", "Note"));
    actions.push(link("event", "Event"));
    // In the room of a therapist there is nobody else to ask first.
    let quiet = room::is_therapist(loaded);
    if !quiet {
        actions.push(Action::new("#help", "Medical help", false));
    }
    actions.push(Action::new("#sos", if quiet { "Medical help" } else { "SOS" }, false));
    actions
}
