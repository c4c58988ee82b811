//! What one paid: every receipt, as it is printed.

use askama::Template;
use care::ids::{PatientId, ReceiptId};
use record::views::ask_receipts;

use super::mine;
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::money::money;
use crate::pages::money::paper::{Printed, printed};
use crate::reader::Reader;
use crate::visit::Visit;

struct Row {
    href: String,
    title: String,
    words: String,
    back: String,
}

#[derive(Template)]
#[template(path = "me/receipts.html")]
struct List {
    frame: Frame,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "me/receipt.html")]
struct Page {
    frame: Frame,
    paper: Printed,
    to: &'static str,
}

/// Is there any? For the first page.
///
/// # Errors
/// The store's.
pub fn any(app: &App, id: PatientId) -> Result<bool, Trouble> {
    Ok(!app.read(|conn, org| ask_receipts::of_patient(conn, org, id))?.is_empty())
}

/// `GET /me/receipts`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (own, lang, reader) = (mine::own(app, visit)?, visit.lang, Reader::of(app, visit));
    let ids = app.read(|conn, org| ask_receipts::of_patient(conn, org, own))?;
    let row = |id: ReceiptId| -> Result<Row, Trouble> {
        let receipt = app.receipt(id)?;
        let paper = printed(app, lang, id, &receipt)?;
        let sum = receipt.paid().total().map(|sum| money(sum, receipt.currency)).unwrap_or_default();
        Ok(Row {
            href: format!("/me/receipts/{id}"),
            title: paper.title,
            words: format!("{sum}, {}", reader.date(receipt.at)),
            back: paper.back,
        })
    };
    html(&List {
        frame: draw::frame(app, visit, &lang.say("money-mine")),
        rows: ids.into_iter().map(row).collect::<Result<_, _>>()?,
    })
}

/// `GET /me/receipts/{receipt}`: one's own, or there is none.
pub fn get_one(app: &App, visit: &Visit) -> Answered {
    let own = mine::own(app, visit)?;
    let id = visit.id("receipt", ReceiptId::read)?;
    let receipt = app.receipt(id)?;
    if receipt.patient != own {
        return Err(Trouble::NotFound);
    }
    let paper = printed(app, visit.lang, id, &receipt)?;
    html(&Page { frame: draw::frame(app, visit, &paper.title), paper, to: "/me/receipts/" })
}
