//! Who may open this chart.

use super::{Patient, PatientFact};
use crate::ids::PersonId;
use crate::practice::{Here, Person, Role};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Put somebody on the care team, in a role they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinCareTeam {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
}

/// Take somebody off the care team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaveCareTeam {
    /// Who.
    pub person: PersonId,
}

/// Joins, if the person stands in that role now.
pub fn join(
    patient: &Patient,
    act: JoinCareTeam,
    person: &Person,
    here: Here<'_>,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    person.stand(act.role, here, moment.now)?;
    if patient.has_member(act.person, act.role, moment.now) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::TeamJoined { person: act.person, role: act.role, from: moment.now }])
}

/// Leaves, from this instant.
pub fn leave(patient: &Patient, act: LeaveCareTeam, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    let on_team = patient.team.iter().any(|m| m.person == act.person && m.term.covers(moment.now));
    if !on_team {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::TeamLeft { person: act.person, at: moment.now }])
}
