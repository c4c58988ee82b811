//! What a decision wants to know beyond the streams it names: ids, each answered by one statement over the views. The
//! rules fetch the streams behind them and judge by those.

use care::fact::Stream;
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId, TaskId, WindowId};
use care::schedule::Names;
use care::session::calendar;
use care::session::check_in::LATEST;
use care::text::Line;

use crate::samples::ask;
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

/// How many messages of monitors were kept for a visit, and the hash of all of them; none when there are none.
///
/// # Errors
/// The store's.
pub fn samples(conn: &mut Conn, org: &str, visit: SessionId) -> Result<Option<(u64, Line)>, StoreFault> {
    let Some(head) = ask::head(conn, org, visit)? else { return Ok(None) };
    let messages = u64::try_from(head.messages).map_err(StoreFault::other)?;
    let digest = Line::new(&head.hash).map_err(|_| StoreFault::other("a hash that is no line"))?;
    Ok(Some((messages, digest)))
}

/// The visits not over, and the talks, that begin near enough to what is booked to touch it: in its room, or with
/// somebody it names. Whether they do touch is for the rules.
///
/// # Errors
/// The store's.
pub fn beside(conn: &mut Conn, org: &str, names: Option<&Names>) -> Result<Vec<Stream>, StoreFault> {
    let Some(names) = names else { return Ok(vec![]) };
    let (first, last) = (names.times.iter().min(), names.times.iter().max());
    let (Some(first), Some(last)) = (first, last) else { return Ok(vec![]) };
    let longest = calendar::longest();
    let until = last.plus_minutes(longest);
    // As long before the first as after the last: nothing that began earlier is still going on, but for whoever came late.
    let longest_us = first.plus_minutes(longest).plus_hours(LATEST).0.saturating_sub(first.0);
    let since = first.0.saturating_sub(longest_us);
    let mut found = visits(conn, org, names, since, until.0)?;
    // A chair that is held for somebody, whose own visit is at another time.
    let held =
        "SELECT session FROM earlier WHERE org = ?1 AND offer_us >= ?2 AND offer_us <= ?3 ORDER BY session";
    let around = [org.into(), since.into(), until.0.into()];
    found.extend(ids(conn, held, &around, SessionId::read)?.into_iter().map(Stream::Session));
    for person in &names.people {
        let vals = [org.into(), person.to_string().into(), since.into(), until.0.into()];
        let planned = "SELECT session FROM planned_talks \
                       WHERE org = ?1 AND person = ?2 AND at_us >= ?3 AND at_us <= ?4 ORDER BY session";
        found.extend(ids(conn, planned, &vals, SessionId::read)?.into_iter().map(Stream::Session));
        let booked = "SELECT win FROM windows \
                      WHERE org = ?1 AND talk_with = ?2 AND talk_us >= ?3 AND talk_us <= ?4 ORDER BY win";
        found.extend(ids(conn, booked, &vals, WindowId::read)?.into_iter().map(Stream::Window));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn visits(
    conn: &mut Conn,
    org: &str,
    names: &Names,
    since: i64,
    until: i64,
) -> Result<Vec<Stream>, StoreFault> {
    let sql = "SELECT s.session, s.room, n.person FROM sessions s \
               LEFT JOIN session_people n ON n.org = s.org AND n.session = s.session \
               WHERE s.org = ?1 AND s.active = 1 AND s.starts_us >= ?2 AND s.starts_us <= ?3 ORDER BY s.starts_us, s.session";
    let mut found = vec![];
    for row in conn.query(sql, &[org.into(), since.into(), until.into()])? {
        let id = SessionId::read(row.text(0)?);
        let named = row.opt_text(2)?.and_then(PersonId::read);
        let in_room = match &names.room {
            Some(room) => calendar::same_room(row.text(1)?, room.as_str()),
            None => false,
        };
        let shared = in_room || names.people.iter().any(|person| Some(*person) == named);
        found.extend(id.filter(|_| shared).map(Stream::Session));
    }
    Ok(found)
}

/// The names of rooms that any visit ever had: asked when a room is opened, a few times in a house's life.
///
/// # Errors
/// The store's.
pub fn rooms_booked(conn: &mut Conn, org: &str) -> Result<Vec<String>, StoreFault> {
    let sql = "SELECT DISTINCT room FROM sessions WHERE org = ?1 ORDER BY room";
    conn.query(sql, &[org.into()])?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}
