//! A protocol as a text: read with every fault named by line, written so that it reads back equal.
//!
//! [`read()`] turns a TOML text into [`care::protocol::Content`] or says *everything* that is wrong with it.
//! Nothing is defaulted, rounded or repaired: a value that is not written is a fault, not a number from this
//! program. [`write()`] is the other way, and what a clinic starts from when it edits its own.

mod draft;
mod explain;
mod fault;
mod pieces;
mod questions;
mod read;
pub(crate) mod sheet;
mod word;
mod write;

pub use fault::Fault;
pub use read::read;
pub(crate) use write::quoted;
pub use write::write;

/// A protocol text that comes with the program: a draft, until a medical director signs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// Its file name, as [`Fault`]s name it.
    pub file: &'static str,
    /// What it says.
    pub text: &'static str,
}

/// The drafts that come with the program: two of each door.
pub const SHIPPED: [Shipped; 4] = [
    Shipped {
        file: "kap-psycholytic.toml",
        text: include_str!("../../../../protocols/kap-psycholytic.toml"),
    },
    Shipped {
        file: "kap-psychedelic.toml",
        text: include_str!("../../../../protocols/kap-psychedelic.toml"),
    },
    Shipped {
        file: "infusion-integration-support.toml",
        text: include_str!("../../../../protocols/infusion-integration-support.toml"),
    },
    Shipped {
        file: "infusion-referral.toml",
        text: include_str!("../../../../protocols/infusion-referral.toml"),
    },
];
