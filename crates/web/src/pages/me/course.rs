//! My course: what matters now, what comes next, and who to call.

use askama::Template;
use care::practice::Role;
use care::time::Instant;

use super::card::{self, View};
use super::course_line;
use super::keeping::Keep;
use super::mine::{self, Mine};
use super::{follow_up, next_card, receipts, referrals};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Pair, Service, Step};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "me/course.html")]
struct MyCourse {
    frame: Frame,
    hello: String,
    command: String,
    card: View,
    lock: String,
    service: Service,
    has_course: bool,
    phase: &'static str,
    next: Vec<Pair>,
    next_href: String,
    intention: String,
    steps: Vec<Step>,
    talk: String,
    not_come: String,
    questions: bool,
    follow_up: bool,
    /// Where an earlier time is held; "" where none is.
    earlier: String,
    proposed: bool,
    /// Referrals that wait for a yes, and all there are.
    referrals: (usize, usize),
    receipts: bool,
    call: Vec<Pair>,
    open: bool,
    keep: Keep,
}

/// `GET /me`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let card = next_card::next_card(&mine.states(), mine.now);
    let course = mine.course.as_ref().map(|(_, course)| course);
    let (next, next_href) = next_event(app, &mine);
    let intention = course.and_then(|course| course.intentions.last());
    let name = mine.patient.details.name.as_str();
    html(&MyCourse {
        frame: draw::live_frame(app, visit, &visit.lang.say("me-back")),
        hello: visit.lang.say_with("me-hello", &[("name", mine::first_name(name))]),
        command: visit.form_command(),
        card: card::view(app, &mine, &card),
        lock: mine::lock_words(&mine.reader, &mine.patient, mine.now),
        service: mine.service(),
        has_course: course.is_some(),
        phase: card::phase(&mine),
        next,
        next_href,
        intention: intention.map_or_else(String::new, |(_, words)| words.as_str().to_owned()),
        steps: course_line::steps(app, &mine),
        talk: talk_line(&mine),
        not_come: super::not_come::of(app, &mine),
        proposed: mine.patient.keeping.waiting().next().is_some(),
        earlier: super::earlier::offered(&mine).unwrap_or_default(),
        follow_up: course.is_some_and(|course| follow_up::waits(course)),
        questions: course.is_some_and(|course| !course.measures.open().is_empty()),
        referrals: referrals::waiting(app, mine.id)?,
        receipts: receipts::any(app, mine.id)?,
        call: who_to_call(app, &mine),
        open: course.is_some_and(|course| course.closed.is_none()),
        keep: Keep::of(app, visit, &mine, "/me"),
    })
}

/// The next visit or talk: kind, when, where, who.
fn next_event(app: &App, mine: &Mine) -> (Vec<Pair>, String) {
    let (reader, lang) = (&mine.reader, mine.reader.lang);
    let label = |of: &str| lang.say_of("me-label", of);
    let talk = mine.windows.iter().filter_map(|(_, window)| window.talk.filter(|_| window.held.is_none()));
    let talk = talk.filter(|talk| mine.now <= talk.at).min_by_key(|talk| talk.at);
    let visit = mine.visits.iter().find(|(_, held)| mine::is_ahead(held));
    let earlier = |starts: Instant| talk.is_none_or(|talk| starts <= talk.at);
    match (visit, talk, &mine.course) {
        (Some((id, held)), _, Some((_, course))) if earlier(held.starts) => {
            let pairs = vec![
                Pair::new(&label("what"), &mine::visit_words(lang, course, held, *id)),
                Pair::new(&label("when"), &mine.there(held).day_clock(held.starts)),
                Pair::new(&label("where"), &mine::place(mine, held)),
                Pair::new(&label("who"), &mine::who(app, lang, held)),
            ];
            (pairs, format!("/me/visit/{id}"))
        }
        (_, Some(talk), _) => {
            let pairs = vec![
                Pair::new(&label("what"), crate::words::talk(lang, talk.kind)),
                Pair::new(&label("when"), &reader.day_clock(talk.at)),
                Pair::new(&label("who"), &mine::name_of(app, talk.with)),
            ];
            (pairs, "/me/talk".to_owned())
        }
        _ => (vec![], String::new()),
    }
}

/// A quiet line about the talk when the card says nothing of it.
fn talk_line(mine: &Mine) -> String {
    let declined =
        mine.windows.first().is_some_and(|(_, window)| window.declined.is_some() && window.held.is_none());
    if declined { mine.reader.lang.say("me-talk-declined") } else { String::new() }
}

/// Prescribers and nurses of the team now, then the clinic's number.
fn who_to_call(app: &App, mine: &Mine) -> Vec<Pair> {
    let clinical =
        |role| matches!(role, Role::Prescriber | Role::MedicalDirector | Role::Nurse | Role::Therapist);
    let members =
        mine.patient.team.iter().filter(|member| member.term.covers(mine.now) && clinical(member.role));
    let mut call: Vec<Pair> = vec![];
    for member in members {
        let name = mine::name_of(app, member.person);
        if call.iter().all(|pair| pair.words != name) {
            call.push(Pair::new(crate::words::role(mine.reader.lang, member.role), &name));
        }
    }
    call
}
