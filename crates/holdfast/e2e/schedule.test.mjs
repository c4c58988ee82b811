// The calendar (screens.md 6.2 (i) 1 and 5): one form by keyboard alone, two schedulers and one slot, leave, rooms.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, pause, settled, submit, untroubled } from "./lib.mjs";
import { opens, registers } from "./story.mjs";
import { clinicTime, fill, go, house, main, refused, says, send } from "./walk.mjs";

let it;
const person = {};
before(async () => {
  it = await house();
  for (const [key, name] of [["first", "Tansy Reed"], ["second", "Piers Lowe"]]) {
    const patient = await registers(it, name);
    person[key] = { name, patient, course: await opens(it, patient, "Infusion with integration support") };
  }
});
after(() => it.close());

/// A working day about three weeks from now, as the clinic's fields write it: nothing else is booked there.
function workday(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
const day = workday(30);
const next = workday(31);
const tomas = /Integration support, with Tomas/;

/// Presses Tab until this has the focus.
async function tabTo(page, selector) {
  for (let n = 0; n < 120; n++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

/// Types a day and a time into the parts of the field that has the focus.
async function typeTime(page, text) {
  const [date, clock] = text.split("T");
  const [year, month, dayOfMonth] = date.split("-");
  const [hour, minute] = clock.split(":").map(Number);
  await page.keyboard.type(`${month}${dayOfMonth}${year}`);
  await page.keyboard.press("Tab");
  await page.keyboard.type(`${String(hour % 12 || 12).padStart(2, "0")}${String(minute).padStart(2, "0")}${hour < 12 ? "A" : "P"}M`);
}

test("the desk books chair, nurse, prescriber, recovery and first talk in one form, by keyboard, within a minute", async () => {
  const jo = await it.jo;
  await go(jo, `/courses/${person.first.course}/schedule?kind=dosing`);
  const began = Date.now();
  await tabTo(jo, '[name="starts"]');
  await typeTime(jo, `${day}T10:00`);
  await tabTo(jo, '[name="setting"]');
  await jo.keyboard.press("Space");
  await tabTo(jo, '[name="room"]');
  await jo.keyboard.type("Chair 2");
  for (const who of ["Sam Ortiz", "Noor Haddad"]) {
    const value = await jo.locator("label", { hasText: who }).locator('input[name="who"]').first().getAttribute("value");
    await tabTo(jo, `[name="who"][value="${value}"]`);
    await jo.keyboard.press("Space");
  }
  await tabTo(jo, '[name="talk"]');
  const talks = await jo.locator('[name="talk"]').evaluateAll((all) => all.map((one) => one.closest("label").innerText));
  for (let n = 0; n < talks.findIndex((words) => tomas.test(words)); n++) await jo.keyboard.press("ArrowDown");
  await tabTo(jo, '[name="talk-at"]');
  await typeTime(jo, `${next}T11:00`);
  const typed = await jo.locator("form.form").evaluate((form) => [...form.querySelectorAll(":invalid")].map((one) => `${one.name}: ${one.validationMessage}`));
  assert.deepEqual(typed, [], "the browser takes what was typed");
  await tabTo(jo, "button.btn-main");
  await Promise.all([jo.waitForEvent("load"), jo.keyboard.press("Enter")]);
  assert.ok(Date.now() - began < 60_000, `${Date.now() - began} ms`);
  await says(jo, /Chair 2/);
  await go(jo, `/schedule?day=${day}`);
  const row = jo.getByTestId("day-list").locator("li", { hasText: "T. Reed" });
  const words = await row.innerText();
  assert.match(words, /10:00–\d\d:\d\d/, "the time of recovery is in it");
  assert.match(words, /Chair 2[^]*Sam Ortiz RN[^]*Noor Haddad PMHNP/);
  assert.doesNotMatch(words, /not planned/);
  await go(jo, `/schedule?day=${next}`);
  assert.match(await jo.locator("#talks").innerText(), /11:00–11:45[^]*T\. Reed[^]*Tomas Reyes, planned with the dose/);
  untroubled(jo);
});

test("two schedulers and one slot: the second keeps everything typed and is shown what is free", async () => {
  const other = await it.page("jo.blake", "the other desk");
  await go(other, `/courses/${person.second.course}/schedule?kind=dosing`);
  const typed = { starts: `${day}T10:30`, setting: "clinic-room", room: "Chair 2", who: ["Sam Ortiz", "Noor Haddad"], talk: tomas, "talk-at": `${next}T15:00` };
  await refused(other, "Schedule", typed);
  assert.equal(await other.locator('[name="starts"]').inputValue(), `${day}T10:30`);
  assert.equal(await other.locator('[name="talk-at"]').inputValue(), `${next}T15:00`);
  assert.equal(await other.locator('[name="who"]:checked').count(), 2);
  assert.equal(await other.locator('[name="talk"]:checked').count(), 1);
  const free = other.getByTestId("instead").getByRole("button");
  assert.ok((await free.count()) >= 3, await main(other));
  const first = await free.first().innerText();
  assert.doesNotMatch(first, /Chair 2$/, "the same time in another room is the nearest");
  await go(other, `/courses/${person.second.course}/schedule?kind=dosing`);
  await refused(other, "Schedule", typed);
  await Promise.all([other.waitForEvent("load"), other.getByTestId("instead").getByRole("button").first().click()]);
  await says(other, /10:30/);
  await go(other, `/schedule?day=${day}`);
  assert.match(await other.getByTestId("day-list").locator("li", { hasText: "P. Lowe" }).innerText(), /10:30/);
  untroubled(other);
});

test("a talk cannot be with somebody who is away, and what was booked before is listed to be moved", async () => {
  const jo = await it.jo;
  await go(jo, "/schedule/hours");
  await send(jo, "Write it down", { who: "Sam Ortiz", from: `${day}T08:00`, until: `${day}T18:00` });
  await says(jo, /Sam Ortiz RN/);
  await go(jo, "/schedule");
  const moves = await jo.getByTestId("moves").innerText();
  assert.match(moves, /10:00, T\. Reed: Somebody named here is on leave/);
  assert.match(moves, /10:30, P\. Lowe/);
  await go(jo, `/courses/${person.first.course}/schedule?kind=review`);
  await refused(jo, "Schedule", { starts: `${day}T16:00`, setting: "clinic-room", room: "Office 2", who: ["Sam Ortiz"] });
  assert.match(await main(jo), /on leave at that time/);
  assert.ok((await jo.getByTestId("instead").getByRole("button").count()) > 0);
  await go(jo, "/schedule/hours");
  await submit(jo, /^Back again.*Sam Ortiz/);
  await go(jo, "/schedule");
  assert.equal(await jo.getByTestId("moves").count(), 0);
  untroubled(jo);
});

test("a visit is moved, and the talk planned with it moves too or holds it", async () => {
  const jo = await it.jo;
  await go(jo, `/desk/${person.first.patient}`);
  await jo.getByRole("link", { name: /^Move/ }).first().click();
  await look(jo, "move a visit");
  assert.equal(await jo.locator('[name="starts"]').inputValue(), `${day}T10:00`);
  assert.equal(await jo.locator('[name="talk-at"]').inputValue(), `${next}T11:00`);
  assert.equal(await jo.locator('[name="who"]:checked').count(), 2);
  // The day after the talk: the talk has to move too.
  await refused(jo, "Move it", { starts: `${next}T13:00` });
  assert.match(await main(jo), /talk comes after the dose/);
  await send(jo, "Move it", { starts: `${next}T13:00`, room: "Chair 4", "talk-at": `${workday(34)}T11:00` });
  await says(jo, /told in three minutes/);
  await go(jo, `/schedule?day=${next}`);
  assert.match(await jo.getByTestId("day-list").innerText(), /13:00[^]*T\. Reed/);
  untroubled(jo);
});

test("a whole series is proposed with a talk after each dose, and booked in one press", async () => {
  const jo = await it.jo;
  const patient = await registers(it, "Odile Marsh");
  await opens(it, patient, "Infusion with integration support");
  await go(jo, `/desk/${patient}`);
  await jo.getByRole("link", { name: "Plan the series" }).click();
  await look(jo, "plan the series");
  assert.equal(await jo.locator('[name="doses"]').inputValue(), "6");
  await Promise.all([jo.waitForEvent("load"), jo.getByRole("button", { name: "Plan it" }).click()]);
  const rows = jo.getByTestId("plan").locator("tbody tr");
  assert.equal(await rows.count(), 6, await main(jo));
  for (const row of await rows.allInnerTexts()) assert.match(row, /Chair \d[^]*Integration support, with Tomas Reyes/i);
  await look(jo, "a planned series");
  const planned = await rows.locator("td:nth-child(2)").allInnerTexts();
  await Promise.all([jo.waitForEvent("load"), jo.getByRole("button", { name: "Book all 6" }).click()]);
  await says(jo, /The series is on the calendar/);
  const words = await main(jo);
  for (const at of planned) assert.ok(words.includes(at), `${at} is on the calendar`);
  assert.doesNotMatch(words, /Plan the first talk/);
  person.series = { patient };
  untroubled(jo);
});

test("one visit of a series is moved, and what no longer keeps to the spacing is proposed anew and moved in one press", async () => {
  const jo = await it.jo;
  await go(jo, `/desk/${person.series.patient}`);
  const links = await jo.getByRole("link", { name: /^Move/ }).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.equal(links.length, 6, `${links}`);
  const booked = [];
  for (const href of links) {
    await go(jo, href);
    booked.push({ href, starts: await jo.locator('[name="starts"]').inputValue(), talk: await jo.locator('[name="talk-at"]').inputValue() });
  }
  booked.sort((one, other) => one.starts.localeCompare(other.starts));
  const at = (text) => new Date(`${text}:00Z`).getTime();
  const dayLater = (text) => new Date(at(text) + 86_400_000).toISOString().slice(0, 16);
  // A visit before a working day, with the next one two days after it: a day later they are too close.
  const close = (nth) => booked[nth + 1] && at(booked[nth + 1].starts) - at(booked[nth].starts) < 3 * 86_400_000;
  const nth = booked.findIndex((one, nth) => close(nth) && new Date(at(one.starts)).getUTCDay() < 5);
  assert.ok(nth >= 0, JSON.stringify(booked));
  await go(jo, booked[nth].href);
  await send(jo, "Move it", { starts: dayLater(booked[nth].starts), "talk-at": dayLater(booked[nth].talk) });
  await says(jo, /One dose of this series is now on/);
  await look(jo, "what moves with it");
  const rows = jo.getByTestId("replan").locator("tbody tr");
  const moves = await rows.count();
  assert.ok(moves > 0 && moves < 6, await main(jo));
  await Promise.all([jo.waitForEvent("load"), jo.getByRole("button", { name: /^Move (it|all)/ }).click()]);
  await says(jo, /The visits are moved/);
  const starts = [];
  for (const href of links) {
    await go(jo, href);
    starts.push(at(await jo.locator('[name="starts"]').inputValue()));
  }
  starts.sort();
  const gaps = starts.slice(1).map((one, n) => (one - starts[n]) / 3_600_000);
  assert.ok(gaps.every((hours) => hours >= 48), `${gaps}`);
  await go(jo, booked[nth].href);
  assert.equal(await jo.locator('[name="starts"]').inputValue(), dayLater(booked[nth].starts), "the moved one stays where it was put");
  untroubled(jo);
});

test("when nothing fits, it is said what stands in the way and what would help", async () => {
  const jo = await it.jo;
  const course = await opens(it, await registers(it, "Ida Poole"), "Infusion with integration support");
  await go(jo, `/courses/${course}/plan`);
  for (const name of ["Mon", "Tue", "Wed", "Thu", "Fri"]) await jo.getByLabel(name, { exact: true }).uncheck();
  await jo.getByLabel("Sat", { exact: true }).check();
  await Promise.all([jo.waitForEvent("load"), jo.getByRole("button", { name: "Plan it" }).click()]);
  assert.ok(await jo.getByLabel("Sat", { exact: true }).isChecked(), "what was asked is still there");
  const conflict = await jo.getByTestId("conflict").innerText();
  assert.match(conflict, /days and times the person can come/);
  assert.ok((await jo.getByTestId("ways").locator("li").count()) > 0, await main(jo));
  await look(jo, "nothing fits");
  assert.equal(await jo.getByRole("button", { name: /^Book/ }).count(), 0);
  untroubled(jo);
});

test("somebody who did not come is not blamed, and the desk reads what they will read", async () => {
  const jo = await it.jo;
  await go(jo, `/courses/${person.second.course}/schedule?kind=preparation`);
  await send(jo, "Schedule", { starts: clinicTime(1), setting: "clinic-room", room: "Office 4", who: ["Ines Bauer"] });
  await pause(61_000 - (Date.now() % 60_000)); // until that minute has begun
  await go(jo, `/desk/${person.second.patient}`);
  await jo.getByRole("link", { name: /^Did not come/ }).click();
  const preview = await jo.locator("blockquote").innerText();
  assert.match(preview, /^We did not see you on .*\. That is all right\. Call us at/);
  assert.doesNotMatch(preview, /missed|failed|fee|late|must|policy|no.show/i);
  await look(jo, "they did not come");
  await submit(jo, "They did not come");
  assert.match(await main(jo), /did not come/);
  await says(jo, /hears of it in three minutes/);
  untroubled(jo);
});

test("the director keeps rooms, hours and limits; the desk may only block", async () => {
  const priya = await it.priya;
  await go(priya, "/schedule/rooms");
  await refused(priya, "Add it", { name: "chair  1" });
  assert.equal(await priya.locator('[name="name"]').inputValue(), "chair  1");
  await send(priya, "Add it", { name: "Garden room" });
  await says(priya, /Garden room/);
  await send(priya, "Keep this number", { patients: "3" });
  await go(priya, "/schedule/hours");
  await priya.getByRole("link", { name: /Change.*Tomas/ }).click();
  await fill(priya, "Keep these hours", { "from-0": "10:00", "until-0": "18:00", "from-2": "10:00", "until-2": "14:00" });
  await submit(priya, "Keep these hours");
  await says(priya, /Mon 10:00–18:00, Wed 10:00–14:00/);
  await go(priya, "/schedule/rooms");
  await submit(priya, /^Use it no more.*Garden/);
  assert.doesNotMatch(await main(priya), /Garden room/);
  const jo = await it.jo;
  await go(jo, "/schedule/rooms");
  assert.equal(await jo.getByRole("button", { name: /Use it no more|Add it|Keep this/ }).count(), 0);
  await send(jo, "Block it", { room: "Office 5", from: `${day}T08:00`, until: `${day}T12:00`, why: "painting" });
  await says(jo, /Office 5[^]*painting/);
  await go(jo, `/schedule?day=${day}`);
  assert.match(await jo.locator("#grid").innerText(), /Not in use: painting/);
  untroubled(jo);
  untroubled(priya);
});

test("first talks are counted by week, always n of N, with the reasons (6.2 (h) 2)", async () => {
  const priya = await it.priya;
  await go(priya, "/board");
  await Promise.all([priya.waitForEvent("load"), priya.getByRole("link", { name: "Counted by week" }).click()]);
  const weeks = await priya.getByTestId("week").allInnerTexts();
  assert.equal(weeks.length, 12);
  for (const week of weeks) assert.match(week, /no dose was given|\d+ of \d+/);
  const sum = (pattern) => weeks.reduce((all, week) => all + Number(week.match(pattern)?.[1] ?? 0), 0);
  assert.ok(sum(/(\d+) of \d+/) > 10, weeks.join("\n"));
  assert.ok(sum(/(\d+) said no, thanks/) > 0 && sum(/(\d+) still in their first hours/) > 0, weeks.join("\n"));
  assert.doesNotMatch(await main(priya), /%|missed|Tomas|Lena|Ellis/, "no rate without its count, and nobody's name");
  await look(priya, "first talks counted");
});

test("the calendar is whole for everybody, in every theme and width", async () => {
  const priya = await it.priya;
  for (const path of ["/schedule", `/schedule?day=${day}`, "/schedule/rooms", "/schedule/hours"]) {
    await go(priya, path);
    await look(priya, path);
  }
  const tomasPage = await it.tomas;
  const answer = await tomasPage.goto("/schedule");
  assert.equal(answer.status(), 403, "whoever gives support sees no calendar of patients");
  forgive(tomasPage, 403);
  await settled(priya);
});
