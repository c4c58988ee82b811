// A talk by video: the director says where rooms are, the desk makes a talk one, and the link leads there near its time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive, look, submit, untroubled } from "./lib.mjs";
import { clinicTime, fill, go, house, refused, says, send } from "./walk.mjs";

const ROOMS = "https://meet.example.org/harbor";
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

/// The window of somebody whose booked talk is still to come.
async function windowWithTalk(desk) {
  await go(desk, "/board");
  const paths = await desk.locator('a[href^="/windows/"]').evaluateAll((links) => links.map((link) => link.pathname));
  for (const path of new Set(paths.filter((path) => path.split("/").length === 3))) {
    await desk.goto(path);
    if (await desk.getByTestId("talk-link").count()) return path;
  }
  assert.fail(`no window with a booked talk: ${paths}`);
}

/// Books the talk anew, by video, on the first day on which somebody is at work at eleven.
async function booksSomeDay(desk, window) {
  for (let day = 1; day < 10; day += 1) {
    await go(desk, `${window}/book`);
    const at = `${clinicTime(day * 24 * 60).slice(0, 10)}T11:00`;
    await fill(desk, /^Book the talk/, { at, video: true });
    if ((await submit(desk, /^Book the talk/)).status() === 303) return;
    forgive(desk, 422);
  }
  assert.fail("nobody is at work");
}

test("nobody is offered video before the director says where its rooms are", async () => {
  const [jo, priya] = [await it.jo, await it.priya];
  const window = await windowWithTalk(jo);
  assert.equal(await jo.getByTestId("video").count(), 0);
  await go(jo, "/schedule/rooms");
  await says(jo, /Video rooms: none/);
  await go(priya, "/schedule/rooms");
  const why = await refused(priya, /^Keep this address/, { video: "http://meet.example.org" });
  assert.match(why, /begins with https/);
  await send(priya, /^Keep this address/, { video: `${ROOMS}/` });
  await says(priya, /Kept\. It counts for talks still to come\./);
  await look(priya, "/schedule/rooms, with video");
  await go(jo, window);
  await says(jo, /By telephone or at the clinic/);
  untroubled(jo);
  untroubled(priya);
});

test("the desk books a talk by video, and the link that was passed on early leads nowhere", async () => {
  const jo = await it.jo;
  const window = await windowWithTalk(jo);
  await send(jo, /^Make it a video talk/);
  await says(jo, /This talk is by video/, /By video[^]*outside Holdfast/);
  await look(jo, "/windows, by video");
  await send(jo, /^Not by video/);
  await says(jo, /This talk is not by video/);
  // In the form, at a time of another day when somebody is at work.
  await go(jo, `${window}/book`);
  await look(jo, "/windows/book, with video");
  await booksSomeDay(jo, window);
  await go(jo, window);
  await says(jo, /The room opens to the two who talk, a quarter of an hour before/);
  const link = await jo.getByTestId("talk-link").getAttribute("href");
  const stranger = await it.visitor();
  await stranger.goto(link);
  // Whoever has the link early is led nowhere (the room near its time: tests/it/talk_link.rs).
  await says(stranger, /The video room opens here a quarter of an hour before the talk/, /outside our own system/);
  assert.ok(!(await stranger.content()).includes(`${ROOMS}/`));
  await look(stranger, "the link to a talk by video");
  untroubled(stranger);
  untroubled(jo);
});

test("a patient makes their own talk one by video, and takes it back", async () => {
  const rowan = await it.rowan;
  await go(rowan, "/me/talk");
  const offered = rowan.getByRole("button", { name: "Talk by video" });
  if ((await offered.count()) === 0) {
    // Another test made it one already: it is taken back first.
    await send(rowan, /^Not by video/);
  }
  await send(rowan, /^Talk by video/);
  await says(rowan, /This talk is by video/);
  await look(rowan, "/me/talk, by video");
  await send(rowan, /^Not by video/);
  await says(rowan, /This talk is not by video/);
  untroubled(rowan);
});
