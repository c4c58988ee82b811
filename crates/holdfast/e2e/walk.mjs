// Walking through the clinic as its people do: signed in by name, one form at a time, and the record read afterwards.

import assert from "node:assert/strict";
import { axe, fits, forgive, narrow, open, signIn, submit, themes, untroubled, wide } from "./lib.mjs";

/// One clinic of this file's own, with everyone's pages at hand: `const it = await house(); after(it.close);`
/// `it.priya`, `it.noor`, `it.sam`, … are pages that are signed in, made when first asked for.
export async function house(options = { fresh: true }) {
  const clinic = await open(options);
  const pages = new Map();
  /// The page of this login; another one (a second tab, another device) for another `tab`.
  const page = async (login, tab = "first") => {
    const key = `${login} ${tab}`;
    if (!pages.has(key)) pages.set(key, await arrive(clinic, login, pages));
    return pages.get(key);
  };
  const house = { ...clinic, page };
  for (const { role, name } of clinic.people) {
    const first = name.split(".").find((part) => part.length > 1);
    Object.defineProperty(house, first, { get: () => page(name) });
    assert.ok(role, `${name} has a role`);
  }
  return house;
}

/// Signs in once for each login: a one-time code works once. Other tabs take the cookies of the first.
async function arrive(clinic, login, pages) {
  const person = clinic.people.find((one) => one.name === login);
  assert.ok(person, `the demo prints no sign-in ${login}`);
  const known = [...pages].find(([key]) => key.startsWith(`${login} `));
  const page = await clinic.visitor();
  if (known) await page.context().addCookies(await (await known[1]).context().cookies());
  else await signIn(page, person.role, [person]);
  return page;
}

// ---------------------------------------------------------------- forms

/// The form that this button sends.
function formOf(page, button) {
  return page.locator("form", { has: page.getByRole("button", { name: button, exact: typeof button === "string" }) });
}

/// Types, ticks and chooses by field name, in the form of this button. Lists choose by value or by words.
export async function fill(page, button, fields) {
  const form = formOf(page, button).first();
  assert.equal(await form.count(), 1, `${page.url()}: no form with the button ${button}; there are: ${await buttons(page)}`);
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    assert.ok((await field.count()) > 0, `${page.url()}: the form of ${button} has no field ${name}; it has: ${await fieldsOf(form)}`);
    await fillOne(field, name, value);
  }
}

async function fillOne(field, name, value) {
  const kind = await field.first().evaluate((one) => (one.tagName === "SELECT" ? "select" : one.type));
  if (kind === "radio" || Array.isArray(value)) {
    const offered = await field.evaluateAll((all) => all.map((one) => ({ value: one.value, words: one.closest("label")?.innerText ?? "" })));
    for (const wanted of [value].flat()) {
      const fits = (one) => (wanted instanceof RegExp ? wanted.test(one.words) : one.value === wanted || one.words.includes(wanted));
      const at = offered.findIndex(fits);
      assert.ok(at >= 0, `${name} offers no ${wanted}: ${offered.map((one) => one.words.replaceAll("\n", " ") || one.value).join("; ")}`);
      await field.nth(at).evaluate((one) => one.closest("details")?.setAttribute("open", ""));
      await field.nth(at).check();
    }
  } else if (kind === "checkbox") {
    await field.first().setChecked(value !== false);
  } else if (kind === "select") {
    const options = await field.evaluate((one) => [...one.options].map((option) => ({ value: option.value, words: option.label })));
    const chosen = options.find((option) => option.value === value || option.words.includes(value));
    assert.ok(chosen, `${name} offers no ${value}: ${options.map((option) => option.words).join("; ")}`);
    await field.selectOption(chosen.value);
  } else if (kind === "hidden") {
    await field.first().evaluate((one, wanted) => (one.value = wanted), String(value));
  } else {
    await field.first().evaluate((one) => one.closest("details")?.setAttribute("open", ""));
    await field.first().fill(String(value));
  }
}

const buttons = (page) => page.getByRole("button").allInnerTexts();
const fieldsOf = (form) => form.locator("[name]").evaluateAll((all) => [...new Set(all.map((one) => one.name))].join(", "));

/// Fills a form and sends it; it is done (303) and the page it leads to is whole.
export async function send(page, button, fields = {}) {
  await fill(page, button, fields);
  const answer = await submit(page, button);
  const words = answer.status() === 303 ? "" : await main(page);
  assert.equal(answer.status(), 303, `${page.url()}: ${button} was answered ${answer.status()}:\n${words}`);
  untroubled(page);
  return answer;
}

/// Fills a form and sends it; it is refused with this status. Gives the words of the page that says so.
export async function refused(page, button, fields = {}, status = 422) {
  await withoutHelp(page);
  await fill(page, button, fields);
  const answer = await submit(page, button);
  const words = await main(page);
  await page.waitForFunction(() => document.activeElement?.id === "error-summary" || !document.getElementById("error-summary"));
  assert.equal(answer.status(), status, `${page.url()}: ${button} was answered ${answer.status()}:\n${words}`);
  forgive(page, status);
  return words;
}

/// Presses a button that says it does nothing now (aria-disabled), as a keyboard still can. Gives status and words.
export async function pressesAnyway(page, button, status) {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: button, exact: true }).first().press("Enter");
  assert.equal((await answered).status(), status);
  await loaded;
  forgive(page, status);
  return main(page);
}

/// The browser's own checks step aside: a form is only as good as the server's answer.
export async function withoutHelp(page) {
  await page.evaluate(() => {
    for (const form of document.querySelectorAll("form")) form.noValidate = true;
    for (const field of document.querySelectorAll("[maxlength]")) field.removeAttribute("maxlength");
  });
}

/// Sends what a form of this page would, with these fields changed, without leaving the page. For hands that are
/// quicker or less honest than the page: a second tab, a form kept for days, a hand-made one.
export async function forge(page, path, fields) {
  return page.evaluate(
    async ([path, fields]) => {
      const csrf = document.querySelector('[name="csrf"]')?.value ?? "";
      const body = new URLSearchParams({ csrf, ...fields });
      const answer = await fetch(path, { method: "POST", body, redirect: "manual" });
      const words = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main")?.textContent ?? "";
      return { status: answer.type === "opaqueredirect" ? 303 : answer.status, words: words.replaceAll(/\s+/g, " ").trim() };
    },
    [path, fields],
  );
}

/// A command id of nobody's form yet, as forms carry it.
export const freshCommand = () => `cmd_${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

/// The words of the page.
export async function main(page) {
  return (await page.locator("main").innerText()).replaceAll(/[ \t]+/g, " ");
}

/// Opens a page of the house; it is whole.
export async function go(page, path) {
  const answer = await page.goto(path);
  assert.ok(answer.ok(), `${path} answers ${answer.status()}:\n${await main(page)}`);
  untroubled(page, path);
  return page;
}

/// Opens a page that is refused with this status. Gives the words that say why.
export async function goRefused(page, path, status = 403) {
  const answer = await page.goto(path);
  const words = await main(page);
  assert.equal(answer.status(), status, `${path}: ${words}`);
  forgive(page, status, 401); // the live stream of the page that was open may have ended with what they may do here
  return words;
}

/// Follows a link by its words.
export async function follow(page, words) {
  const link = page.locator("main").getByRole("link", { name: words, exact: typeof words === "string" }).first();
  assert.ok((await link.count()) > 0, `${page.url()}: no link ${words}; there are: ${(await page.locator("main").getByRole("link").allInnerTexts()).join("; ")}`);
  const href = await link.getAttribute("href");
  await go(page, href);
}

/// The words are on the page.
export async function says(page, ...patterns) {
  const words = await main(page);
  for (const pattern of patterns) assert.match(words, pattern, `${page.url()} does not say it:\n${words}`);
}

/// The first id of this kind in the address or the links of the page.
export async function idIn(page, kind) {
  const pattern = new RegExp(`\\b${kind}_[0-9a-f]{32}\\b`);
  const here = page.url().match(pattern) ?? (await page.content()).match(pattern);
  assert.ok(here, `${page.url()} names no ${kind}_…`);
  return here[0];
}

// ---------------------------------------------------------------- what the record says

/// How many facts a stream has, as the auditor reads it. What was refused left no trace here.
export async function factsOf(house, stream) {
  const page = await house.stone, at_once = 50;
  for (let from = 0, count = 0; ; from += at_once) {
    await go(page, `/audit/${stream}?from=${from}`);
    const told = await page.getByTestId("fact").locator("h3").allInnerTexts();
    // What the clock lets climb comes by itself, whenever it is time.
    count += told.filter((words) => !/alarm.climbed|unanswered alarm/i.test(words)).length;
    const pager = (await page.locator("main").innerText()).match(/\d+ to (\d+) of (\d+)/);
    if (!pager || pager[1] === pager[2]) return count;
  }
}

/// Nothing came into these streams while this happened.
export async function unchanged(house, streams, happens) {
  const before = [];
  for (const stream of streams) before.push(await factsOf(house, stream));
  const result = await happens();
  for (const [index, stream] of streams.entries()) {
    assert.equal(await factsOf(house, stream), before[index], `${stream} has changed`);
  }
  return result;
}

// ---------------------------------------------------------------- time

/// A moment so many minutes from now, as a time field of the clinic's zone takes it.
export function clinicTime(minutes, zone = "America/New_York") {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return parts.format(new Date(Date.now() + minutes * 60_000)).replace(" ", "T");
}

// ---------------------------------------------------------------- looking

let turn = 0;
const looked = new Set();

/// A quick look at the page as it stands: axe and width, once narrow and once wide, each time in another theme. The
/// crawl looks at every page in all themes; this sees what only a story reaches. One look for each name and file.
export async function glance(page, name) {
  untroubled(page, name);
  if (looked.has(name)) return;
  looked.add(name);
  const own = await page.evaluate(() => document.documentElement.dataset.theme ?? null);
  for (const size of [narrow, wide]) await lookOnce(page, name, themes[turn++ % themes.length], size);
  await page.evaluate((own) => (own ? (document.documentElement.dataset.theme = own) : delete document.documentElement.dataset.theme), own);
  await page.setViewportSize(wide);
}

/// One look: this theme, this width, and a window as tall as the page, so that what sticks to its edge covers nothing.
export async function lookOnce(page, name, theme, size) {
  await page.setViewportSize(size);
  const height = await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
    document.body.getBoundingClientRect(); // now the colours begin to change, and are changed at once
    for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish();
    return document.documentElement.scrollHeight;
  }, theme);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  const where = `${name} (${theme}, ${size.width} px)`;
  await fits(page, where);
  await axe(page, where);
}

/// The page as it stands in every theme, narrow and wide: it fits, and a screen reader can go through it.
export async function everyTheme(page, name) {
  const own = await page.evaluate(() => document.documentElement.dataset.theme ?? null);
  for (const theme of themes) {
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
      document.body.getBoundingClientRect(); // now the colours begin to change, and are changed at once
      for (const change of document.getAnimations()) if (change.effect.getComputedTiming().endTime !== Infinity) change.finish();
    }, theme);
    for (const size of [narrow, wide]) {
      await page.setViewportSize(size);
      await fits(page, `${name} (${theme})`);
      await axe(page, `${name} (${theme})`);
    }
  }
  await page.evaluate((own) => (own ? (document.documentElement.dataset.theme = own) : delete document.documentElement.dataset.theme), own);
}

// ---------------------------------------------------------------- telling

/// Tests that tell one story: after a step that failed the later ones are not tried.
export function chapters(test) {
  let failed = null;
  return (name, step) =>
    test(name, async (context) => {
      if (failed) return context.skip(`“${failed}” failed`);
      try {
        await step(context);
      } catch (why) {
        failed = name;
        throw why;
      }
    });
}
