//! Something is gone: told, and what was sent to the authority for it.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::time::Date;
use care::vault::{LossKind, LossStep, Measure, NoteLossReported, Part, ReportLoss};

use super::settle_discrepancy::kind_words;
use super::{Common, Known, chosen, drawn, known, label_words, parts};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors, Field, Mark};
use crate::visit::{Visit, fresh_command};

#[derive(Template)]
#[template(path = "vault/report_loss.html")]
struct Page {
    frame: Frame,
    common: Common,
    lots: Vec<Field>,
    parts: Vec<Field>,
    kinds: Vec<Choice>,
    significant: bool,
    discovered: String,
    words: String,
}

/// `GET /vault/{vault}/loss`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Errors::default())
}

/// `POST /vault/{vault}/loss`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let whole = chosen(&known, visit, &mut errors);
    let mut lost = parts(&known, visit, &mut errors, &known.open());
    lost.extend(whole.iter().filter_map(|number| {
        let vial = known.vault.vial(*number).ok()?;
        Some(Part { vial: vial.number, measure: Measure(vial.left.0) })
    }));
    let kind = LossKind::read(visit.value("kind"));
    if kind.is_none() {
        errors.add("kind", "Choose how it was lost.");
    }
    let discovered = Date::read(visit.value("discovered"));
    if discovered.is_none() {
        errors.add("discovered", "Write a day such as 2027-08-31.");
    }
    let words = line(visit, &mut errors, "words", "Write what happened.");
    let (Some(kind), Some(discovered), Some(words), true) = (kind, discovered, words, errors.is_empty())
    else {
        return draw(app, visit, &known, errors);
    };
    let significant = visit.ticked("significant");
    let act = ReportLoss { parts: lost, kind, significant, words, discovered, today: known.today };
    match app.submit(visit, Act::ReportLoss(known.id, act)) {
        Ok(_) => go(known.href(), "loss-told"),
        Err(trouble) => {
            let field = |no: &Refusal| match no {
                Refusal::DayNotYet | Refusal::DayTooLongAgo { .. } => "discovered",
                _ => "words",
            };
            draw(app, visit, &known, beside(trouble, field)?)
        }
    }
}

/// `POST /vault/{vault}/losses/{number}`
pub fn post_reported(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let number = visit.id("number", |text| text.parse().ok())?;
    let step = LossStep::read(visit.value("step")).ok_or(Trouble::NotFound)?;
    let reference = care::text::Line::new(visit.value("reference")).map_err(Trouble::Refused)?;
    let on = Date::read(visit.value("on")).unwrap_or(known.today);
    let act = NoteLossReported { number, step, on, today: known.today, reference };
    app.submit(visit, Act::NoteLossReported(known.id, act))?;
    go(known.href(), "loss-reported")
}

/// Something that is owed to the authority.
pub struct Owed {
    /// Which loss.
    pub number: u32,
    /// The code of the step.
    pub step: &'static str,
    /// What is owed for what, in words.
    pub words: String,
    /// By when, in words.
    pub by: String,
    /// Late, or not.
    pub mark: Mark,
    /// The command of the form that notes it.
    pub command: String,
    /// Keeps the fields of one form apart from those of the next.
    pub prefix: String,
}

/// What is owed for losses of a vault, the soonest first.
pub fn owed(known: &Known) -> Vec<Owed> {
    let mut all: Vec<(Option<Date>, Owed)> = vec![];
    for loss in &known.vault.losses {
        for step in LossStep::ALL {
            let Some(by) = loss.owes(*step) else { continue };
            let what = match step {
                LossStep::Notice => "The written notice",
                LossStep::Form => "The form",
            };
            let late = by.is_some_and(|by| by < known.today);
            all.push((
                by,
                Owed {
                    number: loss.number,
                    step: step.code(),
                    words: format!(
                        "{what} of loss {}: {}, {}",
                        loss.number,
                        loss.amount.in_mg(),
                        kind_words(loss.kind).to_lowercase()
                    ),
                    by: by.map_or_else(
                        || "no day is signed for this place".to_owned(),
                        |by| format!("owed by {by}"),
                    ),
                    mark: if late { Mark::Overdue } else { Mark::Todo },
                    command: fresh_command().to_string(),
                    prefix: format!("l{}-{}", loss.number, step.code()),
                },
            ));
        }
    }
    all.sort_by_key(|(by, _)| *by);
    all.into_iter().map(|(_, owed)| owed).collect()
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let lots = known.sealed().into_iter().map(|(lot, _, count)| {
        let name = format!("lot-{}", lot.number);
        let value = visit.value(&name).to_owned();
        Field { label: label_words(&lot.label), hint: format!("How many of {count} sealed"), value, name }
    });
    let parts = known.open().into_iter().map(|vial| {
        let name = format!("part-{}", vial.number);
        let value = visit.value(&name).to_owned();
        let hint = format!("{} left by the entries", vial.left.written(known.form_of(vial)));
        Field { label: format!("Of vial {}", vial.number), hint, value, name }
    });
    let kind = visit.value("kind");
    let (frame, common) = known.common(app, visit, "Something is gone", errors, false)?;
    let page = Page {
        frame,
        common,
        lots: lots.collect(),
        parts: parts.collect(),
        kinds: LossKind::ALL.iter().map(|one| Choice::new(one.code(), kind_words(*one), kind)).collect(),
        significant: visit.form.is_empty() || visit.ticked("significant"),
        discovered: visit.given("discovered").map_or_else(|| known.today.to_string(), str::to_owned),
        words: visit.value("words").to_owned(),
    };
    drawn(&page, &page.common.errors)
}
