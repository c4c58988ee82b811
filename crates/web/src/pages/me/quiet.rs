//! A dark screen for the chair: who is here, the time, one number. Nothing to sign and nothing to decide.

use askama::Template;

use super::mine::{self, Mine};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame, Theme};
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "me/quiet.html")]
struct Page {
    frame: Frame,
    here: Vec<String>,
    clock: String,
    in_room: bool,
}

/// `GET /me/quiet`
pub fn get(app: &App, visit: &Visit) -> Answered {
    use care::session::Phase as P;
    let mine = Mine::read(app, visit)?;
    let going_on = |phase| matches!(phase, P::CheckedIn | P::Dosing | P::Paused | P::Recovery);
    let session = mine.visits.iter().find(|(_, held)| going_on(held.phase)).map(|(_, held)| held);
    let named =
        session.map_or(&[][..], |held| if held.present.is_empty() { &held.people } else { &held.present });
    let here = named.iter().map(|(person, role)| {
        format!("{} is your {}.", mine::name_of(app, *person), crate::words::role(*role).to_lowercase())
    });
    let mut frame = draw::live_frame(app, visit, "It wears off");
    frame.theme = Some(frame.theme.filter(|theme| *theme != Theme::Light).unwrap_or(Theme::Candle));
    frame.density = Density::Glance;
    html(&Page {
        frame,
        here: here.collect(),
        clock: when::clock(mine.now, &app.zone),
        in_room: session.is_some(),
    })
}
