//! What the patient's own pages are made of: their record, their course, their visits, their first hours.

use std::sync::Arc;

use care::course::{Course, SessionKind};
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId, WindowId};
use care::integration::{Talk, TalkKind, Window};
use care::patient::{Lock, Patient};
use care::practice::ActKind;
use care::protocol::{CareModel, Content, Protocol};
use care::refusal::Refusal;
use care::session::{Plan, Session};
use care::time::Instant;
use record::views::ask::{self, TaskRow};

use super::next_card::{Owed, States};
use crate::answer::Trouble;
use crate::app::App;
use crate::parts::Service;
use crate::place::{Place, Places};
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// Everything a page about oneself may show.
pub struct Mine {
    /// Who.
    pub id: PatientId,
    /// Their record.
    pub patient: Arc<Patient>,
    /// The open course; the newest one when all are closed.
    pub course: Option<(CourseId, Arc<Course>)>,
    /// The version in force of that course's protocol; the one it was opened under when none is.
    pub protocol: Option<(ProtocolId, Arc<Protocol>)>,
    /// Visits of that course, the earliest first.
    pub visits: Vec<(SessionId, Arc<Session>)>,
    /// The first hours after each dose of that course, the newest first.
    pub windows: Vec<(WindowId, Arc<Window>)>,
    /// An answer the clinic owes to "I don't feel safe".
    pub safety: Option<Owed>,
    /// A call the clinic owes after screening.
    pub call: Option<Owed>,
    /// The specialist they will meet, if that person's disclosure has not been read yet.
    pub unread: Option<PersonId>,
    /// How they read: their language, their clock.
    pub reader: Reader,
    /// Now.
    pub now: Instant,
    /// Today where their next visit is, by its clock; that of the house without one.
    pub day: (Instant, Instant),
    /// The places of the house.
    pub places: Places,
}

/// The signed-in patient's id, and that they may see their own record.
///
/// # Errors
/// The refusal.
pub fn own(app: &App, visit: &Visit) -> Result<PatientId, Trouble> {
    let id = visit.signed()?.patient_id().ok_or(Refusal::NotYourRecord)?;
    app.may(visit, ActKind::SeeOwnCourse, Some(id))?;
    Ok(id)
}

impl Mine {
    /// Reads it all.
    ///
    /// # Errors
    /// The refusal, or the store's.
    pub fn read(app: &App, visit: &Visit) -> Result<Self, Trouble> {
        let id = own(app, visit)?;
        let now = app.now();
        let rows = app.read(|conn, org| ask::courses_of(conn, org, id))?;
        let open = rows.iter().find(|row| row.phase != "closed").or(rows.first());
        let course = open.map(|row| app.course(row.course).map(|course| (row.course, course))).transpose()?;
        let tasks = app.read(|conn, org| ask::tasks_of(conn, org, id))?;
        let mut mine = Self {
            id,
            patient: app.patient(id)?,
            protocol: course.as_ref().map(|(_, course)| protocol(app, course)).transpose()?,
            visits: visits(app, course.as_ref().map(|(_, course)| &**course))?,
            windows: vec![],
            safety: owed(&tasks, "safety-signal"),
            call: owed(&tasks, "screening-call"),
            unread: None,
            course,
            reader: Reader::of(app, visit),
            now,
            day: when::day_around(now, &app.zone),
            places: app.places(),
        };
        let is_next = |held: &Session| held.phase == care::session::Phase::Scheduled;
        if let Some((_, next)) = mine.visits.iter().find(|(_, held)| is_next(held)) {
            mine.day = when::day_around(now, &mine.place_of(next).zone);
        }
        mine.windows = mine.read_windows(app)?;
        mine.unread = mine.find_unread(app)?;
        Ok(mine)
    }

    fn read_windows(&self, app: &App) -> Result<Vec<(WindowId, Arc<Window>)>, Trouble> {
        let Some((_, course)) = &self.course else { return Ok(vec![]) };
        let ids = course.doses.iter().rev().map(|(_, session)| WindowId::of(*session));
        ids.map(|id| app.window(id).map(|window| (id, window))).collect()
    }

    /// The specialist of a planned or booked talk whose current disclosure this patient has not read.
    fn find_unread(&self, app: &App) -> Result<Option<PersonId>, Trouble> {
        let Some((_, course)) = &self.course else { return Ok(None) };
        for person in self.specialists() {
            let known = app.person(person)?;
            if !care::course::acknowledge_disclosure::is_acknowledged(course, person, &known) {
                return Ok(Some(person));
            }
        }
        Ok(None)
    }

    /// Integration specialists of talks that lie ahead.
    fn specialists(&self) -> Vec<PersonId> {
        let booked = self.windows.iter().filter(|(_, window)| window.held.is_none());
        let booked = booked.filter_map(|(_, window)| window.talk);
        let booked = booked.filter(|talk| talk.kind == TalkKind::Support).map(|talk| talk.with);
        let planned =
            self.visits.iter().filter(|(_, held)| is_ahead(held)).filter_map(|(_, held)| held.plan.as_ref());
        let planned = planned.filter_map(|plan| match plan {
            Plan::Talk { kind: TalkKind::Support, with, .. } => Some(*with),
            _ => None,
        });
        booked.chain(planned).collect()
    }

    /// What the next card and the list of steps are decided from.
    pub fn states(&self) -> States<'_> {
        States {
            safety: self.safety.clone(),
            call: self.call.clone(),
            course: self.course.as_ref().map(|(_, course)| &**course),
            protocol: self.protocol.as_ref().map(|(id, protocol)| (*id, &**protocol)),
            visits: self.visits.iter().map(|(id, held)| (*id, &**held)).collect(),
            windows: self.windows.iter().map(|(id, held)| (*id, &**held)).collect(),
            unread: self.unread,
            lock: self.patient.lock,
            day: self.day,
        }
    }

    /// The course that is open, or the refusal that says there is none.
    ///
    /// # Errors
    /// `CourseUnknown`, `CourseClosed`.
    pub fn open_course(&self) -> Result<(CourseId, &Arc<Course>), Trouble> {
        let (id, course) = self.course.as_ref().ok_or(Refusal::CourseUnknown)?;
        course.require_open()?;
        Ok((*id, course))
    }

    /// What the version in force says.
    ///
    /// # Errors
    /// `ProtocolUnknown` without a course.
    pub fn content(&self) -> Result<&Content, Trouble> {
        let (_, protocol) = self.protocol.as_ref().ok_or(Refusal::ProtocolUnknown)?;
        Ok(&protocol.content)
    }

    /// The door's tag.
    pub fn service(&self) -> Service {
        match self.course.as_ref().map(|(_, course)| course.model) {
            Some(CareModel::Kap) => Service::Kap,
            Some(CareModel::Infusion) => Service::Infusion,
            None => Service::None,
        }
    }

    /// Where a visit is.
    pub fn place_of(&self, held: &Session) -> Place {
        self.places.of_visit(held.setting, held.room.as_str(), held.starts)
    }

    /// Reads by the clock of the place where a visit is.
    pub fn there(&self, held: &Session) -> Reader {
        self.reader.at(&self.place_of(held))
    }

    /// One of the patient's own visits, by the part of the address.
    ///
    /// # Errors
    /// `NotFound` for anything else.
    pub fn visit(&self, asked: &Visit) -> Result<(SessionId, &Arc<Session>), Trouble> {
        let id = asked.id("session", SessionId::read)?;
        let own = self.visits.iter().find(|(known, _)| *known == id);
        own.map(|(id, held)| (*id, held)).ok_or(Trouble::NotFound)
    }
}

/// On the calendar, or going on.
pub fn is_ahead(session: &Session) -> bool {
    use care::session::Phase as P;
    matches!(session.phase, P::Scheduled | P::CheckedIn | P::Dosing | P::Paused | P::Recovery)
}

fn owed(tasks: &[TaskRow], matter: &str) -> Option<Owed> {
    let open = tasks.iter().filter(|task| task.is_open && task.matter == matter);
    open.min_by_key(|task| task.due).map(|task| Owed { due: task.due, taken_by: task.taken_by.clone() })
}

fn protocol(app: &App, course: &Course) -> Result<(ProtocolId, Arc<Protocol>), Trouble> {
    let in_force = app.read(|conn, org| ask::in_force(conn, org, course.slug.as_str(), app.now()))?;
    let id = in_force.unwrap_or(course.protocol);
    Ok((id, app.protocol(id)?))
}

fn visits(app: &App, course: Option<&Course>) -> Result<Vec<(SessionId, Arc<Session>)>, Trouble> {
    let Some(course) = course else { return Ok(vec![]) };
    let read = |(id, _): &(SessionId, SessionKind)| app.session(*id).map(|session| (*id, session));
    let mut visits: Vec<_> = course.sessions.iter().map(read).collect::<Result<_, _>>()?;
    visits.sort_by_key(|(_, session)| session.starts);
    Ok(visits)
}

/// A person's printed name; empty when not known.
pub fn name_of(app: &App, id: PersonId) -> String {
    app.person(id).map_or_else(|_| String::new(), |person| person.name.as_str().to_owned())
}

/// The first name, for talking to somebody.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The lock, in a sentence with its opening time; empty when it is off.
pub fn lock_words(reader: &Reader, patient: &Patient, now: Instant) -> String {
    let lang = reader.lang;
    match patient.lock {
        Lock::WhileDosing(_) => lang.say_of("refusal", "clear-headed-lock-while"),
        Lock::Until(until) if now < until => {
            lang.say_with("me-lock-until", &[("at", &reader.day_clock(until))])
        }
        Lock::Off | Lock::Until(_) => String::new(),
    }
}

/// What a visit is called on the patient's pages, such as "Infusion 3 of 6".
pub fn visit_words(lang: Lang, course: &Course, session: &Session, id: SessionId) -> String {
    match session.kind {
        SessionKind::Preparation => lang.say("visit-ready"),
        SessionKind::Dosing => {
            let done = course.doses.iter().position(|(_, known)| *known == id);
            let number = (done.unwrap_or(course.doses.len()) + 1).to_string();
            let planned = course.planned_doses.to_string();
            let model = words::model(lang, course.model);
            lang.say_with("visit-number", &[("model", model), ("number", &number), ("planned", &planned)])
        }
        SessionKind::IntegrationTherapy => words::talk(lang, TalkKind::Therapy).to_owned(),
        SessionKind::IntegrationSupport => words::talk(lang, TalkKind::Support).to_owned(),
        SessionKind::Review => lang.say("visit-review"),
    }
}

/// Where it takes place: the room, and the place with its address where it is not the house itself.
pub fn place(mine: &Mine, session: &Session) -> String {
    use care::protocol::Setting;
    match session.setting {
        Setting::Home => mine.reader.lang.say("visit-home"),
        Setting::ClinicRoom | Setting::Ward => mine.place_of(session).of_room(session.room.as_str()),
    }
}

/// Who is there, with what they are here.
pub fn who(app: &App, lang: Lang, session: &Session) -> String {
    let named = session.people.iter().map(|(person, role)| {
        format!("{} ({})", name_of(app, *person), words::role(lang, *role).to_lowercase())
    });
    named.collect::<Vec<_>>().join(", ")
}

/// The tag of a kind of talk.
pub fn talk_service(kind: TalkKind) -> Service {
    match kind {
        TalkKind::Therapy => Service::IntegrationTherapy,
        TalkKind::Support => Service::IntegrationSupport,
    }
}

/// "Integration therapy with A. Diallo, Fri 20 Nov, 10:00".
pub fn talk_with(app: &App, reader: &Reader, talk: &Talk) -> String {
    let (name, at) = (name_of(app, talk.with), reader.day_clock(talk.at));
    let values = [("talk", words::talk(reader.lang, talk.kind)), ("name", &name), ("at", &at)];
    reader.lang.say_with("me-talk-with", &values)
}

/// D2, with the name of the one it is about.
pub fn not_therapy(lang: Lang, name: &str) -> String {
    lang.say_with("people-d2", &[("name", name)])
}
