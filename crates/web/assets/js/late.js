// Alarms of this tablet's own: readings that nobody took, by the protocol's clock, whether the line is there or not. For the
// chair and for its locked screen.
const d = document, state = d.documentElement.dataset;
let zone;
// By the clock of the room, as everything else on the page; the time is the house's.
export const clock = (ms) => (zone ??= new Intl.DateTimeFormat("sv", { timeZone: state.zone, timeStyle: "short" })).format(ms);
export const house = () => Date.now() + (+state.skew || 0);
export const make = (tag, more = {}, ...within) => { const el = Object.assign(d.createElement(tag), more); el.append(...within); return el; };
export const icon = (name) => { const at = "http://www.w3.org/2000/svg", svg = d.createElementNS(at, "svg"), use = d.createElementNS(at, "use"); svg.setAttribute("class", "i"); svg.setAttribute("aria-hidden", "true"); use.setAttribute("href", `#i-${name}`); svg.append(use); return svg; };
export const local = (el) => { el.dataset.local = ""; return el; };

/// `again`: where it is read again; "" where that may not be asked for.
export function raise(id, mark, word, words, again) {
  const box = d.getElementById("alarms");
  if (!box || d.getElementById(id)) return;
  const alarm = local(make("section", { className: `alarm m-${mark}`, id }, icon(mark), make("p", {}, make("span", { className: "alarm-word", textContent: `${word}.` }), ` ${words}`)));
  alarm.dataset.testid = "alarm";
  alarm.setAttribute("aria-label", `Alarm on this tablet, ${word}`);
  const row = make("div", { className: "row" });
  if (again && location.pathname !== again) row.append(make("a", { className: "btn", href: again, textContent: "Read again" }));
  alarm.append(row);
  box.append(alarm);
  box.hidden = false;
}

/// `since`: when the newest was taken that the house does not have yet; 0 for none.
export function overdue(since, again) {
  const due = d.querySelector("[data-testid=due]"), { dueMs, lateMs, everyMin } = due?.dataset ?? {};
  const shown = d.getElementById("alarm-late");
  if (!dueMs) return shown?.remove();
  const next = since ? Math.max(+dueMs, since + everyMin * 6e4) : +dueMs, late = next + (+lateMs - +dueMs);
  if (next > +dueMs) dueHere(due, next);
  if (house() < late) return shown?.remove();
  raise("alarm-late", "medium", "Soon", `Readings were due at ${clock(next)}, and none were entered since.`, again);
}

/// When they are due by what was entered here and is not sent yet.
function dueHere(due, next) {
  let words = due.querySelector("[data-due-here]");
  if (!words) {
    for (const told of [...due.childNodes].filter((node) => node.nodeName !== "A")) told.remove();
    words = make("span");
    words.dataset.dueHere = "";
    due.prepend(words, " ");
  }
  const said = `${house() < next ? "Next readings at" : "Readings were due at"} ${clock(next)}, by what was entered here.`;
  if (words.textContent !== said) words.textContent = said;
}
/// The box of alarms is there when there is one.
export function shown() {
  const box = d.getElementById("alarms");
  if (box) box.hidden = !box.querySelector(".alarm");
}
