//! The vault: what comes, what goes, who signs with whom, what a count may not know, and what a difference becomes.

use care::act::Act;
use care::fact::{Fact, What};
use care::house::custody_rules::{CustodyRules, SetCustodyRules};
use care::ids::VaultId;
use care::practice::Acting;
use care::protocol::SourceStatus;
use care::schedule::OpenSite;
use care::text::Line;
use care::time::{Date, Instant};
use care::units::{Hours, Micrograms};
use care::vault::report_loss::after_business_days;
use care::vault::*;

use crate::clinic::{RAE, T0, Tale, id_of, line, who};

pub const TABLES: &[fn()] = &[
    a_vault_is_opened_by_the_director_and_closed_when_it_is_empty,
    what_comes_is_whole_and_in_date,
    a_vial_is_opened_once_and_wasted_before_two,
    whole_packages_go_back_on_or_away,
    a_count_is_blind_and_a_difference_is_a_fact,
    a_difference_is_explained_over_or_lost,
    a_correction_names_its_entry_and_has_two_signers,
    a_loss_is_told_with_its_day,
    what_the_place_asks_is_signed_and_starts_the_clocks,
];

pub const SAFE: VaultId = VaultId(70);
pub const OTHER: VaultId = VaultId(71);

pub fn today() -> Date {
    Date::new(2026, 11, 22).expect("a day")
}

pub fn second(name: &str) -> Witness {
    Witness { person: id_of(name), checked: Checked::Password }
}

pub fn open(name: &str) -> OpenVault {
    OpenVault {
        name: line(name),
        site: None,
        registration: line("AB1234563"),
        address: line("12 Quay Street, New York"),
    }
}

pub fn label(lot: &str) -> Label {
    Label {
        drug: line("ketamine hydrochloride"),
        ndc: Some(line("00143-9508-10")),
        lot: line(lot),
        expiry: Date::new(2027, 5, 31).expect("a day"),
        package: Package { form: Form::Vial, strength: 50_000, holds: Measure(10_000) },
    }
}

pub fn supplier() -> Supplier {
    Supplier {
        name: line("Harbor Medical Supply"),
        address: line("4 Dock Road"),
        registration: line("RH0000001"),
    }
}

pub fn receive(lot: &str, count: u32) -> ReceiveVials {
    let (on, today) = (today(), today());
    ReceiveVials { supplier: supplier(), invoice: line("INV-1"), on, today, label: label(lot), count }
}

fn opens(vial: u32) -> Act {
    Act::OpenVial(SAFE, OpenVial { vial, discard_by: T0.plus_hours(Hours(24)), today: today() })
}

fn part(vial: u32, measure: u64) -> Part {
    Part { vial, measure: Measure(measure) }
}

fn waste(vial: u32, measure: u64, witness: Witness) -> Act {
    let part = part(vial, measure);
    Act::WasteVial(SAFE, WasteVial { part, reason: WasteReason::Remainder, note: None, witness })
}

fn counted(lines: &[(u32, u32, u64)]) -> CountVault {
    let line = |(lot, sealed, open): &(u32, u32, u64)| CountLine {
        lot: *lot,
        sealed: *sealed,
        open: Measure(*open),
    };
    CountVault { lines: lines.iter().map(line).collect(), note: None, witness: second("second") }
}

fn count(lines: &[(u32, u32, u64)]) -> Act {
    Act::CountVault(SAFE, counted(lines))
}

fn correct(entry: u64, quantity: Option<u64>) -> Act {
    let (reason, witness) = (line("read the label again"), second("second"));
    Act::CorrectEntry(SAFE, CorrectEntry { entry, quantity, reason, witness })
}

fn loss(parts: Vec<Part>) -> ReportLoss {
    ReportLoss {
        parts,
        kind: LossKind::Unexplained,
        significant: true,
        words: line("not in the safe this morning"),
        discovered: today(),
        today: today(),
    }
}

fn settle(number: u32, how: How) -> Act {
    Act::SettleDiscrepancy(SAFE, SettleDiscrepancy { number, how })
}

/// A clinic with two vaults; the first has two vials of a lot, and one of another.
fn stocked() -> Tale {
    let mut tale = Tale::of("");
    let (director, nurse) = (who("director"), who("nurse"));
    tale.does(&director, Act::OpenVault(SAFE, open("Safe")));
    tale.does(&director, Act::OpenVault(OTHER, open("Safe upstairs")));
    tale.does(&nurse, Act::ReceiveVials(SAFE, receive("A1", 2)));
    tale.does(&nurse, Act::ReceiveVials(SAFE, receive("B2", 1)));
    tale
}

#[track_caller]
fn vault(tale: &Tale) -> &Vault {
    let vault = tale.world.vault(SAFE).expect("a vault");
    assert!(vault.balances(), "{vault:?}");
    vault
}

#[test]
fn a_vault_is_opened_by_the_director_and_closed_when_it_is_empty() {
    let mut tale = Tale::of("");
    let (director, nurse) = (who("director"), who("nurse"));
    for by in [who("prescriber"), nurse, who("therapist"), who("specialist"), who("desk"), who("auditor")] {
        tale.refuses(&by, Act::OpenVault(SAFE, open("Safe")), "out-of-scope");
    }
    for by in [Acting::patient(RAE), Acting::CLOCK, Acting::VISITOR, Acting::HOST] {
        tale.refuses(&by, Act::ReceiveVials(SAFE, receive("A1", 1)), "out-of-scope");
    }
    tale.refuses(&nurse, Act::ReceiveVials(SAFE, receive("A1", 1)), "vault-unknown");
    let elsewhere = OpenVault { site: Some(1), ..open("Safe") };
    tale.refuses(&director, Act::OpenVault(SAFE, elsewhere.clone()), "site-unknown");
    tale.does(&director, Act::OpenVault(SAFE, open("Safe")));
    tale.refuses(&director, Act::OpenVault(SAFE, open("Other")), "already-there");
    tale.refuses(&director, Act::OpenVault(OTHER, open("  safe ")), "vault-there");
    let site = OpenSite {
        name: line("Albany"),
        zone: line("America/New_York"),
        jurisdiction: line("US-NJ"),
        address: line("1 Hill"),
    };
    tale.does(&director, Act::OpenSite(care::ids::ScheduleId::of(crate::clinic::HOUSE), site));
    // Judged where it is: nobody here holds a licence of that place.
    tale.refuses(&director, Act::OpenVault(OTHER, elsewhere), "licence-not-in-force");
    tale.does(&nurse, Act::ReceiveVials(SAFE, receive("A1", 1)));
    let close = || Act::CloseVault(SAFE, CloseVault { reason: line("moved") });
    tale.refuses(&director, close(), "vault-not-empty");
    let away = DestroyVials {
        vials: vec![1],
        method: line("non-retrievable"),
        place: line("here"),
        witness: second("second"),
    };
    tale.does(&nurse, Act::DestroyVials(SAFE, away));
    tale.does(&director, close());
    tale.refuses(&director, close(), "vault-closed");
    tale.refuses(&nurse, Act::ReceiveVials(SAFE, receive("A1", 1)), "vault-closed");
    // Its name is free again.
    tale.does(&director, Act::OpenVault(OTHER, open("Safe")));
}

#[test]
fn what_comes_is_whole_and_in_date() {
    let mut tale = Tale::of("");
    tale.does(&who("director"), Act::OpenVault(SAFE, open("Safe")));
    let nurse = who("nurse");
    let day = |month, day| Date::new(2026, month, day).expect("a day");
    let with = |change: fn(&mut ReceiveVials)| {
        let mut act = receive("A1", 1);
        change(&mut act);
        act
    };
    for (act, code) in [
        (with(|act| act.count = 0), "packages-unfit"),
        (with(|act| act.count = COUNT_MOST + 1), "packages-unfit"),
        (with(|act| act.label.package.strength = 0), "package-unfit"),
        (
            with(|act| act.label.package = Package { strength: 1, holds: Measure(999), form: Form::Vial }),
            "package-unfit",
        ),
        (ReceiveVials { on: day(11, 23), ..receive("A1", 1) }, "day-not-yet"),
        (ReceiveVials { on: day(10, 21), ..receive("A1", 1) }, "day-too-long-ago"),
        (ReceiveVials { today: day(11, 30), ..receive("A1", 1) }, "day-is-not-today"),
    ] {
        tale.refuses(&nurse, Act::ReceiveVials(SAFE, act), code);
    }
    let mut old = receive("A1", 1);
    old.label.expiry = day(11, 21);
    tale.refuses(&nurse, Act::ReceiveVials(SAFE, old.clone()), "past-last-day");
    old.label.expiry = day(11, 22);
    tale.does(&nurse, Act::ReceiveVials(SAFE, old));
    tale.does(&nurse, Act::ReceiveVials(SAFE, receive("A1", 3)));
    let known = vault(&tale);
    assert_eq!((known.lots.len(), known.vials.len(), known.book.received), (2, 4, 2_000_000));
    assert_eq!(known.sealed(4).map(|vial| vial.left), Ok(Measure(10_000)));
}

#[test]
fn a_vial_is_opened_once_and_wasted_before_two() {
    let mut tale = stocked();
    let nurse = who("nurse");
    tale.refuses(&nurse, opens(9), "vial-unknown");
    tale.refuses(&nurse, opens(0), "vial-unknown");
    let late = OpenVial { vial: 1, discard_by: T0, today: today() };
    tale.refuses(&nurse, Act::OpenVial(SAFE, late), "term-ends-in-the-past");
    tale.does(&nurse, opens(1));
    tale.refuses(&nurse, opens(1), "vial-not-sealed");
    for (witness, by) in
        [("nurse", "nurse"), ("specialist", "nurse"), ("desk", "nurse"), ("auditor", "nurse")]
    {
        tale.refuses(&who(by), waste(1, 100, second(witness)), "second-person-missing");
    }
    tale.refuses(&nurse, waste(1, 10_001, second("second")), "vial-holds-less");
    tale.refuses(&nurse, waste(1, 0, second("second")), "measure-unfit");
    let mut other =
        WasteVial { part: part(1, 700), reason: WasteReason::Other, note: None, witness: second("second") };
    tale.refuses(&nurse, Act::WasteVial(SAFE, other.clone()), "text-missing");
    other.note = Some(line("fell into the sink"));
    tale.does(&nurse, Act::WasteVial(SAFE, other));
    let known = vault(&tale);
    assert_eq!((known.book.wasted, known.vials[0].left), (35_000, Measure(9_300)));
    assert_eq!(known.lots[0].book.on_hand, 965_000);
    let mut old = stocked();
    old.wait(24 * 250);
    let summer = Date::new(2027, 7, 30).expect("a day");
    let act = OpenVial { vial: 1, discard_by: old.now.plus_hours(Hours(1)), today: summer };
    old.refuses(&nurse, Act::OpenVial(SAFE, act), "past-last-day");
}

#[test]
fn whole_packages_go_back_on_or_away() {
    let mut tale = stocked();
    let nurse = who("nurse");
    let back = |vials: &[u32]| {
        let (vials, to, paper) = (vials.to_vec(), supplier(), line("RMA-9"));
        Act::ReturnVials(SAFE, ReturnVials { vials, to, paper })
    };
    let onward = |vials: &[u32], to| {
        Act::TransferVials(SAFE, TransferVials { vials: vials.to_vec(), to, witness: second("second") })
    };
    let away = |vials: &[u32]| {
        let (method, place, witness) = (line("denatured"), line("here"), second("second"));
        Act::DestroyVials(SAFE, DestroyVials { vials: vials.to_vec(), method, place, witness })
    };
    for act in [back(&[]), back(&[1, 1]), onward(&[], OTHER), away(&[])] {
        tale.refuses(&nurse, act, "vials-unfit");
    }
    tale.refuses(&nurse, onward(&[1], SAFE), "nothing-changed");
    tale.refuses(&nurse, onward(&[1], VaultId(99)), "vault-unknown");
    tale.does(&nurse, opens(1));
    tale.refuses(&nurse, back(&[2, 1]), "vial-not-sealed");
    tale.refuses(&nurse, onward(&[1], OTHER), "vial-not-sealed");
    let facts = tale.does(&nurse, onward(&[2, 3], OTHER));
    assert_eq!(facts.len(), 2, "one decision, both vaults");
    let there = tale.world.vault(OTHER).expect("a vault");
    assert!(there.balances());
    assert_eq!((there.lots.len(), there.book.transferred_in), (2, 1_000_000));
    assert_eq!(vault(&tale).book.transferred_out, 1_000_000);
    tale.refuses(&nurse, away(&[2]), "vial-holds-less");
    tale.does(&nurse, away(&[1]));
    assert_eq!((vault(&tale).book.destroyed, vault(&tale).book.on_hand), (500_000, 0));
    tale.does(&nurse, Act::ReceiveVials(SAFE, receive("C3", 1)));
    tale.does(&nurse, back(&[4]));
    assert_eq!(vault(&tale).book.returned, 500_000);
}

/// What the facts of a count say was found: lot, expected, counted.
fn found(facts: &[Fact]) -> Vec<(u32, u64, u64)> {
    let one = |fact: &Fact| match &fact.what {
        What::Vault(VaultFact::DiscrepancyFound { lot, expected, counted, .. }) => {
            Some((*lot, expected.0, counted.0))
        }
        _ => None,
    };
    facts.iter().filter_map(one).collect()
}

#[test]
fn a_count_is_blind_and_a_difference_is_a_fact() {
    let mut tale = stocked();
    let nurse = who("nurse");
    tale.refuses(&nurse, count(&[(1, 2, 0)]), "count-incomplete");
    tale.refuses(&nurse, count(&[(1, 2, 0), (1, 2, 0)]), "count-incomplete");
    tale.refuses(&nurse, count(&[(1, 2, 0), (2, 1, 0), (3, 0, 0)]), "count-incomplete");
    let alone = CountVault { witness: second("nurse"), ..counted(&[(1, 2, 0), (2, 1, 0)]) };
    tale.refuses(&nurse, Act::CountVault(SAFE, alone), "second-person-missing");
    assert_eq!(found(&tale.does(&nurse, count(&[(1, 2, 0), (2, 1, 0)]))), []);
    tale.does(&nurse, opens(1));
    tale.does(&nurse, waste(1, 4_000, second("second")));
    let facts = tale.does(&nurse, count(&[(1, 1, 5_900), (2, 2, 0)]));
    assert_eq!(found(&facts), [(1, 800_000, 795_000), (2, 500_000, 1_000_000)]);
    let counted_facts =
        facts.iter().find(|fact| matches!(&fact.what, What::Vault(VaultFact::Counted { .. })));
    assert!(counted_facts.is_some());
    assert_eq!(vault(&tale).discrepancies.len(), 2);
    assert_eq!(vault(&tale).discrepancies[0].due, tale.now.plus_hours(SETTLE_WITHIN));
    let owes = |tale: &Tale| vault(tale).discrepancies.iter().filter(|known| known.settled.is_none()).count();
    assert_eq!(owes(&tale), 2);
    // Counted again, the newest count stands.
    tale.does(&nurse, count(&[(1, 1, 6_000), (2, 1, 0)]));
    assert_eq!(owes(&tale), 0);
}

#[test]
fn a_difference_is_explained_over_or_lost() {
    let mut tale = stocked();
    let (nurse, director) = (who("nurse"), who("director"));
    tale.does(&nurse, opens(1));
    // Entry 5: wasted 4 ml, it says. It was 4.1 ml.
    tale.does(&nurse, waste(1, 4_000, second("second")));
    tale.does(&nurse, count(&[(1, 1, 5_900), (2, 2, 0)]));
    let words = || line("looked at the syringe again");
    for by in [nurse, who("prescriber")] {
        tale.refuses(&by, settle(1, How::Explained(5, words())), "out-of-scope");
    }
    tale.refuses(&director, settle(9, How::Explained(5, words())), "discrepancy-unknown");
    tale.refuses(&director, settle(1, How::Explained(5, words())), "entry-not-corrected");
    tale.does(&nurse, correct(5, Some(4_050)));
    tale.refuses(&director, settle(1, How::Explained(5, words())), "discrepancy-stands");
    tale.does(&nurse, correct(5, Some(4_100)));
    tale.does(&director, settle(1, How::Explained(5, words())));
    tale.refuses(&director, settle(1, How::Explained(5, words())), "discrepancy-settled");
    // The second lot has more than it should.
    tale.refuses(&director, settle(2, How::Lost(loss(vec![part(3, 100)]))), "discrepancy-is-over");
    tale.refuses(&director, settle(2, How::Over(vec![part(1, 10_000)], words())), "vial-of-another-lot");
    tale.refuses(&director, settle(2, How::Over(vec![part(3, 9_000)], words())), "parts-differ");
    tale.does(&director, settle(2, How::Over(vec![part(3, 10_000)], words())));
    assert_eq!((vault(&tale).book.over, vault(&tale).lots[1].book.on_hand), (500_000, 1_000_000));
    // A vial is missing.
    tale.does(&nurse, count(&[(1, 0, 5_900), (2, 0, 20_000)]));
    tale.refuses(&director, settle(3, How::Over(vec![part(2, 10_000)], words())), "discrepancy-is-short");
    tale.refuses(&director, settle(3, How::Lost(loss(vec![part(2, 9_000)]))), "parts-differ");
    tale.refuses(&director, settle(3, How::Lost(loss(vec![part(3, 10_000)]))), "vial-of-another-lot");
    tale.does(&director, settle(3, How::Lost(loss(vec![part(2, 10_000)]))));
    let known = vault(&tale);
    assert_eq!((known.book.lost, known.losses.len()), (500_000, 1));
    assert!(known.discrepancies.iter().all(|known| known.settled.is_some()));
    // It is found again: the loss is taken back, and owes nothing.
    let entry = known.version;
    tale.does(&nurse, correct(entry, None));
    assert_eq!(vault(&tale).book.lost, 0);
    assert!(vault(&tale).losses[0].taken_back);
    assert_eq!(vault(&tale).losses[0].owes(LossStep::Notice), None);
}

#[test]
fn a_correction_names_its_entry_and_has_two_signers() {
    let mut tale = stocked();
    let nurse = who("nurse");
    // 2 and 3: what came; 4: opened; 5: wasted; 6: handed on; 7: destroyed.
    tale.does(&nurse, opens(1));
    tale.does(&nurse, waste(1, 10_000, second("second")));
    let onward = TransferVials { vials: vec![3], to: OTHER, witness: second("second") };
    tale.does(&nurse, Act::TransferVials(SAFE, onward));
    let (method, place) = (line("denatured"), line("here"));
    let away = DestroyVials { vials: vec![2], method, place, witness: second("second") };
    tale.does(&nurse, Act::DestroyVials(SAFE, away));
    let Act::CorrectEntry(_, act) = correct(5, None) else { unreachable!() };
    let alone = CorrectEntry { witness: second("nurse"), ..act };
    tale.refuses(&nurse, Act::CorrectEntry(SAFE, alone), "second-person-missing");
    for (entry, quantity, code) in [
        (4, None, "vault-entry-unknown"),
        (99, None, "vault-entry-unknown"),
        (6, None, "entry-not-correctable"),
        (7, Some(1), "entry-taken-back-only"),
        (5, Some(0), "measure-unfit"),
        (5, Some(10_000), "nothing-changed"),
        (5, Some(10_001), "entry-rested-on"),
        (2, Some(3), "measure-unfit"),
        (2, Some(1), "entry-rested-on"),
        (2, None, "entry-rested-on"),
        (3, None, "entry-rested-on"),
    ] {
        tale.refuses(&nurse, correct(entry, quantity), code);
    }
    tale.does(&nurse, correct(7, None));
    assert_eq!((vault(&tale).book.destroyed, vault(&tale).book.on_hand), (0, 500_000));
    tale.does(&nurse, correct(2, Some(1)));
    assert_eq!((vault(&tale).book.received, vault(&tale).book.on_hand), (1_000_000, 0));
    tale.does(&nurse, correct(5, Some(9_000)));
    assert_eq!((vault(&tale).book.wasted, vault(&tale).book.on_hand), (450_000, 50_000));
    // What was opened was there.
    tale.does(&nurse, correct(5, None));
    tale.refuses(&nurse, correct(2, None), "entry-rested-on");
    assert_eq!(vault(&tale).entries[&5].corrected, Some(11));
}

#[test]
fn a_loss_is_told_with_its_day() {
    let mut tale = stocked();
    let (nurse, director) = (who("nurse"), who("director"));
    let lost = |change: fn(&mut ReportLoss)| {
        let mut act = loss(vec![part(1, 10_000)]);
        change(&mut act);
        Act::ReportLoss(SAFE, act)
    };
    tale.refuses(&nurse, lost(|act| act.parts = vec![]), "vials-unfit");
    tale.refuses(&nurse, lost(|act| act.parts = vec![part(1, 1), part(1, 1)]), "vials-unfit");
    tale.refuses(&nurse, lost(|act| act.parts = vec![part(1, 10_001)]), "vial-holds-less");
    tale.refuses(&nurse, lost(|act| act.discovered = Date::new(2026, 11, 23).expect("a day")), "day-not-yet");
    tale.refuses(
        &nurse,
        lost(|act| act.discovered = Date::new(2025, 11, 1).expect("a day")),
        "day-too-long-ago",
    );
    tale.does(&nurse, lost(|act| (act.kind, act.significant) = (LossKind::Theft, false)));
    assert!(vault(&tale).losses[0].significant, "theft always is");
    assert_eq!(vault(&tale).book.lost, 500_000);
    let note = |number, step| {
        let (on, today, reference): (_, _, Line) = (today(), today(), line("Field office, letter"));
        Act::NoteLossReported(SAFE, NoteLossReported { number, step, on, today, reference })
    };
    tale.refuses(&nurse, note(1, LossStep::Notice), "out-of-scope");
    tale.refuses(&director, note(2, LossStep::Notice), "loss-unknown");
    assert_eq!(vault(&tale).losses[0].owes(LossStep::Notice), Some(None), "owed, with no signed clock");
    tale.does(&director, note(1, LossStep::Notice));
    tale.refuses(&director, note(1, LossStep::Notice), "nothing-changed");
    assert_eq!(vault(&tale).losses[0].owes(LossStep::Notice), None);
    assert!(vault(&tale).losses[0].owes(LossStep::Form).is_some());
}

#[test]
fn business_days_leave_out_the_weekend() {
    let after = |day: &str, days| after_business_days(Date::read(day).expect("a day"), days).expect("a day");
    for (day, days, then) in [
        ("2026-11-20", 1, "2026-11-23"), // Friday: Monday
        ("2026-11-21", 1, "2026-11-23"), // Saturday: Monday
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-23", 0, "2026-11-23"),
    ] {
        assert_eq!(after(day, days).to_string(), then, "{day}");
    }
}

/// Nothing that a story tells has to be kept apart from these.
#[test]
fn a_second_signer_stands_where_the_vault_is() {
    let mut tale = stocked();
    tale.does(&who("nurse"), opens(1));
    for name in ["second", "prescriber", "therapist", "director"] {
        tale.does(&who("nurse"), waste(1, 100, second(name)));
    }
    // A licence that ran out does not sign.
    let late = Instant(crate::clinic::LICENSED.0 + 1);
    let answer = tale.world.ask(&who("nurse"), &waste(1, 100, second("second")), late, late);
    assert!(answer.is_err());
    assert_eq!(vault(&tale).book.wasted, Micrograms(20_000).0);
}

fn custody(place: &str, now: Instant) -> SetCustodyRules {
    let rules = CustodyRules {
        jurisdiction: line(place),
        count_every_days: 365,
        retention_years: 5,
        exact_count: true,
        loss_notice_business_days: 1,
        loss_form_days: 45,
        source: line("read on the state's page"),
        status: SourceStatus::Unverified,
    };
    let (typed_name, review_by) = (line("Dr Dana Osei"), now.plus_hours(Hours(180 * 24)));
    SetCustodyRules { rules, typed_name, review_by, accepts_unverified: true }
}

#[test]
fn what_the_place_asks_is_signed_and_starts_the_clocks() {
    let mut tale = stocked();
    let (nurse, director) = (who("nurse"), who("director"));
    let sign = |act: SetCustodyRules| Act::SetCustodyRules(crate::clinic::HOUSE, act);
    let with = |change: fn(&mut SetCustodyRules)| {
        let mut act = custody("US-NY", T0);
        change(&mut act);
        sign(act)
    };
    for by in [nurse, who("prescriber"), who("desk"), who("auditor")] {
        tale.refuses(&by, with(|_| ()), "out-of-scope");
    }
    for (act, code) in [
        (with(|act| act.typed_name = line("Somebody")), "signature-name-differs"),
        (with(|act| act.rules.count_every_days = 0), "custody-days-unfit"),
        (with(|act| act.rules.loss_form_days = 99_999), "custody-days-unfit"),
        (with(|act| act.rules.retention_years = 101), "place-years-unfit"),
        (with(|act| act.accepts_unverified = false), "place-unverified"),
        (with(|act| act.review_by = T0), "place-review-day"),
        (sign(custody("US-CA", T0)), "place-elsewhere"),
    ] {
        tale.refuses(&director, act, code);
    }
    // Lost before anything is signed: it is owed, and no day is known.
    tale.does(&nurse, Act::ReportLoss(SAFE, loss(vec![part(1, 10_000)])));
    assert_eq!(vault(&tale).losses[0].notice_by, None);
    tale.does(&director, with(|_| ()));
    tale.does(&nurse, Act::ReportLoss(SAFE, loss(vec![part(2, 10_000)])));
    let day = |text: &str| Date::read(text);
    let second = &vault(&tale).losses[1];
    // 22 November 2026 is a Sunday.
    assert_eq!((second.notice_by, second.form_by), (day("2026-11-23"), day("2027-01-06")));
    let small = ReportLoss { significant: false, ..loss(vec![part(3, 100)]) };
    tale.does(&nurse, Act::ReportLoss(SAFE, small));
    let third = &vault(&tale).losses[2];
    assert_eq!((third.notice_by, third.owes(LossStep::Notice)), (None, None));
}
