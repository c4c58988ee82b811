//! Views answer the questions of lists. Each row is made of the state of one stream and nothing else, in the
//! transaction that wrote its facts; rebuilding is the same function run again.

pub mod ask;
pub mod ask_chase;
pub mod ask_contacts;
pub mod ask_coverage;
pub mod ask_diary;
pub mod ask_earlier;
pub mod ask_everybody;
pub mod ask_feeds;
pub mod ask_follow_ups;
pub mod ask_incidents;
pub mod ask_left;
pub mod ask_notes;
pub mod ask_outcomes;
pub mod ask_receipts;
pub mod ask_referrals;
pub mod ask_safety;
pub mod ask_schedule;
pub mod ask_vaults;
pub mod courses;
pub mod in_force;
pub mod messages;
#[cfg(test)]
mod plans;
mod rows;
mod shown;
mod tasks;
pub(crate) mod wanted;

pub(crate) use shown::Shown;

use care::fact::{Stream, What};
use care::patient::PatientFact;
use care::vault::VaultFact;

use crate::fold::Folded;
use crate::store::{Conn, StoreFault, Val};

/// A view: its table, its columns after `org`, how many of them are its key, and which of them names the stream.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// The table.
    pub table: &'static str,
    /// Its columns, without `org`, keys first.
    pub columns: &'static [&'static str],
    /// How many of the columns are the key.
    pub key: usize,
}

/// Every view, in the order `verify` compares them.
pub const VIEWS: &[View] = &[
    View {
        table: "patients",
        columns: &["patient", "name", "name_key", "born", "contact", "zone", "locked_until_us"],
        key: 1,
    },
    View { table: "team", columns: &["patient", "n", "person", "role", "from_us", "until_us"], key: 2 },
    View { table: "people", columns: &["person", "name", "disclosure_version"], key: 1 },
    View { table: "affiliations", columns: &["person", "n", "role", "from_us", "until_us"], key: 2 },
    View {
        table: "credentials",
        columns: &["person", "n", "licence", "number", "jurisdiction", "from_us", "until_us", "verified_us"],
        key: 2,
    },
    View {
        table: "protocols",
        columns: &[
            "protocol",
            "slug",
            "title",
            "model",
            "ending",
            "standing",
            "signed_us",
            "signed_by",
            "review_us",
            "revises",
            "from_us",
            "until_us",
            "proposed_us",
        ],
        key: 1,
    },
    View {
        table: "courses",
        columns: &["course", "patient", "model", "protocol", "slug", "phase", "planned", "doses"],
        key: 1,
    },
    View {
        table: "sessions",
        columns: &[
            "session",
            "course",
            "patient",
            "kind",
            "starts_us",
            "setting",
            "room",
            "phase",
            "active",
            "protocol",
            "systolic",
            "diastolic",
            "pulse",
            "spo2",
            "read_us",
            "alarm",
            "alarm_sign",
            "alarm_value",
            "alarm_limit",
            "alarm_us",
            "dose_us",
            "dose_over_min",
            "dose_ended_us",
            "missed_us",
            "planned",
            "signed",
            "emergency_us",
        ],
        key: 1,
    },
    View {
        table: "follow_ups",
        columns: &["course", "number", "after_h", "asked_us", "answered_us"],
        key: 2,
    },
    View {
        table: "earlier",
        columns: &["session", "wished_us", "waits", "offer", "offer_us", "offer_until_us"],
        key: 1,
    },
    View { table: "planned_talks", columns: &["session", "person", "kind", "at_us"], key: 1 },
    View { table: "monitors", columns: &["session", "n", "device", "attached"], key: 2 },
    View { table: "session_people", columns: &["session", "n", "person", "role"], key: 2 },
    View {
        table: "windows",
        columns: &[
            "win",
            "course",
            "patient",
            "opened_us",
            "goal_us",
            "is_open",
            "talk_kind",
            "talk_with",
            "talk_us",
            "offered",
            "referred",
            "held_us",
            "held_kind",
            "declined_us",
            "climbed_h",
        ],
        key: 1,
    },
    View {
        table: "tasks",
        columns: &[
            "task", "patient", "matter", "owed_by", "due_us", "is_open", "taken_by", "climbed", "owed_to",
            "source", "said",
        ],
        key: 1,
    },
    View {
        table: "messages",
        columns: &[
            "message",
            "patient",
            "occasion",
            "channel",
            "asked",
            "win",
            "visit",
            "told_us",
            "earliest_us",
            "latest_us",
            "standing",
            "done_us",
            "why",
            "reply",
        ],
        key: 1,
    },
    View {
        table: "diary",
        columns: &[
            "entry",
            "patient",
            "begun_us",
            "changed_us",
            "prompt",
            "kinds",
            "n_texts",
            "n_readers",
            "deleted_us",
            "erase_due_us",
            "erased_us",
        ],
        key: 1,
    },
    View {
        table: "contacts",
        columns: &["contact", "asked_us", "due_us", "is_open", "settled_us", "erase_due_us"],
        key: 1,
    },
    View {
        table: "referrals",
        columns: &["referral", "patient", "written_us", "by_when_us", "is_open", "ended_us", "look_us"],
        key: 1,
    },
    View {
        table: "incidents",
        columns: &["incident", "told_by", "told_us", "due_us", "is_open", "closed_us"],
        key: 1,
    },
    View { table: "therapy_notes", columns: &["document", "author", "win", "patient", "at_us"], key: 1 },
    View { table: "vaults", columns: &["vault", "opened_us", "closed_us"], key: 1 },
    View { table: "receipts", columns: &["receipt", "patient", "number", "written_us"], key: 1 },
    View {
        table: "diary_shares",
        columns: &["entry", "n", "person", "patient", "from_us", "until_us"],
        key: 2,
    },
];

/// One row of one view.
pub(crate) type Line = (&'static View, Vec<Val>);

pub(crate) fn view(table: &str) -> &'static View {
    VIEWS.iter().find(|view| view.table == table).expect("every table named in `rows` is in VIEWS")
}

/// May this fact change a row at all? Reading a chart does not.
pub(crate) fn touches(what: &What) -> bool {
    !matches!(
        what,
        What::House(_)
            | What::Roster(_)
            | What::Schedule(_)
            | What::Articles(_)
            | What::Till(_)
            | What::Directory(_)
            | What::Vault(
                VaultFact::Received { .. }
                    | VaultFact::VialOpened { .. }
                    | VaultFact::Drawn { .. }
                    | VaultFact::Administered { .. }
                    | VaultFact::SyringeWasted { .. }
                    | VaultFact::SyringeReturned { .. }
                    | VaultFact::VialWasted { .. }
                    | VaultFact::Counted { .. }
                    | VaultFact::Corrected { .. }
            )
            | What::Patient(
                PatientFact::ChartOpened { .. }
                    | PatientFact::SaidUnsafe { .. }
                    | PatientFact::HowSafeSaid { .. }
                    | PatientFact::MoodSaid { .. }
                    | PatientFact::StepChosen { .. }
                    | PatientFact::StepChanged { .. }
                    | PatientFact::StepTicked { .. }
                    | PatientFact::StepUnticked { .. }
                    | PatientFact::StepPaused { .. }
                    | PatientFact::StepResumed { .. }
                    | PatientFact::StepLetGo { .. }
                    | PatientFact::StepProposed { .. }
                    | PatientFact::ProposalAnswered { .. }
                    | PatientFact::ReachSet { .. }
                    | PatientFact::Unsubscribed { .. }
                    | PatientFact::Resubscribed { .. }
            )
    )
}

/// Writes one row, whether it is there or not.
fn write_line(conn: &mut Conn, org: &str, (view, vals): &mut Line) -> Result<(), StoreFault> {
    vals.push(Val::from(org));
    let written = conn.exec(view.upsert(), vals);
    vals.pop();
    written.map(drop)
}

/// Writes every row of one stream, whatever is there. Rows are only ever added or changed, never fewer: no state forgets
/// a member, an affiliation or a credential.
pub(crate) fn write(conn: &mut Conn, org: &str, stream: Stream, folded: &Folded) -> Result<(), StoreFault> {
    rows::of(stream, folded).iter_mut().try_for_each(|line| write_line(conn, org, line))
}

impl View {
    /// The statement that adds a row or replaces it; `org` comes last.
    fn upsert(&self) -> &'static str {
        use std::sync::OnceLock;
        static STATEMENTS: OnceLock<Vec<(&'static str, String)>> = OnceLock::new();
        let statements =
            STATEMENTS.get_or_init(|| VIEWS.iter().map(|view| (view.table, view.upsert_text())).collect());
        statements.iter().find(|(table, _)| *table == self.table).map_or("", |(_, text)| text)
    }

    fn upsert_text(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len() + 1).map(|n| format!("?{n}")).collect();
        let (keys, rest) = self.columns.split_at(self.key);
        let set: Vec<String> = rest.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        format!(
            "INSERT INTO {} ({}, org) VALUES ({}) ON CONFLICT (org, {}) DO UPDATE SET {}",
            self.table,
            self.columns.join(", "),
            places.join(", "),
            keys.join(", "),
            set.join(", ")
        )
    }

    /// All its rows of one organisation, in key order.
    pub(crate) fn select(&self) -> String {
        let keys = self.columns[..self.key].join(", ");
        format!("SELECT {} FROM {} WHERE org = ?1 ORDER BY {keys}", self.columns.join(", "), self.table)
    }
}
