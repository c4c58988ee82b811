//! One more amount in the same visit of a KAP session: ordered, accepted, drawn, and given not before its time.

use crate::clinic::given::*;
use crate::clinic::{Tale, cast, check, clinic_with, id_of, noted, who};
use crate::vault::{SAFE, open, receive, second, today};
use crate::vault_chair::draws;
use care::act::Act;
use care::fact::{Fact, What};
use care::ids::SessionId;
use care::protocol::{CareModel, Key, Route};
use care::session::draw_drug::DrawDrug;
use care::session::end_dose::EndDose;
use care::session::supplement::{AcceptSupplement, GiveSupplement, OrderSupplement};
use care::session::syringe::{FromVial, WasteSyringe};
use care::session::{Phase, Session, SessionFact};
use care::time::Instant;
use care::units::{Hours, Micrograms, Minutes};
use care::vault::{Measure, OpenVial, Vault, VaultFact, WasteReason};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_supplement_is_ordered_within_its_band_and_with_the_first_within_the_band_of_the_visit,
    only_in_kap_and_only_where_the_signed_protocol_says_so,
    there_is_one_in_a_visit_and_it_can_be_withdrawn_until_it_is_given,
    the_chair_accepts_draws_and_gives_it_in_this_order,
    it_is_not_given_before_its_time,
    it_is_given_by_fresh_readings_that_are_no_reason_to_stop,
    what_had_to_hold_when_the_dose_began_holds_still,
    the_end_says_of_both_amounts_how_much_went_in,
];

const MINUTE: i64 = 60_000_000;
const VISIT: SessionId = SessionId(3);

/// 35 mg into a muscle, begun.
fn begun(more: &str) -> String {
    format!("{KAP_READY}, dose 35 mg{more}")
}

fn ordered(more: &str) -> String {
    begun(&format!(", wait 5 min, supplement 20 mg{more}"))
}

/// Twelve minutes after the first, with a reading of now: nothing is missing.
fn ready(more: &str) -> String {
    ordered(&format!(", accept supplement 1, draw 20 mg, wait 7 min, vitals 128/82 74 98%{more}"))
}

fn visit(tale: &Tale) -> &Session {
    tale.world.session(VISIT).expect("a visit")
}

#[test]
fn a_supplement_is_ordered_within_its_band_and_with_the_first_within_the_band_of_the_visit() {
    check(&begun(""), "kap> supplement 20 mg", "supplement 1 20 mg");
    check(&begun(""), "kap> supplement 35 mg", "supplement 1 35 mg");
    check(&begun(""), "kap> supplement 19.999 mg", "refused: supplement-outside-band");
    check(&begun(""), "kap> supplement 40.001 mg", "refused: supplement-outside-band");
    // 35 + 36 mg: a supplement by its own band, and more than this visit may have.
    check(&begun(""), "kap> supplement 35.001 mg", "refused: supplement-over-band");
    check(&begun(", pause itching"), "kap> supplement 20 mg", "supplement 1 20 mg");
    check(KAP_READY, "kap> supplement 20 mg", "refused: session-phase");
    check(&begun(", end 35 mg"), "kap> supplement 20 mg", "refused: session-phase");
    check(&begun(", vitals 182/90 74 98%"), "kap> supplement 20 mg", "refused: alarm-unanswered");
    check(&begun(", stop order 1 enough"), "kap> supplement 20 mg", "refused: order-missing");
    for (name, code) in [("nurse", "out-of-scope"), ("therapist", "out-of-scope"), ("second", "out-of-scope")]
    {
        check(&begun(""), &format!("kap> {name}: supplement 20 mg"), &format!("refused: {code}"));
    }
    let mut tale = Tale::of(&begun(""));
    assert_eq!(tale.ends("kap> supplement 20 mg"), Ok(()));
    let known = visit(&tale).supplement().expect("ordered").clone();
    assert_eq!(known.protocol, cast("kap").protocol, "the version that the visit keeps");
    assert_eq!((known.ordered, known.accepted), ((id_of("prescriber"), tale.now), None));
    assert_eq!(visit(&tale).begun(), Some(Micrograms(35_000)), "what is ordered is not given");
}

#[test]
fn only_in_kap_and_only_where_the_signed_protocol_says_so() {
    check(DOSING, "supplement 20 mg", "refused: supplement-only-in-kap");
    let silent = clinic_with(|content| {
        if content.model == CareModel::Kap {
            Key::supplement(Route::Intramuscular).iter().for_each(|key| drop(content.values.remove(key)));
        }
    });
    let mut tale = Tale::in_this(silent, &begun(""));
    assert_eq!(tale.ends("kap> supplement 20 mg"), Err("protocol-silent"));
    // Another way in has no values here.
    let at_home = begun("").replace("kap>", "home>").replace("precheck 70 kg", "precheck 70 kg chaperoned");
    check(&at_home, "home> supplement 20 mg", "refused: protocol-silent");
}

#[test]
fn there_is_one_in_a_visit_and_it_can_be_withdrawn_until_it_is_given() {
    check(&ordered(""), "kap> supplement 20 mg", "refused: supplement-there");
    check(&ordered(""), "kap> withdraw supplement 2 deep enough", "refused: order-changed");
    check(&begun(""), "kap> withdraw supplement 1 deep enough", "refused: supplement-missing");
    check(&ordered(""), "kap> withdraw supplement 1 deep enough", "withdraw supplement 1 deep enough");
    check(&ordered(""), "kap> nurse: withdraw supplement 1 deep enough", "refused: out-of-scope");
    check(&ready(""), "kap> withdraw supplement 1 deep enough", "withdraw supplement 1 deep enough");
    check(&ready(", give supplement 1"), "kap> withdraw supplement 1 late", "refused: supplement-given");
    check(&ordered(", end 35 mg"), "kap> withdraw supplement 1 late", "refused: session-phase");
    // What was withdrawn is not accepted, drawn or given; another may follow, and is the one to be read.
    let mut tale = Tale::of(&ready(", withdraw supplement 1 deep enough"));
    assert_eq!(tale.ends("kap> give supplement 1"), Err("supplement-missing"));
    assert_eq!(tale.ends("kap> draw 20 mg"), Err("session-phase"));
    assert_eq!(tale.told("kap> supplement 25 mg"), "supplement 2 25 mg");
    assert_eq!(tale.ends("kap> accept supplement 1"), Err("order-changed"));
    assert_eq!(tale.ends("kap> give supplement 2"), Err("order-not-accepted"));
    assert_eq!(tale.ends("kap> accept supplement 2"), Ok(()));
    assert_eq!(tale.ends("kap> give supplement 2"), Err("drug-not-drawn"), "what was drawn was for another");
    check(&ready(", give supplement 1"), "kap> supplement 20 mg", "refused: supplement-there");
}

#[test]
fn the_chair_accepts_draws_and_gives_it_in_this_order() {
    check(&begun(""), "kap> accept supplement 1", "refused: supplement-missing");
    check(&ordered(""), "kap> accept supplement 2", "refused: order-changed");
    check(&ordered(""), "kap> accept supplement 1", "accept supplement 1");
    check(&ordered(""), "kap> therapist: accept supplement 1", "refused: out-of-scope");
    check(&ordered(", accept supplement 1"), "kap> accept supplement 1", "refused: nothing-changed");
    // Nothing is drawn while a dose runs but what was accepted, and no other amount.
    check(&begun(""), "kap> draw 20 mg", "refused: session-phase");
    check(&ordered(""), "kap> draw 20 mg", "refused: order-not-accepted");
    check(&ordered(", accept supplement 1"), "kap> draw 35 mg", "refused: drawn-differs-from-order");
    check(
        &ordered(", accept supplement 1"),
        "kap> draw 20 mg checked nurse",
        "refused: second-person-missing",
    );
    check(&ordered(", accept supplement 1"), "kap> draw 20 mg", "draw 20 mg checked second");
    check(&ordered(", accept supplement 1, pause itching"), "kap> draw 20 mg", "draw 20 mg checked second");
    check(&ordered(", accept supplement 1, draw 20 mg"), "kap> draw 20 mg", "refused: nothing-changed");
    check(
        &ordered(", wait 7 min, vitals 128/82 74 98%"),
        "kap> give supplement 1",
        "refused: order-not-accepted",
    );
    check(
        &ordered(", accept supplement 1, wait 7 min, vitals 128/82 74 98%"),
        "kap> give supplement 1",
        "refused: drug-not-drawn",
    );
    check(&ready(""), "kap> give supplement 1", "give supplement 1 20 mg");
    check(&ready(""), "kap> give supplement 2", "refused: order-changed");
    check(&ready(", pause itching"), "kap> give supplement 1", "refused: session-phase");
    check(&ready(", give supplement 1"), "kap> give supplement 1", "refused: supplement-given");
    check(&ready(", give supplement 1"), "kap> draw 20 mg", "refused: supplement-given");
    let tale = Tale::of(&ready(", give supplement 1"));
    assert_eq!(visit(&tale).begun(), Some(Micrograms(55_000)), "all of it is in, until told otherwise");
    let dose = visit(&tale).dose.as_ref().expect("it runs");
    assert_eq!(
        (dose.amount, visit(&tale).phase),
        (Micrograms(35_000), Phase::Dosing),
        "the first stays what it was"
    );
    assert_eq!(visit(&tale).drawn.map(|drawn| drawn.amount), Some(Micrograms(35_000)));
    assert_eq!(visit(&tale).draws.len(), 2);
}

#[test]
fn it_is_not_given_before_its_time() {
    let early = ordered(", accept supplement 1, draw 20 mg, wait 6 min, vitals 128/82 74 98%");
    check(&early, "kap> give supplement 1", "refused: supplement-too-soon");
    let mut tale = Tale::of(&early);
    let started = visit(&tale).dose.as_ref().expect("it runs").started;
    let Err((_, no)) = tale.go("kap> give supplement 1") else { panic!("too soon") };
    let (from, needs_min) = (started.plus_minutes(Minutes(12)), 12);
    assert_eq!(no, care::refusal::Refusal::SupplementTooSoon { from, needs_min });
    // A microsecond before it is too soon, and at it no longer.
    let act = Act::GiveSupplement(VISIT, GiveSupplement { number: 1 });
    tale.now = Instant(from.0 - 1);
    tale.refuses(&who("nurse"), act.clone(), "supplement-too-soon");
    tale.now = from;
    tale.does(&who("nurse"), act.clone());
    // A pause does not shorten it, and told late it cannot lie before its time, its order or its draw.
    let mut tale = Tale::of(&ready(""));
    let now = tale.now;
    for (before, code) in [(1, "supplement-too-soon"), (10, "term-ends-before-it-begins")] {
        let answer = tale.world.submit_late(&who("nurse"), &act, Instant(now.0 - before * MINUTE), now);
        assert_eq!(answer.map(|_| ()).map_err(|no| noted(&no)), Err(code));
    }
    let accept = Act::AcceptSupplement(VISIT, AcceptSupplement { number: 1 });
    let mut tale = Tale::of(&ordered(""));
    let answer = tale.world.submit_late(&who("nurse"), &accept, Instant(tale.now.0 - MINUTE), tale.now);
    assert_eq!(answer.map(|_| ()).map_err(|no| noted(&no)), Err("term-ends-before-it-begins"));
}

#[test]
fn it_is_given_by_fresh_readings_that_are_no_reason_to_stop() {
    let drawn = ordered(", accept supplement 1, draw 20 mg");
    let then = |more: &str| format!("{drawn}{more}");
    // Ten minutes and three of grace, here: a reading from before is none, and a reason why it was not taken neither.
    check(&then(", vitals 128/82 74 98%, wait 13 min"), "kap> give supplement 1", "give supplement 1 20 mg");
    check(
        &then(", vitals 128/82 74 98%, wait 14 min"),
        "kap> give supplement 1",
        "refused: reading-not-fresh",
    );
    check(&then(", wait 14 min, no vitals asleep"), "kap> give supplement 1", "refused: reading-not-fresh");
    check(&then(", wait 7 min, vitals 182/82 74 98%"), "kap> give supplement 1", "refused: alarm-unanswered");
    let answered = ", wait 7 min, vitals 182/82 74 98%, answer alarm 1 seen";
    check(&then(answered), "kap> give supplement 1", "refused: reading-at-stop-limit");
    check(
        &then(&format!("{answered}, vitals 150/82 74 98%")),
        "kap> give supplement 1",
        "give supplement 1 20 mg",
    );
    // At a watch limit it is for the people at the chair to weigh.
    check(&then(", wait 7 min, vitals 162/82 74 98%"), "kap> give supplement 1", "give supplement 1 20 mg");
    // Struck through, a reading is none.
    let mut tale = Tale::of(&then(", wait 10 min, vitals 128/82 74 98%"));
    let newest = visit(&tale).readings.last().expect("a reading").version;
    assert_eq!(
        tale.ends(&format!("kap> strike {newest} wrong cuff, give supplement 1")),
        Err("reading-not-fresh")
    );
}

#[test]
fn what_had_to_hold_when_the_dose_began_holds_still() {
    check(&ready(", withdraw consent"), "kap> give supplement 1", "refused: consent-missing");
    check(&begun(", withdraw consent"), "kap> supplement 20 mg", "refused: consent-missing");
    check(&ready(", gone therapist"), "kap> give supplement 1", "refused: therapist-not-present");
    check(&ready(", gone nurse"), "kap> give supplement 1", "refused: nurse-missing");
    check(&ready(", stop order 1 enough"), "kap> give supplement 1", "refused: order-missing");
    check(&ready(", close changed door"), "kap> give supplement 1", "refused: course-closed");
    // Pausing and ending are never in its way.
    check(&ready(", withdraw consent"), "kap> pause enough", "pause enough");
}

#[test]
fn the_end_says_of_both_amounts_how_much_went_in() {
    let given = ready(", give supplement 1, wait 20 min");
    check(&given, "kap> end 35 mg", "refused: supplement-not-said");
    check(&given, "kap> end 55 mg and 0 mg", "refused: given-more-than-drawn");
    check(&given, "kap> end 35 mg and 20.001 mg", "refused: given-more-than-drawn");
    check(&begun(""), "kap> end 35 mg and 20 mg", "refused: supplement-missing");
    check(&ready(""), "kap> end 35 mg and 20 mg", "refused: supplement-missing");
    let mut tale = Tale::of(&given);
    let at = visit(&tale).supplement_given().and_then(|known| known.given).expect("given").1;
    let end = EndDose { given: Micrograms(35_000), supplement: Some(Micrograms(15_000)) };
    let early = tale.world.ask(&who("nurse"), &Act::EndDose(VISIT, end), Instant(at.0 - 1), tale.now);
    assert_eq!(
        early.map_err(|no| noted(&no)),
        Err("term-ends-before-it-begins"),
        "the last amount was given then"
    );
    tale.does(&who("nurse"), Act::EndDose(VISIT, end));
    let ended = visit(&tale).dose.as_ref().and_then(|dose| dose.ended);
    assert_eq!(ended, Some((Micrograms(50_000), tale.now)), "the sum, at most");
    // Observation and the clear-headed lock count from this end, which is after the last amount.
    let lock = tale.world.patient(cast("kap").patient).expect("a patient").lock;
    assert_eq!(lock, care::patient::Lock::Until(tale.now.plus_hours(Hours(24))));
}

/// A vault with an opened vial beside a KAP visit, with the first 35 mg out of it and begun.
fn from_a_vault() -> Tale {
    let mut tale = Tale::of(&KAP_READY.replace(", draw 35 mg", ""));
    tale.does(&who("director"), Act::OpenVault(SAFE, open("Safe")));
    tale.does(&who("nurse"), Act::ReceiveVials(SAFE, receive("A1", 2)));
    let discard_by = tale.now.plus_hours(Hours(24));
    tale.does(&who("nurse"), Act::OpenVial(SAFE, OpenVial { vial: 1, discard_by, today: today() }));
    tale.does(&who("nurse"), draws(VISIT, id_of("second"), Some(from(700))));
    assert_eq!(tale.ends("kap> dose 35 mg, wait 5 min, supplement 20 mg, accept supplement 1"), Ok(()));
    tale
}

fn from(measure: u64) -> FromVial {
    FromVial { vault: SAFE, vial: 1, measure: Measure(measure), today: today() }
}

fn draw_more(measure: u64) -> Act {
    let Act::DrawDrug(visit, act) = draws(VISIT, id_of("second"), Some(from(measure))) else {
        unreachable!()
    };
    Act::DrawDrug(visit, DrawDrug { amount: Micrograms(20_000), ..act })
}

fn waste(number: u32, amount: u64) -> Act {
    let (amount, reason, witness) = (Micrograms(amount), WasteReason::Remainder, second("second"));
    Act::WasteSyringe(VISIT, WasteSyringe { number, amount, reason, witness })
}

#[track_caller]
fn vault(tale: &Tale) -> &Vault {
    let vault = tale.world.vault(SAFE).expect("a vault");
    assert!(vault.balances(), "{vault:?}");
    vault
}

fn administered(facts: &[Fact]) -> Vec<(u32, u64)> {
    let one = |fact: &Fact| match &fact.what {
        What::Vault(VaultFact::Administered { syringe, amount, .. }) => Some((syringe.number, amount.0)),
        _ => None,
    };
    facts.iter().filter_map(one).collect()
}

#[test]
fn two_syringes_of_one_visit_are_two_accounts() {
    let (mut tale, nurse) = (from_a_vault(), who("nurse"));
    tale.refuses(&nurse, draw_more(700), "drawn-not-what-vial-holds");
    let facts = tale.does(&nurse, draw_more(400));
    assert_eq!(facts.len(), 2, "the visit and the register, in one decision");
    assert_eq!(vault(&tale).book.in_syringes, 55_000);
    // The first is in use while the dose runs; the second not before it is given.
    tale.refuses(&nurse, waste(1, 1_000), "session-phase");
    tale.does(&nurse, waste(2, 1_000));
    assert_eq!(visit(&tale).supplement().and_then(|known| known.drawn), None, "no longer what was ordered");
    assert_eq!(tale.ends("kap> wait 7 min, vitals 128/82 74 98%, give supplement 1"), Err("drug-not-drawn"));
    tale.does(&nurse, waste(2, 19_000));
    tale.does(&nurse, draw_more(400));
    assert_eq!(tale.ends("kap> give supplement 1"), Ok(()));
    tale.refuses(&nurse, waste(3, 1_000), "session-phase");
    let end = EndDose { given: Micrograms(34_000), supplement: Some(Micrograms(18_000)) };
    let facts = tale.does(&nurse, Act::EndDose(VISIT, end));
    assert_eq!(administered(&facts), [(1, 34_000), (3, 18_000)], "each out of its own syringe");
    assert_eq!((vault(&tale).book.given, vault(&tale).book.in_syringes), (52_000, 3_000));
    // Both are accounted for before anybody signs.
    assert_eq!(tale.ends("kap> wait 60 min, vitals 128/82 74 98%, discharge"), Ok(()));
    assert_eq!(tale.ends("kap> sign record"), Err("syringe-open"));
    tale.does(&nurse, waste(1, 1_000));
    assert_eq!(tale.ends("kap> sign record"), Err("syringe-open"));
    tale.does(&nurse, waste(3, 2_000));
    assert_eq!(tale.ends("kap> sign record"), Ok(()));
    assert_eq!((vault(&tale).book.wasted, vault(&tale).book.in_syringes), (23_000, 0));
}

#[test]
fn what_was_drawn_and_not_given_is_nobodys_dose() {
    let (mut tale, nurse) = (from_a_vault(), who("nurse"));
    tale.does(&nurse, draw_more(400));
    assert_eq!(tale.ends("kap> withdraw supplement 1 deep enough"), Ok(()));
    let end = EndDose { given: Micrograms(35_000), supplement: None };
    let facts = tale.does(&nurse, Act::EndDose(VISIT, end));
    assert_eq!(administered(&facts), [(1, 35_000)]);
    assert_eq!((vault(&tale).book.given, vault(&tale).book.in_syringes), (35_000, 20_000));
    assert_eq!(
        tale.ends("kap> wait 60 min, vitals 128/82 74 98%, discharge, sign record"),
        Err("syringe-open")
    );
    tale.does(&nurse, waste(2, 20_000));
    assert_eq!(tale.ends("kap> sign record"), Ok(()));
}

#[test]
fn what_a_supplement_did_is_told_by_whoever_did_it() {
    let mut tale = Tale::of(&ready(""));
    let facts = tale.does(&who("nurse"), Act::GiveSupplement(VISIT, GiveSupplement { number: 1 }));
    let by = id_of("nurse");
    let given = SessionFact::SupplementGiven { number: 1, amount: Micrograms(20_000), by, at: tale.now };
    assert_eq!(facts.into_iter().map(|fact| fact.what).collect::<Vec<_>>(), [What::Session(given)]);
    assert!(visit(&tale).took_part.contains(&id_of("prescriber")), "whoever ordered more had a part in it");
    let act = Act::OrderSupplement(VISIT, OrderSupplement { amount: Micrograms(20_000) });
    tale.refuses(&who("prescriber"), act, "supplement-there");
}
