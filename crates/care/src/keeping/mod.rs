//! What a person keeps for themselves between visits: a word for the day, and small steps they chose.
//!
//! Private: no rule about a visit, a dose or a task looks in here, and nobody but the person reads it unless they share.
//! Nothing here is a signature, so the clear-headed lock never closes it. A day without a tick is a day, not a failure:
//! no fact says that something was not done.

pub mod choose_small_step;
pub mod pause_small_step;
pub mod propose_step;
pub mod say_mood;
pub mod tick_small_step;

use std::collections::{BTreeMap, BTreeSet};

use crate::act::Act;
use crate::patient::{Patient, PatientFact};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Instant, Moment};
use crate::units::Hours;

pub use propose_step::{ProposalSaid, Proposed};

/// At most so many steps are active at once. Source: screens.md 2.4, after Bearable's advice to track few things.
pub const ACTIVE_MAX: usize = 3;
/// A day may be ticked, or the tick taken back, for so many days after it. Source: the house (issue 3, item 7).
pub const TICK_BACK_DAYS: i64 = 7;
/// "n of the last 7 days": today is one of them. Source: screens.md 2.4.
pub const SHOWN_DAYS: i64 = 7;

/// How it is, in one of five words. The order is from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is the word the person chose")]
pub enum Mood {
    VeryLow,
    Low,
    SoSo,
    Good,
    VeryGood,
}

impl Mood {
    /// All five, from low to high.
    pub const ALL: [Self; 5] = [Self::VeryLow, Self::Low, Self::SoSo, Self::Good, Self::VeryGood];

    /// Stable forever.
    pub const fn code(self) -> &'static str {
        match self {
            Self::VeryLow => "very-low",
            Self::Low => "low",
            Self::SoSo => "so-so",
            Self::Good => "good",
            Self::VeryGood => "very-good",
        }
    }

    /// Reads a code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mood| mood.code() == code)
    }

    /// Its place from 1 (very low) to 5 (very good): where a line is drawn, never a score.
    pub const fn place(self) -> u8 {
        match self {
            Self::VeryLow => 1,
            Self::Low => 2,
            Self::SoSo => 3,
            Self::Good => 4,
            Self::VeryGood => 5,
        }
    }
}

/// What a person said of one day, last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The word.
    pub mood: Mood,
    /// A note of their own.
    pub note: Option<Line>,
    /// When.
    pub at: Instant,
}

/// A small step in the person's own words: what, and if they like when and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepWords {
    /// "Put the phone away"
    pub what: Line,
    /// "at 22:00"
    pub when: Option<Line>,
    /// "in the hall"
    pub place: Option<Line>,
}

/// Whether a step is kept now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It is.
    Active,
    /// Resting, for no reason that anybody asks for.
    Paused,
    /// Let go. Its days stay in the person's line.
    LetGo,
}

/// One small step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallStep {
    /// Its number among this person's steps, from 1.
    pub number: u32,
    /// Its words now.
    pub words: StepWords,
    /// Active, paused or let go.
    pub state: StepState,
    /// The days it was done.
    pub days: BTreeSet<Date>,
    /// When it was chosen.
    pub chosen: Instant,
}

impl SmallStep {
    /// On how many of the last seven days it was done, today among them.
    pub fn of_the_last_days(&self, today: Date) -> usize {
        self.days.iter().filter(|day| (0..SHOWN_DAYS).contains(&days_between(**day, today))).count()
    }
}

/// All that one person keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The last word said of each day. Earlier words of the same day stay in the journal.
    pub moods: BTreeMap<Date, Said>,
    /// Every step there ever was, in the order of their numbers.
    pub steps: Vec<SmallStep>,
    /// Every step that somebody proposed from a talk, and what the person said to it if they did.
    pub proposals: Vec<(Proposed, Option<(ProposalSaid, Instant)>)>,
}

impl Keeping {
    /// A step that was not let go.
    fn step(&self, number: u32) -> Result<&SmallStep, Refusal> {
        let known = self.steps.iter().find(|step| step.number == number && step.state != StepState::LetGo);
        known.ok_or(Refusal::StepUnknown)
    }

    /// Steps that are kept now.
    pub fn active(&self) -> impl Iterator<Item = &SmallStep> {
        self.steps.iter().filter(|step| step.state == StepState::Active)
    }

    /// Steps that rest.
    pub fn paused(&self) -> impl Iterator<Item = &SmallStep> {
        self.steps.iter().filter(|step| step.state == StepState::Paused)
    }

    /// Proposals that the person has said nothing to.
    pub fn waiting(&self) -> impl Iterator<Item = &(Proposed, Option<(ProposalSaid, Instant)>)> {
        self.proposals.iter().filter(|(_, said)| said.is_none())
    }

    /// A proposal that the person has said nothing to.
    fn proposal(&self, number: u32) -> Result<&Proposed, Refusal> {
        let known = self.waiting().find(|(proposed, _)| proposed.number == number);
        known.map(|(proposed, _)| proposed).ok_or(Refusal::ProposalUnknown)
    }

    /// Room for one more active step.
    fn room(&self) -> Result<(), Refusal> {
        if self.active().count() < ACTIVE_MAX { Ok(()) } else { Err(Refusal::StepsFull { most: ACTIVE_MAX }) }
    }

    /// The state after one more fact; facts about other things leave it as it is.
    pub(crate) fn after(&mut self, fact: &PatientFact) {
        match fact {
            PatientFact::MoodSaid { mood, note, day, at } => {
                self.moods.insert(*day, Said { mood: *mood, note: note.clone(), at: *at });
            }
            PatientFact::StepChosen { number, words, at } => self.steps.push(SmallStep {
                number: *number,
                words: words.clone(),
                state: StepState::Active,
                days: BTreeSet::new(),
                chosen: *at,
            }),
            PatientFact::StepChanged { number, words, .. } => {
                self.change(*number, |step| step.words = words.clone());
            }
            PatientFact::StepTicked { number, day, .. } => {
                self.change(*number, |step| _ = step.days.insert(*day));
            }
            PatientFact::StepUnticked { number, day, .. } => {
                self.change(*number, |step| _ = step.days.remove(day));
            }
            PatientFact::StepPaused { number, .. } => {
                self.change(*number, |step| step.state = StepState::Paused);
            }
            PatientFact::StepResumed { number, .. } => {
                self.change(*number, |step| step.state = StepState::Active);
            }
            PatientFact::StepLetGo { number, .. } => {
                self.change(*number, |step| step.state = StepState::LetGo);
            }
            PatientFact::StepProposed { proposed } => self.proposals.push((proposed.clone(), None)),
            PatientFact::ProposalAnswered { number, said, at } => {
                let known = self.proposals.iter_mut().find(|(proposed, _)| proposed.number == *number);
                if let Some((_, answer)) = known {
                    *answer = Some((*said, *at));
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, number: u32, change: impl FnOnce(&mut SmallStep)) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.number == number) {
            change(step);
        }
    }
}

/// Whole days from one date to another; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    to.utc_midnight().hours_since(from.utc_midnight()).div_euclid(24)
}

/// The edge says which day it is where the person is; this says whether it can be that day anywhere on earth (UTC−12 to
/// UTC+14). A page that slept for a week does not get to say what day it is.
pub(crate) fn is_today(today: Date, moment: &Moment) -> Result<(), Refusal> {
    let hours = moment.now.hours_since(today.utc_midnight());
    let (earliest, latest) = (Hours(14), Hours(24 + 12));
    if (-i64::from(earliest.0)..i64::from(latest.0)).contains(&hours) {
        Ok(())
    } else {
        Err(Refusal::DayIsNotToday)
    }
}

/// Decides the acts of this place.
pub(crate) fn decide(patient: &Patient, act: &Act, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    let keeping = &patient.keeping;
    match act {
        Act::SayMood(_, act) => say_mood::say(act, moment),
        Act::ChooseSmallStep(_, act) => choose_small_step::choose(keeping, act, moment),
        Act::ChangeSmallStep(_, act) => choose_small_step::change(keeping, act, moment),
        Act::TickSmallStep(_, act) => tick_small_step::tick(keeping, *act, moment),
        Act::UntickSmallStep(_, act) => tick_small_step::untick(keeping, *act, moment),
        Act::PauseSmallStep(_, act) => pause_small_step::pause(keeping, *act, moment),
        Act::ResumeSmallStep(_, act) => pause_small_step::resume(keeping, *act, moment),
        Act::LetGoSmallStep(_, act) => pause_small_step::let_go(keeping, *act, moment),
        Act::TakeProposedStep(_, act) => propose_step::take(keeping, *act, moment),
        Act::LeaveProposedStep(_, act) => propose_step::leave(keeping, *act, moment),
        _ => Err(Refusal::PatientUnknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::read(text).expect("a day")
    }

    #[test]
    fn the_last_seven_days_are_counted_and_a_day_without_a_tick_says_nothing() {
        let words = StepWords { what: Line::new("Walk").expect("a line"), when: None, place: None };
        let done = ["2026-11-15", "2026-11-16", "2026-11-19", "2026-11-20", "2026-11-22"].map(day);
        let (state, chosen, number) = (StepState::Active, Instant(0), 1);
        let step = SmallStep { number, words, state, days: done.into(), chosen };
        // The 15th is the eighth day back.
        assert_eq!(step.of_the_last_days(day("2026-11-22")), 4);
        assert_eq!(step.of_the_last_days(day("2026-11-21")), 4);
        assert_eq!(step.of_the_last_days(day("2026-12-25")), 0);
        // Across a change of clocks and of year, days are days.
        assert_eq!(days_between(day("2026-10-31"), day("2026-11-02")), 2);
        assert_eq!(days_between(day("2026-12-31"), day("2027-01-01")), 1);
        assert_eq!(days_between(day("2027-01-01"), day("2026-12-31")), -1);
    }

    #[test]
    fn moods_have_one_order_and_codes_that_read_back() {
        assert!(Mood::ALL.is_sorted());
        for (n, mood) in Mood::ALL.into_iter().enumerate() {
            assert_eq!((usize::from(mood.place()), Mood::read(mood.code())), (n + 1, Some(mood)));
        }
        assert_eq!(Mood::read("excellent"), None);
    }
}
