//! Pages: desk.
