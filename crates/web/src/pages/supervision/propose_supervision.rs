//! The director names who answers for somebody; it counts once they have taken it on.

use askama::Template;
use care::act::Act;
use care::ids::PersonId;
use care::practice::supervision::ProposeSupervision;
use care::practice::{Person, Role};
use care::refusal::Refusal;
use care::time::Instant;
use record::views::ask;
use record::wire::{role_code, role_of};

use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::id;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "supervision/propose.html")]
struct ProposeForm {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    errors: Errors,
    who: Vec<Choice>,
    from: String,
    until: String,
}

/// `GET /clinic/people/{person}/supervision`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/{person}/supervision`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let chosen = read_who(visit.value("who"));
    if chosen.is_none() {
        errors.add("who", "Choose who answers, and for which role.");
    }
    let from = when::read_day(Lang::En, visit.value("from"), &app.zone);
    if let Err(wrong) = from {
        errors.add("from", wrong);
    }
    // The last day is in the term: it ends where the next day begins.
    let last = |typed: &str| {
        when::read_day(Lang::En, typed, &app.zone).map(|day| when::day_around(day, &app.zone).1)
    };
    let until = Some(visit.value("until")).filter(|typed| !typed.is_empty()).map(last).transpose();
    if let Err(wrong) = until {
        errors.add("until", wrong);
    }
    let (Some((role, supervisor)), Ok(from), Ok(until)) = (chosen, from, until) else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::ProposeSupervision(id, ProposeSupervision { supervisor, role, from, until }))
    {
        Ok(_) => go(format!("/clinic/people/{id}"), "supervision-proposed"),
        Err(Trouble::Refused(no)) => {
            let field = match no {
                Refusal::TermEndsBeforeItBegins | Refusal::TermEndsInThePast => "until",
                Refusal::CannotSupervise { .. }
                | Refusal::SupervisionNotAsked { .. }
                | Refusal::SupervisesThemself
                | Refusal::AlreadySupervised
                | Refusal::SupervisionNotForRole { .. } => "who",
                no => return Err(Trouble::Refused(no)),
            };
            errors.add(field, &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// `therapist:5`
fn read_who(text: &str) -> Option<(Role, PersonId)> {
    let (role, person) = text.split_once(':')?;
    role_of(role).zip(PersonId::read(person))
}

/// Everybody who can answer at an instant, for each role this person holds under supervision or could.
fn who(app: &App, id: PersonId, person: &Person, at: Instant, chosen: &str) -> Result<Vec<Choice>, Trouble> {
    let held = |role: &&Role| !role.supervised_by().is_empty() && person.affiliated(**role, at);
    let mut choices = vec![];
    for role in Role::ALL.iter().filter(held) {
        for (other, name) in app.read(ask::people)? {
            let answers = person.could_be_supervised_by(&*app.person(other)?, *role, app.here(), at).is_ok();
            if other != id && answers {
                let words =
                    format!("{name}, for what they do as {}", words::role(Lang::En, *role).to_lowercase());
                choices.push(Choice::new(&format!("{}:{other}", role_code(*role)), &words, chosen));
            }
        }
    }
    Ok(choices)
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, now) = (id(visit)?, app.now());
    let person = app.person(id)?;
    let page = ProposeForm {
        frame: draw::frame(app, visit, &format!("Who answers for {}", person.name)),
        back: format!("/clinic/people/{id}"),
        name: person.name.to_string(),
        action: format!("/clinic/people/{id}/supervision"),
        command: visit.form_command(),
        who: who(app, id, &person, now, visit.value("who"))?,
        from: if visit.form.is_empty() { when::date(now, &app.zone) } else { visit.value("from").to_owned() },
        until: visit.value("until").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
