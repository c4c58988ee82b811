//! Calendar links over HTTP: made and shown once, read without a sign-in, dead when they should be, and what a guess finds.

use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, header};
use care::act::Act;
use care::ids::ScheduleId;
use care::practice::{Acting, Role};
use care::schedule::OpenRoom;
use care::time::Instant;
use record::record::Record;
use tower::ServiceExt;

use crate::clinic::{Clinic, HOUR_US, NOON, line, location, person, text};

/// Sends the form, and answers the link on the page.
async fn made(clinic: &Clinic, token: &str, path: &str, more: &str) -> String {
    let form = format!("command={}{more}", clinic.command());
    let page = text(clinic.post(path, Some(token), &form).await).await;
    let rest = page.split("/calendar/").nth(1).unwrap_or_else(|| panic!("no link: {page}"));
    format!("/calendar/{}", rest.split('"').next().unwrap())
}

async fn read(clinic: &Clinic, link: &str, known: Option<&str>) -> Response<Body> {
    let mut request = Request::get(link);
    if let Some(tag) = known {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    clinic.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

fn said<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn with_a_room(clinic: &Clinic) {
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    let schedule = ScheduleId::of(clinic.record.house());
    clinic.act(director, Act::OpenRoom(schedule, OpenRoom { name: line("Chair 1"), site: None }));
}

fn reads(record: &Record) -> Vec<(u32, Instant)> {
    record.read(|conn| record::views::ask_feeds::last_reads(conn, record.org())).unwrap()
}

#[tokio::test]
async fn a_link_is_shown_once_and_read_without_a_sign_in() {
    let clinic = Clinic::open();
    let nurse = clinic.token(Role::Nurse);
    let form = format!("command={}", clinic.command());
    let page = text(clinic.post("/schedule/feeds", Some(&nurse), &form).await).await;
    let secret = page.split("/calendar/").nth(1).unwrap().split(".ics").next().unwrap().to_owned();
    assert_eq!(secret.len(), 64, "256 bits: {secret}");
    let again = text(clinic.post("/schedule/feeds", Some(&nurse), &form).await).await;
    assert!(again.contains("already made") && !again.contains("/calendar/"), "{again}");
    let list = text(clinic.get("/schedule/feeds", Some(&nurse)).await).await;
    assert!(!list.contains(&secret) && list.contains("Not read yet"), "{list}");

    let answer = read(&clinic, &format!("/calendar/{secret}.ics"), None).await;
    let headers = answer.headers().clone();
    assert_eq!(answer.status(), 200);
    assert_eq!(said(&headers, &header::CONTENT_TYPE), "text/calendar; charset=utf-8");
    assert_eq!(said(&headers, &header::CACHE_CONTROL), "private, no-cache");
    assert_eq!(said(&headers, &header::SET_COOKIE), "");
    let tag = said(&headers, &header::ETAG).to_owned();
    let calendar = text(answer).await;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    // What has not changed is not sent again, however the question is written.
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let answer = read(&clinic, &format!("/calendar/{secret}.ics"), Some(&known)).await;
        assert_eq!(answer.status(), 304, "{known}");
        assert_eq!(said(answer.headers(), &header::ETAG), tag);
        assert_eq!(text(answer).await, "");
    }
    assert_eq!(read(&clinic, &format!("/calendar/{secret}.ics"), Some("\"x\"")).await.status(), 200);
    assert_eq!(reads(&clinic.record), [(1, NOON)]);
    let list = text(clinic.get("/schedule/feeds", Some(&nurse)).await).await;
    assert!(list.contains("Last read Fri 20 Nov"), "{list}");
}

#[tokio::test]
async fn a_revoked_link_and_a_wrong_one_look_alike() {
    let clinic = Clinic::open();
    let nurse = clinic.token(Role::Nurse);
    let link = made(&clinic, &nurse, "/schedule/feeds", "").await;
    assert_eq!(read(&clinic, &link, None).await.status(), 200);
    let form = format!("command={}&number=1", clinic.command());
    // Somebody else's is not there for them.
    let other = clinic.token(Role::Therapist);
    assert_eq!(clinic.post("/schedule/feeds/close", Some(&other), &form).await.status(), 409);
    let form = format!("command={}&number=1", clinic.command());
    assert_eq!(location(&clinic.post("/schedule/feeds/close", Some(&nurse), &form).await), "/schedule/feeds");
    let revoked = read(&clinic, &link, None).await;
    let none = format!("/calendar/{}.ics", "0".repeat(64));
    let wrong = read(&clinic, &none, None).await;
    assert_eq!((revoked.status().as_u16(), wrong.status().as_u16()), (404, 404));
    assert_eq!(revoked.headers(), wrong.headers());
    // The page says the address back to whoever asked for it, and nothing more.
    let plain = |page: String, asked: &str| page.replace(asked, "ASKED");
    let (revoked, wrong) = (plain(text(revoked).await, &link), plain(text(wrong).await, &none));
    assert!(revoked == wrong, "{revoked}");
    // The hash is what is kept; it opens nothing.
    for guess in
        [web::sign_in::token_hash("x"), link.trim_end_matches(".ics").to_owned(), "/calendar/.ics".into()]
    {
        let guess = if guess.starts_with('/') { guess } else { format!("/calendar/{guess}.ics") };
        assert_eq!(read(&clinic, &guess, None).await.status(), 404, "{guess}");
    }
}

#[tokio::test]
async fn whoever_guesses_waits_and_a_forgotten_phone_keeps_nobody_waiting() {
    let clinic = Clinic::open();
    let nurse = clinic.token(Role::Nurse);
    let (old, good) = (
        made(&clinic, &nurse, "/schedule/feeds", "").await,
        made(&clinic, &nurse, "/schedule/feeds", "").await,
    );
    let form = format!("command={}&number=1", clinic.command());
    clinic.post("/schedule/feeds/close", Some(&nurse), &form).await;
    for _ in 0..60 {
        assert_eq!(read(&clinic, &old, None).await.status(), 404);
    }
    assert_eq!(read(&clinic, &good, None).await.status(), 200);
    for n in 0..60 {
        let status = read(&clinic, &format!("/calendar/{n:064x}.ics"), None).await.status().as_u16();
        assert_eq!(status, if n < 50 { 404 } else { 503 }, "guess {n}");
    }
    assert_eq!(read(&clinic, &good, None).await.status(), 503, "nothing is told while this network waits");
    clinic.at(Instant(NOON.0 + 3 * HOUR_US));
    assert_eq!(read(&clinic, &good, None).await.status(), 200);
}

#[tokio::test]
async fn a_link_is_dead_at_the_instant_its_owner_works_here_no_more() {
    let clinic = Clinic::open();
    with_a_room(&clinic);
    let (nurse, desk) = (clinic.token(Role::Nurse), clinic.token(Role::FrontDesk));
    let own = made(&clinic, &nurse, "/schedule/feeds", "").await;
    let room = made(&clinic, &desk, "/schedule/feeds/room", "&room=1").await;
    let end = Instant(NOON.0 + HOUR_US);
    clinic.end(Role::Nurse, end);
    clinic.end(Role::FrontDesk, end);
    for (at, status) in [(Instant(end.0 - 1), 200), (end, 404)] {
        clinic.at(at);
        for link in [&own, &room] {
            assert_eq!(read(&clinic, link, None).await.status(), status, "{link}");
        }
    }
    // The director sees that the room's link shows nothing, and takes it away.
    let director = clinic.token(Role::MedicalDirector);
    let page = text(clinic.get("/schedule/feeds", Some(&director)).await).await;
    assert!(page.contains("Chair 1") && page.contains("shows nothing any more"), "{page}");
    let form = format!("command={}&number=2", clinic.command());
    assert_eq!(clinic.post("/schedule/feeds/room/close", Some(&director), &form).await.status(), 303);
}

#[tokio::test]
async fn rooms_are_asked_for_by_name_and_only_where_they_may_be() {
    let clinic = Clinic::open();
    let (desk, specialist) = (clinic.token(Role::FrontDesk), clinic.token(Role::IntegrationSpecialist));
    let none =
        clinic.post("/schedule/feeds/room", Some(&desk), &format!("command={}", clinic.command())).await;
    assert_eq!(none.status(), 422);
    assert!(text(none).await.contains("Choose a room."));
    with_a_room(&clinic);
    let page = text(clinic.get("/schedule/feeds", Some(&specialist)).await).await;
    assert!(page.contains("Your own calendar") && !page.contains("Chair 1"), "{page}");
    let page = text(clinic.get("/schedule/feeds", Some(&desk)).await).await;
    assert!(page.contains("Chair 1"), "{page}");
}
