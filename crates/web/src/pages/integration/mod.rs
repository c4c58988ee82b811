//! The integration-support shell: its own words ("client"), and nothing clinical. [`wall`] is the one way in which a
//! page here comes to know of a person.

pub mod hand_back;
pub mod handed;
pub mod hold_support;
pub mod my_people;
pub mod person;
pub mod propose_step;
pub mod publish_disclosure;
pub mod wall;
pub mod word_check;
pub mod write_support_note;
