//! **The rules of the house.** State + act + what the decider was given → facts, or a refusal.
//!
//! Nothing here awaits, reads a clock, draws a random number, or touches a table; std only.
//! Start at [`decide::decide`]: every act of the house in one match. Then open the file named after an act:
//! `session/give_dose.rs` is the whole rule for giving a dose.

pub mod act;
pub mod articles;
pub mod chart;
pub mod contact;
pub mod course;
pub mod decide;
pub mod diary;
pub mod directory;
pub mod earlier;
pub mod fact;
pub mod follow_up;
pub mod guardrail;
pub mod house;
pub mod ids;
pub mod incident;
pub mod integration;
pub mod keeping;
pub mod measures;
pub mod messages;
pub mod money;
pub mod patient;
pub mod planner;
pub mod practice;
pub mod protocol;
pub mod referral;
pub mod refusal;
pub mod roster;
pub mod safety;
pub mod schedule;
pub mod session;
pub mod story;
pub mod tasks;
pub mod text;
pub mod time;
pub mod units;
pub mod vault;
