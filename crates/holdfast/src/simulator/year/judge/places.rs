//! No chair twice, no person twice, nobody who is away, nobody who watches too many: each booking held against all that
//! stand when it is made.

use std::collections::BTreeMap;

use care::course::{CourseFact, SessionKind};
use care::fact::{Stream, What};
use care::ids::{CourseId, PersonId, ProtocolId, SessionId};
use care::practice::Role;
use care::protocol::{Content, Key, ProtocolFact, Route};
use care::schedule::ScheduleFact;
use care::session::SessionFact;
use care::time::Instant;

use super::talks::Talks;
use super::{Counts, Law, Line};

const MINUTE_US: i64 = 60_000_000;

/// From when until when; one that ends where it begins is its beginning.
pub type Span = (Instant, Instant);

/// Do they share an instant?
pub fn overlap(one: Span, other: Span) -> bool {
    one.0 == other.0 || (one.0 < other.1 && other.0 < one.1)
}

/// With one patient at a time.
pub const fn is_alone(role: Role) -> bool {
    matches!(role, Role::Therapist | Role::IntegrationSpecialist)
}

/// A visit that holds its room and its people.
#[derive(Debug, Clone)]
pub struct Visit {
    kind: SessionKind,
    room: String,
    span: Span,
    people: Vec<(PersonId, Role)>,
    stands: bool,
    dosing: bool,
}

/// Every booking that stands.
#[derive(Debug, Default)]
pub struct Places {
    lasts_us: BTreeMap<ProtocolId, i64>,
    under: BTreeMap<CourseId, ProtocolId>,
    courses: BTreeMap<SessionId, CourseId>,
    visits: BTreeMap<SessionId, Visit>,
    talks: Talks,
    leaves: BTreeMap<u32, (PersonId, Instant, Instant)>,
    watch: Option<u32>,
    bookings: u64,
    /// How many there were when the past was last let go.
    forgot: u64,
    most_at_once: usize,
}

type Found = Vec<(Law, String)>;

impl Places {
    /// Looks at one line.
    pub fn sees(&mut self, line: &Line, found: &mut Found) {
        match (line.stream, &line.what) {
            (Stream::Protocol(id), What::Protocol(ProtocolFact::Drafted { content, .. })) => {
                self.lasts_us.insert(id, lasts_us(content));
            }
            (Stream::Course(id), What::Course(CourseFact::Opened { protocol, .. })) => {
                self.under.insert(id, *protocol);
            }
            (Stream::Session(id), What::Session(fact)) => self.session(id, fact, found),
            (Stream::Window(id), What::Window(fact)) => {
                if let Some((person, span)) = self.talks.window(id, fact) {
                    self.bookings += 1;
                    self.person_is_free(person, span, found);
                }
            }
            (Stream::Schedule(_), What::Schedule(fact)) => self.schedule(fact),
            _ => {}
        }
        self.forget(line.at);
    }

    fn schedule(&mut self, fact: &ScheduleFact) {
        match fact {
            ScheduleFact::LeaveTaken { number, person, from, until } => {
                self.leaves.insert(*number, (*person, *from, *until));
            }
            ScheduleFact::LeaveEnded { number, at } => {
                if let Some((_, from, until)) = self.leaves.get_mut(number) {
                    *until = (*at).max(*from);
                }
            }
            ScheduleFact::WatchLimitSet { patients } => self.watch = Some(*patients),
            ScheduleFact::TalkLengthSet { kind, minutes } => self.talks.lasts(*kind, i64::from(minutes.0)),
            _ => {}
        }
    }

    fn session(&mut self, id: SessionId, fact: &SessionFact, found: &mut Found) {
        match fact {
            SessionFact::Scheduled { course, kind, starts, room, people, .. } => {
                self.courses.insert(id, *course);
                self.books(id, *kind, *starts, room.as_str(), people, found);
            }
            SessionFact::Moved { starts, room, people } => {
                let kind = self.visits.get(&id).map_or(SessionKind::Dosing, |visit| visit.kind);
                self.books(id, kind, *starts, room.as_str(), people, found);
            }
            SessionFact::CheckedIn { .. } => self.comes(id, found),
            SessionFact::DoseStarted { .. } => self.begins(id, found),
            SessionFact::DoseEnded { .. } => {
                if let Some(visit) = self.visits.get_mut(&id) {
                    visit.dosing = false;
                }
                self.talks.ends(id);
            }
            SessionFact::WindowPlanned { plan } => {
                if let Some((person, span)) = self.talks.planned(id, plan) {
                    self.bookings += 1;
                    self.person_is_free(person, span, found);
                }
            }
            SessionFact::Cancelled { .. } | SessionFact::Aborted { .. } | SessionFact::NotCome { .. } => {
                self.goes(id);
                self.talks.ends(id);
            }
            SessionFact::Discharged { .. } | SessionFact::Held { .. } => self.goes(id),
            _ => {}
        }
    }

    fn span(&self, id: SessionId, kind: SessionKind, starts: Instant) -> Span {
        let under = self.courses.get(&id).and_then(|course| self.under.get(course));
        let lasts = under.and_then(|protocol| self.lasts_us.get(protocol)).copied().unwrap_or(0);
        (starts, Instant(starts.0 + if kind == SessionKind::Dosing { lasts } else { 0 }))
    }

    fn books(
        &mut self,
        id: SessionId,
        kind: SessionKind,
        starts: Instant,
        room: &str,
        people: &[(PersonId, Role)],
        found: &mut Found,
    ) {
        let span = self.span(id, kind, starts);
        let room = room.to_lowercase();
        let visit = Visit { kind, room, span, people: people.to_vec(), stands: true, dosing: false };
        self.visits.insert(id, visit);
        self.bookings += 1;
        self.stands_alone(id, found);
    }

    /// Somebody who was thought not to come, and comes late, holds room and people again.
    fn comes(&mut self, id: SessionId, found: &mut Found) {
        let Some(visit) = self.visits.get_mut(&id) else { return };
        if !visit.stands {
            visit.stands = true;
            let mut seen = vec![];
            self.stands_alone(id, &mut seen);
            // Nobody is booked anew: leave that was written down since the booking is the calendar's to show.
            found.extend(seen.into_iter().filter(|(law, _)| *law != Law::OnLeave));
        }
    }

    fn begins(&mut self, id: SessionId, found: &mut Found) {
        let Some(own) = self.visits.get(&id) else { return };
        let there =
            self.visits.iter().find(|(other, visit)| **other != id && visit.dosing && visit.room == own.room);
        if let Some((other, _)) = there {
            found.push((Law::RoomTwice, format!("the dose of {id} begins where that of {other} runs")));
        }
        if let Some(visit) = self.visits.get_mut(&id) {
            visit.dosing = true;
        }
    }

    fn goes(&mut self, id: SessionId) {
        if let Some(visit) = self.visits.get_mut(&id) {
            visit.stands = false;
        }
    }

    fn stands_alone(&mut self, id: SessionId, found: &mut Found) {
        let Some(own) = self.visits.get(&id).cloned() else { return };
        let beside: Vec<(&SessionId, &Visit)> = self
            .visits
            .iter()
            .filter(|(other, visit)| **other != id && visit.stands && overlap(visit.span, own.span))
            .collect();
        for (other, visit) in &beside {
            if visit.room == own.room {
                found.push((Law::RoomTwice, format!("{id} and {other} in one room at {}", own.span.0.0)));
            }
        }
        let watching: Vec<(PersonId, usize)> = own
            .people
            .iter()
            .filter(|(_, role)| own.kind == SessionKind::Dosing && *role == Role::Nurse)
            .map(|(nurse, _)| (*nurse, most_at_once(*nurse, &own, &beside)))
            .collect();
        for (who, role) in own.people.clone() {
            self.is_there(who, own.span, found);
            if is_alone(role) {
                self.person_is_free_but(who, own.span, Some(id), found);
            }
        }
        for (nurse, at_once) in watching {
            self.most_at_once = self.most_at_once.max(at_once);
            if self.watch.is_some_and(|most| most < u32::try_from(at_once).unwrap_or(u32::MAX)) {
                found.push((Law::WatchesTooMany, format!("{nurse} watches {at_once} at once with {id}")));
            }
        }
    }

    fn person_is_free(&mut self, person: PersonId, span: Span, found: &mut Found) {
        self.is_there(person, span, found);
        self.person_is_free_but(person, span, None, found);
    }

    /// Nothing else holds somebody who is with one patient.
    fn person_is_free_but(&self, person: PersonId, span: Span, but: Option<SessionId>, found: &mut Found) {
        let names = |visit: &Visit| visit.people.iter().any(|(who, role)| *who == person && is_alone(*role));
        let visits = self.visits.iter().filter(|(id, visit)| {
            Some(**id) != but && visit.stands && names(visit) && overlap(visit.span, span)
        });
        let talks = self.talks.of(person, but).filter(|other| overlap(*other, span)).count();
        // A talk is in the list already when it is looked at.
        let own = usize::from(but.is_none());
        if own < talks + visits.count() {
            found.push((Law::PersonTwice, format!("{person} is with two at {}", span.0.0)));
        }
    }

    fn is_there(&self, person: PersonId, span: Span, found: &mut Found) {
        let mut away = self.leaves.values().filter(|(who, from, until)| {
            *who == person && *from < *until && (*from < span.1 || *from == span.0) && span.0 < *until
        });
        if away.next().is_some() {
            found.push((Law::OnLeave, format!("{person} is away at {} and was booked", span.0.0)));
        }
    }

    /// What is over by two days stands in nobody's way.
    fn forget(&mut self, at: Instant) {
        if self.forgot + 64 <= self.bookings {
            self.forgot = self.bookings;
            let over = Instant(at.0 - 2 * 24 * 60 * MINUTE_US);
            self.visits.retain(|_, visit| over < visit.span.1);
            self.talks.forget(over);
        }
    }

    /// What was counted.
    pub fn counts(&self, counts: &mut Counts) {
        counts.insert("bookings held against all others", self.bookings);
        counts.insert("most watched by one nurse", self.most_at_once as u64);
        counts.insert("leaves", self.leaves.len() as u64);
    }
}

/// How long a dose holds its room: its longest time and the observation after it.
fn lasts_us(content: &Content) -> i64 {
    let minutes =
        |key: Key| content.values.get(&key).map_or(0, |value| i64::try_from(value.amount).unwrap_or(0));
    let routes = [Route::Intravenous, Route::Intramuscular, Route::Sublingual];
    let own = routes.into_iter().filter(|route| content.routes.contains(route));
    let over = own.map(|route| minutes(Key::DoseOver(route))).max().unwrap_or(0);
    (over + minutes(Key::ObserveAfter)) * MINUTE_US
}

/// The most patients one nurse has at once, counted at each beginning inside a visit.
fn most_at_once(nurse: PersonId, own: &Visit, beside: &[(&SessionId, &Visit)]) -> usize {
    let theirs: Vec<Span> = beside
        .iter()
        .filter(|(_, visit)| {
            visit.kind == SessionKind::Dosing && visit.people.contains(&(nurse, Role::Nurse))
        })
        .map(|(_, visit)| visit.span)
        .collect();
    let begins = theirs.iter().map(|span| span.0.max(own.span.0)).chain([own.span.0]);
    let at = |at: Instant| theirs.iter().filter(|span| span.0 <= at && at < span.1).count() + 1;
    begins.map(at).max().unwrap_or(1)
}
