// Script (g) of screens.md, and what the patient and the clinic do around it: a referral is written, read and agreed to part by
// part, opened outside without an account and without scripts at 320 px, answered, taken back while it is read.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, narrow, open, submit, untroubled } from "./lib.mjs";
import { clinicTime } from "./walk.mjs";

let clinic, rowan, desk, nurse;
before(async () => {
  clinic = await open({ fresh: true });
  rowan = await clinic.as("patient");
  desk = await clinic.as("front-desk");
  nurse = await clinic.as("nurse");
  for (const page of [rowan, desk, nurse]) page.setDefaultTimeout(8_000);
});
after(() => clinic.close());

const secret = "She spoke of the sea and of her brother.";

/// Writes one for Rowan as the nurse, without an email: the link is handed over. Gives its address.
async function write(byHours = 40) {
  await nurse.goto("/patients?q=Rowan");
  await nurse.getByTestId("patient-row").filter({ hasText: "Rowan Ellis" }).getByRole("link").first().click();
  await nurse.getByRole("link", { name: "Refer to somebody outside" }).click();
  await nurse.getByLabel("Name", { exact: true }).fill("Dana Cho PhD");
  await nurse.getByLabel("An outside therapist").check();
  await nurse.getByLabel("Their telephone").fill("+1 212 555 0142");
  await nurse.getByLabel("Ongoing therapy").check();
  await nurse.getByLabel("Please see them by").fill(clinicTime(byHours * 60));
  await nurse.getByLabel("How they wish to be reached").fill("a text in the evening");
  await nurse.getByLabel("Why, in a line").fill("Rowan asks for somebody nearby");
  await nurse.getByLabel("Your summary").fill(secret);
  await submit(nurse, "Preview");
  assert.match(await nurse.getByTestId("preview").innerText(), /Please see Rowan[^]*She spoke of the sea/);
  await submit(nurse, "Ask the patient");
  assert.match(await nurse.getByTestId("referral-state").innerText(), /waits for the patient’s yes/);
  untroubled(nurse);
  return new URL(nurse.url()).pathname;
}

async function consent(at) {
  await rowan.goto("/me");
  await rowan.getByTestId("referral-waits").getByRole("link").click();
  await rowan.goto(`/me${at}`);
  const text = await rowan.locator("main").innerText();
  assert.match(text, /Dana Cho PhD/);
  assert.ok(text.includes(secret), "every word that could be sent is read first");
  await rowan.getByRole("checkbox", { name: /How to reach you/ }).check();
  await rowan.locator('[name="typed_name"]').fill("Rowan Ellis");
  await submit(rowan, "Yes, this may be sent");
  untroubled(rowan);
}

async function send(at) {
  await desk.goto(at);
  const text = await desk.locator("main").innerText();
  assert.ok(!text.includes(secret) && !text.includes("nearby") && !text.includes("Therapy"), "the desk reads no clinical word");
  await submit(desk, "Send it now");
  const link = await desk.getByTestId("link").innerText();
  untroubled(desk);
  return link.match(/\/r\/[0-9a-f]{64}/)[0];
}

async function sent() {
  const at = await write();
  await consent(at);
  return { at, link: await send(at) };
}

const outside = async () => {
  const page = await clinic.visitor({ javaScriptEnabled: false, viewport: narrow });
  page.setDefaultTimeout(8_000);
  return page;
};

async function ended(page) {
  const text = await page.locator("body").innerText();
  assert.match(text, /This link has ended/);
  assert.match(text, /\(\d{3}\) \d{3}|\+\d/, "a telephone number");
  for (const hidden of ["Rowan", "Dana", "evening", "Therapy"]) assert.ok(!text.includes(hidden), `${hidden}: ${text}`);
}

test("(g) 1 and 2: it opens without a sign-in, shows what was agreed to and no more, and is accepted with two times", async () => {
  const { at, link } = await sent();
  const page = await outside();
  const bytes = await (await page.goto(link)).text();
  for (const hidden of [secret, "nearby", "Ellis", "pat_", "ref_"]) assert.ok(!bytes.includes(hidden), hidden);
  const text = await page.getByTestId("referral").innerText();
  assert.match(text, /Please see them by \w+ \d+ \w+, \d\d:\d\d[^]*a text in the evening/);
  await page.getByLabel("A time", { exact: true }).fill(clinicTime(24 * 60));
  await page.locator('[name="at2"]').fill(clinicTime(30 * 60));
  await page.getByRole("button", { name: "I can see them" }).click();
  assert.match(await page.getByTestId("accepted").innerText(), /You can see them: .*; /);
  // Opened twice, and answered again with the same times: it stands as it stood.
  const again = await outside();
  await again.goto(link);
  assert.match(await again.getByTestId("accepted").innerText(), /You can see them: .*; /);
  await rowan.goto(`/me${at}`);
  assert.match(await rowan.getByTestId("times").innerText(), /212 555 0142/);
  await desk.goto("/referrals");
  assert.match(await desk.getByTestId("referral-row").filter({ hasText: "Rowan Ellis" }).innerText(), /They proposed/);
  await again.getByLabel("Your note").fill("Happy to see Rowan.");
  await again.getByRole("button", { name: "Send the note" }).click();
  await nurse.goto(at);
  assert.match(await nurse.locator("main").innerText(), /Happy to see Rowan\./);
  untroubled(page);
  untroubled(again);
});

test("(g) 3: “I cannot” stops it, and the desk has it at once", async () => {
  const { link } = await sent();
  const page = await outside();
  await page.goto(link);
  await page.getByLabel("I have no time free").check();
  await page.getByRole("button", { name: "I cannot", exact: true }).click();
  await ended(page);
  assert.match(await page.locator("body").innerText(), /No one writes to you about this again/);
  await page.goto(link);
  await ended(page);
  await desk.goto("/tasks");
  assert.match(await desk.locator("main").innerText(), /a referral outside is late or was declined/);
});

test("(g) 4: a link that is none, or not any more, says whom to call", async () => {
  const page = await outside();
  for (const path of [`/r/${"0".repeat(64)}`, "/r/x"]) {
    await page.goto(path);
    await ended(page);
  }
  const seen = await clinic.visitor({ viewport: narrow });
  await seen.goto(`/r/${"0".repeat(64)}`);
  await look(seen, "a link that has ended");
});

test("(g) 5: taken back while it is read, the link is dead within five seconds and no answer goes in", async () => {
  const { at, link } = await sent();
  const page = await outside();
  await page.goto(link);
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Please see Rowan/);
  await rowan.goto(`/me${at}`);
  const began = Date.now();
  await submit(rowan, "Take it back");
  const second = await outside();
  await second.goto(link);
  await ended(second);
  assert.ok(Date.now() - began < 5_000, `dead after ${Date.now() - began} ms`);
  await page.getByLabel("A time", { exact: true }).fill(clinicTime(24 * 60));
  await page.getByRole("button", { name: "I can see them" }).click();
  await ended(page);
  await rowan.goto(`/me${at}`);
  assert.match(await rowan.locator("main").innerText(), /You took it back\. No one can read it\./);
  await desk.goto("/referrals");
  assert.match(await desk.getByTestId("referral-ended").first().innerText(), /taken back by the patient/);
});

test("every page of it is whole for everybody", async () => {
  const at = await write();
  await look(nurse, "a referral that waits");
  await rowan.goto("/me/referrals");
  await look(rowan, "who is told what");
  await rowan.goto(`/me${at}`);
  await look(rowan, "what would be sent");
  const tall = await rowan.evaluate(() => [...document.querySelectorAll("main button, main input[type=checkbox]")].map((one) => (one.closest("label") ?? one).getBoundingClientRect().height));
  assert.ok(tall.every((height) => height >= 44), `${tall}`);
  await consent(at);
  const link = await send(at);
  await look(desk, "a referral as the desk sees it");
  await desk.goto("/referrals");
  await look(desk, "the list of referrals");
  await nurse.goto(`/patients?q=Rowan`);
  await nurse.getByTestId("patient-row").filter({ hasText: "Rowan Ellis" }).getByRole("link").first().click();
  await nurse.getByRole("link", { name: "Refer to somebody outside" }).click();
  await look(nurse, "the form of a referral");
  const page = await clinic.visitor({ viewport: narrow });
  await page.goto(link);
  await look(page, "what whoever was asked reads");
  await page.context().addCookies([{ name: "lang", value: "es", url: new URL(page.url()).origin }]);
  await page.reload();
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Por favor, vea a Rowan/);
  await look(page, "the same in Spanish");
  await page.locator('[name="words"]').fill("   ");
  await submit(page, "Enviar la nota");
  forgive(page, 422);
  assert.match(await page.locator("#error-summary").innerText(), /\S/);
});
