//! Everything somebody can do or read here, by name. The scope of practice is a table over these.

/// The kind of an act, without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    // The house
    /// Found the house.
    FoundHouse,
    /// Say how many people put a protocol in force.
    SetSignatures,
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
    /// Look into the record, which is written down.
    LookInRecord,
    /// Take one's own notes along.
    TakeNotes,
    /// Take a copy of the record along.
    TakeRecord,
    /// Propose who answers for somebody in a role.
    ProposeSupervision,
    /// Take it on, in one's own name.
    TakeOnSupervision,
    /// End it.
    EndSupervision,
    /// See people and licences.
    SeePeople,
    // Protocols
    /// Draft a protocol.
    DraftProtocol,
    /// Sign a protocol.
    SignProtocol,
    /// Retire a protocol.
    RetireProtocol,
    /// Propose a change of a protocol.
    ProposeProtocol,
    /// Approve a change somebody else proposed.
    ApproveProtocol,
    /// Send a proposed change back, or take it back.
    SendBackProtocol,
    /// See protocols.
    SeeProtocols,
    /// Say when people are asked after a dose.
    SetFollowUps,
    /// Sign what the place asks of support without a licence.
    SetPlaceRules,
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
    /// Propose a small step from a talk.
    ProposeStep,
    /// Take a proposed step.
    TakeProposedStep,
    /// Leave a proposed step.
    LeaveProposedStep,
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
    /// Ask somebody how they have been since a dose.
    AskFollowUp,
    /// Say how one has been since a dose.
    AnswerFollowUp,
    /// Stop follow-up questions.
    StopFollowUps,
    /// Let follow-up questions come again.
    ResumeFollowUps,
    /// Say that an earlier time would suit.
    WishEarlier,
    /// Leave a visit as it is after all.
    TakeBackEarlier,
    /// Offer somebody an earlier time.
    OfferEarlier,
    /// Say yes or no to an earlier time.
    AnswerEarlier,
    /// Let an offered time go when nobody answered.
    LapseEarlier,
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
    /// Say whether a booked talk is by video.
    ChooseTalkWay,
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
    /// Read a sealed note of somebody one supervises.
    ReadSupervisedNote,
    /// Put the second signature under it.
    CosignNote,
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
    /// Say whether mails carry calendar entries.
    ChooseEntries,
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
    /// Open another place of the house.
    OpenSite,
    /// Close a place of the house.
    CloseSite,
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
    /// Say where talks by video take place.
    SetVideoBase,
    /// Let one's own calendar read where one is booked.
    OpenOwnFeed,
    /// Take one's own calendar link back.
    CloseOwnFeed,
    /// Let a calendar read when a room is booked.
    OpenRoomFeed,
    /// Take a room's calendar link back.
    CloseRoomFeed,
    /// Link one's own calendar outside.
    LinkBusy,
    /// Let go of it.
    UnlinkBusy,
    /// See the calendar.
    SeeSchedule,
    /// See who is on call.
    SeeOnCall,
    /// Wish for a time of day for a call.
    WishCallTime,
    /// See what is open across the clinic, outcomes and incidents.
    SeeClinic,
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
    /// Refer somebody into the house, without an account.
    ReferIn,
    /// Note that somebody who asked was not reached.
    NoteContactTry,
    /// Say how a first contact ended.
    SettleContact,
    /// Forget the name and number of a first contact.
    EraseContact,
    /// See who asked for a first call.
    SeeContacts,
    // Incidents
    /// Tell what went wrong, or nearly did.
    ReportIncident,
    /// Take the review of an incident.
    TakeIncident,
    /// Note what the review of an incident found.
    NoteIncident,
    /// Say what was learnt from an incident.
    CloseIncident,
    /// See incidents and their reviews.
    SeeIncidents,
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
    // Money
    /// Say what prices are in.
    ChooseCurrency,
    /// Put a price on the list, from a day on.
    SetPrice,
    /// Take a thing off the price list, from a day on.
    EndPrice,
    /// Write a receipt.
    WriteReceipt,
    /// Take a receipt back by a second one.
    TakeBackReceipt,
    /// See receipts.
    SeeReceipts,
    // The directory
    /// Write down somebody outside, or correct them.
    KeepColleague,
    /// Look up the licence of somebody outside again.
    LookUpColleague,
    /// Put somebody outside on the public page, or take them off it.
    PublishColleague,
    /// Take somebody outside out of the directory.
    RemoveColleague,
    /// See the directory.
    SeeDirectory,
    // Articles
    /// Publish an article.
    PublishArticle,
    /// Withdraw an article.
    WithdrawArticle,
    /// See articles with what is wrong with them.
    SeeArticles,
}
