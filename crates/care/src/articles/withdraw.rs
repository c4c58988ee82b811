//! The public may read it no more. The record keeps every version.

use super::{Articles, ArticlesFact};
use crate::messages::Tongue;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "The public may no longer read this."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawArticle {
    /// Which.
    pub slug: Line,
    /// In which language.
    pub language: Tongue,
    /// Why.
    pub reason: Line,
}

/// Withdraws one that the public can read.
pub fn withdraw(
    articles: Option<&Articles>,
    act: &WithdrawArticle,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ArticlesFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let WithdrawArticle { slug, language, reason } = act.clone();
    let kept = articles.and_then(|all| all.find(slug.as_str(), language));
    kept.ok_or(Refusal::ArticleUnknown)?.public().ok_or(Refusal::NothingChanged)?;
    Ok(vec![ArticlesFact::Withdrawn { slug, language, reason, by: *by, at: moment.now }])
}
