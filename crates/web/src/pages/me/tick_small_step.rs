//! "I did it", and taking that back: one button.

use care::act::Act;
use care::keeping::tick_small_step::{TickSmallStep, UntickSmallStep};
use care::time::Date;

use super::keeping::{self, keep};
use super::mine::Mine;
use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/steps/{step}/tick`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let number: u32 = visit.param("step").parse().map_err(|_| Trouble::NotFound)?;
    let day = Date::read(visit.value("day")).ok_or(Trouble::FormOutdated)?;
    let today = keeping::today(app, &mine.patient, mine.now);
    let act = match visit.value("done") {
        "yes" => Act::TickSmallStep(mine.id, TickSmallStep { number, day, today }),
        "no" => Act::UntickSmallStep(mine.id, UntickSmallStep { number, day, today }),
        _ => return Err(Trouble::FormOutdated),
    };
    keep(app, visit, act)?;
    if visit.ticked("quiet") {
        return Ok(Reply::Kept);
    }
    let to = match visit.value("back") {
        "/me" => "/me".to_owned(),
        "/me/steps" => "/me/steps".to_owned(),
        _ => format!("/me/steps/{number}?said=ticked"),
    };
    Ok(Reply::Go(to, None))
}
