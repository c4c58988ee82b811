// The directory: people outside, what they know and who says so, looked up every 90 days, chosen when a referral is written, and
// read by the public once they agreed.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import test from "node:test";
import { axe } from "./lib.mjs";
import { chapters, everyTheme, go, house, main, refused, send } from "./walk.mjs";

const step = chapters(test);
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

step("the public reads of whoever agreed, and of nobody else", async () => {
  const page = await it.visitor();
  await go(page, "/people");
  const outside = await page.getByTestId("outside").allInnerTexts();
  assert.equal(outside.length, 1);
  assert.match(outside[0], /Sofía Marín LMFT[\s\S]*no\. LMFT-88120[\s\S]*Licence looked up \d{4}-\d{2}-\d{2}/);
  assert.match(await main(page), /They do not work here, and nobody here rates them/);
  assert.doesNotMatch(await main(page), /Lindqvist|recommend|best|stars/i);
  await everyTheme(page, "people, with those outside");
});

step("whose licence nobody looked up for 90 days comes first, and says so", async () => {
  const page = await it.jo;
  await go(page, "/desk/directory");
  const rows = page.getByTestId("colleague");
  assert.match(await rows.first().innerText(), /Howard Lindqvist MD[\s\S]*Licence not looked up since \d{4}-\d{2}-\d{2}/);
  await everyTheme(page, "the directory");
  const priya = await it.priya;
  await go(priya, "/clinic");
  assert.match(await main(priya), /Howard Lindqvist MD \(outside\)/);
  await rows.first().getByRole("button", { name: /Looked up now/ }).click();
  await page.waitForURL("**/desk/directory");
  assert.doesNotMatch(await main(page), /not looked up since/);
});

step("the desk writes somebody down: what is not whole comes back, and praise is not kept", async () => {
  const page = await it.jo;
  await go(page, "/desk/directory");
  await page.getByRole("link", { name: "Write somebody down" }).click();
  await page.waitForURL("**/desk/directory/new");
  await everyTheme(page, "somebody outside");
  const typed = {
    name: "Ana Duarte LCSW",
    licence: "clinical-social-worker",
    jurisdiction: "US-NY",
    knows: "Guaranteed results with ketamine",
    says: "She says so herself",
    modes: ["video"],
    languages: "English, Portuguese",
    phone: "+12125550155",
  };
  assert.match(await refused(page, "Keep this", typed), /A licence has its number/);
  assert.equal(await page.locator("[name=languages]").inputValue(), "English, Portuguese");
  assert.match(await refused(page, "Keep this", { number: "LCSW-7" }), /it promises/);
  await axe(page, "the form that came back");
  await send(page, "Keep this", { knows: "Three years of talks after ketamine.", looked_up: true });
  assert.match(await main(page), /Ana Duarte LCSW/);
  await page.getByRole("link", { name: /^Change.*Ana Duarte LCSW/ }).click();
  await page.waitForURL("**/desk/directory/3");
  await send(page, "Show them to the public", { how: "on the telephone, today" });
  const visitor = await it.visitor();
  await go(visitor, "/people");
  assert.match(await main(visitor), /Ana Duarte LCSW[\s\S]*By video/);
  assert.doesNotMatch(await main(visitor), /on the telephone, today/);
});

step("whoever writes a referral chooses them, and the letter knows who they are", async () => {
  const page = await it.jo;
  await go(page, "/patients?q=Bennett");
  await page.getByRole("link", { name: /Noa Bennett/ }).first().click();
  await page.waitForURL("**/desk/pat_*");
  await page.getByRole("link", { name: "Refer to somebody outside" }).click();
  await page.waitForURL("**/refer");
  await page.getByLabel("Somebody of the directory").selectOption({ label: await page.locator("#s-colleague option", { hasText: "Sofía" }).innerText() });
  await page.getByRole("button", { name: "Fill them in" }).click();
  await page.waitForURL("**/refer?colleague=1");
  assert.equal(await page.locator("[name=name]").inputValue(), "Sofía Marín LMFT");
  assert.equal(await page.locator("[name=mail]").inputValue(), "sofia@marin.example");
  assert.equal(await page.locator("[name=tongue][value=es]").isChecked(), true);
  await everyTheme(page, "a referral from the directory");
});

step("whoever is taken out is gone from every page at once", async () => {
  const page = await it.jo;
  await go(page, "/desk/directory/3");
  await send(page, "Take them out of the directory", { why: "Moved away" });
  assert.doesNotMatch(await main(page), /Ana Duarte/);
  const visitor = await it.visitor();
  await go(visitor, "/people");
  assert.doesNotMatch(await main(visitor), /Ana Duarte/);
  for (const other of [await it.tomas, await it.rowan]) {
    const answer = await other.request.get(new URL("/desk/directory", page.url()).href);
    assert.equal(answer.status(), 403);
  }
});
