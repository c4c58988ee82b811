//! Everybody's free times, worked out once for all the sets of rules under which a question is asked.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::clinic::{Clinic, Held, How, StaffFree};
use super::constraint::Constraint;
use super::field::Rules;
use super::grid::{Bits, Grid, merged};
use super::plan::CoursePlan;
use super::problem::Problem;
use super::request::Among;
use crate::integration::TalkKind;
use crate::practice::Role;
use crate::session::calendar::Span;
use crate::session::plan_window::role_for;
use crate::time::Instant;
use crate::units::Minutes;

/// Who may watch at the chair: `schedule_session` asks for one of these.
const WATCHERS: [Role; 2] = [Role::Nurse, Role::Prescriber];

/// When each room, each person and the patient could begin.
#[derive(Debug)]
pub(super) struct Supply {
    pub(super) grid: Grid,
    pub(super) rooms: Vec<Rc<Bits>>,
    pub(super) watch: Vec<Part>,
    pub(super) therapists: Vec<Part>,
    pub(super) talkers: Vec<(TalkKind, Part)>,
    /// The patient, for a visit.
    pub(super) stay: Bits,
    /// The patient, for a talk.
    pub(super) talk: Bits,
}

/// One person in one role.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Which of the staff.
    pub(super) nth: usize,
    pub(super) role: Role,
    free: Rc<Bits>,
    /// Free, and in good standing.
    stands: Rc<Bits>,
}

/// What was worked out before and still holds. In a month every series changes the times of a few.
#[derive(Debug, Default)]
pub(super) struct Stock {
    rooms: BTreeMap<(usize, Minutes), Rc<Bits>>,
    people: BTreeMap<(usize, Role, Minutes), Part>,
}

impl Part {
    /// When this person could begin under these rules.
    pub(super) fn under(&self, rules: &Rules, clinic: &Clinic) -> Rc<Bits> {
        let standing = rules.contains(&Constraint::Standing(clinic.staff[self.nth].person));
        Rc::clone(if standing { &self.stands } else { &self.free })
    }
}

impl Supply {
    /// On one grid. The stock is of the same clinic on the same grid, or empty.
    pub(super) fn of(problem: &Problem<'_>, grid: Grid, stock: &mut Stock) -> Self {
        let (clinic, request) = (problem.clinic, problem.request);
        let shape = &request.visit;
        let rooms =
            (0..clinic.rooms.len()).map(|nth| stock.room(clinic, nth, shape.room_min, grid)).collect();
        let mut in_role = |role: Role, minutes: Minutes, among: Among| -> Vec<Part> {
            let will_do = |nth: &usize| among.takes(clinic.staff[*nth].person);
            let who = clinic.holders(role).into_iter().filter(will_do);
            who.map(|nth| stock.person(clinic, nth, role, minutes, grid)).collect()
        };
        let watch = WATCHERS.iter().flat_map(|role| in_role(*role, shape.watch_min, Among::Anyone)).collect();
        let therapists =
            shape.therapist_min.map(|minutes| in_role(Role::Therapist, minutes, shape.therapist));
        let mut talkers = vec![];
        if let Some(asked) = request.talk.in_house() {
            for kind in &asked.kinds {
                let who = in_role(role_for(*kind), asked.minutes, asked.with);
                talkers.extend(who.into_iter().map(|part| (*kind, part)));
            }
        }
        let free = merged(request.patient_free.clone());
        let stay = grid.inside(&free, shape.stay_min);
        let talk =
            request.talk.in_house().map_or_else(|| grid.none(), |asked| grid.inside(&free, asked.minutes));
        Self { grid, rooms, watch, therapists: therapists.unwrap_or_default(), talkers, stay, talk }
    }
}

impl Stock {
    /// Forgets the times of everything and everybody this plan books.
    pub(super) fn forget(&mut self, clinic: &Clinic, plan: &CoursePlan) {
        let talks = |id| plan.visits.iter().any(|visit| visit.talk.is_some_and(|talk| talk.with == id));
        let works = |id| plan.visits.iter().any(|visit| visit.people.iter().any(|(who, _)| *who == id));
        let has = |room| plan.visits.iter().any(|visit| visit.room.as_ref() == Some(room));
        self.rooms.retain(|(nth, _), _| !has(&clinic.rooms[*nth].room));
        self.people
            .retain(|(nth, ..), _| !talks(clinic.staff[*nth].person) && !works(clinic.staff[*nth].person));
    }

    fn room(&mut self, clinic: &Clinic, nth: usize, minutes: Minutes, grid: Grid) -> Rc<Bits> {
        let work_out = || {
            let room = &clinic.rooms[nth];
            let mut free = grid.inside(&merged(room.open.clone()), minutes);
            room.held.iter().for_each(|held| grid.clear_around(&mut free, *held, minutes));
            Rc::new(free)
        };
        Rc::clone(self.rooms.entry((nth, minutes)).or_insert_with(work_out))
    }

    fn person(&mut self, clinic: &Clinic, nth: usize, role: Role, minutes: Minutes, grid: Grid) -> Part {
        let work_out = || {
            let one = &clinic.staff[nth];
            let how = if WATCHERS.contains(&role) { How::Watching } else { How::Alone };
            let free = free(one, minutes, how, &grid);
            let mut stands = free.clone();
            stands.and(&grid.inside(&merged(one.stands(role)), minutes));
            Part { nth, role, free: Rc::new(free), stands: Rc::new(stands) }
        };
        self.people.entry((nth, role, minutes)).or_insert_with(work_out).clone()
    }
}

/// When somebody could begin so many minutes.
fn free(one: &StaffFree, minutes: Minutes, how: How, grid: &Grid) -> Bits {
    let mut free = grid.inside(&merged(one.works.clone()), minutes);
    for held in one.held.iter().filter(|held| how == How::Alone || held.how == How::Alone) {
        grid.clear_around(&mut free, held.span, minutes);
    }
    match (how, one.at_once) {
        (How::Alone, _) => free,
        (How::Watching, 0) => grid.none(),
        (How::Watching, most) => {
            let full = full(&one.held, most);
            full.into_iter().for_each(|span| grid.clear_around(&mut free, span, minutes));
            free
        }
    }
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
