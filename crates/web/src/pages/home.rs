//! The public face: what this clinic offers and does not, and help that is never behind a login.

use askama::Template;

use crate::answer::{Answered, html};
use crate::app::App;
use crate::crisis;
use crate::draw;
use crate::frame::Frame;
use crate::frame::Shell;
use crate::pages::articles::{self, list::Entry};
use crate::pages::choose::Offers;
use crate::parts::Service;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    frame: Frame,
    kap: bool,
    infusion: bool,
    articles: Vec<Entry>,
    demo: bool,
}

/// `GET /`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let offers = Offers::now(app)?;
    html(&Home {
        frame: draw::frame_in(app, visit, app.house.name.as_str(), Shell::Public),
        kap: offers.kap,
        infusion: offers.infusion,
        articles: articles::list::entries(app, visit)?,
        demo: app.demo,
    })
}

#[derive(Template)]
#[template(path = "home/help.html")]
struct Help {
    frame: Frame,
    /// The day on which the crisis numbers were last read at their source.
    checked: &'static str,
}

/// `GET /help`
pub fn help(app: &App, visit: &Visit) -> Answered {
    html(&Help {
        frame: draw::frame_in(app, visit, &visit.lang.say("home-help-title"), Shell::Public),
        checked: crisis::facts(app.house.jurisdiction.as_str()).map_or("", |facts| facts.checked.as_str()),
    })
}

#[derive(Template)]
#[template(path = "home/keys.html")]
struct Keys {
    frame: Frame,
}

/// `GET /help/keys`
pub fn keys(app: &App, visit: &Visit) -> Answered {
    html(&Keys { frame: draw::frame_in(app, visit, &visit.lang.say("home-keys-title"), Shell::Public) })
}

#[derive(Template)]
#[template(path = "home/accessibility.html")]
struct Accessibility {
    frame: Frame,
}

/// `GET /accessibility`
pub fn accessibility(app: &App, visit: &Visit) -> Answered {
    html(&Accessibility {
        frame: draw::frame_in(app, visit, &visit.lang.say("home-access-title"), Shell::Public),
    })
}

#[derive(Template)]
#[template(path = "home/plain.html")]
struct Plain {
    frame: Frame,
    lines: Vec<String>,
}

/// `GET /disclaimers`
pub fn disclaimers(app: &App, visit: &Visit) -> Answered {
    let (lang, house) = (visit.lang, app.house.name.as_str());
    let lines = vec![
        lang.say("home-know-learning"),
        lang.say("home-know-support"),
        lang.say("home-know-infusion"),
        lang.say("home-know-everyone"),
        lang.say("home-know-fda"),
        lang.say_with("home-know-goal", &[("house", house)]),
    ];
    html(&Plain { frame: draw::frame_in(app, visit, &lang.say("home-know-title"), Shell::Public), lines })
}

/// `GET /privacy`
pub fn privacy(app: &App, visit: &Visit) -> Answered {
    let lang = visit.lang;
    let lines = vec![
        lang.say("home-privacy-yours"),
        lang.say("home-privacy-cookies"),
        lang.say("home-privacy-corrections"),
        lang.say("home-privacy-sharing"),
        lang.say("home-privacy-first-call"),
    ];
    html(&Plain { frame: draw::frame_in(app, visit, &lang.say("home-privacy-title"), Shell::Public), lines })
}
