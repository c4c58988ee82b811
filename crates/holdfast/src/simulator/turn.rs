//! What can be out of the ordinary on the day of a dose.

use care::act::Act;
use care::ids::TaskId;
use care::session::answer_alarm::AnswerAlarm;
use care::session::mark_wrong::MarkWrong;
use care::session::observe_depth::RecordAdverseEvent;
use care::session::pause_dose::{PauseDose, ResumeDose};
use care::session::record_vitals::MissVitals;
use care::tasks::{AnswerTask, TakeTask};
use care::units::{Micrograms, MmHg};

use super::journey::Journey;
use super::sitting::Visit;
use super::words::line;

/// What is out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    Ordinary,
    /// Above a baseline limit, and a prescriber says why it may stand.
    BaselineOverride,
    /// Pressure above the watch limit, rechecked and answered.
    PressureWatched,
    /// As above, on the third reading, and nobody has answered yet.
    PressureUnanswered,
    /// Pressure above the stop limit: paused, answered, gone on.
    PressureStopped,
    /// Nausea: an adverse event that is not serious.
    Nausea,
    /// A number written down wrong, marked, and written anew.
    WrongEntry,
    /// Asleep, cuff off: a reading not taken.
    Missed,
    /// "I changed my mind."
    ChangedTheirMind,
    /// The second reading comes a minute late.
    MinuteLate,
}

impl Turn {
    /// The days that a clinic sees most weeks.
    pub const USUAL: [Self; 12] = [
        Self::Ordinary,
        Self::Ordinary,
        Self::Ordinary,
        Self::Ordinary,
        Self::Ordinary,
        Self::Ordinary,
        Self::MinuteLate,
        Self::PressureWatched,
        Self::Nausea,
        Self::WrongEntry,
        Self::Missed,
        Self::BaselineOverride,
    ];

    /// Moves the minutes of the readings.
    pub fn shifts(self, minutes: &mut [i64]) {
        if let (Self::MinuteLate, Some(second)) = (self, minutes.get_mut(1)) {
            *second += 1;
        }
    }

    /// How much of the dose went in at most.
    pub fn given_of(self, dose: Micrograms) -> Micrograms {
        if self == Self::PressureStopped { Micrograms(dose.0 / 4 * 3) } else { dose }
    }
}

impl Journey {
    /// The reading of this minute, as the day goes.
    pub fn takes_turn(&mut self, visit: &mut Visit, turn: Turn, index: usize, minute: i64) {
        let nth = i64::try_from(index).unwrap_or(0);
        let mut vitals = self.reading(9 + 3 * nth, 4 + nth);
        let (nurse, session) = (self.nurse, visit.session);
        match (turn, index) {
            (Turn::PressureWatched, 1) | (Turn::PressureUnanswered, 2) => {
                vitals.pressure = Some((MmHg(162), MmHg(98)));
                self.is_read(visit, minute, vitals);
                let number = self.alarm_rises(visit);
                if turn == Turn::PressureWatched {
                    self.answers(
                        visit,
                        minute + 3,
                        number,
                        "Arm at heart level, rechecked 151/92, no symptoms",
                    );
                }
            }
            (Turn::PressureStopped, 1) => self.reaches_the_stop_limit(visit, minute),
            (Turn::WrongEntry, 1) => {
                let right = vitals;
                vitals.pressure = vitals.pressure.map(|(systolic, _)| (systolic, MmHg(47)));
                self.is_read(visit, minute, vitals);
                let wrong = line("Diastolic typed as 47, the cuff shows 74");
                let mark = MarkWrong { version: visit.facts, reason: wrong };
                self.does(visit, minute + 1, nurse, Act::MarkWrong(session, mark));
                self.is_read(visit, minute + 1, right);
            }
            (Turn::Missed, 1) => {
                let reason = line("Asleep and breathing calmly; cuff came off, left to rest");
                self.does(visit, minute, nurse, Act::MissVitals(session, MissVitals { reason }));
            }
            _ => {
                self.is_read(visit, minute, vitals);
                if turn == Turn::MinuteLate && index == 0 {
                    self.script.told_late(1);
                }
            }
        }
    }

    /// What shows only afterwards.
    pub fn takes_turn_in_recovery(&mut self, visit: &mut Visit, turn: Turn, minute: i64) {
        if turn == Turn::Nausea {
            let what = line("Nausea, vomited once; settled after ondansetron");
            let event = RecordAdverseEvent { what, serious: false };
            self.does(visit, minute + 2, self.nurse, Act::RecordAdverseEvent(visit.session, event));
        }
    }

    /// 184/104: an alarm for each number, a prescriber is owed at once, the pump is held and goes on.
    fn reaches_the_stop_limit(&mut self, visit: &mut Visit, minute: i64) {
        let (nurse, session) = (self.nurse, visit.session);
        let mut vitals = self.reading(20, 10);
        vitals.pressure = Some((MmHg(184), MmHg(104)));
        self.is_read(visit, minute, vitals);
        let task = self.script.last_command().map(|command| TaskId::from_command(command, 0));
        let (upper, lower) = (self.alarm_rises(visit), self.alarm_rises(visit));
        let reason = line("Above the stop limit");
        self.does(visit, minute, nurse, Act::PauseDose(session, PauseDose { reason }));
        let by = self.prescriber.acting();
        if let Some(task) = task {
            self.script.say(visit.at(minute + 1), by, Act::TakeTask(task, TakeTask));
            let done = line("At the chair; pressure falling after the pause, going on at half rate");
            self.script.say(visit.at(minute + 6), by, Act::AnswerTask(task, AnswerTask { done }));
        }
        self.answers(visit, minute + 5, upper, "Pump held, prescriber at the chair, 152/90 after 4 min");
        self.answers(visit, minute + 5, lower, "As above");
        self.does(visit, minute + 6, nurse, Act::ResumeDose(session, ResumeDose));
    }

    /// The last reading raised an alarm: its number.
    fn alarm_rises(&mut self, visit: &mut Visit) -> u32 {
        visit.facts += 1;
        visit.alarms += 1;
        visit.alarms
    }

    fn answers(&mut self, visit: &mut Visit, minute: i64, number: u32, done: &str) {
        let answer = AnswerAlarm { number, done: line(done) };
        self.does(visit, minute, self.nurse, Act::AnswerAlarm(visit.session, answer));
    }
}
