//! The talk took place. Who held it decides what it was: a licensed therapist gives therapy, a specialist support.

use super::{TalkKind, Window, WindowFact};
use crate::course::{Course, acknowledge_disclosure};
use crate::house::place_rules::{PlaceRules, unsaid};
use crate::ids::PersonId;
use crate::practice::{Actor, Person};
use crate::protocol::CareModel;
use crate::refusal::Refusal;
use crate::time::Moment;

/// Integration therapy took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldTherapy;

/// Integration support took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldSupport;

fn held(
    window: &Window,
    kind: TalkKind,
    person: PersonId,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    if window.held.is_some() {
        return Err(Refusal::TalkAlreadyHeld);
    }
    let at = moment.plausible()?;
    if at < window.opened {
        return Err(Refusal::TalkBeforeDose);
    }
    Ok(vec![WindowFact::TalkHeld { kind, with: person, at }])
}

/// Holds integration therapy: KAP only.
pub fn therapy(
    window: &Window,
    course: &Course,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if course.model == CareModel::Infusion {
        return Err(Refusal::NoTherapyInInfusion);
    }
    held(window, TalkKind::Therapy, *person, moment)
}

/// Holds integration support, once the client has read who gives it and what it is not.
pub fn support(
    window: &Window,
    course: &Course,
    by: &Actor,
    specialist: &Person,
    place: Option<&PlaceRules>,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if place.is_some() && specialist.disclosure.is_none() {
        return Err(Refusal::DisclosureMissing);
    }
    let unsaid = place.map(|rules| unsaid(rules, specialist, moment.now)).unwrap_or_default();
    if let Some(point) = unsaid.first() {
        return Err(Refusal::DisclosureUnsaid { point: *point });
    }
    if !acknowledge_disclosure::is_acknowledged(course, *person, specialist) {
        return Err(Refusal::DisclosureNotRead);
    }
    held(window, TalkKind::Support, *person, moment)
}
