// Money: a price list everybody reads, receipts written by keyboard, numbered, printed on one page, and taken back by a second one.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { axe } from "./lib.mjs";
import { chapters, clinicTime, everyTheme, go, house, main, refused, send } from "./walk.mjs";

const step = chapters(test);
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

/// A day so many days from now, on the clinic's wall.
const day = (days) => clinicTime(days * 24 * 60).slice(0, 10);

/// Tab to a field, as somebody without a mouse does.
async function tabTo(page, name) {
  for (let n = 0; n < 60; n++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute("name"))) === name) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no way to ${name} by keyboard`);
}

let first;

step("everybody reads what things cost, and what changes from which day", async () => {
  const page = await it.visitor();
  await go(page, "/");
  await page.getByRole("link", { name: "Prices", exact: true }).click();
  await page.waitForURL("**/prices");
  const words = await main(page);
  assert.match(words, /KAP session/);
  assert.match(words, /450\.00 USD/);
  assert.match(words, /From \d{4}-\d{2}-\d{2}: 465\.00 USD\./);
  assert.match(words, /You can stop at any time/);
  await everyTheme(page, "prices");
});

step("the director puts a thing on the list; what cannot be is said beside its field", async () => {
  const page = await it.priya;
  await go(page, "/clinic");
  await page.getByRole("link", { name: "Prices", exact: true }).click();
  await page.waitForURL("**/clinic/prices");
  await everyTheme(page, "prices of the house");
  const typed = { name: "A long talk", kind: "integration-therapy", amount: "1,200", from: day(1) };
  assert.match(await refused(page, "Keep the price", typed), /without a comma/);
  assert.equal(await page.locator("[name=name]").inputValue(), "A long talk");
  await axe(page, "the form that came back");
  assert.match(await refused(page, "Keep the price", { amount: "270", from: "2020-01-01" }), /That day is over/);
  await send(page, "Keep the price", { from: day(1) });
  assert.match(await page.getByTestId("prices").innerText(), /A long talk[\s\S]*not on the list today/);
  const visitor = await it.visitor();
  await go(visitor, "/prices");
  assert.match(await main(visitor), new RegExp(`A long talk[\\s\\S]*From ${day(1)}: 270\\.00 USD`));
});

step("the desk writes a receipt by keyboard alone, and it prints on one page", async () => {
  const page = await it.jo;
  await go(page, "/patients?q=Bennett");
  await page.getByRole("link", { name: /Noa Bennett/ }).first().click();
  await page.waitForURL("**/desk/pat_*");
  await page.getByRole("link", { name: "Receipts", exact: true }).last().click();
  await page.waitForURL("**/desk/pat_*/receipts");
  assert.match(await page.getByTestId("receipts").innerText(), /Receipt \d+/);
  await everyTheme(page, "receipts of one person");
  assert.match(await refused(page, "Write the receipt", { "count-4": "2" }), /The sum is 900\.00 USD/);
  await axe(page, "the sum");
  await page.locator("#f-count-4").focus();
  assert.equal(await page.locator("#f-count-4").inputValue(), "2");
  await tabTo(page, "cash");
  await page.keyboard.type("100");
  await tabTo(page, "card");
  await page.keyboard.type("800.00");
  await Promise.all([page.waitForURL("**/receipts/rec_*"), page.keyboard.press("Enter")]);
  first = new URL(page.url()).pathname;
  const paper = await page.getByTestId("receipt").innerText();
  for (const words of [/Noa Bennett/, /Infusion/, /900\.00 USD/, /100\.00 USD/, /800\.00 USD/, /Harbor Clinic/]) assert.match(paper, words);
  assert.doesNotMatch(paper, /\bmg\b|diagnos|PHQ|ICD|CPT|screening answers/i);
  await everyTheme(page, "a receipt");
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 1, "one page of paper");
  assert.equal(await page.getByRole("button", { name: "Take it back" }).isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  await go(page, `${first}?in=es`);
  assert.match(await page.getByTestId("receipt").innerText(), /Recibo \d+[\s\S]*Infusión/);
});

step("whoever paid reads it on their own pages, in their language", async () => {
  const page = await it.noa;
  await go(page, "/me");
  await page.getByRole("link", { name: "See your receipts" }).click();
  await page.waitForURL("**/me/receipts");
  await everyTheme(page, "my receipts");
  await page.getByTestId("receipts").getByRole("link").first().click();
  await page.waitForURL("**/me/receipts/rec_*");
  assert.match(await page.getByTestId("receipt").innerText(), /900\.00 USD/);
  await everyTheme(page, "my receipt");
  const maya = await it.maya;
  const answer = await maya.request.get(page.url());
  assert.equal(answer.status(), 404);
});

step("a receipt is taken back by a second one that names it, and the day is counted", async () => {
  const page = await it.jo;
  await go(page, first);
  assert.match(await refused(page, "Take it back", { kind: "given", cash: "100.01", why: "one less" }), /more than was paid that way/);
  await send(page, "Take it back", { kind: "given", cash: "", card: "450", why: "One visit less" });
  await page.waitForURL("**/receipts/rec_*");
  assert.notEqual(new URL(page.url()).pathname, first);
  assert.match(await page.getByTestId("receipt").innerText(), /Money was given back[\s\S]*One visit less[\s\S]*450\.00 USD/);
  await axe(page, "the second receipt");
  await page.getByTestId("taken-back").getByRole("link").click();
  await page.waitForURL(`**${first}`);
  assert.match(await page.getByTestId("taken-back").innerText(), /takes this one back/);
  assert.equal(await page.getByRole("button", { name: "Take it back" }).count(), 0);
  await page.getByRole("link", { name: "Receipts", exact: true }).first().click();
  await page.waitForURL("**/desk/receipts");
  assert.match(await page.getByTestId("sums").innerText(), /450\.00 USD taken back/);
  await everyTheme(page, "receipts of one day");
  const noa = await it.noa;
  await go(noa, "/me/receipts");
  assert.match(await main(noa), /takes this one back/);
});

step("after a dose nobody is asked to pay: the page says from when", async () => {
  const page = await it.jo;
  await go(page, "/patients?q=Ellis");
  await page.getByRole("link", { name: /Rowan Ellis/ }).first().click();
  await page.waitForURL("**/desk/pat_*");
  await page.getByRole("link", { name: "Receipts", exact: true }).last().click();
  await page.waitForURL("**/desk/pat_*/receipts");
  const locked = await page.getByTestId("paying-locked").count();
  // Rowan had a dose a day ago, or a little less: with the lock there is no form, and without it there is.
  assert.equal(await page.getByRole("button", { name: "Write the receipt" }).count(), locked ? 0 : 1);
  await axe(page, "receipts after a dose");
  for (const other of [await it.noor, await it.sam, await it.lena]) {
    const answer = await other.request.get(page.url());
    assert.equal(answer.status(), 403);
  }
});
