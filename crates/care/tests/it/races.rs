//! Two people at once, and instants on an edge: ends that overlap, licences that lapse while a dose runs, a yes taken back
//! while somebody reads, midnight and leap days. (Links and slots raced by threads: `record`, `web`.)

use care::act::Act;
use care::fact::{Fact, Stream, What};
use care::ids::{ScheduleId, SessionId, WindowId};
use care::integration::book_talk::BookTalk;
use care::integration::{TalkKind, WindowFact, WindowState};
use care::practice::affiliation::EndAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::end_credential::EndCredential;
use care::practice::policy::Tie;
use care::practice::{CredentialEnd, Licence};
use care::roster::Opening;
use care::schedule::{EndLeave, KeepHours, TakeLeave};
use care::session::end_dose::{self, EndDose};
use care::session::{Phase, SessionFact};
use care::tasks::{Matter, TaskFact};
use care::time::{Date, Instant, Moment, When};
use care::units::{Hours, Micrograms, Minutes};
use jiff::civil::datetime;

use crate::clinic::given::*;
use crate::clinic::{HOUSE, INFUSION, LICENSED, NOAH, PEOPLE, RAE, Tale, id_of, licence, noted, who};

fn leaves(name: &str, at: Instant) -> Act {
    Act::EndAffiliation(id_of(name), EndAffiliation { at: When::At(at) })
}

/// Their licence holds until that instant and no longer.
fn lapses(name: &str, at: Instant) -> Act {
    let (_, _, _, kind, _) = PEOPLE.iter().find(|(known, ..)| *known == name).expect("somebody");
    let (number, jurisdiction) = ("1234".to_owned(), "US-NY".to_owned());
    let (licence, why, note) = (*kind, CredentialEnd::Surrendered, None);
    Act::EndCredential(
        id_of(name),
        EndCredential { licence, number, jurisdiction, why, note, at: When::At(at) },
    )
}

fn matters(facts: &[Fact]) -> Vec<Matter> {
    let matter = |fact: &Fact| match &fact.what {
        What::Task(TaskFact::Opened { matter, .. }) => Some(*matter),
        _ => None,
    };
    facts.iter().filter_map(matter).collect()
}

fn in_minutes(tale: &Tale, minutes: u32) -> Instant {
    tale.now.plus_minutes(Minutes(minutes))
}

/// Each of these by this person, and that each is refused so.
#[track_caller]
fn all_refused(tale: &mut Tale, name: &str, phrases: &[&str], code: &str) {
    for phrase in phrases {
        assert_eq!(tale.ends(&format!("{name}: {phrase}")), Err(code), "{name}: {phrase}");
    }
}

#[test]
fn a_dose_ends_once_as_the_first_of_two_says() {
    let mut tale = Tale::of(&format!("{DOSING}, nurse: emergency both of us, wait 40 min"));
    let started = tale.world.session(SessionId(1)).and_then(|s| s.dose.as_ref()).expect("it runs").started;
    tale.does(
        &who("nurse"),
        Act::EndDose(SessionId(1), EndDose { given: Micrograms(30_000), supplement: None }),
    );
    // The same press twice, another amount, an earlier and a later time, another person: the first stands.
    let end = |mg: u32| {
        Act::EndDose(SessionId(1), EndDose { given: Micrograms(u64::from(mg) * 1_000), supplement: None })
    };
    for (name, mg, occurred) in [
        ("nurse", 30, tale.now),
        ("nurse", 35, tale.now),
        ("prescriber", 20, in_minutes(&tale, 0)),
        ("prescriber", 35, Instant(started.0 + 1)),
        ("prescriber", 35, Instant(tale.now.0 + 1)),
    ] {
        let answer = tale.world.ask(&who(name), &end(mg), occurred, tale.now).map_err(|no| noted(&no));
        assert_eq!(answer, Err("session-phase"), "{name} {mg} mg");
    }
    let ends = |fact: &What| matches!(fact, What::Session(SessionFact::DoseEnded { .. }));
    let opens = |fact: &What| matches!(fact, What::Window(WindowFact::Opened { .. }));
    let count =
        |is: fn(&What) -> bool| tale.world.journal.iter().filter(|entry| is(&entry.fact.what)).count();
    assert_eq!((count(ends), count(opens)), (1, 1));
    let dose = tale.world.session(SessionId(1)).and_then(|s| s.dose.as_ref()).expect("a dose");
    assert_eq!(dose.ended.map(|(given, _)| given), Some(Micrograms(30_000)));
    // An end before the beginning is none.
    let tale = Tale::of(DOSING);
    let answer = tale.world.ask(&who("nurse"), &end(35), Instant(started.0 - 1), tale.now);
    assert_eq!(answer.map_err(|no| noted(&no)), Err("term-ends-before-it-begins"));
}

#[test]
fn the_earlier_of_two_ends_of_an_affiliation_counts_and_each_talk_is_lost_once() {
    let mut tale = Tale::of(RECOVERED);
    let by = who("director");
    let talk = tale.world.window(WindowId(1)).and_then(|window| window.talk).expect("booked");
    let (earlier, later) = (Instant(talk.at.0 - 1), talk.at.plus_hours(Hours(50)));
    assert_eq!(tale.does(&by, leaves("specialist", later)).len(), 1, "the talk is before that end");
    // Again, at the same instant or a later one: an end is not put off by a second one.
    tale.refuses(&by, leaves("specialist", later), "not-affiliated");
    tale.refuses(&by, leaves("specialist", Instant(later.0 + 1)), "not-affiliated");
    assert_eq!(matters(&tale.does(&by, leaves("specialist", earlier))), [Matter::TalkLost]);
    assert_eq!(tale.world.window(WindowId(1)).and_then(|window| window.talk), None);
    // The one who pressed second, with the page of before: nothing is lost twice.
    tale.refuses(&by, leaves("specialist", earlier), "not-affiliated");
    tale.refuses(&by, leaves("specialist", later), "not-affiliated");
    let person = tale.world.person(id_of("specialist")).expect("on record");
    let role = who("specialist").role;
    assert!(person.affiliated(role, Instant(earlier.0 - 1)) && !person.affiliated(role, earlier));
    assert!(!person.affiliated(role, Instant(later.0 - 1)), "nor between the two ends");
    tale.refuses(&by, leaves("specialist", Instant(tale.now.0 - 1)), "term-ends-in-the-past");
}

#[test]
fn the_earlier_of_two_ends_of_a_licence_counts_and_neither_is_washed_away() {
    let mut tale = Tale::of("join team nurse");
    let by = who("director");
    let (earlier, later) = (in_minutes(&tale, 60), in_minutes(&tale, 600));
    tale.does(&by, lapses("nurse", later));
    tale.refuses(&by, lapses("nurse", Instant(later.0 + 1)), "credential-ended");
    tale.does(&by, lapses("nurse", earlier));
    tale.refuses(&by, lapses("nurse", earlier), "credential-ended");
    tale.refuses(&by, lapses("nurse", later), "credential-ended");
    let chart = || Act::OpenChart(RAE, care::act::OpenChart);
    tale.now = Instant(earlier.0 - 1);
    tale.does(&who("nurse"), chart());
    tale.now = earlier;
    tale.refuses(&who("nurse"), chart(), "licence-not-in-force");
    // Looked up anew after the first end and before the second: the second is still to come.
    let again = |tale: &Tale| {
        let credential = care::practice::Credential {
            verified: tale.now,
            practice: care::practice::Practice::Independent,
            ..licence(Licence::RegisteredNurse, tale.now, LICENSED)
        };
        Act::RecordCredential(id_of("nurse"), RecordCredential { credential })
    };
    tale.refuses(&by, again(&tale), "credential-was-ended");
    tale.now = later;
    tale.does(&by, again(&tale));
    tale.does(&who("nurse"), chart());
}

#[test]
fn a_leave_ends_once() {
    let mut tale = Tale::of("");
    let calendar = ScheduleId::of(HOUSE);
    let (from, until) = (in_minutes(&tale, 60), in_minutes(&tale, 600));
    let take = |from, until| Act::TakeLeave(calendar, TakeLeave { person: id_of("nurse"), from, until });
    let end = |number| Act::EndLeave(calendar, EndLeave { number });
    let (desk, director) = (who("desk"), who("director"));
    tale.does(&desk, take(from, until));
    // Two at the desk put it down; one that reaches further is another.
    tale.refuses(&director, take(from, until), "nothing-changed");
    tale.does(&director, take(from, Instant(until.0 + 1)));
    tale.now = in_minutes(&tale, 120);
    tale.does(&desk, end(1));
    tale.refuses(&director, end(1), "nothing-changed");
    // The other leave still holds: an end ends one.
    let known = tale.world.schedule(calendar).expect("kept");
    let away: Vec<bool> = known.leaves.iter().map(|leave| leave.term.covers(tale.now)).collect();
    assert_eq!(away, [false, true]);
    tale.now = Instant(until.0 + 1);
    tale.refuses(&desk, end(2), "nothing-changed");
    tale.refuses(&desk, end(3), "leave-unknown");
}

/// What a nurse does for safety while a dose runs.
const WATCHING: [&str; 6] = [
    "vitals 128/82 74 98%",
    "no vitals asleep",
    "pause itching",
    "end 35 mg",
    "answer alarm 1 rechecked",
    "event nausea",
];

// Law 2 asks for a licence at that instant, with no word for "in the middle". Law 5 asks that whoever is under is watched
// and that an alarm has an answer; law 6 that they go home safely. Together: what whoever lapsed may not do any more,
// somebody else who is entitled must be able to do in that same instant, whoever is on the team or in the house.
#[test]
fn when_the_only_nurses_licence_lapses_under_a_dose_somebody_else_can_watch_end_and_send_home() {
    let mut tale = Tale::of(&format!("{DOSING}, wait 10 min, vitals 186/101 80 97%"));
    let at = in_minutes(&tale, 5);
    tale.does(&who("director"), lapses("nurse", at));
    tale.now = Instant(at.0 - 1);
    tale.go("nurse: vitals 150/90 80 97%").expect("one microsecond before it lapses");
    tale.now = at;
    all_refused(&mut tale, "nurse", &WATCHING, "licence-not-in-force");
    assert_eq!(tale.ends("nurse: emergency they are under"), Err("licence-not-in-force"));
    assert_eq!(tale.world.session(SessionId(1)).map(|s| s.phase), Some(Phase::Dosing), "the dose runs");
    // Who is not tied reaches the chair by emergency access, in one act; who prescribes is on the team already.
    all_refused(&mut tale, "second", &WATCHING, "no-tie");
    tale.go("second: emergency the nurse's licence lapsed").expect("another nurse of the house");
    tale.go("second: here second, second: vitals 150/88 80 97%, second: answer alarm 1 stopped the pump")
        .expect("watched");
    tale.go("prescriber: pause pressure, prescriber: resume").expect("the prescriber of the team");
    // What ended before the lapse was seen by somebody: its own time is kept.
    let end = Act::EndDose(SessionId(1), EndDose { given: Micrograms(35_000), supplement: None });
    let before = tale.world.ask(&who("nurse"), &end, Instant(at.0 - 1), tale.now);
    assert_eq!(before.map_err(|no| noted(&no)), Err("licence-not-in-force"), "the record is told now");
    let facts = tale.world.submit_late(&who("second"), &end, tale.now, tale.now).expect("ended");
    assert!(facts.iter().any(|fact| matches!(fact.what, What::Window(WindowFact::Opened { .. }))));
    tale.go("wait 60 min, second: vitals 128/82 74 98%").expect("watched until they go");
    let open: Vec<u32> = tale
        .world
        .session(SessionId(1))
        .map(|s| s.alarms.iter().filter(|alarm| alarm.answer.is_none()).map(|alarm| alarm.number).collect())
        .expect("a session");
    for number in open {
        tale.go(&format!("second: answer alarm {number} rechecked")).expect("answered");
    }
    assert_eq!(tale.ends("nurse: discharge"), Err("licence-not-in-force"));
    tale.go("second: discharge").expect("home safely");
}

#[test]
fn when_nurse_and_prescriber_both_lapse_under_a_dose_anybody_entitled_in_the_house_can_end_it() {
    for name in ["second", "director"] {
        let mut tale = Tale::of(&format!("{DOSING}, wait 10 min"));
        let at = in_minutes(&tale, 5);
        tale.does(&who("director"), lapses("nurse", at));
        tale.does(&who("director"), lapses("prescriber", at));
        tale.now = at;
        for gone in ["nurse", "prescriber"] {
            assert_eq!(tale.ends(&format!("{gone}: end 35 mg")), Err("licence-not-in-force"));
        }
        assert_eq!(tale.ends(&format!("{name}: end 35 mg")), Err("no-tie"));
        tale.go(&format!("{name}: emergency nobody else, {name}: end 35 mg")).expect("it ends");
        assert_eq!(tale.world.session(SessionId(1)).map(|s| s.phase), Some(Phase::Recovery), "{name}");
    }
    // Who may not watch may not end it either, whatever they say.
    let mut tale = Tale::of(DOSING);
    assert_eq!(tale.ends("desk: emergency nobody else"), Err("out-of-scope"));
    assert_eq!(tale.ends("specialist: end 35 mg"), Err("out-of-scope"));
}

#[test]
fn before_the_dose_a_lapse_closes_the_gate_and_somebody_else_can_stop_the_visit() {
    let mut tale = Tale::of(READY);
    let at = in_minutes(&tale, 5);
    tale.does(&who("director"), lapses("nurse", at));
    let mut before = Tale { world: tale.world.clone(), now: Instant(at.0 - 1) };
    assert_eq!(before.ends("dose 35 mg"), Ok(()));
    tale.now = at;
    assert_eq!(tale.ends("dose 35 mg"), Err("licence-not-in-force"));
    assert_eq!(tale.ends("prescriber: dose 35 mg"), Err("nurse-missing"), "seen in the room is not enough");
    assert_eq!(tale.ends("nurse: abort not safe"), Err("licence-not-in-force"));
    tale.go("prescriber: abort the nurse's licence lapsed").expect("nobody is left waiting");
}

#[test]
fn when_the_therapists_licence_lapses_under_a_kap_dose_the_nurse_ends_it_and_the_talk_is_owed() {
    let mut tale = Tale::of(KAP_READY);
    let at = in_minutes(&tale, 20);
    tale.does(&who("director"), lapses("therapist", at));
    let mut late = Tale { world: tale.world.clone(), now: at };
    assert_eq!(late.ends("kap> dose 35 mg"), Err("licence-not-in-force"), "seen in the room is not enough");
    tale.go("kap> dose 35 mg").expect("in time");
    tale.now = at;
    all_refused(
        &mut tale,
        "kap> therapist",
        &["vitals 128/82 74 98%", "event nausea"],
        "licence-not-in-force",
    );
    let (facts, _) =
        tale.go("kap> nurse: vitals 128/82 74 98%, end 35 mg").expect("the nurse watches and ends");
    // Planned with somebody who does not stand any more: not booked, and not silent.
    assert_eq!(matters(&facts), [Matter::TalkLost]);
    assert!(facts.iter().all(|fact| !matches!(fact.what, What::Window(WindowFact::Booked { .. }))));
}

#[test]
fn what_is_shared_with_somebody_is_over_in_the_instant_it_is_taken_back() {
    let mut tale = Tale::of("join team prescriber, open course, intend to rest");
    let tie = |tale: &Tale| tale.world.patient(RAE).expect("a patient").tie(&who("specialist"), tale.now);
    tale.go("share intention specialist").expect("shared");
    assert_eq!(tie(&tale), Tie::Shared);
    tale.go("take back intention specialist").expect("taken back");
    assert_eq!(tie(&tale), Tie::Stranger, "in the same microsecond");
    // From two tabs: the second says so and changes nothing; nobody else takes it back or shares for them.
    assert_eq!(tale.ends("take back intention specialist"), Err("nothing-changed"));
    let share = tale.world.journal.len();
    for name in ["specialist", "prescriber"] {
        assert_eq!(tale.ends(&format!("{name}: share intention specialist")), Err("out-of-scope"));
    }
    assert_eq!((tale.world.journal.len(), tie(&tale)), (share, Tie::Stranger));
    assert!(tale.world.patient(NOAH).is_some_and(|noah| noah.shares.is_empty()));
}

/// A local time, as an instant.
fn local(zone: &str, at: (i16, i8, i8, i8, i8)) -> Instant {
    let (year, month, day, hour, minute) = at;
    let zoned = datetime(year, month, day, hour, minute, 0, 0).in_tz(zone).expect("a zone");
    Instant(zoned.timestamp().as_microsecond())
}

#[test]
fn a_window_opened_at_any_midnight_has_its_goal_and_its_lock_in_absolute_hours() {
    let tale = Tale::of(DOSING);
    let session = tale.world.session(SessionId(1)).expect("a session");
    let patient = tale.world.patient(RAE).expect("a patient");
    let content = &tale.world.protocol(INFUSION).expect("signed").content;
    for (zone, at, goal) in [
        // Midnight itself; the year's end; the leap day, into and out of it; the same days of a common year.
        ("America/New_York", (2026, 11, 23, 0, 0), (2026, 11, 25, 0, 0)),
        ("America/New_York", (2027, 12, 31, 0, 0), (2028, 1, 2, 0, 0)),
        ("America/New_York", (2028, 2, 27, 23, 59), (2028, 2, 29, 23, 59)),
        ("America/New_York", (2028, 2, 28, 0, 0), (2028, 3, 1, 0, 0)),
        ("America/New_York", (2028, 2, 29, 0, 0), (2028, 3, 2, 0, 0)),
        ("America/New_York", (2027, 2, 28, 0, 0), (2027, 3, 2, 0, 0)),
        // A day of 23 hours, one of 25, and a midnight that is not there.
        ("America/New_York", (2027, 3, 13, 0, 0), (2027, 3, 15, 1, 0)),
        ("America/New_York", (2027, 11, 7, 0, 0), (2027, 11, 8, 23, 0)),
        ("America/Santiago", (2027, 9, 4, 0, 0), (2027, 9, 6, 1, 0)),
    ] {
        let ended = local(zone, at);
        let moment = Moment { occurred: ended, now: ended, command: care::ids::CommandId(9) };
        let act = EndDose { given: Micrograms(35_000), supplement: None };
        let facts = end_dose::decide(SessionId(1), session, patient, act, content, |_, _, _| Ok(()), &moment);
        let facts = facts.expect("ended");
        let opened = facts.iter().find_map(|fact| match (&fact.stream, &fact.what) {
            (Stream::Window(_), What::Window(WindowFact::Opened { opened, goal, .. })) => {
                Some((*opened, *goal))
            }
            _ => None,
        });
        assert_eq!(opened, Some((ended, local(zone, goal))), "{zone} {at:?}");
        let lock = facts.iter().find_map(|fact| match &fact.what {
            What::Patient(care::patient::PatientFact::LockSet { until }) => Some(*until),
            _ => None,
        });
        assert_eq!(lock, Some(ended.plus_hours(Hours(24))), "{zone} {at:?}");
    }
}

#[test]
fn a_talk_is_booked_at_the_goal_and_a_microsecond_around_it() {
    for (by, state) in [(-1, WindowState::Booked), (0, WindowState::After), (1, WindowState::After)] {
        let mut tale = Tale::of(&format!("{RECOVERED}, cancel talk ill"));
        let goal = tale.world.window(WindowId(1)).expect("open").goal;
        let at = Instant(goal.0 + by);
        let book = BookTalk { kind: TalkKind::Support, with: id_of("specialist"), at };
        tale.does(&who("desk"), Act::BookTalk(WindowId(1), book));
        let window = tale.world.window(WindowId(1)).expect("open");
        assert_eq!(window.talk.map(|talk| talk.at), Some(at), "no time is moved: {by}");
        // The goal is the first instant that is "after": what is at it is later, as the coverage counts it.
        assert_eq!(window.state(at), state, "{by}");
        assert_eq!(window.state(Instant(goal.0 - 1)), WindowState::Booked);
        assert_eq!(window.state(goal), WindowState::After);
    }
    // From the present instant on, and not one microsecond before it.
    let tale = Tale::of(&format!("{RECOVERED}, cancel talk ill"));
    let book =
        |at| Act::BookTalk(WindowId(1), BookTalk { kind: TalkKind::Support, with: id_of("specialist"), at });
    tale.refuses(&who("desk"), book(Instant(tale.now.0 - 1)), "time-in-the-past");
    assert!(tale.world.ask(&who("desk"), &book(tale.now), tale.now, tale.now).is_ok());
}

#[test]
fn a_window_climbs_at_its_step_and_not_a_microsecond_sooner() {
    let mut tale =
        Tale::of(&DOSING.replace("plan support specialist in 26 h", "override window no phone yet"));
    tale.go("wait 40 min, end 35 mg").expect("ended");
    let goal = tale.world.window(WindowId(1)).expect("open").goal;
    for step in care::integration::escalate_window::STEPS_H {
        let due = Instant(goal.0 - i64::from(step) * 3_600_000_000);
        tale.now = Instant(due.0 - 1);
        let early = tale.ends("escalate window");
        tale.now = due;
        assert_eq!((early, tale.ends("escalate window")), (Err("not-yet-due"), Ok(())), "{step} h before");
        assert_eq!(tale.ends("escalate window"), Err("not-yet-due"), "two clocks at once climb once");
    }
    tale.now = goal;
    assert_eq!(tale.ends("escalate window"), Err("not-yet-due"), "past the goal nothing climbs by it");
}

#[test]
fn a_week_kept_from_the_leap_day_holds_from_it_and_in_years_without_one() {
    let mut tale = Tale::of("");
    let (calendar, person) = (ScheduleId::of(HOUSE), id_of("nurse"));
    let day = |text: &str| Date::read(text).expect("a day");
    let only = |weekday: usize| {
        let open = |n| (n == weekday).then_some(Opening { from_min: 540, until_min: 1_020 });
        (0..7).map(open).collect::<Vec<_>>()
    };
    let keep = |from: Date, week| Act::KeepHours(calendar, KeepHours { person, site: None, from, week });
    assert_eq!(Date::read("2027-02-29"), None);
    assert_eq!(Date::new(2028, 2, 29), Some(day("2028-02-29")));
    assert_eq!(day("2028-02-28").tomorrow(), Some(day("2028-02-29")));
    assert_eq!(day("2027-02-28").tomorrow(), Some(day("2027-03-01")));
    assert_eq!(day("2027-12-31").tomorrow(), Some(day("2028-01-01")));
    // The 29th is a Tuesday.
    assert_eq!(day("2028-02-29").weekday(), 1);
    tale.does(&who("director"), keep(day("2028-02-29"), only(1)));
    tale.does(&who("director"), keep(day("2029-03-01"), only(3)));
    let kept = tale.world.schedule(calendar).expect("kept");
    let begins = |on: &str| kept.week_of(person, None, day(on)).map(|week| week.from);
    assert_eq!(begins("2028-02-28"), None);
    for on in ["2028-02-29", "2028-03-01", "2029-02-28"] {
        assert_eq!(begins(on), Some(day("2028-02-29")), "{on}");
    }
    assert_eq!(begins("2029-03-01"), Some(day("2029-03-01")));
}
