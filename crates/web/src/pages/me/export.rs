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

/// `GET /me/export`
pub fn get(app: &App, visit: &Visit) -> Answered {
    mine::own(app, visit)?;
    html(&Page { frame: draw::frame(app, visit, &visit.lang.say("diary-export-title")) })
}

/// `GET /me/export/everything.zip`
pub fn get_file(app: &App, visit: &Visit) -> Answered {
    let me = mine::own(app, visit)?;
    let files = everything(&app.record, &app.zone, me)?;
    let body = exchange::archive::zip(&files).ok_or(Trouble::Broken)?;
    let name = "my-record.zip".to_owned();
    Ok(Reply::Piece { name, content_type: "application/zip", body, shown: false })
}
