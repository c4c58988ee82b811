//! Writing a version down: a copy of another one as a new draft, or a draft anew. A signed version is never edited.

use care::act::Act;
use care::ids::ProtocolId;
use care::protocol::DraftProtocol;
use care::protocol::draft::Standing;
use care::refusal::Refusal;
use exchange::protocol_file::Fault;

use super::draft_form::{Draft, draw_form, read};
use super::id;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `GET /protocols/{protocol}/copy`
pub fn get_copy(app: &App, visit: &Visit) -> Answered {
    draw_copy(app, visit, &[])
}

/// `POST /protocols/{protocol}/copy`: a new version that revises this one, if this one is in force.
pub fn post_copy(app: &App, visit: &Visit) -> Answered {
    let from = id(visit)?;
    let content = match read(visit) {
        Ok(content) => content,
        Err(faults) => return draw_copy(app, visit, &faults),
    };
    let copied = app.protocol(from)?;
    let in_force = matches!(copied.standing, Standing::Signed(_)) && !copied.is_over(app.now());
    // From the form's own number: a second tap names the same draft.
    let new = ProtocolId(visit.command()?.0);
    let act = DraftProtocol { content, revises: in_force.then_some(from) };
    app.submit(visit, Act::DraftProtocol(new, act))?;
    go(format!("/protocols/{new}"), "drafted")
}

fn draw_copy(app: &App, visit: &Visit, faults: &[Fault]) -> Answered {
    let from = id(visit)?;
    let protocol = app.protocol(from)?;
    let form = Draft {
        title: "A new draft from this protocol".to_owned(),
        back: format!("/protocols/{from}"),
        back_words: protocol.content.title.to_string(),
        action: format!("/protocols/{from}/copy"),
        about: "The version you copy from stays as it is. The new one doses nothing until the medical director proposes it \
                and somebody else approves it; then it takes the place of the one in force.",
    };
    draw_form(app, visit, &form, &protocol.content, faults)
}

/// `GET /protocols/{protocol}/edit`
pub fn get_edit(app: &App, visit: &Visit) -> Answered {
    draw_edit(app, visit, &[])
}

/// `POST /protocols/{protocol}/edit`: the same draft, written anew.
pub fn post_edit(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let content = match read(visit) {
        Ok(content) => content,
        Err(faults) => return draw_edit(app, visit, &faults),
    };
    let revises = app.protocol(id)?.revises;
    app.submit(visit, Act::DraftProtocol(id, DraftProtocol { content, revises }))?;
    go(format!("/protocols/{id}"), "drafted")
}

fn draw_edit(app: &App, visit: &Visit, faults: &[Fault]) -> Answered {
    let id = id(visit)?;
    let protocol = app.protocol(id)?;
    if protocol.standing != Standing::Draft {
        return Err(Trouble::Refused(Refusal::ProtocolAlreadySigned));
    }
    let form = Draft {
        title: "Edit this draft".to_owned(),
        back: format!("/protocols/{id}"),
        back_words: protocol.content.title.to_string(),
        action: format!("/protocols/{id}/edit"),
        about: "A draft doses nothing. Earlier texts of it stay in the record.",
    };
    draw_form(app, visit, &form, &protocol.content, faults)
}
