// A slow line in front of a running clinic: every connection waits for one round trip, every byte for its turn. The browser's
// own throttling leaves out connections and, in some versions, the page itself.

import { connect, createServer } from "node:net";
import { pause } from "./lib.mjs";

/// `round_trip_ms`, and bits per second each way. Gives its own address, `hangUp()` so that the next page connects anew, and
/// `close()`.
export async function slowLine(address, { round_trip_ms = 150, down_bps = 1.6e6, up_bps = 750e3 } = {}) {
  const { hostname, port } = new URL(address);
  const way = { down: lane(down_bps, round_trip_ms / 2), up: lane(up_bps, round_trip_ms / 2) };
  const open = new Set();
  const server = createServer({ allowHalfOpen: true }, async (near) => {
    open.add(near);
    near.on("close", () => open.delete(near));
    near.on("error", () => near.destroy());
    near.pause();
    await pause(round_trip_ms); // to make the connection
    if (near.destroyed) return;
    const far = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    far.on("error", () => near.destroy());
    near.on("close", () => far.destroy());
    carry(near, far, way.up);
    carry(far, near, way.down);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const hangUp = () => {
    for (const one of open) one.destroy();
  };
  const close = () => {
    hangUp();
    return new Promise((done) => server.close(done));
  };
  return { address: `http://127.0.0.1:${server.address().port}`, hangUp, close };
}

/// One direction that all connections share: bytes leave one after another, and arrive half a round trip later.
function lane(bps, delay_ms) {
  let free = 0;
  return (bytes) => {
    const now = performance.now();
    free = Math.max(now, free) + (bytes * 8_000) / bps;
    return free + delay_ms - now;
  };
}

function carry(from, to, lane) {
  let last = Promise.resolve();
  const then = (wait_ms, act) => {
    const due = performance.now() + wait_ms;
    last = last.then(() => pause(Math.max(0, due - performance.now()))).then(() => to.destroyed || act());
  };
  from.on("data", (bytes) => {
    for (let at = 0; at < bytes.length; at += 1_400) {
      const part = bytes.subarray(at, at + 1_400);
      then(lane(part.length), () => to.write(part));
    }
  });
  from.resume();
  from.on("end", () => then(lane(0), () => to.end()));
  from.on("close", () => then(lane(0), () => to.destroy()));
}
