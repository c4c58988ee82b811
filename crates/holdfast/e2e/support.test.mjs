// Tomas, who gives integration support (screens.md 6.2 (f)): his words, what reaches his browser, handing back, leaving.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl, look, themes, wear } from "./lib.mjs";
import { follow, go, goRefused, house, main, refused, says, send } from "./walk.mjs";

let it;
/// The address of Rowan's page in Tomas's shell.
let client;
before(async () => {
  it = await house();
  const tomas = await it.tomas;
  await go(tomas, "/integration");
  await follow(tomas, "Rowan");
  client = new URL(tomas.url()).pathname;
});
after(() => it.close());

/// What nobody in this shell may read. D2 names what support is not, and is taken out first.
const clinical = [/diagnos/i, /treatment/i, /therap/i, /\bmg\b/, /PHQ/i, /\bdose/i, /medication/i, /mmHg|SpO2|heart rate|blood pressure/i];
const d2 = /Integration support is not therapy[^]*?crisis help\.|not therapy/gi;

test("the words of his shell are client and integration support (1)", async () => {
  const tomas = await it.tomas;
  for (const path of ["/integration", client, `${client}/note`, `${client}/handback`]) {
    await go(tomas, path);
    const words = (await main(tomas)).replaceAll(d2, "");
    for (const word of clinical) assert.doesNotMatch(words, word, `${path}:\n${words}`);
    assert.doesNotMatch(words, /\bpatient/i, path);
    assert.doesNotMatch(words, /integration(?! support)/i, `${path} says the bare word`);
    for (const theme of themes) {
      await wear(tomas, theme);
      await look(tomas, `${path} ${theme}`);
    }
  }
});

test("no byte that reaches his browser carries a scale, a vital sign, a dose, or a way to the chart (2)", async () => {
  // What the chart knows of Rowan, read by somebody who may.
  const sam = await it.sam;
  await go(sam, "/patients?q=Rowan");
  const chart = await sam.locator('main a[href^="/patients/pat_"]').first().getAttribute("href");
  let known = "";
  for (const path of [chart, `${chart}/measures`]) {
    await go(sam, path);
    known += await main(sam);
  }
  const session = await sam.goto(chart).then(() => sam.locator('main a[href^="/sessions/ses_"], main a[href^="/courses/cou_"]').first().getAttribute("href"));
  await go(sam, session);
  known += await main(sam);
  const figures = [...new Set(known.match(/\b\d{2,3}\/\d{2,3}\b|\b\d+(?:\.\d+)? mg(?:\/kg)?\b/g) ?? [])];
  assert.ok(figures.length > 0, `the chart shows figures, or this test looks for nothing:\n${known}`);
  const [patient] = chart.match(/pat_[0-9a-f]+/);

  const tomas = await it.page("tomas.reyes", "bytes");
  const bodies = [];
  tomas.on("response", (answer) => {
    const kind = answer.headers()["content-type"] ?? "";
    if (/html|json|text\/plain|calendar/.test(kind)) bodies.push(answer.text().then((text) => [answer.url(), text], () => null));
  });
  await go(tomas, "/integration");
  await crawl(tomas, { limit: 25 });
  await go(tomas, client);
  const read = (await Promise.all(bodies)).filter(Boolean);
  assert.ok(read.length >= 6, `only ${read.length} pages were read`);
  const fields = /dose_(ug|mg)|\bdose\b[^<]*\d|systolic|diastolic|spo2|heart_rate|mmhg|phq|gad-?7|madrs|score["=:]|vitals|weight_kg|diagnosis["=:]|screening/i;
  for (const [url, text] of read.filter(([url]) => new URL(url).pathname.startsWith("/integration"))) {
    assert.doesNotMatch(text, fields, url);
    assert.ok(!text.includes(patient), `${url} carries the number of a chart`);
    for (const figure of figures) assert.ok(!text.includes(figure), `${url} carries ${figure}`);
  }
  for (const path of [`/patients/${patient}`, `/patients/${patient}/measures`]) await goRefused(tomas, path);
});

test("who shared nothing is fine (3)", async () => {
  const [tomas, rowan] = [await it.tomas, await it.rowan];
  await go(tomas, client);
  await says(tomas, /Their own sentence/);
  await go(rowan, "/me/people");
  const since = Date.now();
  await send(rowan, /Take it back|Take back/);
  await tomas.waitForFunction(() => /has not shared anything/.test(document.getElementById("shared")?.innerText ?? ""), null, { timeout: 10_000 });
  assert.ok(Date.now() - since < 5_000, "gone there at once, though nobody loads the page again");
  await says(tomas, /Rowan has not shared anything\.[^]*That is fine/);
});

test("a note has themes, images and steps, and words that are a clinician's are pointed at once (4)", async () => {
  const tomas = await it.tomas;
  await go(tomas, "/integration");
  await follow(tomas, "Noemi");
  await follow(tomas, "Write a note");
  const names = await tomas.locator("main form [name]").evaluateAll((all) => all.filter((one) => one.type !== "hidden" && one.tagName !== "BUTTON").map((one) => one.name));
  assert.deepEqual(names, ["themes", "images", "steps"]);
  const words = await refused(tomas, "Keep the note", { themes: "I would treat this as fear, and diagnose a grief", images: "trauma processing of the sea" });
  for (const word of [/treat/, /diagnose/, /trauma processing/]) assert.match(words, word);
  await send(tomas, "Keep the note", { themes: "Fear, and grief, in her words", images: "The sea", steps: "A walk" });
  await says(tomas, /A walk/);
});

test("what is handed back shows who has it, and help for the client comes first (5)", async () => {
  const [tomas, noor] = [await it.tomas, await it.noor];
  await go(tomas, `${client}/handback`);
  const order = await main(tomas);
  assert.match(order, /988/);
  assert.ok(order.indexOf("988") < order.indexOf("Why"), "help first");
  await send(tomas, "Hand to the clinic", { reason: "strong", words: "She asked what is real." });
  const handed = tomas.getByTestId("handed-back");
  assert.match(await handed.innerText(), /Nobody has taken it yet\. A prescriber owes an answer by/);
  await go(noor, "/tasks");
  const task = noor.locator("main li, main article, main tr", { hasText: /R\. Ellis · handed back/ }).last().locator('a[href^="/tasks/tas_"]').first();
  assert.ok(await task.count(), await main(noor));
  await go(noor, await task.getAttribute("href"));
  await send(noor, "Take it");
  // Without loading anything again: the page hears of it.
  await tomas.waitForFunction(() => /Noor Haddad[^]*has it/.test(document.querySelector("[data-testid=handed-back]")?.innerText ?? ""), null, { timeout: 10_000 });
  await send(noor, "Answer", { done: "Spoke with her for twenty minutes" });
  await tomas.waitForFunction(() => /Noor Haddad[^]*answered/.test(document.querySelector("[data-testid=handed-back]")?.innerText ?? ""), null, { timeout: 10_000 });
  assert.doesNotMatch(await tomas.content(), /twenty minutes/, "what was answered is the chart's");
});

test("from the minute his affiliation ends, nothing here is his, and the client chooses (6, and 4.5)", async () => {
  const [priya, rowan, tomas] = [await it.priya, await it.rowan, await it.tomas];
  await go(rowan, "/me/talk");
  await says(rowan, /Integration support with Tomas Reyes/);
  await go(priya, "/clinic/people");
  await follow(priya, "Tomas Reyes");
  const profile = new URL(priya.url()).pathname;
  await follow(priya, "End the affiliation");
  await says(priya, /The patient can choose on their own page/);
  await send(priya, "End the affiliation", { moment: "now" });
  await says(priya, /no longer affiliated with Harbor Clinic/);
  await go(priya, "/schedule");

  const gone = await tomas.goto("/integration");
  assert.match(new URL(tomas.url()).pathname, /^\/sign-in/, `he is out at once, answered ${gone.status()}`);
  const stranger = await it.visitor();
  await go(stranger, `/people/${profile.split("/").pop()}`);
  await says(stranger, /no longer affiliated with Harbor Clinic/);
  assert.equal(await stranger.getByRole("link", { name: /book|choose a time/i }).count(), 0);

  await go(rowan, "/me");
  await says(rowan, /Your talk needs a new plan/);
  await follow(rowan, "See what you can choose");
  const lost = rowan.getByTestId("talk-lost");
  assert.match(await lost.innerText(), /Tomas Reyes, who does not work with us then/);
  assert.match(await lost.innerText(), /What you shared with Tomas stays shared until you take it back/);
  for (const theme of themes) {
    await wear(rowan, theme);
    await look(rowan, `the three choices ${theme}`);
  }
  // A wish is no plan: the clinic goes on owing a call until he has agreed.
  await rowan.getByRole("link", { name: "Keep seeing Tomas Reyes outside this clinic" }).click();
  const agreed = rowan.locator("#own-agreed form");
  assert.equal(await agreed.locator("[name=to]").inputValue(), "Tomas Reyes");
  const sent = rowan.waitForEvent("load");
  await agreed.getByRole("button").click();
  await sent;
  await go(rowan, "/me");
  assert.doesNotMatch(await main(rowan), /needs a new plan/);
});
