//! What one person paid: their receipts, and a new one, written when the money is taken. By keyboard: how many of what, how it
//! was paid, done.

use askama::Template;
use care::act::Act;
use care::ids::{PatientId, PersonId, ReceiptId};
use care::money::{Asked, Item, Paid, Paper, Price, PriceKind, Till, WriteReceipt};
use care::patient::{Lock, Patient};
use care::practice::{ActKind, Role};
use care::refusal::Refusal;
use care::time::Date;
use care::units::Cents;
use record::views::{ask, ask_receipts};

use super::{amount, day_of, kind_words, money, on, till, today};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, offers};
use crate::parts::{Choice, Errors, Field};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

struct Row {
    href: String,
    number: u32,
    at: String,
    words: String,
}

#[derive(Template)]
#[template(path = "money/write_receipt.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    back: String,
    name: String,
    action: String,
    command: String,
    lock: String,
    rows: Vec<Row>,
    items: Vec<Field>,
    agreed: String,
    on: String,
    with: Vec<Choice>,
    ways: Vec<Field>,
    sum: String,
    keeps_prices: bool,
}

/// `GET /desk/{patient}/receipts`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /desk/{patient}/receipts`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let patient = visit.id("patient", PatientId::read)?;
    let till = till(app)?;
    let mut errors = Errors::default();
    let act = read(visit, patient, &till, &mut errors);
    let Some(act) = act.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    let id = ReceiptId::from_command(visit.command()?);
    match app.submit(visit, Act::WriteReceipt(id, act)) {
        Ok(_) => go(format!("/receipts/{id}"), "receipt-written"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::PriceNotThen { .. } | Refusal::AgreedLater => "agreed",
        Refusal::DayTooFar { .. } => "on",
        Refusal::SupporterMissing => "with",
        _ => "cash",
    }
}

/// The field of how many of one thing.
fn count_of(item: &Item) -> String {
    format!("count-{}", item.number)
}

fn read(visit: &Visit, patient: PatientId, till: &Till, errors: &mut Errors) -> Option<WriteReceipt> {
    let (agreed, on_day) = (day_of(visit, errors, "agreed"), day_of(visit, errors, "on"));
    let (agreed, on_day) = (agreed?, on_day?);
    let with = visit.given("with").and_then(PersonId::read);
    let mut lines = vec![];
    let mut sum = Some(0_u64);
    for (item, price) in on(till, agreed) {
        let field = count_of(item);
        let Some(typed) = visit.given(&field) else { continue };
        let Ok(count) = typed.parse::<u32>() else {
            errors.add(&field, "Write a whole number, or nothing.");
            continue;
        };
        if count == 0 {
            continue;
        }
        sum = sum.and_then(|sum| price.amount.0.checked_mul(u64::from(count))?.checked_add(sum));
        let with = with.filter(|_| price.kind == PriceKind::Support);
        lines.push(Asked { item: item.number, count, agreed, on: on_day, with });
    }
    if lines.is_empty() && errors.is_empty() {
        let first = on(till, agreed).first().map_or_else(|| "agreed".to_owned(), |(item, _)| count_of(item));
        errors.add(&first, "Write how many, beside what was paid for.");
    }
    let (cash, card) = (amount(visit, errors, "cash"), amount(visit, errors, "card"));
    let paid = Paid { cash: cash?, card: card?, transfer: amount(visit, errors, "transfer")? };
    if errors.is_empty() && paid == Paid::NOTHING {
        let sum = sum.zip(till.currency).map(|(sum, currency)| money(Cents(sum), currency));
        errors.add("cash", &format!("The sum is {}. Write how it was paid.", sum.unwrap_or_default()));
    }
    Some(WriteReceipt { patient, lines, paid })
}

/// When they can pay again; "" when they can now.
fn lock_words(app: &App, patient: &Patient) -> String {
    match patient.lock {
        Lock::WhileDosing(_) => {
            "Paying is closed for them now. A receipt can be written later; money can be given \
            back at any time."
                .to_owned()
        }
        Lock::Until(until) if app.now() < until => format!(
            "Paying is closed for them until {}. A receipt can be written from then on; money can be given back at \
             any time.",
            when::day_clock(until, &app.zone)
        ),
        Lock::Off | Lock::Until(_) => String::new(),
    }
}

/// What a receipt comes to, in a few words.
pub fn short(receipt: &care::money::Receipt) -> String {
    let sum = receipt.paid().total().map(|sum| money(sum, receipt.currency)).unwrap_or_default();
    match (&receipt.paper, receipt.taken_back) {
        (Paper::Back { of_number, .. }, _) => format!("takes back receipt {of_number}: {sum}"),
        (Paper::Paid { .. }, None) => format!("paid {sum}"),
        (Paper::Paid { .. }, Some((_, number))) => format!("paid {sum}, taken back by receipt {number}"),
    }
}

fn rows(app: &App, patient: PatientId) -> Result<Vec<Row>, Trouble> {
    let ids = app.read(|conn, org| ask_receipts::of_patient(conn, org, patient))?;
    let row = |id: ReceiptId| {
        let receipt = app.receipt(id)?;
        Ok(Row {
            href: format!("/receipts/{id}"),
            number: receipt.number,
            at: when::full(receipt.at, &app.zone),
            words: short(&receipt),
        })
    };
    ids.into_iter().map(row).collect()
}

/// Whoever gives or gave integration support here.
fn specialists(app: &App, chosen: &str) -> Result<Vec<Choice>, Trouble> {
    let mut found = vec![Choice::new("", "Nobody", chosen)];
    for (id, name) in app.read(ask::people)? {
        if app.person(id)?.affiliations.iter().any(|held| held.role == Role::IntegrationSpecialist) {
            found.push(Choice::new(&id.to_string(), &name, chosen));
        }
    }
    Ok(found)
}

fn item_field(visit: &Visit, till: &Till, item: &Item, price: &Price) -> Field {
    let name = count_of(item);
    let each = till.currency.map(|currency| money(price.amount, currency)).unwrap_or_default();
    let kind = kind_words(Lang::En, price.kind);
    let kind = if price.name.as_str() == kind { String::new() } else { format!(", {}", kind.to_lowercase()) };
    Field {
        value: visit.value(&name).to_owned(),
        label: price.name.to_string(),
        hint: format!("{each}{kind}"),
        name,
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::SeeReceipts, Some(id))?;
    let (patient, till, today) = (app.patient(id)?, till(app)?, today(app)?);
    let sent = !visit.form.is_empty();
    let asked = if sent { visit.value("agreed") } else { visit.asked("agreed") };
    let agreed = Date::read(asked).unwrap_or(today);
    let list = on(&till, agreed);
    let is_support = list.iter().any(|(_, price)| price.kind == PriceKind::Support);
    let way = |name: &str, label: &str| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        value: if sent { visit.raw(name).to_owned() } else { String::new() },
    };
    let lock = lock_words(app, &patient);
    let page = Page {
        frame: draw::frame(app, visit, "Receipts"),
        back: format!("/desk/{id}"),
        name: patient.details.name.to_string(),
        action: format!("/desk/{id}/receipts"),
        command: visit.form_command(),
        rows: rows(app, id)?,
        items: list.iter().map(|(item, price)| item_field(visit, &till, item, price)).collect(),
        agreed: agreed.to_string(),
        on: if sent { visit.value("on").to_owned() } else { today.to_string() },
        with: if is_support { specialists(app, visit.value("with"))? } else { vec![] },
        ways: vec![
            way("cash", "In cash"),
            way("card", "By card, at the clinic's own terminal"),
            way("transfer", "By transfer"),
        ],
        sum: till.currency.map_or("", care::money::Currency::code).to_owned(),
        keeps_prices: offers(visit, ActKind::SetPrice),
        lock,
        errors,
    };
    if !page.lock.is_empty() && sent {
        return Ok(Reply::Locked(page.render()?));
    }
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
