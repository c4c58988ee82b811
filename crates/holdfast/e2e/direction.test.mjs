// The medical director (screens.md 6.2 (h)): what is open today, and a change of a limit that takes two people and an hour.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { forgive, pause } from "./lib.mjs";
import {
  chapters, clinicTime, everyTheme, follow, forge, freshCommand, glance, go, house, idIn, main, refused, says, send, unchanged,
} from "./walk.mjs";

const step = chapters(test);
const found = {};
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

/// Presses Tab until this has the focus.
async function tabTo(page, selector) {
  for (let n = 0; n < 60; n++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

const sections = (page) => page.locator("#safety section h2").allInnerTexts();

step("safety today says what is open, worst first, with a name that owes it; each nought is said in words", async () => {
  const page = await it.priya;
  await go(page, "/board");
  await page.getByRole("link", { name: "Clinic", exact: true }).click();
  await page.waitForURL("**/clinic");
  const heads = await sections(page);
  const known = ["Safety signals", "Alarms", "Readings", "Calls", "Hand-backs", "First hours", "Emergency", "Incidents", "Other tasks", "Records", "Messages", "Referrals", "Licences and", "Licences to", "Protocol changes", "Protocols"];
  const order = heads.filter((head) => !/^(Nothing open here|Looked for)/.test(head)).map((head) => known.findIndex((one) => head.startsWith(one)));
  assert.ok(order.length > 3 && !order.includes(-1), `${heads}`);
  assert.deepEqual(order, [...order].sort((one, other) => one - other), `worst first: ${heads}`);
  for (const head of heads) assert.doesNotMatch(head, /\(0\)/);
  const rows = page.getByTestId("safety-row");
  for (const words of await rows.allInnerTexts()) assert.match(words, /owed by|taken by|to be read by|director/, words);
  const zeros = await page.getByTestId("zeros").locator("li").allInnerTexts();
  for (const words of zeros) assert.match(words, /^No(body| one|)? .*\.$/, words);
  assert.ok(zeros.includes("No message failed to go in the last 7 days."), `${zeros}`);
  assert.doesNotMatch(await main(page), /watching|monitored|we will/i);
  await everyTheme(page, "safety today");
});

step("the worst is one key away, and a licence that ends soon stands on top of its list", async () => {
  const page = await it.priya;
  await go(page, "/clinic");
  const first = await page.getByTestId("safety-row").first().getByRole("link").getAttribute("href");
  await tabTo(page, "[data-testid=open-worst]");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${first}`);
  await go(page, "/clinic");
  const licence = page.locator("#licences").getByTestId("safety-row").first();
  assert.match(await licence.innerText(), /Ines Bauer RN · Registered nurse ends in 2[0-9] days/);
  await go(page, "/clinic/people");
  assert.match(await page.locator("#here tbody tr").first().innerText(), /Ines Bauer RN/);
  await go(page, "/clinic/window");
  const words = await main(page);
  assert.doesNotMatch(words, /%/, "no rate without its count");
  assert.match(words, /\d+ of \d+/);
});

step("an alarm that is answered goes from the page by itself", async () => {
  const page = await it.priya;
  await go(page, "/clinic");
  const alarm = page.locator("#alarms");
  assert.match(await alarm.innerText(), /L\. Hart.*owed by Sam Ortiz RN/s);
  found.chair = await alarm.getByRole("link").first().getAttribute("href");
  await page.mouse.move(0, 0);
  const sam = await it.sam;
  await go(sam, found.chair);
  await sam.getByTestId("alarm-ack").first().getByRole("button").first().click();
  await sam.waitForLoadState();
  await page.locator("#alarms").waitFor({ state: "detached", timeout: 10_000 });
  await says(page, /No alarm is without an answer\./);
});

step("outcomes are counted with n and missing; of fewer than ten nothing is shown, and nothing is claimed", async () => {
  const page = await it.priya;
  await go(page, "/clinic/outcomes");
  const rows = await page.getByTestId("outcome").allInnerTexts();
  assert.ok(rows.length >= 4, `${rows}`);
  for (const row of rows) {
    const [, n, of] = row.match(/(\d+) of (\d+)/).map(Number);
    assert.ok(n <= of, row);
    if (n < 10) assert.match(row, /fewer than 10: not shown|Nobody’s days are over yet|Nobody has both scores/, row);
    else assert.match(row, /\d+ of \d+[^]*\d+ of \d+/, row);
  }
  const words = await main(page);
  assert.doesNotMatch(words, /%|best|proven|success|guarantee/i);
  assert.doesNotMatch(words, /Haddad|Diallo|Ortiz/, "nobody is ranked");
  await everyTheme(page, "outcomes");
});

step("a lower limit is proposed with a reason and an hour; whoever proposed it cannot approve it", async () => {
  const page = await it.priya;
  await go(page, "/protocols");
  const section = page.locator("section", { has: page.locator("#infusion-integration-support-h") });
  found.old = (await section.getByRole("row", { name: /Signed/ }).getByRole("link").getAttribute("href")).split("/").pop();
  found.draft = (await section.getByRole("row", { name: /Draft/ }).getByRole("link").getAttribute("href")).split("/").pop();
  await go(page, `/protocols/${found.draft}`);
  await follow(page, "Propose this change");
  await says(page, /It takes two people/, /Stop.*180.*175/s);
  await everyTheme(page, "proposing a change");
  const accepted = await page.locator("input[name=accepted]").evaluateAll((all) => all.map((one) => one.value));
  const fields = { why: "Meeting of November: stop earlier", "review-by": clinicTime(60 * 24 * 200).slice(0, 10), "typed-name": "Priya Raman MD", accepted };
  const words = await refused(page, "Propose the change", { ...fields, from: clinicTime(-60) });
  assert.match(words, /The hour from which it was to hold is over/);
  assert.equal(await page.locator("[name=why]").inputValue(), fields.why, "nothing typed is lost");
  found.from = clinicTime(180);
  await send(page, "Propose the change", { ...fields, from: found.from });
  await says(page, /Waits for a second person/, /nobody yet/, /Meeting of November/);
  await go(page, `/protocols/${found.draft}/approve`);
  await says(page, /Somebody else approves it/);
  const own = await unchanged(it, [found.draft, found.old], () =>
    forge(page, `/protocols/${found.draft}/approve`, { command: freshCommand(), number: "1", "typed-name": "Priya Raman MD" }),
  );
  assert.equal(own.status, 409, own.words);
  assert.match(own.words, /Somebody else has to approve it/);
  forgive(page, 409);
  await go(page, "/clinic");
  await says(page, /Protocol changes that wait for a second person \(1\)/, /to be read by .*Noor Haddad/);
  await go(page, "/clinic/policy");
  await everyTheme(page, "what changes");
});

step("a prescriber reads the difference and approves; until its hour the old version doses", async () => {
  const noor = await it.noor;
  await go(noor, `/protocols/${found.draft}`);
  await follow(noor, "Read and approve");
  await says(noor, /Proposed by\s+Priya Raman MD/, /180/, /175/, /runs? now and keeps? version 1|run now and keep version 1/);
  await everyTheme(noor, "approving a change");
  await refused(noor, "Approve the change", { "typed-name": "N. Haddad" });
  await send(noor, "Approve the change", { "typed-name": "Noor Haddad PMHNP" });
  await says(noor, /In force from/, /Approved by\s+Noor Haddad PMHNP/);
  await go(noor, `/protocols/${found.old}`);
  await says(noor, /Doses until/, /Signed/);
  const sam = await it.sam;
  await go(sam, found.chair);
  assert.equal(await sam.getByTestId("kept-version").count(), 0, "its own version is in force");
  const page = await it.priya;
  await go(page, "/clinic/policy");
  await says(page, /Approved, and its hour is to come[^]*approved by Noor Haddad/);
});

step("taken back before its hour, the old one stays; the next change holds at once, and running sessions keep theirs and say so", async () => {
  const page = await it.priya;
  await go(page, `/protocols/${found.draft}/retire`);
  await send(page, "Take out of force", { reason: "Once more at the next meeting" });
  await go(page, `/protocols/${found.old}`);
  assert.doesNotMatch(await main(page), /Doses until/);
  await follow(page, "Copy to a new draft");
  const text = await page.locator("[name=text]").inputValue();
  const lowered = text.replace(/(systolic[^\n]*?)180/, "$1170");
  assert.notEqual(lowered, text, text.slice(0, 1500));
  await page.locator("[name=text]").fill(lowered);
  const loaded = page.waitForURL(/protocols\/pro_[0-9a-f]{32}$/);
  await page.locator("form", { has: page.locator("[name=text]") }).getByRole("button").first().click();
  await loaded;
  found.next = await idIn(page, "pro");
  await follow(page, "Propose this change");
  const accepted = await page.locator("input[name=accepted]").evaluateAll((all) => all.map((one) => one.value));
  await send(page, "Propose the change", { why: "A reaction last week", "review-by": clinicTime(60 * 24 * 200).slice(0, 10), "typed-name": "Priya Raman MD", accepted });
  const noor = await it.noor;
  await go(noor, `/protocols/${found.next}/approve`);
  await send(noor, "Approve the change", { "typed-name": "Noor Haddad PMHNP" });
  await says(noor, /running sessions? keeps? version 1, with which (it|they) began/);
  const sam = await it.sam;
  await go(sam, found.chair);
  assert.match(await sam.getByTestId("kept-version").innerText(), /keeps version 1 of its protocol, with which it began.*version 3/s);
  await glance(sam, "a chair that keeps its version");
  await go(page, "/clinic/policy");
  await says(page, /running sessions? keeps? version 1/);
});

step("one person is not enough while somebody else could approve, and the auditor can read who did what", async () => {
  const page = await it.priya;
  await go(page, "/clinic/policy");
  const words = await refused(page, "Let one person sign here", { reason: "It is quicker" });
  assert.match(words, /Somebody else who works here now could read it/);
  await pause(50);
  const stone = await it.stone;
  await go(stone, "/clinic/policy");
  await says(stone, /Two: the medical director proposes/);
  assert.equal(await stone.locator("main form").count(), 0, "an auditor changes nothing");
  await go(stone, `/audit/${found.next}`);
  await says(stone, /protocol\.proposed/, /protocol\.approved/);
});
