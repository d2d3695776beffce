// The default entry's text is the module, byte for byte, and safe wherever a script may stand.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { LETTERS, encode } from "../../xtask/ascii.mjs";

const require = createRequire(import.meta.url);
const { decode } = require("../../pkg/core.cjs");

test("the default entry carries the module that the slim one loads", async () => {
  const module = await readFile(new URL("../../pkg/work_order_client.wasm", import.meta.url));
  assert.ok(Buffer.from(require("../../pkg/wasm.cjs").bytes()).equals(module));
});

test("any bytes come back, and are plain ASCII on the way", () => {
  assert.equal(LETTERS.length, 88, "as core.js counts them");
  const every = Uint8Array.from({ length: 256 }, (_, i) => i);
  const skewed = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31) >> 5);
  for (const bytes of [every, skewed, new Uint8Array(0)]) {
    const { text, order } = encode(bytes);
    assert.deepEqual(decode(text, order), bytes);
    assert.match(text, /^[ !#%-&(-;=?-[\]-_a-~]*$/);
  }
});
