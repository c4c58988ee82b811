//! What is asked, as a text says it: each question's weight, who clears it, and where that comes from.

use care::protocol::{Asks, Clearer, Question, SourceStatus, Weight};
use toml::de::DeTable;

use super::draft::{Gathering, Value};
use super::explain::no_source;
use super::word::Word;

/// One question, as far as it could be read.
#[derive(Default)]
pub(super) struct AskPiece {
    weight: Option<Weight>,
    clears: Option<Clearer>,
    pub(super) source: Option<String>,
    pub(super) status: Option<SourceStatus>,
}

impl AskPiece {
    /// What it says, when all of it is there.
    pub(super) fn whole(&self) -> Option<Asks> {
        let (source, status) = (self.source.clone()?, self.status?);
        Some(Asks { weight: self.weight?, clears: self.clears?, source, status })
    }
    /// What the rules are asked about while some of it is missing: what is not there is not told a second time.
    pub(super) fn probe(&self) -> Asks {
        Asks {
            weight: self.weight.unwrap_or(Weight::Absolute),
            clears: self.clears.unwrap_or(Clearer::Prescriber),
            source: self.source.clone().unwrap_or_else(|| "stand-in".to_owned()),
            status: self.status.unwrap_or(SourceStatus::Clinic),
        }
    }
}

impl Gathering<'_, '_> {
    pub(super) fn asks(&mut self, question: Question, line: usize, value: &Value<'_>) -> AskPiece {
        let mut piece = AskPiece::default();
        let name = format!("question.{}", question.code());
        let Some(table) = value.get_ref().as_table() else {
            let form = "{ weight = \"…\", clears = \"…\", status = \"…\", source = \"…\" }";
            self.sheet.fault(line, format!("`{name}` must be written as {form}"));
            return piece;
        };
        for (field, value) in table {
            let line = self.sheet.line(field.span().start);
            let path = format!("{name}.{}", field.get_ref());
            match field.get_ref().as_ref() {
                "weight" => piece.weight = self.one(&path, line, value),
                "clears" => piece.clears = self.one(&path, line, value),
                "status" => piece.status = self.one(&path, line, value),
                "source" => piece.source = self.source(&path, line, value),
                _ => self.unknown(line, &path),
            }
        }
        self.absent_of(question, line, table);
        piece
    }

    fn absent_of(&mut self, question: Question, line: usize, table: &DeTable<'_>) {
        let name = format!("question.{}", question.code());
        for (field, choice) in
            [("weight", Weight::choice()), ("clears", Clearer::choice()), ("status", SourceStatus::choice())]
        {
            if !table.contains_key(field) {
                self.sheet.fault(line, format!("`{name}` has no {field}; {choice}"));
            }
        }
        if !table.contains_key("source") {
            self.sheet.fault(line, no_source(care::protocol::Key::Asks(question)));
        }
    }
}
