//! Around the chair: the first hours, integration support, the patient, work owed, people, protocols, audit.

use care::practice::ActKind;

use super::{Needs, Route, get, post, post_file};
use crate::pages;

/// The first hours, for the clinic.
pub(super) const WINDOWS: &[Route] = &[
    get("/windows/{window}", Needs::May(ActKind::BookTalk), pages::windows::see::get),
    get("/windows/{window}/step", Needs::May(ActKind::ProposeStep), pages::windows::propose_step::get),
    post("/windows/{window}/step", Needs::May(ActKind::ProposeStep), pages::windows::propose_step::post),
    get("/windows/{window}/book", Needs::May(ActKind::BookTalk), pages::windows::book_talk::get),
    post("/windows/{window}/book", Needs::May(ActKind::BookTalk), pages::windows::book_talk::post),
    get("/windows/{window}/offer", Needs::May(ActKind::OfferTimes), pages::windows::offer_times::get),
    post("/windows/{window}/offer", Needs::May(ActKind::OfferTimes), pages::windows::offer_times::post),
    get("/windows/{window}/cancel", Needs::May(ActKind::CancelTalk), pages::windows::cancel_talk::get),
    post("/windows/{window}/cancel", Needs::May(ActKind::CancelTalk), pages::windows::cancel_talk::post),
    post("/windows/{window}/way", Needs::May(ActKind::ChooseTalkWay), pages::windows::choose_talk_way::post),
    post("/windows/{window}/decline", Needs::May(ActKind::DeclineTalk), pages::windows::decline_talk::post),
    get("/windows/{window}/refer", Needs::May(ActKind::ReferOutside), pages::windows::refer_outside::get),
    post("/windows/{window}/refer", Needs::May(ActKind::ReferOutside), pages::windows::refer_outside::post),
    get("/windows/{window}/met", Needs::May(ActKind::NoteMetOutside), pages::windows::note_met_outside::get),
    post(
        "/windows/{window}/met",
        Needs::May(ActKind::NoteMetOutside),
        pages::windows::note_met_outside::post,
    ),
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
pub(super) const INTEGRATION: &[Route] = &[
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
pub(super) const ME: &[Route] = &[
    get("/me", Needs::May(ActKind::SeeOwnCourse), pages::me::course::get),
    get("/me/todo", Needs::May(ActKind::SeeOwnCourse), pages::me::todo::get),
    get("/me/screening", Needs::May(ActKind::SeeOwnCourse), pages::me::keep_screening_answer::get),
    post("/me/screening", Needs::May(ActKind::AnswerScreening), pages::me::answer_screening::post),
    post("/me/screening/call", Needs::May(ActKind::WishCallTime), pages::me::confirm_finding::post_wish),
    post(
        "/me/screening/{question}",
        Needs::May(ActKind::KeepScreeningAnswer),
        pages::me::keep_screening_answer::post,
    ),
    post(
        "/me/screening/{question}/confirm",
        Needs::May(ActKind::ConfirmFinding),
        pages::me::confirm_finding::post,
    ),
    get("/me/consent", Needs::May(ActKind::SeeOwnCourse), pages::me::sign_consent::get),
    post("/me/consent", Needs::May(ActKind::SignConsent), pages::me::sign_consent::post),
    get("/me/consents", Needs::May(ActKind::SeeOwnCourse), pages::me::consents::get),
    get("/me/consents/withdraw", Needs::May(ActKind::SeeOwnCourse), pages::me::withdraw_consent::get),
    post("/me/consents/withdraw", Needs::May(ActKind::WithdrawConsent), pages::me::withdraw_consent::post),
    get("/me/intention", Needs::May(ActKind::SeeOwnCourse), pages::me::set_intention::get),
    post("/me/intention", Needs::May(ActKind::SetIntention), pages::me::set_intention::post),
    get("/me/measures", Needs::May(ActKind::SeeOwnCourse), pages::me::measures::get),
    get("/me/measures/{asking}", Needs::May(ActKind::SeeOwnCourse), pages::me::answer_measure::get),
    post("/me/measures/{asking}", Needs::May(ActKind::KeepMeasureAnswer), pages::me::answer_measure::post),
    post(
        "/me/measures/{asking}/send",
        Needs::May(ActKind::AnswerMeasure),
        pages::me::answer_measure::post_send,
    ),
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
    post("/me/talk/way", Needs::May(ActKind::ChooseTalkWay), pages::me::talk::way),
    post("/me/talk/cancel", Needs::May(ActKind::CancelTalk), pages::me::cancel_talk::post),
    post("/me/talk/decline", Needs::May(ActKind::DeclineTalk), pages::me::decline_talk::post),
    post("/me/talk/refer", Needs::May(ActKind::ReferOutside), pages::me::refer_outside::post),
    post("/me/talk/met", Needs::May(ActKind::NoteMetOutside), pages::me::note_met_outside::post),
    get("/me/disclosure/{person}", Needs::May(ActKind::SeeOwnCourse), pages::me::acknowledge_disclosure::get),
    post(
        "/me/disclosure/{person}",
        Needs::May(ActKind::AcknowledgeDisclosure),
        pages::me::acknowledge_disclosure::post,
    ),
    get("/me/people", Needs::May(ActKind::SeeOwnCourse), pages::me::who_sees::get),
    post("/me/people/share", Needs::May(ActKind::Share), pages::me::share::post),
    post("/me/people/take-back", Needs::May(ActKind::TakeBack), pages::me::take_back::post),
    post("/me/mood", Needs::May(ActKind::SayMood), pages::me::say_mood::post),
    get("/me/mood", Needs::May(ActKind::SeeOwnCourse), pages::me::say_mood::get),
    get("/me/steps", Needs::May(ActKind::SeeOwnCourse), pages::me::small_steps::get),
    post("/me/steps", Needs::May(ActKind::ChooseSmallStep), pages::me::small_steps::post),
    get("/me/steps/{step}", Needs::May(ActKind::SeeOwnCourse), pages::me::change_small_step::get),
    post("/me/steps/{step}", Needs::May(ActKind::ChangeSmallStep), pages::me::change_small_step::post),
    post("/me/steps/{step}/tick", Needs::May(ActKind::TickSmallStep), pages::me::tick_small_step::post),
    post(
        "/me/steps/{step}/pause",
        Needs::May(ActKind::PauseSmallStep),
        pages::me::change_small_step::post_pause,
    ),
    post(
        "/me/steps/{step}/resume",
        Needs::May(ActKind::ResumeSmallStep),
        pages::me::change_small_step::post_resume,
    ),
    post(
        "/me/steps/{step}/let-go",
        Needs::May(ActKind::LetGoSmallStep),
        pages::me::change_small_step::post_let_go,
    ),
    post(
        "/me/proposed/{number}/take",
        Needs::May(ActKind::TakeProposedStep),
        pages::me::proposed_step::post_take,
    ),
    post(
        "/me/proposed/{number}/leave",
        Needs::May(ActKind::LeaveProposedStep),
        pages::me::proposed_step::post_leave,
    ),
    get("/me/line", Needs::May(ActKind::SeeOwnCourse), pages::me::line::get),
    get("/me/practice", Needs::May(ActKind::SeeOwnCourse), pages::me::practice::get),
    get("/me/practice/{practice}", Needs::May(ActKind::SeeOwnCourse), pages::me::practice::get_one),
    get("/me/follow-up", Needs::May(ActKind::SeeOwnCourse), pages::me::follow_up::get),
    post("/me/follow-up", Needs::May(ActKind::AnswerFollowUp), pages::me::follow_up::post),
    post("/me/follow-up/stop", Needs::May(ActKind::StopFollowUps), pages::me::follow_up::post_stop),
    post("/me/follow-up/resume", Needs::May(ActKind::ResumeFollowUps), pages::me::follow_up::post_resume),
    get("/me/unsafe", Needs::May(ActKind::SeeOwnCourse), pages::me::say_unsafe::get),
    post("/me/unsafe", Needs::May(ActKind::SayUnsafe), pages::me::say_unsafe::post),
    get("/me/day", Needs::May(ActKind::SeeOwnCourse), pages::me::visit::today),
    get("/me/visit/{session}/ride", Needs::May(ActKind::SeeOwnCourse), pages::me::name_ride::get),
    post("/me/visit/{session}/ride", Needs::May(ActKind::NameRide), pages::me::name_ride::post),
    get("/me/visit/{session}/day", Needs::May(ActKind::SeeOwnCourse), pages::me::day_questions::get),
    post("/me/visit/{session}/day", Needs::May(ActKind::AnswerDayQuestions), pages::me::day_questions::post),
    get("/me/visit/{session}/earlier", Needs::May(ActKind::SeeOwnCourse), pages::me::earlier::get),
    post("/me/visit/{session}/earlier", Needs::May(ActKind::WishEarlier), pages::me::earlier::post),
    post(
        "/me/visit/{session}/earlier/stop",
        Needs::May(ActKind::TakeBackEarlier),
        pages::me::earlier::post_stop,
    ),
    post(
        "/me/visit/{session}/earlier/answer",
        Needs::May(ActKind::AnswerEarlier),
        pages::me::earlier::post_answer,
    ),
    get("/me/touch", Needs::May(ActKind::SeeOwnCourse), pages::me::touch::get),
    post("/me/touch", Needs::May(ActKind::AgreeToTouch), pages::me::touch::post),
    post("/me/touch/less", Needs::May(ActKind::TakeBackTouch), pages::me::touch::post_less),
    post("/me/quiet/call", Needs::May(ActKind::CallNurse), pages::me::call_nurse::post),
    get("/me/item9", Needs::May(ActKind::SeeOwnCourse), pages::me::item9::get),
    post("/me/item9", Needs::May(ActKind::SayHowSafe), pages::me::item9::post),
    get("/me/quiet", Needs::May(ActKind::SeeOwnCourse), pages::me::quiet::get),
    get("/me/help", Needs::May(ActKind::SeeOwnCourse), pages::me::help::get),
    get("/me/messages", Needs::May(ActKind::SeeOwnCourse), pages::me::help::messages),
    get("/me/messages/how", Needs::May(ActKind::SeeOwnCourse), pages::me::messages_how::get),
    post("/me/messages/how", Needs::May(ActKind::PreferChannel), pages::me::messages_how::post),
    post("/me/messages/entries", Needs::May(ActKind::ChooseEntries), pages::me::messages_how::choose),
    get("/me/close", Needs::May(ActKind::SeeOwnCourse), pages::me::close_course::get),
    post("/me/close", Needs::May(ActKind::CloseCourse), pages::me::close_course::post),
];

/// What people owe by a clock.
pub(super) const TASKS: &[Route] = &[
    get("/tasks", Needs::May(ActKind::SeeTasks), pages::tasks::see_tasks::get),
    get("/desk/first-contacts", Needs::May(ActKind::SeeContacts), pages::desk::first_contacts::get),
    post(
        "/desk/first-contacts/{contact}/try",
        Needs::May(ActKind::NoteContactTry),
        pages::desk::first_contacts::post_try,
    ),
    post(
        "/desk/first-contacts/{contact}/settle",
        Needs::May(ActKind::SettleContact),
        pages::desk::first_contacts::post_settle,
    ),
    get("/tasks/{task}", Needs::May(ActKind::SeeTasks), pages::tasks::answer_task::get),
    post("/tasks/{task}/take", Needs::May(ActKind::TakeTask), pages::tasks::answer_task::post_take),
    post("/tasks/{task}/answer", Needs::May(ActKind::AnswerTask), pages::tasks::answer_task::post),
];

/// People, licences, affiliations.
pub(super) const CLINIC: &[Route] = &[
    get("/clinic", Needs::May(ActKind::SeeClinic), pages::clinic::safety_today::get),
    get("/clinic/policy", Needs::May(ActKind::SeeProtocols), pages::clinic::policy::get),
    post(
        "/clinic/policy/signatures",
        Needs::May(ActKind::SetSignatures),
        pages::clinic::policy::post_signatures,
    ),
    get("/clinic/follow-ups", Needs::May(ActKind::SeeClinic), pages::clinic::follow_ups::get),
    get("/clinic/custody", Needs::May(ActKind::SetCustodyRules), pages::clinic::custody_rules::get),
    post("/clinic/custody", Needs::May(ActKind::SetCustodyRules), pages::clinic::custody_rules::post),
    get("/clinic/place", Needs::May(ActKind::SetPlaceRules), pages::clinic::place_rules::get),
    post("/clinic/place", Needs::May(ActKind::SetPlaceRules), pages::clinic::place_rules::post),
    post("/clinic/follow-ups", Needs::May(ActKind::SetFollowUps), pages::clinic::follow_ups::post),
    get("/clinic/outcomes", Needs::May(ActKind::SeeClinic), pages::clinic::outcomes::get),
    get("/clinic/window", Needs::May(ActKind::SeeBoard), pages::clinic::coverage::get),
    get("/clinic/on-call", Needs::May(ActKind::SeeOnCall), pages::clinic::on_call::get),
    post("/clinic/on-call", Needs::May(ActKind::PutOnCall), pages::clinic::on_call::post),
    post("/clinic/on-call/off", Needs::May(ActKind::TakeOffCall), pages::clinic::on_call::post_off),
    post("/clinic/on-call/hours", Needs::May(ActKind::SetClinicHours), pages::clinic::on_call::post_hours),
    get("/clinic/messages", Needs::May(ActKind::SeeMessages), pages::clinic::messages::get),
    post("/messages/{message}/undo", Needs::May(ActKind::UndoMessage), pages::clinic::messages::undo),
    get("/clinic/people", Needs::May(ActKind::SeePeople), pages::clinic::people::get),
    get("/clinic/people/verify", Needs::May(ActKind::RecordCredential), pages::clinic::verify::get),
    post(
        "/clinic/people/{person}/verify",
        Needs::May(ActKind::RecordCredential),
        pages::clinic::verify::post,
    ),
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
        "/clinic/people/{person}/licence-end",
        Needs::May(ActKind::EndCredential),
        pages::clinic::end_credential::get,
    ),
    post(
        "/clinic/people/{person}/licence-end",
        Needs::May(ActKind::EndCredential),
        pages::clinic::end_credential::post,
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
    get("/clinic/articles", Needs::May(ActKind::SeeArticles), pages::articles::shelf::get),
    get("/clinic/articles/new", Needs::May(ActKind::PublishArticle), pages::articles::publish_article::get),
    // What is too long to keep comes back whole, in its form.
    post_file(
        "/clinic/articles/new",
        Needs::May(ActKind::PublishArticle),
        pages::articles::publish_article::post,
    ),
    get("/clinic/articles/{slug}/{language}", Needs::May(ActKind::SeeArticles), pages::articles::kept::get),
    get(
        "/clinic/articles/{slug}/{language}/{version}",
        Needs::May(ActKind::SeeArticles),
        pages::articles::kept::get_version,
    ),
    post(
        "/clinic/articles/{slug}/{language}/withdraw",
        Needs::May(ActKind::WithdrawArticle),
        pages::articles::withdraw_article::post,
    ),
];

/// What a care model asks for here.
pub(super) const PROTOCOLS: &[Route] = &[
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
        "/protocols/{protocol}/propose",
        Needs::May(ActKind::ProposeProtocol),
        pages::protocols::propose_protocol::get,
    ),
    post(
        "/protocols/{protocol}/propose",
        Needs::May(ActKind::ProposeProtocol),
        pages::protocols::propose_protocol::post,
    ),
    get(
        "/protocols/{protocol}/approve",
        Needs::May(ActKind::ApproveProtocol),
        pages::protocols::approve_protocol::get,
    ),
    post(
        "/protocols/{protocol}/approve",
        Needs::May(ActKind::ApproveProtocol),
        pages::protocols::approve_protocol::post,
    ),
    post(
        "/protocols/{protocol}/send-back",
        Needs::May(ActKind::SendBackProtocol),
        pages::protocols::approve_protocol::post_send_back,
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

/// What opens to nobody but whoever wrote it.
pub(super) const OWN_NOTES: &[Route] = &[
    get("/own-notes", Needs::May(ActKind::ReadTherapyNote), pages::own_notes::get),
    get("/own-notes/notes.zip", Needs::May(ActKind::ReadTherapyNote), pages::own_notes::get_file),
];

/// Reading what happened.
pub(super) const AUDIT: &[Route] = &[
    get("/audit", Needs::May(ActKind::SeeRecord), pages::audit::journal::get),
    get("/audit/take", Needs::May(ActKind::TakeRecord), pages::audit::take::get),
    get("/audit/take/record.zip", Needs::May(ActKind::TakeRecord), pages::audit::take::get_file),
    get("/audit/substances", Needs::May(ActKind::SeeRecord), pages::audit::substances::get),
    get("/audit/substances.csv", Needs::May(ActKind::SeeRecord), pages::audit::substances::get_file),
    get("/audit/{stream}", Needs::May(ActKind::SeeRecord), pages::audit::stream::get),
];

/// The means to sign in, handed over in person.
pub(super) const SIGN_INS: &[Route] = &[
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
