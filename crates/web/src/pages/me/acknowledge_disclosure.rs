//! Reading who somebody is and what they do not do. "I have read this" belongs to the version on the page.

use askama::Template;
use care::act::Act;
use care::course::acknowledge_disclosure::{AcknowledgeDisclosure, is_acknowledged};
use care::ids::PersonId;
use care::practice::Role;
use care::refusal::Refusal;

use super::mine::{self, Mine};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::people::{self, standing};
use crate::parts::{Errors, Service};
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "me/acknowledge_disclosure.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    person: String,
    name: String,
    roles: Vec<standing::RoleTag>,
    licence: String,
    affiliations: Vec<standing::Tie>,
    not_therapy: String,
    version: u32,
    paragraphs: Vec<String>,
    /// Heading and paragraphs of each point.
    points: Vec<(String, Vec<String>)>,
    kept: String,
    read: bool,
    may: bool,
}

/// `GET /me/disclosure/{person}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/disclosure/{person}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    let person = visit.id("person", PersonId::read)?;
    let version = visit.value("version").parse().map_err(|_| Trouble::FormOutdated)?;
    match app.submit(visit, Act::AcknowledgeDisclosure(id, AcknowledgeDisclosure { person, version })) {
        Ok(_) => go("/me", "read"),
        Err(Trouble::Refused(no @ Refusal::DisclosureChanged)) => {
            let mut errors = Errors::default();
            errors.add(
                "read",
                &visit.lang.say_with("talk-giver-changed", &[("why", &words::refusal(visit.lang, &no))]),
            );
            draw(app, visit, errors)
        }
        Err(Trouble::Refused(Refusal::NothingChanged)) => go("/me", "read"),
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let id = visit.id("person", PersonId::read)?;
    let person = app.person(id)?;
    let published = person.disclosure.as_ref().ok_or(Trouble::NotFound)?;
    let kept = app.known_house()?.place_rules().map(|rules| rules.kept_years.to_string());
    let name = person.name.as_str().to_owned();
    let support = person.affiliations.iter().any(|held| held.role == Role::IntegrationSpecialist);
    let open = mine.open_course().ok();
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("talk-giver-title")),
        command: visit.form_command(),
        errors,
        person: id.to_string(),
        roles: standing::roles(visit.lang, &person, mine.now),
        licence: standing::licence_line(app, &mine.reader, &person, mine.now),
        affiliations: standing::ties(app, &mine.reader, &person, mine.now),
        not_therapy: if support { mine::not_therapy(visit.lang, &name) } else { String::new() },
        version: published.version,
        points: people::points(visit.lang, published),
        kept: kept.map_or_else(String::new, |years| visit.lang.say_with("people-kept", &[("years", &years)])),
        paragraphs: published
            .text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        read: open.is_some_and(|(_, course)| is_acknowledged(course, id, &person)),
        may: open.is_some(),
        name,
    };
    if ok { html(&page) } else { again(&page) }
}
