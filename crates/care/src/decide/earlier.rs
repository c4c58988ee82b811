//! Coming earlier: said, offered, answered.

use std::collections::BTreeSet;

use super::Asked;
use crate::act::Act;
use crate::earlier::answer_earlier::{self, AnswerEarlier};
use crate::earlier::overtaken::ends;
use crate::earlier::weigh::Weighed;
use crate::earlier::{offer_earlier, wish_earlier};
use crate::fact::{Fact, Stream, What};
use crate::ids::SessionId;
use crate::refusal::Refusal;
use crate::session::{Session, SessionFact};

impl Asked<'_> {
    /// About an earlier time for a visit.
    pub(super) fn earlier(&self, id: SessionId, session: &Session) -> Result<Vec<Fact>, Refusal> {
        let (by, moment) = (&self.by.actor, self.moment);
        match self.act {
            Act::WishEarlier(_, act) => self.on(wish_earlier::wish(session, act, by, moment)),
            Act::TakeBackEarlier(..) => self.on(wish_earlier::take_back(session, moment)),
            Act::OfferEarlier(_, act) => {
                self.weighed(id, session, |weighed| self.on(offer_earlier::offer(weighed, act, by, moment)))
            }
            Act::AnswerEarlier(_, AnswerEarlier { number, yes: Some(to) }) => {
                self.weighed(id, session, |weighed| answer_earlier::yes(weighed, *number, to, moment))
            }
            Act::AnswerEarlier(_, AnswerEarlier { number, yes: None }) => {
                self.on(answer_earlier::no(session, *number, moment))
            }
            Act::LapseEarlier(_, act) => self.on(answer_earlier::lapse(session, *act, moment)),
            _ => Err(Refusal::SessionUnknown),
        }
    }

    /// The facts, and the end of every offer that they overtake.
    pub(super) fn with_offers_ended(&self, mut facts: Vec<Fact>) -> Vec<Fact> {
        let visits: BTreeSet<SessionId> = facts
            .iter()
            .filter_map(|fact| if let Stream::Session(id) = fact.stream { Some(id) } else { None })
            .collect();
        for id in visits {
            let Ok(session) = self.chart.session(id) else { continue };
            let told = facts.iter().filter(|fact| fact.stream == Stream::Session(id));
            let told: Vec<&SessionFact> = told
                .filter_map(|fact| if let What::Session(fact) = &fact.what { Some(fact) } else { None })
                .collect();
            let ended = ends(session, &told, self.moment);
            facts.extend(Fact::all(Stream::Session(id), ended));
        }
        facts
    }

    /// What a move of this visit is weighed against.
    fn weighed(
        &self,
        id: SessionId,
        session: &Session,
        ask: impl FnOnce(&Weighed<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<Vec<Fact>, Refusal> {
        let (_, to) = self.act.moves().ok_or(Refusal::SessionUnknown)?;
        let others = self.doses_beside(id, session.course)?;
        self.with_move(id, session, to, |with| ask(&Weighed { id, session, with, others: &others }))
    }
}
