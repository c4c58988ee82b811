//! Somebody begins a role here, from an instant.

use askama::Template;
use care::act::Act;
use care::practice::affiliation::BeginAffiliation;
use care::refusal::Refusal;

use super::{id, roles};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "clinic/begin_affiliation.html")]
struct BeginForm {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    errors: Errors,
    roles: Vec<Choice>,
    from: String,
    until: String,
}

/// `GET /clinic/people/{person}/affiliation`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/{person}/affiliation`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let role = record::wire::role_of(visit.value("role")).filter(|role| role.is_staff());
    if role.is_none() {
        errors.add("role", "Choose a role.");
    }
    let from = when::read(Lang::En, visit.value("from"), &app.zone);
    if let Err(wrong) = from {
        errors.add("from", wrong);
    }
    let until = match visit.value("until").trim() {
        "" => Ok(None),
        typed => when::read(Lang::En, typed, &app.zone).map(Some),
    };
    if let Err(wrong) = until {
        errors.add("until", wrong);
    }
    let (Some(role), Ok(from), Ok(until)) = (role, from, until) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::BeginAffiliation(id, BeginAffiliation { role, from, until })) {
        Ok(_) => go(format!("/clinic/people/{id}"), "affiliation-began"),
        Err(Trouble::Refused(no @ (Refusal::AlreadyAffiliated | Refusal::AuditorWorksHere))) => {
            errors.add("role", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(Trouble::Refused(no @ (Refusal::AuditHasAnEnd | Refusal::TermEndsBeforeItBegins))) => {
            errors.add("until", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let person = app.person(id)?;
    let page = BeginForm {
        frame: draw::frame(app, visit, &format!("A role for {}", person.name)),
        back: format!("/clinic/people/{id}"),
        name: person.name.to_string(),
        action: format!("/clinic/people/{id}/affiliation"),
        command: visit.form_command(),
        roles: roles(visit.value("role")),
        from: if visit.form.is_empty() {
            when::field(app.now(), &app.zone)
        } else {
            visit.value("from").to_owned()
        },
        until: visit.value("until").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
