//! Who may open this chart: joining and leaving the care team.

use askama::Template;
use care::act::Act;
use care::ids::{PatientId, PersonId};
use care::patient::care_team::{JoinCareTeam, LeaveCareTeam};
use care::practice::{ActKind, Role};
use record::views::ask;
use record::wire::{role_code, role_of};

use super::{beside, chart_frame, command_of, href, offers, person_name};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

struct Member {
    person: String,
    name: String,
    role: &'static str,
    since: String,
    command: String,
}

#[derive(Template)]
#[template(path = "patients/join_care_team.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    patient: String,
    name: String,
    back: String,
    now_on: Vec<Member>,
    before: Vec<Member>,
    choices: Vec<Choice>,
    may_leave: bool,
}

/// The roles that may be on a care team: those that may open a chart.
const ROLES: [Role; 4] = [Role::Nurse, Role::Prescriber, Role::Therapist, Role::MedicalDirector];

/// `GET /patients/{patient}/team`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /patients/{patient}/team`: who, and as what. From a list both come in one field.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let (person, role) = match visit.value("who").split_once(' ') {
        Some((person, role)) => (person, role),
        None => (visit.value("person"), visit.value("role")),
    };
    let (Some(person), Some(role)) = (PersonId::read(person), role_of(role)) else {
        let mut errors = Errors::default();
        errors.add("who", "Choose who joins.");
        return draw(app, visit, errors);
    };
    let own = visit.signed()?.person_id() == Some(person);
    match app.submit(visit, Act::JoinCareTeam(id, JoinCareTeam { person, role })) {
        Ok(_) if own => go(format!("/patients/{id}"), "joined"),
        Ok(_) => go(format!("/patients/{id}/team"), "joined"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "who")?),
    }
}

/// `POST /patients/{patient}/team/leave`
pub fn post_leave(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let person = PersonId::read(visit.value("person")).ok_or(Trouble::NotFound)?;
    app.submit(visit, Act::LeaveCareTeam(id, LeaveCareTeam { person }))?;
    if visit.signed()?.person_id() == Some(person) {
        return go("/patients", "left");
    }
    go(format!("/patients/{id}/team"), "left")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let patient = app.open_chart(visit, id)?;
    let now = app.now();
    let member = |held: &care::patient::Member| Member {
        person: held.person.to_string(),
        name: person_name(app, held.person),
        role: words::role(Lang::En, held.role),
        since: match held.term.until.filter(|until| *until <= now) {
            Some(until) => {
                format!("{} to {}", when::date(held.term.from, &app.zone), when::date(until, &app.zone))
            }
            None => format!("since {}", when::date(held.term.from, &app.zone)),
        },
        command: command_of(visit, false),
    };
    let (now_on, before): (Vec<_>, Vec<_>) = patient.team.iter().partition(|held| held.term.covers(now));
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Care team")?,
        errors,
        command: command_of(visit, !visit.form.is_empty()),
        patient: id.to_string(),
        name: patient.details.name.to_string(),
        back: href(visit, id),
        now_on: now_on.into_iter().map(member).collect(),
        before: before.into_iter().map(member).collect(),
        choices: may_join(app, visit, &patient)?,
        may_leave: offers(visit, ActKind::LeaveCareTeam),
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Everyone who stands now in a role that opens charts, and is not on the team in it.
fn may_join(app: &App, visit: &Visit, patient: &care::patient::Patient) -> Result<Vec<Choice>, Trouble> {
    let (now, here) = (app.now(), app.here());
    let mut choices = vec![Choice::new("", "Choose somebody", visit.value("who"))];
    for (id, name) in app.read(ask::people)? {
        let person = app.person(id)?;
        let stands =
            |role: &Role| person.stand(*role, here, now).is_ok() && !patient.has_member(id, *role, now);
        for role in ROLES.into_iter().filter(stands) {
            let value = format!("{id} {}", role_code(role));
            let label = format!("{name}, {}", words::role(Lang::En, role).to_lowercase());
            choices.push(Choice::new(&value, &label, visit.value("who")));
        }
    }
    Ok(choices)
}
