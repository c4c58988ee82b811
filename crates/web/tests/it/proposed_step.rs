//! A small step proposed from a talk, over HTTP: words of clinicians are pointed at, the person takes or leaves it, and the
//! one who proposed it sees which of the two and nothing that becomes of it.

use care::act::Act;
use care::integration::hold_talk::HoldSupport;
use care::practice::{Acting, Role};
use care::units::Hours;

use crate::clinic::{Clinic, location, person, text};
use crate::grid::{WINDOW, clinic as dosed};

const FORM: &str = "insight=The+tight+jaw&what=Put+the+phone+away&when=at+22:00&place=in+the+hall";

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

/// The talk of support was held.
fn talked() -> Clinic {
    let (clinic, ended) = dosed();
    clinic.at(ended.plus_hours(Hours(26)));
    let specialist = Acting::person(person(Role::IntegrationSpecialist), Role::IntegrationSpecialist);
    clinic.act(specialist, Act::HoldSupport(WINDOW, HoldSupport));
    clinic
}

#[tokio::test]
async fn a_step_is_proposed_without_words_of_clinicians_and_is_not_theirs_until_they_take_it() {
    let clinic = talked();
    let (tomas, rowan) = (clinic.token(Role::IntegrationSpecialist), clinic.token(Role::Patient));
    let path = format!("/windows/{WINDOW}/step");
    assert!(page(&clinic, &tomas, &format!("/integration/{WINDOW}/note")).await.contains(&path));
    let warned = sends(&clinic, &tomas, &path, &format!("{FORM}+to+treat+it")).await;
    assert!(warned.0 == 422 && warned.2.contains("Some words belong to clinicians"), "{}", warned.2);
    assert!(warned.2.contains("Put the phone away") && warned.2.contains("treat"), "nothing typed is lost");
    let empty = sends(&clinic, &tomas, &path, "insight=&what=").await;
    assert!(empty.0 == 422 && empty.2.contains("beginning with a doing word"), "{}", empty.2);
    let done = sends(&clinic, &tomas, &path, FORM).await;
    assert_eq!((done.0, done.1.as_str()), (303, path.as_str()), "{}", done.2);
    let again = sends(&clinic, &tomas, &path, FORM).await;
    assert_eq!(again.0, 422, "the same, twice");
    assert!(page(&clinic, &tomas, &path).await.contains("no word yet"));
    // The person.
    assert!(page(&clinic, &rowan, "/me").await.contains("A small step was proposed to you."));
    let steps = page(&clinic, &rowan, "/me/steps").await;
    for words in
        ["Put the phone away, at 22:00, in the hall", "It follows from: The tight jaw", "Take it", "Leave it"]
    {
        assert!(steps.contains(words), "{words}: {steps}");
    }
    assert!(steps.contains("Pick one. One is enough."), "proposed is not chosen: {steps}");
    let taken = sends(&clinic, &rowan, "/me/proposed/1/take", "").await;
    assert_eq!((taken.0, taken.1.as_str()), (303, "/me/steps?said=taken"));
    let steps = page(&clinic, &rowan, "/me/steps?said=taken").await;
    assert!(steps.contains("It is one of your steps now.") && !steps.contains("Proposed to you"), "{steps}");
    assert!(!page(&clinic, &rowan, "/me").await.contains("A small step was proposed to you."));
    assert_eq!(sends(&clinic, &rowan, "/me/proposed/1/leave", "").await.0, 409, "it has its answer");
    // Said otherwise and let go: whoever proposed it sees that it was taken, and nothing else.
    let other = "what=Sing+in+the+shower&when=&place=";
    assert_eq!(sends(&clinic, &rowan, "/me/steps/1", other).await.0, 303);
    let seen = page(&clinic, &tomas, &path).await;
    assert!(
        seen.contains("taken") && seen.contains("Put the phone away") && !seen.contains("Sing"),
        "{seen}"
    );
}

#[tokio::test]
async fn what_is_left_is_left_without_a_reason_and_others_see_no_proposal() {
    let clinic = talked();
    let (tomas, rowan) = (clinic.token(Role::IntegrationSpecialist), clinic.token(Role::Patient));
    let path = format!("/windows/{WINDOW}/step");
    assert_eq!(sends(&clinic, &tomas, &path, FORM).await.0, 303);
    let steps = page(&clinic, &rowan, "/me/steps").await;
    let form = steps.split("/me/proposed/1/leave").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(!form.contains("textarea") && !form.contains("type=\"text\""), "no reason is asked for: {form}");
    assert_eq!(sends(&clinic, &rowan, "/me/proposed/1/leave", "").await.0, 303);
    assert!(page(&clinic, &tomas, &path).await.contains(": left"));
    // The therapist has no therapy to propose from, and the desk and the nurse have no page.
    for role in [Role::Therapist, Role::FrontDesk, Role::Nurse, Role::Auditor] {
        let token = clinic.token(role);
        let status = clinic.get(&format!("/windows/{WINDOW}/step"), Some(&token)).await.status();
        assert!(status == 403 || status == 404, "{role:?}: {status}");
        assert_ne!(sends(&clinic, &token, &path, FORM).await.0, 303, "{role:?}");
    }
}
