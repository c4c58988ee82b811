//! An order: a prescriber's own numbers, checked against the signed band. The software computes none of them.

use super::{Course, CourseFact, screening};
use crate::guardrail::{AsRead, WEIGHT};
use crate::ids::PersonId;
use crate::practice::Actor;
use crate::protocol::{Content, Depth, Key, Protocol, Route, Unit};
use crate::refusal::Refusal;
use crate::session::Dose;
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::{Grams, Micrograms, MicrogramsPerKilogram, Minutes};

/// What a prescriber ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// 1, 2, 3 … in this course.
    pub number: u32,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// How it gets in.
    pub route: Route,
    /// How much, for one session.
    pub dose: Micrograms,
    /// Over how long, for an infusion.
    pub over: Option<Minutes>,
    /// The depth intended. Never inferred from the dose.
    pub depth: Depth,
    /// The weight the prescriber had in front of them.
    pub weight: Grams,
    /// Stopped since.
    pub stopped: bool,
}

/// Write an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteOrder {
    /// How it gets in.
    pub route: Route,
    /// How much, for one session.
    pub dose: Micrograms,
    /// Over how long; an infusion needs it.
    pub over: Option<Minutes>,
    /// The depth intended.
    pub depth: Depth,
    /// The weight used.
    pub weight: Grams,
}

/// Stop an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopOrder {
    /// Which.
    pub number: u32,
    /// Why.
    pub reason: Line,
}

/// The band a protocol allows on a route for a weight: lowest and highest, inclusive.
pub fn band(content: &Content, route: Route, weight: Grams) -> Result<(Micrograms, Micrograms), Refusal> {
    let edge = |key: Key| -> Result<Micrograms, Refusal> {
        let value = content.values.get(&key).ok_or(Refusal::ProtocolSilent { key })?;
        match value.unit {
            Unit::Micrograms => Ok(Micrograms(value.amount)),
            Unit::MicrogramsPerKilogram => {
                MicrogramsPerKilogram(value.amount).for_weight(weight).ok_or(Refusal::ProtocolSilent { key })
            }
            _ => Err(Refusal::ProtocolSilent { key }),
        }
    };
    Ok((edge(Key::DoseLowest(route))?, edge(Key::DoseHighest(route))?))
}

/// Refuses a dose outside the signed band. Nothing is clamped.
pub fn within_band(content: &Content, route: Route, weight: Grams, dose: Micrograms) -> Result<(), Refusal> {
    let (lowest, highest) = band(content, route, weight)?;
    if dose < lowest || highest < dose {
        return Err(Refusal::DoseOutsideBand { dose, lowest, highest });
    }
    Ok(())
}

/// While a dose runs, another order keeps its way in: the chair could not follow any other.
pub fn same_way(running: Option<&Dose>, route: Route) -> Result<(), Refusal> {
    match running {
        Some(dose) if dose.route != route => Err(Refusal::OrderRouteOfRunning { route: dose.route }),
        _ => Ok(()),
    }
}

/// Writes an order within the signed protocol. `running`: the dose of this course that runs now.
pub fn write(
    course: &Course,
    act: &WriteOrder,
    protocol: &Protocol,
    running: Option<&Dose>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    screening::not_stopped(course)?;
    protocol.doses(moment.now)?;
    let content = &protocol.content;
    if content.slug != course.slug {
        return Err(Refusal::ProtocolOfAnotherCourse);
    }
    if !content.routes.contains(&act.route) {
        return Err(Refusal::RouteNotInProtocol { route: act.route });
    }
    if act.depth != content.depth {
        return Err(Refusal::DepthNotInProtocol);
    }
    same_way(running, act.route)?;
    WEIGHT.check(u64::from(act.weight.0), AsRead::Confirmed)?;
    within_band(content, act.route, act.weight, act.dose)?;
    if act.route == Route::Intravenous && act.over.is_none_or(|over| over.0 == 0) {
        return Err(Refusal::InfusionTimeMissing);
    }
    let number = u32::try_from(course.orders.len()).map_or(u32::MAX, |count| count.saturating_add(1));
    let order = Order {
        number,
        by: *person,
        at: moment.now,
        route: act.route,
        dose: act.dose,
        over: act.over,
        depth: act.depth,
        weight: act.weight,
        stopped: false,
    };
    Ok(vec![CourseFact::OrderWritten { order }])
}

/// Stops one that is in force.
pub fn stop(course: &Course, act: &StopOrder) -> Result<Vec<CourseFact>, Refusal> {
    if !course.orders.iter().any(|order| order.number == act.number && !order.stopped) {
        return Err(Refusal::OrderMissing);
    }
    Ok(vec![CourseFact::OrderStopped { number: act.number, reason: act.reason.clone() }])
}
