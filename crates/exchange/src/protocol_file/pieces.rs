//! What could be read of a text so far: whole words, and pieces of values with their lines.

use std::collections::BTreeMap;

use care::protocol::{
    CareModel, Content, Depth, Ending, Key, Question, Route, Setting, SourceStatus, TherapistPart, Unit,
    Value,
};
use care::text::Line;

use super::questions::AskPiece;

/// A list of words, as far as it could be read.
pub(super) struct Listed<W> {
    pub(super) words: Vec<W>,
    /// Was all of it understood?
    pub(super) whole: bool,
}

impl<W> Default for Listed<W> {
    fn default() -> Self {
        Self { words: vec![], whole: false }
    }
}

/// One value, as far as it could be read.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) amount: Option<u64>,
    pub(super) unit: Option<Unit>,
    pub(super) source: Option<String>,
    pub(super) status: Option<SourceStatus>,
}

/// Everything, as far as it could be read.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) slug: Option<Line>,
    pub(super) title: Option<Line>,
    pub(super) model: Option<CareModel>,
    pub(super) depth: Option<Depth>,
    pub(super) therapist: Option<TherapistPart>,
    pub(super) ending: Option<Ending>,
    pub(super) routes: Listed<Route>,
    pub(super) settings: Listed<Setting>,
    pub(super) values: BTreeMap<Key, Piece>,
    pub(super) questions: BTreeMap<Question, AskPiece>,
    /// The line of every name met, section headers included.
    pub(super) lines: BTreeMap<String, usize>,
}

impl Pieces {
    /// The line of a name; of the nearest section that would hold it; of `otherwise`; or 1.
    pub(super) fn line(&self, name: &str, otherwise: &str) -> usize {
        let section = name.rsplit_once('.').map_or("", |(section, _)| section);
        [name, section, otherwise].iter().find_map(|name| self.lines.get(*name)).copied().unwrap_or(1)
    }

    /// The content, when every piece is there.
    pub(super) fn content(self) -> Option<Content> {
        if !self.routes.whole || !self.settings.whole {
            return None;
        }
        let mut values = BTreeMap::new();
        for (key, piece) in self.values {
            let Piece { amount, unit, source, status } = piece;
            values.insert(key, Value { amount: amount?, unit: unit?, source: source?, status: status? });
        }
        let asked = self.questions.iter();
        let questions =
            asked.map(|(question, piece)| Some((*question, piece.whole()?))).collect::<Option<_>>()?;
        Some(Content {
            slug: self.slug?,
            title: self.title?,
            model: self.model?,
            depth: self.depth?,
            therapist: self.therapist?,
            ending: self.ending?,
            routes: self.routes.words,
            settings: self.settings.words,
            values,
            questions,
        })
    }

    /// A content to ask the rules about while some pieces are missing. It is thrown away: no stand-in for a
    /// missing piece reaches a reader, and `explain` keeps only the flaws that no stand-in could have caused.
    pub(super) fn probe(&self) -> Option<Content> {
        let stand_in = || Line::new("stand-in").ok();
        let values = self.values.iter().filter_map(|(key, piece)| {
            let source = piece.source.clone().unwrap_or_else(|| "stand-in".to_owned());
            let status = piece.status.unwrap_or(SourceStatus::Clinic);
            Some((*key, Value { amount: piece.amount?, unit: piece.unit?, source, status }))
        });
        Some(Content {
            slug: self.slug.clone().or_else(stand_in)?,
            title: self.title.clone().or_else(stand_in)?,
            model: self.model.unwrap_or(CareModel::Kap),
            depth: self.depth.unwrap_or(Depth::Psycholytic),
            therapist: self.therapist.unwrap_or(TherapistPart::Present),
            ending: self.ending.unwrap_or(Ending::Therapy),
            routes: self.routes.words.clone(),
            settings: self.settings.words.clone(),
            values: values.collect(),
            questions: self.questions.iter().map(|(question, piece)| (*question, piece.probe())).collect(),
        })
    }
}
