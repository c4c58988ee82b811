// A locked screen: readings that are late are said here too, and it opens where it was locked.
import { overdue, shown } from "./late.js";

const d = document, state = d.documentElement.dataset, form = d.getElementById("unlock"), { href } = form.dataset;
if (form.dataset.zone) state.zone = form.dataset.zone;
// After a wrong PIN, too, what is asked for again is the visit's own page.
if (location.pathname !== href) history.replaceState(null, "", href);
try { form.elements.to.value = sessionStorage.getItem("holdfast-locked-at") ?? ""; } catch { /* it opens at the visit's own page */ }
form.addEventListener("submit", (e) => {
  const away = "notlive" in state;
  form.querySelector("[data-no-line]").hidden = !away;
  if (away) e.preventDefault();
});
d.addEventListener("holdfast:live", () => { form.querySelector("[data-no-line]").hidden = true; });
setInterval(() => { overdue(0, ""); shown(); }, 1000);
