// "Emergency" at a chair: two steps, whom to call and what to tell first; every open page of the staff says so within a
// second, by room and never by name, until somebody says what came of it. A monitor that falls silent asks for somebody.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { narrow, themes, wide } from "./lib.mjs";
import { chapters, go, house, lookOnce, main, refused, send } from "./walk.mjs";

const chapter = { test: chapters(test) };
let it, href;
before(async () => {
  it = await house({ fresh: true });
});
after(() => it.close());

const live = (page) => page.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 8_000 });
const strip = (page) => page.getByTestId("sos");
const banner = (page) => page.getByTestId("emergency");
async function everywhere(page, name) {
  for (const theme of themes) for (const size of [narrow, wide]) await lookOnce(page, name, theme, size);
  await page.setViewportSize(wide);
}

chapter.test("the first press says whom to call and what to tell them, and tells nobody yet", async () => {
  const sam = await it.sam;
  await go(sam, "/board");
  href = await sam.getByTestId("room-row").filter({ hasText: "A. Novak" }).getByRole("link").first().getAttribute("href");
  await go(sam, href);
  assert.equal(await strip(sam).isVisible(), false);
  await sam.locator(".bar").getByRole("link", { name: "SOS" }).click();
  await strip(sam).waitFor();
  const words = await strip(sam).innerText();
  assert.match(words, /Emergency at Chair 1/);
  assert.match(words, /911/);
  assert.match(words, /Ketamine into a vein \(IV\), begun \d\d:\d\d: [\d.]+ mg so far by the order and the clock, [\d.]+ mg at most/);
  assert.match(words, /Weight today \d+/);
  assert.match(words, /Read \d\d:\d\d: \d+\/\d+/);
  assert.match(words, /It calls nobody outside/);
  assert.match(words, /Since then: (just now|\d+ s)/, "it counts from the first press on");
  await everywhere(sam, "the strip before anything is declared");
  await go(await it.jo, "/board");
  assert.equal(await banner(await it.jo).count(), 0);
  // Not an emergency: it goes away, and nothing was kept.
  await strip(sam).getByRole("link", { name: "Not an emergency" }).click();
  assert.equal(await strip(sam).isVisible(), false);
});

chapter.test("the second press is on every open page of the staff within a second", async () => {
  const pages = { desk: [await it.jo, "/desk/chase"], director: [await it.priya, "/clinic/people"], support: [await it.tomas, "/integration"] };
  for (const [page, path] of Object.values(pages)) {
    await go(page, path);
    await live(page);
    await page.evaluate(() => (globalThis.sameDocument = true));
  }
  const sam = await it.sam;
  await go(sam, href);
  await sam.locator(".bar").getByRole("link", { name: "SOS" }).click();
  await strip(sam).waitFor();
  const pressed = performance.now();
  const declared = send(sam, "Emergency declared: tell every staff screen");
  const seen = Object.entries(pages).map(async ([who, [page]]) => {
    await banner(page).waitFor({ timeout: 5_000 });
    return [who, Math.round(performance.now() - pressed)];
  });
  const told = await Promise.all(seen);
  await declared;
  for (const [who, ms] of told) assert.ok(ms < 1_500, `${who} read it after ${ms} ms, the page of the chair among them`);
  for (const [page] of Object.values(pages)) {
    assert.equal(await page.evaluate(() => globalThis.sameDocument), true, "no page was loaded again");
    assert.match(await banner(page).innerText(), /Emergency at Chair 1, since \d\d:\d\d/);
    assert.doesNotMatch(await banner(page).innerText(), /Novak|Ana/);
    await everywhere(page, "an emergency somewhere in the house");
  }
  assert.equal(await banner(pages.desk[0]).getByRole("link").count(), 0, "the desk opens no chart");
  assert.equal(await banner(pages.director[0]).getByRole("link", { name: "Open the chair" }).count(), 1);
});

chapter.test("a prescriber owes it by name, and the chair shows since when", async () => {
  const [sam, priya] = [await it.sam, await it.priya];
  assert.match(await strip(sam).innerText(), /Emergency at Chair 1, declared \d\d:\d\d by Sam Ortiz/);
  await everywhere(sam, "the chair while an emergency stands");
  await go(priya, "/tasks");
  assert.match(await main(priya), /an emergency was declared at the chair/i);
});

chapter.test("nobody goes home before somebody says what came of it, and then every page is quiet again", async () => {
  const [sam, jo] = [await it.sam, await it.jo];
  const said = await refused(sam, "It is over");
  assert.match(said, /in a sentence/);
  await send(sam, "It is over", { done: "A faint, legs up, 118/70 a minute later" });
  await banner(jo).waitFor({ state: "detached", timeout: 5_000 });
  assert.equal(await strip(sam).isVisible(), false);
  await go(sam, `${href}/record`);
  assert.match(await main(sam), /Emergency declared[^]*The emergency is over: A faint, legs up/);
});

chapter.test("in the therapy room the same press is called medical help", async () => {
  const lena = await it.lena;
  await go(lena, "/board");
  const row = lena.getByTestId("room-row").filter({ hasText: "L. Hart" });
  assert.equal(await row.count(), 1);
  await go(lena, await row.getByRole("link").first().getAttribute("href"));
  const help = lena.locator(".bar").getByRole("link", { name: "Medical help" });
  if ((await help.count()) === 0) return assert.match(await main(lena), /emergency|team/i, "whoever is not of the team opens it in an emergency");
  await help.click();
  assert.match(await strip(lena).innerText(), /tell every staff screen/);
});
