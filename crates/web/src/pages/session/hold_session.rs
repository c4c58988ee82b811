//! "We met": a visit without a dose took place. Nothing that belongs into a therapy note is written here.

use askama::Template;
use care::act::Act;
use care::course::SessionKind;
use care::ids::SessionId;
use care::practice::{ActKind, Role, Tie};
use care::session::hold_session::HoldSession;
use care::session::{Phase, Session};

use super::{read, scheduled};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;

/// What both shells show: a name, a time, a place. Nothing clinical.
struct Met {
    name: String,
    line: String,
    kind: &'static str,
    href: String,
    back: String,
    errors: Errors,
    note: String,
    command: String,
}

#[derive(Template)]
#[template(path = "session/hold_session.html")]
struct Staff {
    frame: Frame,
    met: Met,
}

#[derive(Template)]
#[template(path = "session/hold_session_support.html")]
struct Support {
    frame: Frame,
    met: Met,
}

/// `GET /sessions/{session}/held`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /sessions/{session}/held`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let mut errors = Errors::default();
    let note = read::line_or_none(visit, "note", &mut errors);
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    match app.submit(visit, Act::HoldSession(id, HoldSession { note })) {
        Ok(_) => go(back(visit, id)?, "held"),
        Err(trouble) => draw(app, visit, read::beside(trouble, "note")?),
    }
}

fn back(visit: &Visit, id: SessionId) -> Result<String, Trouble> {
    let support = visit.signed()?.by.role == Role::IntegrationSpecialist;
    Ok(if support { "/integration".to_owned() } else { format!("/sessions/{id}") })
}

/// Reading follows the act: on the care team, or named for this very visit.
fn may_see(app: &App, visit: &Visit, session: &Session) -> Result<(), Trouble> {
    let me = visit.signed()?.person_id();
    if session.people.iter().any(|(who, _)| Some(*who) == me) {
        return app.permit(visit, ActKind::HoldSession, Tie::CareTeam);
    }
    app.may(visit, ActKind::HoldSession, Some(session.patient))
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let session = app.session(id)?;
    may_see(app, visit, &session)?;
    let over = !matches!(session.phase, Phase::Scheduled | Phase::CheckedIn);
    if over || session.kind == SessionKind::Dosing {
        return Ok(Reply::Go(back(visit, id)?, None));
    }
    let support = visit.signed()?.by.role == Role::IntegrationSpecialist;
    if support && session.kind != SessionKind::IntegrationSupport {
        return Err(Trouble::NotFound);
    }
    let bad = !errors.is_empty();
    let met = Met {
        name: app.patient(session.patient)?.details.name.as_str().to_owned(),
        line: format!("{}, {}", app.place_of(&session).day_clock(session.starts), session.room),
        kind: scheduled::kind(session.kind),
        href: format!("/sessions/{id}/held"),
        back: back(visit, id)?,
        errors,
        note: visit.value("note").to_owned(),
        command: visit.form_command(),
    };
    let frame = draw::frame(app, visit, "We met");
    match (support, bad) {
        (true, false) => html(&Support { frame, met }),
        (true, true) => again(&Support { frame, met }),
        (false, false) => html(&Staff { frame, met }),
        (false, true) => again(&Staff { frame, met }),
    }
}
