//! What is asked on the day of a dose: by the signed protocol, answered by the patient on the phone or by staff at the
//! chair. A "yes" stands open until whoever the protocol names has looked at it; answering "no" later closes nothing.

use super::{Phase, Session, SessionFact, check_in};
use crate::course::SessionKind;
use crate::course::screening::Answer;
use crate::ids::PersonId;
use crate::practice::Actor;
use crate::protocol::{Clearer, Content, Question, Weight};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// Every question of the day, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerDayQuestions {
    /// Each question and its answer.
    pub answers: Vec<(Question, bool)>,
}

/// What was said on the day, and what of it stands open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The newest answers, each with what a "yes" weighed.
    pub answers: Vec<Answer>,
    /// Who wrote them down; none: the patient.
    pub by: Option<PersonId>,
    /// When.
    pub at: Instant,
    /// Every "yes" that nobody has cleared, whatever was answered after it.
    pub open: Vec<Answer>,
    /// What was cleared: which, by whom, why.
    pub cleared: Vec<(Line, PersonId, Line)>,
}

impl Day {
    /// One more set of answers.
    pub(super) fn answered(
        before: Option<Self>,
        answers: &[Answer],
        by: Option<PersonId>,
        at: Instant,
    ) -> Self {
        let (mut open, mut cleared) = before.map_or((vec![], vec![]), |day| (day.open, day.cleared));
        for found in answers.iter().filter(|answer| answer.yes) {
            open.retain(|known: &Answer| known.question != found.question);
            open.push(found.clone());
            cleared.retain(|(known, ..)| *known != found.question);
        }
        Self { answers: answers.to_vec(), by, at, open, cleared }
    }

    /// The visit is on another day: what was answered is asked again, and every "yes" that nobody has cleared stays.
    pub(super) fn on_another_day(self) -> Option<Self> {
        let none_open = self.open.is_empty();
        (!none_open).then(|| Self { answers: vec![], cleared: vec![], ..self })
    }

    /// Somebody looked at one "yes".
    pub(super) fn with_cleared(mut self, question: &Line, by: PersonId, note: &Line) -> Self {
        self.open.retain(|known| known.question != *question);
        self.cleared.push((question.clone(), by, note.clone()));
        self
    }
}

/// Keeps the answers, whatever they are: the gate judges them.
pub fn answer(
    session: &Session,
    act: &AnswerDayQuestions,
    content: &Content,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled, Phase::CheckedIn])?;
    if session.kind != SessionKind::Dosing {
        return Err(Refusal::DayOnlyForDose);
    }
    check_in::on_the_day(session, moment)?;
    let mut answers = vec![];
    for (question, asks) in content.asked_on_the_day() {
        let mut given = act.answers.iter().filter(|(asked, _)| *asked == question);
        let (Some((_, yes)), None) = (given.next(), given.next()) else {
            return Err(Refusal::DayQuestionUnanswered { question: question.code() });
        };
        answers.push(Answer { question: Line::new(question.code())?, weight: asks.weight, yes: *yes });
    }
    if answers.is_empty() || act.answers.len() != answers.len() {
        return Err(Refusal::DayQuestionUnknown);
    }
    let by = match by {
        Actor::Person(person) => Some(*person),
        Actor::Patient(_) | Actor::Clock | Actor::Host | Actor::Visitor => None,
    };
    Ok(vec![SessionFact::DayQuestionsAnswered { answers, by, at: moment.now }])
}

/// Every "yes" of these that was not open before: what is new with them.
pub fn newly_found<'a>(session: &'a Session, facts: &'a [SessionFact]) -> impl Iterator<Item = &'a Answer> {
    let stands = |answer: &Answer| {
        session.day.as_ref().is_some_and(|day| day.open.iter().any(|open| open.question == answer.question))
    };
    let answered = facts.iter().flat_map(|fact| match fact {
        SessionFact::DayQuestionsAnswered { answers, .. } => answers.as_slice(),
        _ => &[],
    });
    answered.filter(move |answer| answer.yes && !stands(answer))
}

/// Is everything that this version asks on the day answered, and every "yes" looked at?
pub fn gate(session: &Session, content: &Content) -> Result<(), Refusal> {
    let said = |code: &str| {
        let day = session.day.as_ref();
        day.is_some_and(|day| day.answers.iter().any(|answer| answer.question.as_str() == code))
    };
    if let Some(open) = session.day.iter().flat_map(|day| &day.open).next() {
        return Err(needs(open, content));
    }
    for (question, _) in content.asked_on_the_day() {
        if !said(question.code()) {
            return Err(Refusal::DayQuestionUnanswered { question: question.code() });
        }
    }
    Ok(())
}

/// Who has to look at this "yes", as the refusal that says so.
fn needs(open: &Answer, content: &Content) -> Refusal {
    let question = open.question.clone();
    match clearer(open, content) {
        Clearer::Nurse => Refusal::DayAnswerNeedsNurse { question },
        Clearer::Prescriber => Refusal::DayAnswerNeedsPrescriber { question },
    }
}

/// Who clears it: whom the protocol names; a prescriber where it weighed absolute, or where it is asked no more.
pub fn clearer(open: &Answer, content: &Content) -> Clearer {
    let asks = Question::read(open.question.as_str()).and_then(|question| content.questions.get(&question));
    match (asks, open.weight) {
        (Some(asks), Weight::Relative) => asks.clears,
        _ => Clearer::Prescriber,
    }
}
