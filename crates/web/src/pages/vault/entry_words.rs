//! The register of one vault, line by line: each entry, once for each lot it touches, with the balance of that lot after it.

use care::fact::{Stream, What};
use care::ids::PatientId;
use care::practice::{Role, Tie};
use care::time::Instant;
use care::units::Micrograms;
use care::vault::{Account, Checked, EntryKind, LossStep, Measure, Move, Supplier, Vault, VaultFact};

use super::settle_discrepancy::kind_words as loss_words;
use super::waste_vial::reason_words;
use super::{Known, label_words};
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::patients::{happened, person_name};
use crate::visit::Visit;

/// One line.
#[derive(Clone, Default)]
pub struct Line {
    /// The entry, by its number in this register.
    pub entry: u64,
    /// When it happened.
    pub at: Option<Instant>,
    /// What it is.
    pub kind: &'static str,
    /// What else it says.
    pub detail: String,
    /// Which lot.
    pub lot: Option<u32>,
    /// What is on that lot.
    pub label: String,
    /// Which vials: `3`, `3–7`.
    pub vials: String,
    /// So much of them.
    pub quantity: String,
    /// How much drug.
    pub amount: Option<Micrograms>,
    /// How much of the lot was on hand afterwards.
    pub balance: Option<Micrograms>,
    /// Who did it.
    pub by: String,
    /// Who signed with them.
    pub witness: String,
    /// How that one proved it.
    pub proof: &'static str,
    /// The person it was given to, for whoever may read that.
    pub person: String,
    /// Their contact, as it is kept.
    pub contact: String,
    /// From whom, or to whom.
    pub supplier: Option<Supplier>,
    /// Invoice or other paper.
    pub paper: String,
    /// The entry that corrects it: this one is struck through.
    pub corrected: Option<u64>,
    /// It can be corrected.
    pub correctable: bool,
}

/// Every line of the register, the oldest first.
///
/// # Errors
/// The store's.
pub fn lines(app: &App, visit: &Visit, known: &Known) -> Result<Vec<Line>, Trouble> {
    let (mut before, mut all): (Option<Vault>, Vec<Line>) = (None, vec![]);
    for (_, what) in happened(app, Stream::Vault(known.id))? {
        let What::Vault(fact) = what else { continue };
        let was: Vec<u64> =
            before.iter().flat_map(|vault| vault.lots.iter().map(|lot| lot.book.on_hand)).collect();
        let Some(after) = Vault::after(before, &fact) else { return Ok(all) };
        let plain = plain(app, visit, &after, &fact)?;
        all.extend(by_lot(&after, &fact, plain, &was));
        before = Some(after);
    }
    for line in &mut all {
        if let Some(entry) = known.vault.entries.get(&line.entry) {
            line.corrected = entry.corrected;
            line.correctable = entry.kind != EntryKind::Fixed && known.vault.closed.is_none();
        }
    }
    Ok(all)
}

/// The same entry for each lot it touches.
fn by_lot(after: &Vault, fact: &VaultFact, plain: Line, was: &[u64]) -> Vec<Line> {
    if let VaultFact::Counted { lines, .. } = fact {
        let line = |one: &care::vault::CountLine| {
            let package = after.lot(one.lot).map(|lot| lot.label.package);
            let open = package.map(|package| one.open.written(package.form)).unwrap_or_default();
            Line {
                quantity: format!("{} sealed, {open} opened", one.sealed),
                ..of_lot(after, one.lot, &plain)
            }
        };
        return lines.iter().map(line).collect();
    }
    if let VaultFact::DiscrepancyFound { lot, .. } = fact {
        return vec![of_lot(after, *lot, &plain)];
    }
    let entry = after.entries.get(&after.version);
    let moves: &[Move] = entry.map_or(&[], |entry| &entry.moves);
    let touched = after.lots.iter().filter(|lot| lot.moved == after.version);
    let lines: Vec<Line> = touched
        .map(|lot| {
            let own: Vec<&Move> =
                moves.iter().filter(|moved| lot_of(after, moved) == Some(lot.number)).collect();
            let mut line =
                Line { balance: Some(Micrograms(lot.book.on_hand)), ..of_lot(after, lot.number, &plain) };
            if own.is_empty() {
                // A correction moves what another entry moved.
                let before =
                    usize::try_from(lot.number - 1).ok().and_then(|at| was.get(at)).copied().unwrap_or(0);
                line.amount = Some(Micrograms(before.abs_diff(lot.book.on_hand)));
                let way = if before <= lot.book.on_hand { "more on hand" } else { "less on hand" };
                line.detail = format!("{}; {way}", line.detail);
            } else {
                line.amount = Some(Micrograms(own.iter().map(|moved| moved.amount.0).sum()));
                line.vials = numbers(&own);
                line.quantity = quantity(after, lot.label.package.form, &own);
            }
            line
        })
        .collect();
    if lines.is_empty() { vec![plain] } else { lines }
}

fn lot_of(vault: &Vault, moved: &Move) -> Option<u32> {
    vault.vial(moved.vial).ok().map(|vial| vial.lot)
}

fn of_lot(vault: &Vault, number: u32, plain: &Line) -> Line {
    let lot = vault.lot(number);
    Line {
        lot: Some(number),
        label: lot.map(|lot| label_words(&lot.label)).unwrap_or_default(),
        balance: lot.map(|lot| Micrograms(lot.book.on_hand)),
        ..plain.clone()
    }
}

/// `3`, `3 to 7`, `3, 9`.
fn numbers(moves: &[&Move]) -> String {
    let all: Vec<u32> = moves.iter().map(|moved| moved.vial).collect();
    match (all.first(), all.last()) {
        (Some(first), Some(last)) if 2 < all.len() && all.windows(2).all(|two| two[0] + 1 == two[1]) => {
            format!("{first} to {last}")
        }
        _ => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn quantity(vault: &Vault, form: care::vault::Form, moves: &[&Move]) -> String {
    let of_syringe = moves.iter().all(|moved| matches!(moved.from, Account::Syringe(_)));
    if of_syringe {
        return String::new();
    }
    let whole = moves.iter().all(|moved| {
        let vial = vault.vial(moved.vial).and_then(|vial| vault.label(vial));
        vial.is_ok_and(|label| label.package.holds == moved.measure)
    });
    match (whole, moves.len()) {
        (true, 1) => "1 package".to_owned(),
        (true, count) => format!("{count} packages"),
        (false, _) => Measure(moves.iter().map(|moved| moved.measure.0).sum()).written(form),
    }
}

/// Who may read to whom something was given: the director, who answers for the register, and whoever has a tie to that person.
fn patient_words(app: &App, visit: &Visit, id: PatientId) -> Result<(String, String), Trouble> {
    let (patient, signed) = (app.patient(id)?, visit.signed()?);
    let tied = patient.tie(&signed.by, app.now()) != Tie::Stranger;
    let reads = match signed.by.role {
        Role::MedicalDirector => true,
        Role::Auditor => false,
        _ => tied,
    };
    Ok(if reads {
        (patient.details.name.to_string(), patient.details.contact.to_string())
    } else {
        ("A patient, not named to you".to_owned(), String::new())
    })
}

/// What an entry says whatever lot it is about.
fn plain(app: &App, visit: &Visit, after: &Vault, fact: &VaultFact) -> Result<Line, Trouble> {
    let (by, witness, at) = fact.told();
    let (kind, detail) = said(app, fact);
    let mut line = Line {
        entry: after.version,
        at: Some(at),
        kind,
        detail,
        by: by.map(|by| person_name(app, by)).unwrap_or_default(),
        witness: witness.map(|one| person_name(app, one.person)).unwrap_or_default(),
        proof: match witness.map(|one| one.checked) {
            Some(Checked::PasswordAndCode) => "password and code",
            Some(Checked::Password) => "password",
            None => "",
        },
        ..Line::default()
    };
    match fact {
        VaultFact::Received { supplier, invoice, .. } => {
            (line.supplier, line.paper) = (Some(supplier.clone()), invoice.to_string());
        }
        VaultFact::Returned { to, paper, .. } => {
            (line.supplier, line.paper) = (Some(to.clone()), paper.to_string());
        }
        VaultFact::VialOpened { vial, .. } => line.vials = vial.to_string(),
        VaultFact::Drawn { patient, .. } | VaultFact::Administered { patient, .. } => {
            (line.person, line.contact) = patient_words(app, visit, *patient)?;
        }
        _ => {}
    }
    Ok(line)
}

/// What it is, and what it adds in words.
fn said(app: &App, fact: &VaultFact) -> (&'static str, String) {
    let vault_name = |id| app.vault(id).map(|vault| vault.name.to_string()).unwrap_or_default();
    match fact {
        VaultFact::Opened { registration, .. } => ("Vault opened", format!("registration {registration}")),
        VaultFact::Closed { reason, .. } => ("Vault closed", reason.to_string()),
        VaultFact::Received { supplier, invoice, on, .. } => {
            ("Received", format!("from {}, invoice {invoice}, on {on}", supplier.name))
        }
        VaultFact::VialOpened { .. } => ("Opened", String::new()),
        VaultFact::Drawn { syringe, .. } => ("Drawn", format!("syringe {}", syringe.number)),
        VaultFact::Administered { syringe, .. } => ("Administered", format!("syringe {}", syringe.number)),
        VaultFact::SyringeWasted { syringe, reason, .. } => {
            ("Wasted", format!("syringe {}: {}", syringe.number, reason_words(*reason)))
        }
        VaultFact::SyringeReturned { syringe, .. } => ("Put back", format!("syringe {}", syringe.number)),
        VaultFact::VialWasted { reason, note, .. } => {
            let note = note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            ("Wasted", format!("{}{note}", reason_words(*reason)))
        }
        VaultFact::Returned { to, paper, .. } => ("Sent back", format!("to {}, {paper}", to.name)),
        VaultFact::TransferredOut { to, .. } => ("Handed on", format!("to {}", vault_name(*to))),
        VaultFact::TransferredIn { from, .. } => ("Came over", format!("from {}", vault_name(*from))),
        VaultFact::Destroyed { method, place, .. } => ("Destroyed", format!("{method}, {place}")),
        VaultFact::Counted { note, .. } => {
            ("Counted", note.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        other => said_of_differences(other),
    }
}

fn said_of_differences(fact: &VaultFact) -> (&'static str, String) {
    match fact {
        VaultFact::DiscrepancyFound { number, expected, counted, .. } => (
            "Difference",
            format!("{number}: {} counted, {} by the entries", counted.in_mg(), expected.in_mg()),
        ),
        VaultFact::SyringeShort { number, left, reason, .. } => {
            ("Difference", format!("{number}: {} of a syringe is not accounted for: {reason}", left.in_mg()))
        }
        VaultFact::DiscrepancyExplained { number, entry, words, .. } => {
            ("Difference explained", format!("{number}, by the correction of entry {entry}: {words}"))
        }
        VaultFact::FoundOver { number, words, .. } => {
            ("More than the label says", format!("difference {number}: {words}"))
        }
        VaultFact::Lost { kind, words, discovered, .. } => {
            ("Lost", format!("{}, discovered {discovered}: {words}", loss_words(*kind)))
        }
        VaultFact::LossReported { number, step, on, reference, .. } => {
            let what = match step {
                LossStep::Notice => "written notice",
                LossStep::Form => "form",
            };
            ("Loss reported", format!("loss {number}: {what} sent on {on}, {reference}"))
        }
        VaultFact::Corrected { entry, quantity, reason, .. } => {
            let said = if quantity.is_some() { "said otherwise" } else { "taken back" };
            ("Correction", format!("entry {entry} {said}: {reason}"))
        }
        _ => ("", String::new()),
    }
}
