//! One visit is moved: the others stay where they are, as many as can.

use super::ask::{Ask, Found, Ground};
use super::chain::chain;
use super::clinic::Clinic;
use super::field::Field;
use super::plan::{CoursePlan, PlannedVisit, Unplanned, Wrong};
use super::relax::choices;
use super::request::Request;
use super::supply::Stock;
use crate::time::Instant;

/// So many choices of visits to plan anew are tried before all of them are: every choice beside up to nine others.
const MOST_CHOICES: usize = 510;

/// What became of the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The whole of it.
    pub plan: CoursePlan,
    /// Where the moved visit stands in it now; the first is 0.
    pub place: usize,
    /// Which of the others are not as they were: another time, room, person or talk.
    pub changed: Vec<usize>,
}

/// Moves one visit of a plan to another time, on the clinic's grid or off it. The other visits keep their times, as many of
/// them as can be found; what no longer keeps to spacing, to its talk or to its room is proposed anew. The bookings of this plan
/// itself must not be among what the clinic is held by. How many doses there are is the plan's to say.
pub fn move_visit(
    clinic: &Clinic,
    request: &Request,
    plan: &CoursePlan,
    which: usize,
    to: Instant,
) -> Result<Moved, Unplanned> {
    let doses = u32::try_from(plan.visits.len()).map_err(|_| Unplanned::Wrong(Wrong::NoSuchVisit))?;
    let moved = plan.visits.get(which).ok_or(Unplanned::Wrong(Wrong::NoSuchVisit))?;
    let request = Request { doses, ..request.clone() };
    let ask = Ask::of(clinic, &request, Some(to), &mut Stock::default())?;
    let ground = ask.ground(ask.rules());
    let mut others: Vec<&PlannedVisit> = plan.visits.iter().collect();
    others.remove(which);
    others.sort_by_key(|visit| visit.starts);
    if let Some(moved) = keep_most(&ask, &ground, &others, moved, to) {
        return Ok(moved);
    }
    let found = ask.find(&ground, None).ok_or_else(|| ask.why_not(&ground, true))?;
    Ok(told(&ask, &ground, &found, &others, moved, to))
}

/// As many of the others as can keep their times. One that is planned anew may go anywhere between them; where there are
/// more of those, they keep the order they had.
fn keep_most(
    ask: &Ask<'_>,
    ground: &Ground,
    others: &[&PlannedVisit],
    moved: &PlannedVisit,
    to: Instant,
) -> Option<Moved> {
    let there = ground.there.as_ref()?;
    let talks = &ground.anywhere.talks;
    let stay = |visit: &&PlannedVisit| {
        Field::of(&ask.problem, &ground.rules, &ask.supply_at(visit.starts), talks.clone())
    };
    let stay: Vec<Field> = others.iter().map(stay).collect();
    let place = others.iter().filter(|visit| visit.starts < to).count();
    let whole = |anew: &[usize]| {
        let of = |nth: usize| if anew.contains(&nth) { &ground.anywhere } else { &stay[nth] };
        let mut fields: Vec<&Field> = (0..others.len()).map(of).collect();
        fields.insert(place, there);
        fields
    };
    let found = std::iter::once(vec![]).chain(choices(others.len(), MOST_CHOICES)).find_map(|anew| {
        let orders = match anew[..] {
            [one] => elsewhere(&whole(&anew), one + usize::from(place <= one)),
            _ => vec![whole(&anew)],
        };
        let fits = |fields: Vec<_>| Some((chain(&ask.problem, &ground.rules, &fields)?, fields));
        orders.into_iter().find_map(fits)
    });
    let (times, fields) = found?;
    Some(told(ask, ground, &Found { times, fields }, others, moved, to))
}

/// The same row with the one at `nth` at every place, the nearest first.
fn elsewhere<T: Copy>(row: &[T], nth: usize) -> Vec<Vec<T>> {
    let mut places: Vec<usize> = (0..row.len()).collect();
    places.sort_by_key(|place| place.abs_diff(nth));
    let moved = |place: usize| {
        let mut row = row.to_vec();
        let one = row.remove(nth);
        row.insert(place, one);
        row
    };
    places.into_iter().map(moved).collect()
}

/// The plan, like what it was, and what is no longer the same.
fn told(
    ask: &Ask<'_>,
    ground: &Ground,
    found: &Found<'_>,
    others: &[&PlannedVisit],
    moved: &PlannedVisit,
    to: Instant,
) -> Moved {
    let place = found.times.iter().take_while(|at| **at < to).count();
    let mut before = others.to_vec();
    before.insert(place.min(others.len()), moved);
    let same_time = |at: &Instant| others.iter().find(|visit| visit.starts == *at).copied();
    let like =
        |(nth, at)| if nth == place { Some(moved) } else { same_time(at).or(before.get(nth).copied()) };
    let like: Vec<Option<&PlannedVisit>> = found.times.iter().enumerate().map(like).collect();
    let plan = ask.plan(&ground.rules, found, &like);
    let is_new = |visit: &PlannedVisit| !others.contains(&visit);
    let changed = (0..plan.visits.len()).filter(|nth| *nth != place && is_new(&plan.visits[*nth])).collect();
    Moved { plan, place, changed }
}
