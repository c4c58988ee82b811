//! How many first talks took place in the first hours, week by week: always n of N, and why not. No name, and nobody's rank.

use askama::Template;
use care::practice::ActKind;
use care::time::Instant;
use care::units::Hours;
use record::views::ask_coverage::{self, Counted};

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;
use crate::when;

/// Weeks that are shown, this one included.
const WEEKS: usize = 12;
/// The longest window there can be, in hours: what opened in a week may have its goal so much later.
const LONGEST: Hours = Hours(168);

/// What became of the doses of one week, or of all of them.
#[derive(Default)]
struct Tally {
    doses: usize,
    in_time: usize,
    outside: usize,
    later: usize,
    declined: usize,
    unmarked: usize,
    referred: usize,
    nothing: usize,
    running: usize,
}

impl Tally {
    fn add(&mut self, window: &Counted, now: Instant) {
        self.doses += 1;
        match (window.held, window.declined) {
            (Some(at), _) if window.goal <= at => self.later += 1,
            (Some(_), _) if window.held_kind.is_none() => self.outside += 1,
            (Some(_), _) => self.in_time += 1,
            (None, true) => self.declined += 1,
            (None, false) if now < window.goal => self.running += 1,
            (None, false) if window.booked => self.unmarked += 1,
            (None, false) if window.referred => self.referred += 1,
            (None, false) => self.nothing += 1,
        }
    }

    /// Those whose first hours are over, or whose talk was held: of the others nothing can be said yet.
    const fn counted(&self) -> usize {
        self.doses - self.running
    }

    const fn held(&self) -> usize {
        self.in_time + self.outside
    }

    /// `9 of 11`.
    fn share(&self) -> String {
        format!("{} of {}", self.held(), self.counted())
    }

    /// Why not, and what runs: `2 said no, thanks · 1 later`.
    fn reasons(&self) -> String {
        let reasons = [
            (self.declined, "said no, thanks"),
            (self.later, "later than the goal"),
            (self.unmarked, "booked, and nobody said that it took place"),
            (self.referred, "referred, and nobody said that they met"),
            (self.nothing, "nothing was booked"),
            (self.running, "still in their first hours"),
        ];
        let told = reasons.iter().filter(|(n, _)| 0 < *n).map(|(n, why)| format!("{n} {why}"));
        told.collect::<Vec<_>>().join(" · ")
    }
}

struct Row {
    name: String,
    tally: Tally,
}

#[derive(Template)]
#[template(path = "clinic/coverage.html")]
struct Page {
    frame: Frame,
    weeks: Vec<Row>,
    doors: Vec<Row>,
}

/// `GET /clinic/window`
pub fn get(app: &App, visit: &Visit) -> Answered {
    app.may(visit, ActKind::SeeBoard, None)?;
    let now = app.now();
    let begins = weeks(app, now);
    let since = begins.first().map_or(now, |(from, _)| *from);
    let windows = app.read(|conn, org| ask_coverage::windows(conn, org, since, now.plus_hours(LONGEST)))?;
    let windows: Vec<&Counted> = windows.iter().filter(|window| since <= window.opened).collect();
    let row = |name: String, of: &dyn Fn(&Counted) -> bool| {
        let mut tally = Tally::default();
        windows.iter().filter(|window| of(window)).for_each(|window| tally.add(window, now));
        Row { name, tally }
    };
    let mut weeks: Vec<Row> = begins
        .iter()
        .map(|(from, until)| {
            let name = format!("from {}", when::day(*from, &app.zone));
            row(name, &|window| *from <= window.opened && window.opened < *until)
        })
        .collect();
    weeks.reverse();
    let doors = [("infusion", "After an infusion"), ("kap", "After a KAP dose")];
    let doors = doors
        .into_iter()
        .map(|(model, name)| row(name.to_owned(), &|window| window.model == model))
        .collect();
    html(&Page { frame: draw::live_frame(app, visit, "First talks, counted"), weeks, doors })
}

/// The last weeks in the house's zone, Monday first, oldest first.
fn weeks(app: &App, now: Instant) -> Vec<(Instant, Instant)> {
    let mut day = when::day_around(now, &app.zone);
    while when::local(day.0, &app.zone).is_some_and(|local| local.date.weekday() != 0) {
        day = when::day_around(Instant(day.0.0 - 1), &app.zone);
    }
    let mut weeks = vec![(day.0, now.plus_hours(Hours(1)))];
    while weeks.len() < WEEKS {
        let until = weeks[weeks.len() - 1].0;
        let mut from = until;
        for _ in 0..7 {
            from = when::day_around(Instant(from.0 - 1), &app.zone).0;
        }
        weeks.push((from, until));
    }
    weeks.reverse();
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(held: Option<(i64, Option<&str>)>, declined: bool) -> Counted {
        Counted {
            opened: Instant(0),
            goal: Instant(48),
            model: "kap".to_owned(),
            held: held.map(|(at, _)| Instant(at)),
            held_kind: held.and_then(|(_, kind)| kind.map(str::to_owned)),
            declined,
            booked: false,
            referred: false,
        }
    }

    #[test]
    fn every_dose_is_counted_once_and_none_is_left_out() {
        let mut tally = Tally::default();
        for (held, declined) in [
            (Some((47, Some("therapy"))), false),
            (Some((47, None)), false),
            (Some((48, Some("support"))), false),
            (None, true),
            (None, false),
        ] {
            tally.add(&window(held, declined), Instant(48));
        }
        tally.add(&Counted { goal: Instant(90), ..window(None, false) }, Instant(48));
        tally.add(&Counted { booked: true, ..window(None, false) }, Instant(48));
        tally.add(&Counted { referred: true, ..window(None, false) }, Instant(48));
        assert_eq!((tally.doses, tally.counted(), tally.held()), (8, 7, 2));
        assert_eq!(tally.share(), "2 of 7");
        let told = "1 said no, thanks · 1 later than the goal · 1 booked, and nobody said that it took place · \
                    1 referred, and nobody said that they met · 1 nothing was booked · 1 still in their first hours";
        assert_eq!(tally.reasons(), told);
    }
}
