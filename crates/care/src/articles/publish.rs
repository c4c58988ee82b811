//! The public may read it from now on.

use super::{Article, Articles, ArticlesFact, Flag};
use crate::practice::{Actor, Person};
use crate::refusal::Refusal;
use crate::text::long_prose;
use crate::time::Moment;
use crate::units::Hours;

/// The longest name in an address.
pub const SLUG_MAX: usize = 60;
/// The longest time until somebody reads an article again. House policy, so that a review is a date and not a word; no
/// outside source asks for a number.
pub const REVIEW_WITHIN_DAYS: i64 = 731;
/// A day that has begun somewhere on Earth: a civil date is not an instant, and these rules know no zone.
const DAY_AHEAD: Hours = Hours(14);
const DAY_US: i64 = 24 * 3_600_000_000;

/// "The public may read this from now on." The same name and language take the place of the version before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishArticle {
    /// What.
    pub article: Article,
    /// What was found when it was read, just before (`exchange::articles`): the edge reads, the rule judges.
    pub found: Vec<Flag>,
}

/// Publishes what has a name for an address, an author whom the public can look up, something new to say, a day on which
/// it is read again, and nothing in it that stops.
pub fn publish(
    articles: Option<&Articles>,
    act: &PublishArticle,
    author: &Person,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ArticlesFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let article = Article { text: long_prose(&act.article.text)?, ..act.article.clone() };
    let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    let slug = article.slug.as_str();
    if SLUG_MAX < slug.len() || !slug.bytes().all(plain) {
        return Err(Refusal::ArticleSlugNotPlain);
    }
    if !author.affiliations.iter().any(|held| held.term.from <= moment.now) {
        return Err(Refusal::NotAffiliated);
    }
    let (written, again) = (article.written.utc_midnight(), article.review_by.utc_midnight());
    if moment.now.plus_hours(DAY_AHEAD) < written {
        return Err(Refusal::TimeInTheFuture { ahead_min: written.minutes_since(moment.now) });
    }
    if again <= moment.now || REVIEW_WITHIN_DAYS < (again.0 - moment.now.0) / DAY_US {
        return Err(Refusal::ArticleReviewDay { most_days: REVIEW_WITHIN_DAYS });
    }
    if let Some(flag) = act.found.iter().find(|flag| flag.stops()) {
        return Err(Refusal::ArticleFlagged { flag: *flag });
    }
    let public = articles.and_then(|all| all.find(slug, article.language)).and_then(|kept| kept.public());
    if public.is_some_and(|version| version.article == article) {
        return Err(Refusal::NothingChanged);
    }
    let warned = act.found.clone();
    Ok(vec![ArticlesFact::Published { article: Box::new(article), warned, by: *by, at: moment.now }])
}
