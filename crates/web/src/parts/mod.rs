//! Small structs the template parts take, by template file. All are plain words: formatting happened before.

mod care;
mod form;
mod page;
mod tag;

pub use care::*;
pub use form::*;
pub use page::*;
pub use tag::*;
