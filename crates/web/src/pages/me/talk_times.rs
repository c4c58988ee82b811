//! Who may give the first talk here, and times to choose from. What is chosen must be one of these.

use std::sync::Arc;

use care::course::Course;
use care::ids::PersonId;
use care::integration::{Talk, TalkKind};
use care::practice::{Here, Person};
use care::protocol::{Content, Ending};
use care::session::plan_window::talk_fits;
use care::time::Instant;
use care::units::{Hours, Minutes};
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;
use crate::pages::schedule::calendar::Calendar;
use crate::texts::Lang;
use crate::when;

/// Somebody, and when they could.
pub struct Giver {
    /// Who.
    pub person: PersonId,
    /// Their record.
    pub known: Arc<Person>,
    /// Which kind of talk.
    pub kind: TalkKind,
    /// Times nobody else has with them.
    pub times: Vec<Instant>,
}

/// Hours of the day at which a talk is offered.
const OFFERED_AT: [&str; 3] = ["10:00", "13:00", "16:00"];
/// Days on which times are looked for.
const DAYS: usize = 4;
/// Most times shown for one person.
const MOST: usize = 6;
/// Time between choosing and the earliest talk.
const NOTICE: Hours = Hours(2);
/// Two talks of one person do not start closer than this.
const APART: Minutes = Minutes(60);

/// The kind of talk this protocol ends with, in this house.
pub const fn kind(content: &Content) -> Option<TalkKind> {
    match content.ending {
        Ending::Therapy => Some(TalkKind::Therapy),
        Ending::Support => Some(TalkKind::Support),
        Ending::Referral => None,
    }
}

/// Everyone who may, with times after this instant; `also` one that is not among the hours always offered.
///
/// # Errors
/// The store's.
pub fn givers(
    app: &App,
    course: &Course,
    (kind, place): (TalkKind, &str),
    after: Instant,
    also: Option<Instant>,
) -> Result<Vec<Giver>, Trouble> {
    let earliest = after.max(app.now().plus_hours(NOTICE));
    let mut times = times(app, earliest);
    if let Some(also) = also.filter(|at| earliest <= *at && !times.contains(at)) {
        times.insert(0, also);
    }
    let here = Here::at(place, app);
    let Some(last) = times.iter().max().copied() else { return Ok(vec![]) };
    let calendar = Calendar::between(app, earliest, last.plus_hours(Hours(24)))?;
    let (held, talks) = (calendar.held(None), calendar.talks_held(None));
    let beside = calendar.beside(&held, &talks);
    let mut givers = vec![];
    for (person, _) in app.read(ask::people)? {
        let known = app.person(person)?;
        let fits = |at: &Instant| talk_fits(course.model, kind, &known, here, *at).is_ok();
        let mut own: Vec<Instant> = times.iter().copied().filter(fits).collect();
        if own.is_empty() {
            continue;
        }
        let near = |at: Instant, taken: Instant| at.minutes_since(taken).abs() < i64::from(APART.0);
        own.retain(|at| talks.iter().all(|talk| talk.with != person || !near(*at, talk.at)));
        own.retain(|at| beside.talk_stands(kind, person, *at).is_ok());
        own.truncate(MOST);
        givers.push(Giver { person, known, kind, times: own });
    }
    Ok(givers)
}

/// The hours offered on the next days, in the house's zone.
fn times(app: &App, after: Instant) -> Vec<Instant> {
    let mut times = vec![];
    let mut day = when::day_around(after, &app.zone);
    for _ in 0..DAYS {
        let date = when::date(day.0, &app.zone);
        let of_day = OFFERED_AT
            .iter()
            .filter_map(|clock| when::read(Lang::En, &format!("{date}T{clock}"), &app.zone).ok());
        times.extend(of_day.filter(|at| after < *at));
        day = when::day_around(day.1, &app.zone);
    }
    times
}

/// The value of a time in a form.
pub fn value(talk: &Talk) -> String {
    format!("{}|{}|{}", talk.kind.code(), talk.with, talk.at.0)
}

/// Reads it back.
pub fn read(value: &str) -> Option<Talk> {
    let mut parts = value.split('|');
    let talk = Talk {
        kind: TalkKind::read(parts.next()?)?,
        with: PersonId::read(parts.next()?)?,
        at: Instant(parts.next()?.parse().ok()?),
    };
    parts.next().is_none().then_some(talk)
}
