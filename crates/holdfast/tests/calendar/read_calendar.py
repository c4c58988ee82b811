"""What two other programs find in a calendar of ours: the icalendar library, and a CalDAV server that is given it whole.

read_calendar.py ZONE FILE…   prints one line for each entry: file, uid, local start, local end, UTC start, status, sequence,
summary and place, with tabs between. Fails where anything is not as RFC 5545 wants it, or where the server gives back other
entries than it was given.
"""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar

warnings.simplefilter("error")
UTC = timezone.utc


def entries(text):
    """Every entry, and a complaint about anything that the library had to forgive."""
    calendar = icalendar.Calendar.from_ical(text)
    for part in calendar.walk():
        assert not part.errors, (part.name, part.errors)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"], calendar
    assert "METHOD" not in calendar, "this would be an invitation"
    for event in calendar.walk("VEVENT"):
        for needed in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"):
            assert needed in event, (needed, event)
        assert event["CLASS"] == "PRIVATE", event
        start = event["DTSTART"].dt
        assert isinstance(start, datetime) and start.utcoffset().total_seconds() == 0, start
        assert event["DTSTAMP"].dt.tzinfo is not None
        yield event


def facts(event):
    end = event.get("DTEND")
    return (str(event["UID"]), event["DTSTART"].dt.astimezone(UTC), end and end.dt.astimezone(UTC), str(event["SUMMARY"]),
            str(event.get("LOCATION", "")), str(event["STATUS"]), int(event["SEQUENCE"]))


def lines_are_as_they_must_be(raw):
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b""), "every line ends in CRLF"
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "no line is longer than 75 octets"
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two


class Server:
    """Radicale on loopback, with an empty folder."""

    sign_in = "Basic aG9sZGZhc3Q6eA=="

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        config = Path(self.folder.name, "config")
        config.write_text(self.config(port))
        self.said = Path(self.folder.name, "said").open("w+b")
        command = [sys.executable, "-m", "radicale", "--config", str(config)]
        self.program = subprocess.Popen(command, stdout=self.said, stderr=self.said)
        for _ in range(200):
            assert self.program.poll() is None, self.complaint()
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"no server: {self.complaint()}")

    def config(self, port):
        return (f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = authenticated\n"
                f"[storage]\nfilesystem_folder = {self.folder.name}/kept\n[logging]\nlevel = warning\n")

    def __exit__(self, *_):
        self.program.terminate()
        self.program.wait(10)
        self.said.close()
        self.folder.cleanup()

    def complaint(self):
        return Path(self.said.name).read_text()

    def asks(self, method, path, body=None, kind="text/calendar; charset=utf-8"):
        head = {"Content-Type": kind, "Authorization": self.sign_in, "Depth": "1"}
        request = urllib.request.Request(self.base + path, data=body, method=method, headers=head)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.read()
        except urllib.error.HTTPError as no:
            raise AssertionError(f"{method} {path}: {no.code} {no.read()!r} {self.complaint()}") from no


def given_back(server, raw, name):
    """The whole calendar into a collection of the server's, and what it then says is in it."""
    path = f"/holdfast/{name}/"
    server.asks("PUT", path, raw)
    return server.asks("GET", path)


def main():
    zone, files = ZoneInfo(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    with Server() as server:
        for file in files:
            raw = file.read_bytes()
            lines_are_as_they_must_be(raw)
            found = sorted(map(facts, entries(raw)), key=lambda fact: (fact[1], fact[0]))
            kept = icalendar.Calendar.from_ical(given_back(server, raw, file.stem))
            kept = sorted(map(facts, kept.walk("VEVENT")), key=lambda fact: (fact[1], fact[0]))
            assert kept == found, f"the server has other entries: {kept} {found}"
            assert "ERROR" not in server.complaint() and "Traceback" not in server.complaint(), server.complaint()
            for uid, start, end, summary, place, status, sequence in found:
                local = [at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "-" for at in (start, end)]
                cells = [file.stem, uid, *local, start.strftime("%Y%m%dT%H%M%SZ"), status, str(sequence), summary, place]
                print("\t".join(cells))


if __name__ == "__main__":
    main()
