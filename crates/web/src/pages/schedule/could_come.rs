//! Who could come earlier to a chair that is free: those whose days and hours it suits and whose visit could stand there by
//! the rules (`care::earlier::weigh`), in the order in which they said it. Names and times; nothing clinical.

use std::sync::Arc;

use care::course::{Course, series};
use care::earlier::EarlierOffer;
use care::earlier::weigh::{Weighed, could_come};
use care::ids::{CommandId, PatientId, PersonId, SessionId};
use care::practice::{Here, Person, Role};
use care::protocol::Setting;
use care::roster::LocalTime;
use care::session::calendar::{Asks, Span, same_room};
use care::session::move_session::MoveSession;
use care::session::schedule_session::Booking;
use care::session::{Phase, Plan, Session};
use care::tasks::wish_call_time::PartOfDay;
use care::text::Line;
use care::time::{Instant, Moment};
use care::units::{Hours, Minutes};
use jiff::tz::TimeZone;
use record::views::{ask_earlier, ask_schedule};

use super::calendar::Calendar;
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::course::known;
use crate::place::Places;
use crate::when;

/// A chair that is free from an instant on.
pub struct Slot {
    /// From when.
    pub starts: Instant,
    /// Which.
    pub room: Line,
    /// Of which kind: a chair is no place for a dose at home, and somebody's address is no chair.
    pub setting: Setting,
    /// Who was to be there; nobody when the desk named the chair itself.
    pub people: Vec<(PersonId, Role)>,
}

/// Somebody who could come.
pub struct Candidate {
    /// Their visit.
    pub session: SessionId,
    /// Who.
    pub patient: PatientId,
    /// When it is booked now.
    pub booked: Instant,
    /// Where it would be.
    pub to: MoveSession,
}

/// Talks a first window may hold are not further away than this from the visit.
const AROUND: Hours = Hours(7 * 24);
/// So far ahead chairs are looked for.
const AHEAD: Hours = Hours(60 * 24);
/// So many free chairs are shown.
const SLOTS: usize = 20;

/// The part of the clinic's day that an instant is in.
fn part(minute: u16) -> PartOfDay {
    match minute {
        0..720 => PartOfDay::Morning,
        720..1020 => PartOfDay::Afternoon,
        _ => PartOfDay::Evening,
    }
}

/// Everybody who waits, with their visit as it is booked, whoever said it first first.
///
/// # Errors
/// The store's.
pub fn waiting(app: &App) -> Result<Vec<(SessionId, Arc<Session>)>, Trouble> {
    let ids = app.read(ask_earlier::waiting)?;
    let all: Result<Vec<_>, Trouble> = ids.into_iter().map(|id| Ok((id, app.session(id)?))).collect();
    let now = app.now();
    let ahead = |visit: &Session| visit.phase == Phase::Scheduled && now < visit.starts;
    Ok(all?.into_iter().filter(|(_, visit)| ahead(visit)).collect())
}

/// Chairs that were left: by a visit that was called off, or moved away. Only those that are still free.
///
/// # Errors
/// The store's.
pub fn slots(app: &App, waiting: &[(SessionId, Arc<Session>)]) -> Result<Vec<Slot>, Trouble> {
    let now = app.now();
    let until = now.plus_hours(AHEAD);
    let mut found = vec![];
    for id in app.read(|conn, org| ask_earlier::called_off(conn, org, now))? {
        let visit = app.session(id)?;
        let (room, people) = (visit.room.clone(), visit.people.clone());
        found.push(Slot { starts: visit.starts, room, setting: visit.setting, people });
    }
    for row in app.read(|conn, org| ask_schedule::visits(conn, org, now, until))? {
        let visit = app.session(row.session)?;
        for (starts, room) in visit.left.iter().filter(|(starts, _)| now < *starts) {
            let (room, people) = (room.clone(), visit.people.clone());
            found.push(Slot { starts: *starts, room, setting: visit.setting, people });
        }
    }
    found.retain(|slot| slot.setting != Setting::Home);
    found.sort_by_key(|slot| slot.starts);
    found.dedup_by(|one, other| {
        one.starts == other.starts && same_room(one.room.as_str(), other.room.as_str())
    });
    let mut free = vec![];
    for slot in found.into_iter().filter(|slot| slot.starts < until) {
        let calendar = Calendar::between(app, slot.starts, slot.starts.plus_minutes(Minutes(1)))?;
        let (mut held, talks) = (calendar.held(None), calendar.talks_held(None));
        let offers = offers(app, waiting)?;
        held.extend(offers.iter().map(Held::asks));
        let span = Span { from: slot.starts, until: slot.starts.plus_minutes(Minutes(1)) };
        let asks = Asks { span, setting: slot.setting, room: &slot.room, people: &[] };
        let stands =
            calendar.beside(&held, &talks).visit_stands(&asks, care::course::SessionKind::Preparation);
        if stands.is_ok() && free.len() < SLOTS {
            free.push(slot);
        }
    }
    Ok(free)
}

/// A chair that is held for somebody.
struct Held {
    span: Span,
    kind: care::course::SessionKind,
    setting: Setting,
    offer: EarlierOffer,
}

impl Held {
    fn asks(&self) -> (Asks<'_>, care::course::SessionKind) {
        let (room, people) = (&self.offer.room, &self.offer.people);
        (Asks { span: self.span, setting: self.setting, room, people }, self.kind)
    }
}

fn offers(app: &App, waiting: &[(SessionId, Arc<Session>)]) -> Result<Vec<Held>, Trouble> {
    let now = app.now();
    let mut held = vec![];
    for (_, visit) in waiting {
        let Some(offer) = visit.earlier.as_ref().and_then(|known| known.held(now)) else { continue };
        let (_, protocol) = known::in_force(app, &*app.course(visit.course)?)?;
        let span = Span::of(visit.kind, offer.starts, &protocol.content)?;
        held.push(Held { span, kind: visit.kind, setting: visit.setting, offer: offer.clone() });
    }
    Ok(held)
}

/// Does that time suit them, by the clock of the place the chair is at? Nobody is asked to another city.
fn suits(places: &Places, visit: &Session, slot: &Slot) -> bool {
    let (starts, there) = (slot.starts, places.of_visit(slot.setting, slot.room.as_str(), slot.starts));
    if places.of_visit(visit.setting, visit.room.as_str(), visit.starts).number != there.number {
        return false;
    }
    let Some(known) = visit.earlier.as_ref().filter(|known| known.waits()) else { return false };
    let Some(local) = when::local(starts, &there.zone) else { return false };
    let day = u8::try_from(local.date.weekday()).unwrap_or(u8::MAX);
    known.wish.weekdays.contains(&day) && known.wish.parts.contains(&part(local.minute))
}

/// Those who could come there, in order. Nobody who is being asked already.
///
/// # Errors
/// The store's.
pub fn candidates(
    app: &App,
    slot: &Slot,
    waiting: &[(SessionId, Arc<Session>)],
) -> Result<Vec<Candidate>, Trouble> {
    let now = app.now();
    let asked = |visit: &Session| visit.earlier.as_ref().is_some_and(|known| known.held(now).is_some());
    let places = Places::of(app)?;
    let mut found = vec![];
    let fits = |visit: &Session| visit.setting == slot.setting && suits(&places, visit, slot);
    for (id, visit) in waiting.iter().filter(|(_, visit)| !asked(visit) && fits(visit)) {
        if let Some(to) = stands(app, *id, visit, slot, waiting)? {
            found.push(Candidate { session: *id, patient: visit.patient, booked: visit.starts, to });
        }
    }
    Ok(found)
}

/// The talk as many days earlier as the visit, at the same time of day: nobody talks at five in the morning because a chair
/// became free. None where no clock shows that.
fn talk_moved(at: Instant, from: Instant, to: Instant, zone: &TimeZone) -> Option<Instant> {
    let (talk, from, to) = (when::local(at, zone)?, when::local(from, zone)?, when::local(to, zone)?);
    let day = |date: care::time::Date| date.utc_midnight().0.div_euclid(86_400_000_000);
    let earlier = day(from.date).checked_sub(day(to.date))?;
    let date = when::local(
        Instant(talk.date.utc_midnight().0.checked_sub(earlier.checked_mul(86_400_000_000)?)?),
        &TimeZone::UTC,
    )?;
    when::from_local(LocalTime { date: date.date, minute: talk.minute }, zone)
}

/// What could follow the visit there: its talk so many days earlier, or as it is booked.
fn plans(visit: &Session, starts: Instant, zone: &TimeZone) -> Vec<Option<Plan>> {
    let Some(Plan::Talk { kind, with, at }) = &visit.plan else { return vec![None] };
    let moved = talk_moved(*at, visit.starts, starts, zone).filter(|moved| moved != at);
    let moved = moved.map(|at| Some(Plan::Talk { kind: *kind, with: *with, at }));
    moved.into_iter().chain([None]).collect()
}

/// The visit there, with its own people, else with those who were to be there, and the talk that could follow it.
fn stands(
    app: &App,
    id: SessionId,
    visit: &Session,
    slot: &Slot,
    waiting: &[(SessionId, Arc<Session>)],
) -> Result<Option<MoveSession>, Trouble> {
    let course = app.course(visit.course)?;
    let mut roles: Vec<Role> = visit.people.iter().map(|(_, role)| *role).collect();
    let mut theirs: Vec<Role> = slot.people.iter().map(|(_, role)| *role).collect();
    roles.sort_unstable();
    theirs.sort_unstable();
    let mut ways = vec![visit.people.clone()];
    ways.extend((roles == theirs).then(|| slot.people.clone()));
    let calendar = Calendar::between(app, slot.starts, slot.starts.plus_hours(AROUND))?;
    let offers = offers(app, waiting)?;
    for people in ways {
        for plan in plans(visit, slot.starts, &app.zone) {
            let (starts, room, people) = (slot.starts, slot.room.clone(), people.clone());
            let to = MoveSession { starts, room, people, plan };
            if may(app, (id, visit), &course, &to, &calendar, &offers)? {
                return Ok(Some(to));
            }
        }
    }
    Ok(None)
}

fn may(
    app: &App,
    (id, visit): (SessionId, &Session),
    course: &Course,
    to: &MoveSession,
    calendar: &Calendar,
    offers: &[Held],
) -> Result<bool, Trouble> {
    let (_, protocol) = known::in_force(app, course)?;
    let patient = app.patient(visit.patient)?;
    let known: Result<Vec<(PersonId, Role, Arc<Person>)>, Trouble> =
        to.people.iter().map(|(who, role)| Ok((*who, *role, app.person(*who)?))).collect();
    let known = known?;
    let people: Vec<(PersonId, Role, &Person)> =
        known.iter().map(|(who, role, person)| (*who, *role, &**person)).collect();
    let talk_with = match &to.plan {
        Some(Plan::Talk { with, .. }) => Some(app.person(*with)?),
        _ => None,
    };
    let ahead: Result<Vec<Arc<Session>>, Trouble> =
        series::uncounted(course).filter(|other| *other != id).map(|other| app.session(other)).collect();
    let others: Vec<Instant> =
        ahead?.iter().filter(|other| series::is_ahead(other)).map(|other| other.starts).collect();
    let (mut held, talks) = (calendar.held(Some(id)), calendar.talks_held(Some(id)));
    held.extend(offers.iter().map(Held::asks));
    let place = Places::of(app)?.of_visit(visit.setting, to.room.as_str(), to.starts);
    let with = Booking {
        here: Here::at(&place.jurisdiction, app),
        patient: &patient,
        course,
        protocol: &protocol,
        booked: series::Booked(u32::try_from(others.len()).unwrap_or(u32::MAX)),
        people: &people,
        talk_with: talk_with.as_deref(),
        beside: calendar.beside(&held, &talks),
    };
    let now = app.now();
    let moment = Moment { occurred: now, now, command: CommandId(0) };
    let weighed = Weighed { id, session: visit, with: &with, others: &others };
    Ok(could_come(&weighed, to, &moment).is_ok())
}

/// What a yes brings besides the time: with whom, and when the talk is, where that is not as it is booked.
///
/// # Errors
/// The store's.
pub fn brings(
    app: &App,
    visit: &Session,
    people: &[(PersonId, Role)],
    plan: Option<&Plan>,
) -> Result<Brings, Trouble> {
    let mut names = vec![];
    for (who, _) in people {
        names.push(app.person(*who)?.name.to_string());
    }
    let known = |who: &PersonId| visit.people.iter().any(|(held, _)| held == who);
    let talk = match plan.or(visit.plan.as_ref()) {
        Some(Plan::Talk { with, at, .. }) => Some((*at, app.person(*with)?.name.to_string())),
        _ => None,
    };
    Ok(Brings { names: names.join(", "), others: !people.iter().all(|(who, _)| known(who)), talk })
}

/// Who would be there, and the talk after it.
pub struct Brings {
    /// Who.
    pub names: String,
    /// Not the people who are booked now.
    pub others: bool,
    /// When the talk would be, and with whom.
    pub talk: Option<(Instant, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_talk_moves_by_days_and_keeps_its_hour_also_over_a_change_of_the_clocks() {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let at = |text: &str| {
            let civil: jiff::civil::DateTime = text.parse().expect("a time");
            Instant(civil.to_zoned(zone.clone()).expect("a time here").timestamp().as_microsecond())
        };
        for (talk, from, to, wanted) in [
            ("2026-11-23T10:00", "2026-11-20T15:00", "2026-11-19T10:00", "2026-11-22T10:00"),
            ("2026-11-21T09:30", "2026-11-20T15:00", "2026-11-20T09:00", "2026-11-21T09:30"),
            // The clocks go back on the first of November.
            ("2026-11-03T10:00", "2026-11-02T10:00", "2026-10-30T10:00", "2026-10-31T10:00"),
            ("2026-03-10T10:00", "2026-03-09T15:00", "2026-03-06T08:00", "2026-03-07T10:00"),
        ] {
            assert_eq!(talk_moved(at(talk), at(from), at(to), &zone), Some(at(wanted)), "{talk} {from} {to}");
        }
    }
}
