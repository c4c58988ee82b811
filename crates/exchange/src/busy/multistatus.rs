//! What a CalDAV server is asked (RFC 4791, 7.8), and the calendars in its answer.

use care::time::Instant;

use super::Unread;
use crate::icalendar::utc;

/// So many pieces of an answer are looked at.
const PIECES_MOST: u32 = 400_000;
const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";

/// Asks for what stands between two instants, and of it for the times alone: a server that keeps to this sends no titles.
pub fn query(from: Instant, until: Instant) -> Option<String> {
    let (from, until) = (utc(from).ok()?, utc(until).ok()?);
    let times = ["UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"];
    let props: String =
        times.iter().chain(&["STATUS", "TRANSP"]).map(|name| format!("<C:prop name=\"{name}\"/>")).collect();
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <C:calendar-query xmlns:D=\"DAV:\" xmlns:C=\"{CALDAV}\"><D:prop><C:calendar-data><C:comp name=\"VCALENDAR\">\
         <C:prop name=\"VERSION\"/><C:comp name=\"VEVENT\">{props}</C:comp><C:comp name=\"VTIMEZONE\"/></C:comp>\
         </C:calendar-data></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">\
         <C:time-range start=\"{from}\" end=\"{until}\"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    ))
}

/// The calendars of an answer. One of which a part could not be given is not read: what is missing would look free.
pub fn calendars(answer: &str) -> Result<Vec<String>, Unread> {
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: PIECES_MOST };
    let document = roxmltree::Document::parse_with_options(answer, options).map_err(|fault| match fault {
        roxmltree::Error::NodesLimitReached => Unread::TooMuch,
        _ => Unread::NotACalendar,
    })?;
    if !document.root_element().has_tag_name(("DAV:", "multistatus")) {
        return Err(Unread::NotACalendar);
    }
    let mut found = vec![];
    for response in document.root_element().children().filter(|node| node.has_tag_name(("DAV:", "response")))
    {
        let data = response.descendants().find(|node| node.has_tag_name((CALDAV, "calendar-data")));
        let text = data.map(|data| data.text().unwrap_or_default().to_owned());
        found.push(text.ok_or(Unread::Unclear)?);
    }
    Ok(found)
}
