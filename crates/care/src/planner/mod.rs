//! **The course planner**: which visits, in which rooms, with whom, so that a whole series fits and every dose has its talk.
//!
//! Start at [`plan_course`] (one patient), [`plan_all`] (a month) and [`move_visit`]. They propose; nothing is booked here,
//! and what they propose is judged again by `session/schedule_session.rs` when somebody books it.
//!
//! Only instants: whoever asks turns weekly hours, leave and zones into [`Span`](crate::session::calendar::Span)s first.
//! No clock, no chance: the same question has the same answer. Why this search: `docs/decisions/0010`.

mod ask;
mod chain;
pub mod change;
mod choose;
pub mod clinic;
mod conflict;
pub mod constraint;
mod course;
mod field;
mod grid;
pub mod month;
pub mod moving;
mod outside;
pub mod plan;
mod problem;
mod relax;
pub mod request;
#[doc(hidden)]
pub mod scenario;
mod supply;

pub use change::{Change, Relaxation};
pub use clinic::{Clinic, Held, How, RoomFree, StaffFree};
pub use constraint::Constraint;
pub use course::plan_course;
pub use month::{Left, Month, plan_all};
pub use moving::{Moved, move_visit};
pub use plan::{CoursePlan, NotDecided, NothingFits, PlannedVisit, Unplanned, Wrong};

pub use request::{Among, Request, Series, TalkAsked, TalkNeed, VisitShape};
