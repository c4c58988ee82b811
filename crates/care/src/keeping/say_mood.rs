//! One word for how it is, in one tap. As often as they like: the last word of a day is the one shown, all are kept.

use super::{Mood, is_today};
use crate::patient::PatientFact;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Moment};

/// "So-so."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayMood {
    /// The word.
    pub mood: Mood,
    /// A note, if they like.
    pub note: Option<Line>,
    /// The day it is where they are. Moods are said of now, never of another day.
    pub today: Date,
}

/// Keeps it. Nothing about a dose, a lock or a course closes this.
pub fn say(act: &SayMood, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    is_today(act.today, moment)?;
    Ok(vec![PatientFact::MoodSaid { mood: act.mood, note: act.note.clone(), day: act.today, at: moment.now }])
}
