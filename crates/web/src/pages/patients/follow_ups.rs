//! How one patient was asked after each dose and what they said, for the care team. The words are sealed; they open here,
//! under the chart's own tie, and the opening of the chart is written down.

use askama::Template;
use care::act::Act;
use care::follow_up::stop_follow_ups::StopFollowUps;
use care::follow_up::{Ask, Reply};
use care::ids::PatientId;
use care::practice::ActKind;
use record::views::ask;

use super::{chart_frame, offers};
use crate::answer::{Answered, Trouble, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::clinic::follow_ups::span_words;
use crate::pages::me::keeping::mood_words;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// One ask, and what was said to it.
struct Row {
    asked: String,
    said: String,
    words: String,
    task: String,
}

#[derive(Template)]
#[template(path = "patients/follow_ups.html")]
struct Page {
    frame: Frame,
    command: String,
    back: String,
    name: String,
    here: String,
    series: bool,
    stopped: String,
    may_stop: bool,
    rows: Vec<Row>,
}

/// `GET /patients/{patient}/follow-ups`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let patient = app.open_chart(visit, id)?;
    let courses = app.read(|conn, org| ask::courses_of(conn, org, id))?;
    let (mut rows, mut stopped, mut open) = (vec![], String::new(), false);
    for row in &courses {
        let course = app.course(row.course)?;
        if course.closed.is_none() {
            open = true;
            stopped = course.follow_ups.stopped.map(|at| when::day(at, &app.zone)).unwrap_or_default();
        }
        for (ask, reply) in course.follow_ups.asks.iter().rev() {
            rows.push(shown(app, id, ask, reply.as_ref())?);
        }
    }
    html(&Page {
        frame: chart_frame(app, visit, &patient, "Follow-ups")?,
        command: visit.form_command(),
        back: format!("/patients/{id}"),
        name: patient.details.name.to_string(),
        here: format!("/patients/{id}/follow-ups"),
        series: app.known_house()?.follow_ups.as_ref().is_some_and(|said| !said.series.steps.is_empty()),
        may_stop: open && stopped.is_empty() && offers(visit, ActKind::StopFollowUps),
        stopped,
        rows,
    })
}

/// `POST /patients/{patient}/follow-ups/stop`
pub fn post_stop(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let courses = app.read(|conn, org| ask::courses_of(conn, org, id))?;
    let open = courses.iter().find(|row| row.phase != "closed").ok_or(Trouble::NotFound)?;
    app.submit(visit, Act::StopFollowUps(open.course, StopFollowUps))?;
    go(format!("/patients/{id}/follow-ups"), "follow-up-ended")
}

fn shown(app: &App, patient: PatientId, ask: &Ask, reply: Option<&Reply>) -> Result<Row, Trouble> {
    let asked = format!("{}, {} after a dose", when::day_clock(ask.at, &app.zone), span_words(ask.after));
    let Some(reply) = reply else {
        return Ok(Row { asked, said: "No answer.".to_owned(), words: String::new(), task: String::new() });
    };
    let mood = reply.mood.map(|mood| mood_words(Lang::En, mood));
    let call = reply.call.then(|| "would like a call".to_owned());
    let wrote = reply.words.map(|_| "wrote".to_owned());
    let said: Vec<String> = [mood, call, wrote].into_iter().flatten().collect();
    let said = if said.is_empty() { "nothing now, thank you".to_owned() } else { said.join(", ") };
    let words = match reply.words {
        // Sealed under the patient's own name, who has a key to it.
        Some(document) => app.record.open_sealed(&document.to_string(), &patient.to_string())?,
        None => None,
    };
    Ok(Row {
        asked,
        said: format!("{}: {said}.", when::day_clock(reply.at, &app.zone)),
        words: words.unwrap_or_default(),
        task: reply.task.map(|task| format!("/tasks/{task}")).unwrap_or_default(),
    })
}
