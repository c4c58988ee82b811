// Counts ages and times left. The server's words stand until then, and without JavaScript.
const d = document, root = d.documentElement, crossed = new Map();
const now = () => Date.now() + (+root.dataset.skew || 0);
const stamp = (v) => (/^\d+$/.test(v) ? +v : Date.parse(v));
// Under 10 min in steps of 10 s, then whole minutes, then hours.
function words(ms) {
  const s = Math.max(0, Math.floor(ms / 1e4) * 10), m = Math.floor(s / 60);
  if (m < 10) return m ? (s % 60 ? `${m} min ${s % 60} s` : `${m} min`) : s ? `${s} s` : "just now";
  if (m < 120) return `${m} min`;
  const h = Math.floor(m / 60);
  return h < 48 ? (h < 12 && m % 60 ? `${h} h ${m % 60} min` : `${h} h`) : `${Math.floor(h / 24)} days`;
}
const put = (el, text) => { if (el.textContent !== text) el.textContent = text; };

function tick() {
  const t = now();
  for (const el of d.querySelectorAll("time[data-age-from]")) {
    const age = t - stamp(el.dataset.ageFrom), limit = +el.dataset.oldAfterMin;
    if (Number.isNaN(age)) continue;
    const old = limit > 0 && age > limit * 6e4;
    put(el, words(age));
    el.classList.toggle("old", old);
    el.closest("[data-value]")?.classList.toggle("old", old);
  }
  for (const el of d.querySelectorAll("[data-until]")) {
    const left = stamp(el.dataset.until) - t;
    if (Number.isNaN(left)) continue;
    const past = el.dataset.past || "the time is up, still worth offering";
    put(el, left > 0 ? `${words(left)} left` : past);
    // One quiet word to the owner at 24, 12, 6 and 2 hours.
    if (el.dataset.say) {
      const step = [2, 6, 12, 24].find((h) => left < h * 36e5) || 99, before = crossed.get(el.dataset.say);
      crossed.set(el.dataset.say, step);
      if (before > step && left > 0) d.getElementById("say-polite").textContent = `${el.dataset.say}: ${words(left)} left`;
    }
  }
}
function ends() { for (const s of d.querySelectorAll("[data-scroll-end]")) { s.scrollLeft = s.scrollWidth; s.removeAttribute("data-scroll-end"); } }
tick();
ends();
setInterval(tick, 1e4);
d.addEventListener("visibilitychange", tick);
d.addEventListener("holdfast:new", () => { tick(); ends(); });
