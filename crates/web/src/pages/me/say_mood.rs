//! How it is, in one tap; a note and the days before it, for whoever likes.

use askama::Template;
use care::act::Act;
use care::keeping::Mood;
use care::keeping::say_mood::SayMood;
use care::text::Line;

use super::keeping::{self, keep};
use super::mine::Mine;
use crate::answer::{Answered, Reply, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

/// One day as it was said.
struct Day {
    iso: String,
    day: String,
    mood: String,
    note: String,
}

#[derive(Template)]
#[template(path = "me/say_mood.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    choices: Vec<Choice>,
    note: String,
    days: Vec<Day>,
}

/// Most days listed.
const DAYS: usize = 60;

/// `GET /me/mood`
pub fn get(app: &App, visit: &Visit) -> Answered {
    page(app, visit, Errors::default())
}

/// `POST /me/mood`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let mut errors = Errors::default();
    let mood = Mood::read(visit.value("mood"));
    if mood.is_none() {
        errors.add("mood", &visit.lang.say("after-mood-trouble"));
    }
    let note = visit.given("note").map(Line::new).transpose();
    if note.is_err() {
        errors.add("note", &visit.lang.say("after-note-trouble"));
    }
    let (Some(mood), Ok(note)) = (mood, note) else { return page(app, visit, errors) };
    let today = keeping::today(app, &mine.patient, mine.now);
    // The five buttons have no field for a note: a second tap of the day does not take the note away.
    let kept = mine.patient.keeping.moods.get(&today).and_then(|said| said.note.clone());
    let has_field = visit.form.iter().any(|(name, _)| name == "note");
    let note = if has_field { note } else { kept };
    keep(app, visit, Act::SayMood(mine.id, SayMood { mood, note, today }))?;
    if visit.ticked("quiet") {
        return Ok(Reply::Kept);
    }
    let back = if visit.value("back") == "/me" { "/me" } else { "/me/mood" };
    Ok(Reply::Go(back.to_owned(), None))
}

fn page(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let today = keeping::today(app, &mine.patient, mine.now);
    let moods = &mine.patient.keeping.moods;
    let chosen = match (visit.given("mood"), moods.get(&today)) {
        (Some(typed), _) => typed.to_owned(),
        (None, Some(said)) => said.mood.code().to_owned(),
        (None, None) => String::new(),
    };
    let note = moods.get(&today).and_then(|said| said.note.as_ref()).map(|note| note.as_str().to_owned());
    let ok = errors.is_empty();
    let choice = |mood: Mood| Choice::new(mood.code(), &keeping::mood_words(lang, mood), &chosen);
    let page = Page {
        frame: draw::frame(app, visit, &lang.say("after-mood-title")),
        command: visit.form_command(),
        choices: Mood::ALL.into_iter().map(choice).collect(),
        note: if ok { note.unwrap_or_default() } else { visit.value("note").to_owned() },
        days: moods
            .iter()
            .rev()
            .take(DAYS)
            .map(|(day, said)| Day {
                iso: day.to_string(),
                day: keeping::day_words(lang, *day),
                mood: keeping::mood_words(lang, said.mood),
                note: said.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()),
            })
            .collect(),
        errors,
    };
    if ok { html(&page) } else { again(&page) }
}
