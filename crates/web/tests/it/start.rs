//! First contact: anybody asks for a call, nothing typed is lost, nobody learns anything, and only the desk reads it.

use care::act::Act;
use care::contact::EraseContact;
use care::ids::ContactId;
use care::practice::{Acting, Role};
use care::time::Instant;
use record::journal;
use record::views::ask_contacts;

use crate::clinic::{Clinic, HOUR_US, NOON, location, text};

const ASKED: &str = "name=Quillon&reach=(555)+0177&parts=morning&parts=evening&concern=not-sure";

async fn ask(clinic: &Clinic, fields: &str) -> (u16, String) {
    let response = clinic.post("/start", None, &format!("command={}&{fields}", clinic.command())).await;
    (response.status().as_u16(), text(response).await)
}

fn open(clinic: &Clinic) -> Vec<ContactId> {
    clinic.record.read(|conn| ask_contacts::open(conn, clinic.record.org())).unwrap()
}

#[tokio::test]
async fn anybody_asks_for_a_call_and_the_desk_reads_it_and_settles_it() {
    let clinic = Clinic::open();
    let page = text(clinic.get("/start", None).await).await;
    assert!(
        page.find("tel:").is_some()
            && page.find("If you are in danger now").unwrap() < page.find("<form").unwrap()
    );
    assert!(page.contains("Please write nothing about your health here."), "{page}");
    let form = format!("command={}&{ASKED}", clinic.command());
    let mut told = vec![];
    for _ in 0..3 {
        let response = clinic.post("/start", None, &form).await;
        assert_eq!(response.status(), 303);
        told.push(location(&response).to_owned());
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "a second tap is the same: {told:?}");
    let id = *open(&clinic).first().unwrap();
    assert_eq!(open(&clinic), [id], "one form, one call");
    // Friday 10:00 in New York, and no hours on record: today before five.
    let sent = text(clinic.get(&told[0], None).await).await;
    assert!(sent.contains("The front desk is to call you by Fri 20 Nov, 17:00."), "{sent}");
    // Whoever did not ask is not told that somebody will call.
    for forged in
        ["/start/sent", "/start/sent?by=1", &format!("{}0", told[0]), &told[0].replace("by=1", "by=2")]
    {
        assert_eq!(location(&clinic.get(forged, None).await), "/start", "{forged}");
    }
    let desk = clinic.token(Role::FrontDesk);
    let tasks = text(clinic.get("/tasks", Some(&desk)).await).await;
    assert!(tasks.contains("First calls owed: 1<"), "{tasks}");
    let list = text(clinic.get("/desk/first-contacts", Some(&desk)).await).await;
    for words in [
        "Quillon",
        "(555) 0177",
        "I am not sure yet",
        "In the morning, Late in the day",
        "Call by Fri 20 Nov, 17:00",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let (again, form) = (format!("/desk/first-contacts/{id}/try"), format!("command={}", clinic.command()));
    assert_eq!(clinic.post(&again, Some(&desk), &form).await.status(), 303);
    clinic.at(Instant(NOON.0 + 8 * HOUR_US));
    let desk = clinic.token(Role::FrontDesk);
    let late = text(clinic.get("/desk/first-contacts", Some(&desk)).await).await;
    assert!(late.contains("Not reached Fri 20 Nov, 10:00 by Invented FrontDesk"), "{late}");
    assert!(late.contains("Call was due Fri 20 Nov, 17:00"), "{late}");
    let settle = format!("/desk/first-contacts/{id}/settle");
    for wrong in ["", "registered", "x"] {
        let form = format!("command={}&outcome={wrong}", clinic.command());
        assert_eq!(clinic.post(&settle, Some(&desk), &form).await.status(), 422, "{wrong}");
    }
    let form = format!("command={}&outcome=never-reached", clinic.command());
    assert_eq!(clinic.post(&settle, Some(&desk), &form).await.status(), 303);
    let list = text(clinic.get("/desk/first-contacts", Some(&desk)).await).await;
    assert!(list.contains("Never reached, Fri 20 Nov, 18:00, by Invented FrontDesk. Name and number are erased on 2026-12-20."), "{list}");
    // Thirty days later there is nothing left to read.
    clinic.at(Instant(NOON.0 + 31 * 24 * HOUR_US));
    clinic.act(Acting::CLOCK, Act::EraseContact(id, EraseContact));
    let desk = clinic.token(Role::FrontDesk);
    assert!(!text(clinic.get("/desk/first-contacts", Some(&desk)).await).await.contains("Quillon"));
}

#[tokio::test]
async fn a_form_that_fails_comes_back_with_everything_typed() {
    let clinic = Clinic::open();
    let long = "a".repeat(201);
    let whole = [("name", "Quillon"), ("reach", "call 5550177"), ("concern", "kap"), ("parts", "evening")];
    for (field, value, words) in [
        ("name", "", "Write a name that we may use."),
        ("name", long.as_str(), "at most 200 are kept"),
        ("reach", "", "Write a phone number or an e-mail address"),
        ("reach", "call me", "Write a phone number or an e-mail address"),
        ("concern", "", "Choose one."),
        ("concern", "glaucoma", "Choose one."),
    ] {
        let pairs =
            whole.map(|(name, usual)| format!("{name}={}", if name == field { value } else { usual }));
        let (status, page) = ask(&clinic, &pairs.join("&").replace(' ', "+")).await;
        assert_eq!(status, 422, "{field}={value}");
        assert!(page.contains(words), "{words}: {page}");
        for (name, usual) in whole.iter().filter(|(name, _)| *name != field) {
            let kept = match *name {
                "concern" | "parts" => page
                    .split("<input")
                    .any(|one| one.contains(&format!("value=\"{usual}\"")) && one.contains(" checked")),
                _ => page.contains(&format!("value=\"{usual}\"")),
            };
            assert!(kept, "{name} is lost: {page}");
        }
    }
    assert_eq!(open(&clinic), vec![]);
    let spanish = clinic.get_with_cookie("/start", "lang=es").await;
    assert!(text(spanish).await.contains("Por favor no escriba aquí nada sobre su salud."));
}

#[tokio::test]
async fn calls_asked_for_from_one_network_are_slowed_and_the_answer_tells_nobody_anything() {
    let clinic = Clinic::open();
    // A patient's own name and number are answered as anybody's.
    let (status, known) = ask(&clinic, "name=Rowan+Ellis&reach=(555)+0123&concern=other").await;
    let (other, unknown) = ask(&clinic, ASKED).await;
    assert_eq!((status, known), (other, unknown));
    for _ in 0..3 {
        assert_eq!(ask(&clinic, ASKED).await.0, 303);
    }
    let (status, page) = ask(&clinic, ASKED).await;
    assert!(
        status == 422
            && page.contains("Please wait 1 minute, or call us.")
            && page.contains("value=\"Quillon\""),
        "{page}"
    );
    assert_eq!(open(&clinic).len(), 5);
    clinic.at(Instant(NOON.0 + 60_000_000));
    assert_eq!(ask(&clinic, ASKED).await.0, 303);
    assert_eq!(ask(&clinic, ASKED).await.0, 422);
    // A day later nothing is counted any more.
    clinic.at(Instant(NOON.0 + 26 * HOUR_US));
    for _ in 0..5 {
        assert_eq!(ask(&clinic, ASKED).await.0, 303);
    }
    let cross = clinic.send("/start", None, ASKED.into(), "cross-site").await;
    assert_eq!(cross.status(), 403);
    let huge = format!("command={}&name={}", clinic.command(), "a".repeat(70_000));
    assert_eq!(clinic.post("/start", None, &huge).await.status(), 413);
}

#[tokio::test]
async fn what_somebody_left_is_sealed_and_no_fact_or_other_role_shows_it() {
    let clinic = Clinic::open();
    assert_eq!(ask(&clinic, ASKED).await.0, 303);
    let facts = clinic.record.read(|conn| journal::read_after(conn, clinic.record.org(), 0, 1_000)).unwrap();
    let asked = facts.iter().filter(|stored| stored.envelope.act == "AskForCall").count();
    assert_eq!(asked, 1);
    for stored in &facts {
        let envelope = &stored.envelope;
        assert!(!envelope.body.contains("Quillon") && !envelope.body.contains("0177"), "{}", envelope.body);
    }
    let others = [Role::Auditor, Role::IntegrationSpecialist, Role::Patient].map(|role| clinic.token(role));
    for token in &others {
        assert_eq!(clinic.get("/desk/first-contacts", Some(token)).await.status(), 403);
    }
    let auditor = &others[0];
    let id = *open(&clinic).first().unwrap();
    for path in ["/audit".to_owned(), format!("/audit/{id}")] {
        let page = text(clinic.get(&path, Some(auditor)).await).await;
        assert!(!page.contains("Quillon") && !page.contains("0177"), "{path}: {page}");
    }
}

#[tokio::test]
async fn registering_somebody_who_asked_ends_what_the_desk_owes() {
    let clinic = Clinic::open();
    assert_eq!(ask(&clinic, ASKED).await.0, 303);
    let (id, desk) = (*open(&clinic).first().unwrap(), clinic.token(Role::FrontDesk));
    let page = text(clinic.get(&format!("/patients/new?contact={id}"), Some(&desk)).await).await;
    assert!(page.contains("value=\"Quillon\"") && page.contains("value=\"(555) 0177\""), "{page}");
    let form = format!(
        "command={}&contact-of={id}&name=Quillon+Ash&born=1990-02-03&contact=(555)+0177&zone=America/New_York",
        clinic.command()
    );
    assert_eq!(clinic.post("/patients/new", Some(&desk), &form).await.status(), 303);
    assert_eq!(open(&clinic), vec![]);
    let list = text(clinic.get("/desk/first-contacts", Some(&desk)).await).await;
    assert!(list.contains("Registered as a patient"), "{list}");
}
