//! What the house writes for the public.

use super::Asked;
use crate::act::Act;
use crate::articles::{publish, withdraw};
use crate::fact::Fact;
use crate::ids::ArticlesId;
use crate::refusal::Refusal;

impl Asked<'_> {
    /// Publishes or withdraws an article of this house.
    pub(super) fn articles(&self, id: ArticlesId) -> Result<Vec<Fact>, Refusal> {
        if id != ArticlesId::of(self.house) {
            return Err(Refusal::HouseUnknown);
        }
        let (articles, by, moment) = (self.chart.articles(id).ok(), &self.by.actor, self.moment);
        match self.act {
            Act::PublishArticle(_, act) => {
                let author = self.chart.person(act.article.author)?;
                self.on(publish::publish(articles, act, author, by, moment))
            }
            Act::WithdrawArticle(_, act) => self.on(withdraw::withdraw(articles, act, by, moment)),
            _ => Err(Refusal::HouseUnknown),
        }
    }
}
