//! What a care model asks for here: versioned data, every value with its source. Draft → Signed → Superseded.

pub mod draft;
pub mod key;
pub mod model;
pub mod question;
pub mod two_people;
pub mod values;

pub use draft::{DraftProtocol, Protocol, ProtocolFact, RetireProtocol, SignProtocol};
pub use key::{Key, Unit};
pub use model::{CareModel, Depth, Ending, Route, Setting, TherapistPart};
pub use question::{Asks, Clearer, Question, Weight};
pub use two_people::{ApproveProtocol, ProposeProtocol, SendBackProtocol, Signatures};
pub use values::{Content, SourceStatus, Value};
