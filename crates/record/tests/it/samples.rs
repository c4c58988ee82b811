//! What monitors send: on disk before it is acknowledged, once, for the person somebody said it is of; and what was
//! changed afterwards is named.

use care::act::Act;
use care::ids::SessionId;
use care::refusal::Refusal;
use care::session::attach_monitor::DetachMonitor;
use care::session::{Channel, Seen};
use care::time::Instant;
use record::rebuild::Difference;
use record::samples::{Message, N_CHUNK, SamplesWrong, ask};
use record::submit::Answer;

use crate::clinic::{Clinic, message, who};
use crate::stores::Fresh;

crate::on_both_stores!(
    every_message_is_kept_once_and_in_order,
    a_monitor_nobody_took_on_is_not_kept,
    each_minute_says_what_was_said_last_in_it,
    what_was_changed_afterwards_is_named,
    the_fact_that_ends_a_visit_names_all_of_it,
);

const VISIT: SessionId = SessionId(3);
const SECOND_US: i64 = 1_000_000;

/// So many more messages, one a second.
fn sends(clinic: &Clinic, from: i64, until: i64) {
    let begin = clinic.now();
    for n in from..until {
        let at = Instant(begin.0 + (n - from) * SECOND_US);
        assert_eq!(clinic.hears(VISIT, &message(n, at)), Answer::Kept(n + 1), "message {n}");
    }
}

fn newest(clinic: &Clinic) -> Vec<Message> {
    clinic.record.read(|conn| ask::newest(conn, clinic.org(), VISIT)).unwrap()
}

fn every_message_is_kept_once_and_in_order(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    sends(&clinic, 3, 3 * N_CHUNK + 5);
    let messages = newest(&clinic);
    let controls: Vec<String> = messages.iter().map(|message| message.control.clone()).collect();
    let expected: Vec<String> = (2 * N_CHUNK..3 * N_CHUNK + 5).map(|n| format!("M{n}")).collect();
    assert_eq!(controls, expected, "the newest chunk and what came after it");
    // Whoever heard no answer asks again: the same message is kept once.
    let again = message(3 * N_CHUNK + 4, clinic.now());
    assert_eq!(clinic.hears(VISIT, &again), Answer::Kept(3 * N_CHUNK + 5));
    assert_eq!(newest(&clinic), messages);
    assert_eq!(clinic.verify().unwrap().messages, 3 * N_CHUNK + 5);
    // Another process on the same store goes on where this one stood.
    let (other, _) = clinic.opened_again();
    assert_eq!(other.read(|conn| ask::newest(conn, clinic.org(), VISIT)).unwrap(), messages);
}

fn a_monitor_nobody_took_on_is_not_kept(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let no = Answer::Refused(Refusal::MonitorNotAttached);
    let other = Message { device: 2, ..message(9, clinic.now()) };
    assert_eq!(clinic.hears(VISIT, &other), no);
    assert_eq!(clinic.hears(SessionId(1), &message(9, clinic.now())), no, "whoever went home");
    assert_eq!(clinic.hears(SessionId(99), &message(9, clinic.now())), no, "nobody");
    clinic.does(&who("nurse"), Act::DetachMonitor(VISIT, DetachMonitor { device: 1 }));
    assert_eq!(clinic.hears(VISIT, &message(9, clinic.now())), no);
    assert_eq!(clinic.verify().unwrap().messages, 3);
    let on = clinic.record.read(|conn| ask::visits_of(conn, clinic.org(), 1)).unwrap();
    assert_eq!(on, []);
}

fn each_minute_says_what_was_said_last_in_it(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let minute_us = 60 * SECOND_US;
    let begin = Instant((clinic.now().0 / minute_us + 1) * minute_us);
    for n in 0..120 {
        let taken = Instant(begin.0 + n * SECOND_US);
        let mut sent = message(n + 100, taken);
        sent.read.iter_mut().for_each(|reading| reading.taken = taken);
        assert!(matches!(clinic.hears(VISIT, &sent), Answer::Kept(_)));
    }
    // One that comes late does not take the place of what was said after it.
    let mut late = message(300, Instant(begin.0 + 130 * SECOND_US));
    late.read.iter_mut().for_each(|reading| reading.taken = Instant(begin.0 + 10 * SECOND_US));
    clinic.hears(VISIT, &late);
    let minutes = clinic.record.read(|conn| ask::minutes(conn, clinic.org(), VISIT, begin)).unwrap();
    let pulse: Vec<_> = minutes.iter().filter(|minute| minute.channel == Channel::Pulse).collect();
    assert_eq!(pulse.len(), 2);
    // The 59th second of the first minute is message 159, which has a pulse; the second minute ends with 219.
    assert_eq!(pulse[0].taken, Instant(begin.0 + 59 * SECOND_US));
    assert!(matches!(pulse[0].seen, Seen::Value(_)) == (159 % 3 != 2));
    assert!(matches!(pulse[1].seen, Seen::Value(_)) == (219 % 3 != 2));
    clinic.verify().unwrap();
}

fn what_was_changed_afterwards_is_named(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let mut conn = clinic.tamperer();
    let swap = |sql: &str, back: &str, conn: &mut record::store::Conn| {
        conn.batch(sql).unwrap();
        let found = clinic.verify();
        conn.batch(back).unwrap();
        clinic.verify().unwrap();
        found.unwrap_err()
    };
    let change = "UPDATE samples_open SET line = replace(line, '97000', '79000') WHERE n = 2";
    let back = "UPDATE samples_open SET line = replace(line, '79000', '97000') WHERE n = 2";
    let wrong = swap(change, back, &mut conn);
    assert!(matches!(wrong, Difference::Samples(SamplesWrong::HashDiffers(VISIT))), "{wrong:?}");
    let change = "UPDATE sample_minutes SET thousandths = 79000 WHERE channel = 'spo2'";
    let back = "UPDATE sample_minutes SET thousandths = 97000 WHERE channel = 'spo2'";
    let wrong = swap(change, back, &mut conn);
    assert!(matches!(wrong, Difference::Samples(SamplesWrong::MinutesDiffer(VISIT))), "{wrong:?}");
    sends(&clinic, 3, N_CHUNK);
    assert!(conn.batch("UPDATE samples SET lines = 'x'").is_err(), "a chunk is not changed");
    assert!(conn.batch("DELETE FROM samples").is_err(), "nor taken away");
}

fn the_fact_that_ends_a_visit_names_all_of_it(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    clinic.goes("kap> answer alarm 1 rechecked, wait 120 min, discharge");
    let visit = record::state_as!(clinic.record.state(care::fact::Stream::Session(VISIT)).unwrap(), Session);
    let (messages, digest) = visit.unwrap().samples.clone().expect("monitors sent something");
    let head = clinic.record.read(|conn| ask::head(conn, clinic.org(), VISIT)).unwrap().unwrap();
    assert_eq!((messages, digest.as_str()), (3, head.hash.as_str()));
    assert_eq!(clinic.hears(VISIT, &message(9, clinic.now())), Answer::Refused(Refusal::MonitorNotAttached));
    // Nothing can be added or taken away afterwards, hashes and all, without the fact saying so.
    let mut conn = clinic.tamperer();
    conn.batch("DELETE FROM samples_open; DELETE FROM sample_heads; DELETE FROM sample_minutes").unwrap();
    let wrong = clinic.verify().unwrap_err();
    assert!(matches!(wrong, Difference::Samples(SamplesWrong::FactDiffers(VISIT))), "{wrong:?}");
}
