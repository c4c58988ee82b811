//! Coming earlier, over HTTP: the patient says what suits, the desk sees who could come and holds a chair for one, and a yes
//! moves the visit.

use std::sync::Arc;

use care::act::Act;
use care::course::SessionKind;
use care::fact::Stream;
use care::ids::SessionId;
use care::practice::{Acting, Role};
use care::protocol::Setting;
use care::session::Session;
use care::session::schedule_session::{CancelSession, ScheduleSession};
use care::time::Instant;
use care::units::Hours;
use record::state_as;

use crate::clinic::{Clinic, PATIENT, line, location, person, text};
use crate::grid::{COURSE, clinic as dosed};

const VISIT: SessionId = SessionId(50);
const ANY: &str =
    "day=0&day=1&day=2&day=3&day=4&day=5&day=6&part=morning&part=afternoon&part=evening&notice=2";

async fn page(clinic: &Clinic, token: &str, path: &str) -> String {
    let response = clinic.get(path, Some(token)).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}

async fn sends(clinic: &Clinic, token: &str, path: &str, form: &str) -> (u16, String, String) {
    let form = format!("command={}&{form}", clinic.command());
    let response = clinic.post(path, Some(token), &form).await;
    let (status, to) = (response.status().as_u16(), location(&response).to_owned());
    (status, to, text(response).await)
}

fn session(clinic: &Clinic) -> Arc<Session> {
    state_as!(clinic.record.state(Stream::Session(VISIT)).unwrap(), Session).unwrap()
}

fn books(clinic: &Clinic, id: SessionId, starts: Instant, room: &str) {
    let schedule = ScheduleSession {
        course: COURSE,
        kind: SessionKind::Dosing,
        starts,
        setting: Setting::ClinicRoom,
        room: line(room),
        people: vec![(person(Role::Nurse), Role::Nurse)],
        plan: None,
    };
    let desk = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    clinic.act(desk, Act::ScheduleSession(id, schedule));
}

/// Rowan's next dose is in three hundred hours, and a chair two hundred hours from now was left.
fn freed() -> (Clinic, Instant) {
    let (clinic, now) = dosed();
    books(&clinic, VISIT, now.plus_hours(Hours(300)), "Chair 2");
    books(&clinic, SessionId(51), now.plus_hours(Hours(200)), "Chair 9");
    let desk = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    clinic.act(desk, Act::CancelSession(SessionId(51), CancelSession { reason: line("snow") }));
    (clinic, now)
}

fn offer(starts: Instant) -> String {
    format!("session={VISIT}&at={}&room=Chair+9&hold=120", starts.0)
}

#[tokio::test]
async fn a_wish_is_said_by_the_patient_or_the_desk_and_changes_nothing() {
    let (clinic, now) = freed();
    let (me, desk) = (clinic.token(Role::Patient), clinic.token(Role::FrontDesk));
    let path = format!("/me/visit/{VISIT}/earlier");
    assert!(page(&clinic, &me, &format!("/me/visit/{VISIT}")).await.contains("I could come earlier"));
    let form = page(&clinic, &me, &path).await;
    assert!(form.contains("It may be that none becomes free.") && form.contains("Wednesday"), "{form}");
    let empty = sends(&clinic, &me, &path, "notice=2").await;
    assert!(empty.0 == 422 && empty.2.contains("Choose at least one day"), "{}", empty.2);
    let words = sends(&clinic, &me, &path, "day=0&part=morning&notice=soon").await;
    assert!(words.0 == 422 && words.2.contains("Write a whole number of hours."), "{}", words.2);
    let long = sends(&clinic, &me, &path, "day=0&part=morning&notice=400").await;
    assert!(long.0 == 422 && long.2.contains("more than 336 hours"), "{}", long.2);
    // Nobody who has not said so is on the list.
    assert!(!page(&clinic, &desk, "/schedule/earlier").await.contains("Rowan Ellis"));
    assert_eq!(sends(&clinic, &me, &path, ANY).await.0, 303);
    assert_eq!(session(&clinic).starts, now.plus_hours(Hours(300)), "the visit stays as it is");
    assert!(page(&clinic, &me, &path).await.contains("You have said that you could come earlier."));
    assert_eq!(sends(&clinic, &me, &format!("{path}/stop"), "").await.0, 303);
    assert!(!page(&clinic, &desk, "/schedule/earlier").await.contains("Rowan Ellis"));
    // The desk, for somebody on the telephone.
    let theirs = format!("/desk/{PATIENT}/earlier");
    let none = sends(&clinic, &desk, &theirs, ANY).await;
    assert!(none.0 == 422 && none.2.contains("Choose a visit."), "{}", none.2);
    assert_eq!(sends(&clinic, &desk, &theirs, &format!("session={VISIT}&{ANY}")).await.0, 303);
    assert!(page(&clinic, &desk, &theirs).await.contains("could come earlier"));
    assert!(page(&clinic, &desk, "/schedule/earlier").await.contains("Rowan Ellis"));
    assert_eq!(sends(&clinic, &desk, &theirs, &format!("session={VISIT}&stop=yes")).await.0, 303);
    for role in [Role::IntegrationSpecialist, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(clinic.get("/schedule/earlier", Some(&token)).await.status(), 403, "{role:?}");
        assert_eq!(clinic.get(&theirs, Some(&token)).await.status(), 403, "{role:?}");
    }
}

#[tokio::test]
async fn the_desk_sees_who_could_come_holds_the_chair_for_one_and_a_yes_moves_the_visit() {
    let (clinic, now) = freed();
    let (me, desk) = (clinic.token(Role::Patient), clinic.token(Role::FrontDesk));
    let (path, there) = (format!("/me/visit/{VISIT}/earlier"), now.plus_hours(Hours(200)));
    assert_eq!(sends(&clinic, &me, &path, ANY).await.0, 303);
    let list = page(&clinic, &desk, "/schedule/earlier").await;
    assert!(list.contains("Chair 9") && list.contains("data-testid=\"could-come\""), "{list}");
    for clinical in ["ketamin", " mg", "infusion", "depress"] {
        assert!(!list.split("<main").nth(1).unwrap().to_lowercase().contains(clinical), "{clinical}");
    }
    let gone = sends(&clinic, &desk, "/schedule/earlier", &offer(now.plus_hours(Hours(1)))).await;
    assert!(gone.0 == 422 && gone.2.contains("They cannot come there any more."), "{}", gone.2);
    assert_eq!(sends(&clinic, &desk, "/schedule/earlier", &offer(there)).await.0, 303);
    let list = page(&clinic, &desk, "/schedule/earlier").await;
    assert!(list.contains("Held until") && !list.contains("data-testid=\"could-come\""), "{list}");
    // The chair is nobody else's meanwhile.
    let again = sends(&clinic, &desk, "/schedule/earlier", &offer(there)).await;
    assert_eq!(again.0, 422);
    // No: it stays, and may be offered again.
    assert!(page(&clinic, &me, "/me").await.contains("An earlier time is held for you."));
    let held = page(&clinic, &me, &path).await;
    assert!(held.contains("This time is held for you") && held.contains("It is held until"), "{held}");
    assert_eq!(sends(&clinic, &me, &format!("{path}/answer"), "number=1&said=no").await.0, 303);
    assert_eq!(session(&clinic).starts, now.plus_hours(Hours(300)));
    assert_eq!(sends(&clinic, &desk, "/schedule/earlier", &offer(there)).await.0, 303);
    let moved = sends(&clinic, &me, &format!("{path}/answer"), "number=2&said=yes").await;
    assert_eq!((moved.0, moved.1), (303, format!("/me/visit/{VISIT}")), "{}", moved.2);
    let visit = session(&clinic);
    assert_eq!((visit.starts, visit.room.as_str()), (there, "Chair 9"));
    // The chair that was left is free now; nobody waits any more.
    let list = page(&clinic, &desk, "/schedule/earlier").await;
    assert!(list.contains("Chair 2") && !list.contains("data-testid=\"could-come\""), "{list}");
}

#[tokio::test]
async fn an_offer_ends_by_its_clock_and_the_desk_can_hear_the_answer() {
    let (clinic, now) = freed();
    let (me, desk) = (clinic.token(Role::Patient), clinic.token(Role::FrontDesk));
    let (path, there) = (format!("/me/visit/{VISIT}/earlier"), now.plus_hours(Hours(200)));
    assert_eq!(sends(&clinic, &me, &path, ANY).await.0, 303);
    assert_eq!(sends(&clinic, &desk, "/schedule/earlier", &offer(there)).await.0, 303);
    clinic.at(now.plus_hours(Hours(2)));
    let (me, desk) = (clinic.token(Role::Patient), clinic.token(Role::FrontDesk));
    let late = sends(&clinic, &me, &format!("{path}/answer"), "number=1&said=yes").await;
    assert!(late.0 == 409 && late.2.contains("not held any more"), "{}: {}", late.0, late.2);
    let list = page(&clinic, &desk, "/schedule/earlier").await;
    assert!(list.contains("data-testid=\"could-come\"") && !list.contains("Held until"), "{list}");
    assert_eq!(sends(&clinic, &desk, "/schedule/earlier", &offer(there)).await.0, 303);
    let said = format!("session={VISIT}&number=2&said=yes");
    assert_eq!(sends(&clinic, &desk, "/schedule/earlier/answer", &said).await.0, 303);
    assert_eq!(session(&clinic).starts, there);
}
