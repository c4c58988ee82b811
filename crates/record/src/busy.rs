//! When people are busy by an outside calendar of theirs: what was read of it last, beside the journal.
//!
//! That somebody linked one, and let go of it, is a fact (`care::schedule::busy`). Where it stands and how to sign in there
//! is sealed under the key of the house; of what was read only spans are kept, and the next reading replaces them. Nothing
//! here is fetched while anything is decided: a decision is given the spans as they stand in the table.

use std::sync::Arc;

use care::ids::PersonId;
use care::schedule::{BusyLink, Names, Schedule};
use care::time::{Instant, Term};

use crate::record::Record;
use crate::store::{Conn, StoreFault, Val};
use crate::writer::WriteFault;

/// How far around a time that an act names spans are looked for: a visit may begin the evening before and end the day after.
const AROUND_US: i64 = 2 * 24 * 3_600_000_000;

/// Where an outside calendar stands. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// By CalDAV; else one file.
    pub is_caldav: bool,
    /// Its address.
    pub url: String,
    /// Name and password, where it asks for them.
    pub sign_in: Option<(String, String)>,
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a place of a calendar")
    }
}

impl Place {
    /// No part of it has a line break: the edge has seen to that.
    fn text(&self) -> String {
        let (name, password) = self.sign_in.clone().unwrap_or_default();
        let way = if self.is_caldav { "caldav" } else { "file" };
        [way, &self.url, &name, &password].join("\n")
    }

    fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('\n').collect();
        let [way, url, name, password] = parts[..] else { return None };
        let sign_in = (!name.is_empty()).then(|| (name.to_owned(), password.to_owned()));
        Some(Self { is_caldav: way == "caldav", url: url.to_owned(), sign_in })
    }
}

/// How reading a linked calendar goes.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Where it stands.
    pub place: Place,
    /// When it was last tried.
    pub tried: Option<Instant>,
    /// When it was last read.
    pub read: Option<Instant>,
    /// Why the last try failed; none when it did not.
    pub fault: Option<String>,
}

impl Record {
    /// Keeps where a calendar stands, under the handle that its link will have.
    ///
    /// # Errors
    /// The writer's, or when nothing can be sealed.
    pub fn keep_busy_place(&self, handle: &str, place: &Place) -> Result<(), WriteFault> {
        let sealed = self.root().shut(&bound(handle), place.text().into_bytes());
        let (nonce, sealed) = sealed.map_err(WriteFault::Store)?;
        let vals: Vec<Val> = vec![self.org().into(), handle.into(), nonce.into(), sealed.into()];
        let sql = "INSERT INTO busy_places (org, handle, nonce, sealed) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (org, handle) DO NOTHING";
        self.chore(Arc::new(move |conn| conn.exec(sql, &vals).map(|_| 0))).map(drop)
    }

    /// How reading goes; none for a handle that nothing is kept of.
    ///
    /// # Errors
    /// The store's, or a place that does not open with the key of the house.
    pub fn busy_reading(&self, handle: &str) -> Result<Option<Reading>, StoreFault> {
        let sql =
            "SELECT nonce, sealed, tried_us, read_us, fault FROM busy_places WHERE org = ?1 AND handle = ?2";
        let rows = self.read(|conn| conn.query(sql, &[self.org().into(), handle.into()]))?;
        let Some(row) = rows.first() else { return Ok(None) };
        let text = self.root().open(&bound(handle), row.blob(0)?, row.blob(1)?)?;
        let place = String::from_utf8(text).ok().and_then(|text| Place::read(&text));
        Ok(Some(Reading {
            place: place.ok_or_else(|| StoreFault::other("a place of a calendar cannot be read"))?,
            tried: row.opt_int(2)?.map(Instant),
            read: row.opt_int(3)?.map(Instant),
            fault: row.opt_text(4)?.map(str::to_owned),
        }))
    }

    /// Keeps what was read, in place of what was read before. Nothing for a link that was let go of meanwhile.
    ///
    /// # Errors
    /// The writer's.
    pub fn busy_was_read(&self, handle: &str, spans: Vec<Term>) -> Result<(), WriteFault> {
        let (org, handle, now) = (self.org().to_owned(), handle.to_owned(), self.now());
        self.chore(Arc::new(move |conn| {
            let key: [Val; 2] = [(&org).into(), (&handle).into()];
            let known = "SELECT 1 FROM busy_places WHERE org = ?1 AND handle = ?2";
            if conn.query(known, &key)?.is_empty() {
                return Ok(0);
            }
            conn.exec("DELETE FROM busy_spans WHERE org = ?1 AND handle = ?2", &key)?;
            for span in &spans {
                let Some(until) = span.until else { continue };
                let row = [(&org).into(), (&handle).into(), span.from.0.into(), until.0.into()];
                let sql = "INSERT INTO busy_spans (org, handle, from_us, until_us) VALUES (?1, ?2, ?3, ?4)";
                conn.exec(sql, &row)?;
            }
            let read = "UPDATE busy_places SET tried_us = ?3, read_us = ?3, fault = NULL WHERE org = ?1 AND handle = ?2";
            conn.exec(read, &[(&org).into(), (&handle).into(), now.0.into()]).map(|_| 0)
        }))
        .map(drop)
    }

    /// Notes that it could not be read. What was read before still counts.
    ///
    /// # Errors
    /// The writer's.
    pub fn busy_was_not_read(&self, handle: &str, why: &str) -> Result<(), WriteFault> {
        let vals: Vec<Val> = vec![self.org().into(), handle.into(), self.now().0.into(), why.into()];
        let sql = "UPDATE busy_places SET tried_us = ?3, fault = ?4 WHERE org = ?1 AND handle = ?2";
        self.chore(Arc::new(move |conn| conn.exec(sql, &vals).map(|_| 0))).map(drop)
    }

    /// Forgets a place and what was read there; asks for it to be out of every file.
    ///
    /// # Errors
    /// The writer's.
    pub fn forget_busy(&self, handle: &str) -> Result<(), WriteFault> {
        let vals: Vec<Val> = vec![self.org().into(), handle.into()];
        self.chore(Arc::new(move |conn| {
            conn.exec("DELETE FROM busy_spans WHERE org = ?1 AND handle = ?2", &vals)?;
            conn.exec("DELETE FROM busy_places WHERE org = ?1 AND handle = ?2", &vals).map(|_| 0)
        }))?;
        self.ask_to_scrub();
        Ok(())
    }
}

/// Every handle that something is kept under.
///
/// # Errors
/// The store's.
pub fn handles(conn: &mut Conn, org: &str) -> Result<Vec<String>, StoreFault> {
    let rows = conn.query("SELECT handle FROM busy_places WHERE org = ?1 ORDER BY handle", &[org.into()])?;
    rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
}

/// When these people are busy by calendars they have linked, between two instants.
///
/// # Errors
/// The store's.
pub fn between(
    conn: &mut Conn,
    org: &str,
    links: &[&BusyLink],
    (from, until): (Instant, Instant),
) -> Result<Vec<(PersonId, Vec<Term>)>, StoreFault> {
    let mut busy: Vec<(PersonId, Vec<Term>)> = vec![];
    for link in links {
        let spans = of_one(conn, org, link.handle.as_str(), from, until)?;
        match busy.iter_mut().find(|(person, _)| *person == link.person) {
            Some((_, all)) => all.extend(spans),
            None => busy.push((link.person, spans)),
        }
    }
    Ok(busy)
}

/// The spans of one calendar that touch what lies between two instants.
///
/// # Errors
/// The store's.
pub fn of_one(
    conn: &mut Conn,
    org: &str,
    handle: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<Term>, StoreFault> {
    let sql = "SELECT from_us, until_us FROM busy_spans WHERE org = ?1 AND handle = ?2 AND from_us < ?4 AND until_us > ?3 \
               ORDER BY from_us";
    let rows = conn.query(sql, &[org.into(), handle.into(), from.0.into(), until.0.into()])?;
    let term =
        |row: &crate::store::Row| Ok(Term { from: Instant(row.int(0)?), until: Some(Instant(row.int(1)?)) });
    rows.iter().map(term).collect()
}

/// When those an act names are busy elsewhere, around the times it names.
pub(crate) fn around(
    conn: &mut Conn,
    org: &str,
    schedule: &Schedule,
    names: Option<Names>,
) -> Result<Vec<(PersonId, Vec<Term>)>, StoreFault> {
    let Some(names) = names else { return Ok(vec![]) };
    let links: Vec<&BusyLink> =
        schedule.open_busy_links().filter(|link| names.people.contains(&link.person)).collect();
    let (Some(first), Some(last)) = (names.times.iter().min(), names.times.iter().max()) else {
        return Ok(vec![]);
    };
    let between = (Instant(first.0.saturating_sub(AROUND_US)), Instant(last.0.saturating_add(AROUND_US)));
    self::between(conn, org, &links, between)
}

/// A sealed place is bound to its handle.
fn bound(handle: &str) -> Vec<u8> {
    format!("holdfast-busy-1\0{handle}").into_bytes()
}
