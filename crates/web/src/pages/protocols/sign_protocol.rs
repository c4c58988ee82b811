//! Signing: what changed, every value nobody verified as a box to sign for by name, a typed name, a review date.

use askama::Template;
use care::act::Act;
use care::protocol::draft::Standing;
use care::protocol::{Key, Protocol, SignProtocol};
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
    let accepted: Vec<Key> = visit.values("accepted").into_iter().filter_map(Key::read).collect();
    let typed_name = Line::new(visit.value("typed-name"));
    if let Err(no) = &typed_name {
        errors.add("typed-name", &words::refusal(Lang::En, no));
    }
    let review_by = when::read_day(Lang::En, visit.value("review-by"), &app.zone);
    if let Err(wrong) = review_by {
        errors.add("review-by", wrong);
    }
    let (Ok(typed_name), Ok(review_by)) = (typed_name, review_by) else { return draw(app, visit, errors) };
    // It holds through that day.
    let review_by: Instant = when::day_around(review_by, &app.zone).1;
    match app.submit(visit, Act::SignProtocol(id, SignProtocol { typed_name, review_by, accepted })) {
        Ok(_) => go(format!("/protocols/{id}"), "protocol-signed"),
        Err(Trouble::Refused(no)) => {
            let field = match no {
                Refusal::ValueNotSigned { .. } => "accepted",
                Refusal::SignatureNameDiffers => "typed-name",
                Refusal::TermEndsInThePast => "review-by",
                no => return Err(Trouble::Refused(no)),
            };
            errors.add(field, &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn unverified(protocol: &Protocol, ticked: &[&str]) -> Vec<Choice> {
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

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let protocol = app.protocol(id)?;
    if protocol.standing != Standing::Draft {
        return Err(Trouble::Refused(Refusal::ProtocolAlreadySigned));
    }
    let slug = protocol.content.slug.as_str();
    let in_force = app.read(|conn, org| ask::in_force(conn, org, slug))?;
    if in_force.is_some() && in_force != protocol.revises {
        return Err(Trouble::Refused(Refusal::AnotherVersionInForce));
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
