//! What became of the people who were treated here, by questionnaire and door: each number with its n and with who is
//! missing; nothing of fewer than ten. Nobody's rank, and no claim.

use askama::Template;
use care::measures::outcome::{Given, Tally, outcome};
use care::measures::{Measure, Occasion, Slot};
use care::protocol::CareModel;
use care::time::Instant;
use record::views::ask_outcomes::{self, MOST};

use super::safety_today::places;
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Action;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

/// Of fewer people than this with both scores nothing is said but how many they are: one person could be found in it, and
/// one more would turn it round. House policy, as screens.md 2.1 sets it.
const FEWEST: usize = 10;

/// One questionnaire through one door.
struct Row {
    door: &'static str,
    /// `6 of 11`.
    both: String,
    n: usize,
    of: usize,
    missing: String,
    /// Why there are no numbers; empty when there are.
    withheld: String,
    responded: String,
    remitted: String,
    change: String,
}

struct Group {
    id: String,
    title: String,
    stretch: String,
    source: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "clinic/outcomes.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    groups: Vec<Group>,
    n_courses: usize,
    cut: bool,
}

/// `GET /clinic/outcomes`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let mut ids = app.read(ask_outcomes::treated)?;
    let cut = MOST < ids.len();
    ids.truncate(MOST);
    let slots = app.measures().schedule().slots.iter();
    let slots: Vec<&Slot> = slots.filter(|slot| slot.occasion == Occasion::AfterSeries).collect();
    let doors = [CareModel::Infusion, CareModel::Kap];
    let mut tallies = vec![[Tally::default(), Tally::default()]; slots.len()];
    for id in &ids {
        let course = app.course(*id)?;
        let doses: Vec<Instant> = course.doses.iter().map(|(at, _)| *at).collect();
        let over = course.closed.is_some() || course.planned_doses as usize <= doses.len();
        let given = Given { doses: &doses, over, kept: &course.measures };
        for (slot, tally) in slots.iter().zip(&mut tallies) {
            let named = slot.protocols.is_empty() || slot.protocols.contains(&course.slug);
            if !named || !slot.doors.contains(&course.model) {
                continue;
            }
            let door = usize::from(course.model == CareModel::Kap);
            if let (Some(says), Some(tally)) = (outcome(&given, slot, now), tally.get_mut(door)) {
                tally.add(says, course.patient);
            }
        }
    }
    let mut groups = vec![];
    for (slot, tally) in slots.iter().zip(&tallies) {
        let Ok(measure) = app.measures().measure(slot.measure.as_str()) else { continue };
        let of_doors = doors.iter().zip(tally).filter(|(door, _)| slot.doors.contains(door));
        groups.push(Group {
            id: format!("m-{}", slot.measure),
            title: measure.title.to_string(),
            stretch: format!("{} to {} days after the last dose", slot.from_days, slot.until_days),
            source: slot.source.clone(),
            rows: of_doors.map(|(door, tally)| row(measure, *door, tally)).collect(),
        });
    }
    html(&Page {
        frame: draw::frame(app, visit, "Outcomes, counted"),
        places: places("/clinic/outcomes"),
        groups,
        n_courses: ids.len(),
        cut,
    })
}

fn row(measure: &Measure, door: CareModel, tally: &Tally) -> Row {
    let (n, of) = (tally.both.len(), tally.of());
    let out_of = |count: Option<usize>| match count {
        Some(count) => format!("{count} of {n}"),
        None => "no source says what it is".to_owned(),
    };
    let withheld = match (of, n) {
        (0, _) => "Nobody’s days are over yet.".to_owned(),
        (_, 0) => "Nobody has both scores.".to_owned(),
        (_, n) if tally.people.len() < FEWEST => match tally.people.len() {
            people if people < n => {
                format!("{n} with both scores, of {people} people, fewer than {FEWEST}: not shown.")
            }
            _ => format!("{n} with both scores, fewer than {FEWEST}: not shown."),
        },
        _ => String::new(),
    };
    let shown = withheld.is_empty();
    let when_shown = |words: String| if shown { words } else { String::new() };
    Row {
        door: words::model(Lang::En, door),
        both: format!("{n} of {of}"),
        n,
        of,
        missing: missing(tally),
        responded: when_shown(out_of(tally.responded(measure))),
        remitted: when_shown(out_of(tally.remitted(measure))),
        change: when_shown(tally.change().map(change).unwrap_or_default()),
        withheld,
    }
}

/// Who is not in the numbers, and why.
fn missing(tally: &Tally) -> String {
    let reasons = [
        (tally.no_baseline, "no score before the first dose"),
        (tally.no_follow_up, "no score in the days after"),
        (tally.to_come, "still in treatment or in those days, not counted"),
    ];
    let told = reasons.iter().filter(|(n, _)| 0 < *n).map(|(n, why)| format!("{n} {why}"));
    let told = told.collect::<Vec<_>>().join(" · ");
    if told.is_empty() { "nobody is missing".to_owned() } else { told }
}

/// `−5.7 (from −11 to +2)`.
fn change((tenths, least, most): (i64, i64, i64)) -> String {
    let sign = |n: i64| match n {
        0 => "",
        n if n < 0 => "−",
        _ => "+",
    };
    let whole = |n: i64| format!("{}{}", sign(n), n.unsigned_abs());
    let mean = format!("{}{}.{}", sign(tenths), tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    format!("{mean} (from {} to {})", whole(least), whole(most))
}

#[cfg(test)]
mod tests {
    use care::ids::PatientId;
    use care::measures::outcome::Outcome;

    use super::*;

    fn phq_9() -> Measure {
        let shipped = exchange::measure_file::shipped().expect("shipped");
        shipped.measure("phq-9").expect("on the shelf").as_ref().clone()
    }

    fn tally(both: usize, no_follow_up: usize) -> Tally {
        let mut tally = Tally::default();
        let of = |nth: usize| PatientId(nth as u128);
        (0..both).for_each(|nth| tally.add(Outcome::Both(20, if nth == 0 { 3 } else { 12 }), of(nth)));
        (0..no_follow_up).for_each(|nth| tally.add(Outcome::NoFollowUp, of(100 + nth)));
        tally
    }

    /// Script (h) 3.
    #[test]
    fn of_fewer_than_ten_nothing_is_shown_but_how_many_they_are() {
        let measure = phq_9();
        for n in [1, 7, 9] {
            let row = row(&measure, CareModel::Infusion, &tally(n, 3));
            assert_eq!(row.withheld, format!("{n} with both scores, fewer than 10: not shown."));
            assert_eq!((row.responded, row.remitted, row.change), Default::default());
            assert_eq!(
                (row.both, row.missing),
                (format!("{n} of {}", n + 3), "3 no score in the days after".to_owned())
            );
        }
        let mut twice = tally(5, 0);
        (0..5).for_each(|nth| twice.add(Outcome::Both(20, 12), PatientId(nth)));
        let row_of_five = row(&measure, CareModel::Infusion, &twice);
        assert_eq!(row_of_five.withheld, "10 with both scores, of 5 people, fewer than 10: not shown.");
        let none = row(&measure, CareModel::Kap, &Tally::default());
        assert_eq!(none.withheld, "Nobody’s days are over yet.");
    }

    #[test]
    fn every_number_has_its_n_and_its_missing() {
        let row = row(&phq_9(), CareModel::Infusion, &tally(10, 4));
        assert_eq!(
            (row.both.as_str(), row.responded.as_str(), row.remitted.as_str()),
            ("10 of 14", "1 of 10", "1 of 10")
        );
        assert_eq!(row.change, "−8.9 (from −17 to −8)");
        assert_eq!(row.missing, "4 no score in the days after");
        assert_eq!(row.withheld, "");
        assert_eq!(change((0, -1, 1)), "0.0 (from −1 to +1)");
    }
}
