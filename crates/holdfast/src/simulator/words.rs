//! Fixed words of the simulator as the types of the rules.

use care::text::Line;

/// A line that is fixed in this program or made of such.
pub fn line(text: &str) -> Line {
    Line::new(text).expect("a fixed text of the simulator is one line of at most 200 characters")
}
