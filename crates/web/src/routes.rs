//! Every URL, in the order of a clinic day, each with what it needs. A test walks this table and tries each route as
//! nobody and as every role that may not.

use care::practice::ActKind;

use crate::answer::Answered;
use crate::app::App;
use crate::pages;
use crate::visit::Visit;

/// GET draws; POST does one act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Draws. Changes nothing.
    Get,
    /// One act.
    Post,
}

/// What a route needs before its page function is called. The tie to a patient is judged inside: by `submit` for acts,
/// by `App::may` or `App::open_chart` for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the public face, and the crisis line.
    Nothing,
    /// Somebody signed in.
    SignedIn,
    /// A role that may do this, now.
    May(ActKind),
}

/// One URL.
#[derive(Clone, Copy)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// As axum reads it: `/patients/{patient}`.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// The page.
    pub page: fn(&App, &Visit) -> Answered,
}

const fn get(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Get, path, needs, page }
}

const fn post(path: &'static str, needs: Needs, page: fn(&App, &Visit) -> Answered) -> Route {
    Route { method: Method::Post, path, needs, page }
}

/// Every route there is, by place.
pub fn all() -> Vec<Route> {
    [
        PUBLIC,
        TODAY,
        PATIENTS,
        COURSES,
        SESSIONS,
        WINDOWS,
        INTEGRATION,
        ME,
        TASKS,
        CLINIC,
        PROTOCOLS,
        AUDIT,
        SIGN_INS,
    ]
    .concat()
}

const PUBLIC: &[Route] = &[
    get("/", Needs::Nothing, pages::home::get),
    get("/sign-in", Needs::Nothing, pages::sign_in::get),
    post("/sign-in", Needs::Nothing, pages::sign_in::post),
    post("/sign-in/code", Needs::Nothing, pages::sign_in::post_code),
    post("/sign-out", Needs::SignedIn, pages::sign_in::sign_out),
    post("/role", Needs::SignedIn, pages::sign_in::choose_role),
    post("/theme", Needs::Nothing, pages::sign_in::choose_theme),
    get("/help", Needs::Nothing, pages::home::help),
    get("/help/keys", Needs::Nothing, pages::home::keys),
    get("/accessibility", Needs::Nothing, pages::home::accessibility),
    get("/disclaimers", Needs::Nothing, pages::home::disclaimers),
    get("/privacy", Needs::Nothing, pages::home::privacy),
    get("/people", Needs::Nothing, pages::people::list::get),
    get("/people/{person}", Needs::Nothing, pages::people::profile::get),
];

const TODAY: &[Route] = &[get("/board", Needs::May(ActKind::SeeBoard), pages::board::get)];

/// Finding, registering and opening people's charts, and what the desk may see.
const PATIENTS: &[Route] = &[
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
    get("/desk/{patient}", Needs::May(ActKind::OpenDesk), pages::desk::open_desk::get),
];

/// One person's way through one protocol.
const COURSES: &[Route] = &[
    get("/patients/{patient}/courses/new", Needs::May(ActKind::OpenCourse), pages::course::open_course::get),
    post(
        "/patients/{patient}/courses/new",
        Needs::May(ActKind::OpenCourse),
        pages::course::open_course::post,
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
const SESSIONS: &[Route] = &[
    get("/sessions/{session}", Needs::May(ActKind::OpenChart), pages::session::get),
    post("/sessions/{session}/check-in", Needs::May(ActKind::CheckIn), pages::session::check_in::post),
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
    post(
        "/sessions/{session}/presence",
        Needs::May(ActKind::NotePresence),
        pages::session::note_presence::post,
    ),
    get("/sessions/{session}/order", Needs::May(ActKind::OpenChart), pages::session::accept_order::get),
    post("/sessions/{session}/order", Needs::May(ActKind::AcceptOrder), pages::session::accept_order::post),
    get("/sessions/{session}/drug", Needs::May(ActKind::DrawDrug), pages::session::draw_drug::get),
    post("/sessions/{session}/drug", Needs::May(ActKind::DrawDrug), pages::session::draw_drug::post),
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
    post("/sessions/{session}/dose", Needs::May(ActKind::GiveDose), pages::session::give_dose::post),
    get("/sessions/{session}/vitals", Needs::May(ActKind::RecordVitals), pages::session::record_vitals::get),
    post(
        "/sessions/{session}/vitals",
        Needs::May(ActKind::RecordVitals),
        pages::session::record_vitals::post,
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
    get("/sessions/{session}/discharge", Needs::May(ActKind::Discharge), pages::session::discharge::get),
    post("/sessions/{session}/discharge", Needs::May(ActKind::Discharge), pages::session::discharge::post),
    get("/sessions/{session}/record", Needs::May(ActKind::OpenChart), pages::session::record::get),
    post("/sessions/{session}/record", Needs::May(ActKind::SignRecord), pages::session::sign_record::post),
];

/// The first hours, for the clinic.
const WINDOWS: &[Route] = &[
    get("/windows/{window}", Needs::May(ActKind::BookTalk), pages::windows::see::get),
    get("/windows/{window}/book", Needs::May(ActKind::BookTalk), pages::windows::book_talk::get),
    post("/windows/{window}/book", Needs::May(ActKind::BookTalk), pages::windows::book_talk::post),
    get("/windows/{window}/offer", Needs::May(ActKind::OfferTimes), pages::windows::offer_times::get),
    post("/windows/{window}/offer", Needs::May(ActKind::OfferTimes), pages::windows::offer_times::post),
    get("/windows/{window}/cancel", Needs::May(ActKind::CancelTalk), pages::windows::cancel_talk::get),
    post("/windows/{window}/cancel", Needs::May(ActKind::CancelTalk), pages::windows::cancel_talk::post),
    post("/windows/{window}/decline", Needs::May(ActKind::DeclineTalk), pages::windows::decline_talk::post),
    get("/windows/{window}/therapy", Needs::May(ActKind::HoldTherapy), pages::windows::hold_therapy::get),
    post("/windows/{window}/therapy", Needs::May(ActKind::HoldTherapy), pages::windows::hold_therapy::post),
    post(
        "/windows/{window}/notes",
        Needs::May(ActKind::WriteTherapyNote),
        pages::windows::write_therapy_note::post,
    ),
    get(
        "/windows/{window}/notes/{document}",
        Needs::May(ActKind::ReadTherapyNote),
        pages::windows::read_therapy_note::get,
    ),
];

/// The integration-support shell: its own words, nothing clinical.
const INTEGRATION: &[Route] = &[
    get("/integration", Needs::May(ActKind::OpenSupportPerson), pages::integration::my_people::get),
    get(
        "/integration/profile",
        Needs::May(ActKind::OpenSupportPerson),
        pages::integration::publish_disclosure::get,
    ),
    post(
        "/integration/profile",
        Needs::May(ActKind::OpenSupportPerson),
        pages::integration::publish_disclosure::post,
    ),
    get("/integration/{window}", Needs::May(ActKind::OpenSupportPerson), pages::integration::person::get),
    post(
        "/integration/{window}/hold",
        Needs::May(ActKind::HoldSupport),
        pages::integration::hold_support::post,
    ),
    get(
        "/integration/{window}/note",
        Needs::May(ActKind::WriteSupportNote),
        pages::integration::write_support_note::get,
    ),
    post(
        "/integration/{window}/note",
        Needs::May(ActKind::WriteSupportNote),
        pages::integration::write_support_note::post,
    ),
    get("/integration/{window}/handback", Needs::May(ActKind::HandBack), pages::integration::hand_back::get),
    post(
        "/integration/{window}/handback",
        Needs::May(ActKind::HandBack),
        pages::integration::hand_back::post,
    ),
];

/// The patient's own pages.
const ME: &[Route] = &[
    get("/me", Needs::May(ActKind::SeeOwnCourse), pages::me::course::get),
    get("/me/todo", Needs::May(ActKind::SeeOwnCourse), pages::me::todo::get),
    get("/me/screening", Needs::May(ActKind::SeeOwnCourse), pages::me::answer_screening::get),
    post("/me/screening", Needs::May(ActKind::AnswerScreening), pages::me::answer_screening::post),
    get("/me/consent", Needs::May(ActKind::SeeOwnCourse), pages::me::sign_consent::get),
    post("/me/consent", Needs::May(ActKind::SignConsent), pages::me::sign_consent::post),
    post("/me/consent/withdraw", Needs::May(ActKind::WithdrawConsent), pages::me::withdraw_consent::post),
    get("/me/intention", Needs::May(ActKind::SeeOwnCourse), pages::me::set_intention::get),
    post("/me/intention", Needs::May(ActKind::SetIntention), pages::me::set_intention::post),
    get("/me/visit/{session}", Needs::May(ActKind::SeeOwnCourse), pages::me::visit::get),
    post("/me/visit/{session}/here", Needs::May(ActKind::CheckIn), pages::me::check_in::post),
    get(
        "/me/visit/{session}/changed-my-mind",
        Needs::May(ActKind::SeeOwnCourse),
        pages::me::cancel_session::get,
    ),
    post(
        "/me/visit/{session}/changed-my-mind",
        Needs::May(ActKind::CancelSession),
        pages::me::cancel_session::post,
    ),
    get("/me/talk", Needs::May(ActKind::SeeOwnCourse), pages::me::talk::get),
    post("/me/talk", Needs::May(ActKind::BookTalk), pages::me::book_talk::post),
    post("/me/talk/plan", Needs::May(ActKind::PlanWindow), pages::me::plan_window::post),
    post("/me/talk/cancel", Needs::May(ActKind::CancelTalk), pages::me::cancel_talk::post),
    post("/me/talk/decline", Needs::May(ActKind::DeclineTalk), pages::me::decline_talk::post),
    get("/me/disclosure/{person}", Needs::May(ActKind::SeeOwnCourse), pages::me::acknowledge_disclosure::get),
    post(
        "/me/disclosure/{person}",
        Needs::May(ActKind::AcknowledgeDisclosure),
        pages::me::acknowledge_disclosure::post,
    ),
    get("/me/people", Needs::May(ActKind::SeeOwnCourse), pages::me::who_sees::get),
    post("/me/people/share", Needs::May(ActKind::Share), pages::me::share::post),
    post("/me/people/take-back", Needs::May(ActKind::TakeBack), pages::me::take_back::post),
    get("/me/unsafe", Needs::May(ActKind::SeeOwnCourse), pages::me::say_unsafe::get),
    post("/me/unsafe", Needs::May(ActKind::SayUnsafe), pages::me::say_unsafe::post),
    get("/me/quiet", Needs::May(ActKind::SeeOwnCourse), pages::me::quiet::get),
    get("/me/help", Needs::May(ActKind::SeeOwnCourse), pages::me::help::get),
    get("/me/messages", Needs::May(ActKind::SeeOwnCourse), pages::me::help::messages),
    get("/me/close", Needs::May(ActKind::SeeOwnCourse), pages::me::close_course::get),
    post("/me/close", Needs::May(ActKind::CloseCourse), pages::me::close_course::post),
];

/// What people owe by a clock.
const TASKS: &[Route] = &[
    get("/tasks", Needs::May(ActKind::SeeTasks), pages::tasks::see_tasks::get),
    get("/tasks/{task}", Needs::May(ActKind::SeeTasks), pages::tasks::answer_task::get),
    post("/tasks/{task}/take", Needs::May(ActKind::TakeTask), pages::tasks::answer_task::post_take),
    post("/tasks/{task}/answer", Needs::May(ActKind::AnswerTask), pages::tasks::answer_task::post),
];

/// People, licences, affiliations.
const CLINIC: &[Route] = &[
    get("/clinic/people", Needs::May(ActKind::SeePeople), pages::clinic::people::get),
    get("/clinic/people/new", Needs::May(ActKind::AddPerson), pages::clinic::add_person::get),
    post("/clinic/people/new", Needs::May(ActKind::AddPerson), pages::clinic::add_person::post),
    get("/clinic/people/{person}", Needs::May(ActKind::SeePeople), pages::clinic::person::get),
    get(
        "/clinic/people/{person}/credential",
        Needs::May(ActKind::RecordCredential),
        pages::clinic::record_credential::get,
    ),
    post(
        "/clinic/people/{person}/credential",
        Needs::May(ActKind::RecordCredential),
        pages::clinic::record_credential::post,
    ),
    get(
        "/clinic/people/{person}/affiliation",
        Needs::May(ActKind::BeginAffiliation),
        pages::clinic::begin_affiliation::get,
    ),
    post(
        "/clinic/people/{person}/affiliation",
        Needs::May(ActKind::BeginAffiliation),
        pages::clinic::begin_affiliation::post,
    ),
    get(
        "/clinic/people/{person}/end",
        Needs::May(ActKind::EndAffiliation),
        pages::clinic::end_affiliation::get,
    ),
    post(
        "/clinic/people/{person}/end",
        Needs::May(ActKind::EndAffiliation),
        pages::clinic::end_affiliation::post,
    ),
];

/// What a care model asks for here.
const PROTOCOLS: &[Route] = &[
    get("/protocols", Needs::May(ActKind::SeeProtocols), pages::protocols::list::get),
    get("/protocols/{protocol}", Needs::May(ActKind::SeeProtocols), pages::protocols::protocol::get),
    get("/protocols/{protocol}/file", Needs::May(ActKind::SeeProtocols), pages::protocols::file::get),
    get(
        "/protocols/{protocol}/copy",
        Needs::May(ActKind::DraftProtocol),
        pages::protocols::draft_protocol::get_copy,
    ),
    post(
        "/protocols/{protocol}/copy",
        Needs::May(ActKind::DraftProtocol),
        pages::protocols::draft_protocol::post_copy,
    ),
    get(
        "/protocols/{protocol}/edit",
        Needs::May(ActKind::DraftProtocol),
        pages::protocols::draft_protocol::get_edit,
    ),
    post(
        "/protocols/{protocol}/edit",
        Needs::May(ActKind::DraftProtocol),
        pages::protocols::draft_protocol::post_edit,
    ),
    get(
        "/protocols/{protocol}/sign",
        Needs::May(ActKind::SignProtocol),
        pages::protocols::sign_protocol::get,
    ),
    post(
        "/protocols/{protocol}/sign",
        Needs::May(ActKind::SignProtocol),
        pages::protocols::sign_protocol::post,
    ),
    get(
        "/protocols/{protocol}/retire",
        Needs::May(ActKind::RetireProtocol),
        pages::protocols::retire_protocol::get,
    ),
    post(
        "/protocols/{protocol}/retire",
        Needs::May(ActKind::RetireProtocol),
        pages::protocols::retire_protocol::post,
    ),
];

/// Reading what happened.
const AUDIT: &[Route] = &[
    get("/audit", Needs::May(ActKind::SeeRecord), pages::audit::journal::get),
    get("/audit/{stream}", Needs::May(ActKind::SeeRecord), pages::audit::stream::get),
];

/// The means to sign in, handed over in person.
const SIGN_INS: &[Route] = &[
    get("/patients/{patient}/sign-in", Needs::May(ActKind::GiveSignIn), pages::sign_ins::give_sign_in::get),
    post("/patients/{patient}/sign-in", Needs::May(ActKind::GiveSignIn), pages::sign_ins::give_sign_in::post),
    get(
        "/clinic/people/{person}/sign-in",
        Needs::May(ActKind::GiveStaffSignIn),
        pages::sign_ins::give_staff_sign_in::get,
    ),
    post(
        "/clinic/people/{person}/sign-in",
        Needs::May(ActKind::GiveStaffSignIn),
        pages::sign_ins::give_staff_sign_in::post,
    ),
];
