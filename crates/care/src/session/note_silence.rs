//! A monitor that was taken on for a visit and sends nothing. Its last numbers grow old on the screen; that they do is told,
//! for a screen full of old numbers is easily taken for a quiet patient. Readings by hand stay due as before.

use super::alarm::About;
use super::{Phase, Session, SessionFact, due};
use crate::fact::{Fact, Stream};
use crate::ids::SessionId;
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Minutes;

/// So long without a message and a monitor is silent: after it its numbers are old on the screen, too (screens.md 2.3).
/// House policy; monitors send every second or few.
pub const SILENT_AFTER: Minutes = Minutes(2);

/// The clock's own act: nothing came of a monitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteSilence {
    /// The number of the device.
    pub device: u32,
    /// When something last came of it for this visit; none: nothing ever did.
    pub heard: Option<Instant>,
}

/// Since when a monitor would be silent: heard last, taken on, or the begin of the dose, whichever was latest. None before
/// a dose, and for a monitor that is not this person's.
fn since(session: &Session, act: &NoteSilence) -> Option<Instant> {
    let under = matches!(session.phase, Phase::Dosing | Phase::Paused | Phase::Recovery);
    let dose = session.dose.as_ref().filter(|_| under)?;
    let taken_on = session.attached_now().find(|one| one.device == act.device)?.term.from;
    Some(act.heard.into_iter().fold(dose.started.max(taken_on), Instant::max))
}

/// Would it raise an alarm? The same judgement as `decide`, for whoever asks before troubling the writer.
pub fn asks(session: &Session, act: &NoteSilence, content: &Content, now: Instant) -> Result<bool, Refusal> {
    let Some(since) = since(session, act).filter(|_| content.raises_alarms()) else { return Ok(false) };
    if now < since.plus_minutes(SILENT_AFTER) {
        return Ok(false);
    }
    let alike = |about: &About| matches!(about, About::Silent(device, _) if *device == act.device);
    let last = session.alarms.iter().rev().find(|alarm| alike(&alarm.about));
    Ok(match last.map(|last| &last.answer) {
        None => true,
        Some(None) => false,
        Some(Some((_, answered, _))) => {
            let due = due::every(session, content)?.map(|every| answered.plus_minutes(every));
            *answered < since || due.is_some_and(|due| due <= now)
        }
    })
}

/// Raises an alarm, once while nobody has answered it; after an answer when it was heard of in between, or when the next
/// readings are due and it still is silent.
pub fn decide(
    id: SessionId,
    session: &Session,
    act: NoteSilence,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    if !session.has_attached(act.device) {
        return Err(Refusal::MonitorNotAttached);
    }
    if !asks(session, &act, content, moment.now)? {
        return Err(Refusal::MonitorAsksNothing);
    }
    let NoteSilence { device, heard } = act;
    let silent = SessionFact::MonitorSilent { number: session.next_alarm(), device, heard, at: moment.now };
    Ok(vec![Fact::on(Stream::Session(id), silent)])
}
