//! When a visit may begin, and when a talk may, everything else on the calendar being as it is.
//!
//! Parts of one course never meet: a talk lies after everybody's part in its visit is over and ends before the next one
//! begins. So each can be judged alone, and `chain.rs` only has to put them in order.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::clinic::{Held, How, StaffFree};
use super::constraint::Constraint;
use super::grid::{Bits, Grid, common, merged};
use super::problem::{Problem, before};
use super::request::{Among, VisitShape};
use crate::integration::TalkKind;
use crate::practice::Role;
use crate::session::calendar::Span;
use crate::session::plan_window::role_for;
use crate::time::Instant;
use crate::units::Minutes;

/// What is in force.
pub(super) type Rules = BTreeSet<Constraint>;

/// Who may watch at the chair: `schedule_session` asks for one of these.
const WATCHERS: [Role; 2] = [Role::Nurse, Role::Prescriber];

/// When visits may begin, and with what.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) grid: Grid,
    pub(super) starts: Bits,
    /// For each room.
    pub(super) rooms: Vec<Bits>,
    /// For each of the staff who may watch, and as what.
    pub(super) watch: Vec<(usize, Role, Bits)>,
    /// For each therapist who will do.
    pub(super) therapists: Vec<(usize, Bits)>,
    /// Is somebody who watches asked for? Not where that rule gave way.
    pub(super) wants_nurse: bool,
    /// The talks that may follow; none when none is asked for.
    pub(super) talks: Option<Rc<Talks>>,
}

/// When talks may begin, and with whom.
#[derive(Debug)]
pub(super) struct Talks {
    pub(super) grid: Grid,
    pub(super) starts: Bits,
    pub(super) by: Vec<(TalkKind, usize, Bits)>,
}

impl Field {
    /// On the clinic's grid, or at one time only.
    pub(super) fn of(problem: &Problem<'_>, rules: &Rules, grid: Grid, talks: Option<Rc<Talks>>) -> Self {
        let (shape, request) = (&problem.request.visit, problem.request);
        let clinic = problem.clinic;
        let rooms = clinic.rooms.iter().map(|room| {
            let mut free = grid.inside(&merged(room.open.clone()), shape.room_min);
            room.held.iter().for_each(|held| grid.clear_around(&mut free, *held, shape.room_min));
            free
        });
        let of_role = |role: Role, minutes: Minutes, how: How| {
            let free = move |nth: usize| person(&clinic.staff[nth], role, minutes, how, rules, &grid);
            clinic.holders(role).into_iter().map(move |nth| (nth, free(nth)))
        };
        let watch = WATCHERS.iter().flat_map(|role| {
            of_role(*role, shape.watch_min, How::Watching).map(|(nth, free)| (nth, *role, free))
        });
        let will_do = |nth: &usize| shape.therapist.takes(clinic.staff[*nth].person);
        let therapists = shape.therapist_min.map(|minutes| {
            of_role(Role::Therapist, minutes, How::Alone).filter(|(nth, _)| will_do(nth)).collect()
        });
        let (rooms, watch) = (rooms.collect(), watch.collect());

        let wants_nurse = rules.contains(&Constraint::Nurse);
        let therapists = therapists.unwrap_or_default();
        let mut field = Self { grid, starts: grid.every(), rooms, watch, therapists, wants_nurse, talks };
        field.narrow(problem, rules, shape);
        let free_until =
            if rules.contains(&Constraint::NotAfter) { request.not_after } else { problem.frame.until };
        let from =
            if rules.contains(&Constraint::NotBefore) { request.not_before } else { problem.frame.from };
        field.starts.set(0, grid.from(from), false);
        field.starts.set(grid.from(Instant(free_until.0.saturating_add(1))), usize::MAX, false);
        field.starts.and(&grid.inside(&[problem.frame], shape.whole()));
        field.only_with_talk(problem);
        field
    }

    /// Leaves the beginnings for which everything that is asked for is there.
    fn narrow(&mut self, problem: &Problem<'_>, rules: &Rules, shape: &VisitShape) {
        let grid = self.grid;
        if rules.contains(&Constraint::PatientTimes) {
            self.starts.and(&grid.inside(&merged(problem.request.patient_free.clone()), shape.stay_min));
        }
        if rules.contains(&Constraint::Room) {
            self.starts.and(&any(&grid, self.rooms.iter()));
        }
        if rules.contains(&Constraint::Nurse) {
            self.starts.and(&any(&grid, self.watch.iter().map(|(_, _, free)| free)));
        }
        if rules.contains(&Constraint::Therapist) {
            self.starts.and(&any(&grid, self.therapists.iter().map(|(_, free)| free)));
            if rules.contains(&Constraint::Nurse) {
                self.starts.and(&self.two_people());
            }
        }
        if let Some(minutes) = shape.cover_min.filter(|_| rules.contains(&Constraint::PrescriberCover)) {
            self.starts.and(&grid.inside(&in_the_building(problem, rules), minutes));
        }
        if let Some(end) = problem.free_beyond {
            let first = Instant(before(end, shape.whole()).0.saturating_add(1));
            self.starts.set(grid.from(first), usize::MAX, true);
        }
    }

    /// Nobody watches and gives therapy at once. With one set of each not empty, two people in both together are enough.
    fn two_people(&self) -> Bits {
        let watch = self.watch.iter().map(|(nth, _, free)| (nth, free));
        let mut each: BTreeMap<usize, Bits> = BTreeMap::new();
        for (nth, free) in watch.chain(self.therapists.iter().map(|(nth, free)| (nth, free))) {
            each.entry(*nth).or_insert_with(|| self.grid.none()).or(free);
        }
        let (mut one, mut two) = (self.grid.none(), self.grid.none());
        for free in each.values() {
            let mut again = one.clone();
            again.and(free);
            two.or(&again);
            one.or(free);
        }
        two
    }

    fn only_with_talk(&mut self, problem: &Problem<'_>) {
        let Some(talks) = self.talks.clone() else { return };
        let without: Vec<usize> = self
            .starts
            .steps()
            .filter(|step| talks.first_after(problem, self.grid.at(*step)).is_none())
            .collect();
        without.into_iter().for_each(|step| self.starts.set(step, step + 1, false));
    }

    /// The first beginning at this time or later.
    pub(super) fn next(&self, at: Instant) -> Option<Instant> {
        self.grid.next(&self.starts, at)
    }
}

impl Talks {
    /// None where no talk is asked for, or its rule is not in force.
    pub(super) fn of(problem: &Problem<'_>, rules: &Rules, grid: Grid) -> Option<Rc<Self>> {
        let asked = problem.request.talk.in_house()?;
        if !rules.contains(&Constraint::TalkInWindow) {
            return None;
        }
        let clinic = problem.clinic;
        let mut by = vec![];
        for kind in &asked.kinds {
            for nth in clinic.holders(role_for(*kind)) {
                let one = &clinic.staff[nth];
                if asked.with == Among::Anyone || asked.with.takes(one.person) {
                    let free = person(one, role_for(*kind), asked.minutes, How::Alone, rules, &grid);
                    by.push((*kind, nth, free));
                }
            }
        }
        let mut starts = any(&grid, by.iter().map(|(_, _, free)| free));
        if rules.contains(&Constraint::PatientTimes) {
            starts.and(&grid.inside(&merged(problem.request.patient_free.clone()), asked.minutes));
        }
        if let Some(end) = problem.free_beyond {
            let first = Instant(before(end, asked.minutes).0.saturating_add(1));
            starts.set(grid.from(first), usize::MAX, true);
        }
        starts.and(&grid.inside(&[problem.frame], asked.minutes));
        Some(Rc::new(Self { grid, starts, by }))
    }

    /// The first talk after a visit that begins then, if it is inside the window.
    pub(super) fn first_after(&self, problem: &Problem<'_>, starts: Instant) -> Option<Instant> {
        let window = window(problem, starts)?;
        self.grid.next(&self.starts, window.from).filter(|at| *at < window.until)
    }
}

/// When the talk about a visit's dose may begin; none where none is asked for.
pub(super) fn window(problem: &Problem<'_>, starts: Instant) -> Option<Span> {
    let asked = problem.request.talk.in_house()?;
    let shape = &problem.request.visit;
    let ended = shape.dose_ends(starts);
    Some(Span {
        from: ended.plus_minutes(asked.quiet_min).max(shape.over(starts)),
        until: ended.plus_hours(asked.goal),
    })
}

fn any<'b>(grid: &Grid, each: impl Iterator<Item = &'b Bits>) -> Bits {
    let mut any = grid.none();
    each.for_each(|free| any.or(free));
    any
}

/// When somebody could begin so many minutes in a role.
fn person(one: &StaffFree, role: Role, minutes: Minutes, how: How, rules: &Rules, grid: &Grid) -> Bits {
    let mut free = grid.inside(&merged(one.works.clone()), minutes);
    if rules.contains(&Constraint::Standing(one.person)) {
        free.and(&grid.inside(&merged(one.stands(role)), minutes));
    }
    for held in one.held.iter().filter(|held| how == How::Alone || held.how == How::Alone) {
        grid.clear_around(&mut free, held.span, minutes);
    }
    if how == How::Watching {
        match one.at_once {
            0 => free = grid.none(),
            most => {
                full(&one.held, most).into_iter().for_each(|span| grid.clear_around(&mut free, span, minutes))
            }
        }
    }
    free
}

/// When somebody watches as many as they may.
fn full(held: &[Held], most: u32) -> Vec<Span> {
    let watching = held.iter().filter(|held| held.how == How::Watching);
    let mut changes: Vec<(Instant, i64)> = watching
        .flat_map(|Held { span, .. }| {
            let until = span.until.max(Instant(span.from.0.saturating_add(1)));
            [(span.from, 1), (until, -1)]
        })
        .collect();
    // At one instant those who go come before those who come.
    changes.sort_unstable();
    let (mut now, mut since, mut spans) = (0_i64, None, vec![]);
    for (at, change) in changes {
        now += change;
        let is_full = i64::from(most) <= now;
        match since {
            None if is_full => since = Some(at),
            Some(from) if !is_full => {
                spans.push(Span { from, until: at });
                since = None;
            }
            _ => {}
        }
    }
    spans
}

/// When there is at least one prescriber, whatever else they do.
fn in_the_building(problem: &Problem<'_>, rules: &Rules) -> Vec<Span> {
    let mut there = vec![];
    for nth in problem.clinic.holders(Role::Prescriber) {
        let one = &problem.clinic.staff[nth];
        let works = merged(one.works.clone());
        if rules.contains(&Constraint::Standing(one.person)) {
            there.extend(common(&works, &merged(one.stands(Role::Prescriber))));
        } else {
            there.extend(works);
        }
    }
    merged(there)
}
