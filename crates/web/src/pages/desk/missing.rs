//! What is missing before the next visit, as the desk may read it: never why, never a number. Pure.

use care::course::SessionKind;
use care::ids::{SessionId, WindowId};
use care::session::{Phase, Session};
use care::time::Instant;
use care::units::Hours;

use crate::pages::course::next_step::{Next, States, next_step};

/// From how long before a dose the escort is asked for.
const ASK_ESCORT: Hours = Hours(48);

/// One thing that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The patient has questions to answer.
    HealthForm,
    /// Whatever it is, a clinician does it.
    Clinician,
    /// A clinician does it, and until then no visit is put on the calendar.
    ClinicianFirst,
    /// The patient has something to sign.
    Consent,
    /// A preparation visit is not on the calendar.
    Preparation,
    /// The next dose is not on the calendar.
    NextVisit,
    /// This dose has no plan for the first talk.
    FirstTalk(SessionId),
    /// The first hours after a dose run, or ran, and no talk is planned.
    Talk(WindowId),
    /// Nobody is named who goes home with them.
    Escort(SessionId),
}

impl Missing {
    /// The words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::HealthForm => "health form not filled in",
            Self::Clinician => "needs clinician",
            Self::ClinicianFirst => "needs clinician, do not rebook until cleared",
            Self::Consent => "consent not signed",
            Self::Preparation => "preparation not scheduled",
            Self::NextVisit => "next visit not scheduled",
            Self::FirstTalk(_) | Self::Talk(_) => "first talk not planned",
            Self::Escort(_) => "escort not named",
        }
    }
}

/// Everything missing, in the order it is needed.
pub fn missing(states: &States<'_>, at: Instant) -> Vec<Missing> {
    let mut missing = vec![];
    match next_step(states, at) {
        Next::AnswerScreening { .. } => missing.push(Missing::HealthForm),
        Next::Stopped => missing.push(Missing::ClinicianFirst),
        Next::ClearScreening { .. } | Next::Protocol(_) | Next::WriteOrder | Next::Review => {
            missing.push(Missing::Clinician);
        }
        Next::SignConsent => missing.push(Missing::Consent),
        Next::Prepare { .. } => missing.push(Missing::Preparation),
        Next::PlanFirstTalk(window) => missing.push(Missing::Talk(window)),
        Next::ScheduleDose => missing.push(Missing::NextVisit),
        Next::InTheRoom(_) | Next::Closed | Next::Visit(_) | Next::FirstTalkAhead(_) | Next::Close => {}
    }
    let ahead = |visit: &Session| {
        visit.kind == SessionKind::Dosing && matches!(visit.phase, Phase::Scheduled | Phase::CheckedIn)
    };
    for (id, visit) in states.visits.iter().filter(|(_, visit)| ahead(visit)) {
        if visit.plan.is_none() {
            missing.push(Missing::FirstTalk(*id));
        }
        let asked = visit.precheck.as_ref().map(|held| held.escort.is_some());
        // Told beforehand is enough to stop chasing; once the nurse has asked, her answer counts.
        let named = asked.unwrap_or(visit.ride.is_some());
        if !named && visit.starts <= at.plus_hours(ASK_ESCORT) {
            missing.push(Missing::Escort(*id));
        }
    }
    missing
}
