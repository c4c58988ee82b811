//! Yes or no to a chair that is held; and its end by the clock.

use super::weigh::{Weighed, stands_there};
use super::{EarlierOffer, OfferEnd};
use crate::fact::{Fact, Stream};
use crate::refusal::Refusal;
use crate::session::move_session::{self, MoveSession};
use crate::session::{Phase, Session, SessionFact};
use crate::time::Moment;

/// What they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerEarlier {
    /// To which offer.
    pub number: u32,
    /// Yes, with the move that was offered, so that nobody says yes to something else; none is no.
    pub yes: Option<MoveSession>,
}

/// The clock's own act: nobody said anything in time, and the chair is free again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LapseEarlier {
    /// Which offer.
    pub number: u32,
}

/// The offer of this number, as long as it is held.
fn held<'s>(session: &'s Session, number: u32, moment: &Moment) -> Result<&'s EarlierOffer, Refusal> {
    session.require(&[Phase::Scheduled])?;
    let held = session.earlier.as_ref().and_then(|known| known.held(moment.now));
    held.filter(|offer| offer.number == number).ok_or(Refusal::EarlierOfferEnded)
}

/// Yes: the visit moves, with the talk that was offered with it, in one decision; judged anew as it stands now.
pub fn yes(
    weighed: &Weighed<'_>,
    number: u32,
    to: &MoveSession,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let offer = held(weighed.session, number, moment)?;
    if offer.moves() != *to {
        return Err(Refusal::EarlierOfferEnded);
    }
    stands_there(weighed, to, moment)?;
    let ended = SessionFact::EarlierEnded { number, how: OfferEnd::Taken, at: moment.now };
    let mut facts = vec![Fact::on(Stream::Session(weighed.id), ended)];
    facts.extend(move_session::decide(weighed.id, weighed.session, to, weighed.with, moment)?);
    Ok(facts)
}

/// No: the chair is free again, and the wish stands.
pub fn no(session: &Session, number: u32, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    held(session, number, moment)?;
    Ok(vec![SessionFact::EarlierEnded { number, how: OfferEnd::Declined, at: moment.now }])
}

/// Ends it once its time has passed.
pub fn lapse(session: &Session, act: LapseEarlier, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    let open = session.earlier.as_ref().and_then(|known| known.open());
    let open = open.filter(|offer| offer.number == act.number).ok_or(Refusal::EarlierOfferEnded)?;
    if moment.now < open.until {
        return Err(Refusal::NotYetDue);
    }
    let (number, how, at) = (act.number, OfferEnd::Lapsed, moment.now);
    Ok(vec![SessionFact::EarlierEnded { number, how, at }])
}
