//! The text of a protocol in a form: what was typed is kept, and each fault is named by its line beside it.

use askama::Template;
use care::protocol::Content;
use exchange::protocol_file::{self, Fault};

use crate::answer::{Answered, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

/// A fault, with the line as it was typed.
pub struct FaultyLine {
    line: usize,
    text: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "protocols/draft.html")]
struct DraftForm<'a> {
    frame: Frame,
    form: &'a Draft,
    command: String,
    text: String,
    lines: usize,
    faults: Vec<FaultyLine>,
}

/// What a draft form is about.
pub struct Draft {
    /// The page's heading.
    pub title: String,
    /// The protocol it comes from.
    pub back: String,
    /// Its title.
    pub back_words: String,
    /// Where it is sent.
    pub action: String,
    /// What becomes of it.
    pub about: &'static str,
}

/// Reads the text that was sent.
///
/// # Errors
/// Every fault, by line.
pub fn read(visit: &Visit) -> Result<Content, Vec<Fault>> {
    // Browsers send line ends as two marks; TOML has one.
    protocol_file::read("this text", &visit.raw("text").replace("\r\n", "\n"))
}

/// Draws the form: as sent when it comes back, else the content given.
///
/// # Errors
/// `Broken` when the template fails.
pub fn draw_form(app: &App, visit: &Visit, form: &Draft, content: &Content, faults: &[Fault]) -> Answered {
    let text = if visit.form.is_empty() {
        protocol_file::write(content)
    } else {
        visit.raw("text").replace("\r\n", "\n")
    };
    let faults = faults
        .iter()
        .map(|fault| FaultyLine {
            line: fault.line,
            text: text.lines().nth(fault.line.saturating_sub(1)).unwrap_or("").trim().to_owned(),
            reason: fault.reason.clone(),
        })
        .collect();
    let page = DraftForm {
        frame: draw::frame(app, visit, &form.title),
        form,
        command: visit.form_command(),
        lines: text.lines().count().clamp(12, 60),
        text,
        faults,
    };
    if page.faults.is_empty() { html(&page) } else { again(&page) }
}
