// Asks a running clinic for pages at a steady rate, each at its time whether the one before is back or not: a slow answer
// makes nobody ask less. `node load.mjs ADDRESS PER_SECOND SECONDS COOKIE PATH...` prints one line of JSON.

import { Agent, get } from "node:http";

const [address, perSecond, seconds, cookie, ...paths] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const took = [];
const refused = {};
let asked = 0;
let back = 0;

function ask(due) {
  asked += 1;
  const done = (status) => {
    back += 1;
    if (status === 200) took.push(performance.now() - due);
    else refused[status] = (refused[status] ?? 0) + 1;
  };
  const path = paths[asked % paths.length];
  const sent = get(address + path, { agent, headers: { cookie, accept: "text/html", "accept-encoding": "gzip" } }, (answer) => {
    answer.resume();
    answer.on("end", () => done(answer.statusCode));
    answer.on("error", () => done("broke off"));
  });
  sent.on("error", (fault) => done(fault.code ?? fault.message));
}

const began = performance.now();
const total = perSecond * seconds;
const beat = setInterval(() => {
  const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond));
  while (asked < due) ask(began + (asked / perSecond) * 1000);
  if (asked < total || back < total) return;
  clearInterval(beat);
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  console.log(JSON.stringify({ asked, refused, p50_ms: at(0.5), p99_ms: at(0.99), seconds: (performance.now() - began) / 1000 }));
}, 5);
