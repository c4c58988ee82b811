// Pages of a visit: their forms go through the outbox, what waits there is shown hollow, limits and overdue times run here too,
// and pages are kept so that they open when the line is down.
import { drop, keep, keepPage, mine, paths, tidy, told, touched, works } from "./box.js";
import { clock, house, icon, local, make, overdue, raise, shown } from "./late.js";
import { keepTyped, locks, putBack } from "./lock.js";
import { alone, flush, look, now, outcome, send } from "./outbox.js";

const d = document, state = d.documentElement.dataset, here = d.getElementById("outbox"), { href } = here.dataset;
if (here.dataset.zone) state.zone = here.dataset.zone;
const again = `${href}/vitals`; // where numbers are read again
let gone_ms = +state.asOf || Date.now();
d.addEventListener("holdfast:gone", () => { gone_ms = +state.asOf || Date.now(); });
const away = () => "notlive" in state || "asOf" in state;
const fresh = () => `cmd_${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

// ---------------------------------------------------------------- writing

const NUMBERS = { systolic: "Systolic", diastolic: "Diastolic", pulse: "pulse", spo2: "SpO2", breaths: "breaths", awake: "awake" };
const value = (fields, name) => fields.find(([known]) => known === name)?.[1].trim() ?? "";

/// What somebody reads in the list: numbers with their names, the chosen answers, the words.
function wordsOf(form, button, fields) {
  const read = Object.keys(NUMBERS).filter((name) => value(fields, name));
  if (read.length) {
    const pressure = value(fields, "systolic") && `${value(fields, "systolic")}/${value(fields, "diastolic")}`;
    return [pressure, ...read.filter((name) => !/tolic/.test(name)).map((name) => `${NUMBERS[name]} ${value(fields, name)}`)].filter(Boolean).join(" · ");
  }
  const chosen = [...form.querySelectorAll("input:checked")].filter((one) => one.name !== "when").map((one) => one.closest("label")?.querySelector("span")?.textContent);
  const typed = [...form.querySelectorAll("input[type=text], textarea")].map((one) => one.value.trim());
  return [button?.name && button.textContent, ...chosen, ...typed].filter(Boolean).map((words) => words.trim()).join(" · ");
}

/// Numbers that nobody can have, and once those that few have: the house is not there to ask.
function unlikely(form) {
  const unusual = [];
  for (const field of form.querySelectorAll("[data-possible]")) {
    const typed = field.value.trim();
    if (!typed) continue;
    const [from, to] = field.dataset.possible.split(" ").map(Number), [low, high] = field.dataset.usual.split(" ").map(Number), name = field.labels[0].textContent;
    if (!/^\d+$/.test(typed) || +typed < from || to < +typed) return `${name}: ${typed} cannot be. From ${from} to ${to} is possible.`;
    if (+typed < low || high < +typed) unusual.push(`${name} ${typed}`);
  }
  const [upper, lower] = ["systolic", "diastolic"].map((name) => form.elements[name]?.value.trim());
  if (Boolean(upper) !== Boolean(lower)) return "The two pressures belong together.";
  if (upper && +upper <= +lower) return "The upper pressure is above the lower one.";
  const ask = unusual.join(", ");
  if (ask && form.dataset.asked !== ask && !form.elements.as_read?.checked) {
    form.dataset.asked = ask;
    return `${ask}? If it is as read, save once more.`;
  }
  if (form.elements.systolic && !Object.keys(NUMBERS).some((name) => form.elements[name]?.value.trim())) return "Write at least one number.";
  return "";
}
function point(form, words) {
  let note = form.querySelector("[data-local-wrong]");
  note ??= form.insertBefore(make("p", { className: "err", role: "alert" }), form.firstElementChild);
  note.dataset.localWrong = "";
  note.textContent = words;
  note.scrollIntoView({ block: "center" });
}

/// A typed time, by the clock of the room; nothing when there is none.
function typedTime(typed) {
  const wall = Date.parse(`${typed}Z`), there = new Intl.DateTimeFormat("sv", { timeZone: state.zone, dateStyle: "short", timeStyle: "medium" });
  if (Number.isNaN(wall)) return null;
  const ahead = (ms) => Date.parse(`${there.format(ms).replace(" ", "T")}Z`) - ms;
  return wall - ahead(wall - ahead(wall));
}

const entryOf = (form, button) => {
  const fields = [...new FormData(form, button)].filter(([name, value]) => !["csrf", "command"].includes(name) && typeof value === "string");
  if (form.dataset.asked) fields.push(["as_read", "yes"]);
  return {
    command: form.elements.command.value, to: form.getAttribute("action"), label: form.dataset.outbox, then: form.dataset.then ?? "", fields,
    words: wordsOf(form, button, fields), ago_min: +value(fields, "when") || 0, at_ms: typedTime(value(fields, "at")),
    // This tablet's clock set right by the house's, as it stands, and by its own counter: a clock that was moved shows.
    said_ms: +form.elements.said_ms?.value || house(), device_ms: Date.now(), counted_ms: Math.round(performance.timeOrigin + performance.now()),
  };
};

d.addEventListener("submit", async (e) => {
  const form = e.target, button = e.submitter, to = new URL(form.getAttribute("action") ?? "", location).pathname;
  if (away() && !form.dataset.outbox && to.startsWith(`${href}/`)) {
    e.preventDefault();
    return tell("That cannot wait on this tablet: the house has to judge it first. It works again when the line is back.");
  }
  if (!form.dataset.outbox || !works() || !mine() || !form.elements.command) return;
  e.preventDefault();
  if (form.sending) return;
  const wrong = away() && unlikely(form);
  if (wrong) return point(form, wrong);
  form.sending = true;
  if (button) button.setAttribute("aria-busy", "true");
  const entry = entryOf(form, button);
  try {
    await keep(entry);
  } catch {
    // No room, or the box is shut: the browser sends it itself, as it would without this file.
    return whole(form, button, null);
  }
  // What was written before goes first.
  const before = now().entries.some((one) => !one.refused && one.command !== entry.command);
  let answer = null;
  if (!away() && !before) try { answer = await alone(() => send(entry, "now")); } catch { /* it waits */ }
  const came = answer ? outcome(answer.status) : "again";
  if (came === "kept") {
    await drop(entry.command);
    return goTo(answer.headers.get("x-holdfast-to") || href);
  }
  // Something to read first: the browser sends the form and shows that page whole.
  if (came === "refused") return whole(form, button, entry);
  // The house was not there to ask.
  const unasked = came === "again" && !before && !away() && unlikely(form);
  if (unasked) {
    await drop(entry.command);
    free(form, button);
    return point(form, unasked);
  }
  d.getElementById("say-polite").textContent = "Kept on this tablet.";
  if (before && !away()) await flush();
  await look();
  // A second press while the page is leaving is the same press.
  if (location.pathname !== href) return location.assign(href);
  free(form, button);
  form.elements.command.value = fresh(); // what is pressed next is another act
  here.scrollIntoView({ block: "nearest" });
}, true);
function free(form, button) {
  form.sending = false;
  button?.removeAttribute("aria-busy");
}
addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

/// As a browser follows a redirect: a place on the same page is that page anew.
function goTo(address) {
  const to = new URL(address, location);
  if (to.pathname !== location.pathname || to.search !== location.search) return location.assign(to);
  if (to.hash) location.hash = to.hash;
  location.reload();
}

async function whole(form, button, entry) {
  const add = (name, value) => form.append(make("input", { type: "hidden", name, value }));
  if (button?.name) add(button.name, button.value);
  if (entry) { add("said_ms", entry.said_ms); await keep({ ...entry, shown: true }); }
  form.submit();
}

// Numbers as somebody says them: 158 96 86 97. A space goes on to the next, and under fingers a full one, too; on a keyboard a digit
// too many stays where it was typed and is seen. What stands there is said back.
const FINGERS = matchMedia("(pointer: coarse)").matches;
function readBack(form) {
  const at = (name) => form.elements[name].value.trim(), out = form.querySelector("[data-read-back]");
  const said = [at("systolic") && at("diastolic") && `${at("systolic")} over ${at("diastolic")}`, at("pulse") && `pulse ${at("pulse")}`, at("spo2") && `${at("spo2")} percent`, at("breaths") && `${at("breaths")} breaths`].filter(Boolean);
  out.hidden = !said.length;
  out.textContent = said.length ? `“${said.join(", ")}”` : "";
}
for (const form of d.querySelectorAll("[data-testid=vitals-sheet]")) {
  const fields = [...form.querySelectorAll("[data-possible]")];
  readBack(form);
  form.addEventListener("input", ({ target: field, data }) => {
    const nth = fields.indexOf(field);
    if (nth < 0) return;
    const spaced = /^\d+\s$/.test(field.value), most = +field.dataset.possible.split(" ")[1];
    if (spaced) field.value = field.value.trim();
    // Full: one more digit could not be possible any more.
    const full = FINGERS && /^\d+$/.test(field.value) && +field.value * 10 > most;
    if (data && (spaced || full)) fields[nth + 1]?.focus();
    readBack(form);
  });
}

// ---------------------------------------------------------------- showing

const taken = (entry) => entry.at_ms ?? entry.said_ms - entry.ago_min * 6e4;

function line(entry) {
  const words = make("span", {}, make("strong", { textContent: `${clock(taken(entry))}  ${entry.label}` }), entry.words ? ` ${entry.words}. ` : ". ");
  words.append(make("span", { className: "sub", textContent: entry.refused ? `Not taken: ${entry.refused}` : `Not sent yet.${entry.then ? ` ${entry.then}` : ""}` }));
  const row = local(make("li", { className: "row" }, icon(entry.refused ? "warn" : "notlive"), words));
  row.dataset.testid = "waiting";
  if (entry.refused) row.append(button("Look at it", () => open(entry)), button("Not needed", (pressed) => ask(pressed, entry)));
  return row;
}
const button = (textContent, press) => { const b = make("button", { type: "button", className: "btn btn-small", textContent }); b.onclick = () => press(b); return b; };
async function ask(pressed, entry) {
  if ("sure" in pressed.dataset) { await drop(entry.command); return look(); }
  pressed.dataset.sure = "";
  pressed.textContent = "Sure? It is gone then";
}
/// The page that the house answers with, and everything typed in it.
async function open(entry) {
  const form = make("form", { method: "post", action: entry.to, hidden: true });
  const given = entry.fields.filter(([name]) => name !== "said_ms" && name !== "kept");
  const fields = [...given, ["csrf", d.querySelector("input[name=csrf]").value], ["command", entry.command], ["said_ms", entry.said_ms], ["kept", "yes"]];
  for (const [name, value] of fields) form.append(make("input", { type: "hidden", name, value }));
  await keep({ ...entry, shown: true, looked: true });
  d.body.append(form);
  form.submit();
}

function list() {
  const { entries, others, signedOut } = now(), at = here.querySelector("ul"), why = here.querySelector("[data-say]");
  const own = entries.filter((entry) => entry.to.startsWith(`${href}/`));
  const drawn = JSON.stringify(own.map((entry) => [entry.command, entry.refused]));
  if (at.drawn !== drawn) at.replaceChildren(...own.map(line));
  at.drawn = drawn;
  const down = away() ? "The line is down. What is entered here waits on this tablet, sealed, and is sent by itself." : "";
  const sign = signedOut ? "You are signed out. Sign in again in this tab; nothing is lost." : "";
  const other = others ? `${others} of somebody else ${others === 1 ? "waits" : "wait"} on this tablet: they sign in here, and it is sent.` : "";
  const told = [sign, down, other].filter(Boolean).join(" ");
  if (why.textContent !== told) why.textContent = told;
  here.querySelector("[data-sign-in]").hidden = !signedOut;
  here.querySelector("[data-paper]").hidden = !(away() && +here.dataset.paperAfterS * 1e3 < Date.now() - gone_ms);
  here.hidden = !own.length && !why.textContent && !here.querySelector("[data-told], #snapshot");
  return own;
}

const TILES = { bp: (v) => v("systolic") && `${v("systolic")}/${v("diastolic")}`, hr: (v) => v("pulse"), spo2: (v) => v("spo2"), rr: (v) => v("breaths"), awake: (v) => v("awake") };
/// What was read since, on the numbers themselves: hollow, for the house does not have it.
function tiles(entries) {
  for (const entry of entries) for (const [code, of] of Object.entries(TILES)) {
    const said = of((name) => value(entry.fields, name)), tile = d.querySelector(`[data-testid=vital-${code}]`), age = tile?.querySelector("time");
    if (!said || !tile || (age && taken(entry) < +age.dataset.ageFrom)) continue;
    const mark = `${entry.command} ${entry.refused ? "refused" : ""}`;
    if (tile.dataset.entry === mark) continue; // it stands there, and clock.js counts its age
    tile.dataset.entry = mark;
    tile.classList.add("hollow");
    tile.querySelector(".vital-value").textContent = said;
    const time = make("time", { textContent: clock(taken(entry)) });
    Object.assign(time.dataset, { ageFrom: taken(entry), oldAfterMin: age?.dataset.oldAfterMin ?? "0", testid: "age" });
    tile.querySelector(".vital-age").replaceChildren(time, make("span", { className: "vital-note", textContent: entry.refused ? " not taken yet" : " not sent yet" }));
  }
}

/// Limits of the protocol on what is not sent yet. The house raises the same when it comes, and then it wants an answer.
function limits(entries) {
  const rules = [...here.querySelectorAll("[data-limit]")];
  for (const entry of entries) for (const sign of Object.keys(NUMBERS)) {
    const read = value(entry.fields, sign), rule = read && rules.find(({ dataset: r }) => r.sign === sign && (r.beyond === "below" ? +read < +r.limit : +r.limit <= +read));
    if (rule) raise(`alarm-${entry.command}-${sign}`, rule.dataset.mark, rule.dataset.word, rule.textContent.replace("{value}", read).replace("{at}", clock(taken(entry))), again);
  }
}
/// The newest readings, or why there are none, that the house does not have yet.
const newest = (entries) => Math.max(0, ...entries.filter((entry) => entry.to.endsWith("/vitals") || entry.to.endsWith("/missed")).map(taken));

function paint() {
  // What the house did not take was read all the same: its number and its alarm stay until somebody has looked at it.
  const own = list(), open = own.filter((entry) => !entry.refused), read = own.filter((entry) => entry.to.endsWith("/vitals"));
  for (const old of d.querySelectorAll("#alarms > [data-local]:not(#alarm-late)")) if (!read.some((entry) => old.id.includes(entry.command))) old.remove();
  tiles(read);
  // Nothing waits any more: the house's own numbers come back.
  if (!read.length && d.querySelector(".vital.hollow")) d.dispatchEvent(new Event("holdfast:ask"));
  limits(read);
  overdue(newest(open), again);
  for (const alarm of d.querySelectorAll("#alarms .alarm form")) alarm.closest(".alarm").classList.toggle("waits", open.some((entry) => entry.to === alarm.getAttribute("action")));
  shown();
}

// ---------------------------------------------------------------- keeping pages

const BLANK = "/sessions/blank";
const KEPT = /\/(vitals|vitals\/missed|pause|end-dose|uncertain|note|event|depth|alarms\/\d+)$/;
let known = new Set(), later;
async function keepPages() {
  if (away()) return ready();
  const own = [...new Set([...d.querySelectorAll("a[href]")].map((a) => new URL(a.href).pathname).filter((path) => path.startsWith(`${href}/`) && KEPT.test(path))), BLANK];
  for (const path of own.filter((path) => !known.has(path))) {
    const page = await fetch(path, { headers: { accept: "text/html" }, cache: "no-store" }).catch(() => null);
    if (page?.ok && !page.redirected) { await keepPage(path, await page.text(), +state.skew || 0); known.add(path); }
  }
  if (location.pathname === href && !d.querySelector(".vital.hollow")) {
    const copy = d.documentElement.cloneNode(true);
    for (const el of copy.querySelectorAll("[data-local], .expiry, [data-testid=outbox-count], .flash")) el.remove();
    await keepPage(href, `<!doctype html>${copy.outerHTML}`, +state.skew || 0);
    known.add(href);
  }
  ready();
}
/// From now on the line may go down.
const ready = () => { state.kept = "yes"; };
async function keepFiles() {
  await navigator.serviceWorker.register("/chair-worker.js", { scope: "/sessions/" });
  const cache = await caches.open("holdfast-chair"), used = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => new URL(name).pathname.startsWith("/assets/"));
  for (const name of new Set(used)) if (!(await cache.match(name))) await cache.add(name).catch(() => {});
}
d.addEventListener("click", (e) => {
  const link = e.target.closest?.("a[href]"), to = link && new URL(link.href);
  // What is half typed here stands here again when they come back.
  if (to && "keeps" in link.dataset && !away() && works() && mine() && !e.ctrlKey && !e.metaKey) {
    e.preventDefault();
    return keepTyped().finally(() => location.assign(to));
  }
  if (!to || !away() || to.origin !== location.origin || (to.pathname === location.pathname && to.hash) || known.has(to.pathname)) return;
  e.preventDefault();
  tell("That page is not kept on this tablet. It opens when the line is back.");
});
// Where it is seen, and where it is heard.
function tell(words) {
  let note = here.querySelector("[data-told]");
  note ??= here.insertBefore(make("p", { className: "strong" }), here.querySelector("ul"));
  note.dataset.told = "";
  note.textContent = words;
  here.hidden = false;
  here.scrollIntoView({ block: "nearest" });
  d.getElementById("say-polite").textContent = words;
}

// ---------------------------------------------------------------- begin

async function begin() {
  // A key is told with each page that comes; a page from this tablet uses the one that is open.
  if (!("asOf" in state)) told(here.dataset.owner, here.dataset.key, +d.body.dataset.expiresAt - +state.now);
  let touch = Date.now();
  for (const hand of ["pointerdown", "keydown"]) addEventListener(hand, () => { if (touch + 1e4 < Date.now()) { touch = Date.now(); touched(); } });
  known = new Set(await paths());
  if ("asOf" in state) for (const field of d.querySelectorAll("input[name=command]")) field.value = fresh();
  else {
    known.clear();
    await tidy();
    await putBack();
    await flush();
    keepFiles().catch(() => {});
  }
  if ("asOf" in state) snapshot();
  paint();
  setInterval(paint, 1000);
  later = setTimeout(keepPages, 300);
}
/// This page is from before: it says so, and is asked for again as soon as the line is back and nothing is half typed.
function snapshot() {
  here.insertBefore(make("p", { className: "strong", id: "snapshot", textContent: `This page is from ${clock(+state.asOf + (+state.skew || 0))}; the house may know more by now.` }), here.querySelector("[data-say]"));
  d.getElementById("main").classList.add("from-before");
}
for (const told of ["holdfast:outbox", "holdfast:gone"]) d.addEventListener(told, paint);
d.addEventListener("holdfast:new", () => { paint(); clearTimeout(later); later = setTimeout(keepPages, 1500); });
d.addEventListener("holdfast:live", async () => {
  await flush();
  if ("asOf" in state && !d.querySelector("[data-edited]")) location.reload();
  known.clear();
  keepPages();
});

locks(here, tell);
if (works()) begin();
else {
  here.hidden = false;
  here.querySelector("[data-say]").textContent = "This browser keeps nothing when the line is down: that needs an address with https. Have paper at hand.";
}
