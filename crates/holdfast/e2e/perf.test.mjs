// How the public and the patients' pages feel on a slow phone: a processor four times slower, and a line of 1.6 Mbit/s with
// 150 ms there and back (screens.md 6.1, PF). Weights are exact everywhere; times are those of this machine and of a debug build.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { gzipSync } from "node:zlib";
import { after, before, describe, test } from "node:test";
import { open, pause } from "./lib.mjs";
import { slowLine } from "./slow_line.mjs";

const bars = { ttfb_ms: 400, lcp_ms: 1_800, shift: 0.05, js_bytes: 25 * 1024, css_bytes: 20 * 1024, font_bytes: 50 * 1024 };
const tries = 5;
const phone = { viewport: { width: 390, height: 844 }, serviceWorkers: "block" };
const publicPages = ["/", "/choose", "/people", "/help"];
const ownPages = ["/me", "/me/todo", "/me/journal", "/me/journal/new", "/me/line", "/me/quiet"];

/// Loads a page as a first visit on a slow phone, and tells its times and weights.
async function feels(page, line, path) {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  await wire.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto("about:blank");
  line.hangUp(); // a first visit connects
  const bodies = [];
  const weigh = async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0)); // an event stream has no end
    return { type: response.request().resourceType(), gzipped: gzipSync(body).length, bytes: body.length };
  };
  const keep = (response) => response.request().resourceType() !== "eventsource" && bodies.push(weigh(response));
  page.on("response", keep);
  const answer = await page.goto(line.address + path, { waitUntil: "load" });
  assert.equal(answer.status(), 200, path);
  const times = await page.evaluate(async () => {
    const seen = (type) =>
      new Promise((done) => {
        const all = [];
        new PerformanceObserver((list) => all.push(...list.getEntries())).observe({ type, buffered: true });
        setTimeout(() => done(all), 600);
      });
    const [paints, shifts] = await Promise.all([seen("largest-contentful-paint"), seen("layout-shift")]);
    return {
      lcp_ms: paints.at(-1)?.startTime ?? Number.POSITIVE_INFINITY,
      shift: shifts.filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0),
      ttfb_ms: performance.getEntriesByType("navigation")[0].responseStart,
    };
  });
  page.off("response", keep);
  const all = await Promise.all(bodies);
  const weight = (type, of) => all.filter((one) => one.type === type).reduce((sum, one) => sum + one[of], 0);
  await wire.detach();
  return { ...times, js_bytes: weight("script", "gzipped"), css_bytes: weight("stylesheet", "gzipped"), font_bytes: weight("font", "bytes") };
}

/// Weights and shifts hold every time. A time may be tried again: what else this machine does only ever adds to it.
async function isLight(page, line, path, context) {
  for (let left = tries; ; left -= 1) {
    const felt = await feels(page, line, path);
    context.diagnostic(`${path}: ${Object.entries(felt).map(([what, n]) => `${what} ${Number(n.toFixed(3))}`).join(", ")}`);
    const over = Object.keys(bars).filter((what) => felt[what] > bars[what]);
    if (over.length === 0) return;
    const only_times = over.every((what) => what === "ttfb_ms" || what === "lcp_ms");
    assert.ok(only_times && left > 1, `${path}: ${over.map((what) => `${what} is ${felt[what]}, and may be ${bars[what]}`)}`);
  }
}

describe("a slow phone", () => {
  let it, line;
  before(async () => {
    it = await open();
    line = await slowLine(it.address);
  });
  after(async () => {
    await line.close();
    await it.close();
  });

  test("a first visit to the public pages", async (context) => {
    for (const path of publicPages) {
      const page = await it.visitor(phone);
      await isLight(page, line, path, context);
      await page.context().close();
    }
  });

  test("a patient's pages", async (context) => {
    const page = await it.as("patient", phone);
    await page.goto("/me/day"); // leads on to the visit of the day
    for (const path of [...ownPages, new URL(page.url()).pathname]) {
      await isLight(page, line, path, context);
    }
    await page.context().close();
  });
});

describe("a tap on a slow phone", () => {
  let it, line;
  before(async () => {
    it = await open();
    line = await slowLine(it.address);
  });
  after(async () => {
    await line.close();
    await it.close();
  });

  test("is answered at once by the page, and soon by the house", async (context) => {
    const page = await it.as("patient", phone);
    await page.goto(`${line.address}/me`);
    const wire = await page.context().newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.evaluate(() => {
      globalThis.taps = [];
      new PerformanceObserver((list) => taps.push(...list.getEntries())).observe({ type: "event", durationThreshold: 16 });
      // The page's own clock, from the finger to the words: how long this test takes to find a button is not the phone's.
      globalThis.saves = [];
      let pressed = 0;
      addEventListener("click", (event) => (pressed = event.timeStamp), { capture: true });
      const said = (records) => records.some((one) => one.target.textContent.includes("Saved:")) && saves.push(performance.now() - pressed);
      new MutationObserver(said).observe(document.querySelector("#say-polite"), { childList: true, characterData: true, subtree: true });
    });
    const moods = ["Low", "So-so", "Good", "So-so", "Good", "Very good", "Good", "So-so"];
    for (const mood of moods) {
      await page.getByTestId("mood").getByRole("button", { name: mood, exact: true }).click();
      await page.locator("#say-polite", { hasText: `Saved: ${mood}` }).waitFor({ state: "attached" });
    }
    const saves = await page.evaluate(() => globalThis.saves);
    assert.equal(saves.length, moods.length, "every tap was said once");
    const worst_ms = await page.evaluate(() => Math.max(0, ...taps.map((tap) => tap.duration)));
    saves.sort((a, b) => a - b);
    context.diagnostic(`worst tap ${worst_ms} ms; saved after ${Math.round(saves[0])} to ${Math.round(saves.at(-1))} ms, the line's 150 among them`);
    assert.ok(worst_ms <= 150, `a tap took ${worst_ms} ms to be answered`);
    // The median: what else this machine does only ever adds.
    assert.ok(saves[saves.length / 2] <= 500, `half of the taps were saved after ${saves[saves.length / 2]} ms`);
    await page.context().close();
  });
});

describe("two hundred requests a second, and one processor for the server", () => {
  let it, line;
  before(async () => {
    it = await open({ fresh: true, core: 0 });
    line = await slowLine(it.address);
  });
  after(async () => {
    await line.close();
    await it.close();
  });

  test("every request is answered, and the pages still read on a slow phone", async (context) => {
    const patient = await it.as("patient", phone);
    const cookie = (await patient.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const load = loaded(it.address, cookie, 200, 25);
    await pause(2_000);
    const visitor = await it.visitor(phone);
    for (const path of ["/", "/choose"]) await isLight(visitor, line, path, context);
    for (const path of ["/me", "/me/journal"]) await isLight(patient, line, path, context);
    const told = await load.told;
    context.diagnostic(`under the pages: ${JSON.stringify(told)}`);
    assert.deepEqual(told.refused, {}, "a request was refused, or broke off");
    assert.equal(told.asked, 200 * 25);
    assert.ok(told.seconds < 26, `the server fell behind: 25 seconds of requests took ${told.seconds}`);
  });
});

function loaded(address, cookie, perSecond, seconds) {
  const paths = ["/", "/choose", "/people", "/me", "/me/journal", "/help"];
  const program = spawn("taskset", ["--cpu-list", "1", process.execPath, "load.mjs", address, String(perSecond), String(seconds), cookie, ...paths]);
  let printed = "";
  program.stdout.on("data", (text) => (printed += text));
  program.stderr.on("data", (text) => (printed += text));
  const told = new Promise((done, fail) => program.on("exit", (code) => (code === 0 ? done(JSON.parse(printed)) : fail(new Error(printed)))));
  return { told };
}
