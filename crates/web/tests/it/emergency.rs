//! An emergency at a chair is on every page of the staff, without a name, and on nobody else's; the stream says that it began
//! and that it ended.

use std::time::Duration;

use care::ids::SessionId;
use care::practice::Role;

use crate::clinic::{Clinic, text};
use crate::grid;
use crate::live::next;

const STAFF: &[(Role, &str)] = &[
    (Role::MedicalDirector, "/clinic"),
    (Role::Prescriber, "/tasks"),
    (Role::Therapist, "/patients"),
    (Role::IntegrationSpecialist, "/integration"),
    (Role::FrontDesk, "/board"),
];

fn visit() -> String {
    format!("/sessions/{}", SessionId(1))
}

async fn declare(clinic: &Clinic, token: &str, status: u16) {
    let form = format!("command={}", clinic.command());
    let answer = clinic.post(&format!("{}/emergency", visit()), Some(token), &form).await;
    assert_eq!(answer.status().as_u16(), status);
}

async fn page(clinic: &Clinic, token: &str, path: &str) -> String {
    text(clinic.get(path, Some(token)).await).await
}

#[tokio::test]
async fn every_page_of_the_staff_says_where_and_nobody_elses_does() {
    let (clinic, _) = grid::clinic();
    let (nurse, desk) = (clinic.token(Role::Nurse), clinic.token(Role::FrontDesk));
    let own = page(&clinic, &nurse, &visit()).await;
    assert!(
        own.contains("data-testid=\"sos\"") && !own.contains("data-stands"),
        "asked for, and none stands"
    );
    declare(&clinic, &nurse, 303).await;
    // Pressed by another hand in the same moment: the page shows the one that stands.
    declare(&clinic, &nurse, 303).await;
    let own = page(&clinic, &nurse, &visit()).await;
    assert!(own.contains("data-stands") && own.contains("It is over"));
    assert!(!own.contains("data-testid=\"emergency\""), "the chair says it in its own place");
    for (role, path) in STAFF {
        let token = if *role == Role::FrontDesk { desk.clone() } else { clinic.token(*role) };
        let read = page(&clinic, &token, path).await;
        assert!(read.contains("data-testid=\"emergency\""), "{role:?} at {path}");
        assert!(read.contains("data-live="), "{role:?} at {path} follows along");
        let banner = read.split("id=\"emergencies\"").nth(1).unwrap().split("</div>").next().unwrap();
        assert!(!banner.contains("Rowan"), "{role:?} reads where, and not who: {banner}");
        assert_eq!(banner.contains("Open the chair"), role.is_clinical(), "{role:?}");
    }
    for role in [Role::Auditor, Role::Patient] {
        let token = clinic.token(role);
        let path = if role == Role::Auditor { "/audit" } else { "/me" };
        assert!(!page(&clinic, &token, path).await.contains("id=\"emergencies\""), "{role:?}");
        assert!(!page(&clinic, &token, "/emergencies").await.contains("Emergency at"), "{role:?}");
    }
    assert!(!text(clinic.get("/", None).await).await.contains("id=\"emergencies\""));
    let ends = |done: &str| format!("command={}&done={done}", clinic.command());
    let over = format!("{}/emergency/over", visit());
    assert_eq!(clinic.post(&over, Some(&nurse), &ends("")).await.status(), 422, "what came of it is said");
    assert_eq!(clinic.post(&over, Some(&nurse), &ends("a+faint")).await.status(), 303);
    assert!(!page(&clinic, &desk, "/board").await.contains("data-testid=\"emergency\""));
    let record = page(&clinic, &nurse, &format!("{}/record", visit())).await;
    assert!(record.contains("Emergency declared") && record.contains("a faint"));
}

#[tokio::test]
async fn the_stream_of_the_desk_says_that_it_began_and_that_it_ended() {
    let (clinic, _) = grid::clinic();
    let (nurse, desk) = (clinic.token(Role::Nurse), clinic.token(Role::FrontDesk));
    let mut live = clinic.get("/live", Some(&desk)).await;
    for act in ["emergency", "emergency/over"] {
        let form = format!("command={}&done=a+faint", clinic.command());
        clinic.post(&format!("{}/{act}", visit()), Some(&nurse), &form).await;
        let mut heard = String::new();
        while !heard.contains("event: emergency") {
            heard.push_str(&next(&mut live, Duration::from_secs(2)).await.expect("pokes"));
        }
    }
}
