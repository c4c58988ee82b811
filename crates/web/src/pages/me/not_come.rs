//! What somebody reads whose visit did not take place: they did not come, or it was called off. That it is all right, and how
//! to go on; never a word of loss or blame.

use care::session::{Phase, Session};
use care::time::Instant;

use super::mine::{self, Mine};
use crate::app::App;
use crate::reader::{Clock, Reader};
use crate::texts::Lang;

/// For so long it is said on their own page. House policy: three days, longer than a message about it can wait.
const SAID_H: i64 = 72;

/// What they will read who did not come, for whoever writes it down.
pub fn words(app: &App, lang: Lang, held: &Session) -> String {
    let zone = app.place_of(held).zone;
    let reader = Reader { lang, clock: Clock::default(), zone, says_zone: false };
    lang.say_with("me-not-come", &[("day", &reader.day(held.starts)), ("phone", app.house.phone.as_str())])
}

/// The newest of it for the patient's own page; empty when there is nothing to say.
pub fn of(app: &App, mine: &Mine) -> String {
    let is_fresh = |starts: Instant| mine.now.hours_since(starts) < SAID_H;
    // Called off, and another one is booked: that one is what matters.
    let ahead = mine.visits.iter().any(|(_, held)| mine::is_ahead(held));
    let said = |phase: Phase| phase == Phase::NotCome || (phase == Phase::Cancelled && !ahead);
    let last = mine.visits.iter().filter(|(_, held)| said(held.phase) && is_fresh(held.starts));
    let Some((_, held)) = last.max_by_key(|(_, held)| held.starts) else { return String::new() };
    let (lang, day) = (mine.reader.lang, mine.there(held).day(held.starts));
    let values = [("day", day.as_str()), ("phone", app.house.phone.as_str())];
    match held.phase {
        Phase::NotCome => lang.say_with("me-not-come", &values),
        _ => lang.say_with("me-called-off", &values),
    }
}
