//! A visit on the calendar, or one without a dose: check in, plan the talk, say "We met", or take it off.

use askama::Template;
use care::course::SessionKind;
use care::practice::ActKind;
use care::session::Phase;
use record::views::ask;

use super::here::{self, Here};
use super::load::Loaded;
use super::{chair, gates_shown};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Pair;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::words;

#[derive(Template)]
#[template(path = "session/scheduled.html")]
struct Scheduled {
    frame: Frame,
    here: Here,
    kind: &'static str,
    facts: Vec<Pair>,
    dosing: bool,
    may_check_in: bool,
    in_force: bool,
    may_hold: bool,
    may_cancel: bool,
    has_begun: bool,
    may_plan: bool,
    intention: String,
    command: String,
}

/// A kind of visit, as people read it. The bare word "integration" never stands alone.
pub const fn kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Preparation => "Preparation",
        SessionKind::Dosing => "Dose",
        SessionKind::IntegrationTherapy => "Integration therapy",
        SessionKind::IntegrationSupport => "Integration support",
        SessionKind::Review => "Review",
    }
}

/// May this role hold this kind of visit? The rules judge it again.
fn may_hold(loaded: &Loaded) -> bool {
    use care::practice::Role;
    let fits = match loaded.session.kind {
        SessionKind::Dosing => false,
        SessionKind::IntegrationTherapy => loaded.role == Role::Therapist,
        SessionKind::IntegrationSupport => loaded.role == Role::IntegrationSpecialist,
        SessionKind::Preparation | SessionKind::Review => true,
    };
    fits && loaded.may(ActKind::HoldSession)
}

/// Draws the visit as it stands on the calendar.
pub fn draw(app: &App, visit: &Visit, loaded: &Loaded) -> Answered {
    let session = &loaded.session;
    let slug = loaded.course.slug.as_str();
    let in_force = app.read(|conn, org| ask::in_force(conn, org, slug, app.now()))?.is_some();
    let people: Vec<String> = session
        .people
        .iter()
        .map(|(who, role)| format!("{} ({})", loaded.name(*who), words::role(Lang::En, *role)))
        .collect();
    let mut facts = vec![
        Pair::new("Starts", &loaded.place.day_clock(session.starts)),
        Pair::new("Room", &app.places().room_words(session.room.as_str(), session.starts)),
        Pair::new("Place", words::setting(Lang::En, session.setting)),
        Pair::new("With", &people.join(", ")),
    ];
    let dosing = session.kind == SessionKind::Dosing;
    if dosing {
        let plan = gates_shown::plan_words(app, loaded).unwrap_or_else(|| "Nothing planned yet.".to_owned());
        facts.push(Pair::new("First talk", &plan));
    }
    let scheduled = session.phase == Phase::Scheduled;
    html(&Scheduled {
        frame: draw::live_frame(app, visit, &here::title(loaded)),
        here: here::here(loaded),
        kind: kind(session.kind),
        facts,
        dosing,
        may_check_in: scheduled && loaded.may(ActKind::CheckIn),
        in_force,
        may_hold: may_hold(loaded),
        may_cancel: loaded.may(ActKind::CancelSession),
        has_begun: loaded.session.starts <= loaded.now,
        may_plan: dosing && loaded.may(ActKind::PlanWindow),
        intention: chair::intention(loaded),
        command: fresh_command().to_string(),
    })
}
