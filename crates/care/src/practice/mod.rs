//! Who may do what, when, for whom.

pub mod act;
mod act_tie;
mod act_words;
mod acting;
pub mod affiliation;
pub mod credential;
pub mod end_credential;
pub mod here;
mod kept_things;
pub mod permit;
pub mod person;
pub mod policy;
pub mod role;
pub mod scope;
pub mod supervision;
pub mod take_notes;
pub mod take_record;
mod tie;
pub mod verified;

pub use act::ActKind;
pub use affiliation::Affiliation;
pub use credential::{Credential, Practice};
pub use end_credential::{CredentialEnd, EndedCredential};
pub use here::{Colleagues, Here, Nobody};
pub use person::{Person, PersonFact};
pub use policy::{Acting, Actor, Tie};
pub use role::{Licence, Role};
pub use supervision::Supervision;
