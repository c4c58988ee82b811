//! Safety today: what is open across the house, worst first, each with who owes it and where it is answered. The record
//! says it; nobody is said to be watching. A part of which nothing is open says so in words.

use askama::Template;
use care::practice::Role;
use care::time::Instant;
use care::units::Hours;
use record::views::ask::{self, SessionRow, TaskRow, WindowRow};
use record::views::ask_safety;
use record::views::messages::{self, MessageRow};

use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows::Eyes;
use crate::parts::{Action, Task};
use crate::visit::Visit;
use crate::when;

mod at_the_chair;
mod dated;
mod drugs;
mod owed;
mod owners;

use owners::Owners;

/// Of one kind so many are shown; the rest is said as a number, with where all of it is.
const SHOWN: usize = 12;
/// A window that lapsed is listed here for thirty days; after that it is counted by week. House policy.
const LAPSED_FOR: Hours = Hours(30 * 24);
/// A message that failed to go is listed here for a week. House policy.
const UNSENT_FOR: Hours = Hours(7 * 24);

/// Everything of one kind.
pub struct Section {
    /// Its id on the page.
    pub id: &'static str,
    /// `Alarms without an answer`.
    pub heading: &'static str,
    /// What is said when there is none.
    pub zero: &'static str,
    /// Worst first.
    pub rows: Vec<Task>,
    /// How many are not shown.
    pub more: usize,
    /// Where all of it is.
    pub all: (&'static str, &'static str),
}

impl Section {
    fn new(
        (id, heading, zero): (&'static str, &'static str, &'static str),
        all: (&'static str, &'static str),
        mut rows: Vec<Task>,
    ) -> Self {
        let more = rows.len().saturating_sub(SHOWN);
        rows.truncate(SHOWN);
        Self { id, heading, zero, rows, more, all }
    }

    /// How many there are.
    pub fn n(&self) -> usize {
        self.rows.len() + self.more
    }
}

/// What was read of the record, at one instant.
struct Lists {
    under_way: Vec<SessionRow>,
    alarms: Vec<SessionRow>,
    unsigned: Vec<SessionRow>,
    windows: Vec<WindowRow>,
    tasks: Vec<TaskRow>,
    unsent: Vec<MessageRow>,
}

/// Who looks, when, and who is here to owe something.
struct Look<'a> {
    app: &'a App,
    now: Instant,
    eyes: Eyes<'a>,
    owners: Owners,
}

#[derive(Template)]
#[template(path = "clinic/safety_today.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    as_of: String,
    open: Vec<Section>,
    zeros: Vec<&'static str>,
    worst: String,
}

/// `GET /clinic`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let lists = read(app, now)?;
    let look = Look { app, now, eyes: Eyes { app, now, clinical: true }, owners: Owners::now(app, now)? };
    let all = sections(&look, &lists)?;
    let (open, zero): (Vec<_>, Vec<_>) = all.into_iter().partition(|section| !section.rows.is_empty());
    let worst = open.first().and_then(|section| section.rows.first()).map(|row| row.href.clone());
    html(&Page {
        frame: draw::live_frame(app, visit, "Safety today"),
        places: places("/clinic"),
        as_of: when::day_clock(now, &app.zone),
        worst: worst.unwrap_or_default(),
        zeros: zero.iter().map(|section| section.zero).collect(),
        open,
    })
}

/// The director's places, beside each other on each of them.
pub fn places(here: &str) -> Vec<Action> {
    let all = [
        ("/clinic", "Safety today"),
        ("/clinic/window", "First talks"),
        ("/clinic/outcomes", "Outcomes"),
        ("/clinic/incidents", "Incidents"),
        ("/clinic/policy", "Changes"),
        ("/clinic/follow-ups", "Follow-ups"),
        ("/clinic/place", "The place"),
        ("/clinic/custody", "The place and vaults"),
        ("/protocols", "Protocols"),
        ("/clinic/people", "People and licences"),
        ("/clinic/on-call", "On call"),
        ("/clinic/messages", "Messages"),
        ("/clinic/prices", "Prices"),
        ("/desk/receipts", "Receipts"),
        ("/desk/directory", "People outside"),
        ("/vault", "Vaults"),
    ];
    all.iter().map(|(href, label)| Action::new(href, label, *href == here)).collect()
}

/// Where first calls are answered.
const FIRST_CALLS: &str = "/desk/first-contacts";

fn read(app: &App, now: Instant) -> Result<Lists, Trouble> {
    let before = |hours: Hours| Instant(now.0.saturating_sub(Instant(0).plus_hours(hours).0));
    let mut lists = app.read(|conn, org| {
        Ok(Lists {
            under_way: ask_safety::under_way(conn, org)?,
            alarms: ask_safety::unanswered_alarms(conn, org)?,
            unsigned: ask_safety::unsigned(conn, org, now)?,
            windows: ask::windows_for_the_clock(conn, org, before(LAPSED_FOR), Instant(i64::MAX))?,
            tasks: ask::every_open_task(conn, org)?,
            unsent: messages::standing(conn, org, "unsent")?,
        })
    })?;
    lists.unsent.retain(|row| row.done.is_some_and(|at| before(UNSENT_FOR) <= at));
    Ok(lists)
}

/// Every kind, worst first.
fn sections(look: &Look<'_>, lists: &Lists) -> Result<Vec<Section>, Trouble> {
    let mut all = about_people(look, lists)?;
    all.extend(about_drugs(look)?);
    all.extend(about_the_house(look, lists)?);
    all.extend(about_dates(look)?);
    Ok(all)
}

/// What waits for somebody who is here, or was just now.
fn about_people(look: &Look<'_>, lists: &Lists) -> Result<Vec<Section>, Trouble> {
    let tasks = ("/tasks", "all tasks");
    let board = ("/board", "the board");
    let matter = |matters: &[&str]| look.tasks(&lists.tasks, matters);
    Ok(vec![
        Section::new(
            ("signals", "Safety signals that are open", "No safety signal is open."),
            tasks,
            matter(&["safety-signal"]),
        ),
        Section::new(
            ("alarms", "Alarms without an answer", "No alarm is without an answer."),
            board,
            look.alarms(&lists.alarms, &lists.tasks)?,
        ),
        Section::new(
            ("vitals", "Readings that are late", "No reading is late in any room."),
            board,
            look.late_readings(&lists.under_way)?,
        ),
        Section::new(
            ("calls", "Calls from the chair", "Nobody calls from a chair."),
            tasks,
            matter(&["patient-call"]),
        ),
        Section::new(
            ("hand-backs", "Hand-backs nobody has acknowledged", "No hand-back waits to be acknowledged."),
            tasks,
            matter(&["hand-back"]),
        ),
        Section::new(
            (
                "windows",
                "First hours with nothing booked",
                "No one has six hours left or less with nothing booked, and no one’s first hours lapsed unanswered in \
                 the last 30 days.",
            ),
            ("/clinic/window", "all counted by week"),
            look.windows(&lists.windows),
        ),
        Section::new(
            ("emergency", "Emergency access to be reviewed", "No emergency access waits for a review."),
            tasks,
            matter(&["emergency-review"]),
        ),
    ])
}

/// What is owed about drugs under lock.
fn about_drugs(look: &Look<'_>) -> Result<Vec<Section>, Trouble> {
    let vaults = ("/vault", "all vaults");
    Ok(vec![
        Section::new(
            ("syringes", "Syringes left open after a visit", "No syringe is left open after its visit."),
            vaults,
            look.syringes()?,
        ),
        Section::new(
            (
                "losses",
                "Losses of which an authority has to be told",
                "No loss waits for a notice or a form.",
            ),
            vaults,
            look.losses()?,
        ),
        Section::new(
            ("differences", "Differences in a vault", "No difference in a vault has to be explained."),
            vaults,
            look.differences()?,
        ),
        Section::new(
            ("past-use", "Drugs on hand that may not be used", "No drug on hand is past its day."),
            vaults,
            look.past_use()?,
        ),
        Section::new(
            ("counts", "Vaults to be counted", "No vault has to be counted today."),
            ("/clinic/custody", "what the place asks"),
            look.counts()?,
        ),
    ])
}

/// What is owed on paper: signatures, messages, referrals.
fn about_the_house(look: &Look<'_>, lists: &Lists) -> Result<Vec<Section>, Trouble> {
    let tasks = ("/tasks", "all tasks");
    let board = ("/board", "the board");
    Ok(vec![
        Section::new(
            ("incidents", "Incidents to be reviewed", "No incident waits for a review."),
            ("/clinic/incidents", "all incidents"),
            look.incidents()?,
        ),
        Section::new(
            ("owed", "Other tasks that are late", "No other task is late."),
            tasks,
            look.late_tasks(&lists.tasks),
        ),
        Section::new(
            ("first-calls", "First calls that are late", "No first call is late."),
            (FIRST_CALLS, "all first calls"),
            look.first_calls()?,
        ),
        Section::new(
            ("unsigned", "Records nobody has signed", "No record of a session waits for a signature."),
            board,
            look.unsigned(&lists.unsigned)?,
        ),
        Section::new(
            ("messages", "Messages that failed to go", "No message failed to go in the last 7 days."),
            ("/clinic/messages", "all messages"),
            look.unsent(&lists.unsent),
        ),
        Section::new(
            ("referrals", "Referrals that are late", "No referral is late."),
            ("/referrals", "all referrals"),
            look.referrals()?,
        ),
    ])
}

/// What ends by its date, or has to be read again.
fn about_dates(look: &Look<'_>) -> Result<Vec<Section>, Trouble> {
    Ok(vec![
        Section::new(
            (
                "licences",
                "Licences and affiliations that end soon",
                "No licence and no affiliation ends in the next 60 days.",
            ),
            ("/clinic/people", "everyone"),
            look.licences()?,
        ),
        Section::new(
            (
                "place",
                "What the place asks of support",
                "No profile of support leaves out what the place asks.",
            ),
            ("/clinic/place", "what it asks"),
            look.place()?,
        ),
        Section::new(
            ("looks", "Licences to be looked up again", "No licence has to be looked up again today."),
            ("/clinic/people/verify", "all of them"),
            look.looks()?,
        ),
        Section::new(
            (
                "second-signatures",
                "Notes that have waited a week for a second signature",
                "No note has waited a week for its second signature.",
            ),
            ("/clinic/people", "everyone"),
            look.second_signatures()?,
        ),
        Section::new(
            (
                "changes",
                "Protocol changes that wait for a second person",
                "No protocol change waits for a second person.",
            ),
            ("/clinic/policy", "all changes"),
            look.changes()?,
        ),
        Section::new(
            (
                "protocols",
                "Protocols to be read again",
                "No protocol has to be read again in the next 60 days.",
            ),
            ("/protocols", "all protocols"),
            look.protocols()?,
        ),
    ])
}

impl Look<'_> {
    /// `owed by Sam Ortiz`, or by whoever holds the role now.
    fn owed_by(&self, name: Option<&str>, role: Role) -> String {
        match name {
            Some(name) => format!("owed by {name}"),
            None => format!("owed by {}", self.owners.of(role)),
        }
    }
}
