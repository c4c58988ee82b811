//! Touch is agreed to before a dose, by the patient alone; less is always one word away; it never grows under the drug.

use care::act::Act;
use care::course::touch::{AgreeToTouch, TakeBackTouch, Touch};
use care::ids::CourseId;
use care::practice::Acting;
use proptest::prelude::*;

use crate::clinic::given::{BOOKED, DOSING, READY, RECOVERED};
use crate::clinic::{NOAH, RAE, Tale, check, line, who};

const OPEN: &str = "join team prescriber, open course";

/// For the test of the codes.
pub const TABLES: &[fn()] =
    &[touch_is_said_before_a_dose, less_touch_always_works_and_more_wants_a_clear_head];

fn stands(tale: &Tale) -> Vec<Touch> {
    tale.world.course(CourseId(1)).expect("a course").touch.as_ref().expect("said").allowed.clone()
}

#[test]
fn touch_is_said_before_a_dose() {
    let silent = READY.replace("touch hand, ", "");
    assert_ne!(silent, READY);
    check(&silent, "dose 35 mg", "refused: touch-not-said");
    check(&silent, "override touch never mind", "refused: gate-cannot-be-overridden");
    check(&format!("{silent}, touch none"), "dose 35 mg", "dose 35 mg, locked");
    // Who has no phone says it to the nurse: she may write down less, and never more.
    check(&format!("{silent}, nurse: take back touch"), "dose 35 mg", "dose 35 mg, locked");
    check(&silent, "nurse: touch hand", "refused: out-of-scope");
    check(OPEN, "touch hug hand", "touch hand hug");
    let agree = |boundary: &str| AgreeToTouch { allowed: vec![Touch::Hand], boundary: line(boundary).into() };
    let by = |who: Acting, act: AgreeToTouch, code: &str| {
        Tale::of(OPEN).refuses(&who, Act::AgreeToTouch(CourseId(1), act), code);
    };
    by(Acting::patient(NOAH), agree("ask me first"), "not-your-record");
    by(who("therapist"), agree("ask me first"), "out-of-scope");
    let mut tale = Tale::of(OPEN);
    tale.does(&Acting::patient(RAE), Act::AgreeToTouch(CourseId(1), agree("ask me first")));
    tale.refuses(
        &Acting::patient(RAE),
        Act::AgreeToTouch(CourseId(1), agree("ask me first")),
        "nothing-changed",
    );
    tale.does(&Acting::patient(RAE), Act::AgreeToTouch(CourseId(1), agree("never my neck")));
    // What else the person asked for stays when a touch is taken back.
    tale.does(&Acting::patient(RAE), Act::TakeBackTouch(CourseId(1), TakeBackTouch { touch: None }));
    let kept = tale.world.course(CourseId(1)).expect("a course").touch.clone().expect("said");
    assert_eq!((kept.allowed, kept.boundary), (vec![], Some(line("never my neck"))));
    check(&format!("{OPEN}, close over"), "touch hand", "refused: course-closed");
    check(&format!("{BOOKED}, stop screening not here"), "touch hand shoulder", "refused: screening-stopped");
}

#[test]
fn less_touch_always_works_and_more_wants_a_clear_head() {
    let wide = |given: &str| given.replace("touch hand", "touch hand shoulder");
    for given in [DOSING, RECOVERED] {
        let given = wide(given);
        check(&given, "touch hand shoulder hug", "refused: clear-headed-lock");
        check(&given, "touch hand", "refused: clear-headed-lock");
        check(&given, "take back touch shoulder", "touch left: hand");
        check(&given, "take back touch", "touch left: none");
        check(&given, "nurse: take back touch", "touch left: none");
        check(&given, "take back touch hug", "refused: nothing-changed");
        check(&format!("{given}, take back touch"), "take back touch", "refused: nothing-changed");
        check(&format!("{given}, take back touch"), "touch shoulder", "refused: clear-headed-lock");
        check(&given, "desk: take back touch", "refused: out-of-scope");
    }
    check(&format!("{RECOVERED}, wait 23 h"), "touch hand shoulder", "touch hand shoulder");
    check(OPEN, "take back touch hand", "refused: nothing-changed");
    check(OPEN, "take back touch", "touch left: none");
    check(&format!("{BOOKED}, close over"), "take back touch", "touch left: none");
    check(&format!("{BOOKED}, stop screening not here"), "take back touch", "touch left: none");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is said while the dose works and in the hours after it, by whomever: what stands only shrinks.
    #[test]
    fn touch_never_grows_inside_the_lock(said in proptest::collection::vec(0_usize..9, 1..12), by in 0_usize..3) {
        let phrases = [
            "touch none", "touch hand", "touch hug", "touch hand shoulder feet hug", "take back touch",
            "take back touch hand", "take back touch shoulder", "take back touch feet", "take back touch hug",
        ];
        let by = ["", "nurse: ", "prescriber: "][by];
        let mut tale = Tale::of(&DOSING.replace("touch hand", "touch hand shoulder feet"));
        let mut before = stands(&tale);
        for one in said {
            let _ = tale.go(&format!("{by}{}", phrases[one]));
            let now = stands(&tale);
            prop_assert!(now.iter().all(|touch| before.contains(touch)), "{now:?} after {before:?}");
            before = now;
        }
    }
}
