//! The demonstration clinic: whole, many-sided, alive, and the same for the same seed.

use std::collections::BTreeSet;

use care::course::Phase;
use care::ids::PersonId;
use record::journal;
use record::rebuild::verify;
use record::record::Record;
use record::store::{Conn, StoreFault};
use record::views::ask;

use crate::given::{NOW, clinic, folder};
use holdfast::keeping::Place;
use holdfast::simulator::building::build;
use holdfast::simulator::days::{hours, later};
use holdfast::simulator::{Telling, laws};

fn read<T>(record: &Record, mut ask: impl FnMut(&mut Conn, &str) -> Result<T, StoreFault>) -> T {
    record.read(|conn| ask(conn, record.org())).unwrap()
}

#[test]
fn it_is_whole_and_many_sided() {
    for seed in 1..=3 {
        let (_folder, record, history) = clinic(seed);
        let counts = laws::check(&record).unwrap();
        assert!(counts.patients >= 40, "seed {seed}: {counts:?}");
        assert!(laws::repeats_do_nothing(&record, &history.steps).unwrap() > 500);
        let checked = read(&record, |conn, org| Ok(verify(conn, org))).unwrap();
        assert_eq!(usize::try_from(checked.facts).unwrap(), counts.facts);
        let everyone = read(&record, |conn, org| ask::find_patients(conn, org, "", PersonId(0), NOW));
        let courses: Vec<_> = everyone
            .iter()
            .flat_map(|row| read(&record, |conn, org| ask::courses_of(conn, org, row.patient)))
            .collect();
        for phase in Phase::ALL {
            assert!(courses.iter().any(|row| row.phase == phase.code()), "seed {seed}: nobody in {phase:?}");
        }
        let doors: BTreeSet<_> = courses.iter().map(|row| row.slug.as_str()).collect();
        assert_eq!(doors.len(), 4, "seed {seed}: {doors:?}");
    }
}

#[test]
fn no_list_is_empty() {
    let (_folder, record, history) = clinic(1);
    let staff = history.staff;
    let patient = |name: &str| history.patients.iter().find(|(known, _)| *known == name).unwrap().1;
    let (rowan, maya) = (patient("Rowan Ellis"), patient("Maya Okafor"));
    let lists = read(&record, |conn, org| {
        Ok([
            ("active", ask::active_sessions(conn, org, hours(NOW, 12))?.len()),
            ("sessions", ask::sessions_of(conn, org, rowan)?.len()),
            ("open windows", ask::open_windows(conn, org, NOW)?.len()),
            ("settled windows", ask::settled_windows(conn, org, NOW)?.len()),
            ("windows", ask::windows_of(conn, org, rowan)?.len()),
            ("talks of Tomas", ask::talks_with(conn, org, staff.tomas.id)?.len()),
            ("talks of Lena", ask::talks_with(conn, org, staff.lena.id)?.len()),
            ("tasks", ask::open_tasks(conn, org)?.len()),
            ("tasks of Maya", ask::tasks_of(conn, org, maya)?.len()),
            ("patients of Noor", ask::my_patients(conn, org, staff.noor.id, NOW)?.len()),
            ("patients of Sam", ask::my_patients(conn, org, staff.sam.id, NOW)?.len()),
            ("patients of Lena", ask::my_patients(conn, org, staff.lena.id, NOW)?.len()),
            ("courses", ask::courses_of(conn, org, rowan)?.len()),
            ("people", ask::people(conn, org)?.len()),
            ("protocols", ask::protocols(conn, org)?.len()),
        ])
    });
    for (name, n) in lists {
        assert!(n > 0, "no {name}");
    }
    let matters: BTreeSet<_> = read(&record, ask::open_tasks).into_iter().map(|row| row.matter).collect();
    for matter in ["safety-signal", "hand-back", "window-unfilled", "screening-call", "emergency-review"] {
        assert!(matters.contains(matter), "nobody owes {matter}: {matters:?}");
    }
    let standings: Vec<_> = read(&record, ask::protocols).into_iter().map(|row| row.standing).collect();
    assert_eq!(standings.iter().filter(|standing| *standing == "signed").count(), 4);
    assert_eq!(standings.iter().filter(|standing| *standing == "draft").count(), 1);
}

#[test]
fn the_board_is_alive() {
    let (_folder, record, _history) = clinic(2);
    let rooms = read(&record, |conn, org| ask::active_sessions(conn, org, hours(NOW, 12)));
    let here = |name: &str| rooms.iter().find(|row| row.patient_name == name).unwrap();
    let (ana, leo, sara) = (here("Ana Novak"), here("Leo Hart"), here("Sara Idris"));
    assert_eq!((ana.phase.as_str(), ana.room.as_str(), ana.doses), ("dosing", "Chair 1", 1));
    assert_eq!((ana.dose, ana.read), (Some(later(NOW, -22)), Some(later(NOW, -1))));
    assert_eq!((leo.systolic, leo.diastolic, leo.alarm.as_deref()), (Some(162), Some(98), Some("medium")));
    assert_eq!((leo.alarm_limit, leo.read, leo.doses), (Some(160), Some(later(NOW, -2)), 2));
    assert_eq!((sara.room.as_str(), sara.read), ("Room B", Some(later(NOW, -9))));
    assert_eq!(here("Grace Imada").phase, "recovery");
    assert_eq!(here("Peter Lam").phase, "checked-in");
    assert_eq!(here("Kofi Osei").phase, "scheduled");
    let windows = read(&record, |conn, org| ask::open_windows(conn, org, hours(NOW, -24)));
    let window = |name: &str| windows.iter().find(|row| row.patient_name == name).unwrap();
    let left_h = |name: &str| window(name).goal.hours_since(NOW);
    assert_eq!((left_h("Rowan Ellis"), left_h("Maya Okafor"), left_h("Jin Park")), (14, 5, 31));
    assert_eq!(window("Rowan Ellis").talk_kind.as_deref(), Some("support"));
    assert_eq!((window("Maya Okafor").talk_at, window("Maya Okafor").climbed_h), (None, Some(6)));
    assert!(window("Samir Aziz").goal < NOW && window("Samir Aziz").offered > 0);
    let settled = read(&record, |conn, org| ask::settled_windows(conn, org, NOW));
    let settled = |name: &str| settled.iter().find(|row| row.patient_name == name).unwrap();
    assert!(settled("Theo Wood").declined.is_some());
    assert_eq!(settled("Elena Cruz").held_kind.as_deref(), Some("therapy"));
}

/// What is sealed is sealed with fresh keys each time, so that its digest differs; all else is the same.
#[test]
fn the_same_seed_and_now_tell_the_same_story() {
    let told = |seed| {
        let (_folder, record, _) = clinic(seed);
        let facts = read(&record, |conn, org| journal::read_after(conn, org, 0, 100_000));
        facts.into_iter().map(|mut stored| {
            if let Some(at) = stored.envelope.body.find(",\"sealed_sha256\"") {
                stored.envelope.body.truncate(at);
            }
            stored.envelope
        })
    };
    let (one, again, other) = (told(5), told(5), told(6));
    for (index, (left, right)) in one.clone().zip(again).enumerate() {
        assert_eq!(left, right, "fact {index}");
    }
    assert_ne!(one.collect::<Vec<_>>(), other.collect::<Vec<_>>());
}

/// Whoever looks at it at four in the morning finds a clinic, too: no booking of the story stands in the way of another.
#[test]
fn it_can_be_told_at_any_hour_of_a_day() {
    for hour in 0..24_i64 {
        let folder = folder();
        let (seed, now) = (u64::try_from(hour).unwrap() + 1, later(NOW, hour * 60 + 17));
        let told = build(&Place::folder(folder.path()), Telling { seed, now, days: 20 }, |_| ());
        let (record, _) = told.unwrap_or_else(|no| panic!("hour {hour}: {no:?}"));
        record.stop();
    }
}
