//! One task: what it is about, who owes it, by when; taking it and answering it. The words of whoever opened it are
//! loaded only for clinicians with a tie to that patient.

use askama::Template;
use care::act::Act;
use care::ids::TaskId;
use care::practice::{ActKind, Role};
use care::refusal::Refusal;
use care::safety::{AnswerSignal, Contact};
use care::tasks::{AnswerTask, Matter, TakeTask, Task};

use super::signal::{self, Shown};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, emergency_words, line, offers, person_name};
use crate::pages::rows::matter;
use crate::parts::{Choice, Errors, Mark, Pair};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// What these eyes may read of a task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Eyes {
    /// Everything: a tie to the patient.
    Whole,
    /// What it is about, not what was written.
    Outline,
    /// "Needs clinician".
    Desk,
}

#[derive(Template)]
#[template(path = "tasks/answer_task.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    task: String,
    mark: Mark,
    facts: Vec<Pair>,
    note: String,
    kept: String,
    who: String,
    answered: String,
    take: String,
    answer: String,
    done: String,
    needs_clinician: bool,
    talk: bool,
    referral: bool,
    note_back: bool,
    follow_up: String,
    signal: Option<Shown>,
    contacts: Vec<Choice>,
}

/// `GET /tasks/{task}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /tasks/{task}/take`
pub fn post_take(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("task", TaskId::read)?;
    app.submit(visit, Act::TakeTask(id, TakeTask))?;
    go(format!("/tasks/{id}"), "taken")
}

/// `POST /tasks/{task}/answer`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("task", TaskId::read)?;
    let mut errors = Errors::default();
    // What is refused to the one who asks is refused before what they typed is looked at.
    let is_signal = app.task(id)?.signal.is_some();
    let contact = Contact::read(visit.value("contact"));
    if is_signal && contact.is_none() && offers(visit, ActKind::AnswerSignal) {
        errors.add("contact", "Say whether you reached them.");
    }
    let done = line(visit, &mut errors, "done", "Write what was done.");
    let (Some(done), true) = (done, errors.is_empty()) else { return draw(app, visit, errors) };
    let act = match contact.filter(|_| is_signal) {
        Some(contact) => Act::AnswerSignal(id, AnswerSignal { contact, done }),
        None => Act::AnswerTask(id, AnswerTask { done }),
    };
    match app.submit(visit, act) {
        Ok(_) if contact == Some(Contact::NoAnswer) => go(format!("/tasks/{id}"), "handed-on"),
        Ok(_) => go(format!("/tasks/{id}"), "answered"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "done")?),
    }
}

/// A clinical task is read with the chart's own tie, and the reading is written down as an opening.
fn eyes(app: &App, visit: &Visit, task: &Task) -> Result<Eyes, Trouble> {
    if visit.signed()?.by.role == Role::FrontDesk {
        return Ok(Eyes::Desk);
    }
    match app.open_chart(visit, task.patient) {
        Ok(_) => Ok(Eyes::Whole),
        Err(Trouble::Refused(Refusal::NoTie | Refusal::OutOfScope { .. })) => Ok(Eyes::Outline),
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("task", TaskId::read)?;
    app.may(visit, ActKind::SeeTasks, None)?;
    let task = app.task(id)?;
    let (eyes, patient) = (eyes(app, visit, &task)?, app.patient(task.patient)?);
    let name = patient.details.name.to_string();
    let about = matter(task.matter.code(), eyes != Eyes::Desk);
    let shown = eyes == Eyes::Whole || !task.matter.is_clinical();
    let open = task.is_open();
    let unlicensed = visit.signed()?.by.role.licences().is_empty();
    let needs_clinician = task.matter.is_clinical() && unlicensed;
    let may = |act| open && !needs_clinician && offers(visit, act);
    let theirs = eyes == Eyes::Whole || signal::is_theirs(&task, visit.signed()?);
    let signal = task.signal.as_ref().filter(|_| eyes != Eyes::Desk && theirs);
    let is_kept_signal = task.signal.is_some() && !theirs;
    let note = task.note.clone().filter(|_| shown).unwrap_or_default();
    let page = Page {
        frame: Frame {
            emergency: emergency_words(app, visit, &patient)?,
            ..draw::live_frame(app, visit, &format!("{name} · {about}"))
        },
        task: id.to_string(),
        mark: mark(app, &task, eyes),
        facts: facts(app, visit, &task, name),
        kept: kept(&task, eyes == Eyes::Outline && !shown && (task.note.is_some() || is_kept_signal)),
        note,
        who: format!("/patients/{}", task.patient),
        answered: answered(app, &task, shown),
        take: if may(ActKind::TakeTask) && task.taken_by.is_none() {
            command_of(visit, false)
        } else {
            String::new()
        },
        answer: if may(ActKind::AnswerTask) {
            command_of(visit, !visit.form.is_empty())
        } else {
            String::new()
        },
        done: visit.value("done").to_owned(),
        needs_clinician: open && needs_clinician,
        signal: signal.map(|signal| signal::shown(app, &task, signal)).transpose()?,
        contacts: if task.signal.is_some() { signal::contacts(visit) } else { vec![] },
        referral: open && task.matter == Matter::ReferralOpen,
        note_back: open && task.matter == Matter::ReferralNote,
        follow_up: match task.matter {
            Matter::FollowUpCall | Matter::FollowUpWords if eyes == Eyes::Whole => {
                format!("/patients/{}/follow-ups", task.patient)
            }
            _ => String::new(),
        },
        talk: open && matches!(task.matter, Matter::WindowUnfilled | Matter::TalkLost | Matter::TalkUntold),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Whose words these are, for somebody who may not read them.
fn kept(task: &Task, is_kept: bool) -> String {
    if is_kept { words::role(Lang::En, task.owed_by).to_owned() } else { String::new() }
}

fn mark(app: &App, task: &Task, eyes: Eyes) -> Mark {
    let safety = matches!(task.matter, Matter::SafetySignal | Matter::StopLimit) && eyes != Eyes::Desk;
    match (task.is_open(), safety) {
        (false, _) => Mark::Done,
        (true, true) => Mark::High,
        (true, false) if task.due <= app.now() => Mark::Overdue,
        (true, false) => Mark::Todo,
    }
}

fn facts(app: &App, visit: &Visit, task: &Task, name: String) -> Vec<Pair> {
    let (now, due) = (app.now(), when::day_clock(task.due, &app.zone));
    let clock = match task.due <= now {
        _ if !task.is_open() => due,
        true => format!("{due}, {} late", when::span(task.due, now)),
        false => format!("{due}, in {}", when::span(now, task.due)),
    };
    let settled = task.settled.map(|at| format!("settled {}", when::day_clock(at, &app.zone)));
    let last = match (&task.answered, task.taken_by, task.climbed) {
        (None, ..) if settled.is_some() => settled.unwrap_or_default(),
        (Some((by, _)), ..) => format!("answered by {}", person_name(app, *by)),
        (None, Some(by), _) => format!("taken by {}", person_name(app, by)),
        (None, None, 0) => "nobody has taken it yet".to_owned(),
        (None, None, 1) => "not taken in time, climbed once".to_owned(),
        (None, None, times) => format!("not taken in time, climbed {times} times"),
    };
    let href = crate::pages::patients::href(visit, task.patient);
    let mut facts = vec![
        Pair { label: "Patient".to_owned(), words: name, href },
        Pair::new("Owed by", &owed_by(app, task)),
        Pair::new("Due", &clock),
        Pair::new("Last step", &last),
    ];
    facts.extend(task.asked_of().map(|who| Pair::new("Asked of", &person_name(app, who))));
    facts.extend(task.wished.map(|part| Pair::new("Good time for the call", part.code())));
    facts
}

/// The role, and who in it when one person is named.
fn owed_by(app: &App, task: &Task) -> String {
    let named = task.signal.as_ref().and_then(|signal| signal.owing.to);
    let role = words::role(Lang::En, task.owed_by);
    named.map_or_else(|| role.to_owned(), |person| format!("{}, {role}", person_name(app, person)))
}

fn answered(app: &App, task: &Task, shown: bool) -> String {
    match &task.answered {
        Some((by, done)) if shown => format!("{done} ({})", person_name(app, *by)),
        Some((by, _)) => format!("Answered by {}.", person_name(app, *by)),
        None if task.settled.is_some() => {
            "There is a plan now, or no need of one. Nobody owes this call any more.".to_owned()
        }
        None => String::new(),
    }
}
