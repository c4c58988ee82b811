//! The price list, for everybody: what costs how much today, and what changes from which day.

use askama::Template;
use care::money::{Item, Till};
use care::time::Date;

use super::{kind_words, money, name, till, today};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::texts::Lang;
use crate::visit::Visit;

/// One thing on the list.
pub struct Row {
    /// What it is called.
    pub name: String,
    /// What kind of thing.
    pub kind: &'static str,
    /// What it costs today; "" when it is not on the list yet.
    pub amount: String,
    /// What changes, and from which day; "" when nothing is said of later.
    pub next: String,
}

#[derive(Template)]
#[template(path = "prices/list.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    day: String,
}

/// `GET /prices`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (till, today) = (till(app)?, today(app)?);
    html(&Page {
        frame: draw::frame_in(app, visit, &visit.lang.say("money-prices"), Shell::Public),
        rows: rows(visit.lang, &till, today),
        day: today.to_string(),
    })
}

/// What is on the list on a day, or comes to be.
pub fn rows(lang: Lang, till: &Till, today: Date) -> Vec<Row> {
    till.items.iter().filter_map(|item| row(lang, till, item, today)).collect()
}

fn row(lang: Lang, till: &Till, item: &Item, today: Date) -> Option<Row> {
    let currency = till.currency?;
    let (now, next) = (item.price_on(today), item.after(today));
    let known = now.or_else(|| next.and_then(|next| next.price.as_ref()))?;
    let from = next.map(|next| next.from.to_string()).unwrap_or_default();
    let change = match next.map(|next| &next.price) {
        None => String::new(),
        Some(None) => lang.say_with("money-ends", &[("day", &from)]),
        Some(Some(price)) => {
            let amount = money(price.amount, currency);
            lang.say_with("money-changes", &[("day", &from), ("amount", &amount)])
        }
    };
    Some(Row {
        name: name(lang, known.name.as_str(), known.spanish.as_ref().map(care::text::Line::as_str)),
        kind: kind_words(lang, known.kind),
        amount: now.map(|price| money(price.amount, currency)).unwrap_or_default(),
        next: change,
    })
}
