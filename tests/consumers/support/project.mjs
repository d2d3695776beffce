// A consumer's project in a folder of its own outside the sources: what its lock file names, the packed tarball, its scripts.

import { spawn } from "node:child_process";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CONSUMERS = fileURLToPath(new URL("../", import.meta.url));
const PKG = fileURLToPath(new URL("../../../pkg/", import.meta.url));
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const ENV = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_UPDATE_NOTIFIER: "1" };
const INSTALL = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

/** Packs pkg/ as `npm publish` would; returns the tarball's path. */
export async function pack(scratch) {
  await mkdir(scratch, { recursive: true });
  const said = JSON.parse(await run(NPM, ["pack", "--json", "--pack-destination", scratch], { cwd: PKG }));
  // npm 11 lists by index, later ones by name.
  const [{ filename }] = Object.values(said);
  const tarball = join(scratch, "work-order-client.tgz");
  await rename(join(scratch, filename), tarball);
  return tarball;
}

/**
 * Lays the project out afresh, but installs anew only what another lock file names; the tarball always. Returns its folder.
 * Its sources get shared/ and recipes/ beside them. `apps` in its package.json names whole apps that it takes from apps/.
 */
export async function prepare(name, { scratch, tarball }) {
  const folder = join(scratch, name);
  const modules = join(folder, "node_modules");
  const kept = join(scratch, `${name}.node_modules`);
  const stamp = join(modules, ".installed-lock.json");
  await rm(kept, { recursive: true, force: true });
  if (existsSync(modules)) await rename(modules, kept);
  await rm(folder, { recursive: true, force: true });
  await cp(join(CONSUMERS, name), folder, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
  const { apps } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  for (const app of apps ?? []) await cp(join(CONSUMERS, "apps", app), join(folder, app), { recursive: true });
  for (const sources of apps ?? [existsSync(join(folder, "src")) ? "src" : ""]) {
    for (const name of ["shared", "recipes"]) await cp(join(CONSUMERS, name), join(folder, sources, name), { recursive: true });
  }
  if (!apps && existsSync(join(folder, "shared"))) await writeFile(join(folder, "shared", "story.global.js"), asGlobal(await readFile(join(folder, "shared", "story.js"), "utf8"), "story"));
  if (existsSync(kept)) await rename(kept, modules);

  const lock = await readFile(join(folder, "package-lock.json"), "utf8");
  if (!(existsSync(stamp) && (await readFile(stamp, "utf8")) === lock)) {
    await run(NPM, ["ci", ...INSTALL], { cwd: folder });
    await mkdir(modules, { recursive: true });
    await writeFile(stamp, lock);
  }
  const installed = join(modules, "work-order-client");
  // Tools that keep what they made of packages look at lock files only: they would go on with an older package.
  for (const old of [installed, join(modules, ".vite"), join(modules, ".cache")]) await rm(old, { recursive: true, force: true });
  await run(NPM, ["install", "--no-save", "--no-package-lock", ...INSTALL, tarball], { cwd: folder });
  const wasm = (where) => readFile(join(where, "work_order_client.wasm"));
  if (!(await wasm(PKG)).equals(await wasm(installed))) throw new Error(`${installed} is not what was packed`);
  return folder;
}

/** A module without imports as a script that defines a global: modules do not load from file://. */
function asGlobal(text, name) {
  const names = [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map((found) => found[1]);
  return `var ${name} = (function () {\n${text.replace(/^export /gm, "")}\nreturn { ${names.join(", ")} };\n})();\n`;
}

/** Runs a program to its end; what it printed is in the error when it fails. */
export function run(command, args, { cwd, env = {}, limit = 300_000 }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...ENV, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let [out, all] = ["", ""];
    const late = setTimeout(() => child.kill("SIGKILL"), limit);
    child.stdout.on("data", (chunk) => { out += chunk; all += chunk; });
    child.stderr.on("data", (chunk) => { all += chunk; });
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(late);
      if (code === 0) resolve(out);
      else reject(new Error(`\`${[command, ...args].join(" ")}\` in ${cwd} ended with ${code}\n${all.slice(-4000)}`));
    });
  });
}

export function script(folder, name, env) {
  return run(NPM, ["run", "--silent", name], { cwd: folder, env });
}

/**
 * Starts a program, and waits until `ready` finds in its output what to go on with, or until `poll` is content with it.
 * Returns what was found, and how to end it.
 */
export function start(command, args, { cwd, env = {}, ready, poll, limit = 120_000 }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...ENV, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let printed = "";
    const stop = () => new Promise((stopped) => {
      if (child.exitCode !== null || child.signalCode) return stopped();
      child.once("exit", stopped);
      setTimeout(() => end(child, "SIGKILL"), 3000).unref();
      end(child, "SIGTERM");
    }).finally(() => end(child, "SIGKILL"));
    const fail = (why) => stop().then(() => reject(new Error(`\`${[command, ...args].join(" ")}\` ${why}\n${printed.slice(-4000)}`)));
    const late = setTimeout(() => fail(`was not ready within ${limit / 1000} s`), limit);
    const asking = poll && setInterval(async () => (await poll()) && go(true), 100);
    const over = () => {
      clearTimeout(late);
      clearInterval(asking);
    };
    const go = (found) => {
      over();
      resolve({ found, stop });
    };
    const read = (chunk) => {
      printed += chunk;
      // Colours off: they may lie inside of an address.
      const found = ready(printed.replace(/\u001b\[[\d;]*m/g, ""));
      if (found) go(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", (error) => { over(); reject(error); });
    child.once("exit", (code) => { over(); fail(`ended with ${code}`); });
  });
}

/** The program and all that it started. */
function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}

/** Starts one of the project's scripts, which says at what address it serves. */
export async function serving(folder, name, env) {
  const { found, stop } = await start(NPM, ["run", "--silent", name], {
    cwd: folder,
    env,
    ready: (text) => /https?:\/\/(?:localhost|127\.0\.0\.1):\d+(?=[/\s])/.exec(text),
  });
  return { url: `${found[0].replace("localhost", "127.0.0.1")}/`, stop };
}
