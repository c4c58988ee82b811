// Locks this screen when nobody touches it, or when somebody says so: not while something waits here that only its writer can
// send, not without a line, and not in an emergency. What is half typed is kept, sealed, and stands there again afterwards.
import { drop, forget, keepPage, mine, page, paths, works } from "./box.js";
import { now } from "./outbox.js";

const d = document, state = d.documentElement.dataset, AGAIN_MS = 1e4;
let hand_ms = Date.now(), tried_ms = 0, said = "";
for (const hand of ["pointerdown", "keydown"]) addEventListener(hand, () => { hand_ms = Date.now(); }, true);
/// In any tab: form.js notes it.
const touched_ms = () => { try { return Math.max(hand_ms, +localStorage.getItem("holdfast-touched")); } catch { return hand_ms; } };

function whyNot() {
  const waits = now().entries.length, one = waits === 1;
  if ("notlive" in state || "asOf" in state) return "The line is down: this screen cannot be locked until it is back. Do not leave it alone.";
  if (waits) return `Not locked: ${one ? "one entry waits" : `${waits} entries wait`} on this tablet, and nobody but you can send ${one ? "it" : "them"}.`;
  return "";
}

/// `tell` says why not.
async function lock(here, tell) {
  const { href } = here.dataset, why = whyNot();
  if (why) return tell(why);
  if (works() && mine()) await keepTyped();
  const body = new URLSearchParams({ csrf: d.querySelector("input[name=csrf]").value, owner: here.dataset.owner });
  const answer = await fetch(`${href}/lock`, { method: "POST", body, headers: { "x-holdfast-outbox": "now" }, redirect: "manual" }).catch(() => null);
  if (answer?.status === 401) return location.reload();
  if (answer?.status !== 204) return tell("This screen could not be locked just now. Do not leave it alone.");
  try { sessionStorage.setItem("holdfast-locked-at", location.pathname); } catch { /* it opens at the visit's own page */ }
  forget();
  location.assign(href);
}

const TYPED = "typed ";
export async function keepTyped() {
  for (const form of d.forms) {
    if (!form.querySelector("[data-edited]")) continue;
    const fields = [...new FormData(form)].filter(([name, value]) => !["csrf", "command", "said_ms"].includes(name) && typeof value === "string");
    await keepPage(`${TYPED}${location.pathname} ${form.getAttribute("action")}`, JSON.stringify(fields), 0);
  }
}
/// What somebody had typed here when this screen was locked stands there again, for them.
export async function putBack() {
  for (const path of (await paths()).filter((path) => path.startsWith(`${TYPED}${location.pathname} `))) {
    const kept = await page(path), form = [...d.forms].find((form) => form.getAttribute("action") === path.split(" ")[2]);
    if (!kept) continue;
    for (const [name, value] of form ? JSON.parse(kept.html) : []) for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) fill(field, value);
    await drop(path, "pages");
  }
}
function fill(field, value) {
  if (["checkbox", "radio"].includes(field.type)) field.checked ||= field.value === value;
  else if (field.type !== "hidden") field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/// From now on this page locks itself.
export function locks(here, tell) {
  d.addEventListener("submit", (e) => {
    if (!("lock" in e.target.dataset)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    lock(here, tell);
  }, true);
  setInterval(() => {
    if (Date.now() - touched_ms() < +here.dataset.lockAfterS * 1e3 || Date.now() - tried_ms < AGAIN_MS || d.querySelector("#sos [data-stands]")) return;
    tried_ms = Date.now();
    // By itself it says once why it does not.
    lock(here, (words) => { if (said !== words) tell(said = words); });
  }, 1000);
}
