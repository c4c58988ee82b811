//! What Harbor Clinic wrote for the public: two short texts, one of which the clinic's own life has made untrue.

use care::act::Act;
use care::articles::{Article, PublishArticle};
use care::ids::{ArticlesId, CommandId};
use care::messages::Tongue;
use care::time::{Date, Instant};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::days::{days, later};
use super::house::{HOUSE, ZONE};
use super::script::Script;
use super::staff::{Member, Staff};
use super::words::line;
use crate::clock::timed_id;

const FIRST_DAYS: &str = "Many people feel tired the day after a dose. Some feel open, and some feel flat. There is no \
    right way to feel.\n\n## The evening\n\nEat something small. Drink water. Let somebody stay with you. Do not drive. \
    Do not sign anything.\n\n## The next day\n\n- Keep the day slow.\n- Write down a word or two, if you like.\n- Go \
    outside for a short walk.\n\nIf you cannot sleep for two nights, or feel unsafe, call us. The number is at the foot \
    of this page.\n\nWe do not know how long these days matter. [What is known, and what is not](/learn/window).";

const SUPPORT: &str = "After an infusion you can talk with one of our guides. We call this integration support.\n\nIt is \
    not therapy. Our guides do not treat you, and they do not see your chart.\n\n## What you do together\n\nYou tell what \
    came up. You look at what you wrote or drew. You choose one small step for the week.\n\n## Who you meet\n\nYou meet \
    Tomas Reyes or Dana Rivers. Ask for the one you like.";

/// Both are published on the day the house opens, when both were true. `Dana Rivers` leaves later.
pub fn published(script: &mut Script, staff: &Staff, opened: Instant) {
    let texts = [
        ("the-first-days", "The first days after a dose", FIRST_DAYS, staff.lena),
        ("integration-support", "What integration support is", SUPPORT, staff.tomas),
    ];
    for (nth, (slug, title, text, author)) in (0_u32..).zip(texts) {
        let at = later(opened, 300 + i64::from(nth));
        // Takes nothing from the chances of the rest: the same seed tells the same people's stories.
        let id = CommandId(timed_id(at, 0xA_7171 + u128::from(nth)));
        let article = article(slug, title, text, author, at);
        let act = Act::PublishArticle(ArticlesId::of(HOUSE), PublishArticle { article, found: vec![] });
        script.say_as(id, at, staff.priya.acting(), act);
    }
}

fn article(slug: &str, title: &str, text: &str, author: Member, at: Instant) -> Article {
    Article {
        slug: line(slug),
        language: Tongue::English,
        title: line(title),
        text: text.to_owned(),
        author: author.id,
        written: date(at),
        review_by: date(days(at, 365)),
    }
}

/// The day on the wall of the clinic.
pub fn date(at: Instant) -> Date {
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let here = Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone);
    Date::read(&here.strftime("%Y-%m-%d").to_string()).expect("a day of this century is a day")
}
