//! What the rules find wrong with a content, as sentences on the lines they belong to.

use care::protocol::values::Flaw;
use care::protocol::{CareModel, Content, Depth, Ending, Key, Route, Unit};

use super::pieces::Pieces;
use super::sheet::Sheet;
use super::word::units_of;

/// Asks the rules about the pieces and writes each flaw in the margin.
///
/// A flaw that a missing or unreadable piece may have caused is not told: that piece has its own fault.
pub(super) fn flaws(pieces: &Pieces, sheet: &mut Sheet<'_>) {
    let Some(probe) = pieces.probe() else { return };
    for flaw in probe.flaws().into_iter().filter(|flaw| is_certain(*flaw, pieces)) {
        for (line, reason) in tell(flaw, &probe, pieces) {
            sheet.fault(line, reason);
        }
    }
}

fn is_certain(flaw: Flaw, pieces: &Pieces) -> bool {
    match flaw {
        Flaw::Missing(Key::Asks(question)) => !pieces.questions.contains_key(&question),
        Flaw::Missing(key) => !pieces.values.contains_key(&key),
        Flaw::RouteNotUsed(_) => pieces.routes.whole,
        Flaw::TherapistDoesNotFit => {
            pieces.model.is_some() && pieces.depth.is_some() && pieces.therapist.is_some()
        }
        Flaw::DoorDoesNotFit => pieces.model.is_some(),
        Flaw::HomeDoesNotFit => pieces.model.is_some() && pieces.routes.whole,
        Flaw::NothingAllowed
        | Flaw::WrongUnit(_)
        | Flaw::Impossible(_)
        | Flaw::NoSource(_)
        | Flaw::BandUpsideDown(_)
        | Flaw::SupplementUpsideDown(_)
        | Flaw::StopNotBeyondWatch(_)
        | Flaw::BaselineBeyondStop(_)
        | Flaw::WeighsTooLittle(_)
        | Flaw::ClearerDoesNotFit(_) => true,
        Flaw::HomeNotUsed(_) => pieces.settings.whole,
    }
}

fn tell(flaw: Flaw, content: &Content, pieces: &Pieces) -> Vec<(usize, String)> {
    let at = |key: Key, reason: String| vec![(pieces.line(&key.name(), ""), reason)];
    match flaw {
        Flaw::Missing(key) => missing(key, pieces),
        Flaw::WrongUnit(key) => {
            content.values.get(&key).map(|value| at(key, wrong_unit(key, value.unit))).unwrap_or_default()
        }
        Flaw::Impossible(key) => at(key, impossible(key, content)),
        Flaw::NoSource(key) => at(key, no_source(key)),
        Flaw::BandUpsideDown(route) => upside_down(route, content, pieces),
        Flaw::SupplementUpsideDown(route) => {
            let (low, high) = (Key::SupplementLowest(route), Key::SupplementHighest(route).name());
            at(low, format!("`{}` is above `{high}`", low.name()))
        }
        Flaw::RouteNotUsed(route) => {
            let is_dose = [Key::DoseLowest(route), Key::DoseHighest(route), Key::DoseOver(route)]
                .iter()
                .any(|key| content.values.contains_key(key));
            let part = if is_dose { "dose" } else { "supplement" };
            let section = format!("{part}.{}", route.code());
            let reason = format!("`{section}` has values, but `routes` does not say {}", route.code());
            vec![(pieces.line(&section, part), reason)]
        }
        Flaw::StopNotBeyondWatch(key) => {
            let stop = key.name();
            let watch = stop.replace("stop.", "watch.");
            at(key, format!("`{stop}` must be above `{watch}`"))
        }
        Flaw::BaselineBeyondStop(key) => {
            let baseline = key.name();
            let stop = baseline.replace("baseline.", "stop.");
            let side = if key == Key::BaselineSpo2 { "must not be below" } else { "must be below" };
            at(key, format!("`{baseline}` {side} `{stop}`"))
        }
        Flaw::HomeNotUsed(key) => {
            at(key, format!("`{}` is for home, but `settings` does not say home", key.name()))
        }
        Flaw::TherapistDoesNotFit => {
            vec![(pieces.line("therapist", ""), therapist(content).to_owned())]
        }
        Flaw::DoorDoesNotFit => door(content, pieces),
        Flaw::HomeDoesNotFit => {
            let reason = "home is for KAP with a sublingual route only".to_owned();
            vec![(pieces.line("settings", ""), reason)]
        }
        Flaw::NothingAllowed => nothing_allowed(pieces),
        Flaw::WeighsTooLittle(question) => {
            let reason = format!("a \"yes\" to `{}` always stops: its weight is absolute", question.code());
            at(Key::Asks(question), reason)
        }
        Flaw::ClearerDoesNotFit(question) => {
            let reason = format!("`{}` is asked before the day: a prescriber clears it", question.code());
            at(Key::Asks(question), reason)
        }
    }
}

fn missing(key: Key, pieces: &Pieces) -> Vec<(usize, String)> {
    let asked_by = match key {
        Key::DoseLowest(_) | Key::DoseHighest(_) | Key::DoseOver(_) => "routes",
        Key::SupplementLowest(_) | Key::SupplementHighest(_) | Key::SupplementAfter(_) => "supplement",
        Key::ChaperoneCheck => "settings",
        _ => "",
    };
    let name = key.name();
    vec![(pieces.line(&name, asked_by), format!("`{name}` is missing; this protocol needs it"))]
}

/// "`vitals.during` cannot be in h; it is written in min".
pub(super) fn wrong_unit(key: Key, unit: Unit) -> String {
    format!("`{}` cannot be in {}; it is written in {}", key.name(), unit.code(), units_of(key))
}

/// "`vitals.during` does not say where it comes from".
pub(super) fn no_source(key: Key) -> String {
    format!("`{}` does not say where it comes from; give it a source", key.name())
}

fn impossible(key: Key, content: &Content) -> String {
    let Some(value) = content.values.get(&key) else { return String::new() };
    let (from, to) = key.possible(value.unit);
    let unit = value.unit.code();
    format!("`{}` cannot be {} {unit}; possible is {from} to {to} {unit}", key.name(), value.amount)
}

fn upside_down(route: Route, content: &Content, pieces: &Pieces) -> Vec<(usize, String)> {
    let (lowest, highest) = (Key::DoseLowest(route), Key::DoseHighest(route));
    let unit = |key: Key| content.values.get(&key).map(|value| value.unit);
    let (low, high) = (lowest.name(), highest.name());
    let reason = if unit(lowest) == unit(highest) {
        format!("`{low}` is above `{high}`")
    } else {
        format!("`{low}` and `{high}` are in different units")
    };
    vec![(pieces.line(&low, ""), reason)]
}

fn therapist(content: &Content) -> &'static str {
    match (content.model, content.depth) {
        (CareModel::Infusion, _) => "no psychotherapy belongs to an infusion: `therapist` must be none",
        (CareModel::Kap, Depth::Psycholytic) => {
            "a psycholytic KAP dose has its therapist in the room: `therapist` must be present"
        }
        (CareModel::Kap, Depth::Psychedelic) => "KAP has a therapist: `therapist` must be present or after",
    }
}

/// One flaw of the rules, but each line that does not fit is told.
fn door(content: &Content, pieces: &Pieces) -> Vec<(usize, String)> {
    let mut told = vec![];
    let elsewhere = content.routes.iter().any(|route| *route != Route::Intravenous);
    if content.model == CareModel::Infusion && elsewhere {
        told.push((pieces.line("routes", ""), "an infusion has the intravenous route only".to_owned()));
    }
    let ending = match (content.model, pieces.ending) {
        (CareModel::Infusion, Some(Ending::Therapy)) => {
            Some("integration therapy belongs to KAP: an infusion ends in support or referral")
        }
        (CareModel::Kap, Some(Ending::Support | Ending::Referral)) => {
            Some("KAP ends in integration therapy: `ending` must be therapy")
        }
        _ => None,
    };
    told.extend(ending.map(|reason| (pieces.line("ending", ""), reason.to_owned())));
    told
}

fn nothing_allowed(pieces: &Pieces) -> Vec<(usize, String)> {
    let mut told = vec![];
    if pieces.routes.whole && pieces.routes.words.is_empty() {
        told.push((pieces.line("routes", ""), "`routes` allows no route".to_owned()));
    }
    if pieces.settings.whole && pieces.settings.words.is_empty() {
        told.push((pieces.line("settings", ""), "`settings` allows no place".to_owned()));
    }
    told
}
