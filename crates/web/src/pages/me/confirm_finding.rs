//! A "yes" that stops: the question once more, then kind words, help first, and a person who owes a call.

use askama::Template;
use care::act::Act;
use care::course::screening::one_by_one::ConfirmFinding;
use care::course::{Course, SessionKind};
use care::ids::TaskId;
use care::protocol::Question;
use care::refusal::Refusal;
use care::session::Phase;
use care::tasks::wish_call_time::{PartOfDay, WishCallTime};
use care::tasks::{Matter, Task};

use super::keep_screening_answer::named;
use super::mine::{Mine, name_of};
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Choice;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "me/confirm_finding.html")]
struct RightPage {
    frame: Frame,
    command: String,
    code: &'static str,
    question: String,
    help_first: bool,
}

#[derive(Template)]
#[template(path = "me/screening_stopped.html")]
struct StoppedPage {
    frame: Frame,
    command: String,
    heading: String,
    call: String,
    late: bool,
    wished: String,
    wishes: Vec<Choice>,
    questions: String,
}

/// "Is that right?"
pub(super) fn is_that_right(app: &App, visit: &Visit, finding: Question) -> Answered {
    let lang = visit.lang;
    html(&RightPage {
        frame: draw::frame(app, visit, &lang.say("screening-right-title")),
        command: visit.form_command(),
        code: finding.code(),
        question: lang.say_of("screening-question", finding.code()),
        help_first: finding.cannot_wait(),
    })
}

/// `POST /me/screening/{question}/confirm`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    let confirm = ConfirmFinding { question: named(visit)?, call_by: when::call_by(mine.now, &app.zone) };
    match app.submit(visit, Act::ConfirmFinding(id, confirm)) {
        // Changed on another device, or said there already: the page says how it stands.
        Ok(_)
        | Err(Trouble::Refused(Refusal::NothingChanged | Refusal::ScreeningStopped) | Trouble::IdReused) => {
            Ok(Reply::Go("/me/screening".to_owned(), None))
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/screening/call`
pub fn post_wish(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (_, course) = mine.open_course()?;
    let Some((id, _)) = owed_call(app, course)? else {
        return Ok(Reply::Go("/me/screening".to_owned(), None));
    };
    let part = PartOfDay::read(visit.value("part")).ok_or(Trouble::NotFound)?;
    match app.submit(visit, Act::WishCallTime(id, WishCallTime { part })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            Ok(Reply::Go("/me/screening".to_owned(), None))
        }
        Err(trouble) => Err(trouble),
    }
}

/// The call that is owed to this person after a stop in this course.
fn owed_call(app: &App, course: &Course) -> Result<Option<(TaskId, std::sync::Arc<Task>)>, Trouble> {
    for id in course.calls.iter().rev() {
        let task = app.task(*id)?;
        if task.is_open() && task.matter == Matter::ScreeningCall {
            return Ok(Some((*id, task)));
        }
    }
    Ok(None)
}

/// "We can't go ahead right now."
pub(super) fn stopped(app: &App, visit: &Visit, mine: &Mine, course: &Course) -> Answered {
    let lang = visit.lang;
    let call = owed_call(app, course)?;
    let due = |task: &Task| mine.reader.day_clock(task.due);
    let ahead = mine.visits.iter().find(|(_, held)| {
        held.kind == SessionKind::Dosing && held.phase == Phase::Scheduled && mine.now < held.starts
    });
    let late = call.as_ref().is_some_and(|(_, task)| task.due < mine.now);
    let words = match &call {
        Some((_, task)) if late => lang.say_with("screening-stop-late", &[("when", &due(task))]),
        Some((_, task)) => match task.taken_by.or(task.asked_of()) {
            Some(who) => {
                let who = name_of(app, who);
                lang.say_with("screening-stop-call-named", &[("who", &who), ("when", &due(task))])
            }
            None => lang.say_with("screening-stop-call", &[("when", &due(task))]),
        },
        None => lang.say("screening-stop-called"),
    };
    let wished = call.as_ref().and_then(|(_, task)| task.wished);
    let wish = |part: &PartOfDay| {
        let chosen = wished.map_or("", |part: PartOfDay| part.code());
        Choice::new(part.code(), &lang.say_of("screening-wish-in", part.code()), chosen)
    };
    html(&StoppedPage {
        frame: draw::frame(app, visit, &lang.say("screening-sent-title")),
        command: visit.form_command(),
        heading: ahead.map_or_else(
            || lang.say("screening-stop-title"),
            |(_, held)| lang.say_with("screening-stop-visit", &[("day", &mine.there(held).day(held.starts))]),
        ),
        call: words,
        late,
        wished: wished.map_or_else(String::new, |part| {
            let part = lang.say_of("screening-wish-part", part.code());
            lang.say_with("screening-wish-kept", &[("part", &part)])
        }),
        wishes: if call.is_some() { PartOfDay::ALL.iter().map(wish).collect() } else { vec![] },
        questions: lang.say_with("screening-questions", &[("house", app.house.name.as_str())]),
    })
}
