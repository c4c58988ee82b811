//! **Coming earlier**: somebody with a booked visit says that an earlier one would suit them. When a chair is free, the desk
//! sees who could come, in the order in which they said it, and offers it to one of them: held by a clock, answered yes or
//! no. A yes moves the visit and its talk in one decision. No clinical content: a wish is days and hours.

pub mod answer_earlier;
pub mod offer_earlier;
pub mod overtaken;
pub mod weigh;
pub mod wish_earlier;

use crate::ids::PersonId;
use crate::practice::Role;
use crate::protocol::model::words;
use crate::session::Plan;
use crate::session::move_session::MoveSession;
use crate::tasks::wish_call_time::PartOfDay;
use crate::text::Line;
use crate::time::Instant;
use crate::units::Hours;

words! {
    /// How an offer ended.
    OfferEnd {
        /// They come earlier.
        Taken = "taken",
        /// They said no, or wanted none any more.
        Declined = "declined",
        /// Nobody said anything until its time had passed.
        Lapsed = "lapsed",
        /// The visit was moved or called off, began, or was planned otherwise: what was offered is not so any more.
        Overtaken = "overtaken",
    }
}

/// What would suit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierWish {
    /// Days of the week, Monday is 0.
    pub weekdays: Vec<u8>,
    /// Parts of the clinic's day.
    pub parts: Vec<PartOfDay>,
    /// They need to know so many hours before.
    pub notice: Hours,
    /// Who wrote it down for them; none when they said it themselves.
    pub by: Option<PersonId>,
    /// When it was first said: another day or hour keeps the place.
    pub at: Instant,
}

/// A chair, held for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierOffer {
    /// Its number among the offers of this visit, from 1.
    pub number: u32,
    /// When the visit would begin.
    pub starts: Instant,
    /// Where.
    pub room: Line,
    /// With whom.
    pub people: Vec<(PersonId, Role)>,
    /// What would follow it; none keeps what is planned.
    pub plan: Option<Plan>,
    /// Held until then.
    pub until: Instant,
    /// By whom it was offered.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

impl EarlierOffer {
    /// The move that a yes asks for.
    pub fn moves(&self) -> MoveSession {
        MoveSession {
            starts: self.starts,
            room: self.room.clone(),
            people: self.people.clone(),
            plan: self.plan.clone(),
        }
    }
}

/// What a visit keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// What would suit, as it was said last.
    pub wish: EarlierWish,
    /// It stands no more: they took it back, or came earlier.
    pub ended: Option<Instant>,
    /// Every offer, and how it ended.
    pub offers: Vec<(EarlierOffer, Option<(OfferEnd, Instant)>)>,
}

impl Earlier {
    /// Does the wish stand?
    pub const fn waits(&self) -> bool {
        self.ended.is_none()
    }

    /// The offer that nobody has ended. It may have run out: see `held`.
    pub fn open(&self) -> Option<&EarlierOffer> {
        self.offers.last().filter(|(_, ended)| ended.is_none()).map(|(offer, _)| offer)
    }

    /// The offer of this number, however it ended.
    pub fn offer(&self, number: u32) -> Option<&EarlierOffer> {
        self.offers.iter().map(|(offer, _)| offer).find(|offer| offer.number == number)
    }

    /// The offer that holds its chair at this instant.
    pub fn held(&self, now: Instant) -> Option<&EarlierOffer> {
        self.open().filter(|offer| now < offer.until)
    }

    pub(crate) fn wished(before: Option<Self>, wish: &EarlierWish) -> Self {
        let offers = before.map(|known| known.offers).unwrap_or_default();
        Self { wish: wish.clone(), ended: None, offers }
    }

    pub(crate) fn end_offer(&mut self, number: u32, how: OfferEnd, at: Instant) {
        if let Some((_, ended)) = self.offers.iter_mut().find(|(offer, _)| offer.number == number) {
            *ended = Some((how, at));
        }
        if how == OfferEnd::Taken {
            self.ended = Some(at);
        }
    }
}
