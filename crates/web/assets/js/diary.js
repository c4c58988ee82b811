// Keeps what is written: on this device first, then at the clinic, each once. A save carries a number made here, so that
// one whose answer was lost is sent again and counted once. Drafts belong to their writer's mark, and are wiped when kept.
const d = document, form = d.querySelector("form[data-diary]"), list = d.querySelector("[data-diary-waiting]"), shown = d.querySelector("[data-diary-entry]");
const mark = (form || d).querySelector("[data-testid=journal-state]");
const owner = (form || list || shown)?.dataset.owner;
let csrf = form ? form.csrf.value : (list || shown)?.dataset.csrf;
const IDLE = 2000, AGAIN = 15000;

for (const a of d.querySelectorAll("a[data-leave]")) {
  a.addEventListener("click", (e) => { e.preventDefault(); location.replace(a.href); });
}

// Back from the browser's memory, perhaps after signing out: the page is asked for again. What was typed is a draft.
addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

const number = (of) => of + [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
const at = (entry) => `holdfast-diary-${owner}-${entry}`;
const drafts = {
  put(draft) { try { localStorage.setItem(at(draft.entry), JSON.stringify(draft)); return true; } catch { return false; } },
  drop(entry) { try { localStorage.removeItem(at(entry)); } catch { /* there is nothing to drop */ } },
  get(entry) { try { return JSON.parse(localStorage.getItem(at(entry))); } catch { return null; } },
  all() {
    try {
      const mine = Object.keys(localStorage).filter((key) => key.startsWith(at("")));
      return mine.map((key) => drafts.get(key.slice(at("").length))).filter(Boolean);
    } catch { return []; }
  },
};
const say = (words) => { if (mark && mark.textContent !== words) mark.textContent = words; };

// Signed in again in another tab, as the same person: forms need the mark of that sign-in.
async function anew() {
  const page = new DOMParser().parseFromString(await (await fetch("/me/journal/new", { cache: "no-store" })).text(), "text/html");
  const fresh = page.querySelector(`form[data-diary][data-owner="${owner}"]`);
  if (!fresh || fresh.csrf.value === csrf) return false;
  csrf = fresh.csrf.value;
  if (form) form.csrf.value = csrf;
  return true;
}

// One draft, until the clinic has all of it. True when it has.
async function send(draft) {
  while (draft.words !== draft.kept) {
    draft.sent ||= { command: number("cmd_"), words: draft.words, over: draft.over };
    drafts.put(draft);
    const body = new URLSearchParams({ csrf, command: draft.sent.command, entry: draft.entry, prompt: draft.prompt, words: draft.sent.words, quiet: "yes" });
    for (const one of draft.sent.over) body.append("over", one);
    const to = draft.begun ? `/me/journal/${draft.entry}/write` : "/me/journal/new";
    let answer = await fetch(to, { method: "POST", body });
    if (answer.status === 403 && await anew()) {
      body.set("csrf", csrf);
      answer = await fetch(to, { method: "POST", body });
    }
    if (answer.status === 404 && draft.begun) throw Object.assign(new Error("gone"), { why: "gone" });
    if (answer.status !== 204) throw Object.assign(new Error("refused"), { why: answer.redirected || answer.status === 403 ? "refused" : "notTaken" });
    Object.assign(draft, { begun: true, over: [draft.sent.command], kept: draft.sent.words, sent: null });
    drafts.put(draft);
  }
  drafts.drop(draft.entry);
  return true;
}

// What waits here from another time or another page.
async function sendOthers(but) {
  let left = 0;
  for (const draft of drafts.all().filter((draft) => draft.entry !== but)) {
    try { await send(draft); } catch (no) {
      left += 1;
      if (no.why !== "gone") continue;
      // Deleted on another device while this was written: what was typed is an entry of its own.
      drafts.drop(draft.entry);
      drafts.put({ ...draft, entry: number("dia_"), begun: false, over: [], kept: "", sent: null });
    }
  }
  return left;
}

// An entry is shown as it is kept: what was sent with the button is not needed here any more.
if (shown) {
  const draft = drafts.get(shown.dataset.diaryEntry);
  if (draft?.sent && draft.sent.words === draft.words && shown.dataset.kept.split(" ").includes(draft.sent.command)) drafts.drop(draft.entry);
  sendOthers();
}

if (list) {
  const look = async () => { say(drafts.all().length ? list.dataset.sayWaiting : ""); if (drafts.all().length && !await sendOthers()) location.reload(); };
  look();
  addEventListener("online", look);
}

if (form) {
  const { entry, instead, sayPhone, saySaved, sayBig } = form.dataset;
  const why = { refused: form.dataset.sayRefused, gone: form.dataset.sayGone, notTaken: form.dataset.sayNotTaken };
  if (instead) drafts.drop(instead); // its words are on this page
  const text = form.words, file = form.file, most = form.dataset.mostMb * 1048576;
  const clean = () => text.value.trimEnd();
  const draft = drafts.get(entry) || {
    entry, begun: "begun" in form.dataset, prompt: form.prompt.value, sent: null,
    over: [...form.querySelectorAll("[name=over]")].map((one) => one.value), words: clean(), kept: "unkept" in form.dataset ? "" : clean(),
  };
  // What was deleted elsewhere is not brought back by itself: only by a key or the button.
  let still = Boolean(instead);
  // What was typed here and is not kept yet is on the page again.
  if (draft.words !== draft.kept) text.value = draft.words;
  let timer, busy, recorder, ended;

  const keep = () => {
    draft.words = clean();
    if (still || draft.words === draft.kept || !draft.words) return true;
    const here = drafts.put(draft);
    if (here) say(sayPhone);
    return here;
  };
  const flush = async () => {
    clearTimeout(timer);
    keep();
    if (busy || still || draft.words === draft.kept || !draft.words) return;
    busy = true;
    try {
      await send(draft);
      ended = false;
      say(saySaved);
    } catch (no) {
      ended = no.why === "refused";
      say(why[no.why] || sayPhone);
      timer = setTimeout(flush, AGAIN);
    } finally { busy = false; }
    if (draft.words !== clean()) timer = setTimeout(flush, IDLE);
  };
  text.addEventListener("input", () => { still = false; say(""); clearTimeout(timer); timer = setTimeout(flush, IDLE); });
  addEventListener("online", flush);
  addEventListener("pagehide", keep);
  d.addEventListener("visibilitychange", () => (d.hidden ? keep() : flush()));
  if (draft.words !== draft.kept) flush();
  sendOthers(entry);

  // The button sends the same as the draft, under the draft's number: what arrives twice is kept once.
  form.addEventListener("submit", (e) => {
    clearTimeout(timer);
    keep();
    if (!navigator.onLine && !file.files.length) { e.preventDefault(); say(sayPhone); return; }
    // Kept while the voice still runs: it is stopped, put in, and kept with the rest.
    if (recorder?.state === "recording") {
      e.preventDefault();
      recorder.addEventListener("stop", () => form.requestSubmit(e.submitter));
      recorder.stop();
      return;
    }
    if (busy) {
      e.preventDefault();
      const again = setInterval(() => { if (!busy) { clearInterval(again); form.requestSubmit(e.submitter); } }, 50);
      return;
    }
    // Signed out, the words stay here until somebody is signed in again; and what was sent before, with an answer that
    // never came, is asked for first: one number is one text.
    if ((ended && !file.files.length) || (draft.sent && draft.sent.words !== draft.words)) {
      e.preventDefault();
      flush().then(() => {
        if (draft.words !== draft.kept) return;
        if (file.files.length) form.requestSubmit(e.submitter);
        else location.assign(`/me/journal/${entry}`);
      });
      return;
    }
    if (draft.words && draft.words !== draft.kept) {
      draft.sent ||= { command: form.command.value, words: draft.words, over: draft.over };
      drafts.put(draft);
      form.command.value = draft.sent.command;
    } else if (!file.files.length && draft.begun) {
      e.preventDefault();
      location.assign(`/me/journal/${entry}`);
      return;
    }
    if (draft.begun) form.action = `/me/journal/${entry}/write`;
    for (const one of form.querySelectorAll("[name=over]")) one.remove();
    for (const value of draft.sent?.over || draft.over) {
      const one = Object.assign(d.createElement("input"), { type: "hidden", name: "over", value });
      form.append(one);
    }
  });

  const wrong = d.getElementById("f-file-e");
  const tell = (words) => { wrong.hidden = !words; wrong.lastElementChild.textContent = words; };
  file.addEventListener("change", () => {
    form.drawn.value = "";
    const big = file.files[0]?.size > most;
    if (big) file.value = "";
    tell(big ? sayBig : "");
  });
  const tools = form.querySelector("[data-diary-tools]");
  const put = (blob, name, drawn) => {
    const carrier = new DataTransfer();
    if (blob) carrier.items.add(new File([blob], name, { type: blob.type }));
    file.files = carrier.files;
    file.dispatchEvent(new Event("change"));
    form.drawn.value = drawn && file.files.length ? "yes" : "";
    const told = tools.querySelector(".sub") || d.createElement("p");
    told.setAttribute("role", "status");
    told.className = "sub";
    tools.append(told);
    told.textContent = file.files.length ? tools.dataset.sayChosen : "";
  };
  const button = (words, press) => {
    const b = Object.assign(d.createElement("button"), { type: "button", className: "btn", textContent: words });
    b.addEventListener("click", () => press(b));
    return b;
  };

  // Drawing: strokes of a pointer. The text field is its other way. Each stroke is put in as it ends: what is seen is kept.
  const draw = () => {
    for (const b of tools.querySelectorAll("button")) b.remove(); // one file at a time
    const canvas = Object.assign(d.createElement("canvas"), { width: 800, height: 600, className: "diary-canvas" });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", tools.dataset.sayCanvas);
    const pen = canvas.getContext("2d"), strokes = [];
    const paint = () => {
      Object.assign(pen, { fillStyle: "#fff", strokeStyle: "#111", lineWidth: 5, lineCap: "round", lineJoin: "round" });
      pen.fillRect(0, 0, canvas.width, canvas.height);
      for (const stroke of strokes) {
        pen.beginPath();
        stroke.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
        if (stroke.length === 1) pen.lineTo(stroke[0][0] + .1, stroke[0][1]);
        pen.stroke();
      }
    };
    const point = (e) => {
      const box = canvas.getBoundingClientRect();
      return [(e.clientX - box.left) * canvas.width / box.width, (e.clientY - box.top) * canvas.height / box.height];
    };
    const putIn = () => {
      paint();
      if (!strokes.length) return put(null);
      const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (c) => c.charCodeAt(0));
      put(new Blob([bytes], { type: "image/png" }), "drawing.png", true);
    };
    canvas.addEventListener("pointerdown", (e) => { canvas.setPointerCapture(e.pointerId); strokes.push([point(e)]); paint(); });
    canvas.addEventListener("pointermove", (e) => { if (e.buttons && strokes.length) { strokes.at(-1).push(point(e)); paint(); } });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { if (strokes.length) putIn(); });
    paint();
    tools.append(canvas, button(tools.dataset.sayUndo, () => { strokes.pop(); putIn(); }));
  };

  // Voice: recorded here, sent only with the form.
  const record = async (opener) => {
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { tell(tools.dataset.sayNoMic); return; }
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (e) => parts.push(e.data);
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      stop.replaceWith(opener);
      put(new Blob(parts, { type: recorder.mimeType.split(";")[0] }), "voice", false);
    };
    const stop = button(tools.dataset.sayStop, () => recorder.stop());
    for (const b of tools.querySelectorAll("button")) if (b !== opener) b.remove(); // one file at a time
    opener.replaceWith(stop);
    stop.focus();
    tell("");
    d.getElementById("say-polite").textContent = tools.dataset.sayRecording;
    recorder.start();
  };
  if (globalThis.DataTransfer) {
    tools.hidden = false;
    tools.append(button(tools.dataset.sayDraw, draw));
    if (globalThis.MediaRecorder && navigator.mediaDevices) tools.append(button(tools.dataset.sayRecord, record));
  }
}
