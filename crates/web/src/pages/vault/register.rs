//! The register: every entry between two days, the balance of its lot after it, corrected ones struck through. It prints.

use askama::Template;
use care::practice::ActKind;
use care::time::{Date, Instant};

use super::entry_words::{Line, lines};
use super::{Known, known};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::offers;
use crate::visit::Visit;
use crate::when;

struct Row {
    line: Line,
    at: String,
    iso: String,
    amount: String,
    balance: String,
    correct: String,
}

#[derive(Template)]
#[template(path = "vault/register.html")]
struct Page {
    frame: Frame,
    href: String,
    house: String,
    name: String,
    registration: String,
    address: String,
    printed: String,
    from: String,
    until: String,
    file: String,
    rows: Vec<Row>,
}

/// The days a register is asked for: the last month where nothing is said.
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub until: Date,
}

/// Reads them.
pub fn days(visit: &Visit, known: &Known) -> Days {
    let month_ago = Instant(known.now.0 - 31 * 86_400_000_000);
    let first = when::local(month_ago, &known.place.zone).map_or(known.today, |local| local.date);
    Days {
        from: Date::read(visit.asked("from")).unwrap_or(first),
        until: Date::read(visit.asked("until")).unwrap_or(known.today),
    }
}

/// The lines of these days, by the clock of the place.
///
/// # Errors
/// The store's.
pub fn of_days(app: &App, visit: &Visit, known: &Known, days: &Days) -> Result<Vec<Line>, Trouble> {
    let mut all = lines(app, visit, known)?;
    all.retain(|line| {
        let day = line.at.and_then(|at| when::local(at, &known.place.zone)).map(|local| local.date);
        day.is_some_and(|day| days.from <= day && day <= days.until)
    });
    Ok(all)
}

/// `GET /vault/{vault}/register`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let (days, zone) = (days(visit, &known), &known.place.zone);
    let may_correct = offers(visit, ActKind::CorrectEntry);
    let rows = of_days(app, visit, &known, &days)?.into_iter().map(|line| {
        let at = line.at.unwrap_or(known.now);
        let open = may_correct && line.correctable;
        Row {
            at: when::full(at, zone),
            iso: when::iso(at, zone),
            amount: line.amount.map(care::units::Micrograms::in_mg).unwrap_or_default(),
            balance: line.balance.map(care::units::Micrograms::in_mg).unwrap_or_default(),
            correct: if open { format!("{}/correct/{}", known.href(), line.entry) } else { String::new() },
            line,
        }
    });
    html(&Page {
        rows: rows.collect(),
        frame: draw::frame(app, visit, &format!("Register of {}", known.vault.name)),
        href: known.href(),
        house: app.house.name.to_string(),
        name: known.vault.name.to_string(),
        registration: known.vault.registration.to_string(),
        address: known.vault.address.to_string(),
        printed: when::full(known.now, zone),
        file: format!("{}/register.csv?from={}&until={}", known.href(), days.from, days.until),
        from: days.from.to_string(),
        until: days.until.to_string(),
    })
}
