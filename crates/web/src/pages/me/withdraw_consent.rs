//! "I no longer agree." Always works, also under the lock.

use care::act::Act;
use care::course::consent::WithdrawConsent;
use care::refusal::Refusal;

use super::mine::Mine;
use crate::answer::{Answered, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/consent/withdraw`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    app.submit(visit, Act::WithdrawConsent(*id, WithdrawConsent))?;
    go("/me/consent", "withdrawn")
}
