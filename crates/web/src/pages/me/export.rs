//! Everything on record about oneself, in one file, in one step.

use askama::Template;

use super::mine;
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::export::everything;
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "me/export.html")]
struct Page {
    frame: Frame,
}

static EXPORTS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);

/// `GET /me/export`
pub fn get(app: &App, visit: &Visit) -> Answered {
    mine::own(app, visit)?;
    html(&Page { frame: draw::frame(app, visit, &visit.lang.say("diary-export-title")) })
}

/// `GET /me/export/everything.zip`
pub fn get_file(app: &App, visit: &Visit) -> Answered {
    let me = mine::own(app, visit)?;
    // One at a time in the house: it holds all that one person ever put in.
    let _place = EXPORTS.try_acquire().map_err(|_| Trouble::Busy)?;
    let files = everything(&app.record, &app.zone, me)?;
    app.record.let_go(); // nobody waits for a connection while it is packed
    let body = exchange::archive::zip(&files).ok_or(Trouble::Broken)?;
    let name = "my-record.zip".to_owned();
    Ok(Reply::Piece { name, content_type: "application/zip", body, shown: false })
}
