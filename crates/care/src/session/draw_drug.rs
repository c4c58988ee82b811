//! Drawing the drug: one person draws, another checks. Never the same, never free text.

use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::ids::PersonId;
use crate::practice::{Actor, Here, Person, Role};
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::units::Micrograms;

/// What was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawDrug {
    /// How much.
    pub amount: Micrograms,
    /// Who checked it.
    pub checked_by: PersonId,
}

/// Keeps it: the amount ordered, drawn by one, checked by another who stands as nurse, prescriber or therapist.
pub fn decide(
    session: &Session,
    act: DrawDrug,
    course: &Course,
    checker: &Person,
    here: Here<'_>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::CheckedIn])?;
    if *person == act.checked_by {
        return Err(Refusal::SecondPersonMissing);
    }
    let checks = [Role::Nurse, Role::Prescriber, Role::Therapist];
    if !checks.iter().any(|role| checker.stand(*role, here, moment.now).is_ok()) {
        return Err(Refusal::SecondPersonMissing);
    }
    let ordered = course.order_in_force().ok_or(Refusal::OrderMissing)?.dose;
    if act.amount != ordered {
        return Err(Refusal::DrawnDiffersFromOrder { drawn: act.amount, ordered });
    }
    let at = moment.plausible()?;
    Ok(vec![SessionFact::DrugDrawn { amount: act.amount, by: *person, checked_by: act.checked_by, at }])
}
