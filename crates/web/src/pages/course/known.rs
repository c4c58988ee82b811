//! What a page about a course is drawn from: the course, its protocol in force, its visits, its first hours.

use std::sync::Arc;

use care::course::{Course, SessionKind};
use care::ids::{CourseId, PatientId, ProtocolId, SessionId, WindowId};
use care::integration::Window;
use care::patient::Patient;
use care::protocol::draft::Standing;
use care::protocol::{CareModel, Protocol};
use care::session::Session;
use record::views::ask;

use super::next_step::States;
use crate::answer::Trouble;
use crate::app::App;
use crate::parts::Service;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// A course and what belongs to it.
pub struct Known {
    /// Which.
    pub id: CourseId,
    /// Its state.
    pub course: Arc<Course>,
    /// The version in force of its protocol; the one it was opened under when none is.
    pub protocol: (ProtocolId, Arc<Protocol>),
    /// Its visits, the earliest first.
    pub visits: Vec<(SessionId, Arc<Session>)>,
    /// The first hours after each dose, the earliest first.
    pub windows: Vec<(WindowId, Arc<Window>)>,
}

impl Known {
    /// Reads it all. Judge the reader first.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn read(app: &App, id: CourseId) -> Result<Self, Trouble> {
        let course = app.course(id)?;
        let read = |(id, _): &(SessionId, SessionKind)| app.session(*id).map(|session| (*id, session));
        let mut visits: Vec<_> = course.sessions.iter().map(read).collect::<Result<_, _>>()?;
        visits.sort_by_key(|(_, session)| session.starts);
        let opened = course.doses.iter().map(|(_, session)| WindowId::of(*session));
        let windows: Vec<_> =
            opened.map(|id| app.window(id).map(|window| (id, window))).collect::<Result<_, _>>()?;
        Ok(Self { id, protocol: in_force(app, &course)?, course, visits, windows })
    }

    /// What the next step is decided from.
    pub fn states(&self) -> States<'_> {
        States {
            course: &self.course,
            protocol: (self.protocol.0, &self.protocol.1),
            visits: self.visits.iter().map(|(id, visit)| (*id, &**visit)).collect(),
            windows: self.windows.iter().map(|(id, window)| (*id, &**window)).collect(),
        }
    }
}

/// The version in force of a course's protocol; the one it was opened under when none is.
///
/// # Errors
/// The store's.
pub fn in_force(app: &App, course: &Course) -> Result<(ProtocolId, Arc<Protocol>), Trouble> {
    let in_force = app.read(|conn, org| ask::in_force(conn, org, course.slug.as_str(), app.now()))?;
    let version = in_force.unwrap_or(course.protocol);
    Ok((version, app.protocol(version)?))
}

/// The course in the address and its patient, with the chart opened: what every clinical page of a course begins with.
///
/// # Errors
/// The refusal, `NotFound`, or the store's.
pub fn opened(app: &App, visit: &Visit) -> Result<(CourseId, Arc<Course>, Arc<Patient>), Trouble> {
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    let patient = app.open_chart(visit, course.patient)?;
    Ok((id, course, patient))
}

/// Where a course's pages lead back to.
pub fn back(patient: PatientId, course: CourseId) -> String {
    format!("/patients/{patient}?course={course}")
}

/// The door's tag.
pub const fn service(model: CareModel) -> Service {
    match model {
        CareModel::Kap => Service::Kap,
        CareModel::Infusion => Service::Infusion,
    }
}

/// A kind of visit, as it is printed.
pub fn kind_words(kind: SessionKind, model: CareModel) -> &'static str {
    match (kind, model) {
        (SessionKind::Preparation, _) => "Preparation",
        (SessionKind::Dosing, model) => words::model(Lang::En, model),
        (SessionKind::IntegrationTherapy, _) => "Integration therapy",
        (SessionKind::IntegrationSupport, _) => "Integration support",
        (SessionKind::Review, _) => "Review",
    }
}

/// Where a version stands, for people who choose it or work under it.
pub fn standing(app: &App, protocol: &Protocol) -> String {
    match &protocol.standing {
        Standing::Draft => "draft: cannot dose until signed".to_owned(),
        Standing::Signed(by) if protocol.is_over(app.now()) => {
            format!("signed by {} on {}, no longer in force", by.name, when::date(by.at, &app.zone))
        }
        Standing::Signed(by) if protocol.is_ahead(app.now()) => {
            let from = protocol.force.from.unwrap_or(by.at);
            format!("signed by {}, in force from {}", by.name, when::day_clock(from, &app.zone))
        }
        Standing::Signed(by) if by.review_by <= app.now() => {
            format!("signed by {}, review was due {}", by.name, when::date(by.review_by, &app.zone))
        }
        Standing::Signed(by) => {
            let (at, until) = (when::date(by.at, &app.zone), when::date(by.review_by, &app.zone));
            format!("signed by {} on {at}, review by {until}", by.name)
        }
        Standing::Superseded(by) => {
            format!("signed by {} on {}, no longer in force", by.name, when::date(by.at, &app.zone))
        }
    }
}
