// The questions of the day: answered on the phone, a "yes" that holds the dose, and who says that it may go on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive } from "./lib.mjs";
import { openGates, signsIn } from "./story.mjs";
import { chapters, follow, forge, freshCommand, glance, go, goRefused, house, idIn, refused, says, send } from "./walk.mjs";

const step = chapters(test);
const hannah = {};
let it;
before(async () => {
  it = await house();
  const desk = await it.jo;
  await go(desk, "/patients?q=Hannah%20Blum");
  hannah.patient = await idIn(desk, "pat");
  hannah.page = await signsIn(it, hannah.patient);
});
after(() => it.close());

const no = { "hospital-today": "no", "chest-pain-today": "no", "alcohol-today": "no", "drugs-today": "no", "sedative-today": "no" };

step("they are answered on the phone on the day, every one, and what was chosen is not lost", async () => {
  const page = hannah.page;
  await go(page, "/me/day");
  hannah.session = await idIn(page, "ses");
  await follow(page, "Answer today’s questions");
  await glance(page, "today’s questions");
  const { "sedative-today": left, ...others } = no;
  assert.equal(left, "no");
  const words = await refused(page, "Send my answers", others);
  assert.match(words, /Please choose one/);
  assert.equal(await page.locator('input[name="alcohol-today"][value="no"]').isChecked(), true);
  await send(page, "Send my answers", { ...no, "drugs-today": "yes" });
  await says(page, /You said yes to a question/, /A prescriber talks with you/, /Still at home\? Please call us/);
  await glance(page, "today’s questions, with a yes");
});

step("a later no closes nothing; the gate stays open for a prescriber, whatever the nurse tries", async () => {
  const page = hannah.page;
  await follow(page, "Answer again");
  await send(page, "Send my answers", no);
  await says(page, /A prescriber talks with you/);
  await go(page, `/me/visit/${hannah.session}`);
  await send(page, "I’m here");
  const nurse = await it.sam;
  const open = (await openGates(nurse, hannah.session)).filter((row) => /Today’s questions/.test(row));
  assert.equal(open.length, 1, open.join("\n"));
  assert.match(open[0], /cannabis or other drugs.*prescriber/i);
  await go(nurse, `/sessions/${hannah.session}/day`);
  await glance(nurse, "a yes of the day, read by the nurse");
  assert.equal(await nurse.getByRole("button", { name: "It may go on" }).count(), 0);
  const tried = await forge(nurse, `/sessions/${hannah.session}/day/drugs-today`, { command: freshCommand(), "note-drugs-today": "fine by me" });
  assert.equal(tried.status, 409, tried.words);
  forgive(nurse, 409);
});

step("the prescriber looks at it, says why, and the gate is clear with both names", async () => {
  const sam = await it.sam;
  await go(sam, `/patients/${hannah.patient}/team`);
  await send(sam, "Add to the team", { who: "Noor" });
  const noor = await it.noor;
  await go(noor, `/sessions/${hannah.session}/day`);
  await refused(noor, "It may go on", { "note-drugs-today": "" });
  await send(noor, "It may go on", { "note-drugs-today": "Half a gummy at noon yesterday; alert, vitals at rest" });
  await says(noor, /Noor .* looked at “drugs today”: Half a gummy/);
  const open = await openGates(noor, hannah.session);
  assert.deepEqual(open.filter((row) => /Today’s questions/.test(row)), []);
  await goRefused(await it.jo, `/sessions/${hannah.session}/day`, 403);
});
