//! One question, checked and laid on its grid.

use super::clinic::Clinic;
use super::grid::{Grid, MINUTE_US};
use super::plan::{NotDecided, Unplanned, Wrong};
use super::request::Request;
use crate::integration::TalkKind;
use crate::protocol::CareModel;
use crate::session::calendar::Span;
use crate::time::Instant;
use crate::units::Minutes;

/// More steps than this are not planned at once: 400 days in steps of five minutes.
const MOST_STEPS: usize = 400 * 24 * 12;
/// Seven days: what a week limit may hold a visit back by.
const WEEK_MIN: u64 = 7 * 24 * 60;

/// What every part of the search looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) clinic: &'a Clinic,
    pub(super) request: &'a Request,
    pub(super) grid: Grid,
    /// From when until when anything may be planned.
    pub(super) frame: Span,
    /// Whatever reaches beyond this instant is taken to be free: only to ask whether calendars that end there decide.
    pub(super) free_beyond: Option<Instant>,
}

impl<'a> Problem<'a> {
    pub(super) fn of(clinic: &'a Clinic, request: &'a Request) -> Result<Self, Unplanned> {
        wrong(request).map_or(Ok(()), |wrong| Err(Unplanned::Wrong(wrong)))?;
        let grid = Grid::over(clinic.known, clinic.every_min.get()).filter(|grid| grid.len() <= MOST_STEPS);
        let grid = grid.ok_or(Unplanned::NotDecided(NotDecided::CalendarsTooLong))?;
        Ok(Self { clinic, request, grid, frame: clinic.known, free_beyond: None })
    }

    /// Is everything that may be planned inside the calendars: the last window after a visit on the last day, too?
    pub(super) fn calendars_reach(&self) -> bool {
        let (shape, last) = (&self.request.visit, self.request.not_after);
        let talk = self.request.talk.in_house();
        let talked = talk.map(|talk| shape.dose_ends(last).plus_hours(talk.goal).plus_minutes(talk.minutes));
        talked.unwrap_or(last).max(shape.over(last)) <= self.clinic.known.until
    }

    /// The same question as if everything were free where the calendars end, for as long as any such series could take:
    /// what does not fit there either does not fit, whatever those who know may write into their calendars.
    pub(super) fn beyond_the_calendars(&self) -> Option<Self> {
        let (request, known) = (self.request, self.clinic.known);
        let shape = &request.visit;
        // What holds the next visit back: the longest of them, and the step to the next beginning.
        let talk =
            request.talk.in_house().map_or(0, |talk| u64::from(talk.minutes.0) + u64::from(talk.quiet_min.0));
        let week = if request.series.per_week.is_some() { WEEK_MIN } else { 0 };
        let steps = 2 * u64::from(self.clinic.every_min.get());
        let one =
            u64::from(shape.whole().0) + talk.max(week).max(u64::from(request.series.apart.0) * 60) + steps;
        let all = one.checked_mul(u64::from(request.doses) + 1)?;
        let goal = request.talk.in_house().map_or(0, |talk| u64::from(talk.goal.0) * 60);
        let all = all.checked_add(goal)?.checked_add(talk)?;
        let until = i64::try_from(all).ok()?.checked_mul(MINUTE_US)?.checked_add(known.until.0)?;
        let frame = Span { from: self.frame.from, until: Instant(until) };
        let grid =
            Grid::over(frame, self.clinic.every_min.get()).filter(|grid| grid.len() <= 16 * MOST_STEPS)?;
        Some(Self { frame, grid, free_beyond: Some(known.until), ..*self })
    }
}

fn wrong(request: &Request) -> Option<Wrong> {
    let kinds = request.talk.in_house().map(|talk| talk.kinds.as_slice());
    let therapy = kinds.is_some_and(|kinds| kinds.contains(&TalkKind::Therapy));
    if request.model == CareModel::Infusion && (therapy || request.visit.therapist_min.is_some()) {
        return Some(Wrong::TherapyInInfusion);
    }
    kinds.is_some_and(<[TalkKind]>::is_empty).then_some(Wrong::NoKindOfTalk)
}

/// So many minutes before; never beyond the first instant there is.
pub(super) const fn before(at: Instant, minutes: Minutes) -> Instant {
    Instant(at.0.saturating_sub(super::grid::length_us(minutes)))
}
