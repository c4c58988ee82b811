// Runs the browser tests one file after another against one demonstration clinic: `node run.mjs [FILE.test.mjs ...]`.
// A file alone works too: `node --test smoke.test.mjs` starts its own clinic.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { demo } from "./lib.mjs";

process.chdir(dirname(fileURLToPath(import.meta.url)));
const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync(".").filter((name) => name.endsWith(".test.mjs")).sort();
const { stop, ...clinic } = await demo();
const tests = spawn(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files], {
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, HOLDFAST_E2E_DEMO: JSON.stringify(clinic) },
});
process.exitCode = await new Promise((done) => tests.on("exit", (code) => done(code ?? 1)));
await stop(); // throws, and so fails, when the demo does not end cleanly
