//! Which room and which people, once the times stand. Whoever was there before comes first, so that a patient meets few.

use super::ask::Found;
use super::field::{Field, Rules, Talks, window};
use super::grid::Grid;
use super::plan::{CoursePlan, PlannedVisit};
use super::problem::Problem;
use super::supply::{Stock, Supply};
use crate::ids::PersonId;
use crate::integration::Talk;
use crate::practice::Role;
use crate::time::Instant;

pub(super) fn choose(
    problem: &Problem<'_>,
    rules: &Rules,
    found: &Found<'_>,
    like: &[Option<&PlannedVisit>],
) -> CoursePlan {
    let mut visits: Vec<PlannedVisit> = Vec::with_capacity(found.times.len());
    for (nth, (starts, field)) in found.times.iter().zip(&found.fields).enumerate() {
        let own = like.get(nth).copied().flatten();
        let before: Vec<&PlannedVisit> = own.into_iter().chain(visits.iter().rev()).collect();
        let room = room(problem, field, *starts, &before);
        let people = people(problem, field, *starts, &before);
        let next = found.times.get(nth + 1).copied();
        let talk = talk(problem, rules, field, (*starts, next), own, &people, &before);
        visits.push(PlannedVisit { starts: *starts, room, people, talk });
    }
    CoursePlan { visits }
}

fn room(
    problem: &Problem<'_>,
    field: &Field,
    starts: Instant,
    before: &[&PlannedVisit],
) -> Option<crate::text::Line> {
    let rooms = &problem.clinic.rooms;
    let free: Vec<usize> =
        (0..rooms.len()).filter(|nth| field.grid.has(&field.rooms[*nth], starts)).collect();
    let known = before.iter().filter_map(|visit| visit.room.as_ref());
    let same = known.filter_map(|room| free.iter().find(|nth| rooms[**nth].room == *room)).next();
    same.or(free.first()).map(|nth| rooms[*nth].room.clone())
}

/// Who watches and, where one is asked for, the therapist: two people.
fn people(
    problem: &Problem<'_>,
    field: &Field,
    starts: Instant,
    before: &[&PlannedVisit],
) -> Vec<(PersonId, Role)> {
    let id = |nth: usize| problem.clinic.staff[nth].person;
    let free = |bits| field.grid.has(bits, starts);
    let watch: Vec<(PersonId, Role)> = field
        .watch
        .iter()
        .filter(|(_, _, bits)| free(bits))
        .map(|(nth, role, _)| (id(*nth), *role))
        .collect();
    let therapists: Vec<(PersonId, Role)> = field
        .therapists
        .iter()
        .filter(|(_, bits)| free(bits))
        .map(|(nth, _)| (id(*nth), Role::Therapist))
        .collect();
    let (watch, therapists) = (met_first(watch, before), met_first(therapists, before));
    let mut pairs =
        watch.iter().flat_map(|watch| therapists.iter().map(move |therapist| (*watch, *therapist)));
    if let Some((watch, therapist)) = pairs.find(|(watch, therapist)| watch.0 != therapist.0) {
        return vec![watch, therapist];
    }
    // Only where a rule gave way: whoever is still asked for.
    let (first, second) = if field.wants_nurse { (watch, therapists) } else { (therapists, watch) };
    first.first().or(second.first()).copied().into_iter().collect()
}

/// Those the patient met in this role last come first; else as they were.
fn met_first(mut who: Vec<(PersonId, Role)>, before: &[&PlannedVisit]) -> Vec<(PersonId, Role)> {
    let met = |one: &(PersonId, Role)| before.iter().position(|visit| visit.people.contains(one));
    who.sort_by_key(|one| met(one).unwrap_or(usize::MAX));
    who
}

/// The earliest talk after this visit; the one planned before, where it still fits.
fn talk(
    problem: &Problem<'_>,
    rules: &Rules,
    field: &Field,
    (starts, next): (Instant, Option<Instant>),
    own: Option<&PlannedVisit>,
    people: &[(PersonId, Role)],
    before: &[&PlannedVisit],
) -> Option<Talk> {
    let talks = field.talks.as_ref()?;
    let asked = problem.request.talk.in_house()?;
    let window = window(problem, starts)?;
    if let Some(planned) = own.and_then(|own| own.talk) {
        let ends = planned.at.plus_minutes(asked.minutes);
        let in_time =
            window.from <= planned.at && planned.at < window.until && next.is_none_or(|next| ends <= next);
        let supply = Supply::of(problem, Grid::only(planned.at), &mut Stock::default());
        let then = Talks::of(problem, rules, &supply).filter(|_| in_time);
        let same = |talks: &Talks| with(problem, talks, planned.at, &|talk| u8::from(*talk != planned));
        if let Some(talk) = then.and_then(|talks| same(&talks)) {
            return Some(talk);
        }
    }
    let at = talks.first_after(problem, starts)?;
    let rank = |talk: &Talk| {
        let here = people.iter().any(|(person, role)| *role == Role::Therapist && *person == talk.with);
        let known = before.iter().filter_map(|visit| visit.talk).any(|known| known.with == talk.with);
        2 - u8::from(here || known)
    };
    with(problem, talks, at, &rank)
}

/// With whom: the kind that is wished first, then the lowest rank, then the order of the staff.
fn with(problem: &Problem<'_>, talks: &Talks, at: Instant, rank: &dyn Fn(&Talk) -> u8) -> Option<Talk> {
    let free = talks.by.iter().filter(|(_, _, bits)| talks.grid.has(bits, at));
    let free = free.map(|(kind, nth, _)| Talk { kind: *kind, with: problem.clinic.staff[*nth].person, at });
    let kinds = &problem.request.talk.in_house()?.kinds;
    free.min_by_key(|talk| (kinds.iter().position(|kind| *kind == talk.kind), rank(talk)))
}
