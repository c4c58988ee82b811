//! My line over time: the same days for each panel, the finding in words above it, the table under it.

use askama::Template;
use care::keeping::{Keeping, Mood, Said, SmallStep, days_between};
use care::practice::Role;
use care::time::{Date, Instant};

use super::keeping::{self, day_words, days_before, mood_words};
use super::line_words::{Finding, Turn, beside, finding};
use super::mine::{self, Mine};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Cell, Col, Drawn, Panel, Point, Table};
use crate::texts::Lang;
use crate::visit::Visit;

/// The longest stretch that is drawn, and the shortest. Source: the house; eight weeks hold a course of six doses.
const DAYS_MAX: i64 = 56;
const DAYS_MIN: i64 = 14;
/// Fewer points are words and no line. Source: screens.md 2.1.
const POINTS_MIN: usize = 3;
/// Widths in px that the two drawings are made for: a phone of 320 px without its margins, and a wide screen.
const NARROW: i32 = 284;
const WIDE: i32 = 640;

/// One panel with all that is said of it.
pub struct Shown {
    /// Of its heading.
    pub id: String,
    /// What it is about.
    pub heading: String,
    /// The finding.
    pub found: String,
    /// What may be noticed beside another panel; empty when there is too little.
    pub notice: String,
    /// For a phone; none with too few points.
    pub narrow: Option<Drawn>,
    /// For a wide screen.
    pub wide: Option<Drawn>,
    /// The days.
    pub table: Table,
    /// Worse than before: whom to talk to.
    pub talk: String,
}

#[derive(Template)]
#[template(path = "me/line.html")]
struct Page {
    frame: Frame,
    range: String,
    panels: Vec<Shown>,
    no_steps: bool,
}

/// The days that are drawn, with what else happened on them.
struct Days {
    lang: Lang,
    first: Date,
    today: Date,
    marks: Vec<(Date, String, bool)>,
}

impl Days {
    fn n(&self) -> i32 {
        i32::try_from(days_between(self.first, self.today) + 1).unwrap_or(1)
    }
    fn place(&self, day: Date) -> Option<i32> {
        let place = i32::try_from(days_between(self.first, day)).ok()?;
        (0..self.n()).contains(&place).then_some(place)
    }
    fn mark(&self, day: Date) -> String {
        let on: Vec<&str> =
            self.marks.iter().filter(|(of, ..)| *of == day).map(|(_, words, _)| words.as_str()).collect();
        on.join(", ")
    }

    fn drawn(&self, rows: &[String], points: &[Point], joined: bool) -> (Drawn, Drawn) {
        let placed = |(day, words, dose): &(Date, String, bool)| {
            self.place(*day).map(|day| (day, words.clone(), *dose))
        };
        let marks: Vec<(i32, String, bool)> = self.marks.iter().filter_map(placed).collect();
        let ends = (day_words(self.lang, self.first), self.lang.say("after-today"));
        let panel = Panel { n_days: self.n(), rows, points, joined, marks: &marks, ends };
        (panel.at(NARROW), panel.at(WIDE))
    }
}

/// `GET /me/line`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let kept = &mine.patient.keeping;
    let days = days(app, &mine, lang);
    let mut panels = vec![mood_panel(app, &mine, &days)];
    let with_days = |step: &&SmallStep| step.days.iter().any(|day| days.place(*day).is_some());
    let panel = |step: &SmallStep| {
        let chosen = keeping::today(app, &mine.patient, step.chosen);
        Shown { notice: notice(lang, kept, step, chosen.max(days.first)), ..step_panel(step, &days) }
    };
    panels.extend(kept.steps.iter().filter(with_days).map(panel));
    let (from, until) = (day_words(lang, days.first), day_words(lang, days.today));
    html(&Page {
        frame: draw::frame(app, visit, &lang.say("after-line-title")),
        range: lang.say_with("after-line-range", &[("from", &from), ("until", &until)]),
        no_steps: panels.len() == 1,
        panels,
    })
}

/// From the first day anything was kept, or the first dose; two weeks at least, eight at most.
fn days(app: &App, mine: &Mine, lang: Lang) -> Days {
    let day = |at: Instant| keeping::today(app, &mine.patient, at);
    let today = day(mine.now);
    let mut marks: Vec<(Date, String, bool)> = vec![];
    for (_, window) in &mine.windows {
        marks.push((day(window.opened), lang.say("after-line-dose"), true));
        if let Some((held, _)) = window.held {
            marks.push((day(held), lang.say("after-line-first-talk"), false));
        }
    }
    marks.sort();
    let kept = &mine.patient.keeping;
    let first = kept.moods.keys().chain(kept.steps.iter().flat_map(|step| step.days.iter()));
    let first = first.chain(marks.iter().map(|(day, ..)| day)).min().copied().unwrap_or(today);
    let back = days_between(first, today).clamp(DAYS_MIN - 1, DAYS_MAX - 1);
    Days { lang, first: days_before(today, back), today, marks }
}

fn mood_panel(app: &App, mine: &Mine, days: &Days) -> Shown {
    let (lang, kept) = (days.lang, &mine.patient.keeping);
    let said = || kept.moods.iter().filter(|(day, _)| days.place(**day).is_some());
    let point = |(day, said): (&Date, &Said)| {
        let words = format!("{}: {}", day_words(lang, *day), mood_words(lang, said.mood));
        Some(Point { day: days.place(*day)?, row: i32::from(said.mood.place()) - 1, words })
    };
    let points: Vec<Point> = said().filter_map(point).collect();
    let rows: Vec<String> = Mood::ALL.iter().map(|mood| mood_words(lang, *mood)).collect();
    let drawn = (POINTS_MIN <= points.len()).then(|| days.drawn(&rows, &points, true));
    let found = finding(said().map(|(day, said)| (*day, said.mood)), days.today);
    let worse = matches!(found, Finding::Words { turn: Turn::Lower, .. });
    let (narrow, wide) = drawn.unzip();
    Shown {
        id: "line-mood".to_owned(),
        heading: lang.say("after-line-mood-heading"),
        found: found_words(lang, found),
        notice: String::new(),
        narrow,
        wide,
        table: mood_table(kept, days),
        talk: if worse { talk_words(app, mine, lang) } else { String::new() },
    }
}

fn found_words(lang: Lang, found: Finding) -> String {
    match found {
        Finding::TooFew { n } => lang.say_counted("after-line-mood-few", i64::from(n), &[]),
        Finding::Words { n, good, middle, turn } => {
            let n = n.to_string();
            let first = if good == 0 {
                lang.say_with("after-line-mood-mixed", &[("n", &n), ("word", &mood_words(lang, middle))])
            } else {
                lang.say_with("after-line-mood-good", &[("good", &good.to_string()), ("n", &n)])
            };
            match turn {
                Turn::Lower => format!("{first} {}", lang.say("after-line-mood-worse")),
                Turn::Higher => format!("{first} {}", lang.say("after-line-mood-better")),
                Turn::Level => first,
            }
        }
    }
}

/// The moods of the days with a step beside those without it, since it was chosen.
fn notice(lang: Lang, kept: &Keeping, step: &SmallStep, from: Date) -> String {
    let said = kept.moods.range(from..).map(|(day, said)| (*day, said.mood));
    let Some(found) = beside(said, |day| step.days.contains(&day)) else { return String::new() };
    let (n_with, n_without) = (found.n_with.to_string(), found.n_without.to_string());
    let (with, without) = (mood_words(lang, found.with), mood_words(lang, found.without));
    let values =
        [("with", with.as_str()), ("without", &without), ("n_with", &n_with), ("n_without", &n_without)];
    let words = if found.with == found.without {
        lang.say_with("after-line-beside-same", &values)
    } else {
        lang.say_with("after-line-beside", &values)
    };
    format!("{words} {}", lang.say("after-line-beside-no-cause"))
}

/// A person of the team to ask for, and the clinic's number.
fn talk_words(app: &App, mine: &Mine, lang: Lang) -> String {
    let (clinic, phone) = (app.house.name.as_str(), app.house.phone.as_str());
    let now = mine.patient.team.iter().filter(|member| member.term.covers(mine.now));
    let person = now.clone().find(|member| member.role == Role::Therapist).or_else(|| {
        now.clone().find(|member| matches!(member.role, Role::Prescriber | Role::MedicalDirector))
    });
    match person.map(|member| mine::name_of(app, member.person)).filter(|name| !name.is_empty()) {
        Some(name) => {
            lang.say_with("after-line-ask-for", &[("clinic", clinic), ("phone", phone), ("name", &name)])
        }
        None => lang.say_with("after-line-call", &[("clinic", clinic), ("phone", phone)]),
    }
}

fn mood_table(kept: &Keeping, days: &Days) -> Table {
    let lang = days.lang;
    let row = |(day, said): (&Date, &Said)| {
        vec![
            Cell::new(&day_words(lang, *day)),
            Cell::new(&mood_words(lang, said.mood)),
            Cell::new(said.note.as_ref().map_or("", |note| note.as_str())),
            Cell::new(&days.mark(*day)),
        ]
    };
    let cols = ["day", "word", "note", "mark"];
    let in_reach = kept.moods.iter().rev().filter(|(day, _)| days.place(**day).is_some());
    Table {
        id: "table-mood".to_owned(),
        caption: lang.say("after-line-table-mood"),
        cols: cols.iter().map(|code| col(lang, code)).collect(),
        rows: in_reach.map(row).collect(),
    }
}

fn col(lang: Lang, code: &str) -> Col {
    Col { label: lang.say_of("after-line-col", code), num: false }
}

fn step_panel(step: &SmallStep, days: &Days) -> Shown {
    let lang = days.lang;
    let on: Vec<Date> = step.days.iter().copied().filter(|day| days.place(*day).is_some()).collect();
    let row = [lang.say("after-day-done")];
    let point = |day: &Date| {
        let words = format!("{}: {}", day_words(lang, *day), row[0]);
        Some(Point { day: days.place(*day)?, row: 0, words })
    };
    let points: Vec<Point> = on.iter().filter_map(point).collect();
    let drawn = (POINTS_MIN <= points.len()).then(|| days.drawn(&row, &points, false));
    let (narrow, wide) = drawn.unzip();
    let counted = [("n", on.len().to_string()), ("days", days.n().to_string())];
    let cells = |day: &Date| vec![Cell::new(&day_words(lang, *day)), Cell::new(&days.mark(*day))];
    Shown {
        id: format!("line-step-{}", step.number),
        heading: keeping::step_words(&step.words),
        found: lang.say_with("after-line-step-found", &counted.each_ref().map(|(key, n)| (*key, n.as_str()))),
        notice: String::new(),
        narrow,
        wide,
        table: Table {
            id: format!("table-step-{}", step.number),
            caption: lang.say("after-line-table-step"),
            cols: vec![col(lang, "day"), col(lang, "mark")],
            rows: on.iter().rev().map(cells).collect(),
        },
        talk: String::new(),
    }
}
