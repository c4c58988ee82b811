//! How somebody in care wants to hear from the clinic: by mail, by text, by telephone, or not at all.

use askama::Template;
use care::act::Act;
use care::messages::entry::ChooseEntries;
use care::messages::prefer_channel::PreferChannel;
use care::messages::{Channel, Reach, Tongue};
use care::refusal::{Fixer, Refusal};
use care::text::Line;

use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};

#[derive(Template)]
#[template(path = "me/messages_how.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    ways: Vec<Choice>,
    tongues: Vec<Choice>,
    mail: String,
    number: String,
    entries: bool,
    entries_command: String,
}

/// `GET /me/messages/how`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/messages/how`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = super::mine::own(app, visit)?;
    match reach(visit).map(|reach| app.submit(visit, Act::PreferChannel(id, PreferChannel { reach }))) {
        Ok(Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged))) => go("/me/messages/how", "reach-kept"),
        Ok(Err(Trouble::Refused(no))) | Err(no) if no.fixer() == Fixer::You => {
            let mut errors = Errors::default();
            let field = if visit.value("way") == Channel::Text.code() { "number" } else { "mail" };
            errors.add(field, &visit.lang.say("mail-how-wrong"));
            draw(app, visit, errors)
        }
        Ok(Err(trouble)) => Err(trouble),
        Err(no) => Err(Trouble::Refused(no)),
    }
}

/// `POST /me/messages/entries`
pub fn choose(app: &App, visit: &Visit) -> Answered {
    let id = super::mine::own(app, visit)?;
    let wanted = visit.value("entries") == "on";
    match app.submit(visit, Act::ChooseEntries(id, ChooseEntries { wanted })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go("/me/messages/how", if wanted { "entries-on" } else { "entries-off" })
        }
        Err(trouble) => Err(trouble),
    }
}

fn reach(visit: &Visit) -> Result<Reach, Refusal> {
    let line = |name: &str| visit.given(name).map(Line::new).transpose();
    Ok(Reach {
        channel: Channel::read(visit.value("way")).ok_or(Refusal::AddressUnusable)?,
        mail: line("mail")?,
        number: line("number")?,
        tongue: Tongue::read(visit.value("tongue")).unwrap_or(Tongue::English),
    })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let patient = app.patient(super::mine::own(app, visit)?)?;
    let typed = !visit.form.is_empty();
    let kept = patient.reach.as_ref();
    let field = |name: &str, kept: Option<&Line>| match typed {
        true => visit.value(name).to_owned(),
        false => kept.map_or_else(String::new, |line| line.as_str().to_owned()),
    };
    let channel = kept.map_or("", |reach| reach.channel.code());
    let way = if typed { visit.value("way") } else { channel };
    let here = kept.map_or(visit.lang.code(), |reach| reach.tongue.code());
    let tongue = if typed { visit.value("tongue") } else { here };
    let lang = visit.lang;
    let choice = |value: &str, label: String, now: &str| Choice {
        value: value.to_owned(),
        label,
        hint: String::new(),
        checked: value == now,
    };
    let page = Page {
        frame: draw::frame(app, visit, &lang.say("mail-how-title")),
        command: visit.form_command(),
        ways: Channel::ALL
            .iter()
            .map(|one| choice(one.code(), lang.say_of("mail-way", one.code()), way))
            .collect(),
        tongues: Lang::ALL.iter().map(|one| choice(one.code(), one.name().to_owned(), tongue)).collect(),
        mail: field("mail", kept.and_then(|reach| reach.mail.as_ref())),
        number: field("number", kept.and_then(|reach| reach.number.as_ref())),
        entries: patient.wants_entries,
        entries_command: fresh_command().to_string(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
