// Sound for alarms at the chair, and a screen that stays on. A browser makes no sound before a touch, so turning it on is
// one, and asks whether it was heard. Two patterns that differ in count: five for High, three for Medium; silence is for one
// alarm and two minutes, and a new one breaks through. In a therapy room (data-quiet) only High sounds.
const d = document, row = d.getElementById("sound"), SILENT_MS = 12e4;
const $ = (name) => row.querySelector(`[data-${name}]`);
const kept = (() => { try { return JSON.parse(sessionStorage.getItem("silenced")) ?? {}; } catch { return {}; } })();
let sound, rang = 0, rung = 0, lock;

const wants = () => localStorage.getItem("sound") === "on";
const on = () => wants() && sound?.state === "running";

/// So many short tones, one after the other.
function tones(count, hertz) {
  for (let n = 0; n < count; n += 1) {
    const at = sound.currentTime + n * 0.24 + (n > 2 ? 0.2 : 0), tone = sound.createOscillator(), loud = sound.createGain();
    tone.frequency.value = hertz;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(0.4, at + 0.02);
    loud.gain.linearRampToValueAtTime(0, at + 0.16);
    tone.connect(loud).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.18);
  }
}
function say() {
  const state = on() ? "on" : wants() ? "touch" : "off";
  row.dataset.state = state;
  for (const part of row.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
}
async function begin() {
  sound ??= new AudioContext();
  if (sound.state !== "running") await Promise.race([sound.resume(), new Promise((later) => setTimeout(later, 300))]);
  say();
}
async function turnOn() {
  localStorage.setItem("sound", "on");
  await begin();
  if (on()) { tones(3, 660); $("heard").hidden = false; $("heard").querySelector("button").focus(); }
}
function turnOff() { localStorage.setItem("sound", "off"); $("heard").hidden = true; say(); }

const silencedFor = (alarm) => Math.max(0, (kept[key(alarm)] ?? 0) - Date.now());
// The alarms of one visit are numbered; a call is one of its own.
const key = (alarm) => `${location.pathname.split("/")[2]} ${alarm.id}`;
function silence(alarm) {
  kept[key(alarm)] = Date.now() + SILENT_MS;
  sessionStorage.setItem("silenced", JSON.stringify(kept));
  each();
}
/// A button beside each alarm: silence, or how long it still is.
function each() {
  for (const alarm of d.querySelectorAll("#alarms .alarm")) {
    let button = alarm.querySelector("[data-silence]");
    if (!on()) { button?.remove(); continue; }
    if (!button) {
      button = d.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset.silence = "";
      button.onclick = () => silence(alarm);
      (alarm.querySelector("form") ?? alarm).append(button);
    }
    const left = Math.ceil(silencedFor(alarm) / 1e3), words = left ? `Silent ${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, "0")}` : "Silence 2 min";
    if (button.textContent !== words) button.textContent = words;
    button.disabled = left > 0;
  }
}
function ring() {
  each();
  if (!on()) return;
  const loud = [...d.querySelectorAll("#alarms .alarm, #emergencies .alarm")].filter((alarm) => !silencedFor(alarm) && !alarm.classList.contains("waits"));
  const high = loud.some((alarm) => alarm.classList.contains("m-high")), medium = loud.length > 0 && !("quiet" in row.dataset);
  const level = high ? "high" : medium ? "medium" : "";
  // A louder one does not wait for the other's pause.
  if (!level || (level === row.dataset.rings && Date.now() - rang < (high ? 8e3 : 2e4))) { if (!level) row.dataset.rings = ""; return; }
  row.dataset.rings = level;
  row.dataset.rung = `${(rung += 1)}`;
  rang = Date.now();
  tones(high ? 5 : 3, high ? 880 : 660);
}
async function stayOn() {
  if (d.hidden || (lock && !lock.released)) return;
  try { lock = await navigator.wakeLock.request("screen"); row.dataset.awake = "yes"; } catch { row.dataset.awake = "no"; }
  $("dark").hidden = row.dataset.awake === "yes";
}

// One hand, and the keyboard. Keys of one letter can be turned off (WCAG 2.1.4), and do nothing while somebody types.
const kept_as = (name, otherwise) => localStorage.getItem(name) ?? otherwise;
const KEYS = { v: "vitals", p: "pause", e: "end-dose", n: "note", a: "event" };
function hands() {
  const left = kept_as("hand", "right") === "left", keys = kept_as("keys", "on") === "on";
  // In its place for eyes, fingers and Tab alike: the first button is under the thumb.
  const bar = d.querySelector(".bar");
  if (bar && (bar.dataset.hand === "left") !== left) { bar.dataset.hand = left ? "left" : "right"; bar.append(...[...bar.children].reverse()); }
  $("left").setAttribute("aria-pressed", left);
  $("keys").setAttribute("aria-pressed", keys);
  for (const told of d.querySelectorAll("[data-keys-told]")) told.hidden = !keys;
}
function readOut() {
  const of = (code) => d.querySelector(`[data-testid=vital-${code}]`), words = ["bp", "hr", "spo2", "rr", "awake"].map(of).filter(Boolean);
  const said = words.map((tile) => ["label", "value", "age"].map((part) => tile.querySelector(`.vital-${part}`).textContent.trim()).join(" "));
  d.getElementById("say-polite").textContent = said.join(". ").replaceAll(/\s+/g, " ");
}
function pressed(e) {
  if (kept_as("keys", "on") !== "on" || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
  const link = KEYS[e.key] && d.querySelector(`.bar a[href$="/${KEYS[e.key]}"]`);
  if (link) link.click();
  else if (e.key === "c") { d.getElementById("help")?.scrollIntoView(); d.getElementById("help")?.focus(); }
  else if (e.key === "m") d.querySelector("#alarms [data-silence]:not([disabled])")?.click();
  else if (e.key === "r") readOut();
}

/// From the first press on the strip counts, whether anything is declared or not.
function sos() {
  const clock = d.querySelector("#sos [data-sos-clock]");
  if (location.hash !== "#sos" || !clock?.hidden) return;
  clock.hidden = false;
  clock.querySelector("time").dataset.ageFrom = `${Date.now() + (+d.documentElement.dataset.skew || 0)}`;
  d.dispatchEvent(new Event("holdfast:new"));
}
addEventListener("hashchange", sos);
sos();
if (row) {
  $("left").onclick = () => { localStorage.setItem("hand", kept_as("hand", "right") === "left" ? "right" : "left"); hands(); };
  $("keys").onclick = () => { localStorage.setItem("keys", kept_as("keys", "on") === "on" ? "off" : "on"); hands(); };
  d.addEventListener("keydown", pressed);
  hands();
  row.hidden = false;
  $("turn-on").onclick = turnOn;
  $("turn-off").onclick = turnOff;
  $("yes").onclick = () => { $("heard").hidden = true; };
  $("no").onclick = turnOff;
  for (const touch of ["pointerdown", "keydown"]) d.addEventListener(touch, () => { if (wants() && !on()) begin(); });
  d.addEventListener("visibilitychange", stayOn);
  d.addEventListener("holdfast:new", ring);
  if (wants()) begin(); else say();
  stayOn();
  setInterval(ring, 1e3);
}
