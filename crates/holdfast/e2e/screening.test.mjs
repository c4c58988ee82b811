// Screening: one question a page, by keyboard alone, given up and gone on with on another device; an answer that stops, the
// kind page after it, what the desk sees of it, and a prescriber who lifts it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opens, registers, signsIn, takesUp } from "./story.mjs";
import { chapters, follow, glance, go, house, main, says, send } from "./walk.mjs";

const orla = { name: "Orla Finch" };
const step = chapters(test);
let it;
before(async () => {
  it = await house();
  orla.patient = await registers(it, orla.name, "1984-04-04");
  orla.course = await opens(it, orla.patient, "Infusion with referral to a therapist");
  orla.page = await signsIn(it, orla.patient);
  await takesUp(await it.noor, orla.patient);
});
after(() => it.close());

const question = (page) => page.getByTestId("screening-question");
const asked = async (page) => (await question(page).getAttribute("action")).split("/").pop();

/// Moves on with Tab until this has the focus.
async function tabTo(page, selector) {
  for (let n = 0; n < 60; n++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached by keyboard`);
}

/// Answers what is asked with keys only.
async function answersByKeys(page, yes) {
  await tabTo(page, 'input[name="answer"]');
  await page.keyboard.press("Space");
  if (yes) await page.keyboard.press("ArrowDown");
  const loaded = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await loaded;
}

step("answers are kept one by one, by keyboard alone, and another device goes on where this one stopped", async () => {
  const page = orla.page;
  await go(page, "/me/screening");
  assert.match(await page.getByTestId("screening-count").innerText(), /^Question 1 of \d+$/);
  await glance(page, "the first question");
  for (let n = 0; n < 4; n++) await answersByKeys(page, n === 3);
  assert.match(await page.getByTestId("screening-count").innerText(), /^Question 5 of/);
  const fifth = await asked(page);
  // Closed here; opened there.
  const login = it.people.at(-1).name;
  const phone = await it.page(login, "another device");
  await go(phone, "/me/screening");
  assert.equal(await asked(phone), fifth);
  await follow(phone, "Back");
  assert.equal(await phone.locator('input[name="answer"]:checked').inputValue(), "yes");
  // An answer that is missing is asked for; nothing is lost.
  await go(phone, "/me/screening");
  await phone.evaluate(() => document.querySelector('[data-testid="screening-question"]').submit());
  await phone.getByText("Please choose one.").first().waitFor();
  assert.equal(await asked(phone), fifth);
});

step("everything stands on one page before it is sent, and may be changed there", async () => {
  const page = orla.page;
  await go(page, "/me/screening");
  for (let n = 0; (await question(page).count()) > 0; n++) {
    assert.ok(n < 40, "it does not end");
    await answersByKeys(page, false);
  }
  await says(page, /Nothing is sent yet/);
  await glance(page, "all answers");
  await page.getByRole("link", { name: /Change your answer: .*glaucoma/ }).click();
  await send(page, "Continue", { answer: "yes" });
  const card = page.getByTestId("screening-check").locator("li", { hasText: /glaucoma/ });
  assert.match(await card.innerText(), /Yes, or not sure/);
  await send(page, "Send my answers");
  await says(page, /A prescriber reads your answers/);
});

step("an answer that stops is asked twice; then help first, kind words, and somebody who calls by a time", async () => {
  const page = orla.page;
  await go(page, "/me/screening?again=yes");
  await send(page, "Continue", { answer: "no" });
  await go(page, "/me/screening?q=psychosis");
  await send(page, "Continue", { answer: "yes" });
  await says(page, /Is that right\?|Yes, or I am still not sure/);
  await glance(page, "is that right?");
  await follow(page, "Change my answer");
  await send(page, "Continue", { answer: "no" });
  await go(page, "/me/screening?q=psychosis");
  await send(page, "Continue", { answer: "yes" });
  await send(page, "Yes, or I am still not sure");
  const words = await main(page);
  assert.match(words, /We can’t go ahead/);
  assert.match(words, /about safety, not about you/);
  assert.match(await page.getByTestId("screening-call").innerText(), /^Noor .* will call you by /);
  const order = await page.evaluate(() => {
    const at = (selector) => document.querySelector(`main ${selector}`);
    return at('[data-testid="crisis"]').compareDocumentPosition(at("#stop-h")) & Node.DOCUMENT_POSITION_FOLLOWING;
  });
  assert.ok(order, "the crisis lines come first");
  await send(page, "Ask for this time", { part: "afternoon" });
  await says(page, /You asked for a call in the afternoon/);
  await glance(page, "we cannot go ahead");
});

step("the desk reads that a clinician is needed, and nothing of why; the prescriber has one call to make", async () => {
  const desk = await it.jo;
  await go(desk, `/desk/${orla.patient}`);
  const seen = await main(desk);
  assert.match(seen, /needs clinician/i);
  assert.match(seen, /do not rebook until cleared/i);
  assert.doesNotMatch(seen, /psychosis|screening|answer/i);
  const noor = await it.noor;
  await go(noor, "/tasks");
  const call = noor.getByTestId("task-row").filter({ hasText: /O\. Finch/ }).filter({ hasText: /is owed a call after screening/ });
  assert.equal(await call.count(), 1);
  await go(noor, await call.getByRole("link", { name: /Open/ }).getAttribute("href"));
  await says(noor, /Asked of/, /Noor/, /afternoon/);
});

step("a prescriber lifts it with a reason, and everything is asked again", async () => {
  const noor = await it.noor;
  await go(noor, `/courses/${orla.course}/screening`);
  await says(noor, /Held since/);
  await glance(noor, "screening, held");
  await send(noor, "Lift the stop and ask again", { lift_reason: "Misread the question; spoke by telephone" });
  await says(noor, /A stop was lifted by Noor/);
  await go(orla.page, "/me/screening");
  assert.match(await orla.page.getByTestId("screening-count").innerText(), /^Question 1 of/);
});

step("“a hospital now” leads to help before anything else", async () => {
  const page = orla.page;
  await go(page, "/me/screening?q=needs-hospital-now");
  await send(page, "Continue", { answer: "yes" });
  assert.match(new URL(page.url()).pathname, /^\/me\/(unsafe|item9)$/);
  await says(page, /988/);
});
