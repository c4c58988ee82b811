//! What the clock does about a referral: it reminds the receiver before the by-when, and lets what is late climb to the
//! front desk as a task. Each once.

use super::{Answer, Late, Referral, ReferralFact};
use crate::fact::{Fact, Stream};
use crate::ids::{ReferralId, TaskId};
use crate::practice::Role;
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// Hours before the by-when at which the receiver is reminded. House policy, as the first and the third step of a window.
pub const REMIND_AT_H: [u32; 2] = [24, 6];
/// Hours before the by-when at which no answer becomes somebody's here. House policy: time enough for another way.
pub const UNANSWERED_AT_H: u32 = 6;
/// What is written and not sent is somebody's after a day. House policy.
pub const NOT_SENT_AFTER: Hours = Hours(24);
/// Accepted, and a day after the by-when, or after the last time they proposed first, nobody said that they met. House
/// policy.
pub const NOT_MET_AFTER: Hours = Hours(24);
/// How long the desk has to answer what climbed. House policy.
pub const CLIMB_ANSWER: Hours = Hours(24);

/// The clock's own act: remind the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemindReferral;

/// The clock's own act: what is late becomes somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscalateReferral;

/// What the clock owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A reminder at so many hours before.
    Remind(u32),
    /// Something late.
    Climb(Late),
}

fn before(at: Instant, hours: u32) -> Instant {
    Instant(at.0.saturating_sub(Instant(0).plus_hours(Hours(hours)).0))
}

/// Everything the clock will owe about it as it stands, with when.
fn ahead(referral: &Referral) -> Vec<(Instant, Due)> {
    if referral.require_open().is_err() || referral.met.is_some() || referral.is_declined() {
        return vec![];
    }
    let by_when = referral.written.by_when;
    let mut all = vec![];
    match (referral.sent, &referral.answer) {
        (None, _) => {
            let a_day = referral.written.at.plus_hours(NOT_SENT_AFTER);
            all.push((a_day.min(by_when), Due::Climb(Late::NotSent)));
        }
        (Some((_, sent)), Some(Answer::Accepted(..))) => {
            let last = referral.expected_by().max(sent);
            all.push((last.plus_hours(NOT_MET_AFTER), Due::Climb(Late::NotMet)));
            all.push((referral.link_ends(), Due::Climb(Late::LinkEnded)));
        }
        (Some((_, sent)), _) => {
            let early = before(by_when, UNANSWERED_AT_H);
            all.push((if sent < early { early } else { by_when }, Due::Climb(Late::Unanswered)));
            all.push((referral.link_ends(), Due::Climb(Late::LinkEnded)));
            if referral.written.receiver.mail.is_some() {
                let fresh = |step: &u32| referral.reminded_at_h.is_none_or(|least| *step < least);
                let steps = REMIND_AT_H.into_iter().filter(fresh);
                // A step that had passed when it was sent reminds nobody.
                let steps = steps.map(|step| (before(by_when, step), Due::Remind(step)));
                all.extend(steps.filter(|(at, _)| sent < *at));
            }
        }
    }
    all.retain(|(_, due)| !matches!(due, Due::Climb(late) if referral.climbed.contains(late)));
    all
}

/// When the clock has to look at it next.
pub fn next_look(referral: &Referral) -> Option<Instant> {
    ahead(referral).into_iter().map(|(at, _)| at).min()
}

/// What the clock owes now; of several reminders only the last.
pub fn due(referral: &Referral, now: Instant) -> Option<Due> {
    let reached: Vec<(Instant, Due)> = ahead(referral).into_iter().filter(|(at, _)| *at <= now).collect();
    let climb = reached.iter().find(|(_, due)| matches!(due, Due::Climb(_)));
    let remind = reached.iter().filter(|(_, due)| matches!(due, Due::Remind(_))).max_by_key(|(at, _)| *at);
    climb.or(remind).map(|(_, due)| *due)
}

/// Reminds, once for each step.
pub fn remind(referral: &Referral, moment: &Moment) -> Result<Vec<ReferralFact>, Refusal> {
    let reached = ahead(referral).into_iter().filter(|(at, _)| *at <= moment.now);
    let steps = reached.filter_map(|(_, due)| match due {
        Due::Remind(step) => Some(step),
        Due::Climb(_) => None,
    });
    let hours_left = steps.min().ok_or(Refusal::NotYetDue)?;
    Ok(vec![ReferralFact::Reminded { hours_left, at: moment.now }])
}

/// Climbs, once for each thing that is late.
pub fn escalate(id: ReferralId, referral: &Referral, moment: &Moment) -> Result<Vec<Fact>, Refusal> {
    match due(referral, moment.now) {
        Some(Due::Climb(late)) => Ok(owed(id, referral, late, moment).into()),
        Some(Due::Remind(_)) | None => Err(Refusal::NotYetDue),
    }
}

/// The number of the task in its decision; a window's own call is nought.
const NTH: u16 = 1;

/// The front desk owes it: a call, another receiver, or an end. The task names no clinical word.
pub fn owed(id: ReferralId, referral: &Referral, late: Late, moment: &Moment) -> [Fact; 2] {
    let task = TaskId::from_command(moment.command, NTH);
    let opened = TaskFact::Opened {
        matter: Matter::ReferralOpen,
        patient: referral.written.patient,
        owed_by: Role::FrontDesk,
        due: moment.now.plus_hours(CLIMB_ANSWER),
        note: None,
    };
    let climbed = ReferralFact::Climbed { late, task, at: moment.now };
    [Fact::on(Stream::Referral(id), climbed), Fact::on(Stream::Task(task), opened)]
}
