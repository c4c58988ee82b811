//! Who can answer for a patient now, read for a page: the same people and the same rules as when a signal climbs.

use std::sync::Arc;

use care::fact::Stream;
use care::ids::{PatientId, PersonId, RosterId};
use care::patient::Patient;
use care::practice::Person;
use care::roster::Roster;
use care::safety::Cover;
use care::time::Instant;
use record::state_as;
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;

/// What the chain looks at, as of now.
pub struct Loaded {
    patient: Arc<Patient>,
    roster: Option<Arc<Roster>>,
    clinicians: Vec<(PersonId, Arc<Person>)>,
    now: Instant,
}

/// The roster of this house, if anything was ever put on it.
///
/// # Errors
/// The store's.
pub fn roster(app: &App) -> Result<Option<Arc<Roster>>, Trouble> {
    let stream = Stream::Roster(RosterId::of(app.record.house()));
    Ok(state_as!(app.record.state(stream)?, Roster))
}

impl Loaded {
    /// Reads it.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn read(app: &App, patient: PatientId) -> Result<Self, Trouble> {
        let people = app.read(ask::clinicians)?;
        let clinicians = people.into_iter().map(|id| Ok((id, app.person(id)?)));
        Ok(Self {
            patient: app.patient(patient)?,
            roster: roster(app)?,
            clinicians: clinicians.collect::<Result<_, Trouble>>()?,
            now: app.now(),
        })
    }

    /// As the rules see it.
    pub fn cover<'a>(&'a self, app: &'a App) -> Cover<'a> {
        Cover {
            patient: &self.patient,
            roster: self.roster.as_deref(),
            clinicians: self.clinicians.iter().map(|(id, person)| (*id, &**person)).collect(),
            here: app.here(),
            at: self.now,
        }
    }
}
