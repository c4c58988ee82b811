// The monitors' line over TLS: certificates by OpenSSL, a sender by Node's own TLS. The house proves who it is; a monitor that
// shows no certificate of the authority that was named hears nothing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect as plain } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { connect } from "node:tls";
import { demo, pause } from "./lib.mjs";

const folder = mkdtempSync(join(tmpdir(), "holdfast-tls-"));
const at = (name) => join(folder, name);
const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
const authority = (name) => openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", `${name}.key`, "-out", `${name}.pem`, "-subj", `/CN=${name}`);
function certificate(name, by, use) {
  openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:house.example", "-addext", `extendedKeyUsage=${use}`);
  openssl("x509", "-req", "-in", `${name}.csr`, "-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial", "-days", "2", "-copy_extensions", "copyall", "-out", `${name}.pem`);
}

let it;
before(async () => {
  for (const name of ["ward", "stranger"]) authority(name);
  certificate("house", "ward", "serverAuth");
  certificate("monitor", "ward", "clientAuth");
  certificate("other", "stranger", "clientAuth");
  it = await demo({ fresh: true, devices: true, more: ["--devices-cert", at("house.pem"), "--devices-key", at("house.key"), "--devices-ca", at("ward.pem")] });
});
after(async () => {
  await it?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const message = (control) => `\x0bMSH|^~\\&|B40|WARD|HOLDFAST||20261124110000||ORU^R01|${control}|P|2.5\rPV1|1|I|^^BED-9\rOBR|1\rOBX|1|NM|59408-5^SpO2^LN||97|%|||||F\r\x1c\r`;
/// What is heard after one message; "" when the line is closed before.
function hears(socket, control) {
  return new Promise((done) => {
    let said = "";
    socket.on("data", (bytes) => { said += bytes; if (said.includes("\x1c")) done(said); });
    for (const end of ["close", "error"]) socket.on(end, () => done(said));
    socket.write(message(control));
  }).finally(() => socket.destroy());
}
const shows = (name, more = {}) => connect({ host: "127.0.0.1", port: it.devices, servername: "house.example", ca: readFileSync(at("ward.pem")), ...(name ? { cert: readFileSync(at(`${name}.pem`)), key: readFileSync(at(`${name}.key`)) } : {}), ...more });

test("a monitor with a certificate of the ward is answered, in both versions of TLS", async () => {
  for (const version of ["TLSv1.2", "TLSv1.3"]) {
    const answer = await hears(shows("monitor", { minVersion: version, maxVersion: version }), `T${version}`);
    assert.match(answer, /MSA\|A[AR]\|T/, `${version}: ${answer}`);
  }
});

test("whoever shows none, or one of somebody else, hears nothing", async () => {
  for (const name of [null, "other"]) assert.equal(await hears(shows(name), "X"), "", `${name}`);
});

test("plain text is not answered on that line", async () => {
  const said = await hears(plain(it.devices, "127.0.0.1"), "P");
  assert.doesNotMatch(said, /MSA/);
});

test("a connection that proves nothing is let go of", async () => {
  const socket = plain(it.devices, "127.0.0.1");
  const closed = new Promise((done) => socket.on("close", () => done(true)));
  socket.on("error", () => {});
  socket.resume();
  assert.equal(await Promise.race([closed, pause(14_000).then(() => false)]), true, "within ten seconds or so");
});

test("files that do not fit end the program with words", async () => {
  await assert.rejects(demo({ fresh: true, devices: true, more: ["--devices-cert", at("house.pem"), "--devices-key", at("monitor.key")] }), /do not fit/);
  await assert.rejects(demo({ fresh: true, devices: true, more: ["--devices-cert", at("house.key"), "--devices-key", at("house.key")] }), /no certificate could be read/);
});
