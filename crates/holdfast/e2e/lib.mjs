// What every browser test uses: a running demonstration clinic, people signed in, and a careful look at a page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../../..");
export const target = process.env.CARGO_TARGET_DIR ?? join(repository, "target");
const binary = process.env.HOLDFAST_BINARY ?? join(target, "debug/holdfast");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const themes = ["light", "dim", "candle"];
export const narrow = { width: 320, height: 700 };
export const wide = { width: 1280, height: 900 };
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const signInPath = "/sign-in";

// ---------------------------------------------------------------- the demonstration clinic

/// Starts `holdfast demo` on a free port with a fresh folder, and reads the sign-ins it prints.
/// `HOLDFAST_E2E_DEMO` names one that runs already (run.mjs shares one between files); `{ fresh: true }` ignores it.
/// `core` holds the program to one processor; `devices` has it listen to monitors, on the port it answers; `more` are further words
/// of the command line.
export async function demo({ fresh = false, seed = 1, core, devices = false, more = [] } = {}) {
  if (process.env.HOLDFAST_E2E_DEMO && !fresh) {
    const shared = JSON.parse(process.env.HOLDFAST_E2E_DEMO);
    return { ...shared, stop: async () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), "holdfast-e2e-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const command = [binary, "demo", "--listen", listen, "--data", join(folder, "data"), "--seed", String(seed)];
  const port = devices ? await freePort() : undefined;
  if (devices) command.push("--devices", `127.0.0.1:${port}`);
  command.push(...more);
  if (core !== undefined) command.unshift("taskset", "--cpu-list", String(core));
  const address = `http://${listen}`;
  let printed = "";
  let complained = "";
  let program, ended;
  const start = async () => {
    program = spawn(command[0], command.slice(1), { stdio: ["ignore", "pipe", "pipe"] });
    const own = program;
    own.stdout.on("data", (text) => (printed += text));
    own.stderr.on("data", (text) => (complained = (complained + text).slice(-4000)));
    ended = new Promise((done) => own.on("exit", (code, signal) => done(code ?? signal)));
    own.on("error", (error) => (complained += error.message));
    const deadline = Date.now() + 60_000;
    while (!(await healthy(address))) {
      assert.ok(own.pid && own.exitCode === null, `demo ended before it was ready: ${complained}`);
      assert.ok(Date.now() < deadline, `demo was not ready within 60 s: ${printed}${complained}`);
      await pause(50);
    }
  };
  await start();
  /// As when somebody pulls the plug. `start()` brings the same clinic back: served as any other, with the sign-ins it has.
  const crash = async () => {
    program.kill("SIGKILL");
    await ended;
    command[command.indexOf("demo")] = "serve";
    if (command.includes("--seed")) command.splice(command.indexOf("--seed"), 2);
  };
  const people = parseSignIns(printed);
  assert.ok(people.length > 0, `demo printed no sign-in:\n${printed}`);
  const stop = async () => {
    program.kill("SIGTERM");
    const patience = setTimeout(() => program.kill("SIGKILL"), 15_000);
    const code = await ended;
    clearTimeout(patience);
    rmSync(folder, { recursive: true, force: true });
    assert.equal(code, 0, `demo did not end cleanly on SIGTERM: ${complained}`);
  };
  return { address, people, states: folder, stop, crash, start, devices: port };
}

/// Lines `role  name  password  [one-time code secret]`, with two or more spaces between columns.
export function parseSignIns(printed) {
  const rows = printed.split("\n").map((line) => line.trim().split(/\s{2,}|\t/));
  return rows
    .filter((row) => (row.length === 3 || row.length === 4) && row[0] !== "role" && !row.join().includes("://"))
    .map(([role, name, password, secret]) => ({ role, name, password, secret }));
}

async function healthy(address) {
  try {
    return (await fetch(`${address}/health`)).status === 200;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// ---------------------------------------------------------------- the browser

/// Debian's Chromium. playwright-core brings no browser and downloads none.
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  });
}

/// One clinic and one browser for a test file: `const it = await open(); after(it.close);`
export async function open(options) {
  const clinic = await demo(options);
  const chrome = await browser();
  const close = async () => {
    await chrome.close();
    await clinic.stop();
  };
  /// A page of nobody in particular.
  const visitor = async (contextOptions = {}) => {
    const context = await chrome.newContext({ baseURL: clinic.address, viewport: wide, ...contextOptions });
    return watched(await context.newPage());
  };
  /// A page of someone signed in. Signs in once for each role and shared clinic: one-time codes work once.
  const as = async (role, contextOptions = {}) => {
    const kept = join(clinic.states, `signed-in-${role.replaceAll(/\W+/g, "-")}.json`);
    if (existsSync(kept)) {
      const { cookies, landed } = JSON.parse(readFileSync(kept, "utf8"));
      const page = await visitor(contextOptions);
      await page.context().addCookies(cookies);
      await page.goto(landed);
      if (!new URL(page.url()).pathname.startsWith(signInPath)) return page;
      await page.context().close();
    }
    const page = await visitor(contextOptions);
    await signIn(page, role, clinic.people);
    mkdirSync(clinic.states, { recursive: true });
    writeFileSync(kept, JSON.stringify({ cookies: await page.context().cookies(), landed: page.url() }));
    return page;
  };
  return { ...clinic, chrome, close, visitor, as };
}

const troubles = new WeakMap();

/// Writes down everything that goes wrong on a page: script errors, refused content, failed or refused requests.
export function watched(page) {
  const seen = [];
  troubles.set(page, seen);
  page.on("pageerror", (error) => seen.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") seen.push(`console: ${message.text()} (${message.location().url ?? ""})`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Leaving a page ends its event stream and whatever was still on the way.
    if (why !== "net::ERR_ABORTED") seen.push(`request failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) seen.push(`${response.status()}: ${response.request().method()} ${response.url()}`);
  });
  return page;
}

/// Nothing has gone wrong on this page since the last time it was asked.
export function untroubled(page, name = page.url()) {
  const seen = troubles.get(page).splice(0);
  assert.deepEqual(seen, [], `${name}: something went wrong on the page`);
}

/// What went wrong until now was meant to: the connection was cut on purpose.
export function forgetTroubles(page) {
  troubles.get(page).splice(0);
}

/// A refusal is expected here: the page may answer with one of these, and with nothing worse.
export function forgive(page, ...statuses) {
  const seen = troubles.get(page).splice(0);
  const worse = seen.filter((line) => !statuses.some((status) => line.startsWith(`${status}:`) || line.includes(`status of ${status} `)));
  assert.deepEqual(worse, [], "something went wrong besides the expected refusal");
}

// ---------------------------------------------------------------- acting on a page

/// Fills the sign-in form as a person of this role, with the one-time code when it is asked for.
export async function signIn(page, role, people) {
  const person = people.find((one) => one.role === role);
  assert.ok(person, `the demo has no ${role}; it has: ${people.map((one) => one.role).join(", ")}`);
  await page.goto(signInPath);
  await page.locator('[name="login"]').fill(person.name);
  await page.locator('[name="password"]').fill(person.password);
  await sendFormOf(page, '[name="password"]');
  for (let attempt = 0; (await page.locator('[name="code"]').count()) > 0; attempt += 1) {
    assert.ok(person.secret, `${role} is asked for a one-time code but the demo printed no secret`);
    assert.ok(attempt < 2, `${role}: the one-time code was refused twice: ${await page.locator("main").innerText()}`);
    if (attempt > 0) await pause(30_000 - (Date.now() % 30_000) + 200); // a code works once: take the next one
    await page.locator('[name="code"]').fill(oneTimeCode(person.secret));
    await sendFormOf(page, '[name="code"]');
    if (attempt === 0 && (await page.locator('[name="code"]').count()) > 0) forgive(page, 401, 403, 422);
  }
  if ((await page.locator('[name="own"]').count()) > 0) {
    // Whoever gave the sign-in has seen its password: it is good for choosing another.
    person.password = `${person.password} and three words`;
    for (const name of ["own", "again"]) await page.locator(`[name="${name}"]`).fill(person.password);
    await sendFormOf(page, '[name="own"]');
  }
  assert.ok(!new URL(page.url()).pathname.startsWith(signInPath), `${role} could not sign in: ${await page.locator("main").innerText()}`);
  return page;
}

async function sendFormOf(page, field) {
  const form = page.locator("form", { has: page.locator(field) });
  await Promise.all([page.waitForEvent("load"), form.locator('button[type="submit"], button:not([type])').first().click()]);
}

/// RFC 6238: SHA-1, 30 seconds, 6 digits, secret in base32.
export function oneTimeCode(secret, at = Date.now()) {
  let bits = "";
  for (const letter of secret.toUpperCase().replaceAll(/[\s=-]/g, "")) {
    bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  }
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const start = hash[19] & 15;
  return String((hash.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/// Presses the button with this text and waits for the answer: a new page, or a fragment that htmx puts into this one.
/// Gives the answer to the POST itself, so a test can ask for its status.
export async function submit(page, buttonText) {
  const button = page.getByRole("button", { name: buttonText, exact: typeof buttonText === "string" });
  const loaded = page.waitForEvent("load");
  loaded.catch(() => {}); // a fragment loads no page
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    button.click(),
  ]);
  // At a chair a script sends the form: then the browser goes where it says, or sends it itself to show what is wrong.
  const byOutbox = Boolean(answer.request().headers()["x-holdfast-outbox"]);
  if (byOutbox) {
    await loaded;
    return answer.status() === 204 ? Object.assign(Object.create(answer), { status: () => 303 }) : answer;
  }
  const newPage = answer.request().isNavigationRequest() || answer.headers()["hx-redirect"] || answer.headers()["hx-refresh"];
  if (newPage) await loaded;
  else await settled(page);
  return answer;
}

/// htmx has put in place everything it had asked for.
export async function settled(page) {
  const busy = ".htmx-request, .htmx-swapping, .htmx-settling";
  while (await page.evaluate((selector) => document.querySelector(selector) !== null, busy)) await pause(20);
}

export async function wear(page, theme) {
  await page.context().addCookies([{ name: "theme", value: theme, url: new URL(page.url()).origin }]);
}

// ---------------------------------------------------------------- looking at a page

/// Asserts that axe finds nothing. The source goes in by `evaluate`: the content policy refuses a script tag, rightly.
export async function axe(page, name = page.url()) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const found = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    axeTags,
  );
  const lines = found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary?.replaceAll("\n", " ")}`),
  );
  assert.deepEqual(lines, [], `${name}: not everyone can use this page`);
}

/// A careful look at the page that is open, in every theme, narrow and wide. It is loaded again: it must be a GET.
export async function look(page, name = page.url()) {
  untroubled(page, name);
  const before = page.viewportSize();
  for (const theme of themes) {
    await wear(page, theme);
    await page.setViewportSize(narrow);
    await page.reload();
    const worn = await page.evaluate(() => document.documentElement.dataset.theme);
    assert.equal(worn, theme, `${name}: <html data-theme> does not follow the cookie`);
    for (const size of [narrow, wide]) {
      await page.setViewportSize(size);
      const where = `${name} (${theme}, ${size.width} px)`;
      await fits(page, where);
      await axe(page, where);
    }
  }
  untroubled(page, name);
  await page.setViewportSize(before ?? wide);
}

/// Nobody has to scroll sideways.
export async function fits(page, where) {
  const { content, room, culprits } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const wideOnes = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return {
      content: document.documentElement.scrollWidth,
      room,
      culprits: wideOnes.slice(0, 5).map((one) => `${one.tagName.toLowerCase()}.${one.className}`),
    };
  });
  assert.ok(content <= room, `${where}: ${content} px of page in ${room} px of window: ${culprits.join(", ")}`);
}

/// Follows every link of the house from where the page is, one page for each shape of address (numbers and ids are
/// one shape), and calls `visit(page, shape)` on each. Asserts that no link leads to an error.
export async function crawl(page, { visit = async () => {}, limit = 60 } = {}) {
  const home = new URL(page.url()).origin;
  const waiting = [page.url()];
  const shapes = new Set([shapeOf(page.url())]);
  const visited = [];
  while (waiting.length > 0 && visited.length < limit) {
    const address = waiting.shift();
    const answer = await page.goto(address);
    assert.ok(answer.ok(), `${address} answers ${answer.status()}`);
    const shape = shapeOf(address);
    visited.push(shape);
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]:not([download])")].map((link) => link.href));
    for (const link of links) {
      const url = new URL(link);
      const known = shapes.has(shapeOf(link));
      if (url.origin !== home || known || notAPage.test(url.pathname)) continue;
      shapes.add(shapeOf(link));
      waiting.push(url.origin + url.pathname + url.search);
    }
    await visit(page, shape);
  }
  return visited;
}

const notAPage = /sign-out|^\/(fhir|live|metrics|health|assets)\b|\.(csv|ics|ndjson|json|pdf|xml|txt|zip)$/;

export function shapeOf(address) {
  const parts = new URL(address).pathname.split("/");
  // A practice is named by a word; all of them are one kind of page, drawn by one template.
  const named = parts[2] === "practice" ? 3 : -1;
  return parts.map((part, nth) => (/\d/.test(part) || part.length > 24 || nth === named ? ":id" : part)).join("/") || "/";
}
