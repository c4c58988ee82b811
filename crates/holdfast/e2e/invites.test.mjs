// Calendar entries by mail: what they say, and the choice to have none, at every width and in both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, untroubled } from "./lib.mjs";
import { go, house, says, send } from "./walk.mjs";

let it;
before(async () => {
  it = await house();
});
after(() => it.close());

test("nobody gets calendar entries unasked; a patient reads what one says, wants them, and wants them no more", async () => {
  const rowan = await it.rowan;
  await go(rowan, "/me/messages");
  await rowan.getByRole("link", { name: "How we write to you" }).click();
  await says(rowan, /Your own calendar/, /Our emails have no entry for your calendar/);
  await look(rowan, "/me/messages/how, without entries");
  await send(rowan, /^Send calendar entries/);
  await says(rowan, /Kept\. Emails about a time have an entry/, /It says “Appointment”, when, and the address our emails come from\./);
  await look(rowan, "/me/messages/how, with entries");
  await send(rowan, /^No calendar entries/);
  await says(rowan, /Kept\. Our emails have no calendar entry from now on\./);
  assert.equal(await rowan.getByRole("button", { name: "Send calendar entries" }).count(), 1);
  untroubled(rowan);
});
