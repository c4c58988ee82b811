//! Drawing the drug: the amount ordered comes first, and another person checks it.

use askama::Template;
use care::act::Act;
use care::ids::PersonId;
use care::practice::Role;
use care::refusal::Refusal;
use care::session::Phase;
use care::session::draw_drug::DrawDrug;
use care::units::Micrograms;
use record::views::ask;

use super::gates_shown;
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

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
    checkers: Vec<Choice>,
}

/// `GET /sessions/{session}/drug`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::CheckedIn]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/drug`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let act = match parse(visit) {
        Ok(act) => act,
        Err(errors) => return draw(app, visit, &loaded, errors),
    };
    match app.submit(visit, Act::DrawDrug(loaded.id, act)) {
        Ok(_) => go(loaded.href(), "drawn"),
        Err(Trouble::Refused(no)) => {
            let field = match no {
                Refusal::DrawnDiffersFromOrder { .. } => "amount",
                Refusal::SecondPersonMissing => "checked_by",
                other => return Err(Trouble::Refused(other)),
            };
            let mut errors = Errors::default();
            errors.add(field, &words::refusal(Lang::En, &no));
            draw(app, visit, &loaded, errors)
        }
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "amount")?),
    }
}

fn parse(visit: &Visit) -> Result<DrawDrug, Errors> {
    let mut errors = Errors::default();
    let amount = match visit.value("amount") {
        "other" => Micrograms::from_mg(visit.value("other")),
        ordered => ordered.parse().ok().map(Micrograms),
    };
    if amount.is_none() {
        errors.add("other", "Write the amount in milligrams, such as 35 or 0.5.");
    }
    let checked_by = PersonId::read(visit.value("checked_by"));
    if checked_by.is_none() {
        errors.add("checked_by", "Choose who checked it. It cannot be the one who drew it.");
    }
    match (amount, checked_by) {
        (Some(amount), Some(checked_by)) => Ok(DrawDrug { amount, checked_by }),
        _ => Err(errors),
    }
}

/// Everyone who may check a drug here now, but whoever draws; those named for this visit first.
fn checkers(app: &App, loaded: &Loaded, chosen: &str) -> Result<Vec<Choice>, Trouble> {
    let here = care::practice::Here::at(&loaded.place.jurisdiction, app);
    let named = |id: PersonId| loaded.session.people.iter().any(|(who, _)| *who == id);
    let mut people = app.read(ask::people)?;
    people.sort_by_key(|(id, _)| !named(*id));
    let mut choices = vec![];
    for (id, name) in people {
        if Some(id) == loaded.me {
            continue;
        }
        let person = app.person(id)?;
        let checks = [Role::Nurse, Role::Prescriber, Role::Therapist];
        let stands = checks.iter().find(|role| person.stand(**role, here, loaded.now).is_ok());
        if let Some(role) = stands {
            choices.push(Choice::new(&id.to_string(), &name, chosen).hint(words::role(Lang::En, *role)));
        }
    }
    Ok(choices)
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let order = loaded.course.order_in_force();
    let ordered = order.map(|order| order.dose);
    let value = ordered.map(|dose| dose.0.to_string()).unwrap_or_default();
    let chosen = visit.given("amount").unwrap_or(&value).to_owned();
    let label = ordered.map(|dose| format!("{}, as ordered", dose.in_mg())).unwrap_or_default();
    let page = Page {
        frame: draw::live_frame(app, visit, "Draw the drug"),
        here: here::here(loaded),
        command: visit.form_command(),
        order: gates_shown::order_line(loaded).unwrap_or_default(),
        amounts: vec![Choice::new(&value, &label, &chosen), Choice::new("other", "Another amount", &chosen)],
        other: visit.value("other").to_owned(),
        checkers: checkers(app, loaded, visit.value("checked_by"))?,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
