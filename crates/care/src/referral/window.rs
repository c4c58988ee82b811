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

/// They can see them: the newest open window has a plan, if one of their times is by its goal. Not where the house has its
/// own talk booked, and not where the person said "no, thanks". Times that are all changed to later ones are a plan that is
/// gone.
pub fn accepted(
    referral: &Referral,
    times: &[Instant],
    windows: &[Window48<'_>],
    moment: &Moment,
) -> Vec<Fact> {
    if referral.written.purpose != Purpose::FirstTalk {
        return vec![];
    }
    let to = referral.written.receiver.line();
    let Some((id, window)) = free(windows).max_by_key(|(_, window)| window.opened) else { return vec![] };
    let in_time = times.iter().any(|at| *at <= window.goal);
    let is_counted = window.referred.as_ref() == Some(&to);
    match (in_time, is_counted) {
        (true, false) => vec![Fact::on(Stream::Window(id), WindowFact::Referred { to })],
        (false, true) => lost(referral, &[(id, window)], moment),
        (true, true) | (false, false) => vec![],
    }
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

/// They did not meet after all: every window that it held is open again, without a plan, and the desk owes a call.
pub fn reopened(referral: &Referral, windows: &[Window48<'_>], moment: &Moment) -> Vec<Fact> {
    let Some((met, ..)) = referral.met.filter(|_| referral.written.purpose == Purpose::FirstTalk) else {
        return vec![];
    };
    let held = windows.iter().filter(|(_, window)| window.held == Some((met, None)));
    let mut facts = vec![];
    for (nth, (id, window)) in (100..).zip(held) {
        facts.push(Fact::on(Stream::Window(*id), WindowFact::TalkNotHeld { at: moment.now }));
        if window.talk.is_none() && window.declined.is_none() {
            facts.extend(rebook::owed(*id, window, nth, moment));
        }
    }
    facts
}
