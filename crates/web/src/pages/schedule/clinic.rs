//! The calendar as the course planner takes it: what is open, who is there in which role, and what holds them already.

use std::num::NonZeroU32;

use care::course::SessionKind;
use care::ids::{PersonId, SessionId};
use care::integration::TalkKind;
use care::planner::{Clinic, Held, How, RoomFree, StaffFree};
use care::practice::{Person, Practice, Role};
use care::protocol::Setting;
use care::session::calendar::{Span, same_room};
use care::text::Line;
use care::time::{Instant, Term};
use care::units::Minutes;
use record::views::ask;

use super::calendar::{Calendar, Visit};
use super::free::open_days;
use crate::answer::Trouble;
use crate::app::App;
use crate::place::{Place, Places};

/// Minutes between two beginnings that are offered.
const EVERY_MIN: u32 = 15;
/// How long a talk is taken to be while the house has not said: the next one begins an hour later. House policy.
pub const TALK: Minutes = Minutes(60);
/// The roles that have a part in a visit or a talk.
const ROLES: [Role; 4] = [Role::Nurse, Role::Prescriber, Role::Therapist, Role::IntegrationSpecialist];

/// What this clinic can give between two instants at one place, in these rooms.
///
/// # Errors
/// The store's.
pub fn clinic(app: &App, place: &Place, known: Span, rooms: &[Line]) -> Result<Clinic, Trouble> {
    clinic_without(app, place, known, rooms, &[])
}

/// The same as if these visits, and the talks planned with them, were not on the calendar.
///
/// # Errors
/// The store's.
pub fn clinic_without(
    app: &App,
    place: &Place,
    known: Span,
    rooms: &[Line],
    but: &[SessionId],
) -> Result<Clinic, Trouble> {
    let mut calendar = Calendar::between(app, known.from, known.until)?;
    calendar.visits.retain(|visit| !but.contains(&visit.row.session));
    calendar.talks.retain(|talk| talk.planned_on.is_none_or(|visit| !but.contains(&visit)));
    let open: Vec<Span> = open_days(app, (known.from, known.until), &place.zone)?
        .iter()
        .filter_map(|day| within(*day, known))
        .collect();
    let places = Places::known(app, calendar.schedule.clone());
    let rooms = rooms.iter().map(|room| self::room(&calendar, room, &open)).collect();
    let mut staff = vec![];
    for (id, _) in app.read(ask::people)? {
        let person = app.person(id)?;
        let may: Vec<(Role, Vec<Span>)> = ROLES
            .iter()
            .map(|role| (*role, stands(app, &place.jurisdiction, &person, *role, known)))
            .filter(|(_, spans)| !spans.is_empty())
            .collect();
        if !may.is_empty() {
            staff.push(someone(&Here { calendar: &calendar, places: &places, place }, id, may, &open, known));
        }
    }
    let every_min = NonZeroU32::new(EVERY_MIN).unwrap_or(NonZeroU32::MIN);
    Ok(Clinic { known, every_min, rooms, staff })
}

fn room(calendar: &Calendar, room: &Line, open: &[Span]) -> RoomFree {
    let number = calendar
        .schedule
        .rooms
        .iter()
        .find(|known| same_room(known.name.as_str(), room.as_str()))
        .map(|known| known.number);
    let blocks = calendar.schedule.blocks.iter().filter(|block| Some(block.room) == number);
    let open = blocks.fold(open.to_vec(), |open, block| without(&open, block.term));
    let held =
        calendar.visits.iter().filter(|visit| visit.holds() && same_room(visit.room.as_str(), room.as_str()));
    RoomFree { room: room.clone(), open, held: held.map(|visit| visit.span).collect() }
}

/// The calendar as one place sees it.
struct Here<'a> {
    calendar: &'a Calendar,
    places: &'a Places,
    place: &'a Place,
}

impl Here<'_> {
    /// Is it at another place? Nobody is at two at once.
    fn is_elsewhere(&self, visit: &Visit) -> bool {
        let there = self.places.of_visit(visit.setting, visit.room.as_str(), visit.span.from);
        visit.setting != Setting::Home && there.number != self.place.number
    }

    /// When somebody is at work here by the hours they keep; whoever only gives talks does so from any place. None for whoever
    /// keeps no hours.
    fn at_work(&self, person: PersonId, only_talks: bool) -> Option<Vec<Term>> {
        if !only_talks {
            return self.calendar.at_work(person, self.place.number).map(<[Term]>::to_vec);
        }
        let kept: Vec<Term> =
            self.calendar.at_work_anywhere(person).flat_map(|kept| kept.terms.clone()).collect();
        self.calendar.at_work_anywhere(person).next().map(|_| record::work::joined(kept))
    }
}

fn someone(
    here: &Here<'_>,
    person: PersonId,
    may: Vec<(Role, Vec<Span>)>,
    open: &[Span],
    known: Span,
) -> StaffFree {
    let calendar = here.calendar;
    let kept = here.at_work(person, may.iter().all(|(role, _)| *role == Role::IntegrationSpecialist));
    let works = kept.map_or_else(
        || open.to_vec(),
        |terms| terms.iter().filter_map(|term| within(*term, known)).collect(),
    );
    let leaves = calendar.schedule.leaves.iter().filter(|leave| leave.person == person);
    let works = leaves.fold(works, |works, leave| without(&works, leave.term));
    let works = calendar.busy(person).fold(works, |works, term| without(&works, *term));
    // One patient for each nurse, the most careful there is, while the house has not said how many.
    let at_once = calendar.schedule.watch_limit.unwrap_or(1);
    StaffFree { person, may, works, at_once, held: held(here, person) }
}

/// What somebody is booked for: alone with one person, watching beside others, or at another place.
fn held(here: &Here<'_>, person: PersonId) -> Vec<Held> {
    let calendar = here.calendar;
    let mut held = vec![];
    for visit in calendar.visits.iter().filter(|visit| visit.holds()) {
        for (_, role) in visit.people.iter().filter(|(who, _)| *who == person) {
            match role {
                Role::Therapist | Role::IntegrationSpecialist => {
                    held.push(Held { span: visit.span, how: How::Alone });
                }
                _ if here.is_elsewhere(visit) => held.push(Held { span: visit.span, how: How::Alone }),
                Role::Nurse if visit.kind == SessionKind::Dosing => {
                    held.push(Held { span: visit.span, how: How::Watching });
                }
                _ => {}
            }
        }
    }
    for talk in calendar.talks.iter().filter(|talk| talk.with == person) {
        let length =
            TalkKind::read(&talk.kind).and_then(|kind| calendar.schedule.talk_length(kind)).unwrap_or(TALK);
        held.push(Held {
            span: Span { from: talk.at, until: talk.at.plus_minutes(length) },
            how: How::Alone,
        });
    }
    held
}

/// When somebody stands in a role here: by themself, or while somebody answers for them who does.
fn stands(app: &App, place: &str, person: &Person, role: Role, known: Span) -> Vec<Span> {
    let mut spans = licensed(place, person, role, known, Practice::Independent);
    let supervised = licensed(place, person, role, known, Practice::Supervised);
    for agreed in person.supervisions.iter().filter(|held| held.role == role) {
        let (Some(taken), Ok(supervisor)) = (agreed.taken, app.person(agreed.supervisor)) else { continue };
        let term = Term { from: agreed.term.from.max(taken), until: agreed.term.until };
        let above = role.supervised_by().iter();
        let alone =
            above.flat_map(|above| licensed(place, &supervisor, *above, known, Practice::Independent));
        for answers in alone.filter_map(|span| within(term, span)) {
            let answers = Term { from: answers.from, until: Some(answers.until) };
            spans.extend(supervised.iter().filter_map(|span| within(answers, *span)));
        }
    }
    spans
}

/// When affiliation and a licence of this kind are both in force for a role; for a role that asks for none, the first alone.
fn licensed(place: &str, person: &Person, role: Role, known: Span, practice: Practice) -> Vec<Span> {
    let mut spans = vec![];
    for affiliation in person.affiliations.iter().filter(|held| held.role == role) {
        let Some(affiliated) = within(affiliation.term, known) else { continue };
        if role.licences().is_empty() && practice.is_independent() {
            spans.push(affiliated);
        }
        for (nth, held) in person.credentials.iter().enumerate() {
            let fits = role.licences().contains(&held.licence) && held.jurisdiction == place;
            let Some(span) = within(held.term, affiliated).filter(|_| fits && held.practice == practice)
            else {
                continue;
            };
            // Of one licence that is on record more than once, what was recorded last counts.
            let later = person.credentials[nth + 1..].iter().filter(|other| other.is_same(held));
            spans.extend(later.fold(vec![span], |spans, other| without(&spans, other.term)));
        }
    }
    spans
}

/// What of a term lies in a span.
fn within(term: Term, span: Span) -> Option<Span> {
    let (from, until) =
        (term.from.max(span.from), term.until.map_or(span.until, |until| until.min(span.until)));
    (from < until).then_some(Span { from, until })
}

/// Spans less a term.
fn without(spans: &[Span], term: Term) -> Vec<Span> {
    let until = term.until.unwrap_or(Instant(i64::MAX));
    let left = |span: &Span| {
        let before = Span { from: span.from, until: span.until.min(term.from) };
        let after = Span { from: span.from.max(until), until: span.until };
        [before, after]
    };
    spans.iter().flat_map(left).filter(|span| span.from < span.until).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: i64, until: i64) -> Span {
        Span { from: Instant(from), until: Instant(until) }
    }

    #[test]
    fn what_is_taken_out_leaves_what_is_before_and_after_it() {
        for (term, left) in [
            ((0, Some(5)), vec![span(10, 20)]),
            ((0, Some(12)), vec![span(12, 20)]),
            ((12, Some(15)), vec![span(10, 12), span(15, 20)]),
            ((15, None), vec![span(10, 15)]),
            ((10, Some(20)), vec![]),
            ((12, Some(12)), vec![span(10, 12), span(12, 20)]),
        ] {
            let term = Term { from: Instant(term.0), until: term.1.map(Instant) };
            assert_eq!(without(&[span(10, 20)], term), left, "{term:?}");
        }
    }
}
