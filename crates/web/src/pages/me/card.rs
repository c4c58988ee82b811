//! The words of the top card.

use care::ids::{SessionId, WindowId};
use care::integration::{Talk, TalkKind};
use care::session::Phase;

use super::mine::{self, Mine};
use super::next_card::{Card, Owed};
use super::steps::Kind;
use crate::app::App;
use crate::parts::Service;
use crate::{when, words};

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
    fn to(mut self, href: impl Into<String>, action: &str) -> Self {
        (self.href, self.action) = (href.into(), action.to_owned());
        self
    }
    fn or(mut self, href: impl Into<String>, other: &str) -> Self {
        (self.other_href, self.other) = (href.into(), other.to_owned());
        self
    }
    fn tag(mut self, service: Service) -> Self {
        self.service = service;
        self
    }
}

/// The words of a card.
pub fn view(app: &App, mine: &Mine, card: &Card) -> View {
    match card {
        Card::Safety(owed) => safety(app, mine, owed),
        Card::Stopped(call) => stopped(app, call.as_ref()),
        Card::VisitToday { session, here } => visit_today(app, mine, *session, *here),
        Card::InTheRoom(session) => in_the_room(mine, *session),
        Card::Booked { window, talk, read_first } => booked(app, mine, *window, *talk, read_first.is_some()),
        Card::Outside(window) => outside(app, mine, *window),
        Card::ChooseTime { window, offered } => choose_time(app, mine, *window, *offered),
        Card::Step(kind) => step(app, mine, *kind),
        Card::StillWelcome(_) => View::new("It’s not too late")
            .line("What came up still matters. Your clinic would still like to hear how you are.")
            .to("/me/talk", "See times"),
        Card::NoCourse => View::new("Welcome").line("Your course appears here after your first visit."),
        Card::Closed => View::new("Your course is closed")
            .line("Nothing is asked of you. You can still read what is here, and call the clinic."),
        Card::Nothing => View::new("Nothing is asked of you today").line(waits_for(mine)),
    }
}

fn waits_for(mine: &Mine) -> &'static str {
    let screening = mine.course.as_ref().and_then(|(_, course)| course.screening.as_ref());
    match screening {
        Some(held) if held.verdict.is_none() => {
            "A prescriber is reading your answers. You will hear from the clinic."
        }
        _ => "When there is something to do, it stands here.",
    }
}

fn safety(app: &App, mine: &Mine, owed: &Owed) -> View {
    let due = when::day_clock(owed.due, &app.zone);
    let owes = match &owed.taken_by {
        Some(name) => format!("{name} has taken it, and owes you an answer by {due}."),
        None if owed.due < mine.now => format!("The answer was due {due}. Please do not wait for us."),
        None => format!("A clinician owes you an answer by {due}."),
    };
    View::new("You told us that you don’t feel safe")
        .line(owes)
        .line("Nobody is watching this page.")
        .to("/me/item9", "See help now")
}

fn stopped(app: &App, call: Option<&Owed>) -> View {
    let view = View::new("We can’t go ahead right now")
        .line("One of your answers means this treatment may not be right for you now. This is about safety, not about you.");
    let view = match call {
        Some(owed) => view.line(format!(
            "A prescriber owes you a call by {}, to talk about what else can help.",
            when::day_clock(owed.due, &app.zone)
        )),
        None => {
            view.line("A prescriber can tell you more, and what else can help. Call the clinic any time.")
        }
    };
    view.to("/me/screening", "Read what happens next")
}

fn visit_today(app: &App, mine: &Mine, id: SessionId, here: bool) -> View {
    let (Some((_, course)), Some((_, held))) =
        (&mine.course, mine.visits.iter().find(|(known, _)| *known == id))
    else {
        return View::default();
    };
    let words = mine::visit_words(course, held, id);
    let mut view = View::new(format!("Today at {}: {words}", when::clock(held.starts, &app.zone)))
        .tag(visit_service(mine, id))
        .line(mine::place(app, held));
    if held.kind == care::course::SessionKind::Dosing
        && let Some(fasting) = super::visit::fasting(app, mine, held)
    {
        view = view.line(fasting);
    }
    if !here {
        return view.to(format!("/me/visit/{id}"), "See today’s visit");
    }
    view = view.to(format!("/me/visit/{id}/here"), "I’m here");
    view.post = true;
    view.or(format!("/me/visit/{id}/changed-my-mind"), "I changed my mind")
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
    let phase = mine.visits.iter().find(|(known, _)| *known == id).map(|(_, held)| held.phase);
    let view = match phase {
        Some(Phase::CheckedIn) => {
            View::new("You are checked in").line("The team gets ready with you. Nothing to do on this phone.")
        }
        Some(Phase::Recovery) => View::new("The dose has ended")
            .line("Rest. There is no hurry. The team tells you when you can go home."),
        _ => View::new("You are with the team").line("It wears off. Nothing is asked of you now."),
    };
    view.tag(mine.service())
        .to("/me/quiet", "Open the quiet screen")
        .or(format!("/me/visit/{id}"), "Today’s visit")
}

fn until(app: &App, mine: &Mine, window: WindowId) -> String {
    let goal = mine.windows.iter().find(|(id, _)| *id == window).map(|(_, held)| held.goal);
    goal.map_or_else(String::new, |goal| when::day_clock(goal, &app.zone))
}

/// "You are in your first 48 hours": the hours are the protocol's.
fn first_hours(mine: &Mine, window: WindowId) -> String {
    let held = mine.windows.iter().find(|(id, _)| *id == window);
    let hours = held.map_or(0, |(_, held)| held.goal.hours_since(held.opened));
    format!("You are in your first {hours} hours after the dose")
}

fn booked(app: &App, mine: &Mine, window: WindowId, talk: Talk, read_first: bool) -> View {
    let name = mine::name_of(app, talk.with);
    let at = when::day_clock(talk.at, &app.zone);
    let until = until(app, mine, window);
    let first = mine.windows.iter().any(|(id, held)| *id == window && mine.now < held.goal);
    let heading = if first { first_hours(mine, window) } else { "Your talk is booked".to_owned() };
    let view = View::new(heading).tag(mine::talk_service(talk.kind)).line(format!("{name}, {at}"));
    let view = if first {
        view.line(format!("Your clinic’s goal for a first talk is {until}. Later still helps."))
    } else {
        view
    };
    if read_first {
        return view
            .line(format!(
                "Before it, please read who {} is and what this talk is not.",
                mine::first_name(&name)
            ))
            .to(format!("/me/disclosure/{}", talk.with), "Read it")
            .or("/me/talk", "See your talk");
    }
    let view = match talk.kind {
        TalkKind::Support => view.line("Nothing needs to be sorted out first."),
        TalkKind::Therapy => view,
    };
    view.to("/me/talk", "See your talk")
}

fn outside(app: &App, mine: &Mine, window: WindowId) -> View {
    let to = mine.windows.iter().find(|(id, _)| *id == window).and_then(|(_, held)| held.referred.clone());
    let to = to.map_or_else(String::new, |to| to.as_str().to_owned());
    View::new("Your first talk is with your own therapist")
        .tag(Service::Outside)
        .line(format!("{to} has agreed to see you. Your clinic’s goal is {}.", until(app, mine, window)))
        .to("/me/talk", "See your plan")
}

fn choose_time(app: &App, mine: &Mine, window: WindowId, offered: bool) -> View {
    let view = View::new("A short talk can help you hold on to what came up").line(format!(
        "{}. Your clinic’s goal for a first talk is {}. Later still helps.",
        first_hours(mine, window),
        until(app, mine, window)
    ));
    let view = if offered { view.line("Your clinic has offered you times.") } else { view };
    view.line("No need to have it sorted out first.").to("/me/talk", "See times")
}

/// The words of a step that is due.
fn step(app: &App, mine: &Mine, kind: Kind) -> View {
    let service = mine.service();
    match kind {
        Kind::Screening => View::new("Answer some questions about your health")
            .tag(service)
            .line("Yes or no, about ten minutes. A prescriber reads them and decides with you.")
            .to("/me/screening", "Start"),
        Kind::Disclosure(person) => {
            let name = mine::name_of(app, person);
            View::new(format!("Read who {name} is"))
                .tag(Service::IntegrationSupport)
                .line("It says what they do, and what they do not do.")
                .to(format!("/me/disclosure/{person}"), "Read it")
        }
        Kind::Consent => View::new("Read and sign your consent")
            .tag(service)
            .line("Take your time. You can stop at any point, also after signing.")
            .to("/me/consent", "Read it"),
        Kind::Intention => View::new("Set an intention, if you like")
            .tag(service)
            .line("One sentence of your own, for the time of the dose.")
            .to("/me/intention", "Write it"),
        Kind::Plan(_) => View::new("Choose what comes after the dose")
            .tag(service)
            .line("A first talk, your own therapist, or no, thanks. It is asked before each dose.")
            .to("/me/talk?for=visit", "Choose"),
    }
}

/// A phase of the course in the patient's words.
pub fn phase(mine: &Mine) -> &'static str {
    use care::course::Phase as P;
    match mine.course.as_ref().map(|(_, course)| course.phase()) {
        None => "not begun",
        Some(P::Inquiry) => "first questions",
        Some(P::Screening) => "a prescriber reads your answers",
        Some(P::Consent) => "reading and signing",
        Some(P::Preparation) => "getting ready",
        Some(P::Dosing) => "between doses",
        Some(P::Integration) => "after the last dose",
        Some(P::Review) => "looking back",
        Some(P::Closed) => "closed",
    }
}

/// The door in words.
pub fn door(mine: &Mine) -> &'static str {
    mine.course.as_ref().map_or("", |(_, course)| words::model(course.model))
}
