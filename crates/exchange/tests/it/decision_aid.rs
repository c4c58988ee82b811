//! The decision aids that come with the program meet their criteria, and each criterion is missed when it is not met.

use care::time::Date;
use exchange::decision_aid::{Aid, Code, SHIPPED, SOURCES, Shipped, differences, faults, overdue, read};

/// The day the shipped aids were written.
fn today() -> Date {
    Date::new(2026, 11, 22).expect("a day")
}

fn aid(shipped: Shipped) -> Aid {
    read(shipped.language, (shipped.file, shipped.text), SOURCES).unwrap_or_else(|faults| {
        panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn the_shipped_decision_aids_meet_every_criterion() {
    for shipped in SHIPPED {
        let told: Vec<String> = faults(&aid(shipped), today()).iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

#[test]
fn every_language_says_the_same_things() {
    let [english, spanish] = SHIPPED.map(aid);
    let told: Vec<String> = differences(&english, &spanish).iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    for (a, b) in english.rows.iter().zip(&spanish.rows) {
        assert_ne!(a.question.words, b.question.words, "{} is not translated", a.id.words);
    }
}

#[test]
fn an_aid_is_overdue_the_day_after_its_review_date() {
    let aid = aid(SHIPPED[0]);
    let by = aid.about.review_by.expect("a review date");
    assert!(!overdue(&aid, by));
    let after = Date::new(by.year, by.month, by.day + 1).expect("not the last of a month");
    assert!(overdue(&aid, after));
    let codes: Vec<Code> = faults(&aid, after).iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [Code::ReviewOverdue]);
}

/// What is changed in the good English text, and the one code that must tell it.
const SEEDED: &[(Code, &str, &str)] = &[
    (Code::NoCondition, "condition = \"This page is for adults", "condition = \"\"\n#"),
    (Code::NoDecision, "decision = \"Do I want", "decision = \"\"\n#"),
    (Code::NoOptions, "long = \"Other care, or not now\"", "long = \"\""),
    (Code::NoOptions, "id = \"other-or-not-now\"", "id = \"nothing\""),
    (Code::NoPositive, "infusion = \"Some people feel better within days.", "infusion = \"\"\n#"),
    (Code::NoNegative, "kap = \"Bad memories can come up.", "kap = \"\"\n#"),
    (Code::NoExperience, "other-or-not-now = \"Days go on much as they are.", "other-or-not-now = \"\"\n#"),
    (Code::UnequalDetail, "A quiet therapy room with a couch.", "A quiet room."),
    (Code::UnequalDetail, "It is not built in. You can", "It is, of course, not built in at all. You can"),
    (Code::AnswerMissing, "infusion = \"A medical room with a chair", "#"),
    (Code::ClaimWithoutSource, "sources = [\"kset\"]", "sources = []"),
    (Code::ClaimWithoutSource, "claims = [\"home\"]", "claims = []"),
    (Code::NamedNowhere, "sources = [\"kew-2023\"]", "sources = [\"kew-2032\"]"),
    (Code::NoWrittenDate, "written = 2026-11-22", ""),
    (Code::NoEvidenceDate, "evidence_until = 2026-11-22", ""),
    (Code::NoUpdatePolicy, "update_policy = \"We look at", "update_policy = \"\"\n#"),
    (Code::NoReviewDate, "review_by = 2027-05-22", ""),
    (Code::ReviewOverdue, "review_by = 2027-05-22", "review_by = 2026-11-21"),
    (Code::NoUncertainty, "unsure = \"We do not know if ketamine was the cause.\"", ""),
    (Code::NoUncertainty, "people = \"62 people.\"", ""),
    (
        Code::NoFunding,
        "funding = \"Paid for by {house}, which offers {offers}.",
        "funding = \"Paid for by us.",
    ),
    (Code::NoAuthors, "authors = \"Written by", "authors = \"\"\n#"),
    (Code::PromiseWord, "Hard things may be easier", "Hard things are a miracle"),
    (Code::SuperiorityWord, "In one, 54 of 100 felt much", "It is safer than KAP: 54 of 100 felt"),
    (Code::AdviceWord, "You can say “not now” at any", "We recommend an infusion at any"),
    (Code::NumberForm, "27 of 100 people who used it", "1 in 4 people who used it"),
    (Code::NumberForm, "of_100 = [54]", "of_100 = [53]"),
    (Code::RowOrder, "id = \"setting\"\nquestion", "id = \"place\"\nquestion"),
    (Code::Form, "[[ask]]\nid = \"why-me\"", "[[ask]]\nid = \"why-me\"\nbold = true"),
];

/// Faults that what was changed brings with it: a row without an answer also lacks the feature it tells.
fn brings(code: Code) -> &'static [Code] {
    match code {
        Code::NoPositive | Code::NoNegative | Code::NoExperience => &[Code::AnswerMissing],
        // The row of another name is gone, and two values look at it.
        Code::RowOrder => &[Code::NamedNowhere],
        _ => &[],
    }
}

#[test]
fn every_seeded_fault_fails_with_its_own_code() {
    let [english, _] = SHIPPED;
    for (code, from, to) in SEEDED {
        assert_eq!(english.text.matches(from).count(), 1, "{from}: in the good text once");
        let text = english.text.replacen(from, to, 1);
        let told = match read(english.language, (english.file, &text), SOURCES) {
            Ok(aid) => faults(&aid, today()),
            Err(faults) => faults,
        };
        let codes: Vec<Code> = told.iter().map(|fault| fault.code).collect();
        assert!(codes.contains(code), "{from} → {to}: {told:#?}");
        let others: Vec<&Code> =
            codes.iter().filter(|found| *found != code && !brings(*code).contains(found)).collect();
        assert!(others.is_empty(), "{from} → {to}: also {others:?}");
        assert!(told.iter().all(|fault| fault.line > 0 && !fault.reason.is_empty()), "{told:#?}");
    }
}

#[test]
fn a_source_that_nobody_can_look_up_is_a_fault() {
    let [english, _] = SHIPPED;
    let bad = SOURCES.1.replacen("url = \"http://pubmed.ncbi.nlm.nih.gov/33174760/\"", "", 1);
    let aid =
        read(english.language, (english.file, english.text), (SOURCES.0, &bad)).expect("its form is good");
    let codes: Vec<Code> = faults(&aid, today()).iter().map(|fault| fault.code).collect();
    assert_eq!(codes, [Code::SourceWithoutAddress]);
}

#[test]
fn a_fault_names_its_line() {
    let [english, _] = SHIPPED;
    let at =
        english.text.lines().position(|line| line.contains("Hard things may be easier")).expect("there") + 1;
    let text = english.text.replacen("Hard things may be easier", "Hard things are a miracle", 1);
    let aid = read(english.language, (english.file, &text), SOURCES).expect("its form is good");
    let told = faults(&aid, today());
    assert_eq!((told[0].line, told[0].code), (at, Code::PromiseWord));
    assert!(
        told[0].to_string().starts_with(&format!("texts/choose/en.toml:{at}: promise-word: ")),
        "{}",
        told[0]
    );
}

/// Changed in the good Spanish text: the languages no longer say the same.
#[test]
fn ids_dates_numbers_and_sources_that_differ_between_languages_are_faults() {
    let [english, spanish] = SHIPPED;
    let changes = [
        ("id = \"quiet\"", "id = \"silence\""),
        ("review_by = 2027-05-22", "review_by = 2027-06-22"),
        ("high = 50", "high = 60"),
        ("sources = [\"kset\"]", "sources = [\"kriya\"]"),
        ("rows = [\"talk\", \"hard\"]", "rows = [\"talk\"]"),
    ];
    for (from, to) in changes {
        assert_eq!(spanish.text.matches(from).count(), 1, "{from}: in the good text once");
        let text = spanish.text.replacen(from, to, 1);
        let other = read(spanish.language, (spanish.file, &text), SOURCES).expect("its form is good");
        let told = differences(&aid(english), &other);
        assert!(told.iter().any(|fault| fault.code == Code::IdsDiffer), "{from} → {to}: nothing told");
    }
}

/// Nothing is tried that the list of codes does not have, and nothing in the list is untried.
#[test]
fn every_code_of_the_checker_is_tried() {
    let elsewhere = [Code::SourceWithoutAddress, Code::IdsDiffer, Code::HardToRead];
    for code in Code::ALL {
        let tried = SEEDED.iter().any(|(seeded, ..)| seeded == code) || elsewhere.contains(code);
        assert!(tried, "{} is tried by no test", code.code());
    }
}

#[test]
fn a_text_that_is_hard_to_read_is_a_fault() {
    let [english, _] = SHIPPED;
    let long = "The pharmacological characteristics of subanaesthetic administration necessitate interdisciplinary \
                consideration of psychotherapeutic methodologies notwithstanding considerable epistemological \
                uncertainty regarding neurobiological mechanisms, ";
    let text = english.text.replacen("Keep that in mind.", &format!("{} end.", long.repeat(40)), 1);
    let aid = read(english.language, (english.file, &text), SOURCES).expect("its form is good");
    let codes: Vec<Code> = faults(&aid, today()).iter().map(|fault| fault.code).collect();
    assert!(codes.contains(&Code::HardToRead), "{codes:?}");
}
