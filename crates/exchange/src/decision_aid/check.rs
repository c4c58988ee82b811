//! Every fault that keeps an aid from meeting IPDAS v4.0 (care.md 7.4), by criterion.

use std::collections::BTreeSet;

use care::time::Date;

use super::fault::{Code, Fault};
use super::{Aid, KINDS, OPTIONS, ROWS, Row, SURE, Text, said};
use crate::reading;

/// Words of the longest answer of a row against the shortest: IPDAS 7, "equal detail".
const DETAIL_WITHIN_PERCENT: usize = 15;

/// Has the review date passed? On the day itself it is still in date.
#[must_use]
pub fn overdue(aid: &Aid, today: Date) -> bool {
    aid.about.review_by.is_none_or(|by| by < today)
}

/// Everything that is wrong with one aid as of a day, in the order of its lines. None means that the twelve criteria
/// are met as far as a program can see; whether the words are true, a person has to read.
#[must_use]
pub fn faults(aid: &Aid, today: Date) -> Vec<Fault> {
    let mut faults = vec![];
    let mut tell = |line: usize, code: Code, reason: String| {
        faults.push(Fault { file: aid.file.clone(), line: line.max(1), code, reason });
    };
    qualifying(aid, &mut tell);
    form(aid, &mut tell);
    rows(aid, &mut tell);
    claims(aid, &mut tell);
    sources(aid, &mut tell);
    about(aid, today, &mut tell);
    said::faults(aid, &mut tell);
    faults.sort_by_key(|fault| (fault.line, fault.code));
    faults.dedup();
    faults
}

/// IPDAS 1 to 6.
fn qualifying(aid: &Aid, tell: &mut impl FnMut(usize, Code, String)) {
    if aid.about.condition.words.is_empty() {
        tell(aid.about.line, Code::NoCondition, "`about.condition`: whom this is for, and with what".into());
    }
    if aid.about.decision.words.is_empty() {
        tell(aid.about.line, Code::NoDecision, "`about.decision`: what is to be decided".into());
    }
    let ids: Vec<&str> = aid.options.iter().map(|option| option.id.words.as_str()).collect();
    let named =
        aid.options.iter().all(|option| !option.name.words.is_empty() && !option.long.words.is_empty());
    if ids != OPTIONS || !named {
        let line = aid.options.first().map_or(1, |option| option.id.line);
        tell(line, Code::NoOptions, format!("the options are {}, each with a name", OPTIONS.join(", ")));
    }
    let criteria = [("good", Code::NoPositive), ("hard", Code::NoNegative), ("like", Code::NoExperience)];
    for (id, code) in criteria {
        let told = |row: &Row| row.answers.iter().all(|answer| !answer.words.is_empty());
        if !aid.row(id).is_some_and(told) {
            let line = aid.row(id).map_or(1, |row| row.id.line);
            tell(line, code, format!("the row `{id}` answers for every option"));
        }
    }
}

/// Every thing has its words, and an id of its own.
fn form(aid: &Aid, tell: &mut impl FnMut(usize, Code, String)) {
    for (name, text) in named_texts(aid) {
        if text.words.is_empty() {
            tell(text.line, Code::Form, format!("`{name}` is empty"));
        }
    }
    for (kind, ids) in id_lists(aid) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(&id.words) {
                tell(id.line, Code::Form, format!("`{}` is there twice among the {kind}", id.words));
            }
        }
    }
    for value in &aid.values {
        if value.rows.is_empty() {
            tell(value.id.line, Code::Form, format!("`{}` names no row to look at", value.id.words));
        }
        for row in &value.rows {
            known(aid.row(&row.words).is_some(), "row", row, tell);
        }
    }
    for way in &aid.routes {
        if !(0 < way.low && way.low <= way.high && way.high <= 100) {
            tell(way.id.line, Code::Form, format!("`{}`: 1 to 100 parts, low before high", way.id.words));
        }
    }
}

/// IPDAS 7: the same questions in the same order, each answered for every option at the same length.
fn rows(aid: &Aid, tell: &mut impl FnMut(usize, Code, String)) {
    let ids: Vec<&str> = aid.rows.iter().map(|row| row.id.words.as_str()).collect();
    if ids != ROWS {
        let at =
            ids.iter().zip(ROWS).position(|(found, wanted)| *found != wanted).unwrap_or(ids.len().min(15));
        let line = aid.rows.get(at).or(aid.rows.last()).map_or(1, |row| row.id.line);
        let wanted = ROWS.get(at).unwrap_or(&"nothing");
        tell(line, Code::RowOrder, format!("`{wanted}` belongs here; the questions are {}", ROWS.join(", ")));
    }
    for row in &aid.rows {
        for (option, answer) in OPTIONS.iter().zip(&row.answers) {
            if answer.words.is_empty() {
                let reason = format!("`{}` has no answer for `{option}`", row.id.words);
                tell(row.id.line, Code::AnswerMissing, reason);
            }
        }
        let offered = row.id.words == "offered";
        for text in &row.not_offered {
            match (offered, text.words.is_empty()) {
                (true, true) => tell(row.id.line, Code::AnswerMissing, "what if it is not offered".into()),
                (false, false) => tell(text.line, Code::Form, "only `offered` may say this".into()),
                _ => {}
            }
        }
        let said = row.answers.iter().chain(&row.not_offered).filter(|text| !text.words.is_empty());
        let lengths: Vec<usize> = said.map(|text| reading::words(&text.words).count()).collect();
        let (longest, shortest) =
            (lengths.iter().max().copied().unwrap_or(0), lengths.iter().min().copied().unwrap_or(0));
        if (longest - shortest) * 100 > DETAIL_WITHIN_PERCENT * longest {
            let reason = format!(
                "`{}`: {longest} words against {shortest}; within {DETAIL_WITHIN_PERCENT} of 100 is equal detail",
                row.id.words
            );
            tell(row.id.line, Code::UnequalDetail, reason);
        }
    }
}

/// IPDAS 8 and 11: each claim says who was studied, how sure anybody is and why not surer, and where it comes from.
fn claims(aid: &Aid, tell: &mut impl FnMut(usize, Code, String)) {
    for claim in &aid.claims {
        let id = &claim.id.words;
        if claim.sources.is_empty() {
            tell(claim.id.line, Code::ClaimWithoutSource, format!("`{id}` names no source"));
        }
        for source in &claim.sources {
            known(aid.source(&source.words).is_some(), "source", source, tell);
        }
        let sure = SURE.contains(&claim.sure.words.as_str());
        if !sure || claim.unsure.words.is_empty() {
            let reason = format!("`{id}`: `sure` is {}, and `unsure` says why not surer", SURE.join(", "));
            tell(claim.id.line, Code::NoUncertainty, reason);
        }
        let said = reading::words(&claim.words.words).map(str::to_owned).collect::<Vec<_>>();
        for count in claim.of_100.iter().filter(|count| **count > 100 || !said.contains(&count.to_string())) {
            let reason = format!("`{id}` draws {count} of 100 and does not say it");
            tell(claim.id.line, Code::NumberForm, reason);
        }
        for (name, text) in [("studied", &claim.studied), ("people", &claim.people)] {
            if text.words.is_empty() {
                let reason = format!("`{id}` does not say `{name}`; “No good number yet” is an answer");
                tell(claim.id.line, Code::NoUncertainty, reason);
            }
        }
    }
    if aid.unknown.is_empty() {
        tell(1, Code::NoUncertainty, "what nobody knows is not said: [[unknown]]".into());
    }
    for row in &aid.rows {
        // Whether the clinic offers it is no finding: the page asks the signed protocols.
        if row.claims.is_empty() && row.id.words != "offered" {
            tell(
                row.id.line,
                Code::ClaimWithoutSource,
                format!("the row `{}` rests on no claim", row.id.words),
            );
        }
    }
    let rows = aid.rows.iter().flat_map(|row| &row.claims);
    for claim in rows.chain(aid.pages.iter().flat_map(|page| &page.claims)) {
        known(aid.claim(&claim.words).is_some(), "claim", claim, tell);
    }
    for page in &aid.pages {
        if page.claims.is_empty() {
            let reason = format!("the page `{}` rests on no claim", page.id.words);
            tell(page.id.line, Code::ClaimWithoutSource, reason);
        }
    }
}

/// IPDAS 8: a source can be looked up, and says when it was.
fn sources(aid: &Aid, tell: &mut impl FnMut(usize, Code, String)) {
    for way in &aid.routes {
        if way.sources.is_empty() {
            tell(way.id.line, Code::ClaimWithoutSource, format!("`{}` names no source", way.id.words));
        }
        for source in &way.sources {
            known(aid.source(&source.words).is_some(), "source", source, tell);
        }
    }
    for source in &aid.sources {
        let id = &source.id.words;
        let address = source.url.words.starts_with("https://") || source.url.words.starts_with("http://");
        let somewhere = address || (source.url.words.is_empty() && !source.place.words.is_empty());
        let kind = KINDS.contains(&source.kind.words.as_str());
        if !somewhere || source.name.words.is_empty() || source.read.is_none() || !kind {
            let reason = format!("`{id}` has a name, an address or a place, the day it was read, and a kind");
            tell(source.id.line, Code::SourceWithoutAddress, reason);
        }
    }
}

/// IPDAS 9, 10 and 12.
fn about(aid: &Aid, today: Date, tell: &mut impl FnMut(usize, Code, String)) {
    let about = &aid.about;
    if about.written.is_none_or(|day| day > today) {
        tell(about.line, Code::NoWrittenDate, "`about.written`: the day it was written".into());
    }
    if about.evidence_until.is_none_or(|day| day > today) {
        tell(
            about.line,
            Code::NoEvidenceDate,
            "`about.evidence_until`: how far evidence was looked for".into(),
        );
    }
    if about.update_policy.words.is_empty() {
        tell(about.line, Code::NoUpdatePolicy, "`about.update_policy`: when it is looked at again".into());
    }
    match about.review_by {
        None => tell(about.line, Code::NoReviewDate, "`about.review_by`: the day to look again by".into()),
        Some(by) if overdue(aid, today) => {
            tell(about.line, Code::ReviewOverdue, format!("to be reviewed by {by}; today is {today}"));
        }
        Some(_) => {}
    }
    if !["{house}", "{offers}"].iter().all(|place| about.funding.words.contains(place)) {
        let reason = "`about.funding`: who pays, with {house} and what it offers in {offers}";
        tell(about.line, Code::NoFunding, reason.into());
    }
    if about.authors.words.is_empty() || about.conflicts.words.is_empty() {
        tell(
            about.line,
            Code::NoAuthors,
            "`about.authors` and `about.conflicts`: who wrote it, and what they earn".into(),
        );
    }
}

fn known(is: bool, kind: &str, named: &Text, tell: &mut impl FnMut(usize, Code, String)) {
    if !is {
        tell(named.line, Code::NamedNowhere, format!("there is no {kind} `{}`", named.words));
    }
}

/// What two languages say that is not under the same ids, dates and numbers. The second one's faults.
#[must_use]
pub fn differences(one: &Aid, other: &Aid) -> Vec<Fault> {
    let mut faults = vec![];
    let mut tell = |line: usize, reason: String| {
        faults.push(Fault { file: other.file.clone(), line: line.max(1), code: Code::IdsDiffer, reason });
    };
    for ((kind, ids), (_, others)) in id_lists(one).into_iter().zip(id_lists(other)) {
        let words = |ids: &[&Text]| ids.iter().map(|id| id.words.clone()).collect::<Vec<_>>();
        let (ids, found) = (words(&ids), words(&others));
        if ids != found {
            let at = ids.iter().zip(&found).position(|(a, b)| a != b).unwrap_or(ids.len().min(found.len()));
            let line = others.get(at).or(others.last()).map_or(1, |id| id.line);
            let wanted = ids.get(at).map_or("nothing more", String::as_str);
            tell(line, format!("the {kind} differ: `{wanted}` in {}", one.file));
        }
    }
    let dates = |aid: &Aid| (aid.about.written, aid.about.evidence_until, aid.about.review_by);
    if dates(one) != dates(other) {
        tell(other.about.line, format!("the dates differ from {}", one.file));
    }
    for (a, b) in one.routes.iter().zip(&other.routes) {
        let numbers = |way: &super::Way| (way.low, way.high, way.felt_min);
        if numbers(a) != numbers(b) || ids(&a.sources) != ids(&b.sources) {
            tell(b.id.line, format!("the numbers or sources of `{}` differ", b.id.words));
        }
    }
    for (a, b) in one.claims.iter().zip(&other.claims) {
        let same = a.sure.words == b.sure.words && a.topic.words == b.topic.words && a.of_100 == b.of_100;
        if !same || ids(&a.sources) != ids(&b.sources) {
            tell(
                b.id.line,
                format!("`{}` is as sure, and from the same sources, in every language", b.id.words),
            );
        }
    }
    let refs = |aid: &Aid| {
        let rows = aid.rows.iter().map(|row| ids(&row.claims));
        let values = aid.values.iter().map(|value| ids(&value.rows));
        rows.chain(values).chain(aid.pages.iter().map(|page| ids(&page.claims))).collect::<Vec<_>>()
    };
    if refs(one) != refs(other) {
        tell(1, format!("a row, value or page names other claims or rows than in {}", one.file));
    }
    faults
}

fn ids(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.words.clone()).collect()
}

fn id_lists(aid: &Aid) -> [(&'static str, Vec<&Text>); 8] {
    [
        ("options", aid.options.iter().map(|one| &one.id).collect()),
        ("rows", aid.rows.iter().map(|one| &one.id).collect()),
        ("values", aid.values.iter().map(|one| &one.id).collect()),
        ("routes", aid.routes.iter().map(|one| &one.id).collect()),
        ("claims", aid.claims.iter().map(|one| &one.id).collect()),
        ("unknown", aid.unknown.iter().map(|one| &one.id).collect()),
        ("ask", aid.ask.iter().map(|one| &one.id).collect()),
        ("pages", aid.pages.iter().map(|one| &one.id).collect()),
    ]
}

/// Texts that no criterion of their own asks for.
fn named_texts(aid: &Aid) -> Vec<(&'static str, &Text)> {
    let mut texts = vec![("about.title", &aid.about.title), ("about.purpose", &aid.about.purpose)];
    texts.extend(aid.rows.iter().flat_map(|row| [("id", &row.id), ("question", &row.question)]));
    texts.extend(aid.values.iter().flat_map(|value| [("id", &value.id), ("words", &value.words)]));
    for way in &aid.routes {
        texts.extend([("id", &way.id), ("name", &way.name), ("amount", &way.amount), ("felt", &way.felt)]);
    }
    texts.extend(
        aid.claims.iter().flat_map(|one| [("id", &one.id), ("topic", &one.topic), ("words", &one.words)]),
    );
    let items = aid.unknown.iter().chain(&aid.ask);
    texts.extend(items.flat_map(|one| [("id", &one.id), ("words", &one.words)]));
    texts.extend(
        aid.pages.iter().flat_map(|one| [("id", &one.id), ("title", &one.title), ("idea", &one.idea)]),
    );
    texts.extend(aid.sources.iter().map(|one| ("id", &one.id)));
    texts
}
