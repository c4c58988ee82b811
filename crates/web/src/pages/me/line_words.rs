//! What a row of moods says, in words. Pure: a finding, never a cause and never a score.

use care::keeping::{Mood, days_between};
use care::time::Date;

/// Days with a word that each of two weeks needs before they are compared. Source: screens.md 2.4 ("≥ 3 days with and 3
/// without").
const COMPARED_MIN: usize = 3;
/// Fewer days than this are words and no line. Source: screens.md 2.1.
const FEW: usize = 3;

/// This week beside the week before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Its middle word is lower.
    Lower,
    /// As it was, or too little is known.
    Level,
    /// Its middle word is higher.
    Higher,
}

/// The finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Not enough days.
    TooFew {
        /// With a word.
        n: u32,
    },
    /// Enough.
    Words {
        /// Days with a word.
        n: u32,
        /// Of them good or very good.
        good: u32,
        /// The word in the middle.
        middle: Mood,
        /// This week beside the last.
        turn: Turn,
    },
}

/// What these days say.
pub fn finding(said: impl Iterator<Item = (Date, Mood)>, today: Date) -> Finding {
    let said: Vec<(Date, Mood)> = said.collect();
    let n = u32::try_from(said.len()).unwrap_or(u32::MAX);
    let all: Vec<Mood> = said.iter().map(|(_, mood)| *mood).collect();
    let Some(middle) = middle(all).filter(|_| FEW <= said.len()) else { return Finding::TooFew { n } };
    let good = said.iter().filter(|(_, mood)| Mood::Good <= *mood).count();
    let week = |from: i64| {
        let days = said.iter().filter(|(day, _)| (from..from + 7).contains(&days_between(*day, today)));
        let moods: Vec<Mood> = days.map(|(_, mood)| *mood).collect();
        if moods.len() < COMPARED_MIN { None } else { self::middle(moods) }
    };
    let turn = match (week(0), week(7)) {
        (Some(now), Some(before)) if now < before => Turn::Lower,
        (Some(now), Some(before)) if before < now => Turn::Higher,
        _ => Turn::Level,
    };
    Finding::Words { n, good: u32::try_from(good).unwrap_or(u32::MAX), middle, turn }
}

/// Days on which a small step was done beside days on which it was not, by the words said on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// Days with the step and a word.
    pub n_with: u32,
    /// The word in their middle.
    pub with: Mood,
    /// Days with a word and without the step.
    pub n_without: u32,
    /// The word in their middle.
    pub without: Mood,
}

/// What may be noticed about a step, once there are three days of each kind. A finding, never a cause.
///
/// `said` are the days since the step was chosen. Source: screens.md 2.4.
pub fn beside(said: impl Iterator<Item = (Date, Mood)>, done: impl Fn(Date) -> bool) -> Option<Beside> {
    let (with, without): (Vec<_>, Vec<_>) = said.partition(|(day, _)| done(*day));
    if with.len().min(without.len()) < COMPARED_MIN {
        return None;
    }
    let count = |days: &[(Date, Mood)]| u32::try_from(days.len()).unwrap_or(u32::MAX);
    let middle_of = |days: &[(Date, Mood)]| middle(days.iter().map(|(_, mood)| *mood).collect());
    Some(Beside {
        n_with: count(&with),
        with: middle_of(&with)?,
        n_without: count(&without),
        without: middle_of(&without)?,
    })
}

/// The middle word; of two, the lower.
fn middle(mut moods: Vec<Mood>) -> Option<Mood> {
    moods.sort_unstable();
    moods.get(moods.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mood::{Good, Low, SoSo, VeryGood};

    fn days(moods: &[(u8, Mood)]) -> Finding {
        let day = |number: u8| Date::new(2026, 11, number).expect("a day");
        finding(moods.iter().map(|(number, mood)| (day(*number), *mood)), day(22))
    }

    #[test]
    fn fewer_than_three_days_are_words_and_no_line() {
        assert_eq!(days(&[]), Finding::TooFew { n: 0 });
        assert_eq!(days(&[(22, Low), (21, Low)]), Finding::TooFew { n: 2 });
        let three = days(&[(20, Low), (21, Good), (22, VeryGood)]);
        assert_eq!(three, Finding::Words { n: 3, good: 2, middle: Good, turn: Turn::Level });
    }

    #[test]
    fn a_step_is_set_beside_the_mood_only_with_three_days_of_each_kind() {
        let beside = |days: &[(u8, Mood)], done: &[u8]| {
            let day = |number: u8| Date::new(2026, 11, number).expect("a day");
            let done: Vec<Date> = done.iter().map(|number| day(*number)).collect();
            beside(days.iter().map(|(number, mood)| (day(*number), *mood)), |on| done.contains(&on))
        };
        let days = [(10, Good), (11, Good), (12, VeryGood), (13, Low), (14, SoSo), (15, SoSo)];
        let found = Beside { n_with: 3, with: Good, n_without: 3, without: SoSo };
        assert_eq!(beside(&days, &[10, 11, 12, 16]), Some(found), "the 16th has no word");
        assert_eq!(beside(&days, &[10, 11]), None);
        assert_eq!(beside(&days[..5], &[10, 11, 12]), None);
        assert_eq!(beside(&[], &[]), None);
    }

    #[test]
    fn a_lower_week_is_said_only_when_both_weeks_have_three_days() {
        let before = [(10, Good), (11, Good), (12, VeryGood)];
        let turn = |now: &[(u8, Mood)]| match days(&[&before[..], now].concat()) {
            Finding::Words { turn, .. } => turn,
            few => panic!("{few:?}"),
        };
        assert_eq!(turn(&[(20, Low), (21, SoSo)]), Turn::Level, "two days say nothing of a week");
        assert_eq!(turn(&[(20, Low), (21, SoSo), (22, SoSo)]), Turn::Lower);
        assert_eq!(turn(&[(20, Good), (21, Good), (22, Low)]), Turn::Level);
        assert_eq!(turn(&[(20, VeryGood), (21, VeryGood), (22, Low)]), Turn::Higher);
    }
}
