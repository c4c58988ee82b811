// One tap, kept: sends a form marked data-keep and puts the fresh part of the page in its place. Without this file the
// same form posts and the page comes back.
const d = document, say = (text) => { d.getElementById("say-polite").textContent = text; };

d.addEventListener("submit", async (e) => {
  const form = e.target, id = form.dataset.keep, button = e.submitter;
  if (!id || !button || form.dataset.sent) return;
  e.preventDefault();
  form.dataset.sent = "1";
  try {
    const r = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
    const page = new DOMParser().parseFromString(await r.text(), "text/html");
    const next = page.getElementById(id), here = d.getElementById(id);
    // Signed out, or something to read first: let the browser send the form and show that page whole.
    if (!r.ok || !next || !here) {
      form.append(Object.assign(d.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
      form.submit();
      return;
    }
    here.replaceWith(next);
    const again = button.id && d.getElementById(button.id);
    (again || next.querySelector("button"))?.focus();
    say(next.dataset.said || "");
  } catch {
    say(form.dataset.offline);
    let line = form.querySelector("[data-offline-line]");
    if (!line) {
      line = d.createElement("p");
      line.dataset.offlineLine = "";
      form.append(line);
    }
    line.textContent = form.dataset.offline;
  } finally {
    delete form.dataset.sent;
  }
}, true);
