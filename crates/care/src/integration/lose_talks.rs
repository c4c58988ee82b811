//! Talks that lose their person: taken off the calendar in the decision that loses them, and the desk owes each patient
//! the choices.

use super::{Talk, WindowFact, rebook};
use crate::chart::Chart;
use crate::fact::{Fact, Stream};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Cancels every open talk with this person that is lost, for a reason that the desk may read.
pub fn lose(
    chart: &Chart,
    person: PersonId,
    reason: &str,
    lost: impl Fn(Talk) -> bool,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let mut facts = vec![];
    for (index, id) in chart.talks_with(person).iter().enumerate() {
        let window = chart.window(*id)?;
        let is_lost = window.talk.is_some_and(|talk| talk.with == person && lost(talk));
        if window.held.is_some() || !is_lost {
            continue;
        }
        let reason = Line::new(reason)?;
        facts.push(Fact::on(Stream::Window(*id), WindowFact::TalkCancelled { reason }));
        let nth = u8::try_from(index).unwrap_or(u8::MAX);
        facts.extend(rebook::owed(*id, window, nth, moment));
    }
    Ok(facts)
}
