//! What went wrong, or nearly did: told by somebody, or by what was done.

use std::collections::BTreeSet;

use super::Asked;
use crate::act::Act;
use crate::fact::{Fact, Stream, What};
use crate::ids::IncidentId;
use crate::incident::{opened_by, report_incident, review_incident};
use crate::practice::Actor;
use crate::refusal::Refusal;

impl Asked<'_> {
    /// One incident.
    pub(super) fn incident(&self, id: IncidentId) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment) = (self.chart, self.moment);
        if let Act::ReportIncident(_, act) = self.act {
            if let Some(visit) = act.visit {
                chart.session(visit)?;
            }
            return self.on(report_incident::decide(chart.incident(id).ok(), act, self.by, moment));
        }
        let incident = chart.incident(id)?;
        let part = match incident.told.visit {
            Some(visit) => {
                let visit = chart.session(visit)?;
                review_incident::part_in(visit, chart.course(visit.course)?)
            }
            None => BTreeSet::new(),
        };
        match self.act {
            Act::TakeIncident(..) => self.on(review_incident::take(incident, &part, self.by, moment)),
            Act::NoteIncident(_, act) => {
                self.on(review_incident::note(incident, &part, &act.words, self.by, moment))
            }
            Act::CloseIncident(_, act) => {
                self.on(review_incident::close(incident, &part, &act.learnt, self.by, moment))
            }
            _ => Err(Refusal::IncidentUnknown),
        }
    }

    /// What was decided, and the incidents that are opened by it.
    pub(super) fn with_incidents(&self, mut facts: Vec<Fact>) -> Vec<Fact> {
        let Actor::Person(by) = self.by.actor else { return facts };
        let opened: Vec<_> = facts
            .iter()
            .filter_map(|fact| match (fact.stream, &fact.what) {
                (Stream::Session(id), What::Session(fact)) => {
                    opened_by(id, fact, (by, self.by.role), self.moment)
                }
                _ => None,
            })
            .collect();
        for (nth, fact) in (0..).zip(opened) {
            let id = IncidentId::from_command(self.moment.command, nth);
            facts.push(Fact::on(Stream::Incident(id), fact));
        }
        facts
    }
}
