//! "They could come earlier": the desk writes it down for a patient's booked visit, or takes it back.

use askama::Template;
use care::act::Act;
use care::earlier::wish_earlier::{TakeBackEarlier, WishEarlier};
use care::ids::{PatientId, SessionId};
use care::practice::ActKind;
use care::session::Phase;
use care::tasks::wish_call_time::PartOfDay;
use care::units::Hours;
use record::views::ask;

use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::beside;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};

struct Waits {
    session: String,
    words: String,
    command: String,
}

#[derive(Template)]
#[template(path = "desk/earlier.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    here: String,
    back: String,
    name: String,
    waits: Vec<Waits>,
    visits: Vec<Choice>,
    days: Vec<Choice>,
    parts: Vec<Choice>,
    notice: String,
}

/// The wish as a form says it; `None` for a number that is none.
pub fn read(visit: &Visit) -> Option<WishEarlier> {
    let mut weekdays: Vec<u8> = visit.values("day").iter().filter_map(|day| day.parse().ok()).collect();
    weekdays.sort_unstable();
    weekdays.dedup();
    let parts = PartOfDay::ALL.iter().copied().filter(|part| visit.values("part").contains(&part.code()));
    let notice = Hours(visit.value("notice").trim().parse().ok()?);
    Some(WishEarlier { weekdays, parts: parts.collect(), notice })
}

/// Seven days or three parts as ticks, as they were sent or are kept.
pub fn ticks(lang: Lang, family: &'static str, codes: &[String], ticked: &[String]) -> Vec<Choice> {
    let word = |code: &str| match family {
        "day" => lang.say_of("earlier-day", code),
        _ => lang.say_of("earlier-part", code),
    };
    codes
        .iter()
        .map(|code| Choice::new(code, &word(code), if ticked.contains(code) { code } else { "" }))
        .collect()
}

/// The codes of the days of a week, Monday first.
pub fn days() -> Vec<String> {
    (0..7).map(|day: u8| day.to_string()).collect()
}

/// The codes of the parts of a day.
pub fn parts() -> Vec<String> {
    PartOfDay::ALL.iter().map(|part| part.code().to_owned()).collect()
}

/// `GET /desk/{patient}/earlier`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /desk/{patient}/earlier`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let patient = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::WishEarlier, Some(patient))?;
    let session = SessionId::read(visit.value("session"));
    if let (Some(session), true) = (session, visit.ticked("stop")) {
        app.submit(visit, Act::TakeBackEarlier(session, TakeBackEarlier))?;
        return go(format!("/desk/{patient}/earlier"), "earlier-stopped");
    }
    let mut errors = Errors::default();
    if session.is_none() {
        errors.add("session", "Choose a visit.");
    }
    let wish = read(visit);
    if wish.is_none() {
        errors.add("notice", "Write a whole number of hours.");
    }
    let (Some(session), Some(wish)) = (session, wish) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::WishEarlier(session, wish)) {
        Ok(_) => go(format!("/desk/{patient}/earlier"), "earlier-kept"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "day")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::OpenDesk, Some(id))?;
    let (patient, now) = (app.patient(id)?, app.now());
    let rows = app.read(|conn, org| ask::sessions_of(conn, org, id))?;
    let (mut waits, mut visits) = (vec![], vec![]);
    for row in rows {
        let held = app.session(row.session)?;
        if held.phase != Phase::Scheduled || held.starts <= now {
            continue;
        }
        let at = format!("{}, {}", app.place_of(&held).day_clock(held.starts), held.room);
        visits.push(Choice::new(&row.session.to_string(), &at, visit.value("session")));
        if held.earlier.as_ref().is_some_and(care::earlier::Earlier::waits) {
            let (session, command) = (row.session.to_string(), fresh_command().to_string());
            waits.push(Waits { session, words: at, command });
        }
    }
    let sent = |name: &str| visit.values(name).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let page = Page {
        frame: draw::frame(app, visit, "They could come earlier"),
        command: visit.form_command(),
        here: format!("/desk/{id}/earlier"),
        back: format!("/desk/{id}"),
        name: patient.details.name.to_string(),
        waits,
        visits,
        days: ticks(Lang::En, "day", &days(), &sent("day")),
        parts: ticks(Lang::En, "part", &parts(), &sent("part")),
        notice: visit.value("notice").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
