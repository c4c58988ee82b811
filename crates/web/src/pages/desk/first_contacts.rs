//! People without an account who asked for a call: whom one is owed to, by when, and what the desk did about it.

use askama::Template;
use care::act::Act;
use care::contact::{FirstContact, NoteContactTry, Outcome, SettleContact};
use care::ids::ContactId;
use care::practice::ActKind;
use record::views::ask_contacts;

use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::articles::lang;
use crate::pages::patients::{command_of, offers, person_name};
use crate::pages::start;
use crate::parts::{Choice, Errors, Mark};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// How one may end without a call.
const WITHOUT_A_CALL: [(Outcome, &str); 3] = [
    (Outcome::NeverReached, "Never reached"),
    (Outcome::NoLongerWanted, "They want no call any more"),
    (Outcome::NotReal, "Nobody real asked"),
];

struct Row {
    at: String,
    name: String,
    reach: String,
    concern: &'static str,
    from: String,
    when: String,
    language: &'static str,
    asked: String,
    mark: Mark,
    due: String,
    tries: Vec<String>,
    register: String,
    ended: String,
    command: String,
}

#[derive(Template)]
#[template(path = "desk/first_contacts.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    open: Vec<Row>,
    settled: Vec<Row>,
    reasons: Vec<Choice>,
}

/// `GET /desk/first-contacts`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeContacts, None)?;
    let rows = |ids: Vec<ContactId>| -> Result<Vec<Row>, Trouble> {
        ids.into_iter().map(|id| row(app, visit, id)).collect()
    };
    let page = Page {
        frame: draw::live_frame(app, visit, "First calls"),
        open: rows(app.read(ask_contacts::open)?)?,
        settled: rows(app.read(ask_contacts::settled)?)?,
        reasons: WITHOUT_A_CALL.map(|(one, words)| Choice::new(one.code(), words, "")).into(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn row(app: &App, visit: &Visit, id: ContactId) -> Result<Row, Trouble> {
    let contact: &FirstContact = &*app.contact(id)?;
    let now = app.now();
    let gone = || ("Name not kept any more".to_owned(), String::new());
    let (name, reach) = start::words::open(app, contact.words)?.unwrap_or_else(gone);
    let from = start::words::referrer(app, contact.words)?;
    let late = contact.settled.is_none() && contact.due <= now;
    let word = |family: &str, code: &str| Lang::En.word_of(family, code);
    let parts: Vec<&str> = contact.parts.iter().map(|part| word("start-part", part.code())).collect();
    let tried = |(by, at): &(care::ids::PersonId, care::time::Instant)| {
        format!("Not reached {} by {}", when::day_clock(*at, &app.zone), person_name(app, *by))
    };
    Ok(Row {
        at: format!("/desk/first-contacts/{id}"),
        name,
        reach,
        concern: word("start-concern", contact.concern.code()),
        from: referred(contact, &from),
        when: if parts.is_empty() { "At any time".to_owned() } else { parts.join(", ") },
        language: lang(contact.tongue).name(),
        asked: when::day_clock(contact.asked, &app.zone),
        mark: if late { Mark::Overdue } else { Mark::Todo },
        due: if late {
            format!("Call was due {}", when::day_clock(contact.due, &app.zone))
        } else {
            format!("Call by {}", when::day_clock(contact.due, &app.zone))
        },
        tries: contact.tries.iter().map(tried).collect(),
        register: if offers(visit, ActKind::RegisterPatient) {
            format!("/patients/new?contact={id}")
        } else {
            String::new()
        },
        ended: ended(app, contact),
        command: command_of(visit, false),
    })
}

/// Who referred them, and what the person said that may be told back; "" where nobody did.
fn referred(contact: &FirstContact, from: &[String]) -> String {
    let Some(referred) = contact.referred else { return String::new() };
    let told = if referred.tells_back {
        "Their link says whether the person was reached."
    } else {
        "The person did not agree that they hear more: tell them nothing."
    };
    let who =
        if from.is_empty() { "somebody whose name is not kept any more".to_owned() } else { from.join(", ") };
    format!("Referred by {who}. {told}")
}

fn ended(app: &App, contact: &FirstContact) -> String {
    let Some((outcome, by, at)) = contact.settled else { return String::new() };
    let words = match outcome {
        Outcome::Called => "Called",
        Outcome::Registered => "Registered as a patient",
        other => WITHOUT_A_CALL.iter().find(|(one, _)| *one == other).map_or("Closed", |(_, words)| words),
    };
    let erased = contact.erase_due().map(|at| when::date(at, &app.zone)).unwrap_or_default();
    let (day, who) = (when::day_clock(at, &app.zone), person_name(app, by));
    format!("{words}, {day}, by {who}. Name and number are erased on {erased}.")
}

/// `POST /desk/first-contacts/{contact}/try`
pub fn post_try(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("contact", ContactId::read)?;
    let call_by = start::call_by(app, app.now())?;
    app.submit(visit, Act::NoteContactTry(id, NoteContactTry { call_by }))?;
    go("/desk/first-contacts", "contact-tried")
}

/// `POST /desk/first-contacts/{contact}/settle`
pub fn post_settle(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("contact", ContactId::read)?;
    let by_hand = |outcome: &Outcome| *outcome != Outcome::Registered;
    let Some(outcome) = Outcome::read(visit.value("outcome")).filter(by_hand) else {
        let mut errors = Errors::default();
        errors.add("outcome", "Choose why it is closed without a call.");
        return draw(app, visit, errors);
    };
    app.submit(visit, Act::SettleContact(id, SettleContact { outcome }))?;
    go("/desk/first-contacts", "contact-settled")
}

/// Whoever asked is a patient now: nobody owes them that call any more. Somebody else may have been faster.
pub fn registered(app: &App, visit: &Visit, id: ContactId) {
    let command = visit.derived_command(&format!("registered {id}"));
    let act = Act::SettleContact(id, SettleContact { outcome: Outcome::Registered });
    if app.submit_command(command, visit, act, None, None).is_err() {
        tracing::info!("a first contact was not settled by the registration; it stays on the list");
    }
}
