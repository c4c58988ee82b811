//! Signing alone, where nobody else could be the second: what changed, every value nobody verified as a box to sign for by name, a typed name, a review date.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::ids::ProtocolId;
use care::protocol::draft::Standing;
use care::protocol::{Key, Protocol, SignProtocol, Signatures};
use care::refusal::Refusal;
use care::text::Line;
use care::time::Instant;
use record::views::ask;

use super::{amount, changes, id, key, weighs};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Change, Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "protocols/sign.html")]
struct SignForm {
    frame: Frame,
    back: String,
    title: String,
    action: String,
    command: String,
    errors: Errors,
    revises: bool,
    changes: Vec<Change>,
    unverified: Vec<Choice>,
    typed_name: String,
    review_by: String,
    name: String,
}

/// `GET /protocols/{protocol}/sign`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /protocols/{protocol}/sign`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let Some(sign) = signature(app, visit, &mut errors) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::SignProtocol(id, sign)) {
        Ok(_) => go(format!("/protocols/{id}"), "protocol-signed"),
        Err(trouble) => {
            beside(trouble, &mut errors)?;
            draw(app, visit, errors)
        }
    }
}

/// What the director signs, as typed.
pub(super) fn signature(app: &App, visit: &Visit, errors: &mut Errors) -> Option<SignProtocol> {
    let accepted: Vec<Key> = visit.values("accepted").into_iter().filter_map(Key::read).collect();
    let typed_name = Line::new(visit.value("typed-name"));
    if let Err(no) = &typed_name {
        errors.add("typed-name", &words::refusal(Lang::En, no));
    }
    let review_by = when::read_day(Lang::En, visit.value("review-by"), &app.zone);
    if let Err(wrong) = review_by {
        errors.add("review-by", wrong);
    }
    // It holds through that day.
    let review_by: Instant = when::day_around(review_by.ok()?, &app.zone).1;
    Some(SignProtocol { typed_name: typed_name.ok()?, review_by, accepted })
}

/// A refusal that belongs beside a field of the form; any other is a page of its own.
pub(super) fn beside(trouble: Trouble, errors: &mut Errors) -> Result<(), Trouble> {
    let Trouble::Refused(no) = trouble else { return Err(trouble) };
    let field = match no {
        Refusal::ValueNotSigned { .. } => "accepted",
        Refusal::SignatureNameDiffers => "typed-name",
        Refusal::TermEndsInThePast | Refusal::TermEndsBeforeItBegins => "review-by",
        Refusal::FromDatePassed => "from",
        no => return Err(Trouble::Refused(no)),
    };
    errors.add(field, &words::refusal(Lang::En, &no));
    Ok(())
}

pub(super) fn unverified(protocol: &Protocol, ticked: &[&str]) -> Vec<Choice> {
    let box_of = |of: &Key| {
        let content = &protocol.content;
        let (said, source) = match of {
            Key::Asks(question) => {
                let asks = content.questions.get(question)?;
                (weighs(asks), &asks.source)
            }
            of => content.values.get(of).map(|value| (amount(value), &value.source))?,
        };
        let name = of.name();
        let mut choice = Choice::new(&name, &format!("{}: {said}", key(*of)), "");
        choice.checked = ticked.contains(&name.as_str());
        Some(choice.hint(source))
    };
    protocol.content.unverified().iter().filter_map(box_of).collect()
}

/// The draft, unless another version than the one it revises is in force.
pub(super) fn draft_to_sign(app: &App, id: ProtocolId) -> Result<Arc<Protocol>, Trouble> {
    let protocol = app.protocol(id)?;
    if protocol.standing != Standing::Draft {
        return Err(Trouble::Refused(Refusal::ProtocolAlreadySigned));
    }
    let slug = protocol.content.slug.as_str();
    let in_force = app.read(|conn, org| ask::in_force(conn, org, slug, app.now()))?;
    if in_force.is_some() && in_force != protocol.revises {
        return Err(Trouble::Refused(Refusal::AnotherVersionInForce));
    }
    Ok(protocol)
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let protocol = draft_to_sign(app, id)?;
    if app.known_house()?.signatures() == Signatures::Two {
        return Err(Trouble::Refused(Refusal::SecondPersonNeeded));
    }
    let before = protocol.revises.map(|older| app.protocol(older)).transpose()?;
    let page = SignForm {
        frame: draw::frame(app, visit, "Read and sign"),
        back: format!("/protocols/{id}"),
        title: protocol.content.title.to_string(),
        action: format!("/protocols/{id}/sign"),
        command: visit.form_command(),
        revises: before.is_some(),
        changes: before.map(|before| changes(&before.content, &protocol.content)).unwrap_or_default(),
        unverified: unverified(&protocol, &visit.values("accepted")),
        typed_name: visit.value("typed-name").to_owned(),
        review_by: visit.value("review-by").to_owned(),
        name: visit.signed()?.name().to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
