//! The one-tap link to a booked talk: works without a sign-in, shows only what it is for.
//!
//! The token is the window's number and a mark that only this house's key can make, over the window and the talk as it is
//! booked. So it is the same link until the talk is over, it is dead when the talk is cancelled or booked again, and
//! nothing about it is kept anywhere: neither the store, nor a backup, nor a log holds a token that opens something.

use askama::Template;
use care::ids::WindowId;
use care::integration::talk_link::{ends, open_talk, room_is_open};
use care::integration::{Talk, TalkKind, Window};
use care::time::Instant;

use crate::answer::{Answered, Reply, Trouble, html, passing};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::me::{keeping, mine};
use crate::pages::schedule::calendar;
use crate::parts::Pair;
use crate::sign_in::{NETWORK_FREE, same};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// The room of a talk by video, as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Room {
    /// The machine it is on; empty where the talk is not by video.
    pub host: String,
    /// Its address, near its time; empty before.
    pub href: String,
}

/// The room of the talk that is booked in this window. Its name is a mark that only the key of this house makes, of this talk
/// at this time: nobody guesses it, nothing is kept of it, and a talk at another time has another.
///
/// # Errors
/// The store's.
pub fn room_for(app: &App, id: WindowId, window: &Window) -> Result<Room, Trouble> {
    let Some(talk) = open_talk(window, app.now()).filter(|_| window.by_video) else {
        return Ok(Room::default());
    };
    let schedule = calendar::schedule(app)?;
    let Some(base) = schedule.video_base.as_ref().map(care::text::Line::as_str) else {
        return Ok(Room::default());
    };
    let host = base.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(base);
    let Talk { kind, with, at } = &talk;
    let mark = app.record.mark(&format!("video-room {id} {} {with} {}", kind.code(), at.0));
    let href =
        if room_is_open(&talk, app.now()) { format!("{base}/{}", &mark[..MARK]) } else { String::new() };
    Ok(Room { host: host.to_owned(), href })
}

/// Letters of the mark in a link: 128 bits.
const MARK: usize = 32;

#[derive(Template)]
#[template(path = "go/talk.html")]
struct TalkPage {
    frame: Frame,
    hello: String,
    talk: Vec<Pair>,
    room: Room,
    room_words: String,
    not_therapy: String,
    until: String,
}

#[derive(Template)]
#[template(path = "go/ended.html")]
struct EndedPage {
    frame: Frame,
    words: String,
    typed: String,
}

/// The link to the talk that is booked in this window, while it opens; none otherwise. For the window's page, and for
/// whoever sends it.
pub fn link_for(app: &App, id: WindowId, window: &Window) -> Option<String> {
    let talk = open_talk(window, app.now())?;
    Some(format!("/go/{}", token(app, id, &talk)))
}

fn token(app: &App, id: WindowId, talk: &Talk) -> String {
    let Talk { kind, with, at } = talk;
    let mark = app.record.mark(&format!("talk-link {id} {} {with} {}", kind.code(), at.0));
    format!("{:032x}{}", id.0, &mark[..MARK])
}

/// The window of a token that was made for its talk as it is booked now.
fn opened(app: &App, text: &str) -> Result<Option<(WindowId, Window, Talk)>, Trouble> {
    let letters = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if text.len() != 32 + MARK || !letters {
        return Ok(None);
    }
    let Ok(number) = u128::from_str_radix(&text[..32], 16) else { return Ok(None) };
    let id = WindowId(number);
    let window = match app.window(id) {
        Ok(window) => window,
        Err(Trouble::NotFound) => return Ok(None),
        Err(trouble) => return Err(trouble),
    };
    let talk = open_talk(&window, app.now());
    let talk = talk.filter(|talk| same(&token(app, id, talk), text));
    Ok(talk.map(|talk| (id, (*window).clone(), talk)))
}

/// `GET /go/{token}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let lang = visit.lang;
    let subject = format!("link:{}", visit.network);
    if 0 < app.record.begin_try(&subject, NETWORK_FREE)? {
        return Ok(Reply::Again(ended(app, visit, lang.say("after-go-often")).render()?));
    }
    let Some((id, window, talk)) = opened(app, visit.param("token"))? else {
        // A guess and a link that ended look alike, to whoever asks and in how they are counted.
        let words = lang.say_with(
            "after-go-ended",
            &[("clinic", app.house.name.as_str()), ("phone", app.house.phone.as_str())],
        );
        return html(&ended(app, visit, words));
    };
    app.record.take_back_try(&subject)?;
    let patient = app.patient(window.patient)?;
    let name = mine::first_name(patient.details.name.as_str());
    let with = mine::name_of(app, talk.with);
    let (clinic, phone) = (app.house.name.as_str(), app.house.phone.as_str());
    let room = room_for(app, id, &window)?;
    let how = match room.host.is_empty() {
        true => lang.say_with("after-go-call", &[("clinic", clinic), ("phone", phone)]),
        false => lang.say_with("after-go-video", &[("phone", phone)]),
    };
    passing(&TalkPage {
        frame: draw::frame_in(app, visit, &lang.say("after-go-title"), Shell::Public),
        hello: lang.say_with("after-go-hello", &[("name", name)]),
        talk: vec![
            Pair::new(&lang.say("after-go-what"), &lang.say_of("after-talk", talk.kind.code())),
            Pair::new(&lang.say("after-go-when"), &at_words(app, lang, talk.at)),
            Pair::new(&lang.say("after-go-who"), &with),
            Pair::new(&lang.say("after-go-how"), &how),
        ],
        room_words: room_words(lang, &room),
        room,
        not_therapy: match talk.kind {
            TalkKind::Support => lang.say_with("after-go-support", &[("name", &with)]),
            TalkKind::Therapy => String::new(),
        },
        until: lang.say_with("after-go-until", &[("time", &at_words(app, lang, ends(&talk)))]),
    })
}

/// What is said beside the room: where it is, that it is not ours, and that its address is for two. Empty without one.
pub fn room_words(lang: Lang, room: &Room) -> String {
    if room.host.is_empty() {
        String::new()
    } else {
        lang.say_with("after-go-video-outside", &[("host", &room.host)])
    }
}

fn ended(app: &App, visit: &Visit, words: String) -> EndedPage {
    let title = visit.lang.say("after-go-ended-title");
    EndedPage { frame: draw::frame_in(app, visit, &title, Shell::Public), words, typed: String::new() }
}

/// "Sat 22 Nov, 09:00", in the house's zone.
fn at_words(app: &App, lang: Lang, at: Instant) -> String {
    let day = care::time::Date::read(&when::date(at, &app.zone));
    let day = day.map_or_else(String::new, |day| keeping::day_words(lang, day));
    let house = app.places();
    let here = if house.keep_other_clocks() { house.house().naming_its_zone() } else { house.house() };
    format!("{day}, {}", here.clock(at))
}
