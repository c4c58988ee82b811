//! Everyone who works here or did: what they may do and what they do not. Public, dated, nothing to reach them by.

use care::house::place_rules::DisclosurePoint;
use care::practice::person::Disclosure;

use crate::texts::Lang;

pub mod list;
pub mod profile;
pub mod standing;

/// What somebody says point by point: a heading in the reader's language, and paragraphs in theirs.
pub fn points(lang: Lang, published: &Disclosure) -> Vec<(String, Vec<String>)> {
    let lines =
        |words: &str| words.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    let one = |(point, words): &(DisclosurePoint, String)| {
        (lang.word_of("people-head", point.code()).to_owned(), lines(words))
    };
    published.says.iter().map(one).collect()
}
