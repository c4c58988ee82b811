//! Choosing a door: both are shown side by side with the same detail. A draft may be chosen; it cannot dose until signed.

use askama::Template;
use care::act::Act;
use care::course::OpenCourse;
use care::ids::{CourseId, PatientId, ProtocolId};
use care::practice::ActKind;
use care::protocol::draft::Standing;
use care::protocol::{CareModel, Content, Ending, Key, Protocol, TherapistPart};
use care::refusal::Refusal;
use record::views::ask::{self, ProtocolRow};

use super::known::{service, standing};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame, href};
use crate::parts::{Errors, Mark, Pair, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

struct Offer {
    value: String,
    title: String,
    mark: Mark,
    state: String,
    facts: Vec<Pair>,
    checked: bool,
}

struct Door {
    service: Service,
    heading: &'static str,
    is: &'static str,
    offered: bool,
    offers: Vec<Offer>,
}

#[derive(Template)]
#[template(path = "course/open_course.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    doors: Vec<Door>,
    open: Vec<String>,
}

/// `GET /patients/{patient}/courses/new`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /patients/{patient}/courses/new`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let patient = visit.id("patient", PatientId::read)?;
    let Some(protocol) = ProtocolId::read(visit.value("protocol")) else {
        let mut errors = Errors::default();
        errors.add("protocol", "Choose a protocol.");
        return draw(app, visit, errors);
    };
    let id = CourseId(visit.command()?.0);
    match app.submit(visit, Act::OpenCourse(id, OpenCourse { patient, protocol })) {
        Ok(_) => go(href(visit, patient), "opened"),
        Err(trouble) => draw(app, visit, beside(trouble, |_: &Refusal| "protocol")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::OpenCourse, Some(id))?;
    let patient = app.patient(id)?;
    let rows = app.read(ask::protocols)?;
    let running = app.read(|conn, org| ask::courses_of(conn, org, id))?;
    let running = running.iter().filter(|row| row.phase != "closed");
    let doors = [CareModel::Kap, CareModel::Infusion].map(|model| door(app, visit, model, &rows));
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Open a course")?,
        command: visit.form_command(),
        action: format!("/patients/{id}/courses/new"),
        back: href(visit, id),
        name: patient.details.name.to_string(),
        doors: doors.into_iter().collect::<Result<_, Trouble>>()?,
        open: running.map(|row| row.title.clone()).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn door(app: &App, visit: &Visit, model: CareModel, rows: &[ProtocolRow]) -> Result<Door, Trouble> {
    let offered = app.house.offers.contains(&model);
    let rows = rows.iter().filter(|row| row.model == model.code());
    // Drafts come last.
    let holds = |row: &&ProtocolRow| row.until.is_none_or(|until| app.now() < until);
    let signed = rows.clone().filter(|row| row.standing == "signed").filter(holds);
    let rows = signed.chain(rows.filter(|row| row.standing == "draft"));
    let offer = |row: &ProtocolRow| {
        let protocol = app.protocol(row.protocol)?;
        Ok(offer(app, visit, row, &protocol))
    };
    Ok(Door {
        service: service(model),
        heading: match model {
            CareModel::Kap => "KAP sessions",
            CareModel::Infusion => "Infusions",
        },
        is: match model {
            CareModel::Kap => "Psychotherapy with ketamine. A licensed therapist belongs to it.",
            CareModel::Infusion => "IV ketamine as a medical procedure. No psychotherapy in the session.",
        },
        offered,
        offers: if offered { rows.map(offer).collect::<Result<_, Trouble>>()? } else { vec![] },
    })
}

fn offer(app: &App, visit: &Visit, row: &ProtocolRow, protocol: &Protocol) -> Offer {
    let signed = matches!(protocol.standing, Standing::Signed(_));
    Offer {
        value: row.protocol.to_string(),
        title: row.title.clone(),
        mark: if signed { Mark::Signed } else { Mark::Draft },
        state: standing(app, protocol),
        facts: facts(&protocol.content),
        checked: visit.value("protocol") == row.protocol.to_string(),
    }
}

/// The same lines for every protocol, so that doors can be compared.
fn facts(content: &Content) -> Vec<Pair> {
    let value = |key: Key| {
        let held = content.values.get(&key);
        held.map_or_else(|| "not given".to_owned(), |value| words::amount(value.amount, value.unit))
    };
    let list = |words: Vec<&str>| words.join("; ");
    let therapist = match content.therapist {
        TherapistPart::Present => "in the room while the dose works",
        TherapistPart::After => "named, talks afterwards",
        TherapistPart::None => "none in this session",
    };
    let ending = match content.ending {
        Ending::Therapy => "integration therapy",
        Ending::Support => "integration support",
        Ending::Referral => "referral to their own therapist, or “no, thanks”",
    };
    vec![
        Pair::new(
            "How it gets in",
            &list(content.routes.iter().map(|route| words::route(Lang::En, *route)).collect()),
        ),
        Pair::new(
            "Where",
            &list(content.settings.iter().map(|place| words::setting(Lang::En, *place)).collect()),
        ),
        Pair::new("Intended depth", words::depth(content.depth)),
        Pair::new("Therapist", therapist),
        Pair::new("Doses", &value(Key::SeriesDoses)),
        Pair::new("Apart at least", &value(Key::SeriesApart)),
        Pair::new("Preparation visits", &value(Key::PreparationSessions)),
        Pair::new("After a dose", ending),
    ]
}
