//! Pages: protocols.
