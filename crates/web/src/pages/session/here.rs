//! The head of every session page: who this is, where it stands, and the alarms that have no answer yet.

use care::course::SessionKind;
use care::ids::PersonId;
use care::practice::{ActKind, Role};
use care::protocol::CareModel;
use care::session::{About, Alarm, Level, Phase, Sign};

use super::emergency::SosShown;
use super::glance;
use super::load::Loaded;
use super::outbox::{self, OutboxShown};
use super::touch::TouchShown;
use crate::pages::rows;
use crate::parts::{Mark, Service};
use crate::texts::Lang;
use crate::visit::fresh_command;
use crate::{when, words};

/// Who this is and where it stands.
pub struct Here {
    /// The session's own page.
    pub href: String,
    /// What live pages listen to.
    pub topic: String,
    /// Whole name.
    pub name: String,
    /// Birthday.
    pub born: String,
    /// Chair or room.
    pub room: String,
    /// The door.
    pub service: Service,
    /// `3 of 6`; empty for a visit without a dose.
    pub of: String,
    /// Weight today, and the place when it is not a room of the clinic.
    pub facts: Vec<String>,
    /// Who leads at the chair, or that nobody does; empty where nobody is in one.
    pub lead: String,
    /// Who is named: left out on a phone, where the alarm needs the space.
    pub people: Vec<String>,
    /// The phases, one of them current.
    pub steps: Vec<Step>,
    /// The patient's call that nobody has answered yet.
    pub call: Option<CallShown>,
    /// What touch is all right.
    pub touch: TouchShown,
    /// Alarms without an answer.
    pub alarms: Vec<AlarmShown>,
    /// Syringes whose rest nobody has accounted for.
    pub rests: Vec<RestShown>,
    /// The emergency that stands here, and what is told whoever is called.
    pub sos: SosShown,
    /// What this tablet needs while the line is down.
    pub outbox: OutboxShown,
    /// Things can be done here; not on a locked screen.
    pub open: bool,
    /// Its protocol version is signed as record and reminders only: no number raises an alarm, no curve is drawn.
    pub record_only: bool,
}

/// What is left of a syringe.
pub struct RestShown {
    /// Which, and how much.
    pub words: String,
    /// Where it is accounted for; "" for whoever may not.
    pub href: String,
}

/// One phase of the strip.
pub struct Step {
    /// Its name.
    pub label: String,
    /// Done, now, to come.
    pub mark: Mark,
    /// The current one.
    pub now: bool,
}

/// An alarm that has no answer yet.
pub struct AlarmShown {
    /// 1, 2, 3 …
    pub number: u32,
    /// High or medium.
    pub mark: Mark,
    /// What, number, limit, what to do first.
    pub words: String,
    /// That nobody answered in time, and who is asked; "" while it is only the chair's.
    pub climbed: String,
    /// Where its answer goes.
    pub href: String,
    /// Who looks may answer it.
    pub may_answer: bool,
    /// Where it is read again; empty when that sign was read since.
    pub read_again: String,
    /// Answers in one tap. That it was read again is one only when it was.
    pub answers: &'static [&'static str],
    /// The command of the one-tap form.
    pub command: String,
}

/// A call from the quiet screen.
pub struct CallShown {
    /// When it was made: `10:52`.
    pub clock: String,
    /// Where "I'm coming" goes.
    pub href: String,
    /// Who looks may say it.
    pub may_answer: bool,
    /// The command of the one-tap form.
    pub command: String,
}

/// The door of a course.
pub const fn service(model: CareModel) -> Service {
    match model {
        CareModel::Kap => Service::Kap,
        CareModel::Infusion => Service::Infusion,
    }
}

/// `R. Ellis`, for titles.
pub fn title(loaded: &Loaded) -> String {
    let room = loaded.session.room.as_str();
    format!("{room}, {}", rows::short_name(loaded.patient.details.name.as_str()))
}

/// The head of a page about this session.
pub fn here(loaded: &Loaded) -> Here {
    let session = &loaded.session;
    let details = &loaded.patient.details;
    let dosing = session.kind == SessionKind::Dosing;
    let mut facts = vec![];
    facts.extend(session.precheck.as_ref().map(|precheck| format!("{} today", precheck.weight.in_kg())));
    let lead = session.named(Role::Nurse).chain(session.named(Role::Prescriber)).next();
    let mut people = vec![];
    let by = |id: &PersonId| session.lead.is_none_or(|held| held.person != *id);
    people.extend(lead.filter(by).map(|lead| format!("At the chair: {}", loaded.name(lead))));
    people.extend(session.named(Role::Therapist).next().map(|id| format!("Therapist: {}", loaded.name(id))));
    if session.setting != care::protocol::Setting::ClinicRoom {
        facts.push(words::setting(Lang::En, session.setting).to_owned());
    }
    if loaded.place.other_zone {
        facts.push(format!("Times: {}, {}", loaded.place.zone_name(loaded.now), loaded.place.name));
    }
    let rest = |rest: &super::load::Rest| RestShown {
        words: format!("Syringe {}: {} is not accounted for.", rest.number, rest.left.in_mg()),
        href: if loaded.may(ActKind::WasteSyringe) {
            loaded.act(&format!("syringes/{}", rest.number))
        } else {
            String::new()
        },
    };
    Here {
        open: true,
        record_only: loaded.protocol.as_ref().is_some_and(|protocol| !protocol.content.raises_alarms()),
        outbox: outbox::shown(loaded),
        rests: loaded.open_rests().map(rest).collect(),
        href: loaded.href(),
        topic: loaded.id.to_string(),
        name: details.name.as_str().to_owned(),
        born: details.born.to_string(),
        room: session.room.as_str().to_owned(),
        service: service(loaded.course.model),
        of: if dosing {
            format!("{} of {}", loaded.nth_dose(), loaded.course.planned_doses)
        } else {
            String::new()
        },
        facts,
        lead: super::lead::line(loaded),
        people,
        steps: if dosing { steps(loaded) } else { vec![] },
        call: session.open_call().map(|call| CallShown {
            clock: when::clock(call.at, &loaded.place.zone),
            href: loaded.act("call"),
            may_answer: loaded.may(ActKind::AnswerCall),
            command: fresh_command().to_string(),
        }),
        touch: super::touch::shown(loaded),
        sos: super::emergency::shown(loaded),
        alarms: session
            .alarms
            .iter()
            .filter(|alarm| alarm.answer.is_none())
            .map(|alarm| shown(loaded, alarm))
            .collect(),
    }
}

fn steps(loaded: &Loaded) -> Vec<Step> {
    let session = &loaded.session;
    let under = match (session.phase, loaded.course.model) {
        (Phase::Paused, _) => "Paused",
        (_, CareModel::Infusion) => "Infusing",
        (_, CareModel::Kap) => "Dose",
    };
    let stopped = session.phase == Phase::Aborted;
    let labels: &[&str] = if stopped {
        &["On the calendar", "Pre-check", "Stopped before a dose", "Signed"]
    } else {
        &["On the calendar", "Pre-check", under, "Recovery", "Home", "Signed"]
    };
    let current = match session.phase {
        Phase::Scheduled | Phase::Cancelled | Phase::Held | Phase::NotCome => 0,
        Phase::CheckedIn => 1,
        Phase::Dosing | Phase::Paused | Phase::Aborted => 2,
        Phase::Recovery => 3,
        Phase::Discharged => 4,
    };
    let current = if session.signed.is_some() { labels.len() - 1 } else { current };
    let mark = |nth: usize| match nth.cmp(&current) {
        std::cmp::Ordering::Less => Mark::Done,
        std::cmp::Ordering::Equal => Mark::Info,
        std::cmp::Ordering::Greater => Mark::Todo,
    };
    let step = |(nth, label): (usize, &&str)| Step {
        label: (*label).to_owned(),
        mark: mark(nth),
        now: nth == current,
    };
    labels.iter().enumerate().map(step).collect()
}

/// An answer that says what was done, so it is offered only when it was.
pub const READ_AGAIN: &str = "It was read again";

/// Was the sign of this alarm read since?
pub fn was_read_again(loaded: &Loaded, alarm: &Alarm) -> bool {
    let read = |sign: Sign| loaded.session.last_of(sign).is_some_and(|(_, at)| alarm.at < at);
    alarm.sign().is_some_and(read)
}

fn shown(loaded: &Loaded, alarm: &Alarm) -> AlarmShown {
    let high = alarm.level == Level::High;
    let again = was_read_again(loaded, alarm);
    AlarmShown {
        number: alarm.number,
        mark: if high { Mark::High } else { Mark::Medium },
        words: alarm_words(loaded, alarm),
        climbed: climbed_words(loaded, alarm),
        href: loaded.act(&format!("alarms/{}", alarm.number)),
        may_answer: loaded.may(ActKind::AnswerAlarm),
        read_again: if again || alarm.beyond().is_none() { String::new() } else { loaded.act("vitals") },
        answers: match (high, again) {
            _ if alarm.sign().is_none() => &["Looked; reading by hand"],
            _ if alarm.beyond().is_none() => &["Put the sensor back", "Looked; reading by hand"],
            (true, true) => &["Stopped the pump", "Called the prescriber", READ_AGAIN],
            (true, false) => &["Stopped the pump", "Called the prescriber"],
            (false, true) => &[READ_AGAIN, "Asked about symptoms"],
            (false, false) => &["Asked about symptoms"],
        },
        command: fresh_command().to_string(),
    }
}

/// What, the number, the limit, what to do first.
pub fn alarm_words(loaded: &Loaded, alarm: &Alarm) -> String {
    let at = when::clock(alarm.at, &loaded.place.zone);
    let of = |device| super::monitors::name_of(loaded, device);
    match alarm.about {
        About::Entered(sign, value, limit) => {
            crossed_words(loaded, alarm.level, sign, limit, &value.to_string(), &at)
        }
        About::Monitored(_, channel, value, limit) => match channel.sign() {
            Some(sign) => crossed_words(loaded, alarm.level, sign, limit, &value.to_string(), &at),
            None => String::new(),
        },
        // The person first, then the sensor.
        About::Lost(device, channel) => format!(
            "No signal since {at}: {} of {}. Look at the patient first, then at the sensor.",
            words::channel(channel),
            of(device)
        ),
        About::Silent(device, heard) => {
            let since = heard.map(|heard| when::clock(heard, &loaded.place.zone));
            let since = since.map_or("yet".to_owned(), |since| format!("since {since}"));
            format!(
                "Nothing has come of {} {since}. Its numbers here are old. Look at the patient and at the monitor itself, and read by hand.",
                of(device)
            )
        }
    }
}

/// That nobody answered in time, and who is asked.
fn climbed_words(loaded: &Loaded, alarm: &Alarm) -> String {
    let Some((_, at)) = alarm.climbed else { return String::new() };
    let asked = loaded.prescriber().unwrap_or("the prescribers");
    format!("Not answered in time: on the tasks of {asked} since {}.", when::clock(at, &loaded.place.zone))
}

/// The same of any number, at any time.
pub fn crossed_words(loaded: &Loaded, level: Level, sign: Sign, limit: u32, value: &str, at: &str) -> String {
    let what = sentence(words::sign(Lang::En, sign));
    let prescriber = loaded.prescriber().unwrap_or("a prescriber");
    let pump = loaded.session.dose.as_ref().is_some_and(|dose| dose.over.is_some());
    match (level, loaded.session.phase) {
        (Level::High, Phase::Dosing) if pump => format!(
            "{what} {value} at {at}. Stop limit {limit} reached. Press Stop on the pump. Then call {prescriber}."
        ),
        (Level::High, _) => {
            format!(
                "{what} {value} at {at}. Stop limit {limit} reached. Go to the patient, then call {prescriber}."
            )
        }
        (Level::Medium, _) if matches!(sign, Sign::Systolic | Sign::Diastolic) => format!(
            "{what} {value} at {at}. Watch limit {limit} reached. Ask about headache, chest pain, vision. Read it again."
        ),
        (Level::Medium, _) => format!("{what} {value} at {at}. Watch limit {limit} reached. Read it again."),
    }
}

/// With a capital.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Here {
    /// As a locked screen shows it: initials, and nothing to press.
    pub fn closed(self) -> Self {
        let alarms = self.alarms.into_iter().map(|alarm| AlarmShown { may_answer: false, ..alarm });
        Self {
            open: false,
            name: glance::initials(&self.name),
            born: String::new(),
            facts: vec![],
            people: vec![],
            rests: vec![],
            alarms: alarms.collect(),
            call: self.call.map(|call| CallShown { may_answer: false, ..call }),
            sos: SosShown { may: false, ..self.sos },
            ..self
        }
    }

    /// Where going on after a pause is asked for.
    pub fn resume(&self) -> String {
        format!("{}/resume", self.href)
    }
}
