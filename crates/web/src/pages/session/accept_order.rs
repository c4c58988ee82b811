//! Reading the order at the chair, with its numbers, and accepting it.

use askama::Template;
use care::act::Act;
use care::course::Order;
use care::course::order::band;
use care::practice::ActKind;
use care::protocol::Key;
use care::session::Phase;
use care::session::accept_order::AcceptOrder;
use care::units::Micrograms;

use super::here::{self, Here};
use super::load::{self, Loaded};
use crate::answer::{Answered, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Errors, Pair};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "session/accept_order.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    number: u32,
    facts: Vec<Pair>,
    accepted: bool,
    may_accept: bool,
    course: String,
}

/// `GET /sessions/{session}/order`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let order = loaded.course.order_in_force();
    let number = order.map_or(0, |order| order.number);
    html(&Page {
        frame: draw::live_frame(app, visit, "The order"),
        here: here::here(&loaded),
        errors: Errors::default(),
        command: visit.form_command(),
        number,
        facts: order.map(|order| facts(app, &loaded, order)).transpose()?.unwrap_or_default(),
        accepted: loaded.session.accepted_order == Some(number),
        may_accept: loaded.may(ActKind::AcceptOrder)
            && matches!(loaded.session.phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused),
        course: format!("/courses/{}", loaded.session.course),
    })
}

/// `POST /sessions/{session}/order`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let number = visit.value("number").parse().map_err(|_| Trouble::FormOutdated)?;
    app.submit(visit, Act::AcceptOrder(loaded.id, AcceptOrder { number }))?;
    go(loaded.href(), "order-accepted")
}

fn facts(app: &App, loaded: &Loaded, order: &Order) -> Result<Vec<Pair>, Trouble> {
    let by = app.person(order.by)?;
    let at = when::day_clock(order.at, &loaded.place.zone);
    let mut facts = vec![
        Pair::new("Dose", &format!("ketamine {}", order.dose.in_mg())),
        Pair::new("Way", words::route(Lang::En, order.route)),
    ];
    facts.extend(order.over.map(|over| Pair::new("Over", &over.to_string())));
    facts.push(Pair::new("Intended depth", words::depth(order.depth)));
    facts.push(Pair::new("Weight in the order", &order.weight.in_kg()));
    facts.push(Pair::new("Written", &format!("{at}, by {}", by.name)));
    let today = loaded.session.precheck.as_ref().map(|precheck| precheck.weight);
    let content = loaded.protocol.as_ref().map(|protocol| &protocol.content);
    let (Some(weight), Some(content)) = (today, content) else { return Ok(facts) };
    facts.push(Pair::new("Weight today", &weight.in_kg()));
    if let Ok((lowest, highest)) = band(content, order.route, weight) {
        let per_kg = |dose: Micrograms| {
            dose.per_kg(weight).map_or(String::new(), |each| format!("{}/kg", each.in_mg()))
        };
        let names = [Key::DoseLowest(order.route), Key::DoseHighest(order.route)].map(Key::name).join(", ");
        let band = format!(
            "{} to {} for today’s weight, which is {} to {} ({names})",
            lowest.in_mg(),
            highest.in_mg(),
            per_kg(lowest),
            per_kg(highest)
        );
        facts.push(Pair::new("This order for today’s weight", &per_kg(order.dose)));
        facts.push(Pair::new("Signed band", &band));
    }
    Ok(facts)
}
