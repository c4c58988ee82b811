//! What the clinic wrote for the public: read by anybody, written and withdrawn by the medical director, and read again by
//! the house itself at every page that shows it, so that what is not so any more is said from that minute.

pub mod kept;
pub mod list;
pub mod publish_article;
pub mod read;
pub mod shelf;
pub mod withdraw_article;

use std::sync::Arc;

use care::articles::{Article, Articles, Kept, Version};
use care::fact::Stream;
use care::ids::ArticlesId;
use care::messages::Tongue;
use care::practice::Person;
use care::time::{Date, Instant};
use exchange::articles::{self, Ended, Finding};
use exchange::reading::Language;
use record::state_as;
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;
use crate::crisis;
use crate::pages::choose::today;
use crate::pages::people::standing;
use crate::texts::Lang;

/// Everything this house ever published.
///
/// # Errors
/// The store's.
pub fn all(app: &App) -> Result<Arc<Articles>, Trouble> {
    let stream = Stream::Articles(id(app));
    Ok(state_as!(app.record.state(stream)?, Articles).unwrap_or_default())
}

/// The collection of this house.
pub fn id(app: &App) -> ArticlesId {
    ArticlesId::of(app.record.house())
}

/// The language that a visitor reads, as articles name it.
pub const fn tongue(lang: Lang) -> Tongue {
    match lang {
        Lang::En => Tongue::English,
        Lang::Es => Tongue::Spanish,
    }
}

/// The language of an article, as pages name it.
pub const fn lang(tongue: Tongue) -> Lang {
    match tongue {
        Tongue::English => Lang::En,
        Tongue::Spanish => Lang::Es,
    }
}

/// One version of each article that the public may read, the newest first: in the visitor's language where there is one.
pub fn public(all: &Articles, wanted: Tongue) -> Vec<&Version> {
    let mut chosen: Vec<&Version> = vec![];
    let mut readable: Vec<&Version> = all.list.iter().filter_map(Kept::public).collect();
    readable.sort_by_key(|version| version.article.language != wanted);
    for version in readable {
        if !chosen.iter().any(|known| known.article.slug == version.article.slug) {
            chosen.push(version);
        }
    }
    chosen.sort_by(|one, other| {
        let key = |version: &Version| (version.article.written, version.at);
        key(other).cmp(&key(one))
    });
    chosen
}

/// The house as articles are read against it.
pub struct House {
    ended: Vec<Ended>,
    replaced: Vec<Vec<String>>,
    today: Option<Date>,
}

impl House {
    /// As it is now.
    ///
    /// # Errors
    /// The store's.
    pub fn now(app: &App) -> Result<Self, Trouble> {
        let now = app.now();
        let mut people: Vec<(String, Option<Instant>, bool)> = vec![];
        for (id, name) in app.read(ask::people)? {
            let person = app.person(id)?;
            people.push((name, standing::ended(&person, now), is_here(&person, now)));
        }
        // Where two people have one name, it may be the one who is here.
        let here = |name: &str| people.iter().any(|(known, _, here)| *here && known == name);
        let gone = people.iter().filter(|(name, ..)| !here(name));
        let ended = gone.filter_map(|(name, at, _)| Some(Ended { name: name.clone(), at: (*at)? })).collect();
        Ok(Self { ended, replaced: crisis::replaced(), today: today(app) })
    }

    /// What is found in a text.
    pub fn find(&self, title: &str, text: &str, language: Tongue) -> Vec<Finding> {
        let formula = match language {
            Tongue::English => Language::English,
            Tongue::Spanish => Language::Spanish,
        };
        let house = articles::House { ended: &self.ended, replaced: &self.replaced };
        articles::lint(title, text, formula, &house)
    }

    /// What is found in a version.
    pub fn read(&self, article: &Article) -> Vec<Finding> {
        self.find(article.title.as_str(), &article.text, article.language)
    }

    /// Has the day come by which somebody was to read it again?
    pub fn is_overdue(&self, article: &Article) -> bool {
        self.today.is_some_and(|today| article.review_by <= today)
    }
}

fn is_here(person: &Person, now: Instant) -> bool {
    person.affiliations.iter().any(|held| held.term.covers(now))
}

/// What is found, in a sentence for staff.
pub fn finding_words(app: &App, finding: &Finding) -> String {
    let day = |at: Instant| crate::when::date(at, &app.zone);
    match finding {
        Finding::EndedAffiliation(person) => format!(
            "It names {} as if they worked here. Their affiliation ended on {}. Take the name out, or say in the same \
             sentence that they no longer work here.",
            person.name,
            day(person.at)
        ),
        Finding::NamedAsFormer(person) => {
            format!("It names {}, who left on {}, and says so itself.", person.name, day(person.at))
        }
        Finding::Promise(found) => {
            format!("It promises: “{}” in “{}”", found.word.trim_end_matches('*'), found.sentence)
        }
        Finding::OldNumber(number) => format!(
            "It gives the crisis number {number}, which was replaced. The lines of today stand at the foot of every page."
        ),
        Finding::HardToRead(grade) => {
            format!(
                "It reads like school grade {grade}. Public pages here keep to 6: shorter sentences, shorter words."
            )
        }
    }
}
