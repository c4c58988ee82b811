// What a tablet keeps of a visit while the line is down: entries that are not sent yet, and pages as they were last seen. All of
// it is sealed (AES-GCM) under a key that only the house can tell, to whoever signs in as the same person in the same role; the
// tab that is open has it, the tablet does not.
const DB = "holdfast-chair", KEY = "holdfast-chair-key";
const text = new TextEncoder(), read = new TextDecoder();

/// Whose box this is, and its key; none where this tab was never told, or nobody touched it for as long as a sign-in lasts.
export function mine() {
  try {
    const own = JSON.parse(sessionStorage.getItem(KEY));
    if (own && own.touched_ms + own.idle_ms < Date.now()) { forget(); return null; }
    return own;
  } catch { return null; }
}
export function told(owner, key, idle_ms) { sessionStorage.setItem(KEY, JSON.stringify({ owner, key, idle_ms, touched_ms: Date.now() })); }
export function touched() { const own = mine(); if (own) told(own.owner, own.key, own.idle_ms); }
export function forget() { sessionStorage.removeItem(KEY); }
/// Sealing is only offered to pages that came over TLS, or from this very machine.
export const works = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

let opened;
function open() {
  opened ??= new Promise((done, no) => {
    const asked = indexedDB.open(DB, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "command" });
      asked.result.createObjectStore("pages", { keyPath: "path" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opened = undefined; };
      done(asked.result);
    };
    asked.onerror = () => { opened = undefined; no(asked.error); };
  });
  return opened;
}
// On disk before it is called kept: a tablet may be switched off in the next second.
async function within(store, mode, act) {
  const db = await open();
  return new Promise((done, no) => {
    const doing = db.transaction(store, mode, { durability: "strict" }), asked = act(doing.objectStore(store));
    doing.oncomplete = () => done(asked?.result);
    doing.onabort = doing.onerror = () => no(doing.error);
  });
}

const raw = (hex) => Uint8Array.from(hex.match(/../g), (two) => Number.parseInt(two, 16));
const key = (hex) => crypto.subtle.importKey("raw", raw(hex), "AES-GCM", false, ["encrypt", "decrypt"]);
async function shut(name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12)), own = mine();
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, await key(own.key), text.encode(JSON.stringify(value)));
  return { iv, box, owner: own.owner };
}
async function unshut(name, { iv, box }) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, await key(mine().key), box);
  return JSON.parse(read.decode(plain));
}

/// Keeps an entry; one that was kept under the same command is replaced, and keeps its place in the row.
export async function keep(entry) {
  const shutUp = await shut(entry.command, entry);
  await within("entries", "readwrite", (store) => store.put({ command: entry.command, made_ms: entry.said_ms, ...shutUp }));
}
export const drop = (command, from = "entries") => within(from, "readwrite", (store) => store.delete(command));

/// Everything that waits here, in the order it was written; what somebody else wrote is only counted.
export async function waiting() {
  const own = mine(), all = await within("entries", "readonly", (store) => store.getAll());
  all.sort((one, other) => one.made_ms - other.made_ms);
  const entries = [];
  for (const kept of all.filter((kept) => kept.owner === own?.owner)) entries.push(await unshut(kept.command, kept));
  return { entries, others: all.length - entries.length };
}

const HALF_A_DAY_MS = 432e5;
export async function keepPage(path, html, skew_ms) {
  const shutUp = await shut(path, { html, skew_ms, at_ms: Date.now() });
  await within("pages", "readwrite", (store) => store.put({ path, at_ms: Date.now(), ...shutUp }));
}
/// A page as it was last seen, by the same person and in the last half day; none else.
export async function page(path) {
  const kept = await within("pages", "readonly", (store) => store.get(path));
  if (!kept || kept.owner !== mine()?.owner || kept.at_ms + HALF_A_DAY_MS < Date.now()) return null;
  return unshut(path, kept);
}
/// Pages of another person or another day go.
export async function tidy() {
  const own = mine(), all = await within("pages", "readonly", (store) => store.getAll());
  const old = all.filter((kept) => kept.owner !== own?.owner || kept.at_ms + HALF_A_DAY_MS < Date.now());
  for (const { path } of old) await within("pages", "readwrite", (store) => store.delete(path));
}
/// Which pages are kept.
export const paths = () => within("pages", "readonly", (store) => store.getAllKeys());
