//! Every version of every protocol, by its short name; the one in force first.

use askama::Template;
use record::views::ask;

use super::standing;
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::policy;
use crate::pages::rows;
use crate::parts::{Mark, Service};
use crate::visit::Visit;
use crate::when;

/// One version in the list.
pub struct Version {
    href: String,
    title: String,
    mark: Mark,
    mark_words: String,
    signed: String,
    review: String,
    /// In front: in force, or a draft.
    current: bool,
}

/// One protocol, with its versions.
pub struct Named {
    slug: String,
    service: Service,
    versions: Vec<Version>,
}

#[derive(Template)]
#[template(path = "protocols/list.html")]
struct Protocols {
    frame: Frame,
    named: Vec<Named>,
    one: String,
}

/// `GET /protocols`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mut named: Vec<Named> = vec![];
    for row in app.read(ask::protocols)? {
        let protocol = app.protocol(row.protocol)?;
        let (mark, mark_words) = standing(app, &protocol);
        let day = |at| when::date(at, &app.zone);
        let version = Version {
            href: format!("/protocols/{}", row.protocol),
            title: row.title.clone(),
            mark,
            mark_words,
            signed: row.signed_by.clone().unwrap_or_else(|| "nobody yet".to_owned()),
            review: row.review.map_or("–".to_owned(), day),
            current: !protocol.is_over(app.now()),
        };
        match named.last_mut().filter(|last| last.slug == row.slug) {
            Some(last) => last.versions.push(version),
            None => named.push(Named {
                slug: row.slug.clone(),
                service: rows::service(&row.model),
                versions: vec![version],
            }),
        }
    }
    for one in &mut named {
        one.versions.sort_by_key(|version| (!version.current, version.mark != Mark::Signed));
    }
    let one = policy::said(app)?;
    html(&Protocols { frame: draw::frame(app, visit, "Protocols"), named, one })
}
