//! For whom somebody answers here, who answers for them, and which notes wait for their signature.

use askama::Template;
use care::practice::{Person, Role};
use care::refusal::Refusal;

use super::{signs, supervised_by, term_words, waiting_notes};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::person_name;
use crate::pages::rows::short_name;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// One agreement, as one of the two reads it.
struct Agreed {
    who: String,
    role: String,
    term: String,
    /// Whether it lets them work now, or why not.
    state: String,
    /// Where it is taken on; empty where that is done, or not this reader's.
    take_on: String,
    command: String,
    end: String,
}

struct Note {
    at: String,
    iso: String,
    author: String,
    about: String,
    href: String,
}

#[derive(Template)]
#[template(path = "supervision/see.html")]
struct Page {
    frame: Frame,
    to_take: Vec<Agreed>,
    answers_for: Vec<Agreed>,
    mine: Vec<Agreed>,
    notes: Vec<Note>,
}

/// `GET /supervision`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let (now, reads_notes) = (app.now(), visit.signed()?.by.role == Role::Therapist);
    let (mut to_take, mut answers_for, mut notes) = (vec![], vec![], vec![]);
    for (id, person) in supervised_by(app, me)? {
        let open = person.supervisions.iter().filter(|held| held.supervisor == me && held.is_open(now));
        for held in open {
            let at = format!("/clinic/people/{id}/supervision/{}", held.number);
            let agreed = Agreed {
                who: person.name.to_string(),
                role: words::role(Lang::En, held.role).to_lowercase(),
                term: term_words(app, held),
                state: state(app, &person, held.role),
                take_on: if held.taken.is_none() { format!("{at}/take-on") } else { String::new() },
                command: fresh_command().to_string(),
                end: format!("{at}/end"),
            };
            if held.taken.is_none() { to_take.push(agreed) } else { answers_for.push(agreed) }
        }
        for note in waiting_notes(app, id, &person)?.into_iter().filter(|_| reads_notes) {
            if signs(app, &person, me, &note) {
                notes.push(Note {
                    at: when::full(note.at, &app.zone),
                    iso: when::iso(note.at, &app.zone),
                    author: person.name.to_string(),
                    about: short_name(app.patient(note.patient)?.details.name.as_str()),
                    href: format!("/supervision/notes/{}/{}", note.window, note.document),
                });
            }
        }
    }
    html(&Page {
        frame: draw::frame(app, visit, "Supervision"),
        to_take,
        answers_for,
        mine: mine(app, visit, me)?,
        notes,
    })
}

/// Who answers for the reader.
fn mine(app: &App, visit: &Visit, me: care::ids::PersonId) -> Result<Vec<Agreed>, Trouble> {
    let (person, now) = (app.person(me)?, app.now());
    let open = person.supervisions.iter().filter(|held| held.is_open(now));
    let agreed = open.map(|held| Agreed {
        who: person_name(app, held.supervisor),
        role: words::role(Lang::En, held.role).to_lowercase(),
        term: term_words(app, held),
        state: match held.taken {
            None => "Not taken on yet: it counts for nothing until then.".to_owned(),
            Some(_) => state(app, &person, held.role),
        },
        take_on: String::new(),
        command: visit.form_command(),
        end: format!("/clinic/people/{me}/supervision/{}/end", held.number),
    });
    Ok(agreed.collect())
}

/// Whether somebody may work in a role now, in a sentence.
fn state(app: &App, person: &Person, role: Role) -> String {
    match person.stand(role, app.here(), app.now()) {
        Ok(()) => "In force now.".to_owned(),
        Err(no @ (Refusal::SupervisionMissing { .. } | Refusal::SupervisorNotInForce { .. })) => {
            words::refusal(Lang::En, &no)
        }
        Err(_) => "They may not work in this role now: see their licences and roles.".to_owned(),
    }
}
