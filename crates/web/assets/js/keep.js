// One tap, kept: sends a form marked data-keep, says so as soon as the house has it, and then puts the fresh part of the page
// in its place. Without this file the same form posts and the page comes back.
let taps = 0;
const d = document, say = (text) => { d.getElementById("say-polite").textContent = text; };

d.addEventListener("submit", async (e) => {
  const form = e.target, id = form.dataset.keep, button = e.submitter;
  if (!id || !button) return;
  e.preventDefault();
  // One at a time; of the others tapped meanwhile the last one counts.
  if (form.sending) return void (form.waiting = button === form.sending ? undefined : button);
  form.sending = button;
  const tap = ++taps;
  let said;
  try {
    const body = new URLSearchParams(new FormData(form, button));
    body.set("quiet", "yes");
    const kept = await fetch(form.action, { method: "POST", body });
    // Signed out, or something to read first: let the browser send the form and show that page whole.
    if (kept.status !== 204) {
      form.append(Object.assign(d.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
      return form.submit();
    }
    for (const one of form.querySelectorAll("[name=mood]")) one.setAttribute("aria-pressed", one === button);
    said = form.dataset.saved.replace("{word}", button.textContent.trim());
    say(said);
  } catch {
    say(form.dataset.offline);
    let line = form.querySelector("[data-offline-line]");
    if (!line) {
      line = d.createElement("p");
      line.dataset.offlineLine = "";
      form.append(line);
    }
    line.textContent = form.dataset.offline;
  }
  const waiting = form.waiting;
  form.sending = form.waiting = undefined;
  if (waiting) form.requestSubmit(waiting);
  else if (said) await fresh(id, button, said, tap);
}, true);

// It is kept by now: where the fresh part does not come, what stands here stays, and the next load has it.
async function fresh(id, button, said, tap) {
  const r = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" }).catch(() => null);
  const page = r?.ok ? new DOMParser().parseFromString(await r.text(), "text/html") : null;
  const next = page?.getElementById(id), here = d.getElementById(id);
  if (!next || !here || tap !== taps) return; // tapped again since
  here.replaceWith(next);
  const again = button.id && d.getElementById(button.id);
  (again || next.querySelector("button"))?.focus();
  if (next.dataset.said && next.dataset.said !== said) say(next.dataset.said);
}
