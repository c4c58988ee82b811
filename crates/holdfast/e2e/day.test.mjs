// The day of a visit: the way home, the quiet screen and its call, what is still there without a connection.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgetTroubles } from "./lib.mjs";
import { signsIn } from "./story.mjs";
import { follow, glance, go, house, idIn, main, says, send } from "./walk.mjs";

let it;
before(async () => {
  it = await house();
});
after(() => it.close());

/// The id of the patient with this name, as the front desk finds them.
async function patientOf(name) {
  const desk = await it.jo;
  await go(desk, `/patients?q=${encodeURIComponent(name)}`);
  return idIn(desk, "pat");
}

test("who goes home with them is told beforehand, and the desk stops asking", async () => {
  const [desk, patient] = [await it.jo, await patientOf("Hannah Blum")];
  await go(desk, `/desk/${patient}`);
  await says(desk, /escort not named/);
  const hannah = await signsIn(it, patient);
  await go(hannah, "/me/day");
  assert.match(hannah.url(), /\/me\/visit\/ses_/, "the day is today's visit");
  await follow(hannah, "Tell us who it is");
  await glance(hannah, "the way home");
  await send(hannah, "Keep", { with: "Alex, my brother 🙂", tonight: "أمي" });
  await says(hannah, /Alex, my brother 🙂 goes home with you\./);
  await go(desk, `/desk/${patient}`);
  assert.doesNotMatch(await main(desk), /escort not named/);
});

test("one press on the quiet screen is on the chair within a second, and the answer comes back", async () => {
  const sam = await it.sam;
  await go(sam, "/board");
  const chair = await sam.getByTestId("room-row").filter({ hasText: "P. Lam" }).getByRole("link").first().getAttribute("href");
  await go(sam, chair);
  await live(sam);
  const peter = await signsIn(it, await patientOf("Peter Lam"));
  await go(peter, "/me/quiet");
  await glance(peter, "the quiet screen");
  const small = await peter.locator("main").locator("button, a.btn, summary.btn").evaluateAll((all) =>
    all.map((one) => ({ words: one.innerText, height: one.getBoundingClientRect().height })).filter((one) => one.height < 60));
  assert.deepEqual(small, [], "every control is at least 60 px high");
  await send(peter, "Call Sam");
  const called = Date.now();
  await says(peter, /You called\./);
  await sam.getByTestId("call").waitFor({ timeout: 5_000 });
  assert.ok(Date.now() - called < 1_000, `the chair knew after ${Date.now() - called} ms`);
  await go(sam, "/board");
  await says(sam, /calls from the chair/);
  await go(sam, chair);
  await glance(sam, "a call at the chair");
  await live(peter);
  await send(sam, "I’m coming");
  await peter.getByText("Sam is coming.").waitFor({ timeout: 5_000 });
  assert.equal(await sam.getByTestId("call").count(), 0);
});

test("without a connection the visit opens from the last load and says so; after signing out it does not", async () => {
  const hannah = await it.page(it.people.findLast((one) => one.role === "patient" && /hannah/i.test(one.name)).name);
  await go(hannah, "/me/day");
  await hannah.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await go(hannah, "/me/day"); // the worker keeps what is loaded after it is there
  assert.ok(await hannah.locator("#offline").isHidden());
  const visit = new URL(hannah.url()).pathname;
  await go(hannah, "/me");
  await go(hannah, "/me/day");
  await hannah.context().setOffline(true);
  await hannah.reload();
  await says(hannah, /No connection\. This page is from \d\d:\d\d\..* Call the clinic: .*\d/, /Infusion 5 of/, /Alex, my brother/);
  assert.ok(await hannah.locator("#offline").isVisible());
  await hannah.context().setOffline(false);
  forgetTroubles(hannah); // the failed requests of a page without a connection
  await go(hannah, "/me");
  await hannah.getByRole("button", { name: "Sign out" }).click();
  await hannah.waitForURL((url) => !url.pathname.startsWith("/me"));
  await hannah.context().setOffline(true);
  for (const path of ["/me", visit, "/me/day"]) await assert.rejects(hannah.goto(path), /ERR_INTERNET_DISCONNECTED|ERR_FAILED/, path);
  await hannah.context().setOffline(false);
});

/// The page hears the house.
const live = (page) => page.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 8_000 });
