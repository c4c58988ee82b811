//! A refusal in words: what is missing, with the numbers. Who can put it right is said beside it.

use care::refusal::Refusal;

use super::{key, model, role, route, sign};

/// A refusal, in a sentence or two: what is missing, with the numbers.
pub fn refusal(no: &Refusal) -> String {
    if let Some(fixed) = fixed(no) {
        return fixed.to_owned();
    }
    match no {
        Refusal::OutOfScope { role: acting, act } => {
            format!("“{}” is outside the scope of practice of: {}.", act.words(), role(*acting))
        }
        Refusal::LicenceMissing { role: of } => {
            format!("No licence is on record that this role asks for: {}.", role(*of))
        }
        Refusal::LicenceNotInForce { role: of } => {
            format!("The licence for this role ({}) is not in force here today.", role(*of))
        }
        Refusal::TextTooLong { length, most } => {
            format!("That is {length} characters long; at most {most} are kept.")
        }
        Refusal::ValueUnusual { of, value } => {
            format!("{} {value} is unusual. If it is as read, tick “Yes, as read”.", sentence(of))
        }
        Refusal::ValueImpossible { of, value, from, to } => {
            format!("{} {value} is not possible. It lies between {from} and {to}.", sentence(of))
        }
        Refusal::TimeInTheFuture { ahead_min } => format!("That time is {ahead_min} min in the future."),
        Refusal::TimeTooLongAgo { late_h } => {
            format!("That was {late_h} h ago: too long to chart as it happened.")
        }
        Refusal::DoorNotOffered { model: door } => format!("This clinic does not offer: {}.", model(*door)),
        Refusal::ProtocolFlawed { .. } => {
            "The protocol has a flaw and cannot be signed until it is corrected.".into()
        }
        Refusal::ProtocolSilent { key: of } => format!("The protocol says nothing about “{}”.", key(*of)),
        Refusal::ValueNotSigned { key: of } => {
            format!("“{}” is not verified and was not signed for by name.", key(*of))
        }
        Refusal::RouteNotInProtocol { route: by } => {
            format!("The protocol does not allow this route: {}.", route(*by))
        }
        Refusal::RouteNotAtHome { route: by } => {
            format!("At home only a lozenge may be given, not: {}.", route(*by))
        }
        Refusal::ScreeningUnanswered { .. } => "A screening question has no answer.".into(),
        Refusal::ClearHeadedLock { until: None } => {
            "Signing, paying and new sharing are closed while the dose works.".into()
        }
        Refusal::ClearHeadedLock { until: Some(_) } => {
            "Signing, paying and new sharing are closed for some hours after a dose.".into()
        }
        other => at_the_chair(other),
    }
}

/// The rest of them: orders, doses, gates, readings.
fn at_the_chair(no: &Refusal) -> String {
    match no {
        Refusal::DoseOutsideBand { dose, lowest, highest } => format!(
            "{} is outside the signed band for this weight: {} to {}.",
            dose.in_mg(),
            lowest.in_mg(),
            highest.in_mg()
        ),
        Refusal::DrawnDiffersFromOrder { drawn, ordered } => {
            format!("{} is not what was ordered: {}.", drawn.in_mg(), ordered.in_mg())
        }
        Refusal::GivenMoreThanDrawn { given, drawn } => {
            format!("{} cannot have been given: only {} were begun.", given.in_mg(), drawn.in_mg())
        }
        Refusal::SessionPhase { is } => format!("The session is now: {}.", is.code().replace('-', " ")),
        Refusal::BaselineMissing { sign: of } => {
            format!("A fresh baseline reading is missing: {}.", sign(*of))
        }
        Refusal::BaselineOutsideLimits { sign: of, value, limit } => {
            format!("Baseline {} is {value}; the protocol's limit is {limit}.", sign(*of))
        }
        Refusal::FastingTooShort { needs_h, had_h } => {
            format!("Fasting for {had_h} h; the protocol asks for {needs_h} h.")
        }
        Refusal::PreparationMissing { needs, held } => {
            format!("{held} of {needs} preparation sessions have taken place.")
        }
        Refusal::GateCannotBeOverridden { gate } => {
            format!("This gate may never be passed open: {}.", gate.code())
        }
        Refusal::GateNotOpen { gate } => format!("This gate is not open: {}.", gate.code()),
        Refusal::ObservedTooShort { needs_min, observed_min } => {
            format!("Observed for {observed_min} min after the dose; the protocol asks for {needs_min} min.")
        }
        Refusal::StepsFull { most } => {
            format!("{most} small steps at a time are enough. Let one rest, or let one go, to make room.")
        }
        Refusal::DayTooLongAgo { most_days } => format!("A day can be ticked up to {most_days} days back."),
        other => in_the_diary(other),
    }
}

/// What a diary does not keep.
fn in_the_diary(no: &Refusal) -> String {
    match no {
        Refusal::DiaryEntryFull { most } => {
            format!("One entry holds at most {most} pieces. Begin another entry.")
        }
        Refusal::DiaryPieceTooBig { most_bytes, .. } => {
            format!("This file is too big. At most {} MB are kept.", most_bytes / (1024 * 1024))
        }
        other => format!("The rules do not allow this ({}).", other.code()),
    }
}

fn sentence(word: &str) -> String {
    let word = match word {
        "systolic" => "upper blood pressure",
        "diastolic" => "lower blood pressure",
        "spo2" => "oxygen saturation",
        other => other,
    };
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Refusals whose words need no numbers.
fn fixed(no: &Refusal) -> Option<&'static str> {
    let code = no.code();
    FIXED.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

const FIXED: &[(&str, &str)] = &[
    ("house-unknown", "This house has not been founded yet."),
    ("person-unknown", "This person is not on record here."),
    ("patient-unknown", "This patient is not on record here."),
    ("course-unknown", "This course is not on record here."),
    ("session-unknown", "This session is not on record here."),
    ("window-unknown", "No dose has ended here, so there is no first talk to plan yet."),
    ("protocol-unknown", "This protocol version is not on record here."),
    ("task-unknown", "This task is not on record here."),
    ("step-unknown", "This small step is not here, or was let go."),
    ("day-is-not-today", "This page is from another day. Open it again; nothing was changed."),
    ("day-not-yet", "That day has not come yet."),
    ("already-there", "This is on record already."),
    ("nothing-changed", "It is so already."),
    ("role-is-not-staff", "That is not a role a member of staff acts in."),
    ("not-affiliated", "There is no active affiliation with this clinic in that role."),
    ("affiliation-ended", "The affiliation with this clinic in that role has ended."),
    ("already-affiliated", "There is an open affiliation in this role already."),
    ("credential-unknown", "No such licence is on record for this person."),
    (
        "credential-was-ended",
        "This licence was ended before its term. To record that it holds again, look it up after that end and give that day.",
    ),
    ("credential-ended", "This licence does not hold at that instant already."),
    ("credential-incomplete", "A licence needs its number, its jurisdiction and its last day."),
    ("no-tie", "You are not on this patient's care team."),
    ("not-your-record", "This record belongs to somebody else."),
    ("note-kept-by-author", "A therapy note opens for its author only."),
    ("needs-clinician", "This needs a clinician."),
    ("text-missing", "Something must be written here."),
    (
        "text-has-hidden-marks",
        "There are hidden marks in the text that could make it read as something else.",
    ),
    ("pressure-upside-down", "The upper pressure must be higher than the lower one."),
    ("nothing-read", "At least one reading must be there."),
    ("signature-name-differs", "The typed name is not the name on record."),
    ("born-in-the-future", "That birthday has not happened yet."),
    ("time-in-the-past", "That time is over."),
    ("term-ends-before-it-begins", "It would end before it begins."),
    ("term-ends-in-the-past", "That moment is over; what happened until now stands."),
    ("not-today", "This visit is not today."),
    ("not-yet-due", "It is not due yet."),
    ("no-door-offered", "A house offers at least one kind of care."),
    ("protocol-not-signed", "The protocol is a draft. Only a signed one may dose."),
    (
        "protocol-already-signed",
        "A signed protocol is never edited. Copy it, change the copy, and sign that.",
    ),
    (
        "another-version-in-force",
        "Another version of this protocol is in force, and this draft is not a copy of it. Copy that one, so that every difference can be read; or take it out of force first.",
    ),
    ("protocol-superseded", "Another version of this protocol has taken its place."),
    ("protocol-review-due", "The protocol's review date is over; it needs a new signature."),
    ("protocol-of-another-course", "That protocol belongs to another kind of course."),
    ("depth-not-in-protocol", "The protocol intends another depth."),
    ("setting-not-in-protocol", "The protocol does not allow this place."),
    ("course-closed", "This course is closed."),
    (
        "course-already-open",
        "A course of theirs is open already. Changing door closes that one, with a reason, and opens another.",
    ),
    ("screening-missing", "Screening has not been answered yet."),
    ("screening-question-unknown", "There is an answer to a question that was not asked."),
    ("screening-not-cleared", "Screening is answered and not cleared by a prescriber yet."),
    ("screening-stopped", "A prescriber stopped this course at screening."),
    ("screening-stale", "Screening is too old for this protocol and must be answered again."),
    ("screening-absolute", "An answer rules this treatment out here. It can be stopped, not cleared."),
    ("screening-note-missing", "Each finding needs a prescriber's note before screening can be cleared."),
    ("screening-changed", "Something has changed since screening. A prescriber must look again."),
    ("consent-missing", "There is no consent in force for this route under this version of the protocol."),
    ("disclosure-changed", "The disclosure has changed since this page was opened."),
    ("disclosure-not-read", "The client has not yet read who gives integration support and what it is not."),
    ("nothing-to-review", "No dose has ended in this course yet."),
    ("order-missing", "No order is in force."),
    ("order-changed", "The order has changed since this page was opened."),
    ("order-not-accepted", "The order in force has not been accepted at the chair."),
    ("infusion-time-missing", "An infusion needs the minutes it runs over."),
    (
        "second-person-missing",
        "A second person with a licence in force must check what was drawn, not the one who drew it.",
    ),
    ("drug-not-drawn", "The drug has not been drawn and checked."),
    ("dose-already-started", "A dose has begun already. There is no second start."),
    ("no-dose", "No dose has begun."),
    ("not-checked-in", "The patient is not checked in."),
    ("precheck-missing", "The pre-check has not been done."),
    ("identity-not-confirmed", "Identity was not confirmed with two identifiers."),
    ("escort-missing", "Nobody is named who goes home with them."),
    ("chaperone-missing", "At home a named chaperone must be there."),
    (
        "too-soon-after-last-dose",
        "Their last dose, in this course or another, was too short a time ago for this protocol.",
    ),
    ("room-taken", "Another visit has that room or chair at that time."),
    ("person-taken", "A therapist or integration specialist named here has another visit at that time."),
    // The desk reads these too: no count of doses is in them.
    (
        "series-full",
        "Every dose the protocol plans for one course is given or on the calendar. A visit that will not happen is taken off the calendar first. Going on is a prescriber's decision: a review, and a new course.",
    ),
    (
        "series-over",
        "The protocol's days for this series are over by then. Going on is a prescriber's decision: a review, and a new course.",
    ),
    ("nurse-missing", "A nurse or prescriber must be named and in the room."),
    ("therapist-missing", "A licensed therapist must be named for this."),
    ("therapist-not-present", "The licensed therapist is not noted as present in the room."),
    ("specialist-missing", "An integration specialist must be named for this."),
    (
        "no-therapy-in-infusion",
        "There is no psychotherapy in an infusion course. Integration support or a referral is offered instead.",
    ),
    ("dosing-is-not-held", "A dosing session ends with a discharge."),
    ("alarm-unknown", "This alarm is not on record."),
    ("alarm-already-answered", "This alarm has its answer already."),
    ("alarm-unanswered", "An alarm has no answer yet."),
    ("call-stands", "Your call is on the nurse’s screen already."),
    ("call-unknown", "There is no call that waits for an answer."),
    ("ride-only-for-dose", "A ride home is asked for before a dose only."),
    ("entry-unknown", "This entry is not on record."),
    ("advice-not-given", "The written advice has not been given."),
    ("criteria-not-scored", "Each part of the score is 0, 1 or 2."),
    ("criteria-not-met", "The discharge criteria are not met. A prescriber may discharge with a reason."),
    (
        "window-plan-missing",
        "Nothing is planned for the first talk: a booking, an accepted referral, or the person's own “no, thanks”.",
    ),
    ("talk-before-dose", "The first talk comes after the dose."),
    ("talk-already-held", "The first talk has taken place."),
    ("talk-not-held", "The talk has not been recorded as held yet."),
    ("no-talk-booked", "No talk is booked."),
    (
        "talk-booked-here",
        "A talk with somebody of this house is booked. Undo that booking first, or record that talk.",
    ),
    (
        "speaks-for-another",
        "You can say for yourself that you met. What somebody else said is noted by the clinic.",
    ),
    ("not-asked-again", "The person said “no, thanks”. Nobody asks again for this session."),
    ("task-already-taken", "Somebody else has taken this."),
    ("task-settled", "What this asked for has happened, so it is closed. Nobody owes an answer."),
    ("task-already-answered", "This has been answered."),
    ("diary-entry-unknown", "This diary entry is not here."),
    ("diary-entry-deleted", "This diary entry is deleted. Bring it back first."),
    ("diary-entry-erased", "This diary entry is gone for good. Nobody can read it any more."),
    ("diary-entry-would-be-empty", "This is the last piece of the entry. Delete the entry instead."),
    ("diary-piece-unfit", "This is not a kind of file that the diary keeps."),
    ("person-not-yours", "This person is not on your care team, and no talk of yours is with them."),
    ("contact-unsaid", "Say whether the person was reached. A safety signal is not answered without it."),
    ("not-a-signal", "This is not a safety signal. Answer it as any other task."),
    ("already-on-call", "This person is on call in that time already."),
    ("shift-unknown", "There is no such time on the roster."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_code_has_words_of_its_own() {
        let with_numbers = [
            "out-of-scope",
            "licence-missing",
            "licence-not-in-force",
            "text-too-long",
            "value-unusual",
            "value-impossible",
            "time-in-the-future",
            "time-too-long-ago",
            "door-not-offered",
            "protocol-flawed",
            "protocol-silent",
            "value-not-signed",
            "route-not-in-protocol",
            "route-not-at-home",
            "screening-unanswered",
            "clear-headed-lock",
            "dose-outside-band",
            "drawn-differs-from-order",
            "given-more-than-drawn",
            "session-phase",
            "baseline-missing",
            "baseline-outside-limits",
            "fasting-too-short",
            "preparation-missing",
            "gate-cannot-be-overridden",
            "gate-not-open",
            "observed-too-short",
            "diary-entry-full",
            "diary-piece-too-big",
            "steps-full",
            "day-too-long-ago",
        ];
        for (code, _) in Refusal::CODES {
            let known = with_numbers.contains(code) || FIXED.iter().any(|(fixed, _)| fixed == code);
            assert!(known, "no words for refusal `{code}`");
        }
        for (code, _) in FIXED {
            assert!(Refusal::CODES.iter().any(|(known, _)| known == code), "words for no refusal: `{code}`");
        }
    }
}
