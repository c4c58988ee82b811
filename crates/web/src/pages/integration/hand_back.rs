//! "This is not mine to hold": help first, five reasons, and who answers by when.

use askama::Template;
use care::act::Act;
use care::integration::hand_back::HandBack;
use care::refusal::Refusal;
use care::text::prose;
use care::units::Minutes;

use super::wall::{answer_within_min, client};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::crisis::Crisis;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// The reasons, by code, as they are read here and by the clinician.
const REASONS: [(&str, &str, &str); 5] = [
    ("safety", "The client may not be safe", "They said so, or you are not sure. Help first, then this."),
    (
        "body",
        "Something in the body, or a question about medicine",
        "Pain, sleep, other medicine, anything new.",
    ),
    (
        "strong",
        "Strong or lasting feelings that need a licensed person",
        "Old hurt, fear that stays, not knowing what is real.",
    ),
    ("asked", "The client asked for a clinician", "They need not say why."),
    ("other", "Something else outside integration support", "If you are not sure, hand it back."),
];

#[derive(Template)]
#[template(path = "integration/hand_back.html")]
struct HandBackForm {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    errors: Errors,
    crisis: Crisis,
    reasons: Vec<Choice>,
    words: String,
    answered: String,
}

/// `GET /integration/{window}/handback`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /integration/{window}/handback`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let client = client(app, visit)?;
    let mut errors = Errors::default();
    let reason = REASONS.iter().find(|(code, ..)| *code == visit.value("reason"));
    if reason.is_none() {
        errors.add("reason", "Choose the nearest reason.");
    }
    if let Some(Err(no)) = visit.given("words").map(prose) {
        errors.add("words", &words::refusal(Lang::En, &no));
    }
    let Some((_, reason, _)) = reason.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    let words = match visit.given("words") {
        Some(words) => format!("{reason}.\n{words}"),
        None => format!("{reason}."),
    };
    match app.submit(visit, Act::HandBack(client.window, HandBack { words })) {
        Ok(_) => go(format!("/integration/{}", client.window), "handed-back"),
        Err(Trouble::Refused(no @ (Refusal::TextTooLong { .. } | Refusal::TextHasHiddenMarks))) => {
            errors.add("words", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let client = client(app, visit)?;
    let answered = match answer_within_min(app, client.window)? {
        Some(minutes) => {
            let by = when::day_clock(app.now().plus_minutes(Minutes(minutes)), &app.zone);
            format!(
                "A prescriber owes an answer within {minutes} minutes: by {by}. If nobody answers, it climbs to the next person."
            )
        }
        None => "A prescriber owes an answer. If nobody answers, it climbs to the next person.".to_owned(),
    };
    let chosen = visit.value("reason");
    let page = HandBackForm {
        frame: draw::frame(app, visit, &format!("Hand {} back to the clinic", client.first_name)),
        back: format!("/integration/{}", client.window),
        action: format!("/integration/{}/handback", client.window),
        command: visit.form_command(),
        crisis: Crisis::of(app.house.jurisdiction.as_str(), Lang::En),
        reasons: REASONS
            .iter()
            .map(|(code, label, hint)| Choice::new(code, label, chosen).hint(hint))
            .collect(),
        words: visit.raw("words").to_owned(),
        name: client.first_name,
        answered,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
