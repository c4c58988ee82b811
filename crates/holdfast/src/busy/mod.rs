//! Reading the calendars that people here have linked, for when they are busy. Nothing is decided here, and no decision
//! waits for it: what was read is kept, and the rules are given it as it stands.
//!
//! **Whose door is knocked at.** An address is typed by somebody who works here, and asked for by this machine, which may
//! stand beside others that trust it. So: https alone, no address that is not public (asked of the name in the very
//! lookup by which it is then reached), no proxy, few redirects and each under the same rules, little time and little
//! text.

pub mod fetch;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use care::fact::Stream;
use care::ids::{ScheduleId, SessionId};
use care::schedule::BusyLink;
use care::time::Instant;
use exchange::busy::{Gathered, calendars, query};
use jiff::tz::TimeZone;
use record::busy::Reading;
use record::record::Record;
use record::state_as;

use crate::failure::Failure;
use fetch::{Fetch, NotFetched};

/// How often somebody looks whether a calendar is to be read.
const EVERY: Duration = Duration::from_secs(1);
/// A calendar is read again after so long, and tried again when it could not be. Source: the house.
const AGAIN_US: i64 = 15 * 60_000_000;
/// Spans are kept from yesterday to so far from now. Source: the house.
const BEHIND_US: i64 = DAY_US;
const AHEAD_US: i64 = 400 * DAY_US;
const DAY_US: i64 = 24 * 3_600_000_000;

/// Why a calendar was not read, in a word that names nobody.
type Why = &'static str;

/// Reads on a thread of its own: a server that hangs holds nothing else back.
pub struct Calendars {
    stop: Arc<AtomicBool>,
}

impl Calendars {
    /// Begins to read.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(record: &Arc<Record>, fetch: Fetch) -> Result<Self, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        let (record, stopped) = (record.clone(), stop.clone());
        let run = move || {
            while !stopped.load(Ordering::Relaxed) {
                match look(&record, &fetch) {
                    Ok(true) => {}
                    Ok(false) => std::thread::sleep(EVERY),
                    Err(why) => {
                        tracing::warn!(why, "linked calendars could not be looked at");
                        std::thread::sleep(EVERY * 10);
                    }
                }
            }
        };
        let thread = std::thread::Builder::new().name("calendars".to_owned()).spawn(run);
        thread.map(|_| Self { stop }).map_err(|fault| Failure::machine(&fault))
    }

    /// No more after the one in hand.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// What is noted of a place that nobody links yet, or any more.
const NO_LINK: &str = "no-link";
/// What is noted while a calendar is read, and stays if that never ends.
const BEGUN: &str = "begun";
const READ: Why = "the record could not be read";
const WRITTEN: Why = "the record could not be written";

/// Reads the calendar that has waited longest, and forgets what nobody links any more; false when nothing was to do.
///
/// # Errors
/// In a word, when the record does not answer.
pub fn look(record: &Record, fetch: &Fetch) -> Result<bool, Why> {
    let schedule = record.state(Stream::Schedule(ScheduleId::of(record.house()))).map_err(|_| READ)?;
    let schedule = state_as!(schedule, Schedule).unwrap_or_default();
    let mut links: BTreeMap<&str, &BusyLink> = BTreeMap::new();
    for link in schedule.open_busy_links() {
        // The address and password of somebody who left are kept no longer than anybody's who unlinked.
        if stays(record, link)? {
            links.insert(link.handle.as_str(), link);
        }
    }
    let mut due: Option<(Instant, String, Reading)> = None;
    for handle in record.read(|conn| record::busy::handles(conn, record.org())).map_err(|_| READ)? {
        let Some(reading) = record.busy_reading(&handle).map_err(|_| READ)? else { continue };
        let Some(link) = links.get(handle.as_str()) else {
            // Kept a moment before its link was asked for, or let go of: told apart by time.
            forget_old(record, &handle, &reading)?;
            continue;
        };
        // Looked at between its keeping and its link: it was not tried yet.
        let tried = reading.tried.filter(|_| reading.fault.as_deref() != Some(NO_LINK));
        let next = tried.map_or(Instant(i64::MIN), |tried| Instant(tried.0.saturating_add(AGAIN_US)));
        let first = due.as_ref().is_none_or(|(known, ..)| next < *known);
        if next <= record.now() && first && works_here(record, link)? {
            due = Some((next, handle, reading));
        }
    }
    let Some((_, handle, reading)) = due else { return Ok(false) };
    // Noted first: a text that ends the program is not the first thing it reads again.
    record.busy_was_not_read(&handle, BEGUN).map_err(|_| WRITTEN)?;
    match read(record, fetch, &reading) {
        Ok(spans) => record.busy_was_read(&handle, spans),
        Err(why) => record.busy_was_not_read(&handle, why),
    }
    .map_err(|_| WRITTEN)?;
    Ok(true)
}

/// A place without a link for a quarter of an hour has none to come.
fn forget_old(record: &Record, handle: &str, reading: &Reading) -> Result<(), Why> {
    match reading.tried {
        None => record.busy_was_not_read(handle, NO_LINK).map_err(|_| WRITTEN),
        Some(tried) if tried.0.saturating_add(AGAIN_US) <= record.now().0 => {
            record.forget_busy(handle).map_err(|_| WRITTEN)
        }
        Some(_) => Ok(()),
    }
}

/// Do they work here, or will they?
fn stays(record: &Record, link: &BusyLink) -> Result<bool, Why> {
    let person = record.state(Stream::Person(link.person)).map_err(|_| READ)?;
    let now = record.now();
    let open = |person: &care::practice::Person| {
        person.affiliations.iter().any(|held| held.term.until.is_none_or(|until| now < until))
    };
    Ok(state_as!(person, Person).is_some_and(|person| open(&person)))
}

fn works_here(record: &Record, link: &BusyLink) -> Result<bool, Why> {
    let person = record.state(Stream::Person(link.person)).map_err(|_| READ)?;
    let now = record.now();
    Ok(state_as!(person, Person)
        .is_some_and(|person| person.affiliations.iter().any(|held| held.term.covers(now))))
}

fn read(record: &Record, fetch: &Fetch, reading: &Reading) -> Result<Vec<care::time::Term>, Why> {
    let house = record.state(Stream::House(record.house())).map_err(|_| READ)?;
    let house = state_as!(house, House).ok_or(READ)?;
    let here = TimeZone::get(house.founded.zone.as_str()).map_err(|_| "zone-unknown")?;
    let now = record.now();
    let between = (Instant(now.0 - BEHIND_US), Instant(now.0 + AHEAD_US));
    let place = &reading.place;
    let texts = if place.is_caldav {
        let asked = query(between.0, between.1).ok_or("unclear")?;
        let answer = fetch.ask(&place.url, place.sign_in.as_ref(), &asked).map_err(NotFetched::code)?;
        calendars(&answer).map_err(|no| no.code())?
    } else {
        vec![fetch.get(&place.url, place.sign_in.as_ref()).map_err(NotFetched::code)?]
    };
    let mut gathered = Gathered::default();
    for text in &texts {
        gathered.add(text).map_err(|no| no.code())?;
    }
    // A calendar that our own bookings were subscribed to, or mailed into, tells them back.
    let is_ours = |uid: &str| is_booked_here(record, uid);
    gathered.busy(&here, between, is_ours).map_err(|no| no.code())
}

/// Is it the identity that a feed or a mail of ours gives a visit or its talk?
fn is_booked_here(record: &Record, uid: &str) -> bool {
    let hex: String = uid.trim_end_matches("-talk").chars().filter(|letter| *letter != '-').collect();
    let number = (hex.len() == 32).then(|| u128::from_str_radix(&hex, 16).ok()).flatten();
    number.is_some_and(|number| {
        record.state(Stream::Session(SessionId(number))).is_ok_and(|folded| folded.state.is_some())
    })
}
