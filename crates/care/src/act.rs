//! Every act of the house, with what it is about.

use crate::articles::{PublishArticle, WithdrawArticle};
use crate::contact::{AskForCall, EraseContact, NoteContactTry, ReferIn, SettleContact};
use crate::course::OpenCourse;
use crate::course::acknowledge_disclosure::AcknowledgeDisclosure;
use crate::course::close_course::{CloseCourse, ReviewCourse};
use crate::course::consent::{SignConsent, WithdrawConsent};
use crate::course::intention::SetIntention;
use crate::course::order::{StopOrder, WriteOrder};
use crate::course::screening::lift_stop::LiftScreeningStop;
use crate::course::screening::one_by_one::{ConfirmFinding, KeepScreeningAnswer};
use crate::course::screening::{AnswerScreening, ClearScreening, StopScreening};
use crate::course::touch::{AgreeToTouch, TakeBackTouch};
use crate::diary::delete::{DeleteDiaryEntry, EraseDiaryEntry, RestoreDiaryEntry};
use crate::diary::share::{ShareDiaryEntry, TakeBackDiaryEntry};
use crate::diary::write::{ChangeDiaryEntry, WriteDiaryEntry};
use crate::directory::{KeepColleague, LookUpColleague, PublishColleague, RemoveColleague};
use crate::earlier::answer_earlier::{AnswerEarlier, LapseEarlier};
use crate::earlier::offer_earlier::OfferEarlier;
use crate::earlier::wish_earlier::{TakeBackEarlier, WishEarlier};
use crate::follow_up::answer_follow_up::AnswerFollowUp;
use crate::follow_up::ask_follow_up::AskFollowUp;
use crate::follow_up::set_follow_ups::SetFollowUps;
use crate::follow_up::stop_follow_ups::{ResumeFollowUps, StopFollowUps};
use crate::house::FoundHouse;
use crate::house::custody_rules::SetCustodyRules;
use crate::house::place_rules::SetPlaceRules;
use crate::house::set_signatures::SetSignatures;
use crate::ids::{
    ArticlesId, ContactId, CourseId, DiaryEntryId, DirectoryId, HouseId, IncidentId, MessageId, PatientId,
    PersonId, ProtocolId, ReceiptId, ReferralId, RosterId, ScheduleId, SessionId, TaskId, TillId, VaultId,
    WindowId,
};
use crate::incident::{CloseIncident, NoteIncident, ReportIncident, TakeIncident};
use crate::integration::book_talk::{BookTalk, CancelTalk, DeclineTalk, OfferTimes};
use crate::integration::choose_talk_way::ChooseTalkWay;
use crate::integration::cosign_note::CosignNote;
use crate::integration::escalate_window::EscalateWindow;
use crate::integration::hand_back::HandBack;
use crate::integration::hold_talk::{HoldSupport, HoldTherapy};
use crate::integration::note_met_outside::NoteMetOutside;
use crate::integration::refer_outside::ReferOutside;
use crate::integration::write_note::{WriteSupportNote, WriteTherapyNote};
use crate::keeping::choose_small_step::{ChangeSmallStep, ChooseSmallStep};
use crate::keeping::pause_small_step::{LetGoSmallStep, PauseSmallStep, ResumeSmallStep};
use crate::keeping::propose_step::{LeaveProposedStep, ProposeStep, TakeProposedStep};
use crate::keeping::say_mood::SayMood;
use crate::keeping::tick_small_step::{TickSmallStep, UntickSmallStep};
use crate::measures::answer_measure::{AnswerMeasure, KeepMeasureAnswer};
use crate::measures::ask_for_measure::AskForMeasure;
use crate::measures::enter_measure::EnterMeasure;
use crate::measures::mark_measure_wrong::MarkMeasureWrong;
use crate::messages::entry::ChooseEntries;
use crate::messages::prefer_channel::PreferChannel;
use crate::messages::send_message::SendMessage;
use crate::messages::settle_message::SettleMessage;
use crate::messages::undo_message::UndoMessage;
use crate::messages::unsubscribe::{Resubscribe, Unsubscribe};
use crate::money::{ChooseCurrency, EndPrice, SetPrice, TakeBackReceipt, WriteReceipt};
use crate::patient::care_team::{JoinCareTeam, LeaveCareTeam};
use crate::patient::emergency_access::OpenEmergencyAccess;
use crate::patient::give_sign_in::GiveSignIn;
use crate::patient::say_unsafe::SayUnsafe;
use crate::patient::share::{Share, TakeBack};
use crate::patient::{CorrectPatient, RegisterPatient};
use crate::practice::ActKind;
use crate::practice::affiliation::{BeginAffiliation, EndAffiliation};
use crate::practice::credential::RecordCredential;
use crate::practice::end_credential::EndCredential;
use crate::practice::person::{AddPerson, GiveStaffSignIn, LookInRecord, PublishDisclosure};
use crate::practice::supervision::{EndSupervision, ProposeSupervision, TakeOnSupervision};
use crate::practice::take_notes::TakeNotes;
use crate::practice::take_record::TakeRecord;
use crate::protocol::{
    ApproveProtocol, DraftProtocol, ProposeProtocol, RetireProtocol, SendBackProtocol, SignProtocol,
};
use crate::referral::{
    AcceptReferral, CloseReferral, ConsentToReferral, DeclineReferral, EscalateReferral, NoteReferralMet,
    NoteReferralNotMet, RemindReferral, SendReferral, SendReferralNote, TakeBackReferral, WriteReferral,
};
use crate::roster::{PutOnCall, SetClinicHours, TakeOffCall};
use crate::safety::{AnswerSignal, SayHowSafe};
use crate::schedule::{
    BlockRoom, CloseOwnFeed, CloseRoom, CloseRoomFeed, CloseSite, EndLeave, EnrolDevice, FreeRoom, KeepHours,
    LinkBusy, OpenOwnFeed, OpenRoom, OpenRoomFeed, OpenSite, RetireDevice, SetTalkLength, SetVideoBase,
    SetWatchLimit, TakeLeave, UnlinkBusy,
};
use crate::session::abort_session::AbortSession;
use crate::session::accept_order::AcceptOrder;
use crate::session::amend_record::AmendRecord;
use crate::session::answer_alarm::AnswerAlarm;
use crate::session::answer_day_questions::AnswerDayQuestions;
use crate::session::attach_monitor::{AttachMonitor, DetachMonitor};
use crate::session::call_nurse::{AnswerCall, CallNurse};
use crate::session::change_rate::ChangeRate;
use crate::session::check_in::CheckIn;
use crate::session::clear_day_finding::ClearDayFinding;
use crate::session::climb_alarm::ClimbAlarm;
use crate::session::confirm_precheck::ConfirmPrecheck;
use crate::session::discharge::Discharge;
use crate::session::draw_drug::DrawDrug;
use crate::session::emergency::{DeclareEmergency, EndEmergency};
use crate::session::end_dose::EndDose;
use crate::session::give_dose::GiveDose;
use crate::session::hold_session::HoldSession;
use crate::session::lead::{AcceptLead, HandOverLead, TakeLead};
use crate::session::mark_wrong::MarkWrong;
use crate::session::move_session::MoveSession;
use crate::session::name_ride::NameRide;
use crate::session::note_monitor::NoteMonitor;
use crate::session::note_not_come::NoteNotCome;
use crate::session::note_presence::NotePresence;
use crate::session::note_silence::NoteSilence;
use crate::session::note_uncertain::NoteUncertain;
use crate::session::observe_depth::{ObserveDepth, RecordAdverseEvent};
use crate::session::override_gate::OverrideGate;
use crate::session::pause_dose::{PauseDose, ResumeDose};
use crate::session::plan_window::PlanWindow;
use crate::session::question_order::QuestionOrder;
use crate::session::record_vitals::{MissVitals, RecordVitals};
use crate::session::schedule_session::{CancelSession, ScheduleSession};
use crate::session::sign_record::SignRecord;
use crate::session::supplement::{AcceptSupplement, GiveSupplement, OrderSupplement, WithdrawSupplement};
use crate::session::syringe::{NoteSyringeShort, ReturnSyringe, WasteSyringe};
use crate::session::write_chair_note::WriteChairNote;
use crate::tasks::wish_call_time::WishCallTime;
use crate::tasks::{AnswerTask, EscalateTask, TakeTask};
use crate::vault::{
    CloseVault, CorrectEntry, CountVault, DestroyVials, NoteLossReported, OpenVault, OpenVial, ReceiveVials,
    ReportLoss, ReturnVials, SettleDiscrepancy, TransferVials, WasteVial,
};

/// A staff member opened a chart: the reading of it is itself a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenChart;

macro_rules! acts {
    ($($(#[$doc:meta])* $Subject:ident($Id:ty) { $($Name:ident),+ $(,)? })+) => {
        /// What somebody asks for, by the thing it is about.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each variant is the act it carries, documented there")]
        pub enum Act { $($($Name($Id, $Name)),+),+ }

        impl Act {
            /// Its kind: what the scope table is about.
            pub const fn kind(&self) -> ActKind {
                match self { $($(Self::$Name(..) => ActKind::$Name),+),+ }
            }
            /// The thing it is about.
            pub const fn subject(&self) -> crate::fact::Stream {
                match self { $($(Self::$Name(id, _) => crate::fact::Stream::$Subject(*id)),+),+ }
            }
        }
    };
}

acts! {
    House(HouseId) { FoundHouse, SetSignatures, SetFollowUps, SetPlaceRules, SetCustodyRules }
    Person(PersonId) { AddPerson, RecordCredential, EndCredential, BeginAffiliation, EndAffiliation, GiveStaffSignIn, PublishDisclosure, LookInRecord, TakeRecord, TakeNotes, ProposeSupervision, TakeOnSupervision, EndSupervision }
    Protocol(ProtocolId) { DraftProtocol, SignProtocol, RetireProtocol, ProposeProtocol, ApproveProtocol, SendBackProtocol }
    Patient(PatientId) {
        RegisterPatient, CorrectPatient, GiveSignIn, JoinCareTeam, LeaveCareTeam, OpenEmergencyAccess, Share, TakeBack,
        SayUnsafe, SayHowSafe, OpenChart,
        SayMood, ChooseSmallStep, ChangeSmallStep, TickSmallStep, UntickSmallStep, PauseSmallStep, ResumeSmallStep,
        LetGoSmallStep, TakeProposedStep, LeaveProposedStep,
        PreferChannel, ChooseEntries, Unsubscribe, Resubscribe, SendMessage,
    }
    Course(CourseId) {
        OpenCourse, AnswerScreening, ClearScreening, StopScreening, SignConsent, WithdrawConsent, SetIntention,
        WriteOrder, StopOrder, AcknowledgeDisclosure, ReviewCourse, CloseCourse,
        AskForMeasure, KeepMeasureAnswer, AnswerMeasure, EnterMeasure, MarkMeasureWrong, KeepScreeningAnswer,
        ConfirmFinding, LiftScreeningStop, AgreeToTouch, TakeBackTouch,
        AskFollowUp, AnswerFollowUp, StopFollowUps, ResumeFollowUps,
    }
    Session(SessionId) {
        ScheduleSession, CancelSession, CheckIn, ConfirmPrecheck, NotePresence, RecordVitals, MissVitals,
        AcceptOrder, DrawDrug, PlanWindow, OverrideGate, GiveDose, PauseDose, ResumeDose, EndDose, ObserveDepth,
        RecordAdverseEvent, AnswerAlarm, Discharge, AbortSession, MarkWrong, SignRecord, AmendRecord, WriteChairNote,
        HoldSession,
        MoveSession, NoteNotCome, NameRide, CallNurse, AnswerCall, AnswerDayQuestions, ClearDayFinding,
        WishEarlier, TakeBackEarlier, OfferEarlier, AnswerEarlier, LapseEarlier,
        WasteSyringe, ReturnSyringe, NoteSyringeShort,
        AttachMonitor, DetachMonitor, NoteMonitor, QuestionOrder, ChangeRate, NoteUncertain,
        TakeLead, HandOverLead, AcceptLead, ClimbAlarm, NoteSilence, DeclareEmergency, EndEmergency,
        OrderSupplement, WithdrawSupplement, AcceptSupplement, GiveSupplement,
    }
    Window(WindowId) {
        OfferTimes, BookTalk, ChooseTalkWay, CancelTalk, DeclineTalk, ReferOutside, NoteMetOutside, HoldTherapy, HoldSupport, EscalateWindow,
        WriteTherapyNote, CosignNote, WriteSupportNote, HandBack, ProposeStep,
    }
    Message(MessageId) { UndoMessage, SettleMessage }
    Diary(DiaryEntryId) {
        WriteDiaryEntry, ChangeDiaryEntry, ShareDiaryEntry, TakeBackDiaryEntry, DeleteDiaryEntry, RestoreDiaryEntry,
        EraseDiaryEntry,
    }
    Task(TaskId) { TakeTask, AnswerTask, AnswerSignal, EscalateTask, WishCallTime }
    Roster(RosterId) { SetClinicHours, PutOnCall, TakeOffCall }
    Contact(ContactId) { AskForCall, ReferIn, NoteContactTry, SettleContact, EraseContact }
    Referral(ReferralId) {
        WriteReferral, ConsentToReferral, SendReferral, AcceptReferral, DeclineReferral, NoteReferralMet,
        SendReferralNote, TakeBackReferral, CloseReferral, RemindReferral, EscalateReferral, NoteReferralNotMet,
    }
    Schedule(ScheduleId) {
        OpenRoom, CloseRoom, BlockRoom, FreeRoom, KeepHours, TakeLeave, EndLeave, SetWatchLimit, SetTalkLength,
        OpenOwnFeed, CloseOwnFeed, OpenRoomFeed, CloseRoomFeed, LinkBusy, UnlinkBusy, SetVideoBase,
        OpenSite, CloseSite, EnrolDevice, RetireDevice,
    }
    Incident(IncidentId) { ReportIncident, TakeIncident, NoteIncident, CloseIncident }
    Till(TillId) { ChooseCurrency, SetPrice, EndPrice }
    Receipt(ReceiptId) { WriteReceipt, TakeBackReceipt }
    Directory(DirectoryId) { KeepColleague, LookUpColleague, PublishColleague, RemoveColleague }
    Vault(VaultId) {
        OpenVault, CloseVault, ReceiveVials, OpenVial, WasteVial, ReturnVials, TransferVials, DestroyVials, CountVault,
        SettleDiscrepancy, ReportLoss, NoteLossReported, CorrectEntry,
    }
    Articles(ArticlesId) { PublishArticle, WithdrawArticle }
}

impl Act {
    /// The visit that this act would move, and where to: a move, the offer of one, or the yes to it.
    pub const fn moves(&self) -> Option<(SessionId, &MoveSession)> {
        match self {
            Self::MoveSession(id, to) => Some((*id, to)),
            Self::OfferEarlier(id, offer) => Some((*id, &offer.to)),
            Self::AnswerEarlier(id, AnswerEarlier { yes: Some(to), .. }) => Some((*id, to)),
            _ => None,
        }
    }
}
