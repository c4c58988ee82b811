//! The public reads it no more; the record keeps it.

use care::act::Act;
use care::articles::WithdrawArticle;

use super::{id, kept};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::pages::patients::{beside, line};
use crate::parts::Errors;
use crate::visit::Visit;

/// `POST /clinic/articles/{slug}/{language}/withdraw`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let article = kept::of_address(app, visit)?;
    let mut errors = Errors::default();
    let Some(reason) = line(visit, &mut errors, "reason", "Say why, in a few words.") else {
        return kept::draw(app, visit, None, errors);
    };
    let act = WithdrawArticle { slug: article.slug, language: article.language, reason };
    match app.submit(visit, Act::WithdrawArticle(id(app), act)) {
        Ok(_) => go("/clinic/articles", "article-withdrawn"),
        Err(trouble) => kept::draw(app, visit, None, beside(trouble, |_| "reason")?),
    }
}
