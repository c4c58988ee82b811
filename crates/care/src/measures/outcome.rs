//! What one course can say of one questionnaire: before its doses and in the stretch after them. Counted only with who
//! is missing.

use std::collections::BTreeSet;

use super::definition::{Better, MarkKind, Measure};
use super::kept::Kept;
use super::schedule::Slot;
use crate::ids::PatientId;
use crate::time::Instant;
use crate::units::Hours;

/// A course as it is counted: when its doses ended, and whether more are to come.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// When each dose ended, the first one first.
    pub doses: &'a [Instant],
    /// Closed, or every planned dose given.
    pub over: bool,
    /// What was kept of its questionnaires.
    pub kept: &'a Kept,
}

/// What it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The stretch after its last dose is not over and nothing was answered in it: neither counted nor missing.
    StillToCome,
    /// No score from before the first dose.
    NoBaseline,
    /// A score before, none in the stretch after the last dose.
    NoFollowUp,
    /// Both: the last score before, the last one in the stretch.
    Both(u32, u32),
}

fn days(at: Instant, days: u32) -> Instant {
    at.plus_hours(Hours(days.saturating_mul(24)))
}

/// What this course says by now; nothing without a dose. The stretch is the schedule's own, with its source.
pub fn outcome(given: &Given<'_>, slot: &Slot, now: Instant) -> Option<Outcome> {
    let (first, last) = (*given.doses.first()?, *given.doses.last()?);
    let (since, until) = (days(last, slot.from_days), days(last, slot.until_days));
    let entries = given.kept.standing(slot.measure.as_str());
    let before = entries.iter().rfind(|entry| entry.taken <= first);
    let after = entries.iter().rfind(|entry| since <= entry.taken && entry.taken < until);
    // Between doses a score says nothing of the end; a course that was left without a word counts once its stretch is over.
    let waits = now < until && (after.is_none() || !given.over);
    Some(match (before, after) {
        _ if waits => Outcome::StillToCome,
        (None, _) => Outcome::NoBaseline,
        (Some(_), None) => Outcome::NoFollowUp,
        (Some(before), Some(after)) => Outcome::Both(before.scored.total, after.scored.total),
    })
}

/// The highest score that is this share less than the first: half of 17 is 8, not 9.
pub fn response(first: u32, percent: u32) -> u32 {
    let left = u64::from(first) * u64::from(100_u32.saturating_sub(percent)) / 100;
    u32::try_from(left).unwrap_or(first)
}

/// Courses of one questionnaire through one door, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// With both scores.
    pub both: Vec<(u32, u32)>,
    /// Whose they are: somebody with two courses is one person, and a small group is small by its people.
    pub people: BTreeSet<PatientId>,
    /// Without a score from before.
    pub no_baseline: usize,
    /// Without one from after.
    pub no_follow_up: usize,
    /// Neither counted nor missing yet.
    pub to_come: usize,
}

impl Tally {
    /// One course more, of this patient.
    pub fn add(&mut self, outcome: Outcome, of: PatientId) {
        match outcome {
            Outcome::StillToCome => self.to_come += 1,
            Outcome::NoBaseline => self.no_baseline += 1,
            Outcome::NoFollowUp => self.no_follow_up += 1,
            Outcome::Both(before, after) => {
                self.both.push((before, after));
                self.people.insert(of);
            }
        }
    }

    /// Those whose stretch is over: what every number is out of.
    pub fn of(&self) -> usize {
        self.both.len() + self.no_baseline + self.no_follow_up
    }

    /// How many responded, where a source says what that is and lower is better.
    pub fn responded(&self, measure: &Measure) -> Option<usize> {
        let percent = measure.mark(MarkKind::Response).filter(|_| measure.better == Better::Lower)?;
        let is = |(before, after): &&(u32, u32)| 0 < *before && *after <= response(*before, percent);
        Some(self.both.iter().filter(is).count())
    }

    /// How many are in remission, where a source says what that is.
    pub fn remitted(&self, measure: &Measure) -> Option<usize> {
        let score = measure.mark(MarkKind::Remission).filter(|_| measure.better == Better::Lower)?;
        Some(self.both.iter().filter(|(_, after)| *after <= score).count())
    }

    /// The mean change in tenths of a point, the smallest and the largest change; below nought is a lower score.
    pub fn change(&self) -> Option<(i64, i64, i64)> {
        let changes: Vec<i64> =
            self.both.iter().map(|(before, after)| i64::from(*after) - i64::from(*before)).collect();
        let n = i64::try_from(changes.len()).ok()?;
        let (least, most) = (*changes.iter().min()?, *changes.iter().max()?);
        let tenths = changes.iter().sum::<i64>() * 10;
        // To the nearest tenth, away from nought at the half.
        let half = if tenths < 0 { -n / 2 } else { n / 2 };
        Some(((tenths + half) / n, least, most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::{Entry, Occasion, Origin, Scored};
    use crate::protocol::CareModel;
    use crate::text::Line;

    const DAY: i64 = 86_400_000_000;

    fn line(text: &str) -> Line {
        Line::new(text).expect("a line")
    }

    fn slot() -> Slot {
        Slot {
            measure: line("a-score"),
            occasion: Occasion::AfterSeries,
            doors: vec![CareModel::Infusion],
            protocols: vec![],
            from_days: 14,
            until_days: 31,
            source: "a study".to_owned(),
        }
    }

    fn kept(entries: &[(i64, u32)]) -> Kept {
        let entry = |(n, (day, total)): (usize, &(i64, u32))| Entry {
            number: u32::try_from(n).expect("few") + 1,
            asked: None,
            measure: line("a-score"),
            version: line("1"),
            answers: vec![],
            scored: Scored { total: *total, subscales: vec![], band: None, flags: vec![] },
            taken: Instant(day * DAY),
            origin: Origin::Patient,
        };
        Kept { entries: entries.iter().enumerate().map(entry).collect(), ..Kept::default() }
    }

    fn asked(entries: &[(i64, u32)], over: bool, now: i64) -> Option<Outcome> {
        let kept = kept(entries);
        let doses = [Instant(0), Instant(10 * DAY)];
        outcome(&Given { doses: &doses, over, kept: &kept }, &slot(), Instant(now * DAY))
    }

    #[test]
    fn a_course_is_counted_missing_or_still_to_come_and_never_two_of_them() {
        use Outcome::{Both, NoBaseline, NoFollowUp, StillToCome};
        // The last dose is on day 10: the stretch is from day 24 until day 41.
        for (entries, over, now, says) in [
            (&[][..], true, 20, StillToCome),
            (&[(-1, 20)], true, 40, StillToCome),
            (&[(-1, 20)], true, 41, NoFollowUp),
            (&[(-1, 20)], false, 41, NoFollowUp),
            (&[], true, 41, NoBaseline),
            (&[(24, 9)], true, 41, NoBaseline),
            (&[(-1, 20), (23, 9)], true, 41, NoFollowUp),
            (&[(-1, 20), (41, 9)], true, 50, NoFollowUp),
            (&[(-1, 20), (24, 9)], true, 30, Both(20, 9)),
            // More doses are planned: it may not be the end.
            (&[(-1, 20), (24, 9)], false, 30, StillToCome),
            (&[(-3, 25), (-1, 20), (5, 1), (24, 9), (40, 7)], true, 50, Both(20, 7)),
        ] {
            assert_eq!(asked(entries, over, now), Some(says), "{entries:?} on day {now}");
        }
        let none = kept(&[]);
        assert_eq!(outcome(&Given { doses: &[], over: true, kept: &none }, &slot(), Instant(0)), None);
    }

    #[test]
    fn every_number_is_out_of_those_whose_stretch_is_over() {
        let mut tally = Tally::default();
        for one in [Outcome::Both(20, 9), Outcome::Both(17, 9), Outcome::Both(10, 12), Outcome::NoBaseline] {
            tally.add(one, PatientId(1));
        }
        tally.add(Outcome::NoFollowUp, PatientId(2));
        tally.add(Outcome::StillToCome, PatientId(3));
        assert_eq!((tally.of(), tally.both.len(), tally.to_come), (5, 3, 1));
        // -11, -8 and +2: the mean is -5.67.
        assert_eq!(tally.change(), Some((-57, -11, 2)));
        assert_eq!(Tally::default().change(), None);
        assert_eq!([17, 16, 1, 0].map(|first| response(first, 50)), [8, 8, 0, 0]);
    }
}
