//! A safety signal, for those who answer it: what was said, whose it is, by when, and whom it goes to then.
//!
//! Nothing of it is loaded for the desk. A clinician who is not on the care team sees it once it is owed by them: the
//! chart stays shut.

use care::practice::Role;
use care::safety::{Contact, HowSafe, Owing, Signal, Source};
use care::tasks::Task;

use super::cover::Loaded;
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::course::screening_words;
use crate::pages::patients::person_name;
use crate::parts::Choice;
use crate::texts::Lang;
use crate::visit::{SignedIn, Visit};
use crate::{when, words};

/// What a clinician reads of a signal.
#[derive(Default)]
pub struct Shown {
    /// `PHQ-9, item 9: 2. 21:14, says “not sure”, alone.`
    pub said: String,
    /// `Owed by Sam Reyes by 21:44. Not answered by then, it goes to A. Diallo.`
    pub clock: String,
    /// The number on file, to call.
    pub phone: String,
    /// The same as a link; empty when the contact is no telephone number.
    pub tel: String,
    /// Who tried already, and what came of it.
    pub tries: Vec<String>,
}

/// May these eyes read what was said? The care team may, and whoever owes the answer: by name, having taken it, or as one
/// of a whole role.
pub fn is_theirs(task: &Task, signed: &SignedIn) -> bool {
    let Some(signal) = task.signal.as_ref().filter(|_| task.is_open()) else { return false };
    let me = signed.person_id();
    let role = signed.by.role;
    let owed = signal.owing.to.map_or(role == signal.owing.role, |to| Some(to) == me);
    !role.licences().is_empty()
        && (owed || (me.is_some() && task.taken_by == me) || role == Role::MedicalDirector)
}

/// What raised it, in the words of the clinic.
pub fn source(app: &App, source: Option<&Source>) -> String {
    match source {
        Some(Source::Questionnaire { measure, answers }) => {
            let known = app.record.measures().measure(measure.as_str());
            let title = known.map_or_else(|_| measure.to_string(), |known| known.title.to_string());
            let said = answers.iter().map(|(item, value)| format!(", item {item}: {value}"));
            let said: String = said.collect();
            if said.is_empty() { format!("{title}, by its score") } else { title + &said }
        }
        Some(Source::StopAnswer { question }) => {
            format!("Screening, “yes” to: {}", screening_words::finding(question.as_str()))
        }
        Some(Source::SaidUnsafe) | None => "Said “I don’t feel safe”".to_owned(),
    }
}

/// The person's own answer.
pub fn how_safe(said: HowSafe) -> &'static str {
    match said {
        HowSafe::Safe => "safe",
        HowSafe::NotSure => "not sure",
        HowSafe::NotSafe => "no, not safe",
    }
}

fn contact(contact: Contact) -> &'static str {
    match contact {
        Contact::Reached => "reached them",
        Contact::HelpSent => "sent help",
        Contact::NoAnswer => "no answer",
    }
}

/// Everything of it.
///
/// # Errors
/// The store's.
pub fn shown(app: &App, task: &Task, signal: &Signal) -> Result<Shown, Trouble> {
    let loaded = Loaded::read(app, task.patient)?;
    let contact_line = app.patient(task.patient)?.details.contact.to_string();
    let tel: String = contact_line.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let dials = tel.len() >= 7 && !contact_line.contains('@');
    let tries = signal.tries.iter().map(|(by, what, at)| {
        format!("{}, {}: {}", when::clock(*at, &app.zone), person_name(app, *by), contact(*what))
    });
    Ok(Shown {
        said: said(app, signal),
        clock: if task.is_open() { clock(app, signal, &loaded) } else { String::new() },
        phone: contact_line,
        tel: if dials { tel } else { String::new() },
        tries: tries.collect(),
    })
}

fn said(app: &App, signal: &Signal) -> String {
    let mut words = source(app, signal.source());
    if let Some((_, at)) = signal.raised.first() {
        words.push_str(&format!(". {}", when::day_clock(*at, &app.zone)));
    }
    if let [_, .., (_, at)] = &signal.raised[..] {
        words.push_str(&format!(", again at {}", when::clock(*at, &app.zone)));
    }
    if let Some((said, at)) = signal.said {
        words.push_str(&format!(". Says “{}” at {}", how_safe(said), when::clock(at, &app.zone)));
    }
    match signal.company {
        Some(true) => words.push_str(". Somebody is with them"),
        Some(false) => words.push_str(". Alone"),
        None => {}
    }
    words.push('.');
    words
}

/// Who a step leads to.
fn whom(app: &App, to: Option<care::ids::PersonId>, role: Role) -> String {
    to.map_or_else(
        || format!("every {}", words::role(Lang::En, role).to_lowercase()),
        |id| person_name(app, id),
    )
}

fn clock(app: &App, signal: &Signal, loaded: &Loaded) -> String {
    let Owing { to, role, due, .. } = signal.owing;
    let (_, next, next_role) = loaded.cover(app).next(signal);
    format!(
        "Owed by {} by {}. Not answered by then, it goes to {}.",
        whom(app, to, role),
        when::clock(due, &app.zone),
        whom(app, next, next_role)
    )
}

/// What came of it: the choices of the answer.
pub fn contacts(visit: &Visit) -> Vec<Choice> {
    let chosen = visit.value("contact");
    vec![
        Choice::new("reached", "I spoke with them", chosen),
        Choice::new("help-sent", "I sent help to them", chosen),
        Choice::new("no-answer", "I could not reach them", chosen)
            .hint("It stays open and goes to the next person at once."),
    ]
}
