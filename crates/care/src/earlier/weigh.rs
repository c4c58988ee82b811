//! Could this visit stand at that earlier time? The same question for the desk's list and for the offer: everything that a
//! move asks (room, people, licences, the series, the talk), and besides it the distance between doses and the first talk
//! inside the window, which a move by hand leaves to the chair.

use crate::course::SessionKind;
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::session::move_session::{self, MoveSession};
use crate::session::schedule_session::Booking;
use crate::session::{Plan, Session};
use crate::time::{Instant, Moment};
use crate::units::{Hours, Minutes};

/// What is weighed.
#[derive(Debug, Clone, Copy)]
pub struct Weighed<'a> {
    /// The visit's number.
    pub id: crate::ids::SessionId,
    /// The visit as it is booked.
    pub session: &'a Session,
    /// What a move of it is weighed against.
    pub with: &'a Booking<'a>,
    /// When the other doses of the course begin that are on the calendar.
    pub others: &'a [Instant],
}

/// May it come earlier, to there?
pub fn could_come(weighed: &Weighed<'_>, to: &MoveSession, moment: &Moment) -> Result<(), Refusal> {
    let wish = weighed.session.earlier.as_ref().filter(|known| known.waits());
    let notice = wish.ok_or(Refusal::EarlierNotWished)?.wish.notice;
    if to.starts < moment.now.plus_hours(notice) {
        return Err(Refusal::EarlierTooShortNotice { needs_h: notice.0 });
    }
    stands_there(weighed, to, moment)
}

/// The same, by somebody who says yes to it: the notice was theirs to need.
pub fn stands_there(weighed: &Weighed<'_>, to: &MoveSession, moment: &Moment) -> Result<(), Refusal> {
    let (session, content) = (weighed.session, &weighed.with.protocol.content);
    if session.starts <= to.starts {
        return Err(Refusal::EarlierNotEarlier);
    }
    move_session::decide(weighed.id, session, to, weighed.with, moment)?;
    if session.kind != SessionKind::Dosing {
        return Ok(());
    }
    apart(weighed, content, to.starts)?;
    within(weighed, content, to.starts)?;
    talk_inside(session, content, to)
}

/// When a dose that begins then has ended, by the longest that the protocol plans.
fn ends(content: &Content, starts: Instant) -> Result<Instant, Refusal> {
    let said = content.routes.iter().map(|route| Key::DoseOver(*route));
    let said = said.filter(|key| content.values.contains_key(key));
    let over = said.map(|key| content.small(key)).collect::<Result<Vec<_>, _>>()?.into_iter().max();
    Ok(starts.plus_minutes(Minutes(over.unwrap_or(0))))
}

/// As far from every other dose of the course as the protocol says: from the end of one to the beginning of the next.
fn apart(weighed: &Weighed<'_>, content: &Content, starts: Instant) -> Result<(), Refusal> {
    let apart = Hours(content.small(Key::SeriesApart)?);
    let given = weighed.with.course.doses.iter().map(|(ended, _)| *ended);
    for ended in given {
        let until = ended.plus_hours(apart);
        if starts < until {
            return Err(Refusal::TooSoonAfterLastDose { until });
        }
    }
    for other in weighed.others {
        let (first, second) = if *other < starts { (*other, starts) } else { (starts, *other) };
        let until = ends(content, first)?.plus_hours(apart);
        if second < until {
            return Err(Refusal::TooSoonAfterLastDose { until });
        }
    }
    Ok(())
}

/// The whole series still inside its span: coming earlier must not leave its last dose outside. Once a dose was given the
/// span counts from that one, and is asked where the visit is booked.
fn within(weighed: &Weighed<'_>, content: &Content, starts: Instant) -> Result<(), Refusal> {
    if !weighed.with.course.doses.is_empty() || !content.values.contains_key(&Key::SeriesWithin) {
        return Ok(());
    }
    let days = content.small(Key::SeriesWithin)?;
    let doses = || weighed.others.iter().copied().chain([starts]);
    let (Some(first), Some(last)) = (doses().min(), doses().max()) else { return Ok(()) };
    let until = ends(content, first)?.plus_hours(Hours(days.saturating_mul(24)));
    if until < last { Err(Refusal::SeriesOver { until }) } else { Ok(()) }
}

/// A first talk that is planned with it begins inside the window.
fn talk_inside(session: &Session, content: &Content, to: &MoveSession) -> Result<(), Refusal> {
    let Some(Plan::Talk { at, .. }) = to.plan.as_ref().or(session.plan.as_ref()) else { return Ok(()) };
    let goal = ends(content, to.starts)?.plus_hours(Hours(content.small(Key::WindowGoal)?));
    if goal < *at { Err(Refusal::EarlierTalkOutside { until: goal }) } else { Ok(()) }
}
