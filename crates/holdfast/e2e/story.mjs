// One patient's way through the clinic, step by step, each step by the person whose it is, in the browser only.

import assert from "node:assert/strict";
import { forgive, oneTimeCode, pause, signIn, untroubled } from "./lib.mjs";
import { clinicTime, follow, glance, go, idIn, main, says, send } from "./walk.mjs";

/// The front desk writes somebody in. Gives their id.
export async function registers(house, name, born = "1988-05-17") {
  const desk = await house.jo;
  await go(desk, "/patients");
  await follow(desk, "Register a patient");
  await glance(desk, "register a patient");
  await send(desk, "Register", { name, born, contact: "text (555) 0188" });
  await says(desk, /on record/i);
  return idIn(desk, "pat");
}

/// The front desk opens a course under the protocol with this title that is signed. Gives its id.
export async function opens(house, patient, title) {
  const desk = await house.jo;
  await go(desk, `/desk/${patient}`);
  await follow(desk, "Open a course");
  await glance(desk, "open a course");
  await send(desk, "Open the course", { protocol: new RegExp(`${title}[^]*\\bsigned\\b`, "i") });
  await glance(desk, "the desk's view of a patient");
  return idIn(desk, "cou");
}

/// The front desk gives the patient a sign-in, shown once; the patient signs in with it. Gives their page.
export async function signsIn(house, patient) {
  const desk = await house.jo;
  await go(desk, `/desk/${patient}`);
  await follow(desk, "Give a sign-in");
  await glance(desk, "give a sign-in");
  const loaded = desk.waitForEvent("load");
  await desk.getByRole("button", { name: "Make the sign-in" }).click();
  await loaded;
  untroubled(desk);
  await glance(desk, "the sign-in, shown once");
  const [name, password] = [await desk.getByTestId("login").innerText(), await desk.getByTestId("password").innerText()];
  house.people.push({ role: "patient", name, password });
  return house.page(name);
}

/// A prescriber takes up the care of somebody nobody looks after yet.
export async function takesUp(page, patient) {
  await page.goto(`/patients/${patient}`);
  forgive(page, 403);
  await says(page, /not on this patient’s care team/i);
  await glance(page, "a chart without a tie");
  await send(page, "Join the care team");
  await go(page, `/patients/${patient}`);
  await glance(page, "the chart");
}

/// The patient answers one question after another: no, but for these. Gives how many were asked.
export async function answersQuestions(patient, yes = []) {
  await go(patient, "/me");
  await go(patient, "/me/screening");
  await glance(patient, "one question of screening");
  let asked = 0;
  for (const form = patient.getByTestId("screening-question"); (await form.count()) > 0; asked++) {
    const code = (await form.getAttribute("action")).split("/").pop();
    await send(patient, "Continue", { answer: yes.includes(code) ? "yes" : "no" });
  }
  return asked;
}

/// The patient answers every question, looks at all of it once more, and sends it.
export async function answersScreening(patient, yes = []) {
  const asked = await answersQuestions(patient, yes);
  assert.ok(asked >= 15, `only ${asked} questions are asked`);
  await glance(patient, "screening, before it is sent");
  await send(patient, "Send my answers");
  await says(patient, /A prescriber reads your answers/);
  await glance(patient, "screening, answered");
}

/// A prescriber reads the answers and clears them, with a note for each finding.
export async function clears(page, course, notes = {}) {
  await go(page, `/courses/${course}/screening`);
  await glance(page, "screening, read by a prescriber");
  await send(page, "Clear screening", Object.fromEntries(Object.entries(notes).map(([code, note]) => [`note-${code}`, note])));
}

/// The patient reads and signs the consent for one way in.
export async function consents(patient, name, route) {
  await go(patient, `/me/consent?route=${route}`);
  await glance(patient, "consent");
  await send(patient, "Sign", { read: true, typed_name: name });
  await says(patient, /In force/, new RegExp(name));
  await glance(patient, "consents");
}

/// The patient says what touch is all right: these, and in their own words what else.
export async function agreesToTouch(patient, touch = ["hand", "shoulder"], boundary = "Ask me first") {
  await go(patient, "/me/touch");
  await glance(patient, "touch");
  await send(patient, "Keep this", { touch, boundary });
  await says(patient, /You said so/);
}

/// The patient writes their own sentence.
export async function intends(patient, words) {
  await go(patient, "/me/intention");
  await glance(patient, "intention");
  await send(patient, "Keep it", { words });
  await go(patient, "/me");
  assert.ok((await main(patient)).includes(words), "the intention is on the patient's own page");
}

/// The front desk puts a visit on the calendar. Gives its id.
export async function schedules(house, course, fields) {
  const desk = await house.jo;
  await go(desk, `/courses/${course}/schedule?kind=${fields.kind}`);
  await glance(desk, "schedule a visit");
  const before = await sessionsOn(desk);
  await send(desk, "Schedule", { starts: clinicTime(2), setting: "clinic-room", room: "Office 2", ...fields });
  const added = (await sessionsOn(desk)).filter((id) => !before.includes(id));
  assert.equal(added.length, 1, `one visit is added: ${added}`);
  return added[0];
}

const sessionsOn = async (page) => [...new Set((await page.content()).match(/\bses_[0-9a-f]{32}\b/g) ?? [])];

/// Somebody says that a visit without a dose took place.
export async function meets(page, session, note) {
  await go(page, `/sessions/${session}`);
  await glance(page, "a visit on the calendar");
  await follow(page, "We met");
  await glance(page, "we met");
  await send(page, "We met", { note });
  await glance(page, "a visit that took place");
}

/// A prescriber writes an order.
export async function orders(page, course, fields) {
  await go(page, `/courses/${course}/orders`);
  await glance(page, "orders");
  await send(page, "Write the order", fields);
  await says(page, /The order is in force/);
}

/// The nurse notes who is in the room.
export async function notesPresence(page, session, ...names) {
  await go(page, `/sessions/${session}`);
  for (const name of names) {
    const row = page.locator("#room li", { hasText: name });
    assert.equal(await row.count(), 1, `${name} is not listed: ${await page.locator("#room").innerText()}`);
    const loaded = page.waitForEvent("load");
    await row.getByRole("button").click();
    await loaded;
    untroubled(page);
    assert.match(await page.locator("#room li", { hasText: name }).innerText(), /In the room/);
  }
}

/// The nurse weighs and asks.
export async function prechecks(page, session, weight, fields = {}) {
  await go(page, `/sessions/${session}/precheck`);
  await glance(page, "pre-check");
  const usual = { identity: true, weight, solids: 9, fluids: 3, escort: "Robin, a friend, (555) 0190", changed: "no" };
  await send(page, "Save the answers", { ...usual, ...fields });
  await asksToday(page, session);
}

/// The nurse asks what the protocol asks on the day: no, but for these.
export async function asksToday(page, session, yes = []) {
  await go(page, `/sessions/${session}/day`);
  await glance(page, "today’s questions, at the chair");
  const names = await page.getByTestId("day-questions").locator("fieldset input").evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
  assert.ok(names.length >= 5, `today’s questions: ${names}`);
  await send(page, "Save the answers", Object.fromEntries(names.map((name) => [name, yes.some((code) => name === `q-${code}`) ? "yes" : "no"])));
}

/// Somebody takes readings.
export async function reads(page, session, fields) {
  await go(page, `/sessions/${session}/vitals`);
  await glance(page, "readings");
  await send(page, "Save readings", fields);
}

/// The nurse reads the order at the chair and accepts it.
export async function accepts(page, session) {
  await go(page, `/sessions/${session}/order`);
  await glance(page, "the order at the chair");
  await send(page, "Accept the order");
}

/// What a second signer types into the form of whoever acts: who they are, their own password, and the code that their app shows.
export async function signsBeside(it, page, name) {
  const login = name.toLowerCase().replace(/^dr /, "").split(" ").slice(0, 2).join(".");
  const person = it.people.find((one) => one.name === login);
  assert.ok(person, `the demo prints no sign-in ${login}`);
  const choice = page.locator(".choice", { has: page.locator('[name="second"]'), hasText: name }).first();
  const code = (await choice.innerText()).match(/their code is (\d{6})/)?.[1];
  assert.ok(code, `the page of a demo shows the code of ${name}`);
  // Each code works once, and only the next one ahead of its time: whoever signs thrice within a minute waits, as at a desk.
  const stepOf = (ahead) => oneTimeCode(person.secret, Date.now() + ahead * 30_000) === code;
  while (![-1, 0, 1].some(stepOf)) await pause(500);
  return { second: name, second_password: person.password, second_code: code };
}

/// The nurse draws what is ordered out of a vial that is open; another person checks it and proves that it is them.
export async function draws(it, page, session, checker) {
  await go(page, `/sessions/${session}/drug`);
  await glance(page, "draw the drug");
  const label = await page.locator(".choice", { hasText: "as ordered" }).innerText();
  const amount = Number(label.match(/([\d.]+) mg/)[1]);
  const pieces = amount === 150;
  const fields = { amount: "as ordered", from: pieces ? "troches" : "mg/ml", measure: String(amount / 50) };
  await send(page, "Save what was drawn", { ...fields, ...(await signsBeside(it, page, checker)) });
}

/// Every gate that stands open, by its name, with what the page says of it.
export async function openGates(page, session) {
  await go(page, `/sessions/${session}`);
  const rows = await page.locator("#gates ul.gates > li").evaluateAll((all) => all.map((one) => one.innerText.replaceAll(/\s+/g, " ").trim()));
  assert.ok(rows.length >= 14, `all gates are shown: ${rows.length}`);
  return rows.filter((row) => /^open\b/i.test(row));
}

/// The nurse begins the dose; every gate is clear.
export async function gives(page, session) {
  assert.deepEqual(await openGates(page, session), []);
  await says(page, /Every gate is clear/);
  await glance(page, "ready, every gate clear");
  await send(page, "Give the dose");
  await glance(page, "the chair, while the dose works");
}

/// The nurse ends it; all of it went in.
export async function ends(page, session) {
  await go(page, `/sessions/${session}/end-dose`);
  await glance(page, "end the dose");
  await send(page, "The dose has ended", { given: "All of it" });
  await glance(page, "recovery");
}

/// Somebody notes how deep it was seen to be.
export async function observes(page, session, depth) {
  await go(page, `/sessions/${session}/depth`);
  await glance(page, "observed depth");
  await send(page, "Save what was seen", { depth });
  await says(page, new RegExp(`Observed depth: ${depth}`));
}

/// What discharge asks, all of it met as far as eyes can tell.
export const well = {
  activity: "2", respiration: "2", circulation: "2", consciousness: "2", saturation: "2",
  oriented: true, walks: true, settled_stomach: true, settled_mind: true,
  escort: "Robin, a friend", advice: true,
};

/// Somebody signs the record of the visit.
export async function signs(page, session, name) {
  await go(page, `/sessions/${session}/record`);
  await glance(page, "the record of a visit");
  await send(page, "Sign the record", { typed_name: name });
  await says(page, new RegExp(name));
}

/// A prescriber looks back and closes the course.
export async function reviewsAndCloses(page, patient, course) {
  await go(page, `/courses/${course}/review`);
  await glance(page, "review");
  await send(page, "Review", { note: "Sleeps through the night again; wishes to stop here for now" });
  await go(page, `/courses/${course}/close`);
  await glance(page, "close the course");
  await send(page, "Close the course", { reason: "Finished for now, by their own wish" });
  await go(page, `/patients/${patient}`);
  await says(page, /closed/i);
  await glance(page, "the chart of a closed course");
}

/// The director writes somebody in, with a licence and a role. Gives their id.
export async function takesOn(it, name, role, credential) {
  const priya = await it.priya;
  await go(priya, "/clinic/people/new");
  await send(priya, "Add the person", { name });
  const person = await idIn(priya, "per");
  await go(priya, `/clinic/people/${person}/credential`);
  await send(priya, "Record the licence", credential);
  await go(priya, `/clinic/people/${person}/affiliation`);
  await send(priya, "Begin the role", { role, from: clinicTime(-1) });
  return person;
}

/// The director gives them a sign-in. Gives a page on which they have just signed in.
export async function arrives(it, person, role, login) {
  const priya = await it.priya;
  await go(priya, `/clinic/people/${person}/sign-in`);
  const loaded = priya.waitForEvent("load");
  await priya.getByRole("button", { name: "Make the sign-in" }).click();
  await loaded;
  untroubled(priya);
  const read = (id) => priya.getByTestId(id).innerText();
  const [name, password, secret] = [await read("login"), await read("password"), await read("code-secret")];
  assert.ok(name.length > 0, login);
  const page = await it.visitor();
  return signIn(page, role, [{ role, name, password, secret }]);
}
