//! What the place asks of somebody who gives integration support without a licence: read in a file or by the director, corrected,
//! and signed by name. It narrows what the scope of practice allows, and says what a profile has to say.

use askama::Template;
use care::act::Act;
use care::house::place_rules::{DisclosurePoint, PlaceRules, SetPlaceRules, SupportAct, unsaid};
use care::practice::{Person, Role};
use care::protocol::SourceStatus;
use care::refusal::Refusal;
use care::text::Line;
use care::time::Instant;
use exchange::place_file::{PlaceFile, shipped};

use super::safety_today::places;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::clinic::verify;
use crate::pages::patients::{beside, person_name};
use crate::parts::{Action, Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{draw, when};

const HERE: &str = "/clinic/place";

/// Somebody who gives support here, and what their profile does not say.
struct Owes {
    name: String,
    href: String,
    points: Vec<String>,
}

#[derive(Template)]
#[template(path = "clinic/place_rules.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    errors: Errors,
    command: String,
    place: String,
    signed: String,
    overdue: bool,
    owes: Vec<Owes>,
    notes: Vec<String>,
    may: Vec<Choice>,
    says: Vec<Choice>,
    status: Vec<Choice>,
    years: String,
    source: String,
    typed_name: String,
    review_by: String,
}

/// `GET /clinic/place`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/place`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let Some(act) = read(app, visit, &mut errors) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::SetPlaceRules(app.record.house(), act)) {
        Ok(_) => go(HERE, "place-signed"),
        Err(trouble) => {
            let field = |no: &Refusal| match no {
                Refusal::SignatureNameDiffers => "typed-name",
                Refusal::PlaceReviewDay { .. } => "review-by",
                Refusal::PlaceYearsUnfit { .. } => "years",
                _ => "accept",
            };
            draw(app, visit, beside(trouble, field)?)
        }
    }
}

fn read(app: &App, visit: &Visit, errors: &mut Errors) -> Option<SetPlaceRules> {
    let mut line = |name: &str, words: &str| {
        let read = Line::new(visit.value(name)).ok();
        if read.is_none() {
            errors.add(name, words);
        }
        read
    };
    let source = line("source", "Write where you read it.");
    let typed_name = line("typed-name", "Write your name.");
    let status = SourceStatus::read(visit.value("status"));
    if status.is_none() {
        errors.add("status", "Say how far the source can be relied on.");
    }
    let kept_years = visit.value("years").trim().parse().ok();
    if kept_years.is_none() {
        errors.add("years", "Write a whole number of years.");
    }
    let review_by = when::read_day(Lang::En, visit.value("review-by"), &app.zone);
    if let Err(wrong) = review_by {
        errors.add("review-by", wrong);
    }
    let ticked = |name: &str, code: &str| visit.values(name).contains(&code);
    let may = SupportAct::ALL.iter().copied().filter(|act| ticked("may", act.code())).collect();
    let says = DisclosurePoint::ALL.iter().copied().filter(|point| ticked("says", point.code())).collect();
    let rules = PlaceRules {
        jurisdiction: app.house.jurisdiction.clone(),
        may,
        says,
        kept_years: kept_years?,
        source: source?,
        status: status?,
    };
    let review_by: Instant = when::day_around(review_by.ok()?, &app.zone).1;
    let accepts_unverified = visit.ticked("accept");
    Some(SetPlaceRules { rules, typed_name: typed_name?, review_by, accepts_unverified })
}

const fn act_words(act: SupportAct) -> &'static str {
    match act {
        SupportAct::HoldTalk => "Hold a talk of integration support",
        SupportAct::KeepNote => "Keep a note of it",
        SupportAct::ProposeStep => "Propose a small step",
        SupportAct::ReadShared => "Read what a client shares from their diary",
    }
}

/// How far a source can be relied on, in words.
pub const fn status_words(status: SourceStatus) -> &'static str {
    match status {
        SourceStatus::Cited => "The named source was read",
        SourceStatus::Article => "A practitioner’s article says so: a claim, not a rule",
        SourceStatus::Unverified => "Nobody has verified it",
        SourceStatus::Clinic => "Set by this clinic",
    }
}

/// Those who give support here now and whose profile does not say what is asked.
fn owes(app: &App, rules: &PlaceRules, now: Instant) -> Result<Vec<Owes>, Trouble> {
    let mut found = vec![];
    for (id, person) in verify::here(app, now)? {
        let points = unsaid(rules, &person, now);
        if points.is_empty() || !person.affiliated(Role::IntegrationSpecialist, now) {
            continue;
        }
        let head = |point: &DisclosurePoint| Lang::En.word_of("people-head", point.code()).to_owned();
        found.push(Owes {
            name: person.name.to_string(),
            href: format!("/clinic/people/{id}"),
            points: points.iter().map(head).collect(),
        });
    }
    Ok(found)
}

/// What "Safety today" says of it: nothing signed although somebody gives support here, a day that is over, and how many
/// profiles do not say what is asked.
///
/// # Errors
/// The store's.
pub fn owed(app: &App) -> Result<Vec<String>, Trouble> {
    let (house, now) = (app.known_house()?, app.now());
    let Some(signed) = &house.place else {
        let gives = |person: &Person| person.affiliated(Role::IntegrationSpecialist, now);
        let anybody = verify::here(app, now)?.iter().any(|(_, person)| gives(person));
        let words = format!("Nobody has signed what {} asks of integration support", house.jurisdiction);
        return Ok(anybody.then_some(words).into_iter().collect());
    };
    let mut found = vec![];
    if signed.review_by <= now {
        found.push(format!("What {} asks of integration support is to be read again", house.jurisdiction));
    }
    for one in owes(app, &signed.rules, now)? {
        found.push(format!(
            "{}: {} points that the place asks for are not on the profile",
            one.name,
            one.points.len()
        ));
    }
    Ok(found)
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (house, now) = (app.known_house()?, app.now());
    let place = app.house.jurisdiction.to_string();
    let file: Option<PlaceFile> = shipped(&place).and_then(Result::ok);
    let known = house.place.as_ref();
    let rules = known.map(|signed| &signed.rules).or(file.as_ref().map(|file| &file.rules));
    let sent = !visit.form.is_empty();
    let chosen =
        |name: &str, held: bool, code: &str| if sent { visit.values(name).contains(&code) } else { held };
    let tick = |name: &str, code: &'static str, words: &str, held: bool| {
        Choice::new(code, words, if chosen(name, held, code) { code } else { "" })
    };
    let field = |name: &str, held: String| if sent { visit.value(name).to_owned() } else { held };
    let may = |act: &SupportAct| {
        tick("may", act.code(), act_words(*act), rules.is_none_or(|rules| rules.may.contains(act)))
    };
    let says = |point: &DisclosurePoint| {
        let words = Lang::En.word_of("people-head", point.code());
        tick("says", point.code(), words, rules.is_none_or(|rules| rules.says.contains(point)))
    };
    let status = field("status", rules.map_or(String::new(), |rules| rules.status.code().to_owned()));
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, "What the place asks of support"),
        places: places(HERE),
        command: visit.form_command(),
        signed: known.map_or_else(String::new, |signed| {
            format!(
                "Signed by {} on {}, to be read again by {}. Source: {}.",
                person_name(app, signed.by),
                when::date(signed.at, &app.zone),
                when::date(signed.review_by, &app.zone),
                signed.rules.source
            )
        }),
        overdue: known.is_some_and(|signed| signed.review_by <= now),
        owes: known.map(|signed| owes(app, &signed.rules, now)).transpose()?.unwrap_or_default(),
        notes: file.as_ref().map(|file| file.notes.clone()).unwrap_or_default(),
        may: SupportAct::ALL.iter().map(may).collect(),
        says: DisclosurePoint::ALL.iter().map(says).collect(),
        status: SourceStatus::ALL
            .iter()
            .map(|one| Choice::new(one.code(), status_words(*one), &status))
            .collect(),
        years: field("years", rules.map_or(String::new(), |rules| rules.kept_years.to_string())),
        source: field("source", rules.map_or(String::new(), |rules| rules.source.to_string())),
        typed_name: visit.value("typed-name").to_owned(),
        review_by: visit.value("review-by").to_owned(),
        place,
        errors,
    };
    if ok { html(&page) } else { again(&page) }
}
