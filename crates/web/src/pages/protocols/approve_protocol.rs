//! The second person: what is different, what the first one signed for, and their own name; or back with a reason.

use askama::Template;
use care::act::Act;
use care::protocol::{ApproveProtocol, SendBackProtocol};
use care::refusal::Refusal;
use care::text::Line;

use care::protocol::Content;

use super::sign_protocol::{beside, draft_to_sign, unverified};
use super::{changes, id, numbered};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Change, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "protocols/approve.html")]
struct ApproveForm {
    frame: Frame,
    back: String,
    title: String,
    at: String,
    command: String,
    errors: Errors,
    proposed: String,
    why: String,
    from: String,
    review_by: String,
    number: u32,
    own: bool,
    revises: bool,
    changes: Vec<Change>,
    accepted: Vec<String>,
    keeping: Vec<String>,
    typed_name: String,
    reason: String,
    name: String,
}

/// `GET /protocols/{protocol}/approve`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

fn number(visit: &Visit) -> u32 {
    visit.value("number").parse().unwrap_or_default()
}

/// `POST /protocols/{protocol}/approve`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let typed_name = match Line::new(visit.value("typed-name")) {
        Ok(typed_name) => typed_name,
        Err(no) => {
            errors.add("typed-name", &words::refusal(Lang::En, &no));
            return draw(app, visit, errors);
        }
    };
    match app.submit(visit, Act::ApproveProtocol(id, ApproveProtocol { number: number(visit), typed_name })) {
        Ok(_) => go(format!("/protocols/{id}"), "protocol-approved"),
        // The hour is the proposer's to choose anew: it is no field here.
        Err(Trouble::Refused(no @ (Refusal::FromDatePassed | Refusal::TermEndsInThePast))) => {
            Err(Trouble::Refused(no))
        }
        Err(trouble) => {
            beside(trouble, &mut errors)?;
            draw(app, visit, errors)
        }
    }
}

/// `POST /protocols/{protocol}/send-back`
pub fn post_send_back(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    match Line::new(visit.value("reason")) {
        Ok(reason) => {
            let act = SendBackProtocol { number: number(visit), reason };
            app.submit(visit, Act::SendBackProtocol(id, act))?;
            go(format!("/protocols/{id}"), "protocol-sent-back")
        }
        Err(no) => {
            let mut errors = Errors::default();
            errors.add("reason", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let protocol = draft_to_sign(app, id)?;
    let proposal = protocol.force.waiting().ok_or(Trouble::Refused(Refusal::ProposalChanged))?;
    let before = protocol.revises.map(|older| app.protocol(older)).transpose()?;
    let page = ApproveForm {
        frame: draw::frame(app, visit, "Approve this change"),
        back: format!("/protocols/{id}"),
        title: protocol.content.title.to_string(),
        at: format!("/protocols/{id}"),
        command: visit.form_command(),
        proposed: format!("{}, {}", proposal.name, when::full(proposal.at, &app.zone)),
        why: proposal.why.to_string(),
        from: proposal.from.map_or("from its approval".to_owned(), |at| when::full(at, &app.zone)),
        review_by: when::date(proposal.review_by, &app.zone),
        number: proposal.number,
        own: visit.signed()?.person_id() == Some(proposal.by),
        revises: before.is_some(),
        changes: match before {
            Some(before) => changes(&before.content, &protocol.content),
            // Of a first version everything is new: what is approved is what stands on this page.
            None => changes(&nothing(&protocol.content), &protocol.content),
        },
        accepted: unverified(&protocol, &[]).into_iter().map(|one| one.label).collect(),
        keeping: numbered::would_keep(app, protocol.revises)?,
        typed_name: visit.value("typed-name").to_owned(),
        reason: visit.value("reason").to_owned(),
        name: visit.signed()?.name().to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// The same protocol before anything was said in it.
fn nothing(content: &Content) -> Content {
    Content { values: Default::default(), questions: Default::default(), ..content.clone() }
}
