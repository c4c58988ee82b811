// Words in the language that was chosen: every public and patient page that links lead to is Spanish, at 320 px too, with
// and without JavaScript; the choice survives signing in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axe, crawl, fits, narrow, open, signIn, submit, untroubled } from "./lib.mjs";

// Words that no Spanish sentence has.
const english = new Set("the and your you with not are this that have what who when from will can".split(" "));
const isEnglish = (text) => text.toLowerCase().split(/[^\p{L}]+/u).some((word) => english.has(word));
// Names, and what a person or the clinic wrote in their own language: the demonstration's small step, intention, protocol.
// Sources are named as they were published.
const quoted = "blockquote, .house, .who-name, .sources, [lang]:not(html)";
const people = readFileSync(new URL("../src/simulator/people.rs", import.meta.url), "utf8");
const intentions = [...people.matchAll(/^ {4}"(To [^"]+)",$/gm)].map(([, words]) => words);
assert.ok(intentions.length > 4, "the demonstration's intentions are found");
const written = ["Put the phone away", "Infusion with integration support", ...intentions];
const own = (text) => written.reduce((left, one) => left.replaceAll(one, ""), text);

let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

/// Everything that is read or read out on the page, without what is quoted.
const wordsOf = (page) =>
  page.evaluate((skip) => {
    const copy = document.body.cloneNode(true);
    for (const one of copy.querySelectorAll(`${skip}, script, style`)) one.remove();
    const spoken = [...copy.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((one) =>
      ["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) ?? ""),
    );
    const texts = [];
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.data.trim());
    // The window is named as the heading is, and an article's heading is in the article's language.
    const title = document.querySelector("h1 [lang]:not([lang=es])") ? "" : document.title;
    return [...texts, ...spoken, title].filter(Boolean);
  }, quoted);

/// What a person of the clinic or the demonstration wrote themselves is theirs, in their own language.
const theirs = (page) => /^\/people\/|^\/me\/disclosure\//.test(new URL(page.url()).pathname);

async function isSpanish(page, where) {
  assert.equal(await page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`), "es ltr", where);
  if (theirs(page)) return;
  const left = (await wordsOf(page)).filter((text) => isEnglish(own(text)));
  assert.deepEqual(left, [], `${where}: English is left`);
}

async function choose(page) {
  await page.goto("/");
  await submit(page, "Español");
  assert.equal(new URL(page.url()).pathname, "/");
}

/// Walks from where the page is; tells all pages that are not Spanish at once.
async function walk(page, careful) {
  const wrong = [];
  const visited = await crawl(page, {
    limit: 60,
    visit: async (shown, shape) => {
      try {
        await isSpanish(shown, shape);
        await fits(shown, shape);
        if (careful) await axe(shown, shape);
        untroubled(shown, shape);
      } catch (why) {
        wrong.push(why.message);
      }
    },
  });
  assert.deepEqual(wrong, []);
  return visited;
}

test("a visitor who chooses Español reads every public page in Spanish, on a small phone too", async () => {
  const page = await clinic.visitor({ viewport: narrow });
  await choose(page);
  const visited = await walk(page, true);
  assert.ok(visited.length >= 8, visited.join(" "));
  await page.context().close();
});

test("the language that was chosen survives signing in, and every page of a patient is Spanish", async () => {
  const page = await clinic.visitor({ viewport: narrow });
  await choose(page);
  await signIn(page, "patient", clinic.people);
  assert.equal(new URL(page.url()).pathname, "/me");
  const visited = await walk(page, true);
  assert.ok(visited.length >= 12, visited.join(" "));
  await page.context().close();
});

test("without JavaScript the language and the clock are chosen by plain forms", async () => {
  const page = await clinic.visitor({ viewport: narrow, javaScriptEnabled: false });
  await choose(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "es");
  await signIn(page, "patient", clinic.people);
  await submit(page, "a. m./p. m.");
  assert.equal(new URL(page.url()).pathname, "/me");
  assert.equal(await page.getByRole("button", { name: "a. m./p. m." }).getAttribute("aria-pressed"), "true");
  await page.goto("/me/quiet");
  assert.match(await page.locator("#quiet").innerText(), /La hora es \d{1,2}:\d{2} [ap]\. m\./);
  await page.context().close();
});

test("a browser that asks for Spanish is answered in Spanish, and English is one tap away", async () => {
  const page = await clinic.visitor({ locale: "es-MX" });
  await page.goto("/help");
  await isSpanish(page, "/help");
  await submit(page, "English");
  assert.equal(new URL(page.url()).pathname, "/help");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.context().close();
});
