// Incidents: told in a minute by anybody on staff, reviewed by somebody who had no part in them, learnt from by whoever told.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { chapters, everyTheme, go, house, main, refused, says, send } from "./walk.mjs";

const step = chapters(test);
const found = {};
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

step("everybody on staff finds the form at the foot of every page; patients and auditors do not", async () => {
  for (const login of ["sam", "jo", "tomas", "priya", "noor"]) {
    const page = await it[login];
    await page.locator("footer").getByRole("link", { name: "Tell what went wrong" }).click();
    await page.waitForURL("**/incidents/new");
    await says(page, /Nobody is told by this page at once/);
  }
  for (const login of ["rowan", "stone"]) {
    const page = await it[login];
    assert.equal(await page.locator("footer").getByRole("link", { name: "Tell what went wrong" }).count(), 0, login);
  }
});

step("a nurse tells one, names the visit, and finds it below with its clock", async () => {
  const page = await it.sam;
  await go(page, "/incidents/new");
  await everyTheme(page, "telling an incident");
  const words = await refused(page, "Tell it", { words: "The line came loose and was noticed in time." });
  assert.match(words, /Choose what it was about/);
  assert.match(words, /Choose how far it went/);
  assert.match(await page.locator("textarea").inputValue(), /came loose/, "nothing typed is gone");
  const visits = await page.locator("select[name=visit] option").allInnerTexts();
  assert.ok(visits.length > 1, `the nurse’s own visits: ${visits}`);
  await page.locator("select[name=visit]").selectOption({ index: 1 });
  found.visit = visits[1];
  await send(page, "Tell it", { kind: "equipment", severity: "near-miss" });
  await says(page, /Somebody who had no part in it reviews it/, /review due .*, not taken/);
});

step("integration support tells one without any visit on the page", async () => {
  const page = await it.tomas;
  await go(page, "/incidents/new");
  assert.equal(await page.locator("select[name=visit]").count(), 0);
  await everyTheme(page, "telling an incident as support");
  await send(page, "Tell it", { kind: "privacy", severity: "not-known", words: "Somebody walked past while I spoke." });
});

step("the medical director takes the review, notes, and says what was learnt", async () => {
  const page = await it.priya;
  await go(page, "/clinic");
  await says(page, /Incidents to be reviewed \(\d+\)/);
  await go(page, "/clinic/incidents");
  await everyTheme(page, "incidents");
  const row = page.getByTestId("incident-row").filter({ hasText: "A device, a pump" }).filter({ hasText: "Noticed in time" }).first();
  await row.getByRole("link").click();
  await says(page, /came loose/, /Told by/, /S(am)?\.? Ortiz/);
  // The director is not on that care team: when and where it was, and no name.
  const [, name, place] = found.visit.match(/^Visit of (.+?), (.+)$/);
  await says(page, /you are not tied to the patient/);
  const words = await main(page);
  assert.ok(words.includes(place) && !words.includes(name), `${found.visit}: ${words}`);
  found.page = new URL(page.url()).pathname;
  await everyTheme(page, "an incident");
  await send(page, "Take the review");
  await send(page, "Keep the note", { note: "The tape was of the old kind." });
  await says(page, /The tape was of the old kind/);
  await everyTheme(page, "an incident under review");
  const empty = await refused(page, "Close the incident", { learnt: " " });
  assert.match(empty, /Something must be written here/);
  await send(page, "Close the incident", { learnt: "Lines are taped with the new kind from today." });
  await says(page, /What was learnt/, /closed/);
});

step("another prescriber reads it; whoever told it reads what was learnt and not the review", async () => {
  const noor = await it.noor;
  await go(noor, "/clinic/incidents");
  await says(noor, /Lines are taped/);
  const sam = await it.sam;
  await go(sam, "/incidents/new");
  await says(sam, /What was learnt: Lines are taped/);
  const closed = await sam.request.get(new URL(found.page, sam.url()).href);
  assert.equal(closed.status(), 403);
});
