//! The first talk after a dose: planned before it, or chosen after it. "No, thanks" is always fine.

use std::sync::Arc;

use askama::Template;
use care::ids::{SessionId, WindowId};
use care::integration::{Talk, TalkKind, Window};
use care::protocol::{CareModel, Key};
use care::refusal::Refusal;
use care::session::{Phase, Plan, Session};

use super::lost_talk::{self, Lost};
use super::mine::{self, Mine};
use super::talk_times::{self, Giver};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::windows::choose_talk_way::{self, Way};
use crate::parts::{Choice, Errors, Service};
use crate::reader::Reader;
use crate::visit::{Visit, fresh_command};
use crate::when;

/// What the page is about.
pub enum About {
    /// The first hours after a dose.
    Window(WindowId, Arc<Window>),
    /// A dose that lies ahead.
    Visit(SessionId, Arc<Session>),
    /// Neither.
    Nothing,
}

impl About {
    /// The talk that lost its person, while nothing else was chosen.
    fn lost(&self) -> Option<Talk> {
        match self {
            Self::Window(_, window) => window.lost,
            Self::Visit(..) | Self::Nothing => None,
        }
    }
}

/// One person with their times.
struct Person {
    id: String,
    name: String,
    licence: String,
    not_therapy: String,
    href: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "me/talk.html")]
struct Page {
    frame: Frame,
    command: String,
    other_command: String,
    cancel_command: String,
    errors: Errors,
    service: Service,
    lost: Lost,
    lines: Vec<String>,
    planned: String,
    not_therapy: String,
    read_first: String,
    read_name: String,
    people: Vec<Person>,
    action: &'static str,
    session: String,
    ahead: bool,
    outside: String,
    chose: String,
    goal_hours: String,
    /// The talk may be, or have been, with a therapist of their own: the last minute it can have been; empty when not.
    met_at_most: String,
    met: String,
    met_command: String,
    to: String,
    to_command: String,
    may_choose: bool,
    may_decline: bool,
    may_cancel: bool,
    way: Way,
    video: Vec<Choice>,
}

/// `GET /me/talk`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// What the talk page is about now: `for=visit` asks for the dose that lies ahead.
pub fn about(mine: &Mine, asked_for_visit: bool) -> About {
    let dosing = |held: &Session| held.kind == care::course::SessionKind::Dosing;
    let plannable =
        |phase| matches!(phase, Phase::Scheduled | Phase::CheckedIn | Phase::Dosing | Phase::Paused);
    let ahead = mine.visits.iter().find(|(_, held)| dosing(held) && plannable(held.phase));
    let newest = mine.windows.first().filter(|(_, window)| window.held.is_none());
    let ahead = ahead.map(|(id, held)| About::Visit(*id, held.clone()));
    let fresh = |window: &Window| {
        mine.now < window.goal || window.talk.or(window.lost).is_some_and(|talk| mine.now <= talk.at)
    };
    match (newest, ahead) {
        (Some((id, window)), None) => About::Window(*id, window.clone()),
        (Some((id, window)), Some(_)) if !asked_for_visit && fresh(window) => {
            About::Window(*id, window.clone())
        }
        (_, Some(ahead)) => ahead,
        (None, None) => About::Nothing,
    }
}

/// Everyone who may give the talk, for what the page is about.
///
/// # Errors
/// The store's.
pub fn givers(app: &App, mine: &Mine, about: &About) -> Result<Vec<Giver>, Trouble> {
    let (Some((_, course)), Some((_, protocol))) = (&mine.course, &mine.protocol) else { return Ok(vec![]) };
    let Some(kind) = talk_times::kind(&protocol.content) else { return Ok(vec![]) };
    let after = match about {
        About::Window(..) => mine.now,
        // The talk comes after the dose: not before the next morning.
        About::Visit(_, held) => when::day_around(held.starts, &mine.place_of(held).zone).1,
        About::Nothing => return Ok(vec![]),
    };
    let lost = about.lost().map(|talk| talk.at);
    let visit = match about {
        About::Window(id, _) => app.session(id.session())?,
        About::Visit(_, held) => held.clone(),
        About::Nothing => return Ok(vec![]),
    };
    let place = app.place_of(&visit).jurisdiction;
    talk_times::givers(app, course, (kind, &place), after, lost)
}

/// `POST /me/talk/way`
pub fn way(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let About::Window(id, _) = about(&mine, false) else {
        return Err(Trouble::Refused(Refusal::WindowUnknown));
    };
    choose_talk_way::choose(app, visit, id, "/me/talk")
}

/// Draws it, with what was typed when it comes back.
///
/// # Errors
/// The store's.
pub fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let came_back = !visit.value("session").is_empty();
    let about = about(&mine, visit.asked("for") == "visit" || came_back);
    let givers = givers(app, &mine, &about)?;
    let ok = errors.is_empty();
    let read_name = mine.unread.map_or_else(String::new, |person| mine::name_of(app, person));
    let mut page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("talk-title")),
        command: visit.form_command(),
        other_command: fresh_command().to_string(),
        cancel_command: fresh_command().to_string(),
        errors,
        service: service(&mine, &givers),
        lost: lost_talk::lost(app, &mine, about.lost(), &givers),
        lines: vec![],
        planned: String::new(),
        not_therapy: String::new(),
        read_first: mine.unread.map_or_else(String::new, |person| format!("/me/disclosure/{person}")),
        read_name,
        people: people(app, visit, &givers, &about),
        action: "/me/talk",
        session: String::new(),
        ahead: false,
        outside: visit.value("outside").to_owned(),
        chose: visit.value("time").to_owned(),
        goal_hours: goal_hours(&mine),
        met_at_most: String::new(),
        met: visit.value("met").to_owned(),
        met_command: fresh_command().to_string(),
        to: visit.value("to").to_owned(),
        to_command: fresh_command().to_string(),
        may_choose: true,
        may_decline: false,
        may_cancel: false,
        way: Way::default(),
        video: vec![],
    };
    match &about {
        About::Window(id, window) => {
            page.way = choose_talk_way::way(app, visit, *id, window, "/me/talk/way".to_owned())?;
            if choose_talk_way::has_video(app)? {
                let words = visit.lang.say("talk-video-want");
                page.video.push(Choice::new("yes", &words, visit.value("video")));
            }
            after_dose(app, &mine, window, &mut page);
        }
        About::Visit(id, held) => before_dose(app, &mine, *id, held, &mut page),
        About::Nothing => {
            page.lines.push(visit.lang.say("talk-no-dose"));
            page.may_choose = false;
        }
    }
    // Who would go on with them outside has to agree first: the form for that stands ready with the name.
    if page.to.is_empty() {
        page.to = page.lost.own.clone();
    }
    if ok { html(&page) } else { again(&page) }
}

/// The hours, as the protocol says; empty when there is none.
fn goal_hours(mine: &Mine) -> String {
    let hours = mine.protocol.as_ref().and_then(|(_, protocol)| protocol.content.small(Key::WindowGoal).ok());
    hours.map_or_else(String::new, |hours| hours.to_string())
}

fn service(mine: &Mine, givers: &[Giver]) -> Service {
    match (givers.first().map(|giver| giver.kind), &mine.course) {
        (Some(kind), _) => mine::talk_service(kind),
        (None, Some(_)) => Service::Outside,
        (None, None) => Service::None,
    }
}

fn after_dose(app: &App, mine: &Mine, window: &Window, page: &mut Page) {
    page.may_decline = window.declined.is_none();
    page.may_cancel = window.talk.is_some();
    if window.talk.is_none() {
        page.met_at_most = when::field(mine.now, &app.zone);
    }
    let (lang, goal) = (mine.reader.lang, mine.reader.day_clock(window.goal));
    match (&window.talk, &window.referred, window.declined) {
        (Some(talk), ..) => booked(app, mine, talk, page),
        (None, Some(to), _) => {
            page.planned = lang.say_with("talk-outside", &[("name", to.as_str())]);
        }
        (None, None, Some(_)) => {
            page.lines.push(lang.say("talk-declined"));
        }
        _ if mine.now < window.goal => page.lines.push(lang.say_with("talk-invite", &[("goal", &goal)])),
        _ => page.lines.push(lang.say("talk-not-late")),
    }
    why_nobody(app, mine, page);
}

fn before_dose(app: &App, mine: &Mine, id: SessionId, held: &Session, page: &mut Page) {
    (page.action, page.session, page.ahead) = ("/me/talk/plan", id.to_string(), true);
    let lang = mine.reader.lang;
    match &held.plan {
        None => {}
        Some(Plan::NoThanks) => page.planned = lang.say("talk-plan-no"),
        Some(Plan::Referral { to }) => {
            page.planned = lang.say_with("talk-plan-outside", &[("name", to.as_str())]);
        }
        Some(Plan::Talk { kind, with, at }) => {
            booked(app, mine, &Talk { kind: *kind, with: *with, at: *at }, page);
        }
    }
    let at = mine.there(held).day_clock(held.starts);
    page.lines.push(lang.say_with("talk-about-visit", &[("at", &at)]));
    page.lines.push(lang.say("talk-may-change"));
    why_nobody(app, mine, page);
}

/// When nobody of this house gives the talk, says so.
fn why_nobody(app: &App, mine: &Mine, page: &mut Page) {
    let model = mine.course.as_ref().map(|(_, course)| course.model);
    if !page.people.is_empty() || model.is_none() {
        return;
    }
    page.may_choose = page.ahead;
    let house = app.house.name.as_str();
    let lang = mine.reader.lang;
    page.lines.push(match model {
        Some(CareModel::Infusion) => lang.say_with("talk-none-here", &[("house", house)]),
        _ => lang.say("talk-none-free"),
    });
}

fn booked(app: &App, mine: &Mine, talk: &Talk, page: &mut Page) {
    page.planned = mine::talk_with(app, &mine.reader, talk);
    if talk.kind == TalkKind::Support {
        page.not_therapy = mine::not_therapy(mine.reader.lang, &mine::name_of(app, talk.with));
    }
}

fn people(app: &App, visit: &Visit, givers: &[Giver], about: &About) -> Vec<Person> {
    let offered = match about {
        About::Window(_, window) => window.offered.as_slice(),
        _ => &[],
    };
    let (reader, by_us) = (Reader::of(app, visit), visit.lang.say("talk-offered"));
    let person = |giver: &Giver| {
        let name = giver.known.name.as_str().to_owned();
        let talk = |at| Talk { kind: giver.kind, with: giver.person, at };
        let mut times: Vec<_> = giver.times.iter().map(|at| (talk(*at), "")).collect();
        let by_clinic = offered.iter().filter(|one| one.with == giver.person && app.now() < one.at);
        for one in by_clinic {
            times.retain(|(talk, _)| talk.at != one.at);
            times.insert(0, (*one, by_us.as_str()));
        }
        times.sort_by_key(|(talk, hint)| (hint.is_empty(), talk.at));
        let choice = |(talk, hint): &(Talk, &str)| {
            let label = reader.day_clock(talk.at);
            Choice::new(&talk_times::value(talk), &label, visit.value("time")).hint(hint)
        };
        Person {
            id: giver.person.to_string(),
            licence: crate::pages::people::standing::licence_line(app, &reader, &giver.known, app.now()),
            not_therapy: if giver.kind == TalkKind::Support {
                mine::not_therapy(visit.lang, &name)
            } else {
                String::new()
            },
            href: format!("/people/{}", giver.person),
            choices: times.iter().map(choice).collect(),
            name,
        }
    };
    givers.iter().map(person).filter(|person| !person.choices.is_empty()).collect()
}

/// The time a form chose, if it is one of those on the page now.
pub fn chosen(app: &App, mine: &Mine, about: &About, value: &str) -> Result<Option<Talk>, Trouble> {
    let Some(talk) = talk_times::read(value) else { return Ok(None) };
    let offered = matches!(about, About::Window(_, window) if window.offered.contains(&talk));
    let free = givers(app, mine, about)?
        .iter()
        .any(|giver| giver.kind == talk.kind && giver.person == talk.with && giver.times.contains(&talk.at));
    Ok((offered || free).then_some(talk))
}
