//! The frame around a page, for whoever is looking.

use care::practice::{Actor, Role};

use crate::app::App;
use crate::crisis::Crisis;
use crate::frame::{Flash, FlashKind, Frame, NavItem, Offline, Shell, Who};
use crate::live;
use crate::pages::emergencies;
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// The frame of a page with this title, in the shell of whoever looks.
pub fn frame(app: &App, visit: &Visit, title: &str) -> Frame {
    frame_in(app, visit, title, shell(visit))
}

/// The language in which whoever looks reads pages of their own shell.
pub fn lang(visit: &Visit) -> Lang {
    language(visit, shell(visit))
}

fn shell(visit: &Visit) -> Shell {
    let role = visit.signed.as_ref().map(|signed| signed.by.role);
    match role {
        None => Shell::Public,
        Some(Role::Patient) => Shell::Patient,
        Some(Role::IntegrationSpecialist) => Shell::Support,
        Some(Role::Auditor) => Shell::Audit,
        Some(_) => Shell::Staff,
    }
}

/// As `frame`, in a given shell.
pub fn frame_in(app: &App, visit: &Visit, title: &str, shell: Shell) -> Frame {
    let signed = visit.signed.as_ref();
    let lang = language(visit, shell);
    // A page is drawn also when this cannot be read.
    let standings = emergencies::standing(app, visit, &visit.path).ok().flatten();
    Frame {
        house_name: app.house.name.as_str().to_owned(),
        title: title.to_owned(),
        shell,
        density: shell.density(),
        theme: visit.theme,
        lang,
        clock: visit.clock,
        path: visit.path.clone(),
        who: signed.map(|signed| Who {
            name: signed.name().to_owned(),
            role_words: words::role(lang, signed.by.role).to_owned(),
        }),
        nav: nav(visit, lang),
        csrf: signed.map(|signed| signed.csrf.clone()).unwrap_or_default(),
        // Every page of the staff follows along: an emergency is said on all of them. Whoever does not stand here any more is
        // told why once, and their page asks for nothing that would be refused.
        live_after: (standings.is_some() && signed.is_some_and(|signed| live::stands(app, signed)))
            .then(|| newest(app))
            .flatten(),
        offline: (shell == Shell::Patient).then(|| offline(app, visit)),
        flash: visit
            .flash
            .as_deref()
            .and_then(|code| words::flash(lang, code))
            .map(|words| Flash { kind: FlashKind::Ok, words: words.to_owned() }),
        emergency: None,
        standings,
        expires_at_ms: signed.map(|signed| signed.expires_at_ms),
        now_ms: when::ms(app.now()),
        crisis: Crisis::of(app.house.jurisdiction.as_str(), lang),
        zone_name: zone_name(app, shell),
        clinic_phone: app.house.phone.as_str().to_owned(),
        clinic_hours: app.house.hours.as_str().to_owned(),
    }
}

fn offline(app: &App, visit: &Visit) -> Offline {
    let now = app.now();
    let (clock, phone) = (Reader::of(app, visit).clock(now), app.house.phone.as_str());
    Offline {
        words: visit.lang.say_with("day-offline", &[("clock", &clock), ("phone", phone)]),
        until_ms: when::ms(when::day_around(now, &app.zone).1),
    }
}

/// Patients and the public read in their language. The words of staff pages are English for now, so theirs all are.
fn language(visit: &Visit, shell: Shell) -> Lang {
    match shell {
        Shell::Public | Shell::Patient => visit.lang,
        Shell::Staff | Shell::Support | Shell::Audit => Lang::En,
    }
}

/// `New York` of `America/New_York`: said once at the foot of a patient's page, unless every time says its own zone. Staff work
/// where the clocks are.
fn zone_name(app: &App, shell: Shell) -> String {
    if shell != Shell::Patient || app.places().keep_other_clocks() {
        return String::new();
    }
    let city = app.house.zone.as_str().rsplit('/').next().unwrap_or("");
    city.replace('_', " ")
}

/// The frame of a page that follows the journal live.
pub fn live_frame(app: &App, visit: &Visit, title: &str) -> Frame {
    Frame { live_after: newest(app), ..frame(app, visit, title) }
}

fn newest(app: &App) -> Option<i64> {
    app.read(record::journal::head).map(|head| head.position).ok()
}

fn nav(visit: &Visit, lang: Lang) -> Vec<NavItem> {
    let Some(signed) = &visit.signed else {
        return vec![
            NavItem::new("/", &lang.say("shell-nav-home"), visit.path == "/"),
            NavItem::new("/choose", &lang.say("choose-nav"), visit.path.starts_with("/choose")),
            NavItem::new("/people", &lang.say("shell-nav-people"), visit.path.starts_with("/people")),
            NavItem::new("/sign-in", &lang.say("shell-nav-sign-in"), visit.path.starts_with("/sign-in")),
        ];
    };
    let within = |place: &str| visit.path == place || visit.path.starts_with(&format!("{place}/"));
    let here = |href: &str| match href {
        "/tasks" => within("/tasks") || within("/desk/first-contacts") || within("/referrals"),
        "/patients" if within("/desk/first-contacts") || within("/desk/chase") => false,
        "/patients" if within("/desk/receipts") || within("/desk/directory") => false,
        "/patients" => ["/patients", "/courses", "/desk"].iter().any(|place| within(place)),
        "/clinic" => ["/clinic", "/protocols", "/desk/receipts", "/desk/directory", "/vault"]
            .iter()
            .any(|place| within(place)),
        "/board" => ["/board", "/sessions", "/windows"].iter().any(|place| within(place)),
        "/audit" if within("/audit/substances") => false,
        href => within(href),
    };
    if let Actor::Patient(_) = signed.by.actor {
        return vec![
            NavItem::new("/me", &lang.say("shell-nav-course"), visit.path == "/me").icon("course"),
            NavItem::new("/me/journal", &lang.say("diary-title"), here("/me/journal")).icon("diary"),
            NavItem::new("/me/todo", &lang.say("shell-nav-todo"), here("/me/todo")).icon("done"),
            NavItem::new("/me/people", &lang.say("shell-nav-who-sees"), here("/me/people")).icon("messages"),
            NavItem::new("/me/help", &lang.say("shell-nav-help"), here("/me/help")).icon("help"),
        ];
    }
    of_staff(signed.by.role).iter().map(|(href, label)| NavItem::new(href, label, here(href))).collect()
}

/// Where somebody on staff goes, by their role.
const fn of_staff(role: Role) -> &'static [(&'static str, &'static str)] {
    match role {
        Role::IntegrationSpecialist => &[("/integration", "My people"), ("/integration/profile", "Profile")],
        Role::Auditor => &[
            ("/audit", "Record"),
            ("/audit/substances", "Drugs"),
            ("/vault", "Vaults"),
            ("/clinic/people", "People"),
            ("/protocols", "Protocols"),
        ],
        Role::FrontDesk => &[
            ("/board", "Today"),
            ("/schedule", "Calendar"),
            ("/patients", "Patients"),
            ("/desk/chase", "To chase"),
            ("/desk/receipts", "Receipts"),
            ("/tasks", "Tasks"),
            ("/clinic/messages", "Messages"),
            ("/clinic/people", "People"),
        ],
        // People, protocols, messages and the rest lie beside each other behind it.
        Role::MedicalDirector => &[
            ("/board", "Today"),
            ("/schedule", "Calendar"),
            ("/patients", "Patients"),
            ("/tasks", "Tasks"),
            ("/clinic", "Clinic"),
        ],
        Role::Nurse | Role::Prescriber => &[
            ("/board", "Today"),
            ("/schedule", "Calendar"),
            ("/patients", "Patients"),
            ("/tasks", "Tasks"),
            ("/vault", "Vaults"),
            ("/clinic/messages", "Messages"),
            ("/protocols", "Protocols"),
            ("/clinic/people", "People"),
        ],
        _ => &[
            ("/board", "Today"),
            ("/schedule", "Calendar"),
            ("/patients", "Patients"),
            ("/tasks", "Tasks"),
            ("/clinic/messages", "Messages"),
            ("/protocols", "Protocols"),
            ("/clinic/people", "People"),
        ],
    }
}
