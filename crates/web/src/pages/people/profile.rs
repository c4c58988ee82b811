//! One person: role, licence, what they do and do not do, since when they are here.

use askama::Template;
use care::ids::PersonId;
use care::practice::Role;

use super::standing::{self, RoleTag, Tie};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::me::mine;
use crate::parts::Service;
use crate::reader::Reader;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "people/profile.html")]
struct Page {
    frame: Frame,
    roles: Vec<RoleTag>,
    licence: String,
    ties: Vec<Tie>,
    ended: String,
    ended_more: String,
    not_therapy: String,
    disclosure: Vec<String>,
    points: Vec<(String, Vec<String>)>,
    version: u32,
    body_words: bool,
    book_href: &'static str,
    book: String,
}

/// `GET /people/{person}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("person", PersonId::read)?;
    let person = app.person(id).map_err(|_| Trouble::NotFound)?;
    let (at, lang, reader) = (app.now(), visit.lang, Reader::of(app, visit));
    let ties = standing::ties(app, &reader, &person, at);
    if ties.is_empty() {
        return Err(Trouble::NotFound);
    }
    let name = person.name.as_str();
    let house = app.house.name.as_str();
    let support = person.affiliations.iter().any(|held| held.role == Role::IntegrationSpecialist);
    let ended = standing::ended(&person, at);
    let published = person.disclosure.clone();
    let points = published.as_ref().map(|known| super::points(lang, known)).unwrap_or_default();
    let (version, text) = published.map(|known| (known.version, known.text)).unwrap_or_default();
    let patient = visit.signed.as_ref().is_some_and(|signed| signed.patient_id().is_some());
    let books = person.affiliated(Role::IntegrationSpecialist, at) || person.affiliated(Role::Therapist, at);
    let (book_href, book) = match (books, patient, visit.signed.is_some()) {
        (true, true, _) => ("/me/talk", lang.say("people-book")),
        (true, false, false) => ("/sign-in", lang.say("people-sign-in-to-book")),
        _ => ("", String::new()),
    };
    html(&Page {
        frame: draw::frame_in(app, visit, name, Shell::Public),
        roles: standing::roles(lang, &person, at),
        licence: standing::licence_line(app, &reader, &person, at),
        ended: ended.map_or_else(String::new, |since| {
            let day = reader.date(since);
            lang.say_with("people-ended", &[("day", &day), ("name", name), ("house", house)])
        }),
        ended_more: match (ended, support) {
            (Some(_), true) => {
                let first = mine::first_name(name);
                lang.say_with("people-ended-more", &[("name", first), ("house", house)])
            }
            _ => String::new(),
        },
        not_therapy: if support { mine::not_therapy(lang, name) } else { String::new() },
        body_words: text.to_lowercase().contains("somatic"),
        disclosure: text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        points,
        version,
        ties,
        book_href,
        book,
    })
}
