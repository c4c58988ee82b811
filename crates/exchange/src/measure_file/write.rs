//! Questionnaire → text: one form, the same every time, that reads back equal.

use care::measures::{Band, Flag, Item, Mark, Measure, Status, Subscale, Vector};
use care::text::Line;

use crate::protocol_file::quoted;

/// Writes a questionnaire as `read` takes it.
pub fn write(measure: &Measure) -> String {
    let mut out = Out(String::new());
    out.line("id", &measure.id);
    out.line("version", &measure.version);
    out.line("title", &measure.title);
    out.text("source", &measure.source);
    if let Some(days) = measure.recall {
        out.number("recall_days", days.0);
    }
    out.text("better", measure.better.code());
    out.section("[licence]");
    out.text("status", measure.licence.status.code());
    out.text("text", &measure.licence.text);
    measure.licence.notice.iter().for_each(|notice| out.text("notice", notice));
    if measure.loinc != (None, None) {
        out.section("[loinc]");
        measure.loinc.0.iter().for_each(|code| out.line("panel", code));
        measure.loinc.1.iter().for_each(|code| out.line("total", code));
    }
    if let Some(range) = &measure.range {
        out.section("[range]");
        out.number("lowest", range.value.0);
        out.number("highest", range.value.1);
        out.sourced(range.status, &range.source);
    }
    if !measure.lead.is_empty() {
        out.section("[lead]");
        out.told(&measure.lead);
    }
    measure.items.iter().for_each(|item| out.item(item));
    for choice in &measure.choices {
        out.section("[[choice]]");
        out.number("score", choice.score);
        choice.loinc.iter().for_each(|code| out.line("loinc", code));
        out.told(&choice.text);
    }
    measure.subscales.iter().for_each(|part| out.subscale(part));
    if let Some(bands) = &measure.bands {
        out.section("[bands]");
        out.sourced(bands.status, &bands.source);
        bands.value.iter().for_each(|band| out.band(band));
    }
    measure.marks.iter().for_each(|mark| out.mark(mark));
    measure.flags.iter().for_each(|flag| out.flag(flag));
    measure.vectors.iter().for_each(|vector| out.vector(vector));
    out.0
}

struct Out(String);

impl Out {
    fn push(&mut self, words: &str) {
        self.0.push_str(words);
        self.0.push('\n');
    }
    fn section(&mut self, header: &str) {
        self.push("");
        self.push(header);
    }
    fn text(&mut self, name: &str, text: &str) {
        self.push(&format!("{name} = {}", quoted(text)));
    }
    fn line(&mut self, name: &str, line: &Line) {
        self.text(name, line.as_str());
    }
    fn number(&mut self, name: &str, number: u32) {
        self.push(&format!("{name} = {number}"));
    }
    fn sourced(&mut self, status: Status, source: &str) {
        self.text("status", status.code());
        self.text("source", source);
    }
    fn told(&mut self, texts: &[(String, String)]) {
        texts.iter().for_each(|(language, words)| self.text(language, words));
    }
    fn item(&mut self, item: &Item) {
        self.section("[[item]]");
        self.line("code", &item.code);
        item.loinc.iter().for_each(|code| self.line("loinc", code));
        self.told(&item.text);
    }
    fn subscale(&mut self, part: &Subscale) {
        self.section("[[subscale]]");
        self.line("code", &part.code);
        self.line("title", &part.title);
        self.push(&format!("items = {}", lines(&part.items)));
    }
    fn band(&mut self, band: &Band) {
        self.section("[[band]]");
        self.line("code", &band.code);
        self.line("title", &band.title);
        self.number("lowest", band.lowest);
        self.number("highest", band.highest);
    }
    fn mark(&mut self, mark: &Mark) {
        self.section("[[mark]]");
        self.text("kind", mark.kind.code());
        self.number("value", mark.value.value);
        self.sourced(mark.value.status, &mark.value.source);
    }
    fn flag(&mut self, flag: &Flag) {
        self.section("[[flag]]");
        self.line("code", &flag.code);
        self.line("title", &flag.title);
        self.push(&format!("safety = {}", flag.safety));
        if !flag.counts.is_empty() {
            let count = |count: &care::measures::Count| {
                let items = lines(&count.items);
                format!("  {{ items = {items}, rated = {}, at_least = {} }},\n", count.rated, count.at_least)
            };
            let counts: String = flag.counts.iter().map(count).collect();
            self.push(&format!("counts = [\n{counts}]"));
        }
        flag.total.iter().for_each(|total| self.number("total", *total));
        self.sourced(flag.status, &flag.source);
    }
    fn vector(&mut self, vector: &Vector) {
        self.section("[[vector]]");
        let answers: Vec<String> = vector.answers.iter().map(u32::to_string).collect();
        self.push(&format!("answers = [{}]", answers.join(", ")));
        self.number("total", vector.total);
        vector.band.iter().for_each(|band| self.line("band", band));
        self.push(&format!("flags = {}", lines(&vector.flags)));
    }
}

fn lines(lines: &[Line]) -> String {
    let listed: Vec<String> = lines.iter().map(|line| quoted(line.as_str())).collect();
    format!("[{}]", listed.join(", "))
}
