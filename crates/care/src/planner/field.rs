//! When a visit may begin, and when a talk may, everything else on the calendar being as it is.
//!
//! Parts of one course never meet: a talk lies after everybody's part in its visit is over and ends before the next one
//! begins. So each can be judged alone, and `chain.rs` only has to put them in order.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::constraint::Constraint;
use super::grid::{Bits, Grid, common, merged};
use super::problem::{Problem, before};
use super::request::VisitShape;
use super::supply::{Part, Supply};
use crate::integration::TalkKind;
use crate::practice::Role;
use crate::session::calendar::Span;
use crate::time::Instant;

/// What is in force.
pub(super) type Rules = BTreeSet<Constraint>;

/// When visits may begin, and with what.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) grid: Grid,
    pub(super) starts: Bits,
    /// For each room.
    pub(super) rooms: Vec<Rc<Bits>>,
    /// For each of the staff who may watch, and as what.
    pub(super) watch: Vec<(usize, Role, Rc<Bits>)>,
    /// For each therapist who will do.
    pub(super) therapists: Vec<(usize, Rc<Bits>)>,
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
    pub(super) by: Vec<(TalkKind, usize, Rc<Bits>)>,
}

impl Field {
    pub(super) fn of(
        problem: &Problem<'_>,
        rules: &Rules,
        supply: &Supply,
        talks: Option<Rc<Talks>>,
    ) -> Self {
        let (shape, request, grid) = (&problem.request.visit, problem.request, supply.grid);
        let person = |part: &Part| part.under(rules, problem.clinic);
        let watch = supply.watch.iter().map(|part| (part.nth, part.role, person(part))).collect();
        let therapists = supply.therapists.iter().map(|part| (part.nth, person(part))).collect();
        let wants_nurse = rules.contains(&Constraint::Nurse);
        let rooms = supply.rooms.clone();
        let mut field = Self { grid, starts: grid.every(), rooms, watch, therapists, wants_nurse, talks };
        if rules.contains(&Constraint::PatientTimes) {
            field.starts.and(&supply.stay);
        }
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
        if rules.contains(&Constraint::Room) {
            self.starts.and(&any(&grid, self.rooms.iter().map(Rc::as_ref)));
        }
        if rules.contains(&Constraint::Nurse) {
            self.starts.and(&any(&grid, self.watch.iter().map(|(_, _, free)| free.as_ref())));
        }
        if rules.contains(&Constraint::Therapist) {
            self.starts.and(&any(&grid, self.therapists.iter().map(|(_, free)| free.as_ref())));
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
    pub(super) fn of(problem: &Problem<'_>, rules: &Rules, supply: &Supply) -> Option<Rc<Self>> {
        let asked = problem.request.talk.in_house().filter(|_| rules.contains(&Constraint::TalkInWindow))?;
        let grid = supply.grid;
        let one = |(kind, part): &(TalkKind, Part)| (*kind, part.nth, part.under(rules, problem.clinic));
        let by: Vec<(TalkKind, usize, Rc<Bits>)> = supply.talkers.iter().map(one).collect();
        let mut starts = any(&grid, by.iter().map(|(_, _, free)| free.as_ref()));
        if rules.contains(&Constraint::PatientTimes) {
            starts.and(&supply.talk);
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
