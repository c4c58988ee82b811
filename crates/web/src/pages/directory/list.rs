//! Whom the house may refer somebody to, for staff: those whose licence nobody has looked up for ninety days first.

use askama::Template;
use care::act::Act;
use care::directory::Look;
use care::directory::{Entry, LookUpColleague};
use care::practice::ActKind;

use super::{directory, id, licence_words, look_words, mode_words, number};
use crate::answer::{Answered, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::safety_today::places;
use crate::pages::patients::{offers, person_name};
use crate::parts::{Action, Mark, Pair};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::when;

struct Row {
    number: u16,
    name: String,
    mark: Mark,
    look: String,
    facts: Vec<Pair>,
    public: String,
    command: String,
}

#[derive(Template)]
#[template(path = "directory/list.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    keeps: bool,
    rows: Vec<Row>,
}

/// `GET /desk/directory`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (all, now) = (directory(app)?, app.now());
    let mut entries: Vec<&Entry> = all.current().collect();
    // What was never looked up, then the longest ago; what is fresh, or no licence, by name.
    let age = |entry: &Entry| match entry.look(now) {
        Look::Never => i64::MIN,
        Look::Old(at) => at.0,
        Look::Fresh(_) | Look::NoLicence => i64::MAX,
    };
    entries.sort_by_key(|entry| (age(entry), entry.colleague.name.clone()));
    html(&Page {
        frame: draw::frame(app, visit, "People outside"),
        places: if offers(visit, ActKind::SeeClinic) { places("/desk/directory") } else { vec![] },
        keeps: offers(visit, ActKind::KeepColleague),
        rows: entries.into_iter().map(|entry| row(app, entry)).collect(),
    })
}

fn row(app: &App, entry: &Entry) -> Row {
    let (one, now) = (&entry.colleague, app.now());
    let reach = [one.phone.as_ref(), one.mail.as_ref()].into_iter().flatten();
    let reach: Vec<&str> = reach.map(care::text::Line::as_str).collect();
    let practice = one.practice.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut facts = vec![
        Pair::new("Licence", &licence_words(Lang::En, one)),
        Pair::new("Knows", &one.knows),
        Pair::new("Who says so", one.says.as_str()),
        Pair::new("Sees people", &mode_words(Lang::En, one)),
        Pair::new("Speaks", one.languages.as_str()),
        Pair::new("Reached at", &reach.join(", ")),
    ];
    if !practice.is_empty() {
        facts.insert(0, Pair::new("Practice", &practice));
    }
    let (by, at) = entry.kept;
    facts.push(Pair::new("Written by", &format!("{}, {}", person_name(app, by), when::full(at, &app.zone))));
    Row {
        number: entry.number,
        name: one.name.to_string(),
        mark: match entry.look(now) {
            Look::Old(_) | Look::Never => Mark::Old,
            Look::Fresh(_) | Look::NoLicence => Mark::default(),
        },
        look: look_words(app, Lang::En, entry, now),
        facts,
        public: entry.agreed.as_ref().map_or_else(
            || "Not on the public page.".to_owned(),
            |(how, (_, at))| {
                format!("On the public page since {}: they agreed ({how}).", when::date(*at, &app.zone))
            },
        ),
        command: match entry.look(now) {
            Look::NoLicence => String::new(),
            _ => fresh_command().to_string(),
        },
    }
}

/// `POST /desk/directory/{number}/looked-up`
pub fn post_look_up(app: &App, visit: &Visit) -> Answered {
    let act = LookUpColleague { number: number(visit)? };
    app.submit(visit, Act::LookUpColleague(id(app), act))?;
    go("/desk/directory", "licence-looked-up")
}
