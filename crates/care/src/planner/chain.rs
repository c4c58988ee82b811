//! The order of a series: exact, and without trying again.
//!
//! Every rule between two doses says "not sooner than": spacing, the talk in between, the week limit. Such rules only look
//! back, and never ask for less when what lies before moves later. So for a given first visit the earliest next one, again
//! and again, is earlier at every place than any other series: if it does not end in time, none does. What is left to try is
//! where to begin, and only the span of the series makes that a question.

use super::constraint::Constraint;
use super::field::{Field, Rules};
use super::problem::{Problem, before};
use crate::time::Instant;
use crate::units::Hours;

const DAY_H: u32 = 24;
/// The week of a week limit: any 168 hours.
const WEEK: Hours = Hours(7 * DAY_H);

/// Why a series that begins somewhere does not come to its end.
enum Stuck {
    /// A later visit would be beyond the series' last day; a later beginning may help.
    TooLate,
    /// There is no visit left; beginning later leaves even fewer.
    NoneLeft,
}

/// One field for each visit, in order: when each begins. The earliest series there is.
pub(super) fn chain(problem: &Problem<'_>, rules: &Rules, fields: &[&Field]) -> Option<Vec<Instant>> {
    chain_from(problem, rules, fields, problem.frame.from)
}

/// The earliest series of which the first visit begins at this time or later.
pub(super) fn chain_from(
    problem: &Problem<'_>,
    rules: &Rules,
    fields: &[&Field],
    from: Instant,
) -> Option<Vec<Instant>> {
    let Some(first) = fields.first() else { return Some(vec![]) };
    let run = Run::of(problem, rules, fields);
    let mut next = first.next(run.earliest(&[])?.max(from));
    while let Some(at) = next {
        match run.follow(at) {
            Ok(times) => return Some(times),
            Err(Stuck::NoneLeft) => return None,
            Err(Stuck::TooLate) if problem.request.series.first_ended.is_some() => return None,
            // Where everything is free and nothing given before counts, one beginning is like another.
            Err(Stuck::TooLate) if run.is_in_the_open(at) => return None,
            Err(Stuck::TooLate) => next = first.next(Instant(at.0.saturating_add(1))),
        }
    }
    None
}

struct Run<'a> {
    problem: &'a Problem<'a>,
    rules: &'a Rules,
    fields: &'a [&'a Field],
    /// When the doses given before began, in order.
    given: Vec<Instant>,
}

impl<'a> Run<'a> {
    fn of(problem: &'a Problem<'a>, rules: &'a Rules, fields: &'a [&'a Field]) -> Self {
        let mut given: Vec<Instant> = problem.request.series.given.iter().map(|dose| dose.from).collect();
        given.sort_unstable();
        Self { problem, rules, fields, given }
    }

    fn has(&self, constraint: Constraint) -> bool {
        self.rules.contains(&constraint)
    }

    fn follow(&self, first: Instant) -> Result<Vec<Instant>, Stuck> {
        let mut times = Vec::with_capacity(self.fields.len());
        times.push(first);
        let last_day = self.last_day(first);
        let in_time = |at: Instant| {
            let begins = self.problem.request.visit.dose_begins(at);
            if last_day.is_some_and(|last| last < begins) { Err(Stuck::TooLate) } else { Ok(()) }
        };
        in_time(first)?;
        for field in &self.fields[1..] {
            let earliest = self.earliest(&times).ok_or(Stuck::NoneLeft)?;
            let next = field.next(earliest).ok_or(Stuck::NoneLeft)?;
            in_time(next)?;
            times.push(next);
        }
        Ok(times)
    }

    fn is_in_the_open(&self, at: Instant) -> bool {
        let counts = WEEK.0.saturating_add(self.problem.request.series.apart.0);
        self.problem.free_beyond.is_some_and(|end| end.plus_hours(Hours(counts)) < at)
    }

    /// No dose begins after it.
    fn last_day(&self, first: Instant) -> Option<Instant> {
        let series = &self.problem.request.series;
        let within = series.within.filter(|_| self.has(Constraint::SeriesSpan))?;
        let ended = series.first_ended.unwrap_or_else(|| self.problem.request.visit.dose_ends(first));
        Some(ended.plus_hours(Hours(within.0.saturating_mul(DAY_H))))
    }

    /// The earliest that the visit after these may begin; none when there is never another.
    fn earliest(&self, times: &[Instant]) -> Option<Instant> {
        let request = self.problem.request;
        let shape = &request.visit;
        let mut visit = self.problem.frame.from;
        let mut dose = None;
        if let Some(last) = times.last() {
            visit = visit.max(shape.over(*last));
            dose = Some(shape.dose_ends(*last));
            if let (Some(talks), Some(asked)) = (&self.fields[times.len() - 1].talks, request.talk.in_house())
            {
                visit = visit.max(talks.first_after(self.problem, *last)?.plus_minutes(asked.minutes));
            }
        }
        let ended = request.series.given.iter().map(|dose| dose.until).max();
        if let Some(ended) = ended.max(dose) {
            let apart = if self.has(Constraint::Spacing) { request.series.apart } else { Hours(0) };
            visit = visit.max(before(ended.plus_hours(apart), shape.lead_min));
        }
        if let Some(most) = request.series.per_week.filter(|_| self.has(Constraint::WeekLimit)) {
            let nth = self.given.len() + times.len();
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            if most <= nth {
                let back = nth - most;
                let began = match self.given.get(back) {
                    Some(given) => *given,
                    None => shape.dose_begins(*times.get(back - self.given.len())?),
                };
                visit = visit.max(before(began.plus_hours(WEEK), shape.lead_min));
            }
        }
        Some(visit)
    }
}
