// Follow-ups after a dose: the director's days, one question, an answer in the person's own way, who reads it, and the end of it.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { axe, pause } from "./lib.mjs";
import { chapters, everyTheme, go, house, main, refused, send } from "./walk.mjs";

const step = chapters(test);
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

step("the director says the days; what cannot be is said beside its field, and nothing typed is lost", async () => {
  const page = await it.priya;
  await go(page, "/clinic");
  await page.getByRole("link", { name: "Follow-ups", exact: true }).click();
  await page.waitForURL("**/clinic/follow-ups");
  await everyTheme(page, "follow-ups of the house");
  const words = await refused(page, "Keep this", { steps: "24 hours\n1 month", call: "80" });
  assert.match(words, /one time on each line/);
  assert.equal(await page.locator("[name=steps]").inputValue(), "24 hours\n1 month");
  await axe(page, "the form that came back");
  assert.match(await refused(page, "Keep this", { steps: "24 hours\n7 days", call: "80" }), /between 1 and 72 hours/);
  await send(page, "Keep this", { steps: "24 hours\n7 days\n30 days", call: "20", read: "48" });
  assert.match(await main(page), /Said by Dr\.? Priya|Said by .*Priya/);
});

step("somebody is asked once, a day after their dose, and reads what an answer can count on", async () => {
  const page = await it.rowan;
  // The house's timer looks when the program starts.
  for (let n = 0; n < 60; n++) {
    await go(page, "/me");
    if (await page.getByTestId("follow-up-waits").count()) break;
    await pause(500);
  }
  await page.getByTestId("follow-up-waits").getByRole("link").click();
  await page.waitForURL("**/me/follow-up");
  assert.match(await main(page), /How have you been since .*\?/);
  assert.match(await main(page), /Nobody reads this at once/);
  await everyTheme(page, "my follow-up");
  assert.match(await refused(page, "Send"), /Choose a word, write a few, or ask for a call/);
});

step("words and a wish for a call are kept, and the page says by when", async () => {
  const page = await it.rowan;
  await page.setViewportSize({ width: 320, height: 700 });
  await send(page, "Send", { mood: "so-so", words: "The lighthouse again, and I slept", call: true });
  assert.match(await page.getByTestId("follow-up-owed").innerText(), /The clinic should call by/);
  assert.doesNotMatch(await main(page), /missed|overdue|too late|watching/i);
  assert.equal(await page.getByTestId("follow-up-question").count(), 0);
  await go(page, "/me");
  assert.equal(await page.getByTestId("follow-up-waits").count(), 0);
});

step("the care team reads it from the task; integration support and the desk do not", async () => {
  const sam = await it.sam;
  await go(sam, "/tasks");
  await sam.getByTestId("task-row").filter({ hasText: "would like a call" }).filter({ hasText: "Ellis" }).first().getByRole("link").first().click();
  await sam.waitForURL("**/tasks/tas_*");
  await sam.getByRole("link", { name: "Follow-ups", exact: true }).click();
  await sam.waitForURL("**/follow-ups");
  assert.match(await sam.getByTestId("follow-up").first().innerText(), /The lighthouse again, and I slept/);
  await everyTheme(sam, "follow-ups of one patient");
  const path = new URL(sam.url()).pathname;
  await sam.getByRole("link", { name: "What is owed, and its clock" }).first().click();
  await send(sam, "Take it");
  await send(sam, "Answer", { done: "Called; sleeps again" });
  const rowan = await it.rowan;
  await go(rowan, "/me/follow-up");
  assert.equal(await rowan.getByTestId("follow-up-owed").count(), 0);
  for (const other of [await it.tomas, await it.jo]) {
    const answer = await other.request.get(new URL(path, other.url()).href);
    assert.equal(answer.status(), 403);
    assert.doesNotMatch(await answer.text(), /lighthouse/);
  }
});

step("one tap ends it, without a reason, and one lets it come again", async () => {
  const page = await it.rowan;
  await go(page, "/me/follow-up");
  await send(page, "Do not ask me any more");
  assert.match(await main(page), /You are not asked any more/);
  await axe(page, "follow-ups ended");
  await send(page, "You may ask me again");
  assert.match(await main(page), /Nothing is asked of you right now/);
});

step("words that people use in a crisis bring help before anything else", async () => {
  const page = await it.maya;
  await go(page, "/me/follow-up");
  await send(page, "Send", { words: "Some nights I do not want to live" });
  await page.waitForURL("**/me/item9?next=/me/follow-up*");
  const words = await main(page);
  assert.match(words, /988/);
  assert.match(words, /Are you safe right now\?/);
  await axe(page, "help first");
});
