//! Small structs the template parts take. All are plain words: formatting happened before.

/// One answer of a radio group, a check group or a select.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A quiet second line; "" for none.
    pub hint: String,
    /// Chosen now.
    pub checked: bool,
}

impl Choice {
    /// A choice, checked when `value` equals `current`.
    pub fn new(value: &str, label: &str, current: &str) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: String::new(), checked: value == current }
    }

    /// With a quiet second line.
    pub fn hint(mut self, hint: &str) -> Choice {
        self.hint = hint.into();
        self
    }
}

/// One thing a form needs looked at again.
#[derive(Clone, Debug, Default)]
pub struct FieldError {
    /// Name of the input.
    pub name: String,
    /// What is wrong and how to put it right, without blame.
    pub words: String,
}

/// All errors of a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    /// The list.
    pub list: Vec<FieldError>,
}

impl Errors {
    /// Adds one.
    pub fn add(&mut self, name: &str, words: &str) {
        self.list.push(FieldError { name: name.into(), words: words.into() });
    }

    /// Words for one field, "" when it is fine. Use in templates: `error = errors.of("weight")`.
    pub fn of(&self, name: &str) -> &str {
        self.list.iter().find(|e| e.name == name).map_or("", |e| e.words.as_str())
    }

    /// Nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// The doors that are never mixed up: word, icon and edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Service {
    /// Psychotherapy with ketamine, therapist present.
    Kap,
    /// IV ketamine as a medical procedure.
    Infusion,
    /// Licensed therapy about the experience.
    IntegrationTherapy,
    /// Non-clinical support.
    IntegrationSupport,
    /// The person's own, outside therapist.
    Outside,
    /// None, or declined.
    #[default]
    None,
}

impl Service {
    /// Class and sprite name.
    pub fn code(self) -> &'static str {
        match self {
            Service::Kap => "kap",
            Service::Infusion => "infusion",
            Service::IntegrationTherapy => "int-therapy",
            Service::IntegrationSupport => "int-support",
            Service::Outside => "outside",
            Service::None => "no-service",
        }
    }

    /// The word on the tag.
    pub fn word(self) -> &'static str {
        match self {
            Service::Kap => "KAP session",
            Service::Infusion => "Infusion",
            Service::IntegrationTherapy => "Integration therapy",
            Service::IntegrationSupport => "Integration support",
            Service::Outside => "Outside therapist",
            Service::None => "None",
        }
    }
}

/// A status or a priority: shape and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to say.
    #[default]
    Quiet,
    /// Stop what you are doing.
    High,
    /// Re-plan now.
    Medium,
    /// Plan.
    Low,
    /// Past its time.
    Overdue,
    /// Too old to act on.
    Old,
    /// Feed lost.
    NotLive,
    /// Not yet signed.
    Draft,
    /// Signed.
    Signed,
    /// Opens later.
    Locked,
    /// Done.
    Done,
    /// Waiting for someone.
    Todo,
    /// Plain information.
    Info,
}

impl Mark {
    /// Class suffix: `m-high`.
    pub fn code(self) -> &'static str {
        match self {
            Mark::Quiet => "quiet",
            Mark::High => "high",
            Mark::Medium => "medium",
            Mark::Low => "low",
            Mark::Overdue => "overdue",
            Mark::Old => "old",
            Mark::NotLive => "notlive",
            Mark::Draft => "draft",
            Mark::Signed => "signed",
            Mark::Locked => "locked",
            Mark::Done => "done",
            Mark::Todo => "todo",
            Mark::Info => "info",
        }
    }

    /// The usual word, when the page has no better one.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Quiet => "",
            Mark::High => "Now",
            Mark::Medium => "Soon",
            Mark::Low => "Note",
            Mark::Overdue => "Late",
            Mark::Old => "Old",
            Mark::NotLive => "Not live",
            Mark::Draft => "Draft",
            Mark::Signed => "Signed",
            Mark::Locked => "Locked",
            Mark::Done => "Done",
            Mark::Todo => "To do",
            Mark::Info => "Note",
        }
    }

    /// Nothing to show.
    pub fn is_quiet(self) -> bool {
        self == Mark::Quiet
    }
}

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

    /// The word for assistive tech.
    pub fn word(&self) -> &'static str {
        match self.state {
            StepState::Done => "Done",
            StepState::Now => "Now",
            StepState::Ahead => "To come",
            StepState::Skipped => "Left out",
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

/// One line of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// "10:12" or "Thu 20 Nov 10:12"
    pub at: String,
    /// Machine time for `datetime`.
    pub iso: String,
    /// What happened.
    pub words: String,
    /// Who, source, reason; "" for none.
    pub sub: String,
    /// Status tag; `Mark::Quiet` for none.
    pub mark: Mark,
    /// A wrong entry, kept and struck.
    pub wrong: bool,
}

/// A label and its value.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// The label.
    pub label: String,
    /// The value.
    pub words: String,
    /// Link of the value; "" for none.
    pub href: String,
}

impl Pair {
    /// Without link.
    pub fn new(label: &str, words: &str) -> Pair {
        Pair { label: label.into(), words: words.into(), href: String::new() }
    }
}

/// A column of a data table.
#[derive(Clone, Debug, Default)]
pub struct Col {
    /// Heading.
    pub label: String,
    /// Right-aligned tabular numbers.
    pub num: bool,
}

/// A cell of a data table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The words.
    pub words: String,
    /// Link; "" for none.
    pub href: String,
    /// A status tag instead of plain words; `Mark::Quiet` for none.
    pub mark: Mark,
}

impl Cell {
    /// Plain words.
    pub fn new(words: &str) -> Cell {
        Cell { words: words.into(), ..Cell::default() }
    }

    /// A link.
    pub fn link(words: &str, href: &str) -> Cell {
        Cell { words: words.into(), href: href.into(), ..Cell::default() }
    }

    /// A status tag.
    pub fn mark(mark: Mark, words: &str) -> Cell {
        Cell { words: words.into(), mark, ..Cell::default() }
    }
}

/// A data table. The first cell of a row is its heading.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Element id.
    pub id: String,
    /// Caption sentence.
    pub caption: String,
    /// Columns.
    pub cols: Vec<Col>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table; a heading that starts with `#` makes a column of numbers.
    pub fn new(id: &str, caption: &str, cols: &[&str]) -> Table {
        Table {
            id: id.into(),
            caption: caption.into(),
            cols: cols
                .iter()
                .map(|c| Col { label: c.trim_start_matches('#').into(), num: c.starts_with('#') })
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Whether column `n` holds numbers.
    pub fn is_num(&self, n: &usize) -> bool {
        self.cols.get(*n).is_some_and(|c| c.num)
    }
}

/// One value before and after.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// "Stop limit, systolic"
    pub name: String,
    /// Old value; "" = not set.
    pub before: String,
    /// New value; "" = not set.
    pub after: String,
    /// Where it comes from: protocol and version, person, date.
    pub source: String,
}

impl Change {
    /// Nothing changed.
    pub fn is_same(&self) -> bool {
        self.before == self.after
    }
}

/// A signature, or the place for one.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// Printed name and credential.
    pub name: String,
    /// Date and time with zone; "" = not signed yet.
    pub at: String,
    /// What signing means: "I gave this infusion as recorded."
    pub meaning: String,
}

/// Previous and next page.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// "1 to 25 of 112"
    pub words: String,
    /// "" on the first page.
    pub prev: String,
    /// "" on the last page.
    pub next: String,
}

/// A link in the bottom bar at the chair or a filter row.
#[derive(Clone, Debug, Default)]
pub struct Action {
    /// Where it leads.
    pub href: String,
    /// A verb.
    pub label: String,
    /// The one filled button, or the current filter.
    pub main: bool,
}

impl Action {
    /// A link.
    pub fn new(href: &str, label: &str, main: bool) -> Action {
        Action { href: href.into(), label: label.into(), main }
    }
}
