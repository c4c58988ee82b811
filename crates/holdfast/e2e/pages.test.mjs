// Every page that each role can reach from where it lands: axe finds nothing in three themes at 320 and 1280 px, nobody
// scrolls sideways, the console is clean, and no link leads to an error.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl, narrow, open, themes, untroubled, wear, wide } from "./lib.mjs";
import { lookOnce } from "./walk.mjs";

// A page that several roles see is looked at whole once, in all six ways; for the others once narrow and once wide.
const looked = new Set();
const most = 120;
let turn = 0;
let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

async function sees(page, name) {
  const whole = !looked.has(name);
  looked.add(name);
  const ways = themes.flatMap((theme) => [narrow, wide].map((size) => ({ theme, size })));
  const chosen = whole ? ways : [ways[turn++ % ways.length]];
  for (const { theme, size } of chosen) await lookOnce(page, name, theme, size);
  untroubled(page, name);
}

/// Walks everything from where this person lands; all that is wrong is told at once.
async function walk(page, role) {
  const wrong = [];
  const visited = await crawl(page, {
    limit: most,
    visit: async (shown, shape) => {
      try {
        await sees(shown, shape);
      } catch (why) {
        wrong.push(`${role} at ${shown.url()}: ${why.message}`);
      }
    },
  });
  assert.deepEqual(wrong, []);
  assert.ok(visited.length < most, `${role} has more than ${most} kinds of pages: the crawl must go further`);
  return visited;
}

test("the theme that was chosen is the theme that is worn", async () => {
  const page = await clinic.visitor();
  for (const theme of themes) {
    await page.goto("/");
    await wear(page, theme);
    await page.reload();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
  }
});

test("what everyone may see", async () => {
  const page = await clinic.visitor();
  await page.goto("/");
  const visited = await walk(page, "anyone");
  assert.ok(visited.length >= 5, visited.join(" "));
});

for (const [role, least] of [
  ["medical-director", 15],
  ["prescriber", 12],
  ["nurse", 12],
  ["therapist", 10],
  ["integration-specialist", 4],
  ["front-desk", 6],
  ["auditor", 4],
]) {
  test(`every page of the ${role}`, async () => {
    const page = await clinic.as(role);
    const visited = await walk(page, role);
    assert.ok(visited.length >= least, `${role} reached only ${visited.length}: ${visited.join(" ")}`);
    await page.context().close();
  });
}

test("every page of a patient", async () => {
  const page = await clinic.as("patient");
  const visited = await walk(page, "patient");
  assert.ok(visited.length >= 8, visited.join(" "));
});
