// The line is down and this page did not come: what this tablet kept of it takes its place, as it was, and says from when.
import { keep, mine, page, waiting } from "./box.js";

const kept = mine() ? await page(location.pathname).catch(() => null) : null;
if (!kept) {
  document.getElementById("away-words").textContent = mine() ? "Nothing of this page is kept on this tablet. Go back, or write on paper until the line is back." : "Nobody is signed in here. Write on paper until the line is back; what was entered before is kept, sealed, until its writer signs in.";
} else {
  // What could not be sent whole was not seen by anybody: it waits like the rest.
  for (const entry of (await waiting()).entries.filter((entry) => entry.shown)) await keep({ ...entry, shown: false });
  const root = new DOMParser().parseFromString(kept.html, "text/html").documentElement;
  Object.assign(root.dataset, { asOf: kept.at_ms, skew: kept.skew_ms });
  delete root.dataset.now; // the clocks were compared when the page came
  document.documentElement.replaceWith(document.adoptNode(root));
  for (const script of [...document.querySelectorAll("script[type=module][src]")]) await import(script.getAttribute("src"));
}
