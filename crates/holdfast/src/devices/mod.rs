//! Monitors: a line they send their numbers on (HL7 v2 over MLLP), and a player of recordings that speaks as they do.
//!
//! `listen.rs` has the sockets, `tls.rs` what proves who is at their ends, `desk.rs` takes one message: whose is it, keep it, does it ask something, answer it.

pub mod desk;
pub mod listen;
pub mod recording;
pub mod tls;

pub use desk::Desk;
pub use listen::{Line, listen};
