//! How somebody has been since a dose: asked once, answered in a word or a few, or not; a wish for a call; the end of it.

use askama::Template;
use care::act::Act;
use care::course::Course;
use care::follow_up::answer_follow_up::AnswerFollowUp;
use care::follow_up::stop_follow_ups::{ResumeFollowUps, StopFollowUps};
use care::follow_up::{Ask, Reply};
use care::ids::CourseId;
use care::keeping::Mood;
use care::refusal::Refusal;
use care::text::prose;

use super::heavy::is_heavy;
use super::keeping::mood_words;
use super::mine::Mine;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::visit::{Visit, fresh_command};
use crate::{draw, words};

const HERE: &str = "/me/follow-up";

/// What is asked now.
struct Asked {
    number: u32,
    question: String,
    clocks: Vec<String>,
}

#[derive(Template)]
#[template(path = "me/follow_up.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    other: String,
    asked: Option<Asked>,
    owed: String,
    moods: Vec<Choice>,
    words: String,
    call: bool,
    stopped: bool,
    open: bool,
}

/// `GET /me/follow-up`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// Is something asked of this course's person now?
pub(super) fn waits(course: &Course) -> bool {
    course.closed.is_none() && course.follow_ups.waiting().is_some()
}

fn course(mine: &Mine) -> Result<(CourseId, &Course), Trouble> {
    let (id, course) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    Ok((*id, course))
}

/// `POST /me/follow-up`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = course(&mine)?;
    let number = visit.value("number").parse().map_err(|_| Trouble::FormOutdated)?;
    if visit.value("what") == "nothing" {
        let act = AnswerFollowUp { number, mood: None, words: false, heavy: false, call: false };
        app.submit(visit, Act::AnswerFollowUp(id, act))?;
        return go(HERE, "follow-up-nothing");
    }
    let mut errors = Errors::default();
    let (mood, call) = (Mood::read(visit.value("mood")), visit.ticked("call"));
    let typed = visit.raw("words");
    let text = (!typed.trim().is_empty()).then(|| prose(typed)).transpose();
    let text = text.unwrap_or_else(|no| {
        errors.add("words", &words::refusal(visit.lang, &no));
        None
    });
    if errors.is_empty() && mood.is_none() && text.is_none() && !call {
        errors.add("mood", &visit.lang.say("followup-choose"));
    }
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    let heavy = text.as_deref().is_some_and(is_heavy);
    let act = Act::AnswerFollowUp(id, AnswerFollowUp { number, mood, words: text.is_some(), heavy, call });
    let kept = match text {
        Some(text) => app.submit_sealed(visit, act, text),
        None => app.submit(visit, act),
    };
    match kept {
        Ok(_) => {}
        // Answered elsewhere meanwhile, or ended: the words stay on the page, which says so; in a crisis, help comes first.
        Err(Trouble::Refused(_) | Trouble::IdReused) if heavy => {
            return go("/me/unsafe", "follow-up-not-kept");
        }
        Err(Trouble::Refused(no)) => {
            errors.add("words", &words::refusal(visit.lang, &no));
            return draw(app, visit, errors);
        }
        Err(trouble) => return Err(trouble),
    }
    if heavy { go("/me/item9?next=/me/follow-up", "follow-up-kept") } else { go(HERE, "follow-up-kept") }
}

/// `POST /me/follow-up/stop`
pub fn post_stop(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = course(&mine)?;
    match app.submit(visit, Act::StopFollowUps(id, StopFollowUps)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go(HERE, "follow-up-stopped"),
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/follow-up/resume`
pub fn post_resume(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = course(&mine)?;
    match app.submit(visit, Act::ResumeFollowUps(id, ResumeFollowUps)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go(HERE, "follow-up-resumed"),
        Err(trouble) => Err(trouble),
    }
}

fn asked(mine: &Mine, course: &Course, ask: &Ask) -> Asked {
    let (lang, reader) = (mine.reader.lang, &mine.reader);
    let dose = course.doses.iter().find(|(_, session)| *session == ask.dose);
    let day = dose.map_or_else(String::new, |(at, _)| reader.day(*at));
    Asked {
        number: ask.number,
        question: lang.say_with("followup-question", &[("day", &day)]),
        clocks: vec![
            lang.say_counted("followup-read-within", i64::from(ask.read_within.0), &[]),
            lang.say_counted("followup-call-within", i64::from(ask.call_within.0), &[]),
            lang.say("followup-word-only"),
            lang.say("followup-not-at-once"),
        ],
    }
}

/// What the clinic still owes to the last answer.
fn owed(app: &App, mine: &Mine, reply: &Reply) -> Result<String, Trouble> {
    let Some(task) = reply.task.map(|task| app.task(task)).transpose()?.filter(|task| task.is_open()) else {
        return Ok(String::new());
    };
    let late = task.climbed > 0;
    let (lang, at) = (mine.reader.lang, mine.reader.day_clock(task.due));
    let (by, call) = ([("at", at.as_str())], [("phone", app.house.phone.as_str())]);
    Ok(match (reply.call, late) {
        (true, false) => lang.say_with("followup-call-by", &by),
        (false, false) => lang.say_with("followup-read-by", &by),
        (true, true) => lang.say_with("followup-call-late", &call),
        (false, true) => lang.say_with("followup-read-late", &call),
    })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let (_, course) = course(&mine)?;
    let kept = &course.follow_ups;
    let last = kept.asks.iter().rev().find_map(|(_, reply)| reply.as_ref());
    let chosen = visit.value("mood");
    let page = Page {
        frame: draw::live_frame(app, visit, &lang.say("followup-title")),
        command: visit.form_command(),
        other: fresh_command().to_string(),
        asked: kept.waiting().filter(|_| course.closed.is_none()).map(|ask| asked(&mine, course, ask)),
        owed: last.map(|reply| owed(app, &mine, reply)).transpose()?.unwrap_or_default(),
        moods: Mood::ALL
            .into_iter()
            .map(|mood| Choice::new(mood.code(), &mood_words(lang, mood), chosen))
            .collect(),
        words: visit.raw("words").to_owned(),
        call: visit.ticked("call"),
        stopped: kept.stopped.is_some(),
        open: course.closed.is_none(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
