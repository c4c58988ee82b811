//! Everything somebody owes, worst first and then soonest due: owner, clock, last step.

use askama::Template;
use care::practice::Role;
use record::views::ask::{self, TaskRow};
use record::views::ask_contacts;
use record::wire::role_code;

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows::Eyes;
use crate::pages::supervision::waits_for;
use crate::parts::Task;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "tasks/see_tasks.html")]
struct Page {
    frame: Frame,
    free: Vec<Task>,
    yours: Vec<Task>,
    others: Vec<Task>,
    first_calls: String,
    /// What waits for the reader as a supervisor.
    supervision: String,
}

/// `GET /tasks`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let signed = visit.signed()?;
    let role = signed.by.role;
    let eyes = Eyes { app, now: app.now(), clinical: role != Role::FrontDesk };
    let rows = if eyes.clinical { app.read(ask::open_tasks)? } else { app.read(ask::open_tasks_for_desk)? };
    let mine = |row: &&TaskRow| match (&row.taken_by, row.owed_to) {
        (Some(name), _) => name == signed.name(),
        (None, Some(person)) => Some(person) == signed.person_id(),
        (None, None) => row.owed_by == role_code(role),
    };
    let (yours, others): (Vec<_>, Vec<_>) = rows.iter().partition(mine);
    // What somebody's safety hangs on and nobody has taken is everybody's who may take it.
    let free = |row: &&TaskRow| {
        let hangs = ["safety-signal", "stop-limit", "alarm-unanswered", "emergency"];
        row.taken_by.is_none() && hangs.contains(&row.matter.as_str())
    };
    let (free, others): (Vec<_>, Vec<_>) = others.into_iter().partition(free);
    let drawn = |rows: Vec<&TaskRow>| {
        let mut tasks: Vec<(u8, Task)> = rows.into_iter().map(|row| drawn(&eyes, row)).collect();
        tasks.sort_by_key(|(rank, _)| *rank);
        tasks.into_iter().map(|(_, task)| task).collect()
    };
    let (owed, late) = app.read(|conn, org| ask_contacts::owed(conn, org, eyes.now))?;
    html(&Page {
        first_calls: match (owed, late) {
            (0, _) => String::new(),
            (owed, 0) => format!("First calls owed: {owed}"),
            (owed, late) => format!("First calls owed: {owed}, late: {late}"),
        },
        supervision: match signed.person_id() {
            Some(me) if role.is_clinical() => waits_for(app, me)?,
            _ => String::new(),
        },
        frame: draw::live_frame(app, visit, "Tasks"),
        free: drawn(free),
        yours: drawn(yours),
        others: drawn(others),
    })
}

/// Its rank, and the row of every list with how often it has climbed.
fn drawn(eyes: &Eyes<'_>, row: &TaskRow) -> (u8, Task) {
    let (rank, mut task) = eyes.owed_task(row);
    if row.taken_by.is_none() {
        task.sub.push_str(" · nobody has taken it");
    }
    match row.climbed {
        0 => {}
        1 => task.sub.push_str(" · climbed once"),
        times => task.sub.push_str(&format!(" · climbed {times} times")),
    }
    (rank, task)
}
