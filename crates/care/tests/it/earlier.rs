//! Coming earlier: said by the person, offered by the desk, held by a clock for one, and moved in one decision.

use care::act::Act;
use care::earlier::OfferEnd;
use care::earlier::answer_earlier::{AnswerEarlier, LapseEarlier};
use care::earlier::offer_earlier::{HOLD_MOST, OfferEarlier};
use care::earlier::wish_earlier::{NOTICE_MOST, TakeBackEarlier, WishEarlier};
use care::fact::{Fact, Stream, What};
use care::ids::SessionId;
use care::integration::TalkKind;
use care::messages::prefer_channel::PreferChannel;
use care::messages::{Channel, MessageFact, Occasion};
use care::practice::{Acting, Role};
use care::session::move_session::MoveSession;
use care::session::plan_window::PlanWindow;
use care::session::schedule_session::CancelSession;
use care::session::{Plan, Session, SessionFact};
use care::tasks::wish_call_time::PartOfDay;
use care::time::Instant;
use care::units::Hours;
use proptest::prelude::*;

use crate::clinic::{NOAH, RAE, Tale, clinic_with, id_of, line, series, who};
use crate::messages::reach;

const VISIT: SessionId = SessionId(1);
const RAES: Acting = Acting::patient(RAE);
/// Rae's dose is in a hundred hours, with a talk the day after it.
const FAR: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
    order 35 mg, schedule dosing in 100 h with nurse, plan support specialist in 126 h";

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_wish_is_days_and_hours_and_keeps_its_place,
    an_offer_stands_where_a_move_would_and_holds_its_chair_for_one,
    yes_moves_the_visit_and_its_talk_in_one_decision_and_no_leaves_it,
];

fn wish(notice: u32) -> WishEarlier {
    WishEarlier { weekdays: vec![0, 2, 4], parts: vec![PartOfDay::Morning], notice: Hours(notice) }
}

fn wishes(notice: u32) -> Act {
    Act::WishEarlier(VISIT, wish(notice))
}

fn session(tale: &Tale) -> Session {
    tale.world.session(VISIT).expect("a visit").clone()
}

/// The visit in so many hours, in room 1 with the nurse, and the talk a day after it.
fn to(tale: &Tale, hours: u32) -> MoveSession {
    let starts = tale.now.plus_hours(Hours(hours));
    let talk =
        Plan::Talk { kind: TalkKind::Support, with: id_of("specialist"), at: starts.plus_hours(Hours(26)) };
    MoveSession {
        starts,
        room: line("room 1"),
        people: vec![(id_of("nurse"), Role::Nurse)],
        plan: Some(talk),
    }
}

fn offer(tale: &Tale, to: MoveSession, hold: u32) -> Act {
    Act::OfferEarlier(VISIT, OfferEarlier { to, until: tale.now.plus_hours(Hours(hold)) })
}

fn yes(number: u32, to: MoveSession) -> Act {
    Act::AnswerEarlier(VISIT, AnswerEarlier { number, yes: Some(to) })
}

fn no(number: u32) -> Act {
    Act::AnswerEarlier(VISIT, AnswerEarlier { number, yes: None })
}

#[test]
fn a_wish_is_days_and_hours_and_keeps_its_place() {
    let mut tale = Tale::of(FAR);
    for role in ["specialist", "auditor"] {
        tale.refuses(&who(role), wishes(24), "out-of-scope");
    }
    tale.refuses(&Acting::patient(NOAH), wishes(24), "not-your-record");
    let wrong = [
        WishEarlier { weekdays: vec![], ..wish(24) },
        WishEarlier { weekdays: vec![7], ..wish(24) },
        WishEarlier { weekdays: vec![2, 2], ..wish(24) },
        WishEarlier { weekdays: vec![4, 2], ..wish(24) },
        WishEarlier { parts: vec![], ..wish(24) },
    ];
    for wish in wrong {
        tale.refuses(&RAES, Act::WishEarlier(VISIT, wish), "earlier-days-missing");
    }
    tale.refuses(&RAES, wishes(NOTICE_MOST.0 + 1), "earlier-notice-too-long");
    tale.refuses(&RAES, Act::TakeBackEarlier(VISIT, TakeBackEarlier), "nothing-changed");
    tale.does(&RAES, wishes(24));
    tale.refuses(&RAES, wishes(24), "nothing-changed");
    let first = tale.now;
    tale.wait(3);
    tale.does(&who("desk"), wishes(12));
    let known = session(&tale).earlier.expect("said");
    assert_eq!((known.wish.at, known.wish.notice, known.wish.by), (first, Hours(12), Some(id_of("desk"))));
    tale.does(&RAES, Act::TakeBackEarlier(VISIT, TakeBackEarlier));
    assert!(!session(&tale).earlier.expect("said").waits());
    tale.does(&RAES, wishes(24));
    assert_eq!(session(&tale).earlier.expect("said").wish.at, tale.now, "taken back, the place is gone");
    tale.wait(98);
    tale.refuses(&RAES, wishes(1), "time-in-the-past");
}

#[test]
fn an_offer_stands_where_a_move_would_and_holds_its_chair_for_one() {
    let mut tale = Tale::of(FAR);
    let desk = who("desk");
    tale.refuses(&desk, offer(&tale, to(&tale, 30), 2), "earlier-not-wished");
    tale.does(&RAES, wishes(24));
    for by in [RAES, who("specialist"), who("auditor")] {
        tale.refuses(&by, offer(&tale, to(&tale, 30), 2), "out-of-scope");
    }
    tale.refuses(&desk, offer(&tale, to(&tale, 100), 2), "earlier-not-earlier");
    tale.refuses(&desk, offer(&tale, to(&tale, 23), 2), "earlier-too-short-notice");
    tale.refuses(&desk, offer(&tale, to(&tale, 30), 0), "earlier-hold-unfit");
    tale.refuses(&desk, offer(&tale, to(&tale, 30), HOLD_MOST.0 + 1), "earlier-hold-unfit");
    // Whatever a move asks for: a nurse, somebody who stands then, a talk after the dose; and that it is inside the window.
    let nobody = MoveSession { people: vec![], ..to(&tale, 30) };
    tale.refuses(&desk, offer(&tale, nobody, 2), "nurse-missing");
    let unlicensed = MoveSession { people: vec![(id_of("desk"), Role::Nurse)], ..to(&tale, 30) };
    tale.refuses(&desk, offer(&tale, unlicensed, 2), "not-affiliated");
    let late = MoveSession { plan: None, ..to(&tale, 30) };
    tale.refuses(&desk, offer(&tale, late, 2), "earlier-talk-outside");
    tale.does(&desk, offer(&tale, to(&tale, 30), 2));
    tale.refuses(&desk, offer(&tale, to(&tale, 40), 2), "earlier-offer-stands");
    // Held: nobody else is booked there, and nobody else is offered it.
    let kap = "kap> join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, order 35 mg";
    tale.go(kap).expect("Noah's course");
    assert_eq!(tale.ends("kap> schedule dosing in 30 h with nurse therapist"), Err("room-taken"));
    assert_eq!(tale.ends("kap> schedule dosing in 60 h with nurse therapist"), Ok(()));
    // Its clock ends it, by the clock's own act or not.
    tale.refuses(&Acting::CLOCK, Act::LapseEarlier(VISIT, LapseEarlier { number: 1 }), "not-yet-due");
    tale.wait(2);
    tale.refuses(&RAES, no(1), "earlier-offer-ended");
    tale.does(&Acting::CLOCK, Act::LapseEarlier(VISIT, LapseEarlier { number: 1 }));
    tale.refuses(&Acting::CLOCK, Act::LapseEarlier(VISIT, LapseEarlier { number: 1 }), "earlier-offer-ended");
    // Noah holds his room around 58 hours from now: nobody is offered it.
    tale.refuses(&desk, offer(&tale, to(&tale, 58), 2), "room-taken");
    tale.does(&desk, offer(&tale, to(&tale, 28), 2));
    tale.wait(3);
    // Run out and not lapsed yet: another offer ends it.
    tale.does(&desk, offer(&tale, to(&tale, 30), 2));
    let ends: Vec<_> =
        session(&tale).earlier.expect("said").offers.iter().map(|(_, end)| end.map(|(how, _)| how)).collect();
    assert_eq!(ends, [Some(OfferEnd::Lapsed), Some(OfferEnd::Lapsed), None]);
}

fn told(facts: &[Fact]) -> Vec<Occasion> {
    let one = |fact: &Fact| match &fact.what {
        What::Message(MessageFact::Owed { owed }) => Some(owed.occasion),
        _ => None,
    };
    facts.iter().filter_map(one).collect()
}

#[test]
fn yes_moves_the_visit_and_its_talk_in_one_decision_and_no_leaves_it() {
    let mut tale = Tale::of(FAR);
    let desk = who("desk");
    tale.does(&desk, Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Mail) }));
    tale.does(&RAES, wishes(24));
    let there = to(&tale, 30);
    let facts = tale.does(&desk, offer(&tale, there.clone(), 2));
    assert_eq!(told(&facts), [Occasion::EarlierOffered]);
    tale.refuses(&Acting::patient(NOAH), yes(1, there.clone()), "not-your-record");
    tale.refuses(&RAES, yes(2, there.clone()), "earlier-offer-ended");
    let other = MoveSession { room: line("room 2"), ..there.clone() };
    tale.refuses(&RAES, yes(1, other), "earlier-offer-ended");
    tale.does(&RAES, no(1));
    tale.refuses(&RAES, yes(1, there.clone()), "earlier-offer-ended");
    assert!(session(&tale).earlier.expect("said").waits(), "the wish stands");
    tale.does(&desk, offer(&tale, there.clone(), 2));
    let before = session(&tale).starts;
    let facts = tale.does(&RAES, yes(2, there.clone()));
    let on_visit = facts.iter().filter(|fact| fact.stream == Stream::Session(VISIT)).map(|fact| &fact.what);
    let on_visit: Vec<&What> = on_visit.collect();
    assert!(
        matches!(
            on_visit[..],
            [
                What::Session(SessionFact::EarlierEnded { number: 2, how: OfferEnd::Taken, .. }),
                What::Session(SessionFact::Moved { .. }),
                What::Session(SessionFact::WindowPlanned { .. }),
            ]
        ),
        "{on_visit:?}"
    );
    let moved = session(&tale);
    assert_eq!((moved.starts, &moved.plan), (there.starts, &there.plan));
    assert_eq!(moved.left, [(before, line("room 1"))]);
    assert!(!moved.earlier.expect("said").waits());
    tale.refuses(&desk, offer(&tale, to(&tale, 26), 2), "earlier-not-wished");
    // Taking the wish back frees the chair that is held.
    tale.does(&RAES, wishes(1));
    tale.does(&desk, offer(&tale, to(&tale, 10), 2));
    tale.does(&RAES, Act::TakeBackEarlier(VISIT, TakeBackEarlier));
    tale.refuses(&RAES, yes(3, to(&tale, 10)), "earlier-offer-ended");
}

#[test]
fn an_earlier_dose_keeps_the_protocols_distance_from_the_doses_around_it() {
    let second = format!("{FAR}, kit2> schedule dosing in 200 h with nurse");
    let second = second.replace(", kit2>", " | kit2>");
    let mut tale = Tale::of(&second);
    let visit = SessionId(2);
    let act = |notice| Act::WishEarlier(visit, wish(notice));
    tale.does(&RAES, act(1));
    let at = |tale: &Tale, hours| MoveSession { plan: None, room: line("room 2"), ..to(tale, hours) };
    let offered = |tale: &Tale, hours| {
        Act::OfferEarlier(visit, OfferEarlier { to: at(tale, hours), until: tale.now.plus_hours(Hours(1)) })
    };
    // The first begins in 100 h and takes 40 minutes; 48 h from its end.
    tale.refuses(&who("desk"), offered(&tale, 148), "too-soon-after-last-dose");
    tale.refuses(&who("desk"), offered(&tale, 60), "too-soon-after-last-dose");
    let mut before = Tale { world: tale.world.clone(), now: tale.now };
    before.does(&who("desk"), offered(&tale, 40));
    tale.does(&who("desk"), offered(&tale, 149));
}

/// What was offered is not so any more when the visit is moved by hand, called off, begun, or planned otherwise: the offer ends
/// with it, and the chair is free. A yes to it would undo what was agreed since.
#[test]
fn an_offer_ends_when_its_visit_changes_meanwhile() {
    let declined = Act::PlanWindow(VISIT, PlanWindow { plan: Plan::NoThanks });
    let called_off = Act::CancelSession(VISIT, CancelSession { reason: line("they are ill") });
    for (nth, by_whom) in [("moved", who("desk")), ("planned", RAES), ("called off", who("desk"))] {
        let mut tale = Tale::of(FAR);
        let there = to(&tale, 30);
        tale.does(&RAES, wishes(24));
        tale.does(&who("desk"), offer(&tale, there.clone(), 2));
        let act = match nth {
            "moved" => Act::MoveSession(VISIT, MoveSession { room: line("room 2"), ..to(&tale, 90) }),
            "planned" => declined.clone(),
            _ => called_off.clone(),
        };
        let facts = tale.does(&by_whom, act);
        let ended = |fact: &&Fact| {
            matches!(
                fact.what,
                What::Session(SessionFact::EarlierEnded { number: 1, how: OfferEnd::Overtaken, .. })
            )
        };
        assert_eq!(facts.iter().filter(ended).count(), 1, "{nth}");
        let known = session(&tale).earlier.expect("said");
        assert!(known.open().is_none() && known.held(tale.now).is_none(), "{nth}");
        // A visit moved by hand is another visit: whoever could come earlier than that says so again.
        assert_eq!(known.waits(), nth != "moved", "{nth}");
        assert!(tale.world.submit(&RAES, &yes(1, there), tale.now).is_err(), "{nth}");
    }
}

/// Coming earlier with the first dose must not leave the last one outside the span of the series.
#[test]
fn an_earlier_first_dose_keeps_the_last_one_inside_the_span() {
    let story = format!("{FAR} | kit2> schedule dosing in 220 h with nurse").replace(", |", " |");
    let mut tale = Tale::in_this(clinic_with(|content| series(content, 2, 6)), &story);
    tale.does(&RAES, wishes(1));
    // From the end of the first to the beginning of the second: at most six days, 144 hours.
    tale.refuses(&who("desk"), offer(&tale, to(&tale, 75), 1), "series-over");
    tale.does(&who("desk"), offer(&tale, to(&tale, 77), 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Whatever the desk offers and the person says: at most one offer is open, a yes moves the visit earlier and to what was
    /// offered, and nothing is offered without a wish.
    #[test]
    fn one_offer_at_a_time_and_only_earlier(steps in proptest::collection::vec((0_usize..7, 2_u32..90, 1_u32..5), 1..30)) {
        let mut tale = Tale::of(FAR);
        let first = session(&tale).starts;
        for (what, hours, hold) in steps {
            let before = session(&tale);
            let open = before.earlier.as_ref().and_then(|known| known.open()).cloned();
            let number = open.as_ref().map_or(1, |offer| offer.number);
            let act = match what {
                0 => wishes(hold),
                1 => Act::TakeBackEarlier(VISIT, TakeBackEarlier),
                2 | 3 => offer(&tale, to(&tale, hours), hold),
                4 => no(number),
                5 => yes(number, open.as_ref().map_or_else(|| to(&tale, hours), |offer| offer.moves())),
                _ => {
                    tale.wait(hold);
                    continue;
                }
            };
            let by = if matches!(what, 2 | 3) { who("desk") } else { RAES };
            let now: Instant = tale.now;
            let Ok(facts) = tale.world.submit(&by, &act, now) else { continue };
            let after = session(&tale);
            let known = after.earlier.as_ref().expect("said");
            prop_assert!(known.offers.iter().filter(|(_, end)| end.is_none()).count() <= 1);
            if facts.iter().any(|fact| matches!(fact.what, What::Session(SessionFact::Moved { .. }))) {
                prop_assert_eq!(what, 5);
                prop_assert!(after.starts < before.starts);
                prop_assert_eq!(Some(after.starts), open.map(|offer| offer.starts));
            } else {
                prop_assert_eq!(after.starts, before.starts);
            }
            prop_assert!(after.starts <= first);
        }
    }
}
