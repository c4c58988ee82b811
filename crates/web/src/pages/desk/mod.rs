//! What the front desk sees: names, times, places, and what is missing in words that are not clinical.

pub mod chase;
pub mod earlier;
pub mod first_contacts;
pub mod missing;
pub mod open_desk;
