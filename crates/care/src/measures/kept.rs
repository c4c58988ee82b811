//! What a course keeps: what was asked of the patient, what they have answered so far, and every score.

use super::score::Scored;
use crate::course::CourseFact;
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Instant;

/// One time that a questionnaire is asked of the patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// From 1, in this course.
    pub number: u32,
    /// Which questionnaire.
    pub measure: Line,
    /// In which version its answers are kept.
    pub version: Line,
    /// Who asked. None: the schedule.
    pub by: Option<PersonId>,
    /// By when.
    pub due: Instant,
    /// Since when.
    pub at: Instant,
    /// What is answered so far, one at a time.
    pub answers: Vec<(Line, u32)>,
    /// The answers that made a clinician owe an answer, each the highest so far.
    pub signalled: Vec<(Line, u32)>,
    /// Handed in.
    pub done: bool,
}

/// Who said it, and how it came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The patient, here.
    Patient,
    /// Answers on paper, entered by somebody.
    Paper(PersonId),
    /// A score that was added up elsewhere, entered by somebody.
    Elsewhere(PersonId),
}

/// One whole set of answers, added up; or one score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1, in this course.
    pub number: u32,
    /// Which asking it answers.
    pub asked: Option<u32>,
    /// Which questionnaire.
    pub measure: Line,
    /// In which version.
    pub version: Line,
    /// Every answer; none for a score from elsewhere.
    pub answers: Vec<(Line, u32)>,
    /// What they add up to, as it was added up then.
    pub scored: Scored,
    /// When it was answered.
    pub taken: Instant,
    /// By whom, and how it came here.
    pub origin: Origin,
}

/// All of one course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Every asking, oldest first.
    pub askings: Vec<Asking>,
    /// Every entry, in the order it was written down.
    pub entries: Vec<Entry>,
    /// Entries that were marked wrong: which, why, by whom.
    pub wrong: Vec<(u32, Line, PersonId)>,
}

impl Kept {
    /// The asking of this number, if there is one.
    pub fn asking(&self, number: u32) -> Result<&Asking, Refusal> {
        self.askings.iter().find(|asking| asking.number == number).ok_or(Refusal::MeasureNotAsked)
    }

    /// What is asked and not handed in, soonest first.
    pub fn open(&self) -> Vec<&Asking> {
        let mut open: Vec<_> = self.askings.iter().filter(|asking| !asking.done).collect();
        open.sort_by_key(|asking| (asking.due, asking.number));
        open
    }

    /// The entries of one questionnaire that stand, by when they were answered.
    pub fn standing(&self, measure: &str) -> Vec<&Entry> {
        let stands = |entry: &&Entry| entry.measure.as_str() == measure && !self.is_wrong(entry.number);
        let mut standing: Vec<_> = self.entries.iter().filter(stands).collect();
        standing.sort_by_key(|entry| (entry.taken, entry.number));
        standing
    }

    /// Was this entry marked wrong?
    pub fn is_wrong(&self, number: u32) -> bool {
        self.wrong.iter().any(|(wrong, ..)| *wrong == number)
    }

    /// The number of the next asking.
    pub fn next_asking(&self) -> u32 {
        self.askings.last().map_or(1, |last| last.number.saturating_add(1))
    }

    /// The number of the next entry.
    pub fn next_entry(&self) -> u32 {
        self.entries.last().map_or(1, |last| last.number.saturating_add(1))
    }

    /// One fact further.
    pub(crate) fn keep(&mut self, fact: &CourseFact) {
        match fact {
            CourseFact::MeasureAsked { asking } => self.askings.push(asking.clone()),
            CourseFact::MeasureAnswerKept { asked, version, item, value, owed, .. } => {
                self.answered_one(*asked, version, (item, *value), owed.is_some());
            }
            CourseFact::MeasureEntered { entry } => self.entered(entry),
            CourseFact::MeasureMarkedWrong { number, reason, by, .. } => {
                self.wrong.push((*number, reason.clone(), *by));
            }
            _ => {}
        }
    }

    /// One answer more. An answer in another version begins that version anew: a sum is never made of two.
    fn answered_one(&mut self, asked: u32, version: &Line, answer: (&Line, u32), signal: bool) {
        let (item, value) = answer;
        for asking in self.askings.iter_mut().filter(|asking| asking.number == asked) {
            if asking.version != *version {
                asking.version = version.clone();
                asking.answers.clear();
            }
            asking.answers.retain(|(other, _)| other != item);
            asking.answers.push((item.clone(), value));
            if signal {
                asking.signalled.retain(|(other, _)| other != item);
                asking.signalled.push((item.clone(), value));
            }
        }
    }

    fn entered(&mut self, entry: &Entry) {
        for asking in self.askings.iter_mut().filter(|asking| entry.asked == Some(asking.number)) {
            asking.done = true;
        }
        self.entries.push(entry.clone());
    }
}
