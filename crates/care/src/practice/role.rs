//! What a person is here, and which licences a role asks for.

/// The part somebody plays while acting. One person may hold several; an act names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Signs protocols, answers for safety.
    MedicalDirector,
    /// Decides fit, orders, clears gates.
    Prescriber,
    /// Prepares, charts, gives, watches, sends home.
    Nurse,
    /// Licensed: present during a psycholytic dose; gives integration therapy.
    Therapist,
    /// Not licensed: gives integration support, which is not therapy.
    IntegrationSpecialist,
    /// Books and chases; sees no clinical content.
    FrontDesk,
    /// Reads; changes nothing.
    Auditor,
    /// The person in our care, about their own course.
    Patient,
    /// The house's own timer: it may only let a due step become visible to a person.
    Clock,
    /// Whoever installs the program: founds the house and names its first people.
    Host,
    /// Anybody without an account: they may ask for a call, and answer the referral whose link they hold.
    Visitor,
}

impl Role {
    /// Every role, in the order of the scope table.
    pub const ALL: [Self; 11] = [
        Self::MedicalDirector,
        Self::Prescriber,
        Self::Nurse,
        Self::Therapist,
        Self::IntegrationSpecialist,
        Self::FrontDesk,
        Self::Auditor,
        Self::Patient,
        Self::Clock,
        Self::Host,
        Self::Visitor,
    ];

    /// The licences of which one must be in date for any act in this role. Empty: the role asks for none.
    pub const fn licences(self) -> &'static [Licence] {
        match self {
            Self::MedicalDirector | Self::Prescriber => &[Licence::Physician, Licence::NursePractitioner],
            Self::Nurse => &[Licence::RegisteredNurse, Licence::NursePractitioner],
            Self::Therapist => &[
                Licence::Psychologist,
                Licence::ClinicalSocialWorker,
                Licence::MarriageFamilyTherapist,
                Licence::ProfessionalCounselor,
                Licence::Physician,
            ],
            Self::IntegrationSpecialist | Self::FrontDesk | Self::Auditor => &[],
            Self::Patient | Self::Clock | Self::Host | Self::Visitor => &[],
        }
    }

    /// Is this a member of the licensed clinical team?
    pub const fn is_clinical(self) -> bool {
        matches!(self, Self::MedicalDirector | Self::Prescriber | Self::Nurse | Self::Therapist)
    }

    /// Is this a role a person is affiliated in?
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Patient | Self::Clock | Self::Host | Self::Visitor)
    }
}

/// Kinds of licence. `NotLicensed` is a credential too, and is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Licence {
    /// MD, DO.
    Physician,
    /// Psychiatric or other nurse practitioner.
    NursePractitioner,
    /// RN.
    RegisteredNurse,
    /// Licensed psychologist.
    Psychologist,
    /// LCSW and the like.
    ClinicalSocialWorker,
    /// LMFT.
    MarriageFamilyTherapist,
    /// LPC, LMHC.
    ProfessionalCounselor,
    /// Not a licensed health professional.
    NotLicensed,
}
