//! "What matters now?" One answer, chosen here and nowhere else. Pure: the same states and time give the same card.

use care::course::{Course, SessionKind};
use care::ids::{PersonId, ProtocolId, SessionId, WindowId};
use care::integration::{Talk, Window};
use care::patient::Lock;
use care::protocol::Protocol;
use care::session::check_in::EARLIEST;
use care::session::{Phase, Session};
use care::time::Instant;
use care::units::Hours;

use super::steps::{self, Kind, Standing};

/// An answer somebody owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// By when.
    pub due: Instant,
    /// Who took it, by name.
    pub taken_by: Option<String>,
}

/// Everything the choice looks at.
#[derive(Debug, Clone)]
pub struct States<'a> {
    /// An open answer to "I don't feel safe".
    pub safety: Option<Owed>,
    /// A call owed after screening.
    pub call: Option<Owed>,
    /// The course.
    pub course: Option<&'a Course>,
    /// The version of its protocol that is in force.
    pub protocol: Option<(ProtocolId, &'a Protocol)>,
    /// Its visits, the earliest first.
    pub visits: Vec<(SessionId, &'a Session)>,
    /// The first hours after each dose, the newest first.
    pub windows: Vec<(WindowId, &'a Window)>,
    /// A specialist whose disclosure is to be read.
    pub unread: Option<PersonId>,
    /// The clear-headed lock.
    pub lock: Lock,
    /// Today: its first instant and the next day's.
    pub day: (Instant, Instant),
}

/// What the top card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Card {
    /// A clinician owes an answer to "I don't feel safe".
    Safety(Owed),
    /// A prescriber stopped the course at screening.
    Stopped(Option<Owed>),
    /// A visit is today; `here`: close enough for "I'm here".
    VisitToday {
        /// Which.
        session: SessionId,
        /// May say "I'm here".
        here: bool,
    },
    /// Checked in, or in the chair.
    InTheRoom(SessionId),
    /// A talk is booked.
    Booked {
        /// In which first hours.
        window: WindowId,
        /// The talk.
        talk: Talk,
        /// Read this person's disclosure before it.
        read_first: Option<PersonId>,
    },
    /// Whoever would have given the booked talk cannot: there is something to choose.
    PersonLost(Talk),
    /// Somebody outside has accepted.
    Outside(WindowId),
    /// The first hours run and no talk is booked.
    ChooseTime {
        /// Which first hours.
        window: WindowId,
        /// The clinic offered times.
        offered: bool,
    },
    /// A step is due.
    Step(Kind),
    /// The house's goal is behind, and a talk is still welcome.
    StillWelcome(WindowId),
    /// There is no course yet.
    NoCourse,
    /// The course is closed.
    Closed,
    /// Nothing is asked.
    Nothing,
}

/// A visit that begins this soon is of today, on whichever side of midnight it begins.
const TONIGHT: Hours = Hours(6);
/// How long after its start a booked talk is still shown as the next thing.
const TALK_LASTS: Hours = Hours(2);
/// How long a talk that never was booked is still offered on the card.
const STILL_WELCOME: Hours = Hours(14 * 24);

/// The one card.
pub fn next_card(states: &States<'_>, now: Instant) -> Card {
    if let Some(owed) = &states.safety {
        return Card::Safety(owed.clone());
    }
    let Some(course) = states.course else { return Card::NoCourse };
    if course.is_stopped() && course.closed.is_none() {
        return Card::Stopped(states.call.clone());
    }
    let visit = visit_today(states, now);
    let talk = states.windows.first().and_then(|(id, window)| talk_now(*id, window, states, now));
    let due = || steps::steps(states, now).into_iter().find(|(_, standing)| *standing == Standing::ToDo);
    let step = || due().map(|(kind, _)| Card::Step(kind));
    let later = || still_welcome(states, now);
    let rest = if course.closed.is_some() { Card::Closed } else { Card::Nothing };
    visit.or(talk).or_else(step).or_else(later).unwrap_or(rest)
}

/// Is a visit that begins then one of today? `day`: today's first instant and the next day's.
pub fn is_of_today(starts: Instant, day: (Instant, Instant), now: Instant) -> bool {
    day.0 <= starts && (starts < day.1 || starts <= now.plus_hours(TONIGHT))
}

fn visit_today(states: &States<'_>, now: Instant) -> Option<Card> {
    let in_room = |phase| matches!(phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery);
    if let Some((id, _)) = states.visits.iter().find(|(_, held)| in_room(held.phase)) {
        return Some(Card::InTheRoom(*id));
    }
    let today = |held: &Session| is_of_today(held.starts, states.day, now);
    let scheduled = |held: &Session| held.phase == Phase::Scheduled;
    let (session, held) = states.visits.iter().find(|(_, held)| scheduled(held) && today(held))?;
    let dosing_or_other =
        matches!(held.kind, SessionKind::Dosing | SessionKind::Preparation | SessionKind::Review);
    let here = dosing_or_other && held.starts <= now.plus_hours(EARLIEST);
    Some(Card::VisitToday { session: *session, here })
}

fn talk_now(id: WindowId, window: &Window, states: &States<'_>, now: Instant) -> Option<Card> {
    if window.held.is_some() || window.declined.is_some() {
        return None;
    }
    if let Some(talk) = window.talk
        && now < talk.at.plus_hours(TALK_LASTS)
    {
        let read_first = states.unread.filter(|person| *person == talk.with);
        return Some(Card::Booked { window: id, talk, read_first });
    }
    if let Some(lost) = window.lost.filter(|lost| now <= lost.at || now < window.goal) {
        return Some(Card::PersonLost(lost));
    }
    if window.goal <= now {
        return None;
    }
    if window.referred.is_some() {
        return Some(Card::Outside(id));
    }
    Some(Card::ChooseTime { window: id, offered: !window.offered.is_empty() })
}

fn still_welcome(states: &States<'_>, now: Instant) -> Option<Card> {
    let (id, window) = states.windows.first()?;
    let open = window.held.is_none() && window.declined.is_none() && window.referred.is_none();
    let recent = window.goal <= now && now < window.opened.plus_hours(STILL_WELCOME);
    (open && recent).then_some(Card::StillWelcome(*id))
}

#[cfg(test)]
mod tests;
