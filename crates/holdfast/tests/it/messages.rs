//! Messages that leave: to a real mail server and a webhook, which take them, put them off, refuse them, hang, or hang up.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use care::act::Act;
use care::fact::Stream;
use care::ids::{CommandId, MessageId, PatientId, PersonId, ReferralId};
use care::messages::prefer_channel::PreferChannel;
use care::messages::send_message::{ByHand, SendMessage};
use care::messages::undo_message::UndoMessage;
use care::messages::{Channel, Reach, Standing, Tongue, Unsent};
use care::patient::emergency_access::OpenEmergencyAccess;
use care::practice::{Acting, Role};
use care::referral::{
    AcceptReferral, ConsentToReferral, Late, Part, Purpose, Receiver, ReceiverKind, SendReferral,
    WriteReferral,
};
use care::text::Line;
use care::time::Instant;
use care::units::Minutes;
use holdfast::keeping::{How, Place, Temporary};
use holdfast::messages::mail::Mail;
use holdfast::messages::text::Text;
use holdfast::messages::{Sender, Way};
use holdfast::simulator::Telling;
use holdfast::simulator::building::build;
use holdfast::simulator::house::HOUSE;
use record::record::Record;
use record::state_as;
use record::submit::{Answer, Command};
use record::views::{ask, messages};

use crate::given::{NOW, folder, holdfast as program};
use crate::mail_server::{MailServer, Webhook};

/// The clinic with its clock in the test's hand.
pub struct House {
    pub folder: Temporary,
    pub record: Arc<Record>,
    clock: Arc<AtomicI64>,
    pub patients: Vec<PatientId>,
    director: Acting,
    pub desk: Acting,
}

impl House {
    pub fn open() -> Self {
        Self::open_at(NOW)
    }

    fn open_at(at: Instant) -> Self {
        let folder = folder();
        let telling = Telling { seed: 3, now: at, days: 90 };
        let (record, told) = build(&Place::folder(folder.path()), telling, |_| ()).unwrap();
        record.stop();
        drop(record);
        let clock = Arc::new(AtomicI64::new(at.0));
        let now = clock.clone();
        let how = How::quietly(Arc::new(move || Instant(now.load(Ordering::SeqCst))));
        let record = Arc::new(Place::folder(folder.path()).open(HOUSE, how).unwrap());
        let people = record.read(|conn| ask::people(conn, record.org())).unwrap();
        let who = |role: Role| {
            let stands = |id: PersonId| {
                let folded = record.state(Stream::Person(id)).unwrap();
                let person = state_as!(folded, Person).unwrap();
                person.affiliations.iter().any(|held| held.role == role && held.term.covers(at))
            };
            let (id, _) = people.iter().find(|(id, _)| stands(*id)).unwrap();
            Acting::person(*id, role)
        };
        let (director, desk) = (who(Role::MedicalDirector), who(Role::FrontDesk));
        let patients = told.patients.iter().map(|(_, id)| *id).collect();
        Self { folder, record, clock, patients, director, desk }
    }

    pub fn does(&self, by: Acting, act: Act) {
        let id = CommandId(u128::from_be_bytes(holdfast::secrets::random().unwrap()));
        let command = Command { id, act, by, occurred: None, sealed: None };
        let answer = self.record.submit(command.clone()).wait().unwrap();
        assert!(matches!(answer, Answer::Done(_)), "{:?}: {answer:?}", command.act);
    }

    fn waiting(&self) -> Vec<MessageId> {
        let read = |conn: &mut _| messages::standing(conn, self.record.org(), "waiting");
        self.record.read(read).unwrap().into_iter().map(|row| row.message).collect()
    }

    /// The director sends something to the nth patient, who is reached there.
    fn sends(&self, nth: usize, channel: Channel, to: &str, what: ByHand) -> MessageId {
        let (patient, to) = (self.patients[nth], Line::new(to).unwrap());
        let (mail, number) = if channel == Channel::Mail { (Some(to), None) } else { (None, Some(to)) };
        let reach = Reach { channel, mail, number, tongue: Tongue::English };
        self.does(self.desk, Act::PreferChannel(patient, PreferChannel { reach }));
        let reason = Line::new("a test").unwrap();
        self.does(self.director, Act::OpenEmergencyAccess(patient, OpenEmergencyAccess { reason }));
        let before = self.waiting();
        self.does(self.director, Act::SendMessage(patient, SendMessage { what }));
        self.waiting().into_iter().find(|id| !before.contains(id)).unwrap()
    }

    fn standing(&self, id: MessageId) -> Standing {
        state_as!(self.record.state(Stream::Message(id)).unwrap(), Message).unwrap().standing
    }

    pub fn later(&self, minutes: u32) {
        let now = Instant(self.clock.load(Ordering::SeqCst)).plus_minutes(Minutes(minutes));
        self.clock.store(now.0, Ordering::SeqCst);
    }

    pub fn sender(&self, way: impl Way + 'static) -> Sender {
        let (record, base) = (self.record.clone(), "https://care.example.org".to_owned());
        Sender { record, way: Box::new(way), base, holder: "this test".to_owned() }
    }

    /// Hands over what is due, until nothing is.
    pub fn send_all(&self, sender: &Sender) -> usize {
        (0..).take_while(|_| sender.send_one().unwrap()).count()
    }
}

pub fn mail(server: &MailServer, within: Duration) -> Mail {
    Mail::new(&server.url(), "Harbor Clinic <clinic@harbor.example>", within).unwrap()
}

const SAFETY: ByHand = ByHand::SafetyFollowUp;

#[test]
fn a_mail_arrives_once_and_says_nothing_of_what_it_is_about() {
    let house = House::open();
    let server = MailServer::start(house.folder.path());
    let sender = house.sender(mail(&server, Duration::from_secs(20)));
    let asked = house.sends(0, Channel::Mail, "ok-1@example.org", ByHand::MeasureAsked);
    assert_eq!(house.send_all(&sender), 0, "held");
    house.later(3);
    assert_eq!(house.send_all(&sender), 1);
    assert!(matches!(house.standing(asked), Standing::Sent(Channel::Mail, _)));
    assert_eq!(house.send_all(&sender), 0);
    let [mail] = &server.took_for("ok-1@example.org")[..] else { panic!("{:?}", server.took()) };
    assert_eq!(mail.said("Subject"), "Harbor Clinic: you have a message");
    assert_eq!(mail.said("From"), r#"\"Harbor Clinic\" <clinic@harbor.example>"#);
    assert_eq!(mail.said("Message-ID"), format!("<{asked}@harbor.example>"));
    assert_eq!(mail.said("Auto-Submitted"), "auto-generated");
    assert_eq!(mail.said("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let stop = mail.said("List-Unsubscribe");
    assert!(stop.starts_with("<https://care.example.org/u/") && stop.ends_with('>'), "{stop}");
    assert!(!mail.said("Date").is_empty() && mail.said("body").contains("988"), "{mail:?}");
    assert!(mail.said("body").contains("https://care.example.org/me"), "{mail:?}");
    record::rebuild::verify(
        &mut Place::folder(house.folder.path()).store.reader().unwrap(),
        house.record.org(),
    )
    .unwrap();
}

#[test]
fn a_mail_server_that_puts_off_is_asked_again_and_one_that_refuses_is_not() {
    let house = House::open();
    let server = MailServer::start(house.folder.path());
    let sender = house.sender(mail(&server, Duration::from_secs(20)));
    let later = house.sends(0, Channel::Mail, "later@example.org", SAFETY);
    let never = house.sends(1, Channel::Mail, "never@example.org", SAFETY);
    assert_eq!(house.send_all(&sender), 2);
    assert_eq!(house.standing(later), Standing::Waiting);
    assert!(matches!(house.standing(never), Standing::Unsent(Unsent::RefusedThere, _)));
    let unsent = house.record.read(|conn| messages::standing(conn, house.record.org(), "unsent")).unwrap();
    assert_eq!(unsent[0].reply, Some(550));
    assert_eq!(house.send_all(&sender), 0, "not before a minute");
    house.later(1);
    assert_eq!(house.send_all(&sender), 1);
    assert!(matches!(house.standing(later), Standing::Sent(..)));
    assert_eq!((server.took_for("later@example.org").len(), server.took().len()), (1, 1));
}

#[test]
fn a_mail_server_that_hangs_or_hangs_up_is_asked_again() {
    let house = House::open();
    let server = MailServer::start(house.folder.path());
    let sender = house.sender(mail(&server, Duration::from_secs(2)));
    let ids: Vec<MessageId> = ["hang@example.org", "cut@example.org"]
        .iter()
        .enumerate()
        .map(|(nth, to)| house.sends(nth, Channel::Mail, to, SAFETY))
        .collect();
    let began = Stopwatch::now();
    assert_eq!(house.send_all(&sender), 2);
    assert!(began.elapsed() < Duration::from_secs(15), "it does not wait for ever");
    assert!(ids.iter().all(|id| house.standing(*id) == Standing::Waiting));
    house.later(1);
    assert_eq!(house.send_all(&sender), 2);
    assert!(ids.iter().all(|id| matches!(house.standing(*id), Standing::Sent(..))));
    for to in ["hang@example.org", "cut@example.org"] {
        assert_eq!(server.took_for(to).len(), 1, "{to}");
    }
    // Nobody listens at all: it waits, and is given up when its time is over.
    let gone = Mail::new("smtp://127.0.0.1:1", "clinic@harbor.example", Duration::from_secs(2)).unwrap();
    let gone = house.sender(gone);
    let id = house.sends(2, Channel::Mail, "ok@example.org", SAFETY);
    let mut tries = 0;
    while house.standing(id) == Standing::Waiting {
        tries += house.send_all(&gone);
        house.later(60);
        assert!(tries < 100);
    }
    assert!(matches!(house.standing(id), Standing::Unsent(Unsent::TriesUsed, _)), "{:?}", house.standing(id));
    assert!((48..60).contains(&tries), "{tries}");
}

/// The honest limit: the server took it and the line was cut before it said so. It goes again, under the same number.
#[test]
fn what_a_server_took_without_saying_so_goes_again_under_the_same_number() {
    let house = House::open();
    let server = MailServer::start(house.folder.path());
    let sender = house.sender(mail(&server, Duration::from_secs(20)));
    let id = house.sends(0, Channel::Mail, "lost@example.org", SAFETY);
    house.send_all(&sender);
    house.later(1);
    house.send_all(&sender);
    let numbers: Vec<String> = server.took().iter().map(|mail| mail.said("Message-ID")).collect();
    assert_eq!(numbers, [format!("<{id}@harbor.example>"), format!("<{id}@harbor.example>")]);
}

#[test]
fn what_is_taken_back_within_three_minutes_never_reaches_the_server() {
    let house = House::open();
    let server = MailServer::start(house.folder.path());
    let sender = house.sender(mail(&server, Duration::from_secs(20)));
    let back = house.sends(0, Channel::Mail, "ok-back@example.org", ByHand::MeasureAsked);
    house.sends(1, Channel::Mail, "ok-on@example.org", ByHand::MeasureAsked);
    house.later(2);
    house.send_all(&sender);
    house.does(house.desk, Act::UndoMessage(back, UndoMessage));
    house.later(60);
    house.send_all(&sender);
    let to: Vec<String> = server.took().iter().map(|mail| mail.said("to")).collect();
    assert_eq!(to, ["ok-on@example.org"]);
}

#[test]
fn a_text_message_is_one_post_with_its_number_and_the_secret() {
    let house = House::open();
    // Taken; too many; broken; hung up; taken; refused.
    let hook = Webhook::start(vec![200, 429, 503, 0, 200, 422]);
    let url = format!("http://{}/sms", hook.address);
    let sender = house.sender(Text::new(&url, "s3cret\n", Duration::from_secs(5)).unwrap());
    let first = house.sends(0, Channel::Text, "+1 (212) 555-0100", SAFETY);
    house.send_all(&sender);
    assert!(matches!(house.standing(first), Standing::Sent(Channel::Text, _)));
    let request = hook.took.lock().unwrap()[0].clone();
    let lower = request.to_lowercase();
    assert!(request.starts_with("POST /sms HTTP/1.1\r\n"), "{request}");
    assert!(lower.contains(&format!("idempotency-key: {first}\r\n")), "{request}");
    assert!(
        request.contains("Bearer s3cret\r\n") && request.contains("\"to\":\"+12125550100\""),
        "{request}"
    );
    let second = house.sends(1, Channel::Text, "+1 212 555 0102", SAFETY);
    for _ in 0..4 {
        assert_eq!(house.standing(second), Standing::Waiting);
        house.send_all(&sender);
        house.later(10);
    }
    assert!(matches!(house.standing(second), Standing::Sent(..)));
    let keys =
        hook.took.lock().unwrap().iter().filter(|request| request.contains(&second.to_string())).count();
    assert_eq!(keys, 4, "each try under its number");
    let third = house.sends(2, Channel::Text, "+1 212 555 0103", SAFETY);
    house.send_all(&sender);
    assert!(matches!(house.standing(third), Standing::Unsent(Unsent::RefusedThere, _)));
    assert!(
        Text::new("http://sms.example/x", "s3cret", Duration::from_secs(5)).is_err(),
        "a secret in the clear"
    );
}

/// Kill -9 while it sends, again and again: everything arrives, and at most one for each kill arrives twice.
#[test]
fn a_program_that_is_killed_while_sending_loses_nothing() {
    const MAILS: usize = 24;
    const KILLS: usize = 3;
    // The program has the real clock.
    let house = House::open_at(holdfast::clock::now());
    let server = MailServer::start(house.folder.path());
    let to = |nth: usize| format!("slow-{nth}@example.org");
    for nth in 0..MAILS {
        house.sends(nth % house.patients.len(), Channel::Mail, &to(nth), SAFETY);
    }
    house.record.stop();
    let (folder, url) = (house.folder.path().to_owned(), server.url());
    let start = move || serve(&folder, &url);
    for kill in 0..KILLS {
        let mut program = start();
        let before = server.took().len();
        let patience = Stopwatch::now();
        while server.took().len() < before + 3 + kill && patience.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(20));
        }
        program.kill().unwrap();
        program.wait().unwrap();
    }
    let mut program = start();
    let patience = Stopwatch::now();
    let arrived = || {
        let numbers: std::collections::BTreeSet<String> =
            server.took().iter().map(|mail| mail.said("Message-ID")).collect();
        numbers.len()
    };
    while arrived() < MAILS && patience.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(100));
    }
    std::thread::sleep(Duration::from_secs(2));
    program.kill().unwrap();
    program.wait().unwrap();
    assert_eq!(arrived(), MAILS, "nothing is lost");
    let twice = server.took().len() - MAILS;
    assert!(twice <= KILLS, "{twice} arrived twice after {KILLS} kills");
}

fn serve(folder: &Path, url: &str) -> std::process::Child {
    let data = folder.to_str().unwrap();
    let words = ["serve", "--data", data, "--listen", "127.0.0.1:0", "--smtp", url];
    let more = ["--mail-from", "clinic@harbor.example", "--public-url", "https://care.example.org"];
    let mut command = program(&[&words[..], &more[..], &["--send-timeout-s", "1"]].concat());
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
}

/// Whoever is asked outside gets a mail that says nothing of the patient, with the one link that opens; a reminder while
/// they have not answered, and no more once they have.
#[test]
fn whoever_is_asked_outside_is_written_to_with_a_link_that_opens() {
    let house = House::open();
    let server = MailServer::start(house.folder.path());
    let sender = house.sender(mail(&server, Duration::from_secs(20)));
    let line = |text: &str| Line::new(text).unwrap();
    let clear = |id: &&PatientId| {
        let known = state_as!(house.record.state(Stream::Patient(**id)).unwrap(), Patient).unwrap();
        known.clear_headed(NOW).is_ok()
    };
    let patient = *house.patients.iter().find(clear).unwrap();
    let id = ReferralId(0x1E7);
    let receiver = Receiver {
        name: line("Dana Cho PhD"),
        practice: None,
        kind: ReceiverKind::OutsideTherapist,
        mail: Some(line("ok-dana@example.org")),
        phone: None,
        tongue: Tongue::Spanish,
    };
    let write = WriteReferral {
        patient,
        course: None,
        receiver,
        purpose: Purpose::OngoingTherapy,
        by_when: NOW.plus_minutes(Minutes(48 * 60)),
        why: None,
        contact: None,
        tells_service: false,
        tells_intention: false,
        summary: None,
    };
    house.does(house.desk, Act::WriteReferral(id, write));
    let known = state_as!(house.record.state(Stream::Patient(patient)).unwrap(), Patient).unwrap();
    let typed_name = known.details.name.clone();
    let parts = vec![Part::FirstName];
    house.does(Acting::patient(patient), Act::ConsentToReferral(id, ConsentToReferral { parts, typed_name }));
    house.does(house.desk, Act::SendReferral(id, SendReferral));
    house.send_all(&sender);
    let [first] = &server.took_for("ok-dana@example.org")[..] else { panic!("{:?}", server.took()) };
    let referral = || state_as!(house.record.state(Stream::Referral(id)).unwrap(), Referral).unwrap();
    let path = web::pages::referral::link::path(&house.record, id, &referral()).unwrap();
    assert!(first.said("body").contains(&format!("https://care.example.org{path}")), "{first:?}");
    let name = known.details.name.as_str();
    for said in name.split_whitespace() {
        assert!(!format!("{first:?}").contains(said), "{said}: {first:?}");
    }
    assert!(first.said("List-Unsubscribe").is_empty(), "{first:?}");
    // A day before: the timer reminds, once.
    house.later(24 * 60);
    for _ in 0..2 {
        holdfast::timer::look(&house.record).unwrap();
        house.record.chore(Arc::new(|_| Ok(0))).unwrap();
        house.send_all(&sender);
    }
    assert_eq!(server.took_for("ok-dana@example.org").len(), 2);
    // They answer; the last step passes and nobody is written to.
    let times = vec![NOW.plus_minutes(Minutes(40 * 60))];
    house.does(Acting::VISITOR, Act::AcceptReferral(id, AcceptReferral { times }));
    house.later(19 * 60);
    holdfast::timer::look(&house.record).unwrap();
    house.record.chore(Arc::new(|_| Ok(0))).unwrap();
    house.send_all(&sender);
    assert_eq!(server.took_for("ok-dana@example.org").len(), 2);
    // Accepted, and nobody says that they met: it is somebody's here, once.
    house.later(48 * 60);
    for _ in 0..2 {
        holdfast::timer::look(&house.record).unwrap();
        house.record.chore(Arc::new(|_| Ok(0))).unwrap();
    }
    assert_eq!(referral().climbed, [Late::NotMet]);
}
