//! What a referral sends, part by part. A part that is not in here can be sent by nothing.

use super::Part;
use crate::protocol::CareModel;
use crate::text::Line;
use crate::time::Instant;

/// The words of each part. `None` is a part that is not sent. No dose, no score, no diagnosis has a place here; what the
/// sender writes in their own words, the patient reads before it goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The first name.
    pub first_name: Option<Line>,
    /// The sender's line of why.
    pub why: Option<Line>,
    /// How the patient wishes to be reached.
    pub contact: Option<Line>,
    /// The service, and when the last dose ended, if one has.
    pub service: Option<(CareModel, Option<Instant>)>,
    /// The patient's own sentence.
    pub intention: Option<Line>,
    /// The sender's own words.
    pub summary: Option<String>,
}

impl Content {
    /// The parts there are to say yes to. The first is always there: without it there is nothing to answer.
    pub fn parts(&self) -> Vec<Part> {
        let there = |part: &Part| match part {
            Part::FirstName => true,
            Part::Why => self.why.is_some(),
            Part::Contact => self.contact.is_some(),
            Part::Service => self.service.is_some(),
            Part::Intention => self.intention.is_some(),
            Part::Summary => self.summary.is_some(),
        };
        Part::ALL.iter().copied().filter(there).collect()
    }

    /// Does it hold words that only those who may open the chart read? Names, how to reach them and the service are the
    /// desk's too.
    pub const fn is_clinical(&self) -> bool {
        self.why.is_some() || self.intention.is_some() || self.summary.is_some()
    }

    /// These parts and nothing else.
    pub fn only(&self, parts: &[Part]) -> Self {
        let said = |part: Part| parts.contains(&part);
        Self {
            first_name: self.first_name.clone().filter(|_| said(Part::FirstName)),
            why: self.why.clone().filter(|_| said(Part::Why)),
            contact: self.contact.clone().filter(|_| said(Part::Contact)),
            service: self.service.filter(|_| said(Part::Service)),
            intention: self.intention.clone().filter(|_| said(Part::Intention)),
            summary: self.summary.clone().filter(|_| said(Part::Summary)),
        }
    }
}
