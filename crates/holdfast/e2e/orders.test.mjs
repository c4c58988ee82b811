// An order that changes while a dose runs: the prescriber writes it, the chair asks, accepts, and says when the pump was set.
// Two people, two pages, both live; the software moves no pump.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, narrow, submit, themes, wide } from "./lib.mjs";
import { chapters, fill, follow, go, house, idIn, lookOnce, main, says, send } from "./walk.mjs";

const chapter = { test: chapters(test) };
let it;
let href;
let dose;
let weight;
before(async () => {
  it = await house();
});
after(() => it.close());

const strip = (page) => page.getByTestId("order-strip");
const live = (page) => page.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 8_000 });
/// The strip says this, without the page being loaded again.
const comesTo = (page, words) =>
  page.waitForFunction((words) => document.querySelector("#order-strip")?.innerText.includes(words), words, { timeout: 5_000, polling: 50 });

/// The whole page in every theme, narrow and wide: the bar at its foot covers nothing then.
async function everywhere(page, name) {
  for (const theme of themes) for (const size of [narrow, wide]) await lookOnce(page, name, theme, size);
  await page.setViewportSize(wide);
}

chapter.test("one person leads, and handing over takes two taps by two people", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await go(sam, "/board");
  href = await sam.getByTestId("room-row").filter({ hasText: "A. Novak" }).getByRole("link").first().getAttribute("href");
  // Another prescriber takes over for the afternoon: the nurse adds her to the care team.
  await noor.goto(href);
  forgive(noor, 403);
  await go(sam, `/patients/${await idIn(noor, "pat")}/team`);
  await send(sam, "Add to the team", { who: "Noor Haddad" });
  await go(sam, href);
  assert.equal(await sam.getByTestId("lead").innerText(), "Lead: nobody yet", "whoever began it is not assumed");
  await everywhere(sam, "the chair without a lead");
  await send(sam, "I lead");
  assert.equal(await sam.getByTestId("lead").innerText(), "Lead: Sam Ortiz RN");
  await everywhere(sam, "the chair of whoever leads");
  await go(noor, href);
  assert.equal(await noor.getByRole("button", { name: "I lead" }).count(), 0, "nobody takes it from them");
  await live(noor);
  await send(sam, "Noor Haddad PMHNP");
  await says(sam, /Until they accept, you lead/);
  assert.equal(await sam.getByTestId("lead").innerText(), "Lead: Sam Ortiz RN");
  await noor.getByRole("button", { name: "I lead from here on" }).waitFor({ timeout: 5_000 });
  await everywhere(noor, "asked to lead");
  await send(noor, "I lead from here on");
  assert.equal(await noor.getByTestId("lead").innerText(), "Lead: Noor Haddad PMHNP");
});

chapter.test("a prescriber writes another order from the chair of somebody whose dose runs, and it is not in force", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await go(sam, href);
  const words = await main(sam);
  dose = words.match(/([\d.]+) mg into a vein/)[1];
  weight = words.match(/([\d.]+) kg today/)[1];
  assert.equal(await strip(sam).count(), 0, "nothing has changed yet");
  assert.equal(await sam.getByRole("link", { name: "Change the order" }).count(), 0, "a nurse writes no orders");
  await go(sam, href);
  await live(sam);
  await sam.evaluate(() => (globalThis.sameDocument = true));
  await go(noor, href);
  await follow(noor, "Change the order");
  await fill(noor, "Show the band for this weight", { weight });
  await submit(noor, "Show the band for this weight");
  assert.match(await noor.getByTestId("band").innerText(), /mg\/kg to [\d.]+ mg\/kg\. Values: dose\.intravenous\.lowest, dose\.intravenous\.highest/);
  await send(noor, "Write the order", { route: "intravenous", weight, dose, over: "60" });
  assert.equal(new URL(noor.url()).pathname, href, "whoever wrote it is at the chair");
  await says(noor, /goes on as before until the chair accepts it/);
  assert.match(await strip(noor).innerText(), /New order \d\d:\d\d from Noor Haddad[^]*over 60 min[^]*Not yet in force\. Not yet accepted at the chair, (just now|\d+ s)/);
});

chapter.test("the chair reads it at once, the dose still runs by the order before, and both sides say so", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await comesTo(sam, "Not yet in force");
  assert.equal(await sam.evaluate(() => globalThis.sameDocument), true, "the page was not loaded again");
  await everywhere(sam, "the chair with an order that is not accepted");
  assert.doesNotMatch(await sam.locator("#dose").innerText(), /, then/);
  await go(noor, href);
  await live(noor);
  await everywhere(noor, "the same for whoever prescribes");
  const course = new URL(await noor.getByRole("link", { name: "Change the order" }).getAttribute("href"), noor.url()).pathname;
  const other = await it.page("noor.haddad", "the course");
  await go(other, course);
  assert.match(await other.getByTestId("order-waits").innerText(), /Not yet accepted at the chair/);
  await everywhere(other, "the orders of a course whose dose runs");
  await go(other, course.replace("/orders", ""));
  assert.match(await other.getByTestId("order-waits").innerText(), /New order[^]*Not yet accepted at the chair/);
  await everywhere(other, "a patient whose chair has an order to accept");
});

chapter.test("the chair asks, a prescriber owes the answer, and the answer stands on both pages", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await sam.locator("#order-strip").getByRole("link", { name: "Question" }).click();
  await sam.waitForLoadState();
  await everywhere(sam, "asking about an order");
  await send(sam, "Is the time right?");
  await says(sam, /A prescriber owes you an answer/);
  await comesTo(noor, "Is the time right?");
  assert.match(await strip(noor).innerText(), /“Is the time right\?” Sam Ortiz RN, \d\d:\d\d\. No answer yet\./);
  assert.equal(await strip(sam).getByRole("link", { name: "Answer" }).count(), 0, "a nurse does not answer for a prescriber");
  await strip(noor).getByRole("link", { name: "Answer" }).click();
  await noor.waitForLoadState();
  await says(noor, /asks about an order at the chair|Is the time right/);
  await everywhere(noor, "a question about an order, as a task");
  await send(noor, "Answer", { done: "Yes: an hour, for the pressure" });
  await live(sam);
  await comesTo(sam, "Yes: an hour, for the pressure");
});

chapter.test("accepted in one tap, set by a person: kept first, and what ran in is shown stretch by stretch", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await go(noor, href);
  await live(noor);
  await send(sam, "Accept");
  await says(sam, /The order is accepted at the chair/);
  await comesTo(noor, "Accepted at the chair. The dose still runs by order 1.");
  assert.doesNotMatch(await strip(noor).innerText(), /Not yet accepted/);
  await everywhere(sam, "the chair with an order to be set");
  await send(sam, `Record, then set the pump to ${dose} mg an hour`);
  await says(sam, /Recorded: another rate\. Now set the pump to it\./);
  assert.match(await strip(sam).innerText(), /Order 2[^]*Recorded \d\d:\d\d by Sam Ortiz RN\. Set the pump to [\d.]+ mg an hour\. This screen does not move it\./);
  assert.match(await sam.locator("#dose").innerText(), /× [\d min s]+ of 40 min\), then 0 mg \([\d.]+ mg × 0 of 60 min\)\. Worked out, not measured\./);
  await everywhere(sam, "the chair with another rate");
  await comesTo(noor, "This screen does not move it");
});

chapter.test("more than was drawn cannot be accepted, and the record tells all of it with times and names", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await follow(noor, "Change the order");
  await send(noor, "Write the order", { route: "intravenous", weight, dose: String(Number(dose) + 1), over: "60" });
  await comesTo(sam, "were drawn for this dose");
  assert.equal(await strip(sam).getByRole("button", { name: "Accept" }).count(), 0, "what cannot be is not offered");
  await everywhere(sam, "the chair with an order that cannot be accepted");
  await go(sam, `${href}/record`);
  await says(sam, /Accepted \d\d:\d\d by Sam Ortiz RN/, /Asked about order 2/, /Is the time right\?[^]*Yes: an hour, for the pressure/, /Another rate/, /by order 2/);
  await everywhere(sam, "the record of a visit with another rate");
});

chapter.test("nobody is sure how much went in: one tap, said on every page, and a prescriber owes a word", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await go(sam, href);
  await follow(sam, "Not sure how much went in");
  await everywhere(sam, "not sure how much went in");
  await send(sam, "The line came off");
  await says(sam, /The larger amount counts, and a prescriber owes you a word/);
  assert.match(await sam.getByTestId("uncertain").innerText(), /Uncertain how much went in: The line came off\. The larger amount counts\./);
  await everywhere(sam, "the chair with a dose that is uncertain");
  await go(noor, "/tasks");
  await says(noor, /A\. Novak · nobody is sure how much of a dose went in/);
  await go(sam, `${href}/end-dose`);
  await says(sam, /Uncertain how much went in: The line came off/);
  await send(sam, "The dose has ended", { given: "All of it" });
  await says(sam, /mg at most, uncertain: The line came off\./);
  await go(sam, `${href}/record`);
  await says(sam, /Uncertain how much[^]*The line came off[^]*No answer yet\./, /given at most, uncertain: The line came off/);
  await everywhere(sam, "the record of a dose that is uncertain");
});
