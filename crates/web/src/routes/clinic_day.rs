//! The public face, today, and one person from first contact to a signed record.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages;

pub(super) const PUBLIC: &[Route] = &[
    get("/", Needs::Nothing, pages::home::get),
    get("/sign-in", Needs::Nothing, pages::sign_in::get),
    post("/sign-in", Needs::Nothing, pages::sign_in::post),
    post("/sign-in/code", Needs::Nothing, pages::sign_in::post_code),
    post("/sign-in/own", Needs::Nothing, pages::own_password::post),
    post("/sign-in/notes", Needs::Nothing, pages::own_notes::post_left),
    post("/sign-out", Needs::SignedIn, pages::sign_in::sign_out),
    get("/pin", Needs::SignedIn, pages::pin::get),
    post("/pin", Needs::SignedIn, pages::pin::post),
    post("/role", Needs::SignedIn, pages::sign_in::choose_role),
    post("/theme", Needs::Nothing, pages::sign_in::choose_theme),
    post("/language", Needs::Nothing, pages::sign_in::choose_language),
    post("/clock", Needs::Nothing, pages::sign_in::choose_clock),
    get("/help", Needs::Nothing, pages::home::help),
    get("/help/keys", Needs::Nothing, pages::home::keys),
    get("/accessibility", Needs::Nothing, pages::home::accessibility),
    get("/disclaimers", Needs::Nothing, pages::home::disclaimers),
    get("/privacy", Needs::Nothing, pages::home::privacy),
    get("/choose", Needs::Nothing, pages::choose::compare::get),
    get("/choose/summary", Needs::Nothing, pages::choose::summary::get),
    post("/choose/summary", Needs::Nothing, pages::choose::summary::post),
    get("/learn/{page}", Needs::Nothing, pages::learn::get),
    get(pages::unsubscribe::PATH, Needs::Nothing, pages::unsubscribe::get),
    post(pages::unsubscribe::PATH, Needs::Nothing, pages::unsubscribe::post),
    get("/people", Needs::Nothing, pages::people::list::get),
    get("/people/{person}", Needs::Nothing, pages::people::profile::get),
    get("/go/{token}", Needs::Nothing, pages::go::get),
    get("/start", Needs::Nothing, pages::start::get),
    post("/start", Needs::Nothing, pages::start::post),
    get("/start/sent", Needs::Nothing, pages::start::sent),
    get("/refer", Needs::Nothing, pages::refer::get),
    post("/refer", Needs::Nothing, pages::refer::post),
    get("/referred/{token}", Needs::Nothing, pages::refer::stands),
    get("/articles", Needs::Nothing, pages::articles::list::get),
    get("/articles/{slug}", Needs::Nothing, pages::articles::read::get),
];

pub(super) const TODAY: &[Route] = &[
    get("/board", Needs::May(ActKind::SeeBoard), pages::board::get),
    get("/emergencies", Needs::SignedIn, pages::emergencies::get),
];

/// Finding, registering and opening people's charts, and what the desk may see.
pub(super) const PATIENTS: &[Route] = &[
    get("/patients", Needs::May(ActKind::FindPatients), pages::patients::find_patients::get),
    get("/patients/new", Needs::May(ActKind::RegisterPatient), pages::patients::register_patient::get),
    post("/patients/new", Needs::May(ActKind::RegisterPatient), pages::patients::register_patient::post),
    get("/patients/{patient}", Needs::May(ActKind::OpenChart), pages::patients::open_chart::get),
    post(
        "/patients/{patient}/emergency",
        Needs::May(ActKind::OpenEmergencyAccess),
        pages::patients::open_emergency_access::post,
    ),
    get(
        "/patients/{patient}/correct",
        Needs::May(ActKind::CorrectPatient),
        pages::patients::correct_patient::get,
    ),
    post(
        "/patients/{patient}/correct",
        Needs::May(ActKind::CorrectPatient),
        pages::patients::correct_patient::post,
    ),
    get("/patients/{patient}/team", Needs::May(ActKind::OpenChart), pages::patients::join_care_team::get),
    post(
        "/patients/{patient}/team",
        Needs::May(ActKind::JoinCareTeam),
        pages::patients::join_care_team::post,
    ),
    post(
        "/patients/{patient}/team/leave",
        Needs::May(ActKind::LeaveCareTeam),
        pages::patients::join_care_team::post_leave,
    ),
    get(
        "/patients/{patient}/log",
        Needs::May(ActKind::SeeAccessHistory),
        pages::patients::access_history::get,
    ),
    get("/desk/chase", Needs::May(ActKind::OpenDesk), pages::desk::chase::get),
    get("/desk/{patient}/earlier", Needs::May(ActKind::OpenDesk), pages::desk::earlier::get),
    post("/desk/{patient}/earlier", Needs::May(ActKind::WishEarlier), pages::desk::earlier::post),
    get("/desk/{patient}", Needs::May(ActKind::OpenDesk), pages::desk::open_desk::get),
];

/// One person's way through one protocol.
pub(super) const COURSES: &[Route] = &[
    get("/patients/{patient}/courses/new", Needs::May(ActKind::OpenCourse), pages::course::open_course::get),
    post(
        "/patients/{patient}/courses/new",
        Needs::May(ActKind::OpenCourse),
        pages::course::open_course::post,
    ),
    get("/patients/{patient}/follow-ups", Needs::May(ActKind::OpenChart), pages::patients::follow_ups::get),
    post(
        "/patients/{patient}/follow-ups/stop",
        Needs::May(ActKind::StopFollowUps),
        pages::patients::follow_ups::post_stop,
    ),
    get("/patients/{patient}/measures", Needs::May(ActKind::SeeMeasures), pages::measures::see_measures::get),
    post(
        "/courses/{course}/measures/ask",
        Needs::May(ActKind::AskForMeasure),
        pages::measures::ask_for_measure::post,
    ),
    get(
        "/courses/{course}/measures/enter",
        Needs::May(ActKind::EnterMeasure),
        pages::measures::enter_measure::get,
    ),
    post(
        "/courses/{course}/measures/enter",
        Needs::May(ActKind::EnterMeasure),
        pages::measures::enter_measure::post,
    ),
    post(
        "/courses/{course}/measures/wrong",
        Needs::May(ActKind::MarkMeasureWrong),
        pages::measures::mark_measure_wrong::post,
    ),
    get("/courses/{course}", Needs::May(ActKind::FindPatients), pages::course::see_course::get),
    get("/courses/{course}/screening", Needs::May(ActKind::OpenChart), pages::course::clear_screening::get),
    get(
        "/courses/{course}/screening/answer",
        Needs::May(ActKind::AnswerScreening),
        pages::course::answer_screening::get,
    ),
    post(
        "/courses/{course}/screening/answer",
        Needs::May(ActKind::AnswerScreening),
        pages::course::answer_screening::post,
    ),
    post(
        "/courses/{course}/screening/clear",
        Needs::May(ActKind::ClearScreening),
        pages::course::clear_screening::post_clear,
    ),
    post(
        "/courses/{course}/screening/stop",
        Needs::May(ActKind::StopScreening),
        pages::course::clear_screening::post_stop,
    ),
    post(
        "/courses/{course}/screening/lift",
        Needs::May(ActKind::LiftScreeningStop),
        pages::course::lift_screening_stop::post,
    ),
    get("/courses/{course}/consents", Needs::May(ActKind::OpenChart), pages::course::see_consents::get),
    get("/courses/{course}/orders", Needs::May(ActKind::OpenChart), pages::course::write_order::get),
    post("/courses/{course}/orders", Needs::May(ActKind::WriteOrder), pages::course::write_order::post),
    post(
        "/courses/{course}/orders/stop",
        Needs::May(ActKind::StopOrder),
        pages::course::write_order::post_stop,
    ),
    get("/courses/{course}/intention", Needs::May(ActKind::SetIntention), pages::course::set_intention::get),
    post(
        "/courses/{course}/intention",
        Needs::May(ActKind::SetIntention),
        pages::course::set_intention::post,
    ),
    get("/courses/{course}/plan", Needs::May(ActKind::ScheduleSession), pages::course::plan_series::get),
    post("/courses/{course}/plan", Needs::May(ActKind::ScheduleSession), pages::course::plan_series::post),
    get("/courses/{course}/replan", Needs::May(ActKind::MoveSession), pages::course::replan_series::get),
    post("/courses/{course}/replan", Needs::May(ActKind::MoveSession), pages::course::replan_series::post),
    get(
        "/courses/{course}/schedule",
        Needs::May(ActKind::ScheduleSession),
        pages::course::schedule_session::get,
    ),
    post(
        "/courses/{course}/schedule",
        Needs::May(ActKind::ScheduleSession),
        pages::course::schedule_session::post,
    ),
    get("/courses/{course}/review", Needs::May(ActKind::ReviewCourse), pages::course::review_course::get),
    post("/courses/{course}/review", Needs::May(ActKind::ReviewCourse), pages::course::review_course::post),
    get("/courses/{course}/close", Needs::May(ActKind::CloseCourse), pages::course::close_course::get),
    post("/courses/{course}/close", Needs::May(ActKind::CloseCourse), pages::course::close_course::post),
];

/// The visit: ready, under, home, signed.
pub(super) const SESSIONS: &[Route] = &[
    get(pages::session::blank::PATH, Needs::May(ActKind::OpenChart), pages::session::blank::get),
    get(pages::session::lock::SHOWN, Needs::May(ActKind::OpenChart), pages::session::get),
    post("/sessions/{session}/lock", Needs::May(ActKind::OpenChart), pages::session::lock::post),
    post(pages::session::lock::UNLOCK, Needs::May(ActKind::OpenChart), pages::session::lock::post_unlock),
    post("/sessions/{session}/check-in", Needs::May(ActKind::CheckIn), pages::session::check_in::post),
    get("/sessions/{session}/move", Needs::May(ActKind::MoveSession), pages::session::move_session::get),
    post("/sessions/{session}/move", Needs::May(ActKind::MoveSession), pages::session::move_session::post),
    get("/sessions/{session}/not-come", Needs::May(ActKind::NoteNotCome), pages::session::note_not_come::get),
    post(
        "/sessions/{session}/not-come",
        Needs::May(ActKind::NoteNotCome),
        pages::session::note_not_come::post,
    ),
    get(
        "/sessions/{session}/cancel",
        Needs::May(ActKind::CancelSession),
        pages::session::cancel_session::get,
    ),
    post(
        "/sessions/{session}/cancel",
        Needs::May(ActKind::CancelSession),
        pages::session::cancel_session::post,
    ),
    get("/sessions/{session}/held", Needs::May(ActKind::HoldSession), pages::session::hold_session::get),
    post("/sessions/{session}/held", Needs::May(ActKind::HoldSession), pages::session::hold_session::post),
    // Ready
    get(
        "/sessions/{session}/precheck",
        Needs::May(ActKind::ConfirmPrecheck),
        pages::session::confirm_precheck::get,
    ),
    post(
        "/sessions/{session}/precheck",
        Needs::May(ActKind::ConfirmPrecheck),
        pages::session::confirm_precheck::post,
    ),
    get(
        "/sessions/{session}/day",
        Needs::May(ActKind::AnswerDayQuestions),
        pages::session::day_questions::get,
    ),
    post(
        "/sessions/{session}/day",
        Needs::May(ActKind::AnswerDayQuestions),
        pages::session::day_questions::post,
    ),
    post(
        "/sessions/{session}/day/{question}",
        Needs::May(ActKind::ClearDayFinding),
        pages::session::day_questions::post_cleared,
    ),
    post("/sessions/{session}/no-touch", Needs::May(ActKind::TakeBackTouch), pages::session::touch::post),
    post(
        "/sessions/{session}/presence",
        Needs::May(ActKind::NotePresence),
        pages::session::note_presence::post,
    ),
    get("/sessions/{session}/order", Needs::May(ActKind::OpenChart), pages::session::accept_order::get),
    post("/sessions/{session}/order", Needs::May(ActKind::AcceptOrder), pages::session::accept_order::post),
    get(
        "/sessions/{session}/order/question",
        Needs::May(ActKind::QuestionOrder),
        pages::session::question_order::get,
    ),
    post(
        "/sessions/{session}/order/question",
        Needs::May(ActKind::QuestionOrder),
        pages::session::question_order::post,
    ),
    post(
        "/sessions/{session}/order/rate",
        Needs::May(ActKind::ChangeRate),
        pages::session::change_rate::post,
    ),
    get(
        "/sessions/{session}/supplement",
        Needs::May(ActKind::OrderSupplement),
        pages::session::supplement::get,
    ),
    post(
        "/sessions/{session}/supplement",
        Needs::May(ActKind::OrderSupplement),
        pages::session::supplement::post,
    ),
    post(
        "/sessions/{session}/supplement/accept",
        Needs::May(ActKind::AcceptSupplement),
        pages::session::supplement::post_accept,
    ),
    post(
        "/sessions/{session}/supplement/give",
        Needs::May(ActKind::GiveSupplement),
        pages::session::supplement::post_give,
    ),
    get(
        "/sessions/{session}/supplement/withdraw",
        Needs::May(ActKind::WithdrawSupplement),
        pages::session::supplement::get_withdraw,
    ),
    post(
        "/sessions/{session}/supplement/withdraw",
        Needs::May(ActKind::WithdrawSupplement),
        pages::session::supplement::post_withdraw,
    ),
    get("/sessions/{session}/drug", Needs::May(ActKind::DrawDrug), pages::session::draw_drug::get),
    post("/sessions/{session}/drug", Needs::May(ActKind::DrawDrug), pages::session::draw_drug::post),
    get(
        "/sessions/{session}/syringes/{number}",
        Needs::May(ActKind::WasteSyringe),
        pages::session::waste_syringe::get,
    ),
    post(
        "/sessions/{session}/syringes/{number}/waste",
        Needs::May(ActKind::WasteSyringe),
        pages::session::waste_syringe::post,
    ),
    post(
        "/sessions/{session}/syringes/{number}/back",
        Needs::May(ActKind::ReturnSyringe),
        pages::session::waste_syringe::post_back,
    ),
    post(
        "/sessions/{session}/syringes/{number}/short",
        Needs::May(ActKind::NoteSyringeShort),
        pages::session::waste_syringe::post_short,
    ),
    get("/sessions/{session}/window", Needs::May(ActKind::PlanWindow), pages::session::plan_window::get),
    post("/sessions/{session}/window", Needs::May(ActKind::PlanWindow), pages::session::plan_window::post),
    get(
        "/sessions/{session}/gates/{gate}",
        Needs::May(ActKind::OverrideGate),
        pages::session::override_gate::get,
    ),
    post(
        "/sessions/{session}/gates/{gate}",
        Needs::May(ActKind::OverrideGate),
        pages::session::override_gate::post,
    ),
    get("/sessions/{session}/abort", Needs::May(ActKind::AbortSession), pages::session::abort_session::get),
    post("/sessions/{session}/abort", Needs::May(ActKind::AbortSession), pages::session::abort_session::post),
    // Under
    post("/sessions/{session}/lead", Needs::May(ActKind::TakeLead), pages::session::lead::post_take),
    post(
        "/sessions/{session}/lead/hand-over",
        Needs::May(ActKind::HandOverLead),
        pages::session::lead::post_hand_over,
    ),
    post(
        "/sessions/{session}/lead/accept",
        Needs::May(ActKind::AcceptLead),
        pages::session::lead::post_accept,
    ),
    post(
        "/sessions/{session}/emergency",
        Needs::May(ActKind::DeclareEmergency),
        pages::session::emergency::post,
    ),
    post(
        "/sessions/{session}/emergency/over",
        Needs::May(ActKind::EndEmergency),
        pages::session::emergency::post_over,
    ),
    post("/sessions/{session}/call", Needs::May(ActKind::AnswerCall), pages::session::answer_call::post),
    post("/sessions/{session}/dose", Needs::May(ActKind::GiveDose), pages::session::give_dose::post),
    get("/sessions/{session}/vitals", Needs::May(ActKind::RecordVitals), pages::session::record_vitals::get),
    post(
        "/sessions/{session}/vitals",
        Needs::May(ActKind::RecordVitals),
        pages::session::record_vitals::post,
    ),
    get(pages::session::lock::NUMBERS, Needs::May(ActKind::OpenChart), pages::session::monitors::numbers),
    get("/sessions/{session}/monitor", Needs::May(ActKind::OpenChart), pages::session::monitor_minutes::get),
    post(
        "/sessions/{session}/monitors",
        Needs::May(ActKind::AttachMonitor),
        pages::session::monitors::post_attach,
    ),
    post(
        "/sessions/{session}/monitors/let-go",
        Needs::May(ActKind::DetachMonitor),
        pages::session::monitors::post_detach,
    ),
    get(
        "/sessions/{session}/vitals/missed",
        Needs::May(ActKind::MissVitals),
        pages::session::miss_vitals::get,
    ),
    post(
        "/sessions/{session}/vitals/missed",
        Needs::May(ActKind::MissVitals),
        pages::session::miss_vitals::post,
    ),
    get("/sessions/{session}/wrong/{entry}", Needs::May(ActKind::MarkWrong), pages::session::mark_wrong::get),
    post(
        "/sessions/{session}/wrong/{entry}",
        Needs::May(ActKind::MarkWrong),
        pages::session::mark_wrong::post,
    ),
    get(
        "/sessions/{session}/alarms/{alarm}",
        Needs::May(ActKind::AnswerAlarm),
        pages::session::answer_alarm::get,
    ),
    post(
        "/sessions/{session}/alarms/{alarm}",
        Needs::May(ActKind::AnswerAlarm),
        pages::session::answer_alarm::post,
    ),
    get(
        "/sessions/{session}/uncertain",
        Needs::May(ActKind::NoteUncertain),
        pages::session::note_uncertain::get,
    ),
    post(
        "/sessions/{session}/uncertain",
        Needs::May(ActKind::NoteUncertain),
        pages::session::note_uncertain::post,
    ),
    get("/sessions/{session}/pause", Needs::May(ActKind::PauseDose), pages::session::pause_dose::get),
    post("/sessions/{session}/pause", Needs::May(ActKind::PauseDose), pages::session::pause_dose::post),
    post("/sessions/{session}/resume", Needs::May(ActKind::ResumeDose), pages::session::resume_dose::post),
    get("/sessions/{session}/end-dose", Needs::May(ActKind::EndDose), pages::session::end_dose::get),
    post("/sessions/{session}/end-dose", Needs::May(ActKind::EndDose), pages::session::end_dose::post),
    get("/sessions/{session}/depth", Needs::May(ActKind::ObserveDepth), pages::session::observe_depth::get),
    post("/sessions/{session}/depth", Needs::May(ActKind::ObserveDepth), pages::session::observe_depth::post),
    get(
        "/sessions/{session}/event",
        Needs::May(ActKind::RecordAdverseEvent),
        pages::session::record_adverse_event::get,
    ),
    post(
        "/sessions/{session}/event",
        Needs::May(ActKind::RecordAdverseEvent),
        pages::session::record_adverse_event::post,
    ),
    // Home, signed
    get("/sessions/{session}/advice", Needs::May(ActKind::OpenChart), pages::session::advice::get),
    get("/sessions/{session}/discharge", Needs::May(ActKind::Discharge), pages::session::discharge::get),
    post("/sessions/{session}/discharge", Needs::May(ActKind::Discharge), pages::session::discharge::post),
    get("/sessions/{session}/record", Needs::May(ActKind::OpenChart), pages::session::record::get),
    get(
        "/sessions/{session}/note",
        Needs::May(ActKind::WriteChairNote),
        pages::session::write_chair_note::get,
    ),
    post(
        "/sessions/{session}/note",
        Needs::May(ActKind::WriteChairNote),
        pages::session::write_chair_note::post,
    ),
    post("/sessions/{session}/amend", Needs::May(ActKind::AmendRecord), pages::session::amend_record::post),
    post("/sessions/{session}/record", Needs::May(ActKind::SignRecord), pages::session::sign_record::post),
];
