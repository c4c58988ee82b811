//! Pages: integration.
