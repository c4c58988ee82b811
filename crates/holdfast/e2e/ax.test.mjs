// What axe cannot see (screens.md 6.1, AX 2 to 9), on the pages of the public, of a patient and of a chair: zoom, wide text, the keyboard,
// focus that nothing covers, colours of the system, and no motion for whoever asks for none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fits, open, pause, untroubled } from "./lib.mjs";

const publicPages = ["/", "/choose", "/people", "/help", "/start", "/articles", "/privacy", "/sign-in"];
const ownPages = ["/me", "/me/todo", "/me/journal", "/me/journal/new", "/me/steps", "/me/line", "/me/people", "/me/consents", "/me/measures", "/me/talk", "/me/mood", "/me/practice", "/me/unsafe", "/me/help", "/me/messages"];
const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";

let clinic, chairs;
before(async () => {
  clinic = await open();
  chairs = await chairPages();
});

/// A chair with an alarm that waits and one whose dose runs, with the forms at it; and a therapist's room.
async function chairPages() {
  const rooms = async (role) => {
    const page = await clinic.as(role);
    await page.goto("/board");
    const rows = await page.getByTestId("room-row").all();
    const all = await Promise.all(rows.map(async (row) => ({ words: await row.innerText(), href: await row.getByRole("link").first().getAttribute("href") })));
    await page.context().close();
    return all;
  };
  const ofNurse = await rooms("nurse"), at = (name) => ofNurse.find((row) => row.words.includes(name)).href;
  const forms = ["", "/vitals", "/vitals/missed", "/pause", "/end-dose", "/event", "/depth", "/record"].map((act) => at("A. Novak") + act);
  const room = (await rooms("therapist")).find((row) => /KAP/.test(row.words));
  assert.ok(room, "a therapist has a room on the board");
  return { nurse: [at("L. Hart"), ...forms], therapist: [room.href] };
}
after(() => clinic.close());

/// Calls `look(page, path)` on every page of both.
async function everywhere(options, look) {
  for (const [role, paths] of [[null, publicPages], ["patient", ownPages], ["nurse", chairs.nurse], ["therapist", chairs.therapist]]) {
    const page = role ? await clinic.as(role, options) : await clinic.visitor(options);
    for (const path of paths) {
      await page.goto(path);
      await look(page, path);
    }
    untroubled(page);
    await page.context().close();
  }
}

test("at 200 and 400 percent nobody scrolls sideways", async () => {
  for (const viewport of [{ width: 640, height: 400 }, { width: 320, height: 256 }]) {
    await everywhere({ viewport }, (page, path) => fits(page, `${path} at ${viewport.width}x${viewport.height}`));
  }
});

test("with wide text nothing is cut off and nobody scrolls sideways", async () => {
  await everywhere({ viewport: { width: 390, height: 844 }, bypassCSP: true }, async (page, path) => {
    await page.addStyleTag({ content: spacing });
    await fits(page, `${path} with wide text`);
    const cut = await page.evaluate(() => {
      const clips = (one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1;
      const hidden = (one) => one.closest(".vh, .sprite, [hidden], .skip, .scroll, thead, .live") || getComputedStyle(one).clipPath !== "none";
      return [...document.querySelectorAll("body *")].filter((one) => one.innerText && !hidden(one) && clips(one)).map((one) => `${one.tagName}.${one.className}`);
    });
    assert.deepEqual(cut, [], `${path}: words are cut off`);
  });
});

test("the keyboard reaches everything in order, and nothing covers what has the focus", async () => {
  await everywhere({ viewport: { width: 390, height: 844 } }, async (page, path) => {
    const wanted = await page.evaluate(() => {
      const seen = (one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0;
      const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")].filter(seen);
      const groups = new Set(); // of radios one is reached; arrows do the rest
      return all.filter((one) => one.type !== "radio" || (!groups.has(one.name) && groups.add(one.name))).length;
    });
    const bad = [];
    let reached = 0;
    for (let n = 0; n < wanted + 40; n++) {
      await page.keyboard.press("Tab");
      const told = await page.evaluate(() => {
        const one = document.activeElement;
        if (!one || one === document.body) return null;
        const box = one.getBoundingClientRect();
        const points = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
        const shown = points.some(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top)); });
        return { name: `${one.tagName}.${one.className} ${(one.innerText ?? one.name ?? "").slice(0, 30)}`, shown, control: one.matches("a[href], button, input, textarea, select, summary") };
      });
      if (!told) break;
      if (told.control) reached += 1;
      if (!told.shown) bad.push(told.name);
    }
    assert.deepEqual(bad, [], `${path}: covered while it has the focus`);
    assert.ok(reached >= wanted, `${path}: ${reached} of ${wanted} controls are reached`);
  });
});

test("whoever asks for no motion gets none", async () => {
  await everywhere({ reducedMotion: "reduce" }, async (page, path) => {
    const moving = await page.evaluate(() => document.getAnimations().filter((one) => one.effect.getComputedTiming().activeDuration > 1).length);
    assert.equal(moving, 0, path);
  });
});

test("in the system's own colours the focus and what is pressed are still told apart", async () => {
  await everywhere({ forcedColors: "active", viewport: { width: 390, height: 844 } }, async (page, path) => {
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    for (let n = 0; n < 4; n++) await page.keyboard.press("Tab");
    const told = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      const edge = (one) => Number.parseFloat(getComputedStyle(one).borderTopWidth);
      const pressed = [...document.querySelectorAll('.moods [aria-pressed="true"]')];
      const other = document.querySelector('.moods [aria-pressed="false"]');
      return { focus: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2, pressed: pressed.every((one) => edge(one) > edge(other)) };
    });
    assert.deepEqual(told, { focus: true, pressed: true }, path);
  });
});

test("with no colour at all every mark still says what it means", async () => {
  let marks = 0;
  await everywhere({ viewport: { width: 390, height: 844 }, bypassCSP: true }, async (page, path) => {
    await page.addStyleTag({ content: "html { filter: grayscale(1) !important }" });
    const { count, silent, alike } = await page.evaluate(() => {
      const marks = ".tag, .svc, .live, .flash, .callout, .strip, .alarm, .count, .care-card, .card-edge, [data-state], [aria-pressed], [aria-current], [class*='m-'].i";
      const heard = (one) => {
        const clone = one.cloneNode(true);
        for (const hidden of clone.querySelectorAll("[aria-hidden=true], [hidden]")) hidden.remove();
        return [one.getAttribute("aria-label"), clone.querySelector("[aria-label]")?.getAttribute("aria-label"), clone.querySelector("title")?.textContent, clone.textContent].join(" ").trim().replaceAll(/\s+/g, " ");
      };
      const shown = [...document.querySelectorAll(marks)].filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]"));
      // Two marks that look different may not say the same: then only the colour would tell them apart.
      const looks = new Map();
      for (const one of shown.filter((each) => each.matches(".tag"))) {
        const look = [...one.classList].filter((name) => name.startsWith("m-")).join(" ");
        looks.set(heard(one), (looks.get(heard(one)) ?? new Set()).add(look));
      }
      return { count: shown.length, silent: shown.filter((one) => heard(one) === "").map((one) => one.outerHTML.slice(0, 80)), alike: [...looks].filter(([, all]) => all.size > 1).map(([words]) => words) };
    });
    marks += count;
    assert.deepEqual(silent, [], `${path}: marks without words`);
    assert.deepEqual(alike, [], `${path}: told apart by colour only`);
  });
  assert.ok(marks > 40, `only ${marks} marks were looked at`);
});

const livePages = ["/me", "/me/todo", "/me/consents", "/me/touch", "/me/people", "/me/quiet"];

test("twenty pieces of news in ten seconds are two announcements at most, move no focus and take no typed word", async () => {
  const other = await clinic.as("patient");
  await other.goto("/me");
  const pages = [];
  for (const path of livePages) {
    const page = await clinic.as("patient", { viewport: { width: 390, height: 844 } });
    await page.goto(path);
    assert.equal(new URL(page.url()).pathname, path);
    await page.waitForFunction(() => document.querySelector("#words").dataset.live !== undefined);
    pages.push(page);
    await page.evaluate(() => {
      const box = document.querySelector("input[type=text], input:not([type]), textarea") ?? document.querySelector("main a, main button");
      box.focus();
      globalThis.held = box;
      globalThis.moves = globalThis.said = globalThis.swaps = 0;
      document.addEventListener("focusin", () => (globalThis.moves += 1));
      document.addEventListener("focusout", () => (globalThis.moves += 1));
      const region = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log]";
      new MutationObserver((changes) => {
        const spoken = (node) => node.nodeType === 1 && (node.matches(region) || node.querySelector(region)) && node.textContent.trim();
        globalThis.swaps += changes.filter((one) => [...one.addedNodes].some((node) => node.dataset?.refresh)).length;
        if (changes.some((one) => (one.target.parentElement ?? one.target).closest?.(region) || one.target.closest?.(region) || [...one.addedNodes].some(spoken))) globalThis.said += 1;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    if (path === "/me/touch") await page.keyboard.type("my left shoulder only");
  }
  for (let nth = 0; nth < 20; nth++) {
    const began = Date.now();
    const status = await other.evaluate(async (mood) => {
      const form = new DOMParser().parseFromString(await (await fetch("/me")).text(), "text/html").querySelector("form.moods");
      const body = new URLSearchParams([...form.querySelectorAll("input")].map((one) => [one.name, one.value]));
      body.set("mood", mood);
      body.set("quiet", "yes");
      return (await fetch("/me/mood", { method: "POST", body })).status;
    }, ["good", "so-so"][nth % 2]);
    assert.equal(status, 204);
    await pause(Math.max(0, 500 - (Date.now() - began)));
  }
  await pause(1_500);
  for (const [nth, page] of pages.entries()) {
    const told = await page.evaluate(() => ({ said: globalThis.said, moves: globalThis.moves, kept: document.activeElement === globalThis.held, typed: globalThis.held.value }));
    assert.ok(told.said <= 2, `${livePages[nth]}: ${told.said} announcements`);
    assert.deepEqual({ moves: told.moves, kept: told.kept }, { moves: 0, kept: true }, livePages[nth]);
    if (livePages[nth] === "/me/touch") assert.match(told.typed, /^my left shoulder only/);
    untroubled(page, livePages[nth]);
  }
  // Were they read? Then this test could fail.
  const swaps = await Promise.all(pages.map((page) => page.evaluate(() => globalThis.swaps)));
  assert.ok(swaps.some((n) => n >= 10), `the news reached nobody: ${swaps}`);
  for (const page of [...pages, other]) await page.context().close();
});

test("on the smallest phone an alarm and its answers stand whole above the bar (6.2 (d) 12)", async () => {
  const page = await clinic.as("nurse", { viewport: { width: 320, height: 640 } });
  for (const theme of ["light", "dim", "candle"]) {
    await page.goto(chairs.nurse[0]);
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    const told = await page.evaluate(() => {
      const bar = document.querySelector("nav.bar")?.getBoundingClientRect().top ?? innerHeight;
      const alarm = document.querySelector('[data-testid="alarm"]');
      const parts = [alarm.querySelector("p"), ...[...alarm.querySelectorAll("a.btn, button.btn")].filter((one) => one.checkVisibility())];
      return { bar, parts: parts.map((one) => ({ words: one.innerText, top: one.getBoundingClientRect().top, bottom: one.getBoundingClientRect().bottom })) };
    });
    assert.ok(told.bar < 640, "the bar is there");
    assert.ok(told.parts.length >= 3, "its words and two answers");
    for (const part of told.parts) assert.ok(part.top >= 0 && part.bottom <= told.bar, `${theme}: “${part.words}” ends at ${part.bottom}, the bar begins at ${told.bar}`);
  }
  await page.context().close();
});
