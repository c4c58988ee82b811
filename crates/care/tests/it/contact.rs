//! First contact: anybody may ask for a call, the desk owes it by a clock, and what was kept for it is forgotten.

use care::act::Act;
use care::chart::State;
use care::contact::{
    AskForCall, CALL_LATEST, CALL_WITHIN, Concern, EraseContact, FirstContact, KEPT, NoteContactTry, Outcome,
    ReferIn, Referred, SettleContact,
};
use care::fact::Stream;
use care::ids::ContactId;
use care::messages::Tongue;
use care::practice::Acting;
use care::tasks::wish_call_time::PartOfDay;
use care::time::Instant;
use care::units::Hours;

use crate::clinic::{Tale, who};

const CONTACT: ContactId = ContactId(9);

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    anybody_asks_for_a_call_and_the_desk_owes_it_by_a_clock,
    what_was_kept_for_a_call_is_forgotten,
    nobody_is_referred_in_without_their_own_yes,
];

fn ask(call_by: Instant) -> Act {
    let parts = vec![PartOfDay::Morning];
    let act = AskForCall { concern: Concern::NotSure, parts, tongue: Tongue::English, call_by };
    Act::AskForCall(CONTACT, act)
}

fn settle(outcome: Outcome) -> Act {
    Act::SettleContact(CONTACT, SettleContact { outcome })
}

fn contact(tale: &Tale) -> FirstContact {
    match tale.world.streams().find(|(known, _)| **known == Stream::Contact(CONTACT)) {
        Some((_, State::Contact(contact))) => (**contact).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn anybody_asks_for_a_call_and_the_desk_owes_it_by_a_clock() {
    let mut tale = Tale::of("");
    let (desk, now) = (who("desk"), tale.now);
    for role in ["director", "desk", "auditor", "specialist"] {
        tale.refuses(&who(role), ask(now), "out-of-scope");
    }
    let act = NoteContactTry { call_by: now };
    tale.refuses(&desk, Act::NoteContactTry(CONTACT, act), "contact-unknown");
    let by = now.plus_hours(Hours(20));
    tale.does(&Acting::VISITOR, ask(by));
    tale.refuses(&Acting::VISITOR, ask(by), "already-there");
    assert_eq!(contact(&tale).due, by);
    // A visitor asks for a call and does nothing else, not even about that call.
    for act in
        [settle(Outcome::Called), Act::EraseContact(CONTACT, EraseContact), Act::NoteContactTry(CONTACT, act)]
    {
        tale.refuses(&Acting::VISITOR, act, "out-of-scope");
    }
    for role in ["specialist", "auditor"] {
        tale.refuses(&who(role), settle(Outcome::Called), "out-of-scope");
    }
    // A time that has passed, or that no clinic keeps, is no clock.
    for wrong in [now, Instant(now.0 - 1), Instant(now.plus_hours(CALL_LATEST).0 + 1), Instant(i64::MAX)] {
        tale.does(&desk, Act::NoteContactTry(CONTACT, NoteContactTry { call_by: wrong }));
        assert_eq!(contact(&tale).due, tale.now.plus_hours(CALL_WITHIN), "{wrong:?}");
    }
    assert_eq!(contact(&tale).tries.len(), 4);
    tale.does(&desk, settle(Outcome::Called));
    tale.refuses(&desk, settle(Outcome::NotReal), "contact-settled");
    tale.refuses(&desk, Act::NoteContactTry(CONTACT, act), "contact-settled");
}

#[test]
fn what_was_kept_for_a_call_is_forgotten() {
    let mut tale = Tale::of("");
    let erase = || Act::EraseContact(CONTACT, EraseContact);
    tale.does(&Acting::VISITOR, ask(tale.now.plus_hours(Hours(20))));
    tale.refuses(&who("director"), erase(), "out-of-scope");
    // Nobody called: it is owed, and never forgotten for that.
    tale.now = tale.now.plus_hours(Hours(90 * 24));
    tale.refuses(&Acting::CLOCK, erase(), "nothing-changed");
    tale.does(&who("desk"), settle(Outcome::NeverReached));
    let settled = tale.now;
    tale.now = Instant(settled.plus_hours(KEPT).0 - 1);
    tale.refuses(&Acting::CLOCK, erase(), "not-yet-due");
    tale.now = settled.plus_hours(KEPT);
    assert!(contact(&tale).words.is_some());
    tale.does(&Acting::CLOCK, erase());
    assert_eq!(contact(&tale).words, None);
    tale.refuses(&Acting::CLOCK, erase(), "nothing-changed");
}

fn refer_in(call_by: Instant, agreed: bool, tells_back: bool) -> Act {
    let (concern, parts, tongue) = (Concern::Kap, vec![PartOfDay::Evening], Tongue::Spanish);
    Act::ReferIn(CONTACT, ReferIn { concern, parts, tongue, call_by, agreed, tells_back })
}

#[test]
fn nobody_is_referred_in_without_their_own_yes() {
    for tells_back in [false, true] {
        let mut tale = Tale::of("");
        let by = tale.now.plus_hours(Hours(20));
        for role in ["director", "prescriber", "therapist", "desk", "auditor"] {
            tale.refuses(&who(role), refer_in(by, true, tells_back), "out-of-scope");
        }
        tale.refuses(&Acting::VISITOR, refer_in(by, false, tells_back), "refer-in-not-agreed");
        tale.does(&Acting::VISITOR, refer_in(by, true, tells_back));
        tale.refuses(&Acting::VISITOR, refer_in(by, true, tells_back), "already-there");
        tale.refuses(&Acting::VISITOR, ask(by), "already-there");
        let known = contact(&tale);
        assert_eq!(known.referred, Some(Referred { tells_back }));
        assert_eq!((known.due, known.concern, known.words.is_some()), (by, Concern::Kap, true));
        // From then on it is a call like every other: owed by a clock, settled by the desk, forgotten.
        tale.does(&who("desk"), settle(Outcome::Called));
        tale.now = contact(&tale).erase_due().expect("a day on which it is forgotten");
        tale.does(&Acting::CLOCK, Act::EraseContact(CONTACT, EraseContact));
        assert_eq!(contact(&tale).words, None);
    }
    // Whoever asks for themselves was referred by nobody.
    let mut tale = Tale::of("");
    let now = tale.now;
    tale.does(&Acting::VISITOR, ask(now.plus_hours(Hours(20))));
    assert_eq!(contact(&tale).referred, None);
}
