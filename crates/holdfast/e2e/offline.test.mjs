// A chair whose line is down: what is entered waits on the tablet, sealed and hollow, limits and overdue times go on, and all of
// it comes to the house once, in order, with the times it was done at. The line is cut for real, and the server killed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgetTroubles, pause, signIn } from "./lib.mjs";
import { line } from "./line.mjs";
import { chapters, everyTheme, factsOf, go, house, main, says, send } from "./walk.mjs";

const chapter = { test: chapters(test) };
let it, wire, sam, chair;
before(async () => {
  it = await house();
  wire = await line(it.address);
  sam = await tablet("sam.ortiz", wire.address);
});
after(async () => {
  await wire.close();
  await it.close();
});

/// A tablet of this person at the end of that line.
async function tablet(login, baseURL) {
  const person = it.people.find((one) => one.name === login);
  const page = await it.visitor({ baseURL, viewport: { width: 1024, height: 768 } });
  return signIn(page, person.role, [person]);
}
/// The chair is open, hears the house, and its pages are kept.
async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.kept === "yes" && document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 20_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
}
const waits = (page, count) => page.waitForFunction((count) => document.querySelectorAll('[data-testid="waiting"]').length === count, count, { timeout: 20_000 });

/// By the links and buttons of the pages, as a person does: these open from the tablet when the line is down.
async function enters(page, link, button, fields = {}) {
  await page.getByRole("link", { name: link, exact: true }).first().click();
  const pressed = page.getByRole("button", { name: button, exact: true });
  await pressed.waitFor({ timeout: 15_000 });
  await page.waitForFunction(() => document.documentElement.dataset.kept === "yes");
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`form[data-outbox] [name="${name}"]`).first();
    if ((await field.getAttribute("type")) === "radio") await page.locator(`form[data-outbox] [name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
  await pressed.click();
  await page.waitForURL((url) => url.pathname === chair);
  await page.waitForFunction(() => document.documentElement.dataset.kept === "yes", null, { timeout: 15_000 });
}
const reads = (page, pressure, pulse) => enters(page, "Vitals", "Save readings", { systolic: pressure.split("/")[0], diastolic: pressure.split("/")[1], pulse, spo2: "97" });

chapter.test("a tablet at the chair keeps what it needs before the line is down", async () => {
  await go(sam, "/board");
  const row = sam.getByTestId("room-row").filter({ hasText: "A. Novak" });
  chair = await row.getByRole("link").first().getAttribute("href");
  await go(sam, chair);
  await ready(sam);
  const kept = await sam.evaluate(() => new Promise((done) => {
    indexedDB.open("holdfast-chair").onsuccess = ({ target }) => {
      const asked = target.result.transaction("pages").objectStore("pages").getAll();
      asked.onsuccess = () => done(asked.result.map((page) => ({ path: page.path, plain: new TextDecoder().decode(page.box) })));
    };
  }));
  for (const path of ["", "/vitals", "/vitals/missed", "/pause", "/end-dose", "/event"]) assert.ok(kept.some((page) => page.path === `${chair}${path}`), `${path} is kept`);
  for (const { plain } of kept) assert.doesNotMatch(plain, /Novak|mmHg|html/, "what is kept is sealed");
  assert.equal(await sam.evaluate(() => Object.values(localStorage).join()).then((all) => /[0-9a-f]{64}/.test(all)), false, "and its key is not kept");
});

chapter.test("within twelve seconds a page whose line is cut says so", async () => {
  const cut = Date.now();
  wire.cut();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000, polling: 50 });
  const after = Date.now() - cut;
  assert.ok(after <= 12_500, `it said so after ${after} ms`); // looked at once a second, after eleven
  assert.match(await sam.getByTestId("live-status").innerText(), /Not live since \d\d:\d\d/);
  assert.match(await sam.locator("#outbox [data-say]").innerText(), /The line is down\. What is entered here waits on this tablet/);
});

chapter.test("three readings and a pause are entered, and stand hollow with their times", async () => {
  await reads(sam, "131/82", "78");
  await waits(sam, 1);
  assert.match(await sam.locator("#snapshot").innerText(), /This page is from \d\d:\d\d; the house may know more by now/);
  await reads(sam, "136/84", "80");
  await reads(sam, "172/96", "84");
  await enters(sam, "Pause", "Blood pressure");
  await waits(sam, 4);
  const rows = await sam.getByTestId("waiting").allInnerTexts();
  assert.match(rows[0], /\d\d:\d\d\s+Readings 131\/82 · pulse 78 · SpO2 97\. Not sent yet/);
  assert.match(rows[3], /Paused Blood pressure\. Not sent yet\. Press Stop on the pump now/);
  assert.equal(await sam.getByTestId("outbox-count").innerText(), "4 waiting");
  const tile = sam.getByTestId("vital-bp");
  assert.match(await tile.innerText(), /172\/96[\s\S]*not sent yet/);
  assert.match(await tile.getAttribute("class"), /hollow/);
  assert.match(await sam.getByTestId("due").innerText(), /Next readings at \d\d:\d\d, by what was entered here/);
  forgetTroubles(sam);
  await everyTheme(sam, "a chair without a line");
});

chapter.test("limits and overdue readings are alarms of the tablet itself", async () => {
  const alarm = sam.locator("#alarms [data-local]").first();
  assert.match(await alarm.innerText(), /Soon\.[\s\S]*172 at \d\d:\d\d\. Watch limit 160 reached\. Ask about headache, chest pain, vision/);
  // Nobody waits for the protocol's minutes here: the time at which they are due is moved.
  await sam.evaluate(() => Object.assign(document.querySelector('[data-testid="due"]').dataset, { dueMs: Date.now() - 9e6, lateMs: Date.now() - 8.9e6, everyMin: 0 }));
  await sam.evaluate(() => { const due = document.querySelector('[data-testid="due"]').dataset; due.lateMs = +due.dueMs - 1; });
  await sam.locator("#alarm-late").waitFor({ timeout: 5_000 });
  assert.match(await sam.locator("#alarm-late").innerText(), /Readings were due at \d\d:\d\d, and none were entered since/);
});

chapter.test("numbers that cannot be are not taken, and unusual ones are asked about once, without the house", async () => {
  await sam.getByRole("link", { name: "Vitals", exact: true }).first().click();
  const save = sam.getByRole("button", { name: "Save readings" });
  await save.waitFor({ timeout: 15_000 });
  await sam.waitForFunction(() => document.documentElement.dataset.kept === "yes");
  await sam.locator("[name=spo2]").fill("197");
  await save.click();
  assert.match(await sam.locator("[data-local-wrong]").innerText(), /SpO2: 197 cannot be\. From 40 to 100 is possible/);
  await sam.locator("[name=spo2]").fill("72");
  await sam.locator("[name=breaths]").fill("6");
  await save.click();
  assert.match(await sam.locator("[data-local-wrong]").innerText(), /SpO2 72, Breaths 6\? If it is as read, save once more/);
  await sam.locator("[name=breaths]").fill("");
  await sam.locator("[name=spo2]").fill("97");
  await sam.locator("[name=pulse]").fill("82");
  await save.click();
  await sam.waitForURL((url) => url.pathname === chair);
  await waits(sam, 5);
  // Its age is counted, not "just now" for ever.
  await sam.waitForFunction(() => /\d+ s|\d min/.test(document.querySelector('[data-testid="vital-hr"] time').textContent), null, { timeout: 25_000 });
});

chapter.test("what has to be judged by the house cannot wait and says so", async () => {
  await sam.getByRole("link", { name: "Observed depth" }).waitFor();
  await sam.getByRole("link", { name: "The whole record" }).click();
  assert.match(await sam.getByTestId("outbox").innerText(), /That page is not kept on this tablet/);
  assert.equal(new URL(sam.url()).pathname, chair);
  await sam.getByRole("button", { name: "Sign out" }).first().click();
  assert.match(await sam.locator("#stay-signed-in").innerText(), /5 entries wait on this tablet and cannot be sent without you/);
});

chapter.test("a reload without a line opens the same page and loses nothing", async () => {
  await sam.reload();
  await waits(sam, 5);
  await says(sam, /This page is from \d\d:\d\d/);
  assert.match(await sam.getByTestId("vital-bp").innerText(), /172\/96/);
});

chapter.test("after five minutes without a line a blank flowsheet opens from the tablet", async () => {
  assert.equal(await sam.getByText("write on paper as well").isVisible(), false, "not at once");
  await sam.evaluate(() => { document.getElementById("outbox").dataset.paperAfterS = "1"; });
  await sam.getByText("write on paper as well").waitFor();
  await sam.getByRole("link", { name: "A blank flowsheet to print" }).click();
  await sam.getByTestId("blank").waitFor();
  assert.doesNotMatch(await main(sam), /Novak/, "it names nobody");
  await sam.goto(new URL(chair, wire.address).href);
  await sam.getByTestId("vital-bp").waitFor();
});

chapter.test("the line is back and all of it is with the house once and in order", async () => {
  const session = chair.split("/").pop();
  const before = await factsOf(it, session);
  const rows = await sam.getByTestId("waiting").allInnerTexts();
  wire.mend();
  await sam.waitForFunction(() => document.querySelectorAll('[data-testid="waiting"]').length === 0 && !document.getElementById("snapshot"), null, { timeout: 40_000 });
  await ready(sam);
  forgetTroubles(sam);
  assert.equal(await sam.getByTestId("outbox-count").count(), 0);
  // Four readings, the alarm of one of them, and the pause.
  assert.equal((await factsOf(it, session)) - before, 6);
  await says(sam, /The dose is paused/);
  assert.match(await sam.getByTestId("alarm").first().innerText(), /172/);
  assert.equal(await sam.locator("#alarms [data-local]:not(#alarm-late)").count(), 0, "the alarm is the house's now");
  await go(sam, `${chair}/record`);
  const record = await main(sam);
  const times = rows.map((row) => row.match(/\d\d:\d\d/)[0]);
  let at = 0;
  for (const words of ["131/82", "136/84", "172/96"]) {
    at = record.indexOf(words, at);
    assert.ok(at >= 0, `${words} is in the record, after the one before it:\n${record}`);
  }
  assert.ok(record.includes(times[0]), `${times[0]} stands in the record`);
});

chapter.test("what the house does not take stays on the tablet until somebody has looked at it", async () => {
  const noor = await it.noor;
  // She comes to help, and is not on the team: that is on record, too.
  await noor.goto(chair);
  await send(noor, "Open in an emergency", { reason: "Sam needs a second pair of hands" });
  await go(sam, chair);
  await ready(sam);
  wire.cut();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000 });
  await reads(sam, "97/58", "56");
  // Meanwhile she has read the same cuff.
  await go(noor, `${chair}/vitals`);
  await send(noor, "Save readings", { systolic: "98", diastolic: "59", pulse: "57", spo2: "97" });
  wire.mend();
  const row = sam.getByTestId("waiting");
  await sam.waitForFunction(() => /Not taken/.test(document.querySelector('[data-testid="waiting"]')?.innerText ?? ""), null, { timeout: 40_000 });
  forgetTroubles(sam);
  assert.match(await row.innerText(), /Readings 97\/58 · pulse 56 · SpO2 97\. Not taken: Is it the same reading\? ?Noor Haddad.* entered 98\/59 · pulse 57 · 97 %/);
  await everyTheme(sam, "an entry that was not taken");
  await row.getByRole("button", { name: "Look at it" }).click();
  const asked = sam.getByTestId("same-reading");
  await asked.waitFor();
  assert.match(await main(sam), /It was written on this tablet .* ago: “now” is then/);
  // Looked at and left: it is still there.
  await sam.goto(chair);
  await waits(sam, 1);
  await pause(1_000);
  forgetTroubles(sam);
  await row.getByRole("button", { name: "Look at it" }).click();
  await asked.waitFor();
  const wrote = Number(await sam.locator("form[data-outbox] [name=said_ms]").inputValue());
  assert.equal(await sam.locator('[name="pulse"]').inputValue(), "56", "nothing typed is lost");
  await asked.getByRole("button", { name: "Another one: save it too" }).click();
  await sam.waitForURL((url) => url.pathname === chair);
  await ready(sam);
  forgetTroubles(sam);
  await waits(sam, 0);
  assert.match(await sam.locator("#flowsheet").innerText(), /97\/58/);
  const event = sam.locator("#log time", { hasText: /\d/ }).first();
  assert.ok(Math.abs(Date.parse(await event.getAttribute("datetime")) - wrote) < 2_000, "at the time it was written, not looked at");
});

chapter.test("what is let go takes two presses and is gone", async () => {
  wire.cut();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000 });
  await enters(sam, "End the dose", "The dose has ended", { given: "other", other: "900" });
  await waits(sam, 1);
  wire.mend();
  await sam.waitForFunction(() => /Not taken/.test(document.querySelector('[data-testid="waiting"]')?.innerText ?? ""), null, { timeout: 40_000 });
  const row = sam.getByTestId("waiting");
  await row.getByRole("button", { name: "Not needed" }).click();
  await pause(2_500);
  await row.getByRole("button", { name: /Sure/ }).click();
  await waits(sam, 0);
  forgetTroubles(sam);
});

chapter.test("a line that hangs and says nothing opens the kept page too", async () => {
  await go(sam, chair);
  await ready(sam);
  wire.hang();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000 });
  const began = Date.now();
  await reads(sam, "90/50", "41");
  await waits(sam, 1);
  assert.ok(Date.now() - began < 40_000, `it took ${Date.now() - began} ms`);
  wire.mend();
  await waits(sam, 0);
  await sam.waitForFunction(() => !document.getElementById("snapshot"), null, { timeout: 40_000 });
  forgetTroubles(sam);
});

chapter.test("two tablets and a killed house and a cut line end in one record as it happened", async () => {
  const noor = await it.noor;
  await go(noor, chair);
  await go(sam, chair);
  for (const page of [sam, noor]) await ready(page);
  const session = chair.split("/").pop();
  const before = await factsOf(it, session);
  // One after the other, by turns: whose, what, and what the record says of it.
  const entered = [];
  const enter = async (page, pressure, pulse) => {
    await reads(page, pressure, pulse);
    entered.push({ pressure, by: page === sam ? "Sam Ortiz" : "Noor Haddad" });
  };
  await enter(noor, "117/71", "61");
  wire.cut();
  await sam.waitForFunction(() => "notlive" in document.documentElement.dataset, null, { timeout: 20_000 });
  await enter(sam, "136/92", "83");
  await enter(noor, "106/70", "45");
  await it.crash();
  await enter(noor, "149/97", "95");
  await enter(sam, "111/64", "72");
  await waits(sam, 2);
  await waits(noor, 1);
  await pause(3_000);
  await it.start();
  await waits(noor, 0);
  wire.mend();
  await waits(sam, 0);
  for (const page of [sam, noor]) {
    await page.waitForFunction(() => !document.getElementById("snapshot"), null, { timeout: 40_000 });
    await ready(page);
    forgetTroubles(page);
  }
  assert.equal((await factsOf(it, session)) - before, entered.length, "each once");
  await go(sam, `${chair}/record`);
  await sam.emulateMedia({ media: "print" });
  const paper = (await sam.locator("main").innerText()).replaceAll(/\s+/g, " ");
  const told = paper.slice(paper.indexOf("Everything, in the order it happened"));
  let at = 0;
  for (const { pressure, by } of entered) {
    const found = told.indexOf(pressure, at);
    assert.ok(found >= at, `${pressure} comes after the one before it:\n${told}`);
    assert.ok(told.slice(found, found + 120).includes(by), `${pressure} was entered by ${by}:\n${told.slice(found, found + 120)}`);
    at = found;
  }
  const sheet = (await sam.locator("#flowsheet").innerText()).replaceAll(/\s+/g, " ");
  for (const { pressure } of entered) assert.equal(sheet.split(pressure).length, 2, `${pressure} stands once in the flowsheet`);
  await sam.emulateMedia({ media: "screen" });
});
