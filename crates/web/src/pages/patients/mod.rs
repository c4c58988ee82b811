//! Pages: patients.
