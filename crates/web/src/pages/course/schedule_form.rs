//! The fields of a visit to be scheduled, read and drawn again as they were typed.

use care::course::SessionKind;
use care::ids::{CourseId, PersonId};
use care::integration::TalkKind;
use care::practice::{Here, Role};
use care::protocol::{CareModel, Content, Setting};
use care::refusal::Refusal;
use care::session::Plan;
use care::session::schedule_session::ScheduleSession;
use care::text::Line;
use care::time::Instant;
use record::views::ask;
use record::wire::{role_code, role_of};

use super::known::kind_words;
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::patients::line;
use crate::pages::patients::lists::capital;
use crate::pages::schedule::{calendar, free};
use crate::parts::{Choice, Errors};
use crate::place::{Place, Places};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// People of one role.
pub struct Group {
    /// As what.
    pub role: &'static str,
    /// Who.
    pub people: Vec<Choice>,
}

/// The kinds of visit a door has.
pub fn kinds(model: CareModel) -> Vec<SessionKind> {
    let all = SessionKind::ALL.iter().copied();
    all.filter(|kind| *kind != SessionKind::IntegrationTherapy || model == CareModel::Kap).collect()
}

/// The kinds as choices, with who must be named.
pub fn kind_choices(model: CareModel, chosen: &str) -> Vec<Choice> {
    let hint = |kind| match (kind, model) {
        (SessionKind::Dosing, CareModel::Infusion) => "A nurse or prescriber must be named.",
        (SessionKind::Dosing, CareModel::Kap) => "A nurse or prescriber, and the therapist, must be named.",
        (SessionKind::IntegrationTherapy, _) => "Licensed therapy. The therapist must be named.",
        (SessionKind::IntegrationSupport, _) => "Not therapy. An integration specialist must be named.",
        (SessionKind::Preparation | SessionKind::Review, _) => "",
    };
    let choice =
        |kind: SessionKind| Choice::new(kind.code(), kind_words(kind, model), chosen).hint(hint(kind));
    kinds(model).into_iter().map(choice).collect()
}

/// The places the protocol allows; a single one is chosen.
pub fn setting_choices(content: &Content, chosen: &str) -> Vec<Choice> {
    let only = content.settings.first().filter(|_| content.settings.len() == 1).map(|place| place.code());
    let chosen = if chosen.is_empty() { only.unwrap_or("") } else { chosen };
    let choice =
        |place: &Setting| Choice::new(place.code(), &capital(words::setting(Lang::En, *place)), chosen);
    content.settings.iter().map(choice).collect()
}

/// Everyone who stands at that instant, where the room is, in a role that is named on visits; those chosen stay listed, and
/// it is said.
///
/// # Errors
/// The store's.
pub fn groups(
    app: &App,
    chosen: &[String],
    model: CareModel,
    (room, at): (&str, Instant),
) -> Result<Vec<Group>, Trouble> {
    let place = app.place_of_room(room, at).jurisdiction;
    // While no room is chosen, whoever could work at any place.
    let here = if room.is_empty() { app.here() } else { Here::at(&place, app) };
    let mut people = vec![];
    for (id, name) in app.read(ask::people)? {
        people.push((id, name, app.person(id)?));
    }
    let mut groups = vec![];
    for role in roles(model) {
        let mut choices = vec![];
        for (id, name, person) in &people {
            let value = format!("{id} {}", role_code(role));
            let checked = chosen.contains(&value);
            let stands = person.stand(role, here, at);
            if checked || stands.is_ok() {
                let hint = stands.err().map(|no| words::refusal(Lang::En, &no)).unwrap_or_default();
                choices.push(Choice { value, label: name.clone(), hint, checked });
            }
        }
        groups.push(Group { role: words::role(Lang::En, role), people: choices });
    }
    groups.retain(|group| !group.people.is_empty());
    Ok(groups)
}

/// An infusion names no therapist: no psychotherapy belongs to it.
fn roles(model: CareModel) -> Vec<Role> {
    let all = [Role::Nurse, Role::Prescriber, Role::Therapist, Role::IntegrationSpecialist];
    all.into_iter().filter(|role| *role != Role::Therapist || model == CareModel::Kap).collect()
}

/// The room and the time: those of the button that was pressed in place of what was asked for, else the fields'.
pub fn typed(visit: &Visit) -> (&str, &str) {
    let pressed = visit.given("instead").and_then(|value| value.rsplit_once('|'));
    pressed.unwrap_or((visit.value("room"), visit.value("starts")))
}

/// By which clock the time of a visit is typed: that of the place its room is in.
///
/// # Errors
/// The store's.
pub fn place(app: &App, setting: Option<Setting>, room: &str) -> Result<Place, Trouble> {
    let (places, setting) = (Places::of(app)?, setting.unwrap_or(Setting::ClinicRoom));
    Ok(places.of_visit(setting, room, app.now()))
}

/// By which clocks the times of this form are typed; only the zone of the house while it has one place.
///
/// # Errors
/// The store's.
pub fn clocks(app: &App, setting: Option<Setting>, room: &str) -> Result<Clocks, Trouble> {
    let places = Places::of(app)?;
    if !places.are_several() {
        let zone = app.house.zone.to_string();
        return Ok(Clocks { starts: zone.clone(), talk: zone });
    }
    let talk = format!("By the clock of {}, wherever the visit is.", places.house().with_clock());
    let room = room.trim();
    let starts = if room.is_empty() || setting == Some(Setting::Home) {
        let all: Vec<String> = places.open(app.now()).iter().map(Place::with_clock).collect();
        format!("By the clock of the place that the room is in: {}. At home: of the first.", all.join(", "))
    } else {
        let place = place(app, setting, room)?;
        format!("By the clock of {}, where {room} is. Another room, another clock.", place.with_clock())
    };
    Ok(Clocks { starts, talk })
}

/// By which clocks times are typed, in words.
pub struct Clocks {
    /// The visit's.
    pub starts: String,
    /// The first talk's: a talk is at no place.
    pub talk: String,
}

/// Reads the form; what is missing is said beside its field.
///
/// # Errors
/// The store's.
pub fn read(
    app: &App,
    visit: &Visit,
    course: CourseId,
    errors: &mut Errors,
) -> Result<Option<ScheduleSession>, Trouble> {
    let kind = SessionKind::read(visit.value("kind"));
    if kind.is_none() {
        errors.add("kind", "Choose what kind of visit.");
    }
    let typed = typed(visit);
    let setting = Setting::read(visit.value("setting"));
    if setting.is_none() {
        errors.add("setting", "Choose where.");
    }
    let home = setting == Some(Setting::Home);
    let starts = when::read(Lang::En, typed.1, &place(app, setting, typed.0)?.zone);
    if let Err(why) = starts {
        errors.add("starts", why);
    }
    let room = if home {
        line(visit, errors, "address", "Write the street and the town.")
    } else if typed.0 == visit.value("room") {
        line(visit, errors, "room", "Choose or write which chair or room.")
    } else {
        Line::new(typed.0).ok()
    };
    let plan = read_plan(app, visit, errors);
    let people = people(visit);
    let (Some(kind), Ok(starts), Some(setting), Some(room)) = (kind, starts, setting, room) else {
        return Ok(None);
    };
    Ok(Some(ScheduleSession { course, kind, starts, setting, room, people, plan }))
}

/// The first talk, if one is booked with the visit: both who and when, or neither.
pub fn read_plan(app: &App, visit: &Visit, errors: &mut Errors) -> Option<Plan> {
    let who = visit.given("talk").and_then(|value| value.split_once(':'));
    let who = who.and_then(|(kind, with)| Some((TalkKind::read(kind)?, PersonId::read(with)?)));
    let at = visit.given("talk-at").map(|typed| when::read(Lang::En, typed, &app.zone));
    match (who, at) {
        (None, None) => None,
        (None, Some(_)) => {
            errors.add("talk", "Choose with whom the talk is, or leave its time empty.");
            None
        }
        (Some(_), None) => {
            errors.add("talk-at", "Write when the talk is, or choose “Later”.");
            None
        }
        (Some(_), Some(Err(why))) => {
            errors.add("talk-at", why);
            None
        }
        (Some((kind, with)), Some(Ok(at))) => Some(Plan::Talk { kind, with, at }),
    }
}

/// The rooms of one place.
pub struct RoomGroup {
    /// The place and its zone; "" in a house with one place.
    pub label: String,
    /// Its rooms.
    pub rooms: Vec<Choice>,
}

/// The rooms that can be booked, place by place; none while no list is kept, and any name will do.
///
/// # Errors
/// The store's.
pub fn rooms(app: &App, chosen: &str) -> Result<Vec<RoomGroup>, Trouble> {
    let (schedule, now) = (calendar::schedule(app)?, app.now());
    let places = Places::known(app, schedule.clone());
    let mut open: Vec<_> = schedule.open_rooms(now).collect();
    if open.is_empty() {
        return Ok(vec![]);
    }
    // The house first, then the others in the order in which they were opened.
    open.sort_by_key(|room| room.site);
    let mut groups = vec![RoomGroup { label: String::new(), rooms: vec![Choice::new("", "Choose", chosen)] }];
    for site in open.chunk_by(|one, other| one.site == other.site) {
        let place = places.of_site(site.first().and_then(|room| room.site));
        let rooms = site.iter().map(|room| Choice::new(room.name.as_str(), room.name.as_str(), chosen));
        let label = if places.are_several() { place.with_clock() } else { String::new() };
        groups.push(RoomGroup { label, rooms: rooms.collect() });
    }
    Ok(groups)
}

/// One time that stands, as a button that books it.
pub struct Instead {
    /// `Chair 2|2026-11-23T10:00`.
    pub value: String,
    /// `Mon 23 Nov, 10:00, Chair 2`.
    pub words: String,
}

/// Most times that are offered in place of one that does not stand.
const OFFERED: usize = 5;

/// Times that stand with the same people, when what was asked for does not.
///
/// # Errors
/// The store's.
pub fn instead(app: &App, act: &ScheduleSession, content: &Content) -> Result<Vec<Instead>, Trouble> {
    let (kind, setting, room, people) = (act.kind, act.setting, &act.room, &act.people);
    let wanted = free::Wanted { kind, content, setting, room, people };
    let found = free::next(app, &wanted, act.starts, OFFERED)?;
    let place = Places::of(app)?.of_visit(setting, room.as_str(), act.starts);
    let shown = |free: free::Free| Instead {
        value: format!("{}|{}", free.room, when::field(free.at, &place.zone)),
        words: format!("{}, {}", place.day_clock(free.at), free.room),
    };
    Ok(found.into_iter().map(shown).collect())
}

/// Is it the calendar that refuses, so that another time or room would do?
pub const fn is_of_calendar(no: &Refusal) -> bool {
    matches!(
        no,
        Refusal::RoomTaken { .. }
            | Refusal::RoomUnknown
            | Refusal::RoomBlocked { .. }
            | Refusal::PersonTaken { .. }
            | Refusal::PersonAtOtherSite { .. }
            | Refusal::OnLeave { .. }
            | Refusal::BusyElsewhere { .. }
            | Refusal::NotAtWork { .. }
            | Refusal::WatchesTooMany { .. }
    )
}

/// Everybody who was ticked.
pub fn people(visit: &Visit) -> Vec<(PersonId, Role)> {
    visit.values("who").into_iter().filter_map(one).collect()
}

fn one(value: &str) -> Option<(PersonId, Role)> {
    let (person, role) = value.split_once(' ')?;
    Some((PersonId::read(person)?, role_of(role)?))
}

/// Beside which field a refusal belongs.
pub fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::TimeInThePast | Refusal::SeriesOver { .. } => "starts",
        Refusal::SettingNotInProtocol => "setting",
        Refusal::RoomTaken { .. } | Refusal::RoomUnknown | Refusal::RoomBlocked { .. } => "room",
        Refusal::TalkBeforeDose | Refusal::NoDose => "talk-at",
        Refusal::CourseClosed | Refusal::SeriesFull { .. } => "kind",
        _ => "who",
    }
}
