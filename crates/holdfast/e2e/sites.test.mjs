// A second place of the house, an hour behind: opened by the director, booked by the desk by its clock, read by whoever comes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, submit, untroubled, watched } from "./lib.mjs";
import { opens, registers, signsIn } from "./story.mjs";
import { fill, go, goRefused, house, main, refused, says, send } from "./walk.mjs";

const ADDRESS = "2 Lake Street, 3rd floor, Chicago";
let it;
const person = {};
before(async () => {
  it = await house();
  person.id = await registers(it, "Wren Hollis");
  person.course = await opens(it, person.id, "Infusion with integration support");
});
after(() => it.close());

/// A working day about a month from now: nothing else is booked there.
function workday(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
const day = workday(30);

/// The page of somebody who is signed in, in a browser that runs no script.
async function withoutScripts(page) {
  const context = await it.chrome.newContext({ baseURL: it.address, viewport: { width: 320, height: 700 }, javaScriptEnabled: false });
  await context.addCookies(await page.context().cookies());
  return watched(await context.newPage());
}

/// Sends a form that is refused, where no script puts the focus on why.
async function refusedPlainly(page, button, fields) {
  await fill(page, button, fields);
  const answer = await submit(page, button);
  const words = await main(page);
  assert.equal(answer.status(), 422, words);
  forgive(page, 422);
  return words;
}

/// A licence of somebody for the other place.
async function licensed(priya, name, kind) {
  await go(priya, "/clinic/people");
  const href = await priya.locator("main").getByRole("link", { name: new RegExp(name) }).first().getAttribute("href");
  await go(priya, `${href}/credential`);
  const today = new Date().toISOString().slice(0, 10);
  const [from, until] = ["2020-01-01", `${Number(today.slice(0, 4)) + 2}-01-01`];
  await send(priya, "Record the licence", { licence: kind, number: "IL-77", jurisdiction: "US-IL", practice: "By themself", from, until, verified: "2026-01-02" });
}

test("the director opens a place, its rooms, and the hours somebody keeps there", async () => {
  const priya = await it.priya;
  await go(priya, "/schedule/rooms");
  await says(priya, /Places of this house/);
  assert.equal(await priya.getByLabel("Which place it is in").count(), 0, "a house with one place is not asked");
  await go(priya, "/schedule/sites");
  await look(priya, "/schedule/sites, with one place");
  const place = { name: "Chicago", address: ADDRESS, zone: "America/Chicago", jurisdiction: "US-IL" };
  assert.match(await refused(priya, "Add it", { ...place, zone: "Chicago" }), /This time zone is not known/);
  assert.equal(await priya.locator('[name="address"]').inputValue(), ADDRESS, "what was typed is kept");
  assert.match(await refused(priya, "Add it", { ...place, jurisdiction: "CA-ON" }), /needs a house of its own/);
  await send(priya, "Add it", place);
  await says(priya, /The place is on the list/, /2 Lake Street/, /Times America\/Chicago, licences US-IL/);
  await look(priya, "/schedule/sites");
  await go(priya, "/schedule/rooms");
  assert.match(await refused(priya, "Add it", { name: "Lake 1" }), /Choose which place/);
  await send(priya, "Add it", { name: "Lake 1", site: "Chicago" });
  await send(priya, "Add it", { name: "Lake 2", site: "Chicago" });
  await says(priya, /Lake 1\s+Chicago/);
  await look(priya, "/schedule/rooms, with two places");
  await licensed(priya, "Sam Ortiz", "Registered nurse");
  await go(priya, "/schedule/hours");
  await priya.getByRole("link", { name: /Change.*Sam Ortiz.*at Chicago/ }).click();
  await says(priya, /At Chicago \(America\/Chicago\), by its clock/);
  const week = Object.fromEntries([0, 1, 2, 3, 4].flatMap((n) => [[`from-${n}`, "09:00"], [`until-${n}`, "17:00"]]));
  await send(priya, "Keep these hours", { ...week, since: day });
  await look(priya, "/schedule/hours, with two places");
  // Nobody closes a place whose rooms are used.
  await go(priya, "/schedule/sites");
  assert.match(await refused(priya, /^Nobody is seen there/), /Rooms there are still used/);
  untroubled(priya);
});

test("the desk books ten o'clock there from here, without scripts, and is told by whose clock", async () => {
  const jo = await it.jo;
  const plain = await withoutScripts(jo);
  await go(plain, `/courses/${person.course}/schedule?kind=preparation`);
  await says(plain, /By the clock of the place that the room is in[^]*Chicago \(America\/Chicago\)/);
  const groups = await plain.locator("optgroup").evaluateAll((all) => all.map((one) => one.label));
  assert.equal(groups.length, 2);
  assert.match(groups[1], /^Chicago \(America\/Chicago\)$/);
  const visit = { kind: "preparation", setting: "clinic-room", who: ["Sam Ortiz"] };
  // Half past eight there is before anybody comes, and Sam keeps hours there only from that day on.
  const early = await refusedPlainly(plain, "Schedule", { ...visit, room: "Lake 1", starts: `${day}T08:30` });
  assert.match(early, /not at work for all of that time/);
  assert.match(early, /By the clock of Chicago \(America\/Chicago\), where Lake 1 is/);
  assert.match(early, /09:00 C[SD]T, Lake 1/, "what is free instead is there, by its clock");
  const here = await refusedPlainly(plain, "Schedule", { ...visit, room: "Office 2", starts: `${day}T11:00` });
  assert.match(here, /not at work for all of that time/, "hours there are no hours here");
  await send(plain, "Schedule", { ...visit, room: "Lake 1", starts: `${day}T10:00` });
  await says(plain, /10:00 C[SD]T/, /Lake 1, Chicago/);
  await plain.context().close();
  await go(jo, `/courses/${person.course}/schedule?kind=preparation`);
  await look(jo, "book a visit, with two places");
  untroubled(jo);
});

test("the calendar shows one place by its own clock, or all of them", async () => {
  const jo = await it.jo;
  const list = jo.getByTestId("day-list").locator("li", { hasText: "W. Hollis" });
  await go(jo, `/schedule?day=${day}`);
  assert.match(await list.innerText(), /10:00 C[SD]T[^]*Lake 1, Chicago/);
  await look(jo, "/schedule, all places");
  await jo.getByTestId("sites").getByRole("link", { name: "Chicago" }).click();
  await says(jo, /By the clock of Chicago/);
  assert.match(await list.innerText(), /10:00[^]*Lake 1/);
  assert.doesNotMatch(await list.innerText(), /C[SD]T/);
  assert.doesNotMatch(await jo.locator("#grid").innerText(), /Office 2/, "no room of another place");
  await look(jo, "/schedule, one place");
  await go(jo, `/schedule?day=${day}&site=house`);
  assert.equal(await list.count(), 0);
  await goRefused(jo, "/schedule?site=9", 404);
  await go(jo, `/courses/${person.course}/plan?site=1`);
  await says(jo, /by the clock of Chicago/, /Lake 1/, /Lake 2/);
  assert.equal(await jo.locator('[name="room"][value="Office 2"]').count(), 0);
  await look(jo, "plan a series, with two places");
  untroubled(jo);
});

test("whoever comes reads where and when: by the clock there, with its address", async () => {
  const wren = await signsIn(it, person.id);
  await go(wren, "/me");
  const own = await main(wren);
  assert.match(own, /10:00 C[SD]T/, own);
  assert.ok(own.includes(ADDRESS), own);
  await look(wren, "/me, a visit at another place");
  await go(wren, await wren.locator('a[href^="/me/visit/"]').first().getAttribute("href"));
  await says(wren, /10:00 C[SD]T/, /Lake 1, Chicago, 2 Lake Street/);
  assert.doesNotMatch(await main(wren), /11:00/, "no other clock is told");
  await look(wren, "/me/visit, at another place");
  untroubled(wren);
});
