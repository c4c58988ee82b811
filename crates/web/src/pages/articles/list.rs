//! Every article that the public may read.

use askama::Template;

use super::{all, lang, public, tongue};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::patients::person_name;
use crate::texts::Lang;
use crate::visit::Visit;

/// One of them, on a list.
pub struct Entry {
    /// Where it is read.
    pub href: String,
    /// Its heading.
    pub title: String,
    /// Its language.
    pub lang: Lang,
    /// Who wrote it, and on which day.
    pub line: String,
    /// In which language, where it is not the visitor's own; else "".
    pub other: String,
}

#[derive(Template)]
#[template(path = "articles/list.html")]
struct Page {
    frame: Frame,
    entries: Vec<Entry>,
}

/// `GET /articles`
pub fn get(app: &App, visit: &Visit) -> Answered {
    html(&Page {
        frame: draw::frame_in(app, visit, &visit.lang.say("articles-title"), Shell::Public),
        entries: entries(app, visit)?,
    })
}

/// The newest first.
///
/// # Errors
/// The store's.
pub fn entries(app: &App, visit: &Visit) -> Result<Vec<Entry>, crate::answer::Trouble> {
    let (all, own) = (all(app)?, visit.lang);
    let entry = |version: &care::articles::Version| {
        let article = &version.article;
        let (name, day) = (person_name(app, article.author), article.written.to_string());
        let written = [("name", name.as_str()), ("day", day.as_str())];
        let lang = lang(article.language);
        Entry {
            href: format!("/articles/{}", article.slug),
            title: article.title.to_string(),
            lang,
            line: own.say_with("articles-written", &written),
            other: if lang == own { String::new() } else { own.say_of("articles-only-in", lang.code()) },
        }
    };
    Ok(public(&all, tongue(own)).into_iter().map(entry).collect())
}
