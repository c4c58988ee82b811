//! Finding, registering and opening the people in our care; and what these pages share with the course's pages.

pub mod access_history;
pub mod correct_patient;
pub mod details_form;
pub mod find_patients;
pub mod follow_ups;
pub mod join_care_team;
pub mod lists;
pub mod no_tie;
pub mod open_chart;
pub mod open_emergency_access;
pub mod register_patient;

use care::fact::{Stream, What};
use care::ids::PersonId;
use care::patient::Patient;
use care::practice::policy::may;
use care::practice::{ActKind, Role, Tie};
use care::refusal::{Fixer, Refusal};
use care::text::Line;
use care::time::Instant;
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// The frame of a page about one patient: says when it is open by emergency access.
///
/// # Errors
/// `SignIn`.
pub fn chart_frame(app: &App, visit: &Visit, patient: &Patient, title: &str) -> Result<Frame, Trouble> {
    let emergency = emergency_words(app, visit, patient)?;
    Ok(Frame { emergency, ..draw::frame(app, visit, title) })
}

/// What the banner says while the reader's only tie is an emergency access.
///
/// # Errors
/// `SignIn`.
pub fn emergency_words(app: &App, visit: &Visit, patient: &Patient) -> Result<Option<String>, Trouble> {
    let (signed, now) = (visit.signed()?, app.now());
    if patient.tie(&signed.by, now) != Tie::Emergency {
        return Ok(None);
    }
    let own = signed.person_id();
    let open = patient.emergencies.iter().rev().find(|(who, term, _)| Some(*who) == own && term.covers(now));
    Ok(open.map(|(_, term, reason)| {
        let until = term.until.map(|at| when::clock(at, &app.zone)).unwrap_or_default();
        format!("Until {until}. Your reason: {reason}. The patient can see it, and the medical director reviews it.")
    }))
}

/// A person's printed name.
pub fn person_name(app: &App, id: PersonId) -> String {
    app.person(id).map_or_else(|_| "somebody not on record".to_owned(), |person| person.name.to_string())
}

/// May the reader's role do this at all? Only for showing or hiding a link: the rules judge again.
pub fn offers(visit: &Visit, act: ActKind) -> bool {
    visit.signed.as_ref().is_some_and(|signed| may(signed.by.role, act))
}

/// Where a patient's name leads for this reader: the desk has its own page.
pub fn href(visit: &Visit, patient: care::ids::PatientId) -> String {
    let desk = visit.signed.as_ref().is_some_and(|signed| signed.by.role == Role::FrontDesk);
    if desk { format!("/desk/{patient}") } else { format!("/patients/{patient}") }
}

/// A line somebody typed, or an error beside its field.
pub fn line(visit: &Visit, errors: &mut Errors, name: &str, missing: &str) -> Option<Line> {
    match Line::new(visit.value(name)) {
        Ok(line) => Some(line),
        Err(Refusal::TextMissing) => {
            errors.add(name, missing);
            None
        }
        Err(no) => {
            errors.add(name, &words::refusal(Lang::En, &no));
            None
        }
    }
}

/// A refusal that belongs on the form it was sent from, so that nothing typed is lost; others are the page's trouble.
///
/// # Errors
/// What is about the reader's own rights, and what is no refusal.
pub fn beside(trouble: Trouble, field: impl Fn(&Refusal) -> &'static str) -> Result<Errors, Trouble> {
    let Trouble::Refused(no) = trouble else { return Err(trouble) };
    let rights = matches!(
        no,
        Refusal::NoTie
            | Refusal::NotYourRecord
            | Refusal::OutOfScope { .. }
            | Refusal::RoleIsNotStaff
            | Refusal::NeedsClinician
    );
    if rights {
        return Err(Trouble::Refused(no));
    }
    let mut errors = Errors::default();
    // Whoever fills in the form is the one who can change it, unless somebody else must act first.
    let who = match no.fixer() {
        Fixer::Director | Fixer::Patient | Fixer::Time | Fixer::Nobody => words::fixer(Lang::En, no.fixer()),
        Fixer::You | Fixer::Prescriber | Fixer::Nurse | Fixer::Desk => "",
    };
    errors.add(field(&no), format!("{} {who}", words::refusal(Lang::En, &no)).trim());
    Ok(errors)
}

/// The command of one of several forms on a page: the form that came back keeps its own, each other gets a fresh one.
pub fn command_of(visit: &Visit, this_came_back: bool) -> String {
    if this_came_back { visit.form_command() } else { fresh_command().to_string() }
}

/// What happened on one stream, oldest first, as the rules think of it. Facts a newer program wrote are left out.
///
/// # Errors
/// The store's.
pub fn happened(app: &App, stream: Stream) -> Result<Vec<(Instant, What)>, Trouble> {
    let stored = app.read(|conn, org| ask::history(conn, org, &[stream]))?;
    let read = |stored: &record::envelope::Stored| {
        let what = record::wire::decode(&stored.envelope.fact, &stored.envelope.body).ok()?;
        Some((Instant(stored.envelope.recorded_us), what))
    };
    Ok(stored.iter().filter_map(read).collect())
}
