//! Nobody answers by an agreement any more, from an instant. The page says first what happens then.

use askama::Template;
use care::act::Act;
use care::practice::Role;
use care::practice::supervision::EndSupervision;
use care::refusal::Refusal;
use care::time::When;
use record::views::ask;

use super::{number, term_words};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::id;
use crate::pages::patients::person_name;
use crate::pages::rows::short_name;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "supervision/end.html")]
struct EndForm {
    frame: Frame,
    back: String,
    name: String,
    supervisor: String,
    role: String,
    term: String,
    action: String,
    command: String,
    errors: Errors,
    talks: Vec<String>,
    moments: Vec<Choice>,
    at: String,
}

/// `GET /clinic/people/{person}/supervision/{number}/end`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/{person}/supervision/{number}/end`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (id, number, mut errors) = (id(visit)?, number(visit)?, Errors::default());
    let at = match visit.value("moment") {
        "now" => When::Now,
        "later" => match when::read(Lang::En, visit.value("at"), &app.zone) {
            Ok(at) => When::At(at),
            Err(wrong) => {
                errors.add("at", wrong);
                return draw(app, visit, errors);
            }
        },
        _ => {
            errors.add("moment", "Choose when.");
            return draw(app, visit, errors);
        }
    };
    match app.submit(visit, Act::EndSupervision(id, EndSupervision { number, at })) {
        Ok(_) => go(home(visit)?, "supervision-ended"),
        Err(Trouble::Refused(no @ (Refusal::TermEndsInThePast | Refusal::SupervisionOver))) => {
            errors.add("at", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// Where whoever ends it came from.
fn home(visit: &Visit) -> Result<String, Trouble> {
    Ok(match visit.signed()?.by.role {
        Role::MedicalDirector => format!("/clinic/people/{}", id(visit)?),
        _ => "/supervision".to_owned(),
    })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, number, now) = (id(visit)?, number(visit)?, app.now());
    let person = app.person(id)?;
    let held = person.supervisions.iter().find(|held| held.number == number).ok_or(Trouble::NotFound)?;
    let booked = app.read(|conn, org| ask::talks_with(conn, org, id))?;
    let ahead = booked.iter().filter(|row| row.is_open && row.talk_at.is_some_and(|at| now <= at));
    let talk = |row: &ask::WindowRow| {
        let at = row.talk_at.map(|at| when::day_clock(at, &app.zone)).unwrap_or_default();
        format!("{at} with {}", short_name(&row.patient_name))
    };
    let chosen = visit.value("moment");
    let page = EndForm {
        frame: draw::frame(app, visit, &format!("End the supervision of {}", person.name)),
        back: home(visit)?,
        name: person.name.to_string(),
        supervisor: person_name(app, held.supervisor),
        role: words::role(Lang::En, held.role).to_lowercase(),
        term: term_words(app, held),
        action: format!("/clinic/people/{id}/supervision/{number}/end"),
        command: visit.form_command(),
        talks: ahead.map(talk).collect(),
        moments: vec![
            Choice::new("now", "Now", chosen).hint("From this moment."),
            Choice::new("later", "At this time", chosen).hint("Write it below."),
        ],
        at: visit.value("at").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
