//! What is left of a syringe: wasted or put back before a second signer, or said to be gone.

use askama::Template;
use care::act::Act;
use care::practice::Here as Standing;
use care::refusal::Refusal;
use care::session::Phase;
use care::session::syringe::{NoteSyringeShort, ReturnSyringe, WasteSyringe};
use care::units::Micrograms;
use care::vault::{Form, WasteReason};

use super::here::{self, Here};
use super::load::{self, Loaded, Rest};
use super::read;
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of};
use crate::pages::vault::label_words;
use crate::pages::vault::waste_vial::reason_words;
use crate::parts::{Choice, Errors};
use crate::second_signer;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/waste_syringe.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    number: u32,
    what: String,
    amount: String,
    reasons: Vec<Choice>,
    seconds: Vec<Choice>,
    returnable: bool,
    told: bool,
    reason: String,
    commands: [String; 2],
}

/// The rest that the address names; none once everything is accounted for.
fn rest(loaded: &Loaded, visit: &Visit) -> Result<Option<Rest>, Trouble> {
    let number: u32 = visit.id("number", |text| text.parse().ok())?;
    let mut drawn = loaded.session.draws.iter().filter_map(|draw| draw.from);
    if !drawn.any(|from| from.syringe == number) {
        return Err(Trouble::NotFound);
    }
    Ok(loaded.rests.iter().find(|rest| rest.number == number).copied())
}

/// `GET /sessions/{session}/syringes/{number}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    match rest(&loaded, visit)? {
        Some(rest) => draw(app, visit, &loaded, rest, Errors::default()),
        None => Ok(Reply::Go(loaded.href(), None)),
    }
}

fn field(no: &Refusal) -> &'static str {
    if matches!(no, Refusal::TextMissing) { "gone" } else { "amount" }
}

fn amount(visit: &Visit, errors: &mut Errors) -> Option<Micrograms> {
    let amount = Micrograms::from_mg(visit.value("amount"));
    if amount.is_none() {
        errors.add("amount", "Write how much, in milligrams, such as 5 or 0.5.");
    }
    amount
}

fn number(visit: &Visit) -> Result<u32, Trouble> {
    visit.id("number", |text| text.parse().ok())
}

/// `POST /sessions/{session}/syringes/{number}/waste`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let (number, mut errors) = (number(visit)?, Errors::default());
    let amount = amount(visit, &mut errors);
    let reason = WasteReason::read(visit.value("reason"));
    if reason.is_none() {
        errors.add("reason", "Choose why.");
    }
    let (Some(amount), Some(reason)) = (amount, reason) else {
        return come_back(app, visit, &loaded, errors);
    };
    let act = |witness| Act::WasteSyringe(loaded.id, WasteSyringe { number, amount, reason, witness });
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(loaded.href(), "syringe-wasted"),
        Err(no) => come_back(app, visit, &loaded, no.beside(field)?),
    }
}

/// `POST /sessions/{session}/syringes/{number}/back`
pub fn post_back(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let (number, mut errors) = (number(visit)?, Errors::default());
    let Some(amount) = amount(visit, &mut errors) else { return come_back(app, visit, &loaded, errors) };
    let act = |witness| Act::ReturnSyringe(loaded.id, ReturnSyringe { number, amount, witness });
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(loaded.href(), "syringe-returned"),
        Err(no) => come_back(app, visit, &loaded, no.beside(field)?),
    }
}

/// `POST /sessions/{session}/syringes/{number}/short`
pub fn post_short(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let (number, mut errors) = (number(visit)?, Errors::default());
    let Some(reason) = read::line(visit, "gone", &mut errors) else {
        return come_back(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::NoteSyringeShort(loaded.id, NoteSyringeShort { number, reason })) {
        Ok(_) => go(loaded.href(), "syringe-short"),
        Err(trouble) => come_back(app, visit, &loaded, beside(trouble, |_| "gone")?),
    }
}

/// The form again; once everything is accounted for there is none, and the visit is shown.
fn come_back(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    match rest(loaded, visit)? {
        Some(rest) => draw(app, visit, loaded, rest, errors),
        None => Ok(Reply::Go(loaded.href(), None)),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, rest: Rest, errors: Errors) -> Answered {
    let vault = app.vault(rest.from.vault)?;
    let label = vault.vial(rest.from.vial).and_then(|vial| vault.label(vial)).map_err(Trouble::Refused)?;
    let here = Standing::at(&loaded.place.jurisdiction, app);
    let before = matches!(loaded.session.phase, Phase::Aborted | Phase::CheckedIn);
    let usual = if before { WasteReason::NotGiven } else { WasteReason::Remainder };
    let reason = visit.given("reason").unwrap_or(usual.code());
    let reasons = [
        WasteReason::Remainder,
        WasteReason::HubLoss,
        WasteReason::NotGiven,
        WasteReason::Breakage,
        WasteReason::Spill,
    ];
    let left = rest.left.in_mg();
    let returnable = label.package.form != Form::Vial;
    let page = Page {
        frame: draw::frame(app, visit, "The rest of a syringe"),
        here: here::here(loaded),
        number: rest.number,
        what: format!("{left} of syringe {}, {}", rest.number, label_words(label)),
        amount: visit.given("amount").map_or_else(|| left.trim_end_matches(" mg").to_owned(), str::to_owned),
        reasons: reasons.iter().map(|one| Choice::new(one.code(), reason_words(*one), reason)).collect(),
        seconds: second_signer::people(app, visit, here)?,
        returnable,
        told: rest.told,
        reason: visit.value("gone").to_owned(),
        commands: [
            command_of(visit, !visit.path.ends_with("/short")),
            command_of(visit, visit.path.ends_with("/short")),
        ],
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
