//! A member of staff's own calendars outside: linked by themself, counted when something is booked with them, let go of by
//! themself. What is typed as a password is never shown again; of a calendar only its server is.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::schedule::{BusyLink, LinkBusy, UnlinkBusy};
use care::text::Line;
use care::time::Instant;
use record::busy::{Place, Reading};

use super::calendar;
use super::rooms::stream;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::command_of;
use crate::parts::{Choice, Errors};
use crate::sign_in::fresh_token;
use crate::visit::Visit;
use crate::when;

const HERE: &str = "/schedule/busy";
/// Letters of an address, a name, a password.
const LONGEST: usize = 500;
/// Busy times that are shown of a calendar, the next ones.
const SHOWN: usize = 5;

struct Linked {
    number: u32,
    server: String,
    read: String,
    fault: String,
    next: Vec<String>,
    command: String,
}

#[derive(Template)]
#[template(path = "schedule/busy.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    ways: Vec<Choice>,
    url: String,
    login: String,
    linked: Vec<Linked>,
}

/// `GET /schedule/busy`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /schedule/busy`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let place = match place(app, visit) {
        Ok(place) => place,
        Err(errors) => return draw(app, visit, errors),
    };
    // The place first: a link without one would read nothing. One that gets no link is forgotten by the reader.
    let handle = fresh_token()?;
    app.record.keep_busy_place(&handle, &place)?;
    let act = Act::LinkBusy(stream(app), LinkBusy { handle: Line::new(&handle)? });
    match app.submit(visit, act) {
        Ok(receipt) if receipt.repeated => app.record.forget_busy(&handle)?,
        Ok(_) => {}
        // The same form again: the first one linked it.
        Err(Trouble::IdReused) => app.record.forget_busy(&handle)?,
        Err(trouble) => {
            app.record.forget_busy(&handle)?;
            return Err(trouble);
        }
    }
    go(HERE, "busy-linked")
}

/// `POST /schedule/busy/unlink`
pub fn unlink(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    match app.submit(visit, Act::UnlinkBusy(stream(app), UnlinkBusy { number })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {}
        Err(trouble) => return Err(trouble),
    }
    let schedule = calendar::schedule(app)?;
    if let Some(link) = schedule.busy_links.iter().find(|link| link.number == number) {
        app.record.forget_busy(link.handle.as_str())?;
    }
    go(HERE, "busy-unlinked")
}

fn place(app: &App, visit: &Visit) -> Result<Place, Errors> {
    let mut errors = Errors::default();
    let url = visit.value("url").trim().to_owned();
    let (name, password) = (visit.value("name").trim().to_owned(), visit.value("password").to_owned());
    let way = visit.value("way");
    if way != "file" && way != "caldav" {
        errors.add("way", "Choose one.");
    }
    if !is_address(&url, app.sending.calendars_on_this_machine) {
        errors.add("url", "Write an address that begins with https://, without a name or password in it.");
    }
    let plain = |text: &str| text.len() <= LONGEST && !text.chars().any(char::is_control);
    if !plain(&name) || name.contains(':') {
        errors.add("name", "This cannot be a name for a sign-in.");
    }
    if !plain(&password) || (name.is_empty() && !password.is_empty()) {
        errors.add("password", "A password needs a name, and has no line breaks.");
    }
    let sign_in = (!name.is_empty()).then_some((name, password));
    if errors.is_empty() { Ok(Place { is_caldav: way == "caldav", url, sign_in }) } else { Err(errors) }
}

/// `https://host/…`; on a machine under test `http://` to itself. Where it leads is looked at when it is asked.
fn is_address(url: &str, on_this_machine: bool) -> bool {
    let here = url.strip_prefix("http://127.0.0.1").filter(|_| on_this_machine);
    let Some(rest) = url.strip_prefix("https://").or(here) else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let plain = url.len() <= LONGEST && url.chars().all(|letter| letter.is_ascii_graphic());
    plain && (here.is_some() || !host.is_empty()) && !host.contains('@') && !url.contains('#')
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let schedule = calendar::schedule(app)?;
    let me = visit.signed()?.person_id().ok_or(Trouble::NotFound)?;
    let own = schedule.open_busy_links().filter(|link| link.person == me);
    let way = |code: &str, words: &str| Choice::new(code, words, visit.value("way"));
    let page = Page {
        frame: draw::frame(app, visit, "When you are busy elsewhere"),
        command: command_of(visit, !errors.is_empty()),
        ways: vec![
            way("file", "A calendar’s secret address (a link that ends in .ics)"),
            way("caldav", "A calendar on a CalDAV server"),
        ],
        url: visit.value("url").to_owned(),
        login: visit.value("name").to_owned(),
        linked: own.map(|link| linked(app, visit, link)).collect::<Result<_, _>>()?,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn linked(app: &App, visit: &Visit, link: &BusyLink) -> Result<Linked, Trouble> {
    let reading = app.record.busy_reading(link.handle.as_str())?;
    let time = |at: Instant| when::day_clock(at, &app.zone);
    let now = app.now();
    let spans =
        app.read(|conn, org| record::busy::of_one(conn, org, link.handle.as_str(), now, Instant(i64::MAX)))?;
    let span = |term: &care::time::Term| {
        format!("{} until {}", time(term.from), term.until.map(time).unwrap_or_default())
    };
    let server = reading.as_ref().map_or("a calendar", |reading| server(&reading.place.url));
    Ok(Linked {
        number: link.number,
        server: server.to_owned(),
        read: match reading.as_ref().and_then(|reading| reading.read) {
            Some(at) => format!("Last read {}.", time(at)),
            None if reading.is_none() => {
                "Its address is not kept any more. Unlink it, and link it again.".to_owned()
            }
            None => "Not read yet. It is read within a minute or so.".to_owned(),
        },
        fault: reading.as_ref().map_or_else(String::new, |reading| fault(reading, time)),
        next: spans.iter().take(SHOWN).map(span).collect(),
        command: command_of(visit, false),
    })
}

fn fault(reading: &Reading, time: impl Fn(Instant) -> String) -> String {
    let (Some(code), Some(tried)) = (reading.fault.as_deref(), reading.tried) else { return String::new() };
    let why = match code {
        "address" => "the address cannot be asked",
        "not-public" => "the address leads into a network that is not public",
        "sign-in" => "the server did not take the sign-in",
        "nothing-there" => "there is nothing at that address",
        "answer" => "the server answered something else",
        "unreachable" => "the server did not answer, or is not to be trusted",
        "too-much" => "the calendar is larger than is looked at",
        "not-a-calendar" => "what is there is no calendar",
        "begun" => "the reading of it was begun and has not ended",
        "unclear" => "an entry has a time that cannot be read",
        "zone-unknown" => "an entry is by the clock of a place that is not known",
        _ => "it could not be read",
    };
    let old = if reading.read.is_some() { " The times read before still count." } else { "" };
    format!("Tried {}: {why}.{old}", time(tried))
}

/// The machine it stands on, and nothing of a secret address.
fn server(url: &str) -> &str {
    url.split("://").nth(1).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or("a calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_with_a_host_and_no_sign_in() {
        for url in ["https://cal.example.org/a/b.ics?key=1", "https://cal.example.org:8443/x"] {
            assert!(is_address(url, false), "{url}");
            assert_eq!(server(url).split(':').next(), Some("cal.example.org"));
        }
        for url in [
            "",
            "http://cal.example.org/",
            "https://",
            "https:///x",
            "https://a@b.example/",
            "webcal://a.example/",
            "https://a.example/ b",
            "https://a.example/#x",
            "file:///etc/passwd",
            "http://127.0.0.1:5232/a/",
        ] {
            assert!(!is_address(url, false), "{url}");
        }
        assert!(is_address("http://127.0.0.1:5232/a/", true) && !is_address("http://10.0.0.1/", true));
    }
}
