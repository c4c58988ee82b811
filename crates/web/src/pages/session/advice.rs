//! The written advice for the way home: its words, which are kept with the discharge, and the sheet that is handed over, both in
//! the language the patient is written to in.

use askama::Template;
use care::ids::WindowId;
use care::integration::Window;
use care::messages::Tongue;
use care::patient::Lock;

use super::here::{self, Here};
use super::load::{self, Loaded};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::crisis::Crisis;
use crate::draw;
use crate::frame::Frame;
use crate::letters;
use crate::reader::{Clock, Reader};
use crate::texts::Lang;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/advice.html")]
struct Sheet {
    frame: Frame,
    here: Here,
    lang: Lang,
    day: String,
    advice: String,
    talk: String,
    phone: String,
    hours: String,
}

/// The advice; `until` is when the clear-headed lock opens. Driving: the strictest of the rules that were found, 24 hours and a
/// night's sleep; alcohol and cannabis 24 hours. Source: `care.md` 4.7 (R90, R134, R135).
pub fn words(lang: Lang, until: Option<&str>) -> String {
    match until {
        Some(until) => lang.say_with("visit-advice", &[("until", until)]),
        None => lang.say("visit-advice-sleep"),
    }
}

/// The language of this patient's letters.
fn lang_of(loaded: &Loaded) -> Lang {
    letters::lang(loaded.patient.reach.as_ref().map_or(Tongue::English, |reach| reach.tongue))
}

fn reader(loaded: &Loaded) -> Reader {
    Reader {
        lang: lang_of(loaded),
        clock: Clock::default(),
        zone: loaded.place.zone.clone(),
        says_zone: false,
    }
}

/// As it is given now, for this visit.
pub(super) fn now(loaded: &Loaded) -> String {
    // While a dose works nobody knows yet until when; the lock of an earlier one is over.
    let until = match loaded.patient.lock {
        Lock::Until(until) if loaded.now < until => Some(reader(loaded).day_clock(until)),
        Lock::Until(_) | Lock::WhileDosing(_) | Lock::Off => None,
    };
    words(lang_of(loaded), until.as_deref())
}

/// `GET /sessions/{session}/advice`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let lang = lang_of(&loaded);
    let given = loaded.session.advice.as_ref().map(|(_, words)| words.as_str().to_owned());
    let window = app.window(WindowId::of(loaded.id)).ok();
    let mut frame = draw::frame(app, visit, "Advice for the way home");
    frame.crisis = Crisis::of(app.house.jurisdiction.as_str(), lang);
    html(&Sheet {
        frame,
        day: reader(&loaded).day(loaded.now),
        advice: given.unwrap_or_else(|| now(&loaded)),
        talk: window.and_then(|window| talk(&loaded, &window, lang)).unwrap_or_default(),
        phone: app.house.phone.as_str().to_owned(),
        hours: app.house.hours.as_str().to_owned(),
        here: here::here(&loaded),
        lang,
    })
}

/// When the first talk is; none when nothing is booked.
fn talk(loaded: &Loaded, window: &Window, lang: Lang) -> Option<String> {
    let talk = window.talk.filter(|_| window.held.is_none())?;
    let at = reader(loaded).day_clock(talk.at);
    Some(lang.say_with("visit-sheet-talk", &[("at", &at)]))
}
