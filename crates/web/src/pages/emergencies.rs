//! Where an emergency stands, on every screen of the staff: the chair and since when, never who.

use askama::Template;
use care::practice::Role;
use record::views::ask_safety;

use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::frame::{Standing, Standings};
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "shell/emergencies.html")]
struct Part {
    standings: Standings,
}

/// `GET /emergencies?on=PATH`: what a page that is open already shows anew.
pub fn get(app: &App, visit: &Visit) -> Answered {
    html(&Part { standings: standing(app, visit, visit.asked("on"))?.unwrap_or_default() })
}

/// What the page at `path` says of emergencies; none for whoever is not on the staff of this house, who is told nothing of
/// them. The chair itself says it in its own place.
///
/// # Errors
/// The store's.
pub fn standing(app: &App, visit: &Visit, path: &str) -> Result<Option<Standings>, Trouble> {
    let role = visit.signed.as_ref().map(|signed| signed.by.role);
    let Some(role) = role.filter(|role| is_told(*role)) else { return Ok(None) };
    let rows = app.read(ask_safety::emergencies)?;
    let rows = rows.into_iter().map(|row| (format!("/sessions/{}", row.session), row));
    let rows = rows.filter(|(href, _)| path != href);
    let all = rows.map(|(href, row)| Standing {
        since: when::clock(row.at, &app.place_of_room(&row.room, row.at).zone),
        since_ms: when::ms(row.at),
        room: row.room,
        href: if role.is_clinical() { href } else { String::new() },
    });
    Ok(Some(Standings { src: format!("/emergencies?on={path}"), all: all.collect() }))
}

/// Everybody who works in the house: whoever stands next to a door opens it.
pub const fn is_told(role: Role) -> bool {
    matches!(
        role,
        Role::MedicalDirector
            | Role::Prescriber
            | Role::Nurse
            | Role::Therapist
            | Role::IntegrationSpecialist
            | Role::FrontDesk
    )
}
