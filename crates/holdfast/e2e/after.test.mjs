// After a visit (screens.md 6.2 (b) 10, 11, 14, 16, 18): the one-tap link, a mood, a small step, the line, no word of loss.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, open, shapeOf, untroubled } from "./lib.mjs";

let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

const lossWords = /\b(streaks?|missed|broken|failed|lost|skipped|overdue|too late)\b/i;
const phone = { viewport: { width: 390, height: 844 } };

async function go(page, path) {
  await page.goto(path);
  assert.equal(shapeOf(page.url()), shapeOf(new URL(path, page.url()).href), `${path} leads elsewhere`);
}

/// The words of the page, without "It’s not too late", which may stand.
async function wordsOf(page) {
  return (await page.locator("main").innerText()).replaceAll(/It[’']s not too late/g, "");
}

test("a link to the talk opens without a sign-in, and nothing else does from there", async () => {
  const desk = await clinic.as("front-desk");
  await go(desk, "/board");
  const windows = await desk.locator('a[href^="/windows/"]').evaluateAll((links) => links.map((link) => link.pathname));
  let link;
  for (const window of new Set(windows.filter((path) => path.split("/").length === 3))) {
    await desk.goto(window);
    const shown = desk.getByTestId("talk-link");
    if (await shown.count()) link = await shown.getAttribute("href");
    if (link) break;
  }
  assert.ok(link, `no window of the board has a link: ${windows}`);
  const stranger = await clinic.visitor(phone);
  await stranger.goto(link);
  assert.match(await stranger.locator("h1").innerText(), /^Hello, \S+$/);
  assert.match(await stranger.getByTestId("talk").innerText(), /Integration (support|therapy)/);
  await look(stranger, "the link to the talk");
  for (const own of ["/me", "/me/line", "/me/people"]) {
    await stranger.goto(own);
    assert.equal(shapeOf(stranger.url()), "/sign-in", `${own} opens from the link`);
  }
  await stranger.goto(`${link.slice(0, -1)}${link.endsWith("0") ? 1 : 0}`);
  assert.match(await stranger.locator("main").innerText(), /ended/);
  assert.equal(await stranger.locator("main").getByText("Hello").count(), 0);
  untroubled(stranger);
});

test("a mood is one tap, said politely, and stays with the script off", async () => {
  const page = await clinic.as("patient", phone);
  await go(page, "/me");
  assert.equal(await page.locator(".btn-main").count() <= 1, true, "one filled button");
  await page.getByTestId("mood").getByRole("button", { name: "So-so", exact: true }).click();
  await page.locator("#say-polite", { hasText: "Saved: So-so" }).waitFor({ state: "attached" });
  assert.equal(await page.locator("#mood-so-so").getAttribute("aria-pressed"), "true");
  await page.getByTestId("mood").getByRole("button", { name: "Good", exact: true }).click();
  await page.locator("#say-polite", { hasText: "Saved: Good" }).waitFor({ state: "attached" });
  untroubled(page);
  const plain = await clinic.as("patient", { ...phone, javaScriptEnabled: false });
  await go(plain, "/me");
  await Promise.all([plain.waitForEvent("load"), plain.locator("#mood-low").click()]);
  assert.equal(await plain.locator("#mood-low").getAttribute("aria-pressed"), "true");
  assert.match(await plain.getByTestId("mood").innerText(), /Saved: Low/);
  untroubled(plain);
});

test("without a connection a tap says that it was not saved, and the next one is", async () => {
  const page = await clinic.as("patient", phone);
  await go(page, "/me");
  await page.context().setOffline(true);
  await page.locator("#mood-good").click();
  await page.getByText("Not saved.").first().waitFor();
  await page.context().setOffline(false);
  forgive(page, "request failed", "console: Failed to load resource");
  await page.locator("#mood-good").click();
  await page.locator("#say-polite", { hasText: "Saved: Good" }).waitFor({ state: "attached" });
});

test("a small step is chosen and ticked, and a day without a tick is not told as a loss", async () => {
  const page = await clinic.as("patient", phone);
  await go(page, "/me/steps");
  const room = page.getByRole("button", { name: "Choose this step" });
  if (await room.count()) {
    await page.locator('[name="what"]').fill("Drink a glass of water");
    await page.locator('[name="when"]').fill("after getting up");
    await Promise.all([page.waitForEvent("load"), room.click()]);
    assert.match(await wordsOf(page), /Drink a glass of water, after getting up/);
  }
  const step = page.locator("li.card", { hasText: "Drink a glass of water" }).first();
  await step.getByRole("button", { name: /Tick today/ }).click();
  await step.getByText("1 of the last 7 days. Any day counts.").waitFor();
  assert.ok(!lossWords.test(await wordsOf(page)), await wordsOf(page));
  await step.getByRole("button", { name: /Done today/ }).click();
  await step.getByText("0 of the last 7 days. Any day counts.").waitFor();
  assert.ok(!lossWords.test(await wordsOf(page)), await wordsOf(page));
  await go(page, "/me");
  assert.ok(!lossWords.test(await wordsOf(page)), await wordsOf(page));
  untroubled(page);
});

test("the line has its days as a table, letters of 12 px or more, and one picture for each width", async () => {
  const page = await clinic.as("patient", phone);
  await go(page, "/me/line");
  const panels = page.locator(".line-panel");
  for (let n = 0; n < (await panels.count()); n += 1) {
    assert.equal(await panels.nth(n).locator("details table, details p").count() > 0, true, "a table under each");
    await panels.nth(n).locator("summary").click();
  }
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const drawn = await page.locator("svg.line").evaluateAll((all) =>
      all
        .filter((one) => one.getBoundingClientRect().width > 0)
        .map((one) => ({
          scale: one.getBoundingClientRect().width / Number(one.getAttribute("width")),
          letters: Math.min(...[...one.querySelectorAll("text")].map((text) => Number.parseFloat(getComputedStyle(text).fontSize))),
          inside: [...one.querySelectorAll("text")].every((text) => text.getBoundingClientRect().right <= one.getBoundingClientRect().right + 1),
        })),
    );
    for (const one of drawn) {
      assert.equal(Math.round(one.scale * 100), 100, `${width} px: a chart is scaled`);
      assert.ok(one.letters >= 12, `${width} px: letters of ${one.letters} px`);
      assert.ok(one.inside, `${width} px: a word is cut off`);
    }
  }
  assert.ok(!lossWords.test(await wordsOf(page)));
  untroubled(page);
});

test("arrow keys read the line day by day, as its table does", async () => {
  const page = await clinic.as("patient");
  await go(page, "/me/line");
  const panel = page.locator(".line-panel").first();
  const days = await panel.locator("tbody tr").evaluateAll((rows) => rows.map((row) => `${row.cells[0].textContent.trim()}: ${row.cells[1].textContent.trim()}`).reverse());
  await panel.locator("svg[data-reads]:visible").focus();
  const read = panel.locator(".line-wide .reads");
  assert.equal(await read.innerText(), "Arrow keys read this day by day.");
  for (const [key, day] of [["ArrowRight", 0], ["ArrowRight", 1], ["ArrowLeft", 0], ["ArrowLeft", 0], ["End", days.length - 1], ["ArrowRight", days.length - 1], ["Home", 0]]) {
    await page.keyboard.press(key);
    assert.equal(await read.innerText(), days[day], `after ${key}`);
    assert.equal(await page.locator("#say-polite").innerText(), days[day], "it is said");
    assert.equal(await panel.locator(".line-wide .is-at").count(), 1);
  }
  await page.keyboard.press("Tab");
  assert.equal(await panel.locator(".is-at").count(), 0);
  untroubled(page);
});

test("everyone can use the pages of what a person keeps", async () => {
  const page = await clinic.as("patient", phone);
  for (const path of ["/me", "/me/mood", "/me/steps", "/me/steps/1", "/me/line", "/me/practice", "/me/practice/ground-senses", "/me/practice/first-word"]) {
    const answer = await page.goto(path);
    if (path === "/me/steps/1" && answer.status() === 404) {
      forgive(page, 404);
      continue;
    }
    await look(page, path);
    const small = await page.locator("main a.btn, main button, main a.tap").evaluateAll((all) =>
      all.filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < 44).map((one) => one.textContent.trim()),
    );
    assert.deepEqual(small, [], `${path}: targets under 44 px`);
  }
});

test("no patient’s first page calls anything missed or late", async () => {
  for (const { role, name } of clinic.people.filter((one) => one.role === "patient")) {
    const page = await clinic.visitor(phone);
    await page.goto("/sign-in");
    await page.locator('[name="login"]').fill(name);
    await page.locator('[name="password"]').fill(clinic.people.find((one) => one.name === name).password);
    await Promise.all([page.waitForEvent("load"), page.locator("form", { has: page.locator('[name="password"]') }).locator("button").first().click()]);
    await go(page, "/me");
    const words = await wordsOf(page);
    assert.ok(!/\b(missed|late|too late)\b/i.test(words), `${role} ${name}: ${words}`);
    assert.ok(!/window (is |has )?closed|closed window/i.test(words), words);
    await page.context().close();
  }
});
