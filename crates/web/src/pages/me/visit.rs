//! One visit of the patient's own: where, when, who, what to eat and bring, "I'm here", "I changed my mind".

use askama::Template;
use care::course::SessionKind;
use care::protocol::{Key, Setting};
use care::session::{Phase, Plan, Session};
use care::time::Instant;

use super::mine::{self, Mine};
use crate::answer::{Answered, Reply, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Pair, Service};
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "me/visit.html")]
struct VisitPage {
    frame: Frame,
    command: String,
    href: String,
    service: Service,
    title: String,
    facts: Vec<Pair>,
    state: String,
    here: bool,
    may_cancel: bool,
    in_room: bool,
    dosing: bool,
    fasting: String,
    plan: String,
    plan_missing: bool,
    home: bool,
    ride: String,
    ride_open: bool,
}

/// `GET /me/visit/{session}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let (_, course) = mine.course.as_ref().ok_or(crate::answer::Trouble::NotFound)?;
    let dosing = held.kind == SessionKind::Dosing;
    let today = mine.day.0 <= held.starts && held.starts < mine.day.1;
    let scheduled = held.phase == Phase::Scheduled;
    let title = if today { "Today’s visit" } else { "Your visit" };
    html(&VisitPage {
        frame: draw::live_frame(app, visit, title),
        command: visit.form_command(),
        href: format!("/me/visit/{id}"),
        service: service(&mine, held.kind),
        title: mine::visit_words(course, held, id),
        facts: vec![
            Pair::new("When", &when::day_clock(held.starts, &app.zone)),
            Pair::new("Where", &mine::place(app, held)),
            Pair::new("Who is there", &mine::who(app, held)),
        ],
        state: state_words(held.phase).to_owned(),
        here: scheduled && is_near(held.starts, mine.now) && today,
        may_cancel: matches!(held.phase, Phase::Scheduled | Phase::CheckedIn),
        in_room: matches!(held.phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery),
        dosing: dosing && (scheduled || held.phase == Phase::CheckedIn),
        fasting: if dosing && scheduled {
            fasting(app, &mine, held).unwrap_or_default()
        } else {
            String::new()
        },
        plan: plan_words(app, held),
        plan_missing: dosing && scheduled && held.plan.is_none(),
        home: held.setting == Setting::Home,
        ride: ride_words(visit, held),
        ride_open: matches!(held.phase, Phase::Scheduled | Phase::CheckedIn),
    })
}

/// `GET /me/day`: today's visit; the next one when there is none today; else the course.
pub fn today(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let next = mine.visits.iter().find(|(_, held)| mine::is_ahead(held));
    let to = next.map_or_else(|| "/me".to_owned(), |(id, _)| format!("/me/visit/{id}"));
    Ok(Reply::Go(to, None))
}

fn ride_words(visit: &Visit, held: &Session) -> String {
    let Some(ride) = &held.ride else { return String::new() };
    let name = [("name", ride.with.as_str())];
    match held.setting {
        Setting::Home => visit.lang.say_with("day-ride-stays", &name),
        Setting::ClinicRoom | Setting::Ward => visit.lang.say_with("day-ride-named", &name),
    }
}

fn is_near(starts: Instant, now: Instant) -> bool {
    starts <= now.plus_hours(care::units::Hours(12))
}

fn service(mine: &Mine, kind: SessionKind) -> Service {
    match kind {
        SessionKind::IntegrationTherapy => Service::IntegrationTherapy,
        SessionKind::IntegrationSupport => Service::IntegrationSupport,
        _ => mine.service(),
    }
}

const fn state_words(phase: Phase) -> &'static str {
    match phase {
        Phase::Scheduled => "",
        Phase::CheckedIn => "You are checked in. The team gets ready with you.",
        Phase::Dosing | Phase::Paused => "You are with the team. It wears off.",
        Phase::Recovery => "The dose has ended. Rest, there is no hurry.",
        Phase::Discharged => "This visit is over. You went home with your advice on paper.",
        Phase::Aborted => {
            "This visit ended before a dose. Nobody is upset. The clinic finds another day with you."
        }
        Phase::Cancelled => "This visit is off the calendar. That is completely fine.",
        Phase::Held => "This visit took place.",
    }
}

/// Until when one may eat and drink, by the protocol in force. None when it says nothing.
pub fn fasting(app: &App, mine: &Mine, held: &Session) -> Option<String> {
    let content = &mine.protocol.as_ref()?.1.content;
    let hours = |key| content.small(key).ok().filter(|hours| 0 < *hours);
    let before = |hours: u32| Instant(held.starts.0 - i64::from(hours) * 3_600_000_000);
    let clock = |hours: u32| {
        let at = before(hours);
        if when::date(at, &app.zone) == when::date(held.starts, &app.zone) {
            when::clock(at, &app.zone)
        } else {
            when::day_clock(at, &app.zone)
        }
    };
    match (hours(Key::FastingSolids), hours(Key::FastingFluids)) {
        (Some(solids), Some(fluids)) => {
            Some(format!("Nothing to eat from {}. Clear drinks until {}.", clock(solids), clock(fluids)))
        }
        (Some(solids), None) => Some(format!("Nothing to eat from {}.", clock(solids))),
        (None, Some(fluids)) => Some(format!("Nothing to drink from {}.", clock(fluids))),
        (None, None) => None,
    }
}

fn plan_words(app: &App, held: &Session) -> String {
    match &held.plan {
        None => String::new(),
        Some(Plan::NoThanks) => {
            "You said no thanks to a first talk. You can change your mind any time.".to_owned()
        }
        Some(Plan::Referral { to }) => format!("First talk afterwards: {to}, your own choice."),
        Some(Plan::Talk { kind, with, at }) => format!(
            "First talk afterwards: {}, {}, {}.",
            crate::words::talk(*kind).to_lowercase(),
            mine::name_of(app, *with),
            when::day_clock(*at, &app.zone)
        ),
    }
}
