//! Scope of practice: allowed by a readable table, denied by default. `permit.rs` judges one act by it, at one instant.
//!
//! `scope.rs` renders the table to `docs/scope_of_practice.txt`, which the medical director signs.

use super::act::ActKind;
pub use super::acting::{Acting, Actor};
use super::kept_things::{answers_for_vault, keeps_directory, keeps_vault, takes_money};
use super::role::Role;
pub use super::tie::Tie;

/// The table. No `_` on the left: a new role does not compile until someone decides what it may do.
pub const fn may(role: Role, act: ActKind) -> bool {
    use ActKind as A;
    // Everybody who works with patients has a calendar of their own, talks by whatever way, and tells what went wrong.
    let own = matches!(
        act,
        A::OpenOwnFeed | A::CloseOwnFeed | A::LinkBusy | A::UnlinkBusy | A::ChooseTalkWay | A::ReportIncident
    );
    if own && !matches!(role, Role::Patient) {
        return works_with_patients(role);
    }
    match role {
        Role::MedicalDirector => prescriber(act) || direction(act),
        Role::Prescriber => prescriber(act),
        Role::Nurse => nurse(act),
        Role::Therapist => therapist(act),
        Role::IntegrationSpecialist => specialist(act),
        Role::FrontDesk => desk(act),
        Role::Auditor => matches!(
            act,
            A::SeeRecord
                | A::LookInRecord
                | A::TakeRecord
                | A::SeePeople
                | A::SeeOnCall
                | A::SeeProtocols
                | A::SeeAccessHistory
                | A::SeeMessages
                | A::SeeArticles
                | A::SeeVault
        ),
        Role::Patient => oneself(act),
        Role::Clock => {
            matches!(
                act,
                A::EscalateWindow
                    | A::EscalateTask
                    | A::SettleMessage
                    | A::AskForMeasure
                    | A::EraseDiaryEntry
                    | A::EraseContact
                    | A::RemindReferral
                    | A::EscalateReferral
                    | A::AskFollowUp
                    | A::LapseEarlier
                    | A::NoteMonitor
                    | A::NoteSilence
                    | A::ClimbAlarm
            )
        }
        Role::Visitor => visitor(act),
        Role::Host => {
            matches!(
                act,
                A::FoundHouse
                    | A::AddPerson
                    | A::RecordCredential
                    | A::EndCredential
                    | A::BeginAffiliation
                    | A::GiveStaffSignIn
                    | A::DraftProtocol
            )
        }
    }
}

/// The clinical roles, support, and the front desk.
const fn works_with_patients(role: Role) -> bool {
    use Role::{FrontDesk, IntegrationSpecialist, MedicalDirector, Nurse, Prescriber, Therapist};
    matches!(role, MedicalDirector | Prescriber | Nurse | Therapist | IntegrationSpecialist | FrontDesk)
}

/// Anybody without an account: a call, for themselves or for whom they refer, and the referral whose link they hold.
const fn visitor(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::AskForCall
            | A::ReferIn
            | A::AcceptReferral
            | A::DeclineReferral
            | A::NoteReferralMet
            | A::SendReferralNote
    )
}

/// What the medical director alone decides: people, protocols, the house.
const fn direction(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::AddPerson
            | A::RecordCredential
            | A::EndCredential
            | A::BeginAffiliation
            | A::EndAffiliation
            | A::ProposeSupervision
            | A::GiveStaffSignIn
            | A::DraftProtocol
            | A::SignProtocol
            | A::ProposeProtocol
            | A::SetSignatures
            | A::SetFollowUps
            | A::SetPlaceRules
            | A::SetCustodyRules
            | A::RetireProtocol
            | A::JoinCareTeam
            | A::LeaveCareTeam
            | A::SetClinicHours
            | A::PutOnCall
            | A::TakeOffCall
            | A::OpenSite
            | A::CloseSite
            | A::OpenRoom
            | A::CloseRoom
            | A::BlockRoom
            | A::FreeRoom
            | A::KeepHours
            | A::TakeLeave
            | A::EndLeave
            | A::SetWatchLimit
            | A::SetTalkLength
            | A::SetVideoBase
            | A::EnrolDevice
            | A::RetireDevice
            | A::OpenRoomFeed
            | A::CloseRoomFeed
            | A::SeeRecord
            | A::LookInRecord
            | A::TakeRecord
            | A::SeeClinic
            | A::PublishArticle
            | A::WithdrawArticle
            | A::ChooseCurrency
            | A::SetPrice
            | A::EndPrice
    ) || takes_money(act)
        || keeps_directory(act)
        || answers_for_vault(act)
}

/// Who asked from outside, and whom the house asks outside: first contacts and referrals.
const fn outside(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::SeeContacts
            | A::NoteContactTry
            | A::SettleContact
            | A::WriteReferral
            | A::SendReferral
            | A::NoteReferralMet
            | A::NoteReferralNotMet
            | A::CloseReferral
            | A::SeeReferrals
            | A::SeeDirectory
    )
}

/// Visits and talks on the calendar: whoever works with patients books them.
const fn books(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::ScheduleSession
            | A::CancelSession
            | A::MoveSession
            | A::NoteNotCome
            | A::CheckIn
            | A::NameRide
            | A::PlanWindow
            | A::OfferTimes
            | A::BookTalk
            | A::CancelTalk
            | A::DeclineTalk
            | A::ReferOutside
            | A::NoteMetOutside
            | A::WishEarlier
            | A::TakeBackEarlier
            | A::OfferEarlier
            | A::AnswerEarlier
    )
}

/// What every licensed member of the clinical team may do.
const fn clinical(act: ActKind) -> bool {
    use ActKind as A;
    outside(act)
        || books(act)
        || matches!(
            act,
            A::SeeBoard
                | A::SeeTasks
                | A::SeePeople
                | A::SeeProtocols
                | A::SeeAccessHistory
                | A::PublishDisclosure
                | A::TakeOnSupervision
                | A::EndSupervision
                | A::FindPatients
                | A::OpenChart
                | A::OpenDesk
                | A::OpenEmergencyAccess
                | A::RegisterPatient
                | A::CorrectPatient
                | A::GiveSignIn
                | A::JoinCareTeam
                | A::OpenCourse
                | A::AnswerScreening
                | A::TakeBackTouch
                | A::StopFollowUps
                | A::SetIntention
                | A::NotePresence
                | A::AnswerCall
                | A::DeclareEmergency
                | A::EndEmergency
                | A::AnswerDayQuestions
                | A::NoteUncertain
                | A::ObserveDepth
                | A::RecordAdverseEvent
                | A::AmendRecord
                | A::WriteChairNote
                | A::AbortSession
                | A::HoldSession
                | A::TakeTask
                | A::AnswerTask
                | A::ReadDiaryEntry
                | A::PreferChannel
                | A::SendMessage
                | A::UndoMessage
                | A::SeeMessages
                | A::AskForMeasure
                | A::EnterMeasure
                | A::MarkMeasureWrong
                | A::SeeMeasures
                | A::AnswerSignal
                | A::SeeOnCall
                | A::SeeSchedule
                | A::SeeArticles
        )
}

const fn prescriber(act: ActKind) -> bool {
    use ActKind as A;
    clinical(act)
        || bedside(act)
        || keeps_vault(act)
        || matches!(
            act,
            A::ClearScreening
                | A::StopScreening
                | A::LiftScreeningStop
                | A::WriteOrder
                | A::StopOrder
                | A::OrderSupplement
                | A::WithdrawSupplement
                | A::OverrideGate
                | A::LeaveCareTeam
                | A::ReviewCourse
                | A::CloseCourse
                | A::ApproveProtocol
                | A::SendBackProtocol
                | A::TakeIncident
                | A::NoteIncident
                | A::CloseIncident
                | A::SeeIncidents
        )
}

const fn nurse(act: ActKind) -> bool {
    clinical(act) || bedside(act) || keeps_vault(act)
}

/// What is done at the chair by whoever gives and watches.
const fn bedside(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::ConfirmPrecheck
            | A::ClearDayFinding
            | A::RecordVitals
            | A::MissVitals
            | A::TakeLead
            | A::HandOverLead
            | A::AcceptLead
            | A::AcceptOrder
            | A::QuestionOrder
            | A::ChangeRate
            | A::AcceptSupplement
            | A::GiveSupplement
            | A::DrawDrug
            | A::WasteSyringe
            | A::ReturnSyringe
            | A::NoteSyringeShort
            | A::GiveDose
            | A::PauseDose
            | A::ResumeDose
            | A::EndDose
            | A::AnswerAlarm
            | A::AttachMonitor
            | A::DetachMonitor
            | A::Discharge
            | A::MarkWrong
            | A::SignRecord
    )
}

const fn therapist(act: ActKind) -> bool {
    use ActKind as A;
    clinical(act)
        || matches!(
            act,
            A::RecordVitals
                | A::MissVitals
                | A::HoldTherapy
                | A::WriteTherapyNote
                | A::ReadTherapyNote
                | A::ReadSupervisedNote
                | A::CosignNote
                | A::TakeNotes
                | A::CloseCourse
                | A::ProposeStep
        )
}

/// Support, which is not therapy: nothing clinical is done or opened.
const fn specialist(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::SeePeople
            | A::PublishDisclosure
            | A::OpenSupportPerson
            | A::OfferTimes
            | A::BookTalk
            | A::CancelTalk
            | A::DeclineTalk
            | A::HoldSupport
            | A::HoldSession
            | A::WriteSupportNote
            | A::ReadSupportNote
            | A::HandBack
            | A::ProposeStep
            | A::ReadDiaryEntry
            | A::UndoMessage
    )
}

/// Booking and chasing: no chart is opened.
const fn desk(act: ActKind) -> bool {
    use ActKind as A;
    outside(act)
        || books(act)
        || takes_money(act)
        || keeps_directory(act)
        || matches!(
            act,
            A::SeeBoard
                | A::SeeTasks
                | A::SeePeople
                | A::FindPatients
                | A::OpenDesk
                | A::RegisterPatient
                | A::CorrectPatient
                | A::GiveSignIn
                | A::OpenCourse
                | A::TakeTask
                | A::AnswerTask
                | A::PreferChannel
                | A::UndoMessage
                | A::SeeMessages
                | A::SeeOnCall
                | A::SeeSchedule
                | A::BlockRoom
                | A::FreeRoom
                | A::TakeLeave
                | A::EndLeave
                | A::SeeArticles
                | A::OpenRoomFeed
                | A::CloseRoomFeed
        )
}

/// The patient, about their own course.
const fn oneself(act: ActKind) -> bool {
    use ActKind as A;
    matches!(
        act,
        A::AnswerScreening
            | A::KeepScreeningAnswer
            | A::ConfirmFinding
            | A::WishCallTime
            | A::SignConsent
            | A::WithdrawConsent
            | A::AgreeToTouch
            | A::TakeBackTouch
            | A::SetIntention
            | A::AcknowledgeDisclosure
            | A::CheckIn
            | A::CancelSession
            | A::NameRide
            | A::CallNurse
            | A::AnswerDayQuestions
            | A::PlanWindow
            | A::BookTalk
            | A::CancelTalk
            | A::ChooseTalkWay
            | A::DeclineTalk
            | A::ReferOutside
            | A::NoteMetOutside
            | A::Share
            | A::TakeBack
            | A::SayUnsafe
            | A::SayHowSafe
            | A::SeeOwnCourse
            | A::SeeAccessHistory
            | A::CloseCourse
            | A::SayMood
            | A::ChooseSmallStep
            | A::ChangeSmallStep
            | A::TickSmallStep
            | A::UntickSmallStep
            | A::PauseSmallStep
            | A::ResumeSmallStep
            | A::LetGoSmallStep
            | A::TakeProposedStep
            | A::LeaveProposedStep
            | A::WriteDiaryEntry
            | A::ChangeDiaryEntry
            | A::ShareDiaryEntry
            | A::TakeBackDiaryEntry
            | A::DeleteDiaryEntry
            | A::RestoreDiaryEntry
            | A::PreferChannel
            | A::ChooseEntries
            | A::Unsubscribe
            | A::Resubscribe
            | A::KeepMeasureAnswer
            | A::AnswerMeasure
            | A::ConsentToReferral
            | A::TakeBackReferral
            | A::NoteReferralNotMet
            | A::AnswerFollowUp
            | A::StopFollowUps
            | A::ResumeFollowUps
            | A::WishEarlier
            | A::TakeBackEarlier
            | A::AnswerEarlier
    )
}
