// Rowan's first steps and the day of the first dose, in the order of screens.md 6.2 (b) 1 to 7 and 17; the others stand in
// screening (2), day (8), wrong_turns (9), after (10, 11, 14, 16, 18), diary (12, 13, 17) and measures and safety (15).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { agreesToTouch, answersScreening, clears, consents, intends, meets, opens, orders, registers, schedules, signsIn, takesUp } from "./story.mjs";
import { chapters, clinicTime, follow, glance, go, house, main, says, send } from "./walk.mjs";

const rhea = { name: "Rhea Amundsen" };
const step = chapters(test);
const unpack = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print('\\n'.join(z.read(n).decode('utf8', 'replace') for n in z.namelist()))";
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

/// The states of the steps before a dose, as a person reads them.
async function todo(page) {
  await go(page, "/me/todo");
  return page.locator("#todo li").allInnerTexts();
}

step("the first page shows one filled button: the one next step", async () => {
  rhea.patient = await registers(it, rhea.name);
  rhea.course = await opens(it, rhea.patient, "Infusion with integration support");
  rhea.page = await signsIn(it, rhea.patient);
  await go(rhea.page, "/me");
  assert.equal(await rhea.page.locator("main .btn-main").count(), 1);
  assert.ok((await todo(rhea.page)).some((line) => /^To do[^]*Questions about your health/.test(line)));
});

step("after screening the consent is signed, and stands there with its version and its day", async () => {
  await answersScreening(rhea.page);
  await takesUp(await it.noor, rhea.patient);
  await clears(await it.noor, rhea.course);
  await consents(rhea.page, rhea.name, "intravenous");
  await go(rhea.page, "/me/consents");
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" }).format(Date.now());
  // The version of its text is the clinic's signed protocol and the day of that signature.
  await says(rhea.page, /In force/, new RegExp(`Signed ${day} `), /Text: Infusion with integration support, signed by the clinic on \d{4}-\d\d-\d\d/);
});

step("an intention in their own words, and who goes home with them: then everything is done", async () => {
  const { page } = rhea;
  await agreesToTouch(page);
  await intends(page, "To be at home in my own evening");
  const sam = await it.sam;
  await meets(sam, await schedules(it, rhea.course, { kind: "preparation", who: ["Sam Ortiz RN"] }), "The day itself, step by step");
  await orders(await it.noor, rhea.course, { route: "intravenous", weight: "68", dose: "34", over: "40" });
  rhea.session = await schedules(it, rhea.course, { kind: "dosing", room: "Chair 5", starts: clinicTime(3), who: ["Sam Ortiz RN"] });
  await go(page, "/me/talk?for=visit");
  await send(page, "Keep this", { time: /Tomas Reyes/ });
  await go(page, "/me/todo");
  await follow(page, /Read who Tomas Reyes is/);
  await send(page, "I have read this");
  await go(page, "/me/day");
  await follow(page, "Tell us who it is");
  await send(page, "Keep", { with: "Alex, my brother", tonight: "My mother" });
  const lines = await todo(page);
  assert.deepEqual(lines.filter((line) => !/^Done/.test(line)), []);
  await says(page, /All done\. See you .*\d\d:\d\d/);
  await glance(page, "everything before the dose is done");
});

step("“I’m here” is on the board of the desk and of the nurse within a second", async () => {
  const [desk, sam] = [await it.jo, await it.sam];
  const row = (page) => page.getByTestId("room-row").filter({ hasText: "R. Amundsen" }).filter({ hasText: "getting ready" });
  for (const page of [desk, sam]) {
    await go(page, "/board");
    assert.equal(await row(page).count(), 0, "not in the rooms yet");
  }
  await go(rhea.page, `/me/visit/${rhea.session}`);
  const answered = rhea.page.waitForResponse((answer) => answer.request().method() === "POST").then(() => Date.now());
  const seen = [desk, sam].map((page) => row(page).waitFor().then(() => Date.now()));
  await send(rhea.page, "I’m here");
  const kept = await answered;
  for (const at of await Promise.all(seen)) assert.ok(at - kept <= 1_000, `a board showed it ${at - kept} ms after it was kept`);
});

step("“I changed my mind” is reached in two taps, asks for no reason and names no fee", async () => {
  const { page } = rhea;
  await go(page, "/me");
  const door = page.getByRole("link", { name: "I changed my mind" });
  if ((await door.count()) === 0) await page.locator(`main a[href^="/me/visit/${rhea.session}"]`).first().click();
  await follow(page, "I changed my mind");
  assert.doesNotMatch(await main(page), /\bfees?\b|charge|\$|penalt|missed|no-show/i);
  await glance(page, "I changed my mind");
  await send(page, "Take it off the calendar");
  await says(page, /That is completely fine|off the calendar/i);
});

step("everything on record is one file, with the intention and the consent in it", async () => {
  const { page } = rhea;
  await go(page, "/me/export");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator('a[href="/me/export/everything.zip"]').click()]);
  const listed = execFileSync("python3", ["-c", unpack, await file.path()], { encoding: "utf8" });
  for (const words of ["To be at home in my own evening", rhea.name]) assert.ok(listed.includes(words), `the file lacks ${words}`);
});

