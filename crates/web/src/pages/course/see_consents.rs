//! Every consent of a course: what was signed, when, in whose name, and what it means. The patient signs; staff read.

use askama::Template;
use care::course::Consent;
use care::protocol::draft::Standing;

use super::known::{Known, back, opened, service};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::chart_frame;
use crate::parts::{Mark, Service, Signature};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

struct Signed {
    signature: Signature,
    mark: Mark,
    state: String,
    version: String,
}

#[derive(Template)]
#[template(path = "course/see_consents.html")]
struct Page {
    frame: Frame,
    back: String,
    name: String,
    service: Service,
    signed: Vec<Signed>,
    wanted: String,
}

/// `GET /courses/{course}/consents`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    let known = Known::read(app, id)?;
    let signed = course.consents.iter().rev().map(|held| consent(app, &known, held)).collect();
    html(&Page {
        frame: chart_frame(app, visit, &patient, "Consents")?,
        back: back(course.patient, id),
        name: patient.details.name.to_string(),
        service: service(course.model),
        signed,
        wanted: wanted(&known),
    })
}

/// What is asked for now, in a sentence; "" when it is there.
fn wanted(known: &Known) -> String {
    let (course, (version, protocol)) = (&known.course, &known.protocol);
    let route = course.order_in_force().map(|order| order.route);
    let routes = route.map_or_else(|| protocol.content.routes.clone(), |route| vec![route]);
    if course.closed.is_some() || routes.iter().any(|route| course.consent_for(*route, *version).is_some()) {
        return String::new();
    }
    let names: Vec<&str> = routes.iter().map(|route| words::route(Lang::En, *route)).collect();
    format!(
        "No consent is in force for {} under the version in force. The patient reads and signs it on their own \
         pages, with a clear head.",
        names.join(" or ")
    )
}

fn consent(app: &App, known: &Known, held: &Consent) -> Signed {
    let version = app.protocol(held.protocol).ok();
    let title = version.as_ref().map_or_else(String::new, |version| version.content.title.to_string());
    let signed = version.as_ref().and_then(|version| match &version.standing {
        Standing::Signed(by) | Standing::Superseded(by) => Some(when::date(by.at, &app.zone)),
        Standing::Draft => None,
    });
    let current = held.protocol == known.protocol.0;
    let (mark, state) = match held.withdrawn {
        Some(at) => (Mark::Locked, format!("Withdrawn {}", when::day_clock(at, &app.zone))),
        None if known.course.closed.is_some() => (Mark::Locked, "The course is closed".to_owned()),
        None if current => (Mark::Signed, "In force".to_owned()),
        None => (Mark::Old, "For an earlier version".to_owned()),
    };
    Signed {
        signature: Signature {
            name: held.typed_name.to_string(),
            at: when::full(held.signed, &app.zone),
            meaning: format!(
                "I have read this and I agree: {}, {}.",
                words::model(Lang::En, held.model),
                words::route(Lang::En, held.route)
            ),
        },
        mark,
        state,
        version: match signed {
            Some(signed) => format!("{title}, version signed {signed}"),
            None => title,
        },
    }
}
