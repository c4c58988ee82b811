// Questionnaires: asked by the team, one question a page on the phone, an answer that cannot wait, and over time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opens, registers, signsIn, takesUp } from "./story.mjs";
import { chapters, clinicTime, follow, glance, go, goRefused, house, idIn, main, refused, says, send } from "./walk.mjs";

let it;
let patient;
let anouk;
before(async () => {
  it = await house();
});
after(() => it.close());

const step = chapters(test);

step("the team sees how it goes over time, with a table beside the picture; the desk does not", async () => {
  const desk = await it.jo;
  await go(desk, "/patients?q=Hannah%20Blum");
  const blum = await idIn(desk, "pat");
  await goRefused(desk, `/patients/${blum}/measures`, 403);
  const sam = await it.sam;
  await go(sam, `/patients/${blum}/measures`);
  await says(sam, /PHQ-9/, /As a table/);
  await glance(sam, "measures over time");
});

step("a prescriber asks, and enters what was answered on paper: what is missing is said beside it", async () => {
  patient = await registers(it, "Anouk Veld");
  await opens(it, patient, "Infusion with referral to a therapist");
  const noor = await it.noor;
  await takesUp(noor, patient);
  await go(noor, `/patients/${patient}/measures`);
  await says(noor, /No questionnaire has been answered yet/);
  for (const measure of ["GAD-7", "PHQ-9"]) {
    await noor.getByText("Ask for a questionnaire").click();
    await send(noor, "Ask", { measure, due: clinicTime(60 * 24 * 7).slice(0, 10) });
  }
  await says(noor, /0 answered so far/);
  await follow(noor, "Enter from paper");
  await noor.getByRole("combobox").selectOption({ label: "GAD-7" });
  await noor.getByRole("button", { name: "Show its form" }).click();
  await noor.getByRole("heading", { name: "GAD-7" }).waitFor();
  await glance(noor, "enter from paper");
  const answers = Object.fromEntries([1, 2, 3, 4, 5, 6].map((item) => [`item-${item}`, "1"]));
  await refused(noor, "Enter", { taken: clinicTime(-60 * 24).slice(0, 10), ...answers });
  await says(noor, /Question 7 has no answer yet/);
  await send(noor, "Enter", { "item-7": "1" });
  await says(noor, /GAD-7/, /paper, entered by Noor Haddad/);
});

step("one question a page; a closed browser loses nothing; back changes an answer; then it is sent", async () => {
  anouk = await signsIn(it, patient);
  await go(anouk, "/me/measures");
  await glance(anouk, "what is asked");
  await anouk.getByTestId("measure-asked").filter({ hasText: "Worry and rest" }).getByRole("link", { name: "Answer" }).click();
  await anouk.getByText("Question 1 of 7").waitFor();
  await glance(anouk, "one question");
  await refused(anouk, "Continue");
  await says(anouk, /Please choose one answer/);
  await send(anouk, "Continue", { answer: "2" });
  await anouk.getByText("Question 2 of 7").waitFor();
  const address = anouk.url();
  await go(anouk, "/me");
  await go(anouk, address);
  for (let question = 2; question <= 7; question += 1) {
    await anouk.getByText(`Question ${question} of 7`).waitFor();
    await send(anouk, "Continue", { answer: "1" });
  }
  await says(anouk, /You have answered all 7 questions/);
  await glance(anouk, "send the answers");
  await send(anouk, "Send my answers");
  await says(anouk, /Your care team can read your answers now/, /8 of 21/, /How does it seem to you\?/, /You can talk with Noor Haddad/);
});

step("item 9 above zero: help at once, before the form is sent; the clinician who owes it reads which answer", async () => {
  await go(anouk, "/me/measures");
  await anouk.getByTestId("measure-asked").filter({ hasText: "Mood and sleep" }).getByRole("link", { name: "Answer" }).click();
  await anouk.waitForURL(/\/me\/measures\/\d+/);
  const form = new URL(anouk.url()).pathname;
  await go(anouk, `${form}?q=9`);
  await send(anouk, "Continue", { answer: "1" });
  assert.match(anouk.url(), /\/me\/item9/);
  await says(anouk, /Are you safe right now\?/, /988/);
  await anouk.getByRole("link", { name: "Go on with the form" }).click();
  await anouk.getByText(/Question 1 of 9/).waitFor();
  const noor = await it.noor; // on call
  await go(noor, "/tasks");
  const row = noor.getByTestId("task-row").filter({ hasText: "an answer in a questionnaire that cannot wait" }).first();
  await row.getByRole("link", { name: /Open/ }).first().click();
  await noor.getByText("PHQ-9, item 9: 1").waitFor();
  const desk = await it.jo;
  await go(desk, "/tasks");
  assert.doesNotMatch(await main(desk), /PHQ|item 9|questionnaire/);
});
