//! The order of the one card, over made-up states.

use care::course::{Consent, CourseFact};
use care::ids::{CourseId, PatientId};
use care::integration::{TalkKind, WindowFact};
use care::protocol::{CareModel, Route, Setting};
use care::session::{Plan, SessionFact};
use care::text::Line;

use super::*;

const HOUR: i64 = 3_600_000_000;
/// 10:00 of a day that begins at zero.
const NOW: Instant = Instant(10 * HOUR);
const DAY: (Instant, Instant) = (Instant(0), Instant(24 * HOUR));
const LENA: PersonId = PersonId(7);
const VISIT: SessionId = SessionId(1);
const PAST: SessionId = SessionId(2);

fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

fn course(facts: &[CourseFact]) -> Course {
    let opened = CourseFact::Opened {
        patient: PatientId(1),
        model: CareModel::Infusion,
        protocol: ProtocolId(1),
        slug: line("infusion"),
        planned_doses: 6,
    };
    let start = Course::after(None, &opened);
    facts.iter().fold(start, Course::after).expect("a course")
}

fn answered() -> CourseFact {
    CourseFact::ScreeningAnswered { answers: vec![], at: Instant(0) }
}

fn cleared() -> CourseFact {
    CourseFact::ScreeningCleared { by: LENA, at: Instant(0), notes: vec![] }
}

fn touched() -> CourseFact {
    CourseFact::TouchAgreed { allowed: vec![], boundary: None, at: NOW }
}

fn signed() -> CourseFact {
    CourseFact::ConsentSigned {
        consent: Consent {
            model: CareModel::Infusion,
            route: Route::Intravenous,
            protocol: ProtocolId(1),
            typed_name: line("Rowan Ellis"),
            signed: Instant(0),
            withdrawn: None,
        },
    }
}

fn intention() -> CourseFact {
    CourseFact::IntentionSet { words: line("Be kinder in the mornings"), at: Instant(0) }
}

fn dosed() -> CourseFact {
    CourseFact::DoseEnded { session: PAST, at: Instant(0) }
}

fn session(starts: i64, facts: &[SessionFact]) -> Session {
    let scheduled = SessionFact::Scheduled {
        course: CourseId(1),
        patient: PatientId(1),
        kind: SessionKind::Dosing,
        starts: Instant(starts),
        setting: Setting::ClinicRoom,
        room: line("Chair 2"),
        people: vec![],
    };
    facts.iter().fold(Session::after(None, &scheduled), Session::after).expect("a session")
}

fn window(facts: &[WindowFact]) -> Window {
    let opened = WindowFact::Opened {
        course: CourseId(1),
        patient: PatientId(1),
        opened: Instant(0),
        goal: Instant(48 * HOUR),
    };
    facts.iter().fold(Window::after(None, &opened), Window::after).expect("a window")
}

fn protocol() -> Protocol {
    let content = care::protocol::Content {
        slug: line("infusion"),
        title: line("Infusion"),
        model: CareModel::Infusion,
        depth: care::protocol::Depth::Psychedelic,
        therapist: care::protocol::TherapistPart::None,
        ending: care::protocol::Ending::Support,
        routes: vec![Route::Intravenous],
        settings: vec![Setting::ClinicRoom],
        values: std::collections::BTreeMap::new(),
        questions: std::collections::BTreeMap::new(),
    };
    Protocol {
        content,
        revises: None,
        standing: care::protocol::draft::Standing::Draft,
        force: Default::default(),
    }
}

fn states<'a>(course: &'a Course, protocol: &'a Protocol) -> States<'a> {
    States {
        safety: None,
        call: None,
        course: Some(course),
        protocol: Some((ProtocolId(1), protocol)),
        visits: vec![],
        windows: vec![],
        unread: None,
        lock: Lock::Off,
        day: DAY,
    }
}

fn booked(at: i64) -> WindowFact {
    WindowFact::Booked { kind: TalkKind::Support, with: LENA, at: Instant(at) }
}

#[test]
fn a_safety_answer_comes_before_everything_else() {
    let (course, protocol) = (course(&[]), protocol());
    let (visit, open) = (session(14 * HOUR, &[]), window(&[]));
    let owed = Owed { due: NOW, taken_by: None };
    let mut all = states(&course, &protocol);
    (all.visits, all.windows) = (vec![(VISIT, &visit)], vec![(WindowId(2), &open)]);
    all.safety = Some(owed.clone());
    assert_eq!(next_card(&all, NOW), Card::Safety(owed.clone()));
    all.course = None;
    assert_eq!(next_card(&all, NOW), Card::Safety(owed));
}

#[test]
fn the_order_is_visit_then_talk_then_step_then_nothing() {
    let ready = course(&[answered(), cleared(), signed(), touched(), intention()]);
    let fresh = course(&[]);
    let protocol = protocol();
    let (visit, open) = (session(14 * HOUR, &[]), window(&[]));
    let mut all = states(&fresh, &protocol);
    (all.visits, all.windows) = (vec![(VISIT, &visit)], vec![(WindowId(2), &open)]);
    assert_eq!(next_card(&all, NOW), Card::VisitToday { session: VISIT, here: true });
    all.visits = vec![];
    assert_eq!(next_card(&all, NOW), Card::ChooseTime { window: WindowId(2), offered: false });
    all.windows = vec![];
    assert_eq!(next_card(&all, NOW), Card::Step(Kind::Screening));
    all.course = Some(&ready);
    assert_eq!(next_card(&all, NOW), Card::Nothing);
    all.course = None;
    assert_eq!(next_card(&all, NOW), Card::NoCourse);
}

/// Found by the browser suite on an evening: the visit of twenty past midnight had no "I'm here" before midnight.
#[test]
fn a_visit_just_after_midnight_is_still_of_today() {
    let ready = course(&[answered(), cleared(), signed(), touched(), intention()]);
    let protocol = protocol();
    let late = Instant(23 * HOUR);
    for (starts, today) in [(24 * HOUR, true), (29 * HOUR, true), (30 * HOUR, false), (-HOUR, false)] {
        let visit = session(starts, &[SessionFact::WindowPlanned { plan: Plan::NoThanks }]);
        let mut all = states(&ready, &protocol);
        all.visits = vec![(VISIT, &visit)];
        let card = next_card(&all, late);
        let expected = if today { Card::VisitToday { session: VISIT, here: true } } else { Card::Nothing };
        assert_eq!(card, expected, "a visit that begins {} h after midnight", starts / HOUR);
    }
}

#[test]
fn steps_come_one_at_a_time_and_a_locked_one_is_not_asked() {
    let protocol = protocol();
    let all = [
        (course(&[]), Card::Step(Kind::Screening)),
        (course(&[answered()]), Card::Step(Kind::Intention)),
        (course(&[answered(), intention()]), Card::Nothing),
        (course(&[answered(), cleared()]), Card::Step(Kind::Consent)),
        (course(&[answered(), cleared(), signed()]), Card::Step(Kind::Touch)),
        (course(&[answered(), cleared(), signed(), touched()]), Card::Step(Kind::Intention)),
    ];
    for (course, card) in &all {
        assert_eq!(next_card(&states(course, &protocol), NOW), *card);
    }
    let mut locked = states(&all[3].0, &protocol);
    locked.lock = Lock::Until(Instant(20 * HOUR));
    assert_eq!(next_card(&locked, NOW), Card::Step(Kind::Intention));
    let mut unread = states(&all[3].0, &protocol);
    unread.unread = Some(LENA);
    assert_eq!(next_card(&unread, NOW), Card::Step(Kind::Disclosure(LENA)));
    let tomorrow = session(30 * HOUR, &[]);
    let planned = session(30 * HOUR, &[SessionFact::WindowPlanned { plan: Plan::NoThanks }]);
    let ready = course(&[answered(), cleared(), signed(), touched(), intention()]);
    let mut plan = states(&ready, &protocol);
    plan.visits = vec![(VISIT, &tomorrow)];
    assert_eq!(next_card(&plan, NOW), Card::Step(Kind::Plan(Some(VISIT))));
    plan.visits = vec![(VISIT, &planned)];
    assert_eq!(next_card(&plan, NOW), Card::Nothing);
}

#[test]
fn a_talk_is_shown_until_it_is_over_and_never_called_missed() {
    let course = course(&[answered(), cleared(), signed(), touched(), intention(), dosed()]);
    let protocol = protocol();
    let card = |facts: &[WindowFact], now: i64| {
        let window = window(facts);
        let mut all = states(&course, &protocol);
        all.windows = vec![(WindowId(2), &window)];
        next_card(&all, Instant(now))
    };
    let talk = Talk { kind: TalkKind::Support, with: LENA, at: Instant(30 * HOUR) };
    let shown = Card::Booked { window: WindowId(2), talk, read_first: None };
    assert_eq!(card(&[booked(30 * HOUR)], 20 * HOUR), shown);
    assert_eq!(
        card(&[booked(30 * HOUR)], 33 * HOUR),
        Card::ChooseTime { window: WindowId(2), offered: false }
    );
    assert_eq!(card(&[], 49 * HOUR), Card::StillWelcome(WindowId(2)));
    assert_eq!(card(&[], 15 * 24 * HOUR), Card::Nothing);
    assert_eq!(card(&[WindowFact::Declined { at: NOW }], 20 * HOUR), Card::Nothing);
    assert_eq!(card(&[WindowFact::Referred { to: line("Dana Cho") }], 20 * HOUR), Card::Outside(WindowId(2)));
    assert_eq!(card(&[WindowFact::MetOutside { at: NOW }], 49 * HOUR), Card::Nothing);
}

#[test]
fn a_stopped_or_closed_course_asks_for_nothing() {
    let stop = CourseFact::ScreeningStopped { by: LENA, at: Instant(0), reason: line("not now") };
    let closed = CourseFact::Closed { at: Instant(0), reason: line("done") };
    let protocol = protocol();
    let stopped = course(&[answered(), stop.clone()]);
    assert_eq!(next_card(&states(&stopped, &protocol), NOW), Card::Stopped(None));
    let over = course(&[answered(), stop, closed]);
    assert_eq!(next_card(&states(&over, &protocol), NOW), Card::Closed);
}

#[test]
fn in_the_chair_the_card_leads_to_the_quiet_screen() {
    let (course, protocol) = (course(&[]), protocol());
    let here = session(9 * HOUR, &[SessionFact::CheckedIn { protocol: ProtocolId(1), at: Instant(0) }]);
    let mut all = states(&course, &protocol);
    all.visits = vec![(VISIT, &here)];
    assert_eq!(next_card(&all, NOW), Card::InTheRoom(VISIT));
    let late = session(23 * HOUR, &[]);
    all.visits = vec![(VISIT, &late)];
    assert_eq!(next_card(&all, NOW), Card::VisitToday { session: VISIT, here: false });
}
