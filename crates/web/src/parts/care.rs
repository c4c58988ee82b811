//! The parts of the course and the chair.

use super::tag::{Mark, Service};

/// How a gate stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GateState {
    /// Still stops the next step.
    #[default]
    Open,
    /// Met.
    Clear,
    /// Not met, passed by a named person with a reason.
    Overridden,
}

/// One thing that must be true before the next step.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// "Consent in force"
    pub name: String,
    /// How it stands.
    pub state: GateState,
    /// Why it stands so: value, source, time; for an override the reason and the name.
    pub why: String,
    /// Who can clear it; "" when clear.
    pub who: String,
    /// Where to clear it; "" for no link.
    pub href: String,
    /// Words of that link.
    pub link_words: String,
}

impl Gate {
    /// The mark's class suffix.
    pub fn code(&self) -> &'static str {
        match self.state {
            GateState::Open => "todo",
            GateState::Clear => "done",
            GateState::Overridden => "overdue",
        }
    }

    /// The sprite name.
    pub fn icon(&self) -> &'static str {
        match self.state {
            GateState::Open => "open",
            GateState::Clear => "done",
            GateState::Overridden => "overridden",
        }
    }

    /// The word.
    pub fn word(&self) -> &'static str {
        match self.state {
            GateState::Open => "Open",
            GateState::Clear => "Clear",
            GateState::Overridden => "Overridden",
        }
    }
}

/// A task in a list or at the top of a page.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// Element id, stable across refreshes.
    pub id: String,
    /// Priority or status.
    pub mark: Mark,
    /// Words of the mark; "" = the usual word.
    pub mark_words: String,
    /// One sentence with the number and the limit: "Chair 2 · L. Hart · BP 162/98 above …".
    pub title: String,
    /// "Due 10:24 · S. Ortiz RN"; "" for none.
    pub sub: String,
    /// Which door, or `Service::None` for no tag.
    pub service: Service,
    /// Primary action; "" for none.
    pub href: String,
    /// Words of the primary action.
    pub action: String,
}

/// How the first talk of a window stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WindowState {
    /// Nothing booked.
    #[default]
    NotBooked,
    /// Asked, no answer yet.
    Asked,
    /// Booked.
    Booked,
    /// Held.
    Done,
    /// Said no, thanks.
    Declined,
    /// After the goal, still worth offering.
    After,
}

/// One row of the first 48 hours.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// Element id, stable across refreshes.
    pub id: String,
    /// "M. Okafor"
    pub name: String,
    /// Link of the name; "" for none.
    pub href: String,
    /// The dose's service.
    pub service: Service,
    /// Elapsed twentieths, 0 to 20.
    pub elapsed: u8,
    /// "5 h left", "done at 26 h"
    pub left: String,
    /// "until Fri 15:40"; "" for none.
    pub until: String,
    /// The goal time in ms since 1970 for the running text; `None` = fixed words.
    pub until_ms: Option<i64>,
    /// How it stands.
    pub state: WindowState,
    /// "nothing booked", "booked Fri 17:00"
    pub state_words: String,
    /// Kind of talk; `Service::None` for no tag.
    pub kind: Service,
    /// "Owner: S. Ortiz RN · prefers text"; "" for none.
    pub owner: String,
    /// Action; "" for none.
    pub action_href: String,
    /// Words of the action.
    pub action: String,
}

impl Window {
    /// Twenty cells, true = elapsed.
    pub fn cells(&self) -> Vec<bool> {
        (0..20).map(|n| n < self.elapsed).collect()
    }

    /// The sprite name of the state mark.
    pub fn icon(&self) -> &'static str {
        match self.state {
            WindowState::NotBooked => "w-none",
            WindowState::Asked => "w-asked",
            WindowState::Booked => "w-booked",
            WindowState::Done => "w-done",
            WindowState::Declined => "w-no",
            WindowState::After => "w-later",
        }
    }

    /// Class of the row.
    pub fn class(&self) -> &'static str {
        match self.state {
            WindowState::Done => "window-done",
            WindowState::Declined => "window-no",
            _ => "window-open",
        }
    }
}

/// Where a step of the course stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// The present one.
    Now,
    /// To come.
    #[default]
    Ahead,
    /// Left out.
    Skipped,
}

/// One step of the course, top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// "Infusion 3 of 6"
    pub label: String,
    /// "Thu 20 Nov, 10:40"; "" for none.
    pub when: String,
    /// A second line; "" for none.
    pub note: String,
    /// Where it stands.
    pub state: StepState,
    /// Which door, or `Service::None` for no tag.
    pub service: Service,
    /// Link of the label; "" for none.
    pub href: String,
}

impl Step {
    /// Class and node suffix.
    pub fn code(&self) -> &'static str {
        match self.state {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Ahead => "ahead",
            StepState::Skipped => "skipped",
        }
    }
}

/// One cell of the flowsheet.
#[derive(Clone, Debug, Default)]
pub struct FlowCell {
    /// "162/98"; "" shows a dash read as "no entry".
    pub words: String,
    /// Priority or status of this reading.
    pub mark: Mark,
    /// A wrong entry, kept and struck.
    pub wrong: bool,
}

/// One sign over time.
#[derive(Clone, Debug, Default)]
pub struct FlowRow {
    /// "BP"
    pub label: String,
    /// "mmHg"; "" for none.
    pub unit: String,
    /// One per time.
    pub cells: Vec<FlowCell>,
}

/// Readings as a real table: times are columns, newest at the end.
#[derive(Clone, Debug, Default)]
pub struct Flowsheet {
    /// Element id, stable across refreshes.
    pub id: String,
    /// Caption sentence.
    pub caption: String,
    /// "10:05"
    pub times: Vec<String>,
    /// Signs, always in the same order.
    pub rows: Vec<FlowRow>,
}

/// One big number.
#[derive(Clone, Debug, Default)]
pub struct Vital {
    /// "bp", "hr", "spo2", "rr" or "awake": test hook and signal colour.
    pub code: String,
    /// "BP"
    pub label: String,
    /// "mmHg", "of 5"; "" for none.
    pub unit: String,
    /// "162/98"; "" = no reading.
    pub value: String,
    /// "cuff · baseline 124/76 · next 10:25"; "" for none.
    pub note: String,
    /// When it was taken, ms since 1970; `None` = no reading.
    pub at_ms: Option<i64>,
    /// The age in words at the time of rendering: "2 min".
    pub age: String,
    /// Minutes after which it is old.
    pub old_after_min: u32,
    /// Old already at the time of rendering.
    pub old: bool,
    /// Out of a limit, or overdue.
    pub mark: Mark,
    /// Takes the full row (blood pressure).
    pub wide: bool,
}
