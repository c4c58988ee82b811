//! Pages: me.
