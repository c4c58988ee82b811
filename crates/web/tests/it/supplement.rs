//! One more amount in a KAP visit over HTTP: the prescriber's page, the strip at the chair, the draw, the end, the record.

use care::act::Act;
use care::ids::{CourseId, HouseId, ProtocolId, SessionId};
use care::practice::{Acting, Role};
use care::protocol::{
    ApproveProtocol, Depth, DraftProtocol, Key, ProposeProtocol, Route, Setting, SignProtocol,
};
use care::story::{self, Cast};
use care::time::Instant;
use care::units::Hours;

use crate::clinic::{Clinic, NOON, PATIENT, line, location, person, text};
use crate::vault::{SECRET, has_account, signed};

const PROTOCOL: ProtocolId = ProtocolId(1);
const CHAIR: &str = "/sessions/ses_00000000000000000000000000000001";
const MINUTE: i64 = 60_000_000;

fn staff(role: Role) -> Acting {
    Acting::person(person(role), role)
}

fn cast(session: u128) -> Cast {
    let names = [
        ("prescriber", Role::Prescriber),
        ("nurse", Role::Nurse),
        ("second", Role::Prescriber),
        ("therapist", Role::Therapist),
        ("desk", Role::FrontDesk),
    ];
    Cast {
        house: HouseId(1),
        patient: PATIENT,
        patient_name: line("Rowan Ellis"),
        course: CourseId(1),
        session: SessionId(session),
        protocol: PROTOCOL,
        route: Route::Intramuscular,
        over: None,
        depth: Depth::Psychedelic,
        setting: Setting::ClinicRoom,
        room: None,
        people: names
            .map(|(name, role)| (name, person(role), role, line(&format!("Invented {role:?}"))))
            .to_vec(),
    }
}

/// 40 mg into a muscle, begun. `most` is what the director signed as the end of the band: for each kilogram.
fn begun(most: u64) -> Clinic {
    let clinic = Clinic::open();
    let shipped =
        exchange::protocol_file::SHIPPED.iter().find(|one| one.file == "kap-psychedelic.toml").unwrap();
    let mut content = exchange::protocol_file::read(shipped.file, shipped.text).unwrap();
    content.values.get_mut(&Key::DoseHighest(Route::Intramuscular)).unwrap().amount = most;
    let accepted = content.unverified();
    clinic.act(
        staff(Role::MedicalDirector),
        Act::DraftProtocol(PROTOCOL, DraftProtocol { content, revises: None }),
    );
    let (typed_name, review_by) = (line("Invented MedicalDirector"), NOON.plus_hours(Hours(90 * 24)));
    let sign = SignProtocol { typed_name, review_by, accepted };
    let propose = ProposeProtocol { sign, from: None, why: line("the first version here") };
    clinic.act(staff(Role::MedicalDirector), Act::ProposeProtocol(PROTOCOL, propose));
    let approve = ApproveProtocol { number: 1, typed_name: line("Invented Prescriber") };
    clinic.act(staff(Role::Prescriber), Act::ApproveProtocol(PROTOCOL, approve));
    let prepared = "schedule preparation in 0 h with therapist, hold visit";
    let mut now = NOON;
    for (session, part) in [
        (1, "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand"),
        (2, prepared),
        (3, prepared),
        (4, prepared),
        (
            1,
            "order 40 mg, schedule dosing in 1 h with nurse therapist, wait 1 h, check in, here nurse, here therapist, \
             day, precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 40 mg, plan therapy therapist in 26 h, \
             dose 40 mg, wait 4 min",
        ),
    ] {
        let (steps, end) = story::read(part, &cast(session), now).unwrap();
        for step in steps {
            clinic.at(step.at);
            clinic.act(step.by, step.act);
        }
        now = end;
    }
    clinic.at(now);
    clinic
}

async fn page(clinic: &Clinic, token: &str, path: &str) -> String {
    let response = clinic.get(path, Some(token)).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}

async fn sends(clinic: &Clinic, token: &str, path: &str, form: &str) -> (u16, String) {
    let response = clinic.post(path, Some(token), &format!("command={}&{form}", clinic.command())).await;
    let status = response.status().as_u16();
    let said = if status == 303 { location(&response).to_owned() } else { text(response).await };
    (status, said)
}

fn later(clinic: &Clinic, minutes: i64) {
    clinic.at(Instant(clinic.now().0 + minutes * MINUTE));
}

/// A story told at the chair, now.
fn tells(clinic: &Clinic, part: &str) {
    let (steps, _) = story::read(part, &cast(1), clinic.now()).unwrap();
    steps.into_iter().for_each(|step| clinic.act(step.by, step.act));
}

#[tokio::test]
async fn a_supplement_goes_from_the_prescriber_to_the_chair_and_into_the_record() {
    let clinic = begun(1_500);
    let (noor, sam) = (clinic.token(Role::Prescriber), clinic.token(Role::Nurse));
    has_account(&clinic, Role::Prescriber, "priya", Some(SECRET.to_vec()));
    let (chair, asked) = (page(&clinic, &sam, CHAIR).await, format!("{CHAIR}/supplement"));
    assert!(!chair.contains("Order a supplement"), "a nurse orders none");
    assert_eq!(clinic.get(&asked, Some(&sam)).await.status(), 403);
    assert!(page(&clinic, &noor, CHAIR).await.contains("Order a supplement"));
    let form = page(&clinic, &noor, &asked).await;
    assert!(form.contains("20 mg to 40 mg") && form.contains("65 mg more at most"), "{form}");
    for (amount, words) in [
        ("", "Write the amount in milligrams"),
        ("10", "10 mg is outside the signed values for a supplement: 20 mg to 40 mg."),
    ] {
        let (status, said) = sends(&clinic, &noor, &asked, &format!("amount={amount}")).await;
        assert!(status == 422 && said.contains(words), "{status} {said}");
    }
    assert_eq!(sends(&clinic, &noor, &asked, "amount=30").await.0, 303);
    let (status, said) = sends(&clinic, &noor, &asked, "amount=20").await;
    assert!(status == 422 && said.contains("There is one at most"), "{said}");
    let chair = page(&clinic, &sam, CHAIR).await;
    assert!(chair.contains("by Invented Prescriber: 30 mg") && chair.contains("Not yet in force"), "{chair}");
    assert!(!chair.contains("Withdraw it") && !chair.contains("then 30 mg"), "{chair}");
    let (status, said) = sends(&clinic, &sam, &format!("{asked}/accept"), "number=2").await;
    assert!(status == 409 && said.contains("The order has changed"), "{status} {said}");
    assert_eq!(sends(&clinic, &sam, &format!("{asked}/accept"), "number=1").await.0, 303);
    let form = page(&clinic, &sam, &format!("{CHAIR}/drug")).await;
    assert!(form.contains("30 mg, a supplement in this visit"), "{form}");
    let draw = |amount: u32| format!("amount={amount}&{}", signed(&clinic, Role::Prescriber));
    let (status, said) = sends(&clinic, &sam, &format!("{CHAIR}/drug"), &draw(40_000)).await;
    assert!(status == 422 && said.contains("40 mg is not what was ordered: 30 mg"), "{said}");
    later(&clinic, 1);
    assert_eq!(sends(&clinic, &sam, &format!("{CHAIR}/drug"), &draw(30_000)).await.0, 303);
    assert_eq!(clinic.get(&format!("{CHAIR}/drug"), Some(&sam)).await.status(), 303, "it is drawn");
    // It waits for its time, and the page says until when; pressed anyway it is refused.
    let chair = page(&clinic, &sam, CHAIR).await;
    assert!(chair.contains("It may be given from") && chair.contains("7 min left"), "{chair}");
    let give = format!("{asked}/give");
    let (status, said) = sends(&clinic, &sam, &give, "number=1").await;
    assert!(status == 409 && said.contains("12 min after the first amount began"), "{status} {said}");
    later(&clinic, 10);
    let chair = page(&clinic, &sam, CHAIR).await;
    assert!(chair.contains("Not now: This needs a reading of the last 12 min"), "{chair}");
    assert!(!chair.contains("Record, then give"), "{chair}");
    tells(&clinic, "vitals 128/82 74 98%");
    let chair = page(&clinic, &sam, CHAIR).await;
    assert!(chair.contains("Record, then give 30 mg"), "{chair}");
    assert_eq!(sends(&clinic, &sam, &give, "number=1").await.0, 303);
    let chair = page(&clinic, &sam, CHAIR).await;
    assert!(chair.contains("Supplement recorded") && chair.contains("70 mg in all"), "{chair}");
    assert!(!page(&clinic, &noor, CHAIR).await.contains("Withdraw it"), "what was given is not taken back");
    // The end asks for both.
    later(&clinic, 30);
    let end = format!("{CHAIR}/end-dose");
    assert!(page(&clinic, &sam, &end).await.contains("Of the supplement, how much went in at most?"));
    let (status, said) = sends(&clinic, &sam, &end, "given=40000").await;
    assert!(
        status == 422 && said.contains("Say how much of the supplement went in, too."),
        "{status} {said}"
    );
    let both = "given=40000&more=other&more_other=25";
    assert_eq!(sends(&clinic, &sam, &end, both).await.0, 303);
    let record = page(&clinic, &sam, &format!("{CHAIR}/record")).await;
    for words in [
        "Supplement 1",
        "30 mg ordered",
        "accepted",
        "checked by Invented Prescriber",
        "then 30 mg",
        "65 mg at most",
        "Supplement 1 begun: 30 mg",
    ] {
        assert!(record.contains(words), "{words}: {record}");
    }
}

#[tokio::test]
async fn a_supplement_that_was_withdrawn_is_told_and_another_may_be_ordered() {
    let clinic = begun(1_500);
    let (noor, sam) = (clinic.token(Role::Prescriber), clinic.token(Role::Nurse));
    let asked = format!("{CHAIR}/supplement");
    assert_eq!(sends(&clinic, &noor, &asked, "amount=20").await.0, 303);
    let withdraw = format!("{asked}/withdraw");
    assert_eq!(clinic.get(&withdraw, Some(&sam)).await.status(), 403);
    assert!(page(&clinic, &noor, &withdraw).await.contains("Nothing of it was given."));
    let (status, said) = sends(&clinic, &noor, &withdraw, "number=1&other=").await;
    assert!(status == 422, "{said}");
    assert_eq!(sends(&clinic, &noor, &withdraw, "number=1&reason=Deep+enough").await.0, 303);
    let chair = page(&clinic, &sam, CHAIR).await;
    assert!(
        chair.contains("Supplement withdrawn") && chair.contains("Deep enough. Nothing of it was given."),
        "{chair}"
    );
    let (status, said) = sends(&clinic, &sam, &format!("{asked}/accept"), "number=1").await;
    assert!(status == 409 && said.contains("No supplement stands"), "{status} {said}");
    assert_eq!(sends(&clinic, &noor, &asked, "amount=25").await.0, 303);
    tells(&clinic, "end 40 mg");
    let record = page(&clinic, &sam, &format!("{CHAIR}/record")).await;
    assert!(
        record.contains("Supplement 1") && record.contains("Deep enough") && record.contains("not given"),
        "{record}"
    );
}

#[tokio::test]
async fn with_the_shipped_numbers_a_light_person_has_no_room_for_one_and_the_page_says_so() {
    let clinic = begun(750);
    let noor = clinic.token(Role::Prescriber);
    let asked = format!("{CHAIR}/supplement");
    assert!(page(&clinic, &noor, &asked).await.contains("12.5 mg more at most"));
    let (status, said) = sends(&clinic, &noor, &asked, "amount=20").await;
    let words =
        "With what was begun first it would be 60 mg. The signed band for this weight ends at 52.5 mg.";
    assert!(status == 422 && said.contains(words), "{status} {said}");
}
