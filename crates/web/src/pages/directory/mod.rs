//! People outside, whom the house may refer somebody to: what staff keep of them, and what the public reads of those who agreed.

use std::sync::Arc;

use care::chart::State;
use care::directory::{Colleague, Directory, Entry, Look};
use care::fact::Stream;
use care::ids::DirectoryId;
use care::practice::Licence;
use care::time::Instant;

use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

pub mod keep_colleague;
pub mod list;
pub mod public;

/// The directory of this house; an empty one before the first word of it.
///
/// # Errors
/// The store's.
pub fn directory(app: &App) -> Result<Arc<Directory>, Trouble> {
    match app.state(Stream::Directory(id(app))) {
        Ok(State::Directory(directory)) => Ok(directory),
        Ok(_) | Err(Trouble::NotFound) => Ok(Arc::new(Directory::default())),
        Err(trouble) => Err(trouble),
    }
}

fn id(app: &App) -> DirectoryId {
    DirectoryId::of(app.record.house())
}

/// The number in the address.
fn number(visit: &Visit) -> Result<u16, Trouble> {
    visit.id("number", |text| text.parse().ok())
}

/// `Licensed: Psychologist, US-NY, no. P-20113, until 2027-08-31`, or that there is none.
pub fn licence_words(lang: Lang, colleague: &Colleague) -> String {
    let kind = words::licence(lang, colleague.licence);
    if colleague.licence == Licence::NotLicensed {
        return kind.to_owned();
    }
    let number = colleague.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut values = vec![("kind", kind), ("where", colleague.jurisdiction.as_str()), ("number", &number)];
    let until = colleague.until.map(|day| day.to_string());
    match until.as_deref() {
        None => lang.say_with("people-outside-licensed", &values),
        Some(until) => {
            values.push(("until", until));
            lang.say_with("people-outside-licensed-until", &values)
        }
    }
}

/// How old the last look at the licence is; "" where there is none to look up.
pub fn look_words(app: &App, lang: Lang, entry: &Entry, now: Instant) -> String {
    let day = |at| when::date(at, &app.zone);
    match entry.look(now) {
        Look::NoLicence => String::new(),
        Look::Never => lang.say("people-outside-never"),
        Look::Fresh(at) => lang.say_with("people-outside-looked", &[("day", &day(at))]),
        Look::Old(at) => lang.say_with("people-outside-old", &[("day", &day(at))]),
    }
}

/// In person, by video, or both.
pub fn mode_words(lang: Lang, colleague: &Colleague) -> String {
    let words: Vec<&str> =
        colleague.modes.iter().map(|mode| lang.word_of("people-mode", mode.code())).collect();
    words.join(", ")
}
