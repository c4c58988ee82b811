//! Every article for staff: what is wrong with one stands beside it, from the minute it is so.

use askama::Template;
use care::articles::{Articles, Flag, Kept};
use care::practice::ActKind;

use super::{House, all, finding_words};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{offers, person_name};
use crate::parts::Mark;
use crate::visit::Visit;
use crate::when;

struct Row {
    href: String,
    title: String,
    lang: &'static str,
    line: String,
    mark: Mark,
    mark_words: &'static str,
    found: Vec<String>,
}

#[derive(Template)]
#[template(path = "clinic/articles.html")]
struct Page {
    frame: Frame,
    may_write: bool,
    wrong: usize,
    public: Vec<Row>,
    withdrawn: Vec<Row>,
}

/// `GET /clinic/articles`
pub fn get(app: &App, visit: &Visit) -> Answered {
    app.may(visit, ActKind::SeeArticles, None)?;
    let (all, house) = (all(app)?, House::now(app)?);
    let rows = |withdrawn: bool| {
        let of = all.list.iter().filter(move |kept| kept.withdrawn.is_some() == withdrawn);
        let mut rows: Vec<Row> = of.filter_map(|kept| row(app, &house, kept)).collect();
        rows.sort_by(|one, other| {
            let key = |row: &Row| (row.mark != Mark::Medium, row.mark == Mark::Quiet);
            key(one).cmp(&key(other)).then_with(|| one.title.cmp(&other.title))
        });
        rows
    };
    let public = rows(false);
    html(&Page {
        frame: draw::frame(app, visit, "Articles"),
        may_write: offers(visit, ActKind::PublishArticle),
        wrong: public.iter().filter(|row| row.mark == Mark::Medium).count(),
        public,
        withdrawn: rows(true),
    })
}

fn row(app: &App, house: &House, kept: &Kept) -> Option<Row> {
    let (newest, day) = (kept.newest()?, |at| when::date(at, &app.zone));
    let article = &newest.article;
    let mut line =
        format!("Version {}, published {}. ", kept.versions.len(), when::full(newest.at, &app.zone));
    match &kept.withdrawn {
        Some(over) => line.push_str(&format!("Withdrawn {}: {}", day(over.at), over.reason)),
        None => line.push_str(&format!(
            "Written by {} on {}. Read again by {}.",
            person_name(app, article.author),
            article.written,
            article.review_by
        )),
    }
    let findings = if kept.withdrawn.is_some() { vec![] } else { house.read(article) };
    let mut found: Vec<String> = findings.iter().map(|finding| finding_words(app, finding)).collect();
    let (stops, late) = (findings.iter().any(|one| one.flag().stops()), house.is_overdue(article));
    if late && kept.withdrawn.is_none() {
        found.insert(
            0,
            format!("Somebody was to read it again by {}. The public page says so.", article.review_by),
        );
    }
    let (mark, mark_words) = match (found.is_empty(), stops, late) {
        (true, ..) => (Mark::Quiet, ""),
        (false, true, _) => (Mark::Medium, "Not so any more"),
        (false, false, true) => (Mark::Overdue, "To be read again"),
        (false, false, false) => (Mark::Low, "To look at"),
    };
    Some(Row {
        href: format!("/clinic/articles/{}/{}", kept.slug, kept.language.code()),
        title: article.title.to_string(),
        lang: kept.language.code(),
        line,
        mark,
        mark_words,
        found,
    })
}

/// How many articles that the public reads name somebody who has left.
///
/// # Errors
/// The store's.
pub fn naming_the_gone(app: &App, all: &Articles) -> Result<usize, Trouble> {
    let house = House::now(app)?;
    let names = |kept: &&Kept| {
        let found = kept.public().map(|version| house.read(&version.article)).unwrap_or_default();
        found.iter().any(|finding| finding.flag() == Flag::EndedAffiliation)
    };
    Ok(all.list.iter().filter(names).count())
}
