//! What is asked before a course goes on: a closed list of questions, because a question without reviewed words in every
//! language cannot be asked; and what a protocol says of each, which is data with a source like every other value.
//!
//! The list is the union of the lists read (`care.md` 4.6). "Yes" always means: a prescriber needs to know this.

use super::model::words;
use super::values::SourceStatus;

words! {
    /// One question. Its words live in the message files, by its code, in every language.
    Question {
        /// High blood pressure that is not under control.
        UncontrolledHypertension = "uncontrolled-hypertension",
        /// Heart attack, stroke, chest pain, failing heart, dangerous rhythm.
        RecentHeartEvent = "recent-heart-event",
        /// Aneurysm, malformed vessels, bleed in the brain.
        AneurysmOrBleed = "aneurysm-or-bleed",
        /// Sleep apnea, or an airway that was hard to keep open.
        SleepApnoea = "sleep-apnoea",
        /// Raised pressure inside the head.
        RaisedPressureInHead = "raised-pressure-in-head",
        /// Raised pressure in the eye.
        Glaucoma = "glaucoma",
        /// Epilepsy, an unexplained seizure, a severe head injury.
        SeizuresOrHeadInjury = "seizures-or-head-injury",
        /// Dementia or delirium.
        DementiaOrDelirium = "dementia-or-delirium",
        /// Psychosis, schizophrenia, delusions.
        Psychosis = "psychosis",
        /// Psychosis in a parent, brother, sister or child.
        FamilyPsychosis = "family-psychosis",
        /// Mania or a mixed state.
        ManiaNow = "mania-now",
        /// A dissociative disorder.
        DissociativeDisorder = "dissociative-disorder",
        /// A severe personality disorder.
        PersonalityDisorder = "personality-disorder",
        /// So unwell that a hospital may be needed now: a safety signal, at once.
        NeedsHospitalNow = "needs-hospital-now",
        /// Heavy use of alcohol or other drugs now.
        SubstanceUseNow = "substance-use-now",
        /// Ketamine or a drug like it, taken to get high.
        KetamineMisuse = "ketamine-misuse",
        /// Cannot go without alcohol for 24 hours.
        CannotGoWithoutAlcohol = "cannot-go-without-alcohol",
        /// Pregnant, perhaps pregnant, trying to be, breastfeeding.
        PregnantOrBreastfeeding = "pregnant-or-breastfeeding",
        /// Liver, thyroid, bladder.
        LiverThyroidOrBladder = "liver-thyroid-or-bladder",
        /// Allergy to ketamine.
        KetamineAllergy = "ketamine-allergy",
        /// Opioid pain medicines or opioid treatment.
        Opioids = "opioids",
        /// Medicines that blunt or interact.
        InteractingMedicines = "interacting-medicines",
        // On the day of a dose. These stand last: see `Question::BEFORE`.
        /// So unwell or unsafe today that a hospital may be needed: a safety signal, at once.
        HospitalToday = "hospital-today",
        /// Chest pain, or short of breath, today.
        ChestPainToday = "chest-pain-today",
        /// Alcohol in the last 24 hours.
        AlcoholToday = "alcohol-today",
        /// Other drugs in the last 24 hours.
        DrugsToday = "drugs-today",
        /// Something that makes drowsy, today.
        SedativeToday = "sedative-today",
    }
}
words! {
    /// How much a "yes" weighs.
    Weight {
        /// A "yes" stops the course here; a prescriber owes a call.
        Absolute = "absolute",
        /// A "yes" needs a note of whoever clears it.
        Relative = "relative",
    }
}
words! {
    /// Who says that a "yes" may pass.
    Clearer {
        /// A prescriber.
        Prescriber = "prescriber",
        /// The nurse at the chair, on the day.
        Nurse = "nurse",
    }
}

/// What a protocol says of one question, with where that comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// How much a "yes" weighs here.
    pub weight: Weight,
    /// Who says that a "yes" may pass.
    pub clears: Clearer,
    /// Where it comes from, as a reader can look it up.
    pub source: String,
    /// How far that goes.
    pub status: SourceStatus,
}

impl Question {
    /// How many of the list are asked on the day.
    const TODAY: usize = 5;
    /// Asked before a course goes on: "have you ever", "do you".
    pub const BEFORE: &'static [Self] = Self::ALL.split_at(Self::ALL.len() - Self::TODAY).0;
    /// Asked on the day of each dose: "today", "in the last 24 hours". What has changed since screening is not among
    /// them: the pre-check asks that, and keeps it.
    pub const ON_THE_DAY: &'static [Self] = Self::ALL.split_at(Self::ALL.len() - Self::TODAY).1;

    /// Is it asked on the day of a dose?
    pub fn is_of_the_day(self) -> bool {
        Self::ON_THE_DAY.contains(&self)
    }

    /// Every protocol asks these: what no list read lets pass (`care.md` 4.6, marked absolute).
    pub const ALWAYS: &'static [Self] = &[
        Self::UncontrolledHypertension,
        Self::AneurysmOrBleed,
        Self::RaisedPressureInHead,
        Self::DementiaOrDelirium,
        Self::Psychosis,
        Self::ManiaNow,
        Self::NeedsHospitalNow,
        Self::CannotGoWithoutAlcohol,
        Self::PregnantOrBreastfeeding,
        Self::KetamineAllergy,
    ];

    /// Does a "yes" mean that help comes before anything else?
    pub const fn cannot_wait(self) -> bool {
        matches!(self, Self::NeedsHospitalNow | Self::HospitalToday)
    }
}

/// What this program asked before protocols said so themselves, with what a "yes" weighed then. Frozen: histories and
/// signed versions of that time mean this.
pub const BEFORE_PROTOCOLS_ASKED: &[(Question, Weight)] = &[
    (Question::UncontrolledHypertension, Weight::Absolute),
    (Question::AneurysmOrBleed, Weight::Absolute),
    (Question::RecentHeartEvent, Weight::Relative),
    (Question::RaisedPressureInHead, Weight::Absolute),
    (Question::Glaucoma, Weight::Relative),
    (Question::SeizuresOrHeadInjury, Weight::Relative),
    (Question::DementiaOrDelirium, Weight::Absolute),
    (Question::Psychosis, Weight::Absolute),
    (Question::FamilyPsychosis, Weight::Relative),
    (Question::ManiaNow, Weight::Absolute),
    (Question::DissociativeDisorder, Weight::Relative),
    (Question::NeedsHospitalNow, Weight::Absolute),
    (Question::SubstanceUseNow, Weight::Relative),
    (Question::PregnantOrBreastfeeding, Weight::Absolute),
    (Question::LiverThyroidOrBladder, Weight::Relative),
    (Question::KetamineAllergy, Weight::Absolute),
    (Question::SleepApnoea, Weight::Relative),
    (Question::InteractingMedicines, Weight::Relative),
];

/// The questions of a version that was drafted before protocols asked their own.
pub fn before_protocols_asked() -> std::collections::BTreeMap<Question, Asks> {
    let asks = |weight| Asks {
        weight,
        clears: Clearer::Prescriber,
        source: "As this program asked before protocols said so themselves (care.md 4.6)".to_owned(),
        status: SourceStatus::Cited,
    };
    BEFORE_PROTOCOLS_ASKED.iter().map(|(question, weight)| (*question, asks(*weight))).collect()
}
