//! Proposing a change: what is different, every value nobody verified, why, from when, and the director's name. Somebody
//! else approves it.

use askama::Template;
use care::act::Act;
use care::protocol::ProposeProtocol;
use care::text::Line;
use care::time::Instant;

use super::sign_protocol::{beside, draft_to_sign, signature, unverified};
use super::{changes, id};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Change, Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "protocols/propose.html")]
struct ProposeForm {
    frame: Frame,
    back: String,
    title: String,
    action: String,
    command: String,
    errors: Errors,
    revises: bool,
    changes: Vec<Change>,
    unverified: Vec<Choice>,
    why: String,
    from: String,
    typed_name: String,
    review_by: String,
    name: String,
}

/// `GET /protocols/{protocol}/propose`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /protocols/{protocol}/propose`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let sign = signature(app, visit, &mut errors);
    let why = Line::new(visit.value("why"));
    if let Err(no) = &why {
        errors.add("why", &words::refusal(Lang::En, no));
    }
    let from = from(app, visit, &mut errors);
    let (Some(sign), Ok(why), Some(from)) = (sign, why, from) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::ProposeProtocol(id, ProposeProtocol { sign, from, why })) {
        Ok(_) => go(format!("/protocols/{id}"), "protocol-proposed"),
        Err(trouble) => {
            beside(trouble, &mut errors)?;
            draw(app, visit, errors)
        }
    }
}

/// From when it is to hold: nothing is from its approval. `None` when what was typed is no time.
fn from(app: &App, visit: &Visit, errors: &mut Errors) -> Option<Option<Instant>> {
    let Some(typed) = visit.given("from") else { return Some(None) };
    match when::read(Lang::En, typed, &app.zone) {
        Ok(at) => Some(Some(at)),
        Err(wrong) => {
            errors.add("from", wrong);
            None
        }
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let protocol = draft_to_sign(app, id)?;
    let before = protocol.revises.map(|older| app.protocol(older)).transpose()?;
    let page = ProposeForm {
        frame: draw::frame(app, visit, "Propose this change"),
        back: format!("/protocols/{id}"),
        title: protocol.content.title.to_string(),
        action: format!("/protocols/{id}/propose"),
        command: visit.form_command(),
        revises: before.is_some(),
        changes: before.map(|before| changes(&before.content, &protocol.content)).unwrap_or_default(),
        unverified: unverified(&protocol, &visit.values("accepted")),
        why: visit.value("why").to_owned(),
        from: visit.value("from").to_owned(),
        typed_name: visit.value("typed-name").to_owned(),
        review_by: visit.value("review-by").to_owned(),
        name: visit.signed()?.name().to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
