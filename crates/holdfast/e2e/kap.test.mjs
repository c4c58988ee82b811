// Ketamine-assisted psychotherapy, psycholytic: three preparations, a lozenge with the therapist in the room, integration
// therapy afterwards, and a note that only its author opens.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { forgive, oneTimeCode } from "./lib.mjs";
import {
  accepts, agreesToTouch, answersScreening, clears, consents, draws, ends, gives, intends, meets, notesPresence, observes, openGates, opens,
  orders, prechecks, reads, registers, reviewsAndCloses, schedules, signs, signsIn, takesUp, well,
} from "./story.mjs";
import {
  chapters, clinicTime, factsOf, follow, glance, go, goRefused, house, main, pressesAnyway, refused, says, send, unchanged,
} from "./walk.mjs";

const iona = { name: "Iona Marsh" };
const secret = "She spoke of the harbour at night, for the first time without her father in it.";
const step = chapters(test);
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

step("the front desk registers the patient, opens a KAP course, and gives them a sign-in", async () => {
  iona.patient = await registers(it, iona.name, "1979-02-28");
  iona.course = await opens(it, iona.patient, "KAP, psycholytic: talking with the therapist present");
  iona.page = await signsIn(it, iona.patient);
});

step("screening without a finding is cleared, the consent for the lozenge is signed, an intention is written", async () => {
  const noor = await it.noor;
  await answersScreening(iona.page);
  await takesUp(noor, iona.patient);
  await clears(noor, iona.course);
  await consents(iona.page, iona.name, "sublingual");
  await agreesToTouch(iona.page);
  await intends(iona.page, "To say the thing I have never said");
});

step("three preparation sessions are held by the therapist, and fewer are not enough", async () => {
  const lena = await it.lena;
  for (const note of ["What brings her here", "The day itself, step by step", "Intention"]) {
    const session = await schedules(it, iona.course, { kind: "preparation", room: "Room A", who: ["Lena Fischer LCSW"] });
    await meets(lena, session, note);
  }
});

step("a dose without the therapist named is not even put on the calendar", async () => {
  const desk = await it.jo;
  await go(desk, `/courses/${iona.course}/schedule?kind=dosing`);
  const fields = { kind: "dosing", starts: clinicTime(3), setting: "clinic-room", room: "Room C" };
  const words = await unchanged(it, [iona.course], async () => {
    await go(desk, `/courses/${iona.course}/schedule?kind=dosing`);
    return refused(desk, "Schedule", { ...fields, who: ["Sam Ortiz RN"] });
  });
  assert.match(words, /A licensed therapist must be named/);
  await glance(desk, "schedule, come back");
  assert.equal(await desk.locator('[name="room"]').inputValue(), "Room C", "what was typed is kept");
  await orders(await it.noor, iona.course, { route: "sublingual", weight: "61", dose: "150" });
  iona.session = await schedules(it, iona.course, { ...fields, who: ["Sam Ortiz RN", "Lena Fischer LCSW"] });
});

step("the patient plans integration therapy with the therapist, and is checked in by the desk", async () => {
  const page = iona.page;
  await go(page, "/me/talk?for=visit");
  await glance(page, "planning integration therapy");
  await says(page, /Integration therapy/);
  await send(page, "Keep this", { time: /Lena Fischer/ });
  const desk = await it.jo;
  await go(desk, `/desk/${iona.patient}`);
  await send(desk, /^Check in/);
});

step("while the therapist is not in the room the dose does not begin, and the page says who puts it right", async () => {
  const sam = await it.sam;
  await prechecks(sam, iona.session, "61");
  await reads(sam, iona.session, { systolic: "118", diastolic: "74", pulse: "66", spo2: "99", breaths: "13", awake: "5" });
  await accepts(sam, iona.session);
  await draws(it, sam, iona.session, "Lena Fischer LCSW");
  await notesPresence(sam, iona.session, "Sam Ortiz RN");
  const open = await openGates(sam, iona.session);
  assert.equal(open.length, 1, open.join("\n"));
  assert.match(open[0], /therapist is not noted as present in the room/);
  assert.match(open[0], /Can be cleared by whoever is in the room/);
  await unchanged(it, [iona.session], async () => {
    await go(sam, `/sessions/${iona.session}`);
    const words = await pressesAnyway(sam, "Give the dose", 409);
    assert.match(words, /The licensed therapist is not noted as present in the room/);
    assert.match(words, /The nurse at the chair can put this right/);
  });
  await glance(sam, "refused: therapist absent");
  await notesPresence(sam, iona.session, "Lena Fischer");
});

step("with the therapist in the room the lozenge is given; the therapist sees the intention and takes readings", async () => {
  const [sam, lena] = [await it.sam, await it.lena];
  await gives(sam, iona.session);
  await go(lena, `/sessions/${iona.session}`);
  await says(lena, /To say the thing I have never said/);
  await glance(lena, "the room, as the therapist sees it");
  await reads(lena, iona.session, { systolic: "126", diastolic: "80", pulse: "74", spo2: "98", breaths: "14", awake: "5" });
  assert.equal(await lena.getByRole("link", { name: "End the dose" }).count(), 0, "a therapist ends no dose");
  await goRefused(lena, `/sessions/${iona.session}/end-dose`);
  await observes(lena, iona.session, "psycholytic");
  await ends(sam, iona.session);
});

step("a prescriber discharges with a reason before the protocol's time, and the nurse signs the record", async () => {
  // As in the infusion: 120 real minutes are the protocol's, and no test waits so long.
  const noor = await it.noor;
  await go(noor, `/sessions/${iona.session}/discharge`);
  await send(noor, "Discharge", { ...well, reason: "Awake and steady; stays in the clinic's garden with her sister" });
  await signs(await it.sam, iona.session, "Sam Ortiz RN");
});

step("integration therapy is held, and a sealed note opens for its author and for nobody else", async () => {
  const lena = await it.lena;
  const window = iona.session.replace("ses_", "win_");
  await go(lena, `/windows/${window}`);
  await glance(lena, "the first hours");
  await follow(lena, "Integration therapy and its note");
  await glance(lena, "integration therapy");
  await send(lena, "Record that it took place", { at: clinicTime(1) });
  await send(lena, "Seal the note", { note: secret });
  await glance(lena, "integration therapy, note kept");
  assert.ok(!(await lena.content()).includes("harbour"), "the list shows no word of the note");
  await follow(lena, /^Your note/);
  await says(lena, /the harbour at night/);
  await glance(lena, "the sealed note, opened by its author");
  const note = new URL(lena.url()).pathname;
  for (const login of ["priya.raman", "noor.haddad", "sam.ortiz", "tomas.reyes", "jo.blake", "m.stone", "iona.marsh"]) {
    const page = login === "iona.marsh" ? iona.page : await it.page(login);
    const answer = await page.goto(note);
    assert.ok([403, 404].includes(answer.status()), `${login}: ${answer.status()}`);
    const words = await main(page);
    assert.doesNotMatch(await page.content(), /harbour/, login);
    assert.match(words, /outside the scope of practice|for the staff of the clinic|opens for its author only|nothing here/i, `${login}: ${words}`);
    await page.goto("about:blank");
    forgive(page, 403, 404);
  }
  for (const page of [await it.noor, await it.sam]) {
    await go(page, `/patients/${iona.patient}`);
    assert.doesNotMatch(await page.content(), /harbour/);
  }
});

step("the course is reviewed and closed, and the whole of it is in the record", async () => {
  await reviewsAndCloses(await it.noor, iona.patient, iona.course);
  assert.ok((await factsOf(it, iona.session)) >= 15);
  await go(iona.page, "/me");
  await says(iona.page, /closed/i);
});

step("whoever leaves takes along the notes that open to nobody else, and nothing else opens", async () => {
  const priya = await it.priya;
  const lena = await it.lena;
  await go(lena, "/own-notes");
  await glance(lena, "notes that open to nobody else");
  await go(priya, "/clinic/people");
  await follow(priya, /Lena Fischer/);
  await follow(priya, "End the affiliation");
  await send(priya, "End the affiliation", { moment: "now" });
  await lena.goto("/own-notes");
  assert.equal(new URL(lena.url()).pathname, "/sign-in", "the role is over at once");
  const person = it.people.find((one) => one.name === "lena.fischer");
  // A code works once: the next one.
  await lena.waitForTimeout(30_000 - (Date.now() % 30_000) + 300);
  for (const [name, value] of [["login", person.name], ["password", person.password]]) await lena.locator(`[name="${name}"]`).fill(value);
  await lena.locator('main form button').first().click();
  await lena.locator('[name="code"]').fill(oneTimeCode(person.secret));
  await lena.locator('main form button').first().click();
  await says(lena, /no longer work here/, /\d+ notes that you wrote open to nobody but you/);
  await glance(lena, "the notes of somebody who has left");
  const [file] = await Promise.all([lena.waitForEvent("download"), lena.getByRole("button", { name: "Take my notes along" }).click()]);
  assert.match((await readFile(await file.path())).toString("latin1"), /the harbour at night/);
  await go(priya, "/audit");
  await says(priya, /take their own notes, also after leaving/);
});
