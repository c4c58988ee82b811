//! One version: every value with unit, source and status; who signed what and when; and what it changed.

use askama::Template;
use care::practice::ActKind;
use care::practice::policy::may;
use care::protocol::draft::Standing;
use care::protocol::{Key, Protocol, Signatures, SourceStatus};

use super::{amount, changes, head, id, key, numbered, standing, weighs};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::policy;
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

/// What two people have to do with it.
pub struct Two {
    /// `Priya Raman MD, 2026-11-22 16:09`.
    proposed: String,
    why: String,
    /// From when it holds, or is to hold.
    from: String,
    /// Who approved it and when; empty while it waits.
    approved: String,
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
    nth: String,
    two: Option<Two>,
    signed_by_one: bool,
    one: String,
    keeping: Vec<String>,
    ends: String,
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
    let in_force = matches!(protocol.standing, Standing::Signed(_)) && !protocol.is_over(app.now());
    let (alone, waits) =
        (app.known_house()?.signatures() == Signatures::One, protocol.force.waiting().is_some());
    let possible = [
        (ActKind::ApproveProtocol, "approve", "Read and approve", waits),
        (ActKind::ProposeProtocol, "propose", "Propose this change", is_draft && !alone),
        (ActKind::SignProtocol, "sign", "Read and sign", is_draft && alone),
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
        actions: actions
            .enumerate()
            .map(|(n, (_, path, words, _))| {
                let main = n == 0 && matches!(path, "approve" | "propose" | "sign");
                Action::new(&at(path), words, main)
            })
            .collect(),
        nth: numbered::numbers(app)?.get(&id).map(|nth| format!("Version {nth}")).unwrap_or_default(),
        two: two(app, &protocol),
        signed_by_one: protocol.standing != Standing::Draft && protocol.force.approval.is_none(),
        one: policy::said(app)?,
        keeping: numbered::keeping(app, protocol.content.slug.as_str())?,
        ends: ends(app, &protocol),
        file: at("file"),
    })
}

fn two(app: &App, protocol: &Protocol) -> Option<Two> {
    let proposal = protocol.force.proposal.as_ref()?;
    let full = |at| when::full(at, &app.zone);
    Some(Two {
        proposed: format!("{}, {}", proposal.name, full(proposal.at)),
        why: proposal.why.to_string(),
        from: match protocol.force.from.or(proposal.from) {
            Some(from) => full(from),
            None => "from its approval".to_owned(),
        },
        approved: protocol
            .force
            .approval
            .as_ref()
            .map(|by| format!("{}, {}", by.name, full(by.at)))
            .unwrap_or_default(),
    })
}

/// Until when a version in force doses, if another has its hour.
fn ends(app: &App, protocol: &Protocol) -> String {
    let until = protocol.force.until.filter(|until| app.now() < *until);
    until.map(|until| when::full(until, &app.zone)).unwrap_or_default()
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
