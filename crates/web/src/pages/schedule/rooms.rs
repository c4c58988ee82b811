//! The rooms, when they cannot be used, and the two limits of the calendar that the house sets for itself.

use askama::Template;
use care::act::Act;
use care::ids::ScheduleId;
use care::integration::TalkKind;
use care::practice::ActKind;
use care::schedule::{
    BlockRoom, CloseRoom, FreeRoom, OpenRoom, Room, Schedule, SetTalkLength, SetVideoBase, SetWatchLimit,
};
use care::text::Line;
use care::time::{Instant, When};
use care::units::Minutes;

use super::calendar;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, line, offers};
use crate::parts::{Choice, Errors};
use crate::place::{HOUSE, Place, Places};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

const HERE: &str = "/schedule/rooms";

struct Listed {
    number: u32,
    name: String,
    place: String,
    until: String,
    command: String,
}

struct Blocked {
    number: u32,
    room: String,
    times: String,
    why: String,
    command: String,
}

#[derive(Template)]
#[template(path = "schedule/rooms.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    rooms: Vec<Listed>,
    blocks: Vec<Blocked>,
    choices: Vec<Choice>,
    block_hint: &'static str,
    /// The open places, where there are several.
    sites: Vec<Choice>,
    may_open: bool,
    may_block: bool,
    called: String,
    from: String,
    until: String,
    why: String,
    patients: String,
    therapy: String,
    support: String,
    video: String,
}

/// The stream that all of it is kept on.
pub fn stream(app: &App) -> ScheduleId {
    ScheduleId::of(app.record.house())
}

/// `GET /schedule/rooms`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /schedule/rooms`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let Some(name) = line(visit, &mut errors, "name", "Write what the room is called.") else {
        return draw(app, visit, errors);
    };
    let Some(site) = chosen_site(app, visit)? else {
        errors.add("site", "Choose which place it is in.");
        return draw(app, visit, errors);
    };
    submit(app, visit, Act::OpenRoom(stream(app), OpenRoom { name, site }), "name", "room-opened")
}

/// `POST /schedule/rooms/close`
pub fn post_close(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::CloseRoom(stream(app), CloseRoom { number, at: When::Now }))?;
    go(HERE, "room-closed")
}

/// `POST /schedule/rooms/block`
pub fn post_block(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let room = visit.value("room").parse().ok();
    if room.is_none() {
        errors.add("room", "Choose a room.");
    }
    let zone = &place_of(app, room)?.zone;
    let mut time =
        |name: &str| when::read(Lang::En, visit.value(name), zone).map_err(|why| errors.add(name, why)).ok();
    let (from, until) = (time("from"), time("until"));
    let why = line(visit, &mut errors, "why", "Write why, for whoever books.");
    let (Some(room), Some(from), Some(until), Some(why)) = (room, from, until, why) else {
        return draw(app, visit, errors);
    };
    let act = Act::BlockRoom(stream(app), BlockRoom { room, from, until, why });
    submit(app, visit, act, "until", "room-blocked")
}

/// `POST /schedule/rooms/free`
pub fn post_free(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::FreeRoom(stream(app), FreeRoom { number }))?;
    go(HERE, "room-freed")
}

/// `POST /schedule/limits/watch`
pub fn post_watch(app: &App, visit: &Visit) -> Answered {
    let Ok(patients) = visit.value("patients").trim().parse() else {
        let mut errors = Errors::default();
        errors.add("patients", "Write a whole number.");
        return draw(app, visit, errors);
    };
    submit(app, visit, Act::SetWatchLimit(stream(app), SetWatchLimit { patients }), "patients", "limit-set")
}

/// `POST /schedule/limits/talk`
pub fn post_talk(app: &App, visit: &Visit) -> Answered {
    let kind = TalkKind::read(visit.value("kind")).ok_or(Trouble::NotFound)?;
    let field = if kind == TalkKind::Therapy { "therapy" } else { "support" };
    let Ok(minutes) = visit.value(field).trim().parse() else {
        let mut errors = Errors::default();
        errors.add(field, "Write a whole number of minutes.");
        return draw(app, visit, errors);
    };
    let act = SetTalkLength { kind, minutes: Minutes(minutes) };
    submit(app, visit, Act::SetTalkLength(stream(app), act), field, "limit-set")
}

/// `POST /schedule/limits/video`
pub fn post_video(app: &App, visit: &Visit) -> Answered {
    let typed = visit.value("video").trim().trim_end_matches('/');
    let base = (!typed.is_empty()).then(|| Line::new(typed)).transpose()?;
    submit(app, visit, Act::SetVideoBase(stream(app), SetVideoBase { base }), "video", "video-kept")
}

/// Which place was chosen for a new room. A house with one place is not asked.
fn chosen_site(app: &App, visit: &Visit) -> Result<Option<Option<u32>>, Trouble> {
    let several = calendar::schedule(app)?.open_sites(app.now()).next().is_some();
    Ok(match visit.value("site") {
        "" if several => None,
        "" | HOUSE => Some(None),
        number => Some(Some(number.parse().map_err(|_| Trouble::NotFound)?)),
    })
}

/// By the clock of the place that a room is in, a time that cannot be used is typed and told.
fn place_of(app: &App, room: Option<u32>) -> Result<Place, Trouble> {
    let schedule = calendar::schedule(app)?;
    let site = schedule.rooms.iter().find(|known| Some(known.number) == room).and_then(|known| known.site);
    Ok(Places::known(app, schedule).of_site(site))
}

fn submit(app: &App, visit: &Visit, act: Act, field: &'static str, said: &'static str) -> Answered {
    match app.submit(visit, act) {
        Ok(_) => go(HERE, said),
        Err(trouble) => draw(app, visit, beside(trouble, |_| field)?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeSchedule, None)?;
    let (schedule, now) = (calendar::schedule(app)?, app.now());
    let places = Places::known(app, schedule.clone());
    let open: Vec<_> = schedule.open_rooms(now).collect();
    let length = |kind| schedule.talk_length(kind).map(|length| length.0.to_string()).unwrap_or_default();
    let given = |name: &str, kept: String| visit.given(name).map_or(kept, str::to_owned);
    let page = Page {
        frame: draw::live_frame(app, visit, "Rooms"),
        command: command_of(visit, !errors.is_empty()),
        rooms: open.iter().map(|room| listed(visit, &places, room)).collect(),
        blocks: blocks(app, visit, &schedule, &places),
        choices: open.iter().map(|room| room_choice(&places, room, visit.value("room"), now)).collect(),
        sites: site_choices(&places, visit.value("site"), now),
        block_hint: if places.are_several() {
            "Times are typed by the clock of the room’s place."
        } else {
            ""
        },
        may_open: offers(visit, ActKind::OpenRoom),
        may_block: offers(visit, ActKind::BlockRoom),
        called: visit.value("name").to_owned(),
        from: given("from", when::field(now, &app.zone)),
        until: visit.value("until").to_owned(),
        why: visit.value("why").to_owned(),
        patients: given("patients", schedule.watch_limit.map(|most| most.to_string()).unwrap_or_default()),
        therapy: given("therapy", length(TalkKind::Therapy)),
        support: given("support", length(TalkKind::Support)),
        video: given("video", schedule.video_base.as_ref().map(ToString::to_string).unwrap_or_default()),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn listed(visit: &Visit, places: &Places, room: &Room) -> Listed {
    let place = places.of_site(room.site);
    let until = room.term.until.map(|until| format!("until {}", place.day_clock(until)));
    let (number, name, until) = (room.number, room.name.to_string(), until.unwrap_or_default());
    let place = if places.are_several() { place.name } else { String::new() };
    Listed { number, name, place, until, command: command_of(visit, false) }
}

/// A room, with the clock by which its times are typed.
fn room_choice(places: &Places, room: &Room, chosen: &str, now: Instant) -> Choice {
    let (name, place) = (room.name.as_str(), places.of_site(room.site));
    let label = match (places.are_several(), place.other_zone) {
        (false, _) => name.to_owned(),
        (true, false) => format!("{name}, {}", place.name),
        (true, true) => format!("{name}, {} (times in {})", place.name, place.zone_name(now)),
    };
    Choice::new(&room.number.to_string(), &label, chosen)
}

/// The open places, none of them chosen before somebody chooses; nothing in a house with one.
fn site_choices(places: &Places, chosen: &str, now: Instant) -> Vec<Choice> {
    let open = places.open(now);
    if open.len() < 2 {
        return vec![];
    }
    let each = open.iter().map(|place| Choice::new(&place.value(), &place.name, chosen));
    std::iter::once(Choice::new("", "Choose", chosen)).chain(each).collect()
}

/// Those that are not over, soonest first.
fn blocks(app: &App, visit: &Visit, schedule: &Schedule, places: &Places) -> Vec<Blocked> {
    let now = app.now();
    let ahead = |term: &care::time::Term| term.until.is_none_or(|until| now < until && term.from < until);
    let mut coming: Vec<_> = schedule.blocks.iter().filter(|block| ahead(&block.term)).collect();
    coming.sort_by_key(|block| block.term.from);
    let room = |number| schedule.rooms.iter().find(|room| room.number == number);
    let shown = |block: &care::schedule::Block| Blocked {
        number: block.number,
        room: room(block.room).map(|room| room.name.to_string()).unwrap_or_default(),
        times: span(&places.of_site(room(block.room).and_then(|room| room.site)), block.term),
        why: block.why.to_string(),
        command: command_of(visit, false),
    };
    coming.into_iter().map(shown).collect()
}

/// `Thu 20 Nov, 10:40 – Fri 21 Nov, 09:00`, by the clock of a place.
pub fn span(place: &Place, term: care::time::Term) -> String {
    let until = term.until.map(|until| place.day_clock(until)).unwrap_or_default();
    format!("{} – {until}", place.day_clock(term.from))
}
