//! The details of a phrase: `128/82 74 98%`, `70 kg alone`.

use super::line;
use crate::guardrail::AsRead;
use crate::protocol::Question;
use crate::session::answer_day_questions::AnswerDayQuestions;
use crate::session::confirm_precheck::ConfirmPrecheck;
use crate::session::discharge::Discharge;
use crate::session::record_vitals::RecordVitals;
use crate::session::{Criteria, Precheck, Source, Vitals};
use crate::text::Line;
use crate::units::{Grams, Hours, MmHg, PerMinute, Percent};

/// Every question there is answered "no", but for the codes that are named.
pub(super) fn answers(yes: &str) -> Option<Vec<(Line, bool)>> {
    let yes: Vec<&str> = yes.split_whitespace().collect();
    let known = |code: &str| Question::read(code).is_some();
    let codes = Question::BEFORE.iter().map(|question| question.code());
    let all = codes.map(|code| Some((line(code)?, yes.contains(&code))));
    if yes.iter().all(|code| known(code)) { all.collect() } else { None }
}

/// Every question of the day is answered "no", but for the codes that are named.
pub(super) fn day_answers(yes: &str) -> Option<AnswerDayQuestions> {
    let yes: Vec<Question> = yes.split_whitespace().map(Question::read).collect::<Option<_>>()?;
    let answers = Question::ON_THE_DAY.iter().map(|question| (*question, yes.contains(question))).collect();
    Some(AnswerDayQuestions { answers })
}

/// `128/82 74 98%`: pressure, pulse, saturation, each if it was read; `12br` breaths; `as read` confirms.
pub(super) fn vitals(text: &str) -> Option<RecordVitals> {
    let confirmed = text.strip_suffix(" as read");
    let mut vitals = Vitals::default();
    for part in confirmed.unwrap_or(text).split_whitespace() {
        if let Some((systolic, diastolic)) = part.split_once('/') {
            vitals.pressure = Some((MmHg(systolic.parse().ok()?), MmHg(diastolic.parse().ok()?)));
        } else if let Some(percent) = part.strip_suffix('%') {
            vitals.spo2 = Some(Percent(percent.parse().ok()?));
        } else if let Some(breaths) = part.strip_suffix("br") {
            vitals.breaths = Some(PerMinute(breaths.parse().ok()?));
        } else {
            vitals.pulse = Some(PerMinute(part.parse().ok()?));
        }
    }
    let as_read = if confirmed.is_some() { AsRead::Confirmed } else { AsRead::NotAsked };
    Some(RecordVitals { vitals, source: Source::Hand, as_read })
}

/// `70 kg`, and what is not as it should be: `unidentified`, `ate`, `drank`, `alone`, `changed`, `chaperoned`.
pub(super) fn precheck(text: &str) -> Option<ConfirmPrecheck> {
    let (weight, but) = text.split_once(" kg").unwrap_or((text, ""));
    let but: Vec<&str> = but.split_whitespace().collect();
    let known = ["unidentified", "ate", "drank", "alone", "changed", "chaperoned"];
    if !but.iter().all(|word| known.contains(word)) {
        return None;
    }
    let says = |word: &str| but.contains(&word);
    let precheck = Precheck {
        identity_confirmed: !says("unidentified"),
        weight: Grams::from_kg(weight)?,
        solids: Hours(if says("ate") { 1 } else { 12 }),
        fluids: Hours(if says("drank") { 0 } else { 4 }),
        escort: line("Sam, a friend").filter(|_| !says("alone")),
        chaperone: line("Kim, at home").filter(|_| says("chaperoned")),
        changed_since_screening: says("changed"),
    };
    Some(ConfirmPrecheck { precheck, as_read: AsRead::NotAsked })
}

/// All criteria met; or `unsteady`, `unscored`, `unadvised`, `alone`; `because …` is a prescriber's reason.
pub(super) fn discharge(text: &str) -> Option<Discharge> {
    let (but, reason) = text.split_once("because ").map_or((text, None), |(but, why)| (but, line(why)));
    let says = |word: &str| but.split_whitespace().any(|said| said == word);
    let known = ["unsteady", "unscored", "unadvised", "alone"];
    if !but.split_whitespace().all(|word| known.contains(&word)) {
        return None;
    }
    let activity = if says("unscored") { 3 } else { 2 };
    let (oriented, walks, settled_stomach, settled_mind) = (true, !says("unsteady"), true, true);
    let (respiration, circulation, consciousness, saturation) = (2, 2, 2, 2);
    #[rustfmt::skip]
    let criteria = Criteria { activity, respiration, circulation, consciousness, saturation, oriented, walks, settled_stomach, settled_mind };
    let escort = line("Sam, a friend").filter(|_| !says("alone"));
    let advice = line("No driving before a night's sleep").filter(|_| !says("unadvised"));
    Some(Discharge { criteria, escort, advice, reason })
}
