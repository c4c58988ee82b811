//! "What is next?" One answer for one course, chosen here and nowhere else. Pure: the same states and time give the
//! same step. It advises; the rules judge every act again.

use care::course::screening::{self, Verdict};
use care::course::{Course, SessionKind};
use care::ids::{ProtocolId, SessionId, WindowId};
use care::integration::{Window, WindowState};
use care::protocol::{Key, Protocol, Weight};
use care::refusal::Refusal;
use care::session::{Phase, Session};
use care::time::Instant;

/// Everything the choice looks at.
#[derive(Debug, Clone)]
pub struct States<'a> {
    /// The course.
    pub course: &'a Course,
    /// Its protocol's version in force.
    pub protocol: (ProtocolId, &'a Protocol),
    /// Its visits, the earliest first.
    pub visits: Vec<(SessionId, &'a Session)>,
    /// The first hours after each dose, the earliest first.
    pub windows: Vec<(WindowId, &'a Window)>,
}

/// The one next thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Somebody is in the room for it.
    InTheRoom(SessionId),
    /// The course is over.
    Closed,
    /// The first hours run and nothing is planned.
    PlanFirstTalk(WindowId),
    /// The questions have no answers, or answers that are too old.
    AnswerScreening {
        /// They were answered, and it is too long ago.
        stale: bool,
    },
    /// Answered; a prescriber looks.
    ClearScreening {
        /// An answer rules the treatment out.
        ruled_out: bool,
    },
    /// A prescriber said "not here, not now".
    Stopped,
    /// The version in force cannot dose, and why.
    Protocol(Refusal),
    /// The patient reads and signs.
    SignConsent,
    /// The protocol asks for visits to get ready.
    Prepare {
        /// Took place.
        held: u32,
        /// Asked for.
        needs: u32,
    },
    /// No order is in force.
    WriteOrder,
    /// The next dose is not on the calendar.
    ScheduleDose,
    /// A visit is on the calendar.
    Visit(SessionId),
    /// Every dose is given; the last first talk lies ahead.
    FirstTalkAhead(WindowId),
    /// Every dose is given; look back together.
    Review,
    /// Reviewed; close it.
    Close,
}

/// The step.
pub fn next_step(states: &States<'_>, at: Instant) -> Next {
    let in_room = |phase| matches!(phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery);
    if let Some((id, _)) = states.visits.iter().find(|(_, visit)| in_room(visit.phase)) {
        return Next::InTheRoom(*id);
    }
    if states.course.closed.is_some() {
        return Next::Closed;
    }
    let unplanned = |window: &Window| window.state(at) == WindowState::NothingBooked;
    if let Some((id, _)) = states.windows.iter().rev().find(|(_, window)| unplanned(window)) {
        return Next::PlanFirstTalk(*id);
    }
    if (states.course.planned_doses as usize) <= states.course.doses.len() {
        return after_the_series(states, at);
    }
    before_a_dose(states, at)
}

fn after_the_series(states: &States<'_>, at: Instant) -> Next {
    let ahead = |window: &Window| matches!(window.state(at), WindowState::Asked | WindowState::Booked);
    match states.windows.last() {
        Some((id, window)) if ahead(window) => Next::FirstTalkAhead(*id),
        _ if states.course.reviewed.is_some() => Next::Close,
        _ => Next::Review,
    }
}

fn before_a_dose(states: &States<'_>, at: Instant) -> Next {
    let (course, (version, protocol)) = (states.course, states.protocol);
    if let Some(step) = screening_step(course, protocol, at) {
        return step;
    }
    if let Err(why) = protocol.doses(at) {
        return Next::Protocol(why);
    }
    let route = course.order_in_force().map(|order| order.route);
    let routes = route.map_or_else(|| protocol.content.routes.clone(), |route| vec![route]);
    if !routes.iter().any(|route| course.consent_for(*route, version).is_some()) {
        return Next::SignConsent;
    }
    let needs = protocol.content.small(Key::PreparationSessions).unwrap_or(0);
    if course.prepared < needs {
        let prepare = Next::Prepare { held: course.prepared, needs };
        return on_calendar(states, SessionKind::Preparation).map_or(prepare, Next::Visit);
    }
    if course.order_in_force().is_none() {
        return Next::WriteOrder;
    }
    on_calendar(states, SessionKind::Dosing).map_or(Next::ScheduleDose, Next::Visit)
}

fn screening_step(course: &Course, protocol: &Protocol, at: Instant) -> Option<Next> {
    if course.held.is_some() {
        return Some(Next::Stopped);
    }
    let Some(held) = &course.screening else { return Some(Next::AnswerScreening { stale: false }) };
    match &held.verdict {
        None => {
            let ruled_out = !held.found(Weight::Absolute).is_empty();
            Some(Next::ClearScreening { ruled_out })
        }
        Some(Verdict::Stopped { .. }) => Some(Next::Stopped),
        Some(Verdict::Cleared { .. }) => {
            let stale = screening::fresh(course, &protocol.content, at) == Err(Refusal::ScreeningStale);
            stale.then_some(Next::AnswerScreening { stale: true })
        }
    }
}

/// The next visit of this kind on the calendar.
pub fn on_calendar(states: &States<'_>, kind: SessionKind) -> Option<SessionId> {
    let fits = |visit: &Session| visit.kind == kind && visit.phase == Phase::Scheduled;
    states.visits.iter().find(|(_, visit)| fits(visit)).map(|(id, _)| *id)
}

#[cfg(test)]
mod tests;
