//! A licence ends before its term, at one instant. The page says first what happens then.

use askama::Template;
use care::act::Act;
use care::practice::end_credential::EndCredential;
use care::practice::{Credential, CredentialEnd, Person};
use care::refusal::Refusal;
use care::text::Line;
use care::time::{Instant, When};

use super::{id, licence_line};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "clinic/end_credential.html")]
struct EndForm {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    errors: Errors,
    licences: Vec<Choice>,
    reasons: Vec<Choice>,
    moments: Vec<Choice>,
    at: String,
    note: String,
}

/// `GET /clinic/people/{person}/licence-end`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/{person}/licence-end`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let person = app.person(id)?;
    let mut errors = Errors::default();
    let act = parse(app, visit, &person, &mut errors);
    let Some(act) = act.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::EndCredential(id, act)) {
        Ok(_) => go(format!("/clinic/people/{id}"), "licence-ended"),
        Err(Trouble::Refused(no @ (Refusal::TermEndsInThePast | Refusal::CredentialEnded))) => {
            errors.add("at", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn parse(app: &App, visit: &Visit, person: &Person, errors: &mut Errors) -> Option<EndCredential> {
    // Licences are only ever added, so the place of one in the list is its name here.
    let held = visit.value("licence").parse::<usize>().ok().and_then(|n| person.credentials.get(n));
    if held.is_none() {
        errors.add("licence", "Choose the licence.");
    }
    let why = CredentialEnd::read(visit.value("why"));
    if why.is_none() {
        errors.add("why", "Choose what happened to it.");
    }
    let at = match visit.value("moment") {
        "now" => Some(When::Now),
        "later" => match when::read(Lang::En, visit.value("at"), &app.zone) {
            Ok(at) => Some(When::At(at)),
            Err(wrong) => {
                errors.add("at", wrong);
                None
            }
        },
        _ => {
            errors.add("moment", "Choose when.");
            None
        }
    };
    let note = match visit.given("note").map(Line::new).transpose() {
        Ok(note) => note,
        Err(no) => {
            errors.add("note", &words::refusal(Lang::En, &no));
            None
        }
    };
    let Credential { licence, number, jurisdiction, .. } = held?.clone();
    Some(EndCredential { licence, number, jurisdiction, why: why?, note, at: at? })
}

/// The licences that can still end, by their place in the record; renewals of one are named by the newest.
fn open(person: &Person, now: Instant) -> Vec<(usize, &Credential)> {
    let mut open: Vec<(usize, &Credential)> = vec![];
    for (n, held) in person.credentials.iter().enumerate() {
        if held.term.until.is_some_and(|until| until <= now) {
            continue;
        }
        let name = |one: &Credential| (one.licence, one.number.clone(), one.jurisdiction.clone());
        open.retain(|(_, earlier)| name(earlier) != name(held));
        open.push((n, held));
    }
    open
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let person = app.person(id)?;
    let open = open(&person, app.now());
    if open.is_empty() {
        return Err(Trouble::Refused(Refusal::CredentialUnknown));
    }
    let chosen = |name: &str| if visit.form.is_empty() { "" } else { visit.value(name) };
    let one = open.len() == 1;
    let licences = open.into_iter().map(|(n, held)| {
        let mut choice = Choice::new(&n.to_string(), &licence_line(app, held), chosen("licence"));
        choice.checked = choice.checked || one;
        choice
    });
    let reasons = CredentialEnd::ALL
        .iter()
        .map(|why| Choice::new(why.code(), words::credential_end(Lang::En, *why), chosen("why")));
    let page = EndForm {
        frame: draw::frame(app, visit, &format!("End a licence of {}", person.name)),
        back: format!("/clinic/people/{id}"),
        name: person.name.to_string(),
        action: format!("/clinic/people/{id}/licence-end"),
        command: visit.form_command(),
        licences: licences.collect(),
        reasons: reasons.collect(),
        moments: vec![
            Choice::new("now", "Now", chosen("moment")).hint("From this moment."),
            Choice::new("later", "At this time", chosen("moment")).hint("Write it below."),
        ],
        at: visit.value("at").to_owned(),
        note: visit.value("note").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
