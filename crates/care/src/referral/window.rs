//! What a referral for a first talk means for the patient's first hours after a dose: a yes counts as a plan, a meeting
//! holds the talk, and a yes that is gone is a plan that is gone.

use super::{Purpose, Referral};
use crate::fact::{Fact, Stream};
use crate::ids::WindowId;
use crate::integration::{SaidBy, Window, WindowFact, rebook};
use crate::time::{Instant, Moment};

/// A window with its number.
pub type Window48<'a> = (WindowId, &'a Window);

fn free<'a>(windows: &[Window48<'a>]) -> impl Iterator<Item = Window48<'a>> {
    windows.iter().copied().filter(|(_, w)| w.held.is_none() && w.declined.is_none() && w.talk.is_none())
}

/// They can see them: the newest open window has a plan. Not where the house has its own talk booked, and not where the
/// person said "no, thanks".
pub fn counts_from(referral: &Referral, windows: &[Window48<'_>]) -> Option<Fact> {
    if referral.written.purpose != Purpose::FirstTalk {
        return None;
    }
    let to = referral.written.receiver.line();
    let (id, window) = free(windows).max_by_key(|(_, window)| window.opened)?;
    let is_new = window.referred.as_ref() != Some(&to);
    is_new.then(|| Fact::on(Stream::Window(id), WindowFact::Referred { to }))
}

/// They met: the newest window that was open by then is held.
pub fn held_by(referral: &Referral, windows: &[Window48<'_>], at: Instant, said_by: SaidBy) -> Option<Fact> {
    if referral.written.purpose != Purpose::FirstTalk {
        return None;
    }
    let open_then = free(windows).filter(|(_, window)| window.opened <= at);
    let (id, _) = open_then.max_by_key(|(_, window)| window.opened)?;
    Some(Fact::on(Stream::Window(id), WindowFact::TalkHeldOutside { at, said_by }))
}

/// The yes is gone, and they have not met: every window that counted on it has no plan again, and the desk owes a call.
pub fn lost(referral: &Referral, windows: &[Window48<'_>], moment: &Moment) -> Vec<Fact> {
    if referral.written.purpose != Purpose::FirstTalk || referral.met.is_some() || referral.times().is_empty()
    {
        return vec![];
    }
    let to = referral.written.receiver.line();
    let counted = free(windows).filter(|(_, window)| window.referred.as_ref() == Some(&to));
    let mut facts = vec![];
    for (nth, (id, window)) in (100..).zip(counted) {
        facts.push(Fact::on(Stream::Window(id), WindowFact::ReferralEnded { at: moment.now }));
        facts.extend(rebook::owed(id, window, nth, moment));
    }
    facts
}
