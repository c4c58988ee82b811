//! What the planner is told: rooms, people and what holds them, read from the record as the planner's page reads them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use care::course::SessionKind;
use care::fact::Stream;
use care::ids::{PersonId, ScheduleId, SessionId};
use care::integration::TalkKind;
use care::planner::{
    Among, Clinic, Held, How, Request, RoomFree, Series, StaffFree, TalkAsked, TalkNeed, VisitShape,
};
use care::practice::Role;
use care::protocol::{CareModel, Content, Key, TherapistPart};
use care::roster::Opening;
use care::schedule::Schedule;
use care::session::calendar::Span;
use care::time::{Date, Instant, Term};
use care::units::{Days, Hours, Minutes};
use record::state_as;
use record::views::ask_schedule;
use record::wire::role_of;
use record::work;

use super::life::Life;
use super::town::{CHAIRS, ROOMS};
use crate::simulator::days::{days, hours};
use crate::simulator::house::{HOUSE, JURISDICTION, ZONE};
use crate::simulator::words::line;

/// How far ahead a series is looked for.
const AHEAD_D: i64 = 28;
/// The calendars reach so much further, for the last window.
const BEYOND_D: i64 = 4;
/// Days read at once: lists of the calendar have a length.
const CHUNK_D: i64 = 7;

struct Booked {
    span: Span,
    room: String,
    people: Vec<(PersonId, Role)>,
    kind: String,
}

impl Life {
    /// The clinic and the question, or nothing where the protocol is silent.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn asked_of_planner(&mut self, nth: usize, left: u32) -> Result<Option<(Clinic, Request)>, String> {
        let known = Span { from: self.world.now, until: days(self.world.now, AHEAD_D + BEYOND_D) };
        let Some(schedule) = self.schedule()? else { return Ok(None) };
        let visits = self.visits(known)?;
        let door = self.ways[nth].journey.door;
        let rooms: &[&str] = if door.is_kap() { &ROOMS } else { &CHAIRS };
        let open = self.days_open(known);
        let rooms = rooms.iter().map(|name| room(name, &schedule, &visits, &open)).collect();
        let talks = self.talks(known)?;
        let mut staff = vec![];
        for nth in 0..self.crew.all.len() {
            if self.crew.all[nth].since.is_some() {
                staff.extend(self.someone(nth, &schedule, known, &visits, &talks)?);
            }
        }
        let every_min = NonZeroU32::new(15).unwrap_or(NonZeroU32::MIN);
        let Some(request) = self.request(nth, left, known) else { return Ok(None) };
        Ok(Some((Clinic { known, every_min, rooms, staff }, request)))
    }

    /// Rooms, hours and leave as they stand.
    ///
    /// # Errors
    /// The store's.
    pub fn schedule(&self) -> Result<Option<std::sync::Arc<Schedule>>, String> {
        Ok(state_as!(self.world.state(Stream::Schedule(ScheduleId::of(HOUSE)))?, Schedule))
    }

    fn content(&self, nth: usize) -> Option<&Content> {
        self.clinic.protocols.of(self.ways[nth].journey.door.slug()).map(|(_, content)| content)
    }

    fn visits(&self, known: Span) -> Result<Vec<Booked>, String> {
        let record = &self.world.record;
        let mut all = vec![];
        let mut from = hours(known.from, -6);
        while from < known.until {
            let until = days(from, CHUNK_D).min(known.until);
            let rows = record.read(|conn| ask_schedule::visits(conn, record.org(), from, until));
            let named = record.read(|conn| ask_schedule::named(conn, record.org(), from, until));
            let mut people: BTreeMap<SessionId, Vec<(PersonId, Role)>> = BTreeMap::new();
            for (session, who, role) in named.map_err(|fault| fault.to_string())? {
                people.entry(session).or_default().extend(role_of(&role).map(|role| (who, role)));
            }
            for row in rows.map_err(|fault| fault.to_string())? {
                let holds = matches!(
                    row.phase.as_str(),
                    "scheduled" | "checked-in" | "dosing" | "paused" | "recovery"
                );
                let content = self.clinic.protocols.all.iter().find(|(id, _)| *id == row.protocol);
                let kind = SessionKind::read(&row.kind).unwrap_or(SessionKind::Dosing);
                let Some((_, content)) = content.filter(|_| holds) else { continue };
                let Ok(span) = Span::of(kind, row.starts, content) else { continue };
                let people = people.remove(&row.session).unwrap_or_default();
                all.push(Booked { span, room: row.room, people, kind: row.kind });
            }
            from = until;
        }
        Ok(all)
    }

    fn talks(&self, known: Span) -> Result<Vec<(PersonId, TalkKind, Instant)>, String> {
        let record = &self.world.record;
        let mut all = vec![];
        let mut from = hours(known.from, -6);
        while from < known.until {
            let until = days(from, CHUNK_D).min(known.until);
            let rows = record.read(|conn| ask_schedule::talks(conn, record.org(), from, until));
            let rows = rows.map_err(|fault| fault.to_string())?;
            all.extend(
                rows.into_iter().filter_map(|row| Some((row.with, TalkKind::read(&row.kind)?, row.at))),
            );
            from = until;
        }
        Ok(all)
    }

    fn civil_days(&self, known: Span) -> Vec<Date> {
        let (mut day, last) = (self.world.day(known.from), self.world.day(known.until));
        let mut all = vec![];
        while day <= last {
            let parts = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
            if let (Ok(year), Ok(month), Ok(day)) = parts {
                all.extend(Date::new(year, month, day));
            }
            day = super::world::World::after(day, 1);
        }
        all
    }

    fn days_open(&self, known: Span) -> Vec<Span> {
        let opening = Opening { from_min: 8 * 60, until_min: 18 * 60 };
        let days = self.civil_days(known).into_iter().filter(|day| day.weekday() < 5);
        let open = |day| work::opened(ZONE, day, opening).and_then(|term| within(term, known));
        days.filter_map(open).collect()
    }

    fn someone(
        &self,
        nth: usize,
        schedule: &Schedule,
        known: Span,
        visits: &[Booked],
        talks: &[(PersonId, TalkKind, Instant)],
    ) -> Result<Option<StaffFree>, String> {
        let member = self.crew.all[nth].member;
        let person = state_as!(self.world.state(Stream::Person(member.id))?, Person);
        let Some(person) = person else { return Ok(None) };
        // As the page would: nobody answers for them now, so nothing is proposed with them.
        if !self.is_answered_for(member.id) {
            return Ok(None);
        }
        let mut spans = vec![];
        for held in person.affiliations.iter().filter(|held| held.role == member.role) {
            let Some(worked) = within(held.term, known) else { continue };
            if member.role.licences().is_empty() {
                spans.push(worked);
            }
            let licences = person.credentials.iter().filter(|held| {
                member.role.licences().contains(&held.licence) && held.jurisdiction == JURISDICTION
            });
            spans.extend(licences.filter_map(|licence| within(licence.term, worked)));
        }
        if spans.is_empty() {
            return Ok(None);
        }
        let days = self.civil_days(known);
        let terms =
            days.into_iter().filter_map(|day| work::at_work(ZONE, schedule, member.id, None, day)).collect();
        let works: Vec<Span> =
            work::joined(terms).into_iter().filter_map(|term| within(term, known)).collect();
        let leaves = schedule.leaves.iter().filter(|leave| leave.person == member.id);
        let works = leaves.fold(works, |works, leave| without(&works, leave.term));
        let at_once = schedule.watch_limit.unwrap_or(1);
        let may = vec![(member.role, spans)];
        let held = held(member.id, schedule, visits, talks);
        Ok(Some(StaffFree { person: member.id, may, works, at_once, held }))
    }

    fn request(&self, nth: usize, left: u32, known: Span) -> Option<Request> {
        let (way, content) = (&self.ways[nth], self.content(nth)?);
        let span = Span::of(SessionKind::Dosing, Instant(0), content).ok()?;
        let whole = Minutes(u32::try_from(span.until.minutes_since(span.from)).ok()?);
        let dose = Minutes(whole.0.saturating_sub(content.small(Key::ObserveAfter).ok()?));
        let therapist = content.therapist != TherapistPart::None;
        let visit = VisitShape {
            lead_min: Minutes(0),
            dose_min: dose,
            stay_min: whole,
            room_min: whole,
            watch_min: whole,
            cover_min: None,
            therapist_min: therapist.then_some(whole),
            therapist: Among::Anyone,
        };
        let within_d =
            content.values.contains_key(&Key::SeriesWithin).then(|| content.small(Key::SeriesWithin));
        let schedule = self.schedule().ok()??;
        let talk = match Self::talk_kind(way.journey.door) {
            None => TalkNeed::Elsewhere,
            Some(kind) => TalkNeed::InHouse(TalkAsked {
                kinds: vec![kind],
                with: Among::Anyone,
                minutes: schedule.talk_length(kind).unwrap_or(Minutes(60)),
                quiet_min: Minutes(0),
                goal: Hours(content.small(Key::WindowGoal).ok()?),
            }),
        };
        let given = way.given.iter().map(|ended| Span { from: *ended, until: *ended }).collect();
        let model = if way.journey.door.is_kap() { CareModel::Kap } else { CareModel::Infusion };
        let comes = |day: &Date| !(day.weekday() + nth).is_multiple_of(5);
        let opening = Opening { from_min: 8 * 60, until_min: 18 * 60 };
        let free = self.civil_days(known).into_iter().filter(comes);
        let free =
            free.filter_map(|day| work::opened(ZONE, day, opening).and_then(|term| within(term, known)));
        Some(Request {
            patient: way.journey.patient,
            model,
            doses: left,
            visit,
            series: Series {
                apart: Hours(content.small(Key::SeriesApart).ok()?),
                per_week: None,
                within: within_d.and_then(Result::ok).map(Days),
                first_ended: way.given.first().copied(),
                given,
            },
            not_before: hours(known.from, 20),
            not_after: days(known.from, AHEAD_D),
            patient_free: free.collect(),
            talk,
        })
    }
}

fn room(name: &str, schedule: &Schedule, visits: &[Booked], open: &[Span]) -> RoomFree {
    let number = schedule.rooms.iter().find(|known| known.name.as_str() == name).map(|known| known.number);
    let blocks = schedule.blocks.iter().filter(|block| Some(block.room) == number);
    let open = blocks.fold(open.to_vec(), |open, block| without(&open, block.term));
    let held = visits.iter().filter(|visit| visit.room == name).map(|visit| visit.span).collect();
    RoomFree { room: line(name), open, held }
}

fn held(
    person: PersonId,
    schedule: &Schedule,
    visits: &[Booked],
    talks: &[(PersonId, TalkKind, Instant)],
) -> Vec<Held> {
    let mut held = vec![];
    for visit in visits {
        for (_, role) in visit.people.iter().filter(|(who, _)| *who == person) {
            match role {
                Role::Therapist | Role::IntegrationSpecialist => {
                    held.push(Held { span: visit.span, how: How::Alone })
                }
                Role::Nurse if visit.kind == "dosing" => {
                    held.push(Held { span: visit.span, how: How::Watching })
                }
                _ => {}
            }
        }
    }
    for (_, kind, at) in talks.iter().filter(|(with, ..)| *with == person) {
        let minutes = schedule.talk_length(*kind).unwrap_or(Minutes(60));
        held.push(Held { span: Span { from: *at, until: at.plus_minutes(minutes) }, how: How::Alone });
    }
    held
}

fn within(term: Term, span: Span) -> Option<Span> {
    let (from, until) =
        (term.from.max(span.from), term.until.map_or(span.until, |until| until.min(span.until)));
    (from < until).then_some(Span { from, until })
}

fn without(spans: &[Span], term: Term) -> Vec<Span> {
    let until = term.until.unwrap_or(Instant(i64::MAX));
    let left = |span: &Span| {
        [
            Span { from: span.from, until: span.until.min(term.from) },
            Span { from: span.from.max(until), until: span.until },
        ]
    };
    spans.iter().flat_map(left).filter(|span| span.from < span.until).collect()
}
