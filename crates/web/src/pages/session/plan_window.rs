//! The first talk, planned before the dose: a booking, an accepted referral, or the person's own "no, thanks".

use askama::Template;
use care::act::Act;
use care::course::Course;
use care::ids::{PersonId, SessionId};
use care::integration::TalkKind;
use care::practice::Role;
use care::protocol::{CareModel, Key};
use care::refusal::Refusal;
use care::session::plan_window::{PlanWindow, role_for};
use care::session::{Phase, Plan, Session};
use record::views::ask;

use super::load::{self, Booking};
use super::read;
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "session/plan_window.html")]
struct Page {
    frame: Frame,
    booking: Booking,
    errors: Errors,
    command: String,
    goal: String,
    infusion: bool,
    plans: Vec<Choice>,
    talks: Vec<Choice>,
    at: String,
    by_clock: String,
    referral: String,
}

const PLANNED_IN: &[Phase] = &[Phase::Scheduled, Phase::CheckedIn, Phase::Dosing, Phase::Paused];

/// `GET /sessions/{session}/window`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /sessions/{session}/window`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let plan = match parse(app, visit) {
        Ok(plan) => plan,
        Err(errors) => return draw(app, visit, errors),
    };
    let declined = plan == Plan::NoThanks;
    match app.submit(visit, Act::PlanWindow(id, PlanWindow { plan })) {
        Ok(_) => {
            let patient = app.session(id)?.patient;
            let flash = if declined { "declined" } else { "talk-planned" };
            go(load::home(visit.signed()?.by.role, id, patient), flash)
        }
        Err(Trouble::Refused(no)) => {
            let field = match no {
                Refusal::TalkBeforeDose
                | Refusal::PersonTaken { .. }
                | Refusal::OnLeave { .. }
                | Refusal::BusyElsewhere { .. }
                | Refusal::NotAtWork { .. } => "at",
                Refusal::NoTherapyInInfusion
                | Refusal::PersonUnknown
                | Refusal::AffiliationEnded
                | Refusal::NotAffiliated
                | Refusal::LicenceMissing { .. }
                | Refusal::SupervisionMissing { .. }
                | Refusal::SupervisorNotInForce { .. }
                | Refusal::LicenceNotInForce { .. } => "talk",
                other => return Err(Trouble::Refused(other)),
            };
            let mut errors = Errors::default();
            errors.add(field, &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn parse(app: &App, visit: &Visit) -> Result<Plan, Errors> {
    let mut errors = Errors::default();
    match visit.value("plan") {
        "no-thanks" => return Ok(Plan::NoThanks),
        "referral" => {
            let to = read::line(visit, "referral", &mut errors);
            return to.map(|to| Plan::Referral { to }).ok_or(errors);
        }
        "talk" => {}
        _ => {
            errors.add("plan", "Choose one. “No, thanks” is a full answer.");
            return Err(errors);
        }
    }
    let chosen = visit.value("talk").split_once(':');
    let chosen = chosen.and_then(|(kind, with)| Some((TalkKind::read(kind)?, PersonId::read(with)?)));
    if chosen.is_none() {
        errors.add("talk", "Choose with whom.");
    }
    let at = when::read(Lang::En, visit.value("at"), &app.zone).map_err(|why| errors.add("at", why)).ok();
    match (chosen, at) {
        (Some((kind, with)), Some(at)) => Ok(Plan::Talk { kind, with, at }),
        _ => Err(errors),
    }
}

/// Everyone who may give a talk of a kind that fits the door.
///
/// # Errors
/// The store's.
pub fn talks(app: &App, model: CareModel, chosen: &str) -> Result<Vec<Choice>, Trouble> {
    let here = app.here();
    let kinds: &[TalkKind] = match model {
        CareModel::Kap => &[TalkKind::Therapy, TalkKind::Support],
        CareModel::Infusion => &[TalkKind::Support],
    };
    let people = app.read(ask::people)?;
    let mut choices = vec![];
    for kind in kinds {
        for (id, name) in &people {
            if app.person(*id)?.stand(role_for(*kind), here, app.now()).is_err() {
                continue;
            }
            let label = format!("{}, with {name}", words::talk(Lang::En, *kind));
            let hint = match role_for(*kind) {
                Role::Therapist => "A licensed therapist.",
                _ => "Not therapy.",
            };
            choices.push(Choice::new(&format!("{}:{id}", kind.code()), &label, chosen).hint(hint));
        }
    }
    Ok(choices)
}

/// A talk is at no place: its time is by the clock of the house, which is said where there are others.
fn by_clock(app: &App) -> String {
    let places = app.places();
    let clock = places.keep_other_clocks().then(|| places.house().with_clock());
    clock.map(|clock| format!("By the clock of {clock}.")).unwrap_or_default()
}

/// `48 h after the dose: about Sat 22 Nov, 10:40`.
fn goal(app: &App, session: &Session, course: &Course) -> Result<String, Trouble> {
    let protocol = app.protocol(session.protocol.unwrap_or(course.protocol))?;
    let Ok(hours) = protocol.content.small(Key::WindowGoal) else { return Ok(String::new()) };
    let until = session.starts.plus_hours(care::units::Hours(hours));
    let until = when::day_clock(until, &app.zone);
    Ok(format!("Our goal is within {hours} h of the dose: before {until} or so. Later still helps."))
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    if visit.signed()?.by.role == Role::Patient {
        // The patient's own pages have this form.
        return Ok(Reply::Go("/me".to_owned(), None));
    }
    let (booking, session, course) = load::booking(app, visit)?;
    if !PLANNED_IN.contains(&session.phase) {
        return Ok(Reply::Go(booking.back, None));
    }
    let sent = !visit.form.is_empty();
    let (plan, talk, at, to) = match &session.plan {
        _ if sent => ("", String::new(), String::new(), String::new()),
        None => ("", String::new(), String::new(), String::new()),
        Some(Plan::Talk { kind, with, at }) => {
            ("talk", format!("{}:{with}", kind.code()), when::field(*at, &app.zone), String::new())
        }
        Some(Plan::Referral { to }) => ("referral", String::new(), String::new(), to.as_str().to_owned()),
        Some(Plan::NoThanks) => ("no-thanks", String::new(), String::new(), String::new()),
    };
    let keep = |name: &str, known: String| if sent { visit.value(name).to_owned() } else { known };
    let plan = keep("plan", plan.to_owned());
    let page = Page {
        frame: draw::frame(app, visit, "Plan the first talk"),
        goal: goal(app, &session, &course)?,
        infusion: course.model == CareModel::Infusion,
        plans: vec![
            Choice::new("talk", "A talk with somebody of this house", &plan),
            Choice::new("referral", "Their own or an outside therapist", &plan).hint("Who has said yes."),
            Choice::new("no-thanks", "“No, thanks”", &plan)
                .hint("A full answer. We do not ask again for this visit."),
        ],
        talks: talks(app, course.model, &keep("talk", talk))?,
        at: keep("at", at),
        by_clock: by_clock(app),
        referral: keep("referral", to),
        booking,
        command: visit.form_command(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
