//! Messages over HTTP: one tap stops them without a sign-in, how to be reached is kept, what waits is taken back.

use axum::body::Body;
use axum::http::Request;
use care::act::Act;
use care::fact::Stream;
use care::ids::PatientId;
use care::messages::prefer_channel::PreferChannel;
use care::messages::send_message::{ByHand, SendMessage};
use care::messages::{Channel, Reach, Tongue};
use care::patient::Patient;
use care::patient::emergency_access::OpenEmergencyAccess;
use care::practice::{Acting, Role};
use record::state_as;
use tower::ServiceExt;
use web::letters::{unsubscribe_path, unsubscribe_words};

use crate::clinic::{Clinic, PATIENT, line, location, person, text};

fn link(clinic: &Clinic, patient: PatientId) -> String {
    unsubscribe_path(patient, &clinic.record.mark(&unsubscribe_words(patient)))
}

fn patient(clinic: &Clinic) -> std::sync::Arc<Patient> {
    state_as!(clinic.record.state(Stream::Patient(PATIENT)).unwrap(), Patient).unwrap()
}

#[tokio::test]
async fn one_tap_stops_messages_without_a_sign_in_and_looking_does_not() {
    let clinic = Clinic::open();
    let link = link(&clinic, PATIENT);
    let page = clinic.get(&link, None).await;
    assert_eq!(page.status(), 200);
    let page = text(page).await;
    assert!(page.contains("Stop messages") && !page.contains("Rowan"), "{page}");
    assert!(patient(&clinic).unsubscribed.is_none(), "a scanner of mail looks at every link");
    // As a mail provider does it (RFC 8058): no cookie, no origin, no token of a form.
    for _ in 0..2 {
        let request = Request::post(&link)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("List-Unsubscribe=One-Click"));
        let answer = clinic.router.clone().oneshot(request.unwrap()).await.unwrap();
        assert_eq!((answer.status().as_u16(), location(&answer)), (303, link.as_str()));
        assert!(patient(&clinic).unsubscribed.is_some());
    }
    assert!(text(clinic.get(&link, None).await).await.contains("Let them come again"));
    clinic.post(&link, None, "again=yes").await;
    assert!(patient(&clinic).unsubscribed.is_none());
}

#[tokio::test]
async fn a_link_that_this_house_did_not_make_stops_nothing() {
    let clinic = Clinic::open();
    let right = link(&clinic, PATIENT);
    let other = unsubscribe_path(PATIENT, &"0".repeat(64));
    for wrong in [&other, &right[..right.len() - 1], "/u/x", "/u/é", &format!("{right}0")] {
        assert_eq!(clinic.get(&wrong.replace('é', "%C3%A9"), None).await.status(), 404, "{wrong}");
        assert_eq!(clinic.post(&wrong.replace('é', "%C3%A9"), None, "").await.status(), 404, "{wrong}");
    }
    assert!(patient(&clinic).unsubscribed.is_none());
}

#[tokio::test]
async fn how_somebody_is_reached_is_kept_and_a_wrong_address_comes_back_as_typed() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let form = |rest: &str| format!("command={}&{rest}", clinic.command());
    let wrong = form("way=mail&mail=rowan.example.org&number=&tongue=es");
    let page = clinic.post("/me/messages/how", Some(&token), &wrong).await;
    assert_eq!(page.status(), 422);
    let page = text(page).await;
    assert!(page.contains("value=\"rowan.example.org\"") && page.contains("We cannot write there"), "{page}");
    assert!(patient(&clinic).reach.is_none());
    let right = form("way=mail&mail=rowan%40example.org&number=&tongue=es");
    assert_eq!(clinic.post("/me/messages/how", Some(&token), &right).await.status(), 303);
    let reach = patient(&clinic).reach.clone().unwrap();
    assert_eq!((reach.channel, reach.tongue), (Channel::Mail, Tongue::Spanish));
    assert!(text(clinic.get("/me/messages/how", Some(&token)).await).await.contains("rowan@example.org"));
}

#[tokio::test]
async fn whether_emails_carry_calendar_entries_is_said_and_changed_on_one_page() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let page = text(clinic.get("/me/messages/how", Some(&token)).await).await;
    assert!(page.contains("Our emails have no entry") && page.contains("Send calendar entries"), "{page}");
    for (choice, wanted, says) in [
        ("on", true, "It says “Appointment”, when, and the address our emails come from"),
        ("off", false, "Our emails have no entry"),
        ("off", false, "What is there already is still corrected"),
        ("on", true, "it has an entry for your calendar"),
    ] {
        let form = format!("command={}&entries={choice}", clinic.command());
        let answer = clinic.post("/me/messages/entries", Some(&token), &form).await;
        assert!(location(&answer).starts_with("/me/messages/how"), "{answer:?}");
        assert_eq!(patient(&clinic).wants_entries, wanted);
        let page = text(clinic.get("/me/messages/how", Some(&token)).await).await;
        assert!(page.contains(says), "{page}");
    }
    // It is the patient's own choice.
    let desk = clinic.token(Role::FrontDesk);
    let form = format!("command={}&entries=off", clinic.command());
    let answer = clinic.post("/me/messages/entries", Some(&desk), &form).await;
    assert!(patient(&clinic).wants_entries && answer.status() != 200, "{answer:?}");
}

#[tokio::test]
async fn the_page_of_messages_names_no_address_and_takes_back_what_waits() {
    let clinic = Clinic::open();
    let reach = Reach {
        channel: Channel::Mail,
        mail: Some(line("rowan@example.org")),
        number: None,
        tongue: Tongue::English,
    };
    clinic.act(Acting::patient(PATIENT), Act::PreferChannel(PATIENT, PreferChannel { reach }));
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    let reason = line("a test");
    clinic.act(director, Act::OpenEmergencyAccess(PATIENT, OpenEmergencyAccess { reason }));
    clinic.act(director, Act::SendMessage(PATIENT, SendMessage { what: ByHand::MeasureAsked }));
    let desk = clinic.token(Role::FrontDesk);
    let page = text(clinic.get("/clinic/messages", Some(&desk)).await).await;
    assert!(page.contains("Email is not set up"), "{page}");
    assert!(page.contains("Rowan Ellis") && !page.contains("rowan@example.org"), "{page}");
    assert!(page.contains("a message from a clinician") && !page.contains("questionnaire"), "{page}");
    let undo = page.split("action=\"").find(|part| part.starts_with("/messages/")).unwrap();
    let undo = undo.split('"').next().unwrap();
    let answer = clinic.post(undo, Some(&desk), &format!("command={}", clinic.command())).await;
    assert!(location(&answer).starts_with("/clinic/messages"), "{answer:?}");
    let page = text(clinic.get("/clinic/messages", Some(&desk)).await).await;
    assert!(page.contains("Taken back") && !page.contains("action=\"/messages/"), "{page}");
}
