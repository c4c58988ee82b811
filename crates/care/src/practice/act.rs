//! Everything somebody can do or read here, by name. The scope of practice is a table over these.

/// The kind of an act, without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    // The house
    /// Found the house.
    FoundHouse,
    // People
    /// Add a person.
    AddPerson,
    /// Record a verified licence.
    RecordCredential,
    /// End a licence before its term.
    EndCredential,
    /// Begin an affiliation.
    BeginAffiliation,
    /// End an affiliation.
    EndAffiliation,
    /// Give a member of staff a sign-in.
    GiveStaffSignIn,
    /// Publish a disclosure.
    PublishDisclosure,
    /// See people and licences.
    SeePeople,
    // Protocols
    /// Draft a protocol.
    DraftProtocol,
    /// Sign a protocol.
    SignProtocol,
    /// Retire a protocol.
    RetireProtocol,
    /// See protocols.
    SeeProtocols,
    // The patient
    /// Register a patient.
    RegisterPatient,
    /// Correct a patient's details.
    CorrectPatient,
    /// Give a patient a sign-in.
    GiveSignIn,
    /// Add someone to a care team.
    JoinCareTeam,
    /// Take someone off a care team.
    LeaveCareTeam,
    /// Open emergency access, with a reason.
    OpenEmergencyAccess,
    /// Share something with a person.
    Share,
    /// Take back a share.
    TakeBack,
    /// Say "I don't feel safe".
    SayUnsafe,
    /// Say how safe one is now.
    SayHowSafe,
    /// Find patients.
    FindPatients,
    /// Open a chart.
    OpenChart,
    /// Open the desk's view of a patient.
    OpenDesk,
    /// See who opened a chart.
    SeeAccessHistory,
    // What a person keeps
    /// Say how it is.
    SayMood,
    /// Choose a small step.
    ChooseSmallStep,
    /// Change a small step.
    ChangeSmallStep,
    /// Tick a day of a small step.
    TickSmallStep,
    /// Take a tick back.
    UntickSmallStep,
    /// Let a small step rest.
    PauseSmallStep,
    /// Take a small step up again.
    ResumeSmallStep,
    /// Let a small step go.
    LetGoSmallStep,
    // The course
    /// Open a course.
    OpenCourse,
    /// Answer screening.
    AnswerScreening,
    /// Keep one answer of screening.
    KeepScreeningAnswer,
    /// Confirm a finding that stops.
    ConfirmFinding,
    /// Clear screening.
    ClearScreening,
    /// Stop at screening.
    StopScreening,
    /// Lift a stop at screening.
    LiftScreeningStop,
    /// Sign a consent.
    SignConsent,
    /// Withdraw a consent.
    WithdrawConsent,
    /// Agree to touch.
    AgreeToTouch,
    /// Take back touch.
    TakeBackTouch,
    /// Set an intention.
    SetIntention,
    /// Write an order.
    WriteOrder,
    /// Stop an order.
    StopOrder,
    /// Acknowledge a disclosure.
    AcknowledgeDisclosure,
    /// Review a course.
    ReviewCourse,
    /// Close a course.
    CloseCourse,
    /// Ask a patient for a questionnaire.
    AskForMeasure,
    /// Answer one question of a questionnaire.
    KeepMeasureAnswer,
    /// Hand in a questionnaire.
    AnswerMeasure,
    /// Enter a questionnaire from paper.
    EnterMeasure,
    /// Mark a questionnaire's entry as wrong.
    MarkMeasureWrong,
    /// See answers and scores.
    SeeMeasures,
    /// See one's own course.
    SeeOwnCourse,
    // The session
    /// Schedule a session.
    ScheduleSession,
    /// Cancel a session.
    CancelSession,
    /// Move a session.
    MoveSession,
    /// Note that somebody did not come.
    NoteNotCome,
    /// Check in.
    CheckIn,
    /// Confirm the pre-check.
    ConfirmPrecheck,
    /// Note who is present.
    NotePresence,
    /// Record vitals.
    RecordVitals,
    /// Say why a reading was not taken.
    MissVitals,
    /// Accept an order at the chair.
    AcceptOrder,
    /// Draw the drug.
    DrawDrug,
    /// Plan the first talk.
    PlanWindow,
    /// Override a gate, with a reason.
    OverrideGate,
    /// Give a dose.
    GiveDose,
    /// Pause a dose.
    PauseDose,
    /// Resume a dose.
    ResumeDose,
    /// End a dose.
    EndDose,
    /// Record observed depth.
    ObserveDepth,
    /// Record an adverse event.
    RecordAdverseEvent,
    /// Answer an alarm.
    AnswerAlarm,
    /// Discharge.
    Discharge,
    /// Name who goes home with the patient.
    NameRide,
    /// Call the nurse from the quiet screen.
    CallNurse,
    /// Answer that call.
    AnswerCall,
    /// Answer what is asked on the day.
    AnswerDayQuestions,
    /// Clear a "yes" of the day.
    ClearDayFinding,
    /// Stop a session.
    AbortSession,
    /// Mark an entry as wrong.
    MarkWrong,
    /// Sign the session record.
    SignRecord,
    /// Record a visit without a dose as held.
    HoldSession,
    // The window and the talk
    /// Offer times for a talk.
    OfferTimes,
    /// Book a talk.
    BookTalk,
    /// Cancel a talk.
    CancelTalk,
    /// Record "no, thanks".
    DeclineTalk,
    /// Record a referral that was accepted after the dose.
    ReferOutside,
    /// Note a talk that was held outside the house.
    NoteMetOutside,
    /// Hold integration therapy.
    HoldTherapy,
    /// Hold integration support.
    HoldSupport,
    /// Let an unfilled window climb.
    EscalateWindow,
    /// Write a therapy note.
    WriteTherapyNote,
    /// Read a therapy note.
    ReadTherapyNote,
    /// Write a support note.
    WriteSupportNote,
    /// Read a support note.
    ReadSupportNote,
    /// Hand back to the clinic.
    HandBack,
    /// Open what a client shared for support.
    OpenSupportPerson,
    // Messages
    /// Keep how to reach a patient.
    PreferChannel,
    /// Stop messages.
    Unsubscribe,
    /// Let messages come again.
    Resubscribe,
    /// Send a message.
    SendMessage,
    /// Take a message back before it goes.
    UndoMessage,
    /// Keep what became of a message.
    SettleMessage,
    /// See what was sent and what was not.
    SeeMessages,
    // Work owed
    /// See today's board.
    SeeBoard,
    /// See tasks.
    SeeTasks,
    /// Take a task.
    TakeTask,
    /// Answer a task.
    AnswerTask,
    /// Answer a safety signal.
    AnswerSignal,
    /// Let an unanswered task climb.
    EscalateTask,
    /// Say when the clinic answers.
    SetClinicHours,
    /// Put somebody on call.
    PutOnCall,
    /// Take somebody off call.
    TakeOffCall,
    /// Open a room for booking.
    OpenRoom,
    /// Close a room.
    CloseRoom,
    /// Block a room for a while.
    BlockRoom,
    /// Free a blocked room.
    FreeRoom,
    /// Keep the hours somebody works.
    KeepHours,
    /// Put down leave.
    TakeLeave,
    /// End leave.
    EndLeave,
    /// Say how many patients one nurse watches.
    SetWatchLimit,
    /// Say how long a talk is.
    SetTalkLength,
    /// See the calendar.
    SeeSchedule,
    /// See who is on call.
    SeeOnCall,
    /// Wish for a time of day for a call.
    WishCallTime,
    /// Read the record as an auditor.
    SeeRecord,
    // The diary
    /// Write a diary entry.
    WriteDiaryEntry,
    /// Change a diary entry.
    ChangeDiaryEntry,
    /// Read a diary entry shared with them.
    ReadDiaryEntry,
    /// Share a diary entry with a person.
    ShareDiaryEntry,
    /// Take back a shared diary entry.
    TakeBackDiaryEntry,
    /// Delete a diary entry.
    DeleteDiaryEntry,
    /// Bring back a deleted diary entry.
    RestoreDiaryEntry,
    /// Erase a diary entry for good.
    EraseDiaryEntry,
    // First contact
    /// Ask for a call, without an account.
    AskForCall,
    /// Note that somebody who asked was not reached.
    NoteContactTry,
    /// Say how a first contact ended.
    SettleContact,
    /// Forget the name and number of a first contact.
    EraseContact,
    /// See who asked for a first call.
    SeeContacts,
    // Referral
    /// Write a referral.
    WriteReferral,
    /// Say yes to what a referral sends, part by part.
    ConsentToReferral,
    /// Send a referral.
    SendReferral,
    /// Accept a referral through its link.
    AcceptReferral,
    /// Decline a referral through its link.
    DeclineReferral,
    /// Note that those a referral is about met.
    NoteReferralMet,
    /// Note that those a referral is about did not meet after all.
    NoteReferralNotMet,
    /// Send a note back through the link of a referral.
    SendReferralNote,
    /// Take a referral back.
    TakeBackReferral,
    /// End a referral.
    CloseReferral,
    /// Remind the receiver of a referral.
    RemindReferral,
    /// Let a late referral climb.
    EscalateReferral,
    /// See how referrals stand.
    SeeReferrals,
    // Articles
    /// Publish an article.
    PublishArticle,
    /// Withdraw an article.
    WithdrawArticle,
    /// See articles with what is wrong with them.
    SeeArticles,
}

impl ActKind {
    /// Every kind with its heading and its words, in the order of the scope table.
    pub const ALL: &'static [(&'static str, Self, &'static str)] = &[
        ("The house", Self::FoundHouse, "found the house"),
        ("People", Self::AddPerson, "add a person"),
        ("People", Self::RecordCredential, "record a verified licence"),
        ("People", Self::EndCredential, "end a licence before its term"),
        ("People", Self::BeginAffiliation, "begin an affiliation"),
        ("People", Self::EndAffiliation, "end an affiliation"),
        ("People", Self::GiveStaffSignIn, "give a member of staff a sign-in"),
        ("People", Self::PublishDisclosure, "publish a disclosure"),
        ("People", Self::SeePeople, "see people and licences"),
        ("Protocols", Self::DraftProtocol, "draft a protocol"),
        ("Protocols", Self::SignProtocol, "sign a protocol"),
        ("Protocols", Self::RetireProtocol, "retire a protocol"),
        ("Protocols", Self::SeeProtocols, "see protocols"),
        ("The patient", Self::RegisterPatient, "register a patient"),
        ("The patient", Self::CorrectPatient, "correct a patient's details"),
        ("The patient", Self::GiveSignIn, "give a patient a sign-in"),
        ("The patient", Self::JoinCareTeam, "add someone to a care team"),
        ("The patient", Self::LeaveCareTeam, "take someone off a care team"),
        ("The patient", Self::OpenEmergencyAccess, "open emergency access, with a reason"),
        ("The patient", Self::Share, "share something with a person"),
        ("The patient", Self::TakeBack, "take back a share"),
        ("The patient", Self::SayUnsafe, "say \"I don't feel safe\""),
        ("The patient", Self::SayHowSafe, "say how safe one is now"),
        ("The patient", Self::FindPatients, "find patients"),
        ("The patient", Self::OpenChart, "open a chart"),
        ("The patient", Self::OpenDesk, "open the desk's view of a patient"),
        ("The patient", Self::SeeAccessHistory, "see who opened a chart"),
        ("What a person keeps", Self::SayMood, "say how it is"),
        ("What a person keeps", Self::ChooseSmallStep, "choose a small step"),
        ("What a person keeps", Self::ChangeSmallStep, "change a small step"),
        ("What a person keeps", Self::TickSmallStep, "tick a day of a small step"),
        ("What a person keeps", Self::UntickSmallStep, "take a tick back"),
        ("What a person keeps", Self::PauseSmallStep, "let a small step rest"),
        ("What a person keeps", Self::ResumeSmallStep, "take a small step up again"),
        ("What a person keeps", Self::LetGoSmallStep, "let a small step go"),
        ("The course", Self::OpenCourse, "open a course"),
        ("The course", Self::AnswerScreening, "answer screening"),
        ("The course", Self::KeepScreeningAnswer, "keep one answer of screening"),
        ("The course", Self::ConfirmFinding, "confirm a finding that stops"),
        ("The course", Self::ClearScreening, "clear screening"),
        ("The course", Self::StopScreening, "stop at screening"),
        ("The course", Self::LiftScreeningStop, "lift a stop at screening"),
        ("The course", Self::SignConsent, "sign a consent"),
        ("The course", Self::WithdrawConsent, "withdraw a consent"),
        ("The course", Self::AgreeToTouch, "agree to touch"),
        ("The course", Self::TakeBackTouch, "take back touch"),
        ("The course", Self::SetIntention, "set an intention"),
        ("The course", Self::WriteOrder, "write an order"),
        ("The course", Self::StopOrder, "stop an order"),
        ("The course", Self::AcknowledgeDisclosure, "acknowledge a disclosure"),
        ("The course", Self::ReviewCourse, "review a course"),
        ("The course", Self::CloseCourse, "close a course"),
        ("The course", Self::AskForMeasure, "ask for a questionnaire"),
        ("The course", Self::KeepMeasureAnswer, "answer one question of it"),
        ("The course", Self::AnswerMeasure, "hand it in"),
        ("The course", Self::EnterMeasure, "enter one from paper"),
        ("The course", Self::MarkMeasureWrong, "mark one as wrong"),
        ("The course", Self::SeeMeasures, "see answers and scores"),
        ("The course", Self::SeeOwnCourse, "see one's own course"),
        ("The session", Self::ScheduleSession, "schedule a session"),
        ("The session", Self::CancelSession, "cancel a session"),
        ("The session", Self::MoveSession, "move a session"),
        ("The session", Self::NoteNotCome, "note that somebody did not come"),
        ("The session", Self::CheckIn, "check in"),
        ("The session", Self::ConfirmPrecheck, "confirm the pre-check"),
        ("The session", Self::NotePresence, "note who is present"),
        ("The session", Self::RecordVitals, "record vitals"),
        ("The session", Self::MissVitals, "say why a reading was not taken"),
        ("The session", Self::AcceptOrder, "accept an order at the chair"),
        ("The session", Self::DrawDrug, "draw the drug"),
        ("The session", Self::PlanWindow, "plan the first talk"),
        ("The session", Self::OverrideGate, "override a gate, with a reason"),
        ("The session", Self::GiveDose, "give a dose"),
        ("The session", Self::PauseDose, "pause a dose"),
        ("The session", Self::ResumeDose, "resume a dose"),
        ("The session", Self::EndDose, "end a dose"),
        ("The session", Self::ObserveDepth, "record observed depth"),
        ("The session", Self::RecordAdverseEvent, "record an adverse event"),
        ("The session", Self::AnswerAlarm, "answer an alarm"),
        ("The session", Self::Discharge, "discharge"),
        ("The session", Self::NameRide, "name who goes home with the patient"),
        ("The session", Self::CallNurse, "call the nurse from the quiet screen"),
        ("The session", Self::AnswerCall, "answer that call"),
        ("The session", Self::AnswerDayQuestions, "answer what is asked on the day"),
        ("The session", Self::ClearDayFinding, "clear a \"yes\" of the day"),
        ("The session", Self::AbortSession, "stop a session"),
        ("The session", Self::MarkWrong, "mark an entry as wrong"),
        ("The session", Self::SignRecord, "sign the session record"),
        ("The session", Self::HoldSession, "record a visit without a dose as held"),
        ("The window and the talk", Self::OfferTimes, "offer times for a talk"),
        ("The window and the talk", Self::BookTalk, "book a talk"),
        ("The window and the talk", Self::CancelTalk, "cancel a talk"),
        ("The window and the talk", Self::DeclineTalk, "record \"no, thanks\""),
        ("The window and the talk", Self::ReferOutside, "record a referral accepted after the dose"),
        ("The window and the talk", Self::NoteMetOutside, "note a talk held outside the house"),
        ("The window and the talk", Self::HoldTherapy, "hold integration therapy"),
        ("The window and the talk", Self::HoldSupport, "hold integration support"),
        ("The window and the talk", Self::EscalateWindow, "let an unfilled window climb"),
        ("The window and the talk", Self::WriteTherapyNote, "write a therapy note"),
        ("The window and the talk", Self::ReadTherapyNote, "read a therapy note"),
        ("The window and the talk", Self::WriteSupportNote, "write a support note"),
        ("The window and the talk", Self::ReadSupportNote, "read a support note"),
        ("The window and the talk", Self::HandBack, "hand back to the clinic"),
        ("The window and the talk", Self::OpenSupportPerson, "open what a client shared for support"),
        ("Messages", Self::PreferChannel, "keep how to reach a patient"),
        ("Messages", Self::Unsubscribe, "stop messages"),
        ("Messages", Self::Resubscribe, "let messages come again"),
        ("Messages", Self::SendMessage, "send a message"),
        ("Messages", Self::UndoMessage, "take a message back before it goes"),
        ("Messages", Self::SettleMessage, "keep what became of a message"),
        ("Messages", Self::SeeMessages, "see what was sent and what was not"),
        ("Work owed", Self::SeeBoard, "see today's board"),
        ("Work owed", Self::SeeTasks, "see tasks"),
        ("Work owed", Self::TakeTask, "take a task"),
        ("Work owed", Self::AnswerTask, "answer a task"),
        ("Work owed", Self::AnswerSignal, "answer a safety signal"),
        ("Work owed", Self::EscalateTask, "let an unanswered task climb"),
        ("Work owed", Self::SetClinicHours, "say when the clinic answers"),
        ("Work owed", Self::PutOnCall, "put somebody on call"),
        ("Work owed", Self::TakeOffCall, "take somebody off call"),
        ("Work owed", Self::SeeOnCall, "see who is on call"),
        ("Work owed", Self::WishCallTime, "wish for a time of day for a call"),
        ("Work owed", Self::SeeRecord, "read the record as an auditor"),
        ("The diary", Self::WriteDiaryEntry, "write a diary entry"),
        ("The diary", Self::ChangeDiaryEntry, "change a diary entry"),
        ("The diary", Self::ReadDiaryEntry, "read a diary entry shared with them"),
        ("The diary", Self::ShareDiaryEntry, "share a diary entry with a person"),
        ("The diary", Self::TakeBackDiaryEntry, "take back a shared diary entry"),
        ("The diary", Self::DeleteDiaryEntry, "delete a diary entry"),
        ("The diary", Self::RestoreDiaryEntry, "bring back a deleted diary entry"),
        ("The diary", Self::EraseDiaryEntry, "erase a diary entry for good"),
        ("First contact", Self::AskForCall, "ask for a call, without an account"),
        ("First contact", Self::NoteContactTry, "note that they were not reached"),
        ("First contact", Self::SettleContact, "say how it ended"),
        ("First contact", Self::EraseContact, "forget their name and number"),
        ("First contact", Self::SeeContacts, "see who asked"),
        ("Referral", Self::WriteReferral, "write a referral"),
        ("Referral", Self::ConsentToReferral, "say yes to what a referral sends"),
        ("Referral", Self::SendReferral, "send a referral"),
        ("Referral", Self::AcceptReferral, "say, through the link, \"I can see them\""),
        ("Referral", Self::DeclineReferral, "say, through the link, \"I cannot\""),
        ("Referral", Self::NoteReferralMet, "note that they met"),
        ("Referral", Self::NoteReferralNotMet, "note that they did not meet after all"),
        ("Referral", Self::SendReferralNote, "send a note back through the link"),
        ("Referral", Self::TakeBackReferral, "take a referral back"),
        ("Referral", Self::CloseReferral, "end a referral"),
        ("Referral", Self::RemindReferral, "remind whoever was asked"),
        ("Referral", Self::EscalateReferral, "let a late referral climb"),
        ("Referral", Self::SeeReferrals, "see how referrals stand"),
        ("The calendar", Self::OpenRoom, "open a room for booking"),
        ("The calendar", Self::CloseRoom, "close a room"),
        ("The calendar", Self::BlockRoom, "block a room for a while"),
        ("The calendar", Self::FreeRoom, "free a blocked room"),
        ("The calendar", Self::KeepHours, "keep the hours somebody works"),
        ("The calendar", Self::TakeLeave, "put down leave"),
        ("The calendar", Self::EndLeave, "end leave"),
        ("The calendar", Self::SetWatchLimit, "say how many patients one nurse watches"),
        ("The calendar", Self::SetTalkLength, "say how long a talk is"),
        ("The calendar", Self::SeeSchedule, "see the calendar"),
        ("Articles", Self::PublishArticle, "publish an article for the public"),
        ("Articles", Self::WithdrawArticle, "withdraw an article"),
        ("Articles", Self::SeeArticles, "see articles and what is wrong with them"),
    ];

    /// Its words, as the scope table and refusals show them.
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind, _)| *kind == self).map_or("", |(_, _, words)| words)
    }
}
