//! **The vault**: one locked place at one registered location, and where every microgram of what was in it is. Entries are never
//! edited: one that was wrong is corrected by another that names it. What is wasted, counted, destroyed, handed on or corrected
//! has two signers. Facts and their sources: `care.md` 6.

pub mod book;
pub mod correct_entry;
pub mod count_vault;
mod fold;
pub mod move_vials;
pub mod open_vault;
pub mod open_vial;
pub mod package;
pub mod receive_vials;
pub mod report_loss;
pub mod second;
pub mod settle_discrepancy;
pub mod state;
mod told;
pub mod waste_vial;

use crate::ids::{PatientId, PersonId, SessionId, VaultId};
use crate::protocol::model::words;
use crate::text::Line;
use crate::time::{Date, Instant};
use crate::units::{Hours, Micrograms};

pub use book::{Account, Book, Move};
pub use correct_entry::CorrectEntry;
pub use count_vault::{CountLine, CountVault};
pub use move_vials::{DestroyVials, ReturnVials, TransferVials};
pub use open_vault::{CloseVault, OpenVault};
pub use open_vial::OpenVial;
pub use package::{Label, Measure, Package, Supplier};
pub use receive_vials::ReceiveVials;
pub use report_loss::{NoteLossReported, ReportLoss};
pub use second::{Checked, Witness};
pub use settle_discrepancy::{How, SettleDiscrepancy};
pub use state::{Discrepancy, Entry, EntryKind, Loss, Lot, Settled, Short, Syringe, Vault, Vial};
pub use waste_vial::WasteVial;

words! {
    /// What a package holds.
    Form {
        /// Liquid: measured in microlitres.
        Vial = "vial",
        /// Pieces that are swallowed.
        Tablet = "tablet",
        /// Pieces that are held in the mouth.
        Troche = "troche",
    }
}
words! {
    /// Why something was wasted.
    WasteReason {
        /// What was left over.
        Remainder = "remainder",
        /// What stays in the hub of a needle or syringe.
        HubLoss = "hub-loss",
        /// The dose was stopped, or never begun.
        NotGiven = "not-given",
        /// Broken.
        Breakage = "breakage",
        /// Spilt.
        Spill = "spill",
        /// Past its last day.
        Expired = "expired",
        /// Open for longer than it may be.
        OpenTooLong = "open-too-long",
        /// Something else, in words.
        Other = "other",
    }
}
words! {
    /// How it was lost.
    LossKind {
        /// Somebody took it.
        Theft = "theft",
        /// On its way to or from here.
        InTransit = "in-transit",
        /// It is gone, and how is not known.
        Unexplained = "unexplained",
    }
}
words! {
    /// What is owed to the authority for a loss.
    LossStep {
        /// The first written notice.
        Notice = "notice",
        /// The form.
        Form = "form",
    }
}

/// A discrepancy is settled within so long. House policy, not a clinical value.
pub const SETTLE_WITHIN: Hours = Hours(24);
/// So many packages come in one entry at most: a guard against a key held down. House policy.
pub const COUNT_MOST: u32 = 5_000;

/// One syringe: its session, and which one of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyringeId {
    /// In which visit it was drawn.
    pub session: SessionId,
    /// 1, 2, … in that visit.
    pub number: u32,
}

/// So much of one vial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub vial: u32,
    /// How much of it.
    pub measure: Measure,
}

/// Packages of one kind that come from another vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What is on them.
    pub label: Label,
    /// How many.
    pub count: u32,
}

/// What can have happened to a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum VaultFact {
    /// A locked place was taken into use, under this registration.
    Opened { name: Line, site: Option<u32>, registration: Line, address: Line, by: PersonId, at: Instant },
    /// It is used no more.
    Closed { reason: Line, by: PersonId, at: Instant },
    /// Packages came from a supplier.
    Received {
        supplier: Supplier,
        invoice: Line,
        on: Date,
        label: Label,
        count: u32,
        by: PersonId,
        at: Instant,
    },
    /// A package was opened.
    VialOpened { vial: u32, discard_by: Instant, by: PersonId, at: Instant },
    /// Drawn into a syringe, or taken out to be given.
    Drawn {
        vial: u32,
        measure: Measure,
        syringe: SyringeId,
        patient: PatientId,
        by: PersonId,
        witness: Witness,
        at: Instant,
    },
    /// Given to a patient.
    Administered { syringe: SyringeId, amount: Micrograms, patient: PatientId, by: PersonId, at: Instant },
    /// What was left of a syringe was wasted.
    SyringeWasted {
        syringe: SyringeId,
        amount: Micrograms,
        reason: WasteReason,
        by: PersonId,
        witness: Witness,
        at: Instant,
    },
    /// Whole pieces were put back.
    SyringeReturned { syringe: SyringeId, amount: Micrograms, by: PersonId, witness: Witness, at: Instant },
    /// Part of a vial, or the rest of it, was wasted.
    VialWasted {
        vial: u32,
        measure: Measure,
        reason: WasteReason,
        note: Option<Line>,
        by: PersonId,
        witness: Witness,
        at: Instant,
    },
    /// Sealed packages went back to somebody who may take them.
    Returned { vials: Vec<u32>, to: Supplier, paper: Line, by: PersonId, at: Instant },
    /// Sealed packages went to another vault.
    TransferredOut { to: VaultId, vials: Vec<u32>, by: PersonId, witness: Witness, at: Instant },
    /// They came from another vault.
    TransferredIn { from: VaultId, packages: Vec<Incoming>, by: PersonId, witness: Witness, at: Instant },
    /// Packages were destroyed before two people.
    Destroyed { vials: Vec<u32>, method: Line, place: Line, by: PersonId, witness: Witness, at: Instant },
    /// Two people counted, and did not know what to expect.
    Counted { lines: Vec<CountLine>, note: Option<Line>, by: PersonId, witness: Witness, at: Instant },
    /// What was counted is not what the entries add up to.
    DiscrepancyFound {
        number: u32,
        lot: u32,
        expected: Micrograms,
        counted: Micrograms,
        due: Instant,
        at: Instant,
    },
    /// Nobody can say where the rest of a syringe is.
    SyringeShort {
        number: u32,
        syringe: SyringeId,
        left: Micrograms,
        reason: Line,
        by: PersonId,
        due: Instant,
        at: Instant,
    },
    /// An entry was wrong, and correcting it explains the difference.
    DiscrepancyExplained { number: u32, entry: u64, words: Line, by: PersonId, at: Instant },
    /// The vials held more than their label said.
    FoundOver { number: u32, parts: Vec<Part>, words: Line, by: PersonId, at: Instant },
    /// It is gone.
    Lost {
        number: u32,
        discrepancy: Option<u32>,
        parts: Vec<Part>,
        kind: LossKind,
        significant: bool,
        words: Line,
        discovered: Date,
        notice_by: Option<Date>,
        form_by: Option<Date>,
        by: PersonId,
        at: Instant,
    },
    /// The authority was told.
    LossReported { number: u32, step: LossStep, on: Date, reference: Line, by: PersonId, at: Instant },
    /// An entry was wrong: what it should have said, or none when it should not have been written.
    Corrected { entry: u64, quantity: Option<u64>, reason: Line, by: PersonId, witness: Witness, at: Instant },
}
