//! One visit on one page: what the phase needs, for the nurse at the chair and the therapist in the room.

mod chair;
mod dose_line;
mod flowsheet;
mod gates_shown;
mod glance;
mod here;
pub mod lead;
mod load;
pub mod order_strip;
mod outbox;
mod over;
mod pressure;
mod read;
mod ready;
mod room;
mod same_reading;
mod scheduled;
mod timeline;
pub mod touch;

pub mod abort_session;
pub mod accept_order;
pub mod advice;
pub mod amend_record;
pub mod answer_alarm;
pub mod answer_call;
pub mod blank;
pub mod cancel_session;
pub mod change_rate;
pub mod check_in;
pub mod confirm_precheck;
pub mod day_questions;
pub mod discharge;
pub mod draw_drug;
pub mod emergency;
pub mod end_dose;
pub mod give_dose;
pub mod hold_session;
pub mod lock;
pub mod mark_wrong;
pub mod miss_vitals;
pub mod monitor_minutes;
pub mod monitors;
pub mod move_session;
pub mod note_not_come;
pub mod note_presence;
pub mod note_uncertain;
pub mod observe_depth;
pub mod override_gate;
pub mod pause_dose;
pub mod plan_window;
pub mod question_order;
pub mod record;
pub mod record_adverse_event;
pub mod record_vitals;
pub mod resume_dose;
pub mod sign_record;
pub mod supplement;
pub mod waste_syringe;
pub mod write_chair_note;

use care::course::SessionKind;
use care::ids::SessionId;
use care::refusal::Refusal;
use care::session::Phase;

use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::visit::Visit;

/// `GET /sessions/{session}`: the page that the phase needs.
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = match load::chart(app, visit) {
        Ok(loaded) => loaded,
        // The board names every room. Who has no tie to this patient is told so there, and what they may do.
        Err(Trouble::Refused(Refusal::NoTie)) => {
            let session = app.session(visit.id("session", SessionId::read)?)?;
            return Ok(Reply::Go(format!("/patients/{}", session.patient), None));
        }
        Err(trouble) => return Err(trouble),
    };
    if visit.signed()?.locked.is_some() {
        return glance::draw(app, visit, &loaded);
    }
    match (loaded.session.kind, loaded.session.phase) {
        (_, Phase::Cancelled | Phase::Held | Phase::NotCome) => over::draw(app, visit, &loaded),
        (_, Phase::Discharged | Phase::Aborted) => record::draw(app, visit, &loaded),
        (SessionKind::Dosing, Phase::Dosing | Phase::Paused | Phase::Recovery) => {
            chair::draw(app, visit, &loaded)
        }
        (SessionKind::Dosing, Phase::CheckedIn) => ready::draw(app, visit, &loaded),
        _ => scheduled::draw(app, visit, &loaded),
    }
}
