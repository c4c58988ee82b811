//! A licence that somebody looked up: kind, number, place, first and last day, and when it was checked.

use askama::Template;
use care::act::Act;
use care::practice::credential::RecordCredential;
use care::practice::{Credential, Licence, Practice};
use care::refusal::Refusal;
use care::time::{Instant, Term};
use record::wire::licence_code;

use super::{LICENCES, id};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "clinic/record_credential.html")]
struct CredentialForm {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    errors: Errors,
    licences: Vec<Choice>,
    practice: Vec<Choice>,
    number: String,
    jurisdiction: String,
    from: String,
    until: String,
    verified: String,
}

/// `GET /clinic/people/{person}/credential`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/people/{person}/credential`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let mut errors = Errors::default();
    let credential = parse(app, visit, &mut errors);
    let Some(credential) = credential.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::RecordCredential(id, RecordCredential { credential })) {
        Ok(_) => go(format!("/clinic/people/{id}"), "licence-recorded"),
        Err(Trouble::Refused(no)) => {
            let field = match no {
                Refusal::CredentialIncomplete => "number",
                Refusal::TermEndsBeforeItBegins => "until",
                Refusal::NothingChanged => "licence",
                no => return Err(Trouble::Refused(no)),
            };
            errors.add(field, &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn parse(app: &App, visit: &Visit, errors: &mut Errors) -> Option<Credential> {
    let licence = LICENCES.into_iter().find(|known| licence_code(*known) == visit.value("licence"));
    if licence.is_none() {
        errors.add("licence", "Choose the kind of licence, or that there is none.");
    }
    let mut day = |name: &str| match when::read_day(Lang::En, visit.value(name), &app.zone) {
        Ok(at) => Some(at),
        Err(wrong) => {
            errors.add(name, wrong);
            None
        }
    };
    let from = day("from");
    // The last day is in the term: it ends where the next day begins.
    let until = if visit.given("until").is_some() { day("until") } else { None };
    let until = until.map(|last: Instant| when::day_around(last, &app.zone).1);
    let verified = day("verified");
    if verified.is_some_and(|at| app.now() < at) {
        errors.add("verified", "That day has not come yet.");
    }
    // Whoever has no licence is not asked how it lets them practise.
    let practice = match licence {
        Some(Licence::NotLicensed) => Some(Practice::Independent),
        _ => Practice::read(visit.value("practice")),
    };
    if practice.is_none() {
        errors.add("practice", "Choose whether it lets them practise by themself.");
    }
    let (licence, from, verified) = (licence?, from?, verified?);
    let number = if licence == Licence::NotLicensed { "" } else { visit.value("number") };
    for (name, text) in [("number", number), ("jurisdiction", visit.value("jurisdiction"))] {
        if let Some(Err(no)) = Some(text).filter(|text| !text.is_empty()).map(care::text::Line::new) {
            errors.add(name, &words::refusal(Lang::En, &no));
        }
    }
    let (number, jurisdiction) = (number.to_owned(), visit.value("jurisdiction").to_owned());
    Some(Credential {
        licence,
        number,
        jurisdiction,
        term: Term { from, until },
        verified,
        practice: practice?,
    })
}

fn practice_choices(chosen: &str) -> Vec<Choice> {
    let one = |practice: Practice, label: &str| Choice::new(practice.code(), label, chosen);
    vec![
        one(Practice::Independent, "By themself"),
        one(Practice::Supervised, "Only under supervision").hint(
            "Associate, limited permit, or a collaboration that the state asks for. They may work here while somebody \
             answers for them: name who on their page.",
        ),
        Choice::new("none", "There is no licence", chosen),
    ]
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let person = app.person(id)?;
    let chosen = visit.value("licence");
    let typed = |name: &str, otherwise: String| {
        if visit.form.is_empty() { otherwise } else { visit.value(name).to_owned() }
    };
    let page = CredentialForm {
        frame: draw::frame(app, visit, &format!("Record a licence of {}", person.name)),
        back: format!("/clinic/people/{id}"),
        name: person.name.to_string(),
        action: format!("/clinic/people/{id}/credential"),
        command: visit.form_command(),
        licences: LICENCES
            .into_iter()
            .map(|known| Choice::new(licence_code(known), words::licence(Lang::En, known), chosen))
            .collect(),
        practice: practice_choices(visit.value("practice")),
        number: typed("number", String::new()),
        jurisdiction: typed("jurisdiction", app.house.jurisdiction.to_string()),
        from: typed("from", String::new()),
        until: typed("until", String::new()),
        verified: typed("verified", when::date(app.now(), &app.zone)),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
