//! Who can see what: the team, what was shared, who opened the record and why.

use std::collections::BTreeMap;

use askama::Template;
use care::fact::{Stream, What};
use care::patient::{PatientFact, Shareable};
use care::practice::{ActKind, Role, Tie};
use record::envelope::Stored;
use record::views::{ask, ask_diary};

use super::mine::{self, Mine};
use super::who_sees_grid::{self as grid, Row, SharedPage};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::people::standing;
use crate::parts::{Choice, Errors, Event, Mark};
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// One member of the team.
struct Member {
    name: String,
    href: String,
    role: &'static str,
    licence: String,
    sees: String,
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
    columns: Vec<String>,
    rows: Vec<Row>,
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
    let pages = shared_pages(app, &mine)?;
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::live_frame(app, visit, &visit.lang.say("sees-title")),
        command: visit.form_command(),
        errors,
        lock: mine::lock_words(&mine.reader, &mine.patient, mine.now),
        locked: mine.patient.clear_headed(mine.now).is_err(),
        columns: grid::columns(visit.lang),
        rows: grid::rows(app, &mine, &pages)?,
        team: team(app, &mine)?,
        shares: shares(app, visit, &mine, &pages),
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
            role: words::role(mine.reader.lang, member.role),
            licence: standing::licence_line(app, &mine.reader, &person, mine.now),
            sees: sees(mine.reader.lang, member.role),
            since: mine.reader.day(member.term.from),
        })
    })
    .collect()
}

/// What a role on the team reads.
fn sees(lang: Lang, role: Role) -> String {
    match role {
        Role::MedicalDirector | Role::Prescriber | Role::Nurse => lang.say("sees-clinical"),
        Role::Therapist => lang.say("sees-therapist"),
        Role::IntegrationSpecialist => lang.say("sees-specialist"),
        _ => lang.say("sees-other"),
    }
}

/// The pages of the journal that somebody else may read now.
fn shared_pages(app: &App, mine: &Mine) -> Result<Vec<SharedPage>, Trouble> {
    let entries = app.read(|conn, org| ask_diary::of_patient(conn, org, mine.id))?;
    let shared = entries.iter().filter(|row| 0 < row.n_readers);
    shared.map(|row| Ok((row.entry, app.diary(row.entry)?))).collect()
}

fn shares(app: &App, visit: &Visit, mine: &Mine, pages: &[SharedPage]) -> Vec<Share> {
    let share = |(what, with): &(Shareable, care::ids::PersonId)| {
        let Shareable::Intention(course) = what;
        Share {
            what: mine.reader.lang.say("intention-heading"),
            with: mine::name_of(app, *with),
            value: format!("{course}|{with}"),
            command: fresh_command().to_string(),
        }
    };
    let mut shares: Vec<Share> = mine.patient.shares.iter().map(share).collect();
    for (entry, page) in pages {
        let day = mine.reader.day(page.begun);
        shares.extend(page.readers().map(|with| Share {
            what: visit.lang.say_with("diary-share-of", &[("day", &day)]),
            with: mine::name_of(app, with),
            value: format!("{entry}|{with}"),
            command: fresh_command().to_string(),
        }));
    }
    shares
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
                    .hint(&visit.lang.say("sees-support-hint")),
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
    for event in facts.iter().rev().filter_map(|stored| opening(app, &mine.reader, stored)) {
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

fn opening(app: &App, reader: &Reader, stored: &Stored) -> Option<Event> {
    let at = care::time::Instant(stored.envelope.recorded_us);
    let event = |words: String, sub: String, mark| Event {
        at: reader.day(at),
        iso: when::iso(at, &reader.zone),
        words,
        sub,
        mark,
        wrong: false,
    };
    match record::wire::decode(&stored.envelope.fact, &stored.envelope.body).ok()? {
        What::Patient(PatientFact::ChartOpened { by, role, tie }) => {
            let name = mine::name_of(app, by);
            let lang = reader.lang;
            let (why, mark) = match tie {
                Tie::Emergency => (lang.say("sees-tie-emergency"), Mark::Info),
                Tie::CareTeam => (lang.say("sees-tie-care-team"), Mark::Quiet),
                Tie::Shared => (lang.say("sees-tie-shared"), Mark::Quiet),
                Tie::Talk => (lang.say("sees-tie-talk"), Mark::Quiet),
                _ => (String::new(), Mark::Quiet),
            };
            Some(event(format!("{name}, {}", words::role(lang, role).to_lowercase()), why, mark))
        }
        What::Patient(PatientFact::EmergencyOpened { person, reason, .. }) => {
            let name = mine::name_of(app, person);
            let why = reader.lang.say_with("sees-emergency-reason", &[("reason", reason.as_str())]);
            Some(event(reader.lang.say_with("sees-emergency", &[("name", &name)]), why, Mark::Info))
        }
        What::Patient(PatientFact::SignInGiven { by, .. }) => {
            let (name, lang) = (mine::name_of(app, by), reader.lang);
            let words = lang.say_with("sees-sign-in", &[("name", &name)]);
            Some(event(words, lang.say("sees-sign-in-words"), Mark::Info))
        }
        _ => None,
    }
}
