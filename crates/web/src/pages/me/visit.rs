//! One visit of the patient's own: where, when, who, what to eat and bring, "I'm here", "I changed my mind".

use askama::Template;
use care::course::SessionKind;
use care::protocol::{Key, Setting};
use care::session::check_in::EARLIEST;
use care::session::{Phase, Plan, Session};
use care::time::Instant;

use super::day_questions;
use super::mine::{self, Mine};
use super::next_card;
use crate::answer::{Answered, Reply, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Pair, Service};
use crate::reader::Reader;
use crate::visit::Visit;

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
    advice: String,
    here: bool,
    may_cancel: bool,
    may_earlier: bool,
    in_room: bool,
    dosing: bool,
    fasting: String,
    plan: String,
    plan_missing: bool,
    home: bool,
    ride: String,
    ride_open: bool,
    day: String,
    day_main: bool,
}

/// `GET /me/visit/{session}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let (_, course) = mine.course.as_ref().ok_or(crate::answer::Trouble::NotFound)?;
    let dosing = held.kind == SessionKind::Dosing;
    let today = next_card::is_of_today(held.starts, mine.day, mine.now);
    let scheduled = held.phase == Phase::Scheduled;
    let (reader, lang) = (&mine.reader, visit.lang);
    // Twenty past midnight is still of this evening, and not "today" in words.
    let title =
        if today && held.starts < mine.day.1 { lang.say("visit-today") } else { lang.say("visit-yours") };
    let day = day_questions::link_words(app, &mine, held)?;
    html(&VisitPage {
        frame: draw::live_frame(app, visit, &title),
        command: visit.form_command(),
        href: format!("/me/visit/{id}"),
        service: service(&mine, held.kind),
        title: mine::visit_words(lang, course, held, id),
        facts: vec![
            Pair::new(&lang.say("me-label-when"), &mine.there(held).day_clock(held.starts)),
            Pair::new(&lang.say("me-label-where"), &mine::place(&mine, held)),
            Pair::new(&lang.say("me-label-who-there"), &mine::who(app, lang, held)),
        ],
        state: lang.word_of("visit-state", held.phase.code()).to_owned(),
        advice: held.advice.as_ref().map(|(_, words)| words.as_str().to_owned()).unwrap_or_default(),
        here: scheduled && held.starts <= mine.now.plus_hours(EARLIEST) && today,
        may_earlier: super::earlier::may(&mine, held),
        may_cancel: matches!(held.phase, Phase::Scheduled | Phase::CheckedIn),
        in_room: matches!(held.phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery),
        dosing: dosing && (scheduled || held.phase == Phase::CheckedIn),
        fasting: if dosing && scheduled { fasting(&mine, held).unwrap_or_default() } else { String::new() },
        plan: plan_words(app, reader, held),
        plan_missing: dosing && scheduled && held.plan.is_none(),
        home: held.setting == Setting::Home,
        ride: ride_words(visit, held),
        ride_open: matches!(held.phase, Phase::Scheduled | Phase::CheckedIn),
        day,
        day_main: held.day.is_none(),
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

fn service(mine: &Mine, kind: SessionKind) -> Service {
    match kind {
        SessionKind::IntegrationTherapy => Service::IntegrationTherapy,
        SessionKind::IntegrationSupport => Service::IntegrationSupport,
        _ => mine.service(),
    }
}

/// Until when one may eat and drink, by the protocol in force. None when it says nothing.
pub fn fasting(mine: &Mine, held: &Session) -> Option<String> {
    let content = &mine.protocol.as_ref()?.1.content;
    let hours = |key| content.small(key).ok().filter(|hours| 0 < *hours);
    let reader = mine.there(held);
    let before = |hours: u32| Instant(held.starts.0 - i64::from(hours) * 3_600_000_000);
    let clock = |hours: u32| {
        let at = before(hours);
        let same_day = reader.date(at) == reader.date(held.starts);
        if same_day { reader.clock(at) } else { reader.day_clock(at) }
    };
    let lang = mine.reader.lang;
    match (hours(Key::FastingSolids).map(clock), hours(Key::FastingFluids).map(clock)) {
        (Some(solids), Some(fluids)) => {
            Some(lang.say_with("visit-eat-drink", &[("solids", &solids), ("fluids", &fluids)]))
        }
        (Some(solids), None) => Some(lang.say_with("visit-eat", &[("solids", &solids)])),
        (None, Some(fluids)) => Some(lang.say_with("visit-drink", &[("fluids", &fluids)])),
        (None, None) => None,
    }
}

fn plan_words(app: &App, reader: &Reader, held: &Session) -> String {
    let lang = reader.lang;
    match &held.plan {
        None => String::new(),
        Some(Plan::NoThanks) => lang.say("visit-plan-no"),
        Some(Plan::Referral { to }) => lang.say_with("visit-plan-outside", &[("name", to.as_str())]),
        Some(Plan::Talk { kind, with, at }) => {
            let talk = crate::words::talk(lang, *kind).to_lowercase();
            let (name, at) = (mine::name_of(app, *with), reader.day_clock(*at));
            lang.say_with("visit-plan-talk", &[("talk", &talk), ("name", &name), ("at", &at)])
        }
    }
}
