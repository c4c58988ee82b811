//! Offering up to three times. The record says they were offered; a person says them to the person.

use askama::Template;
use care::act::Act;
use care::integration::Talk;
use care::integration::book_talk::OfferTimes;
use care::refusal::Refusal;

use super::{Subject, draw_in, field_of, read_who, refused_words};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::{Choice, Errors, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "windows/offer_times.html")]
struct OfferTimesForm<'a> {
    /// What the parts of the page say their words with.
    frame: Lang,
    csrf: String,
    command: String,
    action: String,
    cancel: String,
    errors: &'a Errors,
    service: Service,
    goal: String,
    who: Vec<Choice>,
    times: Vec<(String, &'static str, String)>,
    at_least: String,
    word: &'static str,
}

const FIELDS: [(&str, &str); 3] = [("at", "First time"), ("at2", "Second time"), ("at3", "Third time")];

/// `GET /windows/{window}/offer`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &Errors::default())
}

/// `POST /windows/{window}/offer`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let who = read_who(visit.value("who"));
    if who.is_none() {
        errors.add("who", "Choose who the talk would be with.");
    }
    let mut times = vec![];
    for (field, _) in FIELDS {
        let Some(typed) = visit.given(field) else { continue };
        match (when::read(Lang::En, typed, &app.zone), who) {
            (Ok(at), Some((kind, with))) => times.push(Talk { kind, with, at }),
            (Ok(_), None) => {}
            (Err(wrong), _) => errors.add(field, wrong),
        }
    }
    if times.is_empty() && errors.is_empty() {
        errors.add("at", "Write at least one time.");
    }
    if !errors.is_empty() {
        return draw(app, visit, &errors);
    }
    match app.submit(visit, Act::OfferTimes(subject.id, OfferTimes { times })) {
        Ok(_) => go(subject.home(), "offered"),
        Err(Trouble::Refused(no)) if field_of(&no).is_some() => {
            let words = match no {
                Refusal::TimeInThePast => "One of these times is over already.".to_owned(),
                _ => refused_words(&no),
            };
            errors.add(field_of(&no).unwrap_or("at"), &words);
            draw(app, visit, &errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: &Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    let mut who = subject.who(app, visit.value("who"))?;
    if let [only] = who.as_mut_slice() {
        only.checked = true;
    }
    let typed = |name: &str| visit.value(name).to_owned();
    let form = OfferTimesForm {
        frame: Lang::En,
        csrf: visit.signed()?.csrf.clone(),
        command: visit.form_command(),
        action: format!("/windows/{}/offer", subject.id),
        cancel: subject.home(),
        errors,
        service: subject.service(),
        goal: subject.goal_words(app),
        who,
        times: FIELDS.iter().map(|(name, label)| ((*name).to_owned(), *label, typed(name))).collect(),
        at_least: when::field(app.now(), &app.zone),
        word: subject.word(),
    };
    let title = format!("Offer {} times for a first talk", subject.name);
    draw_in(app, visit, &subject, &title, &form, !errors.is_empty())
}
