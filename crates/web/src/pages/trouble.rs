//! What a person sees when something cannot be done: what failed, what is safe, what to do next.

use askama::Template;

use crate::answer::Trouble;
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::visit::Visit;

macro_rules! page {
    ($($Page:ident = $path:literal;)+) => { $(
        #[derive(Template)]
        #[template(path = $path)]
        struct $Page<'a> {
            frame: &'a Frame,
            means: &'a str,
            next: &'a str,
            code: &'a str,
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
    let code = match trouble {
        Trouble::Refused(refusal) => refusal.code().to_owned(),
        other => other.status().to_string(),
    };
    let frame = draw::frame(app, visit, &heading);
    let (frame, means, next, code) = (&frame, means.as_str(), next.as_str(), code.as_str());
    let drawn = match frame.shell {
        Shell::Public => Public { frame, means, next, code }.render(),
        Shell::Patient => Patient { frame, means, next, code }.render(),
        Shell::Staff | Shell::Audit => Staff { frame, means, next, code }.render(),
        Shell::Support => Support { frame, means, next, code }.render(),
    };
    drawn
        .unwrap_or_else(|_| [lang.say("trouble-heading-broken"), lang.say("trouble-means-broken")].join(". "))
}
