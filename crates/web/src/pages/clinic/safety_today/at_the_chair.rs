//! What is open about a session: an alarm, a late reading, a record without a signature. Owed by whoever is named on it.

use care::practice::Role;
use care::session::Session;
use record::views::ask::{SessionRow, TaskRow};

use super::Look;
use crate::answer::Trouble;
use crate::pages::patients::person_name;
use crate::pages::rows::{service, short_name};
use crate::parts::{Mark, Task};

impl Look<'_> {
    /// Who owes what is open about a session: the nurse who is there, or named on it, else the prescriber.
    fn owed_at(&self, row: &SessionRow) -> Result<String, Trouble> {
        let session = self.app.session(row.session)?;
        let name = owner(&session).map(|person| person_name(self.app, person));
        let role = if session.named(Role::Nurse).next().is_some() { Role::Nurse } else { Role::Prescriber };
        Ok(self.owed_by(name.as_deref(), role))
    }

    /// Alarms nobody has answered, over or not; with what a stop limit made somebody owe.
    pub fn alarms(&self, rows: &[SessionRow], tasks: &[TaskRow]) -> Result<Vec<Task>, Trouble> {
        let mut drawn = vec![];
        for row in rows {
            let Some((_, mut task)) = self.eyes.alarm_task(row) else { continue };
            let over = !matches!(row.phase.as_str(), "checked-in" | "dosing" | "paused" | "recovery");
            let over = if over { " · the session is over" } else { "" };
            task.sub = format!("{}{over} · {}", task.sub, self.owed_at(row)?);
            drawn.push(task);
        }
        drawn.extend(self.tasks(tasks, &["stop-limit"]));
        Ok(drawn)
    }

    /// Readings later than their interval and grace, in every room.
    pub fn late_readings(&self, rows: &[SessionRow]) -> Result<Vec<Task>, Trouble> {
        let mut drawn = vec![];
        for row in rows {
            let Some((_, mut task)) = self.eyes.late_task(row) else { continue };
            task.sub = self.owed_at(row)?;
            drawn.push(task);
        }
        Ok(drawn)
    }

    /// Sessions that are over and whose record nobody has signed.
    pub fn unsigned(&self, rows: &[SessionRow]) -> Result<Vec<Task>, Trouble> {
        let mut drawn = vec![];
        for row in rows {
            let kind = row.kind.replace('-', " ");
            let ended = if row.phase == "aborted" { "stopped" } else { "discharged" };
            drawn.push(Task {
                id: format!("unsigned-{}", row.session),
                mark: Mark::Draft,
                mark_words: "Not signed".to_owned(),
                title: format!("{} · {kind} session, {ended}", short_name(&row.patient_name)),
                sub: format!(
                    "{} · {} · {}",
                    self.app.place_of_room(&row.room, row.starts).day_clock(row.starts),
                    row.room,
                    self.owed_at(row)?
                ),
                service: service(&row.model),
                href: format!("/sessions/{}", row.session),
                action: "Open the record".to_owned(),
            });
        }
        Ok(drawn)
    }
}

fn owner(session: &Session) -> Option<care::ids::PersonId> {
    let there = session.present.iter().find(|(_, role)| *role == Role::Nurse).map(|(person, _)| *person);
    let named = |role| session.named(role).next();
    there
        .or_else(|| named(Role::Nurse))
        .or_else(|| named(Role::Prescriber))
        .or_else(|| named(Role::Therapist))
}
