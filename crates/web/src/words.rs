//! The words people read for what the rules call by code. Only here; `care` has none.

mod refusals;

pub use refusals::refusal;

use care::integration::{SaidBy, TalkKind};
use care::practice::{CredentialEnd, Licence, Role};
use care::protocol::{CareModel, Depth, Ending, Key, Route, Setting, SourceStatus, TherapistPart, Unit};
use care::refusal::Fixer;
use care::session::Sign;

/// A role, as it is printed.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::MedicalDirector => "Medical director",
        Role::Prescriber => "Prescriber",
        Role::Nurse => "Infusion nurse",
        Role::Therapist => "Licensed therapist",
        Role::IntegrationSpecialist => "Integration specialist (not licensed)",
        Role::FrontDesk => "Front desk",
        Role::Auditor => "Auditor",
        Role::Patient => "Patient",
        Role::Clock => "The house's timer",
        Role::Host => "Host",
    }
}

/// A licence, as it is printed.
pub const fn licence(licence: Licence) -> &'static str {
    match licence {
        Licence::Physician => "Physician",
        Licence::NursePractitioner => "Nurse practitioner",
        Licence::RegisteredNurse => "Registered nurse",
        Licence::Psychologist => "Psychologist",
        Licence::ClinicalSocialWorker => "Clinical social worker",
        Licence::MarriageFamilyTherapist => "Marriage and family therapist",
        Licence::ProfessionalCounselor => "Professional counselor",
        Licence::NotLicensed => "Not a licensed health professional",
    }
}

/// Who said that a talk took place outside.
pub const fn said_by(who: SaidBy) -> &'static str {
    match who {
        SaidBy::Patient => "The patient",
        SaidBy::OutsideTherapist => "The outside therapist",
    }
}

/// What happened to a licence that ended before its term.
pub const fn credential_end(why: CredentialEnd) -> &'static str {
    match why {
        CredentialEnd::Suspended => "Suspended",
        CredentialEnd::Revoked => "Revoked",
        CredentialEnd::Surrendered => "Surrendered",
        CredentialEnd::EnteredInError => "Entered in error",
    }
}

/// A door, as it is printed.
pub const fn model(model: CareModel) -> &'static str {
    match model {
        CareModel::Kap => "KAP session",
        CareModel::Infusion => "Infusion",
    }
}

/// A kind of talk. The bare word "integration" never stands alone.
pub const fn talk(kind: TalkKind) -> &'static str {
    match kind {
        TalkKind::Therapy => "Integration therapy",
        TalkKind::Support => "Integration support",
    }
}

/// A route, as it is printed.
pub const fn route(route: Route) -> &'static str {
    match route {
        Route::Intravenous => "into a vein (IV)",
        Route::Intramuscular => "into a muscle (IM)",
        Route::Intranasal => "nasal spray",
        Route::Sublingual => "lozenge in the mouth",
        Route::Oral => "swallowed",
    }
}

/// A place, as it is printed.
pub const fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::ClinicRoom => "clinic room",
        Setting::Home => "at home, with a named chaperone",
        Setting::Ward => "ward",
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

/// A sign, as it is printed.
pub const fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Systolic => "upper blood pressure",
        Sign::Diastolic => "lower blood pressure",
        Sign::Pulse => "pulse",
        Sign::Spo2 => "oxygen saturation",
        Sign::Breaths => "breaths",
        Sign::Awake => "awake score",
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
pub const fn fixer(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::You => "You can change it here.",
        Fixer::Patient => "The patient can put this right.",
        Fixer::Prescriber => "A prescriber can put this right.",
        Fixer::Nurse => "The nurse at the chair can put this right.",
        Fixer::Director => "The medical director can put this right.",
        Fixer::Desk => "The front desk can put this right.",
        Fixer::Time => "Time alone puts this right.",
        Fixer::Nobody => "The house is built this way; nobody can change it from here.",
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

/// What everybody is told in writing for the way home. It is kept with the discharge in these words: change it here, and
/// what was given before stays as it was.
pub const HOME_ADVICE: &str = "No driving and no important decisions until tomorrow after sleep, and at least 24 h. \
    Whom to call, and when.";

/// A one-time message, by its code. Unknown codes show nothing: the address bar cannot write on the page.
pub fn flash(code: &str) -> Option<&'static str> {
    FLASHES.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

const FLASHES: &[(&str, &str)] = &[
    ("answers", "Thank you. A prescriber reads your answers."),
    ("ride", "Kept. You can change it until the dose begins."),
    ("coming", "The patient’s screen says that you are coming."),
    ("here", "Thank you. The team can see that you are here."),
    ("changed-my-mind", "That’s completely fine. The visit is off the calendar, and the team can see that."),
    ("intention", "Kept. You can change it any time."),
    ("planned", "Your choice is kept. You can change it until the dose has ended."),
    ("talk-cancelled", "The talk is off. That is fine. You can choose another time."),
    ("read", "Thank you for reading it."),
    ("stopped", "Your course is closed. That’s completely fine."),
    (
        "sent-without-words",
        "Sent, but without your words: they were too long, or had marks that cannot be kept. A person owes you an answer; nobody is watching this page.",
    ),
    ("booked-later", "The talk is booked. It is after the first hours, and it still helps."),
    (
        "offered",
        "These times are on record as offered. Call or write to the person: nothing was sent from here.",
    ),
    ("met-outside", "On record: the talk took place outside this clinic."),
    ("referred", "On record: somebody outside has agreed to see them."),
    ("planned-outside", "Kept: your own therapist. Tell us here when you have met, if you like."),
    ("talk-undone", "The booking is undone."),
    ("note-sealed", "The note is sealed. Only you can open it."),
    ("note-kept", "The note is kept."),
    ("published", "Published. Whoever read an earlier version is asked to read this one."),
    ("person-added", "On record. Next: a licence, or the statement that there is none, and a role."),
    ("licence-recorded", "The licence is on record."),
    ("licence-ended", "The end of the licence is on record. What asks for it is refused from that instant."),
    ("affiliation-began", "The role is on record."),
    (
        "affiliation-ended",
        "The end is on record. Access, bookings and the public page follow it at that instant.",
    ),
    ("drafted", "The draft is kept. It doses nothing until the medical director signs it."),
    ("protocol-signed", "Signed. New doses begin under this version; a session that runs keeps its own."),
    ("retired", "Out of force. A session that runs under it keeps it."),
    ("saved", "Saved."),
    ("registered", "The patient is on record."),
    ("opened", "The course is open."),
    ("scheduled", "The visit is on the calendar."),
    ("cancelled", "Taken off the calendar."),
    ("checked-in", "Checked in."),
    ("vitals", "Readings saved."),
    ("order-accepted", "The order is accepted at the chair."),
    ("drawn", "Recorded: drawn and checked."),
    ("talk-planned", "The first talk is planned."),
    ("gate-overridden", "It stands open now, with your name and reason."),
    ("in-the-room", "Noted: in the room."),
    ("left-the-room", "Noted: left the room."),
    ("marked-wrong", "Marked as wrong. It stays readable, struck through. Now enter the right numbers."),
    ("aborted", "Stopped before a dose. The record can be signed."),
    ("dose-started", "Recorded: the dose has begun. Now start it."),
    ("dose-paused", "Recorded: paused. Now press Stop on the pump."),
    ("dose-resumed", "Recorded: going on. Now start the pump again."),
    ("dose-ended", "Recorded: the dose has ended. The first hours begin now."),
    ("answered", "The answer is on record."),
    ("discharged", "Discharged. The record can be signed."),
    ("signed", "Signed."),
    ("sent", "Sent. A person owes you an answer; nobody is watching this page."),
    ("booked", "The talk is booked."),
    ("declined", "Noted. We won't ask again for this session."),
    ("taken", "It is yours. Not answered in time, it goes to the next person."),
    ("on-call", "On the roster."),
    ("off-call", "Off the roster. What this person owes already stays theirs until it climbs."),
    ("hours", "These are the hours now. Patients’ safety pages follow them at once."),
    ("handed-on", "On record: they were not reached. It stays open, and the next person owes it now."),
    ("taken-back", "Taken back."),
    ("shared", "Shared. You can take it back any time."),
    ("emergency", "Emergency access is open. It is on record with your reason and will be reviewed."),
    ("signed-out", "You are signed out."),
    ("handed-back", "Handed to the clinic. A clinician owes an answer."),
    ("withdrawn", "Withdrawn. That is completely fine."),
    ("held", "On record as held."),
    ("closed", "The course is closed."),
    ("joined", "On the care team now."),
    ("left", "Off the care team. Access ended at this moment."),
    ("cleared", "Screening is cleared."),
    ("screening-stopped", "Stopped at screening. A prescriber owes the patient a call."),
    ("ordered", "The order is in force."),
    ("order-stopped", "The order is stopped."),
    ("reviewed", "The review is on record."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flash_is_said_once() {
        let codes: std::collections::BTreeSet<&str> = FLASHES.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes.len(), FLASHES.len());
    }
}
