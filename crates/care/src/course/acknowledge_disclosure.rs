//! Having read who somebody is and what they do not do. Pinned to the version read.

use super::{Course, CourseFact};
use crate::ids::PersonId;
use crate::practice::Person;
use crate::refusal::Refusal;
use crate::time::Moment;

/// "I have read this."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcknowledgeDisclosure {
    /// Whose disclosure.
    pub person: PersonId,
    /// The version on the page.
    pub version: u32,
}

/// Keeps it, if the version read is the current one.
pub fn acknowledge(
    course: &Course,
    act: AcknowledgeDisclosure,
    person: &Person,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    let current = person.disclosure.as_ref().map(|published| published.version);
    if current != Some(act.version) {
        return Err(Refusal::DisclosureChanged);
    }
    let known = |(who, version, _): &(PersonId, u32, _)| (*who, *version) == (act.person, act.version);
    if course.acknowledged.iter().any(known) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::DisclosureAcknowledged { person: act.person, version: act.version, at: moment.now }])
}

/// Has the patient read this person's current disclosure, if there is one?
pub fn is_acknowledged(course: &Course, id: PersonId, person: &Person) -> bool {
    let Some(published) = &person.disclosure else { return true };
    course.acknowledged.iter().any(|(who, read, _)| *who == id && *read == published.version)
}
