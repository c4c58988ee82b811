//! A shift that does not happen, or ends now.

use super::{Roster, RosterFact};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Take a shift off the roster, from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeOffCall {
    /// Which.
    pub number: u32,
}

/// Ends it now. What somebody owes already stays owed to them until it climbs.
pub fn take_off(
    roster: Option<&Roster>,
    act: TakeOffCall,
    moment: &Moment,
) -> Result<Vec<RosterFact>, Refusal> {
    let mut shifts = roster.into_iter().flat_map(|roster| &roster.shifts);
    let shift = shifts.find(|shift| shift.number == act.number).ok_or(Refusal::ShiftUnknown)?;
    let over = shift.term.until.is_some_and(|until| until <= moment.now || until <= shift.term.from);
    if over {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![RosterFact::OnCallTaken { number: act.number, at: moment.now }])
}
