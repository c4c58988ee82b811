//! What a difference was: an entry that is corrected, vials that held more than they say, or a loss.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::time::Date;
use care::vault::{Discrepancy, How, LossKind, Measure, Part, ReportLoss, SettleDiscrepancy, Short, Vial};

use super::one::difference_words;
use super::{Common, Known, drawn, known, parts};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors, Field};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "vault/settle_discrepancy.html")]
struct Page {
    frame: Frame,
    common: Common,
    number: u32,
    what: String,
    ways: Vec<Choice>,
    corrected: Vec<Choice>,
    /// Whole packages that are missing: asked where a lot is short.
    is_lot: bool,
    whole: String,
    parts: Vec<Field>,
    kinds: Vec<Choice>,
    significant: bool,
    discovered: String,
    words: String,
}

/// How a loss came about, in words.
pub const fn kind_words(kind: LossKind) -> &'static str {
    match kind {
        LossKind::Theft => "Somebody took it",
        LossKind::InTransit => "Lost on its way",
        LossKind::Unexplained => "It is gone, and how is not known",
    }
}

fn discrepancy(known: &Known, visit: &Visit) -> Result<Discrepancy, Trouble> {
    let number: u32 = visit.id("number", |text| text.parse().ok())?;
    let found = known.vault.discrepancies.iter().find(|one| one.number == number);
    found.cloned().ok_or(Trouble::NotFound)
}

/// `GET /vault/{vault}/differences/{number}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Errors::default())
}

/// Vials of the lot that a part of the difference can be in: what was opened, empty or not.
fn opened<'k>(known: &'k Known, of: &Discrepancy) -> Vec<&'k Vial> {
    let Short::Lot(lot, ..) = of.of else { return vec![] };
    let vault = &known.vault;
    let vials = vault.vials.iter().filter(|vial| vial.lot == lot && vault.sealed(vial.number).is_err());
    vials.filter(|vial| !vial.is_gone() && vial.book.came() != 0).collect()
}

/// `POST /vault/{vault}/differences/{number}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let of = discrepancy(&known, visit)?;
    let mut errors = Errors::default();
    let how = how(visit, &known, &of, &mut errors).filter(|_| errors.is_empty());
    let Some(how) = how else { return draw(app, visit, &known, errors) };
    let act = SettleDiscrepancy { number: of.number, how };
    match app.submit(visit, Act::SettleDiscrepancy(known.id, act)) {
        Ok(_) => go(known.href(), "difference-settled"),
        Err(trouble) => {
            let field = |no: &Refusal| match no {
                Refusal::EntryNotCorrected => "entry",
                Refusal::DayNotYet | Refusal::DayTooLongAgo { .. } => "discovered",
                _ => "how",
            };
            draw(app, visit, &known, beside(trouble, field)?)
        }
    }
}

fn how(visit: &Visit, known: &Known, of: &Discrepancy, errors: &mut Errors) -> Option<How> {
    let words = line(visit, errors, "words", "Write what was found.");
    match visit.value("how") {
        "explained" => {
            let entry = visit.value("entry").parse().ok();
            if entry.is_none() {
                errors.add("entry", "Choose the corrected entry that explains it.");
            }
            Some(How::Explained(entry?, words?))
        }
        "over" => Some(How::Over(parts(known, visit, errors, &opened(known, of)), words?)),
        "lost" => {
            let kind = LossKind::read(visit.value("kind"));
            if kind.is_none() {
                errors.add("kind", "Choose how it was lost.");
            }
            let discovered = Date::read(visit.value("discovered"));
            if discovered.is_none() {
                errors.add("discovered", "Write a day such as 2027-08-31.");
            }
            let mut parts = parts(known, visit, errors, &opened(known, of));
            parts.extend(whole(visit, known, of, errors));
            let significant = visit.ticked("significant");
            Some(How::Lost(ReportLoss {
                parts,
                kind: kind?,
                significant,
                words: words?,
                discovered: discovered?,
                today: known.today,
            }))
        }
        _ => {
            errors.add("how", "Choose what it was.");
            None
        }
    }
}

/// So many sealed packages of the lot, whichever: they are alike.
fn whole(visit: &Visit, known: &Known, of: &Discrepancy, errors: &mut Errors) -> Vec<Part> {
    let (Short::Lot(lot, ..), Some(typed)) = (of.of, visit.given("whole")) else { return vec![] };
    let Ok(wanted) = typed.parse::<usize>() else {
        errors.add("whole", "Write how many, as a whole number.");
        return vec![];
    };
    let vault = &known.vault;
    let sealed = vault.vials.iter().filter(|vial| vial.lot == lot && vault.sealed(vial.number).is_ok());
    let all = |vial: &Vial| Part { vial: vial.number, measure: Measure(vial.left.0) };
    sealed.take(wanted).map(all).collect()
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let of = discrepancy(known, visit)?;
    let (how, entry, kind) = (visit.value("how"), visit.value("entry"), visit.value("kind"));
    let corrected = known.vault.entries.iter().rev().filter(|(_, entry)| entry.corrected.is_some());
    let corrected =
        corrected.map(|(number, _)| Choice::new(&number.to_string(), &format!("Entry {number}"), entry));
    let ways = [
        ("explained", "An entry was wrong, and is corrected"),
        ("over", "Opened vials held more than their label says"),
        ("lost", "It is lost"),
    ];
    let fields = opened(known, &of).into_iter().map(|vial| {
        let name = format!("part-{}", vial.number);
        let value = visit.value(&name).to_owned();
        Field { label: format!("Of vial {}", vial.number), hint: String::new(), value, name }
    });
    let (frame, common) = known.common(app, visit, "What the difference was", errors, false)?;
    let page = Page {
        number: of.number,
        what: difference_words(known, &of),
        ways: ways.iter().map(|(code, words)| Choice::new(code, words, how)).collect(),
        corrected: corrected.collect(),
        is_lot: matches!(of.of, Short::Lot(..)),
        whole: visit.value("whole").to_owned(),
        parts: fields.collect(),
        kinds: LossKind::ALL.iter().map(|one| Choice::new(one.code(), kind_words(*one), kind)).collect(),
        significant: visit.form.is_empty() || visit.ticked("significant"),
        discovered: visit.given("discovered").map_or_else(|| known.today.to_string(), str::to_owned),
        words: visit.value("words").to_owned(),
        frame,
        common,
    };
    drawn(&page, &page.common.errors)
}
