//! "Which approach suits you?" over HTTP: what is true of this clinic, equal for every option, kept nowhere.

use axum::body::Body;
use axum::http::{Request, header};
use care::act::Act;
use care::ids::ProtocolId;
use care::practice::{Acting, Role};
use care::protocol::{ApproveProtocol, DraftProtocol, ProposeProtocol, SignProtocol};
use care::time::Instant;
use exchange::protocol_file::{SHIPPED, read};
use exchange::reading::{Language, Reading, banned};
use record::journal;
use tower::ServiceExt;
use web::texts::AREAS;

use crate::clinic::{Clinic, HOUR_US, NOON, line, person, text};

const REVIEW: Instant = Instant(NOON.0 + 100 * 24 * HOUR_US);

/// Drafts and signs a protocol that comes with the program.
fn sign(clinic: &Clinic, file: &str, id: ProtocolId) {
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    let shipped = SHIPPED.iter().find(|shipped| shipped.file == file).unwrap();
    let content = read(shipped.file, shipped.text).unwrap();
    let accepted = content.unverified().into_iter().collect();
    clinic.act(director, Act::DraftProtocol(id, DraftProtocol { content, revises: None }));
    let typed_name = line("Invented MedicalDirector");
    let sign = SignProtocol { typed_name, review_by: REVIEW, accepted };
    let propose = ProposeProtocol { sign, from: None, why: line("the first version here") };
    clinic.act(director, Act::ProposeProtocol(id, propose));
    let approve = ApproveProtocol { number: 1, typed_name: line("Invented Prescriber") };
    let prescriber = Acting::person(person(Role::Prescriber), Role::Prescriber);
    clinic.act(prescriber, Act::ApproveProtocol(id, approve));
}

async fn page(clinic: &Clinic, path: &str) -> String {
    let response = clinic.get(path, None).await;
    assert_eq!(response.status(), 200, "{path}");
    assert!(response.headers().get(header::SET_COOKIE).is_none(), "{path} sets a cookie");
    text(response).await
}

async fn in_spanish(clinic: &Clinic, path: &str) -> String {
    let request = Request::get(path).header(header::ACCEPT_LANGUAGE, "es-MX").body(Body::empty()).unwrap();
    text(clinic.router.clone().oneshot(request).await.unwrap()).await
}

/// Law 3 and 14: not what a house once said, but what a signed version stands for now.
#[tokio::test]
async fn whether_it_is_offered_follows_the_signed_protocols_in_force() {
    let clinic = Clinic::open();
    let (no_kap, no_infusion) = ("does not offer KAP now", "does not offer infusions now");
    let before = page(&clinic, "/choose").await;
    assert!(before.contains(no_kap) && before.contains(no_infusion), "nothing is signed yet");
    assert!(
        before.contains("which offers neither KAP nor infusions now"),
        "the one who pays is told as it is"
    );
    assert_eq!(page(&clinic, "/").await.matches("We do not offer this.").count(), 2);
    sign(&clinic, "infusion-referral.toml", ProtocolId(1));
    let signed = page(&clinic, "/choose").await;
    assert!(signed.contains(no_kap) && !signed.contains(no_infusion), "only infusions are signed");
    assert!(signed.contains("which offers infusions and no KAP"));
    assert_eq!(page(&clinic, "/").await.matches("We do not offer this.").count(), 1);
    sign(&clinic, "kap-psycholytic.toml", ProtocolId(2));
    assert!(!page(&clinic, "/choose").await.contains("does not offer"));
    clinic.at(REVIEW);
    let late = page(&clinic, "/choose").await;
    assert!(
        late.contains(no_kap) && late.contains(no_infusion),
        "a version that is due for review offers nothing"
    );
}

#[tokio::test]
async fn a_decision_aid_says_that_it_is_overdue_for_review() {
    let clinic = Clinic::open();
    for path in ["/choose", "/choose/summary", "/learn/safety"] {
        clinic.at(NOON);
        assert!(!page(&clinic, path).await.contains("due for review"), "{path}");
        // 2027-05-23, 03:30 UTC: still the 22nd in New York.
        clinic.at(Instant(1_811_043_000_000_000));
        assert!(!page(&clinic, path).await.contains("due for review"), "{path}: on its last day");
        clinic.at(Instant(1_811_043_000_000_000 + HOUR_US));
        let late = page(&clinic, path).await;
        assert!(late.contains("due for review") && late.contains("2027-05-22"), "{path}");
    }
}

#[tokio::test]
async fn a_summary_without_scripts_is_drawn_once_and_kept_nowhere() {
    let clinic = Clinic::open();
    let head = || clinic.record.read(|conn| journal::head(conn, clinic.record.org())).unwrap();
    let before = head();
    let form = "v-talk-during=lot&v-needles=no&v-wait=maybe&own=%3Cb%3Emy+cat%3C%2Fb%3E&ask=stop&ask=nope&questions=How+long%3F%0AWho%3F";
    let response = clinic.post("/choose/summary", None, form).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert!(response.headers().get(header::SET_COOKIE).is_none());
    assert!(response.headers().get(header::ETAG).is_none());
    let shown = seen(&text(response).await);
    for words in [
        "“I want to talk with a therapist while the medicine works”: matters a lot",
        "“I do not want a needle”: does not matter",
        "&#60;b&#62;my cat&#60;/b&#62;",
        "How do we know when to stop?",
        "How long?",
        "Who?",
        "Can I talk during it?",
        "Take this to a prescriber.",
        "Not kept.",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("What does it cost?"), "only rows that something mattered a lot to");
    assert!(!shown.contains("I would like to wait"), "an answer that is none of ours is no answer");
    assert_eq!(head(), before, "nothing was written");
}

/// The page without what is hidden: elements with `hidden` in their tag, to their end.
fn seen(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut out = String::new();
    let mut rest = main;
    let mut hidden: Option<(String, usize)> = None;
    while let Some(at) = rest.find('<') {
        if hidden.is_none() {
            out.push_str(&rest[..at]);
        }
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        match &mut hidden {
            Some((outer, depth)) if *outer == name => {
                *depth = if tag.starts_with('/') { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    hidden = None;
                }
            }
            None if tag.ends_with(" hidden") => hidden = Some((name, 1)),
            _ => {}
        }
        rest = &rest[end + 1..];
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_summary_of_nothing_says_so_and_holds_no_verdict() {
    let clinic = Clinic::open();
    for shown in [
        seen(&page(&clinic, "/choose/summary").await),
        seen(&text(clinic.post("/choose/summary", None, "").await).await),
    ] {
        assert!(shown.contains("Nothing ticked yet. You can still print the comparison."), "{shown}");
        assert!(!shown.contains("Take this to a prescriber"), "{shown}");
    }
    for path in ["/choose/summary", "/choose"] {
        for (page, language) in [
            (page(&clinic, path).await, Language::English),
            (in_spanish(&clinic, path).await, Language::Spanish),
        ] {
            // Elements end sentences: a heading does not run into the next text.
            // The name of a company is its own.
            let words = page.replace("Journey Clinical", "").replace('<', "\n\n<");
            let prose: String =
                words.split('<').map(|piece| piece.split_once('>').map_or("", |(_, words)| words)).collect();
            assert_eq!(banned::advice(&prose, language), vec![], "{path}");
            assert_eq!(banned::superiority(&prose, language), vec![], "{path}");
            assert_eq!(banned::promises(&prose, language), vec![], "{path}");
        }
    }
}

#[tokio::test]
async fn each_page_to_learn_from_has_its_sources_its_date_and_its_words() {
    let clinic = Clinic::open();
    for (id, words) in [
        ("routes", "More is not better."),
        ("window", "48 hours is this clinic’s goal."),
        ("integration", "Integration support is not therapy."),
        ("safety", "Before: a prescriber asks"),
    ] {
        let page = page(&clinic, &format!("/learn/{id}")).await;
        for needed in
            [words, "This page is for learning.", "read 2026-11-", "Written 2026-11-22", "href=\"/choose\""]
        {
            assert!(page.contains(needed), "/learn/{id}: {needed}");
        }
        let spanish = in_spanish(&clinic, &format!("/learn/{id}")).await;
        assert!(spanish.contains("Esta página es para aprender.") && spanish.contains("<html lang=\"es\""));
    }
    assert_eq!(clinic.get("/learn/everything", None).await.status(), 404);
}

/// The same page is not sent twice, and no page of somebody is kept anywhere.
#[tokio::test]
async fn a_public_page_that_is_known_is_not_sent_again() {
    let clinic = Clinic::open();
    let first = clinic.get("/choose", None).await;
    let tag = first.headers()[header::ETAG].clone();
    assert_eq!(first.headers()[header::VARY], "cookie, accept-language, accept-encoding");
    let again = |cookie: &'static str| {
        let request =
            Request::get("/choose").header(header::IF_NONE_MATCH, &tag).header(header::COOKIE, cookie);
        clinic.router.clone().oneshot(request.body(Body::empty()).unwrap())
    };
    let known = again("").await.unwrap();
    assert_eq!(known.status(), 304);
    assert!(text(known).await.is_empty());
    assert_eq!(again("theme=dim").await.unwrap().status(), 200, "in another theme it is another page");
    let token = clinic.token(Role::Nurse);
    let own = clinic.get("/choose", Some(&token)).await;
    assert_eq!(own.headers()[header::CACHE_CONTROL], "no-store");
    assert!(own.headers().get(header::ETAG).is_none());
}

/// Public words around the aid are read as easily as the aid: grade 6, each language by its own formula.
#[test]
fn the_words_around_the_decision_aid_are_plain() {
    let (_, english, spanish) = AREAS.iter().find(|(area, ..)| *area == "choose").unwrap();
    for (file, language) in [(english, Language::English), (spanish, Language::Spanish)] {
        let messages =
            file.lines().filter(|line| line.starts_with("choose-")).filter_map(|line| line.split_once(" = "));
        let said: Vec<&str> = messages.map(|(_, words)| words).collect();
        let reading = Reading::of_all(said.iter().copied(), language);
        let grade = reading.grade(language).unwrap();
        assert!(grade <= 6.0, "{language:?}: {grade}");
        assert!(reading.words_per_sentence().unwrap() <= 15.0);
        for words in said {
            let found = [
                banned::promises(words, language),
                banned::superiority(words, language),
                banned::advice(words, language),
            ];
            assert_eq!(found.concat(), vec![], "{words}");
        }
    }
}
