//! Who can see what: the team, what was shared, who opened the record and why.

use std::collections::BTreeMap;

use askama::Template;
use care::fact::{Stream, What};
use care::patient::{PatientFact, Shareable};
use care::practice::{ActKind, Role, Tie};
use record::envelope::Stored;
use record::views::ask;

use super::mine::{self, Mine};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::people::standing;
use crate::parts::{Choice, Errors, Event, Mark};
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// One member of the team.
struct Member {
    name: String,
    href: String,
    role: &'static str,
    licence: String,
    sees: &'static str,
    since: String,
}

/// One share that can be taken back.
struct Share {
    what: String,
    with: String,
    value: String,
    command: String,
}

#[derive(Template)]
#[template(path = "me/who_sees.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    lock: String,
    locked: bool,
    team: Vec<Member>,
    shares: Vec<Share>,
    intention: String,
    may_share_with: Vec<Choice>,
    opened: Vec<Event>,
}

/// Most openings shown.
const OPENINGS: usize = 40;

/// `GET /me/people`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// Draws it; comes back with what needs another look.
///
/// # Errors
/// The refusal, or the store's.
pub fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    app.may(visit, ActKind::SeeAccessHistory, Some(mine.id))?;
    let course = mine.course.as_ref().filter(|(_, course)| course.closed.is_none());
    let intention = course.and_then(|(_, course)| course.intentions.last());
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::live_frame(app, visit, "Who can see what"),
        command: visit.form_command(),
        errors,
        lock: mine::lock_words(app, &mine.patient, mine.now),
        locked: mine.patient.clear_headed(mine.now).is_err(),
        team: team(app, &mine)?,
        shares: shares(app, &mine),
        intention: intention.map_or_else(String::new, |(_, words)| words.as_str().to_owned()),
        may_share_with: if intention.is_some() { may_share_with(app, visit, &mine)? } else { vec![] },
        opened: opened(app, &mine)?,
    };
    if ok { html(&page) } else { again(&page) }
}

fn team(app: &App, mine: &Mine) -> Result<Vec<Member>, Trouble> {
    let now = mine.patient.team.iter().filter(|member| member.term.covers(mine.now));
    now.map(|member| {
        let person = app.person(member.person)?;
        Ok(Member {
            name: person.name.as_str().to_owned(),
            href: format!("/people/{}", member.person),
            role: words::role(member.role),
            licence: standing::licence_line(app, &person, mine.now),
            sees: sees(member.role),
            since: when::day(member.term.from, &app.zone),
        })
    })
    .collect()
}

/// What a role on the team reads.
const fn sees(role: Role) -> &'static str {
    match role {
        Role::MedicalDirector | Role::Prescriber | Role::Nurse => {
            "Your health record. Not the therapist’s own notes."
        }
        Role::Therapist => "Your health record, and the notes they write themselves.",
        Role::IntegrationSpecialist => "Your name, your times, and what you share. Nothing else.",
        _ => "Your name and your times.",
    }
}

fn shares(app: &App, mine: &Mine) -> Vec<Share> {
    let share = |(what, with): &(Shareable, care::ids::PersonId)| {
        let Shareable::Intention(course) = what;
        Share {
            what: "Your intention".to_owned(),
            with: mine::name_of(app, *with),
            value: format!("{course}|{with}"),
            command: fresh_command().to_string(),
        }
    };
    mine.patient.shares.iter().map(share).collect()
}

/// Integration specialists of this house who do not have it yet.
fn may_share_with(app: &App, visit: &Visit, mine: &Mine) -> Result<Vec<Choice>, Trouble> {
    let Some((course, _)) = &mine.course else { return Ok(vec![]) };
    let mut choices = vec![];
    for (id, name) in app.read(ask::people)? {
        let shared = mine.patient.shares.contains(&(Shareable::Intention(*course), id));
        if !shared && app.person(id)?.affiliated(Role::IntegrationSpecialist, mine.now) {
            choices.push(
                Choice::new(&id.to_string(), &name, visit.value("with"))
                    .hint("Integration support, not therapy"),
            );
        }
    }
    Ok(choices)
}

/// Who opened the record, the newest first; the same person on the same day is one line.
fn opened(app: &App, mine: &Mine) -> Result<Vec<Event>, Trouble> {
    let facts = app.read(|conn, org| ask::history(conn, org, &[Stream::Patient(mine.id)]))?;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut events: Vec<Event> = vec![];
    for event in facts.iter().rev().filter_map(|stored| opening(app, stored)) {
        let key = format!("{} {}", event.at, event.words);
        if event.mark.is_quiet() && seen.insert(key, events.len()).is_some() {
            continue;
        }
        events.push(event);
        if events.len() == OPENINGS {
            break;
        }
    }
    Ok(events)
}

fn opening(app: &App, stored: &Stored) -> Option<Event> {
    let at = care::time::Instant(stored.envelope.recorded_us);
    let event = |words: String, sub: String, mark| Event {
        at: when::day(at, &app.zone),
        iso: when::iso(at, &app.zone),
        words,
        sub,
        mark,
        wrong: false,
    };
    match record::wire::decode(&stored.envelope.fact, &stored.envelope.body).ok()? {
        What::Patient(PatientFact::ChartOpened { by, role, tie }) => {
            let name = mine::name_of(app, by);
            let (why, mark) = match tie {
                Tie::Emergency => ("In an emergency; the reason is in this list.", Mark::Info),
                Tie::CareTeam => ("On your care team.", Mark::Quiet),
                Tie::Shared => ("You shared with them.", Mark::Quiet),
                Tie::Talk => ("Your talk is with them.", Mark::Quiet),
                _ => ("", Mark::Quiet),
            };
            Some(event(format!("{name}, {}", words::role(role).to_lowercase()), why.to_owned(), mark))
        }
        What::Patient(PatientFact::EmergencyOpened { person, reason, .. }) => {
            let name = mine::name_of(app, person);
            let why = format!("Reason given: {reason}");
            Some(event(format!("{name} opened your record in an emergency"), why, Mark::Info))
        }
        _ => None,
    }
}
