//! Messages: what is owed to the outside because of what was decided, and the acts about messages themselves.

use super::Asked;
use crate::act::Act;
use crate::course::CourseFact;
use crate::fact::{Fact, Stream, What};
use crate::ids::{MessageId, PatientId, SessionId};
use crate::integration::WindowFact;
use crate::messages::owed::{self, Before, Draft, WORTH_TELLING_H};
use crate::messages::settle_message::{self, End};
use crate::messages::{About, entry, prefer_channel, undo_message, unsubscribe};
use crate::practice::Actor;
use crate::referral::{self, ReferralFact};
use crate::refusal::Refusal;
use crate::session::SessionFact;
use crate::units::Hours;

impl Asked<'_> {
    /// What was decided, and the messages that follow from it. A person whose record is not at hand is not written to:
    /// every act that gives something to tell wants it.
    pub(super) fn with_messages(&self, mut facts: Vec<Fact>) -> Vec<Fact> {
        let drafts = self.drafts(&facts);
        let mut nth = 0;
        for draft in drafts {
            let Ok(patient) = self.chart.patient(draft.patient) else { continue };
            let nights = self.chart.nights(draft.patient);
            let asked = self.by.actor == Actor::Patient(draft.patient);
            let owed = owed::facts(&draft, patient, nights, asked, nth, self.moment);
            nth += u16::from(!owed.is_empty());
            facts.extend(owed);
        }
        facts
    }

    fn drafts(&self, facts: &[Fact]) -> Vec<Draft> {
        let mut drafts = vec![];
        let planned = facts.iter().any(|fact| matches!(&fact.what, What::Window(fact) if fact.ends_calls()));
        let mut opened: Option<PatientId> = None;
        for fact in facts {
            match (fact.stream, &fact.what) {
                (Stream::Window(id), What::Window(WindowFact::Opened { patient, goal, .. })) => {
                    opened = Some(*patient);
                    if !planned {
                        drafts.extend(owed::invitations(id, *patient, *goal, self.moment));
                    }
                }
                (Stream::Window(id), What::Window(fact)) => {
                    let known = self.chart.window(id).ok();
                    let patient = known.map(|window| window.patient).or(opened);
                    let before = Before {
                        talk: known.is_some_and(|window| window.talk.is_some()),
                        entry: known.is_some_and(|window| window.entry.is_some()),
                    };
                    drafts.extend(
                        patient.and_then(|patient| owed::of_window(id, patient, before, fact, self.moment)),
                    );
                }
                (Stream::Session(id), What::Session(fact)) => {
                    let before_it = self.chart.session(id).ok().map(|visit| visit.starts);
                    let patient = match fact {
                        SessionFact::Scheduled { patient, .. } => Some(*patient),
                        _ => self.chart.session(id).ok().map(|visit| visit.patient),
                    };
                    let told = patient.filter(|patient| !self.knows_it(id, *patient, fact));
                    drafts.extend(
                        told.into_iter()
                            .flat_map(|patient| owed::of_visit(id, patient, before_it, fact, self.moment)),
                    );
                }
                (Stream::Course(id), What::Course(CourseFact::FollowUpAsked { ask })) => {
                    let patient = self.chart.course(id).ok().map(|course| course.patient);
                    drafts.extend(patient.map(|patient| owed::of_follow_up(patient, ask)));
                }
                (Stream::Referral(id), What::Referral(fact)) => {
                    let written = match fact {
                        ReferralFact::Written { written } => Some(written.patient),
                        _ => self.chart.referral(id).ok().map(|known| known.written.patient),
                    };
                    drafts.extend(written.and_then(|patient| owed::of_referral(patient, fact, self.moment)));
                }
                _ => {}
            }
        }
        drafts
    }

    /// Whoever calls off their own visit knows of it; the calendar that was sent it does not.
    fn knows_it(&self, id: SessionId, patient: PatientId, fact: &SessionFact) -> bool {
        let in_calendar = self.chart.session(id).is_ok_and(|visit| visit.entry.is_some());
        let called_off = matches!(fact, SessionFact::Cancelled { .. }) && !in_calendar;
        called_off && self.by.actor == Actor::Patient(patient)
    }

    /// Acts about how a patient is written to; `None` for every other.
    pub(super) fn about_reach(&self, act: &Act) -> Option<Result<Vec<Fact>, Refusal>> {
        let known = |id: &PatientId| self.chart.patient(*id);
        Some(match act {
            Act::PreferChannel(id, act) => known(id)
                .and_then(|patient| self.on(prefer_channel::decide(patient, act, self.by.role, self.moment))),
            Act::ChooseEntries(id, act) => {
                known(id).and_then(|patient| self.on(entry::choose(patient, *act)))
            }
            Act::Unsubscribe(id, _) => {
                known(id).and_then(|patient| self.on(unsubscribe::stop(patient, self.moment)))
            }
            Act::Resubscribe(id, _) => {
                known(id).and_then(|patient| self.on(unsubscribe::resume(patient, self.moment)))
            }
            Act::SendMessage(id, act) => known(id).and_then(|patient| {
                let latest = self.moment.now.plus_hours(Hours(WORTH_TELLING_H));
                let (occasion, about) = (act.what.occasion(), About::default());
                let draft = Draft { patient: *id, occasion, about, wanted: None, latest };
                let facts = owed::facts(&draft, patient, self.chart.nights(*id), false, 0, self.moment);
                if facts.is_empty() { Err(Refusal::NoWayToReach) } else { Ok(facts) }
            }),
            _ => return None,
        })
    }

    pub(super) fn message(&self, id: MessageId) -> Result<Vec<Fact>, Refusal> {
        let message = self.chart.message(id)?;
        match self.act {
            Act::UndoMessage(..) => {
                let is_on_its_way = self.chart.is_on_its_way(id)?;
                self.on(undo_message::decide(message, is_on_its_way, self.by, self.moment))
            }
            Act::SettleMessage(_, act) => {
                let mut facts = self.on(settle_message::decide(message, *act, self.moment))?;
                facts.extend(settle_message::entry(message, act.end));
                if let (Some(id), End::Unsent(why, _)) = (message.outside, act.end) {
                    facts.extend(referral::mail_failed(id, self.chart.referral(id)?, why, self.moment));
                }
                Ok(facts)
            }
            _ => Err(Refusal::MessageUnknown),
        }
    }
}
