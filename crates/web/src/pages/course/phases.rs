//! Where a course stands, as a line from top to bottom: screening, consent, preparation, order, each dose with its
//! first talk, review, end.

use care::course::screening::Verdict;
use care::course::{Order, SessionKind};
use care::ids::WindowId;
use care::integration::{Window, WindowState};
use care::protocol::Key;
use care::session::Phase;
use care::time::Instant;

use super::known::{Known, service};
use super::next_step::on_calendar;
use crate::app::App;
use crate::pages::rows;
use crate::parts::{Service, Step, StepState};
use crate::texts::Lang;
use crate::{when, words};

/// What is ordered, in one line.
pub fn order_words(order: &Order) -> String {
    let over = order.over.map(|over| format!(" over {} min", over.0)).unwrap_or_default();
    format!("{} {}{over}", order.dose.in_mg(), words::route(Lang::En, order.route))
}

struct Line<'a> {
    app: &'a App,
    known: &'a Known,
    now: Instant,
    steps: Vec<Step>,
}

/// The line of a course. The first thing that is not done is "now".
pub fn steps(app: &App, known: &Known, now: Instant) -> Vec<Step> {
    let mut line = Line { app, known, now, steps: vec![] };
    line.before();
    line.doses();
    line.end();
    let over = known.course.closed.is_some();
    if let Some(first) = line.steps.iter_mut().find(|step| step.state == StepState::Ahead)
        && !over
    {
        first.state = StepState::Now;
    }
    if over {
        line.steps.iter_mut().filter(|step| step.state == StepState::Ahead).for_each(|step| {
            step.state = StepState::Skipped;
        });
    }
    line.steps
}

fn done(is: bool) -> StepState {
    if is { StepState::Done } else { StepState::Ahead }
}

impl Line<'_> {
    fn day(&self, at: Instant) -> String {
        when::day(at, &self.app.zone)
    }

    fn href(&self, page: &str) -> String {
        format!("/courses/{}/{page}", self.known.id)
    }

    fn before(&mut self) {
        let (course, protocol) = (&self.known.course, &self.known.protocol);
        let (state, when, note) = match course.screening.as_ref().map(|held| (held.at, &held.verdict)) {
            _ if course.held.is_some() => {
                let at = course.held.as_ref().map(|held| self.day(held.at)).unwrap_or_default();
                (StepState::Skipped, at, "stopped")
            }
            None => (StepState::Ahead, String::new(), ""),
            Some((at, None)) => (StepState::Ahead, self.day(at), "answered, not cleared yet"),
            Some((_, Some(Verdict::Cleared { at, .. }))) => (StepState::Done, self.day(*at), "cleared"),
            Some((at, Some(Verdict::Stopped { .. }))) => (StepState::Skipped, self.day(at), "stopped"),
        };
        let href = self.href("screening");
        let (note, label) = (note.to_owned(), "Screening".to_owned());
        self.steps.push(Step { label, when, note, state, href, ..Step::default() });
        let signed = course.consents.iter().rev().find(|held| held.withdrawn.is_none());
        self.steps.push(Step {
            label: "Consent".to_owned(),
            when: signed.map(|held| self.day(held.signed)).unwrap_or_default(),
            note: signed.map(|held| words::route(Lang::En, held.route).to_owned()).unwrap_or_default(),
            state: done(signed.is_some()),
            href: self.href("consents"),
            ..Step::default()
        });
        let needs = protocol.1.content.small(Key::PreparationSessions).unwrap_or(0);
        for number in 1..=needs.max(course.prepared) {
            self.preparation(number, needs.max(course.prepared));
        }
        let order = course.order_in_force();
        self.steps.push(Step {
            label: "Order".to_owned(),
            when: order.map(|held| self.day(held.at)).unwrap_or_default(),
            note: order.map(order_words).unwrap_or_default(),
            state: done(order.is_some() || course.planned_doses as usize <= course.doses.len()),
            href: self.href("orders"),
            ..Step::default()
        });
    }

    fn preparation(&mut self, number: u32, of: u32) {
        let known = self.known;
        let kind = SessionKind::Preparation;
        let nth = (number as usize).saturating_sub(1);
        let of_kind = |phase: Phase| {
            known.visits.iter().filter(move |(_, visit)| visit.kind == kind && visit.phase == phase)
        };
        let held = of_kind(Phase::Held).nth(nth);
        let ahead = if number == known.course.prepared + 1 { of_kind(Phase::Scheduled).next() } else { None };
        let at = held.or(ahead);
        self.steps.push(Step {
            label: format!("Preparation {number} of {of}"),
            when: at.map(|(_, visit)| self.app.place_of(visit).day_clock(visit.starts)).unwrap_or_default(),
            state: done(number <= known.course.prepared),
            href: at.map(|(id, _)| format!("/sessions/{id}")).unwrap_or_default(),
            ..Step::default()
        });
    }

    fn doses(&mut self) {
        let known = self.known;
        let (model, given) = (known.course.model, known.course.doses.len());
        let of = (known.course.planned_doses as usize).max(given);
        let running =
            |phase| matches!(phase, Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery);
        let mut next = known.visits.iter().find(|(id, visit)| {
            let counted = known.course.doses.iter().any(|(_, session)| session == id);
            visit.kind == SessionKind::Dosing && running(visit.phase) && !counted
        });
        if next.is_none() {
            let id = on_calendar(&known.states(), SessionKind::Dosing);
            next = known.visits.iter().find(|(known, _)| Some(*known) == id);
        }
        for number in 0..of {
            let dose = known.course.doses.get(number);
            let ahead = next.filter(|_| number == given);
            let at = dose.map(|(at, _)| *at).or_else(|| ahead.map(|(_, visit)| visit.starts));
            let session = dose.map(|(_, session)| *session).or_else(|| ahead.map(|(id, _)| *id));
            self.steps.push(Step {
                label: format!("{} {} of {of}", words::model(Lang::En, model), number + 1),
                when: at.map(|at| when::day_clock(at, &self.app.zone)).unwrap_or_default(),
                note: ahead.map(|(_, visit)| visit.room.to_string()).unwrap_or_default(),
                state: done(dose.is_some()),
                service: service(model),
                href: session.map(|id| format!("/sessions/{id}")).unwrap_or_default(),
            });
            if let Some((id, window)) = known.windows.get(number) {
                self.talk(*id, window, number + 1 < given);
            }
        }
    }

    fn talk(&mut self, id: WindowId, window: &Window, later_dose: bool) {
        let (app, zone) = (self.app, &self.app.zone);
        let booked = window.talk.map(|talk| when::day_clock(talk.at, zone)).unwrap_or_default();
        let hours = |at: Instant| format!("{} h after the dose", at.hours_since(window.opened));
        let (state, when, note) = match (window.state(self.now), window.held) {
            (WindowState::Held, Some((at, _))) => (StepState::Done, self.day(at), hours(at)),
            (WindowState::Declined, _) => (StepState::Skipped, String::new(), "said no, thanks".to_owned()),
            (WindowState::Booked, _) => (StepState::Ahead, booked, String::new()),
            (WindowState::Asked, _) => (StepState::Ahead, String::new(), "asked, no answer yet".to_owned()),
            (WindowState::After, _) if later_dose => {
                (StepState::Skipped, String::new(), "not held".to_owned())
            }
            (WindowState::After, _) => (StepState::Ahead, booked, "still worth offering".to_owned()),
            _ => (StepState::Ahead, String::new(), "nothing booked".to_owned()),
        };
        let kind = window.held.map(|(_, kind)| kind).unwrap_or_else(|| window.talk.map(|talk| talk.kind));
        let with = window.talk.map(|talk| crate::pages::patients::person_name(app, talk.with));
        let note = match (note.is_empty(), with) {
            (true, Some(with)) => format!("with {with}"),
            (false, Some(with)) => format!("with {with}, {note}"),
            (_, None) => note,
        };
        self.steps.push(Step {
            label: "First talk".to_owned(),
            when,
            note,
            state,
            service: kind.map_or(Service::None, |kind| rows::talk_service(Some(kind.code()))),
            href: format!("/windows/{id}"),
        });
    }

    fn end(&mut self) {
        let course = &self.known.course;
        let reviewed = course.reviewed.map(|at| self.day(at)).unwrap_or_default();
        let closed = course.closed.as_ref().map(|(at, _)| self.day(*at)).unwrap_or_default();
        let why = course.closed.as_ref().map(|(_, why)| why.to_string()).unwrap_or_default();
        let (review, end) = (done(course.reviewed.is_some()), done(course.closed.is_some()));
        self.steps.push(Step {
            label: "Review".to_owned(),
            when: reviewed,
            state: review,
            ..Step::default()
        });
        let label = "Close".to_owned();
        self.steps.push(Step { label, when: closed, note: why, state: end, ..Step::default() });
    }
}
