//! The vaults: what is in them, what is done with it, and the register. Read and kept by whoever gives drugs; read by auditors.

use std::sync::Arc;

use askama::Template;
use care::house::custody_rules::CustodyRules;
use care::ids::VaultId;
use care::practice::Here;
use care::refusal::Refusal;
use care::time::{Date, Instant};
use care::units::Micrograms;
use care::vault::report_loss::after_days;
use care::vault::{Form, Label, Lot, Measure, Part, Vault, Vial};
use record::views::ask_vaults;

use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::place::Place;
use crate::second_signer;
use crate::visit::Visit;
use crate::when;

pub mod correct_entry;
pub mod count_vault;
pub mod entry_words;
pub mod list;
pub mod move_vials;
pub mod one;
pub mod open_vault;
pub mod open_vial;
pub mod receive_vials;
pub mod register;
pub mod register_file;
pub mod report_loss;
pub mod settle_discrepancy;
pub mod waste_vial;

/// The vault that an address names, where it is, and which day it is there.
pub struct Known {
    /// Which.
    pub id: VaultId,
    /// As it stands.
    pub vault: Arc<Vault>,
    /// Where.
    pub place: Place,
    /// Now.
    pub now: Instant,
    /// Today, by the clock of the place.
    pub today: Date,
}

/// Whatever a form about one vault has beside its own fields.
pub struct Common {
    /// The page of the vault.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// What to look at again.
    pub errors: Errors,
    /// The command.
    pub command: String,
    /// Who may sign with whoever acts; empty where one signs alone.
    pub seconds: Vec<Choice>,
}

/// Reads which vault it is.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn known(app: &App, visit: &Visit) -> Result<Known, Trouble> {
    let id = visit.id("vault", VaultId::read)?;
    of(app, id)
}

/// One vault.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn of(app: &App, id: VaultId) -> Result<Known, Trouble> {
    let vault = app.vault(id)?;
    let (place, now) = (app.places().of_site(vault.site), app.now());
    let today = when::local(now, &place.zone).ok_or(Trouble::Broken)?.date;
    Ok(Known { id, vault, place, now, today })
}

/// Every vault, in the order they were opened.
///
/// # Errors
/// The store's.
pub fn all(app: &App) -> Result<Vec<Known>, Trouble> {
    app.read(ask_vaults::all)?.into_iter().map(|id| of(app, id)).collect()
}

impl Known {
    /// Its page.
    pub fn href(&self) -> String {
        format!("/vault/{}", self.id)
    }

    /// What every form about it has.
    ///
    /// # Errors
    /// The store's.
    pub fn common(
        &self,
        app: &App,
        visit: &Visit,
        title: &str,
        errors: Errors,
        by_two: bool,
    ) -> Result<(Frame, Common), Trouble> {
        let here = Here::at(&self.place.jurisdiction, app);
        let common = Common {
            href: self.href(),
            name: self.vault.name.to_string(),
            errors,
            command: visit.form_command(),
            seconds: if by_two { second_signer::people(app, visit, here)? } else { vec![] },
        };
        Ok((draw::frame(app, visit, title), common))
    }

    /// The next sealed package of each lot, and how many of it there are: nobody paints a number on a vial before it is opened.
    pub fn sealed(&self) -> Vec<(&Lot, &Vial, usize)> {
        let vault = &self.vault;
        let of = |lot: &Lot| {
            let mut sealed =
                vault.vials.iter().filter(|vial| vial.lot == lot.number && vault.sealed(vial.number).is_ok());
            let first = sealed.next()?;
            Some((first, 1 + sealed.count()))
        };
        let mut all: Vec<_> =
            vault.lots.iter().filter_map(|lot| of(lot).map(|(first, count)| (lot, first, count))).collect();
        all.sort_by_key(|(lot, ..)| lot.label.expiry);
        all
    }

    /// What was opened and still holds something.
    pub fn open(&self) -> Vec<&Vial> {
        let vault = &self.vault;
        vault.vials.iter().filter(|vial| 0 < vial.left.0 && vault.sealed(vial.number).is_err()).collect()
    }

    /// `Lot A1 (2027-05-31), ketamine 50 mg/ml`.
    pub fn lot_words(&self, number: u32) -> String {
        self.vault.lot(number).map(|lot| label_words(&lot.label)).unwrap_or_default()
    }

    /// In which form a vial is.
    pub fn form_of(&self, vial: &Vial) -> Form {
        self.vault.label(vial).map_or(Form::Vial, |label| label.package.form)
    }
}

/// The day on which a vault is to be counted next, by what its place asks.
pub fn due(known: &Known, rules: &CustodyRules) -> Option<Date> {
    let last = known.vault.counts.last().map_or(known.vault.opened.1, |count| count.by.1);
    let day = when::local(last, &known.place.zone)?.date;
    after_days(day, rules.count_every_days)
}

/// Draws a form: 422 when there is something to look at again.
///
/// # Errors
/// The template's.
pub fn drawn(page: &impl Template, errors: &Errors) -> Answered {
    if errors.is_empty() { html(page) } else { again(page) }
}

/// `ketamine 50 mg/ml, 10 ml`.
pub fn package_words(label: &Label) -> String {
    let each = Micrograms(label.package.strength).in_mg();
    let holds = label.package.holds.written(label.package.form);
    match label.package.form {
        Form::Vial => format!("{} {each}/ml, {holds}", label.drug),
        Form::Tablet => format!("{} tablets of {each}, {holds}", label.drug),
        Form::Troche => format!("{} troches of {each}, {holds}", label.drug),
    }
}

/// `Lot A1, ketamine 50 mg/ml, 10 ml, until 2027-05-31`.
pub fn label_words(label: &Label) -> String {
    format!("Lot {}, {}, until {}", label.lot, package_words(label), label.expiry)
}

/// The field a refusal of these acts belongs to, where it belongs to one.
pub const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::PackageUnfit => "strength",
        Refusal::PackagesUnfit { .. } => "count",
        Refusal::PastLastDay { .. } => "expiry",
        Refusal::DayNotYet | Refusal::DayTooLongAgo { .. } => "on",
        Refusal::MeasureUnfit | Refusal::VialHoldsLess { .. } => "measure",
        Refusal::TextMissing => "note",
        Refusal::VaultThere => "name",
        Refusal::SiteUnknown => "site",
        _ => "vial",
    }
}

/// So much of a vial, as typed in its own unit; an error beside the field.
pub fn measure(known: &Known, visit: &Visit, errors: &mut Errors, name: &str, form: Form) -> Option<Measure> {
    let read = Measure::read(visit.value(name), form);
    if read.is_none() {
        let unit = if form == Form::Vial { "millilitres, such as 0.7" } else { "whole pieces, such as 2" };
        errors.add(
            name,
            &format!("Write how much, in {unit}. {} reads no more than three decimals.", known.vault.name),
        );
    }
    read
}

/// Whole packages that a form names: so many of each lot, the lowest numbers first, and opened ones by their own number.
pub fn chosen(known: &Known, visit: &Visit, errors: &mut Errors) -> Vec<u32> {
    let vault = &known.vault;
    let mut vials = vec![];
    for (lot, _, count) in known.sealed() {
        let name = format!("lot-{}", lot.number);
        let Some(typed) = visit.given(&name) else { continue };
        let Some(wanted) = typed.parse::<usize>().ok().filter(|wanted| *wanted <= count) else {
            errors.add(&name, "Write how many, as a whole number. More than there are cannot go.");
            continue;
        };
        let of =
            vault.vials.iter().filter(|vial| vial.lot == lot.number && vault.sealed(vial.number).is_ok());
        vials.extend(of.take(wanted).map(|vial| vial.number));
    }
    vials.extend(visit.values("opened").into_iter().filter_map(|number| number.parse::<u32>().ok()));
    vials
}

/// Parts of opened vials: a field for each.
pub fn parts(known: &Known, visit: &Visit, errors: &mut Errors, of: &[&Vial]) -> Vec<Part> {
    let mut parts = vec![];
    for vial in of {
        let name = format!("part-{}", vial.number);
        if visit.given(&name).is_none() {
            continue;
        }
        let form = known.form_of(vial);
        let measure = measure(known, visit, errors, &name, form);
        parts.extend(measure.map(|measure| Part { vial: vial.number, measure }));
    }
    parts
}
