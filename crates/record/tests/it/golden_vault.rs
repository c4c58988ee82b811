//! One of each fact of a vault, every field filled.

use care::ids::{PatientId, PersonId, SessionId, VaultId};
use care::text::Line;
use care::time::{Date, Instant};
use care::units::Micrograms;
use care::vault::*;

const AT: Instant = Instant(1_795_359_600_000_000);
const LATER: Instant = Instant(1_826_895_600_000_001);
const BY: PersonId = PersonId(0x0192_f3a0_0000_7000_8000_0000_0000_0003);

fn line(text: &str) -> Line {
    Line::new(text).unwrap()
}

fn came() -> (Supplier, Label) {
    let supplier = Supplier {
        name: line("Harbor \"Medical\" Supply"),
        address: line("4 Dock Road, Zoë\u{301}"),
        registration: line("RH0000001"),
    };
    let package = Package { form: Form::Vial, strength: 50_000, holds: Measure(10_000) };
    let label = Label {
        drug: line("ketamine hydrochloride"),
        ndc: Some(line("00143-9508-10")),
        lot: line("A1"),
        expiry: Date::new(2028, 2, 29).unwrap(),
        package,
    };
    (supplier, label)
}

pub fn vault() -> Vec<VaultFact> {
    let (by, at) = (BY, AT);
    let on = Date::new(2026, 11, 22).unwrap();
    let (supplier, label) = came();
    let witness = Witness { person: PersonId(4), checked: Checked::PasswordAndCode };
    let syringe = SyringeId { session: SessionId(9), number: 2 };
    let (patient, amount, measure) = (PatientId(7), Micrograms(35_000), Measure(700));
    let (name, registration, address) = (line("Safe"), line("AB1234563"), line("12 Quay Street"));
    let words = || line("not in the safe");
    let parts = || vec![Part { vial: 3, measure }];
    let lines = vec![CountLine { lot: 1, sealed: 4, open: Measure(u64::MAX) }];
    let packages = vec![Incoming { label: label.clone(), count: 2 }];
    vec![
        VaultFact::Opened { name, site: Some(1), registration, address, by, at },
        VaultFact::Closed { reason: words(), by, at },
        VaultFact::Received {
            supplier: supplier.clone(),
            invoice: line("INV-1"),
            on,
            label,
            count: 2,
            by,
            at,
        },
        VaultFact::VialOpened { vial: 3, discard_by: LATER, by, at },
        VaultFact::Drawn { vial: 3, measure, syringe, patient, by, witness, at },
        VaultFact::Administered { syringe, amount, patient, by, at },
        VaultFact::SyringeWasted { syringe, amount, reason: WasteReason::NotGiven, by, witness, at },
        VaultFact::SyringeReturned { syringe, amount, by, witness, at },
        VaultFact::VialWasted {
            vial: 3,
            measure,
            reason: WasteReason::Other,
            note: Some(line("fell")),
            by,
            witness,
            at,
        },
        VaultFact::Returned { vials: vec![1, 2], to: supplier, paper: line("RMA-9"), by, at },
        VaultFact::TransferredOut { to: VaultId(2), vials: vec![1], by, witness, at },
        VaultFact::TransferredIn { from: VaultId(1), packages, by, witness, at },
        VaultFact::Destroyed {
            vials: vec![3],
            method: line("denatured"),
            place: line("here"),
            by,
            witness,
            at,
        },
        VaultFact::Counted { lines, note: Some(line("one label torn")), by, witness, at },
        VaultFact::DiscrepancyFound {
            number: 1,
            lot: 1,
            expected: Micrograms(500_000),
            counted: Micrograms(495_000),
            due: LATER,
            at,
        },
        VaultFact::SyringeShort { number: 2, syringe, left: amount, reason: words(), by, due: LATER, at },
        VaultFact::DiscrepancyExplained { number: 1, entry: 7, words: words(), by, at },
        VaultFact::FoundOver { number: 1, parts: parts(), words: words(), by, at },
        VaultFact::Lost {
            number: 1,
            discrepancy: Some(2),
            parts: parts(),
            kind: LossKind::Theft,
            significant: true,
            words: words(),
            discovered: on,
            notice_by: Date::new(2026, 11, 23),
            form_by: Date::new(2027, 1, 6),
            by,
            at,
        },
        VaultFact::LossReported { number: 1, step: LossStep::Form, on, reference: line("106-77"), by, at },
        VaultFact::Corrected { entry: 7, quantity: Some(650), reason: words(), by, witness, at },
    ]
}
