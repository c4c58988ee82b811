//! Offering, booking, undoing and declining the first talk.

use super::{Talk, TalkKind, Window, WindowFact, rebook};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, WindowId};
use crate::practice::{Here, Person};
use crate::protocol::CareModel;
use crate::refusal::Refusal;
use crate::schedule::Beside;
use crate::session::plan_window::talk_fits;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// Times offered to the patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferTimes {
    /// Which, with whom.
    pub times: Vec<Talk>,
}

/// Book a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookTalk {
    /// Therapy or support.
    pub kind: TalkKind,
    /// With whom.
    pub with: PersonId,
    /// When.
    pub at: Instant,
}

/// Undo a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelTalk {
    /// Why.
    pub reason: Line,
}

/// "No, thanks."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclineTalk;

/// What booking may look at.
#[derive(Debug, Clone, Copy)]
pub struct Booking<'a> {
    /// The door of the course.
    pub model: CareModel,
    /// The record of whoever is booked.
    pub person: &'a Person,
    /// What standing is judged by.
    pub here: Here<'a>,
}

fn not_held(window: &Window) -> Result<(), Refusal> {
    if window.held.is_some() { Err(Refusal::TalkAlreadyHeld) } else { Ok(()) }
}

/// A talk that was held here is held. One outside was only told of, perhaps on the wrong window: nobody asks again, but a
/// talk here may still be booked, and is then the one that counts.
fn may_book(window: &Window) -> Result<(), Refusal> {
    if matches!(window.held, Some((_, Some(_)))) { Err(Refusal::TalkAlreadyHeld) } else { Ok(()) }
}

/// Offers times, unless the person has said "no, thanks".
pub fn offer(
    window: &Window,
    act: &OfferTimes,
    with: &[Booking<'_>],
    beside: &Beside<'_>,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    not_held(window)?;
    if window.declined.is_some() {
        return Err(Refusal::NotAskedAgain);
    }
    if act.times.is_empty() || act.times.len() != with.len() {
        return Err(Refusal::NothingChanged);
    }
    for (time, booking) in act.times.iter().zip(with) {
        in_time(window, time.at, moment)?;
        talk_fits(booking.model, time.kind, booking.person, booking.here, time.at)?;
        beside.talk_stands(time.kind, time.with, time.at)?;
    }
    Ok(vec![WindowFact::TimesOffered { times: act.times.clone() }])
}

/// Books. The person booked must be licensed and affiliated at that time.
pub fn book(
    window: &Window,
    act: BookTalk,
    with: &Booking<'_>,
    beside: &Beside<'_>,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    may_book(window)?;
    in_time(window, act.at, moment)?;
    talk_fits(with.model, act.kind, with.person, with.here, act.at)?;
    beside.talk_stands(act.kind, act.with, act.at)?;
    let wanted = Talk { kind: act.kind, with: act.with, at: act.at };
    if window.talk == Some(wanted) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![WindowFact::Booked { kind: act.kind, with: act.with, at: act.at }])
}

fn in_time(window: &Window, at: Instant, moment: &Moment) -> Result<(), Refusal> {
    if at < moment.now {
        return Err(Refusal::TimeInThePast);
    }
    if at < window.opened { Err(Refusal::TalkBeforeDose) } else { Ok(()) }
}

/// Undoes a booking. The desk owes the patient another talk at once: the window's own steps may all be behind it, and a
/// referral from before the booking may have fallen through.
pub fn cancel(
    id: WindowId,
    window: &Window,
    act: &CancelTalk,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    not_held(window)?;
    window.talk.ok_or(Refusal::NoTalkBooked)?;
    let mut facts =
        vec![Fact::on(Stream::Window(id), WindowFact::TalkCancelled { reason: act.reason.clone() })];
    facts.extend(rebook::owed(id, window, 0, moment));
    Ok(facts)
}

/// Keeps "no, thanks". Nobody asks again for this session.
pub fn decline(window: &Window, moment: &Moment) -> Result<Vec<WindowFact>, Refusal> {
    not_held(window)?;
    if window.declined.is_some() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![WindowFact::Declined { at: moment.now }])
}
