//! One idea a page, with its sources and dates, and the way back to the comparison.

use askama::Template;
use exchange::decision_aid::{Aid, Page};

use super::choose::{ClaimShown, aid, claims, overdue_since};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "choose/learn.html")]
struct Learn {
    frame: Frame,
    aid: &'static Aid,
    page: &'static Page,
    claims: Vec<ClaimShown>,
    overdue: Option<String>,
    written: String,
    review: String,
}

/// `GET /learn/{page}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let found = aid(visit.lang).page(visit.param("page")).ok_or(Trouble::NotFound)?;
    let frame = draw::frame_in(app, visit, &found.title.words, Shell::Public);
    let aid = aid(frame.lang);
    let day = |day: Option<care::time::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html(&Learn {
        page: found,
        claims: claims(aid, frame.lang, Some(&found.claims)),
        overdue: overdue_since(app, aid),
        written: day(aid.about.written),
        review: day(aid.about.review_by),
        aid,
        frame,
    })
}
