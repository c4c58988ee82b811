"""What a calendar makes of the entries that our mails carry, in the order they came: read by the icalendar library, kept
on a CalDAV server, and treated as RFC 5546 says.

read_invites.py ATTENDEE FILE…   after each file prints one line for each entry on the server: the file's place, uid, UTC
start, UTC end and summary, with tabs between; a lone place where the server holds nothing. Fails where anything is not as
RFC 5545, 5546 or 6047 want it.
"""

import sys
import warnings
from datetime import datetime, timezone
from pathlib import Path

import icalendar

from read_calendar import Server, lines_are_as_they_must_be

warnings.simplefilter("error")
UTC = timezone.utc


def read(raw, attendee):
    """The one entry of a mail and what it asks, and a complaint about anything that the library had to forgive."""
    lines_are_as_they_must_be(raw)
    calendar = icalendar.Calendar.from_ical(raw)
    for part in calendar.walk():
        assert not part.errors, (part.name, part.errors)
    (event,) = calendar.walk("VEVENT")
    for needed in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "ORGANIZER", "ATTENDEE", "STATUS"):
        assert needed in event, (needed, event)
    assert event["ATTENDEE"] == f"mailto:{attendee}" and event["ATTENDEE"].params["RSVP"] == "FALSE", event
    assert event["ORGANIZER"].startswith("mailto:") and event["CLASS"] == "PRIVATE", event
    for told in ("DESCRIPTION", "LOCATION", "COMMENT", "CONTACT"):
        assert told not in event, event
    method = str(calendar["METHOD"])
    assert (method, event["STATUS"]) in (("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")), (method, event)
    assert isinstance(event["DTSTART"].dt, datetime) and event["DTSTART"].dt.utcoffset().total_seconds() == 0
    return method, calendar, event


def kept(server):
    """The entries of the server's calendar."""
    found = icalendar.Calendar.from_ical(server.asks("GET", "/holdfast/own/"))
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def treat(server, raw, attendee):
    """As RFC 5546, 2.1.5 wants: the higher SEQUENCE wins, then the later DTSTAMP; what is older is let be."""
    method, calendar, event = read(raw, attendee)
    uid = str(event["UID"])
    before = kept(server).get(uid)
    age = lambda event: (int(event["SEQUENCE"]), event["DTSTAMP"].dt)
    if before is not None and age(event) < age(before):
        return
    path = f"/holdfast/own/{uid}.ics"
    if method == "CANCEL":
        assert before is not None, "a cancellation of what never went"
        server.asks("DELETE", path)
    else:
        del calendar["METHOD"]  # what stands on a server is no message (RFC 4791, 4.1)
        server.asks("PUT", path, calendar.to_ical())


def main():
    attendee, files = sys.argv[1], [Path(name) for name in sys.argv[2:]]
    with Server() as server:
        server.asks("MKCALENDAR", "/holdfast/own/", b"", "application/xml")
        for place, file in enumerate(files):
            treat(server, file.read_bytes(), attendee)
            found = kept(server)
            if not found:
                print(place)
            for uid, event in sorted(found.items()):
                end = event.get("DTEND")
                times = [at.dt.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if at else "-" for at in (event["DTSTART"], end)]
                print("\t".join([str(place), uid, *times, str(event["SUMMARY"])]))
        assert "ERROR" not in server.complaint() and "Traceback" not in server.complaint(), server.complaint()


if __name__ == "__main__":
    main()
