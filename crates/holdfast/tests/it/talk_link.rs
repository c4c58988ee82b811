//! The one-tap link to a talk, in a clinic with people in it: what it shows, when it dies, and what a guess finds.

use std::sync::Arc;

use care::act::Act;
use care::ids::{ScheduleId, WindowId};
use care::integration::book_talk::{BookTalk, CancelTalk};
use care::integration::choose_talk_way::ChooseTalkWay;
use care::practice::{Acting, Role};
use care::schedule::SetVideoBase;
use care::text::Line;
use care::time::Instant;
use record::submit::{Answer, Command};
use record::views::ask;
use web::answer::Reply;
use web::app::App;
use web::pages::go::{self, link_for, room_for};
use web::visit::{SignedIn, Visit, fresh_command};

use crate::given::{NOW, clinic};

struct Served {
    _folder: holdfast::keeping::Temporary,
    app: Arc<App>,
    desk: Acting,
    director: Acting,
    /// Rowan's window, with a talk later today.
    window: WindowId,
}

fn served() -> Served {
    let (folder, record, history) = clinic(5);
    let (news, _) = tokio::sync::broadcast::channel(8);
    let record = Arc::new(record);
    let sending = web::Sending::default();
    let serving = web::Serving {
        record: record.clone(),
        news,
        secure_cookies: false,
        demo: true,
        sending,
        heard: None,
    };
    let app = serving.app().unwrap();
    let (_, rowan) = history.patients.iter().find(|(name, _)| *name == "Rowan Ellis").unwrap();
    let courses = app.read(|conn, org| ask::courses_of(conn, org, *rowan)).unwrap();
    let course = app.course(courses[0].course).unwrap();
    let (_, session) = course.doses.last().unwrap();
    let desk = Acting::person(history.staff.jo.id, Role::FrontDesk);
    let director = history.staff.priya.acting();
    Served { _folder: folder, app, desk, director, window: WindowId::of(*session) }
}

impl Served {
    fn link(&self) -> Option<String> {
        link_for(&self.app, self.window, &self.app.window(self.window).unwrap())
    }

    fn page(&self, token: &str) -> (u16, String) {
        let params = vec![("token".to_owned(), token.to_owned())];
        let visit =
            Visit { path: format!("/go/{token}"), params, network: "10.0.0.1".into(), ..Visit::default() };
        match go::get(&self.app, &visit).unwrap() {
            Reply::Html(page) | Reply::Passing(page) => (200, page),
            Reply::Again(page) => (422, page),
            _ => panic!("no page"),
        }
    }

    fn does(&self, act: Act) {
        self.does_as(self.desk, act);
    }

    fn does_as(&self, by: Acting, act: Act) {
        let command = Command { id: fresh_command(), act, by, occurred: None, sealed: None };
        match self.app.record.submit_at(command, NOW).wait().unwrap() {
            Answer::Done(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Script (b) 18 of screens.md: what somebody reads whose 48 hours are over without a talk.
#[test]
fn after_48_hours_without_a_talk_nothing_is_called_missed_closed_or_late() {
    let (_folder, record, history) = clinic(5);
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
    let app = serving.app().unwrap();
    let (_, samir) = history.patients.iter().find(|(name, _)| *name == "Samir Aziz").unwrap();
    for lang in web::texts::Lang::ALL {
        let signed = SignedIn {
            by: Acting::patient(*samir),
            person: None,
            patient: Some(app.patient(*samir).unwrap()),
            roles: vec![Role::Patient],
            token_hash: String::new(),
            csrf: String::new(),
            expires_at_ms: i64::MAX,
            locked: None,
        };
        let visit = Visit { path: "/me".into(), signed: Some(signed), lang: *lang, ..Visit::default() };
        let Reply::Html(page) = web::pages::me::course::get(&app, &visit).unwrap() else { panic!("no page") };
        let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        let words = main.replace("It’s not too late", "").replace("No es demasiado tarde", "").to_lowercase();
        for loss in
            ["missed", "closed", "too late", " late.", "failed", "perdió", "demasiado tarde", "cerrad"]
        {
            let lock = words.replace("signing, paying and new sharing are closed", "");
            assert!(!lock.contains(loss), "{loss}: {main}");
        }
    }
}

fn token(link: &str) -> &str {
    link.strip_prefix("/go/").unwrap()
}

#[test]
fn the_link_shows_a_first_name_and_the_talk_and_nothing_else() {
    let served = served();
    let link = served.link().expect("a talk is booked");
    assert_eq!(served.link().as_deref(), Some(link.as_str()), "the same link until the talk is over");
    let (status, page) = served.page(token(&link));
    assert_eq!(status, 200);
    for shown in ["Hello, Rowan", "Integration support", "Tomas", "Integration support is not therapy"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let patient = served.app.patient(served.app.window(served.window).unwrap().patient).unwrap();
    for hidden in
        ["Ellis", "mg", "dose", "infusion", patient.details.contact.as_str(), "pat_", "win_", "ses_"]
    {
        let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(!main.to_lowercase().contains(&hidden.to_lowercase()), "{hidden}: {main}");
    }
}

#[test]
fn a_link_dies_with_the_talk_it_was_made_for() {
    let served = served();
    let link = served.link().unwrap();
    let booked = served.app.window(served.window).unwrap().talk.unwrap();
    let reason = Line::new("Tomas is ill").unwrap();
    served.does(Act::CancelTalk(served.window, CancelTalk { reason }));
    assert_eq!(served.link(), None);
    let ended = served.page(token(&link)).1;
    assert!(ended.contains("This link has ended") && ended.contains("(555)"), "{ended}");
    assert!(!ended.contains("Rowan") && !ended.contains("Tomas"), "{ended}");
    // Booked again an hour later: the old link stays dead, a new one opens.
    let at = Instant(booked.at.0 + 3_600_000_000);
    served.does(Act::BookTalk(served.window, BookTalk { kind: booked.kind, with: booked.with, at }));
    assert!(!served.page(token(&link)).1.contains("Rowan"));
    let fresh = served.link().unwrap();
    assert_ne!(fresh, link);
    assert!(served.page(token(&fresh)).1.contains("Hello, Rowan"));
}

#[test]
fn guesses_find_nothing_and_wait_as_a_sign_in_does() {
    let served = served();
    let link = served.link().unwrap();
    let good = token(&link);
    let flipped = |at: usize| {
        let other = if good.as_bytes()[at] == b'0' { "1" } else { "0" };
        format!("{}{other}{}", &good[..at], &good[at + 1..])
    };
    let guesses = [String::new(), "x".repeat(64), "0".repeat(64), flipped(0), flipped(40), flipped(63)];
    for guess in &guesses {
        let (_, page) = served.page(guess);
        assert!(page.contains("This link has ended") && !page.contains("Rowan"), "{guess}");
    }
    for _ in 0..60 {
        served.page(&flipped(63));
    }
    let (status, page) = served.page(good);
    assert!(status == 422 && page.contains("Too many tries"), "{status} {page}");
}

const ROOMS: &str = "https://meet.example.org/harbor";

impl Served {
    fn rooms_at(&self, base: Option<&str>) {
        let base = base.map(|base| Line::new(base).unwrap());
        let schedule = ScheduleId::of(self.app.record.house());
        self.does_as(self.director, Act::SetVideoBase(schedule, SetVideoBase { base }));
    }

    fn by_video(&self, by_video: bool) {
        self.does(Act::ChooseTalkWay(self.window, ChooseTalkWay { by_video }));
    }

    fn room(&self) -> go::Room {
        room_for(&self.app, self.window, &self.app.window(self.window).unwrap()).unwrap()
    }

    /// The talk, so many minutes from now.
    fn talk_in(&self, minutes: i64) {
        let talk = self.app.window(self.window).unwrap().talk.unwrap();
        let at = Instant(NOW.0 + minutes * 60_000_000);
        self.does(Act::BookTalk(self.window, BookTalk { kind: talk.kind, with: talk.with, at }));
    }
}

#[test]
fn a_room_is_one_talks_own_and_is_led_to_near_its_time_alone() {
    let served = served();
    served.rooms_at(Some(ROOMS));
    let plain = served.page(token(&served.link().unwrap())).1;
    assert!(!plain.contains("meet.example.org") && plain.contains("by phone or at"), "{plain}");
    served.by_video(true);
    // Later today: the page says so, and leads nowhere yet.
    let soon = served.page(token(&served.link().unwrap())).1;
    assert!(soon.contains("a quarter of an hour before") && soon.contains("meet.example.org"), "{soon}");
    assert!(!soon.contains(ROOMS) && served.room().href.is_empty(), "{soon}");
    // Another time is another talk, and not by video until somebody says so.
    served.talk_in(10);
    assert_eq!(served.room(), go::Room::default());
    served.by_video(true);
    let room = served.room();
    let name = room.href.strip_prefix(&format!("{ROOMS}/")).unwrap();
    assert!(name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{room:?}");
    assert_eq!(served.room(), room, "the same for both sides, and until the talk is over");
    let page = served.page(token(&served.link().unwrap())).1;
    let link = format!("href=\"{}\" rel=\"noreferrer noopener\"", room.href);
    assert!(page.contains(&link) && page.contains("outside our own system"), "{page}");
    assert!(!served.link().unwrap().contains(name), "who has the one does not have the other");
    // The name is in no file: only the key of the house makes it.
    for entry in std::fs::read_dir(served._folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(name.len()).any(|part| part == name.as_bytes()), "{path:?}");
        }
    }
    served.talk_in(12);
    served.by_video(true);
    assert_ne!(served.room().href, room.href);
    // A house without rooms: the telephone stands there again.
    served.rooms_at(None);
    let page = served.page(token(&served.link().unwrap())).1;
    assert!(!page.contains("meet.example.org") && page.contains("by phone or at"), "{page}");
    assert_eq!(served.room(), go::Room::default());
}
