//! What is about to change in the house's protocols, who has to read it, what running sessions keep; and how many people it
//! takes here to put one in force.

use askama::Template;
use care::act::Act;
use care::house::set_signatures::SetSignatures;
use care::practice::ActKind;
use care::practice::policy::may;
use care::protocol::Signatures;
use care::refusal::Refusal;
use care::text::Line;
use record::views::ask::{self, ProtocolRow};

use super::safety_today::places;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::person_name;
use crate::pages::protocols::{changes, numbered};
use crate::parts::{Action, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// A version that waits, or whose hour is to come.
pub struct Row {
    href: String,
    title: String,
    words: String,
    n_changes: usize,
}

#[derive(Template)]
#[template(path = "clinic/policy.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    waiting: Vec<Row>,
    ahead: Vec<Row>,
    keeping: Vec<String>,
    two: bool,
    said: String,
    may_set: bool,
    reason: String,
    errors: Errors,
    command: String,
}

/// `GET /clinic/policy`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/policy/signatures`
pub fn post_signatures(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let Some(needed) = Signatures::read(visit.value("needed")) else { return Err(Trouble::NotFound) };
    let reason = match Line::new(visit.value("reason")) {
        Ok(reason) => reason,
        Err(no) => {
            errors.add("reason", &words::refusal(Lang::En, &no));
            return draw(app, visit, errors);
        }
    };
    let act = Act::SetSignatures(app.record.house(), SetSignatures { needed, reason });
    match app.submit(visit, act) {
        Ok(_) => go("/clinic/policy", "signatures-set"),
        Err(Trouble::Refused(no @ Refusal::SecondPersonHere)) => {
            errors.add("reason", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// That one person signs here, who said so, when and why; empty where it takes two. Shown with every protocol.
///
/// # Errors
/// The store's.
pub fn said(app: &App) -> Result<String, Trouble> {
    let house = app.known_house()?;
    Ok(match &house.said {
        Some(said) if said.needed == Signatures::One => format!(
            "One person puts a protocol in force in this house, as long as nobody else here could read it: “{}”. {}, {}.",
            said.reason,
            person_name(app, said.by),
            when::full(said.at, &app.zone)
        ),
        _ => String::new(),
    })
}

fn row(app: &App, row: &ProtocolRow) -> Result<Row, Trouble> {
    let version = app.protocol(row.protocol)?;
    let before = version.revises.map(|older| app.protocol(older)).transpose()?;
    let proposal = version.force.proposal.as_ref();
    let from = version.force.from.or(proposal.and_then(|made| made.from));
    let from =
        from.map_or("from its approval".to_owned(), |at| format!("from {}", when::full(at, &app.zone)));
    let proposed =
        proposal.map(|made| format!("proposed by {}, “{}”", made.name, made.why)).unwrap_or_default();
    let approved = match &version.force.approval {
        Some(by) => format!(", approved by {}", by.name),
        None => "; waits for another prescriber or medical director".to_owned(),
    };
    Ok(Row {
        href: format!("/protocols/{}", row.protocol),
        title: row.title.clone(),
        words: format!("{from}; {proposed}{approved}"),
        n_changes: before.map_or(0, |before| changes(&before.content, &version.content).len()),
    })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let now = app.now();
    let role = visit.signed()?.by.role;
    let all = app.read(ask::protocols)?;
    let waiting = all.iter().filter(|row| row.proposed.is_some()).map(|one| row(app, one));
    let is_ahead = |row: &&ProtocolRow| row.standing == "signed" && row.from.is_some_and(|from| now < from);
    let ahead = all.iter().filter(is_ahead).map(|one| row(app, one));
    let mut names: Vec<&str> = all.iter().map(|row| row.slug.as_str()).collect();
    names.dedup();
    let keeping = names.into_iter().map(|slug| {
        let kept = numbered::keeping(app, slug)?;
        Ok(kept.into_iter().map(|words| format!("{slug}: {words}")).collect::<Vec<_>>())
    });
    let keeping: Result<Vec<Vec<String>>, Trouble> = keeping.collect();
    let page = Page {
        frame: draw::live_frame(app, visit, "What changes, and who reads it"),
        places: if may(role, ActKind::SeeClinic) { places("/clinic/policy") } else { vec![] },
        waiting: waiting.collect::<Result<_, _>>()?,
        ahead: ahead.collect::<Result<_, _>>()?,
        keeping: keeping?.concat(),
        two: app.known_house()?.signatures() == Signatures::Two,
        said: said(app)?,
        may_set: may(role, ActKind::SetSignatures),
        reason: visit.value("reason").to_owned(),
        command: visit.form_command(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
