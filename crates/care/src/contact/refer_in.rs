//! "Please call somebody I know", from a therapist or prescriber outside, with that person's own yes.

use super::ask_for_call::{self, AskForCall};
use super::{Concern, ContactFact, FirstContact};
use crate::messages::Tongue;
use crate::refusal::Refusal;
use crate::tasks::wish_call_time::PartOfDay;
use crate::time::{Instant, Moment};

/// Refer somebody into the house. Who refers, and whom, come sealed beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferIn {
    /// Which door they think of.
    pub concern: Concern,
    /// When in the day the person may be called; none means at any time.
    pub parts: Vec<PartOfDay>,
    /// In which language the form was filled in.
    pub tongue: Tongue,
    /// By when, as the edge read it in the clinic's hours.
    pub call_by: Instant,
    /// The person said yes to being called, and to their way of being reached being given here.
    pub agreed: bool,
    /// They said yes to the house telling whoever refers whether it reached them.
    pub tells_back: bool,
}

/// Keeps it as a call that is owed; never without the person's own yes.
pub fn refer_in(
    before: Option<&FirstContact>,
    act: &ReferIn,
    moment: &Moment,
) -> Result<Vec<ContactFact>, Refusal> {
    if !act.agreed {
        return Err(Refusal::ReferInNotAgreed);
    }
    let ReferIn { concern, parts, tongue, call_by, tells_back, .. } = act.clone();
    let mut facts = ask_for_call::ask(before, &AskForCall { concern, parts, tongue, call_by }, moment)?;
    facts.push(ContactFact::ReferredIn { tells_back, at: moment.now });
    Ok(facts)
}
