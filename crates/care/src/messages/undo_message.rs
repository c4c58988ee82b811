//! Taking a message back before it goes.

use super::{Message, MessageFact, Standing};
use crate::practice::{ActKind, Acting, Actor};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Do not send it after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoMessage;

/// Takes it back, unless somebody is already handing it over: then nobody can say any more that it will not arrive.
pub fn decide(
    message: &Message,
    is_on_its_way: bool,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<MessageFact>, Refusal> {
    if message.standing != Standing::Waiting {
        return Err(Refusal::MessageSettled);
    }
    if is_on_its_way {
        return Err(Refusal::MessageOnItsWay);
    }
    let Actor::Person(person) = by.actor else { return Err(Refusal::PersonUnknown) };
    // What a clinician sends because of safety, only a clinician takes back.
    if message.owed.occasion.is_safety() && !by.role.is_clinical() {
        return Err(Refusal::OutOfScope { role: by.role, act: ActKind::UndoMessage });
    }
    Ok(vec![MessageFact::Undone { by: person, at: moment.now }])
}
