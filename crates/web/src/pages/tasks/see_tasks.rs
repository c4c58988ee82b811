//! Everything somebody owes, soonest due first: owner, clock, last step.

use askama::Template;
use care::practice::Role;
use record::views::ask::{self, TaskRow};
use record::wire::role_code;

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows::Eyes;
use crate::parts::Task;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "tasks/see_tasks.html")]
struct Page {
    frame: Frame,
    yours: Vec<Task>,
    others: Vec<Task>,
}

/// `GET /tasks`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let signed = visit.signed()?;
    let role = signed.by.role;
    let eyes = Eyes { app, now: app.now(), clinical: role != Role::FrontDesk };
    let rows = app.read(ask::open_tasks)?;
    let mine = |row: &&TaskRow| match &row.taken_by {
        Some(name) => name == signed.name(),
        None => row.owed_by == role_code(role),
    };
    let (yours, others): (Vec<_>, Vec<_>) = rows.iter().partition(mine);
    let drawn = |rows: Vec<&TaskRow>| rows.into_iter().map(|row| drawn(&eyes, row)).collect();
    html(&Page {
        frame: draw::live_frame(app, visit, "Tasks"),
        yours: drawn(yours),
        others: drawn(others),
    })
}

/// The row of every list, and how often it has climbed.
fn drawn(eyes: &Eyes<'_>, row: &TaskRow) -> Task {
    let (_, mut task) = eyes.owed_task(row);
    if row.taken_by.is_none() {
        task.sub.push_str(" · nobody has taken it");
    }
    match row.climbed {
        0 => {}
        1 => task.sub.push_str(" · climbed once"),
        times => task.sub.push_str(&format!(" · climbed {times} times")),
    }
    task
}
