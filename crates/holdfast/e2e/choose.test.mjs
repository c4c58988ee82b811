// Casey, at night, on a phone, without an account: "Which approach suits you?" (screens.md 6.2 a). What is ticked stays
// on the device: every request is written down and none may carry an answer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, fits, look, narrow, open, themes, untroubled, wear, wide } from "./lib.mjs";

const phone = { width: 390, height: 844 };
const a4 = { format: "A4", printBackground: true, preferCSSPageSize: true };
let clinic;
before(async () => {
  clinic = await open();
});
after(() => clinic.close());

/// Everything that leaves the page: address, headers of ours, body.
function leaving(page) {
  const sent = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""} ${request.headers().referer ?? ""}`));
  return sent;
}

const words = (text) => text.trim().split(/[\s\-–—/·]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

test("the home page says what is offered and what is not, and leads to the comparison", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/");
  const offers = await page.locator("main .card .strong").allInnerTexts();
  assert.equal(offers.length, 2);
  for (const said of offers) assert.match(said, /^We (do not )?offer this\.$/);
  assert.ok(await page.getByTestId("crisis").isVisible());
  const main = page.locator("main .btn-main");
  assert.equal(await main.count(), 1, "one filled button");
  assert.equal(await main.innerText(), "Compare the approaches");
  await main.click();
  assert.equal(new URL(page.url()).pathname, "/choose");
  const row = page.locator("[data-row=offered]");
  for (const [at, option] of ["kap", "infusion"].entries()) {
    const answer = await row.locator(`[data-o=${option}]`).innerText();
    assert.equal(/Yes\./.test(answer), offers[at] === "We offer this.", `${option}: ${answer}`);
  }
  untroubled(page);
});

test("every option answers every question at the same length", async () => {
  const page = await clinic.visitor({ viewport: wide });
  await page.goto("/choose");
  const rows = await page.locator("[data-testid=compare] tbody tr").all();
  assert.equal(rows.length, 16);
  for (const row of rows) {
    const answers = await row.locator("td").allInnerTexts();
    const counts = answers.map(words);
    assert.equal(counts.length, 3);
    assert.ok((Math.max(...counts) - Math.min(...counts)) * 100 <= 15 * Math.max(...counts), `${answers}: ${counts}`);
    assert.equal(await row.locator("th[scope=row]").count(), 1);
  }
  assert.equal(await page.locator("[data-testid=compare] thead th[scope=col]").count(), 4);
});

test("what is ticked stays on the device, and the summary repeats it without a verdict", async () => {
  const page = await clinic.visitor({ viewport: phone });
  const sent = leaving(page);
  await page.goto("/choose");
  await page.locator("[name=v-talk-during][value=lot]").check();
  await page.locator("[name=v-needles][value=lot]").check();
  await page.locator("[name=v-home][value=unsure]").check();
  await page.locator("[name=own]").fill("Zebra dreams keep me awake");
  await page.locator("[name=ask][value=stop]").check();
  await page.locator("[name=questions]").fill("Can my sister come?\nIs there a bus?");
  await page.reload();
  assert.ok(await page.locator("[name=v-needles][value=lot]").isChecked(), "a reload keeps what was ticked");
  await page.getByRole("button", { name: "See my summary" }).click();
  await page.waitForURL("**/choose/summary");
  const summary = page.getByTestId("summary");
  const text = (await summary.innerText()).replaceAll(/\s+/g, " ");
  for (const said of [
    "“I want to talk with a therapist while the medicine works”: matters a lot",
    "“I do not want a needle”: matters a lot",
    "“Getting home is hard for me”: not sure",
    "Zebra dreams keep me awake",
    "Can I talk during it?",
    "How is it given, and how deep does it go?",
    "How do we know when to stop?",
    "Can my sister come?",
    "Is there a bus?",
    "Take this to a prescriber.",
  ]) assert.ok(text.includes(said), `${said}: ${text}`);
  assert.ok(!text.includes("What does it cost?"), "only rows that something mattered a lot to");
  assert.doesNotMatch(text, /recommend|best for you|score|points|%/i);

  await page.getByRole("button", { name: "Save as link" }).click();
  const link = await page.locator("#f-link").inputValue();
  assert.match(link, /\/choose\/summary#.*v-needles=lot/);
  await page.getByRole("button", { name: "Start over" }).click();
  assert.ok(await page.getByText("Nothing ticked yet.").isVisible());
  await page.getByRole("button", { name: "Undo" }).click();
  assert.ok((await summary.innerText()).includes("Zebra dreams"));

  const elsewhere = await clinic.visitor({ viewport: phone });
  const sentThere = leaving(elsewhere);
  await elsewhere.goto(link);
  assert.ok((await elsewhere.getByTestId("summary").innerText()).includes("Zebra dreams"), "the link carries it to another device");

  for (const request of [...sent, ...sentThere]) {
    assert.doesNotMatch(request, /v-|zebra|sister|needles|lot\b|unsure|POST/i, request);
  }
  for (const one of [page, elsewhere]) {
    assert.deepEqual(await one.context().cookies(), [], "no cookie is set");
    untroubled(one);
  }
});

test("a person of integration support says what it is not above the booking, and one who left says since when and books nothing", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/people");
  const links = await page.locator('main a[href^="/people/per_"]').evaluateAll((all) => [...new Set(all.map((one) => one.pathname))]);
  const met = { support: 0, ended: 0 };
  for (const path of links) {
    await page.goto(path);
    const [tag, book] = [await page.getByTestId("role-tag").innerText(), page.locator("main .btn-main")];
    if (await page.getByTestId("affiliation-ended").count()) {
      met.ended += 1;
      assert.match(await page.locator("main").innerText(), /No longer affiliated with .+ since \d{4}-\d\d-\d\d/);
      assert.equal(await book.count(), 0, `${path} offers a booking with somebody who has left`);
    } else if (/Integration/i.test(tag) && (await book.count())) {
      met.support += 1;
      const strip = page.getByTestId("scope-strip");
      assert.match(await strip.innerText(), /is not therapy\. .+ does not diagnose, treat, prescribe, give ketamine, or provide crisis help/);
      const [above, below] = [await strip.boundingBox(), await book.boundingBox()];
      assert.ok(above.y + above.height <= below.y, `${path}: what it is not stands above the booking`);
    }
  }
  assert.ok(met.support > 0 && met.ended > 0, `of both kinds there is one: ${JSON.stringify(met)}`);
  untroubled(page);
});

test("start over on the comparison can be undone", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/choose");
  await page.locator("[name=v-quiet][value=little]").check();
  await page.getByRole("button", { name: "Start over" }).click();
  assert.equal(await page.locator("[name=v-quiet]:checked").count(), 0);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.ok(await page.locator("[name=v-quiet][value=little]").isChecked());
});

test("how it gets in is told in words as well as in dots", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/choose");
  const dots = page.getByTestId("route-dots");
  const text = await dots.innerText();
  for (const said of ["IV 100, IM about 93, nasal 25 to 50, mouth 10 to 30", "More is not better", "People differ"]) {
    assert.ok(text.includes(said), said);
  }
  const counted = await dots.locator(".dots").evaluateAll((all) => all.map((one) => [one.querySelectorAll(".on").length, one.querySelectorAll(".part").length, one.children.length]));
  assert.deepEqual(counted, [[100, 0, 100], [93, 0, 100], [25, 25, 100], [10, 20, 100]]);
});

test("each claim has a source, a date, and how sure anyone can be", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/choose");
  const claims = await page.locator("[data-claim]").allInnerTexts();
  assert.ok(claims.length >= 20, `${claims.length}`);
  for (const claim of claims) {
    assert.match(claim, /read 20\d\d-\d\d-\d\d/, claim);
    for (const said of ["What was studied", "How many people", "How sure", "Sources"]) assert.ok(claim.includes(said), `${said}: ${claim}`);
  }
  assert.match(await page.locator("main").innerText(), /not medical advice[\s\S]*not right for everyone[\s\S]*FDA has not approved/);
});

test("in a crisis, help opens in place, first", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/choose");
  const door = page.getByText("I am in crisis");
  const top = await door.evaluate((one) => one.getBoundingClientRect().top);
  assert.ok(top < (await page.locator("#matters").evaluate((one) => one.getBoundingClientRect().top)), "before any question");
  await door.click();
  const call = page.locator(".crisis-now a[href='tel:988']");
  assert.ok(await call.isVisible());
  assert.equal(new URL(page.url()).pathname, "/choose");
  await axe(page, "the comparison with help open");
});

test("a phone shows one kind of care at a time when asked, and never hides 'not now'", async () => {
  const page = await clinic.visitor({ viewport: phone });
  await page.goto("/choose");
  const shown = () => page.locator("[data-row=talk] td:visible").evaluateAll((all) => all.map((one) => one.dataset.o));
  assert.deepEqual(await shown(), ["kap", "infusion", "other-or-not-now"]);
  await page.locator("#side").scrollIntoViewIfNeeded();
  await page.locator(".switch").getByText("KAP").click();
  assert.deepEqual(await shown(), ["kap", "other-or-not-now"]);
  await page.locator(".switch").getByText("Infusion").click();
  assert.deepEqual(await shown(), ["infusion", "other-or-not-now"]);
  await fits(page, "the comparison, one kind");
});

test("without scripts the summary is drawn once from the form and kept nowhere", async () => {
  const page = await clinic.visitor({ viewport: phone, javaScriptEnabled: false });
  await page.goto("/choose");
  assert.ok((await page.locator("main").innerText()).includes("They are not kept."));
  await page.locator("[name=v-watched][value=lot]").check();
  await page.locator("[name=own]").fill("Zebra dreams");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: "See my summary" }).click(),
  ]);
  assert.equal(answer.headers()["cache-control"], "no-store");
  const text = await page.getByTestId("summary").innerText();
  for (const said of ["I want to be watched by medical staff the whole time", "matters a lot", "Zebra dreams", "Who is with me?", "Take this to a prescriber."]) {
    assert.ok(text.includes(said), `${said}: ${text}`);
  }
  assert.deepEqual(await page.context().cookies(), []);
  untroubled(page);
});

test("the comparison prints on two pages, and its dots are told apart in grey", async () => {
  const page = await clinic.visitor({ viewport: wide });
  await page.goto("/choose");
  for (const lang of ["en-US", "es-MX"]) {
    const there = await clinic.visitor({ viewport: wide, locale: lang });
    await there.goto("/choose");
    const pdf = (await there.pdf(a4)).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 2, `${lang}: pages`);
    await there.context().close();
  }
  await page.emulateMedia({ media: "print" });
  const looks = await page.locator(".ways .way:nth-child(3) .dots").evaluate((dots) => {
    const look = (selector) => {
      const style = getComputedStyle(dots.querySelector(selector));
      return `${style.backgroundColor} ${style.backgroundImage}`;
    };
    return [look(".on"), look(".part"), look("i:not([class])")];
  });
  assert.equal(new Set(looks).size, 3, looks.join("; "));
  for (const colour of looks.join().matchAll(/rgb\((\d+), (\d+), (\d+)\)/g)) assert.equal(new Set(colour.slice(1)).size, 1, `grey: ${colour[0]}`);
});

test("large text and reading aloud are offered, and large text is remembered in the tab", async () => {
  const page = await clinic.visitor({ viewport: narrow });
  await page.goto("/choose");
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main p")).fontSize));
  const usual = await size();
  await page.getByLabel("Large text").check();
  assert.ok((await size()) > usual * 1.2);
  await fits(page, "large text at 320 px");
  await page.goto("/learn/window");
  assert.ok((await size()) > usual * 1.2);
});

test("everyone can use the comparison, its summary and the pages to learn from", async () => {
  const page = await clinic.visitor();
  for (const path of ["/choose", "/choose/summary#v-talk-during=lot&v-cost=lot&own=Zebra&ask=why-me&questions=Bus", "/learn/routes", "/learn/window", "/learn/integration", "/learn/safety"]) {
    await page.goto(path);
    await look(page, path);
  }
  const spanish = await clinic.visitor({ locale: "es-MX" });
  await spanish.goto("/choose");
  await spanish.setViewportSize(narrow);
  await wear(spanish, themes[2]);
  await spanish.reload();
  assert.equal(await spanish.evaluate(() => document.documentElement.lang), "es");
  await fits(spanish, "the comparison in Spanish");
  await axe(spanish, "the comparison in Spanish");
});

test("public pages bring little script", async () => {
  const page = await clinic.visitor();
  let bytes = 0;
  page.on("response", async (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) bytes += (await response.body()).length;
  });
  await page.goto("/choose", { waitUntil: "networkidle" });
  assert.ok(bytes > 0 && bytes <= 25 * 1024, `${bytes} bytes of script, before compression`);
});
