//! The links that calendars read by: each member of staff makes and takes back their own, the desk and the medical
//! director those of rooms. A link is shown once, on the answer to the form that made it.

use askama::Template;
use care::act::Act;
use care::practice::ActKind;
use care::refusal::Refusal;
use care::schedule::{CloseOwnFeed, CloseRoomFeed, Feed, OpenOwnFeed, OpenRoomFeed, Schedule, Shows};
use care::text::Line;
use record::views::ask_feeds;

use super::calendar;
use super::rooms::stream;
use crate::answer::{Answered, Trouble, again, go, html, passing};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, offers, person_name};
use crate::parts::{Choice, Errors};
use crate::sign_in::{fresh_token, token_hash};
use crate::visit::Visit;
use crate::when;

const HERE: &str = "/schedule/feeds";

struct Link {
    number: u32,
    name: String,
    made: String,
    read: String,
    dead: bool,
    command: String,
}

#[derive(Template)]
#[template(path = "schedule/feeds.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    sees_calendar: bool,
    own: Vec<Link>,
    may_room: bool,
    rooms: Vec<Link>,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "schedule/feed_made.html")]
struct Made {
    frame: Frame,
    link: String,
    shows: String,
}

/// `GET /schedule/feeds`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /schedule/feeds`
pub fn post_own(app: &App, visit: &Visit) -> Answered {
    make(app, visit, "your own visits and talks", |key_hash| {
        Act::OpenOwnFeed(stream(app), OpenOwnFeed { key_hash })
    })
}

/// `POST /schedule/feeds/room`
pub fn post_room(app: &App, visit: &Visit) -> Answered {
    let schedule = calendar::schedule(app)?;
    let room =
        visit.value("room").parse().ok().filter(|room| schedule.rooms.iter().any(|r| r.number == *room));
    let Some(room) = room else {
        let mut errors = Errors::default();
        errors.add("room", "Choose a room.");
        return draw(app, visit, errors);
    };
    let shows = format!("when {} is booked", room_name(&schedule, room));
    make(app, visit, &shows, |key_hash| Act::OpenRoomFeed(stream(app), OpenRoomFeed { room, key_hash }))
}

/// `POST /schedule/feeds/close`
pub fn post_close_own(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::CloseOwnFeed(stream(app), CloseOwnFeed { number }))?;
    go(HERE, "feed-closed")
}

/// `POST /schedule/feeds/room/close`
pub fn post_close_room(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::CloseRoomFeed(stream(app), CloseRoomFeed { number }))?;
    go(HERE, "feed-closed")
}

/// Makes a link and shows it. A form that arrives again makes none: the first one may be in use, and its words are gone.
fn make(app: &App, visit: &Visit, shows: &str, act: impl FnOnce(Line) -> Act) -> Answered {
    let secret = fresh_token()?;
    let link = match app.submit(visit, act(Line::new(&token_hash(&secret))?)) {
        Ok(receipt) if !receipt.repeated => format!("{}/calendar/{secret}.ics", visit.site),
        Ok(_) | Err(Trouble::IdReused) => String::new(),
        Err(trouble) => return draw(app, visit, beside(trouble, |_: &Refusal| "room")?),
    };
    let title = if link.is_empty() { "This link was already made" } else { "Shown once" };
    passing(&Made { frame: draw::frame(app, visit, title), link, shows: shows.to_owned() })
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (schedule, now) = (calendar::schedule(app)?, app.now());
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let may_room = offers(visit, ActKind::OpenRoomFeed);
    let open: Vec<&Feed> = schedule.feeds.iter().filter(|feed| !feed.is_closed()).collect();
    let own = open.iter().filter(|feed| feed.shows == Shows::Own && feed.by == me);
    let of_rooms = open.iter().filter(|feed| feed.shows != Shows::Own && may_room);
    let choice = |room: &care::schedule::Room| {
        Choice::new(&room.number.to_string(), room.name.as_str(), visit.value("room"))
    };
    let page = Page {
        frame: draw::frame(app, visit, "Calendar links"),
        command: command_of(visit, !errors.is_empty()),
        sees_calendar: offers(visit, ActKind::SeeSchedule),
        own: own.map(|feed| listed(app, visit, &schedule, feed)).collect::<Result<_, _>>()?,
        may_room,
        rooms: of_rooms.map(|feed| listed(app, visit, &schedule, feed)).collect::<Result<_, _>>()?,
        choices: schedule.open_rooms(now).map(choice).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn listed(app: &App, visit: &Visit, schedule: &Schedule, feed: &Feed) -> Result<Link, Trouble> {
    let reads = app.read(ask_feeds::last_reads)?;
    let read = reads.iter().find(|(number, _)| *number == feed.number);
    let made = when::day_clock(feed.term.from, &app.zone);
    let (name, made) = match feed.shows {
        Shows::Own => (format!("Made {made}"), String::new()),
        Shows::Room(room) => {
            (room_name(schedule, room), format!("Made {made} by {}.", person_name(app, feed.by)))
        }
    };
    let shows = feed.shows_at(schedule, &*app.person(feed.by)?, app.here(), app.now());
    Ok(Link {
        number: feed.number,
        name,
        made,
        read: read.map_or_else(
            || "Not read yet.".to_owned(),
            |(_, at)| format!("Last read {}.", when::day_clock(*at, &app.zone)),
        ),
        dead: !shows,
        command: command_of(visit, false),
    })
}

fn room_name(schedule: &Schedule, number: u32) -> String {
    let room = schedule.rooms.iter().find(|room| room.number == number);
    room.map(|room| room.name.to_string()).unwrap_or_default()
}
