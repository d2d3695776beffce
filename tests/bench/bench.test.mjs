// The bench runs: every bench, in Chromium, with a number in each place. How large the numbers are is nobody's test.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { renew } from "./report.mjs";

const TYPES = ["todoList", "cases", "processLog", "ownList", "finishedList"];

test("a quick run has every row, each with finite numbers, and makes a table", { timeout: 120_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  t.after(() => rm(folder, { recursive: true }));
  const json = join(folder, "rows.jsonl");
  const run = fileURLToPath(new URL("run.mjs", import.meta.url));
  await promisify(execFile)(process.execPath, [run, "--chromium", process.env.CHROME ?? "/usr/bin/chromium", "--quick", "--json", json]);
  const rows = (await readFile(json, "utf8")).trim().split("\n").map((line) => JSON.parse(line));
  const subjects = (wanted) => rows.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value)).map((row) => row.subject);
  for (const type of TYPES) {
    for (const size of [20, 1000]) {
      for (const ids of ["text", "number"]) {
        assert.deepEqual(subjects({ bench: "decode", type, rows: size, ids }),
          ["res.json()", "ours", "res.json() + zod", "res.json() + ajv", "res.json() + valibot", "json-bigint", "TextDecoder + JSON.parse"]);
      }
      for (const then of ["read", "stringify", "clone"]) assert.deepEqual(subjects({ bench: "afterwards", then, type, rows: size }), ["res.json()", "ours"]);
    }
  }
  assert.deepEqual(subjects({ bench: "growth" }), ["res.json()", "ours"]);
  for (const items of [1, 20]) {
    for (const bench of ["encode", "submit"]) {
      assert.deepEqual(subjects({ bench, items }), ["JSON.stringify twice", "ours", "JSON.stringify twice + zod", "JSON.stringify twice + ajv"]);
    }
  }
  for (const size of [20, 1000]) assert.deepEqual(subjects({ bench: "call", speed: "loopback", rows: size }), ["fetch + res.json()", "ours", "axios", "axios + zod"]);
  assert.deepEqual(subjects({ bench: "start" }), ["axios + zod", "ours", "ours, slim", "fetch"]);
  assert.equal(subjects({ bench: "memory" }).length, 3);
  for (const row of rows) {
    assert.equal(row.engine, "chromium");
    for (const number of row.bench === "memory" ? [row.heap_bytes] : [row.median_us, row.ratio]) assert.ok(Number.isFinite(number), JSON.stringify(row));
  }
  const readme = renew("a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n", rows, false);
  assert.match(readme, /^a\n<!-- bench -->\n\| Chromium \| 20 rows \| 1000 \| 10,000 \|[^]*\| this package \| [\d.]+–[\d.]+ \|[^]*<!-- \/bench -->\nb\n$/);
  assert.throws(() => renew("no marks", rows, true), /no <!-- bench -->/);
});
