//! Fields of a session's forms, read; and refusals put beside the field that can mend them.

use care::ids::SessionId;
use care::refusal::{Fixer, Refusal};
use care::text::Line;
use care::time::Instant;

use crate::answer::Trouble;
use crate::app::App;
use crate::parts::{Choice, Errors};
use crate::place::{Place, Places};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// When something happened: now, some minutes ago, or a typed time.
#[derive(Default)]
pub struct TimeField {
    /// Now, and a few minutes ago.
    pub choices: Vec<Choice>,
    /// The typed time, as it stands in the field.
    pub at: String,
    /// The typed time is shown.
    pub open: bool,
    /// Of an entry that waited on a tablet and is looked at: when it was pressed there, in ms. "Now" is then.
    pub said_ms: Option<i64>,
}

const MINUTES_AGO: [&str; 4] = ["0", "1", "2", "5"];

/// The field as it is drawn: what was chosen before, else "now".
pub fn time_field(visit: &Visit, errors: &Errors) -> TimeField {
    let chosen = visit.given("when").unwrap_or("0");
    let label = |minutes: &str| match minutes {
        "0" => "Now".to_owned(),
        minutes => format!("{minutes} min ago"),
    };
    let at = visit.value("at").to_owned();
    TimeField {
        choices: MINUTES_AGO.iter().map(|minutes| Choice::new(minutes, &label(minutes), chosen)).collect(),
        open: !at.is_empty() || !errors.of("at").is_empty(),
        at,
        said_ms: visit.said_at().ok().flatten().filter(|_| visit.ticked("kept")).map(when::ms),
    }
}

/// The time of the act. A typed time wins; then so many minutes before the button was pressed, as the tablet or our own
/// clock says; none means now.
pub fn time(app: &App, visit: &Visit, errors: &mut Errors) -> Option<Instant> {
    if let Some(typed) = visit.given("at") {
        let zone = match at_the_chair(app, visit) {
            Ok(place) => place.zone,
            Err(_) => {
                errors.add("at", "The time could not be read just now. Send it again.");
                return None;
            }
        };
        return match when::read(Lang::En, typed, &zone) {
            Ok(at) => Some(at),
            Err(why) => {
                errors.add("at", why);
                None
            }
        };
    }
    let ago = MINUTES_AGO.iter().find(|known| **known == visit.value("when"));
    let ago: i64 = ago.and_then(|ago| ago.parse().ok()).unwrap_or(0);
    let pressed = match visit.said_at() {
        Ok(pressed) => pressed,
        Err(_) => {
            errors.add("at", "This tablet’s clock could not be read. Write the day and time here.");
            return None;
        }
    };
    let before = |from: Instant| Instant(from.0.saturating_sub(ago * 60_000_000));
    pressed.map(before).or_else(|| (0 < ago).then(|| before(app.now())))
}

/// The place whose clock is on the wall: times of a visit are typed by it.
fn at_the_chair(app: &App, visit: &Visit) -> Result<Place, Trouble> {
    let held = app.session(visit.id("session", SessionId::read)?)?;
    Ok(Places::of(app)?.of_visit(held.setting, held.room.as_str(), held.starts))
}

/// One line that must be there.
pub fn line(visit: &Visit, name: &str, errors: &mut Errors) -> Option<Line> {
    match Line::new(visit.raw(name)) {
        Ok(line) => Some(line),
        Err(why) => {
            errors.add(name, &words::refusal(Lang::En, &why));
            None
        }
    }
}

/// One line that may be left out.
pub fn line_or_none(visit: &Visit, name: &str, errors: &mut Errors) -> Option<Line> {
    visit.given(name)?;
    line(visit, name, errors)
}

/// A reason in one tap (the button's own value), or typed. What was typed wins: Enter in the field presses the first
/// button.
pub fn chip_or_line(visit: &Visit, chip: &str, other: &str, errors: &mut Errors) -> Option<Line> {
    if visit.given(other).is_some() || visit.given(chip).is_none() {
        line(visit, other, errors)
    } else {
        line(visit, chip, errors)
    }
}

/// A whole number that may be left out.
pub fn number<T: std::str::FromStr>(visit: &Visit, name: &str, errors: &mut Errors) -> Option<T> {
    let typed = visit.given(name)?;
    let read = typed.bytes().all(|byte| byte.is_ascii_digit()).then(|| typed.parse().ok()).flatten();
    if read.is_none() {
        errors.add(name, "Write a whole number.");
    }
    read
}

/// A number of hours that must be there.
pub fn hours(visit: &Visit, name: &str, errors: &mut Errors) -> Option<u32> {
    if visit.given(name).is_none() {
        errors.add(name, "Write how many hours. 0 is an answer.");
        return None;
    }
    number(visit, name, errors)
}

/// A refusal that this form can mend, beside its field; every other trouble is passed on.
///
/// # Errors
/// The trouble itself.
pub fn beside(trouble: Trouble, otherwise: &'static str) -> Result<Errors, Trouble> {
    let Trouble::Refused(no) = &trouble else { return Err(trouble) };
    let Some(name) = place(no, otherwise) else { return Err(trouble) };
    let mut errors = Errors::default();
    errors.add(name, &words::refusal(Lang::En, no));
    Ok(errors)
}

/// The field a refusal belongs to.
fn place(no: &Refusal, otherwise: &'static str) -> Option<&'static str> {
    match no {
        Refusal::TimeInTheFuture { .. }
        | Refusal::TimeTooLongAgo { .. }
        | Refusal::TermEndsBeforeItBegins => Some("at"),
        Refusal::ValueUnusual { of, .. } | Refusal::ValueImpossible { of, .. } => Some(of),
        // Somebody else changed what this form was drawn from: the page says where it stands.
        Refusal::SessionPhase { .. }
        | Refusal::NothingChanged
        | Refusal::EntryUnknown
        | Refusal::AlarmUnknown
        | Refusal::AlarmAlreadyAnswered
        | Refusal::CallUnknown
        | Refusal::GateNotOpen { .. } => None,
        no if no.fixer() == Fixer::You => Some(otherwise),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_finds_the_field_that_can_mend_it() {
        let refused = |no| beside(Trouble::Refused(no), "systolic");
        let errors = refused(Refusal::PressureUpsideDown).map_err(|_| ()).expect("stays on the form");
        assert!(!errors.of("systolic").is_empty());
        let errors = refused(Refusal::TimeInTheFuture { ahead_min: 3 }).map_err(|_| ()).expect("stays");
        assert!(!errors.of("at").is_empty());
        assert!(refused(Refusal::NothingChanged).is_err(), "shown on a page of its own");
        assert!(refused(Refusal::NoTie).is_err(), "somebody else must act");
    }
}
