// Follows <body data-live>: events named by topic (id = journal position), and "beat" every 5 s
// (data = server ms). A poke re-fetches every [data-refresh~=topic] by id. What somebody else shares ([data-shared]) goes
// at once when it is not there any more, whatever its reader does with it.
const d = document, w = d.getElementById("words").dataset, root = d.documentElement, state = root.dataset, line = d.querySelector("[data-testid=live-status]");
const heard = new Set(), due = new Set(), held = new WeakMap(), $ = (id) => d.getElementById(id);
let es, id, timer, beat = +state.asOf || Date.now(), born = 0, minute = Date.now();
const say = (text) => { $("say-polite").textContent = text; };
const set = (mode, text) => {
  if (!line) return;
  line.dataset.state = mode;
  line.querySelector("span").textContent = text;
};
const live = () => [...d.querySelectorAll("[data-refresh]")].filter((el) => el.id);
const shared = (el) => el?.hasAttribute("data-shared");
const topics = (el) => el.dataset.refresh.split(/\s+/).filter(Boolean);

function pulse(e) {
  beat = Date.now();
  if (e.lastEventId) id = e.lastEventId;
  if (e.type === "beat" && +e.data) state.skew = +e.data - beat;
  if ("notlive" in state) { delete state.notlive; say(w.liveAgain); all(); d.dispatchEvent(new Event("holdfast:live")); }
  set("on", w.live);
  if (beat - minute > 6e4) { minute = beat; poke("minute"); } // what is late by the clock alone
}
function listen() {
  for (const t of live().flatMap(topics)) if (!heard.has(t)) { heard.add(t); es.addEventListener(t, (e) => { pulse(e); poke(t); }); }
}
function open() {
  es?.close();
  heard.clear();
  born = Date.now();
  const u = new URL(d.body.dataset.live, location);
  if (id) u.searchParams.set("after", id);
  es = new EventSource(u);
  es.addEventListener("beat", pulse);
  listen();
}
function poke(t) {
  due.add(t);
  if (t === "shared") { clearTimeout(timer); timer = setTimeout(refresh); } // taken back: it does not wait for more news
  else timer ??= setTimeout(refresh, 250);
}
const all = () => live().flatMap(topics).forEach(poke);
d.addEventListener("holdfast:ask", all);

// Someone is in it, or has typed into it.
d.addEventListener("input", (e) => { e.target.dataset.edited = ""; });
const busy = (el) => el.contains(d.activeElement) || el.querySelector("[data-edited]") || (el.hasAttribute("data-hold-hover") && el.matches(":hover"));

function swap(el, next) {
  for (const o of el.querySelectorAll("details[id][open]")) next.querySelector("#" + CSS.escape(o.id))?.setAttribute("open", "");
  const at = [...el.querySelectorAll(".scroll[id]")].map((s) => [s.id, s.scrollLeft]);
  held.get(el)?.btn.remove();
  el.replaceWith(next);
  for (const [i, x] of at) { const s = $(i); if (s) { s.scrollLeft = x; s.removeAttribute("data-scroll-end"); } }
  next.dispatchEvent(new Event("holdfast:new", { bubbles: true }));
}
function hold(el, next) {
  let h = held.get(el);
  if (!h) {
    h = { btn: d.createElement("button") };
    h.btn.className = "btn btn-small pend";
    h.btn.onclick = () => { swap(el, h.next); h.next.tabIndex = -1; h.next.focus(); };
    el.before(h.btn);
    held.set(el, h);
  }
  h.next = next;
  h.btn.textContent = w.changes;
}
async function refresh() {
  timer = undefined;
  const urls = new Map();
  for (const el of live()) if (topics(el).some((t) => due.has(t))) {
    const u = new URL(el.dataset.src || location, location).href.split("#")[0];
    urls.set(u, [...(urls.get(u) || []), el.id]);
  }
  due.clear();
  for (const [u, ids] of urls) try {
    const r = await fetch(u, { headers: { accept: "text/html" }, cache: "no-store" });
    if (r.status < 500 && (!r.ok || r.redirected) && ids.some((i) => shared($(i)))) return location.reload();
    if (!r.ok || r.redirected) continue; // signed out or failing: keep what is here, with its ages
    const page = new DOMParser().parseFromString(await r.text(), "text/html");
    for (const i of ids) {
      const el = $(i), next = page.getElementById(i);
      if (el && next) (busy(el) && !shared(el) ? hold : swap)(el, next);
    }
  } catch { /* the status line says it */ }
  listen();
}
function gone() {
  const text = w.notLive.replace("{at}", new Date(beat).toLocaleTimeString("sv", { timeZone: state.zone, timeStyle: "short" }));
  state.notlive = "";
  say(text);
  set("off", text);
  d.dispatchEvent(new Event("holdfast:gone"));
}
setInterval(() => {
  const quiet = Date.now() - beat;
  if (quiet > 11e3) { // looked at each second: within twelve
    if (!("notlive" in state)) gone();
    if (Date.now() - born > 6e3) open();
  } else if (quiet > 7e3 && !("notlive" in state)) set("on", w.liveAgo.replace("{n}", Math.round(quiet / 1e3)));
}, 1000);
d.addEventListener("visibilitychange", () => { if (!d.hidden) { if (es.readyState > 1) open(); all(); } });
// Back from the browser's memory: what was shared then may not be now.
addEventListener("pageshow", (e) => { if (e.persisted && live().some(shared)) location.reload(); });
// A page that this tablet had kept (away.js) came without a line.
if ("asOf" in state) gone();
else set("", w.connecting);
open();
