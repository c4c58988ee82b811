//! A dark screen for the chair: who is here, one call, one page to write on, one slow circle. Nothing to sign and nothing
//! to decide.

use std::sync::Arc;

use askama::Template;
use care::ids::SessionId;
use care::session::{Phase, Session};

use super::mine::{self, Mine};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame, Theme};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "me/quiet.html")]
struct Page {
    frame: Frame,
    command: String,
    here: Vec<String>,
    clock: String,
    in_room: bool,
    call: CallShown,
    touch: String,
    touch_command: String,
    no_touch: bool,
}

/// Where a call from here stands.
enum CallShown {
    /// Nobody was called, or the last call is over; the name on the button.
    May(String),
    /// Called; nobody has said yet that they come. Since when.
    Stands(String),
    /// Somebody is coming.
    Coming(String),
}

/// How long "is coming" stays on the screen: then the button is back.
const COMING_MIN: i64 = 5;

/// The visit that is going on now.
pub fn going_on(mine: &Mine) -> Option<(SessionId, &Arc<Session>)> {
    let here = |phase| matches!(phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery);
    mine.visits.iter().find(|(_, held)| here(held.phase)).map(|(id, held)| (*id, held))
}

/// `GET /me/quiet`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let session = going_on(&mine).map(|(_, held)| held);
    let named =
        session.map_or(&[][..], |held| if held.present.is_empty() { &held.people } else { &held.present });
    let here = named.iter().map(|(person, role)| {
        let role = crate::words::role(visit.lang, *role).to_lowercase();
        visit.lang.say_with("me-quiet-who", &[("name", &mine::name_of(app, *person)), ("role", &role)])
    });
    let mut frame = draw::live_frame(app, visit, &visit.lang.say("me-quiet-title"));
    frame.theme = Some(frame.theme.filter(|theme| *theme != Theme::Light).unwrap_or(Theme::Candle));
    frame.density = Density::Glance;
    html(&Page {
        command: visit.form_command(),
        here: here.collect(),
        clock: mine.reader.clock(mine.now),
        in_room: session.is_some(),
        call: call(app, visit, &mine),
        touch: touch(&mine),
        touch_command: crate::visit::fresh_command().to_string(),
        no_touch: mine
            .course
            .as_ref()
            .and_then(|(_, course)| course.touch.as_ref())
            .is_some_and(|said| said.allowed.is_empty()),
        frame,
    })
}

/// What touch is all right now; "" when there is none to take back.
fn touch(mine: &Mine) -> String {
    let said = mine.course.as_ref().and_then(|(_, course)| course.touch.as_ref());
    match said {
        Some(said) if !said.allowed.is_empty() => super::touch::stands(mine.reader.lang, Some(said)),
        _ => String::new(),
    }
}

fn call(app: &App, visit: &Visit, mine: &Mine) -> CallShown {
    let Some((_, held)) = going_on(mine) else { return CallShown::May(String::new()) };
    match held.call {
        Some(call) => match call.answered {
            None => CallShown::Stands(mine.reader.clock(call.at)),
            Some((by, at)) if mine.now.minutes_since(at) < COMING_MIN => {
                CallShown::Coming(mine::first_name(&mine::name_of(app, by)).to_owned())
            }
            Some(_) => CallShown::May(nurse(app, visit, held)),
        },
        None => CallShown::May(nurse(app, visit, held)),
    }
}

/// The first name of the nurse who is here; "my nurse" when none is named.
fn nurse(app: &App, visit: &Visit, held: &Session) -> String {
    use care::practice::Role;
    let seen = held.present.iter().chain(&held.people).find(|(_, role)| *role == Role::Nurse);
    seen.map_or_else(
        || visit.lang.say("day-my-nurse"),
        |(person, _)| mine::first_name(&mine::name_of(app, *person)).to_owned(),
    )
}
