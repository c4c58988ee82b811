//! My profile: what I tell clients about what I do and do not do, where I work and since when, and my licence or none.

use askama::Template;
use care::act::Act;
use care::house::place_rules::DisclosurePoint;
use care::practice::Licence;
use care::practice::person::{Disclosure, PublishDisclosure};
use care::refusal::Refusal;

use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

/// One point, as it is written or not.
struct Said {
    name: String,
    head: String,
    words: String,
    is_asked: bool,
    is_said: bool,
}

#[derive(Template)]
#[template(path = "integration/profile.html")]
struct Profile {
    frame: Frame,
    command: String,
    errors: Errors,
    text: String,
    says: Vec<Said>,
    /// So many points that the place asks for are not published yet.
    unsaid: usize,
    version: u32,
    licences: Vec<String>,
    affiliations: Vec<(String, bool)>,
}

/// `GET /integration/profile`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /integration/profile`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let text = visit.raw("text").to_owned();
    let said = |point: &DisclosurePoint| (*point, visit.raw(&field(*point)).to_owned());
    let says = DisclosurePoint::ALL.iter().map(said).filter(|(_, words)| !words.trim().is_empty()).collect();
    match app.submit(visit, Act::PublishDisclosure(me, PublishDisclosure { text, says })) {
        Ok(_) => go("/integration/profile", "published"),
        Err(Trouble::Refused(
            no @ (Refusal::TextMissing | Refusal::TextTooLong { .. } | Refusal::TextHasHiddenMarks),
        )) => {
            let mut errors = Errors::default();
            errors.add("text", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// The name of the field of one point.
fn field(point: DisclosurePoint) -> String {
    format!("says-{}", point.code())
}

/// A sentence to begin with, for the points that say the same for everybody: theirs to keep or to change.
const fn beginning(point: DisclosurePoint) -> &'static str {
    match point {
        DisclosurePoint::NotAPhysician => "I am not a licensed physician.",
        DisclosurePoint::NotStateLicensed => "What I do is not licensed by the state.",
        DisclosurePoint::Alternative => {
            "What I offer stands beside the care of licensed people. It does not take its place."
        }
        DisclosurePoint::NotDone => {
            "I do not diagnose, treat, prescribe or give ketamine, and I give no advice about prescribed medicine."
        }
        DisclosurePoint::NoCrisis => "I am no crisis service. The lines that are stand on every page here.",
        DisclosurePoint::Nature | DisclosurePoint::Theory | DisclosurePoint::Experience => "",
    }
}

/// Each point with what they wrote, or a beginning where the place asks for it; those that are asked first.
fn points(visit: &Visit, published: Option<&Disclosure>, asked: &[DisclosurePoint], sent: bool) -> Vec<Said> {
    let one = |point: &DisclosurePoint| {
        let name = field(*point);
        let kept = published.and_then(|known| known.says.iter().find(|(said, _)| said == point));
        let is_asked = asked.contains(point);
        let words = match (sent, kept) {
            (true, _) => visit.raw(&name).to_owned(),
            (false, Some((_, words))) => words.clone(),
            (false, None) if is_asked => beginning(*point).to_owned(),
            (false, None) => String::new(),
        };
        let head = Lang::En.word_of("people-head", point.code()).to_owned();
        Said { name, head, words, is_asked, is_said: kept.is_some() }
    };
    let mut all: Vec<Said> = DisclosurePoint::ALL.iter().map(one).collect();
    all.sort_by_key(|said| !said.is_asked);
    all
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let person = app.person(me)?;
    let published = person.disclosure.as_ref();
    let house = app.known_house()?;
    let asked = match house.place_rules() {
        Some(rules) if !person.is_licensed_in(rules.jurisdiction.as_str(), app.now()) => {
            rules.says.as_slice()
        }
        _ => &[],
    };
    let says = points(visit, published, asked, !errors.is_empty());
    let licensed = person.credentials.iter().filter(|held| held.licence != Licence::NotLicensed);
    let mut licences: Vec<String> = licensed.map(|held| clinic::licence_line(app, held)).collect();
    if licences.is_empty() {
        licences.push(words::licence(Lang::En, Licence::NotLicensed).to_owned());
    }
    let page = Profile {
        frame: draw::live_frame(app, visit, "My profile"),
        command: visit.form_command(),
        text: if errors.is_empty() {
            published.map_or_else(String::new, |known| known.text.clone())
        } else {
            visit.raw("text").to_owned()
        },
        version: published.map_or(0, |known| known.version),
        unsaid: says.iter().filter(|said| said.is_asked && !said.is_said).count(),
        says,
        licences,
        affiliations: clinic::affiliation_lines(app, &person),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
