//! The program as it is run, and the clinic it simulates.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail at that line")]

mod busy;
mod calendars;
mod console;
mod demo_clinic;
mod demo_served;
mod export;
mod given;
mod invites;
mod load;
mod mail_server;
mod messages;
mod monitors;
mod outside_talk;
mod talk_link;
mod tidy;
mod timer;
