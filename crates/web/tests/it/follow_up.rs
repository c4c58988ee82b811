//! Follow-ups over HTTP: the director says the days, the person answers in their way, the care team reads, nobody else does.

use care::act::Act;
use care::fact::Stream;
use care::follow_up::ask_follow_up;
use care::practice::{Acting, Role};
use care::time::Instant;
use care::units::Hours;
use record::state_as;

use crate::clinic::{Clinic, PATIENT, location, text};
use crate::grid::{COURSE, clinic as dosed};

const SERIES: &str = "steps=72+hours%0D%0A7+days&within=24&call=30&read=100&owed_by=nurse";

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

/// Says the series and lets the clock ask what is due `hours` after the dose.
async fn asked(clinic: &Clinic, ended: Instant, hours: u32) {
    let director = clinic.token(Role::MedicalDirector);
    let (status, to, said) = sends(clinic, &director, "/clinic/follow-ups", SERIES).await;
    assert_eq!((status, to.as_str()), (303, "/clinic/follow-ups"), "{said}");
    clinic.at(ended.plus_hours(Hours(hours)));
    asks(clinic);
}

fn asks(clinic: &Clinic) {
    let record = &clinic.record;
    let course = state_as!(record.state(Stream::Course(COURSE)).unwrap(), Course).unwrap();
    let patient = state_as!(record.state(Stream::Patient(PATIENT)).unwrap(), Patient).unwrap();
    let house = state_as!(record.state(Stream::House(record.house())).unwrap(), House).unwrap();
    let due = ask_follow_up::due(house.follow_ups.as_ref(), &course, &patient, record.now());
    clinic.act(Acting::CLOCK, Act::AskFollowUp(COURSE, due.expect("due").0));
}

#[tokio::test]
async fn the_director_says_the_days_and_what_cannot_be_is_said_beside_its_field() {
    let (clinic, _) = dosed();
    let director = clinic.token(Role::MedicalDirector);
    let first = page(&clinic, &director, "/clinic/follow-ups").await;
    assert!(first.contains("nobody is asked") && first.contains("corejourney.co"), "{first}");
    assert!(!first.contains(">72 hours\n"), "the example is no value of the form");
    let wrong = [
        ("steps=one+month&within=24&call=30&read=100&owed_by=nurse", "Write one time on each line"),
        ("steps=7+days%0A72+h&within=24&call=30&read=100&owed_by=nurse", "the soonest first"),
        ("steps=72+h&within=24&call=73&read=100&owed_by=nurse", "between 1 and 72 hours"),
        ("steps=72+h&within=24&call=30&read=337&owed_by=nurse", "between 1 and 336 hours"),
        ("steps=72+h&within=0&call=30&read=100&owed_by=nurse", "between 1 and 336 hours"),
        ("steps=72+h&within=24&call=30&read=100&owed_by=front-desk", "Say who owes it."),
        ("steps=72+h&within=24&call=30&read=100", "Say who owes it."),
        ("steps=72+h&within=soon&call=30&read=100&owed_by=nurse", "Write a whole number of hours."),
    ];
    for (form, words) in wrong {
        let (status, _, said) = sends(&clinic, &director, "/clinic/follow-ups", form).await;
        assert!(status == 422 && said.contains(words), "{form}: {status} {said}");
    }
    let (status, ..) = sends(&clinic, &director, "/clinic/follow-ups", SERIES).await;
    assert_eq!(status, 303);
    let kept = page(&clinic, &director, "/clinic/follow-ups").await;
    assert!(kept.contains("72 hours\n7 days") && kept.contains("Said by Invented MedicalDirector"), "{kept}");
    for role in [Role::Prescriber, Role::Nurse, Role::FrontDesk, Role::IntegrationSpecialist, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(sends(&clinic, &token, "/clinic/follow-ups", SERIES).await.0, 403, "{role:?}");
    }
}

#[tokio::test]
async fn an_answer_is_read_by_the_care_team_and_by_nobody_else() {
    let (clinic, ended) = dosed();
    let before = clinic.token(Role::Patient);
    assert!(!page(&clinic, &before, "/me").await.contains("follow-up-waits"));
    assert!(page(&clinic, &before, "/me/follow-up").await.contains("Nothing is asked of you right now."));
    asked(&clinic, ended, 72).await;
    let me = clinic.token(Role::Patient);
    assert!(page(&clinic, &me, "/me").await.contains("The clinic asks how you have been."));
    let form = page(&clinic, &me, "/me/follow-up").await;
    assert!(form.contains("How have you been since") && form.contains("within 30 hours"), "{form}");
    assert!(form.contains("Nobody reads this at once.") && form.contains("988"), "{form}");
    let (status, _, said) = sends(&clinic, &me, "/me/follow-up", "number=1").await;
    assert!(status == 422 && said.contains("Choose a word, write a few, or ask for a call."), "{said}");
    let words = "mood=so-so&number=1&words=The+heron+came+back&call=yes";
    let (status, to, _) = sends(&clinic, &me, "/me/follow-up", words).await;
    assert_eq!((status, to.as_str()), (303, "/me/follow-up"));
    let after = page(&clinic, &me, "/me/follow-up").await;
    assert!(after.contains("The clinic should call by") && !after.contains("heron"), "{after}");
    let (status, ..) = sends(&clinic, &me, "/me/follow-up", "number=1&what=nothing").await;
    assert_eq!(status, 409, "an answer is kept once");
    // The nurse of the team: the task, then what was said.
    let nurse = clinic.token(Role::Nurse);
    let tasks = page(&clinic, &nurse, "/tasks").await;
    assert!(tasks.contains("would like a call") && !tasks.contains("heron"), "{tasks}");
    let path = format!("/patients/{PATIENT}/follow-ups");
    let prescriber = clinic.token(Role::Prescriber);
    let read = page(&clinic, &prescriber, &path).await;
    assert!(
        read.contains("The heron came back") && read.contains("So-so, would like a call, wrote"),
        "{read}"
    );
    assert!(page(&clinic, &prescriber, "/tasks").await.contains("would like a call"));
    for role in [Role::FrontDesk, Role::IntegrationSpecialist, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(clinic.get(&path, Some(&token)).await.status(), 403, "{role:?}");
    }
    let desk = clinic.token_of(&crate::clinic::person(Role::FrontDesk).to_string(), 77);
    let tasks = page(&clinic, &desk, "/tasks").await;
    assert!(tasks.contains("needs clinician") && !tasks.contains("would like a call"), "{tasks}");
    // It is late, and climbs: the person reads that, and the clinic's number.
    clinic.at(ended.plus_hours(Hours(72 + 31)));
    let due = clinic
        .record
        .read(|conn| record::views::ask::tasks_for_the_clock(conn, clinic.record.org(), clinic.record.now()));
    for row in due.unwrap().into_iter().filter(|row| row.matter == "follow-up-call") {
        let escalate = care::tasks::EscalateTask { answer: care::units::Minutes(30) };
        clinic.act(Acting::CLOCK, Act::EscalateTask(row.task, escalate));
    }
    let again = clinic.token(Role::Patient);
    let late = page(&clinic, &again, "/me/follow-up").await;
    assert!(late.contains("it has not come yet") && late.contains("(555) 0100"), "{late}");
    // n of N, and nothing else of it.
    let director = clinic.token(Role::MedicalDirector);
    let counted = page(&clinic, &director, "/clinic/follow-ups").await;
    assert!(counted.contains("72 hours after a dose: 1 of 1"), "{counted}");
    assert!(!counted.contains("heron") && !counted.contains("Rowan"), "{counted}");
}

#[tokio::test]
async fn words_of_a_crisis_bring_help_first_and_nobody_is_told_that_somebody_watches() {
    let (clinic, ended) = dosed();
    asked(&clinic, ended, 72).await;
    let me = clinic.token(Role::Patient);
    let words = "number=1&words=I+do+not+want+to+live+like+this";
    let (status, to, _) = sends(&clinic, &me, "/me/follow-up", words).await;
    assert_eq!((status, to.as_str()), (303, "/me/item9?next=/me/follow-up"));
    let help = page(&clinic, &me, &to).await;
    let (first, question) = (help.find("988"), help.find("Are you safe right now?"));
    assert!(first.is_some() && question.is_some() && help.contains("href=\"/me/follow-up\""), "{help}");
    let kept = page(&clinic, &me, "/me/follow-up").await;
    assert!(kept.contains("A clinician should read it by"), "{kept}");
    // It is owed as soon as a call is: 30 hours, not 100.
    let tasks = clinic.record.read(|conn| record::views::ask::open_tasks(conn, clinic.record.org())).unwrap();
    let task = tasks.iter().find(|row| row.matter == "follow-up-words").unwrap();
    assert_eq!(task.due, clinic.record.now().plus_hours(Hours(30)));
}

#[tokio::test]
async fn nothing_now_is_an_answer_and_one_tap_ends_it() {
    let (clinic, ended) = dosed();
    asked(&clinic, ended, 72).await;
    let me = clinic.token(Role::Patient);
    let before =
        clinic.record.read(|conn| record::views::ask::open_tasks(conn, clinic.record.org())).unwrap();
    let (status, ..) = sends(&clinic, &me, "/me/follow-up", "number=1&what=nothing").await;
    assert_eq!(status, 303);
    let after = clinic.record.read(|conn| record::views::ask::open_tasks(conn, clinic.record.org())).unwrap();
    assert_eq!(after.len(), before.len(), "nobody owes anything");
    assert_eq!(sends(&clinic, &me, "/me/follow-up/stop", "").await.0, 303);
    assert!(page(&clinic, &me, "/me/follow-up").await.contains("You are not asked any more."));
    assert_eq!(sends(&clinic, &me, "/me/follow-up/stop", "").await.0, 303, "pressed twice");
    assert_eq!(sends(&clinic, &me, "/me/follow-up/resume", "").await.0, 303);
    assert!(page(&clinic, &me, "/me/follow-up").await.contains("Nothing is asked of you right now."));
    // A week after the dose the next one comes, and somebody of the team hears that they want no more.
    clinic.at(ended.plus_hours(Hours(168)));
    asks(&clinic);
    let prescriber = clinic.token(Role::Prescriber);
    let path = format!("/patients/{PATIENT}/follow-ups");
    let list = page(&clinic, &prescriber, &path).await;
    assert!(list.contains("nothing now, thank you") && list.contains("No answer."), "{list}");
    assert_eq!(sends(&clinic, &prescriber, &format!("{path}/stop"), "").await.0, 303);
    let again = clinic.token(Role::Patient);
    assert!(!page(&clinic, &again, "/me").await.contains("follow-up-waits"));
    assert!(page(&clinic, &again, "/me/follow-up").await.contains("They can come again if you like."));
    let words = text(clinic.get("/me/follow-up", Some(&again)).await).await.to_lowercase();
    let words = words.split("<main").nth(1).unwrap();
    for never in ["missed", "overdue", "reminder", "watching", "monitor"] {
        assert!(!words.contains(never), "{never}");
    }
}
