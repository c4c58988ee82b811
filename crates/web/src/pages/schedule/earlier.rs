//! Who could come earlier, for the desk: each chair that was left, those who could come there in the order in which they said
//! it, and the one offer that holds it. No clinical content.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::earlier::answer_earlier::AnswerEarlier;
use care::earlier::offer_earlier::OfferEarlier;
use care::ids::{PersonId, SessionId};
use care::practice::{ActKind, Role};
use care::protocol::Setting;
use care::refusal::Refusal;
use care::session::{Plan, Session};
use care::text::Line;
use care::time::Instant;
use care::units::Minutes;

use super::could_come::{self, Slot};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, href, offers};
use crate::parts::{Choice, Errors};
use crate::place::Places;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::when;

const HERE: &str = "/schedule/earlier";

struct Row {
    brings: String,
    session: String,
    name: String,
    href: String,
    booked: String,
    command: String,
}

struct Chair {
    at: i64,
    room: String,
    words: String,
    rows: Vec<Row>,
}

struct Asked {
    brings: String,
    session: String,
    number: u32,
    name: String,
    words: String,
    until: String,
    yes: String,
    no: String,
}

struct Waits {
    name: String,
    href: String,
    words: String,
}

#[derive(Template)]
#[template(path = "schedule/earlier.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    chairs: Vec<Chair>,
    asked: Vec<Asked>,
    waits: Vec<Waits>,
    holds: Vec<Choice>,
    may_offer: bool,
    starts: String,
    room: String,
}

/// `GET /schedule/earlier?at=2026-11-24T10:00&room=Chair+2`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// The chair that the form names: one that was left, or the desk's own.
fn slot(at: Instant, room: Line, all: Vec<Slot>) -> Slot {
    let same = |slot: &Slot| slot.starts == at && slot.room == room;
    all.into_iter().find(same).unwrap_or(Slot {
        starts: at,
        room,
        setting: Setting::ClinicRoom,
        people: vec![],
    })
}

/// `POST /schedule/earlier`: holds a chair for one of those who could come.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let id = SessionId::read(visit.value("session"));
    let at = visit.value("at").parse().ok().map(Instant);
    let hold = visit.value("hold").parse().ok().map(Minutes);
    let (Some(id), Some(at), Ok(room), Some(hold)) = (id, at, Line::new(visit.value("room")), hold) else {
        errors.add("hold", "Say for whom, which chair, and how long it is held.");
        return draw(app, visit, errors);
    };
    let waiting = could_come::waiting(app)?;
    let slot = slot(at, room, could_come::slots(app, &waiting)?);
    let able = could_come::candidates(app, &slot, &waiting)?;
    let Some(candidate) = able.into_iter().find(|one| one.session == id) else {
        errors.add("hold", "They cannot come there any more. The list below is as it is now.");
        return draw(app, visit, errors);
    };
    let until = app.now().plus_minutes(hold);
    match app.submit(visit, Act::OfferEarlier(id, OfferEarlier { to: candidate.to, until })) {
        Ok(_) => go(HERE, "earlier-offered"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "hold")?),
    }
}

/// `POST /schedule/earlier/answer`: what they said on the telephone.
pub fn post_answer(app: &App, visit: &Visit) -> Answered {
    let (Some(id), Ok(number)) = (SessionId::read(visit.value("session")), visit.value("number").parse())
    else {
        return Err(Trouble::NotFound);
    };
    let known = app.session(id)?;
    let said_yes = visit.value("said") == "yes";
    let offer = known.earlier.as_ref().and_then(|known| known.offer(number));
    let to = match (said_yes, offer) {
        (true, None) => return Err(Trouble::Refused(Refusal::EarlierOfferEnded)),
        (true, Some(offer)) => Some(offer.moves()),
        (false, _) => None,
    };
    app.submit(visit, Act::AnswerEarlier(id, AnswerEarlier { number, yes: to }))?;
    go(HERE, if said_yes { "earlier-taken" } else { "earlier-declined" })
}

/// `Thu 20 Nov, 10:00, Chair 2`, by the clock of its place.
fn there(app: &App, at: Instant, room: &str) -> String {
    let places = app.places();
    format!("{}, {}", places.of_room(room, at).day_clock(at), places.room_words(room, at))
}

/// With whom it would be and when the talk is, said to the person before they say yes.
fn brings_words(
    app: &App,
    visit: &Session,
    people: &[(PersonId, Role)],
    plan: Option<&Plan>,
) -> Result<String, Trouble> {
    let brings = could_come::brings(app, visit, people, plan)?;
    let others = if brings.others { ", not as booked" } else { "" };
    let talk = brings.talk.map_or_else(String::new, |(at, with)| {
        format!(" The talk: {}, with {with}.", when::day_clock(at, &app.zone))
    });
    Ok(format!("With {}{others}.{talk}", brings.names))
}

/// Those for whom a chair is held now, and those who wait.
fn asked_and_waiting(
    app: &App,
    waiting: &[(SessionId, Arc<Session>)],
) -> Result<(Vec<Asked>, Vec<Waits>), Trouble> {
    let now = app.now();
    let day = |at: Instant| when::day_clock(at, &app.zone);
    let (mut asked, mut waits) = (vec![], vec![]);
    for (id, visit_held) in waiting {
        let Some(known) = &visit_held.earlier else { continue };
        let who = app.patient(visit_held.patient)?.details.name.to_string();
        match known.held(now) {
            Some(offer) => asked.push(Asked {
                brings: brings_words(app, visit_held, &offer.people, offer.plan.as_ref())?,
                session: id.to_string(),
                number: offer.number,
                name: who,
                words: there(app, offer.starts, offer.room.as_str()),
                until: day(offer.until),
                yes: fresh_command().to_string(),
                no: fresh_command().to_string(),
            }),
            None => waits.push(Waits {
                name: who,
                href: format!("/desk/{}/earlier", visit_held.patient),
                words: format!(
                    "booked {}, said {}",
                    app.place_of(visit_held).day_clock(visit_held.starts),
                    when::day(known.wish.at, &app.zone)
                ),
            }),
        }
    }
    Ok((asked, waits))
}

fn draw(app: &App, visit: &Visit, mut errors: Errors) -> Answered {
    let waiting = could_come::waiting(app)?;
    let mut slots = could_come::slots(app, &waiting)?;
    let (starts, room) = (visit.asked("at"), visit.asked("room"));
    if !starts.is_empty() {
        match (when::read(Lang::En, starts, &Places::of(app)?.of_room(room, app.now()).zone), Line::new(room))
        {
            (Ok(starts), Ok(room)) => {
                slots.insert(0, Slot { starts, room, setting: Setting::ClinicRoom, people: vec![] })
            }
            (Err(why), _) => errors.add("at", why),
            (_, Err(_)) => errors.add("room", "Write which chair."),
        }
    }
    let name = |patient| Ok::<_, Trouble>(app.patient(patient)?.details.name.to_string());
    let mut chairs = vec![];
    for slot in &slots {
        let rows = could_come::candidates(app, slot, &waiting)?.into_iter().map(|one| {
            let held = app.session(one.session)?;
            Ok(Row {
                brings: brings_words(app, &held, &one.to.people, one.to.plan.as_ref())?,
                session: one.session.to_string(),
                name: name(one.patient)?,
                href: href(visit, one.patient),
                booked: app.place_of(&held).day_clock(one.booked),
                command: fresh_command().to_string(),
            })
        });
        let words = there(app, slot.starts, slot.room.as_str());
        let rows = rows.collect::<Result<_, Trouble>>()?;
        chairs.push(Chair { at: slot.starts.0, room: slot.room.to_string(), words, rows });
    }
    let (asked, waits) = asked_and_waiting(app, &waiting)?;
    let chosen = "120";
    let page = Page {
        frame: draw::live_frame(app, visit, "Who could come earlier"),
        chairs,
        asked,
        waits,
        holds: vec![
            Choice::new("30", "30 minutes", chosen),
            Choice::new("120", "2 hours", chosen),
            Choice::new("1440", "24 hours", chosen),
        ],
        may_offer: offers(visit, ActKind::OfferEarlier),
        starts: starts.to_owned(),
        room: room.to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
