//! A refusal in words: what is missing, with the numbers. Who can put it right is said beside it.

use care::practice::Role;
use care::refusal::Refusal;

use super::{key, model, role, route, sign};
use crate::pages::money::money;
use crate::texts::Lang;

/// A refusal, in a sentence or two: what is missing, with the numbers. Its code is its key in the message files.
pub fn refusal(lang: Lang, no: &Refusal) -> String {
    let values = values(lang, no);
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    lang.say_of_with("refusal", code(no), &values)
}

/// The code; two of them are said in two ways.
const fn code(no: &Refusal) -> &'static str {
    match no {
        Refusal::OutOfScope { role: Role::Patient, .. } => "out-of-scope-patient",
        Refusal::ClearHeadedLock { until: None } => "clear-headed-lock-while",
        no => no.code(),
    }
}

/// The numbers and names that caused it, as the message files call them.
fn values(lang: Lang, no: &Refusal) -> Vec<(&'static str, String)> {
    match no {
        Refusal::OutOfScope { role: acting, act } => {
            vec![("act", act.words().to_owned()), ("role", role(lang, *acting).to_owned())]
        }
        Refusal::LicenceMissing { role: of }
        | Refusal::LicenceNotInForce { role: of }
        | Refusal::SupervisionMissing { role: of }
        | Refusal::SupervisorNotInForce { role: of }
        | Refusal::SupervisionNotForRole { role: of }
        | Refusal::SupervisionNotAsked { role: of }
        | Refusal::CannotSupervise { role: of } => {
            vec![("role", role(lang, *of).to_owned())]
        }
        Refusal::TextTooLong { length, most } => {
            vec![("length", length.to_string()), ("most", most.to_string())]
        }
        Refusal::ValueUnusual { of, value } => {
            vec![("of", measured(lang, of)), ("value", value.to_string())]
        }
        Refusal::ValueImpossible { of, value, from, to } => vec![
            ("of", measured(lang, of)),
            ("value", value.to_string()),
            ("from", from.to_string()),
            ("to", to.to_string()),
        ],
        Refusal::TimeInTheFuture { ahead_min } => vec![("ahead", ahead_min.to_string())],
        Refusal::TimeTooLongAgo { late_h } => vec![("late", late_h.to_string())],
        Refusal::DoorNotOffered { model: door } => vec![("model", model(lang, *door).to_owned())],
        Refusal::ProtocolSilent { key: of } | Refusal::ValueNotSigned { key: of } => vec![("key", key(*of))],
        Refusal::RouteNotInProtocol { route: by }
        | Refusal::OrderRouteOfRunning { route: by }
        | Refusal::RouteNotAtHome { route: by } => {
            vec![("route", route(lang, *by).to_owned())]
        }
        other => of_supplement(lang, other).unwrap_or_else(|| at_the_chair(lang, other)),
    }
}

/// What is said of a supplement; none of anything else.
fn of_supplement(lang: Lang, no: &Refusal) -> Option<Vec<(&'static str, String)>> {
    Some(match no {
        Refusal::SupplementOutsideBand { amount, lowest, highest } => {
            vec![("amount", amount.in_mg()), ("lowest", lowest.in_mg()), ("highest", highest.in_mg())]
        }
        Refusal::SupplementOverBand { total, highest } => {
            vec![("total", total.in_mg()), ("highest", highest.in_mg())]
        }
        Refusal::SupplementTooSoon { needs_min, .. } => vec![("needs", needs_min.to_string())],
        Refusal::ReadingNotFresh { sign: of, within_min } => {
            vec![("sign", sign(lang, *of).to_owned()), ("within", within_min.to_string())]
        }
        _ => return None,
    })
}

/// The rest of them: orders, doses, gates, readings.
fn at_the_chair(lang: Lang, no: &Refusal) -> Vec<(&'static str, String)> {
    match no {
        Refusal::DoseOutsideBand { dose, lowest, highest } => {
            vec![("dose", dose.in_mg()), ("lowest", lowest.in_mg()), ("highest", highest.in_mg())]
        }
        Refusal::DrawnDiffersFromOrder { drawn, ordered } => {
            vec![("drawn", drawn.in_mg()), ("ordered", ordered.in_mg())]
        }
        Refusal::OrderMoreThanDrawn { ordered, drawn } => {
            vec![("ordered", ordered.in_mg()), ("drawn", drawn.in_mg())]
        }
        Refusal::OrderAlreadyIn { ran, ordered } => {
            vec![("ran", ran.in_mg()), ("ordered", ordered.in_mg())]
        }
        Refusal::GivenMoreThanDrawn { given, drawn } => {
            vec![("given", given.in_mg()), ("drawn", drawn.in_mg())]
        }
        Refusal::WatchesTooMany { most, .. } | Refusal::TooManyCalendars { most } => {
            vec![("most", most.to_string())]
        }
        Refusal::SessionPhase { is } => {
            vec![("phase", lang.word_of("words-phase", is.code()).to_owned())]
        }
        Refusal::BaselineMissing { sign: of } => vec![("sign", sign(lang, *of).to_owned())],
        Refusal::BaselineOutsideLimits { sign: of, value, limit }
        | Refusal::ReadingAtStopLimit { sign: of, value, limit } => vec![
            ("sign", sign(lang, *of).to_owned()),
            ("value", value.to_string()),
            ("limit", limit.to_string()),
        ],
        Refusal::FastingTooShort { needs_h, had_h } => {
            vec![("needs", needs_h.to_string()), ("had", had_h.to_string())]
        }
        Refusal::PreparationMissing { needs, held } => {
            vec![("needs", needs.to_string()), ("held", held.to_string())]
        }
        Refusal::GateCannotBeOverridden { gate } | Refusal::GateNotOpen { gate } => {
            vec![("gate", gate.code().to_owned())]
        }
        Refusal::ObservedTooShort { needs_min, observed_min } => {
            vec![("needs", needs_min.to_string()), ("observed", observed_min.to_string())]
        }
        Refusal::SiteHasRooms { rooms } => vec![("rooms", rooms.to_string())],
        Refusal::ProposalsFull { most } => vec![("most", most.to_string())],
        Refusal::EarlierNoticeTooLong { most_h } | Refusal::EarlierHoldUnfit { most_h } => {
            vec![("most", most_h.to_string())]
        }
        Refusal::EarlierTooShortNotice { needs_h } => vec![("needs", needs_h.to_string())],
        Refusal::FollowUpStepsUnfit { most } => vec![("most", most.to_string())],
        Refusal::FollowUpClockUnfit { most_h } => vec![("most", most_h.to_string())],
        Refusal::StepsFull { most } => vec![("most", most.to_string())],
        Refusal::DayQuestionUnanswered { question } => vec![("question", asked(lang, question))],
        Refusal::DayAnswerNeedsPrescriber { question } | Refusal::DayAnswerNeedsNurse { question } => {
            vec![("question", asked(lang, question.as_str()))]
        }
        Refusal::DayTooLongAgo { most_days } => vec![("days", most_days.to_string())],
        Refusal::DiaryEntryFull { most }
        | Refusal::ReferralTimesMissing { most }
        | Refusal::ReferralNotesFull { most } => vec![("most", most.to_string())],
        Refusal::DiaryPieceTooBig { most_bytes, .. } => {
            vec![("most", (most_bytes / (1024 * 1024)).to_string())]
        }
        other => elsewhere(lang, other),
    }
}

fn elsewhere(lang: Lang, no: &Refusal) -> Vec<(&'static str, String)> {
    match no {
        Refusal::MeasureItemUnknown { item }
        | Refusal::MeasureAnsweredTwice { item }
        | Refusal::MeasureAnswerMissing { item } => vec![("item", item.to_string())],
        Refusal::MeasureAnswerUnknown { item, value } => {
            vec![("item", item.to_string()), ("value", value.to_string())]
        }
        Refusal::ArticleReviewDay { most_days } => vec![("days", most_days.to_string())],
        Refusal::ArticleFlagged { flag } => {
            vec![("flag", lang.word_of("articles-flag", flag.code()).to_owned())]
        }
        Refusal::DisclosureUnsaid { point } => {
            vec![("point", lang.word_of("people-point", point.code()).to_owned())]
        }
        Refusal::NotAllowedHere { act } => vec![("act", act.words().to_owned())],
        Refusal::PlaceYearsUnfit { most } => vec![("most", most.to_string())],
        Refusal::PlaceReviewDay { most_days } => vec![("most", most_days.to_string())],
        Refusal::NotesWaitOver { until } => {
            vec![("until", crate::when::full(*until, &jiff::tz::TimeZone::UTC))]
        }
        other => about_money(other),
    }
}

fn about_money(no: &Refusal) -> Vec<(&'static str, String)> {
    match no {
        Refusal::AmountTooHigh { most, currency } | Refusal::GivenBackTooMuch { most, currency } => {
            vec![("most", money(*most, *currency))]
        }
        Refusal::PaidTooMuch { total, currency } => vec![("total", money(*total, *currency))],
        Refusal::DayTooFar { most_days } => vec![("days", most_days.to_string())],
        Refusal::PriceNotThen { on } => vec![("day", on.to_string())],
        Refusal::DirectoryFull { most }
        | Refusal::PriceListFull { most }
        | Refusal::ReceiptLinesUnfit { most } => {
            vec![("most", most.to_string())]
        }
        Refusal::ReceiptCountUnfit { most } => vec![("most", most.to_string())],
        Refusal::ReceiptTakenBack { number } => vec![("number", number.to_string())],
        other => about_vault(other),
    }
}

fn about_vault(no: &Refusal) -> Vec<(&'static str, String)> {
    match no {
        Refusal::PackagesUnfit { most } | Refusal::CustodyDaysUnfit { most } => {
            vec![("most", most.to_string())]
        }
        Refusal::PastLastDay { last } => vec![("day", last.to_string())],
        Refusal::VialUnknown { vial }
        | Refusal::VialNotSealed { vial }
        | Refusal::VialHoldsLess { vial, .. }
        | Refusal::VialNotOpen { vial }
        | Refusal::VialPastUse { vial }
        | Refusal::VialOfAnotherLot { vial } => vec![("vial", vial.to_string())],
        Refusal::DiscrepancyStands { missing, over } => {
            vec![("missing", missing.in_mg()), ("over", over.in_mg())]
        }
        Refusal::DrawnNotWhatVialHolds { said, holds } => {
            vec![("said", said.in_mg()), ("holds", holds.in_mg())]
        }
        Refusal::SyringeOpen { left } | Refusal::SyringeHoldsLess { left } => vec![("left", left.in_mg())],
        Refusal::PartsDiffer { said, missing } => vec![("said", said.in_mg()), ("missing", missing.in_mg())],
        _ => vec![],
    }
}

/// A question as it is asked; its code where it has no words any more.
fn asked(lang: Lang, code: &str) -> String {
    lang.find_word("screening-question", code).unwrap_or(code).to_owned()
}

/// What was measured, at the beginning of a sentence.
fn measured(lang: Lang, of: &str) -> String {
    let word = lang.find_word("words-sign", of).unwrap_or("");
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
