//! The medical director's pages over HTTP: what is open, and who may look.

use care::practice::{Acting, Role};

use crate::clinic::{Clinic, NOON, person, text};

const DAY_US: i64 = 86_400_000_000;

async fn safety(clinic: &Clinic) -> String {
    let response = clinic.get("/clinic", Some(&clinic.token(Role::MedicalDirector))).await;
    assert_eq!(response.status(), 200);
    text(response).await
}

/// Script (h) 1: never a bare nought, never an empty box.
#[tokio::test]
async fn every_part_of_safety_today_of_which_nothing_is_open_says_so_in_words() {
    let clinic = Clinic::open();
    clinic.act(
        Acting::person(person(Role::MedicalDirector), Role::MedicalDirector),
        crate::place::signed_asking_nothing(),
    );
    let page = safety(&clinic).await;
    for words in [
        "No profile of support leaves out what the place asks.",
        "No safety signal is open.",
        "No alarm is without an answer.",
        "No reading is late in any room.",
        "Nobody calls from a chair.",
        "No hand-back waits to be acknowledged.",
        "No one has six hours left or less with nothing booked",
        "No emergency access waits for a review.",
        "No syringe is left open after its visit.",
        "No loss waits for a notice or a form.",
        "No difference in a vault has to be explained.",
        "No drug on hand is past its day.",
        "No vault has to be counted today.",
        "No incident waits for a review.",
        "No other task is late.",
        "No first call is late.",
        "No record of a session waits for a signature.",
        "No message failed to go in the last 7 days.",
        "No referral is late.",
        "No licence and no affiliation ends in the next 60 days.",
        "No licence has to be looked up again today.",
        "No note has waited a week for its second signature.",
        "No protocol change waits for a second person.",
        "No protocol has to be read again in the next 60 days.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("Nothing is open that this page looks for."));
    assert!(!page.contains("(0)") && !page.contains("data-testid=\"safety-row\""));
}

#[tokio::test]
async fn a_licence_or_an_affiliation_that_ends_soon_is_on_the_page_with_the_soonest_on_top() {
    use care::act::Act;
    use care::ids::PersonId;
    use care::practice::affiliation::BeginAffiliation;
    use care::practice::credential::RecordCredential;
    use care::practice::person::AddPerson;
    use care::practice::{Credential, Licence, Practice};
    use care::time::{Instant, Term};

    let clinic = Clinic::open();
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    for (id, name, days) in [(900, "Kit Marsh", 40), (901, "Ines Vale", 20), (902, "Bo Reed", 61)] {
        let (id, from) = (PersonId(id), Instant(NOON.0 - 1));
        clinic.act(director, Act::AddPerson(id, AddPerson { name: crate::clinic::line(name) }));
        let credential = Credential {
            licence: Licence::RegisteredNurse,
            number: "1".to_owned(),
            jurisdiction: "US-NY".to_owned(),
            term: Term { from, until: Some(Instant(NOON.0 + days * DAY_US + 1)) },
            verified: NOON,
            practice: Practice::Independent,
        };
        clinic.act(director, Act::RecordCredential(id, RecordCredential { credential }));
        clinic.act(
            director,
            Act::BeginAffiliation(id, BeginAffiliation { role: Role::Nurse, from, until: None }),
        );
    }
    clinic.end(Role::FrontDesk, Instant(NOON.0 + 10 * DAY_US));
    let page = safety(&clinic).await;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(
        at("stops working here as front desk in 10 days")
            < at("Ines Vale · Registered nurse ends in 20 days")
    );
    assert!(
        at("Ines Vale · Registered nurse ends in 20 days")
            < at("Kit Marsh · Registered nurse ends in 40 days")
    );
    assert!(!page.contains("Bo Reed"), "61 days are not soon");
    assert!(page.contains("Licences and affiliations that end soon (3)"));
    assert!(page.contains("Open the worst"));
    // Nobody at the desk from then on: what the desk owes is said to be nobody's.
    clinic.at(Instant(NOON.0 + 11 * DAY_US));
    assert!(!safety(&clinic).await.contains("stops working here as front desk"));
}

#[tokio::test]
async fn nobody_but_the_medical_director_sees_what_is_open_across_the_clinic() {
    let clinic = Clinic::open();
    for role in [Role::Prescriber, Role::Nurse, Role::FrontDesk, Role::Auditor, Role::IntegrationSpecialist] {
        let answer = clinic.get("/clinic", Some(&clinic.token(role))).await;
        assert_eq!(answer.status(), 403, "{role:?}");
    }
}
