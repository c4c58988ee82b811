//! The program, and the only crate with a clock, an environment, files and exit codes.
//!
//! - [`cli`]: one file per command, in the order of a house's life: found, serve, verify.
//! - [`simulator`]: the clinic that tests itself and fills the demonstration. It acts only through `submit`.
//! - [`keeping`]: where a record is kept, and how it opens. [`serving`]: the one place that knows `web`.

pub mod base32;
pub mod busy;
pub mod cli;
pub mod clock;
pub mod devices;
pub mod failure;
pub mod keeping;
pub mod messages;
pub mod secrets;
pub mod serving;
pub mod shelf;
pub mod simulator;
pub mod timer;
