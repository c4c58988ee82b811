//! Every questionnaire of one patient over time, what is asked and not handed in yet, and the ways to get more.

use askama::Template;
use care::course::Phase;
use care::ids::PatientId;
use care::practice::ActKind;
use record::views::ask;

use super::panel::{self, Of, Panel};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{chart_frame, person_name};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;
use crate::when;

/// One that is asked and not handed in.
struct Open {
    title: String,
    words: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "measures/see_measures.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    back: String,
    name: String,
    /// "" when no course is open: then nothing is asked and nothing entered.
    course: String,
    open: Vec<Open>,
    panels: Vec<Panel>,
    may_be_asked: Vec<Choice>,
    may_be_wrong: Vec<Choice>,
    due: String,
    reason: String,
}

/// `GET /patients/{patient}/measures`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    draw(app, visit, id, Errors::default())
}

/// Draws it for a patient; with errors, as it was typed.
pub(super) fn draw(app: &App, visit: &Visit, id: PatientId, errors: Errors) -> Answered {
    let patient = app.open_chart(visit, id)?;
    app.may(visit, ActKind::SeeMeasures, Some(id))?;
    let rows = app.read(|conn, org| ask::courses_of(conn, org, id))?;
    let courses: Result<Vec<Of>, Trouble> =
        rows.iter().map(|row| app.course(row.course).map(|course| (row.course, course))).collect();
    let courses = courses?;
    let open = rows.iter().find(|row| row.phase != Phase::Closed.code());
    let open = open.and_then(|row| courses.iter().find(|(id, _)| *id == row.course));
    let axis = panel::axis(&courses, app.now());
    let panels = app.measures().all().filter_map(|measure| panel::panel(app, &courses, measure, axis));
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Questionnaires")?,
        command: visit.form_command(),
        back: format!("/patients/{id}"),
        name: patient.details.name.to_string(),
        course: open.map(|(id, _)| id.to_string()).unwrap_or_default(),
        open: open.map(|open| asked(app, open)).unwrap_or_default(),
        panels: panels.collect(),
        may_be_asked: may_be_asked(app, visit),
        may_be_wrong: open.map(|open| may_be_wrong(app, visit, open)).unwrap_or_default(),
        due: visit.value("due").to_owned(),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn asked(app: &App, (_, course): &Of) -> Vec<Open> {
    let one = |asking: &&care::measures::Asking| {
        let title = app.measures().measure(asking.measure.as_str());
        let title = title.map_or_else(|_| asking.measure.to_string(), |measure| measure.title.to_string());
        let by = asking.by.map_or_else(|| "the schedule".to_owned(), |person| person_name(app, person));
        let (since, due) = (when::day(asking.at, &app.zone), when::day(asking.due, &app.zone));
        // How much is answered, never what: it is not handed in.
        let so_far = asking.answers.len();
        let words = format!("asked by {by} on {since}, due {due}, {so_far} answered so far");
        Open { title, words, late: asking.due < app.now() }
    };
    course.measures.open().iter().map(one).collect()
}

fn may_be_asked(app: &App, visit: &Visit) -> Vec<Choice> {
    let with_words = app.measures().all().filter(|measure| !measure.is_shell());
    let chosen = visit.value("measure");
    with_words.map(|measure| Choice::new(measure.id.as_str(), measure.title.as_str(), chosen)).collect()
}

fn may_be_wrong(app: &App, visit: &Visit, (_, course): &Of) -> Vec<Choice> {
    let kept = &course.measures;
    let standing = kept.entries.iter().rev().filter(|entry| !kept.is_wrong(entry.number));
    let choice = |entry: &care::measures::Entry| {
        let title = app.measures().measure(entry.measure.as_str());
        let title = title.map_or_else(|_| entry.measure.to_string(), |measure| measure.title.to_string());
        let label = format!("{title}, {}, {}", when::day(entry.taken, &app.zone), entry.scored.total);
        Choice::new(&entry.number.to_string(), &label, visit.value("number"))
    };
    standing.map(choice).collect()
}
