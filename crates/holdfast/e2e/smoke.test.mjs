// The front door: what anyone sees, and where each role lands after signing in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl, forgive, look, oneTimeCode, open, shapeOf, untroubled } from "./lib.mjs";

let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

test("one-time codes are those of RFC 6238", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  assert.equal(oneTimeCode(secret, 59_000), "287082");
  assert.equal(oneTimeCode(secret, 1_111_111_109_000), "081804");
});

test("the public home is for everyone, and says whom to call in a crisis", async () => {
  const page = await clinic.visitor();
  await page.goto("/");
  assert.equal(await page.locator("h1").count(), 1);
  assert.match(await page.locator("body").innerText(), /988|crisis/i);
  await look(page, "public home");
});

test("the public home works without scripts", async () => {
  const page = await clinic.visitor({ javaScriptEnabled: false });
  await page.goto("/");
  assert.ok(await page.locator("main").isVisible());
  untroubled(page);
});

test("no public link leads nowhere", async () => {
  const page = await clinic.visitor();
  await page.goto("/");
  await crawl(page, { visit: async (shown, shape) => untroubled(shown, shape) });
});

test("the sign-in page is for everyone, and a wrong password is refused in words", async () => {
  const page = await clinic.visitor();
  await page.goto("/sign-in");
  await look(page, "sign-in");
  await page.locator('[name="login"]').fill("nobody at all");
  await page.locator('[name="password"]').fill("not the password");
  const form = page.locator("form", { has: page.locator('[name="password"]') });
  await Promise.all([page.waitForEvent("load"), form.locator("button").first().click()]);
  assert.equal(shapeOf(page.url()), "/sign-in");
  assert.ok(await page.locator('[role="alert"]').first().isVisible(), "the refusal is announced");
  forgive(page, 401, 403, 422);
});

test("the board is not for strangers", async () => {
  const page = await clinic.visitor();
  const answer = await page.goto("/board");
  assert.ok(shapeOf(page.url()) === "/sign-in" || [401, 403].includes(answer.status()), `a stranger is at ${page.url()}`);
});

test("each role lands on a page it can use, and clinical staff have the board", async (context) => {
  const withBoard = [];
  for (const { role } of clinic.people) {
    await context.test(role, async () => {
      const page = await clinic.as(role);
      untroubled(page, `where ${role} lands`); // pages.test.mjs looks at it in every theme and width
      if ((await page.locator('a[href="/board"]').count()) === 0 && shapeOf(page.url()) !== "/board") return;
      withBoard.push(role);
      await page.goto("/board");
      assert.equal(shapeOf(page.url()), "/board", `${role} is offered the board and sent elsewhere`);
      untroubled(page, `the board of ${role}`);
      await page.context().close();
    });
  }
  assert.ok(withBoard.length >= 3, `only these have the board: ${withBoard.join(", ") || "nobody"}`);
});
