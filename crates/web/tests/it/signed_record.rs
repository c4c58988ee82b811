//! A signed record stands as it was signed; what is said of it later stands below the signature.

use care::ids::SessionId;
use care::practice::Role;

use crate::clinic::{Clinic, location, text};
use crate::grid;
use crate::referral::token;

fn record() -> String {
    format!("/sessions/{}/record", SessionId(1))
}

async fn page(clinic: &Clinic, who: &str) -> String {
    text(clinic.get(&record(), Some(who)).await).await
}

/// From the first line of the record to the end of the signature.
fn signed_part(page: &str) -> String {
    let from = page.find("<div id=\"record\"").unwrap();
    let until = page.find("id=\"after\"").unwrap();
    page[from..until].to_owned()
}

async fn says(clinic: &Clinic, who: &str, act: &str, form: &str) -> u16 {
    let path = format!("/sessions/{}/{act}", SessionId(1));
    let form = format!("command={}&{form}", clinic.command());
    clinic.post(&path, Some(who), &form).await.status().as_u16()
}

#[tokio::test]
async fn what_was_signed_stands_and_what_came_later_stands_below() {
    let (clinic, _) = grid::signed();
    let nurse = token(&clinic, Role::Nurse);
    let before = page(&clinic, &nurse).await;
    assert!(signed_part(&before).contains("126/80") && !before.contains("Something was added"));
    assert!(before.contains("no reading, and no reason was given"), "what nobody explained is named");
    let strike = before.split("/wrong/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(says(&clinic, &nurse, &format!("wrong/{strike}"), "reason=left+arm").await, 303);
    assert_eq!(says(&clinic, &nurse, "event", "what=fainted+at+home&serious=no").await, 303);
    assert_eq!(says(&clinic, &nurse, "amend", "words=The+cuff+was+on+the+left+arm").await, 303);
    let prescriber = token(&clinic, Role::Prescriber);
    assert_eq!(says(&clinic, &prescriber, "amend", "words=Called+them+the+next+day").await, 303);
    let after = page(&clinic, &nurse).await;
    assert_eq!(signed_part(&after), signed_part(&before), "above the signature nothing changes");
    let added = after.split("id=\"after\"").nth(1).unwrap();
    let at = |words: &str| added.find(words).unwrap_or_else(|| panic!("{words} is not below: {added}"));
    assert!(at("Because: left arm") < at("fainted at home"));
    assert!(at("fainted at home") < at("The cuff was on the left arm"));
    assert!(at("The cuff was on the left arm") < at("Called them the next day"));
    assert!(after.contains("Something was added after the signature"));
    // Nothing typed is lost, and nothing is added without words.
    assert_eq!(says(&clinic, &nurse, "amend", "words=").await, 422);
}

#[tokio::test]
async fn nothing_is_added_below_before_there_is_a_signature() {
    let (clinic, _) = grid::clinic();
    let nurse = token(&clinic, Role::Nurse);
    assert_eq!(says(&clinic, &nurse, "amend", "words=too+early").await, 409);
    assert!(!page(&clinic, &nurse).await.contains("id=\"after\""));
    let answer = clinic.get(&format!("/sessions/{}", SessionId(1)), Some(&nurse)).await;
    assert_eq!((answer.status().as_u16(), location(&answer)), (200, ""));
}
