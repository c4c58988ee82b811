//! Pages: clinic.
