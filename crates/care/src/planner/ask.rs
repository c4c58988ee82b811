//! One question asked under some of its rules: the series, and who and what it takes.

use std::rc::Rc;

use super::chain::{chain, chain_from};
use super::choose::choose;
use super::clinic::Clinic;
use super::conflict;
use super::constraint::Constraint;
use super::field::{Field, Rules, Talks};
use super::grid::Grid;
use super::plan::{CoursePlan, NotDecided, NothingFits, PlannedVisit, Unplanned};
use super::problem::Problem;
use super::relax;
use super::request::Request;
use super::supply::{Stock, Supply};
use crate::time::Instant;

/// A question, and the time of the visit that is moved, where one is.
#[derive(Debug, Clone)]
pub(super) struct Ask<'a> {
    pub(super) problem: Problem<'a>,
    pub(super) asked_time: Option<Instant>,
    pub(super) supply: Rc<Supply>,
    pub(super) there: Option<Rc<Supply>>,
}

/// The fields of one set of rules: for a visit anywhere, and for the one at the time that was asked for.
pub(super) struct Ground {
    pub(super) rules: Rules,
    pub(super) anywhere: Field,
    pub(super) there: Option<Field>,
}

/// A series that fits, and from which field each of its visits is.
pub(super) struct Found<'g> {
    pub(super) times: Vec<Instant>,
    pub(super) fields: Vec<&'g Field>,
}

impl Ground {
    /// Every time at which a visit may begin.
    pub(super) fn times(&self) -> Vec<Instant> {
        self.anywhere.starts.steps().map(|step| self.anywhere.grid.at(step)).collect()
    }
}

impl<'a> Ask<'a> {
    pub(super) fn of(
        clinic: &'a Clinic,
        request: &'a Request,
        asked_time: Option<Instant>,
        stock: &mut Stock,
    ) -> Result<Self, Unplanned> {
        let problem = Problem::of(clinic, request)?;
        let supply = Rc::new(Supply::of(&problem, problem.grid, stock));
        Ok(Self { problem, asked_time: None, supply, there: None }.at(asked_time))
    }

    /// The same question, with the moved visit then.
    pub(super) fn at(self, asked_time: Option<Instant>) -> Self {
        let there = asked_time.map(|at| Rc::new(self.supply_at(at)));
        Self { asked_time, there, ..self }
    }

    /// What there is at one time.
    pub(super) fn supply_at(&self, at: Instant) -> Supply {
        Supply::of(&self.problem, Grid::only(at), &mut Stock::default())
    }

    /// Everything it has to keep to.
    pub(super) fn rules(&self) -> Rules {
        let mut rules = Constraint::of(self.problem.clinic, self.problem.request);
        rules.extend(self.asked_time.map(|_| Constraint::AskedTime));
        rules
    }

    pub(super) fn ground(&self, rules: Rules) -> Ground {
        let talks = Talks::of(&self.problem, &rules, &self.supply);
        let anywhere = Field::of(&self.problem, &rules, &self.supply, talks.clone());
        let there = self.there.as_ref().filter(|_| rules.contains(&Constraint::AskedTime));
        let there = there.map(|supply| Field::of(&self.problem, &rules, supply, talks));
        Ground { rules, anywhere, there }
    }

    /// The series on this ground that is over first; the visits `loose.1` may lie on the other one.
    pub(super) fn find<'g>(
        &self,
        ground: &'g Ground,
        loose: Option<(&'g Ground, &[usize])>,
    ) -> Option<Found<'g>> {
        let each = self.moved(ground).into_iter().filter_map(|moved| self.earliest(ground, loose, moved));
        each.min_by_key(|found| found.times.last().copied())
    }

    /// The places the moved visit can have in the series; one way to do without where none is.
    pub(super) fn moved(&self, ground: &Ground) -> Vec<Option<usize>> {
        let doses = usize::try_from(self.problem.request.doses).unwrap_or(usize::MAX);
        match ground.there {
            // More visits than times: never, and never so many fields either.
            _ if self.problem.grid.len() < doses => vec![],
            Some(_) => (0..doses).map(Some).collect(),
            None => vec![None],
        }
    }

    /// The earliest series with the moved visit at this place.
    fn earliest<'g>(
        &self,
        ground: &'g Ground,
        loose: Option<(&'g Ground, &[usize])>,
        moved: Option<usize>,
    ) -> Option<Found<'g>> {
        let field = |nth: usize| {
            let ground = loose.filter(|(_, which)| which.contains(&nth)).map_or(ground, |(loose, _)| loose);
            ground.there.as_ref().filter(|_| moved == Some(nth)).unwrap_or(&ground.anywhere)
        };
        let fields: Vec<&Field> = (0..usize::try_from(self.problem.request.doses).ok()?).map(field).collect();
        chain(&self.problem, &ground.rules, &fields).map(|times| Found { times, fields })
    }

    pub(super) fn fits(&self, rules: &Rules) -> bool {
        let ground = self.ground(rules.clone());
        self.moved(&ground).into_iter().any(|moved| self.earliest(&ground, None, moved).is_some())
    }

    /// The series that begins as late as any does.
    pub(super) fn latest<'g>(&self, ground: &'g Ground) -> Option<Found<'g>> {
        let last = |moved: Option<usize>| {
            let mut best = self.earliest(ground, None, moved)?;
            let later = |found: &Found<'_>| {
                let next = Instant(found.times.first()?.0.saturating_add(1));
                chain_from(&self.problem, &ground.rules, &found.fields, next)
            };
            while let Some(times) = later(&best) {
                best.times = times;
            }
            Some(best)
        };
        let each = self.moved(ground).into_iter().filter_map(last);
        each.max_by_key(|found| found.times.first().copied())
    }

    /// The series with its rooms and people; `like` is what was planned at each place before, and is kept where it can be.
    pub(super) fn plan(
        &self,
        rules: &Rules,
        found: &Found<'_>,
        like: &[Option<&PlannedVisit>],
    ) -> CoursePlan {
        choose(&self.problem, rules, found, like)
    }

    /// The plan under all rules, or why there is none, with or without what would help.
    pub(super) fn answer(&self, with_relaxations: bool) -> Result<CoursePlan, Unplanned> {
        let ground = self.ground(self.rules());
        match self.find(&ground, None) {
            Some(found) => Ok(self.plan(&ground.rules, &found, &[])),
            None => Err(self.why_not(&ground, with_relaxations)),
        }
    }

    /// The plan under all rules, if there is one.
    pub(super) fn first_plan(&self) -> Option<CoursePlan> {
        let ground = self.ground(self.rules());
        let found = self.find(&ground, None)?;
        Some(self.plan(&ground.rules, &found, &[]))
    }

    /// A smallest conflict within the calendars. First one is looked for that would be one whatever came after them, so
    /// that no rule is named only because the calendars end.
    fn conflict(&self, beyond: &Self, rules: &Rules) -> Vec<Constraint> {
        let wide = conflict::minimal(rules, &|rules| beyond.fits(rules));
        conflict::minimal(&wide.into_iter().collect(), &|rules| self.fits(rules))
    }

    /// Nothing fits on this ground: why not, if that is proven.
    pub(super) fn why_not(&self, ground: &Ground, with_relaxations: bool) -> Unplanned {
        let open = Unplanned::NotDecided(NotDecided::CalendarsEnd { at: self.problem.clinic.known.until });
        let Some(problem) = self.problem.beyond_the_calendars() else { return open };
        let supply = Rc::new(Supply::of(&problem, problem.grid, &mut Stock::default()));
        let beyond = Self { problem, supply, ..self.clone() };
        if (!self.problem.calendars_reach() && beyond.fits(&ground.rules)) || !self.fits(&Rules::new()) {
            return open;
        }
        let conflict = self.conflict(&beyond, &ground.rules);
        let relaxations = if with_relaxations { relax::smallest(self, ground, &conflict) } else { vec![] };
        Unplanned::NothingFits(NothingFits { conflict, relaxations })
    }
}
