//! What somebody owes by a clock: signals, hand-backs, calls; windows, messages and referrals with nobody's answer.

use care::ids::IncidentId;
use care::messages::Unsent;
use care::practice::Role;
use care::referral::due;
use record::views::ask::{TaskRow, WindowRow};
use record::views::messages::MessageRow;
use record::views::{ask_contacts, ask_incidents, ask_referrals};
use record::wire::role_of;

use super::{FIRST_CALLS, Look};
use crate::answer::Trouble;
use crate::pages::clinic::messages;
use crate::pages::incidents;
use crate::pages::patients::person_name;
use crate::pages::rows::{service, short_name};
use crate::parts::{Mark, Task};
use crate::texts::Lang;
use crate::{when, words};

/// What has a part of its own on the page.
const ELSEWHERE: [&str; 6] =
    ["safety-signal", "stop-limit", "patient-call", "hand-back", "referral-open", "emergency-review"];

impl Look<'_> {
    /// Open tasks about these matters, the soonest due first.
    pub fn tasks(&self, rows: &[TaskRow], matters: &[&str]) -> Vec<Task> {
        let fits = |row: &&TaskRow| matters.contains(&row.matter.as_str());
        rows.iter().filter(fits).map(|row| self.task(row)).collect()
    }

    /// What else was due and has no answer. An unfilled window stands with the windows until its own task is late.
    pub fn late_tasks(&self, rows: &[TaskRow]) -> Vec<Task> {
        let fits = |row: &&TaskRow| row.due <= self.now && !ELSEWHERE.contains(&row.matter.as_str());
        rows.iter().filter(fits).map(|row| self.task(row)).collect()
    }

    fn task(&self, row: &TaskRow) -> Task {
        let (_, mut task) = self.eyes.owed_task(row);
        let late = if row.due <= self.now { "was due" } else { "due" };
        let owed = match (&row.taken_by, &row.owed_to_name) {
            (Some(name), _) => format!("taken by {name}"),
            (None, Some(name)) => format!("owed by {name}, not taken"),
            (None, None) => {
                let role = role_of(&row.owed_by).map_or("", |role| words::role(Lang::En, role));
                format!("owed by {}, not taken", self.owners.of_code(&row.owed_by, role))
            }
        };
        let climbed = match row.climbed {
            0 => String::new(),
            1 => " · climbed once".to_owned(),
            times => format!(" · climbed {times} times"),
        };
        task.sub = format!("{late} {} · {owed}{climbed}", when::day_clock(row.due, &self.app.zone));
        task
    }

    /// Six hours left or less and nothing booked; and those that lapsed with no answer, the newest first.
    pub fn windows(&self, rows: &[WindowRow]) -> Vec<Task> {
        let desk = self.owed_by(None, Role::FrontDesk);
        let mut soon: Vec<Task> =
            rows.iter().filter_map(|row| self.eyes.window_task(row)).map(|(_, row)| row).collect();
        for task in &mut soon {
            task.sub = format!("{} · {desk}", task.sub);
        }
        let lapsed = rows
            .iter()
            .rev()
            .filter(|row| row.is_open && row.goal <= self.now && row.talk_at.is_none_or(|at| at <= self.now));
        soon.extend(lapsed.map(|row| Task {
            id: format!("lapsed-{}", row.window),
            mark: Mark::Low,
            title: format!(
                "{} · the first hours are over, and nobody said what became of the talk{}",
                short_name(&row.patient_name),
                match (row.talk_at, &row.referred) {
                    (Some(_), _) => " that was booked",
                    (None, Some(_)) => " outside",
                    (None, None) => "; nothing was booked",
                }
            ),
            sub: format!(
                "until {} · {}",
                when::day_clock(row.goal, &self.app.zone),
                row.talk_with_name.as_ref().map_or(desk.clone(), |name| format!("was to be with {name}"))
            ),
            service: service(&row.model),
            href: format!("/windows/{}", row.window),
            action: "Open".to_owned(),
            ..Task::default()
        }));
        soon
    }

    /// Calls that somebody without an account asked for, and whose time is over: how many, without a name.
    pub fn first_calls(&self) -> Result<Vec<Task>, Trouble> {
        let (_, late) = self.app.read(|conn, org| ask_contacts::owed(conn, org, self.now))?;
        let title = match late {
            0 => return Ok(vec![]),
            1 => "1 person waits for a first call that is late".to_owned(),
            late => format!("{late} people wait for a first call that is late"),
        };
        Ok(vec![Task {
            id: "first-calls-late".to_owned(),
            mark: Mark::Overdue,
            title,
            sub: self.owed_by(None, Role::FrontDesk),
            href: FIRST_CALLS.to_owned(),
            action: "Open first calls".to_owned(),
            ..Task::default()
        }])
    }

    /// Incidents whose review is owed, the soonest due first.
    pub fn incidents(&self) -> Result<Vec<Task>, Trouble> {
        let drawn = |id: IncidentId| {
            let incident = self.app.incident(id)?;
            let late = incident.is_late(self.now);
            let due = when::day_clock(incident.told.due, &self.app.zone);
            let who = match incident.taken_by {
                Some(person) => format!("taken by {}", person_name(self.app, person)),
                None => format!("{}, not taken", self.owed_by(None, Role::MedicalDirector)),
            };
            Ok(Task {
                id: format!("incident-{id}"),
                mark: if late { Mark::Overdue } else { Mark::Low },
                title: format!(
                    "{} · {}",
                    incidents::kind_words(incident.told.kind),
                    incidents::severity_words(incident.told.severity)
                ),
                sub: format!("review {} {due} · {who}", if late { "was due" } else { "due" }),
                href: format!("/clinic/incidents/{id}"),
                action: "Open".to_owned(),
                ..Task::default()
            })
        };
        self.app.read(ask_incidents::open)?.into_iter().map(drawn).collect()
    }

    /// Messages that failed to go and that a call must replace. What was overtaken, or not wanted, did not fail.
    pub fn unsent(&self, rows: &[MessageRow]) -> Vec<Task> {
        let failed = |row: &&MessageRow| {
            row.why.is_some_and(|why| !matches!(why, Unsent::Overtaken | Unsent::Unsubscribed))
        };
        let desk = self.owed_by(None, Role::FrontDesk);
        let drawn = |row: &MessageRow| {
            let line = messages::line(self.app, Role::MedicalDirector, row, true);
            Task {
                id: format!("unsent-{}", row.message),
                mark: Mark::Medium,
                mark_words: "Not sent".to_owned(),
                title: line.words,
                sub: format!("{} · a call is {desk}", line.state),
                href: "/clinic/messages".to_owned(),
                action: "Open messages".to_owned(),
                ..Task::default()
            }
        };
        rows.iter().filter(failed).map(drawn).collect()
    }

    /// Referrals with something late: no answer, no meeting, not sent.
    pub fn referrals(&self) -> Result<Vec<Task>, Trouble> {
        let desk = self.owed_by(None, Role::FrontDesk);
        let mut drawn = vec![];
        for id in self.app.read(ask_referrals::open)? {
            let referral = self.app.referral(id)?;
            let late = !referral.climbed.is_empty() || due(&referral, self.now).is_some();
            if !late || referral.met.is_some() {
                continue;
            }
            let patient = self.app.patient(referral.written.patient)?;
            drawn.push(Task {
                id: format!("late-{id}"),
                mark: Mark::Overdue,
                title: format!(
                    "{} · {}",
                    short_name(patient.details.name.as_str()),
                    Lang::En.word_of("referral-state", referral.state(self.now).code())
                ),
                sub: format!(
                    "to be seen by {} · {desk}",
                    when::day_clock(referral.written.by_when, &self.app.zone)
                ),
                href: format!("/referrals/{id}"),
                action: "Open".to_owned(),
                ..Task::default()
            });
        }
        Ok(drawn)
    }
}
