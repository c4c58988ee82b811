//! What a page answers, and every way it can fail, in words: what failed, what is safe, what to do, who can fix it.

use askama::Template;
use care::refusal::Refusal;
use record::store::StoreFault;
use record::writer::WriteFault;

use crate::words;

/// What a page answers.
pub enum Reply {
    /// A page.
    Html(String),
    /// A page made of what was just sent, which nobody may keep: no cache, no history of the browser.
    Passing(String),
    /// A page that came back with something to correct (422).
    Again(String),
    /// Go there (303), with a one-time message by its code.
    Go(String, Option<&'static str>),
    /// Go there, with these cookies set first.
    GoWith(String, Vec<String>),
    /// A file to keep.
    File {
        /// Its name.
        name: String,
        /// Its type.
        content_type: &'static str,
        /// Its content.
        body: String,
    },
}

/// What a page function gives back.
pub type Answered = Result<Reply, Trouble>;

/// Why there is no page.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody is signed in.
    SignIn,
    /// There is no such thing, or not for this visitor.
    NotFound,
    /// The rules said no.
    Refused(Refusal),
    /// The form is from before something changed: it carries no usable command id.
    FormOutdated,
    /// The form did not come from this site's own page.
    ForgedForm,
    /// The same form was sent before with other content.
    IdReused,
    /// Too long a body.
    TooLarge,
    /// Nothing was written: the machinery broke.
    Fault(StoreFault),
    /// Nobody knows whether it was written.
    Unknown,
    /// The writer has stopped, or too many are waiting.
    Busy,
    /// A page could not be drawn.
    Broken,
}

impl From<StoreFault> for Trouble {
    fn from(fault: StoreFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<WriteFault> for Trouble {
    fn from(fault: WriteFault) -> Self {
        match fault {
            WriteFault::Store(fault) => Self::Fault(fault),
            WriteFault::OutcomeUnknown(_) => Self::Unknown,
            WriteFault::Overloaded | WriteFault::Stopped => Self::Busy,
            WriteFault::Panicked => Self::Broken,
        }
    }
}

impl From<askama::Error> for Trouble {
    fn from(_: askama::Error) -> Self {
        Self::Broken
    }
}

/// Draws a page.
///
/// # Errors
/// `Broken` when the template fails.
pub fn html(page: &impl Template) -> Answered {
    Ok(Reply::Html(page.render()?))
}

/// Draws a page that came back with something to correct.
///
/// # Errors
/// `Broken` when the template fails.
pub fn again(page: &impl Template) -> Answered {
    Ok(Reply::Again(page.render()?))
}

/// Goes elsewhere after something was done.
pub fn go(to: impl Into<String>, flash: &'static str) -> Answered {
    Ok(Reply::Go(to.into(), Some(flash)))
}

impl Trouble {
    /// HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignIn => 303,
            Self::NotFound => 404,
            Self::Refused(Refusal::ClearHeadedLock { .. }) => 423,
            Self::Refused(
                Refusal::OutOfScope { .. }
                | Refusal::NotAffiliated
                | Refusal::AffiliationEnded
                | Refusal::LicenceMissing { .. }
                | Refusal::LicenceNotInForce { .. }
                | Refusal::NoTie
                | Refusal::NotYourRecord
                | Refusal::NoteKeptByAuthor
                | Refusal::NeedsClinician
                | Refusal::RoleIsNotStaff,
            )
            | Self::ForgedForm => 403,
            Self::Refused(_) => 409,
            Self::FormOutdated => 400,
            Self::IdReused => 409,
            Self::TooLarge => 413,
            Self::Fault(_) | Self::Broken => 500,
            Self::Unknown | Self::Busy => 503,
        }
    }

    /// A heading, what it means, and what to do, in sentences.
    pub fn words(&self) -> (String, String, String) {
        let plain =
            |heading: &str, means: &str, next: &str| (heading.to_owned(), means.to_owned(), next.to_owned());
        match self {
            Self::SignIn => {
                plain("Please sign in", "This page needs to know who you are.", "Sign in and come back.")
            }
            Self::NotFound => plain(
                "There is nothing here",
                "The address is not right, or what it names is not for you to see. Nothing was changed.",
                "Go back, or search from the first page.",
            ),
            Self::Refused(refusal) => {
                let means = words::refusal(refusal);
                let next = words::fixer(refusal.fixer());
                (
                    "This cannot be done now".to_owned(),
                    format!("{means} Nothing was changed."),
                    next.to_owned(),
                )
            }
            Self::FormOutdated => plain(
                "This form is too old",
                "It carries no number of its own, so it cannot be told from a second tap. Nothing was changed.",
                "Open the page again and send the form once more.",
            ),
            Self::ForgedForm => plain(
                "This form did not come from here",
                "It may be from a page that was open before you signed in, or from another site. Nothing was changed.",
                "Open the page again and send the form once more.",
            ),
            Self::IdReused => plain(
                "This form was sent before",
                "The first time it said something else; that is kept. What you sent now was not.",
                "Open the page again to see what is kept, and send a new form.",
            ),
            Self::TooLarge => plain(
                "That is too much for one form",
                "At most 64 KB can be sent at once. Nothing was changed.",
                "Go back, shorten the text, and send it again.",
            ),
            Self::Fault(_) => plain(
                "Not saved",
                "Something in the machine failed. What was saved before is safe; what you just sent was not saved.",
                "Go back and try once more. If it stays so, call whoever runs this system.",
            ),
            Self::Unknown => plain(
                "It is not known whether this was saved",
                "The disk failed while saving. The program stops itself now and reads what is there.",
                "In a minute, send the same form again: it is kept only once.",
            ),
            Self::Busy => plain(
                "Not saved: the system is busy or stopping",
                "What you just sent was not saved. What was saved before is safe.",
                "Wait a moment and send the same form again: it is kept only once.",
            ),
            Self::Broken => plain(
                "This page could not be shown",
                "The program made a mistake. What was saved is safe.",
                "Go back. If it happens again, tell whoever runs this system, with the time.",
            ),
        }
    }
}
