//! When people are asked after a dose, what the house owes to their answers, and how many answered: the medical director's.

use askama::Template;
use care::act::Act;
use care::follow_up::Series;
use care::follow_up::set_follow_ups::SetFollowUps;
use care::practice::Role;
use care::refusal::Refusal;
use care::time::Instant;
use care::units::Hours;
use record::views::ask_follow_ups;
use record::wire::{role_code, role_of};

use super::safety_today::places;
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, person_name};
use crate::parts::{Action, Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{draw, when, words};

/// One step as it was asked in the last year.
struct Row {
    after: String,
    answered: i64,
    asked: i64,
}

#[derive(Template)]
#[template(path = "clinic/follow_ups.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    errors: Errors,
    command: String,
    said: String,
    steps: String,
    within: String,
    call: String,
    read: String,
    owed_by: Vec<Choice>,
    rows: Vec<Row>,
}

const HERE: &str = "/clinic/follow-ups";
/// Counted so far back.
const COUNTED: Hours = Hours(365 * 24);
/// Who may owe a call or a reading.
const OWES: [Role; 4] = [Role::Nurse, Role::Therapist, Role::Prescriber, Role::MedicalDirector];

/// `GET /clinic/follow-ups`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/follow-ups`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let steps: Option<Vec<Hours>> =
        visit.raw("steps").lines().map(str::trim).filter(|line| !line.is_empty()).map(span).collect();
    if steps.is_none() {
        errors.add("steps", "Write one time on each line, as “72 hours”, “7 days” or “2 weeks”.");
    }
    let mut hours = |name: &str| {
        let read = visit.value(name).trim().parse().map(Hours).ok();
        if read.is_none() {
            errors.add(name, "Write a whole number of hours.");
        }
        read
    };
    let (within, call, read) = (hours("within"), hours("call"), hours("read"));
    let owed_by = role_of(visit.value("owed_by")).filter(|role| OWES.contains(role));
    if owed_by.is_none() {
        errors.add("owed_by", "Say who owes it.");
    }
    let (Some(steps), Some(within), Some(call_within), Some(read_within), Some(owed_by)) =
        (steps, within, call, read, owed_by)
    else {
        return draw(app, visit, errors);
    };
    let series = Series { steps, within, call_within, read_within, owed_by };
    let clocks = [(within, "within"), (call_within, "call"), (read_within, "read")];
    match app.submit(visit, Act::SetFollowUps(app.record.house(), SetFollowUps { series })) {
        Ok(_) => go(HERE, "follow-ups-set"),
        Err(trouble) => {
            let field = |no: &Refusal| match no {
                Refusal::FollowUpClockUnfit { most_h } => {
                    // The one that is not between one hour and the most that it may be.
                    let unfit = |(clock, _): &&(Hours, &'static str)| clock.0 < 1 || *most_h < clock.0;
                    clocks.iter().find(unfit).map_or("within", |(_, name)| name)
                }
                _ => "steps",
            };
            draw(app, visit, beside(trouble, field)?)
        }
    }
}

/// `72 hours`, `72 h`, `7 days`, `2 weeks`: hours are absolute, and a month is not a number of them.
fn span(text: &str) -> Option<Hours> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let of = match unit.trim() {
        "h" | "hour" | "hours" => 1,
        "day" | "days" => 24,
        "week" | "weeks" => 7 * 24,
        _ => return None,
    };
    number.parse::<u32>().ok()?.checked_mul(of).map(Hours)
}

/// As it is read again: whole days where it is more than four of them.
pub fn span_words(after: Hours) -> String {
    match after.0 {
        hours if 96 < hours && hours.is_multiple_of(24) => format!("{} days", hours / 24),
        hours => format!("{hours} hours"),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let now = app.now();
    let since = Instant(now.0.saturating_sub(Instant(0).plus_hours(COUNTED).0));
    let house = app.known_house()?;
    let known = house.follow_ups.as_ref();
    let said = known.map_or_else(String::new, |said| {
        format!("Said by {}, {}.", person_name(app, said.by), when::full(said.at, &app.zone))
    });
    let series = known.map(|said| &said.series);
    let sent = !visit.form.is_empty();
    let typed = |name: &str, kept: String| if sent { visit.raw(name).to_owned() } else { kept };
    let number = |of: fn(&Series) -> Hours| series.map_or_else(String::new, |said| of(said).0.to_string());
    let steps = series.map_or_else(String::new, |said| {
        said.steps.iter().map(|step| span_words(*step)).collect::<Vec<_>>().join("\n")
    });
    let chosen = typed("owed_by", series.map_or("", |said| role_code(said.owed_by)).to_owned());
    let counted = app.read(|conn, org| ask_follow_ups::counted(conn, org, since))?;
    let row = |one: ask_follow_ups::Counted| Row {
        after: u32::try_from(one.after_h).map_or_else(|_| String::new(), |hours| span_words(Hours(hours))),
        answered: one.answered,
        asked: one.asked,
    };
    let owed_by =
        OWES.iter().map(|role| Choice::new(role_code(*role), words::role(Lang::En, *role), &chosen));
    let page = Page {
        frame: draw::frame(app, visit, "Follow-ups after a dose"),
        places: places(HERE),
        command: visit.form_command(),
        said,
        steps: typed("steps", steps),
        within: typed("within", number(|said| said.within)),
        call: typed("call", number(|said| said.call_within)),
        read: typed("read", number(|said| said.read_within)),
        owed_by: owed_by.collect(),
        rows: counted.into_iter().map(row).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written_again() {
        for (text, hours) in [("72 h", 72), ("72 hours", 72), ("1 day", 24), ("7 days", 168), ("2weeks", 336)]
        {
            assert_eq!(span(text), Some(Hours(hours)), "{text}");
            assert_eq!(span(&span_words(Hours(hours))), Some(Hours(hours)), "{text}");
        }
        for text in ["", "72", "h", "-1 h", "1 month", "7.5 days", "99999999 weeks", "seven days"] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
