//! Choosing a time after the dose.

use care::act::Act;
use care::integration::{TalkKind, book_talk::BookTalk};
use care::refusal::{Fixer, Refusal};

use super::mine::Mine;
use super::talk::{self, About};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::pages::windows::choose_talk_way;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

/// `POST /me/talk`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let about = talk::about(&mine, false);
    let About::Window(id, _) = &about else { return Err(Trouble::Refused(Refusal::WindowUnknown)) };
    let mut errors = Errors::default();
    let Some(chosen) = talk::chosen(app, &mine, &about, visit.value("time"))? else {
        errors.add("time", &visit.lang.say("talk-not-free"));
        return talk::draw(app, visit, errors);
    };
    let book = BookTalk { kind: chosen.kind, with: chosen.with, at: chosen.at };
    match app.submit(visit, Act::BookTalk(*id, book)) {
        Ok(_) => {
            choose_talk_way::also(app, visit, *id)?;
            go(next(app, visit, chosen.kind)?, "booked")
        }
        Err(Trouble::Refused(
            Refusal::PersonTaken { .. }
            | Refusal::OnLeave { .. }
            | Refusal::BusyElsewhere { .. }
            | Refusal::NotAtWork { .. },
        )) => {
            let mut errors = Errors::default();
            errors.add("time", &visit.lang.say("talk-not-free"));
            talk::draw(app, visit, errors)
        }
        Err(Trouble::Refused(no)) if no.fixer() == Fixer::You => {
            errors.add("time", &words::refusal(visit.lang, &no));
            talk::draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// Where to go after choosing: to the specialist's disclosure while it is unread.
///
/// # Errors
/// The store's.
pub fn next(app: &App, visit: &Visit, kind: TalkKind) -> Result<String, Trouble> {
    let mine = Mine::read(app, visit)?;
    Ok(match (kind, mine.unread) {
        (TalkKind::Support, Some(person)) => format!("/me/disclosure/{person}"),
        _ => "/me".to_owned(),
    })
}
