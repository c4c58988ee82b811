//! Sign-in: words that tell nothing, waiting that grows, codes that work once, ends by idleness and by the clock.

use axum::http::header;
use care::practice::Role;
use care::time::Instant;
use record::accounts::{self, Account};

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, location, person, text};

const PASSWORD: &str = "an invented pass phrase";

fn account(clinic: &Clinic, login: &str, who: String, secret: Option<Vec<u8>>) {
    let password_hash = web::password::hash(PASSWORD).unwrap();
    let account = Account {
        login: login.into(),
        who,
        password_hash,
        totp_secret: secret,
        totp_last_step: 0,
        given: false,
    };
    clinic.record.put_account(account).unwrap();
}

fn cookie(response: &axum::http::Response<axum::body::Body>) -> Option<String> {
    let lines = response.headers().get_all(header::SET_COOKIE).iter();
    let named = lines.filter_map(|line| line.to_str().unwrap().strip_prefix("holdfast="));
    named.map(|rest| rest.split(';').next().unwrap_or("").to_owned()).find(|token| !token.is_empty())
}

fn ticket(page: &str) -> String {
    let start = page.find("name=\"ticket\" value=\"").unwrap() + "name=\"ticket\" value=\"".len();
    page[start..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_patient_signs_in_and_out() {
    let clinic = Clinic::open();
    account(&clinic, "rowan", PATIENT.to_string(), None);
    let form = format!("login=rowan&password={}", PASSWORD.replace(' ', "+"));
    let response = clinic.post("/sign-in", None, &form).await;
    assert_eq!((response.status().as_u16(), location(&response)), (303, "/me"));
    let token = cookie(&response).unwrap();
    let out = clinic.post("/sign-out", Some(&token), "").await;
    assert_eq!(out.status(), 303);
    assert!(location(&clinic.get("/me", Some(&token)).await).starts_with("/sign-in"));
}

#[tokio::test]
async fn staff_need_a_code_and_a_code_works_once() {
    let clinic = Clinic::open();
    let secret = b"12345678901234567890".to_vec();
    account(&clinic, "sam", person(Role::Nurse).to_string(), Some(secret.clone()));
    let form = format!("login=sam&password={}", PASSWORD.replace(' ', "+"));
    let page = text(clinic.post("/sign-in", None, &form).await).await;
    assert!(!page.contains("demo-code"), "only a demonstration shows it");
    let ticket = ticket(&page);
    let code = web::totp::code(&secret, NOON.0 / 30_000_000);
    let wrong = clinic.post("/sign-in/code", None, &format!("ticket={ticket}&code=000000")).await;
    assert_eq!(wrong.status(), 422);
    let right = clinic.post("/sign-in/code", None, &format!("ticket={ticket}&code={code}")).await;
    assert_eq!((right.status().as_u16(), location(&right)), (303, "/board"));
    let again = clinic.post("/sign-in/code", None, &format!("ticket={ticket}&code={code}")).await;
    assert_eq!(again.status(), 422, "a code works once");
    clinic.at(Instant(NOON.0 + HOUR_US / 6));
    let late = clinic.post("/sign-in/code", None, &format!("ticket={ticket}&code={code}")).await;
    assert!(text(late).await.contains("took too long"));
}

#[tokio::test]
async fn a_demonstration_shows_a_code_that_works() {
    let clinic = Clinic::demonstration();
    account(&clinic, "sam", person(Role::Nurse).to_string(), Some(b"12345678901234567890".to_vec()));
    let form = format!("login=sam&password={}", PASSWORD.replace(' ', "+"));
    let mut seen = vec![];
    for _ in 0..2 {
        let page = text(clinic.post("/sign-in", None, &form).await).await;
        let (_, after) = page.split_once("demo-code\">").unwrap();
        let code = after[..6].to_owned();
        let right =
            clinic.post("/sign-in/code", None, &format!("ticket={}&code={code}", ticket(&page))).await;
        assert_eq!((right.status().as_u16(), location(&right)), (303, "/board"));
        seen.push(code);
    }
    assert_ne!(seen[0], seen[1], "a code works once");
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_read_the_same_and_then_wait() {
    let clinic = Clinic::open();
    account(&clinic, "rowan", PATIENT.to_string(), None);
    let known = text(clinic.post("/sign-in", None, "login=rowan&password=wrong").await).await;
    let unknown = text(clinic.post("/sign-in", None, "login=nobody&password=wrong").await).await;
    assert_eq!(known.replace("rowan", ""), unknown.replace("nobody", ""));
    for _ in 0..5 {
        clinic.post("/sign-in", None, "login=rowan&password=wrong").await;
    }
    let form = format!("login=rowan&password={}", PASSWORD.replace(' ', "+"));
    assert!(text(clinic.post("/sign-in", None, &form).await).await.contains("Too many tries"));
    clinic.at(Instant(NOON.0 + HOUR_US));
    assert_eq!(clinic.post("/sign-in", None, &form).await.status(), 303);
}

/// What stands on a page under a `data-testid`; empty when it is not there.
fn shown<'a>(page: &'a str, name: &str) -> &'a str {
    let mark = format!("data-testid=\"{name}\">");
    page.split_once(&mark).and_then(|(_, rest)| rest.split('<').next()).unwrap_or("")
}

#[tokio::test]
async fn a_sign_in_given_once_is_not_given_again_by_a_reload() {
    let clinic = Clinic::open();
    let nurse = person(Role::Nurse);
    for (role, path, staff) in [
        (Role::FrontDesk, format!("/patients/{PATIENT}/sign-in"), false),
        (Role::MedicalDirector, format!("/clinic/people/{nurse}/sign-in"), true),
    ] {
        let token = clinic.token(role);
        let form = format!("command={}", clinic.command());
        let first = text(clinic.post(&path, Some(&token), &form).await).await;
        let (login, password) = (shown(&first, "login"), shown(&first, "password"));
        assert!(!password.is_empty() && staff != shown(&first, "code-secret").is_empty());
        let account = |login: &str| {
            let found = |conn: &mut record::store::Conn| accounts::find(conn, clinic.record.org(), login);
            let account = clinic.record.read(found).unwrap().unwrap();
            (account.password_hash, account.totp_secret)
        };
        let kept = account(login);
        for _ in 0..2 {
            let again = clinic.post(&path, Some(&token), &form).await;
            assert_eq!(again.status(), 200);
            let again = text(again).await;
            assert!(again.contains("already given") && again.contains("shown once"), "{again}");
            assert!(shown(&again, "password").is_empty() && !again.contains(password), "no secret twice");
            assert!(again.contains(&format!("href=\"{path}\"")), "and a way on");
            assert!(account(login) == kept, "the account is as it was given");
        }
        // The way on: a fresh form gives a fresh password, and the first one ends.
        let anew = text(clinic.get(&path, Some(&token)).await).await;
        let command = anew.split("name=\"command\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let anew = text(clinic.post(&path, Some(&token), &format!("command={command}")).await).await;
        assert_eq!(shown(&anew, "login"), login);
        assert!(shown(&anew, "password") != password && account(login) != kept);
        let old = clinic.post("/sign-in", None, &format!("login={login}&password={password}")).await;
        assert_eq!(old.status(), 422);
        let form = format!("login={login}&password={}", shown(&anew, "password"));
        let new = clinic.post("/sign-in", None, &form).await;
        assert_eq!(new.status(), 200, "what was given signs nobody in yet");
        let next = text(new).await;
        assert!(next.contains(if staff { "One-time code" } else { "A password of your own" }), "{next}");
    }
}

/// Whoever gave a sign-in has seen its password. It opens one page, where somebody chooses another.
#[tokio::test]
async fn a_given_password_is_good_for_choosing_another_and_for_nothing_more() {
    let clinic = Clinic::open();
    let form = format!("command={}", clinic.command());
    let desk = clinic.token(Role::FrontDesk);
    let made = text(clinic.post(&format!("/patients/{PATIENT}/sign-in"), Some(&desk), &form).await).await;
    let (login, given) = (shown(&made, "login").to_owned(), shown(&made, "password").to_owned());
    let page = clinic.post("/sign-in", None, &format!("login={login}&password={given}")).await;
    assert!(cookie(&page).is_none() && page.headers()[header::CACHE_CONTROL] == "no-store");
    let ticket = ticket(&text(page).await);
    let own = async |own: &str, again: &str| {
        clinic.post("/sign-in/own", None, &format!("ticket={ticket}&own={own}&again={again}")).await
    };
    let good = "three+words+of+mine";
    for (one, two) in [
        ("short", "short"),
        (good, "three+other+words"),
        (&*format!("{login}+and+more+words"), &*format!("{login}+and+more+words")),
        (&*given, &*given),
    ] {
        let refused = own(one, two).await;
        assert!(refused.status() == 422 && cookie(&refused).is_none(), "{one}");
        let page = text(refused).await;
        assert!(
            !page.contains(one) && page.contains("aria-invalid"),
            "{one} is asked again and not repeated"
        );
    }
    // A ticket for the code opens no password page, and a made-up one nothing at all.
    let odd = clinic.post("/sign-in/own", None, &format!("ticket=00.1.00&own={good}&again={good}")).await;
    assert_eq!(odd.status(), 422);
    let done = own(good, good).await;
    assert_eq!((done.status().as_u16(), location(&done)), (303, "/me"));
    assert!(cookie(&done).is_some());
    assert_eq!(own(good, good).await.status(), 422, "the ticket went with the password it was made for");
    let old = clinic.post("/sign-in", None, &format!("login={login}&password={given}")).await;
    assert_eq!(old.status(), 422, "whoever gave it knows nothing of use any more");
    let new = clinic.post("/sign-in", None, &format!("login={login}&password={good}")).await;
    assert_eq!((new.status().as_u16(), location(&new)), (303, "/me"));
}

#[tokio::test]
async fn a_sign_in_ends_by_idleness_and_by_the_clock() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    let minutes = |n: i64| Instant(NOON.0 + n * 60_000_000);
    for n in [30, 80, 130] {
        clinic.at(minutes(n));
        assert_eq!(clinic.get("/board", Some(&token)).await.status(), 200, "used at {n} min");
    }
    clinic.at(minutes(130 + 61));
    assert_eq!(clinic.get("/board", Some(&token)).await.status(), 303, "idle for 61 min");
    clinic.at(NOON);
    let token = clinic.token(Role::Therapist);
    for n in 1..=14 {
        clinic.at(minutes(n * 50));
        let status = clinic.get("/board", Some(&token)).await.status();
        assert_eq!(status, if n * 50 < 12 * 60 { 200 } else { 303 }, "after {} min", n * 50);
    }
}
