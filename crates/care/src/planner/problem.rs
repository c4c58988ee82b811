//! One question, checked and laid on its grid.

use super::clinic::Clinic;
use super::grid::Grid;
use super::plan::{NotDecided, Unplanned, Wrong};
use super::request::Request;
use crate::integration::TalkKind;
use crate::protocol::CareModel;
use crate::session::calendar::Span;
use crate::time::Instant;
use crate::units::Minutes;

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
        Self::within(clinic, request, clinic.known, None)
    }

    fn within(
        clinic: &'a Clinic,
        request: &'a Request,
        frame: Span,
        free_beyond: Option<Instant>,
    ) -> Result<Self, Unplanned> {
        let too_long = Unplanned::NotDecided(NotDecided::CalendarsTooLong);
        let grid = Grid::over(frame, clinic.every_min.get()).ok_or(too_long)?;
        Ok(Self { clinic, request, grid, frame, free_beyond })
    }

    /// The same question as if everything were free where the calendars end; none when they reach far enough.
    pub(super) fn beyond_the_calendars(&self) -> Option<Result<Self, Unplanned>> {
        let (shape, known) = (&self.request.visit, self.clinic.known.until);
        let over = shape.over(self.request.not_after);
        let talked = self.request.talk.in_house().map(|talk| {
            shape.dose_ends(self.request.not_after).plus_hours(talk.goal).plus_minutes(talk.minutes)
        });
        let needed = talked.map_or(over, |talked| talked.max(over));
        let frame = Span { from: self.frame.from, until: needed };
        (known < needed).then(|| Self::within(self.clinic, self.request, frame, Some(known)))
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
