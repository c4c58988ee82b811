//! Who audits, and for how long.

use care::act::Act;
use care::ids::PersonId;
use care::practice::Role;
use care::practice::affiliation::BeginAffiliation;
use care::practice::person::AddPerson;
use care::practice::take_record::TakeRecord;
use care::time::{Date, Instant};
use care::units::Hours;

use crate::clinic::{T0, Tale, here, id_of, line, who};

/// Every table of this file.
pub const TABLES: &[fn()] = &[
    an_audit_has_an_end_and_nobody_audits_their_own_work,
    a_copy_of_the_record_is_taken_by_oneself_and_known_by_its_hash,
];

/// Whoever audits is let in until a day, ninety days on at most, and works here in nothing else meanwhile.
#[test]
fn an_audit_has_an_end_and_nobody_audits_their_own_work() {
    let mut tale = Tale::of("");
    let by = who("director");
    let stone = PersonId(77);
    tale.does(&by, Act::AddPerson(stone, AddPerson { name: line("M. Stone") }));
    let begin = |role, from: Instant, hours: Option<u32>| {
        let until = hours.map(|hours| from.plus_hours(Hours(hours)));
        BeginAffiliation { role, from, until }
    };
    let act = |begin| Act::BeginAffiliation(stone, begin);
    tale.refuses(&by, act(begin(Role::Auditor, T0, None)), "audit-has-an-end");
    tale.refuses(&by, act(begin(Role::Auditor, T0, Some(90 * 24 + 1))), "audit-has-an-end");
    tale.refuses(&by, act(begin(Role::Auditor, T0, Some(0))), "term-ends-before-it-begins");
    tale.does(&by, act(begin(Role::Auditor, T0, Some(90 * 24))));
    tale.refuses(&by, act(begin(Role::FrontDesk, T0, None)), "auditor-works-here");
    tale.refuses(&by, act(begin(Role::Auditor, Instant(T0.0 + 1), Some(1))), "already-affiliated");
    let end = T0.plus_hours(Hours(90 * 24));
    tale.does(&by, act(begin(Role::FrontDesk, end, Some(24))));
    tale.refuses(&by, act(begin(Role::Auditor, end, Some(24))), "auditor-works-here");
    tale.does(&by, act(begin(Role::Auditor, end.plus_hours(Hours(24)), Some(24))));

    let person = tale.world.person(stone).expect("added");
    let stands = |role, at: Instant| person.stand(role, here(), at).is_ok();
    assert!(stands(Role::Auditor, T0) && stands(Role::Auditor, Instant(end.0 - 1)));
    assert!(!stands(Role::Auditor, end) && stands(Role::FrontDesk, end), "one ends as the other begins");
    assert!(!stands(Role::FrontDesk, end.plus_hours(Hours(24))));
}

/// A copy is known by its hash, and kept for whoever took it.
#[test]
fn a_copy_of_the_record_is_taken_by_oneself_and_known_by_its_hash() {
    let mut tale = Tale::of("");
    let director = who("director");
    let take = |person, sha256: &str| {
        let (on, sha256) = (Date::new(2026, 2, 28), sha256.to_owned());
        Act::TakeRecord(person, TakeRecord { on, position: 12, sha256 })
    };
    let whole = "0f".repeat(32);
    for wrong in ["", "0f", &"0F".repeat(32), &"0g".repeat(32), &"0f".repeat(33)] {
        tale.refuses(&director, take(id_of("director"), wrong), "hash-unreadable");
    }
    tale.refuses(&director, take(id_of("nurse"), &whole), "not-your-record");
    tale.refuses(&who("nurse"), take(id_of("nurse"), &whole), "out-of-scope");
    tale.does(&director, take(id_of("director"), &whole));
    tale.does(&director, take(id_of("director"), &whole));
}
