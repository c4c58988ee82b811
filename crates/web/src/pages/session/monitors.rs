//! Monitors at the chair: which stand here, whose numbers are this person's, what they said last. Numbers of a monitor say
//! that they are, and an old one looks old: a monitor that is silent for two minutes shows nothing current
//! (screens.md 2.3).

use askama::Template;
use care::act::Act;
use care::practice::ActKind;
use care::session::attach_monitor::{AttachMonitor, DetachMonitor};
use care::session::calendar::same_room;
use care::session::{Channel, Seen, Sign};
use care::time::Instant;
use record::samples::ask::{self, Minute};

use super::chair::{self, Due};
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::{flowsheet, glance};
use crate::answer::{Answered, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::pages::schedule::calendar;
use crate::parts::{Mark, Vital};
use crate::visit::{Visit, fresh_command};
use crate::when;

/// A number of a monitor that says nothing for so long is not current any more.
pub const SILENT_AFTER_MIN: u32 = 2;
const MINUTE_US: i64 = 60_000_000;
/// So far back the last number of a cuff is looked for.
const LOOK_BACK_MIN: i64 = 12 * 60;

/// A monitor that stands at this chair.
pub struct Stands {
    /// Its number, for the form.
    pub number: u32,
    /// As people call it.
    pub name: String,
    /// Its numbers are this person's.
    pub attached: bool,
    /// `numbers come, 4 s ago`, or what is missing.
    pub state: String,
    /// It is silent although it is taken on.
    pub silent: bool,
    /// The command of its form.
    pub command: String,
}

/// What one channel of one monitor said last.
#[derive(Debug, Clone)]
pub struct Latest {
    /// The monitor's name.
    pub monitor: String,
    /// What it said, and when.
    pub said: Minute,
}

#[derive(Template)]
#[template(path = "session/numbers.html")]
struct Numbers {
    frame: Frame,
    here: Here,
    vitals: Vec<Vital>,
    due: Option<Due>,
    monitored: bool,
    may_take: bool,
}

/// `GET /sessions/{session}/numbers`: the big numbers alone, for a page that asks every few seconds.
pub fn numbers(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if visit.signed()?.locked.is_some() {
        return glance::draw(app, visit, &loaded);
    }
    let latest = latest(app, &loaded)?;
    let mut frame = draw::live_frame(app, visit, "Readings");
    frame.density = Density::Glance;
    html(&Numbers {
        frame,
        here: here::here(&loaded),
        vitals: vitals(&loaded, &latest),
        due: chair::next_due(&loaded)?,
        monitored: loaded.session.attached_now().next().is_some(),
        may_take: loaded.may(ActKind::RecordVitals),
    })
}

/// `POST /sessions/{session}/monitors`
pub fn post_attach(app: &App, visit: &Visit) -> Answered {
    let (loaded, device) = (load::chart(app, visit)?, number(visit)?);
    app.submit(visit, Act::AttachMonitor(loaded.id, AttachMonitor { device }))?;
    go(loaded.href(), "monitor-attached")
}

/// `POST /sessions/{session}/monitors/let-go`
pub fn post_detach(app: &App, visit: &Visit) -> Answered {
    let (loaded, device) = (load::chart(app, visit)?, number(visit)?);
    app.submit(visit, Act::DetachMonitor(loaded.id, DetachMonitor { device }))?;
    go(loaded.href(), "monitor-detached")
}

fn number(visit: &Visit) -> Result<u32, Trouble> {
    visit.value("device").parse().map_err(|_| Trouble::NotFound)
}

/// The monitors that stand at this chair, and those taken on for this visit.
pub fn stand_here(app: &App, loaded: &Loaded, latest: &[Latest]) -> Result<Vec<Stands>, Trouble> {
    let (schedule, session) = (calendar::schedule(app)?, &loaded.session);
    let here = |room: u32| {
        let known = schedule.open_rooms(loaded.now).find(|known| known.number == room);
        known.is_some_and(|known| same_room(known.name.as_str(), session.room.as_str()))
    };
    let mut all = vec![];
    for device in schedule.devices_in_use(loaded.now) {
        let attached = session.has_attached(device.number);
        if !attached && !here(device.room) {
            continue;
        }
        let came = if attached {
            latest.iter().filter(|one| one.said.device == device.number).map(|one| one.said.received).max()
        } else {
            let heard = app.heard.as_ref();
            let last = heard.and_then(|heard| {
                heard.last_of(device.sender.as_str(), device.bed.as_ref().map(|bed| bed.as_str()))
            });
            last.map(|last| last.at)
        };
        // What was only just taken on is not silent yet.
        let taken_on =
            session.attached_now().filter(|one| one.device == device.number).map(|one| one.term.from);
        let since = came.into_iter().chain(taken_on).max();
        let silent = since.is_none_or(|at| i64::from(SILENT_AFTER_MIN) * MINUTE_US < loaded.now.0 - at.0);
        let state = match (came, silent) {
            (None, true) => "nothing heard of it yet".to_owned(),
            (None, false) => "nothing has come yet".to_owned(),
            (Some(at), true) => format!("silent since {}", when::clock(at, &loaded.place.zone)),
            (Some(_), false) if attached => "numbers come".to_owned(),
            (Some(_), false) => "it sends numbers, which nobody keeps".to_owned(),
        };
        let (number, name) = (device.number, device.name.to_string());
        let command = fresh_command().to_string();
        all.push(Stands { number, name, attached, state, silent: attached && silent, command });
    }
    Ok(all)
}

/// What each channel of each monitor of this visit said last, newest first.
pub fn latest(app: &App, loaded: &Loaded) -> Result<Vec<Latest>, Trouble> {
    if loaded.session.monitors.is_empty() {
        return Ok(vec![]);
    }
    let since = Instant(loaded.now.0 - LOOK_BACK_MIN * MINUTE_US);
    let minutes = app.read(|conn, org| ask::minutes(conn, org, loaded.id, since))?;
    let mut found: Vec<Latest> = vec![];
    for said in minutes.into_iter().rev() {
        let known = |one: &Latest| (one.said.device, one.said.channel) == (said.device, said.channel);
        if !found.iter().any(known) {
            found.push(Latest { monitor: name_of(loaded, said.device), said });
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.said.taken));
    Ok(found)
}

/// What a monitor was called when it was taken on.
pub fn name_of(loaded: &Loaded, device: u32) -> String {
    let known = loaded.session.monitors.iter().rev().find(|attached| attached.device == device);
    known.map_or_else(|| format!("monitor {device}"), |attached| attached.name.to_string())
}

/// The big numbers: what was entered, and what a monitor said where that is newer.
pub fn vitals(loaded: &Loaded, latest: &[Latest]) -> Vec<Vital> {
    let mut vitals = flowsheet::vitals(&loaded.session, loaded.now, loaded.old_after_min());
    let signs = [Sign::Systolic, Sign::Pulse, Sign::Spo2, Sign::Breaths];
    for (vital, sign) in vitals.iter_mut().zip(signs) {
        let of_sign = latest.iter().filter(|one| one.said.channel.sign() == Some(sign));
        let mut newest: Vec<&Latest> = of_sign.collect();
        // Of two that came together the one with a number.
        newest.sort_by_key(|one| (std::cmp::Reverse(one.said.taken), one.said.seen == Seen::NoSignal));
        let Some(first) = newest.first() else { continue };
        if vital.at_ms.is_some_and(|entered| when::ms(first.said.taken) < entered) {
            continue;
        }
        let others: Vec<String> = newest[1..].iter().map(|one| other(one)).collect();
        told(vital, first, &others, loaded, latest);
    }
    vitals
}

fn told(vital: &mut Vital, first: &Latest, others: &[String], loaded: &Loaded, latest: &[Latest]) {
    let Minute { channel, taken, seen, .. } = first.said;
    let old_after_min = if channel.is_cuff() { loaded.old_after_min() } else { SILENT_AFTER_MIN };
    vital.value = match seen {
        Seen::NoSignal => "no signal".to_owned(),
        Seen::Value(value) if channel == Channel::CuffSystolic => {
            format!("{}/{}", value.in_units(), lower(first, latest))
        }
        Seen::Value(value) => value.in_units(),
    };
    vital.at_ms = Some(when::ms(taken));
    vital.age = when::span(taken, loaded.now);
    vital.old_after_min = old_after_min;
    vital.old = 0 < old_after_min && i64::from(old_after_min) * MINUTE_US < loaded.now.0 - taken.0;
    vital.mark = match seen {
        _ if vital.old => Mark::Overdue,
        Seen::NoSignal => Mark::Medium,
        Seen::Value(_) => alarm_mark(loaded, channel),
    };
    let mut note = vec![first.monitor.clone()];
    note.extend(source(channel).map(str::to_owned));
    note.extend_from_slice(others);
    vital.note = note.join(" · ");
}

/// The lower pressure of the same reading of the cuff.
fn lower(upper: &Latest, latest: &[Latest]) -> String {
    let same = |one: &&Latest| {
        (one.said.device, one.said.channel, one.said.taken)
            == (upper.said.device, Channel::CuffDiastolic, upper.said.taken)
    };
    match latest.iter().find(same).map(|one| one.said.seen) {
        Some(Seen::Value(value)) => value.in_units(),
        _ => "?".to_owned(),
    }
}

/// An alarm of this sign that nobody has answered.
fn alarm_mark(loaded: &Loaded, channel: Channel) -> Mark {
    let open = loaded.session.alarms.iter().filter(|alarm| {
        let pressure = |sign| matches!(sign, Sign::Systolic | Sign::Diastolic);
        let same = |own: Sign, its: Sign| own == its || (pressure(own) && pressure(its));
        let same = channel.sign().zip(alarm.sign()).is_some_and(|(own, its)| same(own, its));
        same && alarm.answer.is_none() && alarm.beyond().is_some()
    });
    match open.map(|alarm| alarm.level).max_by_key(|level| *level == care::session::Level::High) {
        Some(care::session::Level::High) => Mark::High,
        Some(care::session::Level::Medium) => Mark::Medium,
        None => Mark::Quiet,
    }
}

/// Which of two that tell of one sign.
pub const fn source(channel: Channel) -> Option<&'static str> {
    match channel {
        Channel::HeartRate => Some("ECG"),
        Channel::Pulse => Some("oximeter"),
        _ => None,
    }
}

fn other(one: &Latest) -> String {
    let value = match one.said.seen {
        Seen::Value(value) => value.in_units(),
        Seen::NoSignal => "no signal".to_owned(),
    };
    format!("{} {value}", source(one.said.channel).unwrap_or(&one.monitor))
}

/// Numbers that are fresh enough to be taken over as read now: (sign, whole number).
pub fn fresh(loaded: &Loaded, latest: &[Latest]) -> Vec<(Sign, u32)> {
    let recent = |at: Instant| loaded.now.0 - at.0 <= i64::from(SILENT_AFTER_MIN) * MINUTE_US;
    let mut found: Vec<(Sign, u32)> = vec![];
    for one in latest.iter().filter(|one| recent(one.said.taken)) {
        let (Some(sign), Seen::Value(value)) = (one.said.channel.sign(), one.said.seen) else { continue };
        if !found.iter().any(|(known, _)| *known == sign) {
            found.push((sign, (value.0 + 500) / 1_000));
        }
    }
    found
}
