//! Calendars that staff link, over HTTP: what is typed, what is shown of it, whose it is, and what the calendar page makes of it.

use care::fact::Stream;
use care::ids::ScheduleId;
use care::practice::Role;
use care::schedule::Schedule;
use care::time::{Instant, Term};
use record::state_as;

use crate::clinic::{Clinic, HOUR_US, NOON, location, person, text};

fn schedule(clinic: &Clinic) -> std::sync::Arc<Schedule> {
    let id = ScheduleId::of(clinic.record.house());
    state_as!(clinic.record.state(Stream::Schedule(id)).unwrap(), Schedule).unwrap_or_default()
}

fn form(clinic: &Clinic, rest: &str) -> String {
    format!("command={}&{rest}", clinic.command())
}

const GOOD: &str = "way=file&url=https%3A%2F%2Fcal.example.org%2Fsecret-1234%2Fbasic.ics&name=&password=";

#[tokio::test]
async fn a_calendar_is_linked_shown_by_its_server_alone_and_let_go_of() {
    let clinic = Clinic::open();
    let nurse = clinic.token(Role::Nurse);
    let page = text(clinic.get("/schedule/busy", Some(&nurse)).await).await;
    assert!(page.contains("You have linked no calendar."), "{page}");
    let answer = clinic.post("/schedule/busy", Some(&nurse), &form(&clinic, GOOD)).await;
    assert!(location(&answer).starts_with("/schedule/busy"), "{answer:?}");
    let links = schedule(&clinic).busy_links.clone();
    let [link] = &links[..] else { panic!("{links:?}") };
    assert_eq!(link.person, person(Role::Nurse));
    let reading = clinic.record.busy_reading(link.handle.as_str()).unwrap().unwrap();
    assert_eq!(reading.place.url, "https://cal.example.org/secret-1234/basic.ics");
    let page = text(clinic.get("/schedule/busy", Some(&nurse)).await).await;
    assert!(page.contains("cal.example.org") && page.contains("Not read yet"), "{page}");
    assert!(!page.contains("secret-1234") && !page.contains(link.handle.as_str()), "{page}");

    // What was read last, and that a later try failed.
    let at = |hours: i64| Instant(NOON.0 + hours * HOUR_US);
    let spans = vec![Term { from: at(2), until: Some(at(3)) }, Term { from: at(26), until: Some(at(28)) }];
    clinic.record.busy_was_read(link.handle.as_str(), spans).unwrap();
    clinic.record.busy_was_not_read(link.handle.as_str(), "unreachable").unwrap();
    let page = text(clinic.get("/schedule/busy", Some(&nurse)).await).await;
    for words in ["Last read", "the server did not answer", "The times read before still count.", "Next: "] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The desk sees when, and not with what.
    let desk = clinic.token(Role::FrontDesk);
    let day = text(clinic.get("/schedule", Some(&desk)).await).await;
    assert!(day.contains("busy elsewhere 1"), "{day}");
    // Somebody else neither sees it nor lets go of it.
    let other = clinic.token(Role::Therapist);
    let page = text(clinic.get("/schedule/busy", Some(&other)).await).await;
    assert!(page.contains("You have linked no calendar."), "{page}");
    clinic.post("/schedule/busy/unlink", Some(&other), &form(&clinic, "number=1")).await;
    assert_eq!(schedule(&clinic).open_busy_links().count(), 1);

    let answer = clinic.post("/schedule/busy/unlink", Some(&nurse), &form(&clinic, "number=1")).await;
    assert!(location(&answer).starts_with("/schedule/busy"), "{answer:?}");
    assert_eq!(schedule(&clinic).open_busy_links().count(), 0);
    assert!(clinic.record.busy_reading(link.handle.as_str()).unwrap().is_none());
    let day = text(clinic.get("/schedule", Some(&desk)).await).await;
    assert!(!day.contains("busy elsewhere"), "{day}");
}

#[tokio::test]
async fn what_cannot_be_an_address_comes_back_with_why_and_without_the_password() {
    let clinic = Clinic::open();
    let nurse = clinic.token(Role::Nurse);
    for (wrong, words) in [
        ("way=file&url=http%3A%2F%2Fcal.example.org%2F&name=&password=", "begins with https://"),
        ("way=file&url=https%3A%2F%2Fa%40b.example%2F&name=&password=", "begins with https://"),
        ("way=file&url=http%3A%2F%2F127.0.0.1%3A80%2F&name=&password=", "begins with https://"),
        ("way=&url=https%3A%2F%2Fcal.example.org%2F&name=&password=", "Choose one."),
        ("way=caldav&url=https%3A%2F%2Fcal.example.org%2F&name=a%3Ab&password=x", "cannot be a name"),
        ("way=caldav&url=https%3A%2F%2Fcal.example.org%2F&name=&password=se5ame", "A password needs a name"),
    ] {
        let page = clinic.post("/schedule/busy", Some(&nurse), &form(&clinic, wrong)).await;
        assert_eq!(page.status(), 422, "{wrong}");
        let page = text(page).await;
        assert!(page.contains(words) && !page.contains("se5ame"), "{words}: {page}");
    }
    assert!(schedule(&clinic).busy_links.is_empty());
    assert!(clinic.record.read(|conn| record::busy::handles(conn, clinic.record.org())).unwrap().is_empty());
    // Three at once, and what is refused leaves nothing behind.
    for _ in 0..3 {
        assert_eq!(clinic.post("/schedule/busy", Some(&nurse), &form(&clinic, GOOD)).await.status(), 303);
    }
    let page = text(clinic.post("/schedule/busy", Some(&nurse), &form(&clinic, GOOD)).await).await;
    assert!(page.contains("unlink one first"), "{page}");
    let kept = clinic.record.read(|conn| record::busy::handles(conn, clinic.record.org())).unwrap();
    assert_eq!((kept.len(), schedule(&clinic).busy_links.len()), (3, 3));
    // The same form once more is the same link.
    let again = form(&clinic, "number=1");
    clinic.post("/schedule/busy/unlink", Some(&nurse), &again).await;
    let one = form(&clinic, GOOD);
    for _ in 0..2 {
        assert_eq!(clinic.post("/schedule/busy", Some(&nurse), &one).await.status(), 303);
    }
    assert_eq!(schedule(&clinic).open_busy_links().count(), 3);
    let kept = clinic.record.read(|conn| record::busy::handles(conn, clinic.record.org())).unwrap();
    assert_eq!(kept.len(), 3);
}
