// A line between one tablet and the clinic that can be cut: what is on its way is lost, and nobody answers until it is mended.

import { connect, createServer } from "node:net";

/// Gives its own address, `cut()`, `hang()` (bytes go nowhere and nothing is said), `mend()` and `close()`.
export async function line(address) {
  const { hostname, port } = new URL(address);
  const open = new Set();
  let down = false;
  let hangs = false;
  const server = createServer((near) => {
    if (down) return near.destroy();
    if (hangs) return open.add(near.on("error", () => {}).resume());
    const far = connect({ host: hostname, port: Number(port) });
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.on("close", () => open.delete(one));
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const cut = () => {
    down = true;
    for (const one of open) one.destroy();
  };
  const hang = () => {
    hangs = true;
    for (const one of open) (one.unpipe(), one.removeAllListeners("data"), one.resume());
  };
  const mend = () => {
    if (hangs) for (const one of open) one.destroy();
    down = hangs = false;
  };
  const close = () => {
    cut();
    return new Promise((done) => server.close(done));
  };
  return { address: `http://127.0.0.1:${server.address().port}`, cut, hang, mend, close };
}
