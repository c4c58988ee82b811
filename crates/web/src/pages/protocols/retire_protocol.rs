//! Taking a version out of force, with a reason.

use askama::Template;
use care::act::Act;
use care::protocol::RetireProtocol;
use care::protocol::draft::Standing;
use care::refusal::Refusal;
use care::text::Line;

use super::id;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "protocols/retire.html")]
struct RetireForm {
    frame: Frame,
    back: String,
    title: String,
    action: String,
    command: String,
    errors: Errors,
    reason: String,
}

/// `GET /protocols/{protocol}/retire`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /protocols/{protocol}/retire`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let reason = match Line::new(visit.value("reason")) {
        Ok(reason) => reason,
        Err(no) => {
            let mut errors = Errors::default();
            errors.add("reason", &words::refusal(Lang::En, &no));
            return draw(app, visit, errors);
        }
    };
    app.submit(visit, Act::RetireProtocol(id, RetireProtocol { reason }))?;
    go(format!("/protocols/{id}"), "retired")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let protocol = app.protocol(id)?;
    if !matches!(protocol.standing, Standing::Signed(_)) || protocol.is_over(app.now()) {
        return Err(Trouble::Refused(Refusal::ProtocolNotSigned));
    }
    let page = RetireForm {
        frame: draw::frame(app, visit, "Take out of force"),
        back: format!("/protocols/{id}"),
        title: protocol.content.title.to_string(),
        action: format!("/protocols/{id}/retire"),
        command: visit.form_command(),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
