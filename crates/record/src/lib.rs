//! Kept facts: one hash-chained journal per organisation, on SQLite or PostgreSQL.
//!
//! Reading order: what the program holds (`record`), the one way in (`submit`), the stored form of facts (`wire`), from
//! facts to states (`fold`), what lists ask (`views`), and whether all of it is still what was written (`verify`,
//! `rebuild`). Below them: the journal, the writer thread that gives all queued jobs one transaction and one fsync,
//! the readers, and the two engines (`store`).
//!
//! The crate is synchronous; an async caller goes through `spawn_blocking` or `Writer::submit_with`. It holds no
//! clock: every instant is given by the caller in microseconds since 1970-01-01 UTC. It never holds HTTP or HTML.

pub mod record;
pub mod submit;

pub mod asking;
pub mod busy;
mod cache;
pub mod fold;
mod scrub;
pub mod views;
pub mod wire;

pub mod accounts;
pub mod samples;
pub mod sealed;
pub mod throttle;

pub mod heads;
mod key_file;
pub mod nights;
pub mod outbox;
pub mod rebuild;
pub mod verify;
pub mod work;

pub mod envelope;
pub mod journal;
pub mod readers;
pub mod store;
pub mod writer;
