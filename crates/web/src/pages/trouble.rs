//! What a person sees when something cannot be done: what failed, what is safe, what to do next.

use askama::Template;
use care::refusal::Refusal;

use crate::answer::Trouble;
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::reader::Reader;
use crate::visit::Visit;

/// Fields that somebody writes sentences in. No password, code or number is among them.
const WRITTEN: [&str; 8] = ["words", "themes", "images", "steps", "summary", "note", "text", "reason"];

/// What somebody wrote in the form that could not be done, to be copied: what it was about may have ended while they typed
/// (a yes taken back, a talk called off), and then no form comes back with it. Nothing of a form that is not our own.
fn typed<'v>(visit: &'v Visit, trouble: &Trouble) -> Vec<&'v str> {
    if matches!(trouble, Trouble::ForgedForm | Trouble::SignIn) {
        return vec![];
    }
    let written = visit.form.iter().filter(|(name, _)| WRITTEN.contains(&name.as_str()));
    // One word is a choice (`reason` of a radio button), not writing.
    written.map(|(_, value)| value.trim()).filter(|value| value.contains(char::is_whitespace)).collect()
}

/// What the clear-headed lock keeps closed says when it opens again, in the words of the page itself.
fn closed_until(app: &App, visit: &Visit, trouble: &Trouble) -> Option<String> {
    let Trouble::Refused(no) = trouble else { return None };
    let lang = draw::lang(visit);
    let at = |until| Reader { lang, ..Reader::of(app, visit) }.day_clock(until);
    let why = match no {
        Refusal::ClearHeadedLock { until: Some(until) } => {
            lang.say_with("me-lock-until", &[("at", &at(*until))])
        }
        Refusal::PayingLocked { until: Some(until) } => {
            lang.say_with("trouble-paying-until", &[("at", &at(*until))])
        }
        _ => return None,
    };
    Some(lang.say_with("trouble-unchanged", &[("why", &why)]))
}

macro_rules! page {
    ($($Page:ident = $path:literal;)+) => { $(
        #[derive(Template)]
        #[template(path = $path)]
        struct $Page<'a> {
            frame: &'a Frame,
            means: &'a str,
            next: &'a str,
            code: &'a str,
            typed: &'a [&'a str],
            command: &'a str,
        }
    )+ };
}
page! {
    Public = "trouble/public.html";
    Patient = "trouble/patient.html";
    Staff = "trouble/staff.html";
    Support = "trouble/support.html";
}

/// The page; plain words should even the template fail.
pub fn draw(app: &App, visit: &Visit, trouble: &Trouble) -> String {
    let lang = draw::lang(visit);
    let (heading, means, next) = trouble.words(lang);
    let means = closed_until(app, visit, trouble).unwrap_or(means);
    let code = match trouble {
        Trouble::Refused(refusal) => refusal.code().to_owned(),
        other => other.status().to_string(),
    };
    let frame = draw::frame(app, visit, &heading);
    let typed = typed(visit, trouble);
    // What the house said no to is not asked again by itself; what broke may be.
    let refused = visit.command().ok().filter(|_| trouble.status() < 500);
    let command = refused.map(|id| id.to_string()).unwrap_or_default();
    let (frame, means, next, code, typed, command) =
        (&frame, means.as_str(), next.as_str(), code.as_str(), &typed[..], command.as_str());
    let drawn = match frame.shell {
        Shell::Public => Public { frame, means, next, code, typed, command }.render(),
        Shell::Patient => Patient { frame, means, next, code, typed, command }.render(),
        Shell::Staff | Shell::Audit => Staff { frame, means, next, code, typed, command }.render(),
        Shell::Support => Support { frame, means, next, code, typed, command }.render(),
    };
    drawn
        .unwrap_or_else(|_| [lang.say("trouble-heading-broken"), lang.say("trouble-means-broken")].join(". "))
}
