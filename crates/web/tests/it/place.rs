//! What the place asks of support without a licence, over HTTP: signed by the director, written on a profile, read by the client.

use care::act::Act;
use care::house::place_rules::{PlaceRules, SetPlaceRules, SupportAct};
use care::ids::HouseId;
use care::integration::hold_talk::HoldSupport;
use care::practice::{Acting, Role};
use care::protocol::SourceStatus;
use care::units::Hours;

use crate::clinic::{Clinic, NOON, line, location, person, text};
use crate::grid::{WINDOW, clinic as dosed};

const SIGN: &str = "may=hold-talk&may=keep-note&may=read-shared&says=not-a-physician&says=no-crisis&years=3\
    &source=read+on+a+page&status=cited&typed-name=Invented+MedicalDirector";

/// The director has read what the place asks: nothing of a profile.
pub fn signed_asking_nothing() -> Act {
    let rules = PlaceRules {
        jurisdiction: line("US-NY"),
        may: SupportAct::ALL.to_vec(),
        says: vec![],
        kept_years: 3,
        source: line("read on a page"),
        status: SourceStatus::Cited,
    };
    let (typed_name, review_by) = (line("Invented MedicalDirector"), NOON.plus_hours(Hours(200 * 24)));
    Act::SetPlaceRules(HouseId(1), SetPlaceRules { rules, typed_name, review_by, accepts_unverified: false })
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

fn review(clinic: &Clinic, days: u32) -> String {
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
    web::when::date(clinic.now().plus_hours(Hours(days * 24)), &zone)
}

#[tokio::test]
async fn the_director_signs_what_the_place_asks_and_nothing_typed_is_lost() {
    let clinic = Clinic::open();
    let director = clinic.token(Role::MedicalDirector);
    let first = page(&clinic, &director, "/clinic/place").await;
    assert!(
        first.contains("Nobody has signed this yet") && first.contains("Read by developers, not by counsel")
    );
    assert!(page(&clinic, &director, "/clinic").await.contains("Nobody has signed what US-NY asks"));
    let day = review(&clinic, 200);
    for (form, words) in [
        (SIGN.replace("years=3", "years=three") + "&review-by=" + &day, "whole number of years"),
        (SIGN.to_owned() + "&review-by=" + &review(&clinic, 400), "within 366 days"),
        (SIGN.replace("Invented+Med", "Somebody") + "&review-by=" + &day, "name"),
        (
            SIGN.replace("cited", "unverified") + "&review-by=" + &day,
            "Nobody has verified where this was read",
        ),
        (SIGN.replace("read+on+a+page", "") + "&review-by=" + &day, "Write where you read it"),
    ] {
        let refused = sends(&clinic, &director, "/clinic/place", &form).await;
        assert!(refused.0 == 422 && refused.2.contains(words), "{words}: {}", refused.2);
        // What was not ticked stays so, though the file has it.
        assert!(!refused.2.contains("value=\"propose-step\" checked"), "{words}");
    }
    let done = sends(&clinic, &director, "/clinic/place", &format!("{SIGN}&review-by={day}")).await;
    assert_eq!((done.0, done.1.as_str()), (303, "/clinic/place"), "{}", done.2);
    assert!(page(&clinic, &director, "/clinic/place").await.contains("Profiles that do not say it yet"));
    let today = page(&clinic, &director, "/clinic").await;
    assert!(today.contains("Invented IntegrationSpecialist: 2 points"), "{today}");
    for role in [Role::Prescriber, Role::IntegrationSpecialist, Role::FrontDesk, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(clinic.get("/clinic/place", Some(&token)).await.status(), 403, "{role:?}");
    }
}

#[tokio::test]
async fn a_profile_says_it_before_a_talk_and_the_client_reads_it_point_by_point() {
    let (clinic, ended) = dosed();
    let director = clinic.token(Role::MedicalDirector);
    let signed = format!("{SIGN}&review-by={}", review(&clinic, 200));
    assert_eq!(sends(&clinic, &director, "/clinic/place", &signed).await.0, 303);
    clinic.at(ended.plus_hours(Hours(26)));
    let (tomas, rowan) = (clinic.token(Role::IntegrationSpecialist), clinic.token(Role::Patient));
    let held = |clinic: &Clinic| {
        let by = Acting::person(person(Role::IntegrationSpecialist), Role::IntegrationSpecialist);
        clinic.tries(by, Act::HoldSupport(WINDOW, HoldSupport))
    };
    assert_eq!(held(&clinic).unwrap_err().code(), "disclosure-missing");
    let profile = page(&clinic, &tomas, "/integration/profile").await;
    assert!(profile.contains("2 of it are not on your profile yet"), "{profile}");
    assert!(profile.contains("I am not a licensed physician."), "a sentence to begin with");
    let form = "text=I+listen.&says-not-a-physician=I+am+a+gardener,+no+physician.&says-no-crisis=Call+988.";
    assert_eq!(sends(&clinic, &tomas, "/integration/profile", form).await.0, 303);
    assert!(!page(&clinic, &tomas, "/integration/profile").await.contains("not on your profile yet"));
    assert_eq!(held(&clinic).unwrap_err().code(), "disclosure-not-read");
    let path = format!("/me/disclosure/{}", person(Role::IntegrationSpecialist));
    let read = page(&clinic, &rowan, &path).await;
    for words in ["Not a physician", "I am a gardener, no physician.", "kept for 3 years at least"] {
        assert!(read.contains(words), "{words}: {read}");
    }
    assert_eq!(sends(&clinic, &rowan, &path, "version=1").await.0, 303);
    held(&clinic).unwrap();
    // The place lets nobody without a licence propose a step, and the page of it is refused as well.
    let step = clinic.get(&format!("/windows/{WINDOW}/step"), Some(&tomas)).await;
    let (status, words) = (step.status().as_u16(), text(step).await);
    assert!(status == 403 && words.contains("left to people with a licence"), "{status} {words}");
}
