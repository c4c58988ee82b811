//! What a person agrees to, in plain words, by door and route. Nothing here promises anything.

use care::protocol::{CareModel, Content, Key, Route, TherapistPart};

use crate::texts::Lang;

/// One part of the summary.
pub struct Part {
    /// A sentence as heading.
    pub heading: String,
    /// What to know.
    pub lines: Vec<String>,
}

/// The summary of one route under one protocol.
pub fn summary(lang: Lang, content: &Content, route: Route) -> Vec<Part> {
    let parts = [
        ("what", what(lang, content, route)),
        ("good", good(lang, content)),
        ("hard", hard(lang, route)),
        ("who", who(lang, content)),
        ("unknown", unknown(lang)),
        ("law", law(lang, content)),
        ("stop", stop(lang, route)),
    ];
    let part = |(name, lines)| Part { heading: lang.say_of("consent-part", name), lines };
    parts.into_iter().map(part).collect()
}

fn what(lang: Lang, content: &Content, route: Route) -> Vec<String> {
    let mut lines =
        vec![lang.say_of("consent-door", content.model.code()), lang.say_of("consent-route", route.code())];
    if let Ok(minutes) = content.small(Key::DoseOver(route)) {
        lines.push(lang.say_with("consent-minutes", &[("minutes", &minutes.to_string())]));
    }
    if let (Ok(doses), Ok(after)) = (content.small(Key::SeriesDoses), content.small(Key::ObserveAfter)) {
        let after = after.to_string();
        lines.push(lang.say_counted("consent-planned", i64::from(doses), &[("after", &after)]));
    }
    lines
}

fn good(lang: Lang, content: &Content) -> Vec<String> {
    vec![lang.say_of("consent-good", content.depth.code()), lang.say("consent-good-mood")]
}

fn hard(lang: Lang, route: Route) -> Vec<String> {
    let body = match route {
        Route::Intravenous | Route::Intramuscular => lang.say("consent-hard-needle"),
        Route::Intranasal => lang.say("consent-hard-spray"),
        Route::Sublingual | Route::Oral => lang.say("consent-hard-mouth"),
    };
    vec![
        lang.say("consent-hard-strange"),
        lang.say("consent-hard-pressure"),
        lang.say("consent-hard-breath"),
        body,
        lang.say("consent-hard-days"),
        lang.say("consent-hard-worse"),
        lang.say("consent-hard-often"),
    ]
}

fn who(lang: Lang, content: &Content) -> Vec<String> {
    match (content.model, content.therapist) {
        (CareModel::Infusion, _) => vec![lang.say("consent-who-infusion"), lang.say("consent-who-checks")],
        (CareModel::Kap, TherapistPart::Present) => {
            vec![lang.say("consent-who-present"), lang.say("consent-who-gives")]
        }
        (CareModel::Kap, _) => vec![lang.say("consent-who-gives"), lang.say("consent-who-after")],
    }
}

fn unknown(lang: Lang) -> Vec<String> {
    vec![
        lang.say("consent-unknown-help"),
        lang.say("consent-unknown-years"),
        lang.say("consent-unknown-other"),
    ]
}

/// A drip can be stopped; what was swallowed, sprayed or given with a needle cannot.
fn stop(lang: Lang, route: Route) -> Vec<String> {
    let mut lines = vec![lang.say("consent-stop-now")];
    if route != Route::Intravenous {
        lines.push(lang.say("consent-stop-body"));
    }
    lines.push(lang.say("consent-stop-here"));
    lines
}

fn law(lang: Lang, content: &Content) -> Vec<String> {
    let mut lines = vec![lang.say("consent-law-everyone"), lang.say("consent-law-fda")];
    if let Ok(hours) = content.small(Key::ClearHeaded) {
        lines.push(lang.say_with("consent-law-hours", &[("hours", &hours.to_string())]));
    }
    lines
}
