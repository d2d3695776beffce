// The matrix can fail: its rows name real, locked projects, and its driver doesn't take a mistake for success.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ENGINES } from "../engines/engines.mjs";
import { ROWS } from "../consumers/rows.mjs";

const consumers = new URL("../consumers/", import.meta.url);
const projects = [...new Set(ROWS.map(({ project }) => project))];

test("each row is another one, in an engine that is known", () => {
  const names = ROWS.map(({ consumer, mode, engine }) => `${consumer} ${mode} ${engine}`);
  assert.deepEqual(names.filter((name, at) => names.indexOf(name) !== at), []);
  for (const { engine, run, open } of ROWS) assert.ok(engine === "node" ? run : ENGINES[engine] && open, engine);
});

test("each project is locked, but for the package: that is whatever was packed", () => {
  for (const project of projects) {
    const { packages } = JSON.parse(readFileSync(new URL(`${project}/package-lock.json`, consumers), "utf8"));
    const manifest = JSON.parse(readFileSync(new URL(`${project}/package.json`, consumers), "utf8"));
    assert.deepEqual(packages[""].dependencies, manifest.dependencies, project);
    assert.equal(packages["node_modules/work-order-client"], undefined, project);
    for (const app of manifest.apps ?? []) assert.ok(existsSync(new URL(`apps/${app}/index.html`, consumers)), app);
  }
});

test("the quick rows cover a bundler of each kind, Node, and an old and a new engine", () => {
  const small = ROWS.filter((row) => row.small).map(({ consumer, engine }) => `${consumer} ${engine}`).join("\n");
  for (const wanted of [/Vite .*chromium/, /webpack 4/, /global script/, /Node\.js/, /chromium-64/, /firefox/]) assert.match(small, wanted);
});

test("a word that fits no row is an error, and so is a package that was not packed", () => {
  const matrix = (...args) => spawnSync(process.execPath, [fileURLToPath(new URL("matrix.mjs", consumers)), ...args], { encoding: "utf8", timeout: 30_000 });
  const { status, stderr } = matrix("--only", "netscape");
  assert.equal(status, 2);
  assert.match(stderr, /no row is called netscape; there are:\n.*vite 5, vue 3 dev/s);
  assert.notEqual(matrix("--only", "wpe", "--scratch", "/dev/null/nowhere").status, 0);
});
