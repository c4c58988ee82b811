//! They have met their own or an outside therapist: when, and who said so. Nothing of what was said.

use askama::Template;
use care::act::Act;
use care::integration::SaidBy;
use care::integration::note_met_outside::NoteMetOutside;
use care::refusal::Refusal;

use super::{Subject, draw_in};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "windows/note_met_outside.html")]
struct MetForm<'a> {
    /// What the parts of the page say their words with.
    frame: Lang,
    csrf: String,
    command: String,
    action: String,
    cancel: String,
    errors: &'a Errors,
    who: String,
    at: String,
    at_most: String,
    said_by: Vec<Choice>,
}

/// `GET /windows/{window}/met`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &Errors::default())
}

/// `POST /windows/{window}/met`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let at = when::read(Lang::En, visit.value("at"), &app.zone);
    if let Err(wrong) = at {
        errors.add("at", wrong);
    }
    let said_by = SaidBy::read(visit.value("said_by"));
    if said_by.is_none() {
        errors.add("said_by", "Choose who said so.");
    }
    let (Ok(at), Some(said_by)) = (at, said_by) else { return draw(app, visit, &errors) };
    match app.submit(visit, Act::NoteMetOutside(subject.id, NoteMetOutside { at, said_by })) {
        Ok(_) => go(subject.home(), "met-outside"),
        Err(Trouble::Refused(no @ (Refusal::TimeInTheFuture { .. } | Refusal::TalkBeforeDose))) => {
            errors.add("at", &words::refusal(Lang::En, &no));
            draw(app, visit, &errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: &Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    let chosen = visit.value("said_by");
    let form = MetForm {
        frame: Lang::En,
        csrf: visit.signed()?.csrf.clone(),
        command: visit.form_command(),
        action: format!("/windows/{}/met", subject.id),
        cancel: subject.home(),
        errors,
        who: subject.window.referred.as_ref().map_or_else(String::new, |to| to.to_string()),
        at: visit.value("at").to_owned(),
        at_most: when::field(app.now(), &app.zone),
        said_by: SaidBy::ALL
            .iter()
            .map(|who| Choice::new(who.code(), words::said_by(Lang::En, *who), chosen))
            .collect(),
    };
    let title = format!("{}: a talk outside this clinic", subject.name);
    draw_in(app, visit, &subject, &title, &form, !errors.is_empty())
}
