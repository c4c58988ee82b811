//! Every questionnaire this house can use, by name. Given to the record when it opens, as its clock is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::definition::Measure;
use super::schedule::Schedule;
use crate::refusal::Refusal;

/// The shelf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    measures: BTreeMap<String, Arc<Measure>>,
    schedule: Schedule,
}

impl Library {
    /// A shelf of these. Of two with the same name the later one stands.
    pub fn of(measures: impl IntoIterator<Item = Measure>) -> Self {
        let named = |measure: Measure| (measure.id.as_str().to_owned(), Arc::new(measure));
        Self { measures: measures.into_iter().map(named).collect(), schedule: Schedule::default() }
    }

    /// With what is asked by itself.
    #[must_use]
    pub fn with_schedule(self, schedule: Schedule) -> Self {
        Self { schedule, ..self }
    }

    /// What is asked by itself, and when.
    pub const fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The questionnaire of this name.
    pub fn measure(&self, id: &str) -> Result<&Arc<Measure>, Refusal> {
        self.measures.get(id).ok_or(Refusal::MeasureUnknown)
    }

    /// All of them, by name.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Measure>> {
        self.measures.values()
    }
}
