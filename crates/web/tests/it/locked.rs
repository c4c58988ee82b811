//! A locked screen: it shows its one visit without a name, does nothing, and opens for whoever is signed in there.

use care::ids::SessionId;
use care::practice::Role;
use record::accounts::Account;
use web::routes::{self, Method, Needs};

use crate::clinic::{Clinic, location, person, text};
use crate::grid;

const SECRET: &[u8] = b"12345678901234567890";
const PIN: &str = "4071";

fn visit() -> String {
    format!("/sessions/{}", SessionId(1))
}

/// A nurse with an authenticator and a PIN, whose screen was locked at the chair.
async fn locked(clinic: &Clinic) -> String {
    let account = Account {
        login: "sam".into(),
        who: person(Role::Nurse).to_string(),
        password_hash: "none".into(),
        totp_secret: Some(SECRET.to_vec()),
        totp_last_step: 0,
        given: false,
    };
    clinic.record.put_account(account).unwrap();
    clinic.record.choose_pin("sam", &web::password::hash(PIN).unwrap()).unwrap();
    let nurse = clinic.token(Role::Nurse);
    let answer = clinic.post(&format!("{}/lock", visit()), Some(&nurse), "").await;
    assert_eq!((answer.status().as_u16(), location(&answer)), (303, visit().as_str()));
    nurse
}

async fn unlock(clinic: &Clinic, token: &str, form: &str) -> (u16, String) {
    let answer = clinic.post(&format!("{}/unlock", visit()), Some(token), form).await;
    (answer.status().as_u16(), location(&answer).to_owned())
}

fn code(clinic: &Clinic) -> String {
    web::totp::code(SECRET, clinic.now().0 / 30_000_000)
}

fn filled(path: &str, session: SessionId) -> String {
    let parts = path.split('/').map(|part| match part {
        "{session}" => session.to_string(),
        part if part.starts_with('{') => "1".to_owned(),
        part => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn it_shows_its_visit_with_initials_and_nothing_to_press() {
    let (clinic, _) = grid::clinic();
    let nurse = locked(&clinic).await;
    for path in [visit(), format!("{}/numbers", visit())] {
        let page = text(clinic.get(&path, Some(&nurse)).await).await;
        assert!(page.contains("data-testid=\"locked\"") && page.contains("R. E."), "{path}");
        assert!(page.contains("id=\"chair-vitals\"") && page.contains("id=\"alarms\""), "{path}");
        for hidden in ["Rowan", "Ellis", "1990", "data-key=", "/vitals\"", "/end-dose", "name=\"command\""] {
            assert!(!page.contains(hidden), "{path} holds {hidden}");
        }
    }
    let open = text(clinic.get(&visit(), Some(&clinic.token(Role::Prescriber))).await).await;
    assert!(open.contains("Rowan Ellis"), "another sign-in is not locked");
}

/// Every route there is: what needs no sign-in is read as by a stranger, all else leads back or is refused.
#[tokio::test]
async fn no_other_route_answers_it() {
    let (clinic, _) = grid::clinic();
    let nurse = locked(&clinic).await;
    for route in routes::all().into_iter().filter(|route| !matches!(route.needs, Needs::Nothing)) {
        for session in [SessionId(1), SessionId(2)] {
            let path = filled(route.path, session);
            let own = session == SessionId(1);
            let shown = own && matches!(route.path, "/sessions/{session}" | "/sessions/{session}/numbers");
            match route.method {
                Method::Get if shown => {}
                Method::Get => {
                    let answer = clinic.get(&path, Some(&nurse)).await;
                    assert_eq!(
                        (answer.status().as_u16(), location(&answer)),
                        (303, visit().as_str()),
                        "{path}"
                    );
                }
                Method::Post if route.path == "/sign-out" => {}
                Method::Post if own && route.path == "/sessions/{session}/unlock" => {}
                Method::Post => {
                    let answer = clinic.post(&path, Some(&nurse), "").await;
                    assert_eq!(answer.status().as_u16(), 403, "{path}");
                    let page = text(answer).await;
                    assert!(page.contains("This screen is locked") && !page.contains("Invented"), "{path}");
                }
            }
        }
    }
    for path in ["/help", "/nowhere", "/people"] {
        let page = text(clinic.get(path, Some(&nurse)).await).await;
        assert!(!page.contains("who-name") && !page.contains("/sign-out"), "{path}");
    }
    assert_eq!(clinic.get("/live", Some(&nurse)).await.status(), 200, "its alarms go on");
}

#[tokio::test]
async fn a_pin_or_a_code_opens_it_where_it_was() {
    let (clinic, _) = grid::clinic();
    let nurse = locked(&clinic).await;
    let form = format!("{}/vitals", visit());
    assert_eq!(unlock(&clinic, &nurse, &format!("pin={PIN}&to={form}")).await, (303, form));
    assert!(text(clinic.get(&visit(), Some(&nurse)).await).await.contains("Rowan Ellis"));
    assert_eq!(unlock(&clinic, &nurse, "pin=0").await, (303, visit()), "another tab was faster");
    clinic.post(&format!("{}/lock", visit()), Some(&nurse), "").await;
    assert_eq!(unlock(&clinic, &nurse, &format!("pin={}&to=/board", code(&clinic))).await, (303, visit()));
    clinic.post(&format!("{}/lock", visit()), Some(&nurse), "").await;
    assert_eq!(unlock(&clinic, &nurse, &format!("pin={}", code(&clinic))).await.0, 422, "a code works once");
}

#[tokio::test]
async fn whoever_guesses_signs_it_out() {
    let (clinic, _) = grid::clinic();
    let nurse = locked(&clinic).await;
    for guess in ["0000", "1234", "", "40710", "%C3%A9"] {
        assert_eq!(unlock(&clinic, &nurse, &format!("pin={guess}")).await.0, 422, "{guess}");
    }
    let (status, to) = unlock(&clinic, &nurse, &format!("pin={PIN}")).await;
    assert_eq!((status, to.starts_with("/sign-in")), (303, true), "after five the right one is too late");
    assert!(location(&clinic.get(&visit(), Some(&nurse)).await).starts_with("/sign-in"));
}

#[tokio::test]
async fn a_pin_is_chosen_with_a_code_and_goes_with_a_new_password() {
    let (clinic, _) = grid::clinic();
    let nurse = locked(&clinic).await;
    unlock(&clinic, &nurse, &format!("pin={PIN}")).await;
    let choose = async |pin: &str, again: &str, code: &str| {
        let form = format!("pin={pin}&again={again}&code={code}");
        clinic.post("/pin", Some(&nurse), &form).await.status().as_u16()
    };
    assert_eq!(choose("1234", "1234", &code(&clinic)).await, 422, "tried first by everybody");
    assert_eq!(choose("9086", "9087", &code(&clinic)).await, 422);
    assert_eq!(choose("9086", "9086", "000000").await, 422);
    assert_eq!(choose("9086", "9086", &code(&clinic)).await, 303);
    clinic.post(&format!("{}/lock", visit()), Some(&nurse), "").await;
    assert_eq!(unlock(&clinic, &nurse, &format!("pin={PIN}")).await.0, 422, "the old one is gone");
    assert_eq!(unlock(&clinic, &nurse, "pin=9086").await.0, 303);
    assert_eq!(
        clinic.get("/pin", Some(&clinic.token(Role::Patient))).await.status(),
        404,
        "patients have none"
    );
}
