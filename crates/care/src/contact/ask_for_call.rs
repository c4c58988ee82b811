//! "Please call me", from somebody who has no account.

use super::{Concern, ContactFact, FirstContact, owed_by};
use crate::messages::Tongue;
use crate::refusal::Refusal;
use crate::tasks::wish_call_time::PartOfDay;
use crate::time::{Instant, Moment};

/// Ask for a call. The name and the way to reach them come sealed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskForCall {
    /// What about.
    pub concern: Concern,
    /// When in the day they may be called; none means at any time.
    pub parts: Vec<PartOfDay>,
    /// In which language they asked.
    pub tongue: Tongue,
    /// By when, as the edge read it in the clinic's hours.
    pub call_by: Instant,
}

/// Keeps that they asked, once; the desk owes them a call from then on.
pub fn ask(
    before: Option<&FirstContact>,
    act: &AskForCall,
    moment: &Moment,
) -> Result<Vec<ContactFact>, Refusal> {
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    Ok(vec![ContactFact::Asked {
        concern: act.concern,
        parts: act.parts.clone(),
        tongue: act.tongue,
        document: moment.command,
        due: owed_by(act.call_by, moment.now),
        at: moment.now,
    }])
}
