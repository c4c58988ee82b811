//! What is owed, as lists ask for it.

use care::ids::{PatientId, PersonId, TaskId};
use care::time::Instant;

use super::ask::{id, opt_id, opt_string, rows};
use crate::store::{Conn, Row, StoreFault};

/// A task as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `tasks`, named as there")]
pub struct TaskRow {
    pub task: TaskId,
    pub patient: PatientId,
    pub patient_name: String,
    pub matter: String,
    pub owed_by: String,
    pub due: Instant,
    pub is_open: bool,
    pub taken_by: Option<String>,
    pub climbed: i64,
    pub owed_to: Option<PersonId>,
    pub owed_to_name: Option<String>,
    pub source: Option<String>,
    pub said: Option<String>,
}

const TASK: &str = "SELECT t.task, t.patient, p.name, t.matter, t.owed_by, t.due_us, t.is_open, q.name, t.climbed, \
     t.owed_to, o.name, t.source, t.said FROM tasks t JOIN patients p ON p.org = t.org AND p.patient = t.patient \
     LEFT JOIN people q ON q.org = t.org AND q.person = t.taken_by \
     LEFT JOIN people o ON o.org = t.org AND o.person = t.owed_to";

fn task(row: &Row) -> Result<TaskRow, StoreFault> {
    Ok(TaskRow {
        task: id(row, 0, TaskId::read)?,
        patient: id(row, 1, PatientId::read)?,
        patient_name: row.text(2)?.to_owned(),
        matter: row.text(3)?.to_owned(),
        owed_by: row.text(4)?.to_owned(),
        due: Instant(row.int(5)?),
        is_open: row.int(6)? == 1,
        taken_by: opt_string(row, 7)?,
        climbed: row.int(8)?,
        owed_to: opt_id(row, 9, PersonId::read)?,
        owed_to_name: opt_string(row, 10)?,
        source: opt_string(row, 11)?,
        said: opt_string(row, 12)?,
    })
}

/// Tasks nobody has answered: what is about somebody's safety first, then soonest due. The list has an end, and a signal
/// never stands behind it.
///
/// # Errors
/// The store's.
pub fn open_tasks(conn: &mut Conn, org: &str) -> Result<Vec<TaskRow>, StoreFault> {
    let sql = format!(
        "{TASK} WHERE t.org = ?1 AND t.is_open = 1 ORDER BY CASE WHEN t.matter IN \
         ('safety-signal', 'stop-limit', 'patient-call', 'hand-back') THEN 0 ELSE 1 END, t.due_us LIMIT 200"
    );
    rows(conn, &sql, &[org.into()], task)
}

/// Every task nobody has answered, soonest due first, however many there are: for whoever must know that there is none.
///
/// # Errors
/// The store's.
pub fn every_open_task(conn: &mut Conn, org: &str) -> Result<Vec<TaskRow>, StoreFault> {
    let sql = format!("{TASK} WHERE t.org = ?1 AND t.is_open = 1 ORDER BY t.due_us");
    rows(conn, &sql, &[org.into()], task)
}

/// Every open task that may be due to climb at an instant, however many there are: those whose time has come, and those
/// owed by name, whose person may have gone.
///
/// # Errors
/// The store's.
pub fn tasks_for_the_clock(conn: &mut Conn, org: &str, now: Instant) -> Result<Vec<TaskRow>, StoreFault> {
    let sql = format!(
        "{TASK} WHERE t.org = ?1 AND t.is_open = 1 AND (t.due_us <= ?2 OR t.owed_to IS NOT NULL) ORDER BY t.due_us"
    );
    rows(conn, &sql, &[org.into(), now.0.into()], task)
}

/// The same for the desk: of what a clinician must answer nothing is read but that it is so, whose it is not, and by when.
///
/// # Errors
/// The store's.
pub fn open_tasks_for_desk(conn: &mut Conn, org: &str) -> Result<Vec<TaskRow>, StoreFault> {
    let sql = "SELECT t.task, t.patient, p.name, CASE WHEN t.matter IN ('window-unfilled', 'talk-lost', 'talk-untold', 'referral-open') \
         THEN t.matter ELSE 'needs-clinician' END, t.owed_by, t.due_us, t.is_open, q.name, t.climbed, \
         NULL, NULL, NULL, NULL FROM tasks t JOIN patients p ON p.org = t.org AND p.patient = t.patient \
         LEFT JOIN people q ON q.org = t.org AND q.person = t.taken_by \
         WHERE t.org = ?1 AND t.is_open = 1 ORDER BY t.due_us LIMIT 200";
    rows(conn, sql, &[org.into()], task)
}

/// Every task about one patient, newest first.
///
/// # Errors
/// The store's.
pub fn tasks_of(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<TaskRow>, StoreFault> {
    let sql = format!("{TASK} WHERE t.org = ?1 AND t.patient = ?2 ORDER BY t.due_us DESC LIMIT 100");
    rows(conn, &sql, &[org.into(), patient.to_string().into()], task)
}
