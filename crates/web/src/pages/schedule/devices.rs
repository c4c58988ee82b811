//! The monitors whose numbers are taken: what each calls itself, at which chair it stands, when it was last heard. And who
//! else was heard on the line, for whoever enrols one.

use askama::Template;
use care::act::Act;
use care::practice::ActKind;
use care::schedule::{Device, EnrolDevice, RetireDevice, Schedule};
use care::text::Line;

use super::calendar;
use super::rooms::stream;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, line, offers};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;
use crate::when;

const HERE: &str = "/schedule/devices";

struct Listed {
    number: u32,
    name: String,
    room: String,
    known_as: String,
    heard: String,
    command: String,
}

#[derive(Template)]
#[template(path = "schedule/devices.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    listens: bool,
    devices: Vec<Listed>,
    strangers: Vec<String>,
    rooms: Vec<Choice>,
    may_enrol: bool,
    called: String,
    sender: String,
    bed: String,
}

/// `GET /schedule/devices`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /schedule/devices`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let name = line(visit, &mut errors, "name", "Write what people call it.");
    let sender = line(visit, &mut errors, "sender", "Write what it calls itself in its messages.");
    let room = visit.value("room").parse().ok();
    if room.is_none() {
        errors.add("room", "Choose the chair or room it stands at.");
    }
    let bed = visit.value("bed").trim();
    let bed = (!bed.is_empty()).then(|| Line::new(bed)).transpose()?;
    let (Some(name), Some(sender), Some(room)) = (name, sender, room) else {
        return draw(app, visit, errors);
    };
    let act = Act::EnrolDevice(stream(app), EnrolDevice { name, sender, bed, room });
    match app.submit(visit, act) {
        Ok(_) => go(HERE, "device-enrolled"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "name")?),
    }
}

/// `POST /schedule/devices/retire`
pub fn post_retire(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::RetireDevice(stream(app), RetireDevice { number }))?;
    go(HERE, "device-retired")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeSchedule, None)?;
    let (schedule, now) = (calendar::schedule(app)?, app.now());
    let chosen = visit.value("room");
    let rooms = schedule.open_rooms(now);
    let page = Page {
        frame: draw::live_frame(app, visit, "Monitors"),
        command: command_of(visit, !errors.is_empty()),
        listens: app.heard.is_some(),
        devices: schedule.devices_in_use(now).map(|device| listed(app, visit, &schedule, device)).collect(),
        strangers: strangers(app, &schedule),
        rooms: rooms.map(|room| Choice::new(&room.number.to_string(), room.name.as_str(), chosen)).collect(),
        may_enrol: offers(visit, ActKind::EnrolDevice),
        called: visit.value("name").to_owned(),
        sender: visit.value("sender").to_owned(),
        bed: visit.value("bed").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn listed(app: &App, visit: &Visit, schedule: &Schedule, device: &Device) -> Listed {
    let room = schedule.rooms.iter().find(|room| room.number == device.room);
    let bed = device.bed.as_ref().map(|bed| bed.as_str());
    let last = app.heard.as_ref().and_then(|heard| heard.last_of(device.sender.as_str(), bed));
    let heard = match last {
        None => "not heard since this program started".to_owned(),
        Some(last) => {
            let at = format!("last heard {}", when::day_clock(last.at, &app.zone));
            last.refused.map_or(at.clone(), |why| format!("{at}; not kept: {why}"))
        }
    };
    Listed {
        number: device.number,
        name: device.name.to_string(),
        room: room.map(|room| room.name.to_string()).unwrap_or_default(),
        known_as: bed.map_or_else(
            || format!("{}, whatever bed it names", device.sender),
            |bed| format!("{}, bed {bed}", device.sender),
        ),
        heard,
        command: command_of(visit, false),
    }
}

/// Who was heard and is nobody's: sender, bed, when.
fn strangers(app: &App, schedule: &Schedule) -> Vec<String> {
    let Some(heard) = &app.heard else { return vec![] };
    let unknown = heard
        .all()
        .into_iter()
        .filter(|((sender, bed), _)| schedule.device_called(sender, bed, app.now()).is_none());
    let told = unknown.map(|((sender, bed), last)| {
        let sender = if sender.is_empty() { "somebody without a name".to_owned() } else { sender };
        let bed = if bed.is_empty() { "no bed".to_owned() } else { format!("bed {bed}") };
        format!("{sender}, {bed}, {}", when::day_clock(last.at, &app.zone))
    });
    told.collect()
}
