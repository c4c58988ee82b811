//! A referral: written, consented to, sent, answered from outside, and what that means for the first hours after a dose.

use super::Asked;
use crate::act::Act;
use crate::fact::{Fact, Stream, What};
use crate::ids::{ReferralId, TaskId};
use crate::referral::{self, Late, MailStep, Referral, ReferralFact};
use crate::refusal::Refusal;
use crate::tasks::{Task, TaskFact};

impl Asked<'_> {
    /// Every act about a referral.
    pub(super) fn referral(&self, id: ReferralId) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, by) = (self.chart, self.moment, &self.by.actor);
        if let Act::WriteReferral(_, act) = self.act {
            let course = act.course.map(|course| chart.course(course)).transpose()?;
            let patient = chart.patient(act.patient)?;
            return self.on(referral::write(chart.referral(id).ok(), act, patient, course, self.by, moment));
        }
        let known = chart.referral(id)?;
        match self.act {
            Act::ConsentToReferral(_, act) => {
                let patient = chart.patient(known.written.patient)?;
                self.on(referral::consent(known, act, patient, moment))
            }
            Act::SendReferral(..) => {
                let mut facts = self.on(referral::send(known, by, moment))?;
                facts.extend(self.settled(&known.owed));
                facts.extend(referral::mail(id, known, MailStep::Asks, moment));
                Ok(facts)
            }
            Act::RemindReferral(..) => {
                let mut facts = self.on(referral::remind(known, moment))?;
                facts.extend(referral::mail(id, known, MailStep::Reminds, moment));
                Ok(facts)
            }
            Act::EscalateReferral(..) => referral::escalate(id, known, moment),
            Act::SendReferralNote(_, act) => referral::note(id, known, act, moment),
            _ => self.referral_answered(id, known),
        }
    }

    /// Answers, and ends: each settles what somebody here owed about it, and the window hears of it.
    fn referral_answered(&self, id: ReferralId, known: &Referral) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, by) = (self.chart, self.moment, &self.by.actor);
        let facts = match self.act {
            Act::AcceptReferral(_, act) => referral::accept(known, act, moment),
            Act::DeclineReferral(_, act) => referral::decline(known, *act, moment),
            Act::NoteReferralMet(_, act) => referral::met(known, *act, by, moment),
            Act::NoteReferralNotMet(..) => referral::not_met(known, moment),
            Act::TakeBackReferral(..) => referral::take_back(known, moment),
            Act::CloseReferral(_, act) => referral::close(known, *act, by, moment),
            _ => Err(Refusal::ReferralUnknown),
        };
        let mut facts = self.on(facts)?;
        facts.extend(self.settled(&known.owed));
        let windows = chart.numbered_windows(known.written.patient)?;
        match self.act {
            Act::AcceptReferral(_, act) => {
                facts.extend(referral::accepted(known, &act.times, &windows, moment));
            }
            Act::NoteReferralMet(_, act) => {
                facts.extend(referral::held_by(known, &windows, act.at, act.said_by));
            }
            Act::NoteReferralNotMet(..) => {
                facts.extend(referral::reopened(known, &windows, moment));
                if known.require_open().is_ok() {
                    facts.extend(referral::owed_by_desk(id, known, Late::NotMet, moment));
                }
            }
            _ => facts.extend(referral::lost(known, &windows, moment)),
        }
        if matches!(facts.first().map(|fact| &fact.what), Some(What::Referral(ReferralFact::Declined { .. })))
        {
            facts.extend(referral::owed_by_desk(id, known, Late::Declined, moment));
        }
        // A plan, or a talk that was held, ends the calls that somebody owed about the window.
        let planned: Vec<_> = facts
            .iter()
            .filter_map(|fact| match (fact.stream, &fact.what) {
                (Stream::Window(window), What::Window(what)) if what.ends_calls() => Some(window),
                _ => None,
            })
            .collect();
        for window in planned {
            facts.extend(self.settled(&chart.window(window)?.owed));
        }
        Ok(facts)
    }

    /// What somebody here owed and nobody answered is owed no more.
    fn settled(&self, owed: &[TaskId]) -> Vec<Fact> {
        let open = owed.iter().filter(|task| self.chart.task(**task).is_ok_and(Task::is_open));
        open.map(|task| Fact::on(Stream::Task(*task), TaskFact::Settled { at: self.moment.now })).collect()
    }
}
