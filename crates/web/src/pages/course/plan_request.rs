//! What the planner is asked: the protocol's numbers, the course so far, and what the form says of the person's times.

use care::course::{SessionKind, series};
use care::integration::TalkKind;
use care::planner::{Among, Request, Series, TalkAsked, TalkNeed, VisitShape};
use care::protocol::{Content, Ending, Key, Setting, TherapistPart};
use care::refusal::Refusal;
use care::roster::Opening;
use care::schedule::Schedule;
use care::session::calendar::Span;
use care::text::Line;
use care::time::{Date, Instant};
use care::units::{Days, Hours, Minutes};
use record::views::ask_schedule;

use super::known::Known;
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::schedule::{calendar, clinic};
use crate::parts::Choice;
use crate::place::{Place, Places};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

const DAY_US: i64 = 24 * 3_600_000_000;
/// How far ahead a series is planned unless somebody says otherwise. House policy: four weeks.
const AHEAD_DAYS: i64 = 28;
/// Most days ahead: further than anybody's hours are known.
const MOST_DAYS: i64 = 92;
const WEEK: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What the form says.
pub struct Asked {
    /// It was sent: there is something to plan.
    pub sent: bool,
    /// How many doses.
    pub doses: u32,
    /// The first day's beginning.
    pub from: Instant,
    /// The last day's end.
    pub until: Instant,
    /// Monday first: can they come on that day?
    pub days: [bool; 7],
    /// `08:00`: not earlier on any day.
    pub earliest: String,
    /// `18:00`: not later.
    pub latest: String,
    /// Rooms in which a dose may be given.
    pub rooms: Vec<Line>,
    /// The kind of talk in this house; none: elsewhere.
    pub talk: Option<TalkKind>,
    /// At which place: its rooms, and the clock by which all of this is.
    pub place: Place,
}

impl Asked {
    /// Reads the form or the address; both have the same names. `usual`: the place, while none is named.
    ///
    /// # Errors
    /// `NotFound` for what is no place.
    pub fn read(app: &App, visit: &Visit, left: u32, usual: Place) -> Result<Self, Trouble> {
        let value = |name: &str| if visit.form.is_empty() { visit.asked(name) } else { visit.value(name) };
        let values =
            |name: &str| if visit.form.is_empty() { visit.asked_all(name) } else { visit.values(name) };
        let sent = !value("doses").is_empty();
        let places = Places::of(app)?;
        let place = if value("site").is_empty() { usual } else { places.named(value("site"))? };
        let zone = &place.zone;
        let now = app.now();
        let day = |name: &str, other: Instant| when::read_day(Lang::En, value(name), zone).unwrap_or(other);
        let from = day("from", when::day_around(Instant(now.0 + DAY_US), zone).0).max(now);
        let until =
            day("until", Instant(from.0 + AHEAD_DAYS * DAY_US)).min(Instant(now.0 + MOST_DAYS * DAY_US));
        let named = values("day");
        let days = WEEK.map(|name| if sent { named.contains(&name) } else { name != "Sat" && name != "Sun" });
        let clock = |name: &str, other: &str| {
            if value(name).is_empty() { other.to_owned() } else { value(name).to_owned() }
        };
        let until = when::day_around(until, zone).1;
        // Rooms of another place are none of this plan's.
        let here = |room: &Line| places.of_room(room.as_str(), now).number == place.number;
        let rooms = values("room").into_iter().filter_map(|room| Line::new(room).ok()).filter(here).collect();
        Ok(Self {
            sent,
            doses: value("doses").parse().unwrap_or(left),
            from,
            until,
            days,
            earliest: clock("earliest", "08:00"),
            latest: clock("latest", "18:00"),
            rooms,
            talk: TalkKind::read(value("talk")),
            place,
        })
    }

    /// The stretches in which the person can be here.
    fn free(&self) -> Vec<Span> {
        let clock = |text: &str| {
            let (hour, minute) = text.split_once(':')?;
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        };
        let (Some(from_min), Some(until_min)) = (clock(&self.earliest), clock(&self.latest)) else {
            return vec![];
        };
        let zone = &self.place.zone;
        let days = when::days((self.from, Instant(self.until.0 + 10 * DAY_US)), zone);
        let comes = |day: &Date| self.days.get(day.weekday()).copied().unwrap_or(false);
        let span = |day: Date| {
            let term = record::work::opened(zone.iana_name()?, day, Opening { from_min, until_min })?;
            Some(Span { from: term.from, until: term.until? })
        };
        days.filter(comes).filter_map(span).collect()
    }
}

/// Doses of the series that are neither given nor on the calendar.
pub fn left(known: &Known) -> u32 {
    let ahead =
        known.visits.iter().filter(|(_, visit)| visit.kind == SessionKind::Dosing && series::is_ahead(visit));
    let ahead = u32::try_from(ahead.count()).unwrap_or(u32::MAX);
    let given = u32::try_from(known.course.doses.len()).unwrap_or(u32::MAX);
    let doses = known.protocol.1.content.small(Key::SeriesDoses).unwrap_or(0);
    doses.saturating_sub(given.saturating_add(ahead))
}

/// The question, from the protocol in force; what it is silent about is refused.
pub fn request(known: &Known, asked: &Asked, schedule: &Schedule) -> Result<Request, Refusal> {
    let (content, course) = (&known.protocol.1.content, &known.course);
    let span = Span::of(SessionKind::Dosing, Instant(0), content)?;
    let whole = minutes(span);
    let dose = Minutes(whole.0.saturating_sub(content.small(Key::ObserveAfter)?));
    let visit = VisitShape {
        lead_min: Minutes(0),
        dose_min: dose,
        stay_min: whole,
        room_min: whole,
        watch_min: whole,
        cover_min: Some(whole),
        therapist_min: (content.therapist != TherapistPart::None).then_some(whole),
        therapist: Among::Anyone,
    };
    let within = content
        .values
        .contains_key(&Key::SeriesWithin)
        .then(|| content.small(Key::SeriesWithin))
        .transpose()?;
    // Doses on the calendar already are as fixed as those given.
    let booked =
        known.visits.iter().filter(|(_, held)| held.kind == SessionKind::Dosing && series::is_ahead(held));
    let booked = booked.map(|(_, held)| Span { from: held.starts, until: held.starts.plus_minutes(dose) });
    let given = course.doses.iter().map(|(ended, _)| Span { from: *ended, until: *ended });
    let talk = match asked.talk {
        None => TalkNeed::Elsewhere,
        Some(kind) => TalkNeed::InHouse(TalkAsked {
            kinds: vec![kind],
            with: Among::Anyone,
            minutes: schedule.talk_length(kind).unwrap_or(clinic::TALK),
            quiet_min: Minutes(0),
            goal: Hours(content.small(Key::WindowGoal)?),
        }),
    };
    Ok(Request {
        patient: course.patient,
        model: course.model,
        doses: asked.doses,
        visit,
        series: Series {
            apart: Hours(content.small(Key::SeriesApart)?),
            per_week: None,
            within: within.map(Days),
            first_ended: course.doses.iter().map(|(ended, _)| *ended).min(),
            given: given.chain(booked).collect(),
        },
        not_before: asked.from,
        not_after: Instant(asked.until.0 - 1),
        patient_free: asked.free(),
        talk,
    })
}

fn minutes(span: Span) -> Minutes {
    Minutes(u32::try_from(span.until.minutes_since(span.from)).unwrap_or(0))
}

/// The place where a course's doses are: that of its last visit, and the house before the first.
///
/// # Errors
/// The store's.
pub fn usual(app: &App, known: &Known) -> Result<Place, Trouble> {
    let places = Places::of(app)?;
    let last = known.visits.iter().filter(|(_, held)| held.setting != Setting::Home);
    let last = last.max_by_key(|(_, held)| held.starts);
    let place = last.map(|(_, held)| places.of_visit(held.setting, held.room.as_str(), held.starts));
    // One that is closed by now is planned in no more.
    let open = places.open(app.now());
    let place = place.filter(|place| open.iter().any(|one| one.number == place.number));
    Ok(place.unwrap_or_else(|| places.house()))
}

/// The rooms of the place to tick: those that were used for a dose of this door lately; all while none was.
///
/// # Errors
/// The store's.
pub fn rooms(app: &App, known: &Known, asked: &Asked) -> Result<Vec<Choice>, Trouble> {
    let (now, schedule) = (app.now(), calendar::schedule(app)?);
    let since = Instant(now.0 - 60 * DAY_US);
    let used = app.read(|conn, org| ask_schedule::visits(conn, org, since, now))?;
    let model = known.course.model.code();
    let for_doses =
        |name: &str| used.iter().any(|row| row.kind == "dosing" && row.model == model && row.room == name);
    let here = || schedule.open_rooms(now).filter(|room| room.site == asked.place.number);
    let none_yet = !here().any(|room| for_doses(room.name.as_str()));
    let choice = |room: &care::schedule::Room| {
        let name = room.name.as_str();
        let ticked = if asked.sent { asked.rooms.contains(&room.name) } else { none_yet || for_doses(name) };
        Choice { value: name.to_owned(), label: name.to_owned(), hint: String::new(), checked: ticked }
    };
    Ok(here().map(choice).collect())
}

/// The days of the week, ticked as they were.
pub fn days(asked: &Asked) -> Vec<Choice> {
    let day = |(name, comes): (&&str, &bool)| Choice {
        value: (*name).to_owned(),
        label: (*name).to_owned(),
        hint: String::new(),
        checked: *comes,
    };
    WEEK.iter().zip(&asked.days).map(day).collect()
}

/// Who gives the first talks: the kind this protocol ends with, or somebody elsewhere.
pub fn talks(content: &Content, asked: &Asked) -> Vec<Choice> {
    let usual = match content.ending {
        Ending::Therapy => Some(TalkKind::Therapy),
        Ending::Support => Some(TalkKind::Support),
        Ending::Referral => None,
    };
    let chosen = if asked.sent { asked.talk } else { usual };
    let mut choices: Vec<Choice> = usual
        .iter()
        .map(|kind| Choice::new(kind.code(), words::talk(Lang::En, *kind), chosen.map_or("", TalkKind::code)))
        .collect();
    let elsewhere = Choice::new(
        "elsewhere",
        "Elsewhere: their own therapist, or a referral",
        if chosen.is_none() { "elsewhere" } else { "" },
    );
    choices.push(elsewhere.hint("Nothing is booked here after the doses."));
    choices
}
