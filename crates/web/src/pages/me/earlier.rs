//! "I could come earlier", and yes or no to a time that is held. Nothing changes until they say yes.

use askama::Template;
use care::act::Act;
use care::earlier::EarlierOffer;
use care::earlier::answer_earlier::AnswerEarlier;
use care::earlier::wish_earlier::TakeBackEarlier;
use care::refusal::Refusal;
use care::session::{Phase, Session};
use care::time::Instant;

use super::mine::{self, Mine};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::desk::earlier::{days, parts, read, ticks};
use crate::pages::schedule::could_come;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::words;

struct Held {
    number: u32,
    at: String,
    until: String,
    with: String,
    talk: String,
    yes: String,
    no: String,
}

#[derive(Template)]
#[template(path = "me/earlier.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    stop: String,
    href: String,
    title: String,
    at: String,
    may: bool,
    waits: bool,
    held: Option<Held>,
    days: Vec<Choice>,
    parts: Vec<Choice>,
    notice: String,
}

/// Could this visit be earlier at all?
pub(super) fn may(mine: &Mine, held: &Session) -> bool {
    held.phase == Phase::Scheduled && mine.now < held.starts
}

/// The visit for which a time is held now.
pub(super) fn offered(mine: &Mine) -> Option<String> {
    let held = |visit: &Session| visit.earlier.as_ref().and_then(|known| known.held(mine.now)).is_some();
    let found = mine.visits.iter().find(|(_, visit)| may(mine, visit) && held(visit));
    found.map(|(id, _)| format!("/me/visit/{id}/earlier"))
}

/// `GET /me/visit/{session}/earlier`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/visit/{session}/earlier`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.visit(visit)?;
    let mut errors = Errors::default();
    let Some(wish) = read(visit) else {
        errors.add("notice", &visit.lang.say("earlier-notice-trouble"));
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::WishEarlier(id, wish)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/visit/{id}/earlier"), "earlier-kept")
        }
        Err(Trouble::Refused(no @ (Refusal::EarlierDaysMissing | Refusal::EarlierNoticeTooLong { .. }))) => {
            let field = if no == Refusal::EarlierDaysMissing { "day" } else { "notice" };
            errors.add(field, &words::refusal(visit.lang, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/visit/{session}/earlier/stop`
pub fn post_stop(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.visit(visit)?;
    match app.submit(visit, Act::TakeBackEarlier(id, TakeBackEarlier)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/visit/{id}/earlier"), "earlier-stopped")
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/visit/{session}/earlier/answer`
pub fn post_answer(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let number = visit.value("number").parse().map_err(|_| Trouble::FormOutdated)?;
    let says_yes = visit.value("said") == "yes";
    // Of that number, held or not: a yes that was sent twice is the same act, and the rule says whether it still holds.
    let offer = held.earlier.as_ref().and_then(|known| known.offer(number));
    let yes = match (says_yes, offer) {
        (true, None) => return Err(Trouble::Refused(Refusal::EarlierOfferEnded)),
        (true, Some(offer)) => Some(offer.moves()),
        (false, _) => None,
    };
    app.submit(visit, Act::AnswerEarlier(id, AnswerEarlier { number, yes }))?;
    match says_yes {
        true => go(format!("/me/visit/{id}"), "earlier-taken"),
        false => go(format!("/me/visit/{id}/earlier"), "earlier-declined"),
    }
}

/// When and where it would be: by the clock of that place, which is said where there are several.
fn there(mine: &Mine, held: &Session, offer: &EarlierOffer) -> String {
    let place = mine.places.of_visit(held.setting, offer.room.as_str(), offer.starts);
    let at = mine.reader.at(&place).day_clock(offer.starts);
    if mine.places.are_several() { format!("{at}, {}", place.of_room(offer.room.as_str())) } else { at }
}

/// What a yes brings, said before it is said.
fn shown(app: &App, mine: &Mine, held: &Session, offer: &EarlierOffer, lang: Lang) -> Result<Held, Trouble> {
    let brings = could_come::brings(app, held, &offer.people, offer.plan.as_ref())?;
    let names = [("names", brings.names.as_str())];
    let with = match brings.others {
        true => lang.say_with("earlier-with-others", &names),
        false => lang.say_with("earlier-with", &names),
    };
    let talk = |(at, name): (Instant, String)| {
        lang.say_with("earlier-talk", &[("at", &mine.reader.day_clock(at)), ("name", &name)])
    };
    Ok(Held {
        number: offer.number,
        at: there(mine, held, offer),
        until: mine.reader.day_clock(offer.until),
        with,
        talk: brings.talk.map(talk).unwrap_or_default(),
        yes: fresh_command().to_string(),
        no: fresh_command().to_string(),
    })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let (_, course) = mine.course.as_ref().ok_or(Trouble::NotFound)?;
    let (lang, sent) = (visit.lang, !visit.form.is_empty());
    let known = held.earlier.as_ref().filter(|known| known.waits());
    let kept_days = known.map(|known| known.wish.weekdays.iter().map(u8::to_string).collect());
    let kept_parts = known.map(|known| known.wish.parts.iter().map(|part| part.code().to_owned()).collect());
    let ticked = |name: &str, kept: Option<Vec<String>>| match sent {
        true => visit.values(name).into_iter().map(str::to_owned).collect(),
        false => kept.unwrap_or_default(),
    };
    let notice = known.map_or_else(String::new, |known| known.wish.notice.0.to_string());
    let offer = known.and_then(|known| known.held(mine.now));
    let page = Page {
        frame: draw::live_frame(app, visit, &lang.say("earlier-title")),
        command: visit.form_command(),
        stop: fresh_command().to_string(),
        href: format!("/me/visit/{id}"),
        title: mine::visit_words(lang, course, held, id),
        at: mine.there(held).day_clock(held.starts),
        may: may(&mine, held),
        waits: known.is_some(),
        held: offer.map(|offer| shown(app, &mine, held, offer, lang)).transpose()?,
        days: ticks(lang, "day", &days(), &ticked("day", kept_days)),
        parts: ticks(lang, "part", &parts(), &ticked("part", kept_parts)),
        notice: if sent { visit.value("notice").to_owned() } else { notice },
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
