//! The same version as a text, to read, keep or compare elsewhere.

use exchange::protocol_file;

use super::id;
use crate::answer::{Answered, Reply};
use crate::app::App;
use crate::visit::Visit;

/// `GET /protocols/{protocol}/file`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let protocol = app.protocol(id(visit)?)?;
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '-' };
    let name: String = protocol.content.slug.as_str().chars().map(plain).collect();
    Ok(Reply::File {
        name: format!("{name}.toml"),
        content_type: "application/toml; charset=utf-8",
        body: protocol_file::write(&protocol.content),
    })
}
