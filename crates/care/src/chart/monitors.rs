//! What is known of monitors: which visit one is taken on for, and what was kept of theirs.

use super::{Chart, Want};
use crate::act::Act;
use crate::ids::SessionId;
use crate::refusal::Refusal;
use crate::text::Line;

impl Chart {
    /// A visit that is over keeps the hash of what its monitors sent.
    pub(super) const fn samples_wanted(act: &Act) -> Option<Want> {
        match act {
            Act::Discharge(id, _) | Act::AbortSession(id, _) => Some(Want::Samples(*id)),
            _ => None,
        }
    }

    /// The visits that a monitor is taken on for.
    pub fn put_monitor_on(&mut self, device: u32, visits: Vec<SessionId>) {
        self.monitors_on.insert(device, visits);
    }

    /// The visits that a monitor is taken on for, or the refusal while that was not looked up.
    pub fn monitor_on(&self, device: u32) -> Result<&[SessionId], Refusal> {
        self.monitors_on.get(&device).map(Vec::as_slice).ok_or(Refusal::DeviceUnknown)
    }

    /// How many messages of monitors were kept for a visit, and the hash of all of them; none when there were none.
    pub fn put_samples(&mut self, session: SessionId, kept: Option<(u64, Line)>) {
        self.samples.insert(session, kept);
    }

    /// The same, or the refusal while that was not looked up.
    pub fn samples(&self, session: SessionId) -> Result<Option<&(u64, Line)>, Refusal> {
        self.samples.get(&session).map(Option::as_ref).ok_or(Refusal::SessionUnknown)
    }
}
