//! The chair on a locked screen: alarms, numbers with their ages, what to tell in an emergency; initials, and nothing to press
//! but what opens it again.

use askama::Template;
use care::session::Phase;

use super::chair::{self, Due};
use super::here::{self, Here};
use super::load::{self, Loaded};
use super::{monitors, room};
use crate::answer::{self, Answered};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::pages::pin;
use crate::parts::{Mark, Vital};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/glance.html")]
struct Glance {
    frame: Frame,
    here: Here,
    running: bool,
    vitals: Vec<Vital>,
    due: Option<Due>,
    monitored: bool,
    may_take: bool,
    quiet: bool,
    by: String,
    has_pin: bool,
    demo_code: String,
    error: String,
}

/// Draws it.
pub fn draw(app: &App, visit: &Visit, loaded: &Loaded) -> Answered {
    answer::html(&page(app, visit, loaded, "")?)
}

/// Draws it with what was wrong.
pub fn again(app: &App, visit: &Visit, error: &str) -> Answered {
    let loaded = load::chart(app, visit)?;
    answer::again(&page(app, visit, &loaded, error)?)
}

fn page(app: &App, visit: &Visit, loaded: &Loaded, error: &str) -> Result<Glance, answer::Trouble> {
    let latest = monitors::latest(app, loaded)?;
    let here = here::here(loaded).closed();
    let mut frame = draw::live_frame(app, visit, &format!("{}, {}, locked", here.room, here.name));
    frame.density = Density::Glance;
    // A wrong PIN is sent elsewhere, and this page is read again where it lives.
    frame.path.clone_from(&here.href);
    // Reading the numbers again is not a sign of whoever signed in.
    frame.expires_at_ms = None;
    let signed = visit.signed()?;
    Ok(Glance {
        frame,
        running: matches!(loaded.session.phase, Phase::Dosing | Phase::Paused | Phase::Recovery),
        vitals: monitors::vitals(loaded, &latest),
        due: chair::next_due(loaded)?,
        monitored: loaded.session.attached_now().next().is_some(),
        may_take: false,
        quiet: room::is_therapist(loaded),
        by: signed.name().to_owned(),
        has_pin: pin::is_chosen(app, signed)?,
        demo_code: pin::demo_code(app, signed)?,
        error: error.to_owned(),
        here,
    })
}

/// `L. H.` of a whole name: its first and its last.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next().unwrap_or('?');
    words.next_back().map_or_else(|| format!("{first}."), |last| format!("{first}. {last}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_initials() {
        for (name, short) in [("Leo Hart", "L. H."), ("Ana Maria Novak", "A. N."), ("Cher", "C."), ("", "?.")]
        {
            assert_eq!(initials(name), short);
        }
    }
}
