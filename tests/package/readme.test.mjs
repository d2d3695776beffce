// The READMEs keep what they promise: examples that run, and tables that name every method and every kind of error.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ROWS } from "../consumers/rows.mjs";
import { startSandbox } from "../e2e/support/sandbox.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DEMO = "http://127.0.0.1:8787";
const run = promisify(execFile);
const read = (name) => readFileSync(join(ROOT, name), "utf8");
const blocks = (text, language) => [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map((found) => found[1]);

/** What a reader has: a folder with the package installed, and the demo running. */
let app;
let sandbox;

before(async () => {
  app = mkdtempSync(join(tmpdir(), "readme-"));
  mkdirSync(join(app, "node_modules"));
  symlinkSync(join(ROOT, "pkg"), join(app, "node_modules", "work-order-client"), "junction");
  sandbox = await startSandbox();
});

after(async () => {
  rmSync(app, { recursive: true, force: true });
  await sandbox?.stop();
});

/** The example as a file of its own, pointed at the sandbox. */
function node(example, ...flags) {
  const file = join(app, "example.mjs");
  writeFileSync(file, example.replaceAll(DEMO, new URL(sandbox.url).origin));
  return run(process.execPath, [...flags, file], { cwd: app, timeout: 60_000 });
}

for (const name of ["README.md", "README.zh-CN.md"]) {
  test(`${name}: the first example submits an order and finds it in the list`, async () => {
    await sandbox.operate("reset");
    const { stdout } = await node(blocks(read(name), "js")[0]);
    const executions = await sandbox.get("executions");
    assert.deepEqual(executions.map(({ count }) => count), [1]);
    const [{ caseNo }] = JSON.parse(executions[0].receipts[0]);
    const lines = stdout.trim().split("\n");
    assert.match(lines[0], new RegExp(`accepted.*${caseNo}`));
    assert.ok(lines.slice(1).some((line) => line.startsWith(`${caseNo} processing`)), stdout);
  });

  test(`${name}: every other example for the demo runs, too`, async () => {
    const others = blocks(read(name), "js").slice(1).filter((example) => example.includes(DEMO));
    assert.ok(others.length > 0);
    for (const example of others) {
      const { stdout } = await node(example);
      assert.notEqual(stdout.trim(), "", example);
    }
  });

  test(`${name}: what cannot run here is JavaScript at least`, async () => {
    for (const example of blocks(read(name), "js")) await node(example, "--check");
  });

  test(`${name}: the tables name every method and every kind of error`, () => {
    const text = read(name);
    const types = read("pkg/index.d.ts");
    const body = (source, start) => source.slice(source.indexOf(start), source.indexOf("\n}\n", source.indexOf(start)));
    const methods = (source, start) => [...body(source, start).matchAll(/^ {2}(\w+)\(/gm)].map((found) => found[1]);
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    const wanted = [
      ...methods(types, "export interface Panda {"),
      ...methods(types, "export interface Center {"),
      ...[...types.slice(types.indexOf("export type ErrorKind")).split(";\n\n")[0].matchAll(/\| "(\w+)"/g)].map((found) => found[1]),
    ];
    assert.ok(wanted.length > 40, String(wanted));
    for (const one of wanted) assert.ok(rows.some((row) => row.includes(`\`${one}\``)), `${name} has no row for ${one}`);
  });
}

test("recipes are what `cargo xtask matrix` runs", () => {
  const consumers = join(ROOT, "tests", "consumers");
  const folders = ["recipes", "apps/slim", "apps/proxied", "webpack5/src"];
  const bare = (text) => text.replace(/\/\*\*[^]*?\*\/|(^|\s)(\/\/|#) .*$/gm, "").replace(/\s+/g, " ").trim();
  const run = folders.flatMap((folder) => readdirSync(join(consumers, folder)).map((name) => readFileSync(join(consumers, folder, name), "utf8"))).map(bare);
  const text = read("README.md");
  const recipes = [...blocks(text, "nginx"), ...blocks(text, "js").filter((block) => !block.includes(DEMO) && !block.includes("Form.define"))];
  assert.ok(recipes.length >= 12, `${recipes.length}`);
  for (const recipe of recipes) assert.ok(run.some((file) => file.includes(bare(recipe))), `not run by the matrix:\n${recipe}`);
});

test("the tables of engines and tools name every row of the matrix", () => {
  for (const [name, from, to] of [["README.md", "## Engines", "## Size"], ["README.zh-CN.md", "## 浏览器支持", "## 体积"]]) {
    const text = read(name);
    const tables = text.slice(text.indexOf(from), text.indexOf(to)).toLowerCase();
    for (const { consumer, mode, engine } of ROWS.filter(({ consumer }) => !consumer.startsWith("recipe"))) {
      const words = [...consumer.toLowerCase().match(/[a-z][a-z.-]+/g), ...(consumer === "engine" ? [mode] : []), ...engine.split("-")];
      const known = { engine: "", script: "script", jsdom: "jsdom", node: "node.js" };
      for (const word of words) assert.ok(tables.includes(known[word] ?? word), `${name} does not name ${word}, of ${consumer} ${mode} ${engine}`);
    }
  }
});

test("both languages show the same code", () => {
  const code = (name) => ["js", "nginx"].map((language) => blocks(read(name), language).map((block) => block.replace(/\s*(\/\/|#) .*$/gm, "")));
  assert.deepEqual(code("README.zh-CN.md"), code("README.md"));
});
