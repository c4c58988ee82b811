// Referred in: a therapist outside sends somebody, with their yes; the desk calls; the link says what the person agreed to.

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

let link;
let outside;

step("nobody is referred without their own yes, and nothing typed is lost", async () => {
  outside = await it.visitor();
  await go(outside, "/start");
  await outside.getByRole("link", { name: /Do you refer somebody to us/ }).click();
  await outside.waitForURL("**/refer");
  await everyTheme(outside, "refer somebody");
  const typed = {
    name: "K.T.",
    reach: "(555) 0163",
    concern: "kap",
    from: "Ana Duarte LCSW",
    role: "therapist, New York",
    from_reach: "ana@duarte.example",
  };
  assert.match(await refused(outside, "Send it", typed), /without their own yes/);
  assert.equal(await outside.locator("[name=from]").inputValue(), "Ana Duarte LCSW");
  await axe(outside, "the form that came back");
  await send(outside, "Send it", { agreed: true, tells_back: true });
  link = new URL(outside.url()).pathname;
  assert.match(link, /^\/referred\/[0-9a-f]{64}$/);
  assert.match(await main(outside), /We have had it since[\s\S]*The front desk is to call them by/);
  assert.doesNotMatch(await main(outside), /K\.T\.|0163|Duarte/);
  await everyTheme(outside, "how a referral stands");
});

step("the desk reads who refers, calls, and the link says that they were contacted", async () => {
  const jo = await it.jo;
  await go(jo, "/desk/first-contacts");
  const row = jo.getByTestId("owed").getByRole("listitem").filter({ hasText: "K.T." });
  assert.match(await row.innerText(), /Referred by Ana Duarte LCSW, therapist, New York, ana@duarte\.example\. Their link says whether/);
  await everyTheme(jo, "first calls with a referral");
  await row.getByRole("button", { name: /^Called/ }).click();
  await jo.waitForURL("**/desk/first-contacts");
  await go(outside, link);
  assert.match(await main(outside), /They were contacted on/);
});

step("in Spanish it says the same, and a wrong link leads nowhere", async () => {
  await go(outside, "/refer");
  await outside.getByRole("button", { name: "Español" }).click();
  await outside.waitForURL("**/refer");
  assert.match(await main(outside), /Derivar a alguien/);
  await axe(outside, "refer, in Spanish");
  await go(outside, `${link.slice(0, -4)}0000`);
  assert.match(await main(outside), /Este enlace no lleva a ninguna parte/);
  await axe(outside, "a link that leads nowhere");
});
