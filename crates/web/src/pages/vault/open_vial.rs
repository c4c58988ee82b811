//! A vial is opened: the next sealed one of a lot, with the time by which it is thrown away.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::vault::OpenVial;

use super::{Common, Known, drawn, known, label_words};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::beside;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "vault/open_vial.html")]
struct Page {
    frame: Frame,
    common: Common,
    vials: Vec<Choice>,
    discard_by: String,
    zone: String,
}

/// `GET /vault/{vault}/open`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Errors::default())
}

/// `POST /vault/{vault}/open`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let vial = visit.value("vial").parse().ok();
    if vial.is_none() {
        errors.add("vial", "Choose which one.");
    }
    let discard_by = when::read(Lang::En, visit.value("discard_by"), &known.place.zone);
    if let Err(words) = discard_by {
        errors.add("discard_by", words);
    }
    let (Some(vial), Ok(discard_by)) = (vial, discard_by) else { return draw(app, visit, &known, errors) };
    let act = OpenVial { vial, discard_by, today: known.today };
    match app.submit(visit, Act::OpenVial(known.id, act)) {
        Ok(_) => go(known.href(), "vial-opened"),
        Err(trouble) => {
            let field = |no: &Refusal| {
                if matches!(no, Refusal::TermEndsInThePast) { "discard_by" } else { "vial" }
            };
            draw(app, visit, &known, beside(trouble, field)?)
        }
    }
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let chosen = visit.value("vial");
    let vials = known.sealed().into_iter().map(|(lot, next, count)| {
        let hint = format!("{count} sealed. The next is vial {}: write that number on it.", next.number);
        Choice::new(&next.number.to_string(), &label_words(&lot.label), chosen).hint(&hint)
    });
    let (frame, common) = known.common(app, visit, "Open a vial", errors, false)?;
    let page = Page {
        frame,
        common,
        vials: vials.collect(),
        discard_by: visit.value("discard_by").to_owned(),
        zone: when::zoned(known.now, &known.place.zone).strftime("%Z").to_string(),
    };
    drawn(&page, &page.common.errors)
}
