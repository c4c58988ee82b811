//! One vault: what is on hand by lot, what is open, what has to be explained, and what can be done.

use askama::Template;
use care::practice::ActKind;
use care::units::Micrograms;
use care::vault::{Discrepancy, Lot, Short};

use super::{Known, due, known, label_words, package_words, report_loss};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{offers, person_name};
use crate::parts::{Action, Cell, Mark, Pair, Table};
use crate::visit::{Visit, fresh_command};
use crate::when;

struct Difference {
    number: u32,
    words: String,
    mark: Mark,
    by: String,
}

#[derive(Template)]
#[template(path = "vault/one.html")]
struct Page {
    frame: Frame,
    href: String,
    closed: String,
    facts: Vec<Pair>,
    lots: Option<Table>,
    open: Option<Table>,
    differences: Vec<Difference>,
    losses: Vec<report_loss::Owed>,
    /// The director notes what was sent to the authority.
    notes_losses: bool,
    today: String,
    actions: Vec<Action>,
    /// The director may settle differences and close the vault.
    answers: bool,
    close_command: String,
}

/// `GET /vault/{vault}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let (vault, zone) = (&known.vault, &known.place.zone);
    let counted = vault.counts.last().map_or_else(
        || "Never".to_owned(),
        |count| {
            let two = [count.by.0, count.witness.person].map(|who| person_name(app, who));
            format!("{}, by {}", when::full(count.by.1, zone), two.join(" and "))
        },
    );
    let open_vault = vault.closed.is_none();
    html(&Page {
        frame: draw::frame(app, visit, vault.name.as_str()),
        href: known.href(),
        closed: vault
            .closed
            .as_ref()
            .map(|(why, (_, at))| format!("Closed {}: {why}", when::full(*at, zone)))
            .unwrap_or_default(),
        facts: vec![
            Pair::new("Place", &known.place.name),
            Pair::new("Registration", vault.registration.as_str()),
            Pair::new("Registered address", vault.address.as_str()),
            Pair::new("On hand", &Micrograms(vault.book.on_hand).in_mg()),
            Pair::new("In syringes", &Micrograms(vault.book.in_syringes).in_mg()),
            Pair::new("Last counted", &counted),
            Pair::new("Next count", &next_count(app, &known)?),
        ],
        lots: lots(&known),
        open: open(&known),
        differences: differences(&known),
        losses: report_loss::owed(&known),
        notes_losses: offers(visit, ActKind::NoteLossReported),
        today: known.today.to_string(),
        actions: if open_vault { actions(&known, visit) } else { vec![] },
        answers: open_vault && offers(visit, ActKind::SettleDiscrepancy),
        close_command: fresh_command().to_string(),
    })
}

/// When it is to be counted next, by what its place asks; said only from what is signed.
fn next_count(app: &App, known: &Known) -> Result<String, Trouble> {
    let (house, place) = (app.known_house()?, &known.place.jurisdiction);
    Ok(match house.custody_in(place) {
        None => format!("not signed yet: what {place} asks"),
        Some(signed) => due(known, &signed.rules).map(|day| day.to_string()).unwrap_or_default(),
    })
}

fn actions(known: &Known, visit: &Visit) -> Vec<Action> {
    let all = [
        ("receive", "Receive", ActKind::ReceiveVials),
        ("open", "Open a vial", ActKind::OpenVial),
        ("waste", "Waste", ActKind::WasteVial),
        ("count", "Count", ActKind::CountVault),
        ("return", "Send back", ActKind::ReturnVials),
        ("transfer", "Hand to another vault", ActKind::TransferVials),
        ("destroy", "Destroy", ActKind::DestroyVials),
        ("loss", "Something is gone", ActKind::ReportLoss),
    ];
    let offered = all.into_iter().filter(|(.., act)| offers(visit, *act));
    offered.map(|(to, words, _)| Action::new(&format!("{}/{to}", known.href()), words, false)).collect()
}

/// Lots with anything on hand, the first to expire first.
fn lots(known: &Known) -> Option<Table> {
    let vault = &known.vault;
    let mut here: Vec<&Lot> = vault.lots.iter().filter(|lot| 0 < lot.book.on_hand).collect();
    here.sort_by_key(|lot| lot.label.expiry);
    let head = ["Lot", "What", "Last day", "#Sealed", "#Opened", "#On hand"];
    let mut table = Table::new("lots", "On hand by lot, the first to expire first", &head);
    for lot in here {
        let of = |sealed: bool| {
            let vials = vault.vials.iter().filter(|vial| vial.lot == lot.number && 0 < vial.left.0);
            vials.filter(|vial| vault.sealed(vial.number).is_ok() == sealed).count().to_string()
        };
        let last = lot.label.expiry.to_string();
        let last = if lot.label.expiry < known.today {
            Cell::mark(Mark::Overdue, &format!("{last}: over"))
        } else {
            Cell::new(&last)
        };
        table.rows.push(vec![
            Cell::new(&format!("{}: {}", lot.number, lot.label.lot)),
            Cell::new(&package_words(&lot.label)),
            last,
            Cell::new(&of(true)),
            Cell::new(&of(false)),
            Cell::new(&Micrograms(lot.book.on_hand).in_mg()),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn open(known: &Known) -> Option<Table> {
    let mut table = Table::new("open", "Opened, and not empty", &["Vial", "What", "#Left", "Thrown away by"]);
    for vial in known.open() {
        let label = known.vault.label(vial).ok()?;
        let by = match vial.opened {
            Some((by, _)) if by <= known.now => {
                Cell::mark(Mark::Overdue, &format!("{}: past", when::full(by, &known.place.zone)))
            }
            Some((by, _)) => Cell::new(&when::full(by, &known.place.zone)),
            None => Cell::new("not opened: part of it is gone"),
        };
        table.rows.push(vec![
            Cell::new(&vial.number.to_string()),
            Cell::new(&label_words(label)),
            Cell::new(&vial.left.written(label.package.form)),
            by,
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// What a difference is, in words.
pub fn difference_words(known: &Known, one: &Discrepancy) -> String {
    match one.of {
        Short::Lot(lot, expected, counted) => {
            let more = if expected < counted { "more" } else { "less" };
            let by = Micrograms(expected.0.abs_diff(counted.0)).in_mg();
            let (expected, counted) = (expected.in_mg(), counted.in_mg());
            format!("{}: {counted} counted, {expected} by the entries, {by} {more}", known.lot_words(lot))
        }
        Short::Syringe(id) => {
            let left = known.vault.syringe(id).map_or(Micrograms(0), |syringe| syringe.left);
            format!("Syringe {} of a visit: {} is not accounted for", id.number, left.in_mg())
        }
    }
}

fn differences(known: &Known) -> Vec<Difference> {
    let open = known.vault.discrepancies.iter().filter(|one| one.settled.is_none());
    open.map(|one| Difference {
        number: one.number,
        words: difference_words(known, one),
        mark: if one.due < known.now { Mark::Overdue } else { Mark::Todo },
        by: format!("by {}", when::full(one.due, &known.place.zone)),
    })
    .collect()
}
