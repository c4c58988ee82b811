//! Who leads at the chair: one person at a time, and never assumed. Handing over takes two taps by two people; until the other one
//! accepts, whoever led leads on.

use super::{Phase, Session, SessionFact};
use crate::ids::PersonId;
use crate::practice::{Actor, Here, Person, Role};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// "I lead": nobody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeLead;

/// "You lead, please."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOverLead {
    /// To whom.
    pub to: PersonId,
}

/// "I lead from here on": it was asked of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptLead;

/// Who leads, and who was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub since: Instant,
    /// Asked to take over, and since when.
    pub handing_to: Option<(PersonId, Instant)>,
}

/// The roles of which whoever leads stands in one.
pub const ROLES: [Role; 3] = [Role::Nurse, Role::Prescriber, Role::MedicalDirector];

const AT_THE_CHAIR: &[Phase] = &[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery];

fn person(by: &Actor) -> Result<PersonId, Refusal> {
    if let Actor::Person(person) = by { Ok(*person) } else { Err(Refusal::PersonUnknown) }
}

/// Takes the lead where nobody has it.
pub fn take(session: &Session, by: &Actor, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(AT_THE_CHAIR)?;
    let by = person(by)?;
    match session.lead {
        Some(lead) if lead.person == by => Err(Refusal::NothingChanged),
        Some(_) => Err(Refusal::LeadTaken),
        None => Ok(vec![SessionFact::LeadTaken { by, at: moment.now }]),
    }
}

/// Asks somebody else, who may give and watch here and now, to lead.
pub fn hand_over(
    session: &Session,
    act: HandOverLead,
    to: &Person,
    here: Here<'_>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(AT_THE_CHAIR)?;
    let by = person(by)?;
    let lead = session.lead.filter(|lead| lead.person == by).ok_or(Refusal::NotTheLead)?;
    let asked = lead.handing_to.is_some_and(|(asked, _)| asked == act.to);
    if act.to == by || asked {
        return Err(Refusal::NothingChanged);
    }
    if !ROLES.iter().any(|role| to.stand(*role, here, moment.now).is_ok()) {
        return Err(Refusal::LeadNotFit);
    }
    Ok(vec![SessionFact::LeadOffered { by, to: act.to, at: moment.now }])
}

/// Takes over what one was asked to lead.
pub fn accept(session: &Session, by: &Actor, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(AT_THE_CHAIR)?;
    let by = person(by)?;
    let asked = session.lead.and_then(|lead| lead.handing_to).filter(|(to, _)| *to == by);
    asked.ok_or(Refusal::LeadNotOffered)?;
    Ok(vec![SessionFact::LeadAccepted { by, at: moment.now }])
}

impl Lead {
    /// Who leads after one more fact. Whoever leaves the room leads no more: then nobody does, and the page says so.
    pub(super) fn after(before: Option<Self>, fact: &SessionFact) -> Option<Self> {
        match fact {
            SessionFact::LeadTaken { by, at } | SessionFact::LeadAccepted { by, at } => {
                Some(Self { person: *by, since: *at, handing_to: None })
            }
            SessionFact::LeadOffered { to, at, .. } => {
                before.map(|lead| Self { handing_to: Some((*to, *at)), ..lead })
            }
            SessionFact::PresenceNoted { person, present: false, .. } => {
                before.filter(|lead| lead.person != *person)
            }
            _ => before,
        }
    }
}
