//! What a page answers, and every way it can fail, in words: what failed, what is safe, what to do, who can fix it.

use askama::Template;
use care::refusal::Refusal;
use record::store::StoreFault;
use record::writer::WriteFault;

use crate::routes;
use crate::texts::Lang;
use crate::words;

/// What a page answers.
pub enum Reply {
    /// A page.
    Html(String),
    /// A page made of what was just sent, which nobody may keep: no cache, no history of the browser.
    Passing(String),
    /// A page that came back with something to correct (422).
    Again(String),
    /// The same page, closed by the clear-headed lock (423).
    Locked(String),
    /// Kept, and nothing to draw (204): a script asked while somebody writes.
    Kept,
    /// A sealed picture or sound, opened for its reader. Nothing in it may run.
    Piece {
        /// Its name, should it be kept.
        name: String,
        /// Its form.
        content_type: &'static str,
        /// Its content.
        body: Vec<u8>,
        /// On a page; else it is a file to keep.
        shown: bool,
    },
    /// Go there (303), with a one-time message by its code.
    Go(String, Option<&'static str>),
    /// Go there, with these cookies set first.
    GoWith(String, Vec<String>),
    /// A calendar for whoever subscribed to it. What has not changed is not sent again.
    Calendar(String),
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
    /// The screen was locked in the meantime, in another tab.
    ScreenLocked,
    /// The same form was sent before with other content.
    IdReused,
    /// Too long a body.
    TooLarge {
        /// The longest, in bytes.
        most: usize,
    },
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

/// Draws a page for whoever holds a link to it: it is kept nowhere on its way.
///
/// # Errors
/// The template's.
pub fn passing(page: &impl Template) -> Answered {
    Ok(Reply::Passing(page.render()?))
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
            Self::Refused(Refusal::ClearHeadedLock { .. } | Refusal::PayingLocked { .. }) => 423,
            Self::Refused(
                Refusal::OutOfScope { .. }
                | Refusal::NotAffiliated
                | Refusal::AffiliationEnded
                | Refusal::LicenceMissing { .. }
                | Refusal::LicenceNotInForce { .. }
                | Refusal::SupervisionMissing { .. }
                | Refusal::SupervisorNotInForce { .. }
                | Refusal::SupervisionNotYours
                | Refusal::NoTie
                | Refusal::NotYourRecord
                | Refusal::NoteKeptByAuthor
                | Refusal::NeedsClinician
                | Refusal::RoleIsNotStaff
                | Refusal::NotAllowedHere { .. },
            )
            | Self::ForgedForm
            | Self::ScreenLocked => 403,
            Self::Refused(_) => 409,
            Self::FormOutdated => 400,
            Self::IdReused => 409,
            Self::TooLarge { .. } => 413,
            Self::Fault(_) | Self::Broken => 500,
            Self::Unknown | Self::Busy => 503,
        }
    }

    /// A heading, what it means, and what to do, in sentences.
    pub fn words(&self, lang: Lang) -> (String, String, String) {
        if let Self::Refused(refusal) = self {
            let why = words::refusal(lang, refusal);
            let means = lang.say_with("trouble-unchanged", &[("why", &why)]);
            let next = words::fixer(lang, refusal.fixer());
            return (lang.say("trouble-heading-refused"), means, next.to_owned());
        }
        let code = self.code();
        (
            lang.say_of("trouble-heading", code),
            lang.say_of("trouble-means", code),
            lang.say_of("trouble-next", code),
        )
    }

    /// Its name in the message files; a refusal has its own.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::NotFound => "not-found",
            Self::Refused(refusal) => refusal.code(),
            Self::FormOutdated => "form-outdated",
            Self::ForgedForm => "forged-form",
            Self::ScreenLocked => "screen-locked",
            Self::IdReused => "id-reused",
            Self::TooLarge { most } if routes::FORM_MAX < *most => "file-too-large",
            Self::TooLarge { .. } => "too-large",
            Self::Fault(_) => "fault",
            Self::Unknown => "unknown",
            Self::Busy => "busy",
            Self::Broken => "broken",
        }
    }
}
