//! One article, as the public reads it: drawn so that nothing in it can do anything, with its dates, and with a dated note
//! above it where something in it is not so any more.

use askama::Template;
use care::articles::Version;
use exchange::articles::Finding;

use super::{House, all, lang, tongue};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::people::standing;
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "articles/read.html")]
struct Page {
    frame: Frame,
    lang: Lang,
    other: String,
    body: String,
    notes: Vec<String>,
    author: String,
    author_href: String,
    author_ended: String,
    written: String,
    review: String,
}

/// `GET /articles/{slug}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (all, slug) = (all(app)?, visit.param("slug"));
    let own = tongue(visit.lang);
    let readable = all.list.iter().filter(|kept| kept.slug.as_str() == slug);
    let mut readable: Vec<&Version> = readable.filter_map(care::articles::Kept::public).collect();
    readable.sort_by_key(|version| version.article.language != own);
    let article = &readable.first().ok_or(Trouble::NotFound)?.article;
    let (say, reader, now) = (visit.lang, Reader::of(app, visit), app.now());
    let author = app.person(article.author)?;
    let house = app.house.name.as_str();
    let author_ended = standing::ended(&author, now).map_or_else(String::new, |since| {
        let day = reader.date(since);
        say.say_with("people-ended", &[("day", &day), ("name", author.name.as_str()), ("house", house)])
    });
    html(&Page {
        frame: draw::frame_in(app, visit, article.title.as_str(), Shell::Public),
        lang: lang(article.language),
        other: if article.language == own {
            String::new()
        } else {
            say.say_of("articles-only-in", lang(article.language).code())
        },
        body: exchange::articles::draw(&article.text),
        notes: notes(app, &reader, article)?,
        author: author.name.to_string(),
        author_href: format!("/people/{}", article.author),
        author_ended,
        written: article.written.to_string(),
        review: article.review_by.to_string(),
    })
}

/// What is not so any more, with its day, in the visitor's language.
fn notes(app: &App, reader: &Reader, article: &care::articles::Article) -> Result<Vec<String>, Trouble> {
    let (house, say) = (House::now(app)?, reader.lang);
    let mut notes = vec![];
    for finding in house.read(article) {
        match finding {
            Finding::EndedAffiliation(person) => {
                let day = reader.date(person.at);
                let values = [
                    ("day", day.as_str()),
                    ("name", person.name.as_str()),
                    ("house", app.house.name.as_str()),
                ];
                notes.push(say.say_with("articles-note-ended", &values));
            }
            Finding::OldNumber(number) => {
                notes.push(say.say_with("articles-note-number", &[("number", number.as_str())]));
            }
            // A text says this itself, or it is a matter of style that staff see.
            Finding::NamedAsFormer(_) | Finding::Promise(_) | Finding::HardToRead(_) => {}
        }
    }
    if house.is_overdue(article) {
        notes.push(say.say_with("articles-note-overdue", &[("day", &article.review_by.to_string())]));
    }
    Ok(notes)
}
