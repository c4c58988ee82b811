//! Histories of two vaults that nobody wrote: what comes, what goes, counts, corrections, losses, by anybody with anybody. After
//! each, every microgram is looked for twice: by the state's own books, and by a clerk who reads nothing but the journal.
//! `HOLDFAST_CASES=5000` soaks; `./dev soak vault` does so over a million facts.

use std::collections::BTreeMap;

use care::act::Act;
use care::fact::{Stream, What};
use care::ids::{SessionId, VaultId};
use care::practice::Actor;
use care::session::Phase;
use care::session::abort_session::AbortSession;
use care::session::end_dose::EndDose;
use care::session::give_dose::GiveDose;
use care::session::supplement::{AcceptSupplement, GiveSupplement, OrderSupplement, WithdrawSupplement};
use care::session::syringe::{FromVial, NoteSyringeShort, WasteSyringe};
use care::units::{Hours, Micrograms};
use care::vault::*;
use proptest::prelude::*;

use crate::clinic::{Tale, line, who};
use crate::vault::{OTHER, SAFE, label, open, receive, second, supplier, today};
use crate::world::World;

#[derive(Debug, Clone)]
enum Happens {
    Receive(u32, u8),
    Open(u32),
    Waste(u32, u64),
    Back(Vec<u32>),
    Onward(Vec<u32>),
    Away(Vec<u32>),
    Count(i64),
    Settle(u8),
    Lose(u32, u64),
    Correct(u64, Option<u64>),
    Draw(bool, u64),
    Give(bool),
    /// The next thing that a supplement of the KAP visit needs; or it is taken back.
    More(bool),
    End(bool, u64),
    WasteRest(bool, u32, u64),
    Gone(bool, u32),
    Abort(bool),
}

const NAMES: [&str; 6] = ["nurse", "second", "prescriber", "nurse", "second", "desk"];

fn happens() -> impl Strategy<Value = Happens> {
    let vial = 0..40_u32;
    let vials = proptest::collection::vec(vial.clone(), 1..4);
    let measure = prop_oneof![1..200_u64, (1..100_u64).prop_map(|ml| ml * 100), Just(10_000)];
    let quantity = proptest::option::of(prop_oneof![1..6_u64, (1..100_u64).prop_map(|ml| ml * 100)]);
    prop_oneof![
        8 => (1..6_u32, 0..3_u8).prop_map(|(count, kind)| Happens::Receive(count, kind)),
        12 => vial.clone().prop_map(Happens::Open),
        20 => (vial.clone(), measure.clone()).prop_map(|(vial, measure)| Happens::Waste(vial, measure)),
        2 => vials.clone().prop_map(Happens::Back),
        4 => vials.clone().prop_map(Happens::Onward),
        2 => vials.prop_map(Happens::Away),
        8 => (-2..3_i64).prop_map(Happens::Count),
        10 => any::<u8>().prop_map(Happens::Settle),
        3 => (vial, measure).prop_map(|(vial, measure)| Happens::Lose(vial, measure)),
        30 => (any::<bool>(), prop_oneof![4 => Just(700_u64), 1 => 1..900_u64]).prop_map(|(kap, measure)| Happens::Draw(kap, measure)),
        14 => any::<bool>().prop_map(Happens::Give),
        40 => prop::bool::weighted(0.05).prop_map(Happens::More),
        6 => (any::<bool>(), 0..36_u64).prop_map(|(kap, mg)| Happens::End(kap, mg * 1_000)),
        24 => (any::<bool>(), 1..6_u32, 1..36_u64).prop_map(|(kap, number, mg)| Happens::WasteRest(kap, number, mg * 1_000)),
        2 => (any::<bool>(), 1..6_u32).prop_map(|(kap, number)| Happens::Gone(kap, number)),
        1 => any::<bool>().prop_map(Happens::Abort),
        20 => (0..60_u64, quantity).prop_map(|(entry, quantity)| Happens::Correct(entry, quantity)),
    ]
}

fn lost(parts: Vec<Part>) -> ReportLoss {
    ReportLoss {
        parts,
        kind: LossKind::Unexplained,
        significant: true,
        words: line("gone"),
        discovered: today(),
        today: today(),
    }
}

/// What the director would say of the first open difference: one of the ways, with parts that may fit.
fn settled(vault: &Vault, choice: u8) -> Option<SettleDiscrepancy> {
    let known = vault.discrepancies.iter().find(|known| known.settled.is_none())?;
    let (number, none) = (known.number, vec![]);
    let Short::Lot(lot, expected, counted) = known.of else {
        return Some(SettleDiscrepancy { number, how: How::Lost(lost(none)) });
    };
    let package = vault.lot(lot)?.label.package;
    let mut wanted = package.measure(Micrograms(expected.0.abs_diff(counted.0)))?.0;
    let mut parts = vec![];
    for vial in vault.vials.iter().filter(|vial| vial.lot == lot) {
        let measure = if choice.is_multiple_of(2) { vial.left.0.min(wanted) } else { wanted };
        if 0 < measure {
            parts.push(Part { vial: vial.number, measure: Measure(measure) });
            wanted -= measure;
        }
    }
    let how = match choice % 3 {
        0 => How::Lost(lost(parts)),
        1 => How::Over(parts, line("overfilled")),
        _ => {
            let corrected = vault.entries.iter().rev().find(|(_, entry)| entry.corrected.is_some())?;
            How::Explained(*corrected.0, line("read again"))
        }
    };
    Some(SettleDiscrepancy { number: known.number, how })
}

/// One of those, or a number that nothing has.
fn picked(numbers: &[u32], nth: u32) -> u32 {
    let at = usize::try_from(nth).expect("few");
    numbers.get(at % numbers.len().max(1)).copied().unwrap_or(nth)
}

/// Part of a vial that holds something, mostly no more than it holds.
fn some_of(vault: &Vault, nth: u32, measure: u64) -> Part {
    let full: Vec<u32> = vault.vials.iter().filter(|vial| 0 < vial.left.0).map(|vial| vial.number).collect();
    let vial = picked(&full, nth);
    let left = vault.vial(vial).map_or(1, |vial| vial.left.0);
    let measure = if measure.is_multiple_of(7) { measure } else { measure.min(left) };
    Part { vial, measure: Measure(measure) }
}

/// Sealed packages, now and then one twice or one that is none.
fn whole(vault: &Vault, nths: &[u32]) -> Vec<u32> {
    let sealed: Vec<u32> =
        vault.vials.iter().map(|vial| vial.number).filter(|number| vault.sealed(*number).is_ok()).collect();
    nths.iter().map(|nth| picked(&sealed, *nth)).collect()
}

fn act(world: &World, id: VaultId, happens: &Happens, witness: Witness) -> Option<Act> {
    let vault = world.vault(id)?;
    let other = if id == SAFE { OTHER } else { SAFE };
    match happens {
        Happens::End(kap, given) => {
            let given = Micrograms(*given);
            let more = world.session(visit(*kap))?.supplement_given().map(|_| Micrograms(given.0 / 2));
            return Some(Act::EndDose(visit(*kap), EndDose { given, supplement: more }));
        }
        Happens::More(back) => return more(world, *back),
        _ => {}
    }
    if let Some(act) = at_the_chair(id, vault, happens, witness) {
        return Some(act);
    }
    Some(match happens {
        Happens::Receive(count, kind) => {
            let package = match kind {
                0 => Package { form: Form::Vial, strength: 50_000, holds: Measure(10_000) },
                1 => Package { form: Form::Vial, strength: 500, holds: Measure(2_000) },
                _ => Package { form: Form::Troche, strength: 100_000, holds: Measure(30) },
            };
            let mut act = receive("A1", *count);
            act.label = Label { package, ..label("A1") };
            Act::ReceiveVials(id, act)
        }
        Happens::Open(nth) => {
            let sealed: Vec<u32> = vault
                .vials
                .iter()
                .map(|vial| vial.number)
                .filter(|number| vault.sealed(*number).is_ok())
                .collect();
            let vial = picked(&sealed, *nth);
            let discard_by = crate::clinic::T0.plus_hours(Hours(24));
            Act::OpenVial(id, OpenVial { vial, discard_by, today: today() })
        }
        Happens::Waste(nth, measure) => {
            let part = some_of(vault, *nth, *measure);
            Act::WasteVial(id, WasteVial { part, reason: WasteReason::HubLoss, note: None, witness })
        }
        Happens::Back(nths) => {
            let vials = whole(vault, nths);
            let (to, paper) = (supplier(), line("RMA"));
            Act::ReturnVials(id, ReturnVials { vials, to, paper })
        }
        Happens::Onward(nths) => {
            Act::TransferVials(id, TransferVials { vials: whole(vault, nths), to: other, witness })
        }
        Happens::Away(nths) => {
            let (vials, method, place) = (whole(vault, nths), line("denatured"), line("here"));
            Act::DestroyVials(id, DestroyVials { vials, method, place, witness })
        }
        Happens::Count(wrong) => {
            let lines = vault.to_count().enumerate().map(|(nth, lot)| {
                let of = |vial: &&Vial| vial.lot == lot.number && 0 < vial.left.0;
                let sealed = vault.vials.iter().filter(of).filter(|vial| vault.sealed(vial.number).is_ok());
                let sealed = i64::try_from(sealed.count()).unwrap_or(0) + if nth == 0 { *wrong } else { 0 };
                let open = vault.vials.iter().filter(of).filter(|vial| vault.sealed(vial.number).is_err());
                let open = Measure(open.map(|vial| vial.left.0).sum());
                CountLine { lot: lot.number, sealed: u32::try_from(sealed).unwrap_or(0), open }
            });
            Act::CountVault(id, CountVault { lines: lines.collect(), note: None, witness })
        }
        Happens::Settle(choice) => Act::SettleDiscrepancy(id, settled(vault, *choice)?),
        Happens::Lose(nth, measure) => Act::ReportLoss(id, lost(vec![some_of(vault, *nth, *measure)])),
        Happens::Correct(entry, quantity) => {
            let known: Vec<u64> = vault.entries.keys().copied().collect();
            let nth = usize::try_from(*entry).expect("few");
            let entry = known.get(nth % known.len().max(1)).copied().unwrap_or(*entry);
            let (quantity, reason) = (*quantity, line("read again"));
            Act::CorrectEntry(id, CorrectEntry { entry, quantity, reason, witness })
        }
        _ => return None,
    })
}

/// Two visits that run beside each other.
const fn visit(kap: bool) -> SessionId {
    if kap { SessionId(3) } else { SessionId(1) }
}

fn at_the_chair(id: VaultId, vault: &Vault, happens: &Happens, witness: Witness) -> Option<Act> {
    Some(match happens {
        Happens::Draw(kap, measure) => {
            let open = vault.vials.iter().find(|vial| vial.opened.is_some() && *measure <= vial.left.0);
            let (vial, measure) = (open.map_or(1, |vial| vial.number), Measure(*measure));
            let from = FromVial { vault: id, vial, measure, today: today() };
            crate::vault_chair::draws(visit(*kap), witness.person, Some(from))
        }
        Happens::Give(kap) => Act::GiveDose(visit(*kap), GiveDose { amount: Micrograms(35_000) }),
        Happens::WasteRest(kap, number, amount) => {
            let (number, amount, reason) = (*number, Micrograms(*amount), WasteReason::Remainder);
            Act::WasteSyringe(visit(*kap), WasteSyringe { number, amount, reason, witness })
        }
        Happens::Gone(kap, number) => {
            Act::NoteSyringeShort(visit(*kap), NoteSyringeShort { number: *number, reason: line("gone") })
        }
        Happens::Abort(kap) => Act::AbortSession(visit(*kap), AbortSession { reason: line("changed") }),
        _ => return None,
    })
}

/// A supplement of the KAP visit: ordered, accepted, drawn as anything is, given. Or taken back.
fn more(world: &World, back: bool) -> Option<Act> {
    let (id, amount) = (visit(true), Micrograms(35_000));
    Some(match world.session(id)?.supplement() {
        None => Act::OrderSupplement(id, OrderSupplement { amount }),
        Some(known) if back => {
            let (number, reason) = (known.number, line("deep enough"));
            Act::WithdrawSupplement(id, WithdrawSupplement { number, reason })
        }
        Some(known) if known.accepted.is_none() => {
            Act::AcceptSupplement(id, AcceptSupplement { number: known.number })
        }
        Some(known) => Act::GiveSupplement(id, GiveSupplement { number: known.number }),
    })
}

/// A visit ready for the dose but for the drug, at each of two chairs.
const TWO_VISITS: &str = "kap> join team prescriber, join team second, open course, answer screening, clear screening, sign consent, touch hand, \
    order 35 mg | kap-prep> schedule preparation in 0 h with therapist, hold visit | \
    kit> BEFORE, join team second | \
    kap> schedule dosing in 9 h with nurse therapist, wait 9 h, check in, here nurse, here therapist, \
    precheck 70 kg, vitals 128/82 74 98%, accept order 1, plan therapy therapist in 26 h";

/// The clerk: reads the journal of one vault from the beginning, with every correction known beforehand.
#[derive(Default)]
struct Clerk {
    packages: BTreeMap<u32, Package>,
    left: BTreeMap<u32, i128>,
    syringes: BTreeMap<SyringeId, i128>,
    /// Which difference is about which syringe.
    short: BTreeMap<u32, SyringeId>,
    totals: BTreeMap<&'static str, i128>,
}

impl Clerk {
    fn reads(world: &World, id: VaultId) -> Self {
        let facts: Vec<&VaultFact> = world
            .journal
            .iter()
            .filter(|entry| entry.fact.stream == Stream::Vault(id))
            .filter_map(|entry| if let What::Vault(fact) = &entry.fact.what { Some(fact) } else { None })
            .collect();
        let said: BTreeMap<u64, Option<u64>> = facts
            .iter()
            .filter_map(|fact| match fact {
                VaultFact::Corrected { entry, quantity, .. } => Some((*entry, *quantity)),
                _ => None,
            })
            .collect();
        let mut clerk = Self::default();
        for (version, fact) in (1_u64..).zip(facts) {
            clerk.reads_one(fact, said.get(&version));
        }
        clerk
    }

    fn comes(&mut self, kind: &'static str, package: Package, count: u32, kept: u32) {
        for nth in 0..count {
            let vial = u32::try_from(self.packages.len()).expect("few") + 1;
            self.packages.insert(vial, package);
            let holds = if nth < kept { i128::from(package.holds.0) } else { 0 };
            self.left.insert(vial, holds);
            *self.totals.entry(kind).or_default() += self.drug(vial, holds);
        }
    }

    fn drug(&self, vial: u32, measure: i128) -> i128 {
        let package = self.packages[&vial];
        let product = measure * i128::from(package.strength);
        if package.form == Form::Vial { product / 1_000 } else { product }
    }

    fn goes(&mut self, kind: &'static str, vial: u32, measure: i128) {
        *self.left.get_mut(&vial).expect("a vial") -= measure;
        *self.totals.entry(kind).or_default() += self.drug(vial, measure);
    }

    fn out_of_syringe(&mut self, kind: &'static str, syringe: SyringeId, amount: u64) {
        *self.syringes.get_mut(&syringe).expect("a syringe") -= i128::from(amount);
        *self.totals.entry(kind).or_default() += i128::from(amount);
    }

    fn reads_one(&mut self, fact: &VaultFact, said: Option<&Option<u64>>) {
        let whole = |clerk: &mut Self, kind, vials: &[u32]| {
            for vial in vials.iter().filter(|_| said.is_none()) {
                let left = clerk.left[vial];
                clerk.goes(kind, *vial, left);
            }
        };
        match fact {
            VaultFact::Received { label, count, .. } => {
                let kept = said.map_or(*count, |said| u32::try_from(said.unwrap_or(0)).expect("few"));
                self.comes("received", label.package, *count, kept);
            }
            VaultFact::TransferredIn { packages, .. } => {
                for one in packages {
                    self.comes("transferred in", one.label.package, one.count, one.count);
                }
            }
            VaultFact::VialWasted { vial, measure, .. } => {
                let measure = said.map_or(measure.0, |said| said.unwrap_or(0));
                self.goes("wasted", *vial, i128::from(measure));
            }
            VaultFact::Drawn { vial, measure, syringe, .. } => {
                let measure = i128::from(measure.0);
                *self.left.get_mut(vial).expect("a vial") -= measure;
                let drug = self.drug(*vial, measure);
                self.syringes.insert(*syringe, drug);
            }
            VaultFact::Administered { syringe, amount, .. } => {
                self.out_of_syringe("given", *syringe, said.map_or(amount.0, |said| said.unwrap_or(0)));
            }
            VaultFact::SyringeWasted { syringe, amount, .. } => {
                self.out_of_syringe("wasted", *syringe, said.map_or(amount.0, |said| said.unwrap_or(0)));
            }
            VaultFact::SyringeShort { number, syringe, .. } => {
                self.short.insert(*number, *syringe);
            }
            VaultFact::Lost { discrepancy: Some(of), parts, .. } if parts.is_empty() => {
                let syringe = self.short[of];
                let left = self.syringes[&syringe];
                if said.is_none() {
                    self.out_of_syringe("lost", syringe, u64::try_from(left).expect("no less than nothing"));
                }
            }
            VaultFact::Returned { vials, .. } => whole(self, "returned", vials),
            VaultFact::TransferredOut { vials, .. } => whole(self, "transferred out", vials),
            VaultFact::Destroyed { vials, .. } => whole(self, "destroyed", vials),
            VaultFact::Lost { parts, .. } => {
                for part in parts.iter().filter(|_| said.is_none()) {
                    self.goes("lost", part.vial, i128::from(part.measure.0));
                }
            }
            VaultFact::FoundOver { parts, .. } => {
                for part in parts {
                    *self.left.get_mut(&part.vial).expect("a vial") += i128::from(part.measure.0);
                    let drug = self.drug(part.vial, i128::from(part.measure.0));
                    *self.totals.entry("over").or_default() += drug;
                }
            }
            _ => {}
        }
    }

    fn agrees(&self, vault: &Vault) {
        let of = |kind: &str| self.totals.get(kind).copied().unwrap_or(0);
        let on_hand: i128 = self.left.iter().map(|(vial, left)| self.drug(*vial, *left)).sum();
        let book = &vault.book;
        let said = [
            ("received", book.received),
            ("transferred in", book.transferred_in),
            ("over", book.over),
            ("given", book.given),
            ("wasted", book.wasted),
            ("returned", book.returned),
            ("transferred out", book.transferred_out),
            ("destroyed", book.destroyed),
            ("lost", book.lost),
        ];
        for (kind, said) in said {
            assert_eq!(i128::from(said), of(kind), "{kind}");
        }
        assert_eq!(i128::from(book.on_hand), on_hand);
        let in_syringes: i128 = self.syringes.values().sum();
        assert_eq!(i128::from(book.in_syringes), in_syringes);
        for (id, left) in &self.syringes {
            assert_eq!(vault.syringe(*id).map(|known| i128::from(known.left.0)), Some(*left));
        }
        for vial in &vault.vials {
            assert_eq!(i128::from(vial.left.0), self.left[&vial.number], "vial {}", vial.number);
        }
        let came = of("received") + of("transferred in") + of("over");
        let went = ["given", "wasted", "returned", "transferred out", "destroyed", "lost"].map(of);
        assert_eq!(came, on_hand + in_syringes + went.iter().sum::<i128>(), "every microgram");
    }
}

fn two_signers(world: &World) {
    for entry in &world.journal {
        let What::Vault(fact) = &entry.fact.what else { continue };
        let witness = match fact {
            VaultFact::VialWasted { witness, .. }
            | VaultFact::Drawn { witness, .. }
            | VaultFact::SyringeWasted { witness, .. }
            | VaultFact::TransferredOut { witness, .. }
            | VaultFact::TransferredIn { witness, .. }
            | VaultFact::Destroyed { witness, .. }
            | VaultFact::Counted { witness, .. }
            | VaultFact::Corrected { witness, .. } => *witness,
            _ => continue,
        };
        assert_ne!(entry.by.actor, Actor::Person(witness.person), "one account is never both signers");
    }
}

fn cases() -> ProptestConfig {
    let asked = std::env::var("HOLDFAST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(40), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_microgram_is_somewhere_whatever_is_done(
        steps in proptest::collection::vec((any::<bool>(), 0..4_usize, 0..6_usize, happens()), 60..300),
    ) {
        let mut tale = Tale::of(&TWO_VISITS.replace("BEFORE", crate::vault_chair::BEFORE_DRAW));
        tale.does(&who("director"), Act::OpenVault(SAFE, open("Safe")));
        tale.does(&who("director"), Act::OpenVault(OTHER, open("Upstairs")));
        let mut done = BTreeMap::new();
        for (upstairs, by, with, happens) in &steps {
            let id = if *upstairs { OTHER } else { SAFE };
            let Some(act) = act(&tale.world, id, happens, second(NAMES[*with])) else { continue };
            let by = match act {
                Act::SettleDiscrepancy(..) => "director",
                Act::OrderSupplement(..) | Act::WithdrawSupplement(..) => "prescriber",
                _ => NAMES[*by],
            };
            // Its time has come, and somebody has looked.
            if matches!(act, Act::GiveSupplement(..)) && tale.world.session(visit(true)).is_some_and(|known| known.phase == Phase::Dosing) {
                prop_assert_eq!(tale.ends("kap> wait 12 min, vitals 128/82 74 98%"), Ok(()));
            }
            let now = tale.now;
            if tale.world.submit(&who(by), &act, now).is_err() {
                continue;
            }
            *done.entry(act.kind()).or_insert(0_u32) += 1;
            for id in [SAFE, OTHER] {
                prop_assert!(tale.world.vault(id).is_some_and(Vault::balances), "{happens:?}");
            }
        }
        if std::env::var_os("HOLDFAST_SAYS").is_some() {
            let of_vaults = |entry: &&crate::world::Entry| matches!(entry.fact.stream, Stream::Vault(_));
            println!("{} vault facts, {done:?}", tale.world.journal.iter().filter(of_vaults).count());
        }
        two_signers(&tale.world);
        for id in [SAFE, OTHER] {
            let vault = tale.world.vault(id).expect("a vault");
            Clerk::reads(&tale.world, id).agrees(vault);
        }
        let (here, there) = (tale.world.vault(SAFE).expect("one").book, tale.world.vault(OTHER).expect("one").book);
        prop_assert_eq!(here.transferred_out, there.transferred_in);
        prop_assert_eq!(there.transferred_out, here.transferred_in);
    }
}
