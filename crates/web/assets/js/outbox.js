// What was written at a chair goes to the house: at once, or when the line is back, each once and in the order it was written.
// A command has one number; what arrives twice is kept once. Nothing leaves this tablet's box before the house says it has it.
import { drop, forget, keep, mine, waiting, works } from "./box.js";

const d = document, WAIT_MS = 4000, AGAIN_MS = 5000, tried = new Set();
let busy, again, signedOut = false, seen = { entries: [], others: 0 };

/// What waits, as of the last look.
export const now = () => ({ ...seen, signedOut });
const csrf = () => d.querySelector("input[name=csrf]")?.value ?? "";

/// One entry, sent. `how`: "now" while somebody waits for it, "later" for what waited.
export function send(entry, how) {
  const body = new URLSearchParams(entry.fields);
  for (const [name, value] of Object.entries({ csrf: csrf(), command: entry.command, said_ms: entry.said_ms, owner: mine().owner })) body.set(name, value);
  return fetch(entry.to, { method: "POST", body, headers: { "x-holdfast-outbox": how }, redirect: "manual", signal: AbortSignal.timeout(WAIT_MS) });
}

/// 204: kept. 401: nobody is signed in, or somebody else. 5xx: nobody knows, so it is asked again. Else the house says no, and why.
export const outcome = (status) => (status === 204 ? "kept" : status === 401 ? "sign in" : status >= 500 || status === 429 || !status ? "again" : "refused");

async function why(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = ["[data-question]", "#error-summary li", ".err", "[data-refused] p", "main p"].map((where) => page.querySelector(where)).find(Boolean);
  return (said?.textContent ?? "").replace("Please look again:", "").replaceAll(/\s+/g, " ").trim() || `The clinic did not take it (${answer.status}).`;
}

/// What the house answered with a page was seen, when this is that page: its form has everything typed, or it says why not. What
/// was on its way and came to no page waits on.
const onPage = () => new Set([...d.querySelectorAll("form[data-outbox] input[name=command], [data-refused]")].map((one) => one.dataset.refused ?? one.value));
let settled = "asOf" in d.documentElement.dataset;
async function settle() {
  if (settled) return;
  settled = true;
  const here = onPage();
  for (const entry of (await waiting()).entries.filter((entry) => entry.shown)) {
    // One that waited and was looked at stays until it is kept, or somebody lets it go.
    if (here.has(entry.command) && !entry.looked) await drop(entry.command);
    else await keep({ ...entry, shown: false });
  }
}

/// One tab at a time, and one entry after the other.
export const alone = (act) => navigator.locks.request("holdfast-outbox", act);

/// Everything that waits here and was written by whoever is signed in.
export async function flush() {
  if (busy || !works() || !mine()) return look();
  busy = true;
  try {
    await alone(async () => {
      await settle();
      for (const entry of (await waiting()).entries) {
        if (entry.shown || onPage().has(entry.command)) continue; // somebody has it before them
        if (entry.refused && tried.has(entry.command)) continue;
        let answer;
        try { answer = await send(entry, "later"); } catch { return; }
        const came = outcome(answer.status);
        signedOut = came === "sign in";
        if (came === "again" || signedOut) return;
        if (came === "kept") await drop(entry.command);
        else { tried.add(entry.command); await keep({ ...entry, refused: await why(answer) }); }
      }
    });
  } finally {
    busy = false;
    await look();
  }
}

/// Looks into the box, and tells every part of this page.
export async function look() {
  seen = works() ? await waiting().catch(() => seen) : seen;
  seen.entries = seen.entries.filter((entry) => !entry.shown);
  const count = seen.entries.length;
  try { localStorage.setItem("holdfast-waiting", count + seen.others); } catch { /* it is a hint only */ }
  clearTimeout(again);
  if (count) again = setTimeout(flush, AGAIN_MS);
  mark(count);
  d.dispatchEvent(new Event("holdfast:outbox"));
}

// Beside the line's own words.
function mark(count) {
  let line = d.querySelector("[data-testid=outbox-count]");
  if (!count) return line?.remove();
  if (!line) {
    line = Object.assign(d.createElement("a"), { className: "tag m-notlive" });
    line.dataset.testid = "outbox-count";
    (d.querySelector(".tools") ?? d.body).prepend(line);
  }
  const entry = seen.entries[0];
  line.href = entry ? `${/^\/sessions\/[^/]+/.exec(entry.to)?.[0] ?? ""}#outbox` : "";
  line.textContent = `${count} waiting`;
}

// Whoever signs out leaves nothing behind that only they can send.
d.addEventListener("submit", (e) => {
  if (e.target.getAttribute("action") !== "/sign-out") return;
  if (!seen.entries.length) { forget(); return; }
  e.preventDefault();
  const what = seen.entries.length === 1 ? "One entry waits" : `${seen.entries.length} entries wait`;
  let note = d.getElementById("stay-signed-in");
  note ??= Object.assign(d.createElement("p"), { id: "stay-signed-in", className: "flash k-warn", role: "alert" });
  note.textContent = `${what} on this tablet and cannot be sent without you. Stay signed in until the line is back, or look at what was not taken.`;
  d.querySelector(".sheet")?.prepend(note);
}, true);
for (const back of ["online", "focus"]) addEventListener(back, () => { if (seen.entries.length) flush(); });
d.addEventListener("holdfast:live", flush);
flush();
