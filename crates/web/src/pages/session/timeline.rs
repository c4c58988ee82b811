//! The facts of one session in words, oldest first: who, when it happened, when it was written down.

use care::fact::What;
use care::ids::PersonId;
use care::session::running::an_hour;
use care::session::{Plan, SessionFact};
use care::time::Instant;
use record::views::ask;

use super::load::Loaded;
use super::monitors::name_of;
use super::{flowsheet, gates_shown};
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::vault::waste_vial::reason_words;
use crate::parts::{Event, Mark};
use crate::texts::Lang;
use crate::{when, words};

/// One fact of the session, with who asked for it and both of its times.
pub struct Told {
    /// Its place in the session: what a correction names.
    pub version: u64,
    /// What happened.
    pub fact: SessionFact,
    /// Who, by printed name and role.
    pub by: String,
    /// When it happened.
    pub occurred: Instant,
    /// When the record was told.
    pub recorded: Instant,
}

/// Everything that happened in this session.
///
/// # Errors
/// The store's; `Broken` for a fact that cannot be read.
pub fn told(app: &App, loaded: &Loaded) -> Result<Vec<Told>, Trouble> {
    let stream = care::fact::Stream::Session(loaded.id);
    let stored = app.read(|conn, org| ask::history(conn, org, &[stream]))?;
    let mut told = vec![];
    for one in stored {
        let envelope = one.envelope;
        let what = record::wire::decode(&envelope.fact, &envelope.body).map_err(|_| Trouble::Broken)?;
        let What::Session(fact) = what else { continue };
        told.push(Told {
            version: u64::try_from(envelope.version).unwrap_or(0),
            fact,
            by: actor(app, loaded, &envelope.actor, &envelope.acted_as),
            occurred: Instant(envelope.occurred_us),
            recorded: Instant(envelope.recorded_us),
        });
    }
    Ok(told)
}

/// What was signed, up to the signature itself, and what came after it; all of it before there is one.
pub fn signed_and_after(mut told: Vec<Told>) -> (Vec<Told>, Vec<Told>) {
    let signed = told.iter().position(|one| matches!(one.fact, SessionFact::RecordSigned { .. }));
    let after = signed.map_or(vec![], |at| told.split_off(at + 1));
    (told, after)
}

/// In the order it happened, whatever tablet told it late; a signature stays the last.
pub fn as_it_happened(told: &mut [Told]) {
    let signed = told.iter().position(|one| matches!(one.fact, SessionFact::RecordSigned { .. }));
    let until = signed.unwrap_or(told.len());
    told[..until].sort_by_key(|one| one.occurred);
}

fn actor(app: &App, loaded: &Loaded, actor: &str, acted_as: &str) -> String {
    let role = record::wire::role_of(acted_as).map_or("", |role| words::role(Lang::En, role));
    let name = match PersonId::read(actor) {
        Some(id) => match loaded.people.get(&id) {
            Some(person) => person.name.to_string(),
            None => app.person(id).map_or_else(|_| String::new(), |person| person.name.to_string()),
        },
        None if actor.starts_with("pat_") => loaded.patient.details.name.to_string(),
        None => String::new(),
    };
    if name.is_empty() { role.to_owned() } else { format!("{name}, {role}") }
}

/// The facts as lines of a timeline, with the day where `day` asks for it or it is not today.
pub fn events(app: &App, loaded: &Loaded, told: &[Told], day: bool) -> Vec<Event> {
    told.iter().map(|one| event(app, loaded, one, day)).filter(|event| !event.words.is_empty()).collect()
}

fn event(app: &App, loaded: &Loaded, one: &Told, day: bool) -> Event {
    let at = one.occurred;
    let wrong = loaded.session.readings.iter().find(|reading| reading.version == one.version);
    let wrong = wrong.and_then(|reading| reading.wrong.as_ref());
    let late = one.recorded.minutes_since(at);
    let mut sub = one.by.clone();
    if 2 <= late {
        let zone = &loaded.place.zone;
        let same_day = when::date(at, zone) == when::date(one.recorded, zone);
        let told =
            if same_day { when::clock(one.recorded, zone) } else { when::day_clock(one.recorded, zone) };
        sub.push_str(&format!(" · written down {told}"));
    }
    if let Some(reason) = wrong {
        sub.push_str(&format!(" · wrong because: {reason}"));
    }
    Event {
        at: if day || when::date(at, &loaded.place.zone) != when::date(loaded.now, &loaded.place.zone) {
            when::day_clock(at, &loaded.place.zone)
        } else {
            when::clock(at, &loaded.place.zone)
        },
        iso: when::iso(at, &loaded.place.zone),
        words: told_words(app, loaded, &one.fact),
        sub,
        mark: mark(&one.fact),
        wrong: wrong.is_some(),
    }
}

const fn mark(fact: &SessionFact) -> Mark {
    match fact {
        SessionFact::AlarmRaised { level: care::session::Level::High, .. }
        | SessionFact::MonitorAlarmRaised { level: care::session::Level::High, .. }
        | SessionFact::EmergencyDeclared { .. }
        | SessionFact::AdverseEventRecorded { serious: true, .. } => Mark::High,
        SessionFact::AlarmRaised { .. }
        | SessionFact::MonitorAlarmRaised { .. }
        | SessionFact::SignalLost { .. }
        | SessionFact::MonitorSilent { .. }
        | SessionFact::AlarmClimbed { .. } => Mark::Medium,
        SessionFact::RecordSigned { .. } => Mark::Signed,
        _ => Mark::Quiet,
    }
}

fn told_words(app: &App, loaded: &Loaded, fact: &SessionFact) -> String {
    use SessionFact as F;
    let name = |id: &PersonId| match loaded.people.get(id) {
        Some(person) => person.name.to_string(),
        None => app.person(*id).map_or_else(|_| "somebody".to_owned(), |person| person.name.to_string()),
    };
    match fact {
        F::CheckedIn { .. } => "Checked in".to_owned(),
        F::Prechecked { precheck, .. } => format!(
            "Pre-check: {}, {} h without food, {} h without drink, way home: {}",
            precheck.weight.in_kg(),
            precheck.solids.0,
            precheck.fluids.0,
            precheck.escort.as_ref().map_or("nobody named", |escort| escort.as_str())
        ),
        F::PresenceNoted { person, role, present, .. } => {
            let verb = if *present { "came into the room" } else { "left the room" };
            format!("{} ({}) {verb}", name(person), words::role(Lang::En, *role))
        }
        F::VitalsRecorded { vitals, .. } => flowsheet::line(vitals),
        F::VitalsMissed { reason, .. } => format!("Readings not taken: {reason}"),
        F::AlarmRaised { number, sign, value, limit, .. } => {
            format!("Alarm {number}: {} {value}, limit {limit}", words::sign(Lang::En, *sign))
        }
        F::AlarmAnswered { number, done, .. } => format!("Answer to alarm {number}: {done}"),
        F::RideNamed { ride, .. } => match &ride.tonight {
            Some(tonight) => format!("Goes home with them: {}; at home tonight: {tonight}", ride.with),
            None => format!("Goes home with them: {}", ride.with),
        },
        F::DayQuestionsAnswered { answers, .. } => {
            let yes = answers.iter().filter(|answer| answer.yes);
            let yes: Vec<String> = yes.map(|answer| answer.question.as_str().replace('-', " ")).collect();
            let yes =
                if yes.is_empty() { "no to all".to_owned() } else { format!("yes to {}", yes.join(", ")) };
            format!("Today’s questions answered: {yes}")
        }
        F::DayFindingCleared { question, by, note, .. } => {
            format!("{} looked at “{}”: {note}", name(by), question.as_str().replace('-', " "))
        }
        F::Called { .. } => "The patient called from the quiet screen".to_owned(),
        F::CallAnswered { by, .. } => format!("{} answered the call", name(by)),
        F::OrderAccepted { number, .. } => format!("Order {number} accepted at the chair"),
        F::OrderQuestioned { number, by, words, .. } => {
            format!("{} asks about order {number}: {words}", name(by))
        }
        F::DrugDrawn { amount, by, checked_by, checked, from, .. } => {
            let from = from.map(|from| format!(" from vial {}", from.vial)).unwrap_or_default();
            let proof = if checked.is_some() { "" } else { " (named, not proven)" };
            format!("{}{from} drawn by {}, checked by {}{proof}", amount.in_mg(), name(by), name(checked_by))
        }
        F::WindowPlanned { plan } => match plan {
            Plan::Talk { kind, with, at } => {
                let at = loaded.talk_at(app, *at);
                format!("First talk planned: {} with {}, {at}", words::talk(Lang::En, *kind), name(with))
            }
            Plan::Referral { to } => format!("First talk planned outside: {to}"),
            Plan::NoThanks => "First talk: they said “no, thanks”".to_owned(),
        },
        F::GateOverridden { gate, reason, .. } => {
            format!("Let stand open: {}. Reason: {reason}", gates_shown::name(*gate).to_lowercase())
        }
        later => calendar_words(loaded, later).unwrap_or_else(|| monitor_words(loaded, later, name)),
    }
}

/// Before it began; what went into a calendar outside is no line of it.
fn calendar_words(loaded: &Loaded, fact: &SessionFact) -> Option<String> {
    use SessionFact as F;
    Some(match fact {
        F::Scheduled { starts, room, .. } => {
            format!("Put on the calendar for {}, {room}", when::day_clock(*starts, &loaded.place.zone))
        }
        F::Cancelled { reason } => format!("Taken off the calendar: {reason}"),
        F::Moved { starts, room, .. } => {
            format!("Moved to {}, {room}", when::day_clock(*starts, &loaded.place.zone))
        }
        F::NotCome { .. } => "Nobody came".to_owned(),
        F::EarlierWished { .. } => "An earlier time would suit them".to_owned(),
        F::EarlierTakenBack { .. } => "It may stay as it is".to_owned(),
        F::EarlierOffered { .. } => "An earlier time was held for them".to_owned(),
        F::EarlierEnded { .. } => "It is held no more".to_owned(),
        F::EntrySent { .. } | F::EntryTakenOut { .. } => String::new(),
        _ => return None,
    })
}

fn monitor_words(loaded: &Loaded, fact: &SessionFact, name: impl Fn(&PersonId) -> String) -> String {
    use SessionFact as F;
    match fact {
        F::MonitorAlarmRaised { number, device, channel, value, limit, .. } => {
            let of = format!("{}, {}", words::channel(*channel), name_of(loaded, *device));
            format!("Alarm {number}: {of} {value}, limit {limit}")
        }
        F::SignalLost { number, device, channel, .. } => {
            let of = format!("{}, {}", words::channel(*channel), name_of(loaded, *device));
            format!("Alarm {number}: no signal, {of}")
        }
        F::MonitorSilent { number, device, heard, .. } => {
            let since = heard.map(|heard| when::clock(heard, &loaded.place.zone));
            let since = since.map_or("yet".to_owned(), |since| format!("since {since}"));
            format!("Alarm {number}: nothing has come of {} {since}", name_of(loaded, *device))
        }
        F::MonitorAttached { name: monitor, by, .. } => {
            format!("{} took {monitor} on for this visit", name(by))
        }
        F::MonitorDetached { device, by, .. } => {
            format!("{} let {} go", name(by), name_of(loaded, *device))
        }
        F::LeadTaken { by, .. } => format!("{} leads", name(by)),
        F::LeadOffered { by, to, .. } => format!("{} asked {} to lead", name(by), name(to)),
        F::LeadAccepted { by, .. } => format!("{} took the lead over", name(by)),
        F::SamplesKept { messages, .. } => format!("{messages} messages of monitors kept"),
        later => dose_words(loaded, later, name),
    }
}

fn dose_words(loaded: &Loaded, fact: &SessionFact, name: impl Fn(&PersonId) -> String) -> String {
    use SessionFact as F;
    match fact {
        F::DoseStarted { route, amount, over, order, weight, .. } => {
            let over = over.map(|over| format!(" over {over}")).unwrap_or_default();
            let (amount, weight) = (amount.in_mg(), weight.in_kg());
            format!(
                "Dose begun: {amount} {}{over}, order {order}, weight {weight}",
                words::route(Lang::En, *route)
            )
        }
        F::DoseRateChanged { amount, over, order, .. } => format!(
            "From here on by order {order}: {} over {over}, {} an hour",
            amount.in_mg(),
            an_hour(*amount, *over).in_mg()
        ),
        F::SupplementOrdered { number, amount, .. } => {
            format!("Supplement {number} ordered: {}, in this visit", amount.in_mg())
        }
        F::SupplementWithdrawn { number, reason, .. } => format!("Supplement {number} withdrawn: {reason}"),
        F::SupplementAccepted { number, .. } => format!("Supplement {number} accepted at the chair"),
        F::SupplementGiven { number, amount, .. } => {
            format!("Supplement {number} begun: {}, beside the first amount", amount.in_mg())
        }
        F::DosePaused { reason, .. } => format!("Paused: {reason}"),
        F::DoseResumed { .. } => "Going on".to_owned(),
        F::DoseEnded { given, .. } => match loaded.session.unsure_because() {
            Some(why) => format!("Dose ended: {} given at most, uncertain: {why}", given.in_mg()),
            None => format!("Dose ended: {} given at most", given.in_mg()),
        },
        F::AlarmClimbed { number, .. } => {
            format!("Alarm {number} was not answered in time: a prescriber owes it")
        }
        F::EmergencyDeclared { .. } => "Emergency declared".to_owned(),
        F::EmergencyOver { done, .. } => format!("The emergency is over: {done}"),
        F::DoseUncertain { reason, .. } => format!("Uncertain how much went in: {reason}"),
        F::DepthObserved { depth, .. } => format!("Observed depth: {}", words::depth(*depth)),
        F::AdverseEventRecorded { what, serious, .. } => {
            format!("{}: {what}", if *serious { "Serious adverse event" } else { "Adverse event" })
        }
        later => end_words(loaded, later, name),
    }
}

/// How it ended, what became of a syringe, and what was said of the record.
fn end_words(loaded: &Loaded, fact: &SessionFact, name: impl Fn(&PersonId) -> String) -> String {
    use SessionFact as F;
    match fact {
        F::AdviceGiven { advice, .. } => format!("Advice in writing: {advice}"),
        F::Discharged { escort, reason, .. } => {
            let escort = escort.as_ref().map_or("nobody", |escort| escort.as_str());
            let reason = reason.as_ref().map(|reason| format!(". Reason: {reason}")).unwrap_or_default();
            format!("Discharged with {escort}{reason}")
        }
        F::Aborted { reason, .. } => format!("Stopped before a dose: {reason}"),
        F::Held { note, .. } => match note {
            Some(note) => format!("We met: {note}"),
            None => "We met".to_owned(),
        },
        F::MarkedWrong { version, reason, .. } => {
            let entry = loaded.session.readings.iter().find(|reading| reading.version == *version);
            let entry = entry.map(|reading| {
                format!(
                    "{} {}",
                    when::clock(reading.at, &loaded.place.zone),
                    flowsheet::line(&reading.vitals)
                )
            });
            format!("Marked as wrong: {}. Because: {reason}", entry.unwrap_or_else(|| "an entry".to_owned()))
        }
        F::RecordSigned { name, .. } => format!("Record signed by {name}"),
        F::ChairNoteWritten { words, .. } => format!("Note: {words}"),
        F::RecordAmended { words, .. } => format!("Added: {words}"),
        F::SyringeWasted { number, amount, reason, witness, .. } => format!(
            "Syringe {number}: {} wasted before {}. {}",
            amount.in_mg(),
            name(&witness.person),
            reason_words(*reason)
        ),
        F::SyringeReturned { number, amount, witness, .. } => {
            format!("Syringe {number}: {} put back before {}", amount.in_mg(), name(&witness.person))
        }
        F::SyringeShort { number, left, reason, .. } => {
            format!("Syringe {number}: {} is not accounted for: {reason}", left.in_mg())
        }
        _ => String::new(),
    }
}
