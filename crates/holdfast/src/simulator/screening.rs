//! Before anything else: eighteen questions, and a prescriber who looks at every answer.

use care::act::{Act, OpenChart};
use care::course::close_course::CloseCourse;
use care::course::screening::{AnswerScreening, ClearScreening, QUESTIONS, StopScreening};
use care::ids::TaskId;
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
    /// They answer every question; these with "yes".
    pub fn answers_screening(&mut self, at: Instant, yes: &[&str]) {
        let answers = QUESTIONS.iter().map(|(code, _)| (line(code), yes.contains(code))).collect();
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

    /// The prescriber stops here, and owes a call.
    pub fn is_stopped(&mut self, at: Instant, reason: &str) -> TaskId {
        let stop = StopScreening { reason: line(reason) };
        let by = self.prescriber.acting();
        let command = self.script.say(at, by, Act::StopScreening(self.course, stop));
        TaskId::from_command(command, 0)
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
