//! Prices and receipts over HTTP: the list is everybody's, receipts are the desk's and whoever paid; each is printed in words
//! that hold nothing clinical, and nobody pays after a dose.

use care::act::Act;
use care::fact::Stream;
use care::ids::{CourseId, PatientId, ReceiptId};
use care::patient::{Details, RegisterPatient};
use care::practice::{Acting, Role};
use care::time::{Date, Instant};
use record::state_as;

use crate::clinic::{Clinic, PATIENT, line, location, person, text};
use crate::grid::clinic as dosed;

const OTHER: PatientId = PatientId(77);

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

/// Today, on the wall of the clinic.
fn today(clinic: &Clinic) -> String {
    web::when::date(clinic.record.now(), &jiff::tz::TimeZone::get("America/New_York").unwrap())
}

/// A house that says what an infusion and a talk cost, and somebody in it who had no dose.
async fn priced(clinic: &Clinic) -> String {
    let director = clinic.token(Role::MedicalDirector);
    let (status, ..) = sends(clinic, &director, "/clinic/prices/currency", "currency=USD").await;
    assert_eq!(status, 303);
    let from = today(clinic);
    for (kind, name, spanish, amount) in [
        ("infusion", "One+infusion", "Una+infusi%C3%B3n", "350"),
        ("integration-support", "A+talk", "", "90.50"),
    ] {
        let form = format!("item=0&kind={kind}&name={name}&spanish={spanish}&amount={amount}&from={from}");
        let (status, to, said) = sends(clinic, &director, "/clinic/prices", &form).await;
        assert_eq!((status, to.as_str()), (303, "/clinic/prices"), "{said}");
    }
    let born = Date::new(1990, 5, 17).unwrap();
    let details = Details {
        name: line("Noah Pell"),
        born,
        contact: line("+1 212 555 0177"),
        zone: line("America/New_York"),
    };
    let desk = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    clinic.act(desk, Act::RegisterPatient(OTHER, RegisterPatient { details }));
    director
}

/// A receipt for one infusion, in cash; gives its address.
async fn written(clinic: &Clinic, desk: &str, form: &str) -> String {
    let day = today(clinic);
    let form = format!("agreed={day}&on={day}&{form}");
    let (status, to, said) = sends(clinic, desk, &format!("/desk/{OTHER}/receipts"), &form).await;
    assert_eq!(status, 303, "{said}");
    assert!(to.starts_with("/receipts/rec_"), "{to}");
    to
}

#[tokio::test]
async fn everybody_reads_the_prices_and_only_the_director_says_them() {
    let clinic = Clinic::open();
    assert!(page(&clinic, None, "/prices").await.contains("has not written down its prices yet"));
    let director = priced(&clinic).await;
    let list = page(&clinic, None, "/prices").await;
    assert!(
        list.contains("One infusion") && list.contains("350.00 USD") && list.contains("90.50 USD"),
        "{list}"
    );
    assert!(list.contains("You can stop at any time."), "{list}");
    let wrong = [
        ("kind=infusion&name=X&amount=1,200&from=2026-11-20", "without a comma"),
        ("kind=infusion&name=X&amount=&from=2026-11-20", "What is free costs 0"),
        ("kind=infusion&name=X&amount=9999999&from=2026-11-20", "more than 100000.00 USD"),
        ("kind=cancellation&name=X&amount=1&from=2026-11-20", "Choose what kind of thing it is."),
        ("kind=infusion&name=X&amount=1&from=2026-11-01", "That day is over"),
        ("kind=infusion&name=X&amount=1&from=soon", "Write a day such as"),
        ("kind=infusion&name=&amount=1&from=2026-11-20", "Write what it is called."),
    ];
    for (form, words) in wrong {
        let (status, _, said) = sends(&clinic, &director, "/clinic/prices", &format!("item=0&{form}")).await;
        assert!(status == 422 && said.contains(words), "{form}: {status} {said}");
    }
    // Dearer from a day on: the list says both.
    let dearer = "item=1&kind=infusion&name=One+infusion&amount=380.00&from=2026-12-24";
    assert_eq!(sends(&clinic, &director, "/clinic/prices", dearer).await.0, 303);
    assert_eq!(sends(&clinic, &director, "/clinic/prices/end", "item=2&end_from=2026-12-25").await.0, 303);
    let list = page(&clinic, None, "/prices").await;
    assert!(list.contains("350.00 USD") && list.contains("From 2026-12-24: 380.00 USD."), "{list}");
    assert!(list.contains("It is off the list from 2026-12-25."), "{list}");
    let spanish = text(clinic.get_with_cookie("/prices", "lang=es").await).await;
    assert!(spanish.contains("Una infusión") && spanish.contains("Apoyo de integración"), "{spanish}");
    for role in [Role::Prescriber, Role::Nurse, Role::FrontDesk, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(sends(&clinic, &token, "/clinic/prices", dearer).await.0, 403, "{role:?}");
    }
}

#[tokio::test]
async fn the_desk_writes_a_receipt_and_whoever_paid_reads_it() {
    let clinic = Clinic::open();
    priced(&clinic).await;
    let desk = clinic.token(Role::FrontDesk);
    let path = format!("/desk/{OTHER}/receipts");
    let form = page(&clinic, Some(&desk), &path).await;
    assert!(
        form.contains("One infusion") && form.contains("350.00 USD") && form.contains("Noah Pell"),
        "{form}"
    );
    let day = today(&clinic);
    // Nothing of how it was paid: the sum is said, and nothing typed is lost.
    let asks = [
        ("count-1=2&cash=", "The sum is 700.00 USD. Write how it was paid."),
        ("count-1=&cash=350", "Write how many"),
        ("count-1=x&cash=350", "Write a whole number"),
        ("count-1=61&cash=350", "between 1 and 60"),
        ("count-1=1&cash=350.01", "more than the sum: 350.00 USD"),
        ("count-2=1&cash=90.50", "Say who gives the integration support"),
        ("count-1=1&cash=3,5", "without a comma"),
    ];
    for (form, words) in asks {
        let form = format!("agreed={day}&on={day}&{form}");
        let (status, _, said) = sends(&clinic, &desk, &path, &form).await;
        assert!(status == 422 && said.contains(words), "{form}: {status} {said}");
    }
    let specialist = person(Role::IntegrationSpecialist);
    let form = format!("count-1=1&count-2=1&with={specialist}&cash=40.50&card=300");
    let first = written(&clinic, &desk, &form).await;
    let paper = page(&clinic, Some(&desk), &first).await;
    for words in [
        "Receipt 1",
        "Noah Pell",
        "One infusion (Infusion)",
        "440.50 USD",
        "40.50 USD",
        "300.00 USD",
        "340.50 USD",
        "Still open",
        "100.00 USD",
        "Integration support is not therapy. Invented IntegrationSpecialist does not diagnose",
        "no claim to an insurer",
    ] {
        assert!(paper.contains(words), "no {words} in {paper}");
    }
    assert!(page(&clinic, Some(&desk), &format!("{first}?in=es")).await.contains("Recibo 1"));
    let id = first.trim_start_matches("/receipts/").to_owned();
    // The wall: nobody clinical needs it, and no other patient has it.
    for role in [Role::Prescriber, Role::Nurse, Role::Therapist, Role::IntegrationSpecialist, Role::Auditor] {
        let token = clinic.token(role);
        assert_eq!(clinic.get(&first, Some(&token)).await.status(), 403, "{role:?}");
        assert_eq!(clinic.get(&path, Some(&token)).await.status(), 403, "{role:?}");
    }
    let me = clinic.token_of(&OTHER.to_string(), 5);
    let mine = page(&clinic, Some(&me), "/me/receipts").await;
    assert!(mine.contains("Receipt 1") && mine.contains("340.50 USD"), "{mine}");
    assert!(page(&clinic, Some(&me), &format!("/me/receipts/{id}")).await.contains("Still open"));
    let another = clinic.token(Role::Patient);
    assert_eq!(clinic.get(&format!("/me/receipts/{id}"), Some(&another)).await.status(), 404);
    assert!(page(&clinic, Some(&another), "/me/receipts").await.contains("There is no receipt yet."));
    // The whole record holds it.
    let export = clinic.get("/me/export/everything.zip", Some(&me)).await;
    let bytes = axum::body::to_bytes(export.into_body(), usize::MAX).await.unwrap();
    let name = format!("record/{id}.jsonl");
    assert!(bytes.windows(name.len()).any(|part| part == name.as_bytes()), "the export has no {name}");
}

#[tokio::test]
async fn a_receipt_is_taken_back_by_a_second_one_and_the_day_is_counted() {
    let clinic = Clinic::open();
    priced(&clinic).await;
    let desk = clinic.token(Role::FrontDesk);
    let first = written(&clinic, &desk, "count-1=1&cash=50&card=300").await;
    let second = written(&clinic, &desk, "count-1=1&cash=350").await;
    let back = format!("{first}/take-back");
    let asks = [
        ("why=x", "Choose what became of the money."),
        ("kind=given&card=100&why=", "Write why"),
        ("kind=given&why=x", "No money is in it"),
        ("kind=given&cash=50.01&why=x", "more than was paid that way"),
        ("kind=wrong&cash=5&why=x", "leave the amounts empty"),
    ];
    for (form, words) in asks {
        let (status, _, said) = sends(&clinic, &desk, &back, form).await;
        assert!(status == 422 && said.contains(words), "{form}: {status} {said}");
    }
    let (status, third, said) = sends(&clinic, &desk, &back, "kind=given&card=100&why=one+hour+less").await;
    assert_eq!(status, 303, "{said}");
    let paper = page(&clinic, Some(&desk), &third).await;
    assert!(paper.contains("This takes back receipt 1. Money was given back."), "{paper}");
    assert!(paper.contains("one hour less") && !paper.contains("Take it back"), "{paper}");
    let paper = page(&clinic, Some(&desk), &first).await;
    assert!(paper.contains("Receipt 3 takes this one back.") && paper.contains("350.00 USD"), "{paper}");
    let (status, _, said) = sends(&clinic, &desk, &back, "kind=wrong&why=x").await;
    assert!(status == 422 && said.contains("Receipt 3 has taken it back already"), "{said}");
    let (status, ..) =
        sends(&clinic, &desk, &format!("{second}/take-back"), "kind=wrong&why=typed+twice").await;
    assert_eq!(status, 303);
    let day = page(&clinic, Some(&desk), "/desk/receipts").await;
    for words in [
        "400.00 USD taken, 350.00 USD taken back",
        "300.00 USD taken, 100.00 USD taken back",
        "0.00 USD taken, 0.00 USD taken back",
        "takes back receipt 2",
    ] {
        assert!(day.contains(words), "no {words} in {day}");
    }
    assert!(
        page(&clinic, Some(&desk), "/desk/receipts?day=2026-11-01").await.contains("No receipt was written")
    );
}

#[tokio::test]
async fn nobody_is_asked_to_pay_after_a_dose_and_the_page_says_from_when() {
    let (clinic, ended) = dosed();
    priced(&clinic).await;
    let desk = clinic.token(Role::FrontDesk);
    let path = format!("/desk/{PATIENT}/receipts");
    let locked = page(&clinic, Some(&desk), &path).await;
    assert!(
        locked.contains("Paying is closed for them until") && !locked.contains("Write the receipt"),
        "{locked}"
    );
    let patient = state_as!(clinic.record.state(Stream::Patient(PATIENT)).unwrap(), Patient).unwrap();
    let care::patient::Lock::Until(until) = patient.lock else { panic!("no lock after a dose") };
    assert!(ended < until);
    let day = today(&clinic);
    let form = format!("agreed={day}&on={day}&count-1=1&cash=350");
    let (status, _, said) = sends(&clinic, &desk, &path, &form).await;
    assert!(status == 423 && said.contains("Paying is closed"), "{status} {said}");
    clinic.at(Instant(until.0));
    let desk = clinic.token(Role::FrontDesk);
    let (status, to, said) = sends(&clinic, &desk, &path, &form).await;
    assert_eq!(status, 303, "{said}");
    let id = ReceiptId::read(to.trim_start_matches("/receipts/")).unwrap();
    let receipt = state_as!(clinic.record.state(Stream::Receipt(id)).unwrap(), Receipt).unwrap();
    assert_eq!((receipt.number, receipt.patient), (1, PATIENT));
    // What is said of a course is nowhere on it.
    let course = CourseId(1).to_string();
    assert!(!page(&clinic, Some(&desk), &to).await.contains(&course));
}
