//! The clear-headed lock over HTTP: everything it closes answers 423 in the words of the page, with the time it opens again.

use care::fact::Stream;
use care::patient::Lock;
use care::practice::Role;
use record::state_as;

use crate::clinic::{PATIENT, person, text};
use crate::diary::writes;
use crate::grid::{self, PROTOCOL};
use crate::referral::{say, token, written};

/// Signing, new sharing, more touch, a new address, sending a referral: by forms that would be right without the lock.
#[tokio::test]
async fn what_the_lock_closes_says_when_it_opens_again() {
    let (clinic, _) = grid::clinic();
    let patient = token(&clinic, Role::Patient);
    let entry = writes(&clinic, &patient, "Soft at the edges.").await;
    let referral = written(&clinic).await;
    let patient = token(&clinic, Role::Patient);
    let page = text(clinic.get("/me/people", Some(&patient)).await).await;
    let words = page.split("Signing, paying and new sharing open again ").nth(1).unwrap();
    let at = words.split('.').next().unwrap();
    assert!(at.contains(':'), "a day and a time: {at}");
    let said = format!("Signing, paying and new sharing open again {at}.");
    let nurse = person(Role::Nurse);
    let closed = [
        (
            "/me/consent".to_owned(),
            format!("route=intravenous&read=yes&typed_name=Rowan+Ellis&version={PROTOCOL}"),
        ),
        ("/me/touch".to_owned(), "touch=hug".to_owned()),
        ("/me/people/share".to_owned(), format!("with={nurse}")),
        (format!("{entry}/share"), format!("with={nurse}")),
        ("/me/messages/how".to_owned(), "way=mail&mail=new@example.org&tongue=en".to_owned()),
        (format!("/me/referrals/{referral}"), "parts=contact&typed_name=rowan+ellis".to_owned()),
    ];
    for (path, form) in &closed {
        let (status, answer) = say(&clinic, path, Some(&patient), form).await;
        assert_eq!(status, 423, "{path}: {answer}");
        assert!(answer.contains(&said), "{path} says {said}: {answer}");
    }
    let less = say(&clinic, "/me/messages/how", Some(&patient), "way=none&tongue=en").await;
    assert_eq!(less.0, 303, "hearing less always works: {}", less.1);
    let held = state_as!(clinic.record.state(Stream::Patient(PATIENT)).unwrap(), Patient).unwrap();
    let Lock::Until(until) = held.lock else { panic!("no lock after a dose") };
    clinic.at(until);
    let patient = token(&clinic, Role::Patient);
    for (path, form) in &closed {
        let (status, answer) = say(&clinic, path, Some(&patient), form).await;
        assert_ne!(status, 423, "{path} from then on: {answer}");
    }
}
