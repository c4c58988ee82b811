//! Waste of a vial, with the second signer who saw it.

use askama::Template;
use care::act::Act;
use care::text::Line;
use care::vault::{Part, WasteReason, WasteVial};

use super::{Common, Known, drawn, field, known, label_words, measure};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::second_signer;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "vault/waste_vial.html")]
struct Page {
    frame: Frame,
    common: Common,
    vials: Vec<Choice>,
    all: bool,
    measure: String,
    reasons: Vec<Choice>,
    note: String,
}

/// `GET /vault/{vault}/waste`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Errors::default())
}

/// `POST /vault/{vault}/waste`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let read = read(visit, &known, &mut errors).filter(|_| errors.is_empty());
    let Some((part, reason, note)) = read else { return draw(app, visit, &known, errors) };
    let act = |witness| Act::WasteVial(known.id, WasteVial { part, reason, note: note.clone(), witness });
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(known.href(), "vial-wasted"),
        Err(no) => draw(app, visit, &known, no.beside(field)?),
    }
}

fn read(visit: &Visit, known: &Known, errors: &mut Errors) -> Option<(Part, WasteReason, Option<Line>)> {
    let vial = visit.value("vial").parse().ok().and_then(|number| known.vault.vial(number).ok());
    if vial.is_none() {
        errors.add("vial", "Choose which one.");
    }
    let reason = WasteReason::read(visit.value("reason"));
    if reason.is_none() {
        errors.add("reason", "Choose why.");
    }
    let note = match visit.given("note").map(Line::new) {
        Some(Err(no)) => {
            errors.add("note", &words::refusal(Lang::En, &no));
            None
        }
        typed => typed.and_then(Result::ok),
    };
    let vial = vial?;
    let so_much = if visit.ticked("all") {
        Some(vial.left)
    } else {
        measure(known, visit, errors, "measure", known.form_of(vial))
    };
    Some((Part { vial: vial.number, measure: so_much? }, reason?, note))
}

/// Why something is wasted, in words.
pub const fn reason_words(reason: WasteReason) -> &'static str {
    match reason {
        WasteReason::Remainder => "What was left over",
        WasteReason::HubLoss => "What stays in the hub",
        WasteReason::NotGiven => "Drawn and not given",
        WasteReason::Breakage => "Broken",
        WasteReason::Spill => "Spilt",
        WasteReason::Expired => "Past its last day",
        WasteReason::OpenTooLong => "Open for too long",
        WasteReason::Other => "Something else",
    }
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let (chosen, reason) = (visit.value("vial"), visit.value("reason"));
    let open = known.open().into_iter().filter_map(|vial| {
        let label = known.vault.label(vial).ok()?;
        let hint = format!("{} left by the entries", vial.left.written(label.package.form));
        let words = format!("Vial {}, opened. {}", vial.number, label_words(label));
        Some(Choice::new(&vial.number.to_string(), &words, chosen).hint(&hint))
    });
    let sealed = known.sealed().into_iter().map(|(lot, next, count)| {
        let words = format!("A sealed one: {}", label_words(&lot.label));
        let hint = format!("{count} sealed; this is vial {}", next.number);
        Choice::new(&next.number.to_string(), &words, chosen).hint(&hint)
    });
    let reasons = WasteReason::ALL.iter().filter(|one| **one != WasteReason::NotGiven);
    let (frame, common) = known.common(app, visit, "Waste", errors, true)?;
    let page = Page {
        frame,
        common,
        vials: open.chain(sealed).collect(),
        all: visit.ticked("all"),
        measure: visit.value("measure").to_owned(),
        reasons: reasons.map(|one| Choice::new(one.code(), reason_words(*one), reason)).collect(),
        note: visit.value("note").to_owned(),
    };
    drawn(&page, &page.common.errors)
}
