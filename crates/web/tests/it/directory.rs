//! The directory over HTTP: kept by desk and director, read where a referral is written, and by the public of those who agreed.

use care::practice::Role;
use care::units::Hours;

use crate::clinic::{Clinic, NOON, PATIENT, location, text};
use crate::grid::clinic as dosed;

const CHO: &str = "form=colleague&name=Dana+Cho+PhD&practice=Cho+Practice&licence=psychologist&number=P-20113\
    &jurisdiction=US-NY&until=2027-08-31&knows=Two+years+of+talks+with+people+after+ketamine.\
    &says=She+says+so+herself&modes=in-person&modes=video&languages=English%2C+Korean\
    &mail=dana%40cho.example&phone=&tongue=es";

async fn page(clinic: &Clinic, token: Option<&str>, path: &str) -> String {
    let response = clinic.get(path, token).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}

async fn sends(clinic: &Clinic, token: &str, path: &str, form: &str) -> (u16, String, String) {
    let form = format!("command={}&{form}", clinic.command());
    let response = clinic.post(path, Some(token), &form).await;
    let (status, to) = (response.status().as_u16(), location(&response).to_owned());
    (status, to, text(response).await)
}

async fn kept(clinic: &Clinic, desk: &str, form: &str) {
    let (status, to, said) = sends(clinic, desk, "/desk/directory/new", form).await;
    assert_eq!((status, to.as_str()), (303, "/desk/directory"), "{said}");
}

#[tokio::test]
async fn what_is_kept_of_somebody_outside_is_whole_and_praises_nobody() {
    let clinic = Clinic::open();
    let desk = clinic.token(Role::FrontDesk);
    assert!(page(&clinic, Some(&desk), "/desk/directory").await.contains("Nobody is written down yet."));
    let not = |part: &str, other: &str| {
        assert!(CHO.contains(part), "{part}");
        CHO.replace(part, other)
    };
    let wrong = [
        (not("number=P-20113", "number="), "A licence has its number."),
        (not("licence=psychologist", "licence=wizard"), "Choose their licence."),
        (not("licence=psychologist", "licence=not-licensed"), "Without a licence there is no number"),
        (not("modes=in-person&modes=video", "modes=by-raven"), "Say how they see people"),
        (not("mail=dana%40cho.example", "mail="), "so that they can be reached"),
        (not("mail=dana%40cho.example", "mail=somewhere"), "A message cannot go there"),
        (not("until=2027-08-31", "until=soon"), "Write a day such as"),
        (not("says=She+says+so+herself", "says="), "Write who says so."),
        (not("talks+with+people", "guaranteed+talks"), "it promises"),
    ];
    for (form, words) in wrong {
        let (status, _, said) = sends(&clinic, &desk, "/desk/directory/new", &form).await;
        assert!(status == 422 && said.contains(words), "{form}: {status} {said}");
        assert!(said.contains("Cho Practice"), "nothing typed is lost");
    }
    kept(&clinic, &desk, CHO).await;
    let (status, _, said) = sends(&clinic, &desk, "/desk/directory/new", CHO).await;
    assert!(status == 422 && said.contains("already"), "{said}");
    for role in [Role::Prescriber, Role::Nurse, Role::Therapist] {
        let token = clinic.token(role);
        let list = page(&clinic, Some(&token), "/desk/directory").await;
        assert!(list.contains("Dana Cho PhD") && !list.contains("Write somebody down"), "{role:?}");
        assert_eq!(sends(&clinic, &token, "/desk/directory/1", CHO).await.0, 403, "{role:?}");
    }
    for role in [Role::IntegrationSpecialist, Role::Auditor, Role::Patient] {
        let token = clinic.token(role);
        assert_eq!(clinic.get("/desk/directory", Some(&token)).await.status(), 403, "{role:?}");
    }
    let form = page(&clinic, Some(&desk), "/desk/directory/1").await;
    assert!(form.contains("P-20113") && form.contains("dana@cho.example"), "{form}");
    assert_eq!(clinic.get("/desk/directory/9", Some(&desk)).await.status(), 404);
    let (status, ..) = sends(&clinic, &desk, "/desk/directory/1/remove", "why=retired").await;
    assert_eq!(status, 303);
    assert!(!page(&clinic, Some(&desk), "/desk/directory").await.contains("Dana Cho"));
    assert_eq!(clinic.get("/desk/directory/1", Some(&desk)).await.status(), 404);
}

#[tokio::test]
async fn the_public_page_shows_who_agreed_and_says_when_nobody_looked() {
    let clinic = Clinic::open();
    let desk = clinic.token(Role::FrontDesk);
    kept(&clinic, &desk, CHO).await;
    let outside = "People outside this clinic";
    assert!(!page(&clinic, None, "/people").await.contains("Dana Cho"), "nobody who has not agreed");
    let agree = "how=by+mail%2C+3+November";
    let (status, _, said) = sends(&clinic, &desk, "/desk/directory/1/public", agree).await;
    assert!(status == 422 && said.contains("nobody has looked up"), "{said}");
    assert_eq!(sends(&clinic, &desk, "/desk/directory/1/looked-up", "").await.0, 303);
    let (status, _, said) = sends(&clinic, &desk, "/desk/directory/1/public", agree).await;
    assert_eq!(status, 303, "{said}");
    let people = page(&clinic, None, "/people").await;
    for words in [
        outside,
        "nobody here rates them",
        "Dana Cho PhD",
        "Licensed: Psychologist, US-NY, no. P-20113, until 2027-08-31",
        "Licence looked up 2026-11-20",
        "Two years of talks with people after ketamine.",
        "Who says so: <span lang=\"en\" dir=\"auto\">She says so herself</span>",
        "In person, By video",
        "dana@cho.example",
    ] {
        assert!(people.contains(words), "no {words} in {people}");
    }
    // A change is on the page at once; how they said yes is nobody else's.
    let moved = CHO.replace("Cho+Practice", "Elm+Street");
    assert_eq!(sends(&clinic, &desk, "/desk/directory/1", &moved).await.0, 303);
    let people = page(&clinic, None, "/people").await;
    assert!(people.contains("Elm Street") && !people.contains("3 November"), "{people}");
    let other = moved.replace("P-20113", "P-99");
    let (status, _, said) = sends(&clinic, &desk, "/desk/directory/1", &other).await;
    assert!(status == 422 && said.contains("Look it up first"), "{said}");
    // Ninety days later nobody has looked again: it says so, to the public, on the list and to the director.
    clinic.at(NOON.plus_hours(Hours(90 * 24)));
    let people = page(&clinic, None, "/people").await;
    assert!(people.contains("Licence not looked up since 2026-11-20"), "{people}");
    let desk = clinic.token(Role::FrontDesk);
    let list = page(&clinic, Some(&desk), "/desk/directory").await;
    assert!(list.contains("Licence not looked up since 2026-11-20"), "{list}");
    let director = clinic.token(Role::MedicalDirector);
    let today = page(&clinic, Some(&director), "/clinic").await;
    assert!(today.contains("Dana Cho PhD (outside)"), "{today}");
    assert_eq!(sends(&clinic, &desk, "/desk/directory/1/looked-up", "").await.0, 303);
    assert!(page(&clinic, None, "/people").await.contains("Licence looked up 2027-02-18"));
    assert_eq!(sends(&clinic, &desk, "/desk/directory/1/public", "to=off").await.0, 303);
    assert!(!page(&clinic, None, "/people").await.contains(outside));
    let spanish = text(clinic.get_with_cookie("/people", "lang=es").await).await;
    assert!(!spanish.contains("Dana Cho"));
}

#[tokio::test]
async fn a_referral_is_filled_in_from_the_directory() {
    let (clinic, _) = dosed();
    let desk = clinic.token(Role::FrontDesk);
    let path = format!("/patients/{PATIENT}/refer");
    assert!(!page(&clinic, Some(&desk), &path).await.contains("Somebody of the directory"));
    kept(&clinic, &desk, CHO).await;
    let form = page(&clinic, Some(&desk), &path).await;
    assert!(form.contains("Dana Cho PhD, Cho Practice (licence not looked up yet)"), "{form}");
    assert!(!form.contains("dana@cho.example"), "nobody is filled in before somebody is chosen");
    let filled = page(&clinic, Some(&desk), &format!("{path}?colleague=1")).await;
    for words in ["value=\"Dana Cho PhD\"", "value=\"Cho Practice\"", "value=\"dana@cho.example\""] {
        assert!(filled.contains(words), "no {words} in {filled}");
    }
    let tongue = filled.split("name=\"tongue\" value=\"es\"").nth(1).unwrap();
    assert!(tongue[..60].contains("checked"), "written to in Spanish: {}", &tongue[..60]);
    // Whoever is not there fills in nothing.
    assert!(!page(&clinic, Some(&desk), &format!("{path}?colleague=9")).await.contains("dana@cho.example"));
}
