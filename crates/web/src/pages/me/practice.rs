//! Prompts and practices: a few that fit now, all of them by phase, and one at a time in big letters.

use askama::Template;
use care::course::SessionKind;
use care::time::Date;
use care::units::Hours;
use exchange::practices::{self, Kind, Phase, Practice};
use exchange::reading::Language;

use super::keeping;
use super::mine::{self, Mine};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::texts::Lang;
use crate::visit::Visit;

/// So many cards fit the phase. Source: screens.md 2.1.
const CARDS: usize = 5;

/// One text in a list.
struct Card {
    id: &'static str,
    title: &'static str,
    kind: String,
    minutes: String,
}

/// All of a phase.
struct Group {
    heading: String,
    cards: Vec<Card>,
}

#[derive(Template)]
#[template(path = "me/practices.html")]
struct ListPage {
    frame: Frame,
    phase: String,
    now: Vec<Card>,
    all: Vec<Group>,
    reviewed: String,
    stale: bool,
}

#[derive(Template)]
#[template(path = "me/practice.html")]
struct OnePage {
    frame: Frame,
    kind: String,
    minutes: String,
    /// Its lines are steps, one after another.
    steps: bool,
    text: &'static [String],
    another: &'static str,
    /// Where it is written about; empty for what is not a prompt.
    write: String,
    reviewed: String,
    stale: bool,
}

/// The texts of the language of the page.
pub fn library(lang: Lang) -> &'static [Practice] {
    practices::shipped(match lang {
        Lang::En => Language::English,
        Lang::Es => Language::Spanish,
    })
}

fn card(lang: Lang, practice: &'static Practice) -> Card {
    Card {
        id: &practice.id,
        title: &practice.title,
        kind: lang.say_of("after-practice-kind", practice.kind.code()),
        minutes: lang.say_with("after-practice-minutes", &[("n", &practice.minutes.to_string())]),
    }
}

/// Where this person is: after the newest dose; before the next one in the two days ahead of it.
fn phase(mine: &Mine) -> Phase {
    let opened = mine.windows.first().map(|(_, window)| window.opened);
    let phase = Phase::after_hours(opened.map(|opened| mine.now.hours_since(opened).max(0)));
    let soon = mine.now.plus_hours(Hours(48));
    let dose_ahead = mine.visits.iter().any(|(_, visit)| {
        visit.kind == SessionKind::Dosing
            && mine::is_ahead(visit)
            && visit.dose.is_none()
            && (mine.now..soon).contains(&visit.starts)
    });
    if phase == Phase::After && dose_ahead { Phase::Before } else { phase }
}

/// Five that fit: two to write about, then to make, a ritual, a talk, and the rest to come back to here and now. Each day
/// begins at another place of the list, so that the page is not always the same.
fn for_now(library: &'static [Practice], phase: Phase, day: i64) -> Vec<&'static Practice> {
    let turned = |of: Vec<&'static Practice>, most: usize| {
        let n = of.len();
        let from = usize::try_from(day.rem_euclid(i64::try_from(n.max(1)).unwrap_or(1))).unwrap_or(0);
        (0..n.min(most)).map(|at| of[(from + at) % n]).collect::<Vec<_>>()
    };
    let own = |prompt: bool| {
        let fits = |one: &&Practice| one.phase == phase && (one.kind == Kind::Prompt) == prompt;
        library.iter().filter(fits).collect::<Vec<_>>()
    };
    let mut now = turned(own(true), 2);
    now.extend(turned(own(false), 2));
    let at_any_time: Vec<_> = library.iter().filter(|one| one.phase == Phase::Any).collect();
    now.extend(turned(at_any_time, CARDS - now.len()));
    now
}

/// Who has read these texts, and until when that holds.
fn reviewed(lang: Lang, practice: &Practice) -> String {
    let day = |date: Date| format!("{} {}", keeping::day_words(lang, date), date.year);
    lang.say_with(
        "after-practice-reviewed",
        &[
            ("by", &practice.reviewed_by),
            ("written", &day(practice.written)),
            ("review", &day(practice.review_by)),
        ],
    )
}

/// `GET /me/practice`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let (library, phase) = (library(lang), phase(&mine));
    let today = keeping::today(app, &mine.patient, mine.now);
    let day = mine.now.hours_since(care::time::Instant(0)).div_euclid(24);
    let group = |phase: Phase| Group {
        heading: lang.say_of("after-practice-phase", phase.code()),
        cards: library.iter().filter(|one| one.phase == phase).map(|one| card(lang, one)).collect(),
    };
    html(&ListPage {
        frame: draw::frame(app, visit, &lang.say("after-practice-title")),
        phase: lang.say_of("after-practice-phase", phase.code()),
        now: for_now(library, phase, day).into_iter().map(|one| card(lang, one)).collect(),
        all: Phase::ALL.into_iter().map(group).collect(),
        reviewed: library.first().map_or_else(String::new, |one| reviewed(lang, one)),
        stale: library.iter().any(|one| one.review_by < today),
    })
}

/// Where a prompt is written about.
const JOURNAL: &str = "/me/journal/new";

/// No link leads nowhere: this program may have no page to write on.
fn has_journal() -> bool {
    crate::routes::all().iter().any(|route| route.path == JOURNAL)
}

/// `GET /me/practice/{practice}`
pub fn get_one(app: &App, visit: &Visit) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let library = library(lang);
    let id = visit.param("practice");
    let at = library.iter().position(|one| one.id == id).ok_or(Trouble::NotFound)?;
    let practice = &library[at];
    let alike = |one: &&Practice| one.phase == practice.phase && one.kind == practice.kind;
    // The next of its kind; after the last, the first.
    let round = library[at + 1..].iter().chain(&library[..=at]);
    let today = keeping::today(app, &mine.patient, mine.now);
    html(&OnePage {
        frame: draw::frame(app, visit, &practice.title),
        kind: lang.say_of("after-practice-kind", practice.kind.code()),
        minutes: lang.say_with("after-practice-minutes", &[("n", &practice.minutes.to_string())]),
        steps: practice.kind != Kind::Prompt,
        text: &practice.text,
        another: round.filter(alike).map(|one| one.id.as_str()).next().unwrap_or(""),
        write: match practice.kind {
            Kind::Prompt if has_journal() => format!("{JOURNAL}?prompt={}", practice.id),
            _ => String::new(),
        },
        reviewed: reviewed(lang, practice),
        stale: practice.review_by < today,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_cards_fit_each_phase_on_every_day_and_none_twice() {
        for lang in [Lang::En, Lang::Es] {
            for phase in [Phase::Before, Phase::FirstDay, Phase::SecondDay, Phase::After] {
                for day in 0..30 {
                    let cards = for_now(library(lang), phase, day);
                    assert_eq!(cards.len(), CARDS);
                    assert!(cards.iter().all(|one| one.phase == phase || one.phase == Phase::Any));
                    let ids: std::collections::BTreeSet<&str> =
                        cards.iter().map(|one| one.id.as_str()).collect();
                    assert_eq!(ids.len(), CARDS, "{phase:?} on day {day}");
                }
            }
        }
    }
}
