// Articles that the clinic wrote: the public without scripts, the director who writes, and the one text in the demonstration
// that the clinic's own life has made untrue.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, narrow, open, submit, untroubled } from "./lib.mjs";

let clinic;
before(async () => {
  clinic = await open({ fresh: true });
});
after(() => clinic.close());

test("the public reads an article without scripts, and is told what is not so any more", async () => {
  const page = await clinic.visitor({ javaScriptEnabled: false, viewport: narrow });
  await page.goto("/");
  await page.getByRole("link", { name: "What integration support is" }).click();
  assert.equal(new URL(page.url()).pathname, "/articles/integration-support");
  assert.match(await page.getByTestId("article-notes").innerText(), /Since \d{4}-\d\d-\d\d Dana Rivers is no longer affiliated with Harbor Clinic/);
  assert.match(await page.locator("main").innerText(), /By Tomas Reyes, \d{4}-\d\d-\d\d\. It will be read again by \d{4}-\d\d-\d\d\./);
  assert.ok(await page.getByTestId("crisis").isVisible());
  await page.locator("footer").getByRole("link", { name: "Articles" }).click();
  assert.equal(await page.getByTestId("articles").locator("li").count(), 2);
  await page.getByRole("link", { name: "The first days after a dose" }).click();
  assert.equal(await page.getByTestId("article-notes").count(), 0, "nothing in it is out of date");
  await page.getByTestId("article").getByRole("link").click();
  assert.equal(new URL(page.url()).pathname, "/learn/window");
  untroubled(page);
});

test("the director sees what is wrong, writes it anew with a preview, and the public reads the new words", async () => {
  const page = await clinic.as("medical-director");
  await page.goto("/clinic/people");
  await page.getByRole("link", { name: "1 article still names somebody who left" }).click();
  assert.match(await page.getByTestId("published").locator("li").first().innerText(), /Not so any more[^]*It names Dana Rivers as if they worked here/);
  await page.getByRole("link", { name: "What integration support is" }).click();
  await page.getByRole("link", { name: "Write a new version" }).click();
  await page.getByLabel("Read again by").fill("2027-10-01");
  await submit(page, "Publish");
  forgive(page, 422);
  assert.match(await page.getByTestId("found").innerText(), /This has to change before it is published:[^]*Dana Rivers/);
  const text = page.getByLabel("Text, in Markdown");
  const typed = await text.inputValue();
  assert.match(typed, /Tomas Reyes or Dana Rivers/, "nothing typed is lost");
  await text.fill(typed.replace("Tomas Reyes or Dana Rivers. Ask for the one you like.", "Tomas Reyes.\n\n<script>alert(1)</script>"));
  await submit(page, "Preview");
  assert.match(await page.getByTestId("found").innerText(), /Nothing was found that stops it/);
  assert.match(await page.getByTestId("article").innerText(), /<script>alert\(1\)<\/script>/, "shown, not run");
  await submit(page, "Publish");
  assert.equal(await page.getByTestId("versions").locator("li").count(), 2);
  await page.getByTestId("versions").getByRole("link", { name: /Version 1/ }).click();
  assert.match(await page.getByTestId("older").innerText(), /version 1 of 2/);
  const public_ = await clinic.visitor();
  await public_.goto("/articles/integration-support");
  assert.equal(await public_.getByTestId("article-notes").count(), 0);
  untroubled(page);
  untroubled(public_);
});

test("an article and the page that writes one are whole for everybody", async () => {
  for (const [page, path] of [
    [await clinic.visitor(), "/articles/the-first-days"],
    [await clinic.as("medical-director"), "/clinic/articles/new?slug=the-first-days&language=en"],
  ]) {
    await page.goto(path);
    await look(page, path);
  }
});
