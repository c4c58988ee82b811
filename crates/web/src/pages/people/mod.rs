//! Pages: people.
