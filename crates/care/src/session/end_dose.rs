//! The end of a dose: the window opens at this instant, and the clear-headed lock runs from it.

use super::{Phase, Plan, Session, SessionFact};
use crate::course::CourseFact;
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId, WindowId};
use crate::integration::{TalkKind, WindowFact, rebook};
use crate::patient::{Patient, PatientFact};
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::tasks::Matter;
use crate::time::{Instant, Moment};
use crate::units::{Hours, Micrograms};

/// "It has ended."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndDose {
    /// Of what was begun first, how much went in at most. Where nobody is sure, the larger amount.
    pub given: Micrograms,
    /// Of the supplement, how much; none where none was given.
    pub supplement: Option<Micrograms>,
}

/// Both amounts together, each at most what was begun of it. Neither is left unsaid.
fn given(session: &Session, act: EndDose, first: Micrograms) -> Result<Micrograms, Refusal> {
    let more = match (session.supplement_given(), act.supplement) {
        (None, None) => (Micrograms(0), Micrograms(0)),
        (None, Some(_)) => return Err(Refusal::SupplementMissing),
        (Some(_), None) => return Err(Refusal::SupplementNotSaid),
        (Some(known), Some(said)) => (said, known.amount),
    };
    for (given, drawn) in [(act.given, first), more] {
        if drawn < given {
            return Err(Refusal::GivenMoreThanDrawn { given, drawn });
        }
    }
    Ok(Micrograms(act.given.0.saturating_add(more.0.0)))
}

/// Ends it. Every dose opens one window: in the same decision, so in the same transaction. A talk planned before
/// the dose that no longer fits (its person has left, its time has passed) is not booked: the desk owes the choices.
pub fn decide(
    id: SessionId,
    session: &Session,
    patient: &Patient,
    act: EndDose,
    content: &Content,
    fits: impl Fn(TalkKind, PersonId, Instant) -> Result<(), Refusal>,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    session.require(&[Phase::Dosing, Phase::Paused])?;
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    let at = moment.plausible()?;
    let last = session.supplement_given().and_then(|known| known.given).map_or(dose.started, |(_, at)| at);
    if at < dose.started.max(last) {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    let given = given(session, act, dose.amount)?;
    let goal = at.plus_hours(Hours(content.small(Key::WindowGoal)?));
    let clear = patient.locked_until(at.plus_hours(Hours(content.small(Key::ClearHeaded)?)));
    let window = Stream::Window(WindowId::of(id));
    let mut facts = vec![
        Fact::on(Stream::Session(id), SessionFact::DoseEnded { given, at }),
        Fact::on(Stream::Course(session.course), CourseFact::DoseEnded { session: id, at }),
        Fact::on(Stream::Patient(session.patient), PatientFact::LockSet { until: clear }),
        Fact::on(
            window,
            WindowFact::Opened { course: session.course, patient: session.patient, opened: at, goal },
        ),
    ];
    match &session.plan {
        Some(Plan::Talk { kind, with, at: talk }) if *talk < at || fits(*kind, *with, *talk).is_err() => {
            facts.extend(rebook::call(WindowId::of(id), session.patient, Matter::TalkLost, goal, 0, moment));
        }
        Some(plan) => facts.push(Fact::on(window, planned(plan, at))),
        None => {}
    }
    Ok(facts)
}

fn planned(plan: &Plan, at: Instant) -> WindowFact {
    match plan {
        Plan::Talk { kind, with, at } => WindowFact::Booked { kind: *kind, with: *with, at: *at },
        Plan::Referral { to } => WindowFact::Referred { to: to.clone() },
        Plan::NoThanks => WindowFact::Declined { at },
    }
}
