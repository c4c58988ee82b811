//! What a place asks of whoever keeps controlled substances there: read in a file or by the director, corrected, signed by name.
//! Until it is signed no count is called due, and no day is said for the notice of a loss.

use askama::Template;
use care::act::Act;
use care::house::custody_rules::{CustodyRules, SetCustodyRules, SignedCustodyRules};
use care::protocol::SourceStatus;
use care::refusal::Refusal;
use care::text::Line;
use exchange::place_file::shipped;

use super::place_rules::status_words;
use super::safety_today::places;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, person_name};
use crate::parts::{Action, Choice, Errors};
use crate::place::Place;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{draw, when};

const HERE: &str = "/clinic/custody";

#[derive(Template)]
#[template(path = "clinic/custody_rules.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    errors: Errors,
    command: String,
    place: String,
    others: Vec<Action>,
    signed: String,
    overdue: bool,
    from_file: bool,
    typed: Typed,
    status: Vec<Choice>,
}

/// What the form holds.
#[derive(Default)]
struct Typed {
    count: String,
    years: String,
    exact: bool,
    notice: String,
    form: String,
    source: String,
    name: String,
    review_by: String,
}

/// The jurisdiction that is asked about: that of the house, unless another of its places is named.
fn asked(app: &App, visit: &Visit) -> Result<Place, Trouble> {
    let named = if visit.form.is_empty() { visit.asked("in") } else { visit.value("in") };
    let mut all = app.places().open(app.now()).into_iter();
    let found = all.find(|place| place.jurisdiction == named);
    match (named.is_empty(), found) {
        (true, _) => Ok(app.places().house()),
        (false, found) => found.ok_or(Trouble::NotFound),
    }
}

/// `GET /clinic/custody`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/custody`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let place = asked(app, visit)?;
    let mut errors = Errors::default();
    let Some(act) = read(app, visit, &place, &mut errors).filter(|_| errors.is_empty()) else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::SetCustodyRules(app.record.house(), act)) {
        Ok(_) => go(HERE, "custody-signed"),
        Err(trouble) => {
            let field = |no: &Refusal| match no {
                Refusal::SignatureNameDiffers => "typed-name",
                Refusal::PlaceReviewDay { .. } => "review-by",
                Refusal::PlaceYearsUnfit { .. } => "years",
                Refusal::CustodyDaysUnfit { .. } => "count",
                _ => "accept",
            };
            draw(app, visit, beside(trouble, field)?)
        }
    }
}

fn read(app: &App, visit: &Visit, place: &Place, errors: &mut Errors) -> Option<SetCustodyRules> {
    let mut number = |name: &str, words: &str| {
        let read = visit.value(name).parse::<u32>().ok();
        if read.is_none() {
            errors.add(name, words);
        }
        read
    };
    let count = number("count", "Write a whole number of days.");
    let years = number("years", "Write a whole number of years.");
    let notice = number("notice", "Write a whole number of business days.");
    let form = number("form", "Write a whole number of days.");
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
    let review_by = when::read_day(Lang::En, visit.value("review-by"), &app.zone);
    if let Err(wrong) = review_by {
        errors.add("review-by", wrong);
    }
    let rules = CustodyRules {
        jurisdiction: Line::new(&place.jurisdiction).ok()?,
        count_every_days: count?,
        retention_years: years?,
        exact_count: visit.ticked("exact"),
        loss_notice_business_days: notice?,
        loss_form_days: form?,
        source: source?,
        status: status?,
    };
    let review_by = when::day_around(review_by.ok()?, &app.zone).1;
    Some(SetCustodyRules {
        rules,
        typed_name: typed_name?,
        review_by,
        accepts_unverified: visit.ticked("accept"),
    })
}

fn signed_words(app: &App, signed: &SignedCustodyRules) -> String {
    format!(
        "Signed by {} on {}, to be read again by {}. Source: {}.",
        person_name(app, signed.by),
        when::date(signed.at, &app.zone),
        when::date(signed.review_by, &app.zone),
        signed.rules.source
    )
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (place, house, now) = (asked(app, visit)?, app.known_house()?, app.now());
    let file = shipped(&place.jurisdiction).and_then(Result::ok).and_then(|file| file.custody);
    let known = house.custody_in(&place.jurisdiction);
    let rules = known.map(|signed| &signed.rules).or(file.as_ref());
    let sent = !visit.form.is_empty();
    let field = |name: &str, held: Option<String>| {
        if sent { visit.value(name).to_owned() } else { held.unwrap_or_default() }
    };
    let status = field("status", rules.map(|rules| rules.status.code().to_owned()));
    let mut others: Vec<String> =
        app.places().open(now).into_iter().map(|other| other.jurisdiction).collect();
    others.sort();
    others.dedup();
    let others: Vec<Action> = others
        .iter()
        .map(|other| Action::new(&format!("{HERE}?in={other}"), other, *other == place.jurisdiction))
        .collect();
    let page = Page {
        frame: draw::frame(app, visit, "What the place asks of vaults"),
        places: places(HERE),
        command: visit.form_command(),
        others: if others.len() < 2 { vec![] } else { others },
        signed: known.map(|signed| signed_words(app, signed)).unwrap_or_default(),
        overdue: known.is_some_and(|signed| signed.review_by <= now),
        from_file: known.is_none() && file.is_some(),
        typed: Typed {
            count: field("count", rules.map(|rules| rules.count_every_days.to_string())),
            years: field("years", rules.map(|rules| rules.retention_years.to_string())),
            exact: if sent { visit.ticked("exact") } else { rules.is_some_and(|rules| rules.exact_count) },
            notice: field("notice", rules.map(|rules| rules.loss_notice_business_days.to_string())),
            form: field("form", rules.map(|rules| rules.loss_form_days.to_string())),
            source: field("source", rules.map(|rules| rules.source.to_string())),
            name: visit.value("typed-name").to_owned(),
            review_by: visit.value("review-by").to_owned(),
        },
        status: SourceStatus::ALL
            .iter()
            .map(|one| Choice::new(one.code(), status_words(*one), &status))
            .collect(),
        place: place.jurisdiction,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
