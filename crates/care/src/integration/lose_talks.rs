//! Talks that lose their person: taken off the calendar in the decision that loses them, and the desk owes each patient
//! the choices.

use super::{Talk, WindowFact, rebook};
use crate::chart::Chart;
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, WindowId};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Cancels every open talk with this person that is lost, for a reason that the desk may read. `nth` counts the calls that the
/// decision owes.
pub fn lose(
    chart: &Chart,
    person: PersonId,
    reason: &str,
    lost: impl Fn(WindowId, Talk) -> bool,
    moment: &Moment,
    nth: &mut u16,
) -> Result<Vec<Fact>, Refusal> {
    let mut facts = vec![];
    for id in chart.talks_with(person) {
        let window = chart.window(*id)?;
        let Some(talk) = window.talk.filter(|talk| talk.with == person && lost(*id, *talk)) else { continue };
        if window.held.is_some() {
            continue;
        }
        let reason = Line::new(reason)?;
        facts.push(Fact::on(Stream::Window(*id), WindowFact::TalkCancelled { reason }));
        let Talk { kind, with, at } = talk;
        facts.push(Fact::on(Stream::Window(*id), WindowFact::PersonLost { kind, with, at }));
        facts.extend(rebook::owed(*id, window, *nth, moment));
        // Nobody has as many talks ahead as there are numbers; were it so, the record would refuse the second of a number.
        *nth = nth.saturating_add(1);
    }
    Ok(facts)
}
