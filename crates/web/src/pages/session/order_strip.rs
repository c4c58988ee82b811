//! An order that came while a dose runs: what it says, whether the chair has accepted it, and by which order the dose runs.
//! The pump is set by a person; this page only says to what.

use care::course::{Course, Order};
use care::ids::{CourseId, PatientId, SessionId, TaskId};
use care::patient::Lock;
use care::practice::ActKind;
use care::practice::policy::may;
use care::session::{Phase, Question, Session, accept_order, running};
use care::time::Instant;
use care::units::Micrograms;
use jiff::tz::TimeZone;

use super::load::Loaded;
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::patients::person_name;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// A question about the order, and what became of it.
pub struct Asked {
    /// `“30 or 40?” Sam Ortiz, 10:32`.
    pub words: String,
    /// The reply, or that there is none yet.
    pub reply: String,
    /// Where whoever may answers it; "" when nothing is owed any more.
    pub href: String,
}

/// The strip above the numbers. Quiet while the dose runs by the order in force as it began.
#[derive(Default)]
pub struct OrderStrip {
    /// What it follows: the visit and the course.
    pub topics: String,
    /// The visit.
    pub href: String,
    /// Where an order is written; "" for whoever may not.
    pub write: String,
    /// Which order.
    pub number: u32,
    /// `New order 10:31 from Noor Haddad: 30 mg over 60 min`; or by which one it runs.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// While the chair has not accepted it: since when, for the running age.
    pub waits_ms: Option<i64>,
    /// The same as words.
    pub waits: String,
    /// What to do first, where something is wrong.
    pub warning: String,
    /// Pausing and ending are offered here.
    pub stops: bool,
    /// Whoever looks may accept it.
    pub may_accept: bool,
    /// Whoever looks may ask about it.
    pub may_ask: bool,
    /// To what the pump is to be set: `30 mg an hour`; "" when it cannot be said now.
    pub set_to: String,
    /// What was asked.
    pub questions: Vec<Asked>,
    /// The command of the one-tap forms.
    pub command: String,
}

impl OrderStrip {
    /// Nothing to say and nothing to write.
    pub fn is_quiet(&self) -> bool {
        self.title.is_empty() && self.write.is_empty()
    }
}

/// What the strip is drawn from.
struct Looks<'a> {
    app: &'a App,
    session: &'a Session,
    course: &'a Course,
    role: care::practice::Role,
    now: Instant,
    zone: &'a TimeZone,
}

/// `30 mg over 60 min`.
fn dose_words(order: &Order) -> String {
    let over = order.over.map(|over| format!(" over {over}")).unwrap_or_default();
    format!("{}{over}", order.dose.in_mg())
}

impl Looks<'_> {
    fn may(&self, act: ActKind) -> bool {
        may(self.role, act)
    }

    fn order(&self, number: u32) -> Option<&Order> {
        self.course.orders.iter().find(|order| order.number == number)
    }

    fn by(&self, order: &Order) -> String {
        person_name(self.app, order.by)
    }

    fn strip(&self, id: SessionId) -> Result<OrderStrip, Trouble> {
        let (session, course) = (self.session, self.course);
        let mut strip = OrderStrip {
            topics: format!("{id} {}", session.course),
            href: format!("/sessions/{id}"),
            command: fresh_command().to_string(),
            ..OrderStrip::default()
        };
        let Some(dose) = &session.dose else { return Ok(strip) };
        if !matches!(session.phase, Phase::Dosing | Phase::Paused) {
            return Ok(strip);
        }
        if self.may(ActKind::WriteOrder) && course.closed.is_none() {
            strip.write = format!("/courses/{}/orders", session.course);
        }
        let runs_by = dose.runs_by();
        match course.order_in_force() {
            Some(order) if order.number == runs_by => self.as_set(&mut strip),
            Some(order) => self.came(&mut strip, order)?,
            None => {}
        }
        if let Some(order) = self.order(runs_by).filter(|order| order.stopped) {
            if strip.title.is_empty() {
                strip.title = format!("Order {} was stopped", order.number);
            }
            strip.warning = format!(
                "Order {}, by which the dose runs, was stopped at the course. Press Stop on the pump, or take away what is left. {}",
                order.number, strip.warning
            )
            .trim()
            .to_owned();
            strip.stops = self.may(ActKind::PauseDose);
        }
        Ok(strip)
    }

    /// It runs by the order in force: said once somebody has set the pump to it.
    fn as_set(&self, strip: &mut OrderStrip) {
        let Some(change) = self.session.dose.as_ref().and_then(|dose| dose.changes.last()) else { return };
        let (at, rate) = (when::clock(change.at, self.zone), running::an_hour(change.amount, change.over));
        let by = person_name(self.app, change.by);
        strip.number = change.order;
        strip.title = format!("Order {}: {} over {}", change.order, change.amount.in_mg(), change.over);
        strip.state = format!(
            "Recorded {at} by {by}. Set the pump to {} an hour. This screen does not move it.",
            rate.in_mg()
        );
    }

    /// Another order came since.
    fn came(&self, strip: &mut OrderStrip, order: &Order) -> Result<(), Trouble> {
        let session = self.session;
        let accepted = session.accepted_order == Some(order.number);
        let (at, by) = (when::clock(order.at, self.zone), self.by(order));
        strip.number = order.number;
        strip.title = format!("New order {at} from {by}: {}", dose_words(order));
        strip.may_ask = self.may(ActKind::QuestionOrder);
        let content = session.protocol.map(|kept| self.app.protocol(kept)).transpose()?;
        let content = content.as_ref().map(|protocol| &protocol.content);
        let fits = accept_order::may_run_on(session, order, content);
        let ran = running::running(session, self.now).map(|stands| stands.total());
        if let Err(no) = &fits {
            strip.warning = words::refusal(Lang::En, no);
        } else if let Some(ran) = ran.filter(|ran| order.dose <= *ran) {
            strip.warning = already_in(ran, order);
            strip.stops = self.may(ActKind::PauseDose);
        }
        if accepted {
            let runs_by = session.dose.as_ref().map_or(0, care::session::Dose::runs_by);
            strip.state = match (order.over, ran) {
                (Some(over), Some(ran)) => {
                    if ran < order.dose && self.may(ActKind::ChangeRate) {
                        strip.set_to = format!("{} an hour", running::an_hour(order.dose, over).in_mg());
                    }
                    format!("Accepted at the chair. The dose still runs by order {runs_by}.")
                }
                _ => "Accepted at the chair. This dose does not run by the hour: nothing is set by it."
                    .to_owned(),
            };
        } else {
            strip.state = "Not yet in force.".to_owned();
            strip.waits_ms = Some(when::ms(order.at));
            strip.waits = when::span(order.at, self.now);
            strip.may_accept = fits.is_ok() && self.may(ActKind::AcceptOrder);
        }
        let about = session.questions.iter().filter(|asked| asked.number == order.number);
        // The answer is given on the task: the strip follows that, too.
        for asked in about.clone() {
            strip.topics.push_str(&format!(" {}", asked.task));
        }
        strip.questions = about.map(|asked| self.asked(asked)).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn asked(&self, asked: &Question) -> Result<Asked, Trouble> {
        let (at, by) = (when::clock(asked.at, self.zone), person_name(self.app, asked.by));
        let may = self.may(ActKind::AnswerTask) && self.may(ActKind::WriteOrder);
        let (reply, open) = reply(self.app, asked.task)?;
        let href = if open && may { format!("/tasks/{}", asked.task) } else { String::new() };
        Ok(Asked { words: format!("“{}” {by}, {at}.", asked.words), reply, href })
    }
}

/// What ran in is as much as the order allows, or more: the pump is stopped, not set.
fn already_in(ran: Micrograms, order: &Order) -> String {
    format!(
        "By the orders and the clock about {} ran in already; this order is for {}. Press Stop on the pump. Then end the dose.",
        ran.in_mg(),
        order.dose.in_mg()
    )
}

/// What became of a question, and whether somebody owes an answer still.
///
/// # Errors
/// The store's.
pub fn reply(app: &App, owed: TaskId) -> Result<(String, bool), Trouble> {
    let task = app.task(owed)?;
    Ok(match (&task.answered, task.settled) {
        (Some((by, done)), _) => (format!("Answer: “{done}” {}.", person_name(app, *by)), false),
        (None, Some(_)) => ("Another order answered it.".to_owned(), false),
        (None, None) => ("No answer yet.".to_owned(), true),
    })
}

/// The strip of the chair.
///
/// # Errors
/// The store's.
pub fn at_the_chair(app: &App, loaded: &Loaded) -> Result<OrderStrip, Trouble> {
    let (session, course) = (loaded.session.as_ref(), loaded.course.as_ref());
    let (role, now, zone) = (loaded.role, loaded.now, &loaded.place.zone);
    Looks { app, session, course, role, now, zone }.strip(loaded.id)
}

/// The same for whoever looks at the course, while a dose of it runs; none otherwise.
///
/// # Errors
/// The store's.
pub fn of_course(
    app: &App,
    visit: &Visit,
    patient: PatientId,
    id: CourseId,
) -> Result<Option<OrderStrip>, Trouble> {
    let Some((session, visit_of)) = session_that_runs(app, patient, id)? else { return Ok(None) };
    let (course, place) = (app.course(id)?, app.place_of(&visit_of));
    let role = visit.signed()?.by.role;
    let looks = Looks { app, session: &visit_of, course: &course, role, now: app.now(), zone: &place.zone };
    let strip = looks.strip(session)?;
    // Here it is only told: accepted, asked about and set is at the chair.
    Ok(Some(OrderStrip {
        may_accept: false,
        may_ask: false,
        stops: false,
        set_to: String::new(),
        write: String::new(),
        ..strip
    }))
}

/// The visit whose dose of this course runs now.
///
/// # Errors
/// The store's.
pub fn session_that_runs(
    app: &App,
    patient: PatientId,
    id: CourseId,
) -> Result<Option<(SessionId, std::sync::Arc<Session>)>, Trouble> {
    let Lock::WhileDosing(session) = app.patient(patient)?.lock else { return Ok(None) };
    let held = app.session(session)?;
    Ok((held.course == id).then_some((session, held)))
}
