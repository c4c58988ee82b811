//! Pages: windows.
