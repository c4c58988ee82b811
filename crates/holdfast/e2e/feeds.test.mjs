// Calendar links: made and shown once, read by a program that has no cookie, and dead when they are revoked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, fits, forgive, look, narrow, submit, themes, untroubled, wear, wide } from "./lib.mjs";
import { fill, go, house, says, send } from "./walk.mjs";

let it;
before(async () => {
  it = await house();
});
after(() => it.close());

/// What a calendar program gets: no cookie, no script.
const read = (link, headers = {}) => fetch(link, { headers });

/// Makes a link, looks at the page that shows it, and answers it.
async function make(page, button, fields = {}) {
  await fill(page, button, fields);
  await submit(page, button);
  const link = await page.getByTestId("feed-link").inputValue();
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/calendar\/[0-9a-f]{64}\.ics$/);
  return link;
}

test("a nurse's phone reads where she is booked, until she revokes the link", async () => {
  const sam = await it.sam;
  await go(sam, "/schedule");
  await sam.getByRole("link", { name: "Calendar links" }).click();
  await says(sam, /You have no calendar link/);
  assert.equal(await sam.getByText("Make a link to it").count(), 0, "rooms are not hers");
  await look(sam, "/schedule/feeds, nothing yet");
  const link = await make(sam, "Make a link");
  await sam.reload();
  await says(sam, /already made/);
  assert.equal(await sam.getByTestId("feed-link").count(), 0, "a form that arrives again makes none");
  await look(sam, "a link that was already made");

  const answer = await read(link);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "text/calendar; charset=utf-8");
  assert.equal(answer.headers.get("cache-control"), "private, no-cache");
  const calendar = await answer.text();
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n[^]*SUMMARY:Visit [A-Z]\. [A-Z]\.\r\n[^]*END:VCALENDAR\r\n$/);
  assert.doesNotMatch(calendar, /ketamine|infusion|dose|Ellis|Rowan|Ortiz/i);
  assert.equal((await read(link, { "if-none-match": answer.headers.get("etag") })).status, 304);

  await go(sam, "/schedule/feeds");
  await says(sam, /Last read/);
  assert.ok(!(await sam.content()).includes(link.split("/").pop()), "it is shown once");
  await look(sam, "/schedule/feeds, with a link");
  await send(sam, /^Revoke/);
  await says(sam, /shows nothing more/, /You have no calendar link/);
  assert.equal((await read(link)).status, 404);
  untroubled(sam);
});

test("the page that shows a link once is fit to read in every theme and width", async () => {
  const lena = await it.lena;
  for (const theme of themes) {
    await wear(lena, theme);
    await go(lena, "/schedule/feeds");
    await make(lena, "Make a link");
    assert.equal(await lena.evaluate(() => document.documentElement.dataset.theme), theme);
    for (const size of [narrow, wide]) {
      await lena.setViewportSize(size);
      await fits(lena, `a link, shown once (${theme}, ${size.width} px)`);
      await axe(lena, `a link, shown once (${theme}, ${size.width} px)`);
    }
  }
  await go(lena, "/schedule/feeds");
  assert.equal(await lena.getByTestId("own-feeds").locator("li").count(), themes.length);
  untroubled(lena);
});

test("the desk gives a room's door its times and nobody's name", async () => {
  const jo = await it.jo;
  await go(jo, "/schedule/feeds");
  const link = await make(jo, "Make a link to it", { room: "Chair 1" });
  const calendar = await (await read(link)).text();
  assert.match(calendar, /X-WR-CALNAME:Chair 1\r\n/);
  const summaries = new Set(calendar.match(/SUMMARY:.*/g));
  assert.deepEqual([...summaries], ["SUMMARY:booked"]);
  await go(jo, "/schedule/feeds");
  await says(jo, /Chair 1[^]*Made [^]* by Jo Blake\. Last read/);
  await look(jo, "/schedule/feeds, of the desk");
  await send(jo, /^Revoke/);
  assert.equal((await read(link)).status, 404);
  untroubled(jo);
});

test("a support specialist finds the way from their profile, and a page of somebody else's link tells nothing", async () => {
  const tomas = await it.tomas;
  await go(tomas, "/integration/profile");
  await tomas.getByRole("link", { name: "Calendar links" }).click();
  const link = await make(tomas, "Make a link");
  assert.match(await (await read(link)).text(), /SUMMARY:Talk [A-Z]\. [A-Z]\.\r\n/);
  const visitor = await it.visitor();
  forgive(visitor, 404);
  await visitor.goto(link.replace(/[0-9a-f]{64}/, "0".repeat(64)));
  await says(visitor, /There is nothing here/);
  assert.doesNotMatch(await visitor.locator("main").innerText(), /calendar|Tomas/i);
  untroubled(tomas);
});
