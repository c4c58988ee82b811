//! Everyone who works here or did: what they may do and what they do not. Public, dated, nothing to reach them by.

pub mod list;
pub mod profile;
pub mod standing;
