//! The desk offers a chair to one person: held for them by a clock, and for nobody else meanwhile.

use super::weigh::{Weighed, could_come};
use super::{EarlierOffer, OfferEnd};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::session::SessionFact;
use crate::session::move_session::MoveSession;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// "You could come then. It is yours until …"
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferEarlier {
    /// Where the visit would be.
    pub to: MoveSession,
    /// Held until then.
    pub until: Instant,
}

/// A chair is held for one person for a day at most, so that the next one can be asked. A bound of what can be meant.
pub const HOLD_MOST: Hours = Hours(24);

/// Offers it, if the visit could stand there now. One offer of a visit at a time; one that ran out ends here.
pub fn offer(
    weighed: &Weighed<'_>,
    act: &OfferEarlier,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let now = moment.now;
    could_come(weighed, &act.to, moment)?;
    let known = weighed.session.earlier.as_ref().ok_or(Refusal::EarlierNotWished)?;
    if known.held(now).is_some() {
        return Err(Refusal::EarlierOfferStands);
    }
    if act.until <= now || now.plus_hours(HOLD_MOST) < act.until || act.to.starts < act.until {
        return Err(Refusal::EarlierHoldUnfit { most_h: HOLD_MOST.0 });
    }
    let ran_out = known.open().map(|offer| {
        let (number, how) = (offer.number, OfferEnd::Lapsed);
        SessionFact::EarlierEnded { number, how, at: now }
    });
    let number = known.offers.iter().map(|(offer, _)| offer.number).max().unwrap_or(0).saturating_add(1);
    let MoveSession { starts, room, people, plan } = act.to.clone();
    let offer = EarlierOffer { number, starts, room, people, plan, until: act.until, by: *person, at: now };
    Ok(ran_out.into_iter().chain([SessionFact::EarlierOffered { offer }]).collect())
}
