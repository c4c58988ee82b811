//! "Are you safe right now?" Each answer goes to whoever owes one. "No" leaves them less time.

use super::raise::{Open, raise, sooner};
use super::{Cover, HowSafe, NOT_SAFE_ANSWER, Source};
use crate::fact::{Fact, Stream};
use crate::ids::{PatientId, TaskId};
use crate::patient::PatientFact;
use crate::tasks::TaskFact;
use crate::time::Moment;
use crate::units::Minutes;

/// What the person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SayHowSafe {
    /// Yes, not sure, no.
    pub answer: HowSafe,
    /// Is somebody with them? If they said.
    pub company: Option<bool>,
}

/// Kept with every open signal. Without one, "not sure" and "no" raise one: what was answered an hour ago is not now.
pub fn say(
    patient: PatientId,
    act: SayHowSafe,
    within: Minutes,
    open: &Open<'_>,
    cover: &Cover<'_>,
    moment: &Moment,
) -> Vec<Fact> {
    let SayHowSafe { answer, company } = act;
    let within = if answer == HowSafe::NotSafe { within.min(NOT_SAFE_ANSWER) } else { within };
    let said = || TaskFact::HowSafeSaid { answer, company, at: moment.now };
    let mut facts = vec![Fact::on(Stream::Patient(patient), PatientFact::HowSafeSaid { answer, company })];
    for (id, task) in open {
        facts.push(Fact::on(Stream::Task(*id), said()));
        let sooner = sooner(task, within, moment).filter(|_| answer == HowSafe::NotSafe);
        facts.extend(sooner.map(|owed| Fact::on(Stream::Task(*id), owed)));
    }
    if open.is_empty() && answer != HowSafe::Safe {
        let new = TaskId::from_command(moment.command, 0);
        facts.extend(raise(patient, Source::SaidUnsafe, within, open, cover, new, moment));
        facts.push(Fact::on(Stream::Task(new), said()));
    }
    facts
}
