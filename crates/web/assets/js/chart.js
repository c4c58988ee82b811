// Arrow keys read a picture point by point: the point is marked, its words stand under the picture and are said.
const d = document;
const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -1e6, End: 1e6 };

const wire = (root) => { for (const svg of root.querySelectorAll("svg[data-reads]")) {
  const dots = [...svg.querySelectorAll("circle")];
  const words = (dot) => dot.querySelector("title").textContent;
  const under = d.createElement("p");
  under.className = "sub reads";
  under.setAttribute("aria-hidden", "true"); // said politely instead
  svg.after(under);
  svg.tabIndex = 0;
  let at;
  const show = (next) => {
    dots[at]?.classList.remove("is-at");
    at = next;
    dots[at]?.classList.add("is-at");
    under.textContent = at === undefined ? svg.dataset.reads : words(dots[at]);
    if (at !== undefined) d.getElementById("say-polite").textContent = under.textContent;
  };
  svg.addEventListener("focus", () => show(at));
  svg.addEventListener("blur", () => { show(); under.textContent = ""; });
  svg.addEventListener("keydown", (e) => {
    const by = step[e.key];
    if (!by || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    const from = at ?? (by > 0 ? -1 : dots.length);
    show(Math.max(0, Math.min(dots.length - 1, from + by)));
  });
} };
wire(d);
d.addEventListener("holdfast:new", (e) => wire(e.target)); // a part that was fetched anew
