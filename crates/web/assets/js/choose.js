// What a person ticks stays in this tab: it is in no request. The summary is made here, by showing parts of the page.
const d = document, key = "choose";
let kept = "";
const store = {
  get() { try { return sessionStorage.getItem(key) ?? kept; } catch { return kept; } },
  set(text) { kept = text; try { if (text) sessionStorage.setItem(key, text); else sessionStorage.removeItem(key); } catch { /* this page only */ } },
};
const $ = (selector) => d.querySelector(selector), all = (selector) => [...d.querySelectorAll(selector)];
const say = (text) => { $("#say-polite").textContent = text; };
const form = $("#choose"), summary = $("[data-testid=summary]");
for (const one of all('[data-on=""]')) one.hidden = false;

// ---- the form
const answers = () => {
  const said = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== "csrf" && value.trim()) said.append(name, value);
  return said.toString();
};
function fill(text) {
  const said = new URLSearchParams(text);
  for (const one of form.elements) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = said.getAll(one.name).includes(one.value);
    else if (one.tagName === "TEXTAREA") one.value = said.get(one.name) ?? "";
  }
}
if (form) {
  fill(store.get());
  d.addEventListener("input", (e) => { if (e.target.form === form) { store.set(answers()); cleared(false); } });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    store.set(answers());
    // Where a tab keeps nothing, the part of an address that is never sent carries it on.
    location.assign(form.action + (sessionKept() ? "" : `#${answers()}`));
  });
  form.addEventListener("reset", (e) => { e.preventDefault(); over(); });
}
function sessionKept() { try { return sessionStorage.getItem(key) === (answers() || null); } catch { return false; } }

// ---- the summary
function show(text) {
  const said = new URLSearchParams(text), lines = (said.get("questions") ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  let some = false, lots = false;
  for (const one of all("[data-v]")) {
    const answer = said.get(`v-${one.dataset.v}`);
    for (const word of one.querySelectorAll("[data-a]")) word.hidden = word.dataset.a !== answer;
    one.hidden = !one.querySelector("[data-a]:not([hidden])");
    some ||= !one.hidden;
    lots ||= answer === "lot";
  }
  for (const row of all("[data-differs]")) {
    for (const why of row.querySelectorAll("[data-because]")) why.hidden = said.get(`v-${why.dataset.because}`) !== "lot";
    row.hidden = !row.querySelector("[data-because]:not([hidden])");
  }
  const own = (said.get("own") ?? "").trim(), wanted = said.getAll("ask");
  $("[data-own]").textContent = own;
  for (const one of all("[data-ask]")) one.hidden = !wanted.includes(one.dataset.ask);
  for (const old of all("[data-question]:not([hidden])")) old.remove();
  const blank = $("[data-question]");
  for (const line of lines) {
    const item = blank.cloneNode();
    item.textContent = line;
    item.hidden = false;
    blank.before(item);
  }
  const asked = wanted.length > 0 || lines.length > 0, any = some || own !== "" || asked;
  const parts = { said: some, own: own !== "", lot: lots, "none-lot": some && !lots, ask: asked, end: any, keep: any };
  for (const [name, is] of Object.entries(parts)) $(`[data-part="${name}"]`).hidden = !is;
  $("[data-empty]").hidden = any;
}
if (summary && !("posted" in summary.dataset)) {
  const linked = () => { if (location.hash.includes("=")) store.set(location.hash.slice(1)); };
  linked();
  show(store.get());
  addEventListener("hashchange", () => { linked(); show(store.get()); });
}

// ---- start over, with a way back
let before = "";
const draw = form ? fill : show;
function cleared(is) { const line = $("[data-cleared]"); if (line) line.hidden = !is; }
function over() {
  before = form ? answers() : store.get();
  store.set("");
  if (location.hash.includes("=")) history.replaceState(null, "", location.pathname);
  draw("");
  const linked = $("[data-linked]");
  if (linked) linked.hidden = true;
  cleared(true);
  $("[data-do=undo]").focus();
}
function undo() {
  store.set(before);
  draw(before);
  cleared(false);
  (form ? form.querySelector(".btn-main") : $("[data-do=over]")).focus();
}
async function link() {
  const address = `${location.origin}/choose/summary#${store.get()}`, field = $("#f-link");
  $("[data-linked]").hidden = false;
  field.value = address;
  field.focus();
  field.select();
  try { await navigator.clipboard.writeText(address); say($("#f-link-h").textContent); } catch { /* it is selected: copy by hand */ }
}

// ---- large text, print, read aloud
const large = $("#large-text"), wide = `${key}-large`;
try { large.checked = sessionStorage.getItem(wide) === "1"; } catch { /* as it was */ }
large?.addEventListener("change", () => { try { sessionStorage.setItem(wide, large.checked ? "1" : ""); } catch { /* this page only */ } });
const voice = globalThis.speechSynthesis, reading = $("[data-do=read]");
if (reading && voice && globalThis.SpeechSynthesisUtterance) reading.hidden = false;
let label = "";
function read() {
  if (reading.getAttribute("aria-pressed") === "true") { voice.cancel(); return done(); }
  label = reading.textContent;
  reading.textContent = reading.dataset.stop;
  reading.setAttribute("aria-pressed", "true");
  const spoken = all("[data-read]").flatMap((part) => part.innerText.split("\n")).map((line) => line.trim()).filter(Boolean);
  for (const [at, line] of spoken.entries()) {
    const words = new SpeechSynthesisUtterance(line);
    words.lang = d.documentElement.lang;
    if (at === spoken.length - 1) words.onend = done;
    voice.speak(words);
  }
}
function done() { reading.setAttribute("aria-pressed", "false"); reading.textContent = label; }
addEventListener("pagehide", () => voice?.cancel());

const acts = { over, undo, link, read, print: () => print() };
d.addEventListener("click", (e) => acts[e.target.closest("[data-do]")?.dataset.do]?.());
