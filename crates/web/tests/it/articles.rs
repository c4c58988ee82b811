//! Articles: read by anybody, written by the director, and said to be out of date from the minute they are.

use axum::body::Body;
use care::act::Act;
use care::articles::{Article, PublishArticle};
use care::ids::ArticlesId;
use care::ids::HouseId;
use care::messages::Tongue;
use care::practice::{Acting, Role};
use care::time::{Date, Instant};

use crate::clinic::{Clinic, HOUR_US, NOON, line, location, person, text};

const ARTICLES: ArticlesId = ArticlesId::of(HouseId(1));

fn director() -> Acting {
    Acting::person(person(Role::MedicalDirector), Role::MedicalDirector)
}

fn article(slug: &str, words: &str) -> Article {
    Article {
        slug: line(slug),
        language: Tongue::English,
        title: line("A quiet room"),
        text: words.to_owned(),
        author: person(Role::Therapist),
        written: Date::new(2026, 11, 20).unwrap(),
        review_by: Date::new(2027, 1, 1).unwrap(),
    }
}

fn publish(clinic: &Clinic, article: Article) {
    clinic.act(director(), Act::PublishArticle(ARTICLES, PublishArticle { article, found: vec![] }));
}

/// A form with every field right, and these over them.
fn form(clinic: &Clinic, over: &[(&str, &str)]) -> String {
    let (command, author) = (clinic.command().to_string(), person(Role::Therapist).to_string());
    let mut fields = vec![
        ("command", command.as_str()),
        ("title", "A quiet room"),
        ("slug", "a-quiet-room"),
        ("language", "en"),
        ("text", "We keep one room quiet."),
        ("author", &author),
        ("written", "2026-11-20"),
        ("review_by", "2027-11-20"),
        ("do", "publish"),
    ];
    for (name, value) in over {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn somebody_who_leaves_is_said_to_have_left_wherever_an_article_names_them_from_that_instant() {
    let clinic = Clinic::open();
    let staff = clinic.token(Role::FrontDesk);
    publish(&clinic, article("a-quiet-room", "Ask **Invented\nTherapist** about it."));
    publish(&clinic, Article { author: person(Role::Nurse), ..article("plain", "We keep one room quiet.") });
    let end = Instant(NOON.0 + HOUR_US / 2);
    clinic.end(Role::Therapist, end);
    let said = "Since 2026-11-20 Invented Therapist is no longer affiliated with Harbor Clinic";
    for (at, gone) in [(Instant(end.0 - 1), false), (end, true)] {
        clinic.at(at);
        let page = text(clinic.get("/articles/a-quiet-room", None).await).await;
        let (note, author) = (page.contains("data-testid=\"article-notes\""), "data-testid=\"author-ended\"");
        assert_eq!((note, page.contains(said), page.contains(author)), (gone, gone, gone), "{page}");
        let page = text(clinic.get("/articles/plain", None).await).await;
        assert!(!page.contains("no longer affiliated"), "it names nobody: {page}");
        let list = text(clinic.get("/clinic/articles", Some(&staff)).await).await;
        assert_eq!(list.contains("It names Invented Therapist as if they worked here."), gone, "{list}");
        let inside = text(clinic.get("/clinic/articles/a-quiet-room/en", Some(&staff)).await).await;
        assert_eq!(inside.contains("Not so any more"), gone, "{inside}");
        let people = text(clinic.get("/clinic/people", Some(&staff)).await).await;
        assert_eq!(people.contains("1 article still names somebody who left"), gone, "{people}");
    }
}

#[tokio::test]
async fn an_article_that_nobody_read_again_says_so_on_the_day() {
    let clinic = Clinic::open();
    publish(&clinic, article("a-quiet-room", "We keep one room quiet."));
    // The day is the house's own: midnight in New York.
    let midnight = Date::new(2027, 1, 1).unwrap().utc_midnight().0 + 5 * HOUR_US;
    for (at, overdue) in [(midnight - 1, false), (midnight, true)] {
        clinic.at(Instant(at));
        let staff = clinic.token(Role::FrontDesk);
        for (lang, words) in [
            ("en", "was to read this text again by 2027-01-01"),
            ("es", "debía leer este texto otra vez antes del 2027-01-01"),
        ] {
            let page = clinic.get_with_cookie("/articles/a-quiet-room", &format!("lang={lang}")).await;
            let page = text(page).await;
            assert_eq!(page.contains(words), overdue, "{lang}: {page}");
        }
        let list = text(clinic.get("/clinic/articles", Some(&staff)).await).await;
        assert_eq!(list.contains("To be read again"), overdue, "{list}");
    }
}

#[tokio::test]
async fn what_is_not_so_is_not_published_and_nothing_typed_is_lost() {
    let clinic = Clinic::open();
    clinic.end(Role::Nurse, Instant(NOON.0 + 1));
    clinic.at(Instant(NOON.0 + 2));
    let token = clinic.token(Role::MedicalDirector);
    let long = "We talk. ".repeat(22_223);
    for (over, words) in [
        (("text", "Ask Invented Nurse."), "It names Invented Nurse as if they worked here."),
        (("text", "This is a cure."), "It promises: “cure”"),
        (("text", "Call 1-800-273-8255."), "1-800-273-8255, which was replaced"),
        (("text", long.as_str()), "at most 40000 are kept"),
        (("text", " "), "Write the text."),
        (("text", "nalp \u{202E}siht"), "hidden marks in the text"),
        (("slug", "Räume"), "small letters from a to z"),
        (("slug", ""), "a name for the address"),
        (("review_by", "2026-11-20"), "a day after today"),
        (("review_by", "soon"), "Choose a day, like 2026-12-25."),
        (("written", "2027-01-01"), "That day has not come yet."),
        (("language", "tlh"), "Choose the language"),
        (("author", "per_00000000000000000000000000000999"), "not on record here"),
        (("title", ""), "Write a heading."),
    ] {
        let response = clinic.post("/clinic/articles/new", Some(&token), &form(&clinic, &[over])).await;
        assert_eq!(response.status(), 422, "{over:?}");
        let page = text(response).await;
        assert!(page.contains(words), "{words}: {page}");
        let kept =
            if over.0 == "text" { "value=\"a-quiet-room\"" } else { "We keep one room quiet.</textarea>" };
        assert!(page.contains(kept), "{over:?}: {page}");
        // No list of choices holds what none of it offers: only a form made by hand sends that.
        if !over.1.trim().is_empty() && !["author", "language"].contains(&over.0) {
            assert!(page.contains(over.1), "typed words are lost: {over:?}");
        }
    }
    assert_eq!(clinic.get("/articles/a-quiet-room", None).await.status(), 404, "nothing was published");
}

#[tokio::test]
async fn a_preview_keeps_nothing_and_what_warns_is_published_and_said_beside_its_version() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::MedicalDirector);
    let hard = "Neuroplasticity facilitates psychotherapeutic understanding of extraordinary experiences.";
    let asked = form(&clinic, &[("do", "preview"), ("text", hard), ("title", "")]);
    let page = clinic.post("/clinic/articles/new", Some(&token), &asked).await;
    assert_eq!(page.status(), 200, "a preview asks for nothing");
    let page = text(page).await;
    assert!(
        page.contains("It can be published. To think about:") && page.contains("It reads like school grade"),
        "{page}"
    );
    assert_eq!(clinic.get("/articles/a-quiet-room", None).await.status(), 404);
    let sent = form(&clinic, &[("text", hard)]);
    for _ in 0..2 {
        let response = clinic.post("/clinic/articles/new", Some(&token), &sent).await;
        assert_eq!(location(&response), "/clinic/articles/a-quiet-room/en", "a second tap is the same act");
    }
    let again = form(&clinic, &[("text", "We keep one room quiet, and one green.")]);
    assert_eq!(clinic.post("/clinic/articles/new", Some(&token), &again).await.status(), 303);
    let public = text(clinic.get("/articles/a-quiet-room", None).await).await;
    assert!(public.contains("and one green") && public.contains("Invented Therapist"), "{public}");
    let auditor = clinic.token(Role::Auditor);
    let first = text(clinic.get("/clinic/articles/a-quiet-room/en/1", Some(&auditor)).await).await;
    assert!(
        first.contains("This is version 1 of 2")
            && first.contains("it is hard to read")
            && first.contains(hard),
        "{first}"
    );
    for number in ["0", "3", "x", "18446744073709551616"] {
        let path = format!("/clinic/articles/a-quiet-room/en/{number}");
        assert_eq!(clinic.get(&path, Some(&auditor)).await.status(), 404);
    }
    let withdraw = "/clinic/articles/a-quiet-room/en/withdraw";
    let nothing = clinic.post(withdraw, Some(&token), &format!("command={}&reason=", clinic.command())).await;
    assert_eq!(nothing.status(), 422);
    let sent = format!("command={}&reason=a+store+now", clinic.command());
    assert_eq!(clinic.post(withdraw, Some(&token), &sent).await.status(), 303);
    assert_eq!(clinic.get("/articles/a-quiet-room", None).await.status(), 404);
    assert!(!text(clinic.get("/articles", None).await).await.contains("A quiet room"));
    let inside = text(clinic.get("/clinic/articles/a-quiet-room/en", Some(&auditor)).await).await;
    assert!(
        inside.contains("a store now") && inside.contains("and one green"),
        "every version stays: {inside}"
    );
}

#[tokio::test]
async fn nothing_pasted_into_an_article_runs_or_leads_astray() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::MedicalDirector);
    let bad = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](//evil.example) \
               ![c](https://evil.example/p.png) שלום 👩🏽‍⚕️ [d](/people)";
    let sent = form(&clinic, &[("text", bad), ("title", "<b>שלום</b> 🌊")]);
    assert_eq!(clinic.post("/clinic/articles/new", Some(&token), &sent).await.status(), 303);
    for (path, token) in [
        ("/articles/a-quiet-room", None),
        ("/clinic/articles/a-quiet-room/en", Some(token.as_str())),
        ("/articles", None),
    ] {
        let page = text(clinic.get(path, token).await).await;
        for never in ["<script>alert", "<img", "javascript:", "href=\"//", "evil.example/p.png", "<b>"] {
            assert!(!page.contains(never), "{never} on {path}: {page}");
        }
        assert!(page.contains("שלום"), "{path}");
    }
    let page = text(clinic.get("/articles/a-quiet-room", None).await).await;
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("<a href=\"/people\">d</a>"),
        "{page}"
    );
    let huge = clinic
        .send("/clinic/articles/new", Some(&token), Body::from(vec![b'a'; 17_000_000]), "same-origin")
        .await;
    assert_eq!(huge.status(), 413);
}

#[tokio::test]
async fn a_visitor_reads_an_article_in_their_language_where_there_is_one() {
    let clinic = Clinic::open();
    publish(&clinic, article("a-quiet-room", "We keep one room quiet."));
    let spanish = "Tenemos un cuarto tranquilo.";
    let es =
        Article { language: Tongue::Spanish, title: line("Un cuarto"), ..article("a-quiet-room", spanish) };
    let page = text(clinic.get_with_cookie("/articles/a-quiet-room", "lang=es").await).await;
    assert!(
        page.contains("Este texto está en inglés.")
            && page.contains("<div class=\"article stack\" lang=\"en\""),
        "{page}"
    );
    publish(&clinic, es);
    for (lang, words) in [("es", spanish), ("en", "We keep one room quiet.")] {
        let page =
            text(clinic.get_with_cookie("/articles/a-quiet-room", &format!("lang={lang}")).await).await;
        assert!(page.contains(words) && page.contains(&format!("<html lang=\"{lang}\"")), "{page}");
    }
    let list = text(clinic.get("/articles", None).await).await;
    assert_eq!(list.matches("/articles/a-quiet-room").count(), 1, "one text, not two: {list}");
    let home = text(clinic.get("/", None).await).await;
    assert!(home.contains("/articles/a-quiet-room"), "{home}");
}
