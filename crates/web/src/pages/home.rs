//! The public face: what this clinic offers and does not, and help that is never behind a login.

use askama::Template;

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::frame::Shell;
use crate::pages::choose::Offers;
use crate::parts::Service;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    frame: Frame,
    kap: bool,
    infusion: bool,
    demo: bool,
}

/// `GET /`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let offers = Offers::now(app)?;
    html(&Home {
        frame: draw::frame_in(app, visit, app.house.name.as_str(), Shell::Public),
        kap: offers.kap,
        infusion: offers.infusion,
        demo: app.demo,
    })
}

#[derive(Template)]
#[template(path = "home/help.html")]
struct Help {
    frame: Frame,
}

/// `GET /help`
pub fn help(app: &App, visit: &Visit) -> Answered {
    html(&Help { frame: draw::frame_in(app, visit, "Help", Shell::Public) })
}

#[derive(Template)]
#[template(path = "home/keys.html")]
struct Keys {
    frame: Frame,
}

/// `GET /help/keys`
pub fn keys(app: &App, visit: &Visit) -> Answered {
    html(&Keys { frame: draw::frame_in(app, visit, "Keys", Shell::Public) })
}

#[derive(Template)]
#[template(path = "home/accessibility.html")]
struct Accessibility {
    frame: Frame,
}

/// `GET /accessibility`
pub fn accessibility(app: &App, visit: &Visit) -> Answered {
    html(&Accessibility { frame: draw::frame_in(app, visit, "Accessibility", Shell::Public) })
}

#[derive(Template)]
#[template(path = "home/plain.html")]
struct Plain {
    frame: Frame,
    lines: Vec<String>,
}

/// `GET /disclaimers`
pub fn disclaimers(app: &App, visit: &Visit) -> Answered {
    let house = app.house.name.as_str();
    let lines = vec![
        "This site is for learning and for running your care. It is not medical advice and does not replace a talk with a licensed professional.".to_owned(),
        "Integration support is not therapy. The people who give it do not diagnose, treat, prescribe, give ketamine, or provide crisis help.".to_owned(),
        "All infusions are given and watched by licensed medical staff.".to_owned(),
        "Ketamine is not right for everyone. A prescriber decides with you.".to_owned(),
        "The FDA has not approved ketamine for psychiatric conditions. Compounded forms are not FDA-reviewed. (United States; checked 2026-11.)".to_owned(),
        format!("48 hours is the goal of {house} for a first talk after a dose. Sources differ on how long this time lasts."),
    ];
    html(&Plain { frame: draw::frame_in(app, visit, "What to know", Shell::Public), lines })
}

/// `GET /privacy`
pub fn privacy(app: &App, visit: &Visit) -> Answered {
    let lines = vec![
        "Your record belongs to you. You can see who opened it, and why.".to_owned(),
        "This site sets a cookie only when you sign in, or when you choose a theme. Nothing is sent to anybody else.".to_owned(),
        "Nothing in the record is ever edited away. A correction is added, and the earlier words stay readable to those who may read them.".to_owned(),
        "What you share can be taken back at any time. Taking back ends access; it cannot un-read.".to_owned(),
    ];
    html(&Plain { frame: draw::frame_in(app, visit, "Privacy", Shell::Public), lines })
}
