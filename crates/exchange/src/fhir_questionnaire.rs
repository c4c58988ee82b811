//! A FHIR R4 Questionnaire as a questionnaire of this house. It comes in only with a statement of its licence, and it
//! brings questions and their scores, no bands and no thresholds: those need a source that somebody has read.

use care::measures::{
    Better, Choice, Item, Lead, Licence, Measure, MeasureFlaw, Sourced, Status, Vector, score,
};
use care::text::Line;
use serde_json::Value;

use crate::protocol_file::Fault;

/// What whoever imports it says, for the file does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Under what its words are used.
    pub licence: Licence,
    /// Which way is better.
    pub better: Better,
}

/// Where R4 and R5 keep what an answer counts.
const WEIGHTS: [&str; 2] = [
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
];

/// Reads a Questionnaire. The two worked examples are the least and the most that its answers add up to.
///
/// # Errors
/// Every fault. JSON has no lines worth naming, so each names the item instead, on line 1.
pub fn import(file: &str, json: &str, statement: Statement) -> Result<Measure, Vec<Fault>> {
    let fault = |reason: String| Fault { file: file.to_owned(), line: 1, reason };
    let root: Value = serde_json::from_str(json).map_err(|no| {
        vec![Fault { file: file.to_owned(), line: no.line(), reason: format!("this is not JSON: {no}") }]
    })?;
    let mut reading = Reading::default();
    let measure = reading.whole(&root, statement);
    if let Some(measure) = measure.filter(|_| reading.faults.is_empty()) {
        let flaws = measure.flaws();
        if flaws.is_empty() {
            return Ok(measure);
        }
        reading.faults.extend(flaws.iter().map(tell));
    }
    Err(reading.faults.into_iter().map(fault).collect())
}

fn tell(flaw: &MeasureFlaw) -> String {
    match flaw {
        MeasureFlaw::TextNotLicensed => {
            "measure-text-not-licensed: that licence does not allow its words to be used".to_owned()
        }
        MeasureFlaw::NoLicenceText => "there is no statement of its licence".to_owned(),
        MeasureFlaw::NoNotice => "free with a notice, and there is no notice (`copyright`)".to_owned(),
        other => format!("it cannot be used: {other:?}"),
    }
}

#[derive(Default)]
struct Reading {
    faults: Vec<String>,
    lead: Lead,
    items: Vec<Item>,
    choices: Option<Vec<Choice>>,
}

impl Reading {
    fn whole(&mut self, root: &Value, statement: Statement) -> Option<Measure> {
        if root["resourceType"].as_str() != Some("Questionnaire") {
            self.faults.push("this is not a FHIR Questionnaire (`resourceType`)".to_owned());
            return None;
        }
        let language = root["language"].as_str().and_then(|code| code.get(..2)).map(str::to_lowercase);
        if language.is_none() {
            self.faults.push("it does not say its language (`language`)".to_owned());
        }
        let language = language?;
        self.items(&root["item"], &language);
        if self.items.is_empty() && self.faults.is_empty() {
            self.faults.push("it has no questions with answers to choose (`item.answerOption`)".to_owned());
        }
        let name = root["name"].as_str().or(root["id"].as_str()).unwrap_or_default();
        let id = self.line("name", &slug(name));
        let version = self.line("version", root["version"].as_str().unwrap_or_default());
        let title = self.line("title", root["title"].as_str().unwrap_or_default());
        let url = root["url"].as_str().unwrap_or_default();
        if url.is_empty() {
            self.faults.push("it does not say where it comes from (`url`)".to_owned());
        }
        let choices = self.choices.take().unwrap_or_default();
        let mut licence = statement.licence;
        if licence.notice.is_none() {
            licence.notice = root["copyright"].as_str().map(str::to_owned);
        }
        let measure = Measure {
            id: id?,
            version: version?,
            title: title?,
            licence,
            source: format!("FHIR Questionnaire {url}"),
            loinc: (loinc(&root["code"]), None),
            recall: None,
            better: statement.better,
            range: None,
            lead: std::mem::take(&mut self.lead),
            items: std::mem::take(&mut self.items),
            choices,
            subscales: vec![],
            bands: None,
            marks: vec![],
            flags: vec![],
            vectors: vec![],
        };
        Some(with_ends(measure))
    }

    fn line(&mut self, name: &str, text: &str) -> Option<Line> {
        let line = Line::new(text).ok();
        if line.is_none() {
            self.faults.push(format!("`{name}` is missing, or not one line"));
        }
        line
    }

    /// Questions in groups are questions; the words of the first group are what is asked before each.
    fn items(&mut self, items: &Value, language: &str) {
        for item in items.as_array().into_iter().flatten() {
            let told = |text: &str| vec![(language.to_owned(), text.to_owned())];
            let text = item["text"].as_str().unwrap_or_default();
            let kind = item["type"].as_str().unwrap_or_default();
            let link = item["linkId"].as_str().unwrap_or_default();
            match kind {
                "group" => {
                    if self.lead.is_empty() && !text.is_empty() {
                        self.lead = told(text);
                    }
                    self.items(&item["item"], language);
                }
                // A sum that is worked out is worked out here.
                "display" => {}
                _ if item["readOnly"].as_bool() == Some(true) => {}
                _ => {
                    let choices = self.choices(link, &item["answerOption"], language);
                    self.same_choices(link, choices);
                    match Line::new(link) {
                        Ok(code) if !text.is_empty() => {
                            self.items.push(Item { code, loinc: loinc(&item["code"]), text: told(text) });
                        }
                        _ => self.faults.push(format!("item `{link}` has no `linkId` or no `text`")),
                    }
                }
            }
        }
    }

    fn choices(&mut self, link: &str, options: &Value, language: &str) -> Vec<Choice> {
        let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
        if options.is_empty() {
            self.faults.push(format!("item `{link}` has no answers to choose (`answerOption`)"));
        }
        let mut choices = vec![];
        for option in options {
            let coding = &option["valueCoding"];
            let words = coding["display"].as_str().unwrap_or_default();
            match weight(option).or_else(|| weight(coding)) {
                Some(score) if !words.is_empty() => {
                    let is_loinc = coding["system"].as_str() == Some("http://loinc.org");
                    let code = coding["code"].as_str().and_then(|code| Line::new(code).ok());
                    let text = vec![(language.to_owned(), words.to_owned())];
                    choices.push(Choice { score, loinc: code.filter(|_| is_loinc), text });
                }
                _ => self.faults.push(format!(
                    "item `{link}`: an answer has no words or no whole score (`display`, `ordinalValue`)"
                )),
            }
        }
        choices
    }

    fn same_choices(&mut self, link: &str, choices: Vec<Choice>) {
        match &self.choices {
            None => self.choices = Some(choices),
            Some(first) if *first != choices => {
                self.faults
                    .push(format!("item `{link}` has other answers than the first; all must be the same"));
            }
            Some(_) => {}
        }
    }
}

/// What an answer counts, where it is a whole number from zero.
fn weight(holder: &Value) -> Option<u32> {
    let extensions = holder["extension"].as_array()?;
    let known = |extension: &&Value| WEIGHTS.iter().any(|url| extension["url"].as_str() == Some(url));
    let value = &extensions.iter().find(known)?["valueDecimal"];
    let whole =
        value.as_u64().or_else(|| value.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0).map(|n| n as u64));
    whole.and_then(|score| u32::try_from(score).ok())
}

fn loinc(codes: &Value) -> Option<Line> {
    let codes = codes.as_array()?;
    let of_loinc = codes.iter().find(|code| code["system"].as_str() == Some("http://loinc.org"))?;
    Line::new(of_loinc["code"].as_str()?).ok()
}

/// `PHQ 9` is `phq-9`.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// With its range, and the two ends as worked examples.
fn with_ends(mut measure: Measure) -> Measure {
    let scores = || measure.choices.iter().map(|choice| choice.score);
    let (Some(least), Some(most)) = (scores().min(), scores().max()) else { return measure };
    let end = |value: u32| {
        let answers: Vec<_> = measure.items.iter().map(|item| (item.code.clone(), value)).collect();
        let scored = score(&measure, &answers).ok()?;
        let answers = measure.items.iter().map(|_| value).collect();
        Some(Vector { answers, total: scored.total, band: None, flags: vec![] })
    };
    let vectors: Vec<Vector> = [least, most].into_iter().filter_map(end).collect();
    if let [low, high] = vectors.as_slice() {
        let (value, source) = ((low.total, high.total), "What its answers add up to".to_owned());
        measure.range = Some(Sourced { value, status: Status::Cited, source });
    }
    measure.vectors = vectors;
    measure
}
