//! Questionnaires: what one is, what its answers add up to, and what a course keeps of them. The questionnaires
//! themselves are data files (`measures/*.toml`), read by `exchange` and given to the record when it opens.

pub mod answer_measure;
pub mod ask_for_measure;
pub mod definition;
pub mod enter_measure;
pub mod flaws;
pub mod kept;
pub mod library;
pub mod mark_measure_wrong;
pub mod outcome;
pub mod schedule;
pub mod score;
pub mod signal;

pub use definition::{
    Band, Better, Choice, Count, Flag, Item, Lead, Licence, LicenceStatus, Mark, MarkKind, Measure, Sourced,
    Status, Subscale, Told, Vector,
};
pub use flaws::MeasureFlaw;
pub use kept::{Asking, Entry, Kept, Origin};
pub use library::Library;
pub use schedule::{Occasion, Schedule, Slot};
pub use score::{Scored, score, score_of_total};
