//! After the dose: somebody outside, or the person's own therapist, has agreed to see them.

use askama::Template;
use care::act::Act;
use care::integration::refer_outside::ReferOutside;
use care::refusal::Refusal;
use care::text::Line;

use super::{Subject, draw_in};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "windows/refer_outside.html")]
struct ReferForm<'a> {
    /// What the parts of the page say their words with.
    frame: Lang,
    csrf: String,
    command: String,
    action: String,
    cancel: String,
    errors: &'a Errors,
    to: String,
}

/// `GET /windows/{window}/refer`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &Errors::default())
}

/// `POST /windows/{window}/refer`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let answer = Line::new(visit.value("to")).map_err(Trouble::Refused);
    let answer = answer.and_then(|to| app.submit(visit, Act::ReferOutside(subject.id, ReferOutside { to })));
    match answer {
        Ok(_) => go(subject.home(), "referred"),
        Err(Trouble::Refused(
            no @ (Refusal::TextMissing
            | Refusal::TextTooLong { .. }
            | Refusal::TextHasHiddenMarks
            | Refusal::NothingChanged),
        )) => {
            errors.add("to", &words::refusal(Lang::En, &no));
            draw(app, visit, &errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: &Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    let known = subject.window.referred.as_ref().map_or_else(String::new, |to| to.to_string());
    let form = ReferForm {
        frame: Lang::En,
        csrf: visit.signed()?.csrf.clone(),
        command: visit.form_command(),
        action: format!("/windows/{}/refer", subject.id),
        cancel: subject.home(),
        errors,
        to: if visit.form.is_empty() { known } else { visit.value("to").to_owned() },
    };
    let title = format!("{}: an outside therapist", subject.name);
    draw_in(app, visit, &subject, &title, &form, !errors.is_empty())
}
