//! **Our facts in others' words.** Files and formats that people and programs outside read and write.
//!
//! - [`protocol_file`]: a care protocol as a TOML text a medical director can read, copy, edit and sign.
//! - [`diff`]: what changed between two versions of a protocol, row by row, for the one who signs it.
//! - [`decision_aid`]: "Which approach suits you?" as data, and the checker that holds it to IPDAS.
//! - [`measure_file`]: a questionnaire as a TOML text, with its licence; refused with every fault by line.
//! - [`articles`]: Markdown that a clinic writes for the public, read for what is not so any more and drawn harmless.
//! - [`archive`]: a ZIP file, for whoever takes their record with them.
//! - [`fhir_questionnaire`]: a FHIR R4 Questionnaire, with a statement of its licence, as a questionnaire of this house.
//! - [`busy`]: when somebody is busy by a calendar of theirs, and nothing else of it.
//! - [`hl7`]: what bedside monitors send, and what they are answered.
//! - [`icalendar`]: one appointment for a person's own calendar, and a whole one to subscribe to.
//! - [`place_file`]: what a jurisdiction asks of somebody who gives integration support without a licence.
//! - [`practices`]: prompts and practices as data files, read and checked.
//! - [`reading`]: how hard a text is to read, in two languages, and words it may not carry.
//! - [`table_file`]: a table as CSV, for a program that counts or a person with a spreadsheet.
//!
//! This crate translates. It holds no rule of care (those are `care`'s), reads no clock, opens no file and
//! speaks to no network: texts come in, texts go out.

pub mod archive;
pub mod articles;
pub mod busy;
pub mod decision_aid;
pub mod diff;
pub mod fhir_questionnaire;
pub mod hl7;
pub mod icalendar;
pub mod measure_file;
pub mod place_file;
pub mod practices;
pub mod protocol_file;
pub mod reading;
pub mod table_file;
