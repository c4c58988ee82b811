// Bad input through real forms, with the browser's own checks set aside: a clear message, the form keeps what was typed,
// and nothing is half written.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, submit, untroubled } from "./lib.mjs";
import {
  clinicTime, factsOf, fill, forge, freshCommand, glance, go, goRefused, house, idIn, main, refused, send, unchanged,
} from "./walk.mjs";

const rightToLeft = "\u202e"; // the rest of the line reads backwards
const nul = "\u0000";
let it;
let ana;
let chair;
before(async () => {
  it = await house();
  const sam = await it.sam;
  await go(sam, "/board");
  const row = sam.getByTestId("room-row").filter({ hasText: "A. Novak" });
  chair = await row.getByRole("link").first().getAttribute("href");
  await go(sam, chair);
  ana = chair.split("/").pop();
});
after(() => it.close());

/// The values that the fields of this form show now.
const shown = (page, names) =>
  page.evaluate((names) => {
    const value = (name) => document.querySelector(`main form [name="${name}"]`)?.value;
    return Object.fromEntries(names.map((name) => [name, value(name)]));
  }, names);

const person = { name: "Wilma Stein", born: "1971-03-04", contact: "text (555) 0170", zone: "America/New_York" };

for (const [what, wrong, words] of [
  ["an empty name", { name: "" }, /Write the whole name/],
  ["a name of spaces", { name: "   " }, /Write the whole name/],
  ["a name of 5,000 letters", { name: "W".repeat(5_000) }, /5000 characters long; at most \d+ are kept/],
  ["a name with a right-to-left mark", { name: `Wilma ${rightToLeft}nietS` }, /hidden marks/],
  ["a birthday in the future", { born: "2190-01-01" }, /That birthday has not happened yet/],
  ["a birthday that no calendar has", { born: "1971-02-30" }, /Write the day of birth/],
  ["a birthday of the wrong kind", { born: "04.03.1971" }, /Write the day of birth/],
  ["a time zone that is nowhere", { zone: "Moon/Tranquility" }, /This time zone is not known/],
  ["no way to be reached", { contact: "" }, /Write a telephone number/],
]) {
  test(`registering with ${what} is asked again, keeps the rest, and registers nobody`, async () => {
    const desk = await it.jo;
    await go(desk, "/patients/new");
    const typed = { ...person, ...wrong };
    const field = Object.keys(wrong)[0];
    // A date field of the browser takes no nonsense: here it is a plain field, as a hand-made form has it.
    await desk.locator('[name="born"]').evaluate((one) => (one.type = "text"));
    const said = await refused(desk, "Register", typed);
    assert.match(said, words);
    assert.equal(await desk.locator(`[name="${field}"]`).getAttribute("aria-invalid"), "true", "the error stands at its field");
    assert.equal(await desk.evaluate(() => document.activeElement.id), "error-summary", "and is read first");
    const kept = await shown(desk, Object.keys(person));
    for (const [name, value] of Object.entries(typed)) {
      if (name === "born" && field === "born" && !/^\d{4}-\d\d-\d\d$/.test(value)) continue; // a date field shows dates only
      if (name === "born" && value === "1971-02-30") continue;
      assert.equal(kept[name], value.trim(), `${name} is kept`);
    }
    await go(desk, "/patients?q=Wilma");
    assert.equal(await desk.getByTestId("patient-row").count(), 0, "nobody was registered");
  });
}

test("a NUL in a field is refused or left out, and never kept", async () => {
  const desk = await it.jo;
  await go(desk, "/patients/new");
  const answer = await forge(desk, "/patients/new", { ...person, command: freshCommand(), name: `Wilma${nul}Stein` });
  assert.ok([400, 422].includes(answer.status), `${answer.status} ${answer.words}`);
  forgive(desk, 400, 422);
  await go(desk, "/patients?q=Wilma");
  assert.equal(await desk.getByTestId("patient-row").count(), 0);
});

test("what was asked again is corrected in the same form, and is one act", async () => {
  const desk = await it.jo;
  await go(desk, "/patients/new");
  await refused(desk, "Register", { ...person, contact: "" });
  await glance(desk, "register, come back");
  await send(desk, "Register", { contact: person.contact });
  await go(desk, "/patients?q=Wilma");
  assert.equal(await desk.getByTestId("patient-row").count(), 1);
});

test("the same name and birthday again is asked about once", async () => {
  const desk = await it.jo;
  await go(desk, "/patients/new");
  const words = await refused(desk, "Register", person);
  assert.match(words, /Somebody with this name and birthday is on record already/);
  await glance(desk, "register, a twin");
  await go(desk, "/patients?q=Wilma");
  assert.equal(await desk.getByTestId("patient-row").count(), 1);
});

for (const [what, wrong, words, field] of [
  ["a negative pressure", { systolic: "-120" }, /Write a whole number/, "systolic"],
  ["a pressure in another unit", { systolic: "16 kPa" }, /Write a whole number/, "systolic"],
  ["a pressure with a comma", { systolic: "12,0" }, /Write a whole number/, "systolic"],
  ["a digit too many", { systolic: "1280" }, /1280 is not possible/, "systolic"],
  ["an absurd pressure", { systolic: "999" }, /Upper blood pressure 999 is not possible. It lies between 40 and 300/, "systolic"],
  ["a pressure upside down", { systolic: "90", diastolic: "120" }, /The upper pressure must be higher than the lower one/, "systolic"],
  ["half a pressure", { diastolic: "" }, /The two pressures belong together/, "diastolic"],
  ["an absurd pulse", { pulse: "7" }, /Pulse 7 is not possible/, "pulse"],
  ["more than all oxygen", { spo2: "101" }, /Oxygen saturation 101 is not possible. It lies between 40 and 100/, "spo2"],
  ["no breath", { breaths: "0" }, /Breaths 0 is not possible/, "breaths"],
  ["nothing read", { systolic: "", diastolic: "", pulse: "", spo2: "", breaths: "" }, /At least one reading must be there/, "systolic"],
  ["a time in the future", { at: clinicTime(90) }, /min in the future/, "at"],
  ["a time of last week", { at: clinicTime(-7 * 24 * 60) }, /168 h ago: too long to chart as it happened/, "at"],
  ["a time that is none", { at: "yesterday at noon" }, /Write the day and the time/, "at"],
]) {
  test(`readings with ${what} are asked again beside the field, and none of them is kept`, async () => {
    const sam = await it.sam;
    const typed = { systolic: "128", diastolic: "80", pulse: "75", spo2: "97", breaths: "14", ...wrong };
    await unchanged(it, [ana], async () => {
      await go(sam, `${chair}/vitals`);
      await sam.locator('[name="at"]').evaluate((one) => (one.type = "text"));
      const said = await refused(sam, "Save readings", typed);
      assert.match(said, words);
    });
    assert.equal(await sam.locator(`form [name="${field}"]`).first().getAttribute("aria-invalid"), "true");
    const { at: _, ...numbers } = typed;
    assert.deepEqual(await shown(sam, Object.keys(numbers)), numbers, "the form keeps what was typed");
  });
}

test("an unusual reading is asked about once, and kept when it is as read", async () => {
  const sam = await it.sam;
  await go(sam, `${chair}/vitals`);
  const before = await factsOf(it, ana);
  await go(sam, `${chair}/vitals`);
  const said = await refused(sam, "Save readings", { pulse: "38" });
  assert.match(said, /Pulse 38 is unusual. If it is as read, tick “Yes, as read”/);
  await glance(sam, "readings, asked once");
  assert.equal(await factsOf(it, ana), before);
  await send(sam, "Save readings", { as_read: true });
  assert.equal(await factsOf(it, ana), before + 1);
});

test("unknown ids and ids of another kind are pages that are not there, in words", async () => {
  const sam = await it.sam;
  const none = "0".repeat(32);
  const known = ["sessions/ses", "sessions/pat", "courses/cou", "windows/win", "tasks/tas", "protocols/pro", "clinic/people/per"];
  for (const path of ["/sessions/1", ...known.map((kind) => `/${kind}_${none}`)]) {
    const words = await goRefused(sam, path, 404);
    assert.match(words, /There is nothing here/, path);
  }
  const answer = await sam.goto(`/patients/pat_${none}`);
  assert.ok([403, 404].includes(answer.status()), "nobody learns which patients there are");
  forgive(sam, 403, 404);
  await glance(sam, "nothing here");
});

test("a form without its number, with another's, or not from here changes nothing and says what to do", async () => {
  const sam = await it.sam;
  await go(sam, `${chair}/vitals`);
  const path = `${chair}/vitals`;
  const fields = { pulse: "77", when: "0", source: "hand" };
  await unchanged(it, [ana], async () => {
    for (const command of ["", "1", "cmd_zz"]) {
      const answer = await forge(sam, path, { ...fields, command });
      assert.equal(answer.status, 400, answer.words);
      assert.match(answer.words, /This form is too old/);
      assert.match(answer.words, /Open the page again/);
    }
    const forged = await forge(sam, path, { ...fields, command: freshCommand(), csrf: "0".repeat(64) });
    assert.equal(forged.status, 403);
    assert.match(forged.words, /This form did not come from here/);
  });
  forgive(sam, 400, 403);
});

test("a digit too many is not cut off on the way in: the person sees what they typed", async () => {
  const sam = await it.sam;
  await go(sam, `${chair}/vitals`);
  await sam.locator('[name="systolic"]').pressSequentially("1280");
  assert.equal(await sam.locator('[name="systolic"]').inputValue(), "1280");
});

test("a form that was kept open while the visit went on is told where it stands", async () => {
  const [sam, other] = [await it.sam, await it.page("sam.ortiz", "kept open")];
  await go(other, `${chair}/pause`);
  await go(sam, `${chair}/pause`);
  await send(sam, "They asked to wait");
  const words = await unchanged(it, [ana], () => refused(other, "They feel unwell", {}, 409));
  assert.match(words, /The session is now: paused/);
  await glance(other, "refused: paused already");
  await go(sam, chair);
  await send(sam, "Go on");
});

test("a replayed command of somebody else's form is not their act", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  await go(sam, `${chair}/vitals`);
  await fill(sam, "Save readings", { pulse: "74" });
  const command = await sam.locator('form[data-testid="vitals-sheet"] [name="command"]').inputValue();
  const answered = await submit(sam, "Save readings");
  assert.equal(answered.status(), 303);
  untroubled(sam);
  await go(noor, "/board");
  const replayed = await unchanged(it, [ana], () => forge(noor, `${chair}/vitals`, { command, pulse: "74", when: "0", source: "hand" }));
  assert.ok([403, 409].includes(replayed.status), `${replayed.status} ${replayed.words}`);
  forgive(noor, 403, 409);
});

test("a text far too long for one form is refused whole, in words", async () => {
  const sam = await it.sam;
  await go(sam, `${chair}/event`);
  const answer = await unchanged(it, [ana], async () => {
    await go(sam, `${chair}/event`);
    return forge(sam, `${chair}/event`, { command: freshCommand(), other: "x".repeat(200_000) });
  });
  assert.equal(answer.status, 413);
  assert.match(answer.words, /That is too much for one form/);
  forgive(sam, 413);
});

test("the patient's own words: too long, with hidden marks, or empty, are asked again and kept in the field", async () => {
  const page = await it.noa;
  for (const [words, said] of [
    ["x".repeat(201), /201 characters long; at most 200 are kept/],
    [`I ${rightToLeft}trust`, /hidden marks/],
    ["", /Something must be written here/],
  ]) {
    await go(page, "/me/intention");
    const answer = await refused(page, "Keep it", { words });
    assert.match(answer, said);
    assert.equal(await page.locator('[name="words"]').inputValue(), words);
    await glance(page, `an intention asked again: ${said}`);
  }
  await go(page, "/me");
  assert.doesNotMatch(await main(page), /xxxxx/);
});

test("a half-filled screening keeps every answer and names each question that has none", async () => {
  const desk = await it.jo;
  await go(desk, "/patients?q=Wilma");
  await desk.getByTestId("patient-row").getByRole("link").click();
  await desk.waitForURL(/desk/);
  const patient = await idIn(desk, "pat");
  await go(desk, `/patients/${patient}/courses/new`);
  await send(desk, "Open the course", { protocol: /Infusion with integration support[^]*signed/i });
  const course = await idIn(desk, "cou");
  const noor = await it.noor;
  await go(noor, `/patients/${patient}`);
  await send(noor, "Join the care team");
  await go(noor, `/courses/${course}/screening/answer`);
  const names = await noor.locator('main input[type="radio"]').evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
  const given = Object.fromEntries(names.slice(0, 5).map((name) => [name, "no"]));
  await unchanged(it, [course], async () => {
    await go(noor, `/courses/${course}/screening/answer`);
    await refused(noor, "Save the answers", given);
  });
  for (const name of names.slice(0, 5)) assert.ok(await noor.locator(`[name="${name}"][value="no"]`).isChecked(), `${name} is kept`);
  assert.equal(await noor.locator("#error-summary li").count(), names.length - 5);
  await glance(noor, "screening, asked again");
});
