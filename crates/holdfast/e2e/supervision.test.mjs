// An associate: a licence that holds only while somebody answers. Named by the director, taken on by the supervisor, working;
// a note with two signatures; and the end, which takes the talk off the calendar and closes the pages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { forgive } from "./lib.mjs";
import { arrives, takesOn } from "./story.mjs";
import { chapters, clinicTime, everyTheme, follow, go, goRefused, house, idIn, main, refused, says, send } from "./walk.mjs";

const day = (days) => clinicTime(days * 24 * 60).slice(0, 10);
const secret = "The word she kept was tide.";
const step = chapters(test);
const ada = {};
let it;
before(async () => {
  it = await house();
});
after(() => it.close());

step("a licence is written down with whether it lets somebody practise by themself; nothing is chosen for the director", async () => {
  const priya = await it.priya;
  const licence = {
    licence: "Marriage and family therapist", jurisdiction: "US-NY", number: "A-771", from: day(-30), until: day(300), verified: day(0),
  };
  ada.id = await takesOn(it, "Ada Reyes, associate MFT", "therapist", { ...licence, practice: "Only under supervision" });
  await go(priya, `/clinic/people/${ada.id}`);
  await says(priya, /Nobody answers for them now/, /under supervision/);
  await everyTheme(priya, "somebody nobody answers for");
  await go(priya, "/clinic");
  await says(priya, /Ada Reyes, associate MFT · nobody answers for them now/);
});

step("the director names who answers; it counts once that person has taken it on", async () => {
  const [priya, lena] = [await it.priya, await it.lena];
  await go(priya, `/clinic/people/${ada.id}`);
  await follow(priya, "Name who answers for them");
  assert.match(await refused(priya, "Ask them to answer", { from: day(0) }), /Choose who answers/);
  await everyTheme(priya, "naming who answers");
  await send(priya, "Ask them to answer", { who: /Lena Fischer/, from: day(0) });
  await says(priya, /Not taken on yet/, /Nobody answers for them now/);
  await go(lena, "/tasks");
  await follow(lena, /Supervision: you are asked to answer for somebody \(1\)/);
  await everyTheme(lena, "asked to answer for somebody");
  await send(lena, /^I answer for them/);
  await says(lena, /You answer for/, /In force now/);
  ada.page = await arrives(it, ada.id, "therapist", "ada");
  await go(ada.page, "/board");
  const visitor = await it.visitor();
  await go(visitor, `/people/${ada.id}`);
  await says(visitor, /works under the supervision of Lena Fischer/);
  await visitor.context().close();
});

step("an associate's note opens to them and to whoever answers for them, who signs it too", async () => {
  const lena = await it.lena;
  await go(lena, "/own-notes");
  const window = new URL(await lena.getByTestId("note").first().getByRole("link").getAttribute("href"), lena.url()).pathname.split("/")[2];
  await go(lena, `/windows/${window}`);
  ada.patient = await idIn(lena, "pat");
  await go(lena, `/patients/${ada.patient}/team`);
  await send(lena, "Add to the team", { who: "Ada Reyes" });
  await go(ada.page, `/windows/${window}/therapy`);
  await says(ada.page, /You can open this note, and Lena Fischer/);
  await send(ada.page, "Seal the note", { note: secret });
  await says(ada.page, /waits for a second signature/);
  await go(lena, "/tasks");
  await follow(lena, /notes that wait for your signature: 1/);
  await lena.getByTestId("note").first().getByRole("link").click();
  await lena.waitForURL(/supervision\/notes/);
  await says(lena, /The word she kept was tide/);
  await everyTheme(lena, "a note to co-sign");
  const note = new URL(lena.url()).pathname;
  for (const login of ["priya.raman", "noor.haddad", "sam.ortiz", "jo.blake", "m.stone"]) {
    const page = await it.page(login);
    const answer = await page.goto(note);
    assert.ok([403, 404].includes(answer.status()), `${login}: ${answer.status()}`);
    assert.doesNotMatch(await page.content(), /tide/, login);
    forgive(page, 403, 404);
    await page.goto("about:blank");
  }
  await send(lena, "Co-sign this note");
  await says(lena, /None waits/);
  await go(ada.page, `/windows/${window}/therapy`);
  await says(ada.page, /co-signed by Lena Fischer/);
});

step("when it ends, so does what they may do, at that instant; the notes and the history stay", async () => {
  const lena = await it.lena;
  await go(lena, "/supervision");
  await follow(lena, /^End it/);
  await says(lena, /What happens at that instant/);
  await everyTheme(lena, "ending a supervision");
  assert.match(await refused(lena, "End the supervision"), /Choose when/);
  await send(lena, "End the supervision", { moment: "now" });
  const closed = await goRefused(ada.page, "/board");
  assert.match(closed, /asks for supervision, and nobody answers for it now/);
  assert.match(closed, /medical director/i);
  const words = await main(await it.priya.then(async (page) => (await go(page, `/clinic/people/${ada.id}`), page)));
  assert.match(words, /Nobody answers for them now/);
  assert.match(words, /Lena Fischer.* answered for what they do as/);
});
