//! After a visit, over HTTP and without a script: moods, small steps, the line, practices, and no word of loss in any.

use axum::http::header;
use care::act::Act;
use care::keeping::Mood;
use care::keeping::say_mood::SayMood;
use care::practice::{Acting, Role};
use care::time::{Date, Instant};
use exchange::reading::{Language, Reading, banned};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use web::texts::AREAS;

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, location, text};

const PAGES: [&str; 5] = ["/me", "/me/mood", "/me/steps", "/me/line", "/me/practice"];

async fn says(clinic: &Clinic, token: &str, form: &str) -> u16 {
    let form = format!("command={}&back=/me&{form}", clinic.command());
    clinic.post("/me/mood", Some(token), &form).await.status().as_u16()
}

async fn page(clinic: &Clinic, token: &str, path: &str) -> String {
    let response = clinic.get(path, Some(token)).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}

#[tokio::test]
async fn a_mood_is_one_tap_and_the_page_says_what_was_saved() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let before = page(&clinic, &token, "/me").await;
    assert!(before.contains("How are you right now?") && !before.contains("Saved: So-so"), "{before}");
    let command = clinic.command();
    for word in ["so-so", "good", "good"] {
        // The same page, tapped again with another word, as a browser's back button allows.
        let form = format!("command={command}&back=/me&mood={word}");
        let tapped = clinic.post("/me/mood", Some(&token), &form).await;
        assert_eq!((tapped.status().as_u16(), location(&tapped)), (303, "/me"), "{word}");
    }
    let after = page(&clinic, &token, "/me").await;
    assert!(after.contains("Saved: Good"), "{after}");
    assert!(after.contains(r#"value="good" aria-pressed="true""#), "{after}");
    assert_eq!(after.matches(r#"aria-pressed="true""#).count(), 1 + themes_pressed(&after), "{after}");
    // A note stays when the word of the day is tapped anew.
    assert_eq!(says(&clinic, &token, "mood=low&note=A+long+night").await, 303);
    assert_eq!(says(&clinic, &token, "mood=very-low").await, 303);
    let days = page(&clinic, &token, "/me/mood").await;
    assert!(days.contains("A long night") && days.contains("Very low"), "{days}");
    let low = page(&clinic, &token, "/me").await;
    assert!(low.contains("You do not have to be alone with it") && low.contains("/me/unsafe"), "{low}");
    assert_eq!(says(&clinic, &token, "mood=splendid").await, 422);
}

/// Buttons of colours, languages and clocks are pressed, too.
fn themes_pressed(page: &str) -> usize {
    let pressed = |name: &str| {
        let buttons = page.match_indices("<button").map(|(at, _)| &page[at..]);
        let buttons = buttons.filter_map(|rest| rest.split_once('>')).map(|(button, _)| button);
        buttons.filter(|button| button.contains(name) && button.contains(r#"aria-pressed="true""#)).count()
    };
    pressed(r#"name="theme""#) + pressed(r#"name="lang""#) + pressed(r#"name="clock""#)
}

#[tokio::test]
async fn a_day_is_the_one_where_the_person_is() {
    let clinic = Clinic::open();
    // 04:30 UTC on the 21st is half past eleven in the night of the 20th in New York.
    clinic.at(Instant(NOON.0 + 13 * HOUR_US + HOUR_US / 2));
    let token = clinic.token(Role::Patient);
    assert_eq!(says(&clinic, &token, "mood=good").await, 303);
    let days = page(&clinic, &token, "/me/mood").await;
    assert!(days.contains(r#"<time datetime="2026-11-20">Fri 20 Nov</time>"#), "{days}");
}

#[tokio::test]
async fn small_steps_are_chosen_ticked_rested_and_let_go() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let empty = page(&clinic, &token, "/me/steps").await;
    assert!(empty.contains("Pick one. One is enough."), "{empty}");
    let act = async |path: &str, form: &str| {
        let form = format!("command={}&{form}", clinic.command());
        clinic.post(path, Some(&token), &form).await.status().as_u16()
    };
    assert_eq!(act("/me/steps", "what=").await, 422);
    assert_eq!(act("/me/steps", "what=Phone+away&when=at+22%3A00").await, 303);
    assert_eq!(act("/me/steps", "what=Ten+minutes+outside").await, 303);
    assert_eq!(act("/me/steps", "what=One+song").await, 303);
    let full = format!("command={}&what=A+fourth+%3Cb%3E", clinic.command());
    let refused = clinic.post("/me/steps", Some(&token), &full).await;
    assert_eq!(refused.status(), 422);
    let refused = text(refused).await;
    assert!(refused.contains("3 small steps at a time are enough"), "{refused}");
    assert_eq!(act("/me/steps/1/tick", "day=2026-11-20&done=yes&back=/me").await, 303);
    assert_eq!(
        act("/me/steps/1/tick", "day=2026-11-20&done=yes&back=/me").await,
        303,
        "a second tap is done"
    );
    assert_eq!(act("/me/steps/1/tick", "day=2026-11-18&done=yes").await, 303);
    assert_eq!(act("/me/steps/1/tick", "day=2026-11-21&done=yes").await, 409, "tomorrow has not come");
    assert_eq!(act("/me/steps/1/tick", "day=2026-11-12&done=yes").await, 409, "eight days back");
    let me = page(&clinic, &token, "/me").await;
    assert!(
        me.contains("Phone away, at 22:00") && me.contains("2 of the last 7 days. Any day counts."),
        "{me}"
    );
    assert_eq!(act("/me/steps/1/tick", "day=2026-11-20&done=no&back=/me/steps").await, 303);
    let steps = page(&clinic, &token, "/me/steps").await;
    assert!(steps.contains("1 of the last 7 days. Any day counts."), "{steps}");
    assert_eq!(act("/me/steps/2/pause", "").await, 303);
    let said = page(&clinic, &token, "/me/steps?said=paused").await;
    assert!(said.contains("It rests now") && said.contains("Take it up again"), "{said}");
    assert_eq!(act("/me/steps/2/let-go", "").await, 303);
    assert_eq!(clinic.get("/me/steps/2", Some(&token)).await.status(), 404);
    assert_eq!(clinic.get("/me/steps/99", Some(&token)).await.status(), 404);
    // A code that is none of ours says nothing.
    let forged = page(&clinic, &token, "/me/steps?said=You+missed+it").await;
    assert!(!forged.contains("missed"), "{forged}");
}

#[tokio::test]
async fn a_line_begins_with_the_third_day_and_a_lower_week_names_a_person() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let few = page(&clinic, &token, "/me/line").await;
    assert!(few.contains("A line begins with the third day") && !few.contains("<polyline"), "{few}");
    let words = [Mood::Good, Mood::Good, Mood::VeryGood, Mood::Low, Mood::VeryLow, Mood::Low];
    for (word, date) in words.into_iter().zip([8, 9, 10, 18, 19, 20]) {
        clinic.at(Instant(NOON.0 - (20 - i64::from(date)) * 24 * HOUR_US));
        let today = Date::new(2026, 11, date).unwrap();
        let note = None;
        clinic.act(Acting::patient(PATIENT), Act::SayMood(PATIENT, SayMood { mood: word, note, today }));
    }
    clinic.at(NOON);
    let line = page(&clinic, &token, "/me/line").await;
    assert_eq!(line.matches("<polyline").count(), 2 * 2, "two runs, at two widths: {line}");
    assert!(line.contains("Your words were lower this week"), "{line}");
    assert!(line.contains("Talk about this") && line.contains("(555) 0100"), "{line}");
    let table = line.split("<tbody>").nth(1).unwrap();
    assert_eq!(table.matches("<th scope=\"row\">").count(), 6, "the table under it has every day");
    assert!(!line.contains("font-size"), "letters are sized by the style sheet alone");
}

#[tokio::test]
async fn practices_are_read_one_at_a_time_in_both_languages() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let list = page(&clinic, &token, "/me/practice").await;
    assert!(list.contains("For you now") && list.contains("draft, to be reviewed"), "{list}");
    let one = page(&clinic, &token, "/me/practice/first-word").await;
    assert!(one.contains("If one word stayed with you"), "{one}");
    assert!(one.contains("/me/practice/first-sound"), "another of its kind: {one}");
    assert_eq!(clinic.get("/me/practice/no-such-thing", Some(&token)).await.status(), 404);
    let spanish = format!("holdfast={token}; lang=es");
    let request = axum::http::Request::get("/me/practice/first-word").header(header::COOKIE, spanish);
    let answer =
        tower::ServiceExt::oneshot(clinic.router.clone(), request.body(axum::body::Body::empty()).unwrap());
    let spanish = text(answer.await.unwrap()).await;
    assert!(spanish.contains("Si una palabra se quedó con usted"), "{spanish}");
}

/// What a reader reads: no tags, no attributes.
fn visible(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(inside, _)| inside);
    let mut words = String::new();
    let mut inside = false;
    for letter in main.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push_str(". ");
            }
            letter if !inside => words.push(letter),
            _ => {}
        }
    }
    words
}

#[tokio::test]
async fn no_page_of_what_a_person_keeps_has_a_word_of_loss_or_of_promise() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let form = format!("command={}&what=Ten+minutes+outside", clinic.command());
    clinic.post("/me/steps", Some(&token), &form).await;
    assert_eq!(says(&clinic, &token, "mood=low").await, 303);
    // Days go by and nothing is kept.
    clinic.at(Instant(NOON.0 + 30 * 24 * HOUR_US));
    let token = clinic.token(Role::Patient);
    for (lang, language) in [("en", Language::English), ("es", Language::Spanish)] {
        for path in PAGES {
            let request = axum::http::Request::get(path)
                .header(header::COOKIE, format!("holdfast={token}; lang={lang}"))
                .body(axum::body::Body::empty());
            let answer = tower::ServiceExt::oneshot(clinic.router.clone(), request.unwrap()).await.unwrap();
            let words = visible(&text(answer).await);
            assert_eq!(banned::losses(&words, language), vec![], "{path} in {lang}");
            assert_eq!(banned::promises(&words, language), vec![], "{path} in {lang}");
        }
    }
}

fn said(pattern: &Pattern<&str>, texts: &mut Vec<String>) {
    let mut line = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => line.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { .. }),
            } => {
                line.push_str("Sam");
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().for_each(|variant| said(&variant.value, texts));
            }
            PatternElement::Placeable { .. } => {}
        }
    }
    texts.push(line);
}

#[test]
fn every_message_of_this_area_is_plain_and_has_no_word_of_loss_or_of_promise() {
    let (_, english, spanish) = AREAS.iter().find(|(area, ..)| *area == "after").unwrap();
    for (text, language) in [(english, Language::English), (spanish, Language::Spanish)] {
        let resource = fluent_syntax::parser::parse(*text).unwrap();
        let mut texts = vec![];
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                said(message.value.as_ref().unwrap(), &mut texts);
            }
        }
        assert!(100 < texts.len(), "{}", texts.len());
        for line in &texts {
            assert_eq!(banned::losses(line, language), vec![], "{line}");
            assert_eq!(banned::promises(line, language), vec![], "{line}");
        }
        let reading = Reading::of_all(texts.iter().map(String::as_str), language);
        let (grade, mean) = (reading.grade(language).unwrap(), reading.words_per_sentence().unwrap());
        assert!(
            grade <= 6.0 && mean <= 15.0,
            "{language:?}: grade {grade:.1}, {mean:.1} words in a sentence"
        );
    }
}
