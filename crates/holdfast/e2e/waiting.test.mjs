// Coming earlier: a patient says what suits, a chair becomes free, the desk holds it for them, and a yes moves the visit.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { narrow } from "./lib.mjs";
import { chapters, everyTheme, follow, go, house, main, refused, send } from "./walk.mjs";

const step = chapters(test);
let it;
const found = {};
before(async () => {
  it = await house();
});
after(() => it.close());

/// A working day so many days from now; a week apart they are the same day of the week.
function workday(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

step("the desk books a visit, and the patient says what suits: the visit stays as it is", async () => {
  const jo = await it.jo;
  await go(jo, "/patients?q=Rowan");
  found.desk = await jo.locator('main a[href^="/desk/pat_"]').first().getAttribute("href");
  await go(jo, found.desk);
  const books = await jo.locator('a[href*="/schedule"]').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  found.course = books.map((href) => href.match(/\/courses\/(cou_[0-9a-f]+)/)?.[1]).find(Boolean);
  await go(jo, `/courses/${found.course}/schedule?kind=review`);
  await send(jo, "Schedule", { starts: `${workday(12)}T10:00`, room: "Office 1", setting: "clinic-room", who: ["Noor Haddad"] });
  const page = await it.rowan;
  await page.goto("/me/day"); // leads to the next visit
  found.visit = new URL(page.url()).pathname;
  assert.match(found.visit, /^\/me\/visit\/ses_/);
  await go(page, found.visit);
  await follow(page, "I could come earlier");
  await everyTheme(page, "coming earlier");
  assert.match(await refused(page, "Keep this", { notice: "1" }), /Choose at least one day/);
  await send(page, "Keep this", { day: ["0", "1", "2", "3", "4", "5", "6"], part: ["morning", "afternoon", "evening"], notice: "1" });
  assert.match(await main(page), /You have said that you could come earlier/);
});

step("the desk sees who could come to a free chair, and holds it for one; nothing clinical stands there", async () => {
  const jo = await it.jo;
  await go(jo, "/schedule");
  await follow(jo, "Who could come earlier");
  assert.match(await jo.getByTestId("earlier-waits").innerText(), /Rowan Ellis/);
  await go(jo, `/schedule/earlier?at=${workday(5)}T10:00&room=Office+2`);
  await everyTheme(jo, "who could come earlier");
  assert.doesNotMatch(await main(jo), /\bmg\b|ketamine|PHQ|diagnos/i);
  const chair = jo.getByTestId("free-chair").first();
  assert.match(await chair.getByTestId("could-come").innerText(), /Rowan Ellis/);
  await chair.getByRole("button", { name: /^Offer it/ }).click();
  await jo.waitForURL("**/schedule/earlier*");
  assert.match(await jo.getByTestId("earlier-held").innerText(), /Office 2: Rowan Ellis/);
});

step("Rowan reads until when it is held, and a yes moves the visit", async () => {
  const page = await it.rowan;
  await go(page, "/me");
  await page.getByTestId("earlier-waits").getByRole("link").click();
  await page.waitForURL("**/earlier");
  await everyTheme(page, "an earlier time that is held");
  await page.setViewportSize(narrow);
  const until = await page.getByTestId("earlier-held").innerText();
  assert.match(until, /It is held until/);
  await send(page, "Yes, I will come then");
  await page.waitForURL(`**${found.visit}`);
  assert.match(await main(page), /Office 2/);
  const jo = await it.jo;
  await go(jo, "/schedule/earlier");
  assert.equal(await jo.getByTestId("earlier-held").count(), 0);
  await go(jo, `${found.desk}/earlier`);
  await everyTheme(jo, "the desk writes a wish down");
});
