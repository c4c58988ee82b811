//! "The numbers of this monitor are this person's." Said by somebody at the chair: a list of devices knows chairs, and
//! only people know who sits in them.

use super::{Phase, Session, SessionFact};
use crate::ids::{PersonId, SessionId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::schedule::Schedule;
use crate::session::calendar::same_room;
use crate::text::Line;
use crate::time::{Moment, Term};

/// Take a monitor on for this visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachMonitor {
    /// The number of the device.
    pub device: u32,
}

/// Let it go: what it sends from now on is not this person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DetachMonitor {
    /// The number of the device.
    pub device: u32,
}

/// A monitor that was taken on for a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The number of the device.
    pub device: u32,
    /// What it was called then.
    pub name: Line,
    /// Who took it on.
    pub by: PersonId,
    /// From then until it was let go.
    pub term: Term,
}

const AT_THE_CHAIR: &[Phase] = &[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery];

/// Takes it on, if it stands at this visit's chair and at no other visit. `on`: the visits it is taken on for now.
pub fn attach(
    id: SessionId,
    session: &Session,
    act: AttachMonitor,
    schedule: Option<&Schedule>,
    on: &[SessionId],
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(AT_THE_CHAIR)?;
    let known = schedule.and_then(|schedule| Some((schedule, schedule.device(act.device, moment.now)?)));
    let (schedule, device) = known.ok_or(Refusal::DeviceUnknown)?;
    let room = schedule.open_rooms(moment.now).find(|room| room.number == device.room);
    if !room.is_some_and(|room| same_room(room.name.as_str(), session.room.as_str())) {
        return Err(Refusal::DeviceAtOtherChair);
    }
    if session.has_attached(act.device) {
        return Err(Refusal::NothingChanged);
    }
    if on.iter().any(|other| *other != id) {
        return Err(Refusal::DeviceOnOtherVisit);
    }
    let (name, at) = (device.name.clone(), moment.now);
    Ok(vec![SessionFact::MonitorAttached { device: act.device, name, by: *person, at }])
}

/// Lets it go.
pub fn detach(
    session: &Session,
    act: DetachMonitor,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(AT_THE_CHAIR)?;
    if !session.has_attached(act.device) {
        return Err(Refusal::MonitorNotAttached);
    }
    Ok(vec![SessionFact::MonitorDetached { device: act.device, by: *person, at: moment.now }])
}

impl Session {
    /// Is this monitor taken on for this visit, now that the person is at the chair?
    pub fn has_attached(&self, device: u32) -> bool {
        self.attached_now().any(|attached| attached.device == device)
    }

    /// The monitors whose numbers are this person's now. Whoever went home left them all.
    pub fn attached_now(&self) -> impl Iterator<Item = &Attached> {
        let here = AT_THE_CHAIR.contains(&self.phase);
        self.monitors.iter().filter(move |attached| here && attached.term.until.is_none())
    }

    pub(super) fn follow_monitors(&mut self, fact: &SessionFact) {
        match fact {
            SessionFact::MonitorAttached { device, name, by, at } => {
                let term = Term { from: *at, until: None };
                self.monitors.push(Attached { device: *device, name: name.clone(), by: *by, term });
            }
            SessionFact::MonitorDetached { device, at, .. } => {
                let open =
                    |attached: &&mut Attached| attached.device == *device && attached.term.until.is_none();
                self.monitors.iter_mut().filter(open).for_each(|attached| attached.term.until = Some(*at));
            }
            SessionFact::SamplesKept { messages, digest, .. } => {
                self.samples = Some((*messages, digest.clone()));
            }
            _ => {}
        }
    }
}
