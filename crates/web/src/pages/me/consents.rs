//! Everything the person has signed: which text, when, in whose name, what it means; and the way to take it back.

use askama::Template;
use care::course::consent::Consent;
use care::protocol::draft::Standing;
use care::refusal::Refusal;

use super::consent_words::{self, Part};
use super::mine::{self, Mine};
use super::{steps, touch};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Mark;
use crate::visit::Visit;
use crate::words;

/// One consent that was signed once.
struct Held {
    title: String,
    mark: Mark,
    words: String,
    signed: String,
    version: String,
    ended: String,
    parts: Vec<Part>,
}

/// A way to be given it that is not signed for under the text in force.
struct ToRead {
    href: String,
    words: String,
}

#[derive(Template)]
#[template(path = "me/consents.html")]
struct Page {
    frame: Frame,
    lock: String,
    held: Vec<Held>,
    any_in_force: bool,
    to_read: Vec<ToRead>,
    touch: String,
}

/// `GET /me/consents`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (_, course) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    let lang = visit.lang;
    let signed =
        |route| mine.protocol.as_ref().is_some_and(|(id, _)| course.consent_for(route, *id).is_some());
    let open = course.closed.is_none() && !course.is_stopped();
    let routes = if open { steps::routes_to_sign(course, &mine.states()) } else { vec![] };
    let to_read = routes.into_iter().filter(|route| !signed(*route)).map(|route| ToRead {
        href: format!("/me/consent?route={}", route.code()),
        words: lang.say_with("consents-read", &[("route", words::route(lang, route))]),
    });
    html(&Page {
        frame: draw::live_frame(app, visit, &lang.say("consents-title")),
        lock: mine::lock_words(&mine.reader, &mine.patient, mine.now),
        held: course.consents.iter().rev().map(|consent| held(app, &mine, consent)).collect(),
        any_in_force: course.consents.iter().any(|consent| consent.withdrawn.is_none()),
        to_read: to_read.collect(),
        touch: match &course.touch {
            Some(said) => touch::stands(lang, Some(said)),
            None => lang.say("touch-not-said"),
        },
    })
}

fn held(app: &App, mine: &Mine, consent: &Consent) -> Held {
    let protocol = app.protocol(consent.protocol).ok();
    let current = mine.protocol.as_ref().is_some_and(|(id, _)| *id == consent.protocol);
    let lang = mine.reader.lang;
    let (mark, state) = match (consent.withdrawn, current) {
        (Some(_), _) => (Mark::Old, lang.say("consent-withdrawn")),
        (None, true) => (Mark::Signed, lang.say("consent-in-force")),
        (None, false) => (Mark::Old, lang.say("consent-older")),
    };
    let (signed, name) = (mine.reader.full(consent.signed), consent.typed_name.to_string());
    let title = protocol.as_ref().map_or("", |protocol| protocol.content.title.as_str());
    let version = protocol.as_ref().and_then(|protocol| match &protocol.standing {
        Standing::Signed(by) | Standing::Superseded(by) => Some(mine.reader.date(by.at)),
        Standing::Draft => None,
    });
    Held {
        title: format!("{}, {}", words::model(lang, consent.model), words::route(lang, consent.route)),
        mark,
        words: state,
        signed: lang.say_with("consent-signed-as", &[("at", &signed), ("name", &name)]),
        version: version.map_or_else(String::new, |at| {
            lang.say_with("consents-version", &[("title", title), ("date", &at.to_string())])
        }),
        ended: consent.withdrawn.map_or_else(String::new, |at| {
            lang.say_with("consent-withdrawn-at", &[("at", &mine.reader.full(at))])
        }),
        parts: protocol
            .map(|protocol| consent_words::summary(lang, &protocol.content, consent.route))
            .unwrap_or_default(),
    }
}
