//! The grid of who sees what says what the pages do: each cell beside the answer that this person gets.

use care::act::Act;
use care::course::intention::SetIntention;
use care::patient::Shareable;
use care::patient::share::Share;
use care::practice::{Acting, Role};

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, line, person, text};
use crate::diary::{clinic, shares, writes};
use crate::measures::{self, COURSE};

/// The words of each cell in the row of this person; none when there is no row.
async fn row(clinic: &Clinic, token: &str, role: Role) -> Option<Vec<String>> {
    let page = text(clinic.get("/me/people", Some(token)).await).await;
    let grid = page.split_once("data-testid=\"who-grid\"")?.1.split_once("</table>")?.0;
    let start = format!("<a href=\"/people/{}\">", person(role));
    let row = grid.split("<tr role=\"row\">").find(|row| row.contains(&start))?;
    let cells = row.split("<td role=\"cell\"").skip(1).map(|cell| {
        let words = cell.split_once("aria-hidden=\"true\">").unwrap().1.split_once("<span>").unwrap().1;
        words.rsplit_once("</span>").unwrap().0.rsplit('>').next().unwrap().trim().to_owned()
    });
    Some(cells.collect())
}

/// Whether somebody may open the answers of this patient.
async fn opens_answers(clinic: &Clinic, role: Role) -> bool {
    let path = format!("/patients/{PATIENT}/measures");
    clinic.get(&path, Some(&clinic.token(role))).await.status() == 200
}

#[tokio::test]
async fn each_cell_says_what_the_page_behind_it_answers() {
    let (clinic, token) = clinic();
    writes(&clinic, &token, "a quiet room").await;
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    for (role, pages) in [(Role::Nurse, "1 page you shared"), (Role::Prescriber, "Nothing shared")] {
        let cells = row(&clinic, &token, role).await.expect("on the team");
        assert_eq!(cells, ["Sees it", "Sees it", "Sees it", "Sees it", pages], "{role:?}");
        assert!(opens_answers(&clinic, role).await, "{role:?}");
    }
    for role in [Role::Therapist, Role::IntegrationSpecialist] {
        assert_eq!(row(&clinic, &token, role).await, None, "{role:?} is tied by nothing");
        assert!(!opens_answers(&clinic, role).await, "{role:?}");
    }
}

#[tokio::test]
async fn a_specialist_sees_the_intention_while_it_is_shared_and_nothing_clinical_ever() {
    let (clinic, own) = (measures::clinic(), Acting::patient(PATIENT));
    let token = clinic.token(Role::Patient);
    clinic.act(own, Act::SetIntention(COURSE, SetIntention { words: line("to be kinder") }));
    let with = person(Role::IntegrationSpecialist);
    clinic.act(own, Act::Share(PATIENT, Share { what: Shareable::Intention(COURSE), with }));
    let cells = row(&clinic, &token, Role::IntegrationSpecialist).await.expect("shared with");
    assert_eq!(cells, ["Sees it", "Does not", "Does not", "Sees it", "Nothing shared"]);
    assert!(!opens_answers(&clinic, Role::IntegrationSpecialist).await);
}

#[tokio::test]
async fn an_affiliation_that_has_ended_shows_as_nothing_at_once() {
    let (clinic, token) = clinic();
    clinic.end(Role::Nurse, NOON);
    clinic.at(care::time::Instant(NOON.0 + HOUR_US));
    let cells = row(&clinic, &token, Role::Nurse).await.expect("still on the team's list");
    assert_eq!(cells, ["Does not", "Does not", "Does not", "Does not", "Nothing shared"]);
}
