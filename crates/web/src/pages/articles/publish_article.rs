//! Writing an article: what was typed, how it will look and what was found in it, side by side, before anybody outside
//! reads a word. Nothing typed is lost by what is refused.

use askama::Template;
use care::act::Act;
use care::articles::{Article, PublishArticle};
use care::ids::PersonId;
use care::messages::Tongue;
use care::practice::ActKind;
use care::refusal::Refusal;
use care::text::ARTICLE_MAX;
use care::time::Date;
use exchange::articles::Finding;
use record::views::ask;

use super::{House, all, finding_words, id, is_here};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::choose::today;
use crate::pages::patients::{beside, command_of, line};
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;

/// What the form holds.
#[derive(Default)]
struct Typed {
    title: String,
    slug: String,
    language: String,
    text: String,
    author: String,
    written: String,
    review_by: String,
}

/// What was found, and whether it stops.
struct Found {
    words: String,
    stops: bool,
}

#[derive(Template)]
#[template(path = "clinic/publish_article.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    typed: Typed,
    command: String,
    languages: Vec<Choice>,
    authors: Vec<Choice>,
    shown: bool,
    body: String,
    found: Vec<Found>,
    stops: bool,
}

/// `GET /clinic/articles/new`: empty, or the newest version of an article to write on.
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mut typed = Typed {
        language: Tongue::English.code().to_owned(),
        author: visit.signed()?.person_id().map(|id| id.to_string()).unwrap_or_default(),
        written: today(app).map(|day| day.to_string()).unwrap_or_default(),
        ..Typed::default()
    };
    let known = Tongue::read(visit.asked("language"));
    let all = all(app)?;
    if let Some(kept) = known.and_then(|language| all.find(visit.asked("slug"), language)) {
        let article = &kept.newest().ok_or(Trouble::NotFound)?.article;
        typed.title = article.title.to_string();
        typed.slug = article.slug.to_string();
        typed.language = article.language.code().to_owned();
        typed.text = article.text.clone();
        typed.author = article.author.to_string();
    }
    draw(app, visit, typed, Errors::default())
}

fn typed(visit: &Visit) -> Typed {
    let value = |name: &str| visit.value(name).to_owned();
    Typed {
        title: value("title"),
        slug: value("slug"),
        language: value("language"),
        text: visit.raw("text").to_owned(),
        author: value("author"),
        written: value("written"),
        review_by: value("review_by"),
    }
}

/// `POST /clinic/articles/new`: shows how it will look, or publishes it.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    if visit.value("do") == "preview" {
        return draw(app, visit, typed(visit), errors);
    }
    let Some(article) = article(visit, &mut errors) else {
        return draw(app, visit, typed(visit), errors);
    };
    let (slug, language) = (article.slug.clone(), article.language);
    let found = House::now(app)?.read(&article).iter().map(Finding::flag).collect();
    match app.submit(visit, Act::PublishArticle(id(app), PublishArticle { article, found })) {
        Ok(_) => go(format!("/clinic/articles/{slug}/{}", language.code()), "article-published"),
        Err(Trouble::Refused(Refusal::TimeInTheFuture { .. })) => {
            errors.add("written", "That day has not come yet. Choose today, or a day before it.");
            draw(app, visit, typed(visit), errors)
        }
        Err(trouble) => draw(app, visit, typed(visit), beside(trouble, |no| field_of(no.code()))?),
    }
}

/// The field a refusal is about.
fn field_of(code: &str) -> &'static str {
    match code {
        "article-slug-not-plain" => "slug",
        "article-review-day" => "review_by",
        "not-affiliated" | "person-unknown" => "author",
        _ => "text",
    }
}

fn article(visit: &Visit, errors: &mut Errors) -> Option<Article> {
    let title = line(visit, errors, "title", "Write a heading.");
    let slug = line(visit, errors, "slug", "Write a name for the address, like a-quiet-room.");
    let language = Tongue::read(visit.value("language"));
    if language.is_none() {
        errors.add("language", "Choose the language it is written in.");
    }
    let author = PersonId::read(visit.value("author"));
    if author.is_none() {
        errors.add("author", "Choose who wrote it.");
    }
    let mut day = |name: &str| {
        let day = Date::read(visit.value(name));
        if day.is_none() {
            errors.add(name, "Choose a day, like 2026-12-25.");
        }
        day
    };
    let (written, review_by) = (day("written"), day("review_by"));
    let text = visit.raw("text").to_owned();
    if text.trim().is_empty() {
        errors.add("text", "Write the text.");
        return None;
    }
    Some(Article {
        slug: slug?,
        language: language?,
        title: title?,
        text,
        author: author?,
        written: written?,
        review_by: review_by?,
    })
}

fn draw(app: &App, visit: &Visit, typed: Typed, errors: Errors) -> Answered {
    app.may(visit, ActKind::PublishArticle, None)?;
    // What is too long to keep is not drawn: the form still holds all of it.
    let shown = !typed.text.trim().is_empty() && typed.text.chars().count() <= ARTICLE_MAX;
    let language = Tongue::read(&typed.language).unwrap_or(Tongue::English);
    let findings = match shown {
        true => House::now(app)?.find(&typed.title, &typed.text, language),
        false => vec![],
    };
    let found = |one: &Finding| Found { words: finding_words(app, one), stops: one.flag().stops() };
    let page = Page {
        frame: draw::frame(app, visit, "Write an article"),
        command: command_of(visit, !visit.form.is_empty()),
        languages: languages(&typed.language),
        authors: authors(app, &typed.author)?,
        body: if shown { exchange::articles::draw(&typed.text) } else { String::new() },
        shown,
        stops: findings.iter().any(|one| one.flag().stops()),
        found: findings.iter().map(found).collect(),
        typed,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn languages(chosen: &str) -> Vec<Choice> {
    let choice = |lang: &Lang| Choice::new(lang.code(), lang.name(), chosen);
    Lang::ALL.iter().map(choice).collect()
}

/// Everybody whom the public can look up: who works here first.
fn authors(app: &App, chosen: &str) -> Result<Vec<Choice>, Trouble> {
    let now = app.now();
    let (mut here, mut gone) = (vec![], vec![]);
    for (id, name) in app.read(ask::people)? {
        let person = app.person(id)?;
        if is_here(&person, now) {
            here.push(Choice::new(&id.to_string(), &name, chosen));
        } else if person.affiliations.iter().any(|held| held.term.from <= now) {
            gone.push(Choice::new(&id.to_string(), &format!("{name} (no longer here)"), chosen));
        }
    }
    here.append(&mut gone);
    Ok(here)
}
