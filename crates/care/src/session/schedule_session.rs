//! Putting a visit on the calendar, and taking it off.

use super::calendar::{Asks, Span};
use super::plan_window::{Plan, talk_fits};
use super::{Phase, Session, SessionFact};
use crate::course::series::{self, Booked};
use crate::course::{Course, CourseFact, SessionKind};
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, PersonId, SessionId};
use crate::patient::{Patient, PatientFact};
use crate::practice::{Here, Person, Role};
use crate::protocol::{CareModel, Protocol, Setting, TherapistPart};
use crate::refusal::Refusal;
use crate::schedule::Beside;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// Put a visit on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleSession {
    /// Of which course.
    pub course: CourseId,
    /// What kind.
    pub kind: SessionKind,
    /// When it starts.
    pub starts: Instant,
    /// Where.
    pub setting: Setting,
    /// Which chair or room.
    pub room: Line,
    /// Who is there, as what.
    pub people: Vec<(PersonId, Role)>,
    /// What follows the dose, booked in the same decision; none where it is planned later. Only a dose has one.
    pub plan: Option<Plan>,
}

/// Take it off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelSession {
    /// Why, kindly.
    pub reason: Line,
}

/// What scheduling may look at.
#[derive(Debug, Clone, Copy)]
pub struct Booking<'a> {
    /// What standing is judged by.
    pub here: Here<'a>,
    /// The patient.
    pub patient: &'a Patient,
    /// The course.
    pub course: &'a Course,
    /// The version of its protocol in force; the one the course was opened under where none is.
    pub protocol: &'a Protocol,
    /// Doses of the course that are on the calendar already.
    pub booked: Booked,
    /// Everyone named, with their record.
    pub people: &'a [(PersonId, Role, &'a Person)],
    /// Whoever gives the first talk, when one is booked with the visit.
    pub talk_with: Option<&'a Person>,
    /// What is booked near it.
    pub beside: Beside<'a>,
}

/// Schedules if the door allows that kind of visit and everyone named will be licensed and affiliated that day.
/// Everyone named joins the care team, so that they may open the chart.
pub fn schedule(
    id: SessionId,
    before: Option<&Session>,
    act: &ScheduleSession,
    with: &Booking<'_>,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    stands(act, with, moment)?;
    let scheduled = SessionFact::Scheduled {
        course: act.course,
        patient: with.course.patient,
        kind: act.kind,
        starts: act.starts,
        setting: act.setting,
        room: act.room.clone(),
        people: act.people.clone(),
    };
    let on_course = CourseFact::SessionScheduled { session: id, kind: act.kind };
    let mut facts =
        vec![Fact::on(Stream::Session(id), scheduled), Fact::on(Stream::Course(act.course), on_course)];
    if let Some(plan) = &act.plan {
        facts.push(Fact::on(Stream::Session(id), SessionFact::WindowPlanned { plan: plan.clone() }));
    }
    facts.extend(joins(&act.people, with, moment));
    Ok(facts)
}

/// May the visit stand there, with these people, and what is planned after it?
pub(super) fn stands(act: &ScheduleSession, with: &Booking<'_>, moment: &Moment) -> Result<(), Refusal> {
    with.course.require_open()?;
    if act.starts < moment.now {
        return Err(Refusal::TimeInThePast);
    }
    if !with.protocol.content.settings.contains(&act.setting) {
        return Err(Refusal::SettingNotInProtocol);
    }
    people_fit(act.kind, with)?;
    if act.kind == SessionKind::Dosing {
        series::another_dose(with.course, &with.protocol.content, act.starts, with.booked)?;
    }
    for (_, role, person) in with.people {
        person.stand(*role, with.here, act.starts)?;
    }
    let span = Span::of(act.kind, act.starts, &with.protocol.content)?;
    let asks = Asks { span, setting: act.setting, room: &act.room, people: &act.people };
    with.beside.visit_stands(&asks, act.kind)?;
    plan_stands(act, span, with)
}

/// Clinicians who are named join the care team, so that they may open the chart.
pub(super) fn joins(people: &[(PersonId, Role)], with: &Booking<'_>, moment: &Moment) -> Vec<Fact> {
    let clinical = |role: Role| role != Role::IntegrationSpecialist && role != Role::FrontDesk;
    let new = people
        .iter()
        .filter(|(person, role)| clinical(*role) && !with.patient.has_member(*person, *role, moment.now));
    let joined = |(person, role): &(PersonId, Role)| {
        let joined = PatientFact::TeamJoined { person: *person, role: *role, from: moment.now };
        Fact::on(Stream::Patient(with.course.patient), joined)
    };
    new.map(joined).collect()
}

/// A first talk begins when the person has been watched long enough, with somebody who is free and may give it.
fn plan_stands(act: &ScheduleSession, visit: Span, with: &Booking<'_>) -> Result<(), Refusal> {
    let Some(plan) = &act.plan else { return Ok(()) };
    if act.kind != SessionKind::Dosing {
        return Err(Refusal::NoDose);
    }
    let Plan::Talk { kind, with: who, at } = *plan else { return Ok(()) };
    if at < visit.until {
        return Err(Refusal::TalkBeforeDose);
    }
    let person = with.talk_with.ok_or(Refusal::PersonUnknown)?;
    talk_fits(with.course.model, kind, person, with.here, at)?;
    let held = with.beside.held_by(kind, at);
    let both = |(named, role): &(PersonId, Role)| *named == who && super::calendar::with_one(*role);
    if act.people.iter().any(both) && held.touches(visit) {
        return Err(Refusal::PersonTaken { at: act.starts });
    }
    with.beside.talk_stands(kind, who, at)
}

/// Who must be named for this kind of visit, and which visits a door has at all.
fn people_fit(kind: SessionKind, with: &Booking<'_>) -> Result<(), Refusal> {
    let names = |role: Role| with.people.iter().any(|(_, held, _)| *held == role);
    match kind {
        SessionKind::IntegrationTherapy if with.course.model == CareModel::Infusion => {
            Err(Refusal::NoTherapyInInfusion)
        }
        SessionKind::IntegrationTherapy if !names(Role::Therapist) => Err(Refusal::TherapistMissing),
        SessionKind::IntegrationSupport if !names(Role::IntegrationSpecialist) => {
            Err(Refusal::SpecialistMissing)
        }
        SessionKind::Dosing if with.course.model == CareModel::Infusion && names(Role::Therapist) => {
            Err(Refusal::NoTherapyInInfusion)
        }
        SessionKind::Dosing if !names(Role::Nurse) && !names(Role::Prescriber) => Err(Refusal::NurseMissing),
        SessionKind::Dosing
            if with.protocol.content.therapist != TherapistPart::None && !names(Role::Therapist) =>
        {
            Err(Refusal::TherapistMissing)
        }
        _ => Ok(()),
    }
}

/// Takes a visit off the calendar before anything was given.
pub fn cancel(session: &Session, act: &CancelSession) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled, Phase::CheckedIn])?;
    Ok(vec![SessionFact::Cancelled { reason: act.reason.clone() }])
}
