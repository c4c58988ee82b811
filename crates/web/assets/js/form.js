// Submits once, points at what needs another look, warns before the session ends. Stores nothing.
const d = document, state = d.documentElement.dataset, w = d.getElementById("words").dataset, say = (text) => { d.getElementById("say-polite").textContent = text; };

// What has to be added to this device's clock to have the house's, before anything counts: devices are minutes or days off.
if (+state.now) {
  const came = Date.now() - performance.now() + (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
  state.skew = Math.round(+state.now - came);
  if (Math.abs(+state.skew) > 3e5) {
    const note = d.createElement("p");
    note.className = "flash k-warn";
    note.setAttribute("role", "status");
    note.dataset.testid = "clock-off";
    note.textContent = w.clockOff;
    d.querySelector(".sheet").prepend(note);
  }
}

d.addEventListener("submit", (e) => {
  const form = e.target;
  // Signing out is outside of the worker's reach: what it kept on this device goes before the sign-in does.
  if (form.action === new URL("/sign-out", location).href && globalThis.caches && !form.dataset.wiped) {
    e.preventDefault();
    form.dataset.wiped = "1";
    return caches.delete("holdfast-day").catch(() => {}).then(() => form.requestSubmit());
  }
  if (form.method !== "post" || e.defaultPrevented) return;
  if (form.dataset.sent) return e.preventDefault();
  form.dataset.sent = "1";
  const button = e.submitter;
  // After the form data is collected, so the button's own value still goes along.
  setTimeout(() => {
    for (const b of form.querySelectorAll("button:not([type=button])")) b.disabled = true;
    if (!button || button.classList.contains("btn-icon")) return;
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.busy || w.saving;
    say(button.textContent);
  });
});
addEventListener("pageshow", () => {
  for (const form of d.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const b of form.querySelectorAll("button")) {
      b.disabled = false;
      if (b.dataset.label) { b.textContent = b.dataset.label; delete b.dataset.label; }
    }
  }
});
// A screen at a chair locks itself when no tab of this browser is touched.
if (d.body.classList.contains("shell-staff")) for (const hand of ["pointerdown", "keydown"]) addEventListener(hand, () => { try { localStorage.setItem("holdfast-touched", Date.now()); } catch { /* this page alone knows */ } }, true);
// Entries of a chair wait on this tablet (outbox.js): they are sent from whichever page is open.
try { if (+localStorage.getItem("holdfast-waiting") && d.body.classList.contains("shell-staff")) import("./outbox.js"); } catch { /* nothing waits */ }
if (d.body.classList.contains("shell-patient")) navigator.serviceWorker?.register("/worker.js", { scope: "/me" });
for (const button of d.querySelectorAll("[data-print]")) { button.hidden = false; button.onclick = () => print(); }
d.getElementById("error-summary")?.focus();

let until = +d.body.dataset.expiresAt, box;
const hhmm = (ms) => new Date(ms).toTimeString().slice(0, 5);
function show(text, label, act) {
  if (!box) {
    box = d.createElement("section");
    box.className = "expiry";
    box.setAttribute("role", "alert");
    box.append(d.createElement("p"), d.createElement("button"));
    box.lastChild.className = "btn";
    box.lastChild.type = "button";
    d.body.append(box);
  }
  if (box.firstChild.textContent !== text) box.firstChild.textContent = text;
  box.lastChild.textContent = label;
  box.lastChild.onclick = act;
}
async function stay() {
  try {
    const r = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    const next = +new DOMParser().parseFromString(await r.text(), "text/html").body.dataset.expiresAt;
    if (r.ok && next > until) { until = next; box.remove(); box = undefined; say(w.stayed); return; }
  } catch { /* said below */ }
  show(w.notStayed.replace("{at}", hhmm(until)), w.signIn, () => open("/sign-in", "_blank", "noopener"));
}
if (until) setInterval(() => {
  const left = until - Date.now() - (+state.skew || 0);
  if (left < 0) show(w.ended, w.signInTab, () => open("/sign-in", "_blank", "noopener"));
  else if (left < 12e4 && !box) show(w.ending.replace("{at}", hhmm(until)), w.stay, stay);
}, 5000);
