//! What a dose, a booking of one or a talk after one must be weighed with.

use super::{Chart, Want};
use crate::act::Act;
use crate::course::series;
use crate::fact::Stream;
use crate::patient::Lock;

impl Chart {
    /// What a dose, or the gates before it, must be weighed against: the patient's last dose, whatever course it was in.
    pub(super) fn last_dose(&self, act: &Act) -> Option<Want> {
        let (Act::GiveDose(id, _)
        | Act::OverrideGate(id, _)
        | Act::OrderSupplement(id, _)
        | Act::GiveSupplement(id, _)) = act
        else {
            return None;
        };
        let patient = self.patient(self.session(*id).ok()?.patient).ok()?;
        patient.last_dose_but(*id).map(|session| Want::Stream(Stream::Session(session)))
    }

    /// An order is weighed with the dose that it may change.
    pub(super) fn dose_that_runs(&self, act: &Act) -> Option<Want> {
        let Act::WriteOrder(id, _) = act else { return None };
        let Lock::WhileDosing(session) = self.patient(self.course(*id).ok()?.patient).ok()?.lock else {
            return None;
        };
        Some(Want::Stream(Stream::Session(session)))
    }

    /// What a new or moved dose on the calendar must be counted with: the dosing visits of the course that have no dose yet.
    pub(super) fn doses_ahead(&self, act: &Act) -> Vec<Want> {
        let of = match act {
            Act::ScheduleSession(_, schedule) => schedule.course,
            other => match other.moves().map(|(id, _)| self.session(id)) {
                Some(Ok(visit)) => visit.course,
                Some(Err(_)) | None => return vec![],
            },
        };
        let Ok(course) = self.course(of) else { return vec![] };
        let mut wants: Vec<Want> =
            series::uncounted(course).map(|visit| Want::Stream(Stream::Session(visit))).collect();
        wants.push(Want::InForce(of));
        wants
    }

    /// Whom an entry is shared with must be one of the patient's own people: a talk after any dose makes them so.
    pub(super) fn talks_that_tie(&self, act: &Act) -> Option<Want> {
        let Act::ShareDiaryEntry(id, _) = act else { return None };
        self.diary(*id).ok().map(|entry| Want::Windows(entry.patient))
    }

    /// Before check-in a visit is asked what the version in force asks.
    pub(super) fn asked_on_the_day(&self, act: &Act) -> Option<Want> {
        let (Act::AnswerDayQuestions(id, _) | Act::ClearDayFinding(id, _)) = act else { return None };
        self.session(*id).ok().map(|session| Want::InForce(session.course))
    }
}
