//! The dose in words and sums. What ran in is worked out from the order and the clock, and says so: nothing here is
//! measured.

use care::session::{Phase, Session};
use care::time::Instant;
use care::units::Micrograms;
use jiff::tz::TimeZone;

use crate::texts::Lang;
use crate::{when, words};

/// The dose of a session, as the chair shows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DoseShown {
    /// `35 mg into a vein (IV) over 40 min, begun 10:00 by Sam Ortiz`.
    pub line: String,
    /// `18 min left`, or where it stands.
    pub state: String,
    /// When the planned time is over, for the running text.
    pub until_ms: Option<i64>,
    /// The sum, with its numbers: `35 mg × 22 of 40 min`. Empty when there is none.
    pub sum: String,
}

/// Microseconds for which the dose has run: without the time it was held.
fn ran_us(session: &Session, from: Instant, to: Instant) -> i64 {
    let held: i64 = session
        .pauses
        .iter()
        .map(|(at, _, until)| until.unwrap_or(to).min(to).0.saturating_sub(at.0).max(0))
        .sum();
    (to.0 - from.0 - held).max(0)
}

/// The dose in words, once it has begun. `by` is who began it.
pub fn shown(session: &Session, by: &str, now: Instant, zone: &TimeZone) -> Option<DoseShown> {
    let dose = session.dose.as_ref()?;
    let over = dose.over.map(|over| format!(" over {over}")).unwrap_or_default();
    let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
    let begun = when::clock(dose.started, zone);
    let line =
        format!("{} {}{over}, begun {begun}{by}", dose.amount.in_mg(), words::route(Lang::En, dose.route));
    if let Some((given, at)) = dose.ended {
        let state = format!("Ended {}: {} at most.", when::clock(at, zone), given.in_mg());
        return Some(DoseShown { line, state, ..DoseShown::default() });
    }
    let held = match (session.phase, session.pauses.last()) {
        (Phase::Paused, Some((at, why, None))) => {
            Some(format!("Held since {}: {why}.", when::clock(*at, zone)))
        }
        _ => None,
    };
    let Some(over) = dose.over else {
        let ago = format!("Begun {} ago.", when::span(dose.started, now));
        return Some(DoseShown { line, state: held.unwrap_or(ago), ..DoseShown::default() });
    };
    let ran = ran_us(session, dose.started, now);
    let planned = i64::from(over.0) * 60_000_000;
    let left = planned - ran;
    let left_words = match left {
        1.. => format!("{} left", when::span(Instant(0), Instant(left))),
        _ => format!("The planned {over} are over."),
    };
    let running = held.is_none() && 0 < left;
    Some(DoseShown {
        line,
        state: held.map_or(left_words.clone(), |held| format!("{held} {left_words}")),
        until_ms: running.then(|| when::ms(Instant(now.0 + left))),
        sum: sum(dose.amount, ran.min(planned) / 60_000_000, over.0),
    })
}

/// What the order and the clock come to, shown with its numbers.
fn sum(amount: Micrograms, ran_min: i64, over_min: u32) -> String {
    let (Ok(ran), over) = (u64::try_from(ran_min), u64::from(over_min.max(1))) else { return String::new() };
    let so_far = Micrograms(amount.0.saturating_mul(ran) / over);
    let rate = Micrograms(amount.0.saturating_mul(60) / over);
    format!(
        "By the order, {} an hour. By now that comes to about {}: {} × {ran} of {over_min} min. Worked out, not measured.",
        rate.in_mg(),
        so_far.in_mg(),
        amount.in_mg()
    )
}

#[cfg(test)]
mod tests {
    use care::course::SessionKind;
    use care::ids::{CourseId, PatientId, PersonId};
    use care::protocol::{Route, Setting};
    use care::session::SessionFact;
    use care::text::Line;
    use care::units::{Grams, Minutes};

    use super::*;

    const MINUTE: i64 = 60_000_000;

    fn at(minute: i64) -> Instant {
        Instant(minute * MINUTE)
    }

    fn session(facts: Vec<SessionFact>) -> Session {
        let room = Line::new("Chair 2").expect("a line");
        let scheduled = SessionFact::Scheduled {
            course: CourseId(1),
            patient: PatientId(1),
            kind: SessionKind::Dosing,
            starts: at(0),
            setting: Setting::ClinicRoom,
            room,
            people: vec![],
        };
        let begun = SessionFact::DoseStarted {
            route: Route::Intravenous,
            amount: Micrograms(35_000),
            over: Some(Minutes(40)),
            order: 1,
            by: PersonId(1),
            weight: Grams(70_000),
            at: at(0),
        };
        let all = [scheduled, begun].into_iter().chain(facts);
        all.fold(None, |before, fact| Session::after(before, &fact)).expect("a session")
    }

    fn now(facts: Vec<SessionFact>, minute: i64) -> DoseShown {
        shown(&session(facts), "Sam Ortiz", at(minute), &TimeZone::UTC).expect("a dose has begun")
    }

    fn paused(minute: i64) -> SessionFact {
        SessionFact::DosePaused { reason: Line::new("asked to wait").expect("a line"), at: at(minute) }
    }

    #[test]
    fn a_running_dose_shows_its_sum_and_calls_it_worked_out() {
        let shown = now(vec![], 22);
        assert_eq!(shown.line, "35 mg into a vein (IV) over 40 min, begun 00:00 by Sam Ortiz");
        assert_eq!(shown.state, "18 min left");
        assert_eq!(shown.until_ms, Some(40 * 60_000));
        assert!(shown.sum.contains("52.5 mg an hour"), "{}", shown.sum);
        assert!(shown.sum.contains("19.25 mg: 35 mg × 22 of 40 min"), "{}", shown.sum);
        assert!(shown.sum.contains("not measured"), "{}", shown.sum);
    }

    #[test]
    fn time_on_hold_does_not_count() {
        let held = now(vec![paused(10)], 30);
        assert_eq!(held.until_ms, None, "nothing runs down while it is held");
        assert!(held.state.starts_with("Held since 00:10: asked to wait. 30 min left"), "{}", held.state);
        let again = now(vec![paused(10), SessionFact::DoseResumed { at: at(30) }], 32);
        assert_eq!(again.state, "28 min left");
        assert!(again.sum.contains("× 12 of 40 min"), "{}", again.sum);
    }

    #[test]
    fn the_sum_never_exceeds_what_was_begun() {
        let late = now(vec![], 300);
        assert_eq!(late.state, "The planned 40 min are over.");
        assert!(late.sum.contains("about 35 mg: 35 mg × 40 of 40 min"), "{}", late.sum);
    }

    #[test]
    fn an_ended_dose_says_at_most() {
        let ended = now(vec![SessionFact::DoseEnded { given: Micrograms(20_000), at: at(25) }], 30);
        assert_eq!(ended.state, "Ended 00:25: 20 mg at most.");
        assert_eq!(ended.sum, "");
    }
}
