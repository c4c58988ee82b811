//! The questionnaires before each dose: asked the day before, answered in the evening. The numbers follow from who
//! somebody is and how many doses lie behind, and take no chance from the rest of the story.

use care::act::Act;
use care::ids::CommandId;
use care::measures::answer_measure::AnswerMeasure;
use care::measures::ask_for_measure::AskForMeasure;
use care::practice::Acting;
use care::time::Instant;

use super::days::{hours, later};
use super::journey::Journey;
use super::words::line;
use crate::clock::timed_id;

/// Which, how many questions may be above zero, and the highest answer. The last question of the PHQ-9 is the one that
/// cannot wait; nobody in this story says it.
const ASKED: [(&str, usize, usize); 2] = [("phq-9", 9, 8), ("gad-7", 7, 7)];
const MOST: u32 = 3;

impl Journey {
    /// What is asked before the dose that begins then, and what they answer.
    pub fn is_asked(&mut self, begins: Instant) {
        for (measure, items, spread) in ASKED {
            self.asked += 1;
            let number = self.asked;
            let (asked, answered) = (hours(begins, -30), later(hours(begins, -14), i64::from(number % 7)));
            let ask = AskForMeasure { measure: line(measure), due: begins };
            let id = self.question_id(asked, 0);
            self.script.say_as(id, asked, Acting::CLOCK, Act::AskForMeasure(self.course, ask));
            let total = self.total(u32::try_from(spread).unwrap_or(0) * MOST);
            let values = (0..items).map(|n| if n < spread { part(total, n, spread) } else { 0 });
            let answers = (1..=items).map(|item| line(&item.to_string())).zip(values).collect();
            let act = AnswerMeasure { asked: number, answers };
            let (id, by) = (self.question_id(answered, 1), self.themselves());
            self.script.say_as(id, answered, by, Act::AnswerMeasure(self.course, act));
        }
    }

    fn question_id(&self, at: Instant, part: u128) -> CommandId {
        let mixed = self.course.0.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        CommandId(timed_id(at, mixed ^ (u128::from(self.asked) << 8) ^ part))
    }

    /// Most begin in the upper half and come down by steps of their own; for one in five it stays.
    fn total(&self, most: u32) -> u32 {
        let own = u32::try_from(self.course.0 % 10_007).unwrap_or(0);
        let start = most / 2 + own % (most / 3).max(1);
        let (step, times) = (own % 5, self.asked / 2);
        start.saturating_sub(step * times).max(own % 4)
    }
}

/// The share of one question in a sum, each at most three.
fn part(total: u32, n: usize, of: usize) -> u32 {
    let (n, of) = (u32::try_from(n).unwrap_or(0), u32::try_from(of).unwrap_or(1));
    (total / of + u32::from(n < total % of)).min(MOST)
}
