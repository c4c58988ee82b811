//! The rules, tried.
