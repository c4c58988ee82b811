//! What a decision wants to know beyond the streams it names: ids, each answered by one statement over the views. The
//! rules fetch the streams behind them and judge by those.

use care::act::Act;
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId, TaskId, WindowId};
use care::session::calendar;

use crate::store::{Conn, Row, StoreFault, Val};

fn ids<T>(
    conn: &mut Conn,
    sql: &str,
    vals: &[Val],
    read: fn(&str) -> Option<T>,
) -> Result<Vec<T>, StoreFault> {
    let one = |row: &Row| {
        read(row.text(0)?).ok_or(StoreFault::Shape { column: 0, wanted: "an id", found: "other text" })
    };
    conn.query(sql, vals)?.iter().map(one).collect()
}

/// The courses of one patient that are not closed.
///
/// # Errors
/// The store's.
pub fn open_courses(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<CourseId>, StoreFault> {
    let sql =
        "SELECT course FROM courses WHERE org = ?1 AND patient = ?2 AND phase <> 'closed' ORDER BY course";
    ids(conn, sql, &[org.into(), patient.to_string().into()], CourseId::read)
}

/// The other versions that are signed and in force under the name of this one.
///
/// # Errors
/// The store's.
pub fn signed_beside(conn: &mut Conn, org: &str, version: ProtocolId) -> Result<Vec<ProtocolId>, StoreFault> {
    let sql = "SELECT o.protocol FROM protocols p JOIN protocols o ON o.org = p.org AND o.slug = p.slug \
               WHERE p.org = ?1 AND p.protocol = ?2 AND o.protocol <> ?2 AND o.standing = 'signed' ORDER BY o.protocol";
    ids(conn, sql, &[org.into(), version.to_string().into()], ProtocolId::read)
}

/// The first hours after every dose of one patient.
///
/// # Errors
/// The store's.
pub fn windows(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<WindowId>, StoreFault> {
    let sql = "SELECT win FROM windows WHERE org = ?1 AND patient = ?2 ORDER BY opened_us, win";
    ids(conn, sql, &[org.into(), patient.to_string().into()], WindowId::read)
}

/// Everybody who works or worked here in a role that asks for a licence.
///
/// # Errors
/// The store's.
pub fn clinicians(conn: &mut Conn, org: &str) -> Result<Vec<PersonId>, StoreFault> {
    let sql = "SELECT person FROM affiliations WHERE org = ?1 \
               AND role IN ('medical-director', 'prescriber', 'nurse', 'therapist')";
    let mut people = ids(conn, sql, &[org.into()], PersonId::read)?;
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// The safety signals of one patient that nobody has answered.
///
/// # Errors
/// The store's.
pub fn open_signals(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<TaskId>, StoreFault> {
    let sql = "SELECT task FROM tasks WHERE org = ?1 AND patient = ?2 AND is_open = 1 \
               AND matter = 'safety-signal'";
    let mut tasks = ids(conn, sql, &[org.into(), patient.to_string().into()], TaskId::read)?;
    tasks.sort_unstable();
    Ok(tasks)
}

/// The visits not over that begin near enough to this one to touch it, in its room or with somebody it names. Whether
/// they do touch is for the rules.
///
/// # Errors
/// The store's.
pub fn near(conn: &mut Conn, org: &str, act: &Act) -> Result<Vec<SessionId>, StoreFault> {
    let Act::ScheduleSession(visit, schedule) = act else { return Ok(vec![]) };
    let starts = schedule.starts;
    let until = starts.plus_minutes(calendar::longest());
    // As long before it as after it.
    let since = starts.0.saturating_sub(until.0.saturating_sub(starts.0));
    let sql = "SELECT s.session, s.room, n.person FROM sessions s \
               LEFT JOIN session_people n ON n.org = s.org AND n.session = s.session \
               WHERE s.org = ?1 AND s.active = 1 AND s.starts_us >= ?2 AND s.starts_us <= ?3 ORDER BY s.session";
    let mut found = vec![];
    for row in conn.query(sql, &[org.into(), since.into(), until.0.into()])? {
        let id = SessionId::read(row.text(0)?);
        let named = row.opt_text(2)?.and_then(PersonId::read);
        let shared = schedule.people.iter().any(|(person, _)| Some(*person) == named)
            || calendar::same_room(row.text(1)?, schedule.room.as_str());
        found.extend(id.filter(|id| shared && id != visit));
    }
    found.dedup();
    Ok(found)
}
