//! Readings as a table and as big numbers with their age. Pure: what was read, when, and how old it may look.

use care::session::{Level, Session, Sign, Source, Vitals};
use care::time::Instant;
use jiff::tz::TimeZone;

use crate::parts::{FlowCell, FlowRow, Flowsheet, Mark, Vital};
use crate::when;

/// The five rows of every flowsheet, and the five big numbers: code, label, unit, sign. Always in this order.
const ROWS: [(&str, &str, &str, Sign); 5] = [
    ("bp", "BP", "mmHg", Sign::Systolic),
    ("hr", "Pulse", "/min", Sign::Pulse),
    ("spo2", "SpO2", "%", Sign::Spo2),
    ("rr", "Breaths", "/min", Sign::Breaths),
    ("awake", "Awake", "of 5", Sign::Awake),
];

/// What the awake score means, as its scale (MOAA/S) says it.
pub const AWAKE: [(&str, &str); 6] = [
    ("5", "answers at once to the name"),
    ("4", "slow answer to the name"),
    ("3", "answers to a loud name"),
    ("2", "answers to a light shake"),
    ("1", "answers to a firm squeeze"),
    ("0", "no answer"),
];

/// One column: a set of readings, or the place of one that was not taken.
struct Column<'a> {
    at: Instant,
    vitals: Option<&'a Vitals>,
    wrong: bool,
}

fn columns(session: &Session) -> Vec<Column<'_>> {
    let taken = session.readings.iter().map(|reading| Column {
        at: reading.at,
        vitals: Some(&reading.vitals),
        wrong: reading.wrong.is_some(),
    });
    let missed = session.missed.iter().map(|(at, _)| Column { at: *at, vitals: None, wrong: false });
    let mut columns: Vec<_> = taken.chain(missed).collect();
    columns.sort_by_key(|column| column.at);
    columns
}

/// One sign in words; the two pressures are one.
pub fn value(vitals: &Vitals, sign: Sign) -> String {
    match (sign, vitals.pressure) {
        (Sign::Systolic | Sign::Diastolic, Some((upper, lower))) => format!("{}/{}", upper.0, lower.0),
        (Sign::Systolic | Sign::Diastolic, None) => String::new(),
        (sign, _) => vitals.of(sign).map(|value| value.to_string()).unwrap_or_default(),
    }
}

/// A whole set in a line: `162/98 · 88 · 97 %`.
pub fn line(vitals: &Vitals) -> String {
    let mut parts = vec![];
    for (_, label, unit, sign) in ROWS {
        let read = value(vitals, sign);
        if read.is_empty() {
            continue;
        }
        parts.push(match sign {
            Sign::Systolic => read,
            Sign::Spo2 => format!("{read} {unit}"),
            Sign::Awake => format!("awake {read} of 5"),
            Sign::Pulse => format!("pulse {read}"),
            _ => format!("{} {read}", label.to_lowercase()),
        });
    }
    parts.join(" · ")
}

/// The alarm this number raised when it was recorded. Limits are judged by the rules, never here.
fn mark(session: &Session, sign: Sign, at: Instant) -> Mark {
    let pressure = |of: Sign| matches!(of, Sign::Systolic | Sign::Diastolic);
    let same = |of: Sign| of == sign || (pressure(of) && pressure(sign));
    let raised = session.alarms.iter().filter(|alarm| alarm.at == at && alarm.sign().is_some_and(same));
    match raised.map(|alarm| alarm.level).max_by_key(|level| *level == Level::High) {
        Some(Level::High) => Mark::High,
        Some(Level::Medium) => Mark::Medium,
        None => Mark::Quiet,
    }
}

/// The table: times are columns, newest at the end; a wrong entry stays, struck through.
pub fn sheet(session: &Session, zone: &TimeZone, caption: &str) -> Flowsheet {
    let columns = columns(session);
    let cell = |column: &Column<'_>, sign: Sign| {
        let words = column.vitals.map(|vitals| value(vitals, sign)).unwrap_or_default();
        let quiet = words.is_empty() || column.wrong;
        FlowCell {
            mark: if quiet { Mark::Quiet } else { mark(session, sign, column.at) },
            wrong: column.wrong,
            words,
        }
    };
    let rows = ROWS.iter().map(|(_, label, unit, sign)| FlowRow {
        label: (*label).to_owned(),
        unit: (*unit).to_owned(),
        cells: columns.iter().map(|column| cell(column, *sign)).collect(),
    });
    Flowsheet {
        id: "flowsheet".to_owned(),
        caption: caption.to_owned(),
        times: columns.iter().map(|column| when::clock(column.at, zone)).collect(),
        rows: rows.collect(),
    }
}

/// The newest right reading of a sign before an instant (or of all): its vitals, when, and its source.
fn newest(session: &Session, sign: Sign, until: Option<Instant>) -> Option<(&Vitals, Instant, Source)> {
    let right = session.readings.iter().filter(|reading| reading.wrong.is_none());
    let with = right.filter(|reading| reading.vitals.of(sign).is_some());
    let before = with.filter(|reading| until.is_none_or(|until| reading.at <= until));
    before.max_by_key(|reading| reading.at).map(|reading| (&reading.vitals, reading.at, reading.source))
}

const fn source(source: Source) -> &'static str {
    match source {
        Source::Hand => "by hand",
        Source::ReadOut => "read out",
        Source::Device => "from a device",
    }
}

/// The big numbers, each with its age, its baseline, and whether it is too old to act on.
pub fn vitals(session: &Session, now: Instant, old_after_min: u32) -> Vec<Vital> {
    let baseline_until = session.dose.as_ref().map(|dose| dose.started);
    ROWS.iter()
        .map(|(code, label, unit, sign)| {
            let empty = Vital {
                code: (*code).to_owned(),
                label: (*label).to_owned(),
                unit: (*unit).to_owned(),
                old_after_min,
                wide: *sign == Sign::Systolic,
                ..Vital::default()
            };
            let Some((vitals, at, from)) = newest(session, *sign, None) else { return empty };
            let limit_us = i64::from(old_after_min) * 60_000_000;
            let old = 0 < limit_us && limit_us < now.0.saturating_sub(at.0);
            let before = baseline_until.and_then(|until| newest(session, *sign, Some(until)));
            let note = match before {
                Some((then, ..)) if empty.wide => {
                    format!("{} · baseline {}", source(from), value(then, *sign))
                }
                Some((then, ..)) => format!("baseline {}", value(then, *sign)),
                None => source(from).to_owned(),
            };
            Vital {
                value: value(vitals, *sign),
                note,
                at_ms: Some(when::ms(at)),
                age: when::span(at, now),
                old,
                // An old number is no longer a value that is within or beyond a limit: it is late.
                mark: if old { Mark::Overdue } else { mark(session, *sign, at) },
                ..empty
            }
        })
        .collect()
}

/// The newest right number of a sign, for the hint of its field.
pub fn last(session: &Session, sign: Sign) -> String {
    newest(session, sign, None)
        .map(|(vitals, ..)| format!("last {}", value(vitals, sign)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use care::course::SessionKind;
    use care::ids::{CourseId, PatientId};
    use care::protocol::Setting;
    use care::session::SessionFact;
    use care::text::Line;
    use care::units::{MmHg, PerMinute, Percent};

    use super::*;

    const MINUTE: i64 = 60_000_000;

    fn line_of(text: &str) -> Line {
        Line::new(text).expect("a line")
    }

    fn read(upper: u16, pulse: Option<u16>, minute: i64) -> SessionFact {
        let vitals = Vitals {
            pressure: Some((MmHg(upper), MmHg(80))),
            pulse: pulse.map(PerMinute),
            spo2: Some(Percent(98)),
            ..Vitals::default()
        };
        SessionFact::VitalsRecorded { vitals, source: Source::Hand, at: Instant(minute * MINUTE) }
    }

    fn session(facts: Vec<SessionFact>) -> Session {
        let scheduled = SessionFact::Scheduled {
            course: CourseId(1),
            patient: PatientId(1),
            kind: SessionKind::Dosing,
            starts: Instant(0),
            setting: Setting::ClinicRoom,
            room: line_of("Chair 2"),
            people: vec![],
        };
        let all = std::iter::once(scheduled).chain(facts);
        all.fold(None, |before, fact| Session::after(before, &fact)).expect("a session")
    }

    #[test]
    fn columns_are_in_the_order_of_time_and_a_wrong_entry_stays() {
        let wrong =
            SessionFact::MarkedWrong { version: 2, reason: line_of("slip"), by: care::ids::PersonId(1) };
        let missed = SessionFact::VitalsMissed { reason: line_of("asleep"), at: Instant(7 * MINUTE) };
        let session = session(vec![read(162, Some(88), 10), read(128, None, 5), missed, wrong]);
        let sheet = sheet(&session, &TimeZone::UTC, "Readings");
        assert_eq!(sheet.times, ["00:05", "00:07", "00:10"]);
        let words: Vec<&str> = sheet.rows[0].cells.iter().map(|cell| cell.words.as_str()).collect();
        assert_eq!(words, ["128/80", "", "162/80"]);
        assert!(sheet.rows[0].cells[2].wrong);
        assert_eq!(sheet.rows[1].cells[0].words, "", "a pulse that was not read leaves a gap");
    }

    #[test]
    fn a_wrong_entry_is_never_the_big_number() {
        let wrong =
            SessionFact::MarkedWrong { version: 3, reason: line_of("slip"), by: care::ids::PersonId(1) };
        let session = session(vec![read(128, Some(70), 0), read(258, None, 5), wrong]);
        let big = vitals(&session, Instant(6 * MINUTE), 7);
        assert_eq!(big[0].value, "128/80");
    }

    #[test]
    fn a_number_past_its_age_looks_old_and_one_at_it_does_not() {
        let session = session(vec![read(128, Some(70), 0)]);
        assert!(!vitals(&session, Instant(7 * MINUTE), 7)[0].old);
        let late = &vitals(&session, Instant(7 * MINUTE + 1), 7)[0];
        assert!(late.old);
        assert_eq!(late.mark, Mark::Overdue);
        assert!(!vitals(&session, Instant(9_000 * MINUTE), 0)[0].old, "no age limit in this phase");
    }

    #[test]
    fn a_number_that_raised_an_alarm_carries_its_mark() {
        let alarm = |level, sign, value| SessionFact::AlarmRaised {
            number: 1,
            level,
            sign,
            value,
            limit: 160,
            at: Instant(5 * MINUTE),
        };
        let facts = vec![read(190, Some(70), 5), alarm(Level::High, Sign::Systolic, 190)];
        let session = session(facts);
        let big = vitals(&session, Instant(6 * MINUTE), 7);
        assert_eq!((big[0].mark, big[1].mark), (Mark::High, Mark::Quiet));
        assert_eq!(sheet(&session, &TimeZone::UTC, "").rows[0].cells[0].mark, Mark::High);
    }

    #[test]
    fn the_pressures_are_one_number_and_a_set_is_one_line() {
        let session = session(vec![read(128, Some(70), 5)]);
        let reading = session.last_reading().expect("a reading");
        assert_eq!(line(&reading.vitals), "128/80 · pulse 70 · 98 %");
        assert_eq!(last(&session, Sign::Diastolic), "last 128/80");
        assert_eq!(last(&session, Sign::Breaths), "");
    }
}
