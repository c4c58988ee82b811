//! Whoever answers for whom, over HTTP: named by the director, taken on by the supervisor, ended by whom it concerns.

use care::act::Act;
use care::ids::PersonId;
use care::practice::affiliation::BeginAffiliation;
use care::practice::person::AddPerson;
use care::practice::{Acting, Role};
use care::time::Instant;

use crate::clinic::{Clinic, NOON, line, location, person, text};

const ADA: PersonId = PersonId(900);
const DAY_US: i64 = 86_400_000_000;

/// Somebody begins as a therapist; what licence they have is written down on the page.
fn begins(clinic: &Clinic) {
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    clinic.act(director, Act::AddPerson(ADA, AddPerson { name: line("Ada Reyes") }));
    let begin = BeginAffiliation { role: Role::Therapist, from: Instant(NOON.0 - DAY_US), until: None };
    clinic.act(director, Act::BeginAffiliation(ADA, begin));
}

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

#[tokio::test]
async fn an_associate_works_here_once_somebody_has_taken_it_on_and_not_a_moment_longer() {
    let clinic = Clinic::open();
    begins(&clinic);
    let director = clinic.token(Role::MedicalDirector);
    let licence = "licence=marriage-family-therapist&number=A-77&jurisdiction=US-NY&from=2026-01-01&until=2027-12-31\
        &verified=2026-01-02";
    let at = format!("/clinic/people/{ADA}");
    let unasked = sends(&clinic, &director, &format!("{at}/credential"), licence).await;
    assert!(unasked.0 == 422 && unasked.2.contains("Choose whether it lets them practise by themself."));
    let supervised = format!("{licence}&practice=supervised");
    let recorded = sends(&clinic, &director, &format!("{at}/credential"), &supervised).await;
    assert_eq!(recorded.0, 303, "{}", recorded.2);
    let shown = page(&clinic, &director, &at).await;
    assert!(shown.contains("Nobody answers for them now") && shown.contains("under supervision"));
    assert!(page(&clinic, &director, "/clinic").await.contains("nobody answers for them now"));

    let ada = clinic.token_of(&ADA.to_string(), 1);
    assert_eq!(clinic.get("/board", Some(&ada)).await.status(), 403);
    let form = page(&clinic, &director, &format!("{at}/supervision")).await;
    assert!(form.contains("Invented Therapist, for what they do as") && !form.contains("Invented Nurse"));
    let propose = format!("{at}/supervision");
    let nobody = sends(&clinic, &director, &propose, "from=2026-01-01&until=").await;
    assert!(nobody.0 == 422 && nobody.2.contains("Choose who answers"));
    let who = format!("who=therapist:{}&from=2026-01-01&until=", person(Role::Therapist));
    assert_eq!(sends(&clinic, &director, &propose, &who).await.0, 303);
    let twice = sends(&clinic, &director, &propose, &who).await;
    assert!(twice.0 == 422 && twice.2.contains("named for this already"), "{}", twice.2);
    assert_eq!(clinic.get("/board", Some(&ada)).await.status(), 403, "nobody has taken it on");

    let therapist = clinic.token(Role::Therapist);
    assert!(page(&clinic, &therapist, "/tasks").await.contains("you are asked to answer for somebody (1)"));
    assert!(page(&clinic, &therapist, "/supervision").await.contains("data-testid=\"to-take\""));
    let not_theirs = sends(&clinic, &director, &format!("{propose}/1/take-on"), "").await;
    assert_eq!(not_theirs.0, 403);
    assert_eq!(sends(&clinic, &therapist, &format!("{propose}/1/take-on"), "").await.0, 303);
    assert_eq!(clinic.get("/board", Some(&ada)).await.status(), 200);
    let public = text(clinic.get(&format!("/people/{ADA}"), None).await).await;
    assert!(public.contains("works under the supervision of Invented Therapist"), "{public}");
    assert!(page(&clinic, &ada, "/supervision").await.contains("Who answers for you"));

    let ending = page(&clinic, &therapist, &format!("{propose}/1/end")).await;
    assert!(ending.contains("No talk is booked with Ada Reyes from now on."));
    let unsaid = sends(&clinic, &therapist, &format!("{propose}/1/end"), "moment=").await;
    assert!(unsaid.0 == 422 && unsaid.2.contains("Choose when."));
    assert_eq!(sends(&clinic, &therapist, &format!("{propose}/1/end"), "moment=now").await.0, 303);
    assert_eq!(clinic.get("/board", Some(&ada)).await.status(), 403);
    let public = text(clinic.get(&format!("/people/{ADA}"), None).await).await;
    assert!(public.contains("asks for supervision, and nobody answers for it now"));
}
