// An infusion with integration support, from first contact to close: the front desk, the patient, a prescriber, the
// nurse and the integration specialist, each on their own pages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  accepts, agreesToTouch, answersScreening, clears, consents, draws, ends, gives, intends, meets, notesPresence, observes, openGates, opens,
  orders, prechecks, reads, registers, reviewsAndCloses, schedules, signs, signsIn, takesUp, well,
} from "./story.mjs";
import { chapters, clinicTime, factsOf, follow, glance, go, goRefused, house, idIn, main, pressesAnyway, refused, says, send } from "./walk.mjs";

const wren = { name: "Wren Talbot", words: "To come home to myself in the evening" };
const step = chapters(test), chapter = { test: step };
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

step("the front desk registers somebody who calls for the first time, and opens an infusion course", async () => {
  wren.patient = await registers(it, wren.name);
  wren.course = await opens(it, wren.patient, "Infusion with integration support");
  wren.page = await signsIn(it, wren.patient);
  await glance(wren.page, "the first page of a new patient");
});

step("the patient answers screening, and a prescriber who takes them on clears it with a note for the finding", async () => {
  const noor = await it.noor;
  await answersScreening(wren.page, ["interacting-medicines"]);
  await takesUp(noor, wren.patient);
  await go(noor, `/courses/${wren.course}/screening`);
  const words = await refused(noor, "Clear screening");
  assert.match(words, /Write why “.*” is acceptable/);
  await clears(noor, wren.course, { "interacting-medicines": "Takes sertraline only; no interaction that matters" });
  await says(noor, /consent/i);
});

step("the patient signs the consent with a clear head, and writes an intention", async () => {
  await consents(wren.page, wren.name, "intravenous");
  await agreesToTouch(wren.page);
  await intends(wren.page, wren.words);
});

step("the nurse prepares with the patient, a prescriber writes the order, and the desk schedules the dose", async () => {
  const [noor, sam] = [await it.noor, await it.sam];
  const preparation = await schedules(it, wren.course, { kind: "preparation", who: ["Sam Ortiz RN"] });
  await meets(sam, preparation, "The day itself, step by step");
  await orders(noor, wren.course, { route: "intravenous", weight: "68", dose: "34", over: "40" });
  wren.session = await schedules(it, wren.course, { kind: "dosing", room: "Chair 5", starts: clinicTime(3), who: ["Sam Ortiz RN"] });
});

step("the patient plans the first talk, reads who gives it and what it is not, and says that they are here", async () => {
  const page = wren.page;
  await go(page, "/me/talk?for=visit");
  await glance(page, "planning the first talk");
  await send(page, "Keep this", { time: /Tomas Reyes/ });
  await go(page, "/me/talk?for=visit");
  wren.specialist = await idIn(page, "per");
  await go(page, `/me/disclosure/${wren.specialist}`);
  await glance(page, "a disclosure");
  await says(page, /is not therapy/i, /Tomas Reyes/);
  await send(page, "I have read this");
  await go(page, `/me/visit/${wren.session}`);
  await glance(page, "the day of the visit");
  await send(page, "I’m here");
});

step("every gate says what is missing until the nurse has cleared it, and no dose begins before", async () => {
  const sam = await it.sam;
  const open = await openGates(sam, wren.session);
  await glance(sam, "ready, gates open");
  for (const who of ["nurse", "prescriber"]) assert.ok(open.some((gate) => gate.includes(who)), `no open gate names a ${who}: ${open.join("\n")}`);
  const words = await pressesAnyway(sam, "Give the dose", 409);
  assert.match(words, /Nothing was changed/);
  assert.match(words, /can put this right/);
  await prechecks(sam, wren.session, "68.2");
  await reads(sam, wren.session, { systolic: "124", diastolic: "78", pulse: "72", spo2: "98", breaths: "14", awake: "5" });
  await accepts(sam, wren.session);
  await draws(it, sam, wren.session, "Noor Haddad PMHNP");
  await notesPresence(sam, wren.session, "Sam Ortiz RN");
  assert.deepEqual(await openGates(sam, wren.session), []);
});

step("the dose is given, a reading above the watch limit is an alarm, and the alarm has an answer", async () => {
  const sam = await it.sam;
  await gives(sam, wren.session);
  await reads(sam, wren.session, { systolic: "132", diastolic: "82", pulse: "80", spo2: "97", breaths: "14", awake: "4" });
  assert.equal(await sam.getByTestId("alarm").count(), 0, "an ordinary reading is no alarm");
  await reads(sam, wren.session, { systolic: "164", diastolic: "96", pulse: "92", spo2: "96", breaths: "15", awake: "4" });
  const alarm = sam.getByTestId("alarm");
  assert.equal(await alarm.count(), 1);
  assert.match(await alarm.innerText(), /164/);
  await glance(sam, "the chair with an alarm");
  await follow(sam, /^Other/);
  await glance(sam, "answering an alarm");
  await send(sam, "Asked about symptoms");
  assert.equal(await sam.getByTestId("alarm").count(), 0, "an answered alarm is gone from the top");
});

step("the dose is paused, goes on, ends, and what was seen of its depth is kept apart from what was intended", async () => {
  const sam = await it.sam;
  assert.equal(await sam.locator(".bar").getByRole("link", { name: "Note", exact: true }).getAttribute("href"), `/sessions/${wren.session}/note`);
  await go(sam, `/sessions/${wren.session}/advice`);
  assert.match(await sam.getByTestId("advice").innerText(), /at least 24 h\. No alcohol/, "while it works nobody knows yet until when");
  await go(sam, `/sessions/${wren.session}/note`);
  await glance(sam, "a note at the chair");
  await send(sam, "Save the note", { words: "Eyes closed, breathing slowly" });
  await says(sam, /Note: Eyes closed, breathing slowly/);
  await follow(sam, "Pause");
  await glance(sam, "pause");
  await send(sam, "They asked to wait");
  await says(sam, /The dose is paused/);
  await glance(sam, "the chair, paused");
  await send(sam, "Go on");
  await ends(sam, wren.session);
  await observes(sam, wren.session, "psychedelic");
});

chapter.test("the way home says how it was and is and gives a sheet to hand over", async () => {
  const sam = await it.sam;
  await reads(sam, wren.session, { systolic: "126", diastolic: "80", pulse: "76", spo2: "98", breaths: "14", awake: "5" });
  await go(sam, `/sessions/${wren.session}/discharge`);
  await says(sam, /Before the dose\s+\d\d:\d\d: 124\/78/, /Last reading\s+\d\d:\d\d: 126\/80/, /not before .*\d\d:\d\d/);
  assert.match(await sam.getByTestId("tally").innerText(), /\d of 8 criteria met\. The protocol asks for a score of 9 of 10\./);
  // The last step is the last on the page, and what was typed before stands there again.
  const below = await sam.evaluate(() => document.getElementById("f-window").compareDocumentPosition(document.querySelector("[name=escort]")) & Node.DOCUMENT_POSITION_PRECEDING);
  assert.ok(below, "the first talk comes after the escort");
  await sam.locator("[name=escort]").fill("Robin, a friend");
  await sam.locator("[name=walks]").check();
  await sam.waitForFunction(() => document.documentElement.dataset.kept === "yes");
  await sam.getByRole("link", { name: "The sheet to print and hand over" }).click();
  await sam.waitForURL(/\/advice$/);
  const sheet = await sam.getByTestId("advice").innerText();
  assert.match(sheet, /No driving, no machines and no important decisions until tomorrow after sleep: at least 24 h, and not before .*\d\d:\d\d\. No alcohol/);
  assert.match(sheet, /988|911/);
  assert.doesNotMatch(sheet, /Wren|Talbot|ketamine|\bmg\b/i, "a sheet that lies about names nobody");
  await glance(sam, "the sheet for the way home");
  await sam.goBack();
  await sam.waitForFunction(() => document.querySelector("[name=escort]")?.value === "Robin, a friend" && document.querySelector("[name=walks]").checked, null, { timeout: 10_000 });
});

step("nobody goes home before the protocol's time but for a prescriber's reason, and the record is signed", async () => {
  // The protocol asks for 120 minutes of observation, and this clinic's clock is the real one: the nurse is refused,
  // and the prescriber lets the patient go with a reason, which is the other way the rules know.
  const [noor, sam] = [await it.noor, await it.sam];
  await go(sam, `/sessions/${wren.session}/discharge`);
  await glance(sam, "discharge");
  const words = await refused(sam, "Discharge", well);
  assert.match(words, /Observed for \d+ min after the dose; the protocol asks for 120 min/);
  assert.match(words, /Time alone puts this right/);
  await go(noor, `/sessions/${wren.session}/discharge`);
  await glance(noor, "discharge by a prescriber");
  await send(noor, "Discharge", { ...well, reason: "Awake and steady; a nurse goes home with them and stays" });
  await says(noor, /Not signed yet/);
  await signs(sam, wren.session, "Sam Ortiz RN");
});

chapter.test("what is said of a signed record stands below the signature and on paper nothing is cut off", async () => {
  const sam = await it.sam;
  await go(sam, `/sessions/${wren.session}/record`);
  const signed = await sam.locator("#record").innerText();
  assert.match(signed, /no reading, and no reason was given|Readings not taken|Flowsheet/);
  assert.match(signed, /Watched since the end of the dose\s+\d+ min; the protocol asks for 120/);
  await send(sam, "Add it", { words: "Her sister called in the evening: all is well" });
  await says(sam, /Something was added after the signature/, /Added: Her sister called in the evening: all is well/);
  assert.equal(await sam.locator("#record").innerText(), signed, "what was signed stands as it was");
  await glance(sam, "a signed record with something added");
  await sam.emulateMedia({ media: "print" });
  await sam.setViewportSize({ width: 680, height: 960 }); // A4 within its margins
  const paper = await sam.evaluate(() => {
    const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 0;
    const wide = [...document.querySelectorAll("main *")].filter((one) => seen(one) && !one.closest(".vh, svg") && one.getBoundingClientRect().right > 681);
    return { wide: wide.map((one) => `${one.tagName}.${one.className}`), words: document.querySelector("main").innerText };
  });
  assert.deepEqual(paper.wide, [], "nothing is wider than the sheet");
  for (const words of ["124/78", "164/96", "126/80", "Asked about symptoms", "Robin, a friend", "all is well", "Sam Ortiz RN", "They asked to wait", "Eyes closed, breathing slowly"]) assert.ok(paper.words.includes(words), `${words} is on paper`);
  await sam.emulateMedia({ media: null });
  await sam.setViewportSize({ width: 1280, height: 900 });
});

step("the specialist sees a first name, times and nothing clinical, holds the talk, and writes a support note", async () => {
  const tomas = await it.tomas;
  await go(tomas, "/integration");
  await glance(tomas, "my people");
  await follow(tomas, "Wren");
  await glance(tomas, "one client");
  const words = await main(tomas);
  for (const never of [/Talbot/, /\bmg\b/i, /164/, /ketamine (?!, or)/, /diagnosis:/i, /sertraline/i]) assert.doesNotMatch(words, never);
  assert.ok(!words.includes(wren.words), "the intention was not shared");
  await tomas.locator("details", { hasText: "It took place already" }).first().evaluate((one) => (one.open = true));
  await send(tomas, "Record that it took place", { at: clinicTime(1) });
  await glance(tomas, "a support note");
  await send(tomas, "Keep the note", { themes: "The sea, and an open door", steps: "A walk before breakfast" });
  await says(tomas, /A walk before breakfast/);
  await glance(tomas, "one client after the talk");
  await goRefused(tomas, `/patients/${wren.patient}`);
});

step("a prescriber looks back, closes the course, and every step of it is in the record", async () => {
  const noor = await it.noor;
  await reviewsAndCloses(noor, wren.patient, wren.course);
  await go(wren.page, "/me");
  await says(wren.page, /closed/i);
  await glance(wren.page, "the patient's page after the course");
  assert.ok((await factsOf(it, wren.session)) >= 18, "the session's facts");
  await glance(await it.stone, "the session's facts, read by the auditor");
});
