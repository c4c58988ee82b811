//! Which acts are about one patient: whoever does them needs a tie to that person at that instant.

use super::act::ActKind;

impl ActKind {
    /// Is it about somebody's diary? The clock's own act is not: it reads nothing.
    const fn is_of_a_diary(self) -> bool {
        matches!(
            self,
            Self::WriteDiaryEntry
                | Self::ChangeDiaryEntry
                | Self::ReadDiaryEntry
                | Self::ShareDiaryEntry
                | Self::TakeBackDiaryEntry
                | Self::DeleteDiaryEntry
                | Self::RestoreDiaryEntry
        )
    }

    /// Is it about the days between visits: a questionnaire, a mood, a small step, a message?
    const fn is_of_days_between(self) -> bool {
        matches!(
            self,
            Self::AskForMeasure
                | Self::KeepMeasureAnswer
                | Self::AnswerMeasure
                | Self::EnterMeasure
                | Self::MarkMeasureWrong
                | Self::SeeMeasures
                | Self::ChooseEntries
                | Self::Unsubscribe
                | Self::Resubscribe
                | Self::SendMessage
                | Self::SayMood
                | Self::ChooseSmallStep
                | Self::ChangeSmallStep
                | Self::TickSmallStep
                | Self::UntickSmallStep
                | Self::PauseSmallStep
                | Self::ResumeSmallStep
                | Self::LetGoSmallStep
                | Self::ProposeStep
                | Self::TakeProposedStep
                | Self::LeaveProposedStep
                | Self::AnswerFollowUp
                | Self::StopFollowUps
                | Self::ResumeFollowUps
        )
    }

    /// Does it answer, judge or lift what is asked before a course goes on?
    const fn is_of_screening(self) -> bool {
        matches!(
            self,
            Self::AnswerScreening
                | Self::KeepScreeningAnswer
                | Self::ConfirmFinding
                | Self::ClearScreening
                | Self::StopScreening
                | Self::LiftScreeningStop
        )
    }

    /// Is it about one referral? Whoever holds its link acts without a tie, and the clock without one.
    const fn is_of_a_referral(self) -> bool {
        matches!(
            self,
            Self::WriteReferral
                | Self::ConsentToReferral
                | Self::SendReferral
                | Self::NoteReferralMet
                | Self::NoteReferralNotMet
                | Self::SeeReferrals
                | Self::TakeBackReferral
                | Self::CloseReferral
        )
    }

    /// Is it about an earlier time for somebody's visit? The clock lets one go without a tie.
    const fn is_of_coming_earlier(self) -> bool {
        matches!(self, Self::WishEarlier | Self::TakeBackEarlier | Self::OfferEarlier | Self::AnswerEarlier)
    }

    /// Is it about what is drawn for somebody, and given?
    const fn is_of_a_syringe(self) -> bool {
        matches!(
            self,
            Self::DrawDrug
                | Self::GiveDose
                | Self::WasteSyringe
                | Self::ReturnSyringe
                | Self::NoteSyringeShort
        )
    }

    /// Writing an order, and what the chair does with one.
    const fn is_of_an_order(self) -> bool {
        matches!(
            self,
            Self::WriteOrder
                | Self::StopOrder
                | Self::AcceptOrder
                | Self::QuestionOrder
                | Self::ChangeRate
                | Self::OrderSupplement
                | Self::WithdrawSupplement
                | Self::AcceptSupplement
                | Self::GiveSupplement
        )
    }

    /// Somebody in the chair calls, or something asks for somebody there.
    const fn is_of_help_at_the_chair(self) -> bool {
        matches!(
            self,
            Self::CallNurse
                | Self::AnswerCall
                | Self::AnswerAlarm
                | Self::DeclareEmergency
                | Self::EndEmergency
        )
    }

    /// Does the act concern one patient's care so closely that the actor needs a tie to that patient?
    pub const fn needs_tie(self) -> bool {
        self.is_of_a_diary()
            || self.is_of_days_between()
            || self.is_of_screening()
            || self.is_of_a_referral()
            || self.is_of_coming_earlier()
            || self.is_of_a_syringe()
            || self.is_of_an_order()
            || self.is_of_help_at_the_chair()
            || matches!(self, Self::TakeLead | Self::HandOverLead | Self::AcceptLead)
            || matches!(
                self,
                Self::GiveSignIn
                    | Self::ReportIncident
                    | Self::Share
                    | Self::TakeBack
                    | Self::SayUnsafe
                    | Self::SayHowSafe
                    | Self::OpenChart
                    | Self::SeeAccessHistory
                    | Self::JoinCareTeam
                    | Self::LeaveCareTeam
                    | Self::ScheduleSession
                    | Self::CancelSession
                    | Self::CheckIn
                    | Self::PlanWindow
                    | Self::SignConsent
                    | Self::WithdrawConsent
                    | Self::AgreeToTouch
                    | Self::TakeBackTouch
                    | Self::SetIntention
                    | Self::AcknowledgeDisclosure
                    | Self::ReviewCourse
                    | Self::CloseCourse
                    | Self::SeeOwnCourse
                    | Self::ConfirmPrecheck
                    | Self::NotePresence
                    | Self::RecordVitals
                    | Self::MissVitals
                    | Self::OverrideGate
                    | Self::PauseDose
                    | Self::ResumeDose
                    | Self::EndDose
                    | Self::NoteUncertain
                    | Self::ObserveDepth
                    | Self::RecordAdverseEvent
                    | Self::AttachMonitor
                    | Self::DetachMonitor
                    | Self::Discharge
                    | Self::MoveSession
                    | Self::NoteNotCome
                    | Self::NameRide
                    | Self::AnswerDayQuestions
                    | Self::ClearDayFinding
                    | Self::AbortSession
                    | Self::MarkWrong
                    | Self::SignRecord
                    | Self::AmendRecord
                    | Self::WriteChairNote
                    | Self::HoldSession
                    | Self::HoldTherapy
                    | Self::HoldSupport
                    | Self::WriteTherapyNote
                    | Self::ReadTherapyNote
                    | Self::WriteSupportNote
                    | Self::ReadSupportNote
                    | Self::HandBack
                    | Self::OpenSupportPerson
            )
    }
}
