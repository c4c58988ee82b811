// Live screens: what one person enters another one sees without asking, and a screen that hears nothing says so.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pause } from "./lib.mjs";
import { go, house, main, send } from "./walk.mjs";

let it;
let stopped = false;
before(async () => {
  it = await house();
});
after(async () => {
  if (stopped) await it.chrome.close();
  else await it.close();
});

/// The row of the rooms table for this person.
const room = (page, name) => page.getByTestId("room-row").filter({ hasText: name });

test("readings entered at the chair are on the board of another role within two seconds, without a reload", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await go(noor, "/board");
  await noor.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 8_000 });
  await noor.evaluate(() => (globalThis.sameDocument = true));
  assert.doesNotMatch(await room(noor, "A. Novak").innerText(), /143/);
  const session = (await room(noor, "A. Novak").getByRole("link").first().getAttribute("href")).split("/").pop();
  await go(sam, `/sessions/${session}/vitals`);
  const entered = Date.now();
  await send(sam, "Save readings", { systolic: "143", diastolic: "87", pulse: "79", spo2: "97", breaths: "14", awake: "4" });
  const saved = Date.now();
  await noor.waitForFunction(() => document.querySelector("#rooms")?.innerText.includes("143"), null, { timeout: 5_000, polling: 50 });
  const late = Date.now() - saved;
  assert.ok(late < 2_000, `the board knew after ${late} ms (entering took ${saved - entered} ms)`);
  assert.equal(await noor.evaluate(() => globalThis.sameDocument), true, "the page was not loaded again");
});

test("an alarm answered on one screen at the chair is gone from the other", async () => {
  const [sam, other] = [await it.sam, await it.page("sam.ortiz", "by the chair")];
  await go(other, "/board");
  const href = await room(other, "L. Hart").getByRole("link").first().getAttribute("href");
  await go(other, href);
  await other.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on");
  assert.equal(await other.getByTestId("alarm").count(), 1, "an alarm waits for its answer");
  await go(sam, href);
  assert.match(await sam.getByRole("link", { name: /^Read again/ }).getAttribute("href"), /\/vitals$/, "reading again answers nothing by itself");
  assert.equal(await sam.getByRole("button", { name: "It was read again" }).count(), 0, "nobody says so before it was");
  await send(sam, "Asked about symptoms");
  await other.waitForFunction(() => document.querySelectorAll('[data-testid="alarm"]').length === 0, null, { timeout: 2_000, polling: 50 });
});

test("somebody who types does not lose it to news", async () => {
  const [sam, other] = [await it.sam, await it.page("sam.ortiz", "by the chair")];
  await go(sam, "/board");
  const href = await room(sam, "A. Novak").getByRole("link").first().getAttribute("href");
  await go(other, `${href}/vitals`);
  await other.locator('[name="systolic"]').fill("131");
  await go(sam, `${href}/vitals`);
  await send(sam, "Save readings", { pulse: "81" });
  await pause(1_500);
  assert.equal(await other.locator('[name="systolic"]').inputValue(), "131");
});

test("when the server stops, a live screen says “Not live since” within thirteen seconds", async () => {
  const noor = await it.noor;
  await go(noor, "/board");
  await noor.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on");
  const before = Date.now();
  stopped = true;
  await it.stop(); // asserts a clean end
  const ended = Date.now();
  await noor.waitForFunction(() => /Not live since \d\d:\d\d/.test(document.querySelector('[data-testid="live-status"]')?.innerText ?? ""), null, {
    timeout: 20_000,
    polling: 100,
  });
  const late = (Date.now() - ended) / 1000;
  assert.ok(late < 13, `said so ${late} s after the server had ended (which took ${ended - before} ms)`);
  assert.match(await main(noor), /A\. Novak/, "what was on the screen stays, with its ages");
  assert.ok(await noor.locator("#say-polite").evaluate((one) => /Not live since/.test(one.textContent)), "it is announced");
});
