//! Monitors on the line: real recordings into eight chairs at once, other people's senders, and what must not be kept.

use std::path::PathBuf;
use std::process::Command as Program;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use care::act::Act;
use care::chart::State;
use care::fact::Stream;
use care::practice::{Acting, Role};
use care::session::answer_alarm::AnswerAlarm;
use care::session::attach_monitor::DetachMonitor;
use care::session::{About, Alarm, Channel, Seen, Session, Thousandths};
use care::text::Line;
use care::time::Instant;
use exchange::hl7::{Framed, Framer, frame};
use holdfast::devices::recording::{self, Row};
use holdfast::devices::{Desk, listen};
use holdfast::keeping::{How, Place, Temporary};
use holdfast::simulator::chairs::{self, HOUSE, SENDER, bed, session};
use holdfast::timer;
use record::record::Record;
use record::samples::ask;
use record::submit::{Answer, Command};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use web::answer::{Answered, Reply};
use web::app::App;
use web::heard::Heard;
use web::pages::session::monitor_minutes;
use web::visit::{SignedIn, Visit, fresh_command};

use crate::given::{NOW, expect, folder, python_tools};

const MINUTE_US: i64 = 60_000_000;
const NURSE: Acting = Acting::person(care::ids::PersonId(3), Role::Nurse);

/// A house with people in chairs, its clock in the test's hand, and its line.
struct House {
    record: Arc<Record>,
    clock: Arc<AtomicI64>,
    runtime: Runtime,
    line: std::net::SocketAddr,
    heard: Arc<Heard>,
    folder: Temporary,
}

impl House {
    fn with(chairs: u32) -> Self {
        let folder = folder();
        let clock = Arc::new(AtomicI64::new(NOW.0));
        let ticking = clock.clone();
        let place = Place::folder(folder.path());
        place.make_folder().unwrap();
        let how = How::quietly(Arc::new(move || Instant(ticking.load(Ordering::SeqCst))));
        let record = Arc::new(place.open(HOUSE, How { n_readers: 4, ..how }).unwrap());
        chairs::build(&record, chairs, NOW).unwrap();
        let runtime = Runtime::new().unwrap();
        let heard = Arc::new(Heard::default());
        let desk = Arc::new(Desk::new(record.clone(), heard.clone()));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let line = listener.local_addr().unwrap();
        runtime.spawn(listen(listener, None, desk));
        Self { record, clock, runtime, line, heard, folder }
    }

    fn at(&self, now: Instant) {
        self.clock.store(now.0, Ordering::SeqCst);
    }

    fn now(&self) -> Instant {
        Instant(self.clock.load(Ordering::SeqCst))
    }

    fn does(&self, by: Acting, act: Act) {
        let command = Command { id: fresh_command(), act, by, occurred: None, sealed: None };
        assert!(matches!(self.record.submit(command).wait().unwrap(), Answer::Done(_)));
    }

    fn visit(&self, chair: u32) -> Arc<Session> {
        match self.record.state(Stream::Session(session(chair))).unwrap().state {
            Some(State::Session(visit)) => visit,
            _ => panic!("nobody is in chair {chair}"),
        }
    }

    fn connect(&self) -> Connection<'_> {
        let stream = self.runtime.block_on(TcpStream::connect(self.line)).unwrap();
        Connection { house: self, stream, framer: Framer::default() }
    }

    /// A page as the nurse gets it.
    fn page(&self, chair: u32, query: &[(&str, &str)], draw: impl Fn(&App, &Visit) -> Answered) -> String {
        let (news, _) = tokio::sync::broadcast::channel(8);
        let (record, heard) = (self.record.clone(), Some(self.heard.clone()));
        let sending = web::Sending::default();
        let serving = web::Serving { record, news, secure_cookies: false, demo: false, sending, heard };
        let app: Arc<App> = serving.app().unwrap();
        let person = app.person(care::ids::PersonId(3)).unwrap();
        let signed = SignedIn {
            by: NURSE,
            person: Some(person),
            patient: None,
            roles: vec![Role::Nurse],
            token_hash: String::new(),
            csrf: String::new(),
            expires_at_ms: 0,
            locked: None,
        };
        let params = vec![("session".to_owned(), session(chair).to_string())];
        let query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let visit = Visit { params, query, signed: Some(signed), ..Visit::default() };
        match draw(&app, &visit) {
            Ok(Reply::Html(page)) => page,
            _ => panic!("no page"),
        }
    }

    /// What the page of a visit says minute by minute, cell by cell.
    fn minutes_page(&self, chair: u32) -> Vec<Vec<String>> {
        let page = self.page(chair, &[], monitor_minutes::get);
        let body = page.split("<tbody>").nth(1).expect("a table").split("</tbody>").next().expect("its end");
        body.split("<tr").skip(1).map(cells).collect()
    }

    /// One of the big numbers, in words.
    fn big(&self, chair: u32, code: &str) -> String {
        let page = self.page(chair, &[], web::pages::session::monitors::numbers);
        let begin = page.split(&format!("data-testid=\"vital-{code}\"")).nth(1).expect("a number");
        words(begin.split_once('>').expect("its tag").1.split("</div>").next().expect("its end"))
    }
}

/// The words of each cell of a row.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![];
    for cell in row.split("<t").skip(1).filter(|cell| cell.starts_with(['d', 'h'])) {
        let inside = cell.split_once('>').map_or("", |(_, rest)| rest);
        let inside = inside.split("</t").next().unwrap_or("");
        cells.push(words(inside));
    }
    cells
}

/// What a piece of a page says.
fn words(html: &str) -> String {
    let (mut text, mut in_tag) = (String::new(), false);
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            letter if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Connection<'a> {
    house: &'a House,
    stream: TcpStream,
    framer: Framer,
}

impl Connection<'_> {
    /// Sends bytes and waits for one answer.
    fn asks(&mut self, bytes: &[u8]) -> String {
        let (stream, framer) = (&mut self.stream, &mut self.framer);
        self.house.runtime.block_on(async {
            stream.write_all(bytes).await.unwrap();
            let mut buffer = [0; 4_096];
            loop {
                let n = stream.read(&mut buffer).await.unwrap();
                assert!(0 < n, "the house closed the line");
                if let Some(Framed::Whole(answer)) = framer.take(&buffer[..n]).into_iter().next() {
                    return String::from_utf8(answer).unwrap();
                }
            }
        })
    }

    /// Every answer up to that to what is no message.
    fn until_the_last(&mut self) -> Vec<String> {
        let (stream, framer) = (&mut self.stream, &mut self.framer);
        self.house.runtime.block_on(async {
            let (mut answers, mut buffer) = (vec![], [0; 4_096]);
            loop {
                let n = stream.read(&mut buffer).await.unwrap();
                assert!(0 < n, "the house closed the line");
                for framed in framer.take(&buffer[..n]) {
                    let Framed::Whole(answer) = framed else { panic!("too long an answer") };
                    let answer = String::from_utf8(answer).unwrap();
                    let last = answer.contains("MSA|AR||");
                    answers.push(answer);
                    if last {
                        return answers;
                    }
                }
            }
        })
    }

    fn says(&mut self, message: &str) -> String {
        let answer = self.asks(&frame(message));
        answer.split("MSA|").nth(1).expect("MSA").split('\r').next().unwrap().to_owned()
    }
}

fn recording(name: &str) -> Vec<Row> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vitals").join(name);
    recording::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// When a row is sent: ten seconds into its minute.
fn sent(row: &Row) -> Instant {
    let begin = (NOW.0 / MINUTE_US + 1) * MINUTE_US;
    Instant(begin + i64::from(row.minute) * MINUTE_US + 10_000_000)
}

fn said(value: &str) -> Seen {
    match Thousandths::read(value).unwrap() {
        Thousandths(0) => Seen::NoSignal,
        value => Seen::Value(value),
    }
}

#[test]
fn two_real_recordings_into_eight_chairs_at_once_are_on_record_as_they_were() {
    let house = House::with(8);
    let recordings = [recording("monitor-a.csv"), recording("monitor-b.csv")];
    let of = |chair: u32| &recordings[(chair as usize + 1) % 2];
    let mut lines: Vec<Connection<'_>> = (1..=8).map(|_| house.connect()).collect();
    let longest = recordings.iter().map(Vec::len).max().unwrap();
    for nth in 0..longest {
        for chair in 1..=8_u32 {
            let Some(row) = of(chair).get(nth) else { continue };
            house.at(sent(row));
            let control = format!("C{chair}-{}", row.minute);
            let message = recording::message(row, SENDER, &bed(chair), &control, house.now());
            assert_eq!(lines[chair as usize - 1].says(&message), format!("AA|{control}"));
            // In the first four chairs somebody answers at once; in the others nobody does.
            if chair <= 4 {
                answers_all(&house, chair);
            }
        }
    }
    for chair in 1..=8 {
        every_number_and_gap_matches(&house, chair, of(chair));
        alarms_are_what_the_protocol_says(&house, chair, of(chair), chair <= 4);
    }
}

fn answers_all(house: &House, chair: u32) {
    let visit = house.visit(chair);
    for alarm in visit.alarms.iter().filter(|alarm| alarm.answer.is_none()) {
        let answer = AnswerAlarm { number: alarm.number, done: Line::new("looked at the patient").unwrap() };
        house.does(NURSE, Act::AnswerAlarm(session(chair), answer));
    }
}

fn every_number_and_gap_matches(house: &House, chair: u32, rows: &[Row]) {
    let read = |conn: &mut _| ask::minutes(conn, house.record.org(), session(chair), Instant(0));
    let kept = house.record.read(read).unwrap();
    let expected: usize = rows.iter().map(|row| row.cells.len()).sum();
    assert_eq!(kept.len(), expected, "chair {chair}: nothing more and nothing less");
    for row in rows {
        for (channel, value) in &row.cells {
            let minute = sent(row).0 / MINUTE_US;
            let found = kept.iter().find(|one| one.minute == minute && one.channel == *channel);
            let found = found.unwrap_or_else(|| panic!("chair {chair}, minute {}, {channel:?}", row.minute));
            assert_eq!(found.seen, said(value), "chair {chair}, minute {}, {channel:?}", row.minute);
            // Its age, at any later instant, counts from when it was sent.
            assert_eq!((found.taken, found.received), (sent(row), sent(row)));
        }
    }
    let page = house.minutes_page(chair);
    assert_eq!(page.len(), rows.len(), "a line for each minute");
    let columns = [
        Channel::HeartRate,
        Channel::Pulse,
        Channel::Breaths,
        Channel::Spo2,
        Channel::CuffSystolic,
        Channel::CuffDiastolic,
        Channel::CuffMean,
    ];
    for (line, row) in page.iter().zip(rows) {
        for (cell, channel) in line[1..].iter().zip(columns) {
            let sent = row.cells.iter().find(|(of, _)| *of == channel).map(|(_, value)| value.as_str());
            let shown = match sent {
                None => String::new(),
                Some(value) if said(value) == Seen::NoSignal => "no signal".to_owned(),
                Some(value) => value.to_owned(),
            };
            assert_eq!(*cell, shown, "chair {chair}, minute {}, {channel:?}", row.minute);
        }
    }
}

fn channel(alarm: &Alarm) -> Option<Channel> {
    match alarm.about {
        About::Monitored(_, channel, ..) | About::Lost(_, channel) => Some(channel),
        About::Entered(..) | About::Silent(..) => None,
    }
}

fn alarms_are_what_the_protocol_says(house: &House, chair: u32, rows: &[Row], answered: bool) {
    let alarms = house.visit(chair).alarms.clone();
    let whole = |row: &Row, channel: Channel| {
        let value = row.cells.iter().find(|(of, _)| *of == channel).map(|(_, value)| value);
        value.and_then(|value| Thousandths::read(value)).map(Thousandths::whole)
    };
    for alarm in &alarms {
        let channel = channel(alarm).expect("a monitor said so");
        let row = rows.iter().find(|row| sent(row) == alarm.at).expect("in a minute of the recording");
        match alarm.beyond() {
            // A sensor that is off is no number, and no slow pulse.
            None => assert_eq!(whole(row, channel), Some(0), "minute {}", row.minute),
            Some((value, limit)) => {
                assert_eq!(Some(value), whole(row, channel));
                assert!(limit <= value, "no recording has a saturation below a stop limit");
            }
        }
    }
    let high = if rows.len() == 480 { (172, 167) } else { (83, 164) };
    let cuff = |minute: u32, value: u32| {
        alarms.iter().any(|alarm| {
            channel(alarm) == Some(Channel::CuffSystolic)
                && alarm.beyond() == Some((value, 160))
                && alarm.at == sent(&rows[minute as usize])
        })
    };
    assert!(cuff(high.0, high.1), "{}/… at or above the watch limit of 160", high.1);
    let lost = alarms.iter().filter(|alarm| alarm.beyond().is_none()).count();
    let off =
        rows.iter().filter(|row| row.cells.iter().any(|(_, value)| said(value) == Seen::NoSignal)).count();
    assert!(0 < off && 0 < lost, "the sensor was off, and somebody was told");
    // Nobody hears what always rings: unanswered it is asked once for each sensor; answered, no more often than readings
    // are due, or when it came back and went again.
    assert!(lost <= if answered { off } else { 3 }, "{lost} alarms for {off} minutes without a signal");
}

#[test]
fn what_is_not_this_houses_or_nobodys_is_answered_with_the_reason_and_not_kept() {
    let house = House::with(1);
    let mut line = house.connect();
    let row = &recording("monitor-b.csv")[3];
    let at = house.now();
    let message = |sender: &str, bed: &str, control: &str| recording::message(row, sender, bed, control, at);
    assert!(line.says(&message("STRANGER", "BED-1", "1")).starts_with("AR|1|nobody enrolled"));
    assert!(line.says(&message(SENDER, "BED-99", "2")).starts_with("AR|2|nobody enrolled"));
    assert!(line.says("MSH|^~\\&|MONITOR||||||ADT^A01|3|P|2.5\r").starts_with("AR|3|only ORU R01"));
    assert!(line.says("MSH|^~\\&|MONITOR||||||ORU^R01|4|P|2.5\rPV1||I|^^BED-1\r").starts_with("AE|4|no OBX"));
    assert!(line.asks(&frame("hello")).contains("MSA|AR|"));
    assert!(line.asks(&frame(&"x".repeat(70_000))).contains("64 KiB"));
    // Half a message, and another one begins: the half was never there.
    let whole = message(SENDER, &bed(1), "5");
    let mut bytes = frame(&whole)[..200].to_vec();
    bytes.extend(frame(&whole));
    assert!(line.asks(&bytes).contains("MSA|AA|5"));
    // One byte at a time, on another line to the same chair, and the same message again.
    let mut slow = house.connect();
    let again = frame(&message(SENDER, &bed(1), "6"));
    for byte in &again[..again.len() - 1] {
        house.runtime.block_on(slow.stream.write_all(&[*byte])).unwrap();
    }
    assert!(slow.asks(&again[again.len() - 1..]).contains("MSA|AA|6"));
    assert_eq!(line.says(&message(SENDER, &bed(1), "6")), "AA|6", "kept once, acknowledged again");
    let head = house.record.read(|conn| ask::head(conn, house.record.org(), session(1))).unwrap().unwrap();
    assert_eq!(head.messages, 2);
    // Whoever is heard and is nobody's is named for whoever enrols.
    let strangers: Vec<String> = house.heard.all().into_iter().map(|((sender, _), _)| sender).collect();
    assert!(strangers.contains(&"STRANGER".to_owned()));
    house.does(NURSE, Act::DetachMonitor(session(1), DetachMonitor { device: 1 }));
    assert!(line.says(&message(SENDER, &bed(1), "7")).starts_with("AR|7|nobody at the chair"));
    let checked = house.record.read(|conn| Ok(record::rebuild::verify(conn, house.record.org()))).unwrap();
    assert_eq!(checked.unwrap().messages, 2);
}

/// Whole messages with some bytes changed, cut out or put in: the house answers or says nothing, and what it says it
/// keeps is whole.
#[test]
fn mangled_messages_leave_only_what_was_acknowledged() {
    let house = House::with(1);
    let rows = recording("monitor-b.csv");
    let (mut chance, mut accepted) = (0x9E37_79B9_7F4A_7C15_u64, 0);
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % below
    };
    for n in 0..400 {
        let text = recording::message(&rows[n % rows.len()], SENDER, &bed(1), &format!("M{n}"), house.now());
        let mut bytes = frame(&text);
        // Inside the frame, so that there is always an answer to wait for.
        for _ in 0..next(4) {
            let at = 1 + next(bytes.len() - 4);
            match next(3) {
                0 => bytes[at] = 0x20 + next(90) as u8,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, 0x20 + next(90) as u8),
            }
        }
        // A sender that wants no answer would be waited for in vain.
        let mut line = house.connect();
        line.house.runtime.block_on(line.stream.write_all(&bytes)).unwrap();
        line.house.runtime.block_on(line.stream.write_all(&frame("the last"))).unwrap();
        let answers = line.until_the_last();
        accepted +=
            answers.iter().filter(|answer| answer.contains("MSA|AA|") || answer.contains("MSA|CA|")).count();
    }
    let head = house.record.read(|conn| ask::head(conn, house.record.org(), session(1))).unwrap();
    let kept = head.map_or(0, |head| head.messages);
    // One whose name was mangled into that of another is acknowledged again and kept once.
    assert!(0 < kept && kept <= accepted as i64 && accepted as i64 - kept < 5, "{kept} of {accepted}");
    let checked = house.record.read(|conn| Ok(record::rebuild::verify(conn, house.record.org()))).unwrap();
    assert_eq!(checked.unwrap().messages, kept);
}

#[test]
fn a_cuff_that_is_only_sent_again_grows_old() {
    let house = House::with(1);
    let mut line = house.connect();
    let cuff = |minute: i64, upper: u32, own_time: &str| {
        let at = exchange::hl7::time::written(Instant(NOW.0 + minute * MINUTE_US));
        format!(
            "MSH|^~\\&|{SENDER}||||{at}||ORU^R01|{minute}-{upper}{own_time}|P|2.5\rPV1||I|^^{}\rOBR|1||||||{at}\r\
             OBX|1|NM|8480-6^Systolic^LN||{upper}|mm[Hg]|||||F|||{own_time}\r\
             OBX|2|NM|8462-4^Diastolic^LN||70|mm[Hg]|||||F|||{own_time}\r",
            bed(1)
        )
    };
    let newest = || {
        let read = |conn: &mut _| ask::minutes(conn, house.record.org(), session(1), Instant(0));
        let all = house.record.read(read).unwrap();
        all.iter().filter(|one| one.channel == Channel::CuffSystolic).map(|one| one.taken).max().unwrap()
    };
    for minute in 1..=4 {
        house.at(Instant(NOW.0 + minute * MINUTE_US));
        assert!(line.says(&cuff(minute, 120, "")).starts_with("AA"));
        assert_eq!(newest(), Instant(NOW.0 + MINUTE_US), "the same numbers are the same reading");
    }
    house.at(Instant(NOW.0 + 5 * MINUTE_US));
    line.says(&cuff(5, 121, ""));
    assert_eq!(newest(), Instant(NOW.0 + 5 * MINUTE_US));
    // One that says when it was read is as old as it says, by the monitor's own clock.
    house.at(Instant(NOW.0 + 9 * MINUTE_US));
    line.says(&cuff(9, 122, &exchange::hl7::time::written(Instant(NOW.0 + 7 * MINUTE_US))));
    assert_eq!(newest(), Instant(NOW.0 + 7 * MINUTE_US));
}

#[test]
fn a_number_beyond_a_limit_is_a_fact_before_it_is_acknowledged() {
    let house = House::with(1);
    let mut line = house.connect();
    let low = |control: &str| {
        format!(
            "MSH|^~\\&|{SENDER}||||||ORU^R01|{control}|P|2.5\rPV1||I|^^{}\r\
             OBX|1|NM|59408-5^SpO2^LN||71|%|||||F\r",
            bed(1)
        )
    };
    house.at(Instant(NOW.0 + MINUTE_US));
    assert_eq!(line.says(&low("1")), "AA|1");
    let alarms = house.visit(1).alarms.clone();
    assert_eq!((alarms.len(), alarms[0].beyond().map(|(value, _)| value)), (1, Some(71)));
    // Sent again because the answer was lost: one message, one alarm.
    assert_eq!(line.says(&low("1")), "AA|1");
    assert_eq!(line.says(&low("2")), "AA|2");
    assert_eq!(house.visit(1).alarms.len(), 1);
    let tasks = house.record.read(|conn| record::views::ask::open_tasks(conn, house.record.org())).unwrap();
    assert!(tasks.iter().any(|task| task.matter == "stop-limit"), "a prescriber owes an answer");
}

#[test]
fn another_peoples_sender_hears_a_right_answer() {
    let house = House::with(1);
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/hl7/send.py");
    let mut python = Program::new("python3");
    python.arg(script).arg(house.line.port().to_string()).arg(SENDER).arg(bed(1));
    python.env("PYTHONPATH", python_tools("hl7", &["hl7==0.4.5"])).env("PYTHONDONTWRITEBYTECODE", "1");
    let output = python.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    let head = house.record.read(|conn| ask::head(conn, house.record.org(), session(1))).unwrap().unwrap();
    assert_eq!(head.messages, 20);
}

/// A message with these lines, as it is sent now.
fn observed(control: &str, lines: &[(&str, &str, &str)]) -> String {
    let obx = lines
        .iter()
        .enumerate()
        .map(|(nth, (code, value, unit))| format!("OBX|{}|NM|{code}||{value}|{unit}|||||F\r", nth + 1));
    format!(
        "MSH|^~\\&|{SENDER}||||||ORU^R01|{control}|P|2.5\rPV1||I|^^{}\r{}",
        bed(1),
        obx.collect::<String>()
    )
}

const SPO2: &str = "59408-5^SpO2^LN";
const ECG: &str = "147842^MDC_ECG_HEART_RATE^MDC";
const OXIMETER: &str = "149530^MDC_PULS_OXIM_PULS_RATE^MDC";

#[test]
fn a_monitors_numbers_do_not_stand_for_a_person_who_looked() {
    let house = House::with(1);
    let mut line = house.connect();
    for minute in 1..=14 {
        house.at(Instant(NOW.0 + minute * MINUTE_US));
        assert!(
            line.says(&observed(&minute.to_string(), &[(SPO2, "96.5", "%"), (ECG, "61", "/min")]))
                .starts_with("AA")
        );
    }
    let page = words(&house.page(1, &[], web::pages::session::monitors::numbers));
    assert!(page.contains("Readings were due at"), "nobody took any: {page}");
    assert!(house.visit(1).readings.len() == 1, "the baseline only");
    assert!(page.contains("Take the monitor’s numbers"));
    // Taken over, they are a person's, rounded as a person would write them, and say where they are from.
    let form = house.page(1, &[("from", "monitor")], web::pages::session::record_vitals::get);
    for (field, value) in [("spo2", "97"), ("pulse", "61"), ("systolic", "")] {
        let input = form.split(&format!("name=\"{field}\"")).nth(1).expect("a field");
        let input = input.split('>').next().expect("its end");
        assert!(input.contains(&format!("value=\"{value}\"")), "{field}: {input}");
    }
    let device = form.split("<input").find(|tag| tag.contains("value=\"device\"")).expect("a choice");
    assert!(device.split('>').next().is_some_and(|tag| tag.contains(" checked")), "{device}");
    // A monitor that has been silent for two minutes has nothing to take over, and its number looks old.
    house.at(Instant(NOW.0 + 17 * MINUTE_US));
    let form = house.page(1, &[("from", "monitor")], web::pages::session::record_vitals::get);
    let input = form.split("name=\"spo2\"").nth(1).and_then(|rest| rest.split('>').next()).expect("a field");
    assert!(input.contains("value=\"\""), "{input}");
    let page = house.page(1, &[], web::pages::session::monitors::numbers);
    let spo2 = page.split("data-testid=\"vital-spo2\"").next().and_then(|before| before.rsplit('<').next());
    assert!(spo2.is_some_and(|tag| tag.contains(" old")), "{spo2:?}");
}

#[test]
fn two_numbers_for_one_sign_are_both_kept_and_told_apart() {
    let house = House::with(1);
    let mut line = house.connect();
    house.at(Instant(NOW.0 + MINUTE_US));
    line.says(&observed("1", &[(ECG, "62.8", "/min"), (OXIMETER, "57", "/min"), (SPO2, "97", "%")]));
    let shown = house.big(1, "hr");
    assert!(
        shown.contains("62.8") && shown.contains("57") && shown.contains("ECG") && shown.contains("oximeter"),
        "{shown}"
    );
    assert!(shown.contains("Monitor 1"), "{shown}");
    // The clip falls off: the ECG still counts, and what is lost is said.
    house.at(Instant(NOW.0 + 2 * MINUTE_US));
    line.says(&observed("2", &[(ECG, "63", "/min"), (OXIMETER, "0", "/min"), (SPO2, "0", "%")]));
    let (pulse, spo2) = (house.big(1, "hr"), house.big(1, "spo2"));
    assert!(pulse.contains("63") && pulse.contains("oximeter no signal"), "{pulse}");
    assert!(spo2.contains("no signal") && !spo2.contains(" 0 "), "{spo2}");
    let visit = house.page(1, &[], web::pages::session::get);
    assert!(words(&visit).contains("Look at the patient first, then at the sensor"), "the person first");
    let minutes = house.minutes_page(1);
    assert_eq!(minutes[0][1..5], ["62.8", "57", "", "97"]);
    assert_eq!(minutes[1][1..5], ["63", "no signal", "", "no signal"]);
}

#[test]
fn a_recording_is_played_from_the_command_line_over_the_line_and_into_a_record() {
    let house = House::with(1);
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vitals/monitor-b.csv");
    let (file, line, bed) = (file.to_str().unwrap(), house.line.to_string(), bed(1));
    let played = |sender: &str, code: i32| {
        let words = ["replay", "vitals", file, "--mllp", &line, "--sender", sender, "--bed", &bed];
        expect(code, &[&words[..], &["--speed", "10000", "--minutes", "20"]].concat())
    };
    assert!(played(SENDER, 0).contains("20 messages taken"));
    assert!(played("STRANGER", 1).contains("nobody enrolled this sender and bed"));
    expect(2, &["replay", "vitals", file]);
    expect(2, &["replay", "vitals", file, "--session", "x"]);
    expect(2, &["replay", "vitals", "no-such-file", "--mllp", &line, "--sender", SENDER]);
    let head = || house.record.read(|conn| ask::head(conn, house.record.org(), session(1))).unwrap().unwrap();
    assert_eq!(head().messages, 20);
    // Straight into a record that nobody serves, as the monitor that is taken on for the visit.
    let (folder, visit) = (house.folder.path().to_str().unwrap().to_owned(), session(1).to_string());
    house.record.stop();
    let into = [
        "replay",
        "vitals",
        file,
        "--data",
        &folder,
        "--session",
        &visit,
        "--speed",
        "10000",
        "--minutes",
        "5",
    ];
    assert!(expect(0, &into).contains("5 messages taken"));
    assert_eq!(head().messages, 25);
    assert!(
        expect(0, &["verify", "--data", &folder]).contains("25 messages of monitors are as they were kept")
    );
}

fn reads(control: &str, percent: &str) -> String {
    format!(
        "MSH|^~\\&|{SENDER}||||||ORU^R01|{control}|P|2.5\rPV1||I|^^{}\r\
         OBX|1|NM|59408-5^SpO2^LN||{percent}|%|||||F\r",
        bed(1)
    )
}

#[test]
fn a_silent_monitor_is_an_alarm_by_the_clock() {
    let house = House::with(1);
    let mut line = house.connect();
    let alarms = || house.visit(1).alarms.iter().map(|alarm| alarm.about).collect::<Vec<_>>();
    let looks_at = |minutes: i64| {
        house.at(Instant(NOW.0 + minutes * MINUTE_US));
        timer::look(&house.record).unwrap();
    };
    looks_at(1);
    assert_eq!(line.says(&reads("1", "97")), "AA|1");
    looks_at(2);
    assert_eq!(alarms(), [], "it was heard a minute ago");
    looks_at(4);
    let heard = Some(Instant(NOW.0 + MINUTE_US));
    assert_eq!(alarms(), [About::Silent(1, heard)]);
    looks_at(5);
    looks_at(6);
    assert_eq!(alarms().len(), 1, "asked once, however often the clock looks");
    assert_eq!(line.says(&reads("2", "97")), "AA|2");
    assert_eq!(alarms().len(), 1, "it is heard again, and the alarm waits for its answer");
}

#[test]
fn an_alarm_without_an_answer_climbs_once_by_the_clock() {
    let house = House::with(1);
    let cuff = |control: &str| {
        format!(
            "MSH|^~\\&|{SENDER}||||||ORU^R01|{control}|P|2.5\rPV1||I|^^{}\r\
             OBX|1|NM|8480-6^Systolic^LN||165|mm[Hg]|||||F\r",
            bed(1)
        )
    };
    let mut line = house.connect();
    house.at(Instant(NOW.0 + MINUTE_US));
    assert_eq!(line.says(&cuff("1")), "AA|1");
    let climbed = || house.visit(1).alarms.first().expect("an alarm").climbed;
    timer::look(&house.record).unwrap();
    assert_eq!(climbed(), None, "it waits at the chair for the protocol's time");
    house.at(Instant(NOW.0 + 40 * MINUTE_US));
    timer::look(&house.record).unwrap();
    let (task, _) = climbed().expect("it climbed");
    timer::look(&house.record).unwrap();
    assert_eq!(climbed().map(|(task, _)| task), Some(task), "once");
    let number = house.visit(1).alarms[0].number;
    let done = Line::new("asked about symptoms").unwrap();
    house.does(NURSE, Act::AnswerAlarm(session(1), AnswerAlarm { number, done }));
    let Some(State::Task(task)) = house.record.state(Stream::Task(task)).unwrap().state else {
        panic!("owed")
    };
    assert!(!task.is_open(), "what was answered at the chair nobody owes any more");
}
