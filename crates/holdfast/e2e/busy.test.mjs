// A calendar that somebody links: read by the running program from a server beside it, shown without titles, and in the way
// of a booking until it is unlinked.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { look, untroubled } from "./lib.mjs";
import { go, house, says, send } from "./walk.mjs";

const HOUR = 3_600_000;
const utc = (at) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, "");
// Two hours from the next full hour on: always ahead, whatever the time.
const from = Math.ceil(Date.now() / HOUR) * HOUR + 26 * HOUR;
const calendar = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "BEGIN:VEVENT", "UID:1", "SUMMARY:Choir in Quillfeather Hall",
  `DTSTAMP:${utc(from)}`, `DTSTART:${utc(from)}`, `DTEND:${utc(from + 2 * HOUR)}`, "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");

let it, server, address;
let status = 200;
before(async () => {
  server = createServer((request, answer) => {
    answer.writeHead(status, { "content-type": "text/calendar" });
    answer.end(request.headers.authorization ? calendar : "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${server.address().port}/secret-path/own.ics`;
  process.env.HOLDFAST_TEST_CALENDARS_HERE = "yes";
  it = await house();
});
after(async () => {
  await it.close();
  server.close();
});

/// Looks again until the page says it: the program reads about once a second.
async function until(page, pattern) {
  for (let tries = 0; tries < 60; tries += 1) {
    if (pattern.test(await page.locator("main").innerText())) return;
    await page.waitForTimeout(500);
    await page.reload();
  }
  await says(page, pattern);
}

test("a specialist links a calendar, colleagues see when and not with what, and it is let go of", async () => {
  const [tomas, jo] = [await it.tomas, await it.jo];
  await go(tomas, "/schedule/feeds");
  await tomas.getByRole("link", { name: "When you are busy elsewhere" }).click();
  await says(tomas, /You have linked no calendar/);
  await look(tomas, "/schedule/busy, nothing linked");
  await send(tomas, /^Link it/, { way: /secret address/, url: address, name: "tomas", password: "open sesame" });
  await until(tomas, /Last read[^]*Next: /);
  const page = await tomas.content();
  assert.ok(page.includes("127.0.0.1") && !page.includes("secret-path") && !page.includes("open sesame"));
  assert.ok(!page.includes("Quillfeather"), "titles are not kept");
  await look(tomas, "/schedule/busy, one linked");
  // The desk's calendar of that day, by the clock of the house.
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" }).format(from);
  await go(jo, `/schedule?day=${day}`);
  await says(jo, /busy elsewhere/);
  assert.ok(!(await jo.content()).includes("Quillfeather"));
  await look(jo, "/schedule, somebody busy elsewhere");
  await send(tomas, /^Unlink/);
  await says(tomas, /Unlinked/, /You have linked no calendar/);
  await go(jo, `/schedule?day=${day}`);
  assert.doesNotMatch(await jo.locator("main").innerText(), /busy elsewhere/);
  untroubled(tomas);
  untroubled(jo);
});

test("a calendar that cannot be read says why, to its owner alone", async () => {
  const lena = await it.lena;
  status = 403;
  await go(lena, "/schedule/busy");
  await send(lena, /^Link it/, { way: /secret address/, url: address });
  await until(lena, /did not take the sign-in/);
  await look(lena, "/schedule/busy, one that cannot be read");
  untroubled(lena);
});
