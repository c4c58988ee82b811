//! Subscribed calendars of a clinic with people in it, as two other programs read them (tests/calendar).

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use care::act::Act;
use care::course::SessionKind;
use care::ids::{CourseId, ScheduleId, SessionId, WindowId};
use care::integration::book_talk::{BookTalk, CancelTalk};
use care::practice::{Acting, Role};
use care::protocol::Setting;
use care::schedule::{OpenOwnFeed, OpenRoomFeed};
use care::session::move_session::MoveSession;
use care::session::schedule_session::{CancelSession, ScheduleSession};
use care::text::Line;
use care::time::Instant;
use holdfast::simulator::History;
use record::submit::{Answer, Command as Asked};
use record::views::{ask, ask_schedule};
use web::answer::{Reply, Trouble};
use web::app::App;
use web::pages::schedule::feed;
use web::sign_in::token_hash;
use web::visit::{Visit, fresh_command};

use crate::given::{NOW, clinic, python_tools};

const DAY_US: i64 = 24 * 3_600_000_000;

struct Served {
    folder: holdfast::keeping::Temporary,
    app: Arc<App>,
    history: History,
}

fn served() -> Served {
    let (folder, record, history) = clinic(5);
    let (news, _) = tokio::sync::broadcast::channel(8);
    let sending = web::Sending::default();
    let serving = web::Serving {
        record: Arc::new(record),
        news,
        secure_cookies: false,
        demo: true,
        sending,
        heard: None,
    };
    Served { folder, app: serving.app().unwrap(), history }
}

/// One entry, as the other programs say it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    calendar: String,
    uid: String,
    starts: String,
    ends: String,
    utc: String,
    status: String,
    sequence: u32,
    summary: String,
    place: String,
}

impl Served {
    fn schedule(&self) -> ScheduleId {
        ScheduleId::of(self.app.record.house())
    }

    fn does(&self, by: Acting, act: Act) {
        let command = Asked { id: fresh_command(), act, by, occurred: None, sealed: None };
        match self.app.record.submit_at(command, NOW).wait().unwrap() {
            Answer::Done(_) => {}
            other => panic!("{other:?}"),
        }
    }

    /// A secret, and its link made.
    fn own(&self, by: Acting, letter: char) -> String {
        let secret = String::from(letter).repeat(64);
        let key_hash = Line::new(&token_hash(&secret)).unwrap();
        self.does(by, Act::OpenOwnFeed(self.schedule(), OpenOwnFeed { key_hash }));
        secret
    }

    fn calendar(&self, secret: &str) -> String {
        let params = vec![("token".to_owned(), format!("{secret}.ics"))];
        let visit = Visit { params, network: "10.0.0.1".into(), ..Visit::default() };
        match feed::get(&self.app, &visit) {
            Ok(Reply::Calendar(text)) => text,
            Err(Trouble::NotFound) => panic!("the link is dead"),
            _ => panic!("no calendar"),
        }
    }

    /// What the icalendar library and a CalDAV server read in these calendars, the times by New York's clocks.
    fn read(&self, calendars: &[(&str, &str)]) -> Vec<Entry> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/read_calendar.py");
        let mut python = Command::new("python3");
        python.arg(script).arg("America/New_York").env("PYTHONDONTWRITEBYTECODE", "1");
        python.env("PYTHONPATH", python_tools("calendars", &["icalendar==7.3.0", "radicale==3.9.0"]));
        for (name, secret) in calendars {
            let path = self.folder.path().join(format!("{name}.ics"));
            std::fs::write(&path, self.calendar(secret)).unwrap();
            python.arg(path);
        }
        let output = python.output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{err}");
        out.lines().map(entry).collect()
    }

    fn course(&self, patient: &str) -> CourseId {
        let (_, id) = self.history.patients.iter().find(|(name, _)| *name == patient).unwrap();
        self.app.read(|conn, org| ask::courses_of(conn, org, *id)).unwrap()[0].course
    }
}

fn entry(line: &str) -> Entry {
    let cells: Vec<&str> = line.split('\t').collect();
    let [calendar, uid, starts, ends, utc, status, sequence, summary, place] = cells[..] else {
        panic!("{line}")
    };
    let text = str::to_owned;
    Entry {
        calendar: text(calendar),
        uid: text(uid),
        starts: text(starts),
        ends: text(ends),
        utc: text(utc),
        status: text(status),
        sequence: sequence.parse().unwrap(),
        summary: text(summary),
        place: text(place),
    }
}

fn uuid(number: u128) -> String {
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// An instant, by New York's clocks.
fn at(clock: &str) -> Instant {
    let time: jiff::civil::DateTime = clock.replace(' ', "T").parse().unwrap();
    Instant(time.in_tz("America/New_York").unwrap().timestamp().as_microsecond())
}

fn visit(served: &Served, id: u128, clock: &str) -> Act {
    let noor = served.history.staff.noor.id;
    let act = ScheduleSession {
        course: served.course("Rowan Ellis"),
        kind: SessionKind::Review,
        starts: at(clock),
        setting: Setting::ClinicRoom,
        room: Line::new("Room B").unwrap(),
        people: vec![(noor, Role::Prescriber)],
        plan: None,
    };
    Act::ScheduleSession(SessionId(id), act)
}

/// Everything that is booked stands there at its own instant, before and after the clocks change; nobody is named.
#[test]
fn two_other_programs_find_the_same_instants_across_a_clock_change() {
    let served = served();
    let staff = served.history.staff;
    let (jo, noor) = (staff.jo.acting(), staff.noor.acting());
    let secret = served.own(noor, 'a');
    // On 14 March 2027 the clocks of New York go forward.
    served.does(jo, visit(&served, 1, "2027-03-12 10:00"));
    served.does(jo, visit(&served, 2, "2027-03-15 10:00"));
    let found = served.read(&[("noor", &secret)]);
    let told = |id: u128| {
        let entry = found.iter().find(|entry| entry.uid == uuid(id)).unwrap();
        (entry.starts.as_str(), entry.utc.as_str(), entry.summary.as_str(), entry.place.as_str())
    };
    assert_eq!(told(1), ("2027-03-12 10:00", "20270312T150000Z", "Visit R. E.", "Room B"));
    assert_eq!(told(2), ("2027-03-15 10:00", "20270315T140000Z", "Visit R. E.", "Room B"));

    // The same visits as the house's own calendar has them.
    let (from, until) = (Instant(NOW.0 - 27 * DAY_US), Instant(NOW.0 + 182 * DAY_US));
    let all = served.app.read(|conn, org| ask_schedule::visits(conn, org, from, until)).unwrap();
    let people = served.app.read(|conn, org| ask_schedule::named(conn, org, from, until)).unwrap();
    let named = |visit: &ask_schedule::VisitRow| {
        people.iter().any(|(session, who, _)| *session == visit.session && *who == staff.noor.id)
    };
    let hers: Vec<_> = all.iter().filter(|visit| named(visit)).collect();
    assert!(10 < hers.len(), "{}", hers.len());
    for visit in &hers {
        let entry = found.iter().find(|entry| entry.uid == uuid(visit.session.0)).unwrap();
        assert_eq!(at(&entry.starts), visit.starts, "{entry:?}");
        assert_eq!((entry.ends == "-"), visit.kind != "dosing", "only a dose has a length: {entry:?}");
    }
    let text = served.calendar(&secret);
    let names =
        served.history.patients.iter().flat_map(|(name, _)| name.split(' ')).filter(|name| 3 < name.len());
    let treatment = ["dose", "dosing", "infusion", "ketamine", "review", "therapy", "mg", "Harbor"];
    for hidden in names.chain(treatment) {
        assert!(!text.to_lowercase().contains(&hidden.to_lowercase()), "{hidden}");
    }
    assert_eq!(text, served.calendar(&secret), "the same bookings are the same bytes");
}

#[test]
fn a_visit_that_is_moved_stays_itself_and_one_called_off_says_so() {
    let served = served();
    let staff = served.history.staff;
    let (jo, noor) = (staff.jo.acting(), staff.noor.acting());
    let own = served.own(noor, 'a');
    let schedule = match served.app.state(care::fact::Stream::Schedule(served.schedule())).unwrap() {
        care::chart::State::Schedule(schedule) => schedule,
        other => panic!("{other:?}"),
    };
    let room = schedule.rooms.iter().find(|room| room.name.as_str() == "Room B").unwrap().number;
    let (secret, other) = ("b".repeat(64), "c".repeat(64));
    for (room, secret) in [(room, &secret), (room + 1, &other)] {
        let key_hash = Line::new(&token_hash(secret)).unwrap();
        served.does(jo, Act::OpenRoomFeed(served.schedule(), OpenRoomFeed { room, key_hash }));
    }
    for (id, clock) in [(1, "2027-03-12 10:00"), (2, "2027-03-15 10:00")] {
        served.does(jo, visit(&served, id, clock));
    }
    let reason = Line::new("Noor is away").unwrap();
    served.does(jo, Act::CancelSession(SessionId(1), CancelSession { reason }));
    let people = vec![(staff.noor.id, Role::Prescriber)];
    let moved = MoveSession {
        starts: at("2027-03-16 15:30"),
        room: Line::new("room  b").unwrap(),
        people,
        plan: None,
    };
    served.does(jo, Act::MoveSession(SessionId(2), moved));
    let found = served.read(&[("own", &own), ("room", &secret), ("other", &other)]);
    let told = |calendar: &str, id: u128| {
        let entry = found.iter().find(|entry| entry.calendar == calendar && entry.uid == uuid(id))?;
        Some((entry.starts.as_str(), entry.status.as_str(), entry.sequence, entry.summary.as_str()))
    };
    assert_eq!(told("own", 1), Some(("2027-03-12 10:00", "CANCELLED", 1, "Visit R. E.")));
    assert_eq!(told("own", 2), Some(("2027-03-16 15:30", "CONFIRMED", 1, "Visit R. E.")));
    assert_eq!(told("room", 1), Some(("2027-03-12 10:00", "CANCELLED", 1, "booked")));
    assert_eq!(told("room", 2), Some(("2027-03-16 15:30", "CONFIRMED", 1, "booked")));
    assert_eq!((told("other", 1), told("other", 2)), (None, None), "another room has its own bookings");
    let room = found.iter().filter(|entry| entry.calendar == "room");
    assert!(room.clone().all(|entry| entry.summary == "booked" && entry.place.is_empty()));
    // A visit that goes to somebody else is in the first one's calendar no more.
    let people = vec![(staff.amara.id, Role::Prescriber)];
    let moved = MoveSession {
        starts: at("2027-03-16 15:30"),
        room: Line::new("Room B").unwrap(),
        people,
        plan: None,
    };
    served.does(jo, Act::MoveSession(SessionId(2), moved));
    assert!(!served.calendar(&own).contains(&uuid(2)));
    let amara = served.own(staff.amara.acting(), 'd');
    assert!(served.calendar(&amara).contains(&format!("UID:{}\r\nSEQUENCE:2\r\n", uuid(2))));
}

#[test]
fn a_talk_that_is_cancelled_is_in_nobodys_calendar() {
    let served = served();
    let staff = served.history.staff;
    let course = served.app.course(served.course("Rowan Ellis")).unwrap();
    let (_, session) = course.doses.last().unwrap();
    let window = WindowId::of(*session);
    let talk = served.app.window(window).unwrap().talk.unwrap();
    let (tomas, lena) = (served.own(staff.tomas.acting(), 'a'), served.own(staff.lena.acting(), 'b'));
    let uid = format!("{}-talk", uuid(window.0));
    let of = |found: &[Entry], who: &str| {
        found.iter().find(|entry| entry.calendar == who && entry.uid == uid).cloned()
    };
    let calendars = [("tomas", tomas.as_str()), ("lena", lena.as_str())];
    let before = served.read(&calendars);
    let entry = of(&before, "tomas").unwrap();
    assert_eq!((at(&entry.starts), entry.summary.as_str()), (talk.at, "Talk R. E."));
    assert!(talk.at < at(&entry.ends) && of(&before, "lena").is_none());
    let reason = Line::new("Tomas is ill").unwrap();
    served.does(staff.jo.acting(), Act::CancelTalk(window, CancelTalk { reason }));
    assert_eq!(of(&served.read(&calendars), "tomas"), None);
    // Booked again, an hour later: the same entry, newer than before, so that a calendar that kept the old one moves it.
    let later = Instant(talk.at.0 + 3_600_000_000);
    let again = BookTalk { kind: talk.kind, with: talk.with, at: later };
    served.does(staff.jo.acting(), Act::BookTalk(window, again));
    let again = of(&served.read(&calendars), "tomas").unwrap();
    assert_eq!(at(&again.starts), later);
    assert!(entry.sequence < again.sequence, "{again:?}");
}
