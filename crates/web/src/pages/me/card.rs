//! The words of the top card.

use care::ids::{SessionId, WindowId};
use care::integration::{Talk, TalkKind};
use care::session::Phase;

use super::mine::{self, Mine};
use super::next_card::{Card, Owed};
use super::steps::Kind;
use crate::app::App;
use crate::parts::Service;

/// The top card as it is drawn.
#[derive(Debug, Default)]
pub struct View {
    /// Tag and edge.
    pub service: Service,
    /// One sentence.
    pub heading: String,
    /// What to know.
    pub lines: Vec<String>,
    /// Where the filled button leads; "" for none.
    pub href: String,
    /// Its verb.
    pub action: String,
    /// The button does the act itself.
    pub post: bool,
    /// A quiet second way; "" for none.
    pub other_href: String,
    /// Its words.
    pub other: String,
}

impl View {
    fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }
    fn line(mut self, words: impl Into<String>) -> Self {
        self.lines.push(words.into());
        self
    }
    fn to(mut self, href: impl Into<String>, action: impl Into<String>) -> Self {
        (self.href, self.action) = (href.into(), action.into());
        self
    }
    fn or(mut self, href: impl Into<String>, other: impl Into<String>) -> Self {
        (self.other_href, self.other) = (href.into(), other.into());
        self
    }
    fn tag(mut self, service: Service) -> Self {
        self.service = service;
        self
    }
}

/// The words of a card.
pub fn view(app: &App, mine: &Mine, card: &Card) -> View {
    let lang = mine.reader.lang;
    match card {
        Card::Safety(owed) => safety(mine, owed),
        Card::Stopped(call) => stopped(mine, call.as_ref()),
        Card::VisitToday { session, here } => visit_today(mine, *session, *here),
        Card::InTheRoom(session) => in_the_room(mine, *session),
        Card::Booked { window, talk, read_first } => booked(app, mine, *window, *talk, read_first.is_some()),
        Card::PersonLost(talk) => View::new(lang.say("me-card-lost"))
            .line(lang.say_with(
                "me-card-lost-line",
                &[("name", &mine::name_of(app, talk.with)), ("at", &mine.reader.day_clock(talk.at))],
            ))
            .to("/me/talk", lang.say("me-card-lost-do")),
        Card::Outside(window) => outside(mine, *window),
        Card::ChooseTime { window, offered } => choose_time(mine, *window, *offered),
        Card::Step(kind) => step(app, mine, *kind),
        Card::StillWelcome(_) => View::new(lang.say("me-card-late"))
            .line(lang.say("me-card-late-line"))
            .to("/me/talk", lang.say("me-see-times")),
        Card::NoCourse => View::new(lang.say("me-card-welcome")).line(lang.say("me-card-welcome-line")),
        Card::Closed => View::new(lang.say("me-card-closed")).line(lang.say("me-card-closed-line")),
        Card::Nothing => View::new(lang.say("me-card-nothing")).line(waits_for(mine)),
    }
}

fn waits_for(mine: &Mine) -> String {
    let screening = mine.course.as_ref().and_then(|(_, course)| course.screening.as_ref());
    match screening {
        Some(held) if held.verdict.is_none() => mine.reader.lang.say("me-card-reading"),
        _ => mine.reader.lang.say("me-card-waiting"),
    }
}

fn safety(mine: &Mine, owed: &Owed) -> View {
    let (lang, due) = (mine.reader.lang, mine.reader.day_clock(owed.due));
    let owes = match &owed.taken_by {
        Some(name) => lang.say_with("me-card-unsafe-taken", &[("name", name), ("due", &due)]),
        None if owed.due < mine.now => lang.say_with("me-card-unsafe-late", &[("due", &due)]),
        None => lang.say_with("me-card-unsafe-owed", &[("due", &due)]),
    };
    View::new(lang.say("me-card-unsafe"))
        .line(owes)
        .line(lang.say("me-nobody-watches"))
        .to("/me/item9", lang.say("me-card-unsafe-action"))
}

fn stopped(mine: &Mine, call: Option<&Owed>) -> View {
    let lang = mine.reader.lang;
    let view = View::new(lang.say("me-card-stopped")).line(lang.say("me-card-stopped-line"));
    let view = match call {
        Some(owed) => {
            let due = mine.reader.day_clock(owed.due);
            view.line(lang.say_with("me-card-stopped-call", &[("due", &due)]))
        }
        None => view.line(lang.say("me-card-stopped-more")),
    };
    view.to("/me/screening", lang.say("me-card-stopped-action"))
}

fn visit_today(mine: &Mine, id: SessionId, here: bool) -> View {
    let (Some((_, course)), Some((_, held))) =
        (&mine.course, mine.visits.iter().find(|(known, _)| *known == id))
    else {
        return View::default();
    };
    let lang = mine.reader.lang;
    let words = mine::visit_words(lang, course, held, id);
    let begins = if held.starts < mine.day.1 {
        lang.say_with("me-card-today", &[("clock", &mine.there(held).clock(held.starts)), ("visit", &words)])
    } else {
        let day_clock = mine.there(held).day_clock(held.starts);
        lang.say_with("me-card-tonight", &[("day_clock", &day_clock), ("visit", &words)])
    };
    let mut view = View::new(begins).tag(visit_service(mine, id)).line(mine::place(mine, held));
    if held.kind == care::course::SessionKind::Dosing
        && let Some(fasting) = super::visit::fasting(mine, held)
    {
        view = view.line(fasting);
    }
    if !here {
        return view.to(format!("/me/visit/{id}"), lang.say("me-card-see-visit"));
    }
    view = view.to(format!("/me/visit/{id}/here"), lang.say("me-here"));
    view.post = true;
    view.or(format!("/me/visit/{id}/changed-my-mind"), lang.say("me-changed-mind"))
}

fn visit_service(mine: &Mine, id: SessionId) -> Service {
    use care::course::SessionKind as K;
    match mine.visits.iter().find(|(known, _)| *known == id).map(|(_, held)| held.kind) {
        Some(K::IntegrationTherapy) => Service::IntegrationTherapy,
        Some(K::IntegrationSupport) => Service::IntegrationSupport,
        _ => mine.service(),
    }
}

fn in_the_room(mine: &Mine, id: SessionId) -> View {
    let lang = mine.reader.lang;
    let phase = mine.visits.iter().find(|(known, _)| *known == id).map(|(_, held)| held.phase);
    let view = match phase {
        Some(Phase::CheckedIn) => {
            View::new(lang.say("me-card-checked-in")).line(lang.say("me-card-checked-in-line"))
        }
        Some(Phase::Recovery) => View::new(lang.say("me-card-ended")).line(lang.say("me-card-ended-line")),
        _ => View::new(lang.say("me-card-with-team")).line(lang.say("me-card-with-team-line")),
    };
    view.tag(mine.service())
        .to("/me/quiet", lang.say("me-quiet-open"))
        .or(format!("/me/visit/{id}"), lang.say("visit-today"))
}

fn until(mine: &Mine, window: WindowId) -> String {
    let goal = mine.windows.iter().find(|(id, _)| *id == window).map(|(_, held)| held.goal);
    goal.map_or_else(String::new, |goal| mine.reader.day_clock(goal))
}

/// "You are in your first 48 hours": the hours are the protocol's.
fn first_hours(mine: &Mine, window: WindowId) -> String {
    let held = mine.windows.iter().find(|(id, _)| *id == window);
    let hours = held.map_or(0, |(_, held)| held.goal.hours_since(held.opened)).to_string();
    mine.reader.lang.say_with("me-card-first-hours", &[("hours", &hours)])
}

fn booked(app: &App, mine: &Mine, window: WindowId, talk: Talk, read_first: bool) -> View {
    let lang = mine.reader.lang;
    let name = mine::name_of(app, talk.with);
    let at = mine.reader.day_clock(talk.at);
    let until = until(mine, window);
    let first = mine.windows.iter().any(|(id, held)| *id == window && mine.now < held.goal);
    let heading = if first { first_hours(mine, window) } else { lang.say("me-card-booked") };
    let view = View::new(heading).tag(mine::talk_service(talk.kind)).line(format!("{name}, {at}"));
    let view = if first { view.line(lang.say_with("me-card-goal", &[("until", &until)])) } else { view };
    if read_first {
        return view
            .line(lang.say_with("me-card-read-first", &[("name", mine::first_name(&name))]))
            .to(format!("/me/disclosure/{}", talk.with), lang.say("me-card-read"))
            .or("/me/talk", lang.say("me-card-see-talk"));
    }
    let view = match talk.kind {
        TalkKind::Support => view.line(lang.say("me-card-not-sorted")),
        TalkKind::Therapy => view,
    };
    view.to("/me/talk", lang.say("me-card-see-talk"))
}

fn outside(mine: &Mine, window: WindowId) -> View {
    let lang = mine.reader.lang;
    let to = mine.windows.iter().find(|(id, _)| *id == window).and_then(|(_, held)| held.referred.clone());
    let to = to.map_or_else(String::new, |to| to.as_str().to_owned());
    let values = [("name", to.as_str()), ("until", &until(mine, window))];
    View::new(lang.say("me-card-outside"))
        .tag(Service::Outside)
        .line(lang.say_with("me-card-outside-line", &values))
        .to("/me/talk", lang.say("me-card-see-plan"))
}

fn choose_time(mine: &Mine, window: WindowId, offered: bool) -> View {
    let lang = mine.reader.lang;
    let (first, until) = (first_hours(mine, window), until(mine, window));
    let view = View::new(lang.say("me-card-choose"))
        .line(lang.say_with("me-card-choose-line", &[("first", &first), ("until", &until)]));
    let view = if offered { view.line(lang.say("me-card-offered")) } else { view };
    view.line(lang.say("me-card-no-need")).to("/me/talk", lang.say("me-see-times"))
}

/// The words of a step that is due.
fn step(app: &App, mine: &Mine, kind: Kind) -> View {
    let (lang, service) = (mine.reader.lang, mine.service());
    match kind {
        Kind::Screening => View::new(lang.say("me-card-screening"))
            .tag(service)
            .line(lang.say("me-card-screening-line"))
            .to("/me/screening", lang.say("me-card-start")),
        Kind::Disclosure(person) => {
            let name = mine::name_of(app, person);
            View::new(lang.say_with("me-card-disclosure", &[("name", &name)]))
                .tag(Service::IntegrationSupport)
                .line(lang.say("me-card-disclosure-line"))
                .to(format!("/me/disclosure/{person}"), lang.say("me-card-read"))
        }
        Kind::Consent => View::new(lang.say("me-card-consent"))
            .tag(service)
            .line(lang.say("me-card-consent-line"))
            .to("/me/consent", lang.say("me-card-read")),
        Kind::Touch => View::new(lang.say("touch-step"))
            .tag(service)
            .line(lang.say("touch-lead"))
            .to("/me/touch", lang.say("touch-choose")),
        Kind::Intention => View::new(lang.say("me-card-intention"))
            .tag(service)
            .line(lang.say("me-card-intention-line"))
            .to("/me/intention", lang.say("me-card-intention-action")),
        Kind::Plan(_) => View::new(lang.say("me-card-plan"))
            .tag(service)
            .line(lang.say("me-card-plan-line"))
            .to("/me/talk?for=visit", lang.say("me-card-plan-action")),
    }
}

/// A phase of the course in the patient's words.
pub fn phase(mine: &Mine) -> &'static str {
    let phase = mine.course.as_ref().map_or("none", |(_, course)| course.phase().code());
    mine.reader.lang.word_of("me-phase", phase)
}
