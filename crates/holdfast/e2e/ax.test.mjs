// What axe cannot see (screens.md 6.1, AX 2 to 8), on the pages of the public and of a patient: zoom, wide text, the keyboard,
// focus that nothing covers, colours of the system, and no motion for whoever asks for none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fits, open, untroubled } from "./lib.mjs";

const publicPages = ["/", "/choose", "/people", "/help", "/start", "/articles", "/privacy", "/sign-in"];
const ownPages = ["/me", "/me/todo", "/me/journal", "/me/journal/new", "/me/steps", "/me/line", "/me/people", "/me/consents", "/me/measures", "/me/talk", "/me/mood", "/me/practice", "/me/unsafe", "/me/help", "/me/messages"];
const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";

let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

/// Calls `look(page, path)` on every page of both.
async function everywhere(options, look) {
  for (const [role, paths] of [[null, publicPages], ["patient", ownPages]]) {
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
