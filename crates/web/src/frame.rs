//! The frame around every page: house name, navigation, who is signed in, theme, density, live
//! position, help. Every page struct holds `frame: Frame` and its template extends one of
//! `shell/public.html`, `shell/patient.html`, `shell/staff.html`, `shell/support.html` or
//! `shell/signin.html`.

use crate::assets;
use crate::crisis::Crisis;
use crate::reader::Clock;
use crate::texts::{Direction, Lang};

/// Which of the separate shells a page lives in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// Anyone, no session. Help with the crisis line in the footer.
    #[default]
    Public,
    /// A patient in a course of care. Bottom tabs, crisis line, no names in titles.
    Patient,
    /// Clinical and desk staff.
    Staff,
    /// Integration support: its own words ("client") and the not-therapy strip.
    Support,
    /// Read-only inspection, dense rows. Uses `shell/staff.html`.
    Audit,
}

impl Shell {
    /// The class on `<body>`.
    pub fn class(self) -> &'static str {
        match self {
            Shell::Public => "shell-public",
            Shell::Patient => "shell-patient",
            Shell::Staff => "shell-staff",
            Shell::Support => "shell-support",
            Shell::Audit => "shell-staff shell-audit",
        }
    }

    /// The density a shell has unless the page says otherwise.
    pub fn density(self) -> Density {
        match self {
            Shell::Public | Shell::Patient => Density::Comfortable,
            Shell::Staff | Shell::Support => Density::Clinical,
            Shell::Audit => Density::Compact,
        }
    }
}

/// Row height and target size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// 52 px rows, 44 px targets, 17 px text: patients and public.
    #[default]
    Comfortable,
    /// 44 px rows and targets: staff.
    Clinical,
    /// 34 px rows, 32 px targets (44 on touch): audit and reports.
    Compact,
    /// 60 px targets: at the chair.
    Glance,
}

impl Density {
    /// The value of `<html data-density>`.
    pub fn code(self) -> &'static str {
        match self {
            Density::Comfortable => "comfortable",
            Density::Clinical => "clinical",
            Density::Compact => "compact",
            Density::Glance => "glance",
        }
    }
}

/// A colour theme chosen on this device. None chosen follows the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Desk.
    Light,
    /// Treatment room.
    Dim,
    /// Deep dark, warm, little blue.
    Candle,
}

impl Theme {
    /// The value of `<html data-theme>` and of the `theme` form field.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dim => "dim",
            Theme::Candle => "candle",
        }
    }

    /// Reads a posted or stored code; anything else is `None` (follow the system).
    pub fn from_code(code: &str) -> Option<Theme> {
        match code {
            "light" => Some(Theme::Light),
            "dim" => Some(Theme::Dim),
            "candle" => Some(Theme::Candle),
            _ => None,
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// "S. Ortiz RN"
    pub name: String,
    /// "Infusion nurse"
    pub role_words: String,
}

/// One entry of the navigation.
#[derive(Clone, Debug, Default)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// One word or two.
    pub label: String,
    /// This page, or its section.
    pub current: bool,
    /// Things waiting there; `None` or 0 shows nothing.
    pub count: Option<u32>,
    /// Sprite name for the patient tabs ("course", "diary", "messages", "help"); "" for none.
    pub icon: &'static str,
}

impl NavItem {
    /// An entry without icon and count.
    pub fn new(href: &str, label: &str, current: bool) -> NavItem {
        NavItem { href: href.into(), label: label.into(), current, count: None, icon: "" }
    }

    /// With a sprite icon (patient tabs).
    pub fn icon(mut self, icon: &'static str) -> NavItem {
        self.icon = icon;
        self
    }

    /// With a number of waiting things.
    pub fn count(mut self, count: u32) -> NavItem {
        self.count = Some(count);
        self
    }

    /// The count to show: 0 when there is nothing to show.
    pub fn waiting(&self) -> u32 {
        self.count.unwrap_or(0)
    }
}

/// What a one-time message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FlashKind {
    /// It worked.
    Ok,
    /// Good to know.
    #[default]
    Info,
    /// Needs care.
    Warn,
    /// It did not work. Say what is safe and what to do.
    Err,
}

/// A one-time message at the top of the page.
#[derive(Clone, Debug, Default)]
pub struct Flash {
    /// Sets icon, tint and how loudly it is announced.
    pub kind: FlashKind,
    /// One or two sentences.
    pub words: String,
}

impl Flash {
    /// The class for the tint.
    pub fn class(&self) -> &'static str {
        match self.kind {
            FlashKind::Ok => "k-ok",
            FlashKind::Info => "k-info",
            FlashKind::Warn => "k-warn",
            FlashKind::Err => "k-err",
        }
    }

    /// The sprite name.
    pub fn icon(&self) -> &'static str {
        match self.kind {
            FlashKind::Ok => "done",
            FlashKind::Info => "info",
            FlashKind::Warn => "warn",
            FlashKind::Err => "alert",
        }
    }

    /// "alert" for errors, "status" for all others.
    pub fn role(&self) -> &'static str {
        if self.kind == FlashKind::Err { "alert" } else { "status" }
    }
}

/// What a page says about itself when it is shown without a connection.
#[derive(Clone, Debug, Default)]
pub struct Offline {
    /// From when it is, and whom to call.
    pub words: String,
    /// The end of its day, ms since 1970: after it nothing of the page is shown.
    pub until_ms: i64,
}

/// An emergency that stands at a chair.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The chair or room.
    pub room: String,
    /// `10:31`.
    pub since: String,
    /// The same, ms since 1970.
    pub since_ms: i64,
    /// Where it leads; "" for whoever opens no chart.
    pub href: String,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    /// Where they are asked for again.
    pub src: String,
    /// The oldest first.
    pub all: Vec<Standing>,
}

/// Everything the shells need.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// "Harbor Clinic"
    pub house_name: String,
    /// Page title and, unless the page overrides the block, its one `h1`.
    /// Carries no patient name in the patient shell.
    pub title: String,
    /// Which shell.
    pub shell: Shell,
    /// Row height and target size; usually `shell.density()`.
    pub density: Density,
    /// Chosen theme; `None` follows the system.
    pub theme: Option<Theme>,
    /// The language of the page.
    pub lang: Lang,
    /// How the page shows a clock.
    pub clock: Clock,
    /// The page's own address, where a choice made in the foot leads back to.
    pub path: String,
    /// Signed-in person; `None` on public pages.
    pub who: Option<Who>,
    /// Navigation of this shell.
    pub nav: Vec<NavItem>,
    /// Token for every form of the page.
    pub csrf: String,
    /// Journal position to follow from; `None` = the page is not live.
    pub live_after: Option<i64>,
    /// Said by a page of the patient's own when it is shown without a connection.
    pub offline: Option<Offline>,
    /// One-time message.
    pub flash: Option<Flash>,
    /// Words of the banner while emergency access is open.
    pub emergency: Option<String>,
    /// Emergencies that stand in the house; none where they are not told of.
    pub standings: Option<Standings>,
    /// When the session ends, in ms since 1970; the page warns 2 min before.
    pub expires_at_ms: Option<i64>,
    /// When the page was drawn, in ms since 1970: what its reader's own clock is held against.
    pub now_ms: i64,
    /// Whom to call in a crisis, by the house's country.
    pub crisis: Crisis,
    /// The zone of every time on a patient's page; "" where no time is shown.
    pub zone_name: String,
    /// "+1 555 010 0100"
    pub clinic_phone: String,
    /// "Mon–Fri 9–17"
    pub clinic_hours: String,
}

impl Frame {
    /// A frame with the shell's own density and nothing else set.
    pub fn new(shell: Shell, house_name: &str, title: &str) -> Frame {
        Frame {
            house_name: house_name.into(),
            title: title.into(),
            shell,
            density: shell.density(),
            crisis: Crisis::of("US", Lang::En),
            ..Frame::default()
        }
    }

    /// Where the house's name leads in the staff shell: auditors and integration specialists have no board.
    pub fn staff_home(&self) -> &'static str {
        match self.shell {
            Shell::Audit => "/audit",
            Shell::Support => "/integration",
            Shell::Staff | Shell::Public | Shell::Patient => "/board",
        }
    }

    /// May whoever is signed in tell an incident? Everybody on staff but the auditor.
    pub fn may_tell(&self) -> bool {
        self.who.is_some() && matches!(self.shell, Shell::Staff | Shell::Support)
    }

    /// The theme's code, "" when the system decides.
    pub fn theme_code(&self) -> &'static str {
        self.theme.map_or("", Theme::code)
    }

    /// The words of a key, in the language of the page.
    pub fn say(&self, key: &str) -> String {
        self.lang.say(key)
    }

    /// The words of a key of a family, such as `route` and `oral`.
    pub fn say_of(&self, family: &str, code: &str) -> String {
        self.lang.say_of(family, code)
    }

    /// A plain word of a closed family; "" for a code that has none.
    pub fn word_of(&self, family: &str, code: &str) -> &'static str {
        self.lang.word_of(family, code)
    }

    /// The words of a key with its variables filled in.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.lang.say_with(key, values)
    }

    /// The words of a key that counts: `$n` chooses the plural form.
    pub fn say_counted(&self, key: &str, n: i64, values: &[(&str, &str)]) -> String {
        self.lang.say_counted(key, n, values)
    }

    /// Both ways to read a clock.
    pub fn clocks(&self) -> std::slice::Iter<'static, Clock> {
        Clock::ALL.iter()
    }

    /// Every language a page can be read in.
    pub fn languages(&self) -> std::slice::Iter<'static, Lang> {
        Lang::ALL.iter()
    }

    /// The value of `<html dir>`.
    pub fn dir(&self) -> &'static str {
        match self.lang.direction() {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// `tel:` link of the clinic: digits and a leading plus only.
    pub fn phone_href(&self) -> String {
        let digits: String = self.clinic_phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("tel:{digits}")
    }

    /// Shown in strips that need a name: the signed-in person, else the house.
    pub fn speaker(&self) -> &str {
        self.who.as_ref().map_or(self.house_name.as_str(), |w| w.name.as_str())
    }

    /// Versioned URL of the style sheet.
    pub fn css(&self) -> &'static str {
        assets::url("/assets/holdfast.css")
    }

    /// Versioned URL of a script: "live", "clock", "chair", "chart", "glance", "keep" or "form".
    pub fn js(&self, name: &str) -> &'static str {
        match name {
            "live" => assets::url("/assets/js/live.js"),
            "clock" => assets::url("/assets/js/clock.js"),
            "choose" => assets::url("/assets/js/choose.js"),
            "chair" => assets::url("/assets/js/chair.js"),
            "bedside" => assets::url("/assets/js/bedside.js"),
            "chart" => assets::url("/assets/js/chart.js"),
            "glance" => assets::url("/assets/js/glance.js"),
            "keep" => assets::url("/assets/js/keep.js"),
            "diary" => assets::url("/assets/js/diary.js"),
            _ => assets::url("/assets/js/form.js"),
        }
    }
}
