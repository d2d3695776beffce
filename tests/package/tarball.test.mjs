// What `npm pack` puts into the tarball, and what its package.json says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { encode } from "../../xtask/ascii.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PKG = join(ROOT, "pkg");
const manifest = JSON.parse(readFileSync(join(PKG, "package.json"), "utf8"));

const FILES = [
  "LICENSE-APACHE", "LICENSE-MIT", "README.md", "README.zh-CN.md", "package.json",
  "index.js", "index.cjs", "core.js", "core.cjs", "wasm.js", "wasm.cjs", "slim.js", "slim.cjs", "global.js", "work_order_client.wasm",
  "index.d.ts", "index.d.cts", "slim.d.ts", "slim.d.cts", "global.d.ts",
];

test("the tarball has these files and nothing else", () => {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const [packed] = JSON.parse(execFileSync(npm, ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: PKG, shell: npm.endsWith(".cmd") }));
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), [...FILES].sort());
  assert.deepEqual([packed.name, packed.version], ["work-order-client", manifest.version]);
});

test("version, licence and description are the crate's", () => {
  const cargo = readFileSync(join(ROOT, "Cargo.toml"), "utf8");
  const said = (name) => new RegExp(`^${name} = "(.*)"$`, "m").exec(cargo)[1];
  for (const name of ["version", "license", "description"]) assert.equal(manifest[name], said(name), name);
});

test("READMEs and licences are the project's", () => {
  for (const name of ["README.md", "README.zh-CN.md", "LICENSE-MIT", "LICENSE-APACHE"]) {
    assert.deepEqual(readFileSync(join(PKG, name)), readFileSync(join(ROOT, name)), name);
  }
});

test("package.json has the module's SHA-256, and the default entry carries the same module", () => {
  const wasm = readFileSync(join(PKG, "work_order_client.wasm"));
  assert.equal(manifest.sha256["work_order_client.wasm"], createHash("sha256").update(wasm).digest("hex"));
  for (const name of ["wasm.js", "wasm.cjs", "global.js"]) {
    assert.ok(readFileSync(join(PKG, name), "latin1").includes(encode(wasm).text), `${name} carries another module`);
  }
  for (const name of FILES.filter((name) => /^(index|core|slim)\.c?js$/.test(name))) {
    assert.ok(readFileSync(join(PKG, name)).length < 200_000, `${name} carries a module, too`);
  }
});

test("nothing is installed with it, and nothing runs at its installation", () => {
  const unwanted = ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "scripts", "devDependencies"];
  assert.deepEqual(Object.keys(manifest).filter((name) => unwanted.includes(name)), []);
});

test("every way in finds types", () => {
  for (const [entry, ending] of [[".", "index"], ["./slim", "slim"]]) {
    assert.deepEqual(manifest.exports[entry].import, { types: `./${ending}.d.ts`, default: `./${ending}.js` });
    assert.deepEqual(manifest.exports[entry].require, { types: `./${ending}.d.cts`, default: `./${ending}.cjs` });
  }
  assert.deepEqual([manifest.types, manifest.main, manifest.module], ["./index.d.ts", "./index.cjs", "./index.js"]);
});
