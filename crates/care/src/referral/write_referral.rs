//! "Please see them": written by staff, sent to nobody yet.

use super::{Content, Purpose, Receiver, Referral, ReferralFact, Written};
use crate::course::Course;
use crate::ids::{CourseId, PatientId};
use crate::messages::prefer_channel::{is_mail, is_number};
use crate::patient::Patient;
use crate::practice::{Acting, Actor, Role};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// No by-when lies further ahead. House policy: what is asked for a day after that is asked anew.
pub const BY_WHEN_MOST: Hours = Hours(180 * 24);

/// Write a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteReferral {
    /// About whom.
    pub patient: PatientId,
    /// Out of which course, if out of one.
    pub course: Option<CourseId>,
    /// To whom.
    pub receiver: Receiver,
    /// What is asked.
    pub purpose: Purpose,
    /// By when.
    pub by_when: Instant,
    /// The sender's line of why.
    pub why: Option<Line>,
    /// How the patient wishes to be reached.
    pub contact: Option<Line>,
    /// Say the service, and the day of the last dose.
    pub tells_service: bool,
    /// Say the patient's own sentence.
    pub tells_intention: bool,
    /// The sender's own words.
    pub summary: Option<String>,
}

/// Keeps every word as it would be sent, so that what the patient reads and what goes are the same. The front desk writes
/// who, by when and how to reach them; clinical words are a clinician's.
pub fn write(
    before: Option<&Referral>,
    act: &WriteReferral,
    patient: &Patient,
    course: Option<&Course>,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    let Actor::Person(person) = by.actor else { return Err(Refusal::PersonUnknown) };
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    if course.is_some_and(|course| course.patient != act.patient) {
        return Err(Refusal::NotYourRecord);
    }
    let clinical = act.tells_intention || act.summary.is_some() || act.why.is_some();
    if by.role == Role::FrontDesk && clinical {
        return Err(Refusal::NeedsClinician);
    }
    reachable(&act.receiver)?;
    if act.by_when <= moment.now {
        return Err(Refusal::TimeInThePast);
    }
    if moment.now.plus_hours(BY_WHEN_MOST) < act.by_when {
        return Err(Refusal::ReferralTimeTooFar);
    }
    let sentence = course.and_then(|course| course.intentions.last()).map(|(_, words)| words.clone());
    let intention = sentence.filter(|_| act.tells_intention);
    if act.tells_intention && intention.is_none() {
        return Err(Refusal::ReferralNoIntention);
    }
    let service = course.map(|course| (course.model, course.doses.last().map(|(at, _)| *at)));
    let content = Content {
        first_name: Some(first_name(&patient.details.name)?),
        why: act.why.clone(),
        contact: act.contact.clone(),
        service: service.filter(|_| act.tells_service),
        intention,
        summary: act.summary.clone(),
    };
    let written = Written {
        patient: act.patient,
        receiver: act.receiver.clone(),
        purpose: act.purpose,
        by_when: act.by_when,
        content,
        by: person,
        at: moment.now,
    };
    Ok(vec![ReferralFact::Written { written: Box::new(written) }])
}

fn reachable(receiver: &Receiver) -> Result<(), Refusal> {
    let mail = receiver.mail.as_ref().is_none_or(|mail| is_mail(mail.as_str()));
    let phone = receiver.phone.as_ref().is_none_or(|phone| is_number(phone.as_str()));
    if receiver.mail.is_none() && receiver.phone.is_none() {
        return Err(Refusal::ReferralUnreachable);
    }
    if mail && phone { Ok(()) } else { Err(Refusal::AddressUnusable) }
}

fn first_name(name: &Line) -> Result<Line, Refusal> {
    Line::new(name.as_str().split_whitespace().next().unwrap_or_default())
}
