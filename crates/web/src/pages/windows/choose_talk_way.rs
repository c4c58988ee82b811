//! By video or not: beside the booked talk, and in the forms that book one.

use care::act::Act;
use care::ids::{CommandId, WindowId};
use care::integration::Window;
use care::integration::choose_talk_way::ChooseTalkWay;
use care::practice::Actor;
use care::refusal::Refusal;

use super::Subject;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::pages::go::{Room, link_for, room_for};
use crate::pages::schedule::calendar;
use crate::visit::{Visit, fresh_command};

/// What a page shows of a booked talk and video.
#[derive(Debug, Default)]
pub struct Way {
    /// It can be chosen: a talk is booked, and there are rooms. Or it was, and can be taken back.
    pub may: bool,
    /// It is by video.
    pub on: bool,
    /// Its room. Only the two who talk get its door.
    pub room: Room,
    /// Somebody else gives the talk: they open its room, not whoever reads this.
    pub others: bool,
    /// The page of the talk, which the person opens without a sign-in.
    pub page: String,
    /// Where the choice goes.
    pub action: String,
    /// The form's command.
    pub command: String,
}

/// Of this window.
///
/// # Errors
/// The store's.
pub fn way(app: &App, visit: &Visit, id: WindowId, window: &Window, action: String) -> Result<Way, Trouble> {
    if window.talk.is_none() || window.held.is_some() {
        return Ok(Way::default());
    }
    let here = has_video(app)?;
    let reader = visit.signed()?.by.actor;
    let gives = window.talk.is_some_and(|talk| reader == Actor::Person(talk.with));
    let others = !gives && reader != Actor::Patient(window.patient);
    let mut room = room_for(app, id, window)?;
    if others {
        room.href.clear();
    }
    Ok(Way {
        may: here || window.by_video,
        on: window.by_video,
        room,
        others,
        page: link_for(app, id, window).unwrap_or_default(),
        action,
        command: fresh_command().to_string(),
    })
}

/// Has the house said where rooms are?
///
/// # Errors
/// The store's.
pub fn has_video(app: &App) -> Result<bool, Trouble> {
    Ok(calendar::schedule(app)?.video_base.is_some())
}

/// `POST /windows/{window}/way`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    choose(app, visit, subject.id, subject.home())
}

/// Keeps what the form says of the talk in this window.
///
/// # Errors
/// The refusal, or the store's.
pub fn choose(app: &App, visit: &Visit, id: WindowId, back: impl Into<String>) -> Answered {
    let by_video = visit.value("video") == "yes";
    match app.submit(visit, Act::ChooseTalkWay(id, ChooseTalkWay { by_video })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {}
        Err(trouble) => return Err(trouble),
    }
    go(back, if by_video { "talk-by-video" } else { "talk-not-by-video" })
}

/// After a talk was booked by a form in which "by video" was ticked: a second act, under a number that follows from the
/// form's. Where it is refused the talk stands as it was booked, and its page says how it takes place.
///
/// # Errors
/// The store's.
pub fn also(app: &App, visit: &Visit, id: WindowId) -> Result<(), Trouble> {
    if visit.value("video") != "yes" {
        return Ok(());
    }
    let command = CommandId(visit.command()?.0.rotate_left(48) ^ 0x71_DE0);
    let act = Act::ChooseTalkWay(id, ChooseTalkWay { by_video: true });
    match app.submit_command(command, visit, act, None, None) {
        Ok(_) | Err(Trouble::Refused(_)) => Ok(()),
        Err(trouble) => Err(trouble),
    }
}
