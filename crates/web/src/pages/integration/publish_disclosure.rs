//! My profile: what I tell clients about what I do and do not do, where I work and since when, and my licence or none.

use askama::Template;
use care::act::Act;
use care::practice::Licence;
use care::practice::person::PublishDisclosure;
use care::refusal::Refusal;

use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "integration/profile.html")]
struct Profile {
    frame: Frame,
    command: String,
    errors: Errors,
    text: String,
    version: u32,
    licences: Vec<String>,
    affiliations: Vec<(String, bool)>,
}

/// `GET /integration/profile`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /integration/profile`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let text = visit.raw("text").to_owned();
    match app.submit(visit, Act::PublishDisclosure(me, PublishDisclosure { text })) {
        Ok(_) => go("/integration/profile", "published"),
        Err(Trouble::Refused(
            no @ (Refusal::TextMissing | Refusal::TextTooLong { .. } | Refusal::TextHasHiddenMarks),
        )) => {
            let mut errors = Errors::default();
            errors.add("text", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let person = app.person(me)?;
    let (version, published) = person.disclosure.clone().unwrap_or((0, String::new()));
    let licensed = person.credentials.iter().filter(|held| held.licence != Licence::NotLicensed);
    let mut licences: Vec<String> = licensed.map(|held| clinic::licence_line(app, held)).collect();
    if licences.is_empty() {
        licences.push(words::licence(Lang::En, Licence::NotLicensed).to_owned());
    }
    let page = Profile {
        frame: draw::live_frame(app, visit, "My profile"),
        command: visit.form_command(),
        text: if errors.is_empty() { published } else { visit.raw("text").to_owned() },
        version,
        licences,
        affiliations: clinic::affiliation_lines(app, &person),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
