//! Those of the directory who agreed to stand on the public page, as they are at this instant.

use care::directory::Look;
use care::practice::Licence;

use super::{directory, licence_words, look_words, mode_words};
use crate::answer::Trouble;
use crate::app::App;
use crate::visit::Visit;

/// One of them.
pub struct Outside {
    /// Who.
    pub name: String,
    /// Where; "" when nobody said.
    pub practice: String,
    /// Their licence, or that there is none.
    pub licence: String,
    /// When it was looked up, or that it was not for long; "" without a licence.
    pub look: String,
    /// Was it not looked up for ninety days?
    pub is_old: bool,
    /// The licence's last day is over.
    pub is_over: bool,
    /// What they know.
    pub knows: String,
    /// Who says so.
    pub says: String,
    /// In person, by video.
    pub modes: String,
    /// What they speak.
    pub languages: String,
    /// Where they are reached.
    pub phone: String,
    /// Where they are written to.
    pub mail: String,
}

/// Everybody whom the public may read of.
///
/// # Errors
/// The store's.
pub fn outside(app: &App, visit: &Visit) -> Result<Vec<Outside>, Trouble> {
    let (all, now, lang) = (directory(app)?, app.now(), visit.lang);
    let today = crate::pages::money::today(app)?;
    let text = |line: &Option<care::text::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut found: Vec<Outside> = all
        .current()
        .filter(|entry| entry.is_public())
        .map(|entry| {
            let one = &entry.colleague;
            let licensed = one.licence != Licence::NotLicensed;
            Outside {
                name: one.name.to_string(),
                practice: text(&one.practice),
                licence: licence_words(lang, one),
                look: look_words(app, lang, entry, now),
                is_old: matches!(entry.look(now), Look::Old(_) | Look::Never),
                is_over: licensed && one.until.is_some_and(|until| until < today),
                knows: one.knows.clone(),
                says: one.says.to_string(),
                modes: mode_words(lang, one),
                languages: one.languages.to_string(),
                phone: text(&one.phone),
                mail: text(&one.mail),
            }
        })
        .collect();
    // By name: no order that anybody chose.
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}
