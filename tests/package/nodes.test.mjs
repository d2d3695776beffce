// The package in the oldest Node.js that package.json admits and in newer ones, each the real program, against the sandbox over HTTP.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startSandbox } from "../e2e/support/sandbox.mjs";

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const json = (name) => JSON.parse(readFileSync(at(name), "utf8"));
const run = promisify(execFile);

/** `[["node-18-linux-x64", "18.20.8"], …]` for this machine. */
const NODES = Object.entries(json("package.json").optionalDependencies)
  .filter(([name]) => name.endsWith(`-${process.platform}-${process.arch}`))
  .map(([name, source]) => [name, source.split("@").at(-1)]);

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** How often orders were carried out. */
const executed = async () => (await sandbox.get("executions")).reduce((sum, { count }) => sum + count, 0);

test("the oldest of them is the oldest that the package admits", { skip: NODES.length === 0 && "npm has none for this machine" }, () => {
  const [major] = NODES.map(([, version]) => parseInt(version, 10)).sort((a, b) => a - b);
  assert.equal(json("../../pkg/package.json").engines.node, `>=${major}`);
});

for (const [name, version] of NODES) {
  test(`Node.js ${version}: every entry submits and lists, and the program ends`, async () => {
    const node = at(`node_modules/${name}/bin/node`);
    assert.equal((await run(node, ["--version"])).stdout.trim(), `v${version}`);
    const before = await executed();
    const { stdout, stderr } = await run(node, [at("story.mjs"), sandbox.url], { timeout: 240_000 });
    const told = stdout.trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(told.map(({ entry }) => entry), ["import", "import, slim", "require", "require, slim"], stderr);
    for (const { entry, caseNo, ...rest } of told) {
      assert.deepEqual(rest, { outcome: "accepted", listed: 1, refused: "WorkOrderError validation", pending: 0 }, entry);
      assert.ok(caseNo);
    }
    assert.equal(await executed(), before + 4);
  });
}
