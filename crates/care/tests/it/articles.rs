//! Articles: who publishes, what stops one, what is kept of each version.

use care::act::Act;
use care::articles::{Article, Articles, Flag, PublishArticle, WithdrawArticle};
use care::chart::State;
use care::fact::Stream;
use care::ids::{ArticlesId, PersonId};
use care::messages::Tongue;
use care::practice::person::AddPerson;
use care::text::ARTICLE_MAX;
use care::time::Date;

use crate::clinic::{HOUSE, Tale, id_of, line, who};

const ARTICLES: ArticlesId = ArticlesId::of(HOUSE);

/// For the test of the codes.
pub const TABLES: &[fn()] =
    &[an_article_is_published_by_the_director_and_each_version_is_kept, what_stops_an_article_and_what_warns];

fn day(text: &str) -> Date {
    Date::read(text).expect("a day")
}

fn article() -> Article {
    Article {
        slug: line("a-quiet-room"),
        language: Tongue::English,
        title: line("A quiet room"),
        text: "We keep one room quiet.".to_owned(),
        author: id_of("therapist"),
        written: day("2026-11-20"),
        review_by: day("2027-11-20"),
    }
}

fn publish(article: Article, found: &[Flag]) -> Act {
    Act::PublishArticle(ARTICLES, PublishArticle { article, found: found.to_vec() })
}

fn withdraw(slug: &str) -> Act {
    let (slug, language, reason) = (line(slug), Tongue::English, line("the room is a store now"));
    Act::WithdrawArticle(ARTICLES, WithdrawArticle { slug, language, reason })
}

fn kept(tale: &Tale) -> Articles {
    let stream = Stream::Articles(ARTICLES);
    match tale.world.streams().find(|(known, _)| **known == stream) {
        Some((_, State::Articles(articles))) => (**articles).clone(),
        _ => Articles::default(),
    }
}

#[test]
fn an_article_is_published_by_the_director_and_each_version_is_kept() {
    let mut tale = Tale::of("");
    let director = who("director");
    for role in ["prescriber", "nurse", "therapist", "specialist", "desk", "auditor"] {
        tale.refuses(&who(role), publish(article(), &[]), "out-of-scope");
        tale.refuses(&who(role), withdraw("a-quiet-room"), "out-of-scope");
    }
    tale.refuses(&director, withdraw("a-quiet-room"), "article-unknown");
    tale.does(&director, publish(article(), &[Flag::HardToRead]));
    tale.refuses(&director, publish(article(), &[]), "nothing-changed");
    // The same name in another language is another text.
    tale.does(&director, publish(Article { language: Tongue::Spanish, ..article() }, &[]));
    // Read again, and nothing to change but the day: a version of its own.
    tale.does(&director, publish(Article { review_by: day("2028-01-02"), ..article() }, &[]));
    let all = kept(&tale);
    let english = all.find("a-quiet-room", Tongue::English).expect("kept");
    let (first, newest) = (english.versions.first().expect("one"), english.newest().expect("one"));
    assert_eq!((english.versions.len(), first.warned.as_slice()), (2, &[Flag::HardToRead][..]));
    assert_eq!((newest.article.review_by, newest.warned.len()), (day("2028-01-02"), 0));
    assert_eq!(newest.by, id_of("director"));
    tale.does(&director, withdraw("a-quiet-room"));
    tale.refuses(&director, withdraw("a-quiet-room"), "nothing-changed");
    let all = kept(&tale);
    let english = all.find("a-quiet-room", Tongue::English).expect("kept");
    assert_eq!((english.public(), english.versions.len()), (None, 2), "every version stays");
    assert!(all.find("a-quiet-room", Tongue::Spanish).expect("kept").public().is_some());
    // What was withdrawn may be published again, word for word.
    tale.does(&director, publish(Article { review_by: day("2028-01-02"), ..article() }, &[]));
    assert!(kept(&tale).find("a-quiet-room", Tongue::English).expect("kept").public().is_some());
    let elsewhere = Act::WithdrawArticle(
        ArticlesId(77),
        match withdraw("x") {
            Act::WithdrawArticle(_, act) => act,
            other => panic!("{other:?}"),
        },
    );
    tale.refuses(&director, elsewhere, "house-unknown");
}

#[test]
fn what_stops_an_article_and_what_warns() {
    let mut tale = Tale::of("");
    let director = who("director");
    for (flag, stops) in [
        (Flag::EndedAffiliation, true),
        (Flag::PromiseWord, true),
        (Flag::OldCrisisNumber, true),
        (Flag::NamedAsFormer, false),
        (Flag::HardToRead, false),
    ] {
        assert_eq!(flag.stops(), stops);
        if stops {
            tale.refuses(&director, publish(article(), &[Flag::HardToRead, flag]), "article-flagged");
        }
    }
    let no = |article: Article, code: &str| tale.refuses(&director, publish(article, &[]), code);
    for slug in ["A-Room", "a room", "räume", "a/b", "..", "<script>", &"a".repeat(61)] {
        no(Article { slug: line(slug), ..article() }, "article-slug-not-plain");
    }
    no(Article { text: " \n".to_owned(), ..article() }, "text-missing");
    no(Article { text: "x".repeat(ARTICLE_MAX + 1), ..article() }, "text-too-long");
    no(Article { text: "nalp \u{202E}this".to_owned(), ..article() }, "text-has-hidden-marks");
    // The tests take place on 2026-11-22. Somewhere it is tomorrow already; nowhere is it Tuesday.
    no(Article { written: day("2026-11-24"), ..article() }, "time-in-the-future");
    for review in ["2026-11-22", "2020-01-01", "2028-11-24"] {
        no(Article { review_by: day(review), ..article() }, "article-review-day");
    }
    no(Article { author: PersonId(999), ..article() }, "person-unknown");
    // Somebody the public cannot look up writes nothing for it.
    tale.does(&director, Act::AddPerson(PersonId(700), AddPerson { name: line("Nobody Yet") }));
    tale.refuses(&director, publish(Article { author: PersonId(700), ..article() }, &[]), "not-affiliated");
    tale.does(
        &director,
        publish(Article { written: day("2026-11-23"), ..article() }, &[Flag::NamedAsFormer]),
    );
}
