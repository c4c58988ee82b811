//! The words people read for what the rules call by code: `care` has none. What patients can meet is said from the
//! message files in their language; what only staff read is here, in English for now.

mod refusals;

pub use refusals::refusal;

use care::integration::{SaidBy, TalkKind};
use care::practice::{CredentialEnd, Licence, Role};
use care::protocol::{CareModel, Depth, Ending, Key, Route, Setting, SourceStatus, TherapistPart, Unit};
use care::refusal::Fixer;
use care::session::{Channel, Sign};
use record::wire::{licence_code, role_code};

use crate::texts::Lang;

/// A role, as it is printed.
pub fn role(lang: Lang, role: Role) -> &'static str {
    lang.word_of("words-role", role_code(role))
}

/// A licence, as it is printed.
pub fn licence(lang: Lang, licence: Licence) -> &'static str {
    lang.word_of("words-licence", licence_code(licence))
}

/// Who said that a talk took place outside.
pub fn said_by(lang: Lang, who: SaidBy) -> &'static str {
    lang.word_of("words-said-by", who.code())
}

/// What happened to a licence that ended before its term.
pub fn credential_end(lang: Lang, why: CredentialEnd) -> &'static str {
    lang.word_of("words-licence-end", why.code())
}

/// A door, as it is printed.
pub fn model(lang: Lang, model: CareModel) -> &'static str {
    lang.word_of("words-model", model.code())
}

/// A kind of talk. The bare word "integration" never stands alone.
pub fn talk(lang: Lang, kind: TalkKind) -> &'static str {
    lang.word_of("words-talk", kind.code())
}

/// A route, as it is printed.
pub fn route(lang: Lang, route: Route) -> &'static str {
    lang.word_of("words-route", route.code())
}

/// A place, as it is printed.
pub fn setting(lang: Lang, setting: Setting) -> &'static str {
    lang.word_of("words-setting", setting.code())
}

/// A sign, as it is printed.
pub fn sign(lang: Lang, sign: Sign) -> &'static str {
    lang.word_of("words-sign", sign.code())
}

/// A numeric of a monitor, as clinicians read it.
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::HeartRate => "heart rate (ECG)",
        Channel::Pulse => "pulse (oximeter)",
        Channel::Spo2 => "oxygen saturation",
        Channel::Breaths => "breaths",
        Channel::CuffSystolic => "upper pressure (cuff)",
        Channel::CuffDiastolic => "lower pressure (cuff)",
        Channel::CuffMean => "mean pressure (cuff)",
    }
}

/// A depth, as clinicians read it.
pub const fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::Psycholytic => "psycholytic (able to talk)",
        Depth::Psychedelic => "psychedelic (inward)",
    }
}

/// What follows a dose, as it is printed.
pub const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Therapy => "integration therapy with the licensed therapist",
        Ending::Support => "integration support with a specialist who is not a therapist",
        Ending::Referral => "a referral to an outside or existing therapist",
    }
}

/// The therapist's part in a dose, as it is printed.
pub const fn therapist_part(part: TherapistPart) -> &'static str {
    match part {
        TherapistPart::Present => "named, and in the room while the dose works",
        TherapistPart::After => "named; the talk comes afterwards",
        TherapistPart::None => "none: no psychotherapy belongs to the session",
    }
}

/// How far a protocol's value may be trusted.
pub const fn source_status(status: SourceStatus) -> &'static str {
    match status {
        SourceStatus::Cited => "a source was read",
        SourceStatus::Article => "a practitioner says so",
        SourceStatus::Unverified => "not verified",
        SourceStatus::Clinic => "set by this clinic",
    }
}

/// A protocol value's name, in words.
pub fn key(key: Key) -> String {
    key.name().replace('.', ", ").replace('-', " ")
}

/// An amount with its unit.
pub fn amount(amount: u64, unit: Unit) -> String {
    match unit {
        Unit::Count => amount.to_string(),
        unit => format!("{amount} {}", unit.code()),
    }
}

/// Who can put it right, as a sentence.
pub fn fixer(lang: Lang, fixer: Fixer) -> &'static str {
    lang.word_of("words-fixer", fixer_code(fixer))
}

const fn fixer_code(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::You => "you",
        Fixer::Patient => "patient",
        Fixer::Prescriber => "prescriber",
        Fixer::Nurse => "nurse",
        Fixer::Director => "director",
        Fixer::Desk => "desk",
        Fixer::Time => "time",
        Fixer::Nobody => "nobody",
    }
}

/// Who can put it right, in two words, for a list of gates.
pub const fn fixer_short(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::You => "you",
        Fixer::Patient => "the patient",
        Fixer::Prescriber => "a prescriber",
        Fixer::Nurse => "the nurse at the chair",
        Fixer::Director => "the medical director",
        Fixer::Desk => "the front desk",
        Fixer::Time => "time",
        Fixer::Nobody => "nobody",
    }
}

/// A one-time message, by its code. Unknown codes show nothing: the address bar cannot write on the page.
pub fn flash(lang: Lang, code: &str) -> Option<&'static str> {
    lang.find_word("flash", code)
}

#[cfg(test)]
mod tests;
