//! Somebody stops working here, at one instant. The page says first what happens then.

use askama::Template;
use care::act::Act;
use care::practice::affiliation::EndAffiliation;
use care::refusal::Refusal;
use care::time::When;
use record::views::{ask, ask_left};

use super::id;
use super::person::left_words;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows::short_name;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "clinic/end_affiliation.html")]
struct EndForm {
    frame: Frame,
    back: String,
    name: String,
    house: String,
    action: String,
    command: String,
    errors: Errors,
    roles: Vec<String>,
    talks: Vec<String>,
    /// What names them besides, and is moved by hand.
    left: Vec<String>,
    moments: Vec<Choice>,
    at: String,
}

/// `GET /clinic/people/{person}/end`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/{person}/end`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let at = match visit.value("moment") {
        "now" => Ok(When::Now),
        "later" => when::read(Lang::En, visit.value("at"), &app.zone).map(When::At),
        _ => {
            errors.add("moment", "Choose when.");
            return draw(app, visit, errors);
        }
    };
    let at = match at {
        Ok(at) => at,
        Err(wrong) => {
            errors.add("at", wrong);
            return draw(app, visit, errors);
        }
    };
    match app.submit(visit, Act::EndAffiliation(id, EndAffiliation { at })) {
        Ok(_) => go(format!("/clinic/people/{id}"), "affiliation-ended"),
        Err(Trouble::Refused(no @ Refusal::TermEndsInThePast)) => {
            errors.add("at", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, now) = (id(visit)?, app.now());
    let person = app.person(id)?;
    let open = person.affiliations.iter().filter(|held| held.term.until.is_none_or(|until| now < until));
    let roles: Vec<String> = open
        .map(|held| match held.term.until {
            Some(until) => {
                format!(
                    "{} (ends {} already)",
                    words::role(Lang::En, held.role),
                    when::day_clock(until, &app.zone)
                )
            }
            None => words::role(Lang::En, held.role).to_owned(),
        })
        .collect();
    if roles.is_empty() {
        return Err(Trouble::Refused(Refusal::NotAffiliated));
    }
    let booked = app.read(|conn, org| ask::talks_with(conn, org, id))?;
    let lost = booked.iter().filter(|row| row.is_open && row.talk_at.is_some_and(|at| now <= at));
    let talks = lost
        .map(|row| {
            let at = row.talk_at.map(|at| when::day_clock(at, &app.zone)).unwrap_or_default();
            format!("{} with {}", at, short_name(&row.patient_name))
        })
        .collect();
    let left = app.read(|conn, org| ask_left::left(conn, org, id, now))?;
    let left = left_words(&ask_left::Left { talks: 0, ..left });
    let chosen = if visit.form.is_empty() { "" } else { visit.value("moment") };
    let page = EndForm {
        frame: draw::frame(app, visit, &format!("End the affiliation of {}", person.name)),
        back: format!("/clinic/people/{id}"),
        name: person.name.to_string(),
        house: app.house.name.to_string(),
        action: format!("/clinic/people/{id}/end"),
        command: visit.form_command(),
        roles,
        talks,
        left,
        moments: vec![
            Choice::new("now", "Now", chosen).hint("From this moment."),
            Choice::new("later", "At this time", chosen).hint("Write it below."),
        ],
        at: visit.value("at").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
