//! Pages: tasks.
