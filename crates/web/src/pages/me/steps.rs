//! The steps before a dose: what is done, what is to do, what cannot start yet and why. Pure.

use care::course::screening::{self, Verdict};
use care::course::{Course, SessionKind};
use care::ids::{PersonId, SessionId};
use care::patient::Lock;
use care::protocol::Route;
use care::refusal::Refusal;
use care::session::Phase;
use care::time::Instant;

use super::next_card::States;

/// Which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Questions about health.
    Screening,
    /// Reading who a specialist is.
    Disclosure(PersonId),
    /// Reading and signing.
    Consent,
    /// What touch is all right.
    Touch,
    /// One sentence.
    Intention,
    /// What follows the dose of this visit.
    Plan(Option<SessionId>),
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Done.
    Done,
    /// Done by the patient; a prescriber reads it.
    WithPrescriber,
    /// To do now.
    ToDo,
    /// Opens when a prescriber has cleared the answers.
    AfterScreening,
    /// Opens when the head is clear again.
    Locked(Option<Instant>),
    /// Opens when a visit is on the calendar.
    AfterScheduling,
}

/// Every step in order. None when no dose lies ahead.
pub fn steps(states: &States<'_>, now: Instant) -> Vec<(Kind, Standing)> {
    let Some(course) = states.course else { return vec![] };
    let over = course.closed.is_some() || course.reviewed.is_some();
    if over || course.planned_doses as usize <= course.doses.len() {
        return vec![];
    }
    let mut steps = vec![(Kind::Screening, screening_stands(course, states, now))];
    if let Some(person) = states.unread {
        steps.push((Kind::Disclosure(person), Standing::ToDo));
    }
    let cleared = steps.first().is_some_and(|(_, standing)| *standing == Standing::Done);
    steps.push((Kind::Consent, consent_stands(course, states, cleared, now)));
    steps.push((Kind::Touch, touch_stands(course, states, cleared, now)));
    steps.push((Kind::Intention, if course.intentions.is_empty() { Standing::ToDo } else { Standing::Done }));
    steps.push(plan_stands(states));
    steps
}

fn screening_stands(course: &Course, states: &States<'_>, now: Instant) -> Standing {
    if course.is_stopped() {
        return Standing::WithPrescriber;
    }
    let Some(held) = &course.screening else { return Standing::ToDo };
    match held.verdict {
        None | Some(Verdict::Stopped { .. }) => Standing::WithPrescriber,
        Some(Verdict::Cleared { .. }) => {
            let content = states.protocol.map(|(_, protocol)| &protocol.content);
            let stale = content.is_some_and(|content| {
                screening::fresh(course, content, now) == Err(Refusal::ScreeningStale)
            });
            if stale { Standing::ToDo } else { Standing::Done }
        }
    }
}

fn consent_stands(course: &Course, states: &States<'_>, cleared: bool, now: Instant) -> Standing {
    let routes = routes_to_sign(course, states);
    let signed = states
        .protocol
        .is_some_and(|(id, _)| routes.iter().any(|route| course.consent_for(*route, id).is_some()));
    if signed { Standing::Done } else { with_a_clear_head(states, cleared, now) }
}

fn touch_stands(course: &Course, states: &States<'_>, cleared: bool, now: Instant) -> Standing {
    if course.touch.is_some() { Standing::Done } else { with_a_clear_head(states, cleared, now) }
}

/// Open once a prescriber has cleared the answers, and while no lock holds.
fn with_a_clear_head(states: &States<'_>, cleared: bool, now: Instant) -> Standing {
    match states.lock {
        _ if !cleared => Standing::AfterScreening,
        Lock::WhileDosing(_) => Standing::Locked(None),
        Lock::Until(until) if now < until => Standing::Locked(Some(until)),
        Lock::Off | Lock::Until(_) => Standing::ToDo,
    }
}

/// The ordered route, when there is an order; else every route the protocol allows.
pub fn routes_to_sign(course: &Course, states: &States<'_>) -> Vec<Route> {
    match (course.order_in_force(), states.protocol) {
        (Some(order), _) => vec![order.route],
        (None, Some((_, protocol))) => protocol.content.routes.clone(),
        (None, None) => vec![],
    }
}

fn plan_stands(states: &States<'_>) -> (Kind, Standing) {
    let plannable =
        |phase| matches!(phase, Phase::Scheduled | Phase::CheckedIn | Phase::Dosing | Phase::Paused);
    let dose =
        states.visits.iter().find(|(_, held)| held.kind == SessionKind::Dosing && plannable(held.phase));
    match dose {
        None => (Kind::Plan(None), Standing::AfterScheduling),
        Some((id, held)) => {
            (Kind::Plan(Some(*id)), if held.plan.is_some() { Standing::Done } else { Standing::ToDo })
        }
    }
}
