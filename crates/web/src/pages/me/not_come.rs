//! What somebody reads who did not come: that it is all right, and how to go on. Never a word of loss or blame.

use care::session::Phase;
use care::time::Instant;

use super::mine::{self, Mine};
use crate::app::App;
use crate::reader::{Clock, Reader};
use crate::texts::Lang;

/// For so long it is said on their own page. House policy: two weeks, as long as free times are offered ahead.
const SAID_DAYS: i64 = 14;

/// The words of the message's page, for whoever writes it down and wants to know what is read.
pub fn words(app: &App, lang: Lang, starts: Instant) -> String {
    let reader = Reader { lang, clock: Clock::default(), zone: app.zone.clone() };
    let day = reader.day(starts);
    lang.say_with("me-not-come", &[("day", &day), ("phone", app.house.phone.as_str())])
}

/// The same for the patient's own page; empty when they came, or something is booked since.
pub fn of(app: &App, mine: &Mine) -> String {
    let is_fresh = |starts: Instant| (0..SAID_DAYS * 24).contains(&mine.now.hours_since(starts));
    let ahead = mine.visits.iter().any(|(_, held)| mine::is_ahead(held));
    let last = mine.visits.iter().filter(|(_, held)| held.phase == Phase::NotCome && is_fresh(held.starts));
    match last.map(|(_, held)| held.starts).max() {
        Some(starts) if !ahead => {
            let (lang, day) = (mine.reader.lang, mine.reader.day(starts));
            lang.say_with("me-not-come", &[("day", &day), ("phone", app.house.phone.as_str())])
        }
        _ => String::new(),
    }
}
