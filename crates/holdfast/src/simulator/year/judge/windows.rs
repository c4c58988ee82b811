//! No window is silent: at every instant it is held, declined, planned for a time that is still to come, or somebody was
//! told; and what is owed climbs when its time has passed. Counted by this file's own reading of the facts.

use std::collections::{BTreeMap, BTreeSet};

use care::fact::{Stream, What};
use care::ids::{PatientId, SessionId, TaskId, WindowId};
use care::integration::WindowFact;
use care::practice::Role;
use care::session::SessionFact;
use care::tasks::{Matter, TaskFact};
use care::time::Instant;

use super::rights::Rights;
use super::{Counts, Law, Line};

const HOUR_US: i64 = 3_600_000_000;
/// Hours before the goal at which somebody is told of a window that nothing is planned for.
const STEPS_H: [i64; 4] = [24, 12, 6, 2];
/// Hours after the time of a talk, or after the goal of a referral, until somebody must have been asked what became of it.
const UNTOLD_H: i64 = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Waiting(Instant),
    Talk(Instant),
    Referred,
    Held(Instant),
    Outside(Instant),
    Declined,
}

#[derive(Debug)]
struct Window {
    goal: Instant,
    standing: Standing,
    /// Looked at until then.
    seen: Instant,
    /// When somebody was last told.
    told: Option<Instant>,
    said: bool,
}

#[derive(Debug)]
struct Task {
    matter: Matter,
    owed_by: Role,
    due: Instant,
    said: bool,
}

/// Every window and everything owed.
#[derive(Debug)]
pub struct Windows {
    late_us: i64,
    doses: BTreeSet<SessionId>,
    windows: BTreeMap<WindowId, Window>,
    of: BTreeMap<PatientId, Vec<WindowId>>,
    open: BTreeMap<TaskId, Task>,
    counts: Counts,
}

type Found = Vec<(Law, String)>;

impl Windows {
    /// None yet; the house's clock has so many minutes for what is due.
    pub fn new(late_min: i64) -> Self {
        Self {
            late_us: late_min * 60_000_000,
            doses: BTreeSet::new(),
            windows: BTreeMap::new(),
            of: BTreeMap::new(),
            open: BTreeMap::new(),
            counts: Counts::new(),
        }
    }

    fn counts_one(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// Looks at one line.
    pub fn sees(&mut self, line: &Line, rights: &Rights, found: &mut Found) {
        match (line.stream, &line.what) {
            (Stream::Session(id), What::Session(SessionFact::DoseEnded { .. })) => {
                self.doses.insert(id);
            }
            (Stream::Window(id), What::Window(fact)) => self.window(id, line.at, fact, rights, found),
            (Stream::Task(id), What::Task(fact)) => self.task(id, line.at, fact, found),
            _ => {}
        }
    }

    fn window(&mut self, id: WindowId, at: Instant, fact: &WindowFact, rights: &Rights, found: &mut Found) {
        if let WindowFact::Opened { patient, opened, goal, .. } = fact {
            self.of.entry(*patient).or_default().push(id);
            let (standing, goal) = (Standing::Waiting(*opened), *goal);
            self.windows.insert(id, Window { goal, standing, seen: at, told: None, said: false });
            return;
        }
        let late_us = self.late_us;
        let Some(window) = self.windows.get_mut(&id) else {
            found.push((Law::Silent, format!("{id} was never opened")));
            return;
        };
        window.passes(id, at, late_us, found);
        window.follows(fact, at);
        match fact {
            WindowFact::Climbed { .. } => self.counts_one("windows climbed a step"),
            WindowFact::CallOwed { .. } => {
                self.counts_one("calls owed for a window");
                if !rights.is_held(Role::FrontDesk, at) && !rights.is_held(Role::MedicalDirector, at) {
                    found
                        .push((Law::Silent, format!("{id}: a call is owed, and nobody is there to make it")));
                }
            }
            WindowFact::TalkCancelled { .. } => self.counts_one("talks cancelled or lost"),
            WindowFact::ReferralEnded { .. } => self.counts_one("accepted referrals taken back"),
            _ => {}
        }
    }

    fn task(&mut self, id: TaskId, at: Instant, fact: &TaskFact, found: &mut Found) {
        if let Some(task) = self.open.get_mut(&id) {
            task.passes(id, at, self.late_us, found);
        }
        match fact {
            TaskFact::Opened { matter, patient, owed_by, due, .. } => {
                self.open.insert(id, Task { matter: *matter, owed_by: *owed_by, due: *due, said: false });
                self.counts_one("tasks");
                let of_talks = matches!(
                    matter,
                    Matter::ReferralOpen | Matter::TalkLost | Matter::TalkUntold | Matter::WindowUnfilled
                );
                for window in self.of.get(patient).into_iter().flatten().filter(|_| of_talks) {
                    if let Some(window) = self.windows.get_mut(window) {
                        window.told = Some(at);
                    }
                }
            }
            TaskFact::Answered { .. } | TaskFact::Settled { .. } => {
                self.open.remove(&id);
            }
            TaskFact::Climbed { owed_by, due } => {
                self.counts_one("tasks climbed");
                self.owed(id, *owed_by, *due);
            }
            TaskFact::Owed { owing } | TaskFact::ClimbedTo { owing } => self.owed(id, owing.role, owing.due),
            _ => {}
        }
    }

    fn owed(&mut self, id: TaskId, by: Role, until: Instant) {
        if let Some(task) = self.open.get_mut(&id) {
            (task.owed_by, task.due) = (by, until);
        }
    }

    /// The last look, and the counts.
    pub fn ends(mut self, at: Instant, rights: &Rights, found: &mut Found) -> Counts {
        for (id, window) in &mut self.windows {
            window.passes(*id, at, self.late_us, found);
        }
        for session in self.doses.iter().filter(|id| !self.windows.contains_key(&WindowId::of(**id))) {
            found.push((Law::Silent, format!("the dose of {session} ended without a window")));
        }
        for (id, task) in &mut self.open {
            task.passes(*id, at, self.late_us, found);
            if !rights.is_held(task.owed_by, at) {
                found.push((
                    Law::NotClimbed,
                    format!("{id} is owed by {:?}, and nobody is one", task.owed_by),
                ));
            }
        }
        self.counts.insert("doses", self.doses.len() as u64);
        self.counts.insert("windows", self.windows.len() as u64);
        self.counts.insert("tasks open at the end", self.open.len() as u64);
        let states: Vec<&'static str> = self.windows.values().map(|window| window.word(at)).collect();
        states.into_iter().for_each(|state| self.counts_one(state));
        self.counts
    }
}

impl Window {
    /// Nothing has happened to it from `seen` until then: was that silence?
    fn passes(&mut self, id: WindowId, until: Instant, late_us: i64, found: &mut Found) {
        let before = |hours: i64| Instant(self.goal.0 - hours * HOUR_US);
        let told_since = |at: Instant| self.told.is_some_and(|told| at <= told);
        let late = |at: Instant| at.0 + late_us < until.0;
        let silence = match self.standing {
            Standing::Waiting(since) => {
                let steps = STEPS_H.iter().find(|hours| {
                    let step = before(**hours);
                    self.seen <= step && late(step) && !told_since(step)
                });
                let first = since.max(before(STEPS_H[0]));
                match steps {
                    Some(hours) => Some(format!("{hours} h before its goal nobody was told")),
                    None if late(first) && !told_since(since) => {
                        Some(format!("nothing is planned since {}, and nobody was told", since.0))
                    }
                    None => None,
                }
            }
            Standing::Talk(at) => {
                let untold = Instant(at.0 + UNTOLD_H * HOUR_US);
                (late(untold) && !told_since(at)).then(|| {
                    "the time of its talk has passed, and nobody asks whether it took place".to_owned()
                })
            }
            Standing::Referred => {
                let untold = Instant(self.goal.0 + UNTOLD_H * HOUR_US);
                (late(untold) && !told_since(self.goal))
                    .then(|| "it was left to somebody outside, and nobody asks whether they met".to_owned())
            }
            Standing::Held(_) | Standing::Outside(_) | Standing::Declined => None,
        };
        self.seen = until;
        if let Some(words) = silence.filter(|_| !self.said) {
            self.said = true;
            found.push((Law::Silent, format!("{id}: {words}")));
        }
    }

    fn follows(&mut self, fact: &WindowFact, at: Instant) {
        self.standing = match fact {
            WindowFact::Booked { at: talk, .. } => Standing::Talk(*talk),
            WindowFact::TalkCancelled { .. }
            | WindowFact::ReferralEnded { .. }
            | WindowFact::TalkNotHeld { .. } => Standing::Waiting(at),
            WindowFact::Referred { .. } if !matches!(self.standing, Standing::Talk(_)) => Standing::Referred,
            WindowFact::Declined { .. } => Standing::Declined,
            WindowFact::TalkHeld { at: held, .. } => Standing::Held(*held),
            WindowFact::MetOutside { at: met } | WindowFact::TalkHeldOutside { at: met, .. } => {
                Standing::Outside(*met)
            }
            WindowFact::Climbed { .. } | WindowFact::CallOwed { .. } => {
                self.told = Some(at);
                self.standing
            }
            _ => self.standing,
        };
    }

    fn word(&self, at: Instant) -> &'static str {
        match self.standing {
            Standing::Held(held) if held <= self.goal => "ended: held here within the goal",
            Standing::Held(_) => "ended: held here after it",
            Standing::Outside(held) if held <= self.goal => "ended: met outside within the goal",
            Standing::Outside(_) => "ended: met outside after it",
            Standing::Declined => "ended: declined",
            Standing::Talk(talk) if at < talk => "open: a talk is ahead",
            Standing::Talk(_) => "open: after its talk, nobody said",
            Standing::Referred => "open: with somebody outside",
            Standing::Waiting(_) if at < self.goal => "open: before the goal, nothing planned",
            Standing::Waiting(_) => "open: after the goal, nothing planned",
        }
    }
}

impl Task {
    fn passes(&mut self, id: TaskId, until: Instant, late_us: i64, found: &mut Found) {
        if !self.said && self.due.0 + late_us < until.0 {
            self.said = true;
            let (matter, by) = (self.matter.code(), self.owed_by);
            found.push((
                Law::NotClimbed,
                format!("{id} ({matter}, owed by {by:?}) was due at {}", self.due.0),
            ));
        }
    }
}
