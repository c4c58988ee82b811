//! Entries that mails carry into a patient's own calendar, from a real mail server into a real CalDAV server
//! (tests/calendar/read_invites.py): what is booked stands there once, what is moved moves, what is called off is gone.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use care::act::Act;
use care::course::SessionKind;
use care::fact::Stream;
use care::ids::{PatientId, SessionId, WindowId};
use care::integration::book_talk::{BookTalk, CancelTalk};
use care::messages::entry::ChooseEntries;
use care::messages::prefer_channel::PreferChannel;
use care::messages::undo_message::UndoMessage;
use care::messages::{Channel, Reach, Tongue};
use care::practice::Acting;
use care::protocol::Setting;
use care::session::move_session::MoveSession;
use care::session::schedule_session::{CancelSession, ScheduleSession};
use care::text::Line;
use care::time::Instant;
use care::units::{Hours, Minutes};
use holdfast::keeping::Place;
use holdfast::messages::Sender;
use record::state_as;
use record::views::{ask, messages as sent};

use crate::given::{NOW, python_tools};
use crate::mail_server::{Mail, MailServer};
use crate::messages::{House, mail};

const TO: &str = "ok-own@example.org";

/// The clinic, its mail server, and a patient in a course who is written to by mail.
struct Told {
    house: House,
    server: MailServer,
    sender: Sender,
    patient: PatientId,
}

impl Told {
    fn begin(tongue: Tongue) -> Self {
        let house = House::open();
        let server = MailServer::start(house.folder.path());
        let sender = house.sender(mail(&server, Duration::from_secs(20)));
        let talks = |id: &PatientId| window_of(&house, *id).is_some();
        let patient = *house.patients.iter().find(|id| talks(id)).unwrap();
        let reach = Reach { channel: Channel::Mail, mail: Line::new(TO).ok(), number: None, tongue };
        house.does(Acting::patient(patient), Act::PreferChannel(patient, PreferChannel { reach }));
        let entries = Act::ChooseEntries(patient, ChooseEntries { wanted: true });
        house.does(Acting::patient(patient), entries);
        Self { house, server, sender, patient }
    }

    /// Whatever becomes due within so many hours goes; the mails to this patient that carry an entry.
    fn within(&self, hours: u32) -> Vec<Mail> {
        let before = self.server.took_for(TO).len();
        self.house.later(3);
        self.house.send_all(&self.sender);
        for _ in 0..hours {
            self.house.later(60);
            self.house.send_all(&self.sender);
        }
        self.server.took_for(TO).split_off(before)
    }

    fn books(&self, visit: SessionId, starts: Instant) {
        let courses = |conn: &mut _| ask::courses_of(conn, self.house.record.org(), self.patient);
        let course = self.house.record.read(courses).unwrap()[0].course;
        let act = ScheduleSession {
            course,
            kind: SessionKind::Review,
            starts,
            setting: Setting::ClinicRoom,
            room: Line::new("Room B").unwrap(),
            people: vec![],
            plan: None,
        };
        self.house.does(self.house.desk, Act::ScheduleSession(visit, act));
    }

    fn moves(&self, visit: SessionId, starts: Instant) {
        let act = MoveSession { starts, room: Line::new("Room B").unwrap(), people: vec![], plan: None };
        self.house.does(self.house.desk, Act::MoveSession(visit, act));
    }

    fn calls_off(&self, by: Acting, visit: SessionId) {
        let reason = Line::new("the room floods").unwrap();
        self.house.does(by, Act::CancelSession(visit, CancelSession { reason }));
    }

    /// What a calendar holds after each of these mails.
    fn calendar_after(&self, mails: &[Mail]) -> Vec<Vec<String>> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/read_invites.py");
        let mut python = Command::new("python3");
        python.arg(script).arg(TO).env("PYTHONDONTWRITEBYTECODE", "1");
        python.env("PYTHONPATH", python_tools("calendars", &["icalendar==7.3.0", "radicale==3.9.0"]));
        for (nth, mail) in mails.iter().enumerate() {
            let path = self.house.folder.path().join(format!("{nth}.ics"));
            std::fs::write(&path, calendar(mail)).unwrap();
            python.arg(path);
        }
        let output = python.output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{err}");
        let mut after = vec![vec![]; mails.len()];
        for line in out.lines() {
            let (place, entry) = line.split_once('\t').unwrap_or((line, ""));
            after[place.parse::<usize>().unwrap()].extend((!entry.is_empty()).then(|| entry.to_owned()));
        }
        after
    }

    fn verify(&self) {
        let mut conn = Place::folder(self.house.folder.path()).store.reader().unwrap();
        record::rebuild::verify(&mut conn, self.house.record.org()).unwrap();
    }
}

/// The first hours of somebody whose booked talk is still to come.
fn window_of(house: &House, patient: PatientId) -> Option<WindowId> {
    let courses = house.record.read(|conn| ask::courses_of(conn, house.record.org(), patient)).unwrap();
    let state = |stream| house.record.state(stream).unwrap();
    let courses = courses.iter().filter_map(|row| state_as!(state(Stream::Course(row.course)), Course));
    let mut windows = courses.flat_map(|course| course.doses.clone()).map(|(_, dose)| WindowId::of(dose));
    windows.find(|id| {
        let window = state_as!(state(Stream::Window(*id)), Window);
        window
            .filter(|window| window.held.is_none())
            .and_then(|window| window.talk)
            .is_some_and(|talk| NOW < talk.at)
    })
}

/// The calendar of a mail, as it was before JSON.
fn calendar(mail: &Mail) -> String {
    mail.said("calendar").replace("\\r\\n", "\r\n")
}

fn uuid(number: u128) -> String {
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn utc(at: Instant) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn methods(mails: &[Mail]) -> Vec<String> {
    mails.iter().map(|mail| mail.said("method")).collect()
}

#[test]
fn a_visit_that_was_mailed_moves_in_the_calendar_and_goes_out_of_it() {
    let told = Told::begin(Tongue::English);
    let (visit, starts) = (SessionId(0x51), NOW.plus_hours(Hours(10 * 24)));
    told.books(visit, starts);
    assert_eq!(told.within(0).len(), 0, "nobody is told before the day before");
    let moved = Instant(starts.0 + 90 * 60_000_000);
    told.moves(visit, moved);
    let first = told.within(0);
    assert_eq!(methods(&first), ["REQUEST"]);
    // The day before, it goes once more, and the calendar has it once.
    let reminder = told.within(10 * 24);
    assert_eq!(methods(&reminder), ["REQUEST"]);
    assert_eq!(calendar(&first[0]), calendar(&reminder[0]));
    told.calls_off(told.house.desk, visit);
    let off = told.within(0);
    assert_eq!(methods(&off), ["CANCEL"]);
    let mails = [first, reminder, off].concat();
    let entry = format!("{}\t{}\t-\tAppointment", uuid(visit.0), utc(moved));
    assert_eq!(told.calendar_after(&mails), [vec![entry.clone()], vec![entry], vec![]]);
    for mail in &mails {
        assert!(
            mail.said("body").contains("calendar") && mail.said("Subject").ends_with("you have a message")
        );
        let text = calendar(mail).to_lowercase();
        for hidden in ["review", "visit", "room", "ketamine", "harbor clinic", "location", "description"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
    }
    told.verify();
}

#[test]
fn a_talk_that_is_moved_and_cancelled_is_one_entry_and_then_none() {
    let told = Told::begin(Tongue::Spanish);
    let window = window_of(&told.house, told.patient).unwrap();
    let state = || state_as!(told.house.record.state(Stream::Window(window)).unwrap(), Window).unwrap();
    let talk = state().talk.unwrap();
    let later = Instant(talk.at.0 + 30 * 60_000_000);
    let book = |at| Act::BookTalk(window, BookTalk { kind: talk.kind, with: talk.with, at });
    told.house.does(told.house.desk, book(later));
    let first = told.within(0);
    assert_eq!(methods(&first), ["REQUEST"]);
    assert_eq!(state().entry.map(|entry| entry.at), Some(later));
    told.house.does(told.house.desk, book(talk.at));
    let second = told.within(0);
    let reason = Line::new("Tomas is ill").unwrap();
    told.house.does(told.house.desk, Act::CancelTalk(window, CancelTalk { reason }));
    let third = told.within(0);
    assert_eq!((methods(&second), methods(&third)), (vec!["REQUEST".into()], vec!["CANCEL".into()]));
    assert_eq!(state().entry, None);
    // As the house's own calendar has it: a talk of 50 minutes, where the house says so.
    let schedule = care::ids::ScheduleId::of(told.house.record.house());
    let schedule = state_as!(told.house.record.state(Stream::Schedule(schedule)).unwrap(), Schedule).unwrap();
    let length = schedule.talk_length(talk.kind).unwrap_or(Minutes(60));
    let entry = |at: Instant| {
        vec![format!("{}-talk\t{}\t{}\tCita", uuid(window.0), utc(at), utc(at.plus_minutes(length)))]
    };
    // The newest first: what comes late changes nothing.
    let mails = [first.clone(), second.clone(), first, third].concat();
    let after = told.calendar_after(&mails);
    assert_eq!(after, [entry(later), entry(talk.at), entry(talk.at), vec![]]);
    told.verify();
}

#[test]
fn what_was_taken_back_before_it_went_needs_no_cancellation() {
    let told = Told::begin(Tongue::English);
    let (visit, starts) = (SessionId(0x52), NOW.plus_hours(Hours(10 * 24)));
    told.books(visit, starts);
    told.moves(visit, Instant(starts.0 + 60 * 60_000_000));
    let waiting = |conn: &mut _| sent::standing(conn, told.house.record.org(), "waiting");
    let rows = told.house.record.read(waiting).unwrap();
    let theirs = rows.iter().filter(|row| row.patient == told.patient);
    let moved = theirs.filter(|row| row.occasion == care::messages::Occasion::VisitMoved);
    for row in moved {
        told.house.does(told.house.desk, Act::UndoMessage(row.message, UndoMessage));
    }
    assert_eq!(told.within(0).len(), 0);
    told.calls_off(told.house.desk, visit);
    let off = told.within(0);
    assert_eq!(methods(&off), [""], "the mail goes, with nothing to take out");
    // Whoever calls off their own visit knows of it, and no entry went: nothing goes.
    let own = SessionId(0x53);
    told.books(own, starts);
    told.calls_off(Acting::patient(told.patient), own);
    assert_eq!(told.within(0).len(), 0);
}

#[test]
fn whoever_wants_no_entries_gets_none_and_what_they_have_is_kept_right() {
    let told = Told::begin(Tongue::English);
    let (kept, other, starts) = (SessionId(0x54), SessionId(0x55), NOW.plus_hours(Hours(10 * 24)));
    let at = |minutes: i64| Instant(starts.0 + minutes * 60_000_000);
    told.books(kept, starts);
    told.books(other, at(30));
    told.moves(kept, at(60));
    assert_eq!(methods(&told.within(0)), ["REQUEST"]);
    let choose = Act::ChooseEntries(told.patient, ChooseEntries { wanted: false });
    told.house.does(Acting::patient(told.patient), choose);
    told.moves(other, at(120));
    assert_eq!(methods(&told.within(0)), [""], "no new one");
    told.moves(kept, at(90));
    assert_eq!(methods(&told.within(0)), ["REQUEST"], "an entry at an old time is worse than none");
    told.calls_off(Acting::patient(told.patient), kept);
    assert_eq!(methods(&told.within(0)), ["CANCEL"], "they know of it, their calendar does not");
    let visit = state_as!(told.house.record.state(Stream::Session(kept)).unwrap(), Session).unwrap();
    assert_eq!(visit.entry, None);
    told.verify();
}
