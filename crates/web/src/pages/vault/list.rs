//! Every vault: what is in it, what is owed about it.

use askama::Template;
use care::practice::ActKind;
use care::units::Micrograms;

use super::{Known, all};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::safety_today::places;
use crate::pages::patients::offers;
use crate::parts::{Action, Mark, Pair};
use crate::visit::Visit;
use crate::when;

struct Row {
    href: String,
    name: String,
    facts: Vec<Pair>,
    mark: Mark,
    owed: String,
}

#[derive(Template)]
#[template(path = "vault/list.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    may_open: bool,
    rows: Vec<Row>,
}

/// `GET /vault`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let rows = all(app)?.iter().map(|known| row(app, known)).collect();
    html(&Page {
        frame: draw::frame(app, visit, "Vaults"),
        places: if offers(visit, ActKind::SeeClinic) { places("/vault") } else { vec![] },
        may_open: offers(visit, ActKind::OpenVault),
        rows,
    })
}

fn row(app: &App, known: &Known) -> Row {
    let vault = &known.vault;
    let open = vault.discrepancies.iter().filter(|one| one.settled.is_none()).count();
    let late = vault.discrepancies.iter().any(|one| one.settled.is_none() && one.due < known.now);
    let counted = vault
        .counts
        .last()
        .map_or_else(|| "never".to_owned(), |count| when::full(count.by.1, &known.place.zone));
    let mut facts = vec![
        Pair::new("Registration", vault.registration.as_str()),
        Pair::new("Address", vault.address.as_str()),
        Pair::new("On hand", &Micrograms(vault.book.on_hand).in_mg()),
        Pair::new("In syringes", &Micrograms(vault.book.in_syringes).in_mg()),
        Pair::new("Last counted", &counted),
    ];
    if app.places().are_several() {
        facts.insert(0, Pair::new("Place", &known.place.name));
    }
    Row {
        href: known.href(),
        name: vault.name.to_string(),
        facts,
        mark: match (open, late) {
            (0, _) => Mark::default(),
            (_, false) => Mark::Todo,
            (_, true) => Mark::Overdue,
        },
        owed: match (vault.closed.is_some(), open) {
            (true, _) => "Closed".to_owned(),
            (false, 0) => String::new(),
            (false, 1) => "1 difference to explain".to_owned(),
            (false, open) => format!("{open} differences to explain"),
        },
    }
}
