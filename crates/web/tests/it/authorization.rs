//! Every route, as nobody and as every role: what the scope table denies is denied over HTTP, before the page runs.

use care::act::Act;
use care::ids::CommandId;
use care::patient::care_team::JoinCareTeam;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::policy::may;
use care::practice::{Acting, Role};
use care::time::Instant;
use record::journal;
use record::submit::{Answer, Command};
use web::routes::{self, Method, Needs, Route};

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, location, person, text};

const STAFF_AND_PATIENT: [Role; 8] = [
    Role::MedicalDirector,
    Role::Prescriber,
    Role::Nurse,
    Role::Therapist,
    Role::IntegrationSpecialist,
    Role::FrontDesk,
    Role::Auditor,
    Role::Patient,
];

/// A path with well-formed ids of nothing.
fn path_of(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| match part {
        "{patient}" => "pat_000000000000000000000000000000aa".to_owned(),
        "{course}" => "cou_000000000000000000000000000000aa".to_owned(),
        "{session}" => "ses_000000000000000000000000000000aa".to_owned(),
        "{window}" => "win_000000000000000000000000000000aa".to_owned(),
        "{task}" => "tas_000000000000000000000000000000aa".to_owned(),
        "{protocol}" => "pro_000000000000000000000000000000aa".to_owned(),
        "{document}" => "cmd_000000000000000000000000000000aa".to_owned(),
        "{person}" => person(Role::Nurse).to_string(),
        part if part.starts_with('{') => "x".to_owned(),
        part => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(clinic: &Clinic, route: &Route, token: Option<&str>) -> (u16, String) {
    let path = path_of(route);
    let response = match route.method {
        Method::Get => clinic.get(&path, token).await,
        Method::Post => clinic.post(&path, token, &format!("command={}", clinic.command())).await,
    };
    (response.status().as_u16(), location(&response).to_owned())
}

#[tokio::test]
async fn nobody_reaches_a_page_that_needs_somebody() {
    let clinic = Clinic::open();
    for route in routes::all() {
        let (status, to) = ask(&clinic, &route, None).await;
        let sent_to_sign_in = status == 303 && to.starts_with("/sign-in");
        let open = route.needs == Needs::Nothing || route.path.starts_with("/sign-in");
        assert_eq!(sent_to_sign_in, !open, "{:?} {} as nobody: {status} {to}", route.method, route.path);
    }
}

#[tokio::test]
async fn what_the_scope_table_denies_is_denied_over_http() {
    let clinic = Clinic::open();
    for role in STAFF_AND_PATIENT {
        let token = clinic.token(role);
        for route in routes::all() {
            let Needs::May(act) = route.needs else { continue };
            let (status, to) = ask(&clinic, &route, Some(&token)).await;
            let named = format!("{:?} {} as {role:?}: {status} {to}", route.method, route.path);
            if may(role, act) {
                assert!(!to.starts_with("/sign-in") && status != 500, "{named}");
            } else {
                assert_eq!(status, 403, "{named}");
            }
        }
    }
}

#[tokio::test]
async fn an_ended_affiliation_reaches_nothing_from_that_instant() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    let end = Instant(NOON.0 + HOUR_US / 2);
    clinic.end(Role::Nurse, end);
    clinic.at(Instant(end.0 - 1));
    assert_eq!(clinic.get("/board", Some(&token)).await.status(), 200);
    clinic.at(end);
    for route in routes::all().iter().filter(|route| route.needs != Needs::Nothing) {
        let (status, to) = ask(&clinic, route, Some(&token)).await;
        assert!(status == 303 && to.starts_with("/sign-in"), "{} after the end: {status} {to}", route.path);
    }
}

#[tokio::test]
async fn an_ended_affiliation_is_told_to_the_public_from_that_instant() {
    let clinic = Clinic::open();
    let end = Instant(NOON.0 + HOUR_US / 2);
    clinic.end(Role::Therapist, end);
    let profile = format!("/people/{}", person(Role::Therapist));
    for (at, current) in [(Instant(end.0 - 1), true), (end, false)] {
        clinic.at(at);
        let page = text(clinic.get(&profile, None).await).await;
        assert_eq!(page.contains("No longer affiliated with Harbor Clinic since"), !current, "{page}");
        assert_eq!(page.contains("Affiliated with Harbor Clinic since"), current, "{page}");
    }
}

#[tokio::test]
async fn a_licence_that_has_run_out_reaches_nothing() {
    let clinic = Clinic::open();
    clinic.at(Instant(NOON.0 + 366 * 24 * HOUR_US));
    for role in [Role::Prescriber, Role::Nurse, Role::Therapist, Role::MedicalDirector] {
        let token = clinic.token(role);
        for route in routes::all() {
            let Needs::May(_) = route.needs else { continue };
            let (status, _) = ask(&clinic, &route, Some(&token)).await;
            assert_eq!(status, 403, "{:?} {} as {role:?} without a licence", route.method, route.path);
        }
    }
}

#[tokio::test]
async fn an_affiliation_that_is_ended_now_reaches_nothing_in_the_same_second() {
    let clinic = Clinic::open();
    let (nurse, director) = (clinic.token(Role::Nurse), clinic.token(Role::MedicalDirector));
    assert_eq!(clinic.get("/board", Some(&nurse)).await.status(), 200);
    let path = format!("/clinic/people/{}/end", person(Role::Nurse));
    let form = format!("command={}&moment=now", clinic.command());
    for _ in 0..2 {
        let response = clinic.post(&path, Some(&director), &form).await;
        assert_eq!(response.status(), 303, "a second tap is the same act");
        assert!(location(&clinic.get("/board", Some(&nurse)).await).starts_with("/sign-in"));
    }
}

#[tokio::test]
async fn a_licence_that_is_ended_before_its_term_reaches_nothing_and_the_public_page_says_so() {
    let clinic = Clinic::open();
    let (nurse, director) = (clinic.token(Role::Nurse), clinic.token(Role::MedicalDirector));
    assert_eq!(clinic.get("/board", Some(&nurse)).await.status(), 200);
    let id = person(Role::Nurse);
    let (inside, form_at) = (format!("/clinic/people/{id}"), format!("/clinic/people/{id}/licence-end"));
    let blank = clinic.post(&form_at, Some(&director), &format!("command={}", clinic.command())).await;
    assert_eq!(blank.status(), 422);
    let form = format!("command={}&licence=0&why=suspended&moment=now&note=Board+order+12", clinic.command());
    for _ in 0..2 {
        let response = clinic.post(&form_at, Some(&director), &form).await;
        assert_eq!((response.status().as_u16(), location(&response)), (303, inside.as_str()));
        assert_eq!(clinic.get("/board", Some(&nurse)).await.status(), 403);
        assert_eq!(clinic.get("/live", Some(&nurse)).await.status(), 401);
    }
    let page = text(clinic.get(&inside, Some(&director)).await).await;
    assert!(page.contains("suspended 2026-11-20 10:00 EST (Board order 12)"), "{page}");
    for path in ["/people".to_owned(), format!("/people/{id}")] {
        let page = text(clinic.get(&path, None).await).await;
        assert!(page.contains("no. NY-1: suspended, 2026-11-20"), "{path}: {page}");
        assert!(!page.contains("Board order"), "the note stays in the house");
    }
}

/// The id of an opening follows from the reader's own token, the patient and the quarter of the hour: its reader can
/// work it out and use it up.
#[tokio::test]
async fn a_chart_is_not_opened_without_a_trace() {
    let clinic = Clinic::open();
    let (nurse, token) = (Acting::person(person(Role::Nurse), Role::Nurse), clinic.token(Role::Nurse));
    clinic.act(
        nurse,
        Act::JoinCareTeam(PATIENT, JoinCareTeam { person: person(Role::Nurse), role: Role::Nurse }),
    );
    let quarter = NOON.0 / (15 * 60 * 1_000_000);
    let foreseen = |quarter: i64| {
        let text = format!("{} open-chart {PATIENT} {quarter} nurse", web::sign_in::token_hash(&token));
        let hash = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
        CommandId(u128::from_be_bytes(hash.as_ref()[..16].try_into().unwrap()))
    };
    let id = foreseen(quarter);
    let act = Act::SayUnsafe(PATIENT, SayUnsafe { words: None });
    let spent = Command { id, act, by: Acting::patient(PATIENT), occurred: None, sealed: None };
    assert!(matches!(clinic.record.submit(spent).wait(), Ok(Answer::Done(_))));
    let openings = || {
        let facts =
            clinic.record.read(|conn| journal::read_after(conn, clinic.record.org(), 0, 1_000)).unwrap();
        let opened = facts.iter().filter(|stored| stored.envelope.act == "OpenChart");
        opened.map(|stored| stored.envelope.command_id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(clinic.get(&format!("/patients/{PATIENT}"), Some(&token)).await.status(), 200);
    assert_eq!(openings().len(), 1);
    assert_ne!(openings()[0], id.to_string());
    // Untouched, it is on record once a quarter.
    clinic.at(Instant(NOON.0 + HOUR_US / 4));
    for _ in 0..3 {
        assert_eq!(clinic.get(&format!("/patients/{PATIENT}"), Some(&token)).await.status(), 200);
    }
    assert_eq!(openings().len(), 2);
    assert_eq!(openings()[1], foreseen(quarter + 1).to_string(), "or this test would foresee nothing");
}
