// A device whose clock is wrong, by minutes or by a day: the house's time is shown and kept, nobody is told that their
// sign-in ended, and nothing that was written is lost.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { open, pause, untroubled } from "./lib.mjs";

const day = 86_400_000;

/// What a page's scripts are told when they ask for the time.
const off = (ms) => `{
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; }
  };
}`;

describe("pages", () => {
  let clinic;
  before(async () => {
    clinic = await open({ fresh: true }); // what is written here is English, and other files read every page in Spanish
  });
  after(() => clinic.close());

  test("a phone that is a day off is told so, and keeps what is said and written", async () => {
    for (const [by, ms] of [["ahead", day], ["behind", -day]]) {
      const page = await clinic.as("patient", { viewport: { width: 390, height: 844 } });
      await page.addInitScript(off(ms));
      await page.goto("/me");
      assert.match(await page.getByTestId("clock-off").innerText(), /clock on this device is not right/);
      await page.getByTestId("mood").getByRole("button", { name: "Good", exact: true }).click();
      await page.locator("#say-polite", { hasText: "Saved: Good" }).waitFor({ state: "attached" });
      const words = `The light on the wall, ${by} ${ms}`;
      await page.goto("/me/journal/new");
      await page.locator('textarea[name="words"]').fill(words);
      await page.getByTestId("journal-state").filter({ hasText: "Saved" }).waitFor();
      await pause(5_500); // the script looks every 5 s whether the sign-in is about to end
      assert.equal(await page.locator(".expiry").count(), 0, "the sign-in has not ended, whatever the phone's clock says");
      await page.goto("/me/journal");
      assert.ok((await page.locator("main").innerText()).includes(words.slice(0, 20)));
      untroubled(page);
      await page.context().close();
    }
  });

  test("a tablet seven minutes ahead is told so; one that is right is told nothing", async () => {
    const page = await clinic.as("nurse");
    await page.goto("/board");
    assert.equal(await page.getByTestId("clock-off").count(), 0);
    await page.addInitScript(off(7 * 60_000));
    await page.goto("/board");
    assert.equal(await page.getByTestId("clock-off").count(), 1);
    const skew = await page.evaluate(() => Number(document.documentElement.dataset.skew));
    assert.ok(Math.abs(skew + 7 * 60_000) < 5_000, `the page counts with ${skew} ms`);
    await page.context().close();
  });
});

/// The worker in a room of its own: a shelf for its cache, a house that answers or not, and a clock.
function worker() {
  const shelf = new Map();
  const house = { answers: null };
  const heard = {};
  const clock = { ms: Date.UTC(2026, 10, 22, 12) };
  class At extends Date {
    static now() {
      return clock.ms;
    }
  }
  const cache = { match: async (key) => shelf.get(key)?.clone(), put: async (key, value) => shelf.set(key, value) };
  const room = {
    self: { addEventListener: (name, act) => (heard[name] = act), skipWaiting() {}, clients: {} },
    location: { origin: "https://care.example.org" },
    caches: { open: async () => cache, delete: async () => shelf.clear() },
    fetch: async () => {
      if (!house.answers) throw new TypeError("no connection");
      return house.answers.clone();
    },
    Date: At,
    URL,
    Response,
  };
  runInContext(readFileSync(new URL("../../web/assets/js/worker.js", import.meta.url), "utf8"), createContext(room));
  const load = async (path) => {
    let answer;
    const request = { url: room.location.origin + path, method: "GET", mode: "navigate" };
    heard.fetch({ request, respondWith: (promise) => (answer = promise) });
    return (await answer).text();
  };
  return { house, clock, load };
}

describe("the day without a connection", () => {
  test("a kept page is shown until its day ends and not after, whatever the phone's clock says", async () => {
    for (const ms of [0, day, -day]) {
      const { house, clock, load } = worker();
      const now = clock.ms, until = now + 6 * 3_600_000;
      const html = `<html data-now="${now}"><main><div><div id="offline" data-until="${until}" hidden>From 12:00</div><p>At 14:00</p></div></div></main></html>`;
      house.answers = new Response(html, { headers: { Date: new Date(now).toUTCString() } });
      clock.ms = now + ms;
      assert.equal(await load("/me"), html);
      house.answers = null;
      clock.ms = now + ms + 3 * 3_600_000;
      const later = await load("/me");
      assert.match(later, /At 14:00/);
      assert.match(later, new RegExp(`data-now="${now + 3 * 3_600_000}"`), "the page counts from now and not from when it was kept");
      clock.ms = now + ms + 7 * 3_600_000;
      const after = await load("/me");
      assert.doesNotMatch(after, /At 14:00/);
      assert.match(after, /From 12:00/);
    }
  });
});
