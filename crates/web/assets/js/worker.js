// Keeps the last loaded pages of the day for when the connection is gone: my course, a visit, the quiet screen, help. Each
// says from when it is, and none is shown after its day. Signing out wipes them (form.js), and so does whoever signs in next. Never a page of the journal.
const KEPT = /^\/me(\/(visit\/[^/]+|quiet|help))?$/, CACHE = "holdfast-day", SKEW = "X-Skew-Ms", OWNER = "/me/owner";
const wipe = () => caches.delete(CACHE);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  const { request } = e, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/assets/")) e.respondWith(asset(request));
  else if (request.mode === "navigate" && url.pathname.startsWith("/me")) e.respondWith(page(request, url.pathname));
});

async function asset(request) {
  const cache = await caches.open(CACHE), known = await cache.match(request);
  if (known) return known; // its address carries the hash of what is in it
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}

async function page(request, path) {
  try {
    const fresh = await fetch(request);
    if (fresh.type === "opaqueredirect" || fresh.status === 401) await wipe(); // nobody is signed in any more
    else if (fresh.ok && KEPT.test(path)) await keep(path, fresh.clone());
    return fresh;
  } catch (gone) {
    const kept = await (await caches.open(CACHE)).match(path);
    if (!kept) throw gone;
    return asOf(await kept.text(), Date.now() + (+kept.headers.get(SKEW) || 0));
  }
}

// With what this device's clock lacks to the house's: a phone that is a day off still knows when the day of the page ends.
async function keep(path, fresh) {
  const html = await fresh.text(), owner = /name="csrf" value="(\w+)"/.exec(html)?.[1] ?? "";
  const cache = await caches.open(CACHE), before = await cache.match(OWNER);
  if (before && (await before.text()) !== owner) for (const kept of await cache.keys()) await cache.delete(kept);
  await cache.put(OWNER, new Response(owner));
  const skew = Date.parse(fresh.headers.get("Date")) - Date.now();
  const headers = { "Content-Type": "text/html; charset=utf-8", [SKEW]: String(skew || 0) };
  await cache.put(path, new Response(html, { headers }));
}

// The page as it was, with its own words about that unhidden; after its day only those words, with the number to call.
// `now` is the house's, as far as this device can know it.
function asOf(html, now) {
  const until = +(/id="offline" data-until="(\d+)"/.exec(html)?.[1] ?? 0);
  let shown = html.replace(/ data-now="\d+"/, ` data-now="${now}"`).replace('<div id="offline" data-until="' + until + '" hidden', '<div id="offline"');
  if (until <= now) shown = shown.replace(/(<div id="offline".*?<\/div>)[^]*?<\/main>/, "$1</div></div></main>");
  return new Response(shown, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
