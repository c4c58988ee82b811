//! Writing somebody into the house, by the name that is printed.

use askama::Template;
use care::act::Act;
use care::ids::PersonId;
use care::practice::person::AddPerson;
use care::text::Line;

use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "clinic/add_person.html")]
struct AddPersonForm {
    frame: Frame,
    command: String,
    errors: Errors,
    typed: String,
}

/// `GET /clinic/people/new`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/new`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let name = match Line::new(visit.value("name")) {
        Ok(name) => name,
        Err(no) => {
            errors.add("name", &words::refusal(Lang::En, &no));
            return draw(app, visit, errors);
        }
    };
    // From the form's own number: a second tap names the same person.
    let id = PersonId(visit.command()?.0);
    app.submit(visit, Act::AddPerson(id, AddPerson { name }))?;
    go(format!("/clinic/people/{id}"), "person-added")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let page = AddPersonForm {
        frame: draw::frame(app, visit, "Add a person"),
        command: visit.form_command(),
        typed: visit.value("name").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
