//! The receipts of one day, in order, with what was taken and given back by each way: for counting the till.

use askama::Template;
use care::ids::ReceiptId;
use care::money::{Currency, Paid, Paper, Receipt};
use care::practice::ActKind;
use care::roster::LocalTime;
use care::time::Date;
use care::units::Cents;
use record::views::ask_receipts;

use super::{today, write_receipt};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::safety_today::places;
use crate::pages::patients::offers;
use crate::parts::{Action, Cell, Pair, Table};
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "money/day.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    day: String,
    table: Option<Table>,
    sums: Vec<Pair>,
    /// The list shows no more: the sums are not of the whole day.
    cut: bool,
}

/// What was taken and what went back, by one way.
type Sums = [(u64, u64); 3];

/// `GET /desk/receipts`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let day = Date::read(visit.asked("day")).map_or_else(|| today(app), Ok)?;
    let noon =
        when::from_local(LocalTime { date: day, minute: 12 * 60 }, &app.zone).ok_or(Trouble::NotFound)?;
    let (from, until) = when::day_around(noon, &app.zone);
    let ids = app.read(|conn, org| ask_receipts::between(conn, org, from, until))?;
    let all: Vec<_> = ids.iter().map(|id| Ok((*id, app.receipt(*id)?))).collect::<Result<_, Trouble>>()?;
    let mut sums = Some(Sums::default());
    let mut table = Table::new("receipts", &format!("Receipts of {day}"), &["Number", "At", "For", "What"]);
    for (id, receipt) in &all {
        sums = sums.and_then(|sums| with(sums, receipt));
        table.rows.push(row(app, *id, receipt)?);
    }
    let currency = all.first().map(|(_, receipt)| receipt.currency);
    html(&Page {
        frame: draw::frame(app, visit, "Receipts of one day"),
        places: if offers(visit, ActKind::SeeClinic) { places("/desk/receipts") } else { vec![] },
        day: day.to_string(),
        cut: ask_receipts::MOST <= i64::try_from(all.len()).unwrap_or(i64::MAX),
        table: (!all.is_empty()).then_some(table),
        sums: currency.zip(sums).map(|(currency, sums)| pairs(&sums, currency)).unwrap_or_default(),
    })
}

fn row(app: &App, id: ReceiptId, receipt: &Receipt) -> Result<Vec<Cell>, Trouble> {
    let patient = app.patient(receipt.patient)?;
    Ok(vec![
        Cell::link(&receipt.number.to_string(), &format!("/receipts/{id}")),
        Cell::new(&when::clock(receipt.at, &app.zone)),
        Cell::link(patient.details.name.as_str(), &format!("/desk/{}/receipts", receipt.patient)),
        Cell::new(&write_receipt::short(receipt)),
    ])
}

/// With one more receipt; none when it would not fit.
fn with(sums: Sums, receipt: &Receipt) -> Option<Sums> {
    let Paid { cash, card, transfer } = *receipt.paid();
    let goes_back = matches!(receipt.paper, Paper::Back { .. });
    let add = |(taken, back): (u64, u64), amount: Cents| {
        if goes_back {
            Some((taken, back.checked_add(amount.0)?))
        } else {
            Some((taken.checked_add(amount.0)?, back))
        }
    };
    Some([add(sums[0], cash)?, add(sums[1], card)?, add(sums[2], transfer)?])
}

fn pairs(sums: &Sums, currency: Currency) -> Vec<Pair> {
    let ways = ["In cash", "By card", "By transfer"].iter().zip(sums);
    ways.map(|(way, (taken, back))| {
        let (taken, back) = (super::money(Cents(*taken), currency), super::money(Cents(*back), currency));
        Pair::new(way, &format!("{taken} taken, {back} taken back"))
    })
    .collect()
}
