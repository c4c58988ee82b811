//! Orders: the one in force, those stopped, and writing one. A prescriber's own numbers; the signed band is shown as
//! text and checked by the rules. Nothing here proposes a dose.

use askama::Template;
use care::act::Act;
use care::course::order::{StopOrder, WriteOrder, band};
use care::course::{Course, CourseFact, Order};
use care::fact::{Stream, What};
use care::guardrail::{AsRead, WEIGHT};
use care::ids::CourseId;
use care::practice::ActKind;
use care::protocol::{Content, Key, Route, Unit};
use care::refusal::Refusal;
use care::units::{Grams, Micrograms, Minutes};

use super::known::{Known, back, in_force, opened, service, standing};
use super::phases::order_words;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::lists::capital;
use crate::pages::patients::{beside, command_of, emergency_words, happened, line, offers, person_name};
use crate::pages::session::order_strip::{self, OrderStrip};
use crate::parts::{Choice, Errors, Pair, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// One order as it is listed.
pub struct Row {
    number: u32,
    dose: String,
    facts: Vec<Pair>,
    stopped: String,
}

#[derive(Template)]
#[template(path = "course/write_order.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    course: String,
    back: String,
    name: String,
    service: Service,
    protocol: String,
    bands: Vec<Pair>,
    /// While a dose runs: what the chair has made of the newest order.
    order: Option<OrderStrip>,
    in_force: Option<Row>,
    stopped: Vec<Row>,
    may_write: bool,
    may_stop: bool,
    write_command: String,
    stop_command: String,
    routes: Vec<Choice>,
    dose: String,
    over: String,
    weight: String,
    depth: &'static str,
    for_weight: Vec<String>,
    unusual: bool,
    reason: String,
}

/// `GET /courses/{course}/orders`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/orders`: writes; or, by its second button, shows the band for the typed weight.
pub fn post(app: &App, visit: &Visit) -> Answered {
    if visit.value("only") == "band" {
        let mut errors = Errors::default();
        if Grams::from_kg(visit.value("weight")).is_none() {
            errors.add("weight", "Write the weight in kg, such as 68.4.");
        }
        return draw(app, visit, errors);
    }
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    let mut errors = Errors::default();
    let (_, protocol) = in_force(app, &course)?;
    let Some(act) = read(visit, &protocol.content, &mut errors) else { return draw(app, visit, errors) };
    let running = order_strip::session_that_runs(app, course.patient, id)?;
    match app.submit(visit, Act::WriteOrder(id, act)) {
        // While a dose runs it is not in force: the chair's page says so, and since when.
        Ok(_) => match running {
            Some((session, _)) => go(format!("/sessions/{session}"), "order-waits"),
            None => go(back(course.patient, id), "ordered"),
        },
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

/// `POST /courses/{course}/orders/stop`
pub fn post_stop(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let reason = line(visit, &mut errors, "reason", "Write why the order is stopped.");
    let number = visit.value("number").parse().ok();
    let (Some(reason), Some(number)) = (reason, number) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::StopOrder(id, StopOrder { number, reason })) {
        Ok(_) => go(format!("/courses/{id}/orders"), "order-stopped"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "reason")?),
    }
}

/// Beside which field a refusal belongs.
fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::ValueImpossible { .. } | Refusal::ValueUnusual { .. } => "weight",
        Refusal::InfusionTimeMissing => "over",
        Refusal::RouteNotInProtocol { .. } | Refusal::OrderRouteOfRunning { .. } => "route",
        _ => "dose",
    }
}

fn read(visit: &Visit, content: &Content, errors: &mut Errors) -> Option<WriteOrder> {
    let route = Route::read(visit.value("route"));
    if route.is_none() {
        errors.add("route", "Choose how it gets in.");
    }
    let weight = Grams::from_kg(visit.value("weight"));
    match weight {
        None => errors.add("weight", "Write the weight in kg, such as 68.4."),
        Some(weight) => {
            let as_read = if visit.ticked("as-read") { AsRead::Confirmed } else { AsRead::NotAsked };
            if let Err(no) = WEIGHT.check(u64::from(weight.0), as_read) {
                errors.add("weight", &weight_words(&no, weight));
            }
        }
    }
    let dose = Micrograms::from_mg(visit.value("dose")).filter(|dose| 0 < dose.0);
    if dose.is_none() {
        errors.add("dose", "Write the dose in mg, such as 35 or 37.5.");
    }
    let over = match visit.given("over") {
        None => None,
        Some(typed) => match typed.parse::<u32>() {
            Ok(minutes) => Some(Minutes(minutes)),
            Err(_) => {
                errors.add("over", "Write whole minutes, such as 40.");
                None
            }
        },
    };
    if !errors.is_empty() {
        return None;
    }
    Some(WriteOrder { route: route?, dose: dose?, over, depth: content.depth, weight: weight? })
}

fn weight_words(no: &Refusal, weight: Grams) -> String {
    match no {
        Refusal::ValueUnusual { .. } => {
            format!("{} is an unusual weight. If it is as read, tick “Yes, as read”.", weight.in_kg())
        }
        Refusal::ValueImpossible { from, to, .. } => {
            let kg = |grams: &u64| u32::try_from(*grams).map(Grams).map(Grams::in_kg).unwrap_or_default();
            format!("{} is not possible. It lies between {} and {}.", weight.in_kg(), kg(from), kg(to))
        }
        other => words::refusal(Lang::En, other),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    let known = Known::read(app, id)?;
    let content = &known.protocol.1.content;
    let stopping = visit.path.ends_with("/stop");
    let came_back = !visit.form.is_empty();
    let open = course.closed.is_none();
    let weight = Grams::from_kg(visit.value("weight"));
    let only = content.routes.first().filter(|_| content.routes.len() == 1).map_or("", |route| route.code());
    let chosen = visit.given("route").unwrap_or(only);
    let (current, stopped) = orders(app, &course, id)?;
    let emergency = emergency_words(app, visit, &patient)?;
    let page = Page {
        frame: Frame { emergency, ..draw::live_frame(app, visit, "Orders") },
        order: order_strip::of_course(app, visit, course.patient, id)?,
        course: id.to_string(),
        back: back(course.patient, id),
        name: patient.details.name.to_string(),
        service: service(course.model),
        protocol: format!("{}: {}", content.title, standing(app, &known.protocol.1)),
        bands: content.routes.iter().map(|route| signed_band(content, *route)).collect(),
        in_force: current,
        stopped,
        may_write: open && offers(visit, ActKind::WriteOrder),
        may_stop: offers(visit, ActKind::StopOrder),
        write_command: command_of(visit, came_back && !stopping),
        stop_command: command_of(visit, came_back && stopping),
        routes: content
            .routes
            .iter()
            .map(|route| Choice::new(route.code(), &capital(words::route(Lang::En, *route)), chosen))
            .collect(),
        dose: visit.value("dose").to_owned(),
        over: visit.value("over").to_owned(),
        weight: visit.value("weight").to_owned(),
        depth: words::depth(content.depth),
        for_weight: weight.map(|weight| band_for(content, weight)).unwrap_or_default(),
        unusual: errors.of("weight").contains("as read") || visit.ticked("as-read"),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// The order in force, and every other, newest first.
fn orders(app: &App, course: &Course, id: CourseId) -> Result<(Option<Row>, Vec<Row>), Trouble> {
    let facts = happened(app, Stream::Course(id))?;
    let why = |number: u32| {
        facts.iter().find_map(|(at, what)| match what {
            What::Course(CourseFact::OrderStopped { number: of, reason }) if *of == number => {
                Some(format!("{}: {reason}", when::day_clock(*at, &app.zone)))
            }
            _ => None,
        })
    };
    let in_force = || course.order_in_force().filter(|_| course.closed.is_none());
    let current = in_force().map(|order| order.number);
    let row = |order: &Order| Row {
        number: order.number,
        dose: order_words(order),
        facts: vec![
            Pair::new("Intended depth", words::depth(order.depth)),
            Pair::new("Weight used", &order.weight.in_kg()),
            Pair::new("Written by", &person_name(app, order.by)),
            Pair::new("Written", &when::full(order.at, &app.zone)),
        ],
        stopped: match (order.stopped, why(order.number)) {
            (true, why) => format!("stopped {}", why.unwrap_or_default()),
            (false, _) if course.closed.is_some() => "the course is closed".to_owned(),
            (false, _) => "replaced by a newer one".to_owned(),
        },
    };
    let newest = in_force().map(row);
    Ok((newest, course.orders.iter().rev().filter(|order| Some(order.number) != current).map(row).collect()))
}

/// The band as the protocol says it, in its own units.
fn signed_band(content: &Content, route: Route) -> Pair {
    let edge = |key: Key| {
        content.values.get(&key).map_or_else(
            || "not given".to_owned(),
            |value| match value.unit {
                Unit::Micrograms => Micrograms(value.amount).in_mg(),
                Unit::MicrogramsPerKilogram => format!("{}/kg", Micrograms(value.amount).in_mg()),
                unit => words::amount(value.amount, unit),
            },
        )
    };
    let over = content.values.get(&Key::DoseOver(route));
    let over = over.map(|value| format!(", over {}", words::amount(value.amount, value.unit)));
    let (lowest, highest) = (edge(Key::DoseLowest(route)), edge(Key::DoseHighest(route)));
    Pair::new(
        &capital(words::route(Lang::En, route)),
        &format!("{lowest} to {highest}{}", over.unwrap_or_default()),
    )
}

/// The band's two edges for a weight, as text: in mg, in mg for each kg, and the values of the protocol they follow from.
fn band_for(content: &Content, weight: Grams) -> Vec<String> {
    let line = |route: &Route| {
        let (lowest, highest) = band(content, *route, weight).ok()?;
        let per_kg = |dose: Micrograms| dose.per_kg(weight).map(|each| format!("{}/kg", each.in_mg()));
        let (names, route) =
            ([Key::DoseLowest(*route), Key::DoseHighest(*route)], words::route(Lang::En, *route));
        Some(format!(
            "For {}, {route}: the signed band is {} to {}, which is {} to {}. Values: {}.",
            weight.in_kg(),
            lowest.in_mg(),
            highest.in_mg(),
            per_kg(lowest)?,
            per_kg(highest)?,
            names.map(Key::name).join(", ")
        ))
    };
    content.routes.iter().filter_map(line).collect()
}
