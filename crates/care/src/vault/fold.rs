//! The state of a vault after one more fact.

use super::state::{Count, Settled};
use super::{
    Account, Book, Discrepancy, Entry, EntryKind, Incoming, Label, Loss, Lot, Measure, Move, Part, Short,
    Syringe, Vault, VaultFact, Vial,
};
use crate::time::Instant;
use crate::units::Micrograms;

fn next(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX).saturating_add(1)
}

impl Vault {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &VaultFact) -> Option<Self> {
        if let VaultFact::Opened { name, site, registration, address, by, at } = fact {
            return Some(Self {
                name: name.clone(),
                site: *site,
                registration: registration.clone(),
                address: address.clone(),
                opened: (*by, *at),
                closed: None,
                lots: vec![],
                vials: vec![],
                syringes: std::collections::BTreeMap::new(),
                entries: std::collections::BTreeMap::new(),
                counts: vec![],
                discrepancies: vec![],
                losses: vec![],
                book: Book::default(),
                version: 1,
            });
        }
        let mut vault = before?;
        vault.version += 1;
        vault.follow(fact);
        Some(vault)
    }

    fn follow(&mut self, fact: &VaultFact) {
        match fact {
            VaultFact::Opened { .. } => {}
            VaultFact::Closed { reason, by, at } => self.closed = Some((reason.clone(), (*by, *at))),
            VaultFact::Received { label, count, .. } => {
                let moves = self.come(label, *count, Account::Received);
                self.enter(EntryKind::Received, moves);
            }
            VaultFact::TransferredIn { packages, .. } => {
                let come = |one: &Incoming| self.come(&one.label, one.count, Account::TransferredIn);
                let moves = packages.iter().flat_map(come).collect();
                self.enter(EntryKind::Fixed, moves);
            }
            VaultFact::VialOpened { vial, discard_by, by, at } => {
                if let Some(vial) = self.vial_mut(*vial) {
                    vial.opened = Some((*discard_by, (*by, *at)));
                }
            }
            VaultFact::Drawn { vial, measure, syringe, patient, at, .. } => {
                let moves =
                    self.out_of(&[Part { vial: *vial, measure: *measure }], Account::Syringe(*syringe));
                let drawn = moves.first().map_or(Micrograms(0), |moved| moved.amount);
                let (vial, patient, left) = (*vial, *patient, Micrograms(0));
                let syringe_now = Syringe { vial, patient, drawn, left, at: *at };
                self.syringes.insert(*syringe, syringe_now);
                self.enter(EntryKind::Fixed, moves);
            }
            VaultFact::Administered { syringe, amount, .. } => {
                self.of_syringe(*syringe, *amount, Account::Given, EntryKind::OfSyringe);
            }
            VaultFact::SyringeWasted { syringe, amount, .. } => {
                self.of_syringe(*syringe, *amount, Account::Wasted, EntryKind::OfSyringe);
            }
            VaultFact::SyringeReturned { syringe, amount, .. } => {
                self.of_syringe(*syringe, *amount, Account::OnHand, EntryKind::Fixed);
            }
            VaultFact::VialWasted { vial, measure, .. } => {
                let moves = self.out_of(&[Part { vial: *vial, measure: *measure }], Account::Wasted);
                self.enter(EntryKind::VialWasted, moves);
            }
            VaultFact::Returned { vials, .. } => self.go_whole(vials, Account::Returned, EntryKind::Whole),
            VaultFact::TransferredOut { vials, .. } => {
                self.go_whole(vials, Account::TransferredOut, EntryKind::Fixed);
            }
            VaultFact::Destroyed { vials, .. } => self.go_whole(vials, Account::Destroyed, EntryKind::Whole),
            VaultFact::Corrected { entry, quantity, .. } => self.corrected(*entry, *quantity),
            other => self.follow_count(other),
        }
    }

    /// What was counted, what did not add up, and what became of it.
    fn follow_count(&mut self, fact: &VaultFact) {
        match fact {
            VaultFact::Counted { lines, by, witness, at, .. } => {
                let entry = self.version;
                for open in self.discrepancies.iter_mut().filter(|known| known.settled.is_none()) {
                    if let Short::Lot(lot, ..) = open.of
                        && lines.iter().any(|line| line.lot == lot)
                    {
                        open.settled = Some((Settled::CountedAgain(entry), *at));
                    }
                }
                self.counts.push(Count { entry, by: (*by, *at), witness: *witness });
            }
            VaultFact::DiscrepancyFound { number, lot, expected, counted, due, at } => {
                self.found(*number, Short::Lot(*lot, *expected, *counted), *due, *at);
            }
            VaultFact::SyringeShort { number, syringe, due, at, .. } => {
                self.found(*number, Short::Syringe(*syringe), *due, *at);
            }
            VaultFact::DiscrepancyExplained { number, entry, at, .. } => {
                self.settle(*number, Settled::Explained(*entry), *at);
            }
            VaultFact::FoundOver { number, parts, at, .. } => {
                let moves = self.moves_of(parts, Account::Over, Account::OnHand);
                self.enter(EntryKind::Fixed, moves);
                self.settle(*number, Settled::Over, *at);
            }
            VaultFact::Lost { .. } => self.lost(fact),
            VaultFact::LossReported { number, step, on, reference, .. } => {
                for loss in self.losses.iter_mut().filter(|loss| loss.number == *number) {
                    loss.reported.push((*step, *on, reference.clone()));
                }
            }
            _ => {}
        }
    }

    fn found(&mut self, number: u32, of: Short, due: Instant, at: Instant) {
        let entry = self.version;
        self.discrepancies.push(Discrepancy { number, entry, of, at, due, settled: None });
    }

    fn settle(&mut self, number: u32, how: Settled, at: Instant) {
        for known in self.discrepancies.iter_mut().filter(|known| known.number == number) {
            known.settled = Some((how.clone(), at));
        }
    }

    /// Something is gone: parts of vials, or what was left of a syringe that nobody can find.
    fn lost(&mut self, fact: &VaultFact) {
        let VaultFact::Lost {
            number,
            discrepancy,
            parts,
            kind,
            significant,
            words,
            discovered,
            notice_by,
            form_by,
            at,
            ..
        } = fact
        else {
            return;
        };
        let of =
            discrepancy.and_then(|wanted| self.discrepancies.iter().find(|known| known.number == wanted));
        let syringe = match of.map(|known| known.of) {
            Some(Short::Syringe(id)) => self.syringe(id).map(|known| (id, known.left)),
            _ => None,
        };
        let moves = match syringe {
            Some((id, left)) => {
                self.moves_of_syringe(id, left, Account::Lost).into_iter().collect::<Vec<_>>()
            }
            None => self.out_of(parts, Account::Lost),
        };
        let amount = Micrograms(moves.iter().map(|moved| moved.amount.0).sum());
        self.enter(EntryKind::Whole, moves);
        self.losses.push(Loss {
            number: *number,
            kind: *kind,
            significant: *significant,
            amount,
            words: words.clone(),
            discovered: *discovered,
            notice_by: *notice_by,
            form_by: *form_by,
            reported: vec![],
            taken_back: false,
        });
        if let Some(of) = discrepancy {
            self.settle(*of, Settled::Lost(*number), *at);
        }
    }

    /// New packages of one kind: a lot of their own.
    fn come(&mut self, label: &Label, count: u32, from: Account) -> Vec<Move> {
        let (lot, holds) = (next(self.lots.len()), label.package.holds);
        let amount = label.package.full().unwrap_or(Micrograms(0));
        let (entry, moved) = (self.version, self.version);
        self.lots.push(Lot { number: lot, label: label.clone(), entry, moved, book: Book::default() });
        let mut moves = vec![];
        for _ in 0..count {
            let number = next(self.vials.len());
            self.vials.push(Vial { number, lot, left: Measure(0), opened: None, book: Book::default() });
            moves.push(Move { vial: number, from, to: Account::OnHand, amount, measure: holds });
        }
        moves
    }

    fn moves_of(&self, parts: &[Part], from: Account, to: Account) -> Vec<Move> {
        let one = |part: &Part| {
            let amount = self.package(part.vial)?.amount(part.measure)?;
            Some(Move { vial: part.vial, from, to, amount, measure: part.measure })
        };
        parts.iter().filter_map(one).collect()
    }

    fn out_of(&self, parts: &[Part], to: Account) -> Vec<Move> {
        self.moves_of(parts, Account::OnHand, to)
    }

    fn go_whole(&mut self, vials: &[u32], to: Account, kind: EntryKind) {
        let all = |number: &u32| Some(Part { vial: *number, measure: self.vial(*number).ok()?.left });
        let parts: Vec<Part> = vials.iter().filter_map(all).collect();
        let moves = self.out_of(&parts, to);
        self.enter(kind, moves);
    }

    fn moves_of_syringe(&self, id: super::SyringeId, amount: Micrograms, to: Account) -> Option<Move> {
        let vial = self.syringe(id)?.vial;
        let back = to == Account::OnHand;
        let measure = if back { self.package(vial)?.measure(amount)? } else { Measure(0) };
        Some(Move { vial, from: Account::Syringe(id), to, amount, measure })
    }

    fn of_syringe(&mut self, id: super::SyringeId, amount: Micrograms, to: Account, kind: EntryKind) {
        let moves: Vec<Move> = self.moves_of_syringe(id, amount, to).into_iter().collect();
        self.enter(kind, moves);
    }

    /// One entry: its moves are posted and remembered under its version.
    fn enter(&mut self, kind: EntryKind, moves: Vec<Move>) {
        self.post(&moves, false);
        let entry = Entry { kind, first: moves.clone(), moves, corrected: None };
        self.entries.insert(self.version, entry);
    }

    fn post(&mut self, moves: &[Move], is_undone: bool) {
        let version = self.version;
        for moved in moves {
            self.book.post(moved, is_undone);
            let Some(vial) = self.vial_mut(moved.vial) else { continue };
            vial.book.post(moved, is_undone);
            let in_vial = |account| if account == Account::OnHand { moved.measure.0 } else { 0 };
            let (out, into) = (in_vial(moved.from), in_vial(moved.to));
            let (minus, plus) = if is_undone { (into, out) } else { (out, into) };
            vial.left = Measure(vial.left.0.wrapping_sub(minus).wrapping_add(plus));
            let lot = vial.lot;
            if let Some(lot) = self.lot_mut(lot) {
                lot.book.post(moved, is_undone);
                lot.moved = version;
            }
            for (account, takes) in [(moved.from, !is_undone), (moved.to, is_undone)] {
                if let Account::Syringe(id) = account
                    && let Some(syringe) = self.syringes.get_mut(&id)
                {
                    let (left, amount) = (syringe.left.0, moved.amount.0);
                    let left = if takes { left.wrapping_sub(amount) } else { left.wrapping_add(amount) };
                    syringe.left = Micrograms(left);
                }
            }
        }
    }

    /// What an entry moves when it says this quantity instead. None when it cannot say it.
    pub(super) fn moves_as(&self, entry: &Entry, quantity: Option<u64>) -> Option<Vec<Move>> {
        let Some(quantity) = quantity else { return Some(vec![]) };
        let first = entry.first.first()?;
        match entry.kind {
            EntryKind::Received => {
                let count = usize::try_from(quantity).ok()?;
                entry.first.get(..count).map(<[Move]>::to_vec)
            }
            EntryKind::VialWasted => {
                let (vial, measure) = (first.vial, Measure(quantity));
                let amount = self.package(vial)?.amount(measure)?;
                Some(vec![Move { amount, measure, ..*first }])
            }
            EntryKind::OfSyringe => Some(vec![Move { amount: Micrograms(quantity), ..*first }]),
            EntryKind::Whole | EntryKind::Fixed => None,
        }
    }

    fn corrected(&mut self, version: u64, quantity: Option<u64>) {
        let Some(entry) = self.entries.get(&version).cloned() else { return };
        let Some(moves) = self.moves_as(&entry, quantity) else { return };
        // Whatever was counted after it was written was expected wrongly.
        for (moves, is_undone) in [(&entry.moves, true), (&moves, false)] {
            for moved in moves {
                self.expected_otherwise(version, moved, is_undone);
            }
        }
        self.post(&entry.moves, true);
        self.post(&moves, false);
        let takes_back_loss = entry.first.iter().any(|moved| moved.to == Account::Lost);
        if takes_back_loss && let Some(number) = self.loss_of(version) {
            for loss in self.losses.iter_mut().filter(|loss| loss.number == number) {
                loss.taken_back = true;
            }
            // It was found again: what it explained has to be explained anew.
            let lost = Settled::Lost(number);
            for known in &mut self.discrepancies {
                known.settled = known.settled.take().filter(|(how, _)| *how != lost);
            }
        }
        let corrected = Some(self.version);
        self.entries.insert(version, Entry { moves, corrected, ..entry });
    }

    /// The loss that an entry told: losses are numbered in the order of their entries.
    fn loss_of(&self, version: u64) -> Option<u32> {
        let lost = |entry: &Entry| entry.first.iter().any(|moved| moved.to == Account::Lost);
        let before = self.entries.range(..=version).filter(|(_, entry)| lost(entry)).count();
        u32::try_from(before).ok()
    }

    fn expected_otherwise(&mut self, entry: u64, moved: &Move, is_undone: bool) {
        let Ok(lot) = self.vial(moved.vial).map(|vial| vial.lot) else { return };
        let amount = moved.amount.0;
        let more = (moved.to == Account::OnHand) != is_undone;
        if moved.to != Account::OnHand && moved.from != Account::OnHand {
            return;
        }
        for open in self.discrepancies.iter_mut().filter(|known| known.settled.is_none()) {
            if let Short::Lot(of, expected, _) = &mut open.of
                && *of == lot
                && entry < open.entry
            {
                let now =
                    if more { expected.0.wrapping_add(amount) } else { expected.0.wrapping_sub(amount) };
                *expected = Micrograms(now);
            }
        }
    }
}
