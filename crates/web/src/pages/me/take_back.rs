//! Taking back what was shared. Always works, also under the lock.

use care::act::Act;
use care::diary::share::TakeBackDiaryEntry;
use care::ids::{CourseId, DiaryEntryId, PersonId};
use care::patient::Shareable;
use care::patient::share::TakeBack;

use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/people/take-back`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = super::mine::own(app, visit)?;
    let (course, with) = visit.value("share").split_once('|').ok_or(Trouble::FormOutdated)?;
    if let (Some(entry), Some(with)) = (DiaryEntryId::read(course), PersonId::read(with)) {
        app.submit(visit, Act::TakeBackDiaryEntry(entry, TakeBackDiaryEntry { with }))?;
        return go("/me/people", "taken-back");
    }
    let course = CourseId::read(course).ok_or(Trouble::FormOutdated)?;
    let with = PersonId::read(with).ok_or(Trouble::FormOutdated)?;
    app.submit(visit, Act::TakeBack(id, TakeBack { what: Shareable::Intention(course), with }))?;
    go("/me/people", "taken-back")
}
