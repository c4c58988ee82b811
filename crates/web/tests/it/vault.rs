//! The vaults over HTTP: who sees them, what a count may not show, and a second signer who proves that it is them.

use care::act::Act;
use care::ids::{SessionId, VaultId};
use care::practice::{Acting, Role};
use care::session::abort_session::AbortSession;
use care::session::end_dose::EndDose;
use care::session::give_dose::GiveDose;
use care::time::Instant;
use care::units::Micrograms;
use record::accounts::Account;

use crate::clinic::{Clinic, NOON, line, location, person, text};

const PASSWORD: &str = "an invented pass phrase";
pub const SECRET: &[u8] = b"12345678901234567890";

/// The second signer has a sign-in of their own.
pub fn has_account(clinic: &Clinic, role: Role, login: &str, secret: Option<Vec<u8>>) {
    let password_hash = web::password::hash(PASSWORD).unwrap();
    let (who, login) = (person(role).to_string(), login.to_owned());
    let account = Account { login, who, password_hash, totp_secret: secret, totp_last_step: 0, given: false };
    clinic.record.put_account(account).unwrap();
}

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

/// Somebody's password and the code that their app shows now; the clock then goes on, for a code works once.
pub fn signed(clinic: &Clinic, role: Role) -> String {
    let code = web::totp::code(SECRET, clinic.now().0 / 30_000_000);
    format!("second={}&second_password={}&second_code={code}", person(role), PASSWORD.replace(' ', "+"))
}

fn later(clinic: &Clinic) {
    clinic.at(Instant(clinic.now().0 + 31_000_000));
}

const RECEIPT: &str = "supplier=Harbor+Supply&supplier_address=4+Dock+Road&supplier_registration=RH0000001&invoice=INV-1&on=2026-11-20\
    &drug=ketamine&ndc=00143-9508-10&form=vial&strength=50&holds=10&lot=A1&expiry=2027-05-31&count=3";

/// A vault with three vials, and its address.
async fn stocked(clinic: &Clinic) -> (String, String, String) {
    let (director, nurse) = (clinic.token(Role::MedicalDirector), clinic.token(Role::Nurse));
    has_account(clinic, Role::Prescriber, "priya", Some(SECRET.to_vec()));
    let new = "name=Safe&site=house&registration=AB1234563&address=12+Quay+Street";
    let (status, href, said) = sends(clinic, &director, "/vault/new", new).await;
    assert_eq!(status, 303, "{said}");
    let (status, _, said) = sends(clinic, &nurse, &format!("{href}/receive"), RECEIPT).await;
    assert_eq!(status, 303, "{said}");
    (href, director, nurse)
}

#[tokio::test]
async fn the_vault_is_for_those_who_give_and_for_auditors() {
    let clinic = Clinic::open();
    let (href, director, nurse) = stocked(&clinic).await;
    for token in [&director, &nurse, &clinic.token(Role::Prescriber), &clinic.token(Role::Auditor)] {
        assert!(page(&clinic, token, "/vault").await.contains("1500 mg"));
        let one = page(&clinic, token, &href).await;
        assert!(one.contains("ketamine 50 mg/ml, 10 ml") && one.contains("2027-05-31"), "{one}");
        let register = page(&clinic, token, &format!("{href}/register")).await;
        assert!(register.contains("INV-1") && register.contains("AB1234563"), "{register}");
    }
    let auditor = clinic.token_of(&person(Role::Auditor).to_string(), 1);
    assert!(!page(&clinic, &auditor, &href).await.contains("/waste"), "an auditor changes nothing");
    for role in [Role::Therapist, Role::IntegrationSpecialist, Role::FrontDesk, Role::Patient] {
        let token = clinic.token(role);
        for path in ["/vault".to_owned(), href.clone(), format!("{href}/register.csv")] {
            assert_eq!(clinic.get(&path, Some(&token)).await.status(), 403, "{role:?} {path}");
        }
        let board = clinic.get("/board", Some(&token)).await;
        assert!(!text(board).await.contains("href=\"/vault\""), "{role:?}");
    }
    assert_eq!(clinic.get(&format!("/vault/{}", VaultId(9)), Some(&nurse)).await.status(), 404);
}

#[tokio::test]
async fn what_a_label_says_is_read_or_asked_again() {
    let clinic = Clinic::open();
    let (href, _, nurse) = stocked(&clinic).await;
    let path = format!("{href}/receive");
    for (from, to, words) in [
        ("strength=50", "strength=fifty", "Write the strength in milligrams"),
        ("strength=50", "strength=0", "do not make a whole number"),
        ("count=3", "count=", "Write how many came"),
        ("count=3", "count=99999", "from 1 to 5000"),
        ("expiry=2027-05-31", "expiry=2026-11-01", "Its last day was 2026-11-01"),
        ("on=2026-11-20", "on=2026-11-25", "day"),
        ("lot=A1", "lot=", "Write the lot"),
        ("form=vial", "form=barrel", "Choose what one is"),
    ] {
        let (status, _, said) = sends(&clinic, &nurse, &path, &RECEIPT.replace(from, to)).await;
        assert!(status == 422 && said.contains(words), "{to}: {status} {said}");
    }
    let late = "vial=1&discard_by=2026-11-01T08:00";
    let (status, _, said) = sends(&clinic, &nurse, &format!("{href}/open"), late).await;
    assert_eq!(status, 422, "{said}");
    let opened = "vial=1&discard_by=2026-11-21T08:00";
    assert_eq!(sends(&clinic, &nurse, &format!("{href}/open"), opened).await.0, 303);
    assert!(page(&clinic, &nurse, &href).await.contains("Thrown away by"));
}

#[tokio::test]
async fn a_second_signer_proves_that_it_is_them() {
    let clinic = Clinic::open();
    let (href, _, nurse) = stocked(&clinic).await;
    let path = format!("{href}/waste");
    let waste = "vial=1&measure=0.7&reason=hub-loss";
    let prescriber = person(Role::Prescriber);
    // Nobody, oneself, a wrong password, no code, a wrong code, somebody without a sign-in.
    let me = person(Role::Nurse);
    let phrase = PASSWORD.replace(' ', "+");
    for (second, words) in [
        (String::new(), "Choose who signs with you"),
        (format!("second={me}&second_password={phrase}&second_code=1"), "Two people sign"),
        (format!("second={prescriber}"), "They type their own password here"),
        (format!("second={prescriber}&second_password=wrong&second_code=1"), "That did not match"),
        (format!("second={prescriber}&second_password={phrase}"), "That code did not match"),
        (
            format!("second={prescriber}&second_password={phrase}&second_code=000000"),
            "That code did not match",
        ),
        (
            format!("second={}&second_password={phrase}&second_code=1", person(Role::Therapist)),
            "That did not match",
        ),
    ] {
        let (status, _, said) = sends(&clinic, &nurse, &path, &format!("{waste}&{second}")).await;
        assert!(status == 422 && said.contains(words), "{second}: {status} {said}");
        assert!(!said.contains("an invented pass"), "a password is not shown again");
        assert!(said.contains("value=\"0.7\""), "what was typed is kept: {said}");
        later(&clinic);
    }
    assert!(page(&clinic, &nurse, &href).await.contains("1500 mg"), "nothing was wasted");
    let command = clinic.command();
    let form = format!("command={command}&{waste}&{}", signed(&clinic, Role::Prescriber));
    for _ in 0..2 {
        // A second tap is the same act, although its code was used.
        let response = clinic.post(&path, Some(&nurse), &form).await;
        assert_eq!(response.status(), 303, "{}", text(response).await);
    }
    assert!(page(&clinic, &nurse, &href).await.contains("1465 mg"));
    let again = format!("{waste}&{}", signed(&clinic, Role::Prescriber));
    let (status, _, said) = sends(&clinic, &nurse, &path, &again).await;
    assert!(status == 422 && said.contains("A code works once"), "{said}");
    let register = page(&clinic, &nurse, &format!("{href}/register")).await;
    assert!(register.contains("password and code"), "{register}");
}

#[tokio::test]
async fn guessing_a_second_signer_waits_as_signing_in_does() {
    let clinic = Clinic::open();
    let (href, _, nurse) = stocked(&clinic).await;
    let (path, prescriber) = (format!("{href}/waste"), person(Role::Prescriber));
    let guess = format!("vial=1&measure=0.7&reason=hub-loss&second={prescriber}&second_password=wrong");
    for _ in 0..5 {
        let (_, _, said) = sends(&clinic, &nurse, &path, &guess).await;
        assert!(said.contains("That did not match"), "{said}");
    }
    let right = format!("vial=1&measure=0.7&reason=hub-loss&{}", signed(&clinic, Role::Prescriber));
    let (status, _, said) = sends(&clinic, &nurse, &path, &right).await;
    assert!(status == 422 && said.contains("Wait "), "{said}");
    // The same account waits at the front door, too.
    let form = format!("login=priya&password={}", PASSWORD.replace(' ', "+"));
    assert!(text(clinic.post("/sign-in", None, &form).await).await.contains("Wait "));
}

#[tokio::test]
async fn a_count_shows_nothing_of_what_is_expected_and_a_difference_goes_to_the_director() {
    let clinic = Clinic::open();
    let (href, director, nurse) = stocked(&clinic).await;
    let form = page(&clinic, &nurse, &format!("{href}/count")).await;
    let asked = form.split_once("data-testid=\"count\"").unwrap().1;
    let asked = asked.split_once("</form>").unwrap().0.replace("Lot A1, ketamine 50 mg/ml, 10 ml", "");
    for expected in ["value=\"3\"", "3 sealed", "1500", "500"] {
        assert!(!asked.contains(expected), "{expected}: {asked}");
    }
    let path = format!("{href}/count");
    let (status, _, said) = sends(&clinic, &nurse, &path, &signed(&clinic, Role::Prescriber)).await;
    assert!(status == 422 && said.contains("Write how many sealed ones"), "{said}");
    later(&clinic);
    let counted = format!("sealed-1=3&open-1=0&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &path, &counted).await.0, 303);
    assert!(!page(&clinic, &director, &href).await.contains("To be explained"));
    later(&clinic);
    let counted = format!("sealed-1=2&open-1=0&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &path, &counted).await.0, 303);
    let one = page(&clinic, &nurse, &href).await;
    assert!(one.contains("1000 mg counted, 1500 mg by the entries, 500 mg less"), "{one}");
    assert!(!one.contains("/differences/1"), "the nurse does not settle it");
    let path = format!("{href}/differences/1");
    assert_eq!(clinic.get(&path, Some(&nurse)).await.status(), 403);
    assert!(page(&clinic, &director, &path).await.contains("500 mg less"));
    let lost = "how=lost&words=gone&kind=unexplained&discovered=2026-11-20&significant=yes";
    let (status, _, said) = sends(&clinic, &director, &path, &format!("{lost}&whole=2")).await;
    assert!(status == 422 && said.contains("The parts come to 1000 mg"), "{said}");
    assert_eq!(sends(&clinic, &director, &path, &format!("{lost}&whole=1")).await.0, 303);
    let one = page(&clinic, &director, &href).await;
    assert!(one.contains("1000 mg") && !one.contains("To be explained"), "{one}");
}

#[tokio::test]
async fn the_register_keeps_what_was_wrong_struck_through_and_leaves_as_a_table() {
    let clinic = Clinic::open();
    let (href, _, nurse) = stocked(&clinic).await;
    let waste = format!("vial=1&measure=0.7&reason=other&note=fell&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &format!("{href}/waste"), &waste).await.0, 303);
    later(&clinic);
    let path = format!("{href}/correct/3");
    assert!(page(&clinic, &nurse, &path).await.contains("Something else: fell"));
    let right = format!("how=other&quantity=0.5&reason=read+again&{}", signed(&clinic, Role::Prescriber));
    let (status, to, said) = sends(&clinic, &nurse, &path, &right).await;
    assert_eq!((status, to), (303, format!("{href}/register")), "{said}");
    let register = page(&clinic, &nurse, &format!("{href}/register")).await;
    assert!(register.contains("<del>Wasted: Something else: fell</del>"), "{register}");
    assert!(register.contains("corrected by entry 4") && register.contains("1475 mg"), "{register}");
    let file = page(&clinic, &nurse, &format!("{href}/register.csv")).await;
    let rows: Vec<&str> = file.lines().collect();
    assert!(rows[0].starts_with("entry,date,time,what,detail,person_name,person_contact,"), "{file}");
    assert_eq!(rows.len(), 5, "{file}");
    assert!(rows[3].contains(",35,") && rows[3].contains(",1465,4,Safe,AB1234563,"), "{file}");
    assert!(rows[4].contains("entry 3 said otherwise: read again") && rows[4].contains(",1475,"), "{file}");
    let none = page(&clinic, &nurse, &format!("{href}/register?from=2026-01-01&until=2026-01-02")).await;
    assert!(none.contains("Nothing was entered in these days."));
    // What no entry moved is not corrected.
    assert_eq!(clinic.get(&format!("{href}/correct/1"), Some(&nurse)).await.status(), 404);
}

#[tokio::test]
async fn packages_go_back_on_and_away() {
    let clinic = Clinic::open();
    let (href, director, nurse) = stocked(&clinic).await;
    let back = "to=Harbor&to_address=4+Dock+Road&to_registration=RH1&paper=RMA-9";
    let (status, _, said) = sends(&clinic, &nurse, &format!("{href}/return"), back).await;
    assert!(status == 422 && said.contains("Name what goes"), "{said}");
    let (status, _, said) =
        sends(&clinic, &nurse, &format!("{href}/return"), &format!("{back}&lot-1=4")).await;
    assert!(status == 422 && said.contains("More than there are"), "{said}");
    let (status, ..) = sends(&clinic, &nurse, &format!("{href}/return"), &format!("{back}&lot-1=1")).await;
    assert_eq!(status, 303);
    let new = "name=Upstairs&site=house&registration=AB1234563&address=12+Quay+Street";
    let (_, other, _) = sends(&clinic, &director, "/vault/new", new).await;
    let to = other.strip_prefix("/vault/").unwrap();
    let onward = format!("lot-1=1&vault={to}&{}", signed(&clinic, Role::Prescriber));
    let (status, _, said) = sends(&clinic, &nurse, &format!("{href}/transfer"), &onward).await;
    assert_eq!(status, 303, "{said}");
    assert!(page(&clinic, &nurse, &other).await.contains("500 mg"));
    later(&clinic);
    let away = format!("lot-1=1&method=denatured&where=here&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &format!("{href}/destroy"), &away).await.0, 303);
    assert!(page(&clinic, &nurse, &href).await.contains("It is empty."));
    let (status, ..) = sends(&clinic, &director, &format!("{href}/close"), "reason=moved").await;
    assert_eq!(status, 303);
    assert!(page(&clinic, &director, &href).await.contains("Closed 2026-11-20"));
    assert!(NOON < clinic.now());
}

/// Somebody at a chair, everything ready but the drug, and a vault with one open vial.
async fn at_the_chair() -> (Clinic, String, String) {
    let (clinic, now) = crate::grid::before_the_draw();
    let director = clinic.token(Role::MedicalDirector);
    let nurse = clinic.token(Role::Nurse);
    has_account(&clinic, Role::Prescriber, "priya", Some(SECRET.to_vec()));
    let without = page(&clinic, &nurse, &format!("{CHAIR}/drug")).await;
    assert!(without.contains("keeps no vault here"), "{without}");
    let new = "name=Safe&site=house&registration=AB1234563&address=12+Quay+Street";
    let (_, href, _) = sends(&clinic, &director, "/vault/new", new).await;
    assert_eq!(sends(&clinic, &nurse, &format!("{href}/receive"), RECEIPT).await.0, 303);
    let none = page(&clinic, &nurse, &format!("{CHAIR}/drug")).await;
    assert!(none.contains("No opened vial may be used now"), "{none}");
    let until = web::when::field(
        Instant(now.0 + 8 * 3_600_000_000),
        &jiff::tz::TimeZone::get("America/New_York").unwrap(),
    );
    let open = format!("vial=1&discard_by={until}");
    assert_eq!(sends(&clinic, &nurse, &format!("{href}/open"), &open).await.0, 303);
    (clinic, href, nurse)
}

const CHAIR: &str = "/sessions/ses_00000000000000000000000000000001";

fn by_nurse(clinic: &Clinic, act: Act) {
    clinic.act(Acting::person(person(Role::Nurse), Role::Nurse), act);
}

#[tokio::test]
async fn a_draw_comes_from_a_vial_and_its_rest_is_accounted_for_before_the_record_is_signed() {
    let (clinic, href, nurse) = at_the_chair().await;
    let vault = href.strip_prefix("/vault/").unwrap();
    let path = format!("{CHAIR}/drug");
    let form = page(&clinic, &nurse, &path).await;
    assert!(form.contains("Vial 1: Lot A1") && form.contains("10 ml left by the entries"), "{form}");
    let amount = "amount=35000";
    for (from, words) in [
        (String::new(), "Choose the vial it was drawn from"),
        (format!("&from={vault}-1&measure=much"), "Write how much, in millilitres"),
        (format!("&from={vault}-1&measure=0.6"), "You wrote 35 mg; that measure of this vial holds 30 mg"),
        (format!("&from={vault}-2&measure=0.7"), "Vial 2 is not written down as opened"),
    ] {
        let draw = format!("{amount}{from}&{}", signed(&clinic, Role::Prescriber));
        let (status, _, said) = sends(&clinic, &nurse, &path, &draw).await;
        assert!(status == 422 && said.contains(words), "{from}: {status} {said}");
        later(&clinic);
    }
    let draw = format!("{amount}&from={vault}-1&measure=0.7&{}", signed(&clinic, Role::Prescriber));
    let (status, _, said) = sends(&clinic, &nurse, &path, &draw).await;
    assert_eq!(status, 303, "{said}");
    assert!(page(&clinic, &nurse, &href).await.contains("9.3 ml"));
    let ready = page(&clinic, &nurse, CHAIR).await;
    assert!(!ready.contains("is not accounted for"), "what is about to be given is not a rest");
    by_nurse(&clinic, Act::GiveDose(SessionId(1), GiveDose { amount: Micrograms(35_000) }));
    clinic.at(Instant(clinic.now().0 + 20 * 60_000_000));
    by_nurse(&clinic, Act::EndDose(SessionId(1), EndDose { given: Micrograms(30_000), supplement: None }));
    assert!(page(&clinic, &nurse, CHAIR).await.contains("Syringe 1: 5 mg is not accounted for."));
    let rest = format!("{CHAIR}/syringes/1");
    assert!(page(&clinic, &nurse, &rest).await.contains("5 mg of syringe 1"));
    assert_eq!(clinic.get(&format!("{CHAIR}/syringes/2"), Some(&nurse)).await.status(), 404);
    let waste = format!("amount=6&reason=remainder&{}", signed(&clinic, Role::Prescriber));
    let (status, _, said) = sends(&clinic, &nurse, &format!("{rest}/waste"), &waste).await;
    assert!(status == 422 && said.contains("Only 5 mg of it is left"), "{said}");
    later(&clinic);
    let waste = format!("amount=5&reason=remainder&{}", signed(&clinic, Role::Prescriber));
    let (status, _, said) = sends(&clinic, &nurse, &format!("{rest}/waste"), &waste).await;
    assert_eq!(status, 303, "{said}");
    assert!(!page(&clinic, &nurse, CHAIR).await.contains("is not accounted for"));
    let record = page(&clinic, &nurse, &format!("{CHAIR}/record")).await;
    assert!(record.contains("35 mg from vial 1 of Safe") && record.contains("5 mg wasted"), "{record}");
    let register = page(&clinic, &nurse, &format!("{href}/register")).await;
    assert!(register.contains("Rowan Ellis") && register.contains("Administered"), "{register}");
    let auditor = clinic.token(Role::Auditor);
    let register = page(&clinic, &auditor, &format!("{href}/register.csv")).await;
    assert!(!register.contains("Rowan Ellis") && register.contains("A patient, not named to you"));
}

#[tokio::test]
async fn a_record_with_a_full_syringe_is_not_signed_unless_somebody_says_that_it_is_gone() {
    let (clinic, href, nurse) = at_the_chair().await;
    let vault = href.strip_prefix("/vault/").unwrap();
    let draw = format!("amount=35000&from={vault}-1&measure=0.7&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &format!("{CHAIR}/drug"), &draw).await.0, 303);
    by_nurse(&clinic, Act::AbortSession(SessionId(1), AbortSession { reason: line("another day") }));
    let sign = "typed_name=Invented+Nurse";
    let (status, _, said) = sends(&clinic, &nurse, &format!("{CHAIR}/record"), sign).await;
    assert!(
        status == 422 && said.contains("35 mg of what was drawn is not accounted for"),
        "{status} {said}"
    );
    let gone = format!("{CHAIR}/syringes/1/short");
    assert_eq!(sends(&clinic, &nurse, &gone, "gone=").await.0, 422);
    assert_eq!(sends(&clinic, &nurse, &gone, "gone=fell+into+the+bin").await.0, 303);
    let (status, _, said) = sends(&clinic, &nurse, &format!("{CHAIR}/record"), sign).await;
    assert_eq!(status, 303, "{said}");
    later(&clinic);
    let director = clinic.token(Role::MedicalDirector);
    assert!(page(&clinic, &director, &href).await.contains("35 mg is not accounted for"));
    let lost = "how=lost&words=not+found&kind=unexplained&discovered=2026-11-20";
    let (status, _, said) = sends(&clinic, &director, &format!("{href}/differences/1"), lost).await;
    assert_eq!(status, 303, "{said}");
}

const CUSTODY: &str = "count=7&years=2&notice=1&form=45&source=21+CFR+1304&status=unverified&accept=yes&review-by=2027-05-01\
    &typed-name=Invented+MedicalDirector";

#[tokio::test]
async fn what_the_place_asks_of_vaults_is_signed_and_says_when_a_count_and_a_notice_are_due() {
    let clinic = Clinic::open();
    let (href, director, nurse) = stocked(&clinic).await;
    let form = page(&clinic, &director, "/clinic/custody").await;
    assert!(form.contains("Not signed yet") && form.contains("value=\"730\""), "{form}");
    assert!(form.contains("No rule of New York was read") || form.contains("no rule of New York was read"));
    assert!(page(&clinic, &nurse, &href).await.contains("not signed yet: what US-NY asks"));
    let safety = page(&clinic, &director, "/clinic").await;
    assert!(safety.contains("nobody has signed what US-NY asks of controlled substances"), "{safety}");
    assert_eq!(clinic.get("/clinic/custody", Some(&nurse)).await.status(), 403);
    assert_eq!(clinic.get("/clinic/custody?in=US-TX", Some(&director)).await.status(), 404);
    for (from, to, words) in [
        ("count=7", "count=0", "Write days from 1 to 3660"),
        ("count=7", "count=often", "Write a whole number of days"),
        ("&accept=yes", "", "verified"),
        ("Invented+MedicalDirector", "Somebody+Else", "name"),
    ] {
        let (status, _, said) =
            sends(&clinic, &director, "/clinic/custody", &CUSTODY.replace(from, to)).await;
        assert!(status == 422 && said.contains(words), "{to}: {status} {said}");
    }
    let (status, _, said) = sends(&clinic, &director, "/clinic/custody", CUSTODY).await;
    assert_eq!(status, 303, "{said}");
    assert!(page(&clinic, &nurse, &href).await.contains("2026-11-27"), "seven days after it was opened");
    assert!(page(&clinic, &director, "/clinic").await.contains("No vault has to be counted today."));
    // Friday: the notice is owed on Monday, the form 45 days on.
    let path = format!("{href}/loss");
    let (status, _, said) =
        sends(&clinic, &nurse, &path, "kind=theft&words=gone&discovered=2026-11-20").await;
    assert!(status == 422 && said.contains("Name what goes"), "{said}");
    let lost = "lot-1=1&kind=theft&words=gone&discovered=2026-11-20";
    assert_eq!(sends(&clinic, &nurse, &path, lost).await.0, 303);
    let one = page(&clinic, &director, &href).await;
    assert!(one.contains("owed by 2026-11-23") && one.contains("owed by 2027-01-04"), "{one}");
    let safety = page(&clinic, &director, "/clinic").await;
    assert!(safety.contains("The written notice of loss 1: 500 mg"), "{safety}");
    let sent = "step=notice&on=2026-11-20&reference=Field+office";
    assert_eq!(sends(&clinic, &nurse, &format!("{href}/losses/1"), sent).await.0, 403);
    assert_eq!(sends(&clinic, &director, &format!("{href}/losses/1"), sent).await.0, 303);
    assert!(!page(&clinic, &director, &href).await.contains("owed by 2026-11-23"));
    clinic.at(Instant(NOON.0 + 8 * 86_400_000_000));
    let director = clinic.token(Role::MedicalDirector);
    let safety = page(&clinic, &director, "/clinic").await;
    assert!(safety.contains("Safe: to be counted") && safety.contains("due on 2026-11-27"), "{safety}");
}

#[tokio::test]
async fn what_may_not_be_used_and_what_stayed_open_stands_with_the_director() {
    let (clinic, href, nurse) = at_the_chair().await;
    let vault = href.strip_prefix("/vault/").unwrap();
    let draw = format!("amount=35000&from={vault}-1&measure=0.7&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &format!("{CHAIR}/drug"), &draw).await.0, 303);
    later(&clinic);
    let director = clinic.token(Role::MedicalDirector);
    let safety = page(&clinic, &director, "/clinic").await;
    assert!(safety.contains("No syringe is left open after its visit."), "{safety}");
    assert!(safety.contains("No drug on hand is past its day."), "{safety}");
    by_nurse(&clinic, Act::AbortSession(SessionId(1), AbortSession { reason: line("another day") }));
    clinic.at(Instant(clinic.now().0 + 12 * 3_600_000_000));
    let director = clinic.token(Role::MedicalDirector);
    let safety = page(&clinic, &director, "/clinic").await;
    assert!(safety.contains("35 mg of syringe 1 is not accounted for"), "{safety}");
    assert!(safety.contains("vial 1 should have been thrown away"), "{safety}");
    assert!(safety.contains(&format!("{CHAIR}/syringes/1")), "{safety}");
}

#[tokio::test]
async fn an_auditor_reconciles_drugs_without_a_patients_name_and_takes_a_file_with_its_hash() {
    let (clinic, href, nurse) = at_the_chair().await;
    let vault = href.strip_prefix("/vault/").unwrap();
    let draw = format!("amount=35000&from={vault}-1&measure=0.7&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &format!("{CHAIR}/drug"), &draw).await.0, 303);
    by_nurse(&clinic, Act::AbortSession(SessionId(1), AbortSession { reason: line("another day") }));
    later(&clinic);
    let waste = format!("amount=35&reason=not-given&{}", signed(&clinic, Role::Prescriber));
    assert_eq!(sends(&clinic, &nurse, &format!("{CHAIR}/syringes/1/waste"), &waste).await.0, 303);
    let auditor = clinic.token(Role::Auditor);
    let shown = page(&clinic, &auditor, "/audit/substances").await;
    assert!(shown.contains("The entries add up. It was never counted."), "{shown}");
    assert!(
        shown.contains("syringe 1: Drawn and not given") && shown.contains("Invented Prescriber"),
        "{shown}"
    );
    assert!(!shown.contains("Rowan Ellis"), "an auditor has no tie to a patient");
    let hash = shown.split_once("substances-hash\">").unwrap().1[..64].to_owned();
    let file = page(&clinic, &auditor, "/audit/substances.csv").await;
    assert_eq!(record::sealed::digest(file.as_bytes()), hash);
    assert!(!file.contains("Rowan Ellis") && file.contains("Wasted"), "{file}");
    let registers = page(&clinic, &auditor, &format!("{href}/register")).await;
    assert!(!registers.contains("Rowan Ellis") && registers.contains("A patient, not named to you"));
    // That they looked is a fact.
    let me = page(&clinic, &clinic.token(Role::MedicalDirector), "/audit").await;
    assert!(me.contains("look into the record"), "{me}");
    for role in [Role::Prescriber, Role::Therapist, Role::FrontDesk, Role::IntegrationSpecialist] {
        let token = clinic.token_of(&person(role).to_string(), 40 + role as u128);
        assert_eq!(clinic.get("/audit/substances", Some(&token)).await.status(), 403, "{role:?}");
    }
}
