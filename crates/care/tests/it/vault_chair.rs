//! The chair and the vault: a draw comes from a vial that is open and in date, what is given and what is left is in the register, and
//! no record is signed while a syringe is open.

use care::act::Act;
use care::fact::{Stream, What};
use care::ids::{PersonId, SessionId};
use care::refusal::Refusal;
use care::session::draw_drug::DrawDrug;
use care::session::end_dose::EndDose;
use care::session::syringe::{FromVial, NoteSyringeShort, ReturnSyringe, WasteSyringe};
use care::session::{DrawnFrom, SessionFact};
use care::time::Date;
use care::units::{Hours, Micrograms};
use care::vault::*;

use crate::clinic::{T0, Tale, id_of, line, noted, who};
use crate::vault::{OTHER, SAFE, label, open, receive, second, today};

pub const TABLES: &[fn()] = &[
    a_draw_names_a_vial_that_is_open_and_holds_it,
    what_is_given_and_what_is_left_is_in_the_register,
    no_record_is_signed_while_a_syringe_is_open,
    only_whole_pieces_go_back,
];

/// Everything but the draw and the dose.
pub const BEFORE_DRAW: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
    order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
    vitals 128/82 74 98%, accept order 1, plan support specialist in 26 h";

const VISIT: SessionId = SessionId(1);

/// A vault with two vials, the first of them open until tomorrow.
pub fn kept(story: &str) -> Tale {
    let mut tale = Tale::of(story);
    tale.does(&who("director"), Act::OpenVault(SAFE, open("Safe")));
    tale.does(&who("nurse"), Act::ReceiveVials(SAFE, receive("A1", 2)));
    opens(&mut tale, 1);
    tale
}

fn opens(tale: &mut Tale, vial: u32) {
    let discard_by = T0.plus_hours(Hours(24));
    tale.does(&who("nurse"), Act::OpenVial(SAFE, OpenVial { vial, discard_by, today: today() }));
}

fn from(vial: u32, measure: u64) -> FromVial {
    FromVial { vault: SAFE, vial, measure: Measure(measure), today: today() }
}

pub fn draw(from: Option<FromVial>) -> Act {
    draws(VISIT, id_of("second"), from)
}

/// A draw of what is ordered.
pub fn draws(visit: SessionId, checked_by: PersonId, from: Option<FromVial>) -> Act {
    let (amount, checked) = (Micrograms(35_000), Some(Checked::PasswordAndCode));
    Act::DrawDrug(visit, DrawDrug { amount, checked_by, checked, from })
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

#[test]
fn a_draw_names_a_vial_that_is_open_and_holds_it() {
    let mut tale = kept(BEFORE_DRAW);
    let nurse = who("nurse");
    tale.refuses(&nurse, draw(None), "draw-names-no-vial");
    tale.refuses(&nurse, draw(Some(from(2, 700))), "vial-not-open");
    tale.refuses(&nurse, draw(Some(from(9, 700))), "vial-unknown");
    tale.refuses(&nurse, draw(Some(from(1, 600))), "drawn-not-what-vial-holds");
    tale.refuses(&nurse, draw(Some(from(1, 10_700))), "vial-holds-less");
    tale.refuses(&nurse, draw(Some(FromVial { vault: OTHER, ..from(1, 700) })), "vault-elsewhere");
    let long_ago = FromVial { today: Date::new(2026, 11, 1).expect("a day"), ..from(1, 700) };
    tale.refuses(&nurse, draw(Some(long_ago)), "day-is-not-today");
    // Named, and not proven: not where a register is kept.
    let Act::DrawDrug(_, act) = draw(Some(from(1, 700))) else { unreachable!() };
    tale.refuses(&nurse, Act::DrawDrug(VISIT, DrawDrug { checked: None, ..act }), "second-person-missing");
    for name in ["nurse", "specialist", "desk", "auditor"] {
        tale.refuses(&nurse, draws(VISIT, id_of(name), Some(from(1, 700))), "second-person-missing");
    }
    let facts = tale.does(&nurse, draw(Some(from(1, 700))));
    let on: Vec<Stream> = facts.iter().map(|fact| fact.stream).collect();
    assert_eq!(on, [Stream::Session(VISIT), Stream::Vault(SAFE)], "one decision");
    assert_eq!((vault(&tale).book.in_syringes, vault(&tale).vials[0].left), (35_000, Measure(9_300)));
    let drawn = tale.world.session(VISIT).and_then(|visit| visit.drawn).expect("drawn");
    assert_eq!(drawn.from, Some(DrawnFrom { vault: SAFE, vial: 1, measure: Measure(700), syringe: 1 }));
    // An open vial has its time, and a label its last day.
    let mut late = kept(BEFORE_DRAW);
    late.wait(24);
    let tomorrow = FromVial { today: Date::new(2026, 11, 23).expect("a day"), ..from(1, 700) };
    late.refuses(&nurse, draw(Some(tomorrow)), "vial-past-use");
    // What a house without a vault does stays as it was.
    let mut without = Tale::of(BEFORE_DRAW);
    without.does(&nurse, draw(None));
    let elsewhere = without.world.session(VISIT).and_then(|visit| visit.drawn).and_then(|drawn| drawn.from);
    assert_eq!(elsewhere, None);
}

#[test]
fn what_is_given_and_what_is_left_is_in_the_register() {
    let mut tale = kept(BEFORE_DRAW);
    let nurse = who("nurse");
    tale.refuses(&nurse, waste(1, 5_000), "syringe-unknown");
    // Dropped: wasted whole, and drawn again. What is wasted is not what is given.
    tale.does(&nurse, draw(Some(from(1, 700))));
    tale.does(&nurse, waste(1, 35_000));
    assert_eq!(tale.ends("dose 35 mg"), Err("drug-not-drawn"));
    tale.does(&nurse, draw(Some(from(1, 700))));
    tale.go("dose 35 mg, wait 40 min").unwrap_or_else(|no| panic!("{no:?}"));
    tale.refuses(&nurse, waste(2, 5_000), "session-phase");
    let facts =
        tale.does(&nurse, Act::EndDose(VISIT, EndDose { given: Micrograms(30_000), supplement: None }));
    assert!(facts.iter().any(|fact| matches!(
        &fact.what,
        What::Vault(VaultFact::Administered { amount: Micrograms(30_000), .. })
    )));
    assert_eq!((vault(&tale).book.given, vault(&tale).book.in_syringes), (30_000, 5_000));
    tale.refuses(&nurse, waste(2, 5_001), "syringe-holds-less");
    tale.refuses(&nurse, waste(2, 0), "measure-unfit");
    let Act::WasteSyringe(_, act) = waste(2, 5_000) else { unreachable!() };
    let alone = WasteSyringe { witness: second("nurse"), ..act };
    tale.refuses(&nurse, Act::WasteSyringe(VISIT, alone), "second-person-missing");
    tale.does(&nurse, waste(2, 2_000));
    tale.does(&nurse, waste(2, 3_000));
    assert_eq!((vault(&tale).book.wasted, vault(&tale).book.in_syringes), (40_000, 0));
    // Nothing given, nothing administered.
    let mut stopped = kept(BEFORE_DRAW);
    stopped.does(&nurse, draw(Some(from(1, 700))));
    stopped.go("dose 35 mg, wait 1 min, end 0 mg").unwrap_or_else(|no| panic!("{no:?}"));
    assert_eq!((vault(&stopped).book.given, vault(&stopped).book.in_syringes), (0, 35_000));
}

#[test]
fn no_record_is_signed_while_a_syringe_is_open() {
    let mut tale = kept(BEFORE_DRAW);
    let nurse = who("nurse");
    tale.does(&nurse, draw(Some(from(1, 700))));
    tale.go("abort changed their mind").unwrap_or_else(|no| panic!("{no:?}"));
    let Err((_, no)) = tale.go("sign record") else { panic!("signed with a full syringe") };
    assert_eq!(no, Refusal::SyringeOpen { left: Micrograms(35_000) });
    assert_eq!(noted(&no), "syringe-open");
    tale.does(&nurse, waste(1, 30_000));
    assert_eq!(tale.ends("sign record"), Err("syringe-open"));
    let gone = || {
        let reason = line("the syringe was in the bin before anybody looked");
        Act::NoteSyringeShort(VISIT, NoteSyringeShort { number: 1, reason })
    };
    tale.does(&nurse, gone());
    tale.refuses(&nurse, gone(), "nothing-changed");
    tale.go("sign record").unwrap_or_else(|no| panic!("{no:?}"));
    // It is the director's now: lost, or found and wasted after all.
    let director = who("director");
    let known = vault(&tale).discrepancies[0].clone();
    assert_eq!(known.of, Short::Syringe(SyringeId { session: VISIT, number: 1 }));
    let lost = ReportLoss {
        parts: vec![],
        kind: LossKind::Unexplained,
        significant: false,
        words: line("not found"),
        discovered: today(),
        today: today(),
    };
    let over = How::Over(vec![Part { vial: 1, measure: Measure(100) }], line("more"));
    tale.refuses(
        &director,
        Act::SettleDiscrepancy(SAFE, SettleDiscrepancy { number: 1, how: over }),
        "discrepancy-is-short",
    );
    let settle = SettleDiscrepancy { number: 1, how: How::Lost(lost) };
    tale.does(&director, Act::SettleDiscrepancy(SAFE, settle));
    assert_eq!((vault(&tale).book.lost, vault(&tale).book.in_syringes), (5_000, 0));
    tale.refuses(&nurse, gone(), "syringe-holds-less");
}

#[test]
fn only_whole_pieces_go_back() {
    let mut tale = Tale::of(BEFORE_DRAW);
    let nurse = who("nurse");
    tale.does(&who("director"), Act::OpenVault(SAFE, open("Safe")));
    let mut troches = receive("T1", 1);
    let package = Package { form: Form::Troche, strength: 17_500, holds: Measure(30) };
    troches.label = Label { package, ..label("T1") };
    tale.does(&nurse, Act::ReceiveVials(SAFE, troches));
    tale.does(&nurse, Act::ReceiveVials(SAFE, receive("A1", 1)));
    opens(&mut tale, 1);
    opens(&mut tale, 2);
    let back = |number, amount| {
        let (amount, witness) = (Micrograms(amount), second("second"));
        Act::ReturnSyringe(VISIT, ReturnSyringe { number, amount, witness })
    };
    tale.does(&nurse, draw(Some(from(1, 2))));
    tale.does(&nurse, draw(Some(from(2, 700))));
    tale.refuses(&nurse, back(2, 35_000), "syringe-not-returnable");
    tale.refuses(&nurse, back(1, 20_000), "syringe-not-returnable");
    tale.does(&nurse, back(1, 17_500));
    assert_eq!(vault(&tale).vials[0].left, Measure(29));
    tale.does(&nurse, back(1, 17_500));
    assert_eq!(vault(&tale).vials[0].left, Measure(30));
    let told = tale.world.session(VISIT).expect("a visit");
    assert_eq!(told.drawn.and_then(|drawn| drawn.from).map(|from| from.syringe), Some(2));
    assert!(tale.world.journal.iter().any(|entry| matches!(
        entry.fact.what,
        What::Session(SessionFact::SyringeReturned { number: 1, .. })
    )));
}
