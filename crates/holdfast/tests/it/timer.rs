//! The house's own timer: what is due climbs once, however often somebody looks.

use std::sync::Arc;

use care::act::Act;
use care::contact::{AskForCall, Concern, Outcome, SettleContact};
use care::diary::NewPiece;
use care::diary::delete::DeleteDiaryEntry;
use care::diary::write::WriteDiaryEntry;
use care::fact::Stream;
use care::ids::{CommandId, ContactId, DiaryEntryId};
use care::messages::Tongue;
use care::patient::emergency_access::OpenEmergencyAccess;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::Acting;
use care::time::Instant;
use holdfast::keeping::{How, Place};
use holdfast::simulator::days::later;
use holdfast::simulator::house::HOUSE;
use holdfast::{clock, timer};
use record::asking::VISITOR;
use record::record::Record;
use record::state_as;
use record::submit::{Answer, Command};
use record::views::{ask, ask_follow_ups};

use crate::given::{NOW, clinic};

fn climbed(record: &Record) -> (Option<i64>, Vec<(String, String)>) {
    record.chore(Arc::new(|_| Ok(0))).unwrap(); // what was asked before it is answered
    let windows = record.read(|conn| ask::open_windows(conn, record.org(), NOW)).unwrap();
    let maya = windows.iter().find(|row| row.patient_name == "Maya Okafor").unwrap().climbed_h;
    let tasks = record.read(|conn| ask::open_tasks(conn, record.org())).unwrap();
    let climbed = tasks.into_iter().filter(|row| row.climbed > 0);
    (maya, climbed.map(|row| (row.matter, row.owed_by)).collect())
}

#[test]
fn what_is_due_climbs_once() {
    let (folder, record, _) = clinic(3);
    assert_eq!(climbed(&record), (Some(6), vec![]));
    record.stop();
    drop(record);
    // Three hours later Maya has less than two left, and nobody has answered the safety signal.
    let how = How::quietly(clock::standing(later(NOW, 190)));
    let record = Place::folder(folder.path()).open(HOUSE, how).unwrap();
    timer::look(&record).unwrap();
    let (maya, tasks) = climbed(&record);
    assert_eq!(maya, Some(2));
    for matter in ["safety-signal", "hand-back"] {
        assert!(tasks.contains(&(matter.to_owned(), "medical-director".to_owned())), "{tasks:?}");
    }
    let before = record.read(|conn| record::journal::head(conn, record.org())).unwrap();
    timer::look(&record).unwrap();
    assert_eq!(climbed(&record), (maya, tasks));
    assert_eq!(record.read(|conn| record::journal::head(conn, record.org())).unwrap(), before);
}

/// Rowan and Maya had their dose more than a day ago: both are asked at the first look, and at no other.
#[test]
fn people_are_asked_after_a_dose_once_however_often_somebody_looks() {
    let (_folder, record, told) = clinic(3);
    let counted = || {
        record.chore(Arc::new(|_| Ok(0))).unwrap(); // what was asked before it is answered
        record.read(|conn| ask_follow_ups::counted(conn, record.org(), Instant(0))).unwrap()
    };
    assert_eq!(counted(), []);
    timer::ask_after_doses(&record).unwrap();
    for name in ["Rowan Ellis", "Maya Okafor"] {
        let (_, id) = told.patients.iter().find(|(known, _)| *known == name).unwrap();
        let rows = record.read(|conn| ask::courses_of(conn, record.org(), *id)).unwrap();
        let course = state_as!(record.state(Stream::Course(rows[0].course)).unwrap(), Course).unwrap();
        assert_eq!(
            course.follow_ups.waiting().map(|asked| (asked.number, asked.after.0)),
            Some((1, 24)),
            "{name}"
        );
    }
    let (before, once) = (counted(), record.read(|conn| record::journal::head(conn, record.org())).unwrap());
    assert!(before.iter().all(|step| step.answered == 0) && !before.is_empty());
    timer::ask_after_doses(&record).unwrap();
    assert_eq!(counted(), before);
    assert_eq!(record.read(|conn| record::journal::head(conn, record.org())).unwrap(), once);
}

/// The number under which the timer asks follows from the task, and whoever knows it may have used it up.
#[test]
fn a_clock_is_not_silenced_by_using_up_its_number() {
    let (folder, record, told) = clinic(3);
    let tasks = record.read(|conn| ask::open_tasks(conn, record.org())).unwrap();
    let signal = tasks.iter().find(|row| row.matter == "safety-signal").unwrap();
    let id = CommandId(signal.task.0.rotate_left(48) ^ (0x7A5C << 32));
    let (_, patient) = told.patients.iter().find(|(_, id)| *id != signal.patient).unwrap();
    let act = Act::SayUnsafe(*patient, SayUnsafe { words: None });
    let spent = Command { id, act, by: Acting::patient(*patient), occurred: None, sealed: None };
    assert!(matches!(record.submit(spent).wait(), Ok(Answer::Done(_))));
    record.stop();
    drop(record);
    let how = How::quietly(clock::standing(later(NOW, 190)));
    let record = Place::folder(folder.path()).open(HOUSE, how).unwrap();
    timer::look(&record).unwrap();
    let tasks = record.read(|conn| ask::open_tasks(conn, record.org())).unwrap();
    assert_eq!(tasks.iter().find(|row| row.task == signal.task).unwrap().climbed, 1);
}

/// What was deleted thirty days ago is erased at the next look, once, and not a moment before.
#[test]
fn a_deleted_diary_entry_is_erased_after_thirty_days() {
    let (folder, record, told) = clinic(3);
    let (_, patient) = told.patients[0];
    let (entry, by) = (DiaryEntryId(5), Acting::patient(patient));
    let says = |record: &Record, id, act, words: Option<&str>| {
        let sealed = words.map(|words| words.to_owned().into());
        let command = Command { id: CommandId(id), act, by, occurred: None, sealed };
        let answer = record.submit(command).wait();
        assert!(matches!(answer, Ok(Answer::Done(_))), "{answer:?}");
    };
    let write = WriteDiaryEntry { patient, piece: NewPiece::text("the sea"), prompt: None };
    says(&record, 901, Act::WriteDiaryEntry(entry, write), Some("the sea"));
    says(&record, 902, Act::DeleteDiaryEntry(entry, DeleteDiaryEntry), None);
    record.stop();
    drop(record);
    for (minutes, erased) in [(30 * 1_440 - 1, false), (30 * 1_440, true), (30 * 1_440 + 1, true)] {
        let how = How::quietly(clock::standing(later(NOW, minutes)));
        let record = Place::folder(folder.path()).open(HOUSE, how).unwrap();
        timer::look(&record).unwrap();
        let state = record::state_as!(record.state(Stream::Diary(entry)).unwrap(), Diary).unwrap();
        assert_eq!(state.erased.is_some(), erased, "after {minutes} min");
        let opened = record.open_sealed(&CommandId(901).to_string(), &patient.to_string()).unwrap();
        assert_eq!(opened.is_none(), erased);
        record.stop();
    }
}

/// Thirty days after the desk settled a first contact its name and number are gone, and not a moment before.
#[test]
fn the_timer_forgets_who_asked_for_a_call() {
    let (folder, record, told) = clinic(3);
    let id = ContactId(903);
    let says = |by, number, act, words: Option<&str>| {
        let sealed = words.map(|words| words.to_owned().into());
        let command = Command { id: CommandId(number), act, by, occurred: None, sealed };
        let answer = record.submit(command).wait();
        assert!(matches!(answer, Ok(Answer::Done(_))), "{answer:?}");
    };
    let (concern, tongue) = (Concern::NotSure, Tongue::English);
    let ask = AskForCall { concern, parts: vec![], tongue, call_by: later(NOW, 600) };
    says(Acting::VISITOR, 903, Act::AskForCall(id, ask), Some("Quillon\n(555) 0177"));
    let settled = SettleContact { outcome: Outcome::Called };
    says(told.staff.jo.acting(), 904, Act::SettleContact(id, settled), None);
    record.stop();
    drop(record);
    for (minutes, erased) in [(30 * 1_440 - 1, false), (30 * 1_440, true), (30 * 1_440 + 1, true)] {
        let how = How::quietly(clock::standing(later(NOW, minutes)));
        let record = Place::folder(folder.path()).open(HOUSE, how).unwrap();
        timer::look(&record).unwrap();
        let opened = record.open_sealed(&CommandId(903).to_string(), VISITOR).unwrap();
        assert_eq!(opened.is_none(), erased, "after {minutes} min");
        record.stop();
    }
}

/// A list has a length; what is owed has none. More charts opened in an emergency than a list shows: all reviews climb.
#[test]
fn everything_that_is_due_climbs_however_much_it_is() {
    let (folder, record, told) = clinic(3);
    let (_, patient) = told.patients[0];
    let by = told.staff.noor.acting();
    let before =
        record.read(|conn| ask::tasks_for_the_clock(conn, record.org(), later(NOW, 25 * 60))).unwrap().len();
    for number in 0..230_u128 {
        let reason = care::text::Line::new(&format!("night {number}")).unwrap();
        let act = Act::OpenEmergencyAccess(patient, OpenEmergencyAccess { reason });
        let command = Command { id: CommandId(7_000 + number), act, by, occurred: None, sealed: None };
        assert!(matches!(record.submit(command).wait(), Ok(Answer::Done(_))));
    }
    record.stop();
    drop(record);
    let how = How::quietly(clock::standing(later(NOW, 25 * 60)));
    let record = Place::folder(folder.path()).open(HOUSE, how).unwrap();
    let due = record.read(|conn| ask::tasks_for_the_clock(conn, record.org(), record.now())).unwrap();
    assert_eq!(due.len(), before + 230);
    timer::look(&record).unwrap();
    record.chore(Arc::new(|_| Ok(0))).unwrap();
    let left = record.read(|conn| ask::tasks_for_the_clock(conn, record.org(), record.now())).unwrap();
    let waits = left.iter().filter(|row| row.matter == "emergency-review").count();
    assert_eq!(waits, 0, "reviews that were due and did not climb");
    record.stop();
}
