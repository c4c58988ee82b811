//! One article for staff: what the public reads, what was found in it, every version before, and how it is taken away.

use askama::Template;
use care::articles::Kept;
use care::messages::Tongue;
use care::practice::ActKind;

use super::{House, all, finding_words};
use crate::answer::{Answered, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{command_of, offers, person_name};
use crate::parts::{Errors, Pair};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

struct Older {
    href: String,
    words: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "clinic/article.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    lang: &'static str,
    body: String,
    found: Vec<String>,
    stops: bool,
    facts: Vec<Pair>,
    versions: Vec<Older>,
    before: String,
    withdrawn: String,
    public_href: String,
    write_href: String,
    withdraw_href: String,
    command: String,
    reason: String,
}

/// `GET /clinic/articles/{slug}/{language}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, None, Errors::default())
}

/// `GET /clinic/articles/{slug}/{language}/{version}`
pub fn get_version(app: &App, visit: &Visit) -> Answered {
    let number: usize = visit.param("version").parse().map_err(|_| Trouble::NotFound)?;
    draw(app, visit, Some(number), Errors::default())
}

/// The article of the address.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn of_address(app: &App, visit: &Visit) -> Result<Kept, Trouble> {
    let language = Tongue::read(visit.param("language")).ok_or(Trouble::NotFound)?;
    let all = all(app)?;
    all.find(visit.param("slug"), language).cloned().ok_or(Trouble::NotFound)
}

/// Draws it: the newest version, or the one of this number.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn draw(app: &App, visit: &Visit, number: Option<usize>, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeArticles, None)?;
    let kept = of_address(app, visit)?;
    let newest = kept.versions.len();
    let number = number.unwrap_or(newest);
    let version = number.checked_sub(1).and_then(|at| kept.versions.get(at)).ok_or(Trouble::NotFound)?;
    let (article, house) = (&version.article, House::now(app)?);
    let is_public = number == newest && kept.withdrawn.is_none();
    let findings = if is_public { house.read(article) } else { vec![] };
    let mut found: Vec<String> = findings.iter().map(|finding| finding_words(app, finding)).collect();
    if is_public && house.is_overdue(article) {
        found.insert(0, format!("Somebody was to read it again by {}.", article.review_by));
    }
    let here = format!("/clinic/articles/{}/{}", kept.slug, kept.language.code());
    let warned: Vec<&str> =
        version.warned.iter().map(|flag| Lang::En.word_of("articles-flag", flag.code())).collect();
    let mut facts = vec![
        Pair::new("Written", &format!("{} by {}", article.written, person_name(app, article.author))),
        Pair::new("Read again by", &article.review_by.to_string()),
        Pair::new(
            "Published",
            &format!("{} by {}", when::full(version.at, &app.zone), person_name(app, version.by)),
        ),
    ];
    if !warned.is_empty() {
        facts.push(Pair::new("Known when it was published", &warned.join("; ")));
    }
    let page = Page {
        frame: draw::frame(app, visit, article.title.as_str()),
        lang: kept.language.code(),
        body: exchange::articles::draw(&article.text),
        stops: findings.iter().any(|one| one.flag().stops()),
        found,
        facts,
        versions: versions(app, &kept, &here, number),
        before: if number == newest {
            String::new()
        } else {
            format!("This is version {number} of {newest}. Nobody outside reads it any more.")
        },
        withdrawn: kept.withdrawn.as_ref().map_or_else(String::new, |over| {
            let (day, who) = (when::full(over.at, &app.zone), person_name(app, over.by));
            format!("Withdrawn {day} by {who}: {}", over.reason)
        }),
        public_href: if is_public { format!("/articles/{}", kept.slug) } else { String::new() },
        write_href: if offers(visit, ActKind::PublishArticle) {
            format!("/clinic/articles/new?slug={}&language={}", kept.slug, kept.language.code())
        } else {
            String::new()
        },
        withdraw_href: if is_public && offers(visit, ActKind::WithdrawArticle) {
            format!("{here}/withdraw")
        } else {
            String::new()
        },
        command: command_of(visit, !errors.is_empty()),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn versions(app: &App, kept: &Kept, here: &str, shown: usize) -> Vec<Older> {
    let older = |(at, version): (usize, &care::articles::Version)| Older {
        href: format!("{here}/{}", at + 1),
        words: format!("Version {}, {}", at + 1, when::full(version.at, &app.zone)),
        current: at + 1 == shown,
    };
    kept.versions.iter().enumerate().rev().map(older).collect()
}
