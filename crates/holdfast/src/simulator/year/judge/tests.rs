//! The judge can find: a small journal that is as it should be, spoilt in one place each time.

use care::course::{CourseFact, SessionKind};
use care::fact::What;
use care::house::HouseFact;
use care::ids::{
    CourseId, HouseId, PatientId, PersonId, ProtocolId, ScheduleId, SessionId, TaskId, WindowId,
};
use care::integration::{TalkKind, WindowFact};
use care::practice::{Credential, Licence, PersonFact, Practice, Role};
use care::protocol::{CareModel, ProtocolFact, Setting};
use care::schedule::ScheduleFact;
use care::session::{Plan, SessionFact};
use care::tasks::{Matter, TaskFact};
use care::time::Term;
use care::units::{Micrograms, Minutes};

use super::*;
use crate::simulator::house::shipped;
use crate::simulator::words::line;
use crate::simulator::year::town::house;

const HOUR: i64 = 3_600_000_000;
/// A Monday in 2027; everything is so many hours after it.
const MONDAY: i64 = 1_804_496_400_000_000;
const DIRECTOR: PersonId = PersonId(1);
const NURSE: PersonId = PersonId(2);
const SPECIALIST: PersonId = PersonId(3);
const DESK: PersonId = PersonId(4);
const PATIENT: PatientId = PatientId(1);
const DOSE: SessionId = SessionId(1);
const WINDOW: WindowId = WindowId(1);

const fn at(hours: i64) -> Instant {
    Instant(MONDAY + hours * HOUR)
}

/// A journal as it is written.
#[derive(Clone, Default)]
struct Journal(Vec<Line>);

impl Journal {
    fn says(&mut self, at: Instant, by: (String, &str), act: &str, facts: Vec<(Stream, What)>) {
        let command = format!("{act} {}", self.0.len());
        for (stream, what) in facts {
            let position = i64::try_from(self.0.len()).unwrap() + 1;
            let (command, act) = (command.clone(), act.to_owned());
            let (actor, role) = (by.0.clone(), by.1.to_owned());
            self.0.push(Line { position, command, act, actor, role, at, stream, what });
        }
    }

    fn one(&mut self, hours: i64, by: (PersonId, &str), act: &str, stream: Stream, what: impl Into<What>) {
        self.says(at(hours), (by.0.to_string(), by.1), act, vec![(stream, what.into())]);
    }

    /// What is found, when the journal ends so many hours after Monday.
    fn found(&self, hours: i64) -> Vec<Law> {
        let mut judge = Judge::new(30).unwrap();
        self.0.iter().for_each(|line| judge.sees(line));
        let (findings, _) = judge.ends(at(hours));
        let mut laws: Vec<Law> = findings.iter().map(|finding| finding.law).collect();
        laws.dedup();
        laws
    }

    /// The same with the first line that this changes changed.
    fn but(&self, spoil: impl Fn(&mut Line) -> bool) -> Self {
        let mut spoilt = self.clone();
        assert!(spoilt.0.iter_mut().any(spoil), "nothing was spoilt");
        spoilt
    }

    fn without(&self, gone: impl Fn(&What) -> bool) -> Self {
        let left: Vec<Line> = self.0.iter().filter(|line| !gone(&line.what)).cloned().collect();
        assert_ne!(left.len(), self.0.len(), "nothing was spoilt");
        Self(left)
    }
}

fn of_new_york(licence: Licence) -> Credential {
    Credential {
        licence,
        number: "1".to_owned(),
        jurisdiction: "US-NY".to_owned(),
        term: Term { from: at(-100), until: Some(at(1_000)) },
        verified: at(-48),
        practice: Practice::Independent,
    }
}

/// A house with its people, one dose with its talk, and everything as it should be.
fn journal() -> Journal {
    let mut journal = Journal::default();
    let host = ("host".to_owned(), "host");
    journal.says(
        at(-48),
        host.clone(),
        "FoundHouse",
        vec![(Stream::House(HouseId(1)), HouseFact::Founded { house: house() }.into())],
    );
    for (who, role, licence) in [
        (DIRECTOR, Role::MedicalDirector, Licence::Physician),
        (NURSE, Role::Nurse, Licence::RegisteredNurse),
        (SPECIALIST, Role::IntegrationSpecialist, Licence::NotLicensed),
        (DESK, Role::FrontDesk, Licence::NotLicensed),
    ] {
        let credential = of_new_york(licence);
        for (act, fact) in [
            ("AddPerson", PersonFact::Added { name: line("Somebody") }),
            ("RecordCredential", PersonFact::CredentialRecorded { credential }),
            ("BeginAffiliation", PersonFact::AffiliationBegan { role, from: at(-48), until: None }),
        ] {
            journal.says(at(-48), host.clone(), act, vec![(Stream::Person(who), fact.into())]);
        }
    }
    let (director, desk) = ((DIRECTOR, "medical-director"), (DESK, "front-desk"));
    let content = shipped().unwrap().remove(0);
    let drafted = ProtocolFact::Drafted { content: Box::new(content), revises: None };
    journal.one(-47, director, "DraftProtocol", Stream::Protocol(ProtocolId(1)), drafted);
    let schedule = Stream::Schedule(ScheduleId(1));
    journal.one(-47, director, "SetWatchLimit", schedule, ScheduleFact::WatchLimitSet { patients: 2 });
    let (kind, minutes) = (TalkKind::Support, Minutes(45));
    journal.one(-47, director, "SetTalkLength", schedule, ScheduleFact::TalkLengthSet { kind, minutes });
    for nth in 1..=3 {
        let opened = CourseFact::Opened {
            patient: PatientId(nth),
            model: CareModel::Infusion,
            protocol: ProtocolId(1),
            slug: line("infusion-integration-support"),
            planned_doses: 6,
        };
        journal.one(-40, desk, "OpenCourse", Stream::Course(CourseId(nth)), opened);
    }
    journal.one(-30, desk, "ScheduleSession", Stream::Session(DOSE), scheduled(1, "Chair 1", NURSE));
    let plan = Plan::Talk { kind: TalkKind::Support, with: SPECIALIST, at: at(26) };
    journal.one(-30, desk, "PlanWindow", Stream::Session(DOSE), SessionFact::WindowPlanned { plan });
    let nurse = (NURSE.to_string(), "nurse");
    let (opened, goal) = (at(1), at(49));
    journal.says(
        at(1),
        nurse,
        "EndDose",
        vec![
            (Stream::Session(DOSE), SessionFact::DoseEnded { given: Micrograms(35_000), at: at(1) }.into()),
            (
                Stream::Window(WINDOW),
                WindowFact::Opened { course: CourseId(1), patient: PATIENT, opened, goal }.into(),
            ),
            (
                Stream::Window(WINDOW),
                WindowFact::Booked { kind: TalkKind::Support, with: SPECIALIST, at: at(26) }.into(),
            ),
        ],
    );
    let held = WindowFact::TalkHeld { kind: TalkKind::Support, with: SPECIALIST, at: at(26) };
    journal.one(26, (SPECIALIST, "integration-specialist"), "HoldSupport", Stream::Window(WINDOW), held);
    journal
}

fn scheduled(course: u128, room: &str, nurse: PersonId) -> SessionFact {
    SessionFact::Scheduled {
        course: CourseId(course),
        patient: PatientId(course),
        kind: SessionKind::Dosing,
        starts: at(0),
        setting: Setting::ClinicRoom,
        room: line(room),
        people: vec![(nurse, Role::Nurse)],
    }
}

#[test]
fn a_journal_as_it_should_be_has_no_finding() {
    assert_eq!(journal().found(100), []);
}

#[test]
fn a_silent_window_is_found_however_it_is_silent() {
    let held = |what: &What| matches!(what, What::Window(WindowFact::TalkHeld { .. }));
    let booked = |what: &What| matches!(what, What::Window(WindowFact::Booked { .. }));
    let opened = |what: &What| matches!(what, What::Window(WindowFact::Opened { .. }));
    // Booked, and nobody ever said whether it took place: silent a day after its time, not before.
    assert_eq!(journal().without(held).found(49), []);
    assert_eq!(journal().without(held).found(52), [Law::Silent]);
    // Nothing planned: at the first step somebody must be told.
    let nothing = journal().without(held).without(booked);
    assert_eq!(nothing.found(25), []);
    assert_eq!(nothing.found(27), [Law::Silent]);
    // Told at the first step and never again.
    let mut told = nothing.clone();
    let climbed = |hours_left| WindowFact::Climbed { hours_left };
    told.says(
        at(25),
        ("clock".to_owned(), "clock"),
        "EscalateWindow",
        vec![(Stream::Window(WINDOW), climbed(24).into())],
    );
    assert_eq!(told.found(36), []);
    assert_eq!(told.found(38), [Law::Silent]);
    // Left to somebody outside, of whom nothing is heard.
    let outside = journal().without(held).but(|line| match &mut line.what {
        What::Window(fact @ WindowFact::Booked { .. }) => {
            *fact = WindowFact::Referred { to: care::text::Line::new("Dana Cho PhD").unwrap() };
            true
        }
        _ => false,
    });
    assert_eq!(outside.found(72), []);
    assert_eq!(outside.found(75), [Law::Silent]);
    // A dose that ended without a window.
    assert_eq!(journal().without(held).without(booked).without(opened).found(10), [Law::Silent]);
}

#[test]
fn what_is_owed_and_does_not_climb_is_found() {
    let mut journal = journal();
    let (matter, owed_by) = (Matter::TalkLost, Role::FrontDesk);
    let opened = TaskFact::Opened { matter, patient: PATIENT, owed_by, due: at(40), note: None };
    journal.one(30, (DESK, "front-desk"), "CancelTalk", Stream::Task(TaskId(1)), opened);
    assert_eq!(journal.found(40), []);
    assert_eq!(journal.found(41), [Law::NotClimbed]);
    let climbed = TaskFact::Climbed { owed_by: Role::MedicalDirector, due: at(60) };
    journal.says(
        at(40),
        ("clock".to_owned(), "clock"),
        "EscalateTask",
        vec![(Stream::Task(TaskId(1)), climbed.into())],
    );
    assert_eq!(journal.found(59), []);
    // Owed by a role in which nobody is left.
    let ended = PersonFact::AffiliationEnded { at: at(45) };
    journal.one(45, (DIRECTOR, "medical-director"), "EndAffiliation", Stream::Person(DIRECTOR), ended);
    assert_eq!(journal.found(50), [Law::NotClimbed]);
}

#[test]
fn an_act_without_right_is_found_by_each_thing_that_can_be_missing() {
    let spoilt_term = |licence: Licence, until: i64| {
        journal().but(move |line| match &mut line.what {
            What::Person(PersonFact::CredentialRecorded { credential }) if credential.licence == licence => {
                credential.term.until = Some(at(until));
                true
            }
            _ => false,
        })
    };
    // The licence ran out the minute before the dose ended: the act, and the booking that named the nurse for noon.
    assert_eq!(spoilt_term(Licence::RegisteredNurse, 1).found(100), [Law::NotEntitled]);
    assert_eq!(spoilt_term(Licence::RegisteredNurse, 2).found(100), []);
    let elsewhere = journal().but(|line| match &mut line.what {
        What::Person(PersonFact::CredentialRecorded { credential }) => {
            credential.jurisdiction = "US-NJ".to_owned();
            true
        }
        _ => false,
    });
    assert_eq!(elsewhere.found(100), [Law::NotEntitled]);
    let began = |role: Role| {
        journal().without(move |what| {
            matches!(what, What::Person(PersonFact::AffiliationBegan { role: held, .. }) if *held == role)
        })
    };
    assert_eq!(began(Role::IntegrationSpecialist).found(100), [Law::NotEntitled]);
    assert_eq!(began(Role::Nurse).found(100), [Law::NotEntitled]);
    // The desk ends a dose; somebody acts as what they are not; a patient does what staff do.
    for (actor, role) in [
        (DESK.to_string(), "front-desk"),
        (DESK.to_string(), "nurse"),
        (PATIENT.to_string(), "patient"),
        (PATIENT.to_string(), "nurse"),
        ("clock".to_owned(), "clock"),
    ] {
        let spoilt = journal().but(|line| {
            let ends = matches!(line.what, What::Session(SessionFact::DoseEnded { .. }));
            if ends {
                (line.actor, line.role) = (actor.clone(), role.to_owned());
            }
            ends
        });
        assert_eq!(spoilt.found(100), [Law::NotEntitled], "{actor} as {role}");
    }
}

#[test]
fn the_end_of_an_affiliation_counts_from_its_instant_and_not_before() {
    let left = |hours: i64| {
        let mut journal = journal();
        let ended = PersonFact::AffiliationEnded { at: at(hours) };
        let place = journal.0.iter().position(|line| line.act == "EndDose").unwrap();
        let held = journal.0.split_off(place);
        journal.one(-1, (DIRECTOR, "medical-director"), "EndAffiliation", Stream::Person(NURSE), ended);
        journal.0.extend(held);
        journal.found(100)
    };
    assert_eq!(left(2), []);
    assert_eq!(left(1), [Law::NotEntitled]);
}

#[test]
fn a_chair_a_person_a_leave_and_a_limit_are_found() {
    let desk = (DESK, "front-desk");
    let beside = |room: &str, nurse: PersonId| {
        let mut journal = journal();
        let place = journal.0.iter().position(|line| line.act == "EndDose").unwrap();
        let held = journal.0.split_off(place);
        journal.one(-20, desk, "ScheduleSession", Stream::Session(SessionId(2)), scheduled(2, room, nurse));
        journal.0.extend(held);
        journal
    };
    assert_eq!(beside("Chair 2", NURSE).found(100), []);
    assert_eq!(beside("chair 1", NURSE).found(100), [Law::RoomTwice]);
    // Two may be watched in this house; the third is one too many.
    let mut three = beside("Chair 2", NURSE);
    let place = three.0.iter().position(|line| line.act == "EndDose").unwrap();
    let held = three.0.split_off(place);
    three.one(-19, desk, "ScheduleSession", Stream::Session(SessionId(3)), scheduled(3, "Chair 3", NURSE));
    three.0.extend(held);
    assert_eq!(three.found(100), [Law::WatchesTooMany]);
    // Somebody does not come, the chair is given away, and they come after all.
    let late = |given: bool| {
        let (mut journal, mut lines) = (journal(), vec![]);
        let place = journal.0.iter().position(|line| line.act == "EndDose").unwrap();
        lines.append(&mut journal.0.split_off(place));
        let away = SessionFact::NotCome { at: at(0) };
        journal.one(0, desk, "NoteNotCome", Stream::Session(DOSE), away);
        if given {
            let other = scheduled(2, "Chair 1", NURSE);
            journal.one(0, desk, "ScheduleSession", Stream::Session(SessionId(2)), other);
        }
        let comes = SessionFact::CheckedIn { protocol: ProtocolId(1), at: at(1) };
        journal.one(1, desk, "CheckIn", Stream::Session(DOSE), comes);
        journal.0.append(&mut lines);
        journal.found(100)
    };
    assert_eq!(late(false), []);
    assert_eq!(late(true), [Law::RoomTwice]);
    // Somebody who is away.
    let away = |from: i64, until: i64| {
        let mut journal = journal();
        let taken = ScheduleFact::LeaveTaken { number: 1, person: NURSE, from: at(from), until: at(until) };
        let place = journal.0.iter().position(|line| line.act == "ScheduleSession").unwrap();
        let held = journal.0.split_off(place);
        journal.one(-35, desk, "TakeLeave", Stream::Schedule(ScheduleId(1)), taken);
        journal.0.extend(held);
        journal.found(100)
    };
    assert_eq!(away(1, 20), [Law::OnLeave]);
    assert_eq!(away(4, 20), []);
    assert_eq!(away(-20, 0), []);
    // The same specialist, half an hour into the talk.
    let talk = |minutes: i64| {
        let mut journal = beside("Chair 2", NURSE);
        let until = Instant(at(26).0 + minutes * 60_000_000);
        let plan = Plan::Talk { kind: TalkKind::Support, with: SPECIALIST, at: until };
        let place = journal.0.iter().position(|line| line.act == "EndDose").unwrap();
        let held = journal.0.split_off(place);
        journal.one(
            -18,
            desk,
            "PlanWindow",
            Stream::Session(SessionId(2)),
            SessionFact::WindowPlanned { plan },
        );
        journal.0.extend(held);
        journal.found(20)
    };
    assert_eq!(talk(45), []);
    assert_eq!(talk(44), [Law::PersonTwice]);
}
