//! Walks the table of a text and gathers its pieces. Every name that is not a protocol's is a fault.

use care::protocol::{Key, Question};
use care::refusal::Refusal;
use care::text::Line;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pieces::{Listed, Piece, Pieces};
use super::sheet::Sheet;
use super::word::{Word, units_of};

/// The words every protocol says once, before its values.
const WORDS: [&str; 8] = ["slug", "title", "door", "depth", "therapist", "ending", "routes", "settings"];

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Gathers what can be read and writes every fault of form in the margin.
pub(super) fn gather(root: &DeTable<'_>, sheet: &mut Sheet<'_>) -> Pieces {
    let asked = Question::ALL.iter().map(|question| Key::Asks(*question));
    let names = Key::all().into_iter().chain(asked).map(Key::name).collect();
    let mut gathering = Gathering { names, pieces: Pieces::default(), sheet };
    gathering.table("", root);
    gathering.absent_words();
    gathering.pieces
}

pub(super) struct Gathering<'s, 'a> {
    names: Vec<String>,
    pieces: Pieces,
    pub(super) sheet: &'s mut Sheet<'a>,
}

impl Gathering<'_, '_> {
    fn table(&mut self, section: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let line = self.sheet.line(name.span().start);
            let own = name.get_ref().as_ref();
            let path = if section.is_empty() { own.to_owned() } else { format!("{section}.{own}") };
            let inside = format!("{path}.");
            // A quoted name may hold a dot: "vitals.during" in one piece is not `during` under `vitals`.
            let in_one_piece = own.contains('.');
            if in_one_piece {
                let dot = if section.is_empty() { "" } else { "." };
                self.unknown(line, &format!("{section}{dot}\"{own}\""));
            } else if section.is_empty() && WORDS.contains(&own) {
                self.pieces.lines.insert(path, line);
                self.word(own, line, value);
            } else if let Some(Key::Asks(question)) = Key::read(&path) {
                self.pieces.lines.insert(path, line);
                let piece = self.asks(question, line, value);
                self.pieces.questions.insert(question, piece);
            } else if let Some(key) = Key::read(&path) {
                self.pieces.lines.insert(path, line);
                let piece = self.value(key, line, value);
                self.pieces.values.insert(key, piece);
            } else if self.names.iter().any(|known| known.starts_with(&inside)) {
                self.pieces.lines.insert(path.clone(), line);
                match value.get_ref() {
                    DeValue::Table(table) => self.table(&path, table),
                    _ => self
                        .sheet
                        .fault(line, format!("`{path}` is a section: write its values under [{path}]")),
                }
            } else if section == "dose" {
                self.sheet.fault(line, care::protocol::Route::unknown(own));
            } else if section == "question" {
                let reason = format!("`{own}` is not a question that this program has words for");
                self.sheet.fault(line, reason);
            } else {
                self.unknown(line, &path);
            }
        }
    }

    pub(super) fn unknown(&mut self, line: usize, path: &str) {
        self.sheet.fault(line, format!("`{path}` is not a name a protocol knows"));
    }

    fn word(&mut self, name: &str, line: usize, value: &Value<'_>) {
        match name {
            "slug" => self.pieces.slug = self.text(name, line, value),
            "title" => self.pieces.title = self.text(name, line, value),
            "door" => self.pieces.model = self.one(name, line, value),
            "depth" => self.pieces.depth = self.one(name, line, value),
            "therapist" => self.pieces.therapist = self.one(name, line, value),
            "ending" => self.pieces.ending = self.one(name, line, value),
            "routes" => self.pieces.routes = self.list(name, line, value),
            _ => self.pieces.settings = self.list(name, line, value),
        }
    }

    fn string<'v>(&mut self, name: &str, line: usize, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.sheet.fault(line, format!("`{name}` must be a text in quotes"));
        }
        text
    }

    fn text(&mut self, name: &str, line: usize, value: &Value<'_>) -> Option<Line> {
        let text = self.string(name, line, value)?;
        Line::new(text)
            .map_err(|refusal| self.sheet.fault(line, format!("`{name}` {}", unkept(&refusal))))
            .ok()
    }

    pub(super) fn one<W: Word>(&mut self, name: &str, line: usize, value: &Value<'_>) -> Option<W> {
        let code = self.string(name, line, value)?;
        let word = W::read(code);
        if word.is_none() {
            self.sheet.fault(line, W::unknown(code));
        }
        word
    }

    fn list<W: Word>(&mut self, name: &str, line: usize, value: &Value<'_>) -> Listed<W> {
        let Some(items) = value.get_ref().as_array() else {
            self.sheet.fault(line, format!("`{name}` must be a list of words: [\"…\", \"…\"]"));
            return Listed::default();
        };
        let mut listed = Listed { words: vec![], whole: true };
        for item in items.iter() {
            let line = self.sheet.line(item.span().start);
            match item.get_ref().as_str().map(|code| (code, W::read(code))) {
                Some((code, Some(word))) if listed.words.contains(&word) => {
                    self.sheet.fault(line, format!("`{name}` says `{code}` twice"));
                }
                Some((_, Some(word))) => listed.words.push(word),
                Some((code, None)) => {
                    listed.whole = false;
                    self.sheet.fault(line, W::unknown(code));
                }
                None => {
                    listed.whole = false;
                    self.sheet.fault(line, format!("`{name}` must be a list of words: [\"…\", \"…\"]"));
                }
            }
        }
        listed
    }

    fn value(&mut self, key: Key, line: usize, value: &Value<'_>) -> Piece {
        let mut piece = Piece::default();
        let name = key.name();
        let Some(table) = value.get_ref().as_table() else {
            let form = "{ amount = …, unit = \"…\", status = \"…\", source = \"…\" }";
            self.sheet.fault(line, format!("`{name}` must be written as {form}"));
            return piece;
        };
        for (field, value) in table {
            let line = self.sheet.line(field.span().start);
            let path = format!("{name}.{}", field.get_ref());
            match field.get_ref().as_ref() {
                "amount" => piece.amount = self.amount(&name, line, value),
                "unit" => piece.unit = self.unit(key, line, value),
                "status" => piece.status = self.one(&path, line, value),
                "source" => piece.source = self.source(&path, line, value),
                _ => self.unknown(line, &path),
            }
        }
        self.absent_fields(key, line, table);
        if let (None, Some(unit)) = (piece.amount, piece.unit)
            && !key.takes(unit)
        {
            self.sheet.fault(line, super::explain::wrong_unit(key, unit));
        }
        piece
    }

    fn amount(&mut self, name: &str, line: usize, value: &Value<'_>) -> Option<u64> {
        let whole = value.get_ref().as_integer();
        let amount = whole.and_then(|whole| u64::from_str_radix(whole.as_str(), whole.radix()).ok());
        if amount.is_none() {
            let written = self.sheet.written(value.span());
            self.sheet.fault(line, format!("the amount of `{name}` is not a whole number: {written}"));
        }
        amount
    }

    fn unit(&mut self, key: Key, line: usize, value: &Value<'_>) -> Option<care::protocol::Unit> {
        let name = key.name();
        let code = self.string(&format!("{name}.unit"), line, value)?;
        let unit = care::protocol::Unit::read(code);
        if unit.is_none() {
            let units = units_of(key);
            self.sheet.fault(line, format!("`{code}` is not a unit; `{name}` is written in {units}"));
        }
        unit
    }

    /// A source is one line, so that it can be read whole where it is signed. The rules refuse an empty one.
    pub(super) fn source(&mut self, path: &str, line: usize, value: &Value<'_>) -> Option<String> {
        let text = self.string(path, line, value)?;
        match Line::new(text) {
            Ok(source) => Some(source.as_str().to_owned()),
            Err(Refusal::TextMissing) => Some(String::new()),
            Err(refusal) => {
                self.sheet.fault(line, format!("`{path}` {}", unkept(&refusal)));
                None
            }
        }
    }

    fn absent_fields(&mut self, key: Key, line: usize, table: &DeTable<'_>) {
        let name = key.name();
        if !table.contains_key("amount") {
            self.sheet.fault(line, format!("`{name}` has no amount"));
        }
        if !table.contains_key("unit") {
            self.sheet.fault(line, format!("`{name}` has no unit; it is written in {}", units_of(key)));
        }
        if !table.contains_key("status") {
            let choice = care::protocol::SourceStatus::choice();
            self.sheet.fault(line, format!("`{name}` has no status; {choice}"));
        }
        if !table.contains_key("source") {
            self.sheet.fault(line, super::explain::no_source(key));
        }
    }

    fn absent_words(&mut self) {
        use care::protocol::{CareModel, Depth, Ending, Route, Setting, TherapistPart};
        for name in WORDS.iter().filter(|name| !self.pieces.lines.contains_key(**name)) {
            let choice = match *name {
                "door" => CareModel::choice(),
                "depth" => Depth::choice(),
                "therapist" => TherapistPart::choice(),
                "ending" => Ending::choice(),
                "routes" => Route::choice(),
                "settings" => Setting::choice(),
                _ => "every protocol has one".to_owned(),
            };
            self.sheet.fault(1, format!("`{name}` is missing; {choice}"));
        }
    }
}

/// Why a line of text cannot be kept.
fn unkept(refusal: &Refusal) -> String {
    match refusal {
        Refusal::TextMissing => "is empty".to_owned(),
        Refusal::TextTooLong { length, most } => format!("has {length} characters; at most {most} are kept"),
        _ => "holds a line break or a hidden mark".to_owned(),
    }
}
