// A tablet at the chair that nobody touches locks itself: its numbers and alarms stay in sight and go on by themselves, nobody is
// named, and nothing can be entered until its owner opens it. What was half typed stands there again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgetTroubles, narrow, oneTimeCode, signIn, themes, wide } from "./lib.mjs";
import { line } from "./line.mjs";
import { chapters, go, house, lookOnce, main, refused, send } from "./walk.mjs";

const chapter = { test: chapters(test) };
let it, wire, sam, chair;
before(async () => {
  it = await house({ fresh: true });
  wire = await line(it.address);
  await it.sam; // on another screen, before the codes of the demonstration run ahead
  const person = it.people.find((one) => one.name === "sam.ortiz");
  sam = await signIn(await it.visitor({ baseURL: wire.address, viewport: { width: 1024, height: 768 } }), person.role, [person]);
});
after(async () => {
  await wire.close();
  await it.close();
});

const PIN = "4071";
const live = (page) => page.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 20_000 });
const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.kept === "yes", null, { timeout: 20_000 });
/// As if three minutes were two seconds.
const soon = (page) => page.evaluate(() => { document.getElementById("outbox").dataset.lockAfterS = "2"; });
const locked = (page) => page.getByTestId("locked").waitFor({ timeout: 20_000 });
async function opens(page, pin = PIN) {
  await page.getByLabel("Your PIN").fill(pin);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Unlock" }).click()]);
}

chapter.test("a PIN is chosen with the code of an authenticator", async () => {
  await go(sam, "/board");
  chair = await sam.getByTestId("room-row").filter({ hasText: "A. Novak" }).getByRole("link").first().getAttribute("href");
  await go(sam, "/pin");
  for (const theme of themes) for (const size of [narrow, wide]) await lookOnce(sam, "the page of a PIN", theme, size);
  await sam.setViewportSize({ width: 1024, height: 768 });
  const code = (await sam.getByTestId("demo-code").innerText()).trim();
  await refused(sam, "Keep this PIN", { pin: "1234", again: "1234", code });
  assert.match(await main(sam), /tried first/);
  await send(sam, "Keep this PIN", { pin: PIN, again: PIN, code });
  await sam.getByTestId("has-pin").waitFor();
});

chapter.test("nobody touches the tablet and it locks itself with numbers and alarms in sight", async () => {
  await go(sam, chair);
  await live(sam);
  await ready(sam);
  await soon(sam);
  await locked(sam);
  const words = await sam.locator("body").innerText();
  assert.match(words, /A\. N\./);
  assert.match(words, /Locked by Sam Ortiz/);
  assert.doesNotMatch(words + (await sam.content()), /Novak|Ana /);
  assert.equal(await sam.getByTestId("vital-bp").isVisible(), true);
  assert.equal(await sam.locator("a[href$='/vitals'], a[href$='/end-dose'], button[name=done]").count(), 0);
  for (const theme of themes) for (const size of [narrow, { width: 768, height: 1024 }, wide]) await lookOnce(sam, "a locked chair", theme, size);
  await sam.setViewportSize({ width: 1024, height: 768 });
});

chapter.test("what another screen enters comes to the locked one by itself and its alarm wants to be unlocked", async () => {
  await live(sam);
  const other = await it.sam;
  await go(other, `${chair}/vitals`);
  await send(other, "Save readings", { systolic: "171", diastolic: "99", pulse: "91", spo2: "97" });
  await sam.getByTestId("alarm").first().waitFor({ timeout: 5_000 });
  assert.match(await sam.getByTestId("vital-bp").innerText(), /171\/99/);
  assert.match(await sam.getByTestId("alarm").first().innerText(), /171.*Unlock this screen to answer/s);
  await lookOnce(sam, "a locked chair with an alarm", "candle", { width: 320, height: 640 });
  const box = await sam.getByTestId("alarm").first().boundingBox();
  assert.ok(box && box.y + box.height <= 640, "the alarm is in sight on a phone");
  await sam.setViewportSize({ width: 1024, height: 768 });
});

chapter.test("no other page opens and a wrong PIN says so", async () => {
  await sam.goto("/patients");
  assert.equal(new URL(sam.url()).pathname, chair);
  await sam.getByLabel("Your PIN").fill("0000");
  await Promise.all([sam.waitForEvent("load"), sam.getByRole("button", { name: "Unlock" }).click()]);
  assert.match(await main(sam), /That did not match/);
  await live(sam);
  assert.equal(new URL(sam.url()).pathname, chair, "what is asked for again is the visit's own page");
  forgetTroubles(sam);
  await opens(sam);
  assert.match(await main(sam), /Unlocked/);
  assert.match(await sam.locator("body").innerText(), /Ana Novak/);
});

chapter.test("what was half typed stands there again", async () => {
  await sam.locator(".bar").getByRole("link", { name: "Vitals" }).click();
  await sam.locator("[name=systolic]").fill("143");
  await sam.locator("[name=diastolic]").fill("88");
  await ready(sam);
  await soon(sam);
  await locked(sam);
  await opens(sam);
  assert.equal(new URL(sam.url()).pathname, `${chair}/vitals`);
  await sam.waitForFunction(() => document.querySelector("[name=systolic]").value === "143");
  assert.equal(await sam.locator("[name=diastolic]").inputValue(), "88");
});

chapter.test("it does not lock while something waits or the line is down and says why", async () => {
  await go(sam, chair);
  await live(sam);
  await ready(sam);
  await wire.cut();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000 });
  await soon(sam);
  await sam.getByText("this screen cannot be locked until it is back").first().waitFor({ timeout: 20_000 });
  await wire.mend();
  await locked(sam);
  forgetTroubles(sam);
});

chapter.test("a locked screen without a line says that nobody can be recognised", async () => {
  await live(sam);
  await wire.cut();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000 });
  await sam.getByLabel("Your PIN").fill(PIN);
  await sam.getByRole("button", { name: "Unlock" }).click();
  await sam.getByText("Write on paper, with times.").waitFor();
  await wire.mend();
  await live(sam);
  await sam.getByText("Write on paper, with times.").waitFor({ state: "hidden" });
  forgetTroubles(sam);
});

chapter.test("somebody else signs in and the screen stays where it was", async () => {
  await opens(sam);
  await go(sam, "/board");
  const other = await sam.getByTestId("room-row").filter({ hasText: "L. Hart" }).getByRole("link").first().getAttribute("href");
  await go(sam, other);
  await ready(sam);
  await sam.getByRole("button", { name: "Lock", exact: true }).click();
  await locked(sam);
  const noor = it.people.find((one) => one.name.startsWith("noor"));
  await sam.getByRole("link", { name: "Sign in as yourself" }).click();
  await sam.locator('[name="login"]').fill(noor.name);
  await sam.locator('[name="password"]').fill(noor.password);
  const sends = (field) => Promise.all([sam.waitForEvent("load"), sam.locator("form", { has: sam.locator(field) }).locator("button:not([type=button])").first().click()]);
  await sends('[name="password"]');
  await sam.locator('[name="code"]').fill(oneTimeCode(noor.secret));
  await sends('[name="code"]');
  // They asked for this visit; who has no tie to its patient is told so on the patient's page.
  assert.match(new URL(sam.url()).pathname, /^\/(sessions|patients)\//);
  assert.equal(await sam.getByTestId("locked").count(), 0);
  assert.match(await sam.locator("body").innerText(), /Noor Haddad/);
});
