//! What a tablet kept while the line was down, and sends later: by whom it was written, when it was done, and once.

use axum::body::Body;
use axum::http::{Request, Response, header};
use care::fact::Stream;
use care::ids::SessionId;
use care::practice::Role;
use record::journal;

use crate::clinic::{Clinic, NOON, location, person, text};
use crate::grid;

const MINUTE_MS: i64 = 60_000;
const READ: &str = "pulse=71&spo2=97&source=hand";

/// As the outbox sends it; `how` is `now` or `later`.
async fn sends(clinic: &Clinic, token: &str, path: &str, how: &str, form: &str) -> Response<Body> {
    let csrf = web::sign_in::csrf_of(token);
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, format!("holdfast={token}"))
        .header("x-holdfast-outbox", how);
    let request = request.body(Body::from(format!("csrf={csrf}&{form}"))).unwrap();
    tower::ServiceExt::oneshot(clinic.router.clone(), request).await.unwrap()
}

fn owner(role: Role) -> String {
    format!("{} {}", person(role), record::wire::role_code(role)).replace(' ', "+")
}

/// When the newest fact of the visit happened, and when the record was told, in ms; and how many facts there are.
fn newest(clinic: &Clinic, visit: &str) -> (i64, i64, usize) {
    let stream = Stream::Session(SessionId::read(visit).unwrap()).to_string();
    let stored =
        clinic.record.read(|conn| journal::read_stream(conn, clinic.record.org(), &stream, 0)).unwrap();
    let last = &stored.last().unwrap().envelope;
    (last.occurred_us / 1_000, last.recorded_us / 1_000, stored.len())
}

#[tokio::test]
async fn what_was_done_while_the_line_was_down_is_kept_once_with_both_of_its_times() {
    let (clinic, now) = grid::clinic();
    let (visit, nurse) = (SessionId(1).to_string(), clinic.token(Role::Nurse));
    let (vitals, now_ms) = (format!("/sessions/{visit}/vitals"), now.0 / 1_000);
    let (owner, command) = (owner(Role::Nurse), clinic.command());
    let said_ms = now_ms - 3 * MINUTE_MS;
    let (.., before) = newest(&clinic, &visit);
    let form = format!("command={command}&owner={owner}&said_ms={said_ms}&when=2&{READ}");
    for _ in 0..2 {
        let answer = sends(&clinic, &nurse, &vitals, "later", &form).await;
        assert_eq!(answer.status(), 204);
        assert_eq!(answer.headers()["x-holdfast-to"], format!("/sessions/{visit}"));
        assert!(answer.headers().get(header::SET_COOKIE).is_none(), "nobody waits for a word");
    }
    let (occurred_ms, recorded_ms, after) = newest(&clinic, &visit);
    assert_eq!(after, before + 1, "what comes twice is kept once");
    assert_eq!(occurred_ms, said_ms - 2 * MINUTE_MS, "two minutes before the button was pressed");
    assert_eq!(recorded_ms, now_ms, "and when it came");
    // Somebody who waits is told on the next page.
    let form = format!("command={}&owner={owner}&said_ms={now_ms}&{READ}", clinic.command());
    let answer = sends(&clinic, &nurse, &vitals, "now", &form).await;
    assert_eq!(answer.status(), 204);
    assert!(answer.headers()[header::SET_COOKIE].to_str().unwrap().starts_with("flash=vitals"));
}

#[tokio::test]
async fn an_entry_is_sent_by_whoever_wrote_it_in_the_role_they_had_or_not_at_all() {
    let (clinic, now) = grid::clinic();
    let visit = SessionId(1).to_string();
    let (vitals, said_ms) = (format!("/sessions/{visit}/vitals"), now.0 / 1_000);
    let (nurse, prescriber) = (clinic.token(Role::Nurse), clinic.token(Role::Prescriber));
    let (.., before) = newest(&clinic, &visit);
    let written = |by: &str| format!("command={}&owner={by}&said_ms={said_ms}&{READ}", clinic.command());
    let other_role = format!("{}+prescriber", person(Role::Nurse));
    let wrong = [(&prescriber, owner(Role::Nurse)), (&nurse, other_role), (&nurse, String::new())];
    for (token, by) in wrong {
        assert_eq!(sends(&clinic, token, &vitals, "later", &written(&by)).await.status(), 401, "{by}");
    }
    let own = written(&owner(Role::Nurse));
    assert_eq!(
        sends(&clinic, &format!("{:064x}", 1), &vitals, "later", &own).await.status(),
        401,
        "signed out"
    );
    assert_eq!(newest(&clinic, &visit).2, before, "nothing was written");
    assert_eq!(sends(&clinic, &nurse, &vitals, "later", &own).await.status(), 204);
}

#[tokio::test]
async fn a_tablet_says_when_at_the_chair_only_and_neither_the_future_nor_nonsense() {
    let (clinic, now) = grid::clinic();
    let visit = SessionId(1).to_string();
    let (vitals, nurse) = (format!("/sessions/{visit}/vitals"), clinic.token(Role::Nurse));
    let (.., before) = newest(&clinic, &visit);
    let said = |when: &str| {
        format!("command={}&owner={}&said_ms={when}&{READ}", clinic.command(), owner(Role::Nurse))
    };
    let ahead = (now.0 / 1_000 + 30 * MINUTE_MS).to_string();
    for (when, status) in [(ahead.as_str(), 422), ("soon", 422), ("9223372036854775807", 422)] {
        let answer = sends(&clinic, &nurse, &vitals, "later", &said(when)).await;
        assert_eq!(answer.status(), status, "{when}");
    }
    let resume = format!("/sessions/{visit}/resume");
    assert_eq!(sends(&clinic, &nurse, &resume, "later", &said("soon")).await.status(), 400);
    assert_eq!(newest(&clinic, &visit).2, before);
    // Elsewhere a form has no time of its own, whatever it says.
    let form = format!(
        "command={}&said_ms={}&name=Ada+Invented&born=1990-01-01&contact=(555)+0177&zone=America/New_York",
        clinic.command(),
        NOON.0 / 1_000
    );
    let answer = clinic.post("/patients/new", Some(&clinic.token(Role::FrontDesk)), &form).await;
    let patient = location(&answer).rsplit('/').next().unwrap().to_owned();
    let stored =
        clinic.record.read(|conn| journal::read_stream(conn, clinic.record.org(), &patient, 0)).unwrap();
    assert_eq!(stored[0].envelope.occurred_us, now.0);
}

#[tokio::test]
async fn what_the_house_says_no_to_is_named_so_that_the_tablet_lets_it_go() {
    let (clinic, _) = grid::clinic();
    let (visit, nurse) = (SessionId(1).to_string(), clinic.token(Role::Nurse));
    let command = clinic.command();
    let answer =
        clinic.post(&format!("/sessions/{visit}/resume"), Some(&nurse), &format!("command={command}")).await;
    assert_eq!(answer.status(), 409);
    assert!(text(answer).await.contains(&format!("data-refused=\"{command}\"")));
}

#[tokio::test]
async fn each_person_in_each_role_has_a_key_of_their_own_and_it_stays() {
    let (clinic, _) = grid::clinic();
    let page = |token: String| {
        let clinic = &clinic;
        async move { text(clinic.get(&format!("/sessions/{}", SessionId(1)), Some(&token)).await).await }
    };
    let key = |page: &str| page.split_once("data-key=\"").unwrap().1[..64].to_owned();
    let (nurse, again) =
        (page(clinic.token(Role::Nurse)).await, clinic.token_of(&person(Role::Nurse).to_string(), 9));
    let prescriber = page(clinic.token(Role::Prescriber)).await;
    assert_eq!(
        key(&nurse),
        key(&page(again).await),
        "of the person, not of the sign-in: what waited is sent after another"
    );
    assert_ne!(key(&nurse), key(&prescriber));
    assert!(nurse.contains(&format!("data-owner=\"{}\"", owner(Role::Nurse).replace('+', " "))));
}
