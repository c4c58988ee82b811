//! What is kept: facts, each on the stream of the thing it is about.

use crate::articles::ArticlesFact;
use crate::contact::ContactFact;
use crate::course::CourseFact;
use crate::diary::DiaryFact;
use crate::directory::DirectoryFact;
use crate::house::HouseFact;
use crate::ids::{
    ArticlesId, ContactId, CourseId, DiaryEntryId, DirectoryId, HouseId, IncidentId, MessageId, PatientId,
    PersonId, ProtocolId, ReceiptId, ReferralId, RosterId, ScheduleId, SessionId, TaskId, TillId, VaultId,
    WindowId,
};
use crate::incident::IncidentFact;
use crate::integration::WindowFact;
use crate::messages::MessageFact;
use crate::money::{ReceiptFact, TillFact};
use crate::patient::PatientFact;
use crate::practice::PersonFact;
use crate::protocol::ProtocolFact;
use crate::referral::ReferralFact;
use crate::roster::RosterFact;
use crate::schedule::ScheduleFact;
use crate::session::SessionFact;
use crate::tasks::TaskFact;
use crate::vault::VaultFact;

/// The thing a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the id it carries")]
pub enum Stream {
    House(HouseId),
    Person(PersonId),
    Protocol(ProtocolId),
    Patient(PatientId),
    Course(CourseId),
    Session(SessionId),
    Window(WindowId),
    Task(TaskId),
    Message(MessageId),
    Diary(DiaryEntryId),
    Roster(RosterId),
    Articles(ArticlesId),
    Contact(ContactId),
    Referral(ReferralId),
    Schedule(ScheduleId),
    Incident(IncidentId),
    Till(TillId),
    Receipt(ReceiptId),
    Directory(DirectoryId),
    Vault(VaultId),
}

impl std::fmt::Display for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::House(id) => id.fmt(f),
            Self::Person(id) => id.fmt(f),
            Self::Protocol(id) => id.fmt(f),
            Self::Patient(id) => id.fmt(f),
            Self::Course(id) => id.fmt(f),
            Self::Session(id) => id.fmt(f),
            Self::Window(id) => id.fmt(f),
            Self::Task(id) => id.fmt(f),
            Self::Message(id) => id.fmt(f),
            Self::Diary(id) => id.fmt(f),
            Self::Roster(id) => id.fmt(f),
            Self::Articles(id) => id.fmt(f),
            Self::Contact(id) => id.fmt(f),
            Self::Referral(id) => id.fmt(f),
            Self::Schedule(id) => id.fmt(f),
            Self::Incident(id) => id.fmt(f),
            Self::Till(id) => id.fmt(f),
            Self::Receipt(id) => id.fmt(f),
            Self::Directory(id) => id.fmt(f),
            Self::Vault(id) => id.fmt(f),
        }
    }
}

impl Stream {
    /// Reads the written form of any stream.
    pub fn read(text: &str) -> Option<Self> {
        None.or_else(|| SessionId::read(text).map(Self::Session))
            .or_else(|| CourseId::read(text).map(Self::Course))
            .or_else(|| PatientId::read(text).map(Self::Patient))
            .or_else(|| WindowId::read(text).map(Self::Window))
            .or_else(|| TaskId::read(text).map(Self::Task))
            .or_else(|| PersonId::read(text).map(Self::Person))
            .or_else(|| ProtocolId::read(text).map(Self::Protocol))
            .or_else(|| HouseId::read(text).map(Self::House))
            .or_else(|| MessageId::read(text).map(Self::Message))
            .or_else(|| DiaryEntryId::read(text).map(Self::Diary))
            .or_else(|| RosterId::read(text).map(Self::Roster))
            .or_else(|| ArticlesId::read(text).map(Self::Articles))
            .or_else(|| ContactId::read(text).map(Self::Contact))
            .or_else(|| ReferralId::read(text).map(Self::Referral))
            .or_else(|| ScheduleId::read(text).map(Self::Schedule))
            .or_else(|| IncidentId::read(text).map(Self::Incident))
            .or_else(|| TillId::read(text).map(Self::Till))
            .or_else(|| ReceiptId::read(text).map(Self::Receipt))
            .or_else(|| DirectoryId::read(text).map(Self::Directory))
            .or_else(|| VaultId::read(text).map(Self::Vault))
    }
}

/// What happened, by the kind of thing it happened to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the fact it carries")]
pub enum What {
    House(HouseFact),
    Person(PersonFact),
    Protocol(ProtocolFact),
    Patient(PatientFact),
    Course(CourseFact),
    Session(SessionFact),
    Window(WindowFact),
    Task(TaskFact),
    Message(MessageFact),
    Diary(DiaryFact),
    Roster(RosterFact),
    Articles(ArticlesFact),
    Contact(ContactFact),
    Referral(ReferralFact),
    Schedule(ScheduleFact),
    Incident(IncidentFact),
    Till(TillFact),
    Receipt(ReceiptFact),
    Directory(DirectoryFact),
    Vault(VaultFact),
}

macro_rules! from_facts {
    ($($Variant:ident($Fact:ty)),+ $(,)?) => { $(
        impl From<$Fact> for What {
            fn from(fact: $Fact) -> Self {
                Self::$Variant(fact)
            }
        }
    )+ };
}
from_facts!(
    House(HouseFact),
    Person(PersonFact),
    Protocol(ProtocolFact),
    Patient(PatientFact),
    Course(CourseFact),
    Session(SessionFact),
    Window(WindowFact),
    Task(TaskFact),
    Message(MessageFact),
    Diary(DiaryFact),
    Roster(RosterFact),
    Articles(ArticlesFact),
    Contact(ContactFact),
    Referral(ReferralFact),
    Schedule(ScheduleFact),
    Incident(IncidentFact),
    Till(TillFact),
    Receipt(ReceiptFact),
    Directory(DirectoryFact),
    Vault(VaultFact),
);

/// One fact and the stream it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// About what.
    pub stream: Stream,
    /// What happened.
    pub what: What,
}

impl Fact {
    /// A fact on a stream.
    pub fn on(stream: Stream, what: impl Into<What>) -> Self {
        Self { stream, what: what.into() }
    }
    /// Is this the first fact of a stream whose id follows from another's? The rules do not fetch that stream: whoever
    /// keeps the fact sees to it that there is nothing there yet.
    pub const fn begins(&self) -> bool {
        matches!(
            self.what,
            What::Task(TaskFact::Opened { .. })
                | What::Window(WindowFact::Opened { .. })
                | What::Message(MessageFact::Owed { .. })
                | What::Message(MessageFact::OwedOutside { .. })
                | What::Contact(ContactFact::Asked { .. })
                | What::Referral(ReferralFact::Written { .. })
                | What::Incident(IncidentFact::Reported { .. })
                | What::Receipt(ReceiptFact::Written { .. } | ReceiptFact::TakesBack { .. })
        )
    }
    /// Several facts on one stream.
    pub fn all<T: Into<What>>(stream: Stream, facts: Vec<T>) -> Vec<Self> {
        facts.into_iter().map(|fact| Self::on(stream, fact)).collect()
    }
}
