//! A change of a protocol takes two people, has an hour, and a house with one practitioner says so in the record.

use care::act::Act;
use care::chart::State;
use care::fact::{Stream, What};
use care::house::HouseFact;
use care::house::set_signatures::SetSignatures;
use care::ids::ProtocolId;
use care::practice::Acting;
use care::practice::Role;
use care::practice::affiliation::{BeginAffiliation, EndAffiliation};
use care::protocol::*;
use care::time::{Instant, When};
use care::units::Hours;

use crate::clinic::given::*;
use crate::clinic::{HOUSE, INFUSION, Tale, content, id_of, line, noted, proposal, signature, who};

pub const TABLES: &[fn()] = &[
    a_change_of_a_protocol_takes_two_people,
    whoever_approves_approves_what_they_read,
    until_its_hour_the_old_version_doses_and_from_it_the_new_one,
    a_version_taken_back_before_its_hour_leaves_the_old_one_in_force,
    one_person_is_enough_only_where_the_house_says_so_and_nobody_else_could,
    what_one_person_signed_is_not_approved_by_an_old_proposal,
];

const NEXT: ProtocolId = ProtocolId(30);

/// A draft that revises the infusion: a lower limit of blood pressure.
fn drafted(tale: &mut Tale, id: ProtocolId) {
    let mut content = content(CareModel::Infusion);
    content.values.get_mut(&Key::StopSystolic).expect("a value").amount = 175;
    tale.does(&who("director"), Act::DraftProtocol(id, DraftProtocol { content, revises: Some(INFUSION) }));
}

fn propose(tale: &mut Tale, id: ProtocolId, from: Option<Instant>) -> u32 {
    let act = ProposeProtocol { from, ..proposal(signature()) };
    tale.does(&who("director"), Act::ProposeProtocol(id, act));
    tale.world.protocol(id).expect("a protocol").force.proposals
}

fn approval(id: ProtocolId, number: u32, name: &str) -> Act {
    Act::ApproveProtocol(id, ApproveProtocol { number, typed_name: line(name) })
}

fn send_back(id: ProtocolId, number: u32) -> Act {
    Act::SendBackProtocol(id, SendBackProtocol { number, reason: line("the source is old") })
}

fn signatures(needed: Signatures) -> Act {
    Act::SetSignatures(HOUSE, SetSignatures { needed, reason: line("I work alone") })
}

#[test]
fn a_change_of_a_protocol_takes_two_people() {
    let mut tale = Tale::of("");
    drafted(&mut tale, NEXT);
    let director = who("director");
    tale.refuses(&director, Act::SignProtocol(NEXT, signature()), "second-person-needed");
    tale.refuses(&who("prescriber"), approval(NEXT, 1, "Priya Rao NP"), "proposal-changed");
    let number = propose(&mut tale, NEXT, None);
    assert!(tale.world.protocol(NEXT).expect("there").force.waiting().is_some());
    assert!(!tale.world.protocol(NEXT).expect("there").is_in_force(tale.now));
    // Never whoever proposed it, in whatever role; nobody without a prescriber's licence and role.
    tale.refuses(&director, approval(NEXT, number, "Dr Dana Osei"), "own-proposal");
    let as_prescriber = Acting::person(id_of("director"), Role::Prescriber);
    let begin = BeginAffiliation { role: Role::Prescriber, from: Instant(tale.now.0 - 1), until: None };
    tale.does(&director, Act::BeginAffiliation(id_of("director"), begin));
    tale.refuses(&as_prescriber, approval(NEXT, number, "Dr Dana Osei"), "own-proposal");
    for other in ["nurse", "therapist", "specialist", "desk", "auditor"] {
        tale.refuses(&who(other), approval(NEXT, number, "N"), "out-of-scope");
        tale.refuses(&who(other), send_back(NEXT, number), "out-of-scope");
    }
    tale.refuses(&who("prescriber"), approval(NEXT, number, "P Rao"), "signature-name-differs");
    let facts = tale.does(&who("prescriber"), approval(NEXT, number, "Priya Rao NP"));
    assert_eq!(facts.len(), 2, "it is approved, and the other goes");
    assert!(tale.world.protocol(NEXT).expect("there").is_in_force(tale.now));
    assert!(!tale.world.protocol(INFUSION).expect("there").is_in_force(tale.now));
    tale.refuses(&who("prescriber"), approval(NEXT, number, "Priya Rao NP"), "proposal-changed");
}

#[test]
fn whoever_approves_approves_what_they_read() {
    let mut tale = Tale::of("");
    let prescriber = who("prescriber");
    drafted(&mut tale, NEXT);
    let first = propose(&mut tale, NEXT, None);
    // Written anew after it was read: that approval is of nothing.
    drafted(&mut tale, NEXT);
    tale.refuses(&prescriber, approval(NEXT, first, "Priya Rao NP"), "proposal-changed");
    let second = propose(&mut tale, NEXT, None);
    assert_ne!(first, second);
    tale.refuses(&prescriber, approval(NEXT, first, "Priya Rao NP"), "proposal-changed");
    tale.refuses(&prescriber, send_back(NEXT, first), "proposal-changed");
    tale.does(&prescriber, send_back(NEXT, second));
    tale.refuses(&prescriber, approval(NEXT, second, "Priya Rao NP"), "proposal-changed");
    // Another version took its place meanwhile: what was compared is not what is in force.
    let third = propose(&mut tale, NEXT, None);
    drafted(&mut tale, ProtocolId(31));
    tale.signs(ProtocolId(31));
    tale.refuses(&prescriber, approval(NEXT, third, "Priya Rao NP"), "another-version-in-force");
}

#[test]
fn until_its_hour_the_old_version_doses_and_from_it_the_new_one() {
    let mut tale = Tale::of(READY);
    drafted(&mut tale, NEXT);
    let from = tale.now.plus_hours(Hours(2));
    let past = ProposeProtocol { from: Some(tale.now), ..proposal(signature()) };
    tale.refuses(&who("director"), Act::ProposeProtocol(NEXT, past), "from-date-passed");
    let far = ProposeProtocol { from: Some(signature().review_by), ..proposal(signature()) };
    tale.refuses(&who("director"), Act::ProposeProtocol(NEXT, far), "term-ends-before-it-begins");
    let number = propose(&mut tale, NEXT, Some(from));
    tale.does(&who("prescriber"), approval(NEXT, number, "Priya Rao NP"));
    let (old, new) = (tale.world.protocol(INFUSION).expect("old"), tale.world.protocol(NEXT).expect("new"));
    for (at, doses) in
        [(tale.now, (true, false)), (Instant(from.0 - 1), (true, false)), (from, (false, true))]
    {
        assert_eq!((old.doses(at).is_ok(), new.doses(at).is_ok()), doses, "{at:?}");
        assert_eq!((old.is_in_force(at), new.is_in_force(at)), doses, "{at:?}");
    }
    let early = new.doses(tale.now).expect_err("its hour has not come");
    assert_eq!(noted(&early), "protocol-not-yet-in-force");
    assert_eq!(noted(&old.doses(from).expect_err("its hour is over")), "protocol-superseded");
    // Somebody is dosed before the hour and watched beyond it: the session keeps the version it began with.
    tale.go("dose 35 mg").expect("the old version doses until then");
    tale.wait(2);
    let told = tale.told("vitals 178/82 74 98%");
    assert!(told.contains("160") && !told.contains("175"), "judged by the version it began with: {told}");
}

#[test]
fn a_version_taken_back_before_its_hour_leaves_the_old_one_in_force() {
    let mut tale = Tale::of(BOOKED);
    drafted(&mut tale, NEXT);
    let from = tale.now.plus_hours(Hours(24));
    let number = propose(&mut tale, NEXT, Some(from));
    // Approved too late: nobody approves one hour and gets another.
    let mut late = Tale { world: tale.world.clone(), now: from };
    late.refuses(&who("prescriber"), approval(NEXT, number, "Priya Rao NP"), "from-date-passed");
    tale.does(&who("prescriber"), approval(NEXT, number, "Priya Rao NP"));
    drafted(&mut late, ProtocolId(32));
    let another = Act::ProposeProtocol(ProtocolId(32), proposal(signature()));
    drafted(&mut tale, ProtocolId(32));
    tale.refuses(&who("director"), another, "another-version-in-force");
    let retire = RetireProtocol { reason: line("the meeting thought again") };
    assert_eq!(tale.does(&who("director"), Act::RetireProtocol(NEXT, retire)).len(), 2);
    let (old, new) = (tale.world.protocol(INFUSION).expect("old"), tale.world.protocol(NEXT).expect("new"));
    assert!(old.is_in_force(from) && old.doses(from).is_ok());
    assert!(!new.is_in_force(from) && new.doses(from).is_err());
}

#[test]
fn one_person_is_enough_only_where_the_house_says_so_and_nobody_else_could() {
    let mut tale = Tale::of("");
    let director = who("director");
    drafted(&mut tale, NEXT);
    tale.refuses(&director, signatures(Signatures::One), "second-person-here");
    tale.refuses(&director, signatures(Signatures::Two), "nothing-changed");
    tale.refuses(&who("prescriber"), signatures(Signatures::One), "out-of-scope");
    // The prescriber leaves: who is left says that it takes one here, and why; and that is a fact.
    let at = When::At(tale.now.plus_hours(Hours(1)));
    tale.does(&director, Act::EndAffiliation(id_of("prescriber"), EndAffiliation { at }));
    tale.wait(1);
    tale.refuses(&director, Act::SignProtocol(NEXT, signature()), "second-person-needed");
    let facts = tale.does(&director, signatures(Signatures::One));
    assert!(matches!(facts[0].what, What::House(HouseFact::SignaturesSet { needed: Signatures::One, .. })));
    let mut alone = Tale { world: tale.world.clone(), now: tale.now };
    assert_eq!(alone.does(&director, Act::SignProtocol(NEXT, signature())).len(), 2);
    assert!(alone.world.protocol(NEXT).expect("there").is_in_force(alone.now));
    // Somebody else is here again: what the house once said is no longer enough.
    let begin = BeginAffiliation { role: Role::Prescriber, from: tale.now, until: None };
    tale.does(&director, Act::BeginAffiliation(id_of("prescriber"), begin));
    tale.refuses(&director, Act::SignProtocol(NEXT, signature()), "second-person-here");
    tale.does(&director, signatures(Signatures::Two));
    tale.refuses(&director, Act::SignProtocol(NEXT, signature()), "second-person-needed");
    let house = tale.world.folded_again().remove(&Stream::House(HOUSE));
    assert!(matches!(house, Some(State::House(house)) if house.signatures() == Signatures::Two));
}

/// A proposal that was overtaken by a signature of one is no key to the version any more, also when it is retired.
#[test]
fn what_one_person_signed_is_not_approved_by_an_old_proposal() {
    let mut tale = Tale::of(READY);
    drafted(&mut tale, NEXT);
    let director = who("director");
    tale.does(&director, Act::ProposeProtocol(NEXT, proposal(signature())));
    let before = tale.world.protocol(NEXT).expect("drafted").clone();
    let care::protocol::two_people::Proposal { by, name, at, review_by, accepted, .. } =
        before.force.waiting().expect("waits").clone();
    let signature = care::protocol::draft::Signature { by, name, at, review_by, accepted };
    let signed = ProtocolFact::Signed { signature };
    let after = Protocol::after(Some(before), &signed).expect("signed");
    assert!(after.force.waiting().is_none(), "it waits for nobody any more");
    let retired = ProtocolFact::Superseded { reason: Some(line("dangerous")) };
    let after = Protocol::after(Some(after), &retired).expect("retired");
    assert!(after.force.waiting().is_none());
    assert!(!after.is_in_force(tale.now));
}
