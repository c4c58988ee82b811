//! Before anything else: one question after another, and a prescriber who looks at every answer.

use care::act::{Act, OpenChart};
use care::course::close_course::CloseCourse;
use care::course::screening::one_by_one::{ConfirmFinding, KeepScreeningAnswer};
use care::course::screening::owed_call::CALL_WITHIN;
use care::course::screening::{AnswerScreening, ClearScreening, StopScreening};
use care::ids::TaskId;
use care::protocol::Question;
use care::safety::{AnswerSignal, Contact};
use care::tasks::{AnswerTask, TakeTask};
use care::time::Instant;

use super::days::later;
use super::journey::Journey;
use super::words::line;

/// Relative findings that people come with, and what a prescriber says of them.
pub const FINDINGS: [(&str, &str); 4] = [
    ("sleep-apnoea", "Uses CPAP every night; saturation watched throughout"),
    ("interacting-medicines", "Reviewed with the pharmacist; the morning dose waits until evening"),
    ("liver-thyroid-or-bladder", "Thyroid treated and stable, laboratory of this month seen"),
    ("glaucoma", "Ophthalmologist agrees in writing; pressure controlled with drops"),
];

impl Journey {
    /// They answer one question after another, these with "yes", and send what they kept.
    pub fn answers_screening(&mut self, at: Instant, yes: &[&str]) {
        let says = |question: &Question| yes.contains(&question.code());
        for question in Question::BEFORE {
            let keep = KeepScreeningAnswer { question: *question, yes: says(question) };
            self.script.say(later(at, -5), self.themselves(), Act::KeepScreeningAnswer(self.course, keep));
        }
        let answers =
            Question::BEFORE.iter().map(|question| (line(question.code()), says(question))).collect();
        let answer = AnswerScreening { answers };
        self.script.say(at, self.themselves(), Act::AnswerScreening(self.course, answer));
    }

    /// The prescriber reads the answers and clears them, with a note for each finding.
    pub fn is_cleared(&mut self, at: Instant, findings: &[(&str, &str)]) {
        let by = self.prescriber.acting();
        self.script.say(later(at, -12), by, Act::OpenChart(self.patient, OpenChart));
        let notes = findings.iter().map(|(code, note)| (line(code), line(note))).collect();
        self.script.say(at, by, Act::ClearScreening(self.course, ClearScreening { notes }));
    }

    /// They come as far as this question, say "yes" and that it is right: a prescriber owes a call.
    pub fn is_held(&mut self, at: Instant, finding: Question) -> TaskId {
        let asked = Question::BEFORE.iter().take_while(|question| **question != finding);
        let answers: Vec<_> = asked.map(|question| (*question, false)).chain([(finding, true)]).collect();
        for (question, yes) in answers {
            let keep = Act::KeepScreeningAnswer(self.course, KeepScreeningAnswer { question, yes });
            self.script.say(later(at, -5), self.themselves(), keep);
        }
        let confirm = ConfirmFinding { question: finding, call_by: at.plus_hours(CALL_WITHIN) };
        let command = self.script.say(at, self.themselves(), Act::ConfirmFinding(self.course, confirm));
        TaskId::from_command(command, 0)
    }

    /// The prescriber stops here.
    pub fn is_stopped(&mut self, at: Instant, reason: &str) {
        let stop = StopScreening { reason: line(reason) };
        let by = self.prescriber.acting();
        self.script.say(at, by, Act::StopScreening(self.course, stop));
    }

    /// A prescriber takes what is owed, and does it.
    pub fn is_answered(&mut self, task: TaskId, at: Instant, done: &str) {
        let by = self.prescriber.acting();
        self.script.say(later(at, -9), by, Act::TakeTask(task, TakeTask));
        self.script.say(at, by, Act::AnswerTask(task, AnswerTask { done: line(done) }));
    }

    /// A prescriber takes a safety signal, and speaks with the person.
    pub fn is_reached(&mut self, task: TaskId, at: Instant, done: &str) {
        let by = self.prescriber.acting();
        self.script.say(later(at, -9), by, Act::TakeTask(task, TakeTask));
        let answer = AnswerSignal { contact: Contact::Reached, done: line(done) };
        self.script.say(at, by, Act::AnswerSignal(task, answer));
    }

    /// The course ends, as the prescriber or the person themselves says.
    pub fn closes(&mut self, at: Instant, reason: &str, own_wish: bool) {
        let by = if own_wish { self.themselves() } else { self.prescriber.acting() };
        self.script.say(at, by, Act::CloseCourse(self.course, CloseCourse { reason: line(reason) }));
    }
}
