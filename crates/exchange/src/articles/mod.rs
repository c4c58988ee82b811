//! **Articles in Markdown**, as a clinic writes them for the public: read for what dates and promises make wrong, and
//! drawn so that nothing in them runs, leads astray or is fetched from elsewhere.

mod draw;
mod lint;

pub use draw::draw;
pub use lint::{Ended, Finding, House, lint};

use pulldown_cmark::{Options, Parser};

/// Markdown as its first definition has it: no tables (too wide for a phone), no footnotes, nothing of one site's own.
fn parse(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::empty())
}
