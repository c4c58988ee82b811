// The vault in a browser: what is there, a second signer who proves that it is them, a count that says nothing beforehand, a
// difference for the director, a register that prints, and what an auditor takes along.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before } from "node:test";
import test from "node:test";
import { axe, narrow } from "./lib.mjs";
import { signsBeside } from "./story.mjs";
import { chapters, everyTheme, follow, go, house, main, refused, send } from "./walk.mjs";

const step = chapters(test);
const NOOR = "Noor Haddad PMHNP";
let it;
let safe;
before(async () => {
  it = await house();
});
after(() => it.close());

/// Another device of the same person.
async function beside(page, options) {
  const other = await it.visitor(options);
  await other.context().addCookies(await page.context().cookies());
  return other;
}

step("the nurse reads what is on hand, by lot, and what is open", async () => {
  const page = await it.sam;
  await go(page, "/vault");
  assert.match(await page.getByTestId("vault").innerText(), /Safe, second floor[\s\S]*On hand[\s\S]*mg/);
  await everyTheme(page, "the vaults");
  await follow(page, "Safe, second floor");
  safe = new URL(page.url()).pathname;
  assert.match(await main(page), /K24-118[\s\S]*ketamine hydrochloride 50 mg\/ml/);
  assert.match(await main(page), /Thrown away by/);
  await everyTheme(page, "one vault");
});

step("packages come, and what makes no whole number comes back with everything that was typed", async () => {
  const page = await it.sam;
  await go(page, `${safe}/receive`);
  await everyTheme(page, "receive");
  const typed = {
    supplier: "Quayside Medical Supply",
    supplier_address: "4 Dock Road, Newark",
    supplier_registration: "RQ0000002",
    invoice: "INV-30001",
    drug: "ketamine hydrochloride",
    form: "A vial of liquid",
    strength: "0",
    holds: "10",
    lot: "N25-001",
    expiry: "2029-01-31",
    count: "2",
  };
  assert.match(await refused(page, "Write down what came", typed), /whole number of micrograms/);
  assert.equal(await page.locator("[name=lot]").inputValue(), "N25-001");
  await axe(page, "the receipt that came back");
  await send(page, "Write down what came", { strength: "50" });
  assert.match(await main(page), /N25-001/);
});

step("a vial is wasted before a second signer: not oneself, not without the right password, and not twice with one code", async () => {
  const page = await it.sam;
  await go(page, `${safe}/waste`);
  await everyTheme(page, "waste");
  assert.equal(await page.locator(".choice", { hasText: "Sam Ortiz" }).count(), 0, "nobody signs with themselves");
  const waste = { vial: "Lot N25-001", measure: "0.5", reason: "What stays in the hub" };
  const right = await signsBeside(it, page, NOOR);
  const wrong = { ...right, second_password: "not their password at all" };
  assert.match(await refused(page, "We both saw it wasted", { ...waste, ...wrong }), /That did not match/);
  assert.equal(await page.locator("[name=measure]").inputValue(), "0.5", "what was typed is kept");
  assert.equal(await page.locator("[name=second_password]").inputValue(), "", "and the password is not");
  await send(page, "We both saw it wasted", await signsBeside(it, page, NOOR));
  assert.match(await main(page), /9\.5 ml/);
  await go(page, `${safe}/waste`);
  const again = { ...waste, vial: /Vial .* Lot N25-001/, ...right };
  assert.match(await refused(page, "We both saw it wasted", again), /did not match, or was used/);
});

step("a count is blind, works by keyboard and without JavaScript, and a difference is the director’s to explain", async () => {
  const sam = await it.sam;
  const page = await beside(sam, { javaScriptEnabled: false, viewport: narrow });
  await page.goto(`${safe}/count`);
  const form = page.getByTestId("count");
  const before = await form.innerText();
  assert.doesNotMatch(before, /sealed; |left by the entries|On hand|by the entries/, before);
  for (const input of await form.locator('input[name^="sealed-"], input[name^="open-"]').all()) {
    assert.equal(await input.inputValue(), "", "nothing is filled in");
  }
  // Counted honestly from the page of the vault, but for one vial of the new lot.
  await go(sam, safe);
  const rows = await sam.locator("#lots tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText.trim())));
  const open = await sam.locator("#open tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText.trim())));
  const counts = new Map();
  for (const [lot, , , sealed] of rows) {
    const [number, name] = lot.split(": ");
    const left = open.filter((row) => row[1].includes(`Lot ${name},`)).map((row) => Number.parseFloat(row[2]));
    counts.set(number, { sealed: Number(sealed) + (name === "N25-001" ? 1 : 0), open: left.reduce((sum, one) => sum + one, 0) });
  }
  for (const fieldset of await form.locator('input[name^="sealed-"]').all()) {
    const number = (await fieldset.getAttribute("name")).split("-")[1];
    const { sealed, open: measured } = counts.get(number) ?? { sealed: 0, open: 0 };
    await fieldset.fill(String(sealed));
    await form.locator(`[name="open-${number}"]`).fill(String(Number(measured.toFixed(3))));
  }
  const beside_ = await signsBeside(it, page, NOOR);
  await form.locator(".choice", { hasText: NOOR }).locator("input").check();
  await form.locator("[name=second_password]").fill(beside_.second_password);
  await form.locator("[name=second_code]").fill(beside_.second_code);
  await Promise.all([page.waitForURL(`**${safe}`), page.keyboard.press("Enter")]);
  assert.match(await page.locator("main").innerText(), /500 mg more/);
  await page.context().close();
  await go(sam, safe);
  assert.equal(await sam.getByRole("link", { name: /Say what it was/ }).count(), 0, "the nurse does not settle it");
  const priya = await it.priya;
  await go(priya, "/clinic");
  assert.match(await main(priya), /500 mg more/);
  await go(priya, safe);
  await follow(priya, /Say what it was/);
  await everyTheme(priya, "what a difference was");
  assert.match(await refused(priya, "This is what it was", { how: "It is lost", words: "not there", kind: "It is gone" }), /More is there/);
});

step("an entry is corrected by another that names it, and the register prints", async () => {
  const page = await it.sam;
  await go(page, `${safe}/register`);
  await everyTheme(page, "the register");
  const entry = page.getByTestId("entry").filter({ hasText: "What stays in the hub" }).last();
  await entry.getByRole("link", { name: /Correct/ }).click();
  await page.waitForURL("**/correct/*");
  await everyTheme(page, "correct an entry");
  const fields = { how: "another quantity", quantity: "0.4", reason: "the syringe says 0.4", ...(await signsBeside(it, page, NOOR)) };
  await send(page, "Correct it", fields);
  const struck = page.getByTestId("entry").filter({ hasText: "corrected by entry" });
  assert.match(await struck.last().locator("del").first().innerText(), /What stays in the hub/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("link", { name: /^Correct/ }).first().isVisible(), false);
  assert.ok((await page.pdf({ format: "A4", landscape: true })).length > 5_000);
  await page.emulateMedia({ media: "screen" });
  const file = await page.evaluate(async (path) => (await fetch(path)).text(), `${safe}/register.csv`);
  assert.match(file.split("\n")[0], /^entry,date,time,what,detail,person_name,person_contact/);
  assert.match(file, /What stays in the hub/);
});

step("an auditor reconciles without a name, and takes a file that its hash fits", async () => {
  const page = await it.stone;
  await go(page, "/audit/substances");
  assert.match(await page.getByTestId("difference").innerText(), /The entries add up\. 1 difference is to be explained/);
  await everyTheme(page, "drugs under lock");
  const href = await page.getByTestId("substances-file").getAttribute("href");
  const file = await page.evaluate(async (path) => (await fetch(path)).text(), href);
  const hash = await page.getByTestId("substances-hash").innerText();
  assert.equal(createHash("sha256").update(file).digest("hex"), hash);
  await go(page, safe);
  assert.equal(await page.locator("main form").count(), 0, "an auditor changes nothing");
  const lena = await it.lena;
  await lena.goto("/board");
  assert.equal(await lena.locator('a[href="/vault"]').count(), 0, "no way to it for a therapist");
});
