//! The places of the house: the one it was founded as, and others, each with its own zone, jurisdiction and address.

use askama::Template;
use care::act::Act;
use care::practice::ActKind;
use care::refusal::Refusal;
use care::schedule::{CloseSite, OpenSite, Site};
use care::text::Line;
use care::time::When;
use jiff::tz::TimeZone;

use super::rooms::stream;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, line, offers};
use crate::parts::Errors;
use crate::place::{Places, schedule};
use crate::visit::Visit;

const HERE: &str = "/schedule/sites";

struct Listed {
    number: u32,
    name: String,
    address: String,
    zone: String,
    jurisdiction: String,
    until: String,
    command: String,
}

#[derive(Template)]
#[template(path = "schedule/sites.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    house: [String; 3],
    sites: Vec<Listed>,
    may_open: bool,
    called: String,
    address: String,
    zone: String,
    jurisdiction: String,
}

/// `GET /schedule/sites`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /schedule/sites`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let name = line(visit, &mut errors, "name", "Write what the place is called.");
    let address = line(visit, &mut errors, "address", "Write where people come to.");
    let zone = known_zone(visit, &mut errors);
    let jurisdiction = line(visit, &mut errors, "jurisdiction", "Write country and state, such as US-IL.");
    let (Some(name), Some(address), Some(zone), Some(jurisdiction)) = (name, address, zone, jurisdiction)
    else {
        return draw(app, visit, errors);
    };
    let act = OpenSite { name, zone, jurisdiction, address };
    let field = |no: &Refusal| if *no == Refusal::SiteAbroad { "jurisdiction" } else { "name" };
    match app.submit(visit, Act::OpenSite(stream(app), act)) {
        Ok(_) => go(HERE, "site-opened"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

/// A zone that there is: hours and bookings in one that nobody knows would mean nothing.
fn known_zone(visit: &Visit, errors: &mut Errors) -> Option<Line> {
    let zone = line(visit, errors, "zone", "Write the time zone, such as America/Chicago.")?;
    if TimeZone::get(zone.as_str()).is_err() {
        errors.add("zone", "This time zone is not known. Write it like America/Chicago.");
        return None;
    }
    Some(zone)
}

/// `POST /schedule/sites/close`
pub fn post_close(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    match app.submit(visit, Act::CloseSite(stream(app), CloseSite { number, at: When::Now })) {
        Ok(_) => go(HERE, "site-closed"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "close")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeSchedule, None)?;
    let (schedule, now) = (schedule(app)?, app.now());
    let places = Places::known(app, schedule.clone());
    let listed = |site: &Site| Listed {
        number: site.number,
        name: site.name.to_string(),
        address: site.address.to_string(),
        zone: site.zone.to_string(),
        jurisdiction: site.jurisdiction.to_string(),
        until: site
            .term
            .until
            .map(|until| format!("until {}", places.of_site(Some(site.number)).day_clock(until)))
            .unwrap_or_default(),
        command: command_of(visit, false),
    };
    let house = &app.house;
    let page = Page {
        frame: draw::live_frame(app, visit, "Places"),
        command: command_of(visit, !errors.is_empty()),
        house: [&house.name, &house.zone, &house.jurisdiction].map(ToString::to_string),
        sites: schedule.open_sites(now).map(listed).collect(),
        may_open: offers(visit, ActKind::OpenSite),
        called: visit.value("name").to_owned(),
        address: visit.value("address").to_owned(),
        zone: visit.value("zone").to_owned(),
        jurisdiction: visit.value("jurisdiction").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
