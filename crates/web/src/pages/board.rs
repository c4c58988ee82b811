//! Today: who needs someone now, who is in the rooms, who is in their first 48 hours, what comes later.

use askama::Template;
use care::practice::Role;
use care::time::Instant;
use care::units::Hours;
use record::views::ask::{self, SessionRow, TaskRow, WindowRow};

use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows;
use crate::parts::{Mark, Service, Task, Window};
use crate::visit::Visit;
use crate::when;

/// One room, as the board shows it.
pub struct Room {
    /// The chair or room.
    pub room: String,
    /// Initial and surname.
    pub name: String,
    /// Where it leads; empty for the desk.
    pub href: String,
    /// The door.
    pub service: Service,
    /// `2/6`.
    pub of: String,
    /// `128/78 · 74 · 98 %`; empty when nothing was read, or not for these eyes.
    pub reading: String,
    /// When it was taken.
    pub at_ms: i64,
    /// Its age in words.
    pub age: String,
    /// Minutes after which it looks old.
    pub old_after_min: u32,
    /// Looks old already.
    pub old: bool,
    /// What goes on.
    pub state: String,
    /// An open alarm.
    pub mark: Mark,
}

#[derive(Template)]
#[template(path = "board/board.html")]
struct Board {
    frame: Frame,
    day: String,
    needs: Vec<Task>,
    more: usize,
    rooms: Vec<Room>,
    windows: Vec<Window>,
    after: Vec<Window>,
    later: Vec<Room>,
    clinical: bool,
}

struct Lists {
    sessions: Vec<SessionRow>,
    open: Vec<WindowRow>,
    settled: Vec<WindowRow>,
    tasks: Vec<TaskRow>,
}

/// `GET /board`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let clinical = visit.signed()?.by.role != Role::FrontDesk;
    let lists = read(app, now, clinical)?;
    let eyes = rows::Eyes { app, now, clinical };
    let (rooms, later): (Vec<_>, Vec<_>) = lists
        .sessions
        .iter()
        .filter(|row| row.starts.0 > now.0 - DAY_US || row.phase != "scheduled")
        .partition(|row| row.phase != "scheduled");
    let rooms: Result<Vec<Room>, Trouble> = rooms.into_iter().map(|row| eyes.room(row)).collect();
    let later: Result<Vec<Room>, Trouble> = later.into_iter().map(|row| eyes.room(row)).collect();
    let (rooms, later) = (rooms?, later?);
    let mut needs = eyes.needs(&lists.sessions, &lists.open, &lists.tasks);
    let more = needs.len().saturating_sub(7);
    needs.truncate(7);
    let (after, current): (Vec<_>, Vec<_>) = lists.open.iter().partition(|row| row.goal <= now);
    let windows = current.into_iter().chain(&lists.settled).map(|row| eyes.window(row)).collect();
    html(&Board {
        frame: draw::live_frame(app, visit, "Today"),
        day: when::day(now, &app.zone),
        needs,
        more,
        rooms,
        windows,
        after: after.into_iter().map(|row| eyes.window(row)).collect(),
        later,
        clinical,
    })
}

const DAY_US: i64 = 24 * 3_600_000_000;

fn read(app: &App, now: Instant, clinical: bool) -> Result<Lists, Trouble> {
    let (_, tomorrow) = when::day_around(now, &app.zone);
    let recent = Instant(now.0 - 7 * DAY_US);
    app.read(|conn, org| {
        Ok(Lists {
            sessions: ask::active_sessions(conn, org, tomorrow.max(now.plus_hours(Hours(1))))?,
            open: ask::open_windows(conn, org, recent)?,
            settled: ask::settled_windows(conn, org, now)?,
            tasks: if clinical { ask::open_tasks(conn, org)? } else { ask::open_tasks_for_desk(conn, org)? },
        })
    })
}
