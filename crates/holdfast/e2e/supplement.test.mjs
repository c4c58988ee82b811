// One more amount in the same visit of a KAP session: the prescriber orders it, the chair accepts, two people draw it, and it is
// kept before it is given. Two people, two pages, both live. The minutes of the trial are one here, as this house's director signs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { narrow, themes, wide } from "./lib.mjs";
import {
  accepts, agreesToTouch, answersScreening, clears, consents, draws, gives, meets, notesPresence, opens, orders, prechecks, reads, registers,
  schedules, signsIn, takesUp,
} from "./story.mjs";
import { chapters, clinicTime, follow, go, house, idIn, lookOnce, refused, says, send } from "./walk.mjs";

const step = chapters(test);
const ada = { name: "Ada Quince" };
const title = "KAP, psychedelic: talking with the therapist afterwards";
let it;
let href;
before(async () => {
  it = await house();
});
after(() => it.close());

const strip = (page) => page.locator("#supplement");
const live = (page) => page.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on", null, { timeout: 8_000 });
/// The strip says this, without the page being loaded again.
const comesTo = (page, words, timeout = 5_000) =>
  page.waitForFunction((words) => document.querySelector("#supplement")?.innerText.includes(words), words, { timeout, polling: 50 });

/// The whole page in every theme, narrow and wide.
async function everywhere(page, name) {
  for (const theme of themes) for (const size of [narrow, wide]) await lookOnce(page, name, theme, size);
  await page.setViewportSize(wide);
}

step("the director signs a version whose minutes are one, and a prescriber approves it", async () => {
  const [priya, noor] = [await it.priya, await it.noor];
  await go(priya, "/protocols");
  const section = priya.locator("section", { has: priya.locator("#kap-psychedelic-h") });
  const old = await section.getByRole("row", { name: /Signed/ }).getByRole("link").getAttribute("href");
  await go(priya, old);
  await follow(priya, "Copy to a new draft");
  const text = await priya.locator("[name=text]").inputValue();
  const quick = text.replace(/(after = \{ amount = )12(, unit = "min")/, (_, before, then) => `${before}1${then}`);
  assert.notEqual(quick, text, text.slice(0, 2500));
  await priya.locator("[name=text]").fill(quick);
  const loaded = priya.waitForURL(/protocols\/pro_[0-9a-f]{32}$/);
  await priya.locator("form", { has: priya.locator("[name=text]") }).getByRole("button").first().click();
  await loaded;
  const draft = await idIn(priya, "pro");
  await follow(priya, "Propose this change");
  const accepted = await priya.locator("input[name=accepted]").evaluateAll((all) => all.map((one) => one.value));
  const review = clinicTime(60 * 24 * 200).slice(0, 10);
  await send(priya, "Propose the change", { why: "One minute, for this story", "review-by": review, "typed-name": "Priya Raman MD", accepted });
  await go(noor, `/protocols/${draft}/approve`);
  await says(noor, /supplement/i);
  await send(noor, "Approve the change", { "typed-name": "Noor Haddad PMHNP" });
});

step("a person is prepared for a dose into a muscle, and it is given", async () => {
  const [noor, sam, lena, jo] = [await it.noor, await it.sam, await it.lena, await it.jo];
  ada.patient = await registers(it, ada.name, "1981-04-09");
  ada.course = await opens(it, ada.patient, title);
  ada.page = await signsIn(it, ada.patient);
  await answersScreening(ada.page);
  await takesUp(noor, ada.patient);
  await clears(noor, ada.course);
  await consents(ada.page, ada.name, "intramuscular");
  await agreesToTouch(ada.page);
  for (const note of ["What brings her here", "The day itself", "Intention"]) {
    const session = await schedules(it, ada.course, { kind: "preparation", room: "Room A", who: ["Lena Fischer LCSW"] });
    await meets(lena, session, note);
  }
  await orders(noor, ada.course, { route: "intramuscular", weight: "140", dose: "70" });
  const day = { kind: "dosing", starts: clinicTime(3), setting: "clinic-room", room: "Room C", who: ["Sam Ortiz RN", "Lena Fischer LCSW"] };
  ada.session = await schedules(it, ada.course, day);
  await go(ada.page, "/me/talk?for=visit");
  await send(ada.page, "Keep this", { time: /Lena Fischer/ });
  await go(jo, `/desk/${ada.patient}`);
  await send(jo, /^Check in/);
  await prechecks(sam, ada.session, "140");
  await reads(sam, ada.session, { systolic: "118", diastolic: "74", pulse: "66", spo2: "99", breaths: "13", awake: "5" });
  await accepts(sam, ada.session);
  await draws(it, sam, ada.session, "Lena Fischer LCSW");
  await notesPresence(sam, ada.session, "Sam Ortiz RN");
  await gives(sam, ada.session);
  href = `/sessions/${ada.session}`;
});

step("a prescriber orders one more amount within the signed values, and the chair reads it at once", async () => {
  const [noor, sam] = [await it.noor, await it.sam];
  await go(sam, href);
  await live(sam);
  assert.equal(await sam.getByRole("link", { name: "Order a supplement" }).count(), 0, "a nurse orders none");
  await sam.evaluate(() => (globalThis.sameDocument = true));
  await go(noor, href);
  await follow(noor, "Order a supplement");
  await says(noor, /20 mg to 40 mg/, /105 mg in this visit for 140 kg: 35 mg more at most/);
  await everywhere(noor, "ordering a supplement");
  assert.match(await refused(noor, "Order the supplement", { amount: "45" }), /45 mg is outside the signed values for a supplement: 20 mg to 40 mg/);
  await everywhere(noor, "a supplement outside its values");
  assert.match(await refused(noor, "Order the supplement", { amount: "36" }), /it would be 106 mg\. The signed band for this weight ends at 105 mg/);
  await send(noor, "Order the supplement", { amount: "30" });
  await says(noor, /not in force until the chair accepts it/);
  await comesTo(sam, "Supplement ordered");
  assert.match(await strip(sam).innerText(), /ordered \d\d:\d\d by Noor Haddad[^]*30 mg[^]*Not yet in force/);
  assert.equal(await sam.evaluate(() => globalThis.sameDocument), true, "the page was not loaded again");
  assert.equal(await strip(sam).getByRole("link", { name: "Withdraw it" }).count(), 0, "whoever prescribes withdraws it");
  await everywhere(sam, "the chair with a supplement that is not accepted");
  await go(noor, href);
  await live(noor);
  await everywhere(noor, "the same for whoever prescribes");
});

step("it is withdrawn, and another one is ordered: the chair sees the one that stands", async () => {
  const [noor, sam] = [await it.noor, await it.sam];
  await follow(noor, "Withdraw it");
  await everywhere(noor, "withdrawing a supplement");
  await send(noor, "Another amount");
  await comesTo(sam, "Supplement withdrawn");
  await follow(noor, "Order a supplement");
  await send(noor, "Order the supplement", { amount: "25" });
  await comesTo(sam, "25 mg");
});

step("accepted by keyboard in one press, drawn by two", async () => {
  const [noor, sam] = [await it.noor, await it.sam];
  await go(noor, href);
  await live(noor);
  const accept = strip(sam).getByRole("button", { name: "Accept the supplement" });
  await accept.focus();
  const loaded = sam.waitForEvent("load");
  await sam.keyboard.press("Enter");
  await loaded;
  await says(sam, /The supplement is accepted at the chair/);
  await comesTo(noor, "drawn by one person and checked by another");
  await everywhere(sam, "the chair with a supplement to draw");
  await strip(sam).getByRole("link", { name: "Draw the supplement" }).click();
  await sam.waitForLoadState();
  await says(sam, /25 mg, a supplement in this visit/);
  await everywhere(sam, "drawing a supplement");
  await draws(it, sam, ada.session, "Lena Fischer LCSW");
});

step("a reading that says stop holds it back; answered and read again, it is recorded first and then given", async () => {
  const [noor, sam] = [await it.noor, await it.sam];
  await reads(sam, ada.session, { systolic: "186", diastolic: "84", pulse: "72", spo2: "98", breaths: "14", awake: "4" });
  await go(sam, href);
  await comesTo(sam, "Not now", 90_000); // once its minute is over
  assert.equal(await strip(sam).getByRole("button", { name: /Record, then give/ }).count(), 0);
  await everywhere(sam, "the chair with a supplement that is held back");
  await follow(sam, /^Other/);
  await send(sam, "Asked about symptoms");
  await go(sam, href);
  assert.match(await sam.getByTestId("supplement-warning").innerText(), /Not now: .*186; the protocol stops at 180/, "answered, and still no reason to give more");
  await reads(sam, ada.session, { systolic: "132", diastolic: "80", pulse: "70", spo2: "98", breaths: "14", awake: "4" });
  await go(noor, href);
  await live(noor);
  await go(sam, href);
  await everywhere(sam, "the chair with a supplement to give");
  await send(sam, "Record, then give 25 mg");
  await says(sam, /Recorded: the supplement\. Now give it\./);
  await comesTo(noor, "Supplement recorded");
  assert.match(await noor.locator("#dose").innerText(), /70 mg [^]*begun \d\d:\d\d by Sam Ortiz[^]*, then 25 mg \d\d:\d\d: 95 mg in all/);
  assert.equal(await strip(noor).getByRole("link").count(), 0, "nothing more is ordered or withdrawn");
  await everywhere(sam, "the chair with a supplement given");
});

step("the end asks for both amounts, and the record tells all of it", async () => {
  const sam = await it.sam;
  await go(sam, `${href}/end-dose`);
  await everywhere(sam, "the end of a dose with a supplement");
  await send(sam, "The dose has ended", { given: "All of it", more: "other", more_other: "20" });
  await says(sam, /90 mg at most/);
  await says(sam, /Syringe 2: 5 mg is not accounted for/);
  await go(sam, `${href}/record`);
  await says(sam, /Supplement 1\s+30 mg ordered[^]*withdrawn \d\d:\d\d by Noor Haddad PMHNP: Another amount/);
  await says(sam, /Supplement 2\s+25 mg ordered[^]*accepted \d\d:\d\d by Sam Ortiz RN[^]*drawn[^]*checked by Lena Fischer LCSW[^]*given \d\d:\d\d by Sam Ortiz RN/);
  await says(sam, /90 mg given at most/);
  await everywhere(sam, "the record of a visit with a supplement");
});
