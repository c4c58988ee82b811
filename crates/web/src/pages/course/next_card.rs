//! The next step in words, with its one button for whoever looks; without the button for those who may not.

use care::course::SessionKind;
use care::ids::PatientId;
use care::practice::ActKind;
use care::time::Instant;

use super::known::{Known, kind_words};
use super::next_step::{Next, next_step};
use crate::app::App;
use crate::pages::patients::offers;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// The card on top of the overview.
#[derive(Default)]
pub struct NextCard {
    /// What is next, in a sentence.
    pub title: String,
    /// Why, who, when; "" for none.
    pub sub: String,
    /// Where the button leads; "" for no button.
    pub href: String,
    /// The button: a verb.
    pub action: String,
    /// Who can do it, for those who may not; "" for nobody else.
    pub who: &'static str,
}

impl NextCard {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
    fn sub(mut self, sub: impl Into<String>) -> Self {
        self.sub = sub.into();
        self
    }
    /// A button for whoever may do this; the others read who can.
    fn act(mut self, visit: &Visit, act: ActKind, href: String, action: &str, who: &'static str) -> Self {
        if offers(visit, act) {
            (self.href, self.action) = (href, action.to_owned());
        } else {
            self.who = who;
        }
        self
    }
    fn open(mut self, href: String, action: &str) -> Self {
        (self.href, self.action) = (href, action.to_owned());
        self
    }
}

/// The card when there is no course yet.
pub fn no_course(visit: &Visit, patient: PatientId) -> NextCard {
    let href = format!("/patients/{patient}/courses/new");
    NextCard::new("There is no course yet").sub("Choose a door and a protocol.").act(
        visit,
        ActKind::OpenCourse,
        href,
        "Open a course",
        "",
    )
}

/// The card of a course.
pub fn next_card(app: &App, visit: &Visit, known: &Known, now: Instant) -> NextCard {
    let at = |page: &str| format!("/courses/{}/{page}", known.id);
    match next_step(&known.states(), now) {
        next @ (Next::AnswerScreening { .. } | Next::ClearScreening { .. } | Next::Stopped) => {
            screening_card(visit, known, &next)
        }
        Next::Protocol(why) => NextCard::new("The protocol cannot dose now")
            .sub(format!("{} {}", words::refusal(Lang::En, &why), words::fixer(Lang::En, why.fixer())))
            .open(format!("/protocols/{}", known.protocol.0), "Open the protocol"),
        Next::SignConsent => NextCard::new("The patient reads and signs the consent")
            .sub("On their own pages, with a clear head. Nobody signs for them.")
            .open(at("consents"), "See consents"),
        Next::Prepare { held, needs } => {
            NextCard::new(format!("Preparation: {held} of {needs} took place, none on the calendar")).act(
                visit,
                ActKind::ScheduleSession,
                at("schedule?kind=preparation"),
                "Schedule preparation",
                "The front desk",
            )
        }
        Next::WriteOrder => NextCard::new("No order is in force").act(
            visit,
            ActKind::WriteOrder,
            at("orders"),
            "Write an order",
            "A prescriber",
        ),
        Next::ScheduleDose => NextCard::new(format!("{} is not on the calendar", next_dose(known))).act(
            visit,
            ActKind::ScheduleSession,
            at("schedule?kind=dosing"),
            "Schedule the dose",
            "The front desk",
        ),
        Next::Review => NextCard::new("Every dose of this course is given").sub("Look back together.").act(
            visit,
            ActKind::ReviewCourse,
            at("review"),
            "Review the course",
            "A prescriber",
        ),
        Next::Close => NextCard::new("This course is reviewed").act(
            visit,
            ActKind::CloseCourse,
            at("close"),
            "Close the course",
            "A prescriber or the therapist",
        ),
        Next::Closed => {
            let reason = known.course.closed.as_ref().map(|(_, why)| why.to_string()).unwrap_or_default();
            NextCard { sub: format!("{reason}."), ..no_course(visit, known.course.patient) }
                .titled("This course is closed")
                .relabelled("Open another course")
        }
        next => visit_card(app, known, &next, now),
    }
}

impl NextCard {
    fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }
    fn relabelled(mut self, action: &str) -> Self {
        if !self.action.is_empty() {
            action.clone_into(&mut self.action);
        }
        self
    }
}

fn screening_card(visit: &Visit, known: &Known, next: &Next) -> NextCard {
    let href = format!("/courses/{}/screening", known.id);
    match next {
        Next::AnswerScreening { stale } => {
            let title = if *stale {
                "Screening is too old and must be answered again"
            } else {
                "Screening has not been answered yet"
            };
            NextCard::new(title)
                .sub("The patient answers on their own pages, or you enter it from paper.")
                .act(
                    visit,
                    ActKind::AnswerScreening,
                    format!("{href}/answer"),
                    "Enter screening",
                    "The patient",
                )
        }
        Next::ClearScreening { ruled_out: true } => NextCard::new("An answer rules this treatment out here")
            .sub("It can be stopped, not cleared. The patient is then owed a call.")
            .open(href, "Read screening"),
        Next::ClearScreening { .. } => {
            let card = NextCard::new("Screening is answered and waits for a prescriber");
            let may = offers(visit, ActKind::ClearScreening);
            let card = card.open(href, if may { "Clear screening" } else { "Read screening" });
            NextCard { who: if may { "" } else { "A prescriber" }, ..card }
        }
        _ => NextCard::new("A prescriber stopped this course at screening")
            .sub("The patient is owed a call. Close the course when it is done.")
            .open(href, "Read screening"),
    }
}

/// Cards about visits and the first hours.
fn visit_card(app: &App, known: &Known, next: &Next, now: Instant) -> NextCard {
    match next {
        Next::InTheRoom(id) => {
            let visit = known.visits.iter().find(|(known, _)| known == id);
            let title = visit.map_or_else(String::new, |(_, visit)| {
                let kind = kind_words(visit.kind, known.course.model);
                let title =
                    if visit.kind == SessionKind::Dosing { next_dose(known) } else { kind.to_owned() };
                format!("{title} is going on in {}: {}", visit.room, visit.phase.code().replace('-', " "))
            });
            NextCard::new(title).open(format!("/sessions/{id}"), "Open the session")
        }
        Next::Visit(id) => {
            let visit = known.visits.iter().find(|(known, _)| known == id);
            let title = visit.map_or_else(String::new, |(_, visit)| {
                let kind = kind_words(visit.kind, known.course.model).to_owned();
                let title = if visit.kind == SessionKind::Dosing { next_dose(known) } else { kind };
                let room = app.places().room_words(visit.room.as_str(), visit.starts);
                format!("{title} is on {}, {room}", app.place_of(visit).day_clock(visit.starts))
            });
            NextCard::new(title).open(format!("/sessions/{id}"), "Open the session")
        }
        Next::PlanFirstTalk(id) => {
            let left = known.windows.iter().find(|(known, _)| known == id).map(|(_, window)| window.goal);
            let sub = left.map_or_else(String::new, |goal| {
                format!("{} left, until {}", when::span(now, goal), when::day_clock(goal, &app.zone))
            });
            NextCard::new("Nothing is booked for the first talk")
                .sub(sub)
                .open(format!("/windows/{id}/book"), "Book the talk")
        }
        Next::FirstTalkAhead(id) => NextCard::new("The last dose is given, the first talk lies ahead")
            .open(format!("/windows/{id}"), "Open the first 48 hours"),
        _ => NextCard::default(),
    }
}

/// `Infusion 3 of 6`.
pub fn next_dose(known: &Known) -> String {
    let number = known.course.doses.len() + 1;
    format!("{} {number} of {}", words::model(Lang::En, known.course.model), known.course.planned_doses)
}
