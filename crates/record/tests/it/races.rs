//! Two writers at one instant, on both stores: the same chair, the same person, one link, one dose. One of two is kept, the
//! other is told why, and the chain is whole. Then the edges of the calendar that the record itself knows.

use std::sync::Barrier;

use care::act::Act;
use care::course::SessionKind;
use care::fact::{Stream, What};
use care::ids::{CourseId, PersonId, ReceiptId, ReferralId, SessionId};
use care::integration::{TalkKind, WindowFact};
use care::money::{Back, TakeBackReceipt};
use care::patient::Shareable;
use care::patient::share::{Share, TakeBack};
use care::practice::Acting;
use care::protocol::Setting;
use care::referral::*;
use care::refusal::Refusal;
use care::roster::Opening;
use care::schedule::{KeptHours, Schedule};
use care::session::Plan;
use care::session::end_dose::EndDose;
use care::session::schedule_session::{CancelSession, ScheduleSession};
use care::time::{Date, Instant, Term};
use care::units::{Hours, Micrograms};
use jiff::Timestamp;
use record::envelope::Stored;
use record::journal;
use record::record::Record;
use record::submit::{Answer, Command};
use record::views::ask_receipts;
use record::{nights, wire, work};

use crate::clinic::{Clinic, NOAH, RAE, id_of, line, who};
use crate::stores::Fresh;

crate::on_both_stores!(
    of_two_who_book_one_chair_or_one_person_at_once_one_wins,
    a_link_answered_twice_at_once_is_answered_once,
    a_yes_and_a_take_back_at_once_leave_nothing_open,
    a_dose_ended_twice_at_once_ends_once,
    a_share_taken_back_from_two_places_is_taken_back_once,
    two_desks_at_once_leave_no_number_out_and_none_twice,
);

/// How often each race is run.
const ROUNDS: u32 = 12;

/// Asks both at once, each through a writer of its own.
fn both(clinic: &Clinic, other: &Record, one: &Command, two: &Command) -> [Answer; 2] {
    let start = Barrier::new(2);
    let ask = |record: &Record, command: &Command| {
        start.wait();
        record.submit(command.clone()).wait().unwrap()
    };
    std::thread::scope(|scope| {
        let one = scope.spawn(|| ask(&clinic.record, one));
        let two = scope.spawn(|| ask(other, two));
        [one.join().unwrap(), two.join().unwrap()]
    })
}

/// One was done and the other refused: with what.
#[track_caller]
fn refused_of(answers: [Answer; 2]) -> Refusal {
    match answers {
        [Answer::Done(_), Answer::Refused(no)] | [Answer::Refused(no), Answer::Done(_)] => no,
        other => panic!("one of two: {other:?}"),
    }
}

/// A dosing visit in some hours, with the first talk at the end of it.
fn visit(clinic: &Clinic, id: u128, course: u128, hours: u32, room: &str, people: &[&str]) -> Command {
    let starts = clinic.now().plus_hours(Hours(hours));
    let (kind, with) = (TalkKind::Support, id_of("specialist"));
    let act = ScheduleSession {
        course: CourseId(course),
        kind: SessionKind::Dosing,
        starts,
        setting: Setting::ClinicRoom,
        room: line(room),
        people: people.iter().map(|name| (id_of(name), who(name).role)).collect(),
        plan: Some(Plan::Talk { kind, with, at: starts.plus_hours(Hours(5)) }),
    };
    clinic.command(&who("desk"), Act::ScheduleSession(SessionId(id), act))
}

/// Both at once; what was booked is called off again, so that no series is full.
fn booked_and_called_off(clinic: &Clinic, other: &Record, one: &Command, two: &Command) -> [Answer; 2] {
    let answers = both(clinic, other, one, two);
    for (command, answer) in [one, two].into_iter().zip(&answers) {
        if let (Stream::Session(id), Answer::Done(_)) = (command.act.subject(), answer) {
            let reason = line("for the next round");
            clinic.does(&who("desk"), Act::CancelSession(id, CancelSession { reason }));
        }
    }
    answers
}

fn of_two_who_book_one_chair_or_one_person_at_once_one_wins(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.goes("join team prescriber, open course, kap> join team prescriber, open course");
    let (other, _) = clinic.opened_again();
    for round in 0..ROUNDS {
        let (id, hours) = (1_000 + u128::from(round) * 10, 24 * (1 + round));
        // The same chair; each with people and a talk of their own hour.
        let one = visit(&clinic, id, 1, hours, "chair 1", &["nurse"]);
        let mut two = visit(&clinic, id + 1, 2, hours, "chair 1", &["second", "therapist"]);
        if let Act::ScheduleSession(_, act) = &mut two.act {
            act.plan = None;
        }
        let no = refused_of(booked_and_called_off(&clinic, &other, &one, &two));
        assert!(matches!(no, Refusal::RoomTaken { .. }), "{no:?}");
        // Chairs of their own, at another time of that day, and the same specialist for both first talks.
        let one = visit(&clinic, id + 2, 1, hours + 8, "chair 1", &["nurse"]);
        let two = visit(&clinic, id + 3, 2, hours + 8, "chair 2", &["second", "therapist"]);
        let no = refused_of(booked_and_called_off(&clinic, &other, &one, &two));
        assert!(matches!(no, Refusal::PersonTaken { .. }), "{no:?}");
    }
    clinic.verify().unwrap();
}

/// A referral of this number: written, said yes to and sent.
fn sent(clinic: &Clinic, n: u128) -> ReferralId {
    let id = ReferralId(n);
    clinic.does(&who("desk"), Act::WriteReferral(id, clinic.referral()));
    let yes = ConsentToReferral { parts: vec![Part::FirstName], typed_name: line("Rae Quill") };
    clinic.does(&Acting::patient(RAE), Act::ConsentToReferral(id, yes));
    clinic.does(&who("desk"), Act::SendReferral(id, SendReferral));
    id
}

fn visitor(clinic: &Clinic, act: Act) -> Command {
    clinic.command(&Acting::VISITOR, act)
}

fn a_link_answered_twice_at_once_is_answered_once(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let (other, _) = clinic.opened_again();
    for round in 0..ROUNDS {
        let id = sent(&clinic, 0x1_000 + u128::from(round));
        let times = vec![clinic.now().plus_hours(Hours(20))];
        let accept = || Act::AcceptReferral(id, AcceptReferral { times: times.clone() });
        // Two tabs, a form each.
        let (one, two) = (visitor(&clinic, accept()), visitor(&clinic, accept()));
        assert_eq!(refused_of(both(&clinic, &other, &one, &two)), Refusal::NothingChanged);
        // One form, sent twice: the same answer to both, and one of them says that it was given before.
        let head = clinic.head().position;
        let because = CannotBecause::Full;
        let no = visitor(&clinic, Act::DeclineReferral(id, DeclineReferral { because }));
        let [Answer::Done(one), Answer::Done(two)] = both(&clinic, &other, &no, &no) else { panic!("twice") };
        assert_eq!(one.position, two.position);
        assert!(one.repeated != two.repeated, "{one:?} {two:?}");
        assert!(head < one.position);
        let again = visitor(&clinic, Act::DeclineReferral(id, DeclineReferral { because }));
        assert_eq!(clinic.ask(again).unwrap(), Answer::Refused(Refusal::ReferralLinkEnded));
    }
    clinic.verify().unwrap();
}

fn a_yes_and_a_take_back_at_once_leave_nothing_open(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let (other, _) = clinic.opened_again();
    for round in 0..ROUNDS {
        let id = sent(&clinic, 0x2_000 + u128::from(round));
        let times = vec![clinic.now().plus_hours(Hours(20))];
        let yes = visitor(&clinic, Act::AcceptReferral(id, AcceptReferral { times }));
        let back = clinic.command(&Acting::patient(RAE), Act::TakeBackReferral(id, TakeBackReferral));
        let [said, taken] = both(&clinic, &other, &yes, &back);
        assert!(matches!(taken, Answer::Done(_)), "taking back always works: {taken:?}");
        assert!(matches!(said, Answer::Done(_) | Answer::Refused(Refusal::ReferralLinkEnded)), "{said:?}");
        let state = clinic.record.state(Stream::Referral(id)).unwrap();
        let referral = record::state_as!(state, Referral).unwrap();
        assert_eq!(referral.state(clinic.now()), ReferralState::TakenBack);
        assert_eq!(referral.link_opens(clinic.now()), Err(Refusal::ReferralLinkEnded));
    }
    clinic.verify().unwrap();
}

fn a_dose_ended_twice_at_once_ends_once(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let (other, _) = clinic.opened_again();
    clinic.goes(
        "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
         order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
         vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h, dose 35 mg, wait 40 min",
    );
    let end = |name: &str, mg: u64| {
        let given = Micrograms(mg * 1_000);
        clinic.command(&who(name), Act::EndDose(SessionId(1), EndDose { given, supplement: None }))
    };
    let head = clinic.head().position;
    let no = refused_of(both(&clinic, &other, &end("nurse", 35), &end("prescriber", 20)));
    assert_eq!(no.code(), "session-phase");
    // All that is new is of one command, and it opened one window.
    let read = |conn: &mut _| journal::read_after(conn, clinic.org(), head, 100);
    let new = clinic.record.read(read).unwrap();
    assert!(new.iter().all(|stored| stored.envelope.command_id == new[0].envelope.command_id));
    let opens = |stored: &&Stored| {
        let what = wire::decode(&stored.envelope.fact, &stored.envelope.body).unwrap();
        matches!(what, What::Window(WindowFact::Opened { .. }))
    };
    assert_eq!(new.iter().filter(opens).count(), 1);
    clinic.verify().unwrap();
}

fn a_share_taken_back_from_two_places_is_taken_back_once(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.goes("join team prescriber, open course, intend to let go");
    let (other, _) = clinic.opened_again();
    let (what, with) = (Shareable::Intention(CourseId(1)), id_of("specialist"));
    let patient = Acting::patient(RAE);
    for _ in 0..ROUNDS {
        clinic.does(&patient, Act::Share(RAE, Share { what, with }));
        let back = || clinic.command(&patient, Act::TakeBack(RAE, TakeBack { what, with }));
        assert_eq!(refused_of(both(&clinic, &other, &back(), &back())), Refusal::NothingChanged);
        let state = clinic.record.state(Stream::Patient(RAE)).unwrap();
        let known = record::state_as!(state, Patient).unwrap();
        assert!(known.shares.is_empty());
    }
    clinic.verify().unwrap();
}

fn at(text: &str) -> Instant {
    Instant(text.parse::<Timestamp>().unwrap().as_microsecond())
}

#[test]
fn quiet_hours_are_by_the_clock_where_the_patient_is_on_a_leap_day_and_at_new_year() {
    for (zone, evening, from, until) in [
        ("Asia/Tokyo", "2028-02-29T12:30:00Z", "2028-02-29T12:00:00Z", "2028-02-29T23:00:00Z"),
        ("America/New_York", "2028-03-01T03:00:00Z", "2028-03-01T02:00:00Z", "2028-03-01T13:00:00Z"),
        ("America/New_York", "2027-03-01T03:00:00Z", "2027-03-01T02:00:00Z", "2027-03-01T13:00:00Z"),
        ("Pacific/Auckland", "2027-12-31T10:30:00Z", "2027-12-31T08:00:00Z", "2027-12-31T19:00:00Z"),
        ("America/Los_Angeles", "2028-01-01T06:00:00Z", "2028-01-01T05:00:00Z", "2028-01-01T16:00:00Z"),
    ] {
        // The house is in New York, whatever the zone of the person.
        let nights = nights::about_now(zone, "America/New_York", at(evening));
        assert_eq!(nights.at(at(evening)), Some((at(from), at(until))), "{zone} {evening}");
        assert_eq!(nights.at(Instant(at(from).0 - 1)), None, "{zone}: a microsecond before");
        assert_eq!(nights.at(at(until)), None, "{zone}: from that instant on");
        assert!(nights.at(Instant(at(until).0 - 1)).is_some(), "{zone}");
    }
}

#[test]
fn a_week_is_worked_on_a_leap_day_and_through_midnight_at_new_year() {
    let person = PersonId(1);
    let opening = |from_min, until_min| Some(Opening { from_min, until_min });
    // Tuesdays from nine to five; Fridays from ten in the evening, Saturdays until two.
    let day = |n: usize| match n {
        1 => opening(540, 1_020),
        4 => opening(1_320, 1_440),
        5 => opening(0, 120),
        _ => None,
    };
    let kept = KeptHours {
        person,
        site: None,
        from: Date::read("2027-12-01").unwrap(),
        week: (0..7).map(day).collect(),
    };
    let schedule = Schedule { hours: vec![kept], ..Schedule::default() };
    let on = |day: &str| work::at_work("America/New_York", &schedule, person, None, Date::read(day).unwrap());
    let term = |from: &str, until: &str| Some(Term { from: at(from), until: Some(at(until)) });
    assert_eq!(on("2028-02-28"), None);
    assert_eq!(on("2028-02-29"), term("2028-02-29T14:00:00Z", "2028-02-29T22:00:00Z"));
    assert_eq!(on("2028-03-01"), None);
    // The last day of 2027 is a Friday: one stretch over the midnight of the year.
    let night = work::joined(["2027-12-31", "2028-01-01"].iter().filter_map(|day| on(day)).collect());
    assert_eq!(Some(night), term("2028-01-01T03:00:00Z", "2028-01-01T07:00:00Z").map(|term| vec![term]));
}

fn two_desks_at_once_leave_no_number_out_and_none_twice(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.has_prices();
    let (other, _) = clinic.opened_again();
    let mut taken_back = 0;
    for round in 0..ROUNDS {
        let id = |n: u128| ReceiptId(0x5_000 + u128::from(round) * 10 + n);
        let write = |n| clinic.command(&who("desk"), Act::WriteReceipt(id(n), clinic.receipt()));
        let answers = both(&clinic, &other, &write(1), &write(2));
        assert!(answers.iter().all(|answer| matches!(answer, Answer::Done(_))), "{answers:?}");
        // One of them is taken back at both desks.
        let back = || TakeBackReceipt { back: Back::Wrong, why: line("typed twice") };
        let back = || clinic.command(&who("desk"), Act::TakeBackReceipt(id(1), back()));
        let no = refused_of(both(&clinic, &other, &back(), &back()));
        assert!(matches!(no, Refusal::ReceiptTakenBack { .. }), "{no:?}");
        taken_back += 1;
    }
    let ids = clinic.record.read(|conn| ask_receipts::of_patient(conn, clinic.org(), NOAH)).unwrap();
    let number = |id: &ReceiptId| {
        let state = clinic.record.state(Stream::Receipt(*id)).unwrap();
        record::state_as!(state, Receipt).unwrap().number
    };
    let mut numbers: Vec<u32> = ids.iter().map(number).collect();
    numbers.reverse();
    assert_eq!(numbers, (1..=ROUNDS * 2 + taken_back).collect::<Vec<_>>());
    clinic.verify().unwrap();
}
