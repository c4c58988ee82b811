//! The chase list: what is missing, by when, and how to reach them. No clinical word or number: what a clinician owes
//! reads "needs clinician" here.

use askama::Template;
use care::time::Instant;
use care::units::Hours;
use record::views::ask_chase::{self, ChaseRow};
use record::views::ask_schedule;

use super::missing::missing;
use super::open_desk::{Thing, thing};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::course::known::Known;
use crate::pages::rows::{initials, short_name};
use crate::visit::Visit;
use crate::when;

/// How far ahead a visit is chased. House policy, not a clinical value.
const AHEAD: Hours = Hours(14 * 24);
/// From when on a missing thing is urgent.
const SOON: Hours = Hours(48);

/// One person with what is missing.
struct Chased {
    name: String,
    href: String,
    due: String,
    soon: bool,
    contact: String,
    tel: String,
    things: Vec<Thing>,
}

#[derive(Template)]
#[template(path = "desk/chase.html")]
struct Page {
    frame: Frame,
    here: Vec<String>,
    chased: Vec<Chased>,
    whole: bool,
}

/// `GET /desk/chase`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let rows = app.read(|conn, org| ask_chase::open_courses(conn, org, now))?;
    let near = |row: &&ChaseRow| row.next.is_none_or(|at| at <= now.plus_hours(AHEAD));
    let chased: Vec<_> = rows.iter().filter(near).map(|row| one(app, row, now)).collect::<Result<_, _>>()?;
    html(&Page {
        frame: draw::live_frame(app, visit, "To chase"),
        here: here(app, now)?,
        chased: chased.into_iter().flatten().collect(),
        whole: rows.len() < ask_chase::MOST,
    })
}

fn one(app: &App, row: &ChaseRow, now: Instant) -> Result<Option<Chased>, Trouble> {
    let known = Known::read(app, row.course)?;
    let things: Vec<Thing> =
        missing(&known.states(), now).into_iter().map(|one| thing(known.id, one)).collect();
    if things.is_empty() {
        return Ok(None);
    }
    let contact = app.patient(row.patient)?.details.contact.to_string();
    Ok(Some(Chased {
        name: short_name(&row.patient_name),
        href: format!("/desk/{}", row.patient),
        due: match row.next {
            Some(at) => format!("before {}", when::day_clock(at, &app.zone)),
            None => "no visit on the calendar".to_owned(),
        },
        soon: row.next.is_some_and(|at| at <= now.plus_hours(SOON)),
        tel: telephone(&contact),
        contact,
        things,
    }))
}

/// The number to dial, when the line is one number and nothing else: two numbers, or one with an extension, would reach a
/// stranger.
fn telephone(contact: &str) -> String {
    let number = contact.strip_prefix("text ").or(contact.strip_prefix("call ")).unwrap_or(contact);
    let plain = number.chars().all(|letter| letter.is_ascii_digit() || "+()-. ".contains(letter));
    let digits: String = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    if plain && (7..=15).contains(&digits.len()) { digits } else { String::new() }
}

/// Who is checked in and waits, by first letters: the list may lie open on a counter.
fn here(app: &App, now: Instant) -> Result<Vec<String>, Trouble> {
    let places = app.places();
    let (from, until) = when::day_around(now, &app.zone);
    let visits = app.read(|conn, org| ask_schedule::visits(conn, org, from, until))?;
    let waiting = visits.iter().filter(|visit| visit.phase == "checked-in");
    let line = |visit: &ask_schedule::VisitRow| {
        let at = places.of_room(&visit.room, visit.starts).clock(visit.starts);
        let room = places.room_words(&visit.room, visit.starts);
        format!("{} {at}, {room}", initials(&visit.patient_name))
    };
    Ok(waiting.map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_and_an_address_is_not() {
        assert_eq!(telephone("text (555) 0188 123"), "5550188123");
        assert_eq!(telephone("555-0188 ext 12"), "");
        assert_eq!(telephone("(555) 0188 123 or (555) 0199 456"), "");
        assert_eq!(telephone("(555) 0188 123 (555) 0199 456"), "");
        assert_eq!(telephone("+44 20 7946 0000"), "+442079460000");
        assert_eq!(telephone("rowan88123456@example.org"), "");
        assert_eq!(telephone("ask at the desk"), "");
    }
}
