//! What somebody leaves to be called: a name on the first line, how to reach them on the second. Sealed as it is.

use care::ids::CommandId;
use care::refusal::Refusal;
use care::text::Line;
use record::asking::VISITOR;

use crate::answer::Trouble;
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

/// A telephone number has at least so many digits, wherever it is.
const DIGITS: usize = 5;

/// Both lines as they are sealed, or what to look at again.
pub fn read(visit: &Visit, errors: &mut Errors) -> Option<String> {
    let lang = visit.lang;
    let name = line(visit, errors, "name", &lang.say("start-missing-name"));
    let reach = way(visit, errors, "reach", &lang.say("start-missing-reach"));
    let reach = reach?;
    Some(format!("{}\n{reach}", name?))
}

/// A line that somebody typed, or what to look at again.
pub fn line(visit: &Visit, errors: &mut Errors, name: &str, missing: &str) -> Option<Line> {
    match Line::new(visit.value(name)) {
        Ok(line) => Some(line),
        Err(Refusal::TextMissing) => {
            errors.add(name, missing);
            None
        }
        Err(no) => {
            errors.add(name, &words::refusal(visit.lang, &no));
            None
        }
    }
}

/// A telephone number or an address, or what to look at again.
pub fn way(visit: &Visit, errors: &mut Errors, name: &str, missing: &str) -> Option<Line> {
    let way = line(visit, errors, name, missing)?;
    if !leads_to_somebody(way.as_str()) {
        errors.add(name, missing);
        return None;
    }
    Some(way)
}

fn leads_to_somebody(reach: &str) -> bool {
    let mail = reach.split_once('@').is_some_and(|(who, place)| !who.is_empty() && place.contains('.'));
    mail || DIGITS <= reach.chars().filter(char::is_ascii_digit).count()
}

/// The name and the way to reach somebody, while they are kept.
///
/// # Errors
/// The store's.
pub fn open(app: &App, document: Option<CommandId>) -> Result<Option<(String, String)>, Trouble> {
    let Some(document) = document else { return Ok(None) };
    let words = app.record.open_sealed(&document.to_string(), VISITOR)?;
    Ok(words.and_then(|words| {
        let mut lines = words.lines();
        Some((lines.next()?.to_owned(), lines.next()?.to_owned()))
    }))
}

/// Who referred them, while that is kept: who, as what, and how they are reached. Empty where nobody did.
///
/// # Errors
/// The store's.
pub fn referrer(app: &App, document: Option<CommandId>) -> Result<Vec<String>, Trouble> {
    let Some(document) = document else { return Ok(vec![]) };
    let words = app.record.open_sealed(&document.to_string(), VISITOR)?;
    Ok(words.map(|words| words.lines().skip(2).map(str::to_owned).collect()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::leads_to_somebody;

    #[test]
    fn a_number_or_an_address_leads_to_somebody() {
        for reach in
            ["(555) 0123", "+44 20 7946 0000", "rowan@lighthouse.example", "text me at 555-0100 please"]
        {
            assert!(leads_to_somebody(reach), "{reach}");
        }
        for reach in ["", "call me", "@", "rowan@", "@lighthouse", "1234"] {
            assert!(!leads_to_somebody(reach), "{reach}");
        }
    }
}
