// "Are you safe right now?" What the person reads, who owes an answer by name, what the desk may know, and on call.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signsIn } from "./story.mjs";
import { chapters, clinicTime, follow, glance, go, goRefused, house, idIn, main, refused, says, send } from "./walk.mjs";

let it;
let hannah;
let task;
before(async () => {
  it = await house();
});
after(() => it.close());

const step = chapters(test);

async function patientOf(name) {
  const desk = await it.jo;
  await go(desk, `/patients?q=${encodeURIComponent(name)}`);
  return idIn(desk, "pat");
}

step("two taps from her course to help: the numbers first, then what the clinic does, and nobody is said to watch", async () => {
  hannah = await signsIn(it, await patientOf("Hannah Blum"));
  await go(hannah, "/me/item9");
  await says(hannah, /The clinic owes you no answer now/);
  await glance(hannah, "are you safe, with nothing open");
  await go(hannah, "/me/unsafe");
  await send(hannah, "Tell the clinic", { words: "It is loud in my head tonight." });
  assert.match(hannah.url(), /\/me\/item9/);
  await says(hannah, /Are you safe right now\?/, /Nobody is watching this page/, /988/);
  const first = await hannah.getByTestId("item9").locator("> *").first().evaluate((one) => one.className);
  assert.match(first, /crisis-card/, "the lines stand before anything else");
  const words = await main(hannah);
  assert.doesNotMatch(words, /\b(we are|someone is) (watching|with you)\b/i);
  await glance(hannah, "are you safe right now");
});

step("“I’m not sure” leads to the phone and asks whether somebody is there", async () => {
  await hannah.getByRole("button", { name: "I’m not sure" }).click();
  await hannah.getByRole("heading", { name: "Is someone with you?" }).waitFor();
  await glance(hannah, "not sure");
  await hannah.getByRole("button", { name: "No", exact: true }).click();
  await says(hannah, /Could somebody come to you\?/);
  await go(hannah, "/me");
  await says(hannah, /You told us that you don’t feel safe/);
});

step("the desk knows only that a clinician is needed, and cannot take it", async () => {
  const desk = await it.jo;
  await go(desk, "/tasks");
  const row = desk.locator("main").getByText("needs clinician").first();
  await row.waitFor();
  await says(desk, /H\. Blum · needs clinician/);
  assert.doesNotMatch(await main(desk), /don’t feel safe|not sure|loud/);
});

step("whoever owes it is named, reads what was said, and takes it; the person is told who, and by when", async () => {
  const noor = await it.noor;
  await go(noor, "/tasks");
  await says(noor, /said “I don’t feel safe”, says “not sure”/);
  const row = noor.getByTestId("task-row").filter({ hasText: "says “not sure”" }).first();
  task = (await row.getByRole("link", { name: /Open/ }).first().getAttribute("href")) ?? "";
  await go(noor, task);
  await says(noor, /Owed by Noor Haddad/, /Not answered by then, it goes to/, /Says “not sure”/, /Alone/);
  await glance(noor, "a safety signal");
  await send(noor, "Take it");
  await go(hannah, "/me/item9");
  await says(hannah, /Noor Haddad.* has seen this and will call you by/);
});

step("without “did you reach them” nothing is answered; not reached hands it on; reached ends the clock", async () => {
  const noor = await it.noor;
  await go(noor, task);
  assert.match(await refused(noor, "Answer", { done: "Rang the number on file." }), /Say whether|reach/i);
  await send(noor, "Answer", { contact: "no-answer", done: "Rang twice, no answer." });
  await go(noor, task);
  await says(noor, /The words are for the care team/); // it is not hers any more
  await go(hannah, "/me/item9");
  await says(hannah, /Please do not wait for us/);
  await glance(hannah, "not answered in time");
  const priya = await it.priya;
  await go(priya, task);
  await says(priya, /Owed by Priya Raman/, /Noor Haddad.*: no answer/);
  await send(priya, "Answer", { contact: "reached", done: "Spoke with her; her sister stays tonight." });
  await go(hannah, "/me/item9");
  await says(hannah, /The clinic owes you no answer now/);
});

step("Spanish, without JavaScript: the same two steps", async () => {
  const context = await hannah.context().browser().newContext({ javaScriptEnabled: false, storageState: await hannah.context().storageState() });
  await context.addCookies([{ name: "lang", value: "es", url: new URL(hannah.url()).origin }]);
  const page = await context.newPage();
  await page.goto(new URL("/me/unsafe", hannah.url()).href);
  await page.locator('form[action="/me/unsafe"] button').first().click();
  await page.waitForURL(/item9/);
  assert.match(await page.locator("main").innerText(), /¿Está a salvo en este momento\?/);
  await page.getByRole("button", { name: "No", exact: true }).click();
  assert.match(await page.locator("main").innerText(), /Por favor, llame ahora/);
  await context.close();
});

step("on call: the director puts somebody on, sees the gaps, and takes them off", async () => {
  const priya = await it.priya;
  await go(priya, "/clinic/people");
  await follow(priya, "On call");
  await glance(priya, "on call");
  await says(priya, /Noor Haddad/, /on call now/);
  const sams = { person: "Sam Ortiz", from: clinicTime(60 * 24 * 9), until: clinicTime(60 * 24 * 10) };
  assert.match(await refused(priya, "Put on call", { ...sams, until: clinicTime(60 * 24 * 8) }), /end before it begins/);
  await send(priya, "Put on call", sams);
  await says(priya, /Sam Ortiz/, /Nobody on call/);
  await priya.getByRole("button", { name: /Take off.*Sam Ortiz/ }).click();
  await says(priya, /Off the roster/);
  await send(priya, "Keep these hours", { closed: "2026-12-25" });
  await goRefused(hannah, "/clinic/on-call", 403);
});
