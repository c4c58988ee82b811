//! Calendars that people link, read from a real CalDAV server (tests/calendar/caldav_server.py) and from peers that mean
//! no good: what is busy there is refused here, nothing else of it is kept, and nobody is asked who should not be.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Stopwatch};

use care::act::Act;
use care::fact::Stream;
use care::ids::{PersonId, ScheduleId, WindowId};
use care::integration::book_talk::BookTalk;
use care::practice::affiliation::EndAffiliation;
use care::practice::{Acting, Role};
use care::refusal::Refusal;
use care::schedule::{LinkBusy, UnlinkBusy};
use care::text::Line;
use care::time::{Instant, Term, When};
use care::units::Hours;
use holdfast::busy::fetch::{BYTES_MOST, Doors, Fetch};
use holdfast::busy::look;
use record::busy::{Place, of_one};
use record::state_as;
use record::submit::{Answer, Command as Asked};

use crate::given::{NOW, folder, python_tools};
use crate::messages::House;

/// Radicale, in the hand of the test.
struct CalDav {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    base: String,
    folder: holdfast::keeping::Temporary,
}

impl CalDav {
    fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/caldav_server.py");
        let mut python = Command::new("python3");
        python.arg(script).env("PYTHONDONTWRITEBYTECODE", "1");
        python.env("PYTHONPATH", python_tools("calendars", &["icalendar==7.3.0", "radicale==3.9.0"]));
        let mut child = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let orders = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        let base = line.trim().to_owned();
        assert!(base.starts_with("http://127.0.0.1:"), "{base}");
        Self { child, orders, answers, base, folder: folder() }
    }

    fn order(&mut self, order: &str) {
        writeln!(self.orders, "{order}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert_eq!(line, "done\n", "{order}");
    }

    fn put(&mut self, name: &str, lines: &[String]) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, event(name, lines)).unwrap();
        self.order(&format!("put {name} {}", path.display()));
    }

    fn place(&self, is_caldav: bool, password: &str) -> Place {
        let sign_in = Some(("tomas".to_owned(), password.to_owned()));
        Place { is_caldav, url: format!("{}/tomas/own/", self.base), sign_in }
    }
}

impl Drop for CalDav {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn event(uid: &str, lines: &[String]) -> String {
    let lines = lines.join("\r\n");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n\
         SUMMARY:Oncologist, Dr Quillfeather\r\nLOCATION:Seventh floor\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn utc(at: Instant) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn lasting(from: Instant, hours: u32) -> Vec<String> {
    vec![format!("DTSTART:{}", utc(from)), format!("DTEND:{}", utc(from.plus_hours(Hours(hours))))]
}

fn hour(n: u32) -> Instant {
    Instant(NOW.plus_hours(Hours(n)).0 / 3_600_000_000 * 3_600_000_000)
}

fn span(from: Instant, hours: u32) -> Term {
    Term { from, until: Some(from.plus_hours(Hours(hours))) }
}

fn here() -> Fetch {
    Fetch::new(Doors::ThisMachine)
}

/// The clinic, and the specialist who gives a talk that is still to come.
struct Linked {
    house: House,
    window: WindowId,
    kind: care::integration::TalkKind,
    with: PersonId,
}

impl Linked {
    fn open() -> Self {
        let house = House::open();
        let found = |id: WindowId| {
            let window = state_as!(house.record.state(Stream::Window(id)).unwrap(), Window)?;
            window.talk.filter(|talk| NOW < talk.at && window.held.is_none()).map(|talk| (id, talk))
        };
        let sql = "SELECT win FROM windows WHERE org = ?1 ORDER BY win";
        let windows = house.record.read(|conn| conn.query(sql, &[house.record.org().into()])).unwrap();
        let mut windows = windows.iter().map(|row| WindowId::read(row.text(0).unwrap()).unwrap());
        let (window, talk) = windows.find_map(found).unwrap();
        Self { window, kind: talk.kind, with: talk.with, house }
    }

    fn schedule(&self) -> ScheduleId {
        ScheduleId::of(self.house.record.house())
    }

    fn who(&self) -> Acting {
        let person = state_as!(self.house.record.state(Stream::Person(self.with)).unwrap(), Person).unwrap();
        let held = person.affiliations.iter().find(|held| held.term.covers(NOW)).unwrap();
        Acting::person(self.with, held.role)
    }

    fn link(&self, handle: &str, place: &Place) {
        self.house.record.keep_busy_place(handle, place).unwrap();
        let handle = Line::new(handle).unwrap();
        self.house.does(self.who(), Act::LinkBusy(self.schedule(), LinkBusy { handle }));
    }

    /// Reads what is due, and says what is kept and what went wrong.
    fn reads(&self, handle: &str, fetch: &Fetch) -> (Vec<Term>, Option<String>) {
        while look(&self.house.record, fetch).unwrap() {}
        let record = &self.house.record;
        let all = (Instant(i64::MIN), Instant(i64::MAX));
        let spans = record.read(|conn| of_one(conn, record.org(), handle, all.0, all.1)).unwrap();
        (spans, record.busy_reading(handle).unwrap().and_then(|reading| reading.fault))
    }

    fn books(&self, at: Instant) -> Answer {
        let act = Act::BookTalk(self.window, BookTalk { kind: self.kind, with: self.with, at });
        let id = web::visit::fresh_command();
        let command = Asked { id, act, by: self.house.desk, occurred: None, sealed: None };
        self.house.record.submit(command).wait().unwrap()
    }
}

#[test]
fn what_a_real_server_says_is_busy_is_not_booked_and_nothing_else_of_it_is_kept() {
    let (linked, mut server) = (Linked::open(), CalDav::start());
    let (once, again) = (hour(30), hour(54));
    server.put("once", &lasting(once, 2));
    server.put("free", &[lasting(hour(40), 2), vec!["TRANSP:TRANSPARENT".to_owned()]].concat());
    let daily =
        vec!["RRULE:FREQ=DAILY;COUNT=3".to_owned(), format!("EXDATE:{}", utc(again.plus_hours(Hours(24))))];
    server.put("daily", &[lasting(again, 1), daily].concat());
    linked.link("caldav", &server.place(true, "open sesame"));
    linked.link("file", &server.place(false, "open sesame"));
    let expected = vec![span(once, 2), span(again, 1), span(again.plus_hours(Hours(48)), 1)];
    // By CalDAV, and the whole calendar as one file: the same.
    assert_eq!(linked.reads("caldav", &here()), (expected.clone(), None));
    assert_eq!(linked.reads("file", &here()), (expected, None));
    let until = once.plus_hours(Hours(2));
    match linked.books(once.plus_hours(Hours(1))) {
        Answer::Refused(no) => assert_eq!(no, Refusal::BusyElsewhere { until }),
        other => panic!("{other:?}"),
    }
    assert!(matches!(linked.books(hour(40)), Answer::Done(_)), "free there");
    // Nothing is asked again before a quarter of an hour is over; then what changed there is changed here.
    server.order("delete once");
    assert_eq!(linked.reads("caldav", &here()).0.len(), 3);
    linked.house.later(16);
    assert_eq!(linked.reads("caldav", &here()).0.len(), 2);
    assert_eq!(linked.reads("file", &here()).0.len(), 2);
    assert!(matches!(linked.books(once.plus_hours(Hours(1))), Answer::Done(_)));
    // Nobody answers any more: what was read still counts, and that it is old is known.
    server.order("stop");
    linked.house.later(16);
    let (spans, fault) = linked.reads("caldav", &here());
    assert_eq!((spans.len(), fault.as_deref()), (2, Some("unreachable")));
    let reading = linked.house.record.busy_reading("caldav").unwrap().unwrap();
    assert!(reading.read < reading.tried, "{reading:?}");
    assert!(matches!(linked.books(again), Answer::Refused(Refusal::BusyElsewhere { .. })));
    // Titles and places are in no file of the house.
    linked.house.record.scrubbed();
    for entry in std::fs::read_dir(linked.house.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            for word in ["Quillfeather", "Seventh floor", "open sesame"] {
                assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} in {path:?}");
            }
        }
    }
    linked.house.does(linked.who(), Act::UnlinkBusy(linked.schedule(), UnlinkBusy { number: 1 }));
    linked.house.does(linked.who(), Act::UnlinkBusy(linked.schedule(), UnlinkBusy { number: 2 }));
    assert!(matches!(linked.books(again), Answer::Done(_)), "let go of");
    // What nobody links any more is forgotten by the reader, whoever was to forget it.
    linked.house.later(16);
    while look(&linked.house.record, &here()).unwrap() {}
    assert!(linked.house.record.busy_reading("caldav").unwrap().is_none());
}

#[test]
fn a_wrong_password_a_wrong_address_and_what_is_no_calendar_are_told_apart() {
    let (linked, mut server) = (Linked::open(), CalDav::start());
    server.put("once", &lasting(hour(30), 2));
    for (nth, (place, why)) in [
        (server.place(true, "wrong"), "sign-in"),
        (Place { sign_in: None, ..server.place(false, "") }, "sign-in"),
        (
            Place { url: format!("{}/tomas/other/", server.base), ..server.place(false, "open sesame") },
            "nothing-there",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let handle = format!("link-{nth}");
        linked.link(&handle, &place);
        assert_eq!(linked.reads(&handle, &here()), (vec![], Some(why.to_owned())), "{place:?}");
    }
}

#[test]
fn a_place_that_is_looked_at_before_its_link_is_read_at_once_and_one_without_is_forgotten() {
    let (linked, mut server) = (Linked::open(), CalDav::start());
    server.put("once", &lasting(hour(30), 2));
    let place = server.place(true, "open sesame");
    for handle in ["early", "never"] {
        linked.house.record.keep_busy_place(handle, &place).unwrap();
        assert_eq!(linked.reads(handle, &here()).0, vec![], "nobody linked it");
    }
    linked.link("early", &place);
    assert_eq!(linked.reads("early", &here()), (vec![span(hour(30), 2)], None));
    linked.house.later(16);
    assert_eq!(linked.reads("early", &here()).0.len(), 1);
    assert!(linked.house.record.busy_reading("never").unwrap().is_none());
}

/// Nobody keeps the key to the calendar of somebody who does not work here.
#[test]
fn the_address_and_password_of_somebody_who_left_are_forgotten() {
    let (linked, mut server) = (Linked::open(), CalDav::start());
    server.put("once", &lasting(hour(30), 2));
    linked.link("caldav", &server.place(true, "open sesame"));
    assert_eq!(linked.reads("caldav", &here()).0.len(), 1);
    let record = &linked.house.record;
    let sql = "SELECT person FROM affiliations WHERE org = ?1 AND role = 'medical-director'";
    let rows = record.read(|conn| conn.query(sql, &[record.org().into()])).unwrap();
    let director = PersonId::read(rows[0].text(0).unwrap()).unwrap();
    let end = EndAffiliation { at: When::Now };
    linked.house.does(Acting::person(director, Role::MedicalDirector), Act::EndAffiliation(linked.with, end));
    assert!(record.busy_reading("caldav").unwrap().is_some());
    linked.house.later(16);
    while look(record, &here()).unwrap() {}
    assert!(record.busy_reading("caldav").unwrap().is_none());
}

#[test]
fn what_we_mailed_into_a_calendar_or_fed_to_it_is_no_reason_to_refuse_it() {
    let (linked, mut server) = (Linked::open(), CalDav::start());
    let hex = format!("{:032x}", linked.window.0);
    let uid = format!("{}-{}-{}-{}-{}-talk", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    server.put(&uid, &lasting(hour(30), 1));
    server.put("00000000-0000-7000-8000-000000000000-talk", &lasting(hour(50), 1));
    linked.link("caldav", &server.place(true, "open sesame"));
    assert_eq!(linked.reads("caldav", &here()), (vec![span(hour(50), 1)], None));
}

/// A peer that answers each request with the next of these answers, and notes who was asked for what.
struct Peer {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    fn start(answers: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(vec![]));
        let noted = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut bytes = [0; 8_192];
                let n = stream.read(&mut bytes).unwrap_or(0);
                let request = String::from_utf8_lossy(&bytes[..n]).into_owned();
                let path = request.split_whitespace().nth(1).unwrap_or("/").to_owned();
                noted.lock().unwrap().push(request);
                let _ = stream.write_all(&answers(&path));
            }
        });
        Self { base, asked }
    }
}

fn answer(status: &str, more: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{more}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[test]
fn a_peer_that_means_no_good_exhausts_nothing_and_leads_nowhere() {
    let good = event("a", &lasting(hour(30), 2));
    let calendar = good.clone();
    let peer = Peer::start(move |path| match path {
        "/moved" => answer("302 Found", "Location: /good\r\n", b""),
        "/good" => answer("200 OK", "", calendar.as_bytes()),
        "/inside" => answer("302 Found", "Location: http://10.255.255.1/secret\r\n", b""),
        "/meta" => answer("302 Found", "Location: http://169.254.169.254/latest/\r\n", b""),
        "/file" => answer("302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/round" => answer("302 Found", "Location: /round\r\n", b""),
        "/large" => answer("200 OK", "", &vec![b'x'; usize::try_from(BYTES_MOST).unwrap() + 1]),
        "/html" => answer("200 OK", "", b"<html>please sign in</html>"),
        "/teapot" => answer("418 I am", "", b""),
        "/torn" => answer("200 OK", "", calendar.as_bytes())[..200].to_vec(),
        _ => vec![],
    });
    let fetch = here();
    let get = |path: &str| fetch.get(&format!("{}{path}", peer.base), None).map_err(|no| no.code());
    assert_eq!(get("/good").as_deref(), Ok(good.as_str()));
    assert_eq!(get("/moved").as_deref(), Ok(good.as_str()));
    let began = Stopwatch::now();
    for (path, why) in [
        ("/inside", "not-public"),
        ("/meta", "not-public"),
        ("/round", "answer"),
        ("/large", "too-much"),
        ("/teapot", "answer"),
        ("/torn", "unreachable"),
        ("/gone", "unreachable"),
    ] {
        assert_eq!(get(path), Err(why), "{path}");
    }
    assert!(get("/file").is_err());
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    // A sign-in goes to the server it was typed for, and to no other.
    let other = Peer::start(|_| answer("200 OK", "", b"x"));
    let there = format!("Location: {}/x\r\n", other.base);
    let away = Peer::start(move |_| answer("302 Found", &there, b""));
    let sign_in = ("tomas".to_owned(), "open sesame".to_owned());
    assert!(fetch.get(&away.base, Some(&sign_in)).is_ok());
    let has = |peer: &Peer| {
        let asked = peer.asked.lock().unwrap();
        asked.iter().any(|request| request.to_lowercase().contains("authorization"))
    };
    assert!(has(&away) && !has(&other), "{:?}", other.asked.lock().unwrap());
    // To the world outside, no machine of ours is asked at all.
    let asked = peer.asked.lock().unwrap().len();
    let public = Fetch::new(Doors::Public);
    for scheme in ["http", "https"] {
        let url = format!("{}/good", peer.base.replace("http", scheme));
        assert!(public.get(&url, None).is_err(), "{url}");
    }
    assert_eq!(peer.asked.lock().unwrap().len(), asked, "somebody knocked");
}

#[test]
fn a_server_that_never_ends_its_answer_is_let_go() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/slow", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while stream.write_all(b"x").is_ok() {
                std::thread::sleep(Duration::from_millis(200));
            }
        }
    });
    let began = Stopwatch::now();
    assert_eq!(here().get(&url, None).map_err(|no| no.code()), Err("unreachable"));
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
}
