//! A blind count by two people: the page names lots and never says how much of them there should be.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::text::Line;
use care::vault::{CountLine, CountVault, Form, Measure};

use super::{Common, Known, drawn, known, label_words};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::second_signer;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

struct Asked {
    number: u32,
    words: String,
    sealed: String,
    open: String,
    unit: &'static str,
}

#[derive(Template)]
#[template(path = "vault/count_vault.html")]
struct Page {
    frame: Frame,
    common: Common,
    lots: Vec<Asked>,
    note: String,
}

/// `GET /vault/{vault}/count`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Errors::default())
}

/// `POST /vault/{vault}/count`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let lines = lines(visit, &known, &mut errors);
    let note = match visit.given("note").map(Line::new) {
        Some(Err(no)) => {
            errors.add("note", &words::refusal(Lang::En, &no));
            None
        }
        typed => typed.and_then(Result::ok),
    };
    if !errors.is_empty() {
        return draw(app, visit, &known, errors);
    }
    let act =
        |witness| Act::CountVault(known.id, CountVault { lines: lines.clone(), note: note.clone(), witness });
    let before = known.vault.discrepancies.len();
    match second_signer::submit(app, visit, act) {
        Ok(_) => {
            let after = super::of(app, known.id)?.vault.discrepancies.len();
            go(known.href(), if before == after { "vault-counted" } else { "vault-counted-otherwise" })
        }
        Err(no) => {
            let field = |no: &Refusal| {
                if matches!(no, Refusal::MeasureUnfit | Refusal::CountIncomplete) { "note" } else { "second" }
            };
            draw(app, visit, &known, no.beside(field)?)
        }
    }
}

fn lines(visit: &Visit, known: &Known, errors: &mut Errors) -> Vec<CountLine> {
    let mut lines = vec![];
    for lot in known.vault.to_count() {
        let (sealed, open) = (format!("sealed-{}", lot.number), format!("open-{}", lot.number));
        let form = lot.label.package.form;
        let counted = visit.value(&sealed).parse::<u32>().ok();
        if counted.is_none() {
            errors.add(&sealed, "Write how many sealed ones are there. None is 0.");
        }
        let measured = Measure::read(visit.value(&open), form);
        if measured.is_none() {
            errors.add(&open, "Write how much is in opened ones. None is 0.");
        }
        if let (Some(sealed), Some(open)) = (counted, measured) {
            lines.push(CountLine { lot: lot.number, sealed, open });
        }
    }
    lines
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let asked = known.vault.to_count().map(|lot| Asked {
        number: lot.number,
        words: label_words(&lot.label),
        sealed: visit.value(&format!("sealed-{}", lot.number)).to_owned(),
        open: visit.value(&format!("open-{}", lot.number)).to_owned(),
        unit: if lot.label.package.form == Form::Vial { "ml" } else { "pieces" },
    });
    let (frame, common) = known.common(app, visit, "Count", errors, true)?;
    let page = Page { lots: asked.collect(), note: visit.value("note").to_owned(), frame, common };
    drawn(&page, &page.common.errors)
}
