//! Questionnaires over HTTP: one question a page, help before anything else, and who never sees an answer.

use care::act::Act;
use care::course::OpenCourse;
use care::ids::{CourseId, ProtocolId};
use care::measures::ask_for_measure::AskForMeasure;
use care::patient::care_team::JoinCareTeam;
use care::practice::{Acting, Role};
use care::protocol::DraftProtocol;
use care::time::Instant;

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, line, location, person, text};

pub const COURSE: CourseId = CourseId(1);

fn staff(role: Role) -> Acting {
    Acting::person(person(role), role)
}

fn ask(clinic: &Clinic, measure: &str) {
    let due = Instant(NOON.0 + 48 * HOUR_US);
    let ask = AskForMeasure { measure: line(measure), due };
    clinic.act(staff(Role::Prescriber), Act::AskForMeasure(COURSE, ask));
}

/// A course is open and the prescriber, the nurse and the therapist are on the team.
pub fn clinic() -> Clinic {
    let clinic = Clinic::open();
    let protocol = exchange::protocol_file::SHIPPED[0];
    let content = exchange::protocol_file::read(protocol.file, protocol.text).unwrap();
    let draft = DraftProtocol { content, revises: None };
    clinic.act(staff(Role::MedicalDirector), Act::DraftProtocol(ProtocolId(1), draft));
    for role in [Role::Prescriber, Role::Nurse, Role::Therapist] {
        let join = JoinCareTeam { person: person(role), role };
        clinic.act(staff(Role::Prescriber), Act::JoinCareTeam(PATIENT, join));
    }
    let open = OpenCourse { patient: PATIENT, protocol: ProtocolId(1) };
    clinic.act(staff(Role::Prescriber), Act::OpenCourse(COURSE, open));
    clinic
}

async fn answers(clinic: &Clinic, token: &str, asking: u32, q: usize, answer: u32) -> String {
    let form = format!("command={}&q={q}&answer={answer}", clinic.command());
    let response = clinic.post(&format!("/me/measures/{asking}"), Some(token), &form).await;
    assert_eq!(response.status(), 303);
    location(&response).to_owned()
}

#[tokio::test]
async fn a_questionnaire_is_answered_one_question_a_page_and_survives_a_closed_browser() {
    let clinic = clinic();
    ask(&clinic, "phq-9");
    let token = clinic.token(Role::Patient);
    let list = text(clinic.get("/me/measures", Some(&token)).await).await;
    assert!(list.contains("Mood and sleep") && list.contains("It has 9 questions."), "{list}");
    let first = text(clinic.get("/me/measures/1", Some(&token)).await).await;
    assert!(first.contains("Question 1 of 9") && first.contains("Little interest or pleasure"), "{first}");
    assert!(!first.contains("depressed"), "one question a page");
    for q in 1..=4 {
        assert_eq!(answers(&clinic, &token, 1, q, 2).await, "/me/measures/1");
    }
    // Another browser, later: it goes on where it stopped; what was answered is not shown.
    clinic.at(Instant(NOON.0 + HOUR_US));
    let another = clinic.token(Role::Patient);
    let fifth = text(clinic.get("/me/measures/1", Some(&another)).await).await;
    assert!(fifth.contains("Question 5 of 9"), "{fifth}");
    let back = text(clinic.get("/me/measures/1?q=2", Some(&another)).await).await;
    assert!(back.contains("Question 2 of 9") && !back.contains("checked"), "{back}");
    let empty = format!("command={}&q=5", clinic.command());
    let again = clinic.post("/me/measures/1", Some(&another), &empty).await;
    assert_eq!(again.status(), 422);
    assert!(text(again).await.contains("Please choose one answer."));
    for q in 5..=9 {
        answers(&clinic, &another, 1, q, 0).await;
    }
    let whole = text(clinic.get("/me/measures/1", Some(&another)).await).await;
    assert!(whole.contains("You have answered all 9 questions."), "{whole}");
    let send = format!("command={}", clinic.command());
    let sent = clinic.post("/me/measures/1/send", Some(&another), &send).await;
    assert_eq!(location(&sent), "/me/measures?sent=yes");
    let list = text(clinic.get("/me/measures?sent=yes", Some(&another)).await).await;
    assert!(list.contains("8 of 27.") && list.contains("This is a place to start from."), "{list}");
    assert_eq!(location(&clinic.get("/me/measures/1", Some(&another)).await), "/me/measures");
}

#[tokio::test]
async fn an_answer_that_cannot_wait_leads_to_help_before_anything_else() {
    let clinic = clinic();
    ask(&clinic, "phq-9");
    let token = clinic.token(Role::Patient);
    let to = answers(&clinic, &token, 1, 9, 1).await;
    assert_eq!(to, "/me/item9?next=/me/measures/1");
    let help = text(clinic.get(&to, Some(&token)).await).await;
    assert!(help.contains("988") && help.contains("Are you safe right now?"), "{help}");
    assert!(help.contains("href=\"/me/measures/1\""), "the form may be finished: {help}");
    assert_eq!(answers(&clinic, &token, 1, 1, 3).await, "/me/measures/1", "the rest may be answered or left");
    // The prescriber's list has it; the desk reads only that a clinician is needed.
    let prescriber = clinic.token(Role::Prescriber);
    assert!(
        text(clinic.get("/tasks", Some(&prescriber)).await)
            .await
            .contains("an answer in a questionnaire that cannot wait")
    );
    let desk = clinic.token(Role::FrontDesk);
    for path in ["/tasks".to_owned(), "/board".to_owned(), format!("/desk/{PATIENT}"), "/patients".to_owned()]
    {
        let page = text(clinic.get(&path, Some(&desk)).await).await;
        assert!(!page.contains("PHQ") && !page.contains("item 9"), "{path}: {page}");
    }
}

#[tokio::test]
async fn a_worse_score_comes_with_words_and_a_person() {
    let clinic = clinic();
    let token = clinic.token(Role::Patient);
    for (asking, value) in [(1, 1), (2, 2)] {
        ask(&clinic, "gad-7");
        for q in 1..=7 {
            answers(&clinic, &token, asking, q, value).await;
        }
        let send = format!("command={}", clinic.command());
        clinic.post(&format!("/me/measures/{asking}/send"), Some(&token), &send).await;
        clinic.at(Instant(NOON.0 + HOUR_US));
    }
    let page = text(clinic.get("/me/measures", Some(&token)).await).await;
    assert!(page.contains("How does it seem to you?"), "{page}");
    assert!(page.contains("You can talk with Invented Prescriber.") && page.contains("(555) 0100"), "{page}");
    assert!(page.contains("14 of 21. The number points to a harder time than before."), "{page}");
}

/// Law 8: neither support nor the desk has a page with answers or scores, and the auditor reads the record instead.
#[tokio::test]
async fn answers_and_scores_are_behind_the_wall() {
    let clinic = clinic();
    let nurse = clinic.token(Role::Nurse);
    let items: String = (1..=9).map(|item| format!("&item-{item}=1")).collect();
    let form = format!("command={}&measure=phq-9&taken=2026-11-20{items}", clinic.command());
    let path = format!("/courses/{COURSE}/measures/enter");
    let entered = clinic.post(&path, Some(&nurse), &form).await;
    assert_eq!(location(&entered), format!("/patients/{PATIENT}/measures"));
    let page = text(clinic.get(&format!("/patients/{PATIENT}/measures"), Some(&nurse)).await).await;
    assert!(
        page.contains("paper, entered by Invented Nurse") && page.contains("mild; item 9 above 0"),
        "{page}"
    );
    assert!(!page.contains("<svg class=\"m-chart\""), "one entry is a table");
    for role in [Role::IntegrationSpecialist, Role::FrontDesk, Role::Auditor] {
        let token = clinic.token(role);
        for path in [format!("/patients/{PATIENT}/measures"), path.clone()] {
            assert_eq!(clinic.get(&path, Some(&token)).await.status(), 403, "{role:?} {path}");
        }
        for path in ["/integration".to_owned(), format!("/desk/{PATIENT}"), format!("/patients/{PATIENT}")] {
            let page = text(clinic.get(&path, Some(&token)).await).await;
            assert!(!page.contains("PHQ"), "{role:?} {path}: {page}");
        }
    }
}

#[tokio::test]
async fn the_second_entry_draws_a_picture_and_a_form_keeps_what_was_typed() {
    let clinic = clinic();
    let prescriber = clinic.token(Role::Prescriber);
    let path = format!("/courses/{COURSE}/measures/enter");
    for (day, total) in [("2026-10-01", 22), ("2026-11-01", 9)] {
        let form = format!("command={}&measure=qids-sr16&taken={day}&score={total}", clinic.command());
        assert_eq!(clinic.post(&path, Some(&prescriber), &form).await.status(), 303);
    }
    let page = text(clinic.get(&format!("/patients/{PATIENT}/measures"), Some(&prescriber)).await).await;
    assert!(page.contains("<svg class=\"m-chart\"") && page.contains("very severe"), "{page}");
    assert!(page.contains("13 less than at the start."), "{page}");
    let wrong = format!("command={}&measure=qids-sr16&taken=2026-11-02&score=28", clinic.command());
    let again = clinic.post(&path, Some(&prescriber), &wrong).await;
    assert_eq!(again.status(), 422);
    let again = text(again).await;
    assert!(again.contains("28 is not possible. It lies between 0 and 27."), "{again}");
    assert!(again.contains("value=\"2026-11-02\""), "{again}");
    let form = format!("command={}&measure=phq-9&due=2026-12-01", clinic.command());
    clinic.post(&format!("/courses/{COURSE}/measures/ask"), Some(&prescriber), &form).await;
    let page = text(clinic.get(&format!("/patients/{PATIENT}/measures"), Some(&prescriber)).await).await;
    assert!(page.contains("asked by Invented Prescriber") && page.contains("0 answered so far"), "{page}");
    let strike = format!("command={}&number=1&reason=another+person", clinic.command());
    clinic.post(&format!("/courses/{COURSE}/measures/wrong"), Some(&prescriber), &strike).await;
    let page = text(clinic.get(&format!("/patients/{PATIENT}/measures"), Some(&prescriber)).await).await;
    assert!(page.contains("marked as wrong") && !page.contains("<svg class=\"m-chart\""), "{page}");
}

#[tokio::test]
async fn who_reads_spanish_reads_the_published_wording_or_that_there_is_none() {
    let clinic = clinic();
    ask(&clinic, "phq-9");
    ask(&clinic, "gad-7");
    let token = clinic.token(Role::Patient);
    let cookie = format!("holdfast={token}; lang=es");
    let mood = text(clinic.get_with_cookie("/me/measures/1", &cookie).await).await;
    assert!(mood.contains("Poco interés o placer en hacer cosas") && mood.contains("Ningún día"), "{mood}");
    let worry = text(clinic.get_with_cookie("/me/measures/2", &cookie).await).await;
    assert!(
        worry.contains("Este formulario está en inglés.")
            && worry.contains("<span class=\"big\" lang=\"en\">"),
        "{worry}"
    );
}
