//! Undoing a booking, with a reason.

use askama::Template;
use care::act::Act;
use care::integration::book_talk::CancelTalk;
use care::refusal::Refusal;
use care::text::Line;

use super::{Subject, draw_in};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "windows/cancel_talk.html")]
struct CancelTalkForm<'a> {
    /// What the parts of the page say their words with.
    frame: Lang,
    csrf: String,
    command: String,
    action: String,
    cancel: String,
    errors: &'a Errors,
    talk: String,
    reason: String,
    word: &'static str,
}

/// `GET /windows/{window}/cancel`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &Errors::default())
}

/// `POST /windows/{window}/cancel`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let reason = match Line::new(visit.value("reason")) {
        Ok(reason) => reason,
        Err(no) => {
            errors.add("reason", &words::refusal(Lang::En, &no));
            return draw(app, visit, &errors);
        }
    };
    app.submit(visit, Act::CancelTalk(subject.id, CancelTalk { reason }))?;
    go(subject.home(), "talk-undone")
}

fn draw(app: &App, visit: &Visit, errors: &Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    let talk = subject.window.talk.ok_or(Trouble::Refused(Refusal::NoTalkBooked))?;
    let with = app.person(talk.with)?.name.to_string();
    let form = CancelTalkForm {
        frame: Lang::En,
        csrf: visit.signed()?.csrf.clone(),
        command: visit.form_command(),
        action: format!("/windows/{}/cancel", subject.id),
        cancel: subject.home(),
        errors,
        talk: format!(
            "{}, {}, with {with}",
            words::talk(Lang::En, talk.kind),
            when::day_clock(talk.at, &app.zone)
        ),
        reason: visit.value("reason").to_owned(),
        word: subject.word(),
    };
    draw_in(app, visit, &subject, "Undo the booking", &form, !errors.is_empty())
}
