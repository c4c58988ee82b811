//! Drawing the drug: the amount ordered comes first, out of which vial, and another person who proves that it is them.

use askama::Template;
use care::act::Act;
use care::ids::VaultId;
use care::refusal::Refusal;
use care::session::Phase;
use care::session::draw_drug::DrawDrug;
use care::session::syringe::FromVial;
use care::time::Instant;
use care::units::Micrograms;
use care::vault::{Form, Witness};

use super::gates_shown;
use super::here::{self, Here};
use super::load::{self, Loaded};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::vault::{self, Known};
use crate::parts::{Choice, Errors};
use crate::second_signer;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/draw_drug.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    order: String,
    amounts: Vec<Choice>,
    other: String,
    /// A vault is kept at this place: what is drawn comes from one of its vials.
    kept: bool,
    vials: Vec<Choice>,
    measure: String,
    seconds: Vec<Choice>,
}

/// `GET /sessions/{session}/drug`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    // While a dose runs nothing is drawn but a supplement that the chair accepted.
    if more(&loaded).is_none()
        && let Some(elsewhere) = loaded.unless(&[Phase::CheckedIn])
    {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/drug`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let (amount, from) = match parse(app, visit, &loaded)? {
        Ok(read) => read,
        Err(errors) => return draw(app, visit, &loaded, errors),
    };
    let act = |witness: Witness| {
        let (checked_by, checked) = (witness.person, Some(witness.checked));
        Act::DrawDrug(loaded.id, DrawDrug { amount, checked_by, checked, from })
    };
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(loaded.href(), "drawn"),
        Err(no) => {
            let field = |no: &Refusal| match no {
                Refusal::DrawnDiffersFromOrder { .. } => "amount",
                Refusal::MeasureUnfit
                | Refusal::VialHoldsLess { .. }
                | Refusal::DrawnNotWhatVialHolds { .. } => "measure",
                Refusal::DrawNamesNoVial
                | Refusal::VaultElsewhere
                | Refusal::VialUnknown { .. }
                | Refusal::VialNotOpen { .. }
                | Refusal::VialPastUse { .. }
                | Refusal::PastLastDay { .. } => "from",
                _ => "amount",
            };
            draw(app, visit, &loaded, no.beside(field)?)
        }
    }
}

type Read = Result<(Micrograms, Option<FromVial>), Errors>;

fn parse(app: &App, visit: &Visit, loaded: &Loaded) -> Result<Read, Trouble> {
    let mut errors = Errors::default();
    let amount = match visit.value("amount") {
        "other" => Micrograms::from_mg(visit.value("other")),
        ordered => ordered.parse().ok().map(Micrograms),
    };
    if amount.is_none() {
        errors.add("other", "Write the amount in milligrams, such as 35 or 0.5.");
    }
    let mut from = None;
    if !kept(app, loaded)?.is_empty() {
        from = from_vial(app, visit, &mut errors)?;
    }
    Ok(match amount {
        Some(amount) if errors.is_empty() => Ok((amount, from)),
        _ => Err(errors),
    })
}

/// `vau_…-3`: which vial of which vault, and how much of it.
fn from_vial(app: &App, visit: &Visit, errors: &mut Errors) -> Result<Option<FromVial>, Trouble> {
    let named = visit.value("from").split_once('-');
    let vial = named.and_then(|(vault, vial)| Some((VaultId::read(vault)?, vial.parse::<u32>().ok()?)));
    let Some((id, vial)) = vial else {
        errors.add("from", "Choose the vial it was drawn from.");
        return Ok(None);
    };
    let known = vault::of(app, id)?;
    let form = known.vault.vial(vial).map_or(Form::Vial, |vial| known.form_of(vial));
    let measure = vault::measure(&known, visit, errors, "measure", form);
    Ok(measure.map(|measure| FromVial { vault: id, vial, measure, today: known.today }))
}

/// The vaults of the place of this visit.
fn kept(app: &App, loaded: &Loaded) -> Result<Vec<Known>, Trouble> {
    let mut all = vault::all(app)?;
    all.retain(|known| known.vault.site == loaded.place.number && known.vault.closed.is_none());
    Ok(all)
}

/// Opened vials that may still be used, those to be thrown away first first.
fn vials(known: &Known, several: bool, chosen: &str) -> Vec<(Instant, Choice)> {
    let usable = known.open().into_iter().filter_map(|vial| {
        let (label, (until, _)) = (known.vault.label(vial).ok()?, vial.opened?);
        let in_date = known.now < until && known.today <= label.expiry;
        let value = format!("{}-{}", known.id, vial.number);
        let place = if several { format!(", {}", known.vault.name) } else { String::new() };
        let words = format!("Vial {}{place}: {}", vial.number, vault::label_words(label));
        let hint = format!(
            "{} left by the entries, until {}",
            vial.left.written(label.package.form),
            known.place.day_clock(until)
        );
        in_date.then(|| (until, Choice::new(&value, &words, chosen).hint(&hint)))
    });
    usable.collect()
}

/// The supplement that is to be drawn now.
fn more(loaded: &Loaded) -> Option<Micrograms> {
    let runs = matches!(loaded.session.phase, Phase::Dosing | Phase::Paused);
    runs.then(|| loaded.session.supplement_to_draw().ok().map(|(known, _)| known.amount)).flatten()
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let more = more(loaded);
    let ordered = more.or_else(|| loaded.course.order_in_force().map(|order| order.dose));
    let value = ordered.map(|dose| dose.0.to_string()).unwrap_or_default();
    let chosen = visit.given("amount").unwrap_or(&value).to_owned();
    let label = ordered.map(|dose| format!("{}, as ordered", dose.in_mg())).unwrap_or_default();
    let vaults = kept(app, loaded)?;
    let from = visit.value("from");
    let mut usable: Vec<_> = vaults.iter().flat_map(|known| vials(known, 1 < vaults.len(), from)).collect();
    usable.sort_by_key(|(until, _)| *until);
    let standing = care::practice::Here::at(&loaded.place.jurisdiction, app);
    let page = Page {
        kept: !vaults.is_empty(),
        vials: usable.into_iter().map(|(_, choice)| choice).collect(),
        measure: visit.value("measure").to_owned(),
        seconds: second_signer::people(app, visit, standing)?,
        frame: draw::live_frame(app, visit, "Draw the drug"),
        here: here::here(loaded),
        command: visit.form_command(),
        order: match more {
            Some(amount) => format!("{}, a supplement in this visit", amount.in_mg()),
            None => gates_shown::order_line(loaded).unwrap_or_default(),
        },
        amounts: vec![Choice::new(&value, &label, &chosen), Choice::new("other", "Another amount", &chosen)],
        other: visit.value("other").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
