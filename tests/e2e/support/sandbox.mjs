// Starts the sandbox on a free port with a database of its own, and speaks to its operator's routes.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const START_MS = process.env.SANDBOX_BIN ? 20_000 : 15 * 60_000; // without a binary, cargo builds one first

/** `{ url, operate(path, body), get(path), stop() }`; `settings` are further command line arguments. */
export async function startSandbox(...settings) {
  const data = await mkdtemp(join(tmpdir(), "sandbox-"));
  const www = settings.includes("--www") ? [] : ["--www", "www"];
  const args = ["--port", "0", "--data", join(data, "data.sqlite"), ...www, "--pkg", "pkg", "--node-seconds", "0", ...settings];
  const [command, ...first] = process.env.SANDBOX_BIN ? [process.env.SANDBOX_BIN] : ["cargo", "run", "--quiet", "-p", "sandbox", "--"];
  const child = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const url = await listening(child);

  async function call(method, path, body) {
    const response = await fetch(`${url}_sandbox/${path}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status} ${await response.text()}`);
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }

  return {
    url,
    get: (path) => call("GET", path),
    operate: (path, body = {}) => call("POST", path, body),
    /** `{ route, kind, times, … }`: see sandbox/README.md. */
    fault: (rule) => call("POST", "faults", rule),
    /** All rules, or those whose route begins so. */
    clearFaults: (route = "") => call("DELETE", `faults?route=${encodeURIComponent(route)}`),
    async stop() {
      child.kill("SIGTERM");
      await new Promise((resolve) => (child.exitCode !== null || child.signalCode ? resolve() : child.once("exit", resolve)));
      await rm(data, { recursive: true, force: true });
    },
  };
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let seen = "";
    const late = setTimeout(() => fail(new Error(`the sandbox did not start: ${seen}`)), START_MS);
    const fail = (error) => {
      clearTimeout(late);
      child.kill();
      reject(error);
    };
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`the sandbox ended with ${code}: ${seen}`)));
    child.stdout.on("data", (chunk) => {
      seen += chunk;
      const found = /listening on (http:\S+?)\/?\s/.exec(seen);
      if (!found) return;
      clearTimeout(late);
      child.removeAllListeners("exit");
      resolve(`${found[1]}/`);
    });
  });
}
