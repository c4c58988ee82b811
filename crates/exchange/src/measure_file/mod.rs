//! A questionnaire as a text: read with every fault named by line, and the licence looked at before anything else
//! of it is used. [`write()`] is the other way, for questionnaires that came as FHIR.

mod read;
mod schedule;
mod shelf;
mod table;
mod tell;
mod write;

pub use read::read;
pub use schedule::{SHIPPED_SCHEDULE, read_schedule};
pub use shelf::{SHIPPED, shipped};
pub use write::write;
