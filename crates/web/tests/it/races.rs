//! Two at once, and what ends while somebody types: over HTTP one of two wins, the other reads words that make sense, and
//! nothing that somebody wrote is lost silently.

use std::collections::BTreeSet;

use care::act::Act;
use care::course::OpenCourse;
use care::fact::Stream;
use care::ids::{CourseId, PatientId, ReferralId};
use care::integration::book_talk::CancelTalk;
use care::patient::share::{Share, TakeBack};
use care::patient::{Details, RegisterPatient, Shareable};
use care::practice::{Acting, Role};
use care::time::Date;
use record::journal;

use crate::clinic::{Clinic, PATIENT, line, person, text};
use crate::grid::{self, COURSE, PROTOCOL, WINDOW};
use crate::referral::{say, sent, token};

/// How often each race is run: whoever wins, it ends the same.
const ROUNDS: usize = 4;

/// Commands of one kind of act that brought something about on a stream, each counted once.
fn done(clinic: &Clinic, stream: Stream, act: &str) -> usize {
    let stream = stream.to_string();
    let read = |conn: &mut _| journal::read_stream(conn, clinic.record.org(), &stream, 0);
    let stored = clinic.record.read(read).unwrap();
    let of_it = stored.iter().filter(|stored| stored.envelope.act == act);
    of_it.map(|stored| stored.envelope.command_id.as_str()).collect::<BTreeSet<_>>().len()
}

fn answers(clinic: &Clinic, id: ReferralId, act: &str) -> usize {
    done(clinic, Stream::Referral(id), act)
}

/// What a page gives back to be copied.
fn given_back(page: &str) -> Option<&str> {
    let area = page.split_once("data-testid=\"typed-back\">")?.1;
    area.split_once("</textarea>").map(|(words, _)| words.trim())
}

#[tokio::test]
async fn a_link_answered_from_two_tabs_at_once_is_answered_once() {
    const TIMES: &str = "at=2026-11-21T10:00&at2=2026-11-22T09:00";
    for _ in 0..ROUNDS {
        let clinic = Clinic::open();
        let (id, outside) = sent(&clinic).await;
        let (one, two) = tokio::join!(clinic.get(&outside, None), clinic.get(&outside, None));
        assert_eq!((one.status(), two.status()), (200.try_into().unwrap(), 200.try_into().unwrap()));
        // Two tabs have a form each.
        let accept = format!("{outside}/accept");
        let both = tokio::join!(say(&clinic, &accept, None, TIMES), say(&clinic, &accept, None, TIMES));
        assert_eq!(both, ((303, outside.clone()), (303, outside.clone())));
        assert_eq!(answers(&clinic, id, "AcceptReferral"), 1, "one answer");
        // A double tap has one: the same form twice.
        let form = format!("command={}&at=2026-11-21T11:00", clinic.command());
        let (one, two) = tokio::join!(clinic.post(&accept, None, &form), clinic.post(&accept, None, &form));
        assert_eq!((one.status().as_u16(), two.status().as_u16()), (303, 303));
        assert_eq!(answers(&clinic, id, "AcceptReferral"), 2, "other times are another answer, once");
        let page = text(clinic.get(&outside, None).await).await;
        assert!(page.contains("You can see them: Sat 21 Nov, 11:00"), "{page}");
        // Two noes: one is kept, and both read that it is.
        let decline = format!("{outside}/decline");
        let no = "because=full";
        let (one, two) = tokio::join!(say(&clinic, &decline, None, no), say(&clinic, &decline, None, no));
        for (status, to) in [one, two] {
            let page = if status == 303 { text(clinic.get(&to, None).await).await } else { to };
            assert!(page.contains("No one writes to you about this again"), "{status} {page}");
        }
        assert_eq!(answers(&clinic, id, "DeclineReferral"), 1);
    }
}

#[tokio::test]
async fn a_yes_outside_and_a_take_back_at_once_end_with_the_link_dead() {
    for _ in 0..ROUNDS {
        let clinic = Clinic::open();
        let (id, outside) = sent(&clinic).await;
        let patient = token(&clinic, Role::Patient);
        let (accept, back) = (format!("{outside}/accept"), format!("/me/referrals/{id}/take-back"));
        let (yes, taken) = tokio::join!(
            say(&clinic, &accept, None, "at=2026-11-21T10:00"),
            say(&clinic, &back, Some(&patient), "")
        );
        assert_eq!(taken.0, 303, "taking back always works");
        assert!([200, 303].contains(&yes.0), "{yes:?}");
        assert_eq!(answers(&clinic, id, "TakeBackReferral"), 1);
        let page = text(clinic.get(&outside, None).await).await;
        assert!(page.contains("This link has ended") && !page.contains("Rowan"), "{page}");
        let mine = text(clinic.get(&format!("/me/referrals/{id}"), Some(&patient)).await).await;
        assert!(mine.contains("No one can read it."), "{mine}");
    }
}

#[tokio::test]
async fn a_note_typed_while_the_patient_takes_back_is_not_sent_and_not_lost() {
    let clinic = Clinic::open();
    let (id, outside) = sent(&clinic).await;
    assert!(text(clinic.get(&outside, None).await).await.contains("Please see Rowan"), "it is open");
    let patient = token(&clinic, Role::Patient);
    assert_eq!(say(&clinic, &format!("/me/referrals/{id}/take-back"), Some(&patient), "").await.0, 303);
    let note = "words=I+can+see+her+on+Friday.+%3Cb%3E";
    let (status, page) = say(&clinic, &format!("{outside}/note"), None, note).await;
    assert_eq!(status, 200);
    assert!(page.contains("This link has ended") && page.contains("Your note was not sent."), "{page}");
    assert_eq!(given_back(&page), Some("I can see her on Friday. &#60;b&#62;"));
    for hidden in ["Rowan", "The sea", "Dana", "text in the evening"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    assert_eq!(answers(&clinic, id, "SendReferralNote"), 0);
    // Who only looks gets nothing back, and nobody reads it there afterwards.
    assert_eq!(given_back(&text(clinic.get(&outside, None).await).await), None);
}

#[tokio::test]
async fn a_form_sent_again_with_other_words_keeps_the_first_and_gives_the_others_back() {
    let clinic = Clinic::open();
    let (id, outside) = sent(&clinic).await;
    let (at, command) = (format!("{outside}/note"), clinic.command());
    let with = |words: &str| format!("command={command}&words={words}");
    assert_eq!(clinic.post(&at, None, &with("On+Friday")).await.status(), 303);
    assert_eq!(clinic.post(&at, None, &with("On+Friday")).await.status(), 303, "a second tap is the first");
    // The browser's back button, and another thought.
    let again = clinic.post(&at, None, &with("On+Saturday+instead")).await;
    assert_eq!(again.status(), 422);
    let page = text(again).await;
    assert!(page.contains("These other words were not sent yet"), "{page}");
    assert!(page.contains("On Saturday instead</textarea>"), "{page}");
    assert!(!page.contains(&format!("value=\"{command}\"")), "the form has a number of its own again");
    assert_eq!(answers(&clinic, id, "SendReferralNote"), 1);
    assert_eq!(say(&clinic, &at, None, "words=On+Saturday+instead").await.0, 303);
    assert_eq!(answers(&clinic, id, "SendReferralNote"), 2);
}

#[tokio::test]
async fn what_a_specialist_types_while_the_tie_ends_comes_back_and_nothing_more_is_shown() {
    let (clinic, _) = grid::clinic();
    let own = Acting::patient(PATIENT);
    let with = person(Role::IntegrationSpecialist);
    let what = Shareable::Intention(COURSE);
    let (at, client) = (format!("/integration/{WINDOW}/handback"), format!("/integration/{WINDOW}"));
    // The patient's clear-headed lock runs: nothing new is shared in it.
    clinic.at(clinic.record.now().plus_hours(care::units::Hours(25)));
    let specialist = clinic.token(Role::IntegrationSpecialist);
    clinic.act(own, Act::Share(PATIENT, Share { what, with }));
    let page = text(clinic.get(&client, Some(&specialist)).await).await;
    assert!(page.contains("let go") && page.contains("Rowan"), "{page}");
    assert_eq!(clinic.get(&at, Some(&specialist)).await.status(), 200, "they begin to type");
    // The intention is taken back: the talk stays, and the intention is gone with the next look.
    clinic.act(own, Act::TakeBack(PATIENT, TakeBack { what, with }));
    let page = text(clinic.get(&client, Some(&specialist)).await).await;
    assert!(page.contains("Rowan") && !page.contains("let go"), "{page}");
    // The talk is called off too: nothing ties them any more.
    clinic.act(own, Act::CancelTalk(WINDOW, CancelTalk { reason: line("not now") }));
    assert_eq!(clinic.get(&client, Some(&specialist)).await.status(), 403);
    let form = "reason=safety&words=She+said+that+the+water+calls+her";
    let (status, page) = say(&clinic, &at, Some(&specialist), form).await;
    assert_eq!(status, 403);
    assert_eq!(given_back(&page), Some("She said that the water calls her"), "{page}");
    assert_eq!(page.matches("typed-back").count(), 1, "a choice is no writing: {page}");
    for hidden in ["Rowan", "let go"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    assert_eq!(done(&clinic, Stream::Window(WINDOW), "HandBack"), 0);
    // A form that is not our own gives nothing back.
    let forged = clinic.send(&at, Some(&specialist), format!("csrf=x&{form}").into(), "same-origin").await;
    assert_eq!(forged.status(), 403);
    assert_eq!(given_back(&text(forged).await), None);
}

#[tokio::test]
async fn of_two_who_book_the_same_chair_at_once_one_wins_and_the_other_keeps_what_was_typed() {
    let (clinic, _) = grid::clinic();
    let (desk, other) = (Acting::person(person(Role::FrontDesk), Role::FrontDesk), PatientId(8));
    let details = Details {
        name: line("Maya Okafor"),
        born: Date::new(1990, 2, 3).unwrap(),
        contact: line("(555) 0124"),
        zone: line("America/New_York"),
    };
    clinic.act(desk, Act::RegisterPatient(other, RegisterPatient { details }));
    let open = OpenCourse { patient: other, protocol: PROTOCOL };
    clinic.act(desk, Act::OpenCourse(CourseId(2), open));
    let token = clinic.token(Role::FrontDesk);
    let nurse = format!("{}+nurse", person(Role::Nurse));
    let talk = format!("support:{}", person(Role::IntegrationSpecialist));
    let booked = || [PATIENT, other].map(|of| visits(&clinic, of)).iter().sum::<usize>();
    let before = booked();
    for day in 25..25 + ROUNDS {
        let form = |talk_at: &str| {
            format!(
                "kind=dosing&starts=2026-11-{day}T10:00&setting=clinic-room&room=Chair+7&who={nurse}&talk={talk}\
                 &talk-at=2026-11-{talk_at}"
            )
        };
        let path = |n: u128| format!("/courses/{}/schedule", CourseId(n));
        let (one, two) = (form(&format!("{day}T15:00")), form(&format!("{day}T17:30")));
        let (paths, token) = ((path(1), path(2)), Some(token.as_str()));
        let (one, two) =
            tokio::join!(say(&clinic, &paths.0, token, &one), say(&clinic, &paths.1, token, &two));
        let mut statuses = [one.0, two.0];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{}\n{}", one.1, two.1);
        let (lost, talk_at) = if one.0 == 422 { (one.1, "15:00") } else { (two.1, "17:30") };
        for kept in [
            format!("value=\"2026-11-{day}T10:00\""),
            format!("value=\"2026-11-{day}T{talk_at}\""),
            "value=\"Chair 7\"".to_owned(),
        ] {
            assert!(lost.contains(&kept), "{kept}: {lost}");
        }
        let nurse = format!("value=\"{} nurse\"", person(Role::Nurse));
        let ticked = lost.split_once(&nurse).and_then(|(_, rest)| rest.split('>').next());
        assert!(ticked.is_some_and(|rest| rest.contains("checked")), "{nurse}: {lost}");
        assert!(lost.contains("data-testid=\"instead\"") && lost.contains("name=\"instead\""), "{lost}");
    }
    assert_eq!(booked() - before, ROUNDS, "one visit for each slot");
}

/// How many visits somebody has on the calendar.
fn visits(clinic: &Clinic, of: PatientId) -> usize {
    let read = |conn: &mut _| record::views::ask::sessions_of(conn, clinic.record.org(), of);
    clinic.record.read(read).unwrap().len()
}
