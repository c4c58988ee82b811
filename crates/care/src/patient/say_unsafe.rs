//! "I don't feel safe": a clinician owes an answer by a clock.

use super::PatientFact;
use crate::fact::{Fact, Stream};
use crate::ids::PatientId;

/// "I don't feel safe", with words or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayUnsafe {
    /// What the person wrote, if anything.
    pub words: Option<String>,
}

/// Records it; the signal that follows is raised with it (`safety::raise`). Never refused for what was typed: a form says
/// what it cannot keep before the person has left it; here, the signal goes out without words that cannot be kept.
pub fn say(patient: PatientId, act: &SayUnsafe) -> Fact {
    let words = act.words.as_deref().and_then(|words| crate::text::prose(words).ok());
    Fact::on(Stream::Patient(patient), PatientFact::SaidUnsafe { words })
}
