// Monitors: enrolled by the director, taken on at the chair, their numbers seen as theirs. The sender is not ours
// (simple-hl7), and what it hears are the answers of the house.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import hl7 from "simple-hl7";
import { chapters, everyTheme, go, house, main, refused, send } from "./walk.mjs";

let it, client, chair;
before(async () => {
  it = await house({ fresh: true, devices: true });
  client = hl7.Server.createTcpClient("127.0.0.1", it.devices);
});
after(async () => {
  client?.close?.();
  await it.close();
});
const chapter = { test: chapters(test) };

let sent = 0;
/// Sends channels as a monitor does, and answers how the house took it: `AA`, or `AR` with its reason.
function monitor(bed, channels, sender = "B40") {
  const control = `E2E${++sent}`;
  const message = new hl7.Message(sender, "WARD", "HOLDFAST", "", "", "", ["ORU", "R01"], control, "P", "2.5");
  message.addSegment("PV1", "1", "I", ["", "", bed]);
  message.addSegment("OBR", "1");
  channels.forEach(([code, name, system, value, unit], nth) => {
    message.addSegment("OBX", `${nth + 1}`, "NM", [code, name, system], "", `${value}`, unit, "", "", "", "", "F");
  });
  return new Promise((answered, failed) => {
    client.send(message, (error, ack) => {
      if (error) return failed(error);
      const msa = ack.getSegment("MSA");
      assert.equal(`${msa.getField(2)}`, control, "the answer names the message");
      answered(`${msa.getField(1)} ${msa.getField(3) ?? ""}`.trim());
    });
  });
}
const spo2 = (value) => ["59408-5", "SpO2", "LN", value, "%"];
const ecg = (value) => ["147842", "MDC_ECG_HEART_RATE", "MDC", value, "/min"];
const vital = (page, code) => page.getByTestId(`vital-${code}`).innerText();

chapter.test("whoever nobody enrolled is refused, and named to the director", async () => {
  assert.match(await monitor("BED-1", [spo2(97)]), /^AR nobody enrolled/);
  const priya = await it.priya;
  await go(priya, "/schedule/devices");
  assert.match(await priya.getByTestId("strangers").innerText(), /B40, bed BED-1/);
  assert.match(await main(priya), /No monitor is enrolled/);
  await everyTheme(priya, "monitors of the house");
});

chapter.test("a monitor is enrolled at a chair, once", async () => {
  const priya = await it.priya;
  await refused(priya, "Enrol it", { name: "", sender: "B40", bed: "BED-1" });
  await send(priya, "Enrol it", { name: "Monitor 1, white", sender: "B40", bed: "BED-1", room: "Chair 1" });
  assert.match(await priya.getByTestId("device-list").innerText(), /Monitor 1, white, Chair 1[\s\S]*B40, bed BED-1/);
  await refused(priya, "Enrol it", { name: "Another", sender: "B40", bed: "BED-1", room: "Chair 2" });
  assert.match(await main(priya), /has that name, or that sender and bed/);
});

chapter.test("nothing of it is kept until somebody at the chair takes it on", async () => {
  assert.match(await monitor("BED-1", [spo2(97)]), /^AR nobody at the chair took this monitor on/);
  const sam = await it.sam;
  await go(sam, "/board");
  const row = sam.getByTestId("room-row").filter({ hasText: "A. Novak" });
  chair = await row.getByRole("link").first().getAttribute("href");
  await go(sam, chair);
  assert.match(await sam.locator("#monitors").innerText(), /Monitor 1, white[\s\S]*it sends numbers, which nobody keeps[\s\S]*Not taken on/);
  await send(sam, /Its numbers are Ana Novak/);
  assert.match(await sam.locator("#monitors").innerText(), /Taken on/);
});

chapter.test("its numbers come to the chair by themselves, and say whose they are and how old", async () => {
  const sam = await it.sam;
  await go(sam, chair);
  await sam.evaluate(() => (globalThis.sameDocument = true));
  assert.equal(await monitor("BED-1", [spo2(96.5), ecg(62.8)]), "AA");
  await sam.waitForFunction(() => document.querySelector('[data-testid="vital-spo2"]')?.innerText.includes("96.5"), null, { timeout: 12_000 });
  assert.match(await vital(sam, "spo2"), /Monitor 1, white/);
  assert.match(await vital(sam, "hr"), /62\.8[\s\S]*ECG/);
  assert.equal(await sam.evaluate(() => globalThis.sameDocument), true, "the page was not loaded again");
  await everyTheme(sam, "the chair with a monitor");
});

chapter.test("a clip that falls off is an alarm on the screen within a second, and never a number", async () => {
  const sam = await it.sam;
  await go(sam, chair);
  await sam.waitForFunction(() => document.querySelector('[data-testid="live-status"]')?.dataset.state === "on");
  const before = await sam.getByTestId("alarm").count();
  assert.equal(await monitor("BED-1", [spo2(0), ecg(63)]), "AA");
  const acknowledged = Date.now();
  await sam.waitForFunction((n) => document.querySelectorAll('[data-testid="alarm"]').length > n, before, { timeout: 5_000, polling: 20 });
  const late = Date.now() - acknowledged;
  assert.ok(late < 1_000, `the alarm was seen ${late} ms after the answer`);
  assert.match(await sam.locator("#alarms").innerText(), /No signal[\s\S]*Look at the patient first, then at the sensor/);
  await sam.waitForFunction(() => /no signal/.test(document.querySelector('[data-testid="vital-spo2"]')?.innerText), null, { timeout: 12_000 });
  await everyTheme(sam, "a lost signal");
});

chapter.test("sound is off until a touch turns it on", async () => {
  const sam = await it.sam;
  await go(sam, chair);
  const row = sam.getByTestId("sound");
  assert.match(await row.innerText(), /No sound on this screen/);
  assert.equal(await sam.getByRole("button", { name: /^Silence/ }).count(), 0, "there is nothing to silence");
  await sam.getByRole("button", { name: "Turn sound on" }).click();
  await sam.waitForFunction(() => document.querySelector("#sound")?.dataset.state === "on", null, { timeout: 5_000 });
  assert.match(await row.innerText(), /Sound is on[\s\S]*Did you hear it\?/);
  await everyTheme(sam, "the question after the test tone");
  await row.getByRole("button", { name: "Yes" }).click();
  await sam.waitForFunction(() => document.querySelector("#sound")?.dataset.rings === "medium", null, { timeout: 5_000 });
  // Every alarm that waits is silenced by itself, for two minutes, and says how long.
  for (const button of await sam.getByRole("button", { name: "Silence 2 min" }).all()) await button.click();
  assert.match(await sam.locator("#alarms").innerText(), /Silent (2:00|1:5\d)/);
  await sam.waitForFunction(() => document.querySelector("#sound")?.dataset.rings === "", null, { timeout: 5_000 });
});

chapter.test("a number beyond the stop limit breaks through a silence", async () => {
  const sam = await it.sam;
  assert.equal(await monitor("BED-1", [spo2(71), ecg(64)]), "AA");
  await sam.waitForFunction(() => document.querySelector("#alarms")?.innerText.includes("Stop limit"), null, { timeout: 5_000 });
  assert.match(await sam.locator("#alarms .m-high").innerText(), /71[\s\S]*Stop limit \d+ reached/);
  assert.equal(await monitor("BED-1", [spo2(70), ecg(64)]), "AA");
  assert.equal(await sam.locator("#alarms .m-high").count(), 1, "it is asked once while it waits");
  await sam.waitForFunction(() => document.querySelector("#sound")?.dataset.rings === "high", null, { timeout: 5_000 });
  // On the next page it goes on ringing, after a touch where the browser wants one; until then the screen says so.
  await go(sam, chair);
  await sam.waitForFunction(() => ["on", "touch"].includes(document.querySelector("#sound")?.dataset.state));
  if ((await sam.getByTestId("sound").getAttribute("data-state")) === "touch") {
    assert.match(await sam.getByTestId("sound").innerText(), /No sound until you touch the screen once/);
    await sam.getByRole("heading", { level: 1 }).click();
  }
  await sam.waitForFunction(() => document.querySelector("#sound")?.dataset.rings === "high", null, { timeout: 8_000 });
  assert.match(await sam.locator("#alarms").innerText(), /Silent [01]:\d\d/, "what was silenced stays so");
});

chapter.test("the nurse takes the monitor’s numbers over, and they stand on the flowsheet as hers", async () => {
  const sam = await it.sam;
  assert.equal(await monitor("BED-1", [spo2(96.5), ecg(62.8)]), "AA");
  await go(sam, chair);
  await sam.getByRole("link", { name: "Take the monitor’s numbers" }).click();
  assert.equal(await sam.locator('[name="spo2"]').inputValue(), "97");
  assert.equal(await sam.locator('[name="pulse"]').inputValue(), "63");
  await everyTheme(sam, "taking a monitor’s numbers over");
  await send(sam, "Save readings", {});
  assert.match(await sam.locator("#flowsheet").innerText(), /97/);
});

chapter.test("minute by minute, every number and every gap", async () => {
  const sam = await it.sam;
  await go(sam, `${chair}/monitor`);
  assert.match(await main(sam), /Monitor 1, white[\s\S]*(96\.5|no signal)/);
  await everyTheme(sam, "minute by minute");
});

chapter.test("let go, it is nobody’s again", async () => {
  const sam = await it.sam;
  await go(sam, chair);
  await send(sam, /^Let go/);
  assert.match(await monitor("BED-1", [spo2(97)]), /^AR nobody at the chair/);
  await go(sam, `${chair}/record`);
  assert.match(await main(sam), /Monitors[\s\S]*Monitor 1, white, \d\d:\d\d to \d\d:\d\d, taken on by Sam Ortiz/);
});

chapter.test("two people who write down the same reading are asked once", async () => {
  const [sam, noor] = [await it.sam, await it.noor];
  // She comes to help, and is not on the team: that is on record, too.
  await noor.goto(chair);
  await send(noor, "Open in an emergency", { reason: "Sam needs a second pair of hands" });
  await go(sam, `${chair}/vitals`);
  await send(sam, "Save readings", { systolic: "131", diastolic: "84", pulse: "72" });
  await go(noor, `${chair}/vitals`);
  await refused(noor, "Save readings", { systolic: "132", diastolic: "84", pulse: "73" });
  const asked = noor.getByTestId("same-reading");
  assert.match(await asked.innerText(), /Is it the same reading\?[\s\S]*Sam Ortiz RN[\s\S]*entered 131\/84 · pulse 72 at \d\d:\d\d/);
  assert.equal(await noor.locator('[name="pulse"]').inputValue(), "73", "nothing typed is lost");
  await everyTheme(noor, "the same reading?");
  await asked.getByRole("button", { name: "The same: one is enough" }).click();
  await noor.waitForURL(`**${chair}`);
  assert.doesNotMatch(await noor.locator("#flowsheet").innerText(), /132\/84/);
  await go(noor, `${chair}/vitals`);
  await refused(noor, "Save readings", { systolic: "132", diastolic: "84", pulse: "73" });
  await noor.getByRole("button", { name: "Another one: save it too" }).click();
  await noor.waitForURL(`**${chair}`);
  assert.match(await noor.locator("#flowsheet").innerText(), /132\/84/);
});
