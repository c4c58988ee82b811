//! What bedside monitors send: HL7 v2.3–2.6 `ORU^R01` in MLLP frames, and the answer to each. Numerics only.
//!
//! Nothing here decides: a message becomes channels, values and ages, or a reason why not. Codes and shapes are those of
//! IHE PCD-01 (Device Enterprise Communication) and of what monitors were seen to send; unknown codes are kept as sent.

pub mod ack;
pub mod codes;
pub mod message;
pub mod mllp;
pub mod oru;
pub mod time;

pub use ack::{Answer, ack};
pub use mllp::{Framed, Framer, frame};
pub use oru::{Oru, Problem, Said};
