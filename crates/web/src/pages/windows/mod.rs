//! The first hours after a dose, for the clinic: what is planned, and what can be done about it. No clinical content:
//! the front desk opens these pages too, and the integration specialist books with them, by first name.

use std::sync::Arc;

use askama::Template;
use care::ids::{PersonId, WindowId};
use care::integration::{TalkKind, Window};
use care::practice::{Here, Person, Role, Tie};
use care::protocol::{CareModel, Ending};
use care::refusal::Refusal;
use care::session::plan_window::role_for;
use care::time::Instant;
use record::views::ask::{self, WindowRow};

use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows;
use crate::parts::{Choice, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

pub mod book_talk;
pub mod cancel_talk;
pub mod choose_talk_way;
pub mod decline_talk;
pub mod hold_therapy;
pub mod note_met_outside;
pub mod offer_times;
pub mod propose_step;
pub mod read_therapy_note;
pub mod refer_outside;
pub mod see;
pub mod write_therapy_note;

/// Who looks at a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eyes {
    /// The clinical team.
    Clinical,
    /// The front desk.
    Desk,
    /// An integration specialist: first names only, and the word is "client".
    Support,
}

/// A window and what these eyes may know of whose it is.
pub struct Subject {
    /// Its id.
    pub id: WindowId,
    /// Its facts. They hold no clinical value.
    pub window: Arc<Window>,
    /// As lists show it.
    pub row: WindowRow,
    /// The name these eyes may read.
    pub name: String,
    /// Whose eyes.
    pub eyes: Eyes,
}

impl Subject {
    /// The window in the address, for whoever asks. A specialist opens those that wait for support, and their own.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn open(app: &App, visit: &Visit) -> Result<Self, Trouble> {
        let id = visit.id("window", WindowId::read)?;
        let signed = visit.signed()?;
        let eyes = match signed.by.role {
            Role::MedicalDirector | Role::Prescriber | Role::Nurse | Role::Therapist => Eyes::Clinical,
            Role::FrontDesk => Eyes::Desk,
            Role::IntegrationSpecialist => Eyes::Support,
            Role::Auditor | Role::Patient | Role::Clock | Role::Host | Role::Visitor => {
                return Err(Trouble::NotFound);
            }
        };
        let row = app.read(|conn, org| ask::one_window(conn, org, id))?.ok_or(Trouble::NotFound)?;
        let name = match eyes {
            Eyes::Clinical | Eyes::Desk => row.patient_name.clone(),
            Eyes::Support => first_name(&row.patient_name).to_owned(),
        };
        let mine = row.talk_with.is_some() && row.talk_with == signed.person_id();
        if eyes == Eyes::Support && !mine && !waits_for_support(&row) {
            return Err(Trouble::NotFound);
        }
        Ok(Self { id, window: app.window(id)?, row, name, eyes })
    }

    /// The door.
    pub fn service(&self) -> Service {
        rows::service(&self.row.model)
    }

    /// "patient" in the clinic, "client" in integration support.
    pub fn word(&self) -> &'static str {
        if self.eyes == Eyes::Support { "client" } else { "patient" }
    }

    /// Where these eyes see the window.
    pub fn home(&self) -> String {
        match self.eyes {
            Eyes::Support => "/integration".to_owned(),
            Eyes::Clinical | Eyes::Desk => format!("/windows/{}", self.id),
        }
    }

    /// The house's goal and how long is left, in a kind sentence.
    pub fn goal_words(&self, app: &App) -> String {
        let now = app.now();
        let hours = self.window.goal.hours_since(self.window.opened);
        let until = when::day_clock(self.window.goal, &app.zone);
        if now < self.window.goal {
            let left = when::span(now, self.window.goal);
            format!(
                "The house's goal is a first talk within {hours} hours of the dose: until {until}, {left} from now. \
                 A later talk still helps and is booked the same way."
            )
        } else {
            format!(
                "The first {hours} hours ended {until}. A talk still helps and is still worth offering: book it as usual."
            )
        }
    }

    /// Kinds of talk that fit the door and what the protocol ends with, the usual one first.
    pub fn kinds(&self) -> &'static [TalkKind] {
        let usual = Ending::read(&self.row.ending);
        match (CareModel::read(&self.row.model), usual, self.eyes) {
            (Some(CareModel::Kap), Some(Ending::Therapy), Eyes::Clinical | Eyes::Desk) => {
                &[TalkKind::Therapy]
            }
            _ => &[TalkKind::Support],
        }
    }

    /// Those who stand now, or at the goal, in the role such a talk asks for: as `kind:person`.
    ///
    /// # Errors
    /// The store's.
    pub fn who(&self, app: &App, chosen: &str) -> Result<Vec<Choice>, Trouble> {
        let now = app.now();
        let place = app.place_of(&*app.session(self.id.session())?).jurisdiction;
        let here = Here::at(&place, app);
        let people = app.read(ask::people)?;
        let mut choices = vec![];
        for kind in self.kinds() {
            for (id, name) in &people {
                let person = app.person(*id)?;
                let stands = |at: Instant| person.stand(role_for(*kind), here, at.max(now)).is_ok();
                if !stands(now) && !stands(self.window.goal) {
                    continue;
                }
                let label = format!("{} with {name}", words::talk(Lang::En, *kind));
                let choice = Choice::new(&format!("{}:{id}", kind.code()), &label, chosen);
                choices.push(choice.hint(&standing(app, here, &person, *kind)));
            }
        }
        Ok(choices)
    }
}

/// What a person books with needs to know of this helper: the licence, and the last day here when there is one.
fn standing(app: &App, here: Here<'_>, person: &Person, kind: TalkKind) -> String {
    let (now, role) = (app.now(), role_for(kind));
    let licensed = person.licensed_for(role, here, now);
    let licence = licensed.map_or(words::licence(Lang::En, care::practice::Licence::NotLicensed), |held| {
        words::licence(Lang::En, held.licence)
    });
    let ends = person.affiliations.iter().filter(|held| held.role == role).map(|held| held.term.until).max();
    match ends.flatten().filter(|until| now < *until) {
        Some(until) => format!("{licence}. Works here until {}.", when::day_clock(until, &app.zone)),
        None => licence.to_owned(),
    }
}

/// Reads `support:per_…`.
pub fn read_who(text: &str) -> Option<(TalkKind, PersonId)> {
    let (kind, person) = text.split_once(':')?;
    Some((TalkKind::read(kind)?, PersonId::read(person)?))
}

/// The first word of a name.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Nothing planned, and this protocol ends with integration support.
pub fn waits_for_support(row: &WindowRow) -> bool {
    row.ending == Ending::Support.code() && row.is_open && row.talk_at.is_none() && row.referred.is_none()
}

/// What ties whoever asks to the person of this window, as `decide` judges it.
///
/// # Errors
/// As `signed`, and the store's.
pub fn tie(app: &App, visit: &Visit, window: &Window) -> Result<Tie, Trouble> {
    let signed = visit.signed()?;
    if window.talk.is_some_and(|talk| Some(talk.with) == signed.person_id()) {
        return Ok(Tie::Talk);
    }
    Ok(app.patient(window.patient)?.tie(&signed.by, app.now()))
}

/// The field of the booking forms that a refusal is about; none when it is about something else.
pub fn field_of(no: &Refusal) -> Option<&'static str> {
    match no {
        Refusal::TimeInThePast
        | Refusal::TalkBeforeDose
        | Refusal::NothingChanged
        | Refusal::PersonTaken { .. }
        | Refusal::OnLeave { .. }
        | Refusal::BusyElsewhere { .. }
        | Refusal::NotAtWork { .. } => Some("at"),
        Refusal::NotAffiliated
        | Refusal::AffiliationEnded
        | Refusal::LicenceMissing { .. }
        | Refusal::LicenceNotInForce { .. }
        | Refusal::SupervisionMissing { .. }
        | Refusal::SupervisorNotInForce { .. }
        | Refusal::NoTherapyInInfusion
        | Refusal::PersonUnknown => Some("who"),
        _ => None,
    }
}

/// What such a refusal says on a form where the time and the person can be chosen again.
pub fn refused_words(no: &Refusal) -> String {
    match field_of(no) {
        Some("who") => {
            format!("At that time: {} Choose another time or another person.", words::refusal(Lang::En, no))
        }
        _ => words::refusal(Lang::En, no),
    }
}

#[derive(Template)]
#[template(path = "windows/in_staff.html")]
struct InStaff<'a> {
    frame: &'a Frame,
    back: &'a str,
    back_words: &'a str,
    body: &'a str,
}

#[derive(Template)]
#[template(path = "windows/in_support.html")]
struct InSupport<'a> {
    frame: &'a Frame,
    back: &'a str,
    back_words: &'a str,
    body: &'a str,
}

/// Draws the inner part of a page in the shell of whoever looks; with `wrong`, as a form that came back.
///
/// # Errors
/// `Broken` when a template fails.
pub fn draw_in(
    app: &App,
    visit: &Visit,
    subject: &Subject,
    title: &str,
    inner: &impl Template,
    wrong: bool,
) -> Answered {
    let (frame, body) = (draw::frame(app, visit, title), inner.render()?);
    let home = subject.home();
    let (frame, back, body) = (&frame, home.as_str(), body.as_str());
    match (subject.eyes, wrong) {
        (Eyes::Support, false) => html(&InSupport { frame, back, back_words: "My people", body }),
        (Eyes::Support, true) => again(&InSupport { frame, back, back_words: "My people", body }),
        (_, false) => html(&InStaff { frame, back, back_words: &subject.name, body }),
        (_, true) => again(&InStaff { frame, back, back_words: &subject.name, body }),
    }
}
