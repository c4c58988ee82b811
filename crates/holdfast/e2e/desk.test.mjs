// Jo at the front desk (screens.md 6.2 (i) 2 and 3): what is taken back within three minutes is never sent, and the chase
// list holds no clinical word.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, themes, wear } from "./lib.mjs";
import { opens, registers } from "./story.mjs";
import { follow, go, house, main, says, send } from "./walk.mjs";

let it;
const tansy = {};
before(async () => {
  it = await house();
  tansy.patient = await registers(it, "Tansy Reed");
  tansy.course = await opens(it, tansy.patient, "Infusion with integration support");
});
after(() => it.close());

test("a message that is undone within three minutes is not sent, and the list says so (2)", async () => {
  const [jo, rowan] = [await it.jo, await it.rowan];
  await go(rowan, "/me/messages/how");
  await send(rowan, /^Keep/, { way: /email/i, mail: "rowan.ellis@example.org" });
  // Rowan has a talk: calling it off owes a message, held for three minutes.
  await go(jo, "/patients?q=Rowan");
  const found = await jo.locator('main a[href*="pat_"]').first().getAttribute("href");
  const [id] = found.match(/pat_[0-9a-f]+/);
  await go(jo, "/clinic/messages");
  const waiting = jo.getByTestId("outbox-count").locator("li");
  const before = await waiting.count();
  await go(jo, `/desk/${id}`);
  const window = (await jo.locator('a[href^="/windows/win_"]').first().getAttribute("href")).match(/\/windows\/win_[0-9a-f]+/)[0];
  await go(jo, `${window}/cancel`);
  await send(jo, "Undo the booking", { reason: "the room is flooded" });
  await go(jo, "/clinic/messages");
  assert.equal(await waiting.count(), before + 1, await main(jo));
  await waiting.filter({ hasText: "a talk was called off" }).first().getByRole("button", { name: "Undo" }).click();
  await jo.waitForLoadState();
  await go(jo, "/clinic/messages");
  assert.equal(await waiting.filter({ hasText: "a talk was called off" }).count(), 0);
  await says(jo, /Taken back[^]*a talk was called off/);
});

test("the chase list says what is missing, by when and how to reach them, and no clinical word (3)", async () => {
  const jo = await it.jo;
  await go(jo, "/desk/chase");
  await says(jo, /What is missing, the nearest visit first/);
  const list = jo.getByTestId("chase");
  assert.match(await list.innerText(), /T\. Reed[^]*no visit on the calendar[^]*health form not filled in/);
  const words = await main(jo);
  for (const word of [/depress|suicid|PHQ|item 9|score|diagnos|ketamine|\bmg\b|blood pressure|mmHg|pregnan|substance|diary|intention|glaucoma|psychos/i, /\d{2,3}\/\d{2,3}/]) {
    assert.doesNotMatch(words, word);
  }
  for (const theme of themes) {
    await wear(jo, theme);
    await look(jo, `the chase list ${theme}`);
  }
  await follow(jo, "T. Reed");
  await says(jo, /What is missing/);
});

test("who waits is named by first letters", async () => {
  const jo = await it.jo;
  await go(jo, "/desk/chase");
  const here = jo.locator("#here");
  for (const line of await here.locator("li").allInnerTexts()) assert.match(line, /^[A-Z]\. (?:[A-Z]\. )?\d{2}:\d{2}, /);
  assert.match(await here.innerText(), /Nobody is checked in and waiting|[A-Z]\. /);
});
