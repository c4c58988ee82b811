//! Claims and their sources, as pages show them.

use exchange::decision_aid::{Aid, Claim, Source, Text};

use crate::texts::Lang;

/// A claim with its number and sources.
pub struct ClaimShown {
    /// Its place in the list, from 1: the number that rows refer to.
    pub number: usize,
    /// What it says.
    pub claim: &'static Claim,
    /// Where it comes from.
    pub sources: Vec<SourceShown>,
}

/// A source in a line.
pub struct SourceShown {
    /// Its address; "" when it has none.
    pub url: &'static str,
    /// Name, kind, and the day it was read.
    pub words: String,
    /// Where it is when it has no address.
    pub place: &'static str,
}

/// The claims with these ids, or all of them, with their numbers.
pub fn claims(aid: &'static Aid, lang: Lang, only: Option<&[Text]>) -> Vec<ClaimShown> {
    let wanted = |claim: &Claim| only.is_none_or(|ids| ids.iter().any(|id| id.words == claim.id.words));
    let numbered = aid.claims.iter().enumerate().filter(|(_, claim)| wanted(claim));
    numbered
        .map(|(at, claim)| ClaimShown { number: at + 1, claim, sources: sources(aid, lang, &claim.sources) })
        .collect()
}

/// The sources with these ids.
pub fn sources(aid: &'static Aid, lang: Lang, ids: &[Text]) -> Vec<SourceShown> {
    ids.iter().filter_map(|id| aid.source(&id.words)).map(|found| source(lang, found)).collect()
}

/// One source.
pub fn source(lang: Lang, source: &'static Source) -> SourceShown {
    let kind = lang.say_of("choose-kind", &source.kind.words);
    let day = source.read.map(|day| day.to_string()).unwrap_or_default();
    let values = [("name", source.name.words.as_str()), ("kind", &kind), ("day", &day)];
    SourceShown {
        url: &source.url.words,
        words: lang.say_with("choose-read-on", &values),
        place: &source.place.words,
    }
}
