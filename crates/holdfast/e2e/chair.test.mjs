// The chair under one hand: numbers typed as they are said, keys of one letter, the left hand, a seat for what is not there yet; and
// tablets whose clock is wrong or whose screen is hidden.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyTheme, factsOf, go, house, main, send } from "./walk.mjs";
import { forgive, pause, untroubled } from "./lib.mjs";

let it, sam, chair, alarmed;
before(async () => {
  it = await house();
  sam = await it.sam;
  await go(sam, "/board");
  const at = (name) => sam.getByTestId("room-row").filter({ hasText: name }).getByRole("link").first().getAttribute("href");
  [chair, alarmed] = [await at("A. Novak"), await at("L. Hart")];
});
after(() => it.close());

test("numbers are typed as they are said, go on by themselves, and are said back before they are saved", async () => {
  await go(sam, `${chair}/vitals`);
  await sam.locator("[name=systolic]").focus();
  await sam.keyboard.type("158 96 86 97", { delay: 15 });
  const stand = (page) => Promise.all(["systolic", "diastolic", "pulse", "spo2"].map((name) => page.locator(`[name=${name}]`).inputValue()));
  assert.deepEqual(await stand(sam), ["158", "96", "86", "97"]);
  // Under fingers a full one goes on by itself: nine digits and Save are ten taps.
  const tablet = await it.visitor({ viewport: { width: 768, height: 1024 }, hasTouch: true });
  await tablet.context().addCookies(await sam.context().cookies());
  await go(tablet, `${chair}/vitals`);
  await tablet.locator("[name=systolic]").focus();
  await tablet.keyboard.type("158968697", { delay: 15 });
  assert.deepEqual(await stand(tablet), ["158", "96", "86", "97"]);
  await tablet.context().close();
  assert.equal(await sam.getByTestId("read-back").innerText(), "“158 over 96, pulse 86, 97 percent”");
  await everyTheme(sam, "readings, said back");
  const began = Date.now();
  await send(sam, "Save readings");
  assert.ok(Date.now() - began < 5_000);
  assert.match(await sam.getByTestId("vital-bp").innerText(), /158\/96/);
});

test("keys of one letter open what the bar has, do nothing in a field, and can be turned off", async () => {
  for (const [key, path] of [["v", "/vitals"], ["p", "/pause"], ["e", "/end-dose"], ["n", "/note"], ["a", "/event"]]) {
    await go(sam, chair);
    await sam.keyboard.press(key);
    await sam.waitForURL((url) => url.pathname === chair + path);
  }
  await go(sam, chair);
  await sam.keyboard.press("c");
  assert.equal(await sam.evaluate(() => document.activeElement.id), "help");
  await sam.keyboard.press("r");
  assert.match(await sam.locator("#say-polite").innerText(), /BP mmHg 158\/96/);
  await sam.getByRole("button", { name: "Keys", exact: true }).click();
  await sam.locator("body").press("v");
  await pause(500);
  assert.equal(new URL(sam.url()).pathname, chair, "they are off");
  await sam.getByRole("button", { name: "Keys", exact: true }).click();
  untroubled(sam);
});

test("for a left hand the bar is mirrored, for eyes and Tab alike, and stays so", async () => {
  await go(sam, chair);
  const order = () => sam.locator("nav.bar > a").allInnerTexts();
  const right = await order();
  await sam.getByRole("button", { name: "Left hand" }).click();
  assert.deepEqual(await order(), right.toReversed());
  await sam.reload();
  assert.deepEqual(await order(), right.toReversed());
  const boxes = await sam.locator("nav.bar > a").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  assert.deepEqual(boxes, boxes.toSorted((one, other) => one - other), "as they stand, so they come");
  await everyTheme(sam, "the chair for a left hand");
  await sam.getByRole("button", { name: "Left hand" }).click();
});

test("where a predicted curve will be the page says that nothing is predicted", async () => {
  await go(sam, chair);
  assert.match(await sam.getByTestId("pred-chart").innerText(), /No curve: no model is in use here yet\. Nothing on this screen is predicted/);
});

test("what a tablet seven minutes ahead enters stands at the time of the house (RT8)", async () => {
  const tablet = await it.page("sam.ortiz", "seven minutes ahead");
  await tablet.addInitScript(`{ const Real = Date; globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(Real.now() + 420_000); } static now() { return Real.now() + 420_000; } }; }`);
  await go(tablet, `${chair}/vitals`);
  assert.match(await tablet.getByTestId("clock-off").innerText(), /clock on this device is not right/);
  await send(tablet, "Save readings", { systolic: "97", diastolic: "58", pulse: "51" });
  const age = await tablet.locator('[data-testid="vital-bp"] time').getAttribute("data-age-from");
  assert.ok(Math.abs(Date.now() - Number(age)) < 20_000, `taken ${Date.now() - Number(age)} ms ago`);
});

test("a chair whose tab is hidden still sounds when an alarm comes (RT3)", async () => {
  const tablet = await it.page("sam.ortiz", "hidden");
  await go(tablet, alarmed);
  await tablet.getByRole("button", { name: "Turn sound on" }).click();
  await tablet.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on");
  // Hidden as a browser hides it: the page is told, and its clocks are slowed to one tick a second.
  await tablet.evaluate(() => {
    Object.defineProperties(document, { hidden: { get: () => true }, visibilityState: { get: () => "hidden" } });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const before = await tablet.getByTestId("alarm").count();
  const rung = await tablet.evaluate(() => Number(document.getElementById("sound").dataset.rung ?? 0));
  await go(sam, `${alarmed}/vitals`);
  await send(sam, "Save readings", { systolic: "186", diastolic: "104", pulse: "99" });
  await tablet.waitForFunction((before) => document.querySelectorAll("#alarms .alarm").length > before, before, { timeout: 5_000, polling: 100 });
  await tablet.waitForFunction((rung) => Number(document.getElementById("sound").dataset.rung ?? 0) > rung, rung, { timeout: 5_000, polling: 100 });
  assert.equal(await tablet.locator("#sound").getAttribute("data-rings"), "high");
});

test("the same form sent by two tablets at once is kept once, and the news of it comes once (RT2)", async () => {
  const session = chair.split("/").pop();
  const before = await factsOf(it, session);
  await go(sam, `${chair}/depth`);
  const sent = await sam.evaluate(async () => {
    const form = document.querySelector("form[data-outbox]"), own = document.getElementById("outbox").dataset.owner;
    form.querySelector("input[name=depth]").checked = true;
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of [["owner", own], ["said_ms", Date.now()]]) body.set(name, value);
    const send = () => fetch(form.getAttribute("action"), { method: "POST", body, headers: { "x-holdfast-outbox": "later" } }).then((answer) => answer.status);
    return Promise.all([send(), send(), send()]);
  });
  assert.deepEqual(sent, [204, 204, 204]);
  assert.equal((await factsOf(it, session)) - before, 1);
  assert.doesNotMatch(await main(sam), /not sent yet/);
  forgive(sam);
});
