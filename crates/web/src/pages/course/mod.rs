//! Pages: course.
