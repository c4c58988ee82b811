"""A real mail server on loopback for the tests of messages. Prints its port, then appends each message it took as one
line of JSON to the file named on the command line. How it behaves is in the name before the @:

ok      takes it
later   says 450 the first time, then takes it
never   says 550
hang    does not answer the first time, then takes it
cut     hangs up in the middle of the first time, then takes it
slow    takes its time
lost    takes it the first time, hangs up before saying so, and takes it again
"""

import asyncio
import email
import json
import sys
import time

from aiosmtpd.smtp import SMTP

seen = {}


class Taking:
    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0].split("-")[0]
        first = seen.setdefault(address, 0) == 0
        if kind == "never":
            return "550 No such person here"
        if kind == "later" and first:
            seen[address] += 1
            return "450 Not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        kind = address.split("@")[0].split("-")[0]
        first = seen.setdefault(address, 0) == 0
        seen[address] += 1
        if kind == "hang" and first:
            await asyncio.sleep(30)
        if kind == "cut" and first:
            server.transport.abort()
            return "451 never said"
        if kind == "slow":
            await asyncio.sleep(0.2)
        message = email.message_from_bytes(envelope.content)
        parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
        body = parts["text/plain"].get_payload(decode=True).decode()
        told = {"to": address, "headers": dict(message.items()), "body": body, "at": time.time()}
        calendar = parts.pop("text/calendar", None)
        if calendar is not None:
            assert message.get_content_type() == "multipart/alternative" and calendar.get_content_charset() == "utf-8"
            told["method"] = calendar.get_param("method")
            told["calendar"] = calendar.get_payload(decode=True).decode()
        with open(sys.argv[1], "a") as kept:
            kept.write(json.dumps(told) + "\n")
        if kind == "lost" and first:
            server.transport.abort()
        return "250 Taken"


async def main():
    loop = asyncio.get_running_loop()
    # Not aiosmtpd's Controller: it calls itself at the port it was given, and port 0 answers nobody.
    listening = await loop.create_server(lambda: SMTP(Taking(), loop=loop), "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
