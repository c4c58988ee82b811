//! One version: every value with unit, source and status; who signed what and when; and what it changed.

use askama::Template;
use care::practice::ActKind;
use care::practice::policy::may;
use care::protocol::draft::Standing;
use care::protocol::{Key, Protocol, SourceStatus};

use super::{amount, changes, head, id, key, standing, weighs};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows;
use crate::parts::{Action, Change, Mark, Pair, Service, Signature};
use crate::visit::Visit;
use crate::{when, words};

/// One value as it is read.
pub struct ValueRow {
    name: String,
    amount: String,
    mark: Mark,
    status: &'static str,
    source: String,
}

#[derive(Template)]
#[template(path = "protocols/protocol.html")]
struct ProtocolPage {
    frame: Frame,
    slug: String,
    service: Service,
    mark: Mark,
    mark_words: String,
    unverified: usize,
    is_draft: bool,
    head: Vec<Pair>,
    values: Vec<ValueRow>,
    signature: Signature,
    review: String,
    accepted: Vec<String>,
    revises: String,
    changes: Vec<Change>,
    actions: Vec<Action>,
    file: String,
}

/// `GET /protocols/{protocol}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let protocol = app.protocol(id)?;
    let role = visit.signed()?.by.role;
    let (mark, mark_words) = standing(app, &protocol);
    let signed = match &protocol.standing {
        Standing::Draft => None,
        Standing::Signed(signature) | Standing::Superseded(signature) => Some(signature),
    };
    let before = protocol.revises.map(|older| app.protocol(older)).transpose()?;
    let at = |act: &str| format!("/protocols/{id}/{act}");
    let is_draft = protocol.standing == Standing::Draft;
    let in_force = matches!(protocol.standing, Standing::Signed(_));
    let possible = [
        (ActKind::SignProtocol, "sign", "Read and sign", is_draft),
        (ActKind::DraftProtocol, "edit", "Edit the draft", is_draft),
        (ActKind::DraftProtocol, "copy", "Copy to a new draft", true),
        (ActKind::RetireProtocol, "retire", "Take out of force", in_force),
    ];
    let actions = possible.into_iter().filter(|(act, _, _, now)| *now && may(role, *act));
    let signature = Signature {
        name: signed.map_or("the medical director".to_owned(), |by| by.name.to_string()),
        at: signed.map(|by| when::full(by.at, &app.zone)).unwrap_or_default(),
        meaning: "I have read every value and answer for this protocol here.".to_owned(),
    };
    html(&ProtocolPage {
        frame: draw::live_frame(app, visit, protocol.content.title.as_str()),
        slug: protocol.content.slug.to_string(),
        service: rows::service(protocol.content.model.code()),
        mark,
        mark_words,
        unverified: protocol.content.unverified().len(),
        is_draft,
        head: head(&protocol.content).iter().map(|(label, words)| Pair::new(label, words)).collect(),
        values: values(&protocol),
        signature,
        review: signed.map(|by| when::date(by.review_by, &app.zone)).unwrap_or_default(),
        accepted: signed.map(|by| by.accepted.iter().map(|of| key(*of)).collect()).unwrap_or_default(),
        revises: protocol.revises.map(|older| format!("/protocols/{older}")).unwrap_or_default(),
        changes: before.map(|before| changes(&before.content, &protocol.content)).unwrap_or_default(),
        actions: actions.map(|(_, path, words, _)| Action::new(&at(path), words, path == "sign")).collect(),
        file: at("file"),
    })
}

fn values(protocol: &Protocol) -> Vec<ValueRow> {
    let accepted = match &protocol.standing {
        Standing::Draft => vec![],
        Standing::Signed(signature) | Standing::Superseded(signature) => signature.accepted.clone(),
    };
    let row = |of: Key, amount: String, status: SourceStatus, source: &str| {
        let (mark, words) = match status == SourceStatus::Unverified {
            true if accepted.contains(&of) => (Mark::Signed, "not verified, signed for by name"),
            true => (Mark::Todo, words::source_status(status)),
            false => (Mark::Quiet, words::source_status(status)),
        };
        ValueRow { name: key(of), amount, mark, status: words, source: source.to_owned() }
    };
    let content = &protocol.content;
    let values =
        content.values.iter().map(|(of, value)| row(*of, amount(value), value.status, &value.source));
    let asked = content.questions.iter();
    let asked = asked.map(|(of, asks)| row(Key::Asks(*of), weighs(asks), asks.status, &asks.source));
    values.chain(asked).collect()
}
