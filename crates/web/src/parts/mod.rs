//! Small structs the template parts take, by template file. All are plain words: formatting happened before.

mod care;
mod form;
mod line;
mod page;
mod tag;

pub use care::*;
pub use form::*;
pub use line::*;
pub use page::*;
pub use tag::*;
