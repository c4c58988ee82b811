//! The dose in words and sums. What ran in is worked out from the order and the clock, and says so: nothing here is
//! measured.

use care::session::running::{Running, Segment, running};
use care::session::{Phase, Session};
use care::time::Instant;
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
    /// Why nobody is sure how much went in; empty when nobody said so.
    pub uncertain: String,
}

/// The dose in words, once it has begun. `by` is who began it.
pub fn shown(session: &Session, by: &str, now: Instant, zone: &TimeZone) -> Option<DoseShown> {
    let dose = session.dose.as_ref()?;
    let over = dose.over.map(|over| format!(" over {over}")).unwrap_or_default();
    let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
    let begun = when::clock(dose.started, zone);
    let mut line =
        format!("{} {}{over}, begun {begun}{by}", dose.amount.in_mg(), words::route(Lang::En, dose.route));
    // Both amounts, each with its time, and what they come to.
    if let Some((more, (_, at))) = session.supplement_given().and_then(|one| Some((one.amount, one.given?))) {
        let all = session.begun().unwrap_or(dose.amount);
        line.push_str(&format!(", then {} {}: {} in all", more.in_mg(), when::clock(at, zone), all.in_mg()));
    }
    if let Some((given, at)) = dose.ended {
        let (at, given) = (when::clock(at, zone), given.in_mg());
        let state = match session.unsure_because() {
            Some(why) => format!("Ended {at}: {given} at most, uncertain: {why}."),
            None => format!("Ended {at}: {given} at most."),
        };
        return Some(DoseShown { line, state, ..DoseShown::default() });
    }
    let held = match (session.phase, session.pauses.last()) {
        (Phase::Paused, Some((at, why, None))) => {
            Some(format!("Held since {}: {why}.", when::clock(*at, zone)))
        }
        _ => None,
    };
    let uncertain = session
        .unsure_because()
        .map_or(String::new(), |why| format!("Uncertain how much went in: {why}. The larger amount counts."));
    let Some(stands) = running(session, now) else {
        let ago = format!("Begun {} ago.", when::span(dose.started, now));
        let state = held.unwrap_or(ago);
        return Some(DoseShown { line, state, uncertain, ..DoseShown::default() });
    };
    let left = stands.left_us;
    let left_words = match (left, stands.segments.as_slice()) {
        (1.., _) => format!("{} left", when::span(Instant(0), Instant(left))),
        (_, [only]) => format!("The planned {} are over.", only.over),
        _ => format!("By this sum {} are in: the planned time is over.", stands.total().in_mg()),
    };
    let runs = held.is_none() && 0 < left;
    Some(DoseShown {
        line,
        state: held.map_or(left_words.clone(), |held| format!("{held} {left_words}")),
        until_ms: runs.then(|| when::ms(Instant(now.0 + left))),
        sum: sum(&stands),
        uncertain,
    })
}

/// What the orders and the clock come to, shown with its numbers.
fn sum(stands: &Running) -> String {
    let part =
        |one: &Segment| format!("{} × {} of {} min", one.amount.in_mg(), minutes(one.counted_s), one.over.0);
    let Some(rate) = stands.segments.last().map(Segment::an_hour) else { return String::new() };
    let numbers = match stands.segments.as_slice() {
        [only] => part(only),
        several => {
            let parts = several.iter().map(|one| format!("{} ({})", one.ran_in().in_mg(), part(one)));
            parts.collect::<Vec<_>>().join(", then ")
        }
    };
    format!(
        "By the order, {} an hour. By now that comes to about {}: {numbers}. Worked out, not measured.",
        rate.in_mg(),
        stands.total().in_mg()
    )
}

/// `22`, or `22 min 40 s`.
fn minutes(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole} min {rest} s"),
    }
}

#[cfg(test)]
mod tests {
    use care::course::SessionKind;
    use care::ids::{CourseId, PatientId, PersonId};
    use care::protocol::{Route, Setting};
    use care::session::SessionFact;
    use care::text::Line;
    use care::units::{Grams, Micrograms, Minutes};

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
    fn another_rate_is_a_second_stretch_with_numbers_of_its_own() {
        let (amount, over) = (Micrograms(30_000), Minutes(60));
        let changed = SessionFact::DoseRateChanged { amount, over, order: 2, by: PersonId(1), at: at(22) };
        let shown = now(vec![changed.clone()], 30);
        assert_eq!(
            shown.sum,
            "By the order, 30 mg an hour. By now that comes to about 23.25 mg: 19.25 mg (35 mg × 22 of 40 min), then \
             4 mg (30 mg × 8 of 60 min). Worked out, not measured."
        );
        assert_eq!(shown.state, "13 min left");
        let over = now(vec![changed], 90);
        assert_eq!(over.state, "By this sum 30 mg are in: the planned time is over.");
        assert!(over.sum.contains("10.75 mg (30 mg × 21 min 30 s of 60 min)"), "{}", over.sum);
    }

    #[test]
    fn what_is_uncertain_stays_so_while_it_runs_and_after_it_has_ended() {
        let (reason, task) = (Line::new("the line came off").expect("a line"), care::ids::TaskId(1));
        let unsure = SessionFact::DoseUncertain { reason, by: PersonId(1), task, at: at(10) };
        let runs = now(vec![unsure.clone()], 12);
        assert_eq!(
            runs.uncertain,
            "Uncertain how much went in: the line came off. The larger amount counts."
        );
        let ended = now(vec![unsure, SessionFact::DoseEnded { given: Micrograms(35_000), at: at(25) }], 30);
        assert_eq!(ended.state, "Ended 00:25: 35 mg at most, uncertain: the line came off.");
        assert_eq!(now(vec![], 12).uncertain, "");
    }

    #[test]
    fn a_supplement_stands_beside_the_first_with_its_time_and_what_both_come_to() {
        let (amount, by) = (Micrograms(30_000), PersonId(1));
        let protocol = care::ids::ProtocolId(1);
        let ordered = SessionFact::SupplementOrdered { number: 1, amount, protocol, by, at: at(3) };
        assert!(!now(vec![ordered.clone()], 5).line.contains("then"), "what is ordered is not given");
        let given = SessionFact::SupplementGiven { number: 1, amount, by, at: at(13) };
        let ended = SessionFact::DoseEnded { given: Micrograms(65_000), at: at(25) };
        let shown = now(vec![ordered, given, ended], 30);
        assert!(shown.line.starts_with("35 mg into a vein"), "{}", shown.line);
        assert!(
            shown.line.ends_with("begun 00:00 by Sam Ortiz, then 30 mg 00:13: 65 mg in all"),
            "{}",
            shown.line
        );
        assert_eq!(shown.state, "Ended 00:25: 65 mg at most.");
    }

    #[test]
    fn an_ended_dose_says_at_most() {
        let ended = now(vec![SessionFact::DoseEnded { given: Micrograms(20_000), at: at(25) }], 30);
        assert_eq!(ended.state, "Ended 00:25: 20 mg at most.");
        assert_eq!(ended.sum, "");
    }
}
