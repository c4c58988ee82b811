//! The vault of Harbor Clinic, woven into what was told: it is opened when the house is founded, every draw comes from a vial that
//! is open, what is left of a syringe is wasted before the record is signed, and it is counted now and then. All numbers are
//! those of an invented house.

use std::collections::BTreeMap;

use care::act::Act;
use care::house::custody_rules::SetCustodyRules;
use care::ids::{CommandId, SessionId, VaultId};
use care::practice::Acting;
use care::session::draw_drug::DrawDrug;
use care::session::syringe::{FromVial, WasteSyringe};
use care::time::{Date, Instant};
use care::units::{Hours, Micrograms};
use care::vault::{
    Checked, CountLine, CountVault, Form, Label, Measure, OpenVault, OpenVial, Package, Part, ReceiveVials,
    Supplier, WasteReason, WasteVial, Witness,
};
use jiff::tz::TimeZone;
use record::submit::Command;

use super::days::{days, later};
use super::house::{HOUSE, JURISDICTION};
use super::script::Step;
use super::staff::{Member, Staff};
use super::words::line;
use crate::clock::timed_id;

/// What one lozenge dose is here: told apart from what is drawn into a syringe.
const LOZENGES: Micrograms = Micrograms(150_000);
/// A count every so many days.
const COUNTED_EVERY: i64 = 28;
/// An opened vial is thrown away after so long, as this house's policy says.
const OPEN_FOR: Hours = Hours(24);

/// Packages of one kind.
struct Shelf {
    lot: u32,
    package: Package,
    /// The number of the first, and how many came.
    first: u32,
    count: u32,
    /// How many were opened.
    opened: u32,
    /// The one that is open: its number, what is left, by when it is thrown away.
    open: Option<(u32, u64, Instant)>,
}

/// A syringe on its way.
struct Drawn {
    amount: u64,
    left: u64,
}

/// The vault as far as it has been told.
struct Keeping {
    id: VaultId,
    shelves: [Shelf; 2],
    drawn: BTreeMap<SessionId, (u32, Drawn)>,
    second: Member,
    counter: Member,
    zone: TimeZone,
    now: Instant,
    told: Vec<Step>,
    nth: u128,
}

fn shelf(lot: u32, package: Package, first: u32, count: u32) -> Shelf {
    Shelf { lot, package, first, count, opened: 0, open: None }
}

/// The same steps, with everything that the vault asks for.
///
/// # Errors
/// In words, when a day is outside the calendar.
pub fn kept(
    steps: Vec<Step>,
    staff: &Staff,
    founded: Instant,
    now: Instant,
    zone: &TimeZone,
) -> Result<Vec<Step>, String> {
    let vials = Package { form: Form::Vial, strength: 50_000, holds: Measure(10_000) };
    let troches = Package { form: Form::Troche, strength: 50_000, holds: Measure(30) };
    let mut keeping = Keeping {
        id: VaultId(timed_id(founded, 0x5AFE)),
        shelves: [shelf(1, vials, 1, 400), shelf(2, troches, 401, 200)],
        drawn: BTreeMap::new(),
        second: staff.noor,
        counter: staff.sam,
        zone: zone.clone(),
        now,
        told: Vec::with_capacity(steps.len() + 200),
        nth: 0,
    };
    let opened = later(founded, 260);
    let (mut is_open, mut counted) = (false, days(opened, 7));
    for step in steps {
        if !is_open && opened <= step.at {
            is_open = true;
            keeping.opens(staff, opened)?;
        }
        while is_open && counted <= step.at && days(counted, 1) < now {
            keeping.counts(counted);
            counted = days(counted, COUNTED_EVERY);
        }
        keeping.follows(step)?;
    }
    // Whoever tries the house finds something open.
    for which in 0..keeping.shelves.len() {
        let by = keeping.counter.acting();
        keeping.makes_sure(which, 1_000, later(now, -9), by)?;
    }
    Ok(keeping.told)
}

impl Keeping {
    fn say(&mut self, at: Instant, by: Acting, act: Act) {
        self.nth += 1;
        let id = CommandId(timed_id(at, 0x5AFE_0000 + self.nth));
        self.told.push(Step { at, command: Command { id, act, by, occurred: None, sealed: None } });
    }

    fn today(&self, at: Instant) -> Result<Date, String> {
        let local = web::when::local(at, &self.zone).ok_or("a day outside the calendar")?;
        Ok(local.date)
    }

    fn witness(&self) -> Witness {
        Witness { person: self.second.id, checked: Checked::PasswordAndCode }
    }

    /// The director takes it into use, and the first packages come.
    fn opens(&mut self, staff: &Staff, at: Instant) -> Result<(), String> {
        let vault = OpenVault {
            name: line("Safe, second floor"),
            site: None,
            registration: line("AH0000001 (invented)"),
            address: line("12 Quay Street, New York"),
        };
        self.say(at, staff.priya.acting(), Act::OpenVault(self.id, vault));
        // What the file that ships says: nobody verified it, and the director signs it all the same.
        if let Some(Ok(file)) = exchange::place_file::shipped(JURISDICTION)
            && let Some(rules) = file.custody
        {
            let typed_name = line(staff.priya.name);
            let review_by = days(self.now, 200).min(days(at, 366));
            let act = SetCustodyRules { rules, typed_name, review_by, accepts_unverified: true };
            self.say(later(at, 3), staff.priya.acting(), Act::SetCustodyRules(HOUSE, act));
        }
        let today = self.today(at)?;
        let expiry = Date::new(today.year + 3, 6, 30).ok_or("a day outside the calendar")?;
        let supplier = Supplier {
            name: line("Quayside Medical Supply"),
            address: line("4 Dock Road, Newark"),
            registration: line("RQ0000002 (invented)"),
        };
        for (nth, lot, invoice) in [(0, "K24-118", "INV-20417"), (1, "T24-033", "INV-20418")] {
            let (package, count) = (self.shelves[nth].package, self.shelves[nth].count);
            let drug = line("ketamine hydrochloride");
            let label = Label { drug, ndc: None, lot: line(lot), expiry, package };
            let (supplier, invoice) = (supplier.clone(), line(invoice));
            let act = ReceiveVials { supplier, invoice, on: today, today, label, count };
            self.say(later(at, 5), self.counter.acting(), Act::ReceiveVials(self.id, act));
        }
        Ok(())
    }

    /// Two people count what is there, and it is what the entries add up to.
    fn counts(&mut self, at: Instant) {
        let line = |shelf: &Shelf| CountLine {
            lot: shelf.lot,
            sealed: shelf.count - shelf.opened,
            open: Measure(shelf.open.map_or(0, |(_, left, _)| left)),
        };
        let lines = self.shelves.iter().map(line).collect();
        let act = CountVault { lines, note: None, witness: self.witness() };
        self.say(at, self.counter.acting(), Act::CountVault(self.id, act));
    }

    /// A vial of this kind that holds so much is open; what was left of the one before is wasted.
    fn makes_sure(&mut self, which: usize, measure: u64, at: Instant, by: Acting) -> Result<u32, String> {
        if let Some((vial, left, until)) = self.shelves[which].open {
            if measure <= left && at < until {
                return Ok(vial);
            }
            if 0 < left {
                let reason = if at < until { WasteReason::Remainder } else { WasteReason::OpenTooLong };
                let (part, witness) = (Part { vial, measure: Measure(left) }, self.witness());
                let act = WasteVial { part, reason, note: None, witness };
                self.say(at, self.counter.acting(), Act::WasteVial(self.id, act));
            }
        }
        let (id, today, shelf) = (self.id, self.today(at)?, &mut self.shelves[which]);
        let vial = shelf.first + shelf.opened;
        let discard_by = at.plus_hours(OPEN_FOR);
        shelf.opened += 1;
        shelf.open = Some((vial, shelf.package.holds.0, discard_by));
        self.say(at, by, Act::OpenVial(id, OpenVial { vial, discard_by, today }));
        Ok(vial)
    }

    fn follows(&mut self, mut step: Step) -> Result<(), String> {
        let (at, by) = (step.at, step.command.by);
        match step.command.act.clone() {
            Act::DrawDrug(session, draw) => {
                let which = usize::from(draw.amount == LOZENGES);
                let package = self.shelves[which].package;
                let measure = package.measure(draw.amount).ok_or("no whole measure of a dose")?;
                let vial = self.makes_sure(which, measure.0, at, by)?;
                if let Some((_, left, _)) = &mut self.shelves[which].open {
                    *left -= measure.0;
                }
                let from = FromVial { vault: self.id, vial, measure, today: self.today(at)? };
                let checked = Some(Checked::PasswordAndCode);
                step.command.act = Act::DrawDrug(session, DrawDrug { checked, from: Some(from), ..draw });
                let amount = draw.amount.0;
                self.drawn.insert(session, (1, Drawn { amount, left: amount }));
            }
            Act::EndDose(session, end) => {
                if let Some((_, drawn)) = self.drawn.get_mut(&session) {
                    drawn.left = drawn.amount.saturating_sub(end.given.0);
                }
            }
            Act::SignRecord(session, _) => self.wastes_the_rest(session, at, by),
            _ => {}
        }
        self.told.push(step);
        Ok(())
    }

    fn wastes_the_rest(&mut self, session: SessionId, at: Instant, by: Acting) {
        let Some((number, drawn)) = self.drawn.remove(&session) else { return };
        if drawn.left == 0 {
            return;
        }
        let reason = WasteReason::Remainder;
        let (amount, witness) = (Micrograms(drawn.left), self.witness());
        let act = WasteSyringe { number, amount, reason, witness };
        self.say(at, by, Act::WasteSyringe(session, act));
    }
}
