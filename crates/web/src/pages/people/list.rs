//! Everyone who works here, then everyone who did.

use askama::Template;
use care::practice::Role;
use record::views::ask;

use super::standing::{self, RoleTag};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::directory::public::{Outside, outside};
use crate::reader::Reader;
use crate::visit::Visit;

/// One person of the list.
struct Entry {
    name: String,
    href: String,
    roles: Vec<RoleTag>,
    licence: String,
    affiliation: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct Page {
    frame: Frame,
    now: Vec<Entry>,
    before: Vec<Entry>,
    support: bool,
    outside: Vec<Outside>,
}

/// `GET /people`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (at, reader) = (app.now(), Reader::of(app, visit));
    let mut entries = vec![];
    let mut support = false;
    for (id, name) in app.read(ask::people)? {
        let person = app.person(id)?;
        let mut ties = standing::ties(app, &reader, &person, at);
        if ties.is_empty() {
            continue;
        }
        let tie = ties.swap_remove(ties.iter().position(|tie| tie.current).unwrap_or(0));
        let roles = person.affiliations.iter().filter(|held| held.term.covers(at)).map(|held| held.role);
        support = support || roles.clone().any(|role| role == Role::IntegrationSpecialist);
        let first = roles.min().unwrap_or(Role::Host);
        let entry = Entry {
            name,
            href: format!("/people/{id}"),
            roles: standing::roles(visit.lang, &person, at),
            licence: standing::licence_line(app, &reader, &person, at),
            affiliation: tie.words,
            current: tie.current,
        };
        entries.push((first, entry));
    }
    entries.sort_by_key(|(first, _)| *first);
    let (now, before): (Vec<_>, Vec<_>) =
        entries.into_iter().map(|(_, entry)| entry).partition(|entry| entry.current);
    html(&Page {
        frame: draw::frame_in(app, visit, &visit.lang.say("people-title"), Shell::Public),
        now,
        before,
        support,
        outside: outside(app, visit)?,
    })
}
