//! What touch is all right with me: said with a clear head; less of it in one tap, at any time.

use askama::Template;
use care::act::Act;
use care::course::touch::{AgreeToTouch, TakeBackTouch, Touch, TouchAgreed};
use care::refusal::Refusal;
use care::text::Line;

use super::mine::{self, Mine};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::words;

/// One touch that is all right now, with the button that ends it.
struct Less {
    code: &'static str,
    words: String,
    command: String,
}

#[derive(Template)]
#[template(path = "me/touch.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    lock: String,
    stands: String,
    since: String,
    less: Vec<Less>,
    all_command: String,
    may_more: bool,
    choices: Vec<Choice>,
    boundary: String,
}

/// What stands, in the person's language: `Holding my hand, A hug`, or no touch.
pub(super) fn stands(lang: Lang, said: Option<&TouchAgreed>) -> String {
    let allowed = said.map_or(&[][..], |said| &said.allowed);
    let names: Vec<String> = allowed.iter().map(|touch| lang.say_of("touch-kind", touch.code())).collect();
    if names.is_empty() { lang.say("touch-none") } else { names.join("; ") }
}

/// `GET /me/touch`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/touch`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    mine.patient.clear_headed(mine.now)?;
    let allowed: Vec<Touch> =
        Touch::ALL.iter().copied().filter(|touch| visit.values("touch").contains(&touch.code())).collect();
    let mut errors = Errors::default();
    let boundary = visit.given("boundary").map(Line::new).transpose();
    let boundary = match boundary {
        Ok(boundary) => boundary,
        Err(no) => {
            errors.add("boundary", &words::refusal(visit.lang, &no));
            return draw(app, visit, errors);
        }
    };
    match app.submit(visit, Act::AgreeToTouch(id, AgreeToTouch { allowed, boundary })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go("/me/touch", "touch"),
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/touch/less`: one touch, or every one. From the quiet screen too.
pub fn post_less(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    let touch = match visit.value("touch") {
        "" => None,
        code => Some(Touch::read(code).ok_or(Trouble::NotFound)?),
    };
    let back = if visit.value("from") == "quiet" { "/me/quiet" } else { "/me/touch" };
    match app.submit(visit, Act::TakeBackTouch(*id, TakeBackTouch { touch })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go(back, "touch-less"),
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (_, course) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    let (lang, said) = (visit.lang, course.touch.as_ref());
    let allowed = said.map_or(&[][..], |said| &said.allowed);
    let sent = !visit.form.is_empty();
    let ticked = |touch: Touch| {
        if sent { visit.values("touch").contains(&touch.code()) } else { allowed.contains(&touch) }
    };
    let choice = |touch: &Touch| {
        let code = touch.code();
        Choice::new(code, &lang.say_of("touch-kind", code), if ticked(*touch) { code } else { "" })
    };
    let known = said.and_then(|said| said.boundary.as_ref()).map(ToString::to_string).unwrap_or_default();
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::live_frame(app, visit, &lang.say("touch-title")),
        command: visit.form_command(),
        errors,
        lock: mine::lock_words(&mine.reader, &mine.patient, mine.now),
        stands: if said.is_some() { stands(lang, said) } else { lang.say("touch-not-said") },
        since: said.map_or_else(String::new, |said| {
            lang.say_with("touch-since", &[("when", &mine.reader.day_clock(said.at))])
        }),
        less: allowed
            .iter()
            .map(|touch| Less {
                code: touch.code(),
                words: lang.say_with(
                    "touch-less-one",
                    &[("touch", &lang.say_of("touch-kind", touch.code()).to_lowercase())],
                ),
                command: fresh_command().to_string(),
            })
            .collect(),
        all_command: fresh_command().to_string(),
        may_more: course.closed.is_none()
            && !course.is_stopped()
            && mine.patient.clear_headed(mine.now).is_ok(),
        choices: Touch::ALL.iter().map(choice).collect(),
        boundary: if sent { visit.value("boundary").to_owned() } else { known },
    };
    if ok { html(&page) } else { again(&page) }
}
