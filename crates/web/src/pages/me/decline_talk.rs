//! "No, thanks." Nobody asks again for this dose.

use care::act::Act;
use care::integration::book_talk::DeclineTalk;
use care::refusal::Refusal;

use super::mine::Mine;
use super::talk::{self, About};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/talk/decline`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let About::Window(id, _) = talk::about(&mine, false) else {
        return Err(Trouble::Refused(Refusal::WindowUnknown));
    };
    app.submit(visit, Act::DeclineTalk(id, DeclineTalk))?;
    go("/me", "declined")
}
