//! The people who come week after week, through both doors, each at their own pace.

use care::practice::Role;
use care::protocol::Question;
use care::session::plan_window::Plan;
use care::time::Instant;

use super::afterwards::talk;
use super::days::{Days, days, half_hour, hours};
use super::journey::{Clinic, Door, Journey};
use super::people::{INTENTIONS, NAMES};
use super::sitting::Sitting;
use super::turn::Turn;

/// Hours between two arrivals.
const APART_H: i64 = 62;
/// Parts of chance below this belong to the people who are told one by one.
const FIRST_PART: u64 = 1_000;

/// Everyone who came from an instant until now.
pub fn newcomers(clinic: &Clinic, book: &mut Days, from: Instant, dana_leaves: Instant) -> Vec<Journey> {
    let mut journeys = vec![];
    let mut arrives = from;
    for (index, name) in NAMES.iter().cycle().enumerate() {
        if clinic.now <= arrives {
            break;
        }
        let part = FIRST_PART + u64::try_from(index).unwrap_or(0);
        journeys.push(newcomer(clinic, book, part, name, arrives, dana_leaves));
        arrives = hours(arrives, APART_H);
    }
    journeys
}

/// One of them.
fn newcomer(
    clinic: &Clinic,
    book: &mut Days,
    part: u64,
    name: &'static str,
    arrives: Instant,
    dana_leaves: Instant,
) -> Journey {
    use Door::{InfusionWithReferral, InfusionWithSupport, KapPsychedelic, KapPsycholytic};
    let doors =
        [InfusionWithSupport, KapPsycholytic, InfusionWithReferral, InfusionWithSupport, KapPsychedelic];
    let door = doors[usize::try_from(part).unwrap_or(0) % doors.len()];
    let mut journey = Journey::of(clinic, part, name, door, arrives);
    if days(arrives, 44) < dana_leaves {
        journey.specialist = clinic.staff.dana;
    }
    if journey.script.chance.once_in(9) {
        is_turned_away(&mut journey, book, arrives);
        return journey;
    }
    let finding = journey.script.chance.once_in(4).then(|| part_of(part));
    let ordered = journey.gets_ready(book, arrives, finding);
    goes_through_the_series(&mut journey, book, ordered);
    journey
}

fn part_of(part: u64) -> usize {
    usize::try_from(part % 4).unwrap_or(0)
}

/// An absolute finding: a prescriber stops here, and calls the same day.
fn is_turned_away(journey: &mut Journey, book: &Days, arrives: Instant) {
    let arrives = book.open(arrives);
    journey.arrives(arrives, "call (555) 0142");
    let answered = hours(arrives, 28);
    let answered = book.open(answered);
    let call = journey.is_held(answered, Question::UncontrolledHypertension);
    let stopped = hours(answered, 2);
    journey.is_stopped(stopped, "Pressure not controlled; back to the family doctor first");
    journey.is_answered(
        call,
        hours(stopped, 3),
        "Called; letter to the family doctor, welcome again in two months",
    );
    journey.closes(days(stopped, 5), "Not here, not now; letter sent", false);
}

/// Dose after dose, then the talks that go on, a look back, and the end.
fn goes_through_the_series(journey: &mut Journey, book: &mut Days, ordered: Instant) {
    let (n, apart_h) = if journey.door.is_kap() { (3, 9 * 24) } else { (6, 50) };
    let leaves_after = if journey.script.chance.once_in(10) { 2 } else { n };
    let mut after = hours(ordered, 40);
    let mut booked = hours(ordered, 1);
    let mut ended = after;
    if journey.script.chance.once_in(12) {
        after = changes_their_mind(journey, book, booked, after);
    }
    for dose in 0..leaves_after {
        let (begins, room) = book.chair(after, journey.door.rooms(), journey.held());
        if dose == 0 {
            let words = journey.script.chance.one_of(&INTENTIONS).unwrap_or(INTENTIONS[0]);
            journey.intends(hours(begins, -15), words);
            if let Some(with) =
                journey.talks_with().filter(|with| dose == 0 && with.role == Role::IntegrationSpecialist)
            {
                journey.shares(hours(begins, -14), with);
            }
        }
        let turn = journey.script.chance.one_of(&Turn::USUAL).unwrap_or(Turn::Ordinary);
        let before = booked.max(days(begins, -6));
        one_dose(journey, book, Sitting { booked: before, begins, room, plan: Plan::NoThanks, turn });
        booked = hours(begins, 4);
        after = hours(begins, apart_h);
        ended = begins;
    }
    if leaves_after < n {
        journey.closes(days(ended, 4), "Enough for now, by their own wish", true);
        return;
    }
    journey.goes_on(book, book.open(days(ended, 6)));
    journey.looks_back(book, book.open(days(ended, 9)));
    journey.closes(days(ended, 17), "Series finished and looked back on", false);
}

/// They come, and would rather wait. A new date a week later.
fn changes_their_mind(journey: &mut Journey, book: &mut Days, booked: Instant, after: Instant) -> Instant {
    let (begins, room) = book.chair(after, journey.door.rooms(), journey.held());
    let plan = journey.usual_plan(book, begins);
    let turn = Turn::ChangedTheirMind;
    journey.sits(&Sitting { booked: booked.max(days(begins, -6)), begins, room, plan, turn });
    days(begins, 6)
}

/// One dose of the series, with whatever follows it this time.
fn one_dose(journey: &mut Journey, book: &mut Days, mut sitting: Sitting) {
    match (journey.talks_with(), journey.script.chance.between(0, 11)) {
        (_, 0) => {
            journey.sits(&sitting);
        }
        (Some(with), 1) => {
            sitting.plan = talk(&with, book.talk(hours(sitting.begins, 25), with.id));
            let visit = journey.sits(&sitting);
            let ended = journey.end_of(sitting.begins);
            journey.loses_the_talk(visit.session, hours(ended, 5), "Asked for another day by telephone");
            let climbed = hours(ended, 24);
            if let Some(task) = journey.climbs(visit.session, ended, climbed) {
                let at = book.talk(half_hour(hours(climbed, 4)), with.id);
                journey.desk_books(visit.session, task, hours(climbed, 1), with, at);
                journey.talks(visit.session, with, at);
            }
        }
        _ => {
            sitting.plan = journey.usual_plan(book, sitting.begins);
            journey.sits_and_talks(&sitting);
        }
    }
}
