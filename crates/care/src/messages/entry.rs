//! The entry in a person's own calendar that a mail carries: put in with a booking, moved with it, taken out with it.
//!
//! It is carried by mails alone, and says what was sent: a visit whose entry never went needs none taken out. What is in
//! a calendar already is kept right even for somebody who wants no new ones: an entry at an old time is worse than none.

use super::Occasion;
use crate::patient::{Patient, PatientFact};
use crate::refusal::Refusal;
use crate::time::Instant;

/// The entry that somebody's calendar holds by what was sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The time it says.
    pub at: Instant,
    /// How often what it stands for had been moved or called off by then.
    pub sequence: u32,
}

impl CalendarEntry {
    /// As it went.
    pub const fn of(at: Instant, sequence: u32) -> Option<Self> {
        Some(Self { at, sequence })
    }
}

/// What a mail asks a calendar to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// Put it in, or move it.
    Enter,
    /// Take it out.
    TakeOut,
}

/// "Put entries into my calendar", or "send me none".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChooseEntries {
    /// Are they wanted?
    pub wanted: bool,
}

/// Keeps the choice.
pub fn choose(patient: &Patient, act: ChooseEntries) -> Result<Vec<PatientFact>, Refusal> {
    if patient.wants_entries == act.wanted {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::EntriesChosen { wanted: act.wanted }])
}

/// What a mail on this occasion carries. `sent`: the entry that went before. `sequence`: how often what it is about has
/// been moved or called off by now.
pub fn carried(
    occasion: Occasion,
    wanted: bool,
    sent: Option<CalendarEntry>,
    sequence: u32,
) -> Option<Carries> {
    let is_news = sent.is_some_and(|sent| sent.sequence < sequence);
    match occasion {
        Occasion::TalkBooked | Occasion::TalkMoved | Occasion::VisitTomorrow | Occasion::VisitMoved => {
            (wanted || is_news).then_some(Carries::Enter)
        }
        Occasion::TalkCancelled | Occasion::VisitCancelled => is_news.then_some(Carries::TakeOut),
        Occasion::TimesOffered
        | Occasion::TalkInvited
        | Occasion::VisitNotCome
        | Occasion::MeasureAsked
        | Occasion::FollowUpAsked
        | Occasion::EarlierOffered
        | Occasion::SafetyFollowUp
        | Occasion::ReferralAsked
        | Occasion::ReferralAnswered
        | Occasion::ReferralSent
        | Occasion::ReferralReminder => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_carries_an_entry_only_where_there_is_one_to_put_in_or_to_take_out() {
        let sent = |sequence| Some(CalendarEntry { at: Instant(1), sequence });
        for occasion in Occasion::ALL.iter().copied() {
            let of = |wanted, sent, sequence| carried(occasion, wanted, sent, sequence);
            match occasion {
                Occasion::TalkBooked
                | Occasion::TalkMoved
                | Occasion::VisitTomorrow
                | Occasion::VisitMoved => {
                    assert_eq!(of(true, None, 0), Some(Carries::Enter), "{occasion:?}");
                    assert_eq!(of(true, sent(0), 0), Some(Carries::Enter), "{occasion:?}");
                    assert_eq!(of(false, None, 0), None, "{occasion:?}: none is wanted");
                    assert_eq!(of(false, sent(1), 1), None, "{occasion:?}: the calendar has it right");
                    assert_eq!(of(false, sent(0), 1), Some(Carries::Enter), "{occasion:?}: it is kept right");
                }
                Occasion::TalkCancelled | Occasion::VisitCancelled => {
                    for wanted in [false, true] {
                        assert_eq!(of(wanted, None, 1), None, "{occasion:?}: none went");
                        assert_eq!(of(wanted, sent(0), 1), Some(Carries::TakeOut), "{occasion:?}");
                    }
                }
                _ => assert_eq!((of(true, sent(0), 1), of(true, None, 0)), (None, None), "{occasion:?}"),
            }
        }
    }
}
