//! The record of one visit on one page, for the screen and for paper.

use askama::Template;
use care::practice::ActKind;
use care::protocol::Key;
use care::protocol::draft::Standing;
use care::session::gaps::{self, Gap};
use care::session::running::an_hour;
use care::session::{About, Accepted, Alarm, Level, Phase, SessionFact};
use care::time::Instant;

use super::discharge::PARTS;
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::pressure::{self, Pressure};
use super::timeline::{self, Told};
use super::{chair, dose_line, flowsheet, gates_shown, monitors, order_strip, supplement};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Cell, Errors, Event, Flowsheet, Mark, Pair, Signature, Table};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "session/record.html")]
struct Page {
    frame: Frame,
    here: Here,
    back: String,
    back_words: &'static str,
    printed: String,
    version: String,
    patient: String,
    identity: Vec<Pair>,
    precheck: Vec<Pair>,
    overrides: Vec<Pair>,
    dose: Vec<Pair>,
    sheet: Flowsheet,
    wrong: Vec<String>,
    missed: Vec<String>,
    alarms: Table,
    monitored: Vec<String>,
    pressure: Pressure,
    adverse: Vec<Event>,
    home: Vec<Pair>,
    events: Vec<Event>,
    /// What came after the signature.
    after: Vec<Event>,
    signature: Signature,
    signed: bool,
    over: bool,
    may_sign: bool,
    may_note: bool,
    may_amend: bool,
    added: String,
    entries: Vec<chair::Entry>,
    errors: Errors,
    typed: String,
    command: String,
}

/// `GET /sessions/{session}/record`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &load::chart(app, visit)?)
}

/// Draws the record as it stands.
pub fn draw(app: &App, visit: &Visit, loaded: &Loaded) -> Answered {
    draw_with(app, visit, loaded, Errors::default())
}

/// Draws it with the sign form that came back.
pub fn draw_with(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let (mut told, after) = timeline::signed_and_after(timeline::told(app, loaded)?);
    // What was signed stands as it was signed, whatever was said of it later.
    let now = loaded;
    let loaded = &now.as_of(told.iter().map(|one| &one.fact)).ok_or(Trouble::Broken)?;
    let session = &loaded.session;
    timeline::as_it_happened(&mut told);
    let over = matches!(session.phase, Phase::Discharged | Phase::Aborted);
    let page = Page {
        frame: draw::live_frame(app, visit, "Record of this visit"),
        here: here::here(now),
        after: timeline::events(app, now, &after, true),
        back: if over { format!("/courses/{}", session.course) } else { loaded.href() },
        back_words: if over { "The course" } else { "Back to the visit" },
        printed: when::full(loaded.now, &loaded.place.zone),
        version: now.session.version.to_string(),
        patient: format!("{}, born {}", loaded.patient.details.name, loaded.patient.details.born),
        identity: identity(loaded)?,
        precheck: precheck(loaded),
        overrides: overrides(loaded, &told),
        dose: dose(app, loaded, &told)?,
        sheet: flowsheet::sheet(session, &loaded.place.zone, "Flowsheet"),
        wrong: wrong(loaded, &told),
        missed: missed(loaded)?,
        alarms: alarms(loaded),
        monitored: monitored(loaded),
        pressure: pressure::shown(app, loaded)?,
        adverse: adverse(app, loaded, &told),
        home: home(loaded, &told),
        events: timeline::events(app, loaded, &told, true),
        signature: signature(loaded),
        signed: session.signed.is_some(),
        over,
        may_sign: over && session.signed.is_none() && loaded.may(ActKind::SignRecord),
        may_amend: session.signed.is_some() && loaded.may(ActKind::AmendRecord),
        added: visit.value("words").to_owned(),
        may_note: over && loaded.may(ActKind::RecordAdverseEvent),
        entries: chair::entries(now),
        typed: visit.value("typed_name").to_owned(),
        command: visit.form_command(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn identity(loaded: &Loaded) -> Result<Vec<Pair>, Trouble> {
    let (session, details) = (&loaded.session, &loaded.patient.details);
    let names = |people: &[(care::ids::PersonId, care::practice::Role)]| {
        let line = |(who, role): &(_, _)| format!("{} ({})", loaded.name(*who), words::role(Lang::En, *role));
        people.iter().map(line).collect::<Vec<_>>().join(", ")
    };
    let room = match loaded.place.number {
        Some(_) => loaded.place.of_room(session.room.as_str()),
        None => session.room.to_string(),
    };
    let mut facts = vec![
        Pair::new("Patient", details.name.as_str()),
        Pair::new("Born", &details.born.to_string()),
        Pair::new("Visit", &when::full(session.starts, &loaded.place.zone)),
        Pair::new("Place", &format!("{}, {}", room, words::setting(Lang::En, session.setting))),
        Pair::new("Service", words::model(Lang::En, loaded.course.model)),
        Pair::new("Dose", &format!("{} of {}", loaded.nth_dose(), loaded.course.planned_doses)),
        Pair::new("Named", &names(&session.people)),
    ];
    if loaded.place.other_zone {
        facts.push(Pair::new("Times", &format!("by the clock of {}", loaded.place.with_clock())));
    }
    if let (Some(id), Some(protocol)) = (session.protocol, &loaded.protocol) {
        let signed = match &protocol.standing {
            Standing::Signed(by) | Standing::Superseded(by) => {
                format!("signed {} by {}", when::full(by.at, &loaded.place.zone), by.name)
            }
            Standing::Draft => "not signed".to_owned(),
        };
        facts.push(Pair::new("Protocol", &format!("{}, {signed}", protocol.content.title)));
        facts.push(Pair::new("Version kept", &id.to_string()));
    }
    if let Some(why) = &session.ended_because {
        facts.push(Pair::new("Ended because", why.as_str()));
    }
    Ok(facts)
}

fn precheck(loaded: &Loaded) -> Vec<Pair> {
    let Some(asked) = &loaded.session.precheck else { return vec![] };
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let mut facts = vec![
        Pair::new("Two identifiers checked", yes(asked.identity_confirmed)),
        Pair::new("Weight", &asked.weight.in_kg()),
        Pair::new("Since food", &format!("{} h", asked.solids.0)),
        Pair::new("Since drink", &format!("{} h", asked.fluids.0)),
        Pair::new("Way home", asked.escort.as_ref().map_or("nobody named", |escort| escort.as_str())),
        Pair::new("Changed since screening", yes(asked.changed_since_screening)),
    ];
    facts.extend(asked.chaperone.as_ref().map(|name| Pair::new("Chaperone at home", name.as_str())));
    facts
}

fn overrides(loaded: &Loaded, told: &[Told]) -> Vec<Pair> {
    let line = |one: &Told| match &one.fact {
        SessionFact::GateOverridden { gate, by, reason, at } => Some(Pair::new(
            gates_shown::name(*gate),
            &format!("{reason} ({}, {})", loaded.name(*by), when::full(*at, &loaded.place.zone)),
        )),
        _ => None,
    };
    told.iter().filter_map(line).collect()
}

fn dose(app: &App, loaded: &Loaded, told: &[Told]) -> Result<Vec<Pair>, Trouble> {
    let session = &loaded.session;
    let mut facts = vec![];
    let order_of = |accepted: &Accepted| {
        let order = loaded.course.orders.iter().find(|order| order.number == accepted.number);
        order.map(|order| (order, *accepted))
    };
    for (order, accepted) in session.accepted.iter().filter_map(order_of) {
        let over = order.over.map(|over| format!(" over {over}")).unwrap_or_default();
        let (by, at) = (app.person(order.by)?, when::full(order.at, &loaded.place.zone));
        let (who, when_accepted) = (loaded.name(accepted.by), when::clock(accepted.at, &loaded.place.zone));
        let line = format!(
            "Number {}: {} {}{over}, for {}, by {}, {at}. Accepted {when_accepted} by {who}",
            order.number,
            order.dose.in_mg(),
            words::route(Lang::En, order.route),
            order.weight.in_kg(),
            by.name
        );
        facts.push(Pair::new("Order accepted", &line));
        facts.push(Pair::new("Intended depth", words::depth(order.depth)));
    }
    if let Some(drawn) = session.drawn {
        let (by, second) = (loaded.name(drawn.by), loaded.name(drawn.checked_by));
        let proof = if drawn.checked.is_some() { "" } else { " (named, not proven)" };
        let from = match drawn.from {
            Some(from) => format!(" from vial {} of {}", from.vial, app.vault(from.vault)?.name),
            None => String::new(),
        };
        let amount = drawn.amount.in_mg();
        facts.push(Pair::new("Drawn", &format!("{amount}{from} by {by}, checked by {second}{proof}")));
    }
    let begun = told.iter().find(|one| matches!(one.fact, SessionFact::DoseStarted { .. }));
    let by = begun.map_or("", |one| one.by.as_str());
    if let Some(shown) = dose_line::shown(session, by, loaded.now, &loaded.place.zone) {
        facts.push(Pair::new("Dose", &shown.line));
        facts.push(Pair::new("Where it stands", &shown.state));
    }
    facts.extend(supplement::record(app, loaded)?);
    facts.extend(orders_while_it_ran(app, loaded)?);
    for (from, why, until) in &session.pauses {
        let until = until.map_or("open".to_owned(), |until| when::clock(until, &loaded.place.zone));
        facts.push(Pair::new(
            "Held",
            &format!("{} to {until}: {why}", when::clock(*from, &loaded.place.zone)),
        ));
    }
    facts.extend(session.depth.map(|depth| Pair::new("Observed depth", words::depth(depth))));
    facts.extend(gates_shown::plan_words(app, loaded).map(|plan| Pair::new("First talk planned", &plan)));
    Ok(facts)
}

/// What was asked about an order, why nobody is sure how much went in, and every other rate.
fn orders_while_it_ran(app: &App, loaded: &Loaded) -> Result<Vec<Pair>, Trouble> {
    let (session, zone) = (&loaded.session, &loaded.place.zone);
    let mut facts = vec![];
    for asked in &session.questions {
        let (reply, _) = order_strip::reply(app, asked.task)?;
        let (by, at) = (loaded.name(asked.by), when::clock(asked.at, zone));
        let label = format!("Asked about order {}", asked.number);
        facts.push(Pair::new(&label, &format!("{} ({by}, {at}). {reply}", asked.words)));
    }
    for one in &session.uncertain {
        let (reply, _) = order_strip::reply(app, one.task)?;
        let (by, at) = (loaded.name(one.by), when::clock(one.at, zone));
        facts.push(Pair::new("Uncertain how much", &format!("{} ({by}, {at}). {reply}", one.reason)));
    }
    for change in session.dose.iter().flat_map(|dose| &dose.changes) {
        let (at, by, rate) =
            (when::clock(change.at, zone), loaded.name(change.by), an_hour(change.amount, change.over));
        facts.push(Pair::new(
            "Another rate",
            &format!(
                "{at}: by order {}, {} over {}, {} an hour, by {by}",
                change.order,
                change.amount.in_mg(),
                change.over,
                rate.in_mg()
            ),
        ));
    }
    Ok(facts)
}

fn wrong(loaded: &Loaded, told: &[Told]) -> Vec<String> {
    let line = |one: &Told| {
        let SessionFact::MarkedWrong { version, reason, .. } = &one.fact else { return None };
        let entry = loaded.session.readings.iter().find(|reading| reading.version == *version)?;
        let (at, by) = (when::clock(entry.at, &loaded.place.zone), &one.by);
        let marked = when::clock(one.occurred, &loaded.place.zone);
        Some(format!("{at}  {}: {reason}. Marked {marked} by {by}.", flowsheet::line(&entry.vitals)))
    };
    told.iter().filter_map(line).collect()
}

/// Readings that were not taken, oldest first: why, or that nobody said why.
fn missed(loaded: &Loaded) -> Result<Vec<String>, Trouble> {
    let zone = &loaded.place.zone;
    let said =
        loaded.session.missed.iter().map(|(at, why)| (*at, format!("{}  {why}", when::clock(*at, zone))));
    let mut lines: Vec<(Instant, String)> = said.collect();
    lines.extend(gaps(loaded)?.into_iter().map(|gap| (gap.from, gap_words(loaded, gap))));
    lines.sort_by_key(|(at, _)| *at);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// Spans in which a reading was owed and nobody took one or said why.
pub(super) fn gaps(loaded: &Loaded) -> Result<Vec<Gap>, Trouble> {
    let Some(protocol) = &loaded.protocol else { return Ok(vec![]) };
    Ok(gaps::unexplained(&loaded.session, &protocol.content, loaded.now)?)
}

/// `10:20 to 10:48: no reading, and no reason was given`.
pub(super) fn gap_words(loaded: &Loaded, gap: Gap) -> String {
    let (from, until) =
        (when::clock(gap.from, &loaded.place.zone), when::clock(gap.until, &loaded.place.zone));
    format!("{from} to {until}: no reading, and no reason was given")
}

fn alarms(loaded: &Loaded) -> Table {
    let mut table = Table::new(
        "alarms-table",
        "Alarms and their answers",
        &["Time", "What", "#Read", "#Limit", "Answer"],
    );
    for alarm in &loaded.session.alarms {
        let answer = match &alarm.answer {
            Some((by, at, done)) => {
                Cell::new(&format!("{done} ({}, {})", loaded.name(*by), when::clock(*at, &loaded.place.zone)))
            }
            None => Cell::mark(Mark::Overdue, "No answer yet"),
        };
        let level = if alarm.level == Level::High { Mark::High } else { Mark::Medium };
        let climbed = alarm.climbed.map(|(_, at)| when::clock(at, &loaded.place.zone));
        let climbed = climbed.map(|at| format!("; not answered in time, owed by a prescriber from {at}"));
        table.rows.push(vec![
            Cell::new(&when::clock(alarm.at, &loaded.place.zone)),
            Cell::mark(level, &format!("{}{}", alarm_of(loaded, alarm), climbed.unwrap_or_default())),
            Cell::new(&alarm.beyond().map_or("no signal".to_owned(), |(value, _)| value.to_string())),
            Cell::new(&alarm.beyond().map_or(String::new(), |(_, limit)| limit.to_string())),
            answer,
        ]);
    }
    table
}

/// What it was about, and which monitor said so.
fn alarm_of(loaded: &Loaded, alarm: &Alarm) -> String {
    let of = |device| monitors::name_of(loaded, device);
    match alarm.about {
        About::Entered(sign, ..) => words::sign(Lang::En, sign).to_owned(),
        About::Monitored(device, channel, ..) | About::Lost(device, channel) => {
            format!("{}, {}", words::channel(channel), of(device))
        }
        About::Silent(device, _) => format!("nothing came of {}", of(device)),
    }
}

/// Which monitors were taken on, from when until when, and how much they sent.
fn monitored(loaded: &Loaded) -> Vec<String> {
    let (session, zone) = (&loaded.session, &loaded.place.zone);
    let mut lines: Vec<String> = session
        .monitors
        .iter()
        .map(|attached| {
            let until = attached.term.until.map_or("the end".to_owned(), |until| when::clock(until, zone));
            let from = when::clock(attached.term.from, zone);
            format!("{}, {from} to {until}, taken on by {}", attached.name, loaded.name(attached.by))
        })
        .collect();
    lines.extend(session.samples.iter().map(|(messages, digest)| {
        format!("{messages} messages kept, minute by minute on a page of their own. Hash: {digest}")
    }));
    lines
}

fn adverse(app: &App, loaded: &Loaded, told: &[Told]) -> Vec<Event> {
    let is_event = |one: &&Told| matches!(one.fact, SessionFact::AdverseEventRecorded { .. });
    let lines = |one| timeline::events(app, loaded, std::slice::from_ref(one), true);
    told.iter().filter(is_event).flat_map(lines).collect()
}

fn home(loaded: &Loaded, told: &[Told]) -> Vec<Pair> {
    let Some((at, seen, escort, reason)) = &loaded.session.discharged else { return vec![] };
    let scores = [seen.activity, seen.respiration, seen.circulation, seen.consciousness, seen.saturation];
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let mut facts = vec![Pair::new("Discharged", &when::full(*at, &loaded.place.zone))];
    for ((_, legend, choices), score) in PARTS.iter().zip(scores) {
        let said = choices.get(usize::from(2_u8.saturating_sub(score))).unwrap_or(&"");
        facts.push(Pair::new(legend, &format!("{score}  {said}")));
    }
    let ended = loaded.session.dose.as_ref().and_then(|dose| dose.ended);
    if let (Some((_, ended)), Some(needs)) = (ended, loaded.value(Key::ObserveAfter)) {
        let watched = format!("{} min; the protocol asks for {needs}", at.minutes_since(ended).max(0));
        facts.insert(1, Pair::new("Watched since the end of the dose", &watched));
    }
    let by = told.iter().find(|one| matches!(one.fact, SessionFact::Discharged { .. }));
    facts.extend(by.map(|one| Pair::new("Discharged by", &one.by)));
    let needs = loaded.value(Key::DischargeAldrete).map(|needs| format!("; the protocol asks for {needs}"));
    let score = format!("{} of 10{}", seen.aldrete().unwrap_or(0), needs.unwrap_or_default());
    facts.push(Pair::new("Score", &score));
    facts.push(Pair::new("Oriented", yes(seen.oriented)));
    facts.push(Pair::new("Walks", yes(seen.walks)));
    facts.push(Pair::new("Stomach settled", yes(seen.settled_stomach)));
    facts.push(Pair::new("Mind settled", yes(seen.settled_mind)));
    facts.push(Pair::new("Went home with", escort.as_ref().map_or("nobody named", |escort| escort.as_str())));
    let advice = loaded.session.advice.as_ref().map(|(_, advice)| advice.as_str());
    facts.push(Pair::new("Written advice", advice.unwrap_or("given; which is not on record")));
    facts.extend(reason.as_ref().map(|reason| Pair::new("Prescriber’s reason", reason.as_str())));
    facts
}

fn signature(loaded: &Loaded) -> Signature {
    let meaning = "This is the record of what happened.".to_owned();
    match &loaded.session.signed {
        Some((_, name, at)) => {
            Signature { name: name.as_str().to_owned(), at: when::full(*at, &loaded.place.zone), meaning }
        }
        None => {
            Signature { name: "the nurse or prescriber of this visit".to_owned(), at: String::new(), meaning }
        }
    }
}
