//! A calendar, read by a calendar program and by whoever stands behind it: no sign-in, few words, no full name.
//!
//! The link's secret is all there is. A wrong one, one that was taken back and one whose maker works here no more look
//! alike to whoever asks. Only a wrong one counts as a guess: a phone that forgot to let go of an old link must not keep
//! the clinic's own network waiting.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::course::SessionKind;
use care::ids::{PersonId, ProtocolId};
use care::integration::TalkKind;
use care::integration::talk_link::TALK_TAKES;
use care::protocol::Protocol;
use care::schedule::{Feed, Schedule, Shows};
use care::session::calendar::{Span, same_room};
use care::text::Line;
use care::time::Instant;
use exchange::icalendar::feed::{self as written, Entry, Kind};
use record::views::ask_feeds::{self, FeedTalk, FeedVisit, Revised};

use super::calendar;
use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::pages::rows::initials;
use crate::sign_in::{NETWORK_FREE, token_hash};
use crate::visit::Visit;

/// What a calendar shows: from four weeks ago to half a year from now. Source: the house.
const BEHIND_US: i64 = 28 * DAY_US;
const AHEAD_US: i64 = 183 * DAY_US;
/// What was called off is told as called off for so long; then it is left out. Source: the house.
const CALLED_OFF_TOLD_US: i64 = 28 * DAY_US;
/// A read is noted at most this often: a request must not cost an fsync.
const NOTED_EVERY_US: i64 = 60_000_000;
const DAY_US: i64 = 24 * 3_600_000_000;

/// `GET /calendar/{token}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let guess = format!("calendar:{}", visit.network);
    if 0 < app.record.begin_try(&guess, NETWORK_FREE)? {
        return Err(Trouble::Busy);
    }
    let schedule = calendar::schedule(app)?;
    let Some(feed) = known(&schedule, visit.param("token")) else { return Err(Trouble::NotFound) };
    app.record.take_back_try(&guess)?;
    if !feed.shows_at(&schedule, &*app.person(feed.by)?, app.here(), app.now()) {
        return Err(Trouble::NotFound);
    }
    let calendar = drawn(app, &schedule, feed)?;
    let body = written::write(&calendar).map_err(|_| Trouble::Broken)?;
    note_read(app, feed.number)?;
    Ok(Reply::Calendar(body))
}

/// The link of this secret, whatever became of it.
fn known<'a>(schedule: &'a Schedule, token: &str) -> Option<&'a Feed> {
    let secret = token.strip_suffix(".ics").filter(|secret| secret.len() == 64)?;
    let hash = token_hash(secret);
    schedule.feeds.iter().find(|feed| feed.key_hash.as_str() == hash)
}

fn note_read(app: &App, number: u32) -> Result<(), Trouble> {
    let reads = app.read(ask_feeds::last_reads)?;
    let last = reads.iter().find(|(known, _)| *known == number).map(|(_, at)| *at);
    if last.is_none_or(|last| last.0 + NOTED_EVERY_US <= app.now().0) {
        app.record.saw_feed(number)?;
    }
    Ok(())
}

fn drawn(app: &App, schedule: &Schedule, feed: &Feed) -> Result<written::Feed, Trouble> {
    let now = app.now();
    let (from, until) = (Instant(now.0 - BEHIND_US), Instant(now.0 + AHEAD_US));
    let (name, mut entries) = match feed.shows {
        Shows::Own => {
            let visits = app.read(|conn, org| ask_feeds::visits_of(conn, org, feed.by, from, until))?;
            let mut entries =
                of_visits(app, visits, |visit| Line::new(&format!("Visit {}", initials(visit))))?;
            entries.extend(of_talks(app, schedule, feed.by, from, until)?);
            (Line::new("Visits and talks")?, entries)
        }
        Shows::Room(number) => {
            let room = schedule.rooms.iter().find(|room| room.number == number).ok_or(Trouble::NotFound)?;
            let mut visits = app.read(|conn, org| ask_feeds::visits_anywhere(conn, org, from, until))?;
            visits.retain(|visit| same_room(&visit.room, room.name.as_str()));
            let mut entries = of_visits(app, visits, |_| Line::new("booked"))?;
            entries.iter_mut().for_each(|entry| entry.place = None);
            (room.name.clone(), entries)
        }
    };
    entries.retain(|entry| !entry.off || now.0 - CALLED_OFF_TOLD_US < entry.changed.0);
    Ok(written::Feed { name, entries })
}

fn of_visits(
    app: &App,
    visits: Vec<FeedVisit>,
    summary: impl Fn(&str) -> Result<Line, care::refusal::Refusal>,
) -> Result<Vec<Entry>, Trouble> {
    let places = app.places();
    let mut protocols: BTreeMap<ProtocolId, Arc<Protocol>> = BTreeMap::new();
    let mut entries = vec![];
    for visit in visits {
        if let std::collections::btree_map::Entry::Vacant(new) = protocols.entry(visit.protocol) {
            new.insert(app.protocol(visit.protocol)?);
        }
        // A kind that this program does not know has no length that it knows.
        let kind = SessionKind::read(&visit.kind);
        let span = kind.map(|kind| Span::of(kind, visit.starts, &protocols[&visit.protocol].content));
        let ends = span.and_then(Result::ok).map(|span| span.until).filter(|ends| visit.starts < *ends);
        let revised = app.read(|conn, org| ask_feeds::visit_revised(conn, org, visit.session))?;
        entries.push(Entry {
            number: visit.session.0,
            kind: Kind::Visit,
            sequence: changes(revised),
            changed: revised.last,
            starts: visit.starts,
            ends,
            summary: summary(&visit.patient_name)?,
            place: Line::new(&places.room_words(&visit.room, visit.starts)).ok(),
            off: matches!(visit.phase.as_str(), "cancelled" | "not-come"),
        });
    }
    Ok(entries)
}

fn of_talks(
    app: &App,
    schedule: &Schedule,
    with: PersonId,
    from: Instant,
    until: Instant,
) -> Result<Vec<Entry>, Trouble> {
    let talks = app.read(|conn, org| ask_feeds::talks_of(conn, org, with, from, until))?;
    let entry = |talk: FeedTalk| {
        let revised = app.read(|conn, org| ask_feeds::talk_revised(conn, org, talk.window))?;
        let said = TalkKind::read(&talk.kind).and_then(|kind| schedule.talk_length(kind));
        Ok(Entry {
            number: talk.window.0,
            kind: Kind::Talk,
            sequence: changes(revised),
            changed: revised.last,
            starts: talk.at,
            ends: Some(talk.at.plus_minutes(said.unwrap_or(TALK_TAKES))),
            summary: Line::new(&format!("Talk {}", initials(&talk.patient_name)))?,
            place: None,
            off: false,
        })
    };
    talks.into_iter().map(entry).collect()
}

/// The first booking is no change.
const fn changes(revised: Revised) -> u32 {
    revised.times.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_name_only_the_first_letters_are_said() {
        for (name, letters) in [
            ("Tansy Reed", "T. R."),
            ("Ana María de la Cruz", "A. C."),
            ("Ólafur", "Ó."),
            ("“Kit” d'Arc", "K. D."),
            ("李 小龙", "李. 小."),
            ("ßen x", "SS. X."),
            ("  ", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
