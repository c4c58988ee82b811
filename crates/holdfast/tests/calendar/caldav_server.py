"""A CalDAV server (Radicale) that asks who is there, for the tests of linked calendars.

Prints its address, then takes orders on standard input, one a line, and answers each with a line:

    put NAME PATH      what the file holds is the entry NAME of the calendar
    delete NAME        it is there no more
    stop               nobody answers any more

The calendar is at ADDRESS/tomas/own/, for `tomas` with the password `open sesame`.
"""

import base64
import sys
from pathlib import Path

from read_calendar import Server

SIGN_IN = "Basic " + base64.b64encode(b"tomas:open sesame").decode()
HERE = "/tomas/own/"


class Asking(Server):
    def config(self, port):
        people = Path(self.folder.name, "people")
        people.write_text("tomas:open sesame\n")
        return (f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {people}\n"
                f"htpasswd_encryption = plain\ndelay = 0\n[rights]\ntype = owner_only\n"
                f"[storage]\nfilesystem_folder = {self.folder.name}/kept\n[logging]\nlevel = warning\n")


def main():
    with Asking() as server:
        server.sign_in = SIGN_IN
        server.asks("MKCALENDAR", HERE, b"", "application/xml")
        print(server.base, flush=True)
        for order in sys.stdin:
            match order.split():
                case ["put", name, path]:
                    server.asks("PUT", f"{HERE}{name}.ics", Path(path).read_bytes())
                case ["delete", name]:
                    server.asks("DELETE", f"{HERE}{name}.ics")
                case ["stop"]:
                    server.program.terminate()
                    server.program.wait(10)
            print("done", flush=True)


if __name__ == "__main__":
    main()
