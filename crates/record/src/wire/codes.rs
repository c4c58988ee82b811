//! The stored words of every closed set. `care` names most of them itself; those it does not are named here.

use care::articles::Flag;
use care::contact::{Concern, Outcome};
use care::course::SessionKind;
use care::course::touch::Touch;
use care::diary::{Media, PieceKind};
use care::directory::Mode;
use care::earlier::OfferEnd;
use care::house::place_rules::{DisclosurePoint, SupportAct};
use care::incident::{IncidentKind, Severity};
use care::integration::{SaidBy, TalkKind};
use care::keeping::{Mood, ProposalSaid};
use care::messages::{Channel, Occasion, Tongue, Unsent};
use care::money::{BackKind, Currency, PriceKind};
use care::practice::{CredentialEnd, Licence, Practice, Role, Tie};
use care::protocol::{
    CareModel, Clearer, Depth, Ending, Key, Route, Setting, Signatures, SourceStatus, TherapistPart, Unit,
    Weight,
};
use care::referral::{CannotBecause, ClosedBecause, Late, Part, Purpose, ReceiverKind};
use care::safety::{Contact, HowSafe, Rung};
use care::session::{Channel as MonitorChannel, GateKind, Level, Sign, Source};
use care::tasks::Matter;
use care::tasks::wish_call_time::PartOfDay;
use care::vault::{Checked, Form, LossKind, LossStep, WasteReason};
use serde_json::Value;

use super::{Unreadable, Wire, put_word};

macro_rules! coded {
    ($($Name:ident),+ $(,)?) => { $(
        impl Wire for $Name {
            fn put(&self, out: &mut String) {
                put_word(out, self.code());
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                value.as_str().and_then(Self::read).ok_or_else(|| Unreadable::at(stringify!($Name)))
            }
        }
    )+ };
}
coded!(
    SessionKind,
    TalkKind,
    CredentialEnd,
    Practice,
    DisclosurePoint,
    SupportAct,
    SaidBy,
    CareModel,
    Depth,
    Ending,
    Route,
    Setting,
    SourceStatus,
    TherapistPart,
    Unit,
    GateKind,
    Level,
    MonitorChannel,
    Sign,
    Source,
    Matter,
    Mood,
    Channel,
    Occasion,
    Tongue,
    Unsent,
    Media,
    PieceKind,
    HowSafe,
    Contact,
    Rung,
    Weight,
    Clearer,
    PartOfDay,
    Touch,
    Flag,
    Concern,
    Outcome,
    ReceiverKind,
    Purpose,
    Part,
    CannotBecause,
    ClosedBecause,
    Late,
    Signatures,
    IncidentKind,
    Severity,
    ProposalSaid,
    OfferEnd,
    Currency,
    PriceKind,
    BackKind,
    Mode,
    Form,
    WasteReason,
    LossKind,
    LossStep,
    Checked,
);

macro_rules! named {
    ($Name:ident, $code:ident, $of:ident { $($Variant:ident = $word:literal),+ $(,)? }) => {
        /// The stored word.
        pub const fn $code(value: $Name) -> &'static str {
            match value { $($Name::$Variant => $word),+ }
        }
        /// The value behind a stored word.
        pub fn $of(word: &str) -> Option<$Name> {
            match word { $($word => Some($Name::$Variant),)+ _ => None }
        }
        impl Wire for $Name {
            fn put(&self, out: &mut String) {
                put_word(out, $code(*self));
            }
            fn take(value: &Value) -> Result<Self, Unreadable> {
                value.as_str().and_then($of).ok_or_else(|| Unreadable::at(stringify!($Name)))
            }
        }
    };
}
named!(Role, role_code, role_of {
    MedicalDirector = "medical-director",
    Prescriber = "prescriber",
    Nurse = "nurse",
    Therapist = "therapist",
    IntegrationSpecialist = "integration-specialist",
    FrontDesk = "front-desk",
    Auditor = "auditor",
    Patient = "patient",
    Clock = "clock",
    Host = "host",
    Visitor = "visitor",
});
named!(Licence, licence_code, licence_of {
    Physician = "physician",
    NursePractitioner = "nurse-practitioner",
    RegisteredNurse = "registered-nurse",
    Psychologist = "psychologist",
    ClinicalSocialWorker = "clinical-social-worker",
    MarriageFamilyTherapist = "marriage-family-therapist",
    ProfessionalCounselor = "professional-counselor",
    NotLicensed = "not-licensed",
});
named!(Tie, tie_code, tie_of {
    NoPatient = "no-patient",
    Oneself = "oneself",
    CareTeam = "care-team",
    Talk = "talk",
    Shared = "shared",
    Emergency = "emergency",
    NoTeamYet = "no-team-yet",
    Stranger = "stranger",
});

impl Wire for Key {
    fn put(&self, out: &mut String) {
        put_word(out, &self.name());
    }
    fn take(value: &Value) -> Result<Self, Unreadable> {
        value.as_str().and_then(Self::read).ok_or_else(|| Unreadable::at("Key"))
    }
}
