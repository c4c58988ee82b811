// Somebody without an account asks for a call, without scripts; the desk reads it, calls, and opens a person from it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, narrow, open, submit, untroubled } from "./lib.mjs";

let clinic;
before(async () => {
  clinic = await open({ fresh: true });
});
after(() => clinic.close());

test("somebody asks for a call without scripts, and what they typed comes back when the form fails", async () => {
  const page = await clinic.visitor({ javaScriptEnabled: false, viewport: narrow });
  await page.goto("/people");
  await page.getByRole("link", { name: "Ask for a call" }).click();
  assert.equal(new URL(page.url()).pathname, "/start");
  assert.match(await page.getByTestId("danger").innerText(), /988[^]*Nobody reads this page at night/);
  await page.getByLabel("What should we call you?").fill("Quillon אש 🌊");
  await page.getByLabel("Your phone number or e-mail").fill("call me");
  await page.getByLabel("In the morning").check();
  await page.getByLabel("I am not sure yet").check();
  await submit(page, "Ask for a call");
  forgive(page, 422);
  assert.equal(await page.getByLabel("What should we call you?").inputValue(), "Quillon אש 🌊");
  assert.ok(await page.getByLabel("In the morning").isChecked());
  assert.ok(await page.getByLabel("I am not sure yet").isChecked());
  await page.getByLabel("Your phone number or e-mail").fill("(555) 0177");
  await submit(page, "Ask for a call");
  assert.match(await page.getByTestId("sent").innerText(), /The front desk is to call you by \w+ \d+ \w+, 17:00\./);
  untroubled(page);
});

test("the desk reads it, tries, and registers the person from it", async () => {
  const page = await clinic.as("front-desk");
  await page.goto("/tasks");
  await page.getByRole("link", { name: /First calls owed: \d/ }).click();
  const row = () => page.getByTestId("owed").locator("li", { hasText: "Quillon" });
  assert.match(await row().innerText(), /\(555\) 0177[^]*I am not sure yet · In the morning · English/);
  await submit(page, /^Could not reach.*Quillon/);
  assert.match(await row().innerText(), /Not reached/);
  await row().getByRole("link", { name: /Register as a patient/ }).click();
  assert.equal(await page.locator('[name="contact"]').inputValue(), "(555) 0177");
  await page.locator('[name="name"]').fill("Quillon Ash");
  await page.locator('[name="born"]').fill("1990-02-03");
  await submit(page, "Register");
  await page.goto("/desk/first-contacts");
  assert.equal(await row().count(), 0);
  assert.match(await page.getByTestId("ended").innerText(), /Registered as a patient/);
  untroubled(page);
});

test("the form and the desk's list are whole for everybody", async () => {
  for (const [page, path] of [
    [await clinic.visitor(), "/start"],
    [await clinic.as("front-desk"), "/desk/first-contacts"],
  ]) {
    await page.goto(path);
    await look(page, path);
  }
});
