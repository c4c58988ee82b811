//! A chart the reader has no tie to: says so, and offers the two honest ways in. Nothing clinical is loaded.

use askama::Template;
use care::ids::PatientId;
use care::patient::emergency_access::{EMERGENCY_ACCESS, EMERGENCY_REVIEW};
use care::practice::ActKind;

use super::{command_of, offers, person_name};
use crate::answer::{Answered, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "patients/no_tie.html")]
struct NoTie {
    frame: Frame,
    errors: Errors,
    patient: String,
    name: String,
    born: String,
    team: Vec<String>,
    join: Option<(String, String)>,
    join_as: &'static str,
    join_command: String,
    emergency: bool,
    emergency_command: String,
    reason: String,
    open_h: u32,
    review_h: u32,
    desk: bool,
}

/// The page instead of the chart.
///
/// # Errors
/// `NotFound` for nobody on record.
pub fn draw(app: &App, visit: &Visit, id: PatientId, errors: Errors) -> Answered {
    let (patient, now) = (app.patient(id)?, app.now());
    let role = visit.signed()?.by.role;
    let came_back = !visit.form.is_empty();
    let on_team = patient.team.iter().filter(|member| member.term.covers(now));
    let own = visit.signed()?.person_id();
    let page = NoTie {
        frame: draw::frame(app, visit, patient.details.name.as_str()),
        patient: id.to_string(),
        name: patient.details.name.to_string(),
        born: patient.details.born.to_string(),
        team: on_team
            .map(|held| {
                format!(
                    "{}, {}",
                    person_name(app, held.person),
                    words::role(Lang::En, held.role).to_lowercase()
                )
            })
            .collect(),
        join: own
            .filter(|_| offers(visit, ActKind::JoinCareTeam) && !patient.has_team(now))
            .map(|own| (own.to_string(), record::wire::role_code(role).to_owned())),
        join_as: words::role(Lang::En, role),
        join_command: command_of(visit, false),
        emergency: offers(visit, ActKind::OpenEmergencyAccess),
        emergency_command: command_of(visit, came_back),
        reason: visit.value("reason").to_owned(),
        open_h: EMERGENCY_ACCESS.0,
        review_h: EMERGENCY_REVIEW.0,
        desk: offers(visit, ActKind::OpenDesk),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
