// Below /sessions/ only. When a page of a visit does not come, it opens the empty page that fills itself with what this tablet
// kept of it, sealed (away.js). Keeps our own files and nothing else: no name, no number.
const CACHE = "holdfast-chair", AWAY = "/assets/chair-away.html", WAIT_MS = 6000;

self.addEventListener("install", (e) => { self.skipWaiting(); e.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([AWAY, "/assets/js/away.js", "/assets/js/box.js"]))); });
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  const { request } = e, url = new URL(request.url);
  if (url.origin !== location.origin || request.method !== "GET") return;
  if (url.pathname.startsWith("/assets/")) e.respondWith(asset(request, url));
  else if (request.mode === "navigate") e.respondWith(page(request));
});

const tooLate = (ms) => new Promise((_, no) => setTimeout(no, ms, new Error("late")));

// An address with the hash of what is in it never changes; any other is asked for first.
async function asset(request, url) {
  const cache = await caches.open(CACHE), known = await cache.match(request);
  if (known && url.search) return known;
  try {
    const asked = fetch(request);
    // A line that hangs answers nothing for a minute: what is here is shown after one second.
    const fresh = await (known ? Promise.race([asked, tooLate(1000)]) : asked);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (gone) {
    if (known) return known;
    throw gone;
  }
}

async function page(request) {
  try {
    return await Promise.race([fetch(request), tooLate(WAIT_MS)]);
  } catch (gone) {
    const away = await (await caches.open(CACHE)).match(AWAY);
    if (!away) throw gone;
    return away;
  }
}
