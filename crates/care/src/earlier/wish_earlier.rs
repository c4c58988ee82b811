//! "I could come earlier", said by the patient or by the desk for them; and "no, leave it as it is".

use super::{Earlier, EarlierWish, OfferEnd};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::session::{Phase, Session, SessionFact};
use crate::tasks::wish_call_time::PartOfDay;
use crate::time::Moment;
use crate::units::Hours;

/// What would suit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishEarlier {
    /// Days of the week, Monday is 0; at least one, each once, in order.
    pub weekdays: Vec<u8>,
    /// Parts of the clinic's day; at least one.
    pub parts: Vec<PartOfDay>,
    /// They need to know so many hours before.
    pub notice: Hours,
}

/// It may stay as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBackEarlier;

/// Somebody who needs longer than two weeks to get ready does not come at short notice. A bound of what can be meant.
pub const NOTICE_MOST: Hours = Hours(14 * 24);

/// Keeps it, while the visit lies ahead. Said again with other days it keeps its place.
pub fn wish(
    session: &Session,
    act: &WishEarlier,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled])?;
    if session.starts <= moment.now {
        return Err(Refusal::TimeInThePast);
    }
    let days = act.weekdays.iter().all(|day| *day < 7) && act.weekdays.windows(2).all(|two| two[0] < two[1]);
    if act.weekdays.is_empty() || act.parts.is_empty() || !days {
        return Err(Refusal::EarlierDaysMissing);
    }
    if NOTICE_MOST < act.notice {
        return Err(Refusal::EarlierNoticeTooLong { most_h: NOTICE_MOST.0 });
    }
    let stands = session.earlier.as_ref().filter(|known| known.waits()).map(|known| &known.wish);
    let same = |known: &EarlierWish| {
        (&known.weekdays, &known.parts, known.notice) == (&act.weekdays, &act.parts, act.notice)
    };
    if stands.is_some_and(same) {
        return Err(Refusal::NothingChanged);
    }
    let wish = EarlierWish {
        weekdays: act.weekdays.clone(),
        parts: act.parts.clone(),
        notice: act.notice,
        by: match by {
            Actor::Person(person) => Some(*person),
            _ => None,
        },
        at: stands.map_or(moment.now, |known| known.at),
    };
    Ok(vec![SessionFact::EarlierWished { wish }])
}

/// Takes it back; a chair that is held for them is free again.
pub fn take_back(session: &Session, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    let known: Option<&Earlier> = session.earlier.as_ref().filter(|known| known.waits());
    let known = known.ok_or(Refusal::NothingChanged)?;
    let at = moment.now;
    let ended = known.open().map(|offer| {
        let (number, how) = (offer.number, OfferEnd::Declined);
        SessionFact::EarlierEnded { number, how, at }
    });
    Ok(ended.into_iter().chain([SessionFact::EarlierTakenBack { at }]).collect())
}
