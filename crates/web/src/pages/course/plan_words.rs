//! What the planner says, in words; and a proposed visit as a form carries it.

use care::course::SessionKind;
use care::ids::{CourseId, PersonId};
use care::integration::{Talk, TalkKind};
use care::planner::{Change, Constraint, NotDecided, PlannedVisit, Relaxation, Unplanned};
use care::protocol::{Content, Key, Setting};
use care::refusal::Fixer;
use care::session::Plan;
use care::session::calendar::Span;
use care::session::schedule_session::ScheduleSession;
use care::text::Line;
use care::time::Instant;
use record::wire::{role_code, role_of};

use crate::app::App;
use crate::pages::patients::person_name;
use crate::place::Place;

/// One thing that could give way.
pub struct Way {
    /// What, in a sentence.
    pub words: String,
    /// Who could let it.
    pub fixer: &'static str,
    /// When the series would be then.
    pub then: String,
}

/// A proposed visit as the form carries it: `1795…|Chair 2|per_… nurse,per_… therapist|support:per_…:1795…`.
pub fn value(visit: &PlannedVisit) -> String {
    let people = visit.people.iter().map(|(who, role)| format!("{who} {}", role_code(*role)));
    let talk = visit
        .talk
        .map(|talk| format!("{}:{}:{}", talk.kind.code(), talk.with, talk.at.0))
        .unwrap_or_default();
    let room = visit.room.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{}|{}|{talk}|{room}", visit.starts.0, people.collect::<Vec<_>>().join(","))
}

/// Reads it back as a visit to be booked; the rules judge it as any other.
pub fn read(course: CourseId, value: &str) -> Option<ScheduleSession> {
    let mut parts = value.splitn(4, '|');
    let (starts, people, talk, room) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let one = |text: &str| {
        let (who, role) = text.split_once(' ')?;
        Some((PersonId::read(who)?, role_of(role)?))
    };
    let plan = if talk.is_empty() {
        None
    } else {
        let mut parts = talk.splitn(3, ':');
        let (kind, with) = (TalkKind::read(parts.next()?)?, PersonId::read(parts.next()?)?);
        let Talk { kind, with, at } = Talk { kind, with, at: Instant(parts.next()?.parse().ok()?) };
        Some(Plan::Talk { kind, with, at })
    };
    Some(ScheduleSession {
        course,
        kind: SessionKind::Dosing,
        starts: Instant(starts.parse().ok()?),
        setting: Setting::ClinicRoom,
        room: Line::new(room).ok()?,
        people: people.split(',').map(one).collect::<Option<_>>()?,
        plan,
    })
}

/// A rule that cannot be kept with the others, in a sentence.
pub fn constraint(app: &App, content: &Content, constraint: Constraint) -> String {
    let number = |key: Key| content.small(key).map(|n| n.to_string()).unwrap_or_default();
    match constraint {
        Constraint::Standing(who) => {
            format!("{} works here only while licence and affiliation are in force", person_name(app, who))
        }
        Constraint::AskedTime => "the time that was asked for".to_owned(),
        Constraint::NotBefore => "not before the first day".to_owned(),
        Constraint::NotAfter => "not after the last day".to_owned(),
        Constraint::PrescriberCover => "a prescriber in the building for each visit".to_owned(),
        Constraint::Therapist => "a licensed therapist for the whole of each visit".to_owned(),
        Constraint::Nurse => {
            "a nurse who watches, for no more patients at once than the house allows".to_owned()
        }
        Constraint::Room => "one of the rooms that are ticked".to_owned(),
        Constraint::TalkInWindow => {
            format!("a first talk within {} hours of each dose, before the next", number(Key::WindowGoal))
        }
        Constraint::PatientTimes => "the days and times the person can come".to_owned(),
        Constraint::Spacing => format!("{} hours between doses", number(Key::SeriesApart)),
        Constraint::WeekLimit => "doses in seven days".to_owned(),
        Constraint::SeriesSpan => format!("the whole series within {} days", number(Key::SeriesWithin)),
    }
}

/// A change that would make it fit, by the clock of the place that is planned at.
pub fn way(app: &App, place: &Place, way: &Relaxation) -> Way {
    let spans =
        |spans: &[Span]| spans.iter().map(|span| place.day_clock(span.from)).collect::<Vec<_>>().join("; ");
    let words = match &way.change {
        Change::Apart { hours } => format!("{} hours between doses would do", hours.0),
        Change::PerWeek { doses } => format!("{doses} doses in seven days would do"),
        Change::Within { days } => format!("a series of {} days would do", days.0),
        Change::NotBefore { at } => format!("begin on {}", place.day_clock(*at)),
        Change::NotAfter { at } => format!("go on until {}", place.day_clock(*at)),
        Change::AskedTime { at } => format!("at {} it fits", place.day_clock(*at)),
        Change::PatientTimes { at } => format!("if the person can also come on {}", spans(at)),
        Change::Room { at } => format!("one more room on {}", spans(at)),
        Change::Nurse { at } => format!("one more nurse on {}", spans(at)),
        Change::PrescriberCover { at } => format!("a prescriber in the building on {}", spans(at)),
        Change::Therapist { at } => format!("one more therapist on {}", spans(at)),
        Change::TalkLater { goal } => format!("first talks within {} hours of the dose", goal.0),
        Change::TalkElsewhere { visits } => {
            let nth = visits.iter().map(|nth| (nth + 1).to_string()).collect::<Vec<_>>().join(", ");
            format!("the first talk held elsewhere after dose {nth}")
        }
        Change::Standing { person, at } => {
            format!("{} licensed and affiliated on {}, too", person_name(app, *person), spans(at))
        }
    };
    let visits = way.plan.visits.iter().map(|visit| place.day_clock(visit.starts));
    Way { words, fixer: fixer(way.fixer), then: visits.collect::<Vec<_>>().join("; ") }
}

const fn fixer(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::You => "you",
        Fixer::Patient => "the patient",
        Fixer::Prescriber => "a prescriber",
        Fixer::Nurse => "the nurse",
        Fixer::Director => "the medical director",
        Fixer::Desk => "the front desk",
        Fixer::Time => "time",
        Fixer::Nobody => "nobody",
    }
}

/// Why there is neither a plan nor a proof.
pub const fn not_planned(why: &Unplanned) -> &'static str {
    match why {
        Unplanned::NothingFits(_) => "Nothing fits.",
        Unplanned::NotDecided(NotDecided::CalendarsEnd { .. }) => {
            "Nothing fits in these days, and it cannot be said that nothing would after them. Ask for more days."
        }
        Unplanned::NotDecided(NotDecided::CalendarsTooLong) => {
            "Ask for fewer days: so many cannot be planned at once."
        }
        Unplanned::Wrong(_) => "This cannot be asked: a talk of a kind that this door does not have.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::practice::Role;

    #[test]
    fn a_proposed_visit_comes_back_from_the_form_as_it_was() {
        let talk = Talk { kind: TalkKind::Support, with: PersonId(9), at: Instant(99) };
        for (talk, room) in [(Some(talk), "Chair 2"), (None, "Room | A, by the door: quiet")] {
            let people = vec![(PersonId(3), Role::Nurse), (PersonId(5), Role::Therapist)];
            let room = Line::new(room).expect("a line");
            let visit =
                PlannedVisit { starts: Instant(7), room: Some(room.clone()), people: people.clone(), talk };
            let act = read(CourseId(1), &value(&visit)).expect("it reads");
            assert_eq!((act.starts, act.room, act.people), (Instant(7), room, people));
            let plan = talk.map(|talk| Plan::Talk { kind: talk.kind, with: talk.with, at: talk.at });
            assert_eq!(act.plan, plan);
        }
        for text in ["", "7", "7||", "x|per_1 nurse||Chair", "7|nobody||Chair 1"] {
            assert_eq!(read(CourseId(1), text), None, "{text}");
        }
    }
}
