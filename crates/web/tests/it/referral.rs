//! A referral over HTTP: what goes out is what the patient ticked, the link opens one thing and dies, the desk reads no
//! clinical word.

use care::act::Act;
use care::fact::Stream;
use care::ids::ReferralId;
use care::patient::emergency_access::OpenEmergencyAccess;
use care::practice::{Acting, Role};
use care::referral::{CloseReferral, ClosedBecause};
use care::time::Instant;
use record::state_as;
use record::views::ask_referrals;
use web::pages::referral::link;

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, line, location, person, text};

const WHO: &str =
    "name=Dana+Cho+PhD&practice=Cho+Practice&kind=outside-therapist&tongue=en&purpose=ongoing-therapy";
const BY: &str = "by_when=2026-11-22T10:40";

fn only(clinic: &Clinic) -> ReferralId {
    *clinic.record.read(|conn| ask_referrals::open(conn, clinic.record.org())).unwrap().first().unwrap()
}

/// Each sign-in has a number made of the clock.
pub fn token(clinic: &Clinic, role: Role) -> String {
    clinic.at(Instant(clinic.record.now().0 + 1));
    clinic.token(role)
}

fn path(clinic: &Clinic) -> String {
    let id = only(clinic);
    let referral = state_as!(clinic.record.state(Stream::Referral(id)).unwrap(), Referral).unwrap();
    link::path(&clinic.record, id, &referral).expect("it was sent")
}

pub async fn say(clinic: &Clinic, at: &str, token: Option<&str>, fields: &str) -> (u16, String) {
    let response = clinic.post(at, token, &format!("command={}&{fields}", clinic.command())).await;
    let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    (response.status().as_u16(), to.unwrap_or(text(response).await))
}

/// Written by a prescriber with everything in it.
pub async fn written(clinic: &Clinic) -> ReferralId {
    let by = Acting::person(person(Role::Prescriber), Role::Prescriber);
    let reason = line("nobody else is here");
    clinic.act(by, Act::OpenEmergencyAccess(PATIENT, OpenEmergencyAccess { reason }));
    let prescriber = token(clinic, Role::Prescriber);
    let form = format!(
        "{WHO}&{BY}&mail=dana@cho.example&phone=%2B1+212+555+0142&contact=text+in+the+evening&why=She+asks+for+it&summary=The+sea+came+up"
    );
    let at = format!("/patients/{PATIENT}/refer");
    let (status, preview) = say(clinic, &at, Some(&prescriber), &format!("{form}&do=preview")).await;
    assert_eq!(status, 200, "{preview}");
    for shown in ["Please see Rowan", "Sun 22 Nov, 10:40", "The sea came up", "text in the evening"] {
        assert!(preview.contains(shown), "{shown}: {preview}");
    }
    assert!(clinic.record.read(|conn| ask_referrals::open(conn, clinic.record.org())).unwrap().is_empty());
    let (status, to) = say(clinic, &at, Some(&prescriber), &format!("{form}&do=write")).await;
    assert_eq!((status, to), (303, format!("/referrals/{}", only(clinic))));
    only(clinic)
}

pub async fn sent(clinic: &Clinic) -> (ReferralId, String) {
    let id = written(clinic).await;
    let patient = token(clinic, Role::Patient);
    let yes = format!("/me/referrals/{id}");
    let (status, _) = say(clinic, &yes, Some(&patient), "parts=contact&typed_name=rowan+ellis").await;
    assert_eq!(status, 303);
    let desk = token(clinic, Role::FrontDesk);
    assert_eq!(say(clinic, &format!("/referrals/{id}/send"), Some(&desk), "").await.0, 303);
    (id, path(clinic))
}

#[tokio::test]
async fn what_is_read_outside_is_what_the_patient_ticked() {
    let clinic = Clinic::open();
    let id = written(&clinic).await;
    let (desk, patient) = (token(&clinic, Role::FrontDesk), token(&clinic, Role::Patient));
    let at = format!("/referrals/{id}");
    let (status, page) = say(&clinic, &format!("{at}/send"), Some(&desk), "").await;
    assert!(status == 422 && page.contains("has not said yes"), "{page}");
    let me = text(clinic.get("/me", Some(&patient)).await).await;
    assert!(me.contains("It waits for your yes."), "{me}");
    let mine = text(clinic.get(&format!("/me/referrals/{id}"), Some(&patient)).await).await;
    for words in ["Dana Cho PhD", "The sea came up", "text in the evening", "Rowan"] {
        assert!(mine.contains(words), "{words}: {mine}");
    }
    assert!(!mine.contains("checked"), "nothing is ticked for them: {mine}");
    let yes = format!("/me/referrals/{id}");
    for (fields, words) in
        [("parts=contact&typed_name=", "typed_name"), ("parts=contact&typed_name=Somebody", "typed_name")]
    {
        let (status, page) = say(&clinic, &yes, Some(&patient), fields).await;
        assert!(status == 422 && page.contains(words) && page.contains("checked"), "{page}");
    }
    assert_eq!(say(&clinic, &yes, Some(&patient), "parts=contact&typed_name=Rowan+Ellis").await.0, 303);
    assert_eq!(say(&clinic, &format!("{at}/send"), Some(&desk), "").await.0, 303);
    let outside = path(&clinic);
    for _ in 0..2 {
        let response = clinic.get(&outside, None).await;
        assert!(response.headers()["cache-control"].to_str().unwrap().contains("no-store"));
        let page = text(response).await;
        for words in ["Please see Rowan", "Sun 22 Nov, 10:40", "text in the evening", "Therapy that goes on"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        for hidden in ["Ellis", "The sea", "She asks", "pat_", "ref_", "1990", "0123"] {
            assert!(!page.contains(hidden), "{hidden}: {page}");
        }
    }
    // Less: one part is taken back, and the same link reads less.
    assert_eq!(say(&clinic, &yes, Some(&patient), "typed_name=Rowan+Ellis").await.0, 303);
    let page = text(clinic.get(&outside, None).await).await;
    assert!(page.contains("Please see Rowan") && !page.contains("text in the evening"), "{page}");
}

#[tokio::test]
async fn whoever_holds_the_link_answers_and_everybody_hears_of_it() {
    let clinic = Clinic::open();
    let (id, outside) = sent(&clinic).await;
    let accept = format!("{outside}/accept");
    for (fields, words) in [
        ("at=", "Write at least one time"),
        ("at=yesterday", "f-at"),
        ("at=2026-11-19T10:00", "f-at"),
        ("at=2028-11-19T10:00", "half a year"),
    ] {
        let (status, page) = say(&clinic, &accept, None, fields).await;
        assert!(status == 422 && page.contains(words), "{fields}: {page}");
    }
    let times = "at=2026-11-21T10:00&at2=2026-11-22T09:00";
    for _ in 0..2 {
        assert_eq!(say(&clinic, &accept, None, times).await, (303, outside.clone()), "twice is once");
    }
    let page = text(clinic.get(&outside, None).await).await;
    assert!(page.contains("You can see them: Sat 21 Nov, 10:00; Sun 22 Nov, 09:00"), "{page}");
    let patient =
        text(clinic.get(&format!("/me/referrals/{id}"), Some(&token(&clinic, Role::Patient))).await);
    let patient = patient.await;
    assert!(patient.contains("Sat 21 Nov, 10:00") && patient.contains("212 555 0142"), "{patient}");
    let desk = token(&clinic, Role::FrontDesk);
    let list = text(clinic.get("/referrals", Some(&desk)).await).await;
    assert!(list.contains("They proposed Sat 21 Nov, 10:00") && list.contains("Rowan Ellis"), "{list}");
    // A note back, and that they met.
    assert_eq!(say(&clinic, &format!("{outside}/note"), None, "words=She+will+come+again").await.0, 303);
    assert_eq!(say(&clinic, &format!("{outside}/met"), None, "met_at=2026-11-20T09:00").await.0, 422);
    clinic.at(Instant(NOON.0 + 24 * HOUR_US));
    assert_eq!(say(&clinic, &format!("{outside}/met"), None, "met_at=2026-11-21T10:00").await.0, 303);
    let page = text(clinic.get(&outside, None).await).await;
    assert!(page.contains("You met on Sat 21 Nov, 10:00.") && !page.contains("/decline"), "{page}");
    // The desk reads that they met, and no clinical word of what went out or came back; a stranger neither.
    let desk = token(&clinic, Role::FrontDesk);
    let seen = text(clinic.get(&format!("/referrals/{id}"), Some(&desk)).await).await;
    assert!(seen.contains("They met"), "{seen}");
    for hidden in ["The sea", "She asks", "come again", "Therapy that goes on", "Ongoing therapy"] {
        assert!(!seen.contains(hidden), "the desk reads {hidden}: {seen}");
    }
    // A clinician without a tie follows nothing of this patient: not in the list, not by the address.
    let nurse = token(&clinic, Role::Nurse);
    assert_eq!(clinic.get(&format!("/referrals/{id}"), Some(&nurse)).await.status(), 403);
    let list = text(clinic.get("/referrals", Some(&nurse)).await).await;
    assert!(list.contains("No referral is open.") && !list.contains("Rowan Ellis"), "{list}");
    // A note is a clinician's to read, by a clock; the desk sees that, and no more.
    let tasks = text(clinic.get("/tasks", Some(&desk)).await).await;
    assert!(tasks.contains("needs clinician") && !tasks.contains("wrote back"), "{tasks}");
    let prescriber = token(&clinic, Role::Prescriber);
    let reason = line("to see what they wrote back");
    let by = Acting::person(person(Role::Prescriber), Role::Prescriber);
    clinic.act(by, Act::OpenEmergencyAccess(PATIENT, OpenEmergencyAccess { reason }));
    let seen = text(clinic.get(&format!("/referrals/{id}"), Some(&prescriber)).await).await;
    assert!(seen.contains("come again") && seen.contains("not sent"), "{seen}");
    let tasks = text(clinic.get("/tasks", Some(&prescriber)).await).await;
    assert!(tasks.contains("somebody outside wrote back about a referral"), "{tasks}");
}

#[tokio::test]
async fn beside_the_note_stands_that_nobody_may_read_it_at_once_and_whom_to_call() {
    let clinic = Clinic::open();
    let (_, outside) = sent(&clinic).await;
    let said = [("en", "No one may read this at once."), ("es", "Puede que nadie lea esto enseguida.")];
    for (lang, words) in said {
        let page = text(clinic.get_with_cookie(&outside, &format!("lang={lang}")).await).await;
        let beside = page.split("data-testid=\"note-watched\"").nth(1).expect(words);
        let beside = beside.split("</p>").next().unwrap();
        assert!(
            beside.contains(words) && beside.contains("911") && beside.contains("(555) 0100"),
            "{beside}"
        );
    }
}

#[tokio::test]
async fn they_met_only_after_a_yes_and_the_patient_can_say_that_they_did_not() {
    let clinic = Clinic::open();
    let (id, outside) = sent(&clinic).await;
    let page = text(clinic.get(&outside, None).await).await;
    assert!(!page.contains("/met\""), "nothing to say before a yes: {page}");
    clinic.at(Instant(NOON.0 + HOUR_US));
    let (status, page) = say(&clinic, &format!("{outside}/met"), None, "met_at=2026-11-20T10:55").await;
    assert!(status == 422 && page.contains("Say first that you can see them."), "{status} {page}");
    assert_eq!(say(&clinic, &format!("{outside}/accept"), None, "at=2026-11-21T10:00").await.0, 303);
    clinic.at(Instant(NOON.0 + 24 * HOUR_US));
    assert_eq!(say(&clinic, &format!("{outside}/met"), None, "met_at=2026-11-21T10:00").await.0, 303);
    let patient = token(&clinic, Role::Patient);
    let at = format!("/me/referrals/{id}");
    let mine = text(clinic.get(&at, Some(&patient)).await).await;
    assert!(mine.contains("You met on Sat 21 Nov, 10:00.") && mine.contains("If you did not meet"), "{mine}");
    assert_eq!(say(&clinic, &format!("{at}/not-met"), Some(&patient), "").await.0, 303);
    let mine = text(clinic.get(&at, Some(&patient)).await).await;
    assert!(!mine.contains("You met on"), "{mine}");
    let desk = token(&clinic, Role::FrontDesk);
    let tasks = text(clinic.get("/tasks", Some(&desk)).await).await;
    assert!(tasks.contains("a referral outside is late or was declined"), "{tasks}");
    // Staff say it too.
    let met = "met_at=2026-11-21T10:00&said_by=patient";
    assert_eq!(say(&clinic, &format!("/referrals/{id}/met"), Some(&desk), met).await.0, 303);
    let seen = text(clinic.get(&format!("/referrals/{id}"), Some(&desk)).await).await;
    assert!(seen.contains("They did not meet after all"), "{seen}");
    assert_eq!(say(&clinic, &format!("/referrals/{id}/not-met"), Some(&desk), "").await.0, 303);
    let seen = text(clinic.get(&format!("/referrals/{id}"), Some(&desk)).await).await;
    assert!(!seen.contains("They did not meet after all"), "{seen}");
}

#[tokio::test]
async fn the_desk_holds_a_link_only_while_nothing_clinical_is_behind_it() {
    let clinic = Clinic::open();
    let id = written(&clinic).await;
    let (desk, patient) = (token(&clinic, Role::FrontDesk), token(&clinic, Role::Patient));
    let (at, mine) = (format!("/referrals/{id}"), format!("/me/referrals/{id}"));
    let page = text(clinic.get(&mine, Some(&patient)).await).await;
    let beside = page.split("data-testid=\"goes-to\"").nth(1).expect("where it goes");
    assert!(
        beside.split("</p>").next().unwrap().contains("It goes to Dana Cho PhD: dana@cho.example"),
        "{page}"
    );
    let yes = async |parts: &str| {
        let fields = format!("{parts}typed_name=rowan+ellis");
        assert_eq!(say(&clinic, &mine, Some(&patient), &fields).await.0, 303);
    };
    let link_of = async |token: &str| {
        let page = text(clinic.get(&at, Some(token)).await).await;
        (page.contains("href=\"/r/"), page.contains("data-testid=\"link-kept\""))
    };
    yes("parts=contact&").await;
    assert_eq!(say(&clinic, &format!("{at}/send"), Some(&desk), "").await.0, 303);
    // No mail leaves this house: the link is handed over. A name and how to reach them are the desk's too.
    assert_eq!(link_of(&desk).await, (true, false));
    let prescriber = token(&clinic, Role::Prescriber);
    for part in ["why", "summary"] {
        yes(&format!("parts=contact&parts={part}&")).await;
        assert_eq!(link_of(&desk).await, (false, true), "{part}");
        assert_eq!(link_of(&prescriber).await, (true, false), "{part}: the chart is open to them");
        yes("parts=contact&").await;
        assert_eq!(link_of(&desk).await, (true, false));
    }
    // What came back is clinical too.
    assert_eq!(say(&clinic, &format!("{}/note", path(&clinic)), None, "words=She+will+come").await.0, 303);
    assert_eq!(link_of(&desk).await, (false, true));
}

#[tokio::test]
async fn a_dead_link_says_whom_to_call_and_nothing_of_anybody() {
    let dead = |page: &str| {
        assert!(page.contains("This link has ended") && page.contains("(555) 0100"), "{page}");
        for hidden in ["Rowan", "text in the evening", "Therapy", "Dana", "Sun 22 Nov, 10:40"] {
            assert!(!page.contains(hidden), "{hidden}: {page}");
        }
    };
    // Taken back while they read: every answer finds the end of it.
    let clinic = Clinic::open();
    let (id, outside) = sent(&clinic).await;
    assert!(text(clinic.get(&outside, None).await).await.contains("Please see Rowan"));
    let patient = token(&clinic, Role::Patient);
    assert_eq!(say(&clinic, &format!("/me/referrals/{id}/take-back"), Some(&patient), "").await.0, 303);
    dead(&text(clinic.get(&outside, None).await).await);
    for (act, fields) in [
        ("accept", "at=2026-11-21T10:00"),
        ("decline", "because=full"),
        ("met", "met_at=2026-11-20T10:00"),
        ("note", "words=x"),
    ] {
        let (status, page) = say(&clinic, &format!("{outside}/{act}"), None, fields).await;
        assert_eq!(status, 200, "{act}");
        dead(&page);
    }
    let mine = text(clinic.get(&format!("/me/referrals/{id}"), Some(&patient)).await).await;
    assert!(mine.contains("No one can read it."), "{mine}");
    // By its time.
    let clinic = Clinic::open();
    let (_, outside) = sent(&clinic).await;
    clinic.at(Instant(NOON.0 + 9 * 24 * HOUR_US + 2 * HOUR_US));
    let page = text(clinic.get(&outside, None).await).await;
    dead(&page);
    assert!(page.contains("This link ended on Sun 29 Nov"), "{page}");
    // By their own no, and by staff.
    let clinic = Clinic::open();
    let (_, outside) = sent(&clinic).await;
    assert_eq!(say(&clinic, &format!("{outside}/decline"), None, "because=").await.0, 422);
    assert_eq!(say(&clinic, &format!("{outside}/decline"), None, "because=full").await.0, 303);
    let page = text(clinic.get(&outside, None).await).await;
    dead(&page);
    assert!(page.contains("No one writes to you about this again"), "{page}");
    let tasks = text(clinic.get("/tasks", Some(&token(&clinic, Role::FrontDesk))).await).await;
    assert!(tasks.contains("a referral outside is late or was declined"), "{tasks}");
    let clinic = Clinic::open();
    let (id, outside) = sent(&clinic).await;
    let by = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    let because = ClosedBecause::WrittenAnew;
    clinic.act(by, Act::CloseReferral(id, CloseReferral { because }));
    dead(&text(clinic.get(&outside, None).await).await);
}

#[tokio::test]
async fn a_token_opens_one_referral_and_a_guess_is_slowed() {
    let clinic = Clinic::open();
    let (_, outside) = sent(&clinic).await;
    let flipped = if outside.ends_with('0') { '1' } else { '0' };
    let mut changed = outside.clone();
    changed.pop();
    changed.push(flipped);
    let number_only = format!("{}{}", &outside[..35], "0".repeat(32));
    let guesses = [changed, number_only, outside.to_uppercase().replace("/R/", "/r/"), format!("{outside}0")];
    for guess in &guesses {
        let page = text(clinic.get(guess, None).await).await;
        assert!(page.contains("This link has ended") && !page.contains("Rowan"), "{guess}: {page}");
    }
    for _ in 0..60 {
        clinic.get(&guesses[0], None).await;
    }
    assert_eq!(clinic.get(&guesses[0], None).await.status(), 422, "a guesser waits");
    // The other's page of a patient is not there for anybody else.
    let id = only(&clinic);
    for (role, at) in [(Role::Patient, "ref_00000000000000000000000000000001".to_owned())] {
        let token = token(&clinic, role);
        assert_eq!(clinic.get(&format!("/me/referrals/{at}"), Some(&token)).await.status(), 404);
    }
    let to = clinic.get(&format!("/me/referrals/{id}"), None).await;
    assert!(location(&to).starts_with("/sign-in"), "only for who it is about");
}

#[tokio::test]
async fn a_form_that_fails_comes_back_with_everything_typed_and_the_desk_writes_no_clinical_word() {
    let clinic = Clinic::open();
    let desk = token(&clinic, Role::FrontDesk);
    let at = format!("/patients/{PATIENT}/refer");
    let page = text(clinic.get(&at, Some(&desk)).await).await;
    assert!(!page.contains("name=\"summary\"") && !page.contains("name=\"why\""), "{page}");
    for (fields, words) in [
        (format!("{WHO}&{BY}"), "so that they can be reached"),
        (format!("{WHO}&{BY}&mail=dana"), "f-mail"),
        (format!("{WHO}&by_when=2026-11-01T10:00&mail=dana@cho.example"), "f-by_when"),
        (format!("{WHO}&by_when=&mail=dana@cho.example"), "f-by_when"),
        (format!("{BY}&mail=dana@cho.example&name=Dana+Cho+PhD"), "Choose what is asked."),
    ] {
        let (status, page) = say(&clinic, &at, Some(&desk), &format!("{fields}&do=write")).await;
        assert!(status == 422 && page.contains(words), "{fields}: {page}");
        assert!(page.contains("value=\"Dana Cho PhD\""), "{page}");
    }
    let fields = format!("{WHO}&{BY}&mail=dana@cho.example&summary=The+sea&do=write");
    let (status, page) = say(&clinic, &at, Some(&desk), &fields).await;
    assert_eq!(status, 403, "{page}");
    let nurse = token(&clinic, Role::Nurse);
    assert_eq!(clinic.get(&at, Some(&nurse)).await.status(), 403, "without a tie");
}
