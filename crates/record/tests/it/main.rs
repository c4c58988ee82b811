//! One story on both stores: what SQLite promises, PostgreSQL must keep too.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail at that line")]

mod busy;
mod clinic;
mod stores;

mod golden_vault;
mod golden_wire;
mod wire;

mod accounts;
mod contact;
mod diary;
mod follow_up;
mod outbox;
mod rebuild;
mod referral;
mod safety;
mod samples;
mod sealed;
mod story;

mod journal;
mod migrate;
mod protocols;
mod races;
mod readers;
mod verify;
mod writer;

mod heads;

/// Makes two tests of each function that takes a `&Fresh`: one per engine.
#[macro_export]
macro_rules! on_both_stores {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&$crate::stores::Fresh::sqlite()); })*
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(&$crate::stores::Fresh::postgres()); })*
        }
    };
}
