//! My people: whose talk is with me, and who is in their first hours with nothing booked.

use askama::Template;
use care::time::Instant;
use care::units::Hours;
use record::views::ask::{self, WindowRow};

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::rows;
use crate::pages::windows::{first_name, waits_for_support};
use crate::parts::Window;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "integration/my_people.html")]
struct MyPeople {
    frame: Frame,
    mine: Vec<Window>,
    waiting: Vec<Window>,
    before: Vec<Window>,
    offer: Vec<String>,
}

const DAY_H: u32 = 24;

/// `GET /integration`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let me = visit.signed()?.person_id().ok_or(crate::answer::Trouble::NotFound)?;
    let back = |days: u32| Instant(now.0 - (now.plus_hours(Hours(days * DAY_H)).0 - now.0));
    let (talks, open) =
        app.read(|conn, org| Ok((ask::talks_with(conn, org, me)?, ask::open_windows(conn, org, back(14))?)))?;
    let (mut mine, before): (Vec<_>, Vec<_>) = talks
        .into_iter()
        .filter(|row| row.talk_kind.as_deref() == Some("support") && back(14) <= row.opened)
        .partition(|row| row.is_open);
    mine.sort_by_key(|row| row.talk_at);
    let waiting: Vec<WindowRow> = open.into_iter().filter(waits_for_support).collect();
    let eyes = rows::Eyes { app, now, clinical: false };
    let seen = |row: &WindowRow| {
        let mut window = eyes.window(row);
        window.name = first_name(&row.patient_name).to_owned();
        window.href = format!("/integration/{}", row.window);
        window.owner = String::new();
        (window.action, window.action_href) = (String::new(), String::new());
        window
    };
    let booked = |row: &WindowRow| {
        let mut window = seen(row);
        if let Some(at) = row.talk_at {
            window.state_words = format!("with you {}", when::day_clock(at, &app.zone));
        }
        window
    };
    let held = |row: &WindowRow| {
        let mut window = seen(row);
        if let Some(at) = row.held {
            window.state_words = format!("took place {}", when::day_clock(at, &app.zone));
        }
        window
    };
    let unbooked = |row: &WindowRow| {
        let mut window = seen(row);
        // Nothing of theirs is mine to open before a talk is booked.
        window.href = String::new();
        window.action_href = format!("/windows/{}/book", row.window);
        window.action = "Book a talk".to_owned();
        window
    };
    html(&MyPeople {
        frame: draw::live_frame(app, visit, "My people"),
        mine: mine.iter().map(booked).collect(),
        before: before.iter().map(held).collect(),
        offer: waiting.iter().map(|row| format!("/windows/{}/offer", row.window)).collect(),
        waiting: waiting.iter().map(unbooked).collect(),
    })
}
