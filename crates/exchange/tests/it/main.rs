//! What this crate reads and writes, tried from outside.

mod busy;
mod calendar;
mod decision_aid;
mod differences;
mod feed;
mod fhir;
mod given;
mod hl7;
mod invite;
mod measures;
mod protocol_faults;
mod protocol_text;
mod shipped;
