//! The laws of the house, each worked out again from the journal: what may never have been accepted.

use care::act::Act;
use care::course::{CourseFact, SessionKind};
use care::fact::{Fact, Stream, What};
use care::ids::{CourseId, PersonId, SessionId, WindowId};
use care::integration::{TalkKind, WindowFact};
use care::patient::PatientFact;
use care::practice::person::PersonFact;
use care::practice::{Acting, Actor, Role};
use care::protocol::CareModel;
use care::session::{GateKind, Level, SessionFact, Sign};
use care::tasks::{Matter, TaskFact};
use care::time::Instant;
use care::units::Hours;

use crate::generated::{SERIES_DAYS, SERIES_DOSES, Standing};
use crate::history::History;
use crate::oracle;

const HOUR: i64 = 3_600_000_000;

/// Law 2, with 8: whoever did it stands in their role, may do it, and is tied where that is needed.
pub fn the_right_person(before: History<'_>, by: &Acting, act: &Act, standing: &Standing) {
    let (allowed, tied) = oracle::says(by.role, act.kind());
    assert!(allowed, "{by:?} did {:?}", act.kind());
    let subject = act.subject();
    match by.actor {
        Actor::Person(person) => {
            assert!(standing.stands(person, by.role, standing.now), "{by:?} does not stand and did {act:?}");
            let about = match act {
                Act::ScheduleSession(_, schedule) => before.door(schedule.course).map(|(_, patient)| patient),
                _ => before.patient_of(subject),
            };
            // The first member of a team takes up the care; the desk and the auditor have their ties by role.
            let first = matches!(act, Act::JoinCareTeam(..)) && about.is_some_and(|id| !before.has_team(id));
            let exempt = first || matches!(by.role, Role::FrontDesk | Role::Auditor);
            let stream =
                if before.patient_of(subject).is_some() { Some(subject) } else { about.map(Stream::Patient) };
            assert!(
                !tied || exempt || stream.is_some_and(|stream| before.tied(person, stream, standing.now)),
                "{by:?} has no tie and did {act:?}"
            );
        }
        Actor::Patient(own) => {
            let about = before.patient_of(subject);
            assert_eq!(about, Some(own), "{own} did {act:?}");
        }
        Actor::Clock | Actor::Host | Actor::Visitor => {}
    }
}

/// Every law that a new fact could break.
pub fn laws_of(
    before: History<'_>,
    after: History<'_>,
    by: &Acting,
    fact: &Fact,
    facts: &[Fact],
    standing: &Standing,
) {
    match (&fact.what, fact.stream) {
        (What::Session(session), Stream::Session(id)) => {
            laws_of_session(before, id, session, facts, standing)
        }
        (What::Course(course), Stream::Course(id)) => laws_of_course(before, id, course, standing),
        (What::Window(window), Stream::Window(id)) => {
            laws_of_window(before, id, by, window, facts, standing);
            nothing_is_silent(before, after, id, window, facts, standing);
        }
        (What::Patient(PatientFact::Shared { .. }), Stream::Patient(id)) => {
            assert!(!before.locked(id, standing.now), "law 6: shared while locked");
        }
        (What::Patient(PatientFact::LockSet { until }), Stream::Patient(id)) => {
            let longer = before
                .patient(id)
                .any(|fact| matches!(fact, PatientFact::LockSet { until: set } if until < set));
            assert!(!longer, "law 6: a later lock shortens a longer one");
        }
        (What::Patient(PatientFact::SaidUnsafe { .. }), Stream::Patient(id)) => {
            let opened = History::tasks_in(facts).any(|task| {
                matches!(task, TaskFact::Opened { matter: Matter::SafetySignal, patient, due, .. }
                    if *patient == id && *due <= standing.now.plus_hours(Hours(1)))
            });
            // Added to the one that is open: the same clock, and never a later one.
            let added = facts.iter().any(|fact| match (&fact.what, fact.stream) {
                (What::Task(TaskFact::Raised { .. }), Stream::Task(task)) => before.is_owed(task),
                _ => false,
            });
            let owed = opened != added;
            assert!(owed, "law 11: somebody owes an answer by a clock");
        }
        (What::Person(PersonFact::AffiliationEnded { at }), Stream::Person(id)) => {
            for window in before.windows() {
                let lost = before.talk(window).is_some_and(|talk| talk.with == id && *at <= talk.at);
                if lost && !before.is_held(window) {
                    assert_eq!(after.talk(window), None, "law 7: a talk outlives its person");
                }
            }
        }
        (What::Person(PersonFact::CredentialEnded { ended }), Stream::Person(id)) => {
            for window in before.windows() {
                let talk = before.talk(window).filter(|talk| talk.with == id && ended.at <= talk.at);
                let role = |kind| {
                    if kind == TalkKind::Therapy { Role::Therapist } else { Role::IntegrationSpecialist }
                };
                let stands = talk.is_some_and(|talk| standing.stands(id, role(talk.kind), talk.at));
                if talk.is_some() && !stands && !before.is_held(window) {
                    assert_eq!(after.talk(window), None, "law 7: a talk outlives the licence it asks for");
                }
            }
        }
        (What::Task(TaskFact::Climbed { due, .. }), _) => assert!(standing.now < *due),
        (What::Task(TaskFact::Owed { owing } | TaskFact::ClimbedTo { owing }), Stream::Task(id)) => {
            let clock = standing.now.plus_minutes(care::units::Minutes(30));
            assert!(owing.due <= clock, "law 11: a clock longer than the house's");
            let named = owing.to.is_none_or(|person| standing.stands(person, owing.role, standing.now));
            // Made sooner, it stays with whoever has it; the clock takes it from somebody who left.
            let same = !before.is_owed(id) || matches!(by.actor, Actor::Patient(_));
            assert!(named || same, "law 11: owed by somebody who may not answer");
            assert!(standing.now < owing.due || same, "law 11: due again in the past");
        }
        _ => {}
    }
}

fn laws_of_course(before: History<'_>, id: CourseId, fact: &CourseFact, standing: &Standing) {
    let door = before.door(id);
    match fact {
        CourseFact::Opened { patient, .. } => {
            assert_eq!(before.open_courses(*patient), 0, "law 1: a second course beside an open one");
        }
        CourseFact::ConsentSigned { consent } => {
            let (model, patient) = door.expect("opened");
            assert!(!before.locked(patient, standing.now), "law 6: signed while locked");
            assert!(!before.stopped(id), "law 4: signed after a stop at screening");
            assert_eq!(consent.model, model, "law 1: consent to another door");
            let signed = before.signed_until(consent.protocol);
            assert!(
                signed.is_some_and(|until| standing.now < until),
                "law 3: consent to an unsigned version"
            );
        }
        CourseFact::TouchAgreed { .. } => {
            let (_, patient) = door.expect("opened");
            assert!(!before.locked(patient, standing.now), "law 6: touch agreed to while locked");
            assert!(!before.stopped(id), "law 4: touch agreed to after a stop at screening");
        }
        CourseFact::OrderWritten { .. } => {
            assert!(!before.stopped(id), "law 4: ordered after a stop at screening");
        }
        CourseFact::ScreeningCleared { .. } => {
            let answered = before.course(id).filter_map(|fact| match fact {
                CourseFact::ScreeningAnswered { answers, .. } => Some(answers),
                _ => None,
            });
            let yes = answered
                .last()
                .expect("answered")
                .iter()
                .any(|answer| answer.yes && answer.question.as_str() == "psychosis");
            assert!(!yes, "law 4: cleared over an absolute finding");
        }
        CourseFact::SessionScheduled { kind, .. } | CourseFact::SessionHeld { kind, .. } => {
            let infusion = door.is_some_and(|(model, _)| model == CareModel::Infusion);
            assert!(!(infusion && *kind == SessionKind::IntegrationTherapy), "law 1: therapy in an infusion");
        }
        _ => {}
    }
}

fn laws_of_session(
    before: History<'_>,
    id: SessionId,
    fact: &SessionFact,
    facts: &[Fact],
    standing: &Standing,
) {
    match fact {
        SessionFact::Scheduled { course, kind, starts, room, people, .. } => {
            let span = (*starts, before.until(*course, *kind, *starts));
            for (held, other_room, others) in before.calendar() {
                let touch = held.0 == span.0 || (held.0 < span.1 && span.0 < held.1);
                let therapist = |(_, role): &&(PersonId, Role)| *role == Role::Therapist;
                let twice = people.iter().filter(therapist).any(|named| others.contains(named));
                assert!(!touch || room != other_room, "two visits in {room} at once");
                assert!(!touch || !twice, "a therapist with two people at once");
            }
        }
        SessionFact::DoseStarted { .. } => ready_before_dose(before, id, fact, standing),
        SessionFact::VitalsRecorded { vitals, .. } => {
            let (began, _) = before.dosed(id);
            let of = |sign| vitals.of(sign).unwrap_or(if sign == Sign::Spo2 { 100 } else { 0 });
            let stop = [
                180 <= of(Sign::Systolic),
                110 <= of(Sign::Diastolic),
                130 <= of(Sign::Pulse),
                of(Sign::Spo2) < 90,
            ];
            let watch = [160 <= of(Sign::Systolic) && !stop[0], 100 <= of(Sign::Diastolic) && !stop[1]];
            let count = |found: &[bool]| found.iter().filter(|found| **found && began).count();
            let raised = |wanted: Level| {
                let of_level = |fact: &&Fact| matches!(&fact.what, What::Session(SessionFact::AlarmRaised { level, .. }) if *level == wanted);
                facts.iter().filter(of_level).count()
            };
            assert_eq!(
                (raised(Level::High), raised(Level::Medium)),
                (count(&stop), count(&watch)),
                "law 5: {vitals:?}"
            );
            let owed = History::tasks_in(facts)
                .filter(|task| matches!(task, TaskFact::Opened { matter: Matter::StopLimit, .. }));
            assert_eq!(owed.count(), count(&stop), "law 11: a stop limit is owed an answer");
        }
        SessionFact::DoseEnded { at, given } => {
            assert!(given.0 <= before.begun(id).iter().sum::<u64>(), "law 9: more than was begun");
            let opened: Vec<_> = facts
                .iter()
                .filter_map(|fact| match (&fact.what, fact.stream) {
                    (What::Window(WindowFact::Opened { opened, goal, .. }), Stream::Window(window)) => {
                        Some((window, *opened, *goal))
                    }
                    _ => None,
                })
                .collect();
            assert_eq!(
                opened,
                vec![(WindowId::of(id), *at, Instant(at.0 + 48 * HOUR))],
                "law 7: one window, 48 hours"
            );
            assert!(before.window(WindowId::of(id)).next().is_none(), "law 7: a second window for one dose");
        }
        SessionFact::Discharged { escort, reason, criteria, at } => {
            let advised = |fact: &Fact| matches!(&fact.what, What::Session(SessionFact::AdviceGiven { .. }));
            assert!(facts.iter().any(advised), "law 6: home without written advice, or nobody knows which");
            assert_eq!(before.open_alarms(id), 0, "law 5: home with an alarm unanswered");
            assert!(before.is_planned(WindowId::of(id)), "law 6: home without a plan for the window");
            let total = criteria.activity
                + criteria.respiration
                + criteria.circulation
                + criteria.consciousness
                + criteria.saturation;
            let ended = before
                .session(id)
                .find_map(|fact| if let SessionFact::DoseEnded { at, .. } = fact { Some(*at) } else { None });
            let observed = 60 <= at.minutes_since(ended.expect("law 6: home before the dose ended"));
            let met = 9 <= total && criteria.walks && criteria.oriented && escort.is_some() && observed;
            assert!(met || reason.is_some(), "law 6: home without criteria or a reason");
        }
        SessionFact::DoseRateChanged { amount, order, at, .. } => {
            let (course, ..) = before.scheduled(id).expect("scheduled");
            let in_force = before.orders(course).into_iter().next_back().expect("an order in force");
            assert_eq!((in_force.number, in_force.dose), (*order, *amount), "a rate that nobody ordered");
            let accepted = before.session(id).any(|fact| {
                matches!(fact, SessionFact::OrderAccepted { number, at: then, .. } if number == order && then <= at)
            });
            assert!(accepted, "law 4: a change in force before the chair accepted it");
            let begun = before.session(id).find_map(|fact| {
                if let SessionFact::DoseStarted { amount, .. } = fact { Some(*amount) } else { None }
            });
            assert!(begun.is_some_and(|begun| *amount <= begun), "law 9: more than was drawn");
        }
        SessionFact::SupplementOrdered { amount, by, .. } => {
            let (course, ..) = before.scheduled(id).expect("scheduled");
            assert_eq!(
                before.door(course).map(|(model, _)| model),
                Some(CareModel::Kap),
                "law 1: not in this door"
            );
            let roles = [Role::Prescriber, Role::MedicalDirector];
            assert!(roles.iter().any(|role| standing.stands(*by, *role, standing.now)), "law 2");
            assert!((20_000..=40_000).contains(&amount.0), "law 3: outside the signed values");
            let begun = before.begun(id).iter().sum::<u64>() + amount.0;
            assert!(begun <= 70_000, "law 4: {begun} in one visit");
            assert_eq!(before.supplements(id), 0, "a second one");
        }
        SessionFact::SupplementGiven { .. } => more_in_the_same_visit(before, id, fact, standing),
        SessionFact::DrugDrawn { by, checked_by, .. } => {
            assert_ne!(by, checked_by, "law 9: one person signed for two")
        }
        SessionFact::GateOverridden { gate, by, .. } => {
            assert!(
                standing.stands(*by, Role::Prescriber, standing.now)
                    || standing.stands(*by, Role::MedicalDirector, standing.now)
            );
            assert!(gate.may_be_overridden());
        }
        _ => {}
    }
}

/// A supplement, looked at anew: who ordered and accepted it, what was drawn for it, and what was read.
fn more_in_the_same_visit(before: History<'_>, id: SessionId, fact: &SessionFact, standing: &Standing) {
    let SessionFact::SupplementGiven { number, amount, at, .. } = fact else { return };
    let facts: Vec<&SessionFact> = before.session(id).collect();
    let place = |is: &dyn Fn(&SessionFact) -> bool| facts.iter().rposition(|fact| is(fact));
    let ordered = place(
        &|fact| matches!(fact, SessionFact::SupplementOrdered { number: n, amount: much, .. } if n == number && much == amount),
    );
    let accepted =
        place(&|fact| matches!(fact, SessionFact::SupplementAccepted { number: n, .. } if n == number));
    let drawn = place(&|fact| matches!(fact, SessionFact::DrugDrawn { amount: much, .. } if much == amount));
    let withdrawn =
        place(&|fact| matches!(fact, SessionFact::SupplementWithdrawn { number: n, .. } if n == number));
    assert!(ordered.is_some() && ordered < accepted && accepted < drawn, "law 4: ordered, accepted, drawn");
    assert_eq!(withdrawn, None, "it was taken back");
    assert_eq!(before.dosed(id), (true, false), "no dose runs");
    let begun = before.begun(id);
    assert_eq!(begun.len(), 1, "a second supplement");
    assert!(begun[0] + amount.0 <= 70_000, "law 4: beyond the band of the visit");
    let (started, route, order) = facts
        .iter()
        .find_map(|fact| match fact {
            SessionFact::DoseStarted { at, route, order, .. } => Some((*at, *route, *order)),
            _ => None,
        })
        .expect("begun");
    assert!(12 * HOUR / 60 <= at.0 - started.0, "law 3: before its time");
    let within = |sign| before.reading(id, sign).filter(|(_, read)| at.0 <= read.0 + 13 * HOUR / 60);
    let below = |sign, limit| within(sign).is_some_and(|(value, _)| value < limit);
    assert!(below(Sign::Systolic, 180) && below(Sign::Diastolic, 110), "law 5");
    assert!(below(Sign::Pulse, 130), "law 5");
    assert!(within(Sign::Spo2).is_some_and(|(value, _)| 90 <= value), "law 5");
    let (course, ..) = before.scheduled(id).expect("scheduled");
    assert!(before.consents(course).iter().any(|held| held.route == route), "law 4: consent was withdrawn");
    assert!(before.orders(course).iter().any(|held| held.number == order), "law 4: its order was stopped");
    let here = |role: Role| {
        before
            .present(id)
            .iter()
            .any(|(person, held)| *held == role && standing.stands(*person, role, standing.now))
    };
    assert!(here(Role::Nurse) || here(Role::Prescriber), "law 4: nobody who gives");
    assert!(here(Role::Therapist), "law 1: a psycholytic dose without its therapist");
}

/// Laws 1, 3 and 4: every gate, recomputed from the facts alone.
fn ready_before_dose(before: History<'_>, id: SessionId, fact: &SessionFact, standing: &Standing) {
    let SessionFact::DoseStarted { route, amount, order, by, at, .. } = fact else { return };
    let now = standing.now;
    let (course, patient, kind, _) = before.scheduled(id).expect("scheduled");
    let (model, _) = before.door(course).expect("opened");
    let overridden = |gate| before.overridden(id, gate);
    assert_eq!(kind, SessionKind::Dosing, "law 4: a dose in another kind of visit");
    assert_eq!(before.dosed(id), (false, false), "a second dose in one session");
    assert!(!before.another_runs(patient, id), "two doses at once");
    let said = |fact: &CourseFact| {
        matches!(fact, CourseFact::TouchAgreed { .. } | CourseFact::TouchTakenBack { .. })
    };
    assert!(before.course(course).any(said), "law 4: a dose before touch was spoken of");
    assert!(
        !before.course(course).any(|fact| matches!(fact, CourseFact::Closed { .. })),
        "the course is closed"
    );
    let versions: Vec<_> = before
        .session(id)
        .filter_map(|fact| match fact {
            SessionFact::CheckedIn { protocol, .. } => Some(*protocol),
            _ => None,
        })
        .collect();
    assert_eq!(versions.len(), 1, "law 3: the session keeps one version");
    assert!(
        before.signed_until(versions[0]).is_some_and(|until| now < until),
        "law 3: unsigned, superseded or due"
    );
    let answered = before.cleared(course).expect("law 4: cleared");
    assert!(now.0 < answered.0 + 30 * 24 * HOUR, "law 4: stale screening");
    let consent =
        before.consents(course).into_iter().find(|held| held.route == *route && held.protocol == versions[0]);
    assert!(consent.is_some(), "law 4: no consent for this route and version");
    let orders = before.orders(course);
    let in_force = orders.last().expect("law 4: an order in force");
    assert_eq!((in_force.number, in_force.dose, in_force.route), (*order, *amount, *route));
    assert!((20_000..=70_000).contains(&amount.0), "law 4: outside the band");
    let accepted = before.session(id).filter_map(|fact| {
        if let SessionFact::OrderAccepted { number, .. } = fact { Some(*number) } else { None }
    });
    assert_eq!(accepted.last(), Some(*order), "law 4: the order was not accepted");
    let drawn = before.session(id).filter_map(|fact| {
        if let SessionFact::DrugDrawn { amount, .. } = fact { Some(*amount) } else { None }
    });
    assert_eq!(drawn.last(), Some(*amount), "law 9: what is given was drawn");
    let precheck = before.precheck(id).expect("law 4: the pre-check");
    assert!(precheck.identity_confirmed && !precheck.changed_since_screening, "law 4: {precheck:?}");
    assert!(precheck.escort.is_some() || overridden(GateKind::Escort), "law 4: no escort");
    assert!(
        (8 <= precheck.solids.0 && 2 <= precheck.fluids.0) || overridden(GateKind::Fasting),
        "law 4: not fasting"
    );
    let good = |sign, fits: &dyn Fn(u32) -> bool| {
        before.reading(id, sign).is_some_and(|(value, at)| fits(value) && now.minutes_since(at) <= 60)
    };
    let baseline = good(Sign::Systolic, &|value| value <= 140)
        && good(Sign::Diastolic, &|value| value <= 90)
        && good(Sign::Pulse, &|value| value <= 100)
        && good(Sign::Spo2, &|value| 94 <= value);
    assert!(baseline || overridden(GateKind::Baseline), "law 4: baseline");
    let last = before.last_dose(patient);
    let apart = last.is_none_or(|last| last.0 + 48 * HOUR <= at.0.min(now.0));
    let weighed = last.is_some_and(|last| before.overridden_since(id, GateKind::Spacing, last));
    assert!(apart || weighed, "law 4: too soon after the patient's last dose");
    assert!(last.is_none_or(|last| last <= *at), "two doses of one patient overlap");
    let given = before.doses(course);
    assert!(given.len() < SERIES_DOSES as usize, "law 3: more doses than the series has");
    let first = given.first().is_none_or(|first| at.0.min(now.0) <= first.0 + SERIES_DAYS as i64 * 24 * HOUR);
    assert!(first, "law 3: the series is over");
    let prepared = before
        .course(course)
        .any(|fact| matches!(fact, CourseFact::SessionHeld { kind: SessionKind::Preparation, .. }));
    assert!(
        model == CareModel::Infusion || prepared || overridden(GateKind::Preparation),
        "law 4: unprepared"
    );
    let planned = before.session(id).any(|fact| matches!(fact, SessionFact::WindowPlanned { .. }));
    assert!(planned || overridden(GateKind::Window), "law 4: no plan for the window");
    let here = |role| {
        before
            .present(id)
            .into_iter()
            .any(|(person, held)| held == role && standing.stands(person, role, now))
    };
    assert!(here(Role::Nurse) || here(Role::Prescriber), "law 4: nobody is there who may watch");
    assert!(
        model == CareModel::Infusion || here(Role::Therapist),
        "law 1: no therapist in the room who stands now"
    );
    assert!(
        [Role::Nurse, Role::Prescriber, Role::MedicalDirector]
            .iter()
            .any(|role| standing.stands(*by, *role, now))
    );
}

/// Law 7: a talk that was called off is owed by a clock, and once there is a plan nobody owes a call.
fn nothing_is_silent(
    before: History<'_>,
    after: History<'_>,
    id: WindowId,
    fact: &WindowFact,
    facts: &[Fact],
    standing: &Standing,
) {
    match fact {
        WindowFact::TalkCancelled { .. }
        | WindowFact::ReferralEnded { .. }
        | WindowFact::TalkNotHeld { .. }
            if !after.is_planned(id) =>
        {
            let owed = History::tasks_in(facts).any(|task| {
                matches!(task, TaskFact::Opened { matter: Matter::TalkLost, due, .. } if standing.now < *due)
            });
            assert!(owed, "law 7: a talk was called off in silence");
        }
        WindowFact::Booked { .. }
        | WindowFact::Referred { .. }
        | WindowFact::Declined { .. }
        | WindowFact::TalkHeldOutside { .. }
        | WindowFact::TalkHeld { .. } => {
            let calls = before.window(id).filter_map(|fact| match fact {
                WindowFact::CallOwed { task } => Some(*task),
                _ => None,
            });
            for task in calls {
                assert!(!after.is_owed(task), "law 7: {fact:?}, and somebody still owes a call");
            }
        }
        _ => {}
    }
}

fn laws_of_window(
    before: History<'_>,
    id: WindowId,
    by: &Acting,
    fact: &WindowFact,
    facts: &[Fact],
    standing: &Standing,
) {
    let course = before.course_of(id).map(|(course, ..)| course).or_else(|| {
        facts.iter().find_map(|fact| match &fact.what {
            What::Window(WindowFact::Opened { course, .. }) => Some(*course),
            _ => None,
        })
    });
    let (model, _) = before.door(course.expect("a window has a course")).expect("opened");
    let therapy = |kind: TalkKind| {
        assert!(kind == TalkKind::Support || model == CareModel::Kap, "law 1: {fact:?} in an infusion");
    };
    match fact {
        WindowFact::TalkHeld { kind, .. } => {
            therapy(*kind);
            let role = if *kind == TalkKind::Therapy { Role::Therapist } else { Role::IntegrationSpecialist };
            assert_eq!(by.role, role, "law 8: {fact:?}");
            assert!(!before.is_held(id), "held twice");
        }
        WindowFact::TalkHeldOutside { at, .. } => {
            let opened = before.window(id).find_map(|fact| match fact {
                WindowFact::Opened { opened, .. } => Some(*opened),
                _ => None,
            });
            assert!(opened.is_some_and(|opened| opened <= *at), "law 7: a talk before the dose ended");
            assert!(at.0 <= standing.now.0 + HOUR / 60, "law 7: a talk that has not been");
            assert!(!before.is_held(id) && before.talk(id).is_none(), "law 7: two talks in one window");
            let own = matches!(by.actor, Actor::Patient(_));
            assert!(own || !before.is_declined(id), "law 7: asked again");
        }
        WindowFact::TherapyNoteWritten { .. } => {
            therapy(TalkKind::Therapy);
            assert_eq!(by.role, Role::Therapist, "law 8");
        }
        WindowFact::Booked { kind, with, at } => {
            therapy(*kind);
            let role = if *kind == TalkKind::Therapy { Role::Therapist } else { Role::IntegrationSpecialist };
            assert!(standing.stands(*with, role, *at), "law 14: booked with somebody who will not stand");
        }
        WindowFact::TimesOffered { times } => {
            times.iter().for_each(|time| therapy(time.kind));
            assert!(!before.is_declined(id) && !before.is_held(id), "law 7: asked again");
        }
        WindowFact::Climbed { hours_left } => {
            let (_, _, goal) = before.course_of(id).expect("open");
            let left = goal.0 - standing.now.0;
            assert!(
                0 < left && left < i64::from(*hours_left) * HOUR + HOUR / 60,
                "law 7: climbed too early or too late"
            );
            assert!(!before.is_planned(id), "law 7: climbed over a plan");
            let earlier = before.window(id).filter_map(|fact| {
                if let WindowFact::Climbed { hours_left } = fact { Some(*hours_left) } else { None }
            });
            assert!(earlier.min().is_none_or(|least| *hours_left < least), "law 7: one step climbed twice");
        }
        _ => {}
    }
}
