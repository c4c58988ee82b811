// A small step proposed after a talk of integration support: words of clinicians are pointed at; taken, or left, in one tap.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { axe, narrow } from "./lib.mjs";
import { chapters, clinicTime, everyTheme, follow, go, house, main, refused, send } from "./walk.mjs";

const step = chapters(test);
let it;
let form;
before(async () => {
  it = await house();
});
after(() => it.close());

step("after the talk Tomas proposes a step; a word of clinicians is pointed at, and nothing typed is lost", async () => {
  const rowan = await it.rowan;
  await go(rowan, "/me");
  const read = rowan.getByRole("link", { name: /Tomas/ });
  if (await read.count()) await read.first().click();
  const tomas = await it.tomas;
  await go(tomas, "/integration");
  await follow(tomas, "Rowan");
  await tomas.locator("details.disc summary").first().evaluate((one) => one.parentElement.setAttribute("open", ""));
  await send(tomas, "Record that it took place", { at: clinicTime(0) });
  await follow(tomas, "Propose a small step");
  form = new URL(tomas.url()).pathname;
  await everyTheme(tomas, "the form that proposes a step");
  const warned = await refused(tomas, "Propose it", { insight: "The tight jaw at night", what: "Treat the phone as a guest", when: "at 22:00", place: "in the hall" });
  assert.match(warned, /Some words belong to clinicians/);
  assert.equal(await tomas.locator("[name=what]").inputValue(), "Treat the phone as a guest");
  await axe(tomas, "the word check");
  await send(tomas, "Propose it", { what: "Put the phone away" });
  assert.match(await tomas.getByTestId("proposed").first().innerText(), /Put the phone away[^]*no word yet/);
  await send(tomas, "Propose it", { what: "Sing one song" });
});

step("Rowan takes one and leaves the other, without a reason", async () => {
  const page = await it.rowan;
  await go(page, "/me");
  await page.getByTestId("step-proposed").getByRole("link").click();
  await page.waitForURL("**/me/steps");
  const cards = page.getByTestId("proposed");
  assert.equal(await cards.count(), 2);
  assert.equal(await cards.locator("textarea, input[type=text]").count(), 0, "no reason is asked for");
  await everyTheme(page, "steps that were proposed");
  await page.setViewportSize(narrow);
  const room = await cards.first().getByRole("button", { name: /^Take it/ }).count();
  if (!room) {
    await page.locator('a[href^="/me/steps/"]').first().click();
    await send(page, "Let it rest");
    await go(page, "/me/steps");
  }
  await cards.filter({ hasText: "Put the phone away" }).getByRole("button", { name: /^Take it/ }).click();
  await page.waitForURL("**/me/steps?said=taken");
  assert.match(await main(page), /It is one of your steps now/);
  await cards.filter({ hasText: "Sing one song" }).getByRole("button", { name: /^Leave it/ }).click();
  await page.waitForURL("**/me/steps?said=left");
  assert.equal(await cards.count(), 0);
  assert.doesNotMatch(await main(page), /Sing one song/);
});

step("Tomas sees which of the two, and nothing else", async () => {
  const tomas = await it.tomas;
  await go(tomas, form);
  const words = await tomas.getByTestId("proposed").allInnerTexts();
  assert.match(words.find((one) => one.includes("Put the phone away")), /taken/);
  assert.match(words.find((one) => one.includes("Sing one song")), /left/);
});
