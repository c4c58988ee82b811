//! Somebody has looked at a "yes" of the day, and says why a dose may go on.

use super::answer_day_questions::clearer;
use super::{Phase, Session, SessionFact};
use crate::practice::{Acting, Actor, Role};
use crate::protocol::{Clearer, Content, Question};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "I have looked at it, and it may go on, because …"
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearDayFinding {
    /// Which "yes".
    pub question: Question,
    /// Why it may go on.
    pub note: Line,
}

/// Clears one "yes", by whom the protocol names: a nurse never what is a prescriber's.
pub fn decide(
    session: &Session,
    act: &ClearDayFinding,
    content: &Content,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by.actor else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Scheduled, Phase::CheckedIn])?;
    let mut open = session.day.iter().flat_map(|day| &day.open);
    let found = open.find(|open| open.question.as_str() == act.question.code());
    let found = found.ok_or(Refusal::NothingChanged)?;
    let question = found.question.clone();
    if clearer(found, content) == Clearer::Prescriber && by.role == Role::Nurse {
        return Err(Refusal::DayAnswerNeedsPrescriber { question });
    }
    Ok(vec![SessionFact::DayFindingCleared { question, by: person, note: act.note.clone(), at: moment.now }])
}
