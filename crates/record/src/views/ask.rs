//! The questions of lists, each answered by one statement over the views.

use care::fact::Stream;
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId, WindowId};
use care::time::Instant;

use super::rows::name_key;
pub use super::tasks::{
    TaskRow, every_open_task, open_tasks, open_tasks_for_desk, tasks_for_the_clock, tasks_of,
};
pub use super::wanted::clinicians;
use crate::envelope::Stored;
use crate::journal;
use crate::store::{Conn, Row, StoreFault, Val};

pub(super) fn id<T>(row: &Row, column: usize, read: fn(&str) -> Option<T>) -> Result<T, StoreFault> {
    read(row.text(column)?).ok_or(StoreFault::Shape { column, wanted: "an id", found: "other text" })
}

pub(super) fn opt_id<T>(
    row: &Row,
    column: usize,
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreFault> {
    Ok(row.opt_text(column)?.and_then(read))
}

pub(super) fn opt_us(row: &Row, column: usize) -> Result<Option<Instant>, StoreFault> {
    Ok(row.opt_int(column)?.map(Instant))
}

pub(super) fn opt_string(row: &Row, column: usize) -> Result<Option<String>, StoreFault> {
    Ok(row.opt_text(column)?.map(str::to_owned))
}

pub(super) fn rows<T>(
    conn: &mut Conn,
    sql: &str,
    vals: &[Val],
    read: impl Fn(&Row) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    conn.query(sql, vals)?.iter().map(read).collect()
}

/// A session as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `sessions`, named as there")]
pub struct SessionRow {
    pub session: SessionId,
    pub course: CourseId,
    pub patient: PatientId,
    pub patient_name: String,
    pub model: String,
    pub doses: i64,
    pub planned_doses: i64,
    pub kind: String,
    pub starts: Instant,
    pub room: String,
    pub phase: String,
    pub protocol: Option<ProtocolId>,
    pub systolic: Option<i64>,
    pub diastolic: Option<i64>,
    pub pulse: Option<i64>,
    pub spo2: Option<i64>,
    pub read: Option<Instant>,
    pub alarm: Option<String>,
    pub alarm_sign: Option<String>,
    pub alarm_value: Option<i64>,
    pub alarm_limit: Option<i64>,
    pub alarm_at: Option<Instant>,
    pub dose: Option<Instant>,
    pub dose_over_min: Option<i64>,
    pub dose_ended: Option<Instant>,
    pub missed: Option<Instant>,
    pub window_planned: bool,
    pub signed: bool,
    pub setting: String,
}

pub(super) const SESSION: &str = "SELECT s.session, s.course, s.patient, p.name, c.model, c.doses, c.planned, s.kind, s.starts_us, \
     s.room, s.phase, s.protocol, s.systolic, s.diastolic, s.pulse, s.spo2, s.read_us, s.alarm, s.alarm_sign, \
     s.alarm_value, s.alarm_limit, s.alarm_us, s.dose_us, s.dose_over_min, s.dose_ended_us, s.missed_us, s.planned, \
     s.signed, s.setting FROM sessions s JOIN patients p ON p.org = s.org AND p.patient = s.patient \
     JOIN courses c ON c.org = s.org AND c.course = s.course";

pub(super) fn session(row: &Row) -> Result<SessionRow, StoreFault> {
    Ok(SessionRow {
        session: id(row, 0, SessionId::read)?,
        course: id(row, 1, CourseId::read)?,
        patient: id(row, 2, PatientId::read)?,
        patient_name: row.text(3)?.to_owned(),
        model: row.text(4)?.to_owned(),
        doses: row.int(5)?,
        planned_doses: row.int(6)?,
        kind: row.text(7)?.to_owned(),
        starts: Instant(row.int(8)?),
        room: row.text(9)?.to_owned(),
        phase: row.text(10)?.to_owned(),
        protocol: opt_id(row, 11, ProtocolId::read)?,
        systolic: row.opt_int(12)?,
        diastolic: row.opt_int(13)?,
        pulse: row.opt_int(14)?,
        spo2: row.opt_int(15)?,
        read: opt_us(row, 16)?,
        alarm: opt_string(row, 17)?,
        alarm_sign: opt_string(row, 18)?,
        alarm_value: row.opt_int(19)?,
        alarm_limit: row.opt_int(20)?,
        alarm_at: opt_us(row, 21)?,
        dose: opt_us(row, 22)?,
        dose_over_min: row.opt_int(23)?,
        dose_ended: opt_us(row, 24)?,
        missed: opt_us(row, 25)?,
        window_planned: row.int(26)? == 1,
        signed: row.int(27)? == 1,
        setting: row.text(28)?.to_owned(),
    })
}

/// Sessions not over that start before this instant: those in the rooms now, and those still to come today.
///
/// # Errors
/// The store's.
pub fn active_sessions(conn: &mut Conn, org: &str, until: Instant) -> Result<Vec<SessionRow>, StoreFault> {
    let sql = format!(
        "{SESSION} WHERE s.org = ?1 AND s.active = 1 AND s.starts_us < ?2 ORDER BY s.starts_us LIMIT 200"
    );
    rows(conn, &sql, &[org.into(), until.0.into()], session)
}

/// Every session of one patient, newest first.
///
/// # Errors
/// The store's.
pub fn sessions_of(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<SessionRow>, StoreFault> {
    let sql = format!("{SESSION} WHERE s.org = ?1 AND s.patient = ?2 ORDER BY s.starts_us DESC LIMIT 500");
    rows(conn, &sql, &[org.into(), patient.to_string().into()], session)
}

/// A window as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `windows`, named as there")]
pub struct WindowRow {
    pub window: WindowId,
    pub course: CourseId,
    pub patient: PatientId,
    pub patient_name: String,
    pub model: String,
    pub ending: String,
    pub opened: Instant,
    pub goal: Instant,
    pub is_open: bool,
    pub talk_kind: Option<String>,
    pub talk_with: Option<PersonId>,
    pub talk_with_name: Option<String>,
    pub talk_at: Option<Instant>,
    pub offered: i64,
    pub referred: Option<String>,
    pub held: Option<Instant>,
    pub held_kind: Option<String>,
    pub declined: Option<Instant>,
    pub climbed_h: Option<i64>,
}

const WINDOW: &str = "SELECT w.win, w.course, w.patient, p.name, c.model, q.ending, w.opened_us, w.goal_us, w.is_open, \
     w.talk_kind, w.talk_with, t.name, w.talk_us, w.offered, w.referred, w.held_us, w.held_kind, w.declined_us, \
     w.climbed_h FROM windows w JOIN patients p ON p.org = w.org AND p.patient = w.patient \
     JOIN courses c ON c.org = w.org AND c.course = w.course \
     JOIN protocols q ON q.org = c.org AND q.protocol = c.protocol \
     LEFT JOIN people t ON t.org = w.org AND t.person = w.talk_with";

fn window(row: &Row) -> Result<WindowRow, StoreFault> {
    Ok(WindowRow {
        window: id(row, 0, WindowId::read)?,
        course: id(row, 1, CourseId::read)?,
        patient: id(row, 2, PatientId::read)?,
        patient_name: row.text(3)?.to_owned(),
        model: row.text(4)?.to_owned(),
        ending: row.text(5)?.to_owned(),
        opened: Instant(row.int(6)?),
        goal: Instant(row.int(7)?),
        is_open: row.int(8)? == 1,
        talk_kind: opt_string(row, 9)?,
        talk_with: opt_id(row, 10, PersonId::read)?,
        talk_with_name: opt_string(row, 11)?,
        talk_at: opt_us(row, 12)?,
        offered: row.int(13)?,
        referred: opt_string(row, 14)?,
        held: opt_us(row, 15)?,
        held_kind: opt_string(row, 16)?,
        declined: opt_us(row, 17)?,
        climbed_h: row.opt_int(18)?,
    })
}

/// One window, as lists show it.
///
/// # Errors
/// The store's.
pub fn one_window(conn: &mut Conn, org: &str, of: WindowId) -> Result<Option<WindowRow>, StoreFault> {
    let sql = format!("{WINDOW} WHERE w.org = ?1 AND w.win = ?2 LIMIT 1");
    Ok(rows(conn, &sql, &[org.into(), of.to_string().into()], window)?.into_iter().next())
}

/// Windows that are neither held nor declined, soonest goal first; opened since an instant.
///
/// # Errors
/// The store's.
pub fn open_windows(conn: &mut Conn, org: &str, goal_since: Instant) -> Result<Vec<WindowRow>, StoreFault> {
    let sql = format!(
        "{WINDOW} WHERE w.org = ?1 AND w.is_open = 1 AND w.goal_us >= ?2 ORDER BY w.goal_us LIMIT 200"
    );
    rows(conn, &sql, &[org.into(), goal_since.0.into()], window)
}

/// Every open window whose goal lies between two instants, however many there are: what the clock has to look at.
///
/// # Errors
/// The store's.
pub fn windows_for_the_clock(
    conn: &mut Conn,
    org: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<WindowRow>, StoreFault> {
    let sql = format!(
        "{WINDOW} WHERE w.org = ?1 AND w.is_open = 1 AND w.goal_us >= ?2 AND w.goal_us <= ?3 ORDER BY w.goal_us"
    );
    rows(conn, &sql, &[org.into(), from.0.into(), until.0.into()], window)
}

/// Windows held or declined whose goal is not past: what the board shows as done.
///
/// # Errors
/// The store's.
pub fn settled_windows(
    conn: &mut Conn,
    org: &str,
    goal_since: Instant,
) -> Result<Vec<WindowRow>, StoreFault> {
    let sql = format!(
        "{WINDOW} WHERE w.org = ?1 AND w.is_open = 0 AND w.goal_us >= ?2 ORDER BY w.goal_us LIMIT 50"
    );
    rows(conn, &sql, &[org.into(), goal_since.0.into()], window)
}

/// Every window of one patient, newest first.
///
/// # Errors
/// The store's.
pub fn windows_of(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<WindowRow>, StoreFault> {
    let sql = format!("{WINDOW} WHERE w.org = ?1 AND w.patient = ?2 ORDER BY w.opened_us DESC");
    rows(conn, &sql, &[org.into(), patient.to_string().into()], window)
}

/// Windows whose talk is with this person, newest talk first.
///
/// # Errors
/// The store's.
pub fn talks_with(conn: &mut Conn, org: &str, person: PersonId) -> Result<Vec<WindowRow>, StoreFault> {
    let sql = format!("{WINDOW} WHERE w.org = ?1 AND w.talk_with = ?2 ORDER BY w.talk_us DESC LIMIT 200");
    rows(conn, &sql, &[org.into(), person.to_string().into()], window)
}

/// A patient as lists show them.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `patients`, named as there")]
pub struct PatientRow {
    pub patient: PatientId,
    pub name: String,
    pub born: String,
    /// On this person's care team now.
    pub mine: bool,
}

/// Patients whose name, or a word of it, begins with these letters; those on this person's team first.
///
/// # Errors
/// The store's.
pub fn find_patients(
    conn: &mut Conn,
    org: &str,
    text: &str,
    of: PersonId,
    at: Instant,
) -> Result<Vec<PatientRow>, StoreFault> {
    let escaped = name_key(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql = "SELECT p.patient, p.name, p.born, (SELECT COUNT(*) FROM team m WHERE m.org = p.org \
               AND m.patient = p.patient AND m.person = ?4 AND m.from_us <= ?5 \
               AND (m.until_us IS NULL OR m.until_us > ?5)) AS mine FROM patients p WHERE p.org = ?1 \
               AND (p.name_key LIKE ?2 ESCAPE '\\' OR p.name_key LIKE ?3 ESCAPE '\\') \
               ORDER BY mine DESC, p.name_key, p.patient LIMIT 100";
    let vals = [
        org.into(),
        format!("{escaped}%").into(),
        format!("% {escaped}%").into(),
        of.to_string().into(),
        at.0.into(),
    ];
    rows(conn, sql, &vals, |row| {
        Ok(PatientRow {
            patient: id(row, 0, PatientId::read)?,
            name: row.text(1)?.to_owned(),
            born: row.text(2)?.to_owned(),
            mine: row.int(3)? > 0,
        })
    })
}

/// Patients born on a day (`1984-03-02`); those on this person's team first.
///
/// # Errors
/// The store's.
pub fn patients_born(
    conn: &mut Conn,
    org: &str,
    born: &str,
    of: PersonId,
    at: Instant,
) -> Result<Vec<PatientRow>, StoreFault> {
    let sql = "SELECT p.patient, p.name, p.born, (SELECT COUNT(*) FROM team m WHERE m.org = p.org \
               AND m.patient = p.patient AND m.person = ?3 AND m.from_us <= ?4 \
               AND (m.until_us IS NULL OR m.until_us > ?4)) AS mine FROM patients p WHERE p.org = ?1 \
               AND p.born = ?2 ORDER BY mine DESC, p.name_key, p.patient LIMIT 100";
    let vals = [org.into(), born.into(), of.to_string().into(), at.0.into()];
    rows(conn, sql, &vals, |row| {
        let (name, born) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
        Ok(PatientRow { patient: id(row, 0, PatientId::read)?, name, born, mine: row.int(3)? > 0 })
    })
}

/// The newest patients on one person's care team at an instant.
///
/// # Errors
/// The store's.
pub fn my_patients(
    conn: &mut Conn,
    org: &str,
    of: PersonId,
    at: Instant,
) -> Result<Vec<PatientRow>, StoreFault> {
    let sql = "SELECT DISTINCT p.patient, p.name, p.born FROM team m JOIN patients p \
               ON p.org = m.org AND p.patient = m.patient WHERE m.org = ?1 AND m.person = ?2 AND m.from_us <= ?3 \
               AND (m.until_us IS NULL OR m.until_us > ?3) ORDER BY p.name, p.patient LIMIT 200";
    rows(conn, sql, &[org.into(), of.to_string().into(), at.0.into()], |row| {
        let (name, born) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
        Ok(PatientRow { patient: id(row, 0, PatientId::read)?, name, born, mine: true })
    })
}

/// A course as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `courses`, named as there")]
pub struct CourseRow {
    pub course: CourseId,
    pub model: String,
    pub title: String,
    pub slug: String,
    pub phase: String,
    pub planned: i64,
    pub doses: i64,
}

/// Every course of one patient, newest first.
///
/// # Errors
/// The store's.
pub fn courses_of(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<CourseRow>, StoreFault> {
    let sql = "SELECT c.course, c.model, q.title, c.slug, c.phase, c.planned, c.doses FROM courses c \
               JOIN protocols q ON q.org = c.org AND q.protocol = c.protocol \
               WHERE c.org = ?1 AND c.patient = ?2 ORDER BY c.course DESC";
    rows(conn, sql, &[org.into(), patient.to_string().into()], |row| {
        Ok(CourseRow {
            course: id(row, 0, CourseId::read)?,
            model: row.text(1)?.to_owned(),
            title: row.text(2)?.to_owned(),
            slug: row.text(3)?.to_owned(),
            phase: row.text(4)?.to_owned(),
            planned: row.int(5)?,
            doses: row.int(6)?,
        })
    })
}

/// Everyone in the house, by name. Their standing is in their state.
///
/// # Errors
/// The store's.
pub fn people(conn: &mut Conn, org: &str) -> Result<Vec<(PersonId, String)>, StoreFault> {
    let sql = "SELECT person, name FROM people WHERE org = ?1 ORDER BY name, person";
    rows(conn, sql, &[org.into()], |row| Ok((id(row, 0, PersonId::read)?, row.text(1)?.to_owned())))
}

/// A protocol version as lists show it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `protocols`, named as there")]
pub struct ProtocolRow {
    pub protocol: ProtocolId,
    pub slug: String,
    pub title: String,
    pub model: String,
    pub ending: String,
    pub standing: String,
    pub signed: Option<Instant>,
    pub signed_by: Option<String>,
    pub review: Option<Instant>,
    pub revises: Option<ProtocolId>,
    pub from: Option<Instant>,
    pub until: Option<Instant>,
    pub proposed: Option<Instant>,
}

/// Every protocol version, by name and then newest first.
///
/// # Errors
/// The store's.
pub fn protocols(conn: &mut Conn, org: &str) -> Result<Vec<ProtocolRow>, StoreFault> {
    let sql = "SELECT protocol, slug, title, model, ending, standing, signed_us, signed_by, review_us, revises, \
               from_us, until_us, proposed_us FROM protocols WHERE org = ?1 ORDER BY slug, protocol DESC";
    rows(conn, sql, &[org.into()], |row| {
        Ok(ProtocolRow {
            protocol: id(row, 0, ProtocolId::read)?,
            slug: row.text(1)?.to_owned(),
            title: row.text(2)?.to_owned(),
            model: row.text(3)?.to_owned(),
            ending: row.text(4)?.to_owned(),
            standing: row.text(5)?.to_owned(),
            signed: opt_us(row, 6)?,
            signed_by: opt_string(row, 7)?,
            review: opt_us(row, 8)?,
            revises: opt_id(row, 9, ProtocolId::read)?,
            from: opt_us(row, 10)?,
            until: opt_us(row, 11)?,
            proposed: opt_us(row, 12)?,
        })
    })
}

/// The signed version in force for a protocol's name at an instant; the newest, should there be two.
///
/// # Errors
/// The store's.
pub fn in_force(
    conn: &mut Conn,
    org: &str,
    slug: &str,
    at: Instant,
) -> Result<Option<ProtocolId>, StoreFault> {
    let sql = "SELECT protocol FROM protocols WHERE org = ?1 AND slug = ?2 AND standing = 'signed' \
               AND (from_us IS NULL OR from_us <= ?3) AND (until_us IS NULL OR until_us > ?3) \
               ORDER BY signed_us DESC, protocol LIMIT 1";
    let vals = [org.into(), slug.into(), at.0.into()];
    Ok(rows(conn, sql, &vals, |row| id(row, 0, ProtocolId::read))?.into_iter().next())
}

/// The facts of some streams together, oldest first: a timeline, an access history.
///
/// # Errors
/// The store's.
pub fn history(conn: &mut Conn, org: &str, streams: &[Stream]) -> Result<Vec<Stored>, StoreFault> {
    let mut facts = vec![];
    for stream in streams {
        facts.extend(journal::read_stream(conn, org, &stream.to_string(), 0)?);
    }
    facts.sort_by_key(|stored| stored.position);
    Ok(facts)
}
