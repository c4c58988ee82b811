// What must be said, where it must be said (screens.md 4.3, D1 to D10), as a reader meets it in the demonstration clinic.
// D6 belongs to the predicted curve, which is not drawn yet; a reminder (D2) says no word of what it is about, by design.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, open, untroubled } from "./lib.mjs";

const said = {
  D1: /for learning\. It is not medical advice (and does|It does)? ?not replace a talk with a licensed professional|It is not medical advice\. It does not replace a talk with a licensed professional/,
  D2: /Integration support is not therapy\. [^.]+ do(es)? not diagnose, treat, prescribe, give ketamine, or provide crisis help\./,
  D3: /All infusions are given and watched by licensed medical staff\./,
  D4: /Ketamine is not right for everyone\. A prescriber decides with you\./,
  D5: /The FDA has not approved ketamine for psychiatric conditions\. Compounded forms are not FDA-reviewed\.[^]*\b20\d\d/,
  D7: /This screen repeats what staff or devices enter\. It is not a patient monitor\./,
  D8: /Words such as .?somatic.? [^.]*mean body-awareness practice, not a clinical therapy\./,
  D10: /48 hours is [^.]+ goal[^.]*\. Sources differ on how long this time lasts\./,
};

let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

async function says(page, path, ...ids) {
  await page.goto(path);
  const words = (await page.locator("body").evaluate((body) => body.textContent)).replaceAll(/\s+/g, " ");
  for (const id of ids) assert.match(words, said[id], `${path} does not say ${id}`);
  untroubled(page, path);
}

test("on public pages", async () => {
  const page = await clinic.visitor();
  await says(page, "/choose", "D1", "D4", "D5");
  await says(page, "/", "D3", "D4", "D10");
  for (const topic of ["routes", "window", "integration", "safety"]) await says(page, `/learn/${topic}`, "D1");
  await says(page, "/learn/window", "D10");
  await says(page, "/disclaimers", "D1", "D2", "D3", "D4", "D5", "D10");
  await page.goto("/people");
  const links = await page.locator('main a[href^="/people/per_"]').evaluateAll((all) => [...new Set(all.map((one) => one.pathname))]);
  let met = 0;
  for (const path of links) {
    await page.goto(path);
    const words = await page.locator("main").innerText();
    assert.match(words, /ffiliated with .+ since \d{4}-\d\d-\d\d/, `${path} does not say D9`);
    if (/somatic|body.?work|breathwork/i.test(words.replace(said.D8, ""))) assert.match(words, said.D8, path);
    if (/Integration specialist/.test(await page.getByTestId("role-tag").innerText())) {
      met += 1;
      assert.match(words, said.D2, path);
    }
  }
  assert.ok(met > 0, "an integration specialist is listed");
  await page.context().close();
});

test("on a patient's pages", async () => {
  const page = await clinic.as("patient");
  await says(page, "/me/talk", "D2", "D10");
  await says(page, "/me/consent?route=intravenous", "D3", "D5");
  await page.context().close();
});

test("on the pages of staff and of integration support", async () => {
  const nurse = await clinic.as("nurse");
  await says(nurse, "/board", "D7");
  const chair = await nurse.getByTestId("room-row").filter({ hasText: "L. Hart" }).getByRole("link").first().getAttribute("href");
  await says(nurse, chair, "D7");
  await nurse.context().close();
  const tomas = await clinic.as("integration-specialist");
  await tomas.goto("/integration");
  forgive(tomas);
  const client = await tomas.locator('main a[href^="/integration/win_"]').first().getAttribute("href");
  await says(tomas, client, "D2");
  await says(tomas, `${client}/note`, "D2");
  await tomas.context().close();
});
