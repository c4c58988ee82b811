//! What a session page may show: states gathered once, after the tie to the patient was checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::course::Course;
use care::ids::{PatientId, PersonId, SessionId};
use care::patient::Patient;
use care::practice::policy::may;
use care::practice::{ActKind, Person, Role};
use care::protocol::{Key, Protocol};
use care::session::{DrawnFrom, Phase, Plan, Session, SessionFact, syringe};
use care::time::Instant;
use care::units::Micrograms;
use care::vault::SyringeId;

use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::parts::Service;
use crate::place::Place;
use crate::visit::{SignedIn, Visit};

/// Everything about one session, for eyes that may open this chart.
#[derive(Clone)]
pub struct Loaded {
    /// Which.
    pub id: SessionId,
    /// Its state.
    pub session: Arc<Session>,
    /// Its course.
    pub course: Arc<Course>,
    /// The protocol version it keeps, once checked in.
    pub protocol: Option<Arc<Protocol>>,
    /// Whose it is.
    pub patient: Arc<Patient>,
    /// The session of the patient's last dose elsewhere, of whichever course; looked up while this one is made ready.
    pub last_dose: Option<Arc<Session>>,
    /// Everyone it names.
    pub people: BTreeMap<PersonId, Arc<Person>>,
    /// Who looks.
    pub me: Option<PersonId>,
    /// The role they act in.
    pub role: Role,
    /// When.
    pub now: Instant,
    /// What was drawn and is not accounted for: which syringe, how much, and whether it is the one that is given or to be given.
    pub rests: Vec<Rest>,
    /// Where: its clock is the one on the wall of the room, for all that is told and typed at the chair.
    pub place: Place,
    /// Whose outbox this tablet keeps, and the key of it.
    pub outbox: (String, String),
}

/// What is left of one syringe.
#[derive(Debug, Clone, Copy)]
pub struct Rest {
    /// 1, 2, … in this visit.
    pub number: u32,
    /// From which vault and vial.
    pub from: DrawnFrom,
    /// So much.
    pub left: Micrograms,
    /// The medical director has to say what became of it.
    pub told: bool,
}

fn rests(app: &App, id: SessionId, session: &Session) -> Result<Vec<Rest>, Trouble> {
    let mut rests = vec![];
    for from in session.draws.iter().filter_map(|draw| draw.from) {
        let (vault, syringe) = (app.vault(from.vault)?, SyringeId { session: id, number: from.syringe });
        let Some(held) = vault.syringe(syringe).filter(|held| held.left.0 != 0) else { continue };
        let told = syringe::open_rest(&vault, syringe).is_none();
        rests.push(Rest { number: from.syringe, from, left: held.left, told });
    }
    Ok(rests)
}

/// The session of this visit's path, after opening the chart of its patient.
///
/// # Errors
/// `NotFound`, the refusal, or the store's.
pub fn chart(app: &App, visit: &Visit) -> Result<Loaded, Trouble> {
    let id = visit.id("session", SessionId::read)?;
    let session = app.session(id)?;
    let patient = app.open_chart(visit, session.patient)?;
    let (signed, place, course) = (visit.signed()?, app.place_of(&session), app.course(session.course)?);
    let last_dose = patient
        .last_dose_but(id)
        .filter(|_| session.phase == Phase::CheckedIn)
        .map(|other| app.session(other));
    let people = everyone(app, &session, &course)?;
    Ok(Loaded {
        id,
        course,
        protocol: session.protocol.map(|kept| app.protocol(kept)).transpose()?,
        last_dose: last_dose.transpose()?,
        people,
        patient,
        rests: rests(app, id, &session)?,
        session,
        me: signed.person_id(),
        outbox: outbox_of(app, signed),
        role: signed.by.role,
        now: app.now(),
        place,
    })
}

/// Somebody in one role has one outbox on a tablet.
fn outbox_of(app: &App, signed: &SignedIn) -> (String, String) {
    let owner = signed.outbox_owner();
    let key = app.record.outbox_key(&owner);
    (owner, key)
}

fn everyone(
    app: &App,
    session: &Session,
    course: &Course,
) -> Result<BTreeMap<PersonId, Arc<Person>>, Trouble> {
    let mut ids: Vec<PersonId> = session.people.iter().chain(&session.present).map(|(who, _)| *who).collect();
    ids.extend(course.order_in_force().map(|order| order.by));
    ids.extend(session.drawn.iter().flat_map(|drawn| [drawn.by, drawn.checked_by]));
    let day = session.day.iter();
    ids.extend(day.flat_map(|day| day.by.into_iter().chain(day.cleared.iter().map(|(_, by, _)| *by))));
    ids.extend(session.overrides.values().map(|(by, _)| *by));
    ids.extend(session.alarms.iter().filter_map(|alarm| alarm.answer.as_ref().map(|(by, ..)| *by)));
    ids.extend(session.monitors.iter().map(|attached| attached.by));
    ids.extend(session.accepted.iter().map(|accepted| accepted.by));
    ids.extend(
        session
            .emergencies
            .iter()
            .flat_map(|one| [Some(one.by), one.over.as_ref().map(|(by, ..)| *by)])
            .flatten(),
    );
    ids.extend(session.lead.iter().map(|lead| lead.person));
    ids.extend(session.supplements.iter().flat_map(care::session::Supplement::people));
    ids.extend(session.uncertain.iter().map(|one| one.by));
    ids.extend(session.questions.iter().map(|asked| asked.by));
    ids.extend(session.dose.iter().flat_map(|dose| dose.changes.iter().map(|change| change.by)));
    ids.extend(session.signed.iter().map(|(by, ..)| *by));
    if let Some(Plan::Talk { with, .. }) = &session.plan {
        ids.push(*with);
    }
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| Ok((id, app.person(id)?))).collect()
}

impl Loaded {
    /// The same with the session as it stood after these facts of it, oldest first; none when they are not the beginning of one.
    pub fn as_of<'f>(&self, facts: impl Iterator<Item = &'f SessionFact>) -> Option<Self> {
        let session = facts.fold(None, Session::after)?;
        Some(Self { session: Arc::new(session), ..self.clone() })
    }

    /// When a talk is, which is at no place: by the clock of the house, which says its zone where the room keeps another.
    pub fn talk_at(&self, app: &App, at: Instant) -> String {
        app.talk_at(&self.place, at)
    }

    /// The prescriber of whom what happens here is asked: named on the visit, else whoever wrote its order.
    pub fn prescriber(&self) -> Option<&str> {
        let order = self.course.order_in_force().map(|order| order.by);
        self.session.named(Role::Prescriber).next().or(order).map(|id| self.name(id))
    }

    /// The printed name of somebody this session names.
    pub fn name(&self, id: PersonId) -> &str {
        self.people.get(&id).map_or("somebody", |person| person.name.as_str())
    }

    /// May the role that looks do this?
    pub const fn may(&self, act: ActKind) -> bool {
        may(self.role, act)
    }

    /// The address of the session's own page.
    pub fn href(&self) -> String {
        format!("/sessions/{}", self.id)
    }

    /// The address of one act on it.
    pub fn act(&self, act: &str) -> String {
        format!("/sessions/{}/{act}", self.id)
    }

    /// What somebody still has to account for: not the syringe that is given, or about to be.
    pub fn open_rests(&self) -> impl Iterator<Item = &Rest> {
        let running = matches!(self.session.phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused);
        let more = self.session.supplement().and_then(|known| known.drawn).map(|(draw, _)| draw);
        let drawn = [self.session.drawn, more].map(|draw| draw.and_then(|draw| draw.from));
        let current = drawn.map(|from| from.map(|from| from.syringe));
        self.rests.iter().filter(move |rest| !(rest.told || running && current.contains(&Some(rest.number))))
    }

    /// Back to the session's page, when it does not stand in one of these phases.
    pub fn unless(&self, phases: &[Phase]) -> Option<Answered> {
        let elsewhere = !phases.contains(&self.session.phase);
        elsewhere.then(|| Ok(Reply::Go(self.href(), None)))
    }

    /// A number of the protocol this session keeps.
    pub fn value(&self, key: Key) -> Option<u32> {
        self.protocol.as_ref().and_then(|protocol| protocol.content.small(key).ok())
    }

    /// Minutes after which a reading looks old in this phase; 0 when none is owed.
    pub fn old_after_min(&self) -> u32 {
        let every = match self.session.phase {
            Phase::CheckedIn => return self.value(Key::BaselineFresh).unwrap_or(15),
            Phase::Dosing | Phase::Paused => Key::VitalsDuring,
            Phase::Recovery => Key::VitalsAfter,
            _ => return 0,
        };
        let with_grace = |every: u32| every.saturating_add(self.value(Key::VitalsGrace).unwrap_or(0));
        self.value(every).map_or(15, with_grace)
    }

    /// Which dose of the series this is: 1, 2, 3 …
    pub fn nth_dose(&self) -> usize {
        let before = self.course.doses.iter().position(|(_, session)| *session == self.id);
        before.unwrap_or(self.course.doses.len()) + 1
    }
}

/// A visit as the calendar knows it: for the desk too, so nothing clinical is in it.
pub struct Booking {
    /// Which.
    pub id: SessionId,
    /// Whole name.
    pub name: String,
    /// When and where, in a line.
    pub line: String,
    /// The door.
    pub service: Service,
    /// Where whoever looks comes from.
    pub back: String,
    /// The words of that link.
    pub back_words: &'static str,
}

/// The page somebody belongs to after an act that more than the clinical team may do.
pub fn home(role: Role, id: SessionId, patient: PatientId) -> String {
    match role {
        Role::Patient => "/me".to_owned(),
        Role::FrontDesk => format!("/desk/{patient}"),
        _ => format!("/sessions/{id}"),
    }
}

/// The session of this path for whoever may plan visits: the chart is opened by those who may, else the desk's view.
///
/// # Errors
/// `NotFound`, the refusal, or the store's.
pub fn booking(app: &App, visit: &Visit) -> Result<(Booking, Arc<Session>, Arc<Course>), Trouble> {
    let id = visit.id("session", SessionId::read)?;
    let session = app.session(id)?;
    let role = visit.signed()?.by.role;
    let desk = role == Role::FrontDesk;
    let patient = if desk {
        app.may(visit, ActKind::OpenDesk, Some(session.patient))?;
        app.patient(session.patient)?
    } else {
        app.open_chart(visit, session.patient)?
    };
    let course = app.course(session.course)?;
    let booking = Booking {
        id,
        name: patient.details.name.as_str().to_owned(),
        line: format!("{}, {}", app.place_of(&session).day_clock(session.starts), session.room),
        service: super::here::service(course.model),
        back: home(role, id, session.patient),
        back_words: if desk { "Back to the patient" } else { "Back to the visit" },
    };
    Ok((booking, session, course))
}
