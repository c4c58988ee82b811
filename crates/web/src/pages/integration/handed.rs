//! What somebody handed back to the clinic, and who has it. Who answers and when: never what they answered.

use care::fact::{Stream, What};
use care::ids::{CommandId, TaskId, WindowId};
use care::integration::WindowFact;
use care::tasks::Task;
use care::time::Instant;
use record::envelope::Stored;
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::{when, words};

/// One thing that was handed back.
pub struct Handed {
    /// When.
    pub at: String,
    /// Machine time.
    pub iso: String,
    /// How it stands, in words.
    pub stands: String,
    /// Nobody has it yet and its time is over.
    pub late: bool,
}

/// What was handed back in these first hours, newest first.
///
/// # Errors
/// The store's.
pub fn handed(app: &App, window: WindowId) -> Result<Vec<Handed>, Trouble> {
    let facts = app.read(|conn, org| ask::history(conn, org, &[Stream::Window(window)]))?;
    let mut handed = vec![];
    for stored in facts.iter().rev().filter(|stored| is_hand_back(stored)) {
        // The task that a hand-back opens carries the number of its command (`care::integration::hand_back`).
        let Some(command) = CommandId::read(&stored.envelope.command_id) else { continue };
        let task = app.task(TaskId::from_command(command, 0))?;
        let at = Instant(stored.envelope.recorded_us);
        handed.push(Handed {
            at: when::day_clock(at, &app.zone),
            iso: when::iso(at, &app.zone),
            late: task.taken_by.is_none() && task.answered.is_none() && task.due <= app.now(),
            stands: stands(app, &task),
        });
    }
    Ok(handed)
}

fn is_hand_back(stored: &Stored) -> bool {
    let fact = record::wire::decode(&stored.envelope.fact, &stored.envelope.body);
    matches!(fact, Ok(What::Window(WindowFact::HandedBack { .. })))
}

fn stands(app: &App, task: &Task) -> String {
    let name = |id| app.person(id).map_or_else(|_| "Somebody".to_owned(), |person| person.name.to_string());
    if let Some((by, _)) = &task.answered {
        return format!("{} answered.", name(*by));
    }
    if task.settled.is_some() {
        return "Nobody owes an answer any more.".to_owned();
    }
    let (role, due) =
        (words::role(Lang::En, task.owed_by).to_lowercase(), when::day_clock(task.due, &app.zone));
    match task.taken_by {
        Some(by) => format!("{} has it. An answer is owed by {due}.", name(by)),
        None if task.due <= app.now() => {
            format!("Nobody has taken it yet, and {due} is over. It climbs. Call the clinic.")
        }
        None => format!("Nobody has taken it yet. A {role} owes an answer by {due}."),
    }
}
