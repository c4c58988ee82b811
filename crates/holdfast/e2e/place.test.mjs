// What the place asks of somebody who gives support without a licence: signed by the director, written on a profile, read by
// the client before the talk.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chapters, follow, glance, go, house, says, send } from "./walk.mjs";

const step = chapters(test);
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

const inDays = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

step("the director reads what was signed, and signs that the ideas behind it are asked for, too", async () => {
  const priya = await it.priya;
  await go(priya, "/clinic");
  await follow(priya, "The place");
  await says(priya, /What US-NY asks of somebody who gives integration support without a licence/, /Signed by/);
  await glance(priya, "what the place asks");
  await priya.locator('[name="says"][value="theory"]').check();
  await priya.locator('[name="accept"]').check();
  await send(priya, "Sign", { "review-by": inDays(180), "typed-name": "Priya Raman MD" });
  await says(priya, /Tomas Reyes: The ideas behind it/, /cannot be held until they do/);
  await glance(priya, "a profile does not say it yet");
});

step("the specialist writes it on the profile; the public page and the client's page have it under a heading", async () => {
  const tomas = await it.tomas;
  await go(tomas, "/integration/profile");
  await says(tomas, /1 of it is not on your profile yet/);
  await glance(tomas, "the profile, point by point");
  await send(tomas, "Publish", { "says-theory": "People find their own words for what they lived through." });
  assert.equal(await tomas.locator('[data-testid="unsaid"]').count(), 0);
  const anybody = await it.visitor();
  await go(anybody, "/people");
  await follow(anybody, /Tomas Reyes/);
  await says(anybody, /The ideas behind it/, /find their own words/, /Not a physician/);
  await glance(anybody, "the public page of a specialist");
  const rowan = await it.rowan;
  await go(rowan, new URL(anybody.url()).pathname.replace("/people/", "/me/disclosure/"));
  await says(rowan, /find their own words/, /kept for 3 years at least/);
  await glance(rowan, "what the client reads before the talk");
  const priya = await it.priya;
  await go(priya, "/clinic/place");
  assert.equal(await priya.locator('[data-testid="owes"]').count(), 0);
});
