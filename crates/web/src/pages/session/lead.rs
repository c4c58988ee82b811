//! Who leads at the chair, and the two taps of handing over.

use care::act::Act;
use care::ids::{PersonId, SessionId};
use care::practice::ActKind;
use care::session::lead::{AcceptLead, HandOverLead, ROLES, TakeLead};
use care::session::{Phase, Session};

use super::load::Loaded;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::pages::patients::person_name;
use crate::visit::{Visit, fresh_command};
use crate::when;

/// The row at the chair.
#[derive(Default)]
pub struct LeadShown {
    /// Who leads, since when; that nobody does.
    pub words: String,
    /// Who was asked to take over, since when; "" for nobody.
    pub asked: String,
    /// Whoever looks may say "I lead".
    pub may_take: bool,
    /// It was asked of whoever looks.
    pub may_accept: bool,
    /// Whom whoever leads may ask: ids and names.
    pub to: Vec<(String, String)>,
    /// The command of the one-tap forms.
    pub command: String,
}

/// Is there a chair to lead at?
const fn is_here(session: &Session) -> bool {
    matches!(session.phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery)
}

/// `Lead: Sam Ortiz RN`, for the line that says who this is; empty where nobody is in a chair.
pub fn line(loaded: &Loaded) -> String {
    match loaded.session.lead {
        _ if !is_here(&loaded.session) => String::new(),
        Some(lead) => format!("Lead: {}", loaded.name(lead.person)),
        None => "Lead: nobody yet".to_owned(),
    }
}

/// The row of a page at the chair.
pub fn shown(app: &App, loaded: &Loaded) -> LeadShown {
    let (session, zone) = (&loaded.session, &loaded.place.zone);
    if !is_here(session) {
        return LeadShown::default();
    }
    let command = fresh_command().to_string();
    let Some(lead) = session.lead else {
        let (words, may_take) = ("Nobody leads here yet.".to_owned(), loaded.may(ActKind::TakeLead));
        return LeadShown { words, may_take, command, ..LeadShown::default() };
    };
    let asked = lead
        .handing_to
        .map(|(to, at)| format!("{} was asked to lead, {}.", person_name(app, to), when::clock(at, zone)));
    LeadShown {
        words: format!("{} leads since {}.", person_name(app, lead.person), when::clock(lead.since, zone)),
        asked: asked.unwrap_or_default(),
        may_take: false,
        may_accept: lead.handing_to.is_some_and(|(to, _)| Some(to) == loaded.me),
        to: if Some(lead.person) == loaded.me { others(app, loaded) } else { vec![] },
        command,
    }
}

/// Everybody who may lead and has to do with this person: named for the visit, in the room, or on the care team.
fn others(app: &App, loaded: &Loaded) -> Vec<(String, String)> {
    let session = &loaded.session;
    let team = loaded.patient.team.iter().filter(|member| member.term.covers(loaded.now));
    let named = session.people.iter().chain(&session.present).copied();
    let all = named.chain(team.map(|member| (member.person, member.role)));
    let asked = session.lead.and_then(|lead| lead.handing_to).map(|(to, _)| to);
    let fits =
        |(who, role): &(PersonId, _)| ROLES.contains(role) && Some(*who) != loaded.me && Some(*who) != asked;
    let mut ids: Vec<PersonId> = all.filter(fits).map(|(who, _)| who).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| (id.to_string(), person_name(app, id))).collect()
}

/// `POST /sessions/{session}/lead`
pub fn post_take(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    app.submit(visit, Act::TakeLead(id, TakeLead))?;
    go(format!("/sessions/{id}"), "lead-taken")
}

/// `POST /sessions/{session}/lead/hand-over`
pub fn post_hand_over(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let to = PersonId::read(visit.value("to")).ok_or(Trouble::FormOutdated)?;
    app.submit(visit, Act::HandOverLead(id, HandOverLead { to }))?;
    go(format!("/sessions/{id}"), "lead-offered")
}

/// `POST /sessions/{session}/lead/accept`
pub fn post_accept(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    app.submit(visit, Act::AcceptLead(id, AcceptLead))?;
    go(format!("/sessions/{id}"), "lead-taken")
}
