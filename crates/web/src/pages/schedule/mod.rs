//! The calendar: who is where on a day, what no longer stands, and the rooms and hours behind it.

pub mod busy;
pub mod calendar;
pub mod clinic;
pub mod could_come;
pub mod day;
pub mod devices;
pub mod earlier;
pub mod feed;
pub mod feeds;
pub mod free;
mod grid;
pub mod hours;
pub mod look;
pub mod rooms;
pub mod sites;
