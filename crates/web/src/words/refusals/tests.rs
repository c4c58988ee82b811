use care::practice::ActKind;
use care::protocol::values::Flaw;
use care::protocol::{CareModel, Key, Route};
use care::session::{GateKind, Phase, Sign};
use care::time::Instant;
use care::units::Micrograms;

use super::*;

#[test]
fn every_refusal_code_has_words_of_its_own_in_every_language() {
    for lang in Lang::ALL {
        for (code, _) in Refusal::CODES {
            let words = lang.say_of_with("refusal", code, &[]);
            assert!(!words.starts_with("refusal-"), "no words for refusal `{code}` in {}", lang.name());
            assert!(words.ends_with(['.', '”', '}']), "`{code}` is no sentence in {}: {words}", lang.name());
        }
    }
    let (english, spanish) = (Lang::En, Lang::Es);
    for (code, _) in Refusal::CODES {
        let said = |lang: Lang| lang.say_of_with("refusal", code, &[]);
        assert_ne!(said(english), said(spanish), "`{code}` is said in English only");
    }
}

/// One of each refusal that carries numbers or names.
fn between_visits(at: Instant) -> Vec<Refusal> {
    vec![
        Refusal::StepsFull { most: 3 },
        Refusal::EarlierNoticeTooLong { most_h: 336 },
        Refusal::EarlierTooShortNotice { needs_h: 24 },
        Refusal::EarlierHoldUnfit { most_h: 24 },
        Refusal::EarlierTalkOutside { until: at },
        Refusal::ProposalsFull { most: 3 },
        Refusal::FollowUpStepsUnfit { most: 12 },
        Refusal::FollowUpClockUnfit { most_h: 72 },
        Refusal::DayTooLongAgo { most_days: 7 },
        Refusal::ObservedTooShort { needs_min: 60, observed_min: 20 },
        Refusal::NotesWaitOver { until: at },
        Refusal::DisclosureUnsaid { point: care::house::place_rules::DisclosurePoint::Nature },
        Refusal::NotAllowedHere { act: ActKind::HoldSupport },
        Refusal::PlaceYearsUnfit { most: 100 },
        Refusal::PlaceReviewDay { most_days: 366 },
    ]
}

fn about_supervision() -> Vec<Refusal> {
    let role = Role::Therapist;
    vec![
        Refusal::SupervisionMissing { role },
        Refusal::SupervisorNotInForce { role },
        Refusal::SupervisionNotForRole { role },
        Refusal::SupervisionNotAsked { role },
        Refusal::CannotSupervise { role },
    ]
}

fn about_prices() -> Vec<Refusal> {
    let (most, currency) = (care::units::Cents(35_000), care::money::Currency::Usd);
    vec![
        Refusal::AmountTooHigh { most, currency },
        Refusal::GivenBackTooMuch { most, currency },
        Refusal::PaidTooMuch { total: most, currency },
        Refusal::DayTooFar { most_days: 731 },
        Refusal::PriceNotThen { on: care::time::Date::new(2026, 11, 22).expect("a day") },
        Refusal::PriceListFull { most: 80 },
        Refusal::DirectoryFull { most: 500 },
        Refusal::ReceiptLinesUnfit { most: 12 },
        Refusal::ReceiptCountUnfit { most: 60 },
        Refusal::ReceiptTakenBack { number: 18 },
    ]
}

fn about_vaults() -> Vec<Refusal> {
    let (one, other) = (Micrograms(35_000), Micrograms(500));
    vec![
        Refusal::PackagesUnfit { most: 5_000 },
        Refusal::CustodyDaysUnfit { most: 3_660 },
        Refusal::PastLastDay { last: care::time::Date::new(2026, 11, 22).expect("a day") },
        Refusal::VialUnknown { vial: 9 },
        Refusal::VialNotSealed { vial: 9 },
        Refusal::VialHoldsLess { vial: 9, holds: 1, asked: 2 },
        Refusal::VialOfAnotherLot { vial: 9 },
        Refusal::DiscrepancyStands { missing: one, over: other },
        Refusal::PartsDiffer { said: one, missing: other },
        Refusal::VialNotOpen { vial: 9 },
        Refusal::VialPastUse { vial: 9 },
        Refusal::DrawnNotWhatVialHolds { said: one, holds: other },
        Refusal::SyringeOpen { left: one },
        Refusal::SyringeHoldsLess { left: one },
    ]
}

fn about_orders() -> [Refusal; 8] {
    let (ten, twenty) = (Micrograms(10_000), Micrograms(20_000));
    [
        Refusal::OrderRouteOfRunning { route: Route::Oral },
        Refusal::OrderMoreThanDrawn { ordered: twenty, drawn: ten },
        Refusal::OrderAlreadyIn { ran: twenty, ordered: ten },
        Refusal::SupplementOutsideBand { amount: Micrograms(5_000), lowest: ten, highest: twenty },
        Refusal::SupplementOverBand { total: twenty, highest: ten },
        Refusal::SupplementTooSoon { from: Instant(0), needs_min: 12 },
        Refusal::ReadingNotFresh { sign: Sign::Pulse, within_min: 12 },
        Refusal::ReadingAtStopLimit { sign: Sign::Pulse, value: 5, limit: 4 },
    ]
}

fn with_values() -> Vec<Refusal> {
    let (role, key, route) = (Role::Nurse, Key::ClearHeaded, Route::Oral);
    let (sign, gate, at) = (Sign::Pulse, GateKind::Setting, Instant(0));
    let item = care::text::Line::new("9").expect("a line");
    let of_the_day = care::text::Line::new("drugs-today").expect("a line");
    let (ten, twenty) = (Micrograms(10_000), Micrograms(20_000));
    let mut all = vec![
        Refusal::OutOfScope { role, act: ActKind::ALL[0].1 },
        Refusal::OutOfScope { role: Role::Patient, act: ActKind::ALL[0].1 },
        Refusal::LicenceMissing { role },
        Refusal::LicenceNotInForce { role },
        Refusal::TextTooLong { length: 9, most: 8 },
        Refusal::ValueUnusual { of: "systolic", value: 7 },
        Refusal::ValueImpossible { of: "awake", value: 7, from: 0, to: 5 },
        Refusal::ValueImpossible { of: "weight", value: 7, from: 25, to: 350 },
        Refusal::TimeInTheFuture { ahead_min: 3 },
        Refusal::TimeTooLongAgo { late_h: 3 },
        Refusal::DoorNotOffered { model: CareModel::Kap },
        Refusal::ProtocolFlawed { flaw: Flaw::Impossible(key) },
        Refusal::ProtocolSilent { key },
        Refusal::ValueNotSigned { key },
        Refusal::RouteNotInProtocol { route },
        Refusal::RouteNotAtHome { route },
        Refusal::ScreeningUnanswered { question: "glaucoma" },
        Refusal::DayQuestionUnanswered { question: "alcohol-today" },
        Refusal::DayAnswerNeedsPrescriber { question: of_the_day.clone() },
        Refusal::DayAnswerNeedsNurse { question: of_the_day },
        Refusal::ClearHeadedLock { until: None },
        Refusal::ClearHeadedLock { until: Some(at) },
        Refusal::DoseOutsideBand { dose: ten, lowest: ten, highest: twenty },
        Refusal::DrawnDiffersFromOrder { drawn: ten, ordered: twenty },
        Refusal::GivenMoreThanDrawn { given: twenty, drawn: ten },
        Refusal::SessionPhase { is: Phase::Held },
        Refusal::ArticleReviewDay { most_days: 731 },
        Refusal::ArticleFlagged { flag: care::articles::Flag::PromiseWord },
        Refusal::BaselineMissing { sign },
        Refusal::BaselineOutsideLimits { sign, value: 5, limit: 4 },
        Refusal::FastingTooShort { needs_h: 6, had_h: 2 },
        Refusal::TooSoonAfterLastDose { until: at },
        Refusal::SeriesFull { doses: 6, given: 5, booked: 1 },
        Refusal::SeriesOver { until: at },
        Refusal::PreparationMissing { needs: 2, held: 1 },
        Refusal::RoomTaken { at },
        Refusal::PersonTaken { at },
        Refusal::PersonAtOtherSite { at },
        Refusal::RoomBlocked { until: at },
        Refusal::SiteHasRooms { rooms: 2 },
        Refusal::OnLeave { until: at },
        Refusal::NotAtWork { at },
        Refusal::BusyElsewhere { until: at },
        Refusal::TooManyCalendars { most: 3 },
        Refusal::WatchesTooMany { at, most: 2 },
        Refusal::GateCannotBeOverridden { gate },
        Refusal::GateNotOpen { gate },
        Refusal::DiaryEntryFull { most: 12 },
        Refusal::ReferralTimesMissing { most: 3 },
        Refusal::ReferralNotesFull { most: 5 },
        Refusal::DiaryPieceTooBig { size_bytes: 11_000_000, most_bytes: 10_485_760 },
        Refusal::MeasureItemUnknown { item: item.clone() },
        Refusal::MeasureAnsweredTwice { item: item.clone() },
        Refusal::MeasureAnswerMissing { item: item.clone() },
        Refusal::MeasureAnswerUnknown { item, value: 4 },
    ];
    all.extend(between_visits(at));
    all.extend(about_orders());
    all.extend(about_prices());
    all.extend(about_vaults());
    all.extend(about_supervision());
    all
}

#[test]
fn every_refusal_is_said_with_all_its_numbers() {
    for no in with_values() {
        for lang in Lang::ALL {
            let words = refusal(*lang, &no);
            assert!(!words.contains(['{', '}', '$']), "`{}` in {}: {words}", no.code(), lang.name());
            assert!(!words.contains("  ") && !words.contains("“”"), "a hole in {words}");
            assert!(!words.starts_with(' '), "`{}` begins with nothing: {words}", no.code());
        }
    }
}

#[test]
fn every_code_that_asks_for_values_is_among_those_that_are_tried() {
    let tried: Vec<&str> = with_values().iter().map(Refusal::code).collect();
    for (code, _) in Refusal::CODES {
        let bare = Lang::En.say_of_with("refusal", code, &[]);
        assert!(!bare.contains("{$") || tried.contains(code), "add `{code}` to the refusals of this test");
    }
}
