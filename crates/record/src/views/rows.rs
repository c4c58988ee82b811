//! The rows of one stream: a pure function of its state.

use care::chart::State;
use care::contact::FirstContact;
use care::course::Course;
use care::diary::{DiaryEntry, PieceKind, delete};
use care::fact::Stream;
use care::ids::{CommandId, PersonId};
use care::incident::Incident;
use care::integration::Window;
use care::messages::{Message, Standing as MessageStanding};
use care::money::Receipt;
use care::patient::{Lock, Patient};
use care::practice::Person;
use care::protocol::Protocol;
use care::protocol::draft::Standing;
use care::referral::{self, Referral};
use care::session::{Phase, Plan, Session, Sign};
use care::tasks::Task;
use care::time::Instant;
use care::vault::Vault;

use super::{Line, view};
use crate::fold::Folded;
use crate::store::Val;
use crate::wire::{licence_code, role_code};

fn us(at: Instant) -> Val {
    Val::Int(at.0)
}

fn opt_us(at: Option<Instant>) -> Val {
    at.map_or(Val::Null, us)
}

fn text(value: &impl ToString) -> Val {
    Val::Text(value.to_string())
}

fn number(index: usize) -> Val {
    Val::Int(i64::try_from(index).unwrap_or(i64::MAX))
}

/// The rows of a stream, keys first.
pub(super) fn of(stream: Stream, folded: &Folded) -> Vec<Line> {
    let id = text(&stream);
    match &folded.state {
        None
        | Some(
            State::House(_)
            | State::Roster(_)
            | State::Articles(_)
            | State::Schedule(_)
            | State::Till(_)
            | State::Directory(_),
        ) => vec![],
        Some(State::Patient(patient)) => of_patient(&id, patient),
        Some(State::Person(person)) => of_person(&id, person),
        Some(State::Protocol(protocol)) => vec![of_protocol(id, protocol)],
        Some(State::Course(course)) => of_course(&id, course),
        Some(State::Session(session)) => of_session(&id, session),
        Some(State::Window(window)) => of_window(id, window),
        Some(State::Task(task)) => vec![of_task(id, task)],
        Some(State::Message(message)) => vec![of_message(id, message)],
        Some(State::Diary(entry)) => of_diary(&id, entry),
        Some(State::Contact(contact)) => vec![of_contact(id, contact)],
        Some(State::Referral(referral)) => vec![of_referral(id, referral)],
        Some(State::Incident(incident)) => vec![of_incident(id, incident)],
        Some(State::Vault(vault)) => vec![of_vault(id, vault)],
        Some(State::Receipt(receipt)) => vec![of_receipt(id, receipt)],
    }
}

/// How a name is searched: lower case, one space between words.
pub(super) fn name_key(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_patient(id: &Val, patient: &Patient) -> Vec<Line> {
    let details = &patient.details;
    let locked = match patient.lock {
        Lock::Off => Val::Null,
        Lock::WhileDosing(_) => Val::Int(i64::MAX),
        Lock::Until(until) => us(until),
    };
    let row = vec![
        id.clone(),
        text(&details.name),
        Val::Text(name_key(details.name.as_str())),
        text(&details.born),
        text(&details.contact),
        text(&details.zone),
        locked,
    ];
    let mut lines = vec![(view("patients"), row)];
    for (n, member) in patient.team.iter().enumerate() {
        let role = Val::from(role_code(member.role));
        let term = (us(member.term.from), opt_us(member.term.until));
        lines.push((view("team"), vec![id.clone(), number(n), text(&member.person), role, term.0, term.1]));
    }
    lines
}

fn of_person(id: &Val, person: &Person) -> Vec<Line> {
    let version = person.disclosure.as_ref().map(|published| i64::from(published.version));
    let mut lines = vec![(view("people"), vec![id.clone(), text(&person.name), version.into()])];
    for (n, held) in person.affiliations.iter().enumerate() {
        let term = (us(held.term.from), opt_us(held.term.until));
        let row = vec![id.clone(), number(n), role_code(held.role).into(), term.0, term.1];
        lines.push((view("affiliations"), row));
    }
    for (n, held) in person.credentials.iter().enumerate() {
        let row = vec![
            id.clone(),
            number(n),
            licence_code(held.licence).into(),
            (&held.number).into(),
            (&held.jurisdiction).into(),
            us(held.term.from),
            opt_us(held.term.until),
            us(held.verified),
        ];
        lines.push((view("credentials"), row));
    }
    lines
}

fn of_protocol(id: Val, protocol: &Protocol) -> Line {
    let (standing, signature) = match &protocol.standing {
        Standing::Draft => ("draft", None),
        Standing::Signed(signature) => ("signed", Some(signature)),
        Standing::Superseded(signature) => ("superseded", Some(signature)),
    };
    let row = vec![
        id,
        text(&protocol.content.slug),
        text(&protocol.content.title),
        protocol.content.model.code().into(),
        protocol.content.ending.code().into(),
        standing.into(),
        opt_us(protocol.force.approval.as_ref().map(|by| by.at).or(signature.map(|signature| signature.at))),
        signature.map(|signature| signature.name.as_str().to_owned()).into(),
        opt_us(signature.map(|signature| signature.review_by)),
        protocol.revises.map(|older| older.to_string()).into(),
        opt_us(protocol.force.from),
        opt_us(protocol.force.until),
        opt_us(protocol.force.waiting().map(|proposal| proposal.at)),
    ];
    (view("protocols"), row)
}

fn of_course(id: &Val, course: &Course) -> Vec<Line> {
    let row = vec![
        id.clone(),
        text(&course.patient),
        course.model.code().into(),
        text(&course.protocol),
        text(&course.slug),
        course.phase().code().into(),
        Val::Int(i64::from(course.planned_doses)),
        number(course.doses.len()),
    ];
    let mut lines = vec![(view("courses"), row)];
    for (ask, reply) in &course.follow_ups.asks {
        let (number, after) = (i64::from(ask.number), i64::from(ask.after.0));
        let answered = opt_us(reply.as_ref().map(|reply| reply.at));
        let row = vec![id.clone(), Val::Int(number), Val::Int(after), us(ask.at), answered];
        lines.push((view("follow_ups"), row));
    }
    lines
}

fn of_vault(id: Val, vault: &Vault) -> Line {
    let closed = vault.closed.as_ref().map(|(_, (_, at))| *at);
    (view("vaults"), vec![id, us(vault.opened.1), opt_us(closed)])
}

fn of_session(id: &Val, session: &Session) -> Vec<Line> {
    let active = matches!(
        session.phase,
        Phase::Scheduled | Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery
    );
    let sign = |sign: Sign| session.last_of(sign).map(|(value, _)| i64::from(value));
    let alarm = session
        .alarms
        .iter()
        .filter(|alarm| alarm.answer.is_none())
        .max_by_key(|alarm| (alarm.level == care::session::Level::High, alarm.number));
    let dose = session.dose.as_ref();
    let row = vec![
        id.clone(),
        text(&session.course),
        text(&session.patient),
        session.kind.code().into(),
        us(session.starts),
        session.setting.code().into(),
        text(&session.room),
        session.phase.code().into(),
        active.into(),
        session.protocol.map(|protocol| protocol.to_string()).into(),
        sign(Sign::Systolic).into(),
        sign(Sign::Diastolic).into(),
        sign(Sign::Pulse).into(),
        sign(Sign::Spo2).into(),
        opt_us(session.last_reading().map(|reading| reading.at)),
        alarm.map(|alarm| alarm.level.code()).into(),
        alarm.and_then(|alarm| alarm.sign()).map(|sign| sign.code()).into(),
        alarm.and_then(|alarm| alarm.beyond()).map(|(value, _)| i64::from(value)).into(),
        alarm.and_then(|alarm| alarm.beyond()).map(|(_, limit)| i64::from(limit)).into(),
        opt_us(alarm.map(|alarm| alarm.at)),
        opt_us(dose.map(|dose| dose.started)),
        dose.and_then(|dose| dose.over).map(|over| i64::from(over.0)).into(),
        opt_us(dose.and_then(|dose| dose.ended).map(|(_, at)| at)),
        opt_us(session.missed.last().map(|(at, _)| *at)),
        session.plan.is_some().into(),
        session.signed.is_some().into(),
        opt_us(session.open_emergency().map(|emergency| emergency.at)),
    ];
    let mut lines = vec![(view("sessions"), row)];
    lines.extend(session.plan.as_ref().map(|plan| (view("planned_talks"), of_plan(id, plan))));
    lines.extend(session.earlier.as_ref().map(|known| {
        let offer = known.open();
        let row = vec![
            id.clone(),
            us(known.wish.at),
            // Called off, begun or over, it waits for nothing.
            (known.waits() && session.phase == Phase::Scheduled).into(),
            offer.map(|offer| i64::from(offer.number)).into(),
            opt_us(offer.map(|offer| offer.starts)),
            opt_us(offer.map(|offer| offer.until)),
        ];
        (view("earlier"), row)
    }));
    for (n, attached) in session.monitors.iter().enumerate() {
        let now = session.attached_now().any(|one| one == attached);
        lines.push((
            view("monitors"),
            vec![id.clone(), number(n), i64::from(attached.device).into(), now.into()],
        ));
    }
    for (n, (person, role)) in session.people.iter().enumerate() {
        let row = vec![id.clone(), number(n), text(person), role_code(*role).into()];
        lines.push((view("session_people"), row));
    }
    lines
}

/// A plan without a talk keeps its row: the talk planned before it is planned no more.
fn of_plan(id: &Val, plan: &Plan) -> Vec<Val> {
    let (with, kind, at) = match plan {
        Plan::Talk { kind, with, at } => (with.to_string().into(), kind.code().into(), us(*at)),
        Plan::Referral { .. } | Plan::NoThanks => (Val::Null, Val::Null, Val::Null),
    };
    vec![id.clone(), with, kind, at]
}

fn of_window(id: Val, window: &Window) -> Vec<Line> {
    let note = |(document, author, at): &(CommandId, PersonId, Instant)| {
        let row = vec![text(document), text(author), id.clone(), text(&window.patient), us(*at)];
        (view("therapy_notes"), row)
    };
    let notes: Vec<Line> = window.therapy_notes.iter().map(note).collect();
    let open = window.held.is_none() && window.declined.is_none();
    let row = vec![
        id.clone(),
        text(&window.course),
        text(&window.patient),
        us(window.opened),
        us(window.goal),
        open.into(),
        window.talk.map(|talk| talk.kind.code()).into(),
        window.talk.map(|talk| talk.with.to_string()).into(),
        opt_us(window.talk.map(|talk| talk.at)),
        number(window.offered.len()),
        window.referred.as_ref().map(|to| to.as_str().to_owned()).into(),
        opt_us(window.held.map(|(at, _)| at)),
        window.held.and_then(|(_, kind)| kind).map(|kind| kind.code()).into(),
        opt_us(window.declined),
        window.climbed_at_h.map(i64::from).into(),
    ];
    let mut lines = vec![(view("windows"), row)];
    lines.extend(notes);
    lines
}

fn of_task(id: Val, task: &Task) -> Line {
    let signal = task.signal.as_ref();
    let named = task.asked_of().filter(|_| task.matter.is_owed_by_name());
    let row = vec![
        id,
        text(&task.patient),
        task.matter.code().into(),
        role_code(task.owed_by).into(),
        us(task.due),
        task.is_open().into(),
        task.taken_by.map(|person| person.to_string()).into(),
        Val::Int(i64::from(task.climbed)),
        signal.and_then(|signal| signal.owing.to).or(named).map(|person| person.to_string()).into(),
        signal.and_then(|signal| signal.source()).map(|source| source.code()).into(),
        signal.and_then(|signal| signal.said).map(|(said, _)| said.code()).into(),
    ];
    (view("tasks"), row)
}

fn of_message(id: Val, message: &Message) -> Line {
    let (standing, channel, done, why) = match message.standing {
        MessageStanding::Waiting => ("waiting", message.owed.channel, None, None),
        MessageStanding::Undone(_, at) => ("undone", message.owed.channel, Some(at), None),
        MessageStanding::Sent(channel, at) => ("sent", channel, Some(at), None),
        MessageStanding::Unsent(why, at) => ("unsent", message.owed.channel, Some(at), Some(why)),
    };
    let about = &message.owed.about;
    let row = vec![
        id,
        text(&message.owed.patient),
        message.owed.occasion.code().into(),
        channel.code().into(),
        message.owed.asked.into(),
        about.window.map(|window| window.to_string()).into(),
        about.visit.map(|visit| visit.to_string()).into(),
        opt_us(about.at),
        us(message.owed.earliest),
        us(message.owed.latest),
        standing.into(),
        opt_us(done),
        why.map(|why| why.code()).into(),
        message.reply.map(i64::from).into(),
    ];
    (view("messages"), row)
}

fn of_diary(id: &Val, entry: &DiaryEntry) -> Vec<Line> {
    let has = |kind: &&PieceKind| entry.pieces.iter().any(|piece| piece.kind == **kind);
    let kinds: Vec<&str> = PieceKind::ALL.iter().filter(has).map(|kind| kind.code()).collect();
    let row = vec![
        id.clone(),
        text(&entry.patient),
        us(entry.begun),
        us(entry.changed),
        entry.prompt.as_ref().map(|prompt| prompt.as_str().to_owned()).into(),
        Val::Text(kinds.join(" ")),
        number(entry.texts().count()),
        number(entry.readers().count()),
        opt_us(entry.deleted),
        opt_us(delete::erase_due(entry)),
        opt_us(entry.erased),
    ];
    let mut lines = vec![(view("diary"), row)];
    for (n, share) in entry.shares.iter().enumerate() {
        let term = (us(share.term.from), opt_us(share.term.until));
        let row = vec![id.clone(), number(n), text(&share.with), text(&entry.patient), term.0, term.1];
        lines.push((view("diary_shares"), row));
    }
    lines
}

fn of_contact(id: Val, contact: &FirstContact) -> Line {
    let row = vec![
        id,
        us(contact.asked),
        us(contact.due),
        contact.settled.is_none().into(),
        opt_us(contact.settled.map(|(_, _, at)| at)),
        opt_us(contact.erase_due()),
    ];
    (view("contacts"), row)
}

fn of_incident(id: Val, incident: &Incident) -> Line {
    let told = &incident.told;
    let row = vec![
        id,
        text(&told.by),
        us(told.at),
        us(told.due),
        incident.is_open().into(),
        opt_us(incident.closed.as_ref().map(|(_, _, at)| *at)),
    ];
    (view("incidents"), row)
}

fn of_receipt(id: Val, receipt: &Receipt) -> Line {
    let number = Val::Int(i64::from(receipt.number));
    (view("receipts"), vec![id, text(&receipt.patient), number, us(receipt.at)])
}

/// Open until they met, the patient took it back, or staff ended it: a "no" from outside is still somebody's here.
fn of_referral(id: Val, known: &Referral) -> Line {
    let ended = known.taken_back.or(known.closed.map(|(_, _, at)| at)).or(known.met.map(|(_, _, at)| at));
    let row = vec![
        id,
        text(&known.written.patient),
        us(known.written.at),
        us(known.written.by_when),
        ended.is_none().into(),
        opt_us(ended),
        opt_us(referral::next_look(known)),
    ];
    (view("referrals"), row)
}
