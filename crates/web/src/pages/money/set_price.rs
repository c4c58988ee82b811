//! The price list as the medical director keeps it: in what, what costs how much from which day, and what was said before.

use askama::Template;
use care::act::Act;
use care::ids::TillId;
use care::money::{ChooseCurrency, Currency, EndPrice, Item, Price, SetPrice, Till};
use care::refusal::Refusal;
use care::text::Line;

use super::{amount, day_of, kind_words, kinds, money, till, today};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::safety_today::places;
use crate::pages::patients::{beside, command_of, line, person_name};
use crate::parts::{Action, Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

struct Row {
    number: u16,
    name: String,
    kind: &'static str,
    amount: String,
    said: Vec<String>,
}

#[derive(Template)]
#[template(path = "money/set_price.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    errors: Errors,
    currency: String,
    currencies: Vec<Choice>,
    rows: Vec<Row>,
    /// The thing whose price is being changed; 0 for a new one.
    changing: u16,
    heading: String,
    kinds: Vec<Choice>,
    called: String,
    spanish: String,
    amount: String,
    from: String,
    commands: [String; 3],
}

const HERE: &str = "/clinic/prices";

/// `GET /clinic/prices`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/prices/currency`
pub fn post_currency(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let Some(currency) = Currency::read(visit.value("currency")) else {
        errors.add("currency", "Choose what prices are in.");
        return draw(app, visit, errors);
    };
    let id = TillId::of(app.record.house());
    match app.submit(visit, Act::ChooseCurrency(id, ChooseCurrency { currency })) {
        Ok(_) => go(HERE, "currency-chosen"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "currency")?),
    }
}

/// `POST /clinic/prices`: puts a thing on the list, or says what it costs from a day on.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let act = read(visit, &mut errors);
    let Some(act) = act.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::SetPrice(TillId::of(app.record.house()), act)) {
        Ok(_) => go(HERE, "price-set"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

/// `POST /clinic/prices/end`: takes a thing off the list from a day on.
pub fn post_end(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let (item, from) = (visit.value("item").parse().ok(), day_of(visit, &mut errors, "end_from"));
    let (Some(item), Some(from)) = (item, from) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::EndPrice(TillId::of(app.record.house()), EndPrice { item, from })) {
        Ok(_) => go(HERE, "price-ended"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "end_from")?),
    }
}

const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::AmountTooHigh { .. } => "amount",
        Refusal::PriceFromPast | Refusal::DayTooFar { .. } => "from",
        _ => "name",
    }
}

fn read(visit: &Visit, errors: &mut Errors) -> Option<SetPrice> {
    let kind = care::money::PriceKind::read(visit.value("kind"));
    if kind.is_none() {
        errors.add("kind", "Choose what kind of thing it is.");
    }
    let name = line(visit, errors, "name", "Write what it is called.");
    let spanish = match visit.given("spanish").map(Line::new) {
        None => Some(None),
        Some(Ok(words)) => Some(Some(words)),
        Some(Err(no)) => {
            errors.add("spanish", &words::refusal(Lang::En, &no));
            None
        }
    };
    if visit.given("amount").is_none() {
        errors.add("amount", "Write what it costs. What is free costs 0.");
    }
    let (amount, from) = (amount(visit, errors, "amount"), day_of(visit, errors, "from"));
    let item = visit.value("item").parse().ok().filter(|item| 0 < *item);
    let price = Price { kind: kind?, name: name?, spanish: spanish?, amount: amount? };
    Some(SetPrice { item, price, from: from? })
}

fn row(app: &App, till: &Till, item: &Item, today: care::time::Date) -> Option<Row> {
    let currency = till.currency?;
    let latest = item.dated.iter().rev().find_map(|dated| dated.price.as_ref())?;
    let shown = item.price_on(today).unwrap_or(latest);
    let said = item.dated.iter().rev().map(|dated| {
        let what = dated
            .price
            .as_ref()
            .map_or_else(|| "off the list".to_owned(), |price| money(price.amount, currency));
        let (who, at) = (person_name(app, dated.by), when::full(dated.at, &app.zone));
        format!("From {}: {what}. Said by {who}, {at}.", dated.from)
    });
    Some(Row {
        number: item.number,
        name: shown.name.to_string(),
        kind: kind_words(Lang::En, shown.kind),
        amount: item
            .price_on(today)
            .map_or_else(|| "not on the list today".to_owned(), |price| money(price.amount, currency)),
        said: said.collect(),
    })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (till, today) = (till(app)?, today(app)?);
    let sent = !visit.form.is_empty();
    let asked = if sent { visit.value("item") } else { visit.asked("change") };
    let changing = asked.parse().ok().and_then(|number| till.item(number));
    let known = changing.and_then(|item| item.dated.iter().rev().find_map(|dated| dated.price.as_ref()));
    // The other forms of the page leave this one as it was.
    let typed = |name: &str, kept: String| {
        if sent && visit.path == HERE { visit.raw(name).to_owned() } else { kept }
    };
    let of = |kept: fn(&Price) -> String| known.map(kept).unwrap_or_default();
    let chosen = typed("kind", of(|price| price.kind.code().to_owned()));
    let currency = till.currency.map_or("", Currency::code);
    let page = Page {
        frame: draw::frame(app, visit, "Prices"),
        places: places(HERE),
        currency: currency.to_owned(),
        currencies: Currency::ALL.iter().map(|one| Choice::new(one.code(), one.code(), currency)).collect(),
        rows: till.items.iter().filter_map(|item| row(app, &till, item, today)).collect(),
        changing: changing.map_or(0, |item| item.number),
        heading: known
            .map_or_else(|| "Put something on the list".to_owned(), |one| format!("Change: {}", one.name)),
        kinds: kinds(&chosen),
        called: typed("name", of(|price| price.name.to_string())),
        spanish: typed(
            "spanish",
            of(|price| price.spanish.as_ref().map(Line::to_string).unwrap_or_default()),
        ),
        amount: typed("amount", of(|price| price.amount.written())),
        from: typed("from", today.to_string()),
        commands: [HERE, "/clinic/prices/currency", "/clinic/prices/end"]
            .map(|form| command_of(visit, sent && visit.path == form)),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
