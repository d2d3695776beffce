// What becomes of an answer on its way through the decoder's tape and rows.js, against JSON.parse.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { append, begin, build } from "../../src/browser/rows.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cargo = (args, input) =>
  execFileSync("cargo", ["run", "--quiet", "--example", "tape", "--", ...args], {
    cwd: process.env.TAPE_CRATE || root,
    input,
    maxBuffer: 1 << 30,
  });

const folder = mkdtempSync(join(tmpdir(), "tables-"));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "tables.mjs"), cargo(["script"]));
const { makers } = await import(pathToFileURL(join(folder, "tables.mjs")));

/** Decodes texts (strings or bytes): the values, or `{ error: offset }`. */
function decode(texts, pieces = 1 << 30) {
  const input = [];
  for (const one of texts) {
    const bytes = Buffer.from(one);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    input.push(length, bytes);
  }
  const out = cargo([String(pieces)], Buffer.concat(input));
  let at = 0;
  const number = () => out.readUInt32LE((at += 4) - 4);
  const bytes = (length) => Uint8Array.from(out.subarray(at, (at += length)));
  const tape = (words) => {
    const [narrow, wide, known] = [number(), number(), number()];
    return [new Int32Array(bytes(words * 4).buffer), bytes(narrow), new Uint16Array(bytes(wide * 2).buffer), known];
  };
  return texts.map(() => {
    const kept = begin();
    for (;;) {
      const words = number();
      if (words === 0xffffffff) return { error: number() };
      if (words !== 0xfffffffe) return build(kept, ...tape(words), makers);
      const [from, count] = [number(), number()];
      append(kept, ...tape(number()), makers, from, count);
      batches += 1;
    }
  });
}

let batches = 0;
const leaf = {
  id: null, at: null, atInstant: null, took: null, tookMs: null, state: null, stateWord: null, kind: null, kindWord: null, deep: null,
  procDefVersionOfTheProcessDefinition: null, isOver: null,
};
const answer = { code: null, msg: null, ratio: null, anything: null, leaf: null, rows: [], tags: [], numbers: [] };

test("a page becomes plain rows that all have every field, in the table's order", () => {
  const [page] = decode([
    `{"code":200,"msg":"成功","rows":[{"id":"a","at":"2024-02-29 08:00:00","state":"1","kind":"处理中","isOver":"true"},
     {"IS_OVER":0,"took":"1天5小时8分42秒","id":1965951881494065154,"deep":{"id":"é"},"more":[1,{"中":1965951881494065154}]},{},null],"tags":["a","中","a"],
     "numbers":[1,"2",-3.5,9007199254740993,null]}`,
  ]);
  assert.deepStrictEqual(page, {
    ...answer,
    code: 200,
    msg: "成功",
    rows: [
      { ...leaf, id: "a", at: "2024-02-29 08:00:00", atInstant: Date.parse("2024-02-29T08:00:00+08:00"), state: 1,
        stateWord: "done", kind: "处理中", kindWord: "processing", isOver: true },
      { ...leaf, id: "1965951881494065154", took: "1天5小时8分42秒", tookMs: 104922000, deep: { ...leaf, id: "é" }, isOver: false,
        more: [1, { 中: "1965951881494065154" }] },
      leaf,
      null,
    ],
    tags: ["a", "中", "a"],
    numbers: [1, 2, -3.5, "9007199254740993", null],
  });
  assert.deepEqual(Object.keys(page.rows[1]), [...Object.keys(leaf), "more"]);
  assert.deepEqual(Object.keys(page.rows[2]), Object.keys(leaf));
});

test("nothing reaches a prototype", () => {
  const [made] = decode(['{"__proto__":{"polluted":1},"leaf":{"__proto__":null,"constructor":2},"anything":{"__proto__":[3]}}']);
  assert.equal({}.polluted, undefined);
  assert.equal(Object.getPrototypeOf(made), Object.prototype);
  assert.deepEqual(Object.getOwnPropertyDescriptor(made, "__proto__").value, { polluted: 1 });
  assert.equal(Object.getOwnPropertyDescriptor(made.leaf, "__proto__").value, null);
  assert.deepEqual(Object.getOwnPropertyDescriptor(made.anything, "__proto__").value, [3]);
});

test("an answer of another form arrives as it is", () => {
  assert.deepStrictEqual(decode(["[1,[2]]", '"text"', "-0", "null", "[]", '[{"msg":"x"}]']),
    [[1, [2]], "text", -0, null, null, { ...answer, msg: "x" }]);
});

test("broken texts are errors", () => {
  assert.deepEqual(decode(["", '{"a":1', "{}x"]), [{ error: 0 }, { error: 6 }, { error: 2 }]);
});

let seed = 20240229;
const random = (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * n);
};
const pick = (...choices) => choices[random(choices.length)];
const space = () => pick("", "", "", " ", "\n\t ");

function string() {
  const letters = ["a", "Z9", "中文", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u4e2d", "\\ud83d\\ude00", "\\uD800", "\\udc00x", "\u007f", "\u2028"];
  let made = "";
  for (let i = random(4); i > 0; i--) made += random(8) === 0 ? pick(...letters).repeat(random(40)) : pick(...letters);
  return `"${made}"`;
}

function value(depth) {
  const kind = random(depth > 0 ? 10 : 7);
  if (kind < 3) return string();
  if (kind === 3) return pick("0", "-0", "7", "-12", "123456789", "1234567890", "-999999999", "9007199254740991", "-9007199254740991");
  if (kind === 4) return pick("0.1", "1e3", "1E+400", "-1.5e-7", "12345678901234567890.5", "-0.0", "3.0", "0.1234567890123456789");
  if (kind < 7) return pick("true", "false", "null");
  const members = Array.from({ length: random(5) }, () =>
    kind < 8 ? space() + value(depth - 1) + space()
      : `${space()}${pick(string(), '"k"', '"__proto__"', '"1"')}${space()}:${space()}${value(depth - 1)}${space()}`);
  return kind < 8 ? `[${members.join(",")}]` : `{${members.join(",")}}`;
}

test("4,000 random values under a known and an unknown key are what JSON.parse makes of them", () => {
  const values = Array.from({ length: 4000 }, () => value(3));
  const made = decode(values.map((json) => `{"anything":${json},"other key":${json}}`));
  values.forEach((json, i) => {
    const expected = { ...answer, anything: JSON.parse(json), "other key": JSON.parse(json) };
    assert.deepStrictEqual(made[i], expected, json);
    assert.equal(JSON.stringify(made[i]), JSON.stringify(expected), json);
  });
});

test("500 random pages have the texts that JSON.parse finds, in any order of keys", () => {
  const pages = Array.from({ length: 500 }, () => {
    const rows = Array.from({ length: random(12) }, () => {
      const members = [["id", string()], ["kind", pick("null", '"x"', string())], ["isOver", pick("true", "0", '"1"')], [`u${random(3)}`, value(1)]]
        .filter(() => random(5) > 0);
      if (random(3) === 0) members.reverse();
      return `{${members.map(([key, json]) => `"${key}":${space()}${json}`).join(",")}}`;
    });
    return `{"rows":[${rows.join(",")}],"msg":${string()}}`;
  });
  decode(pages).forEach((made, i) => {
    const page = JSON.parse(pages[i]);
    page.rows = page.rows.map((row) => ({
      ...leaf, ...row, kindWord: { x: "x", 处理中: "processing" }[row.kind] ?? null,
      isOver: "isOver" in row ? Boolean(Number(row.isOver)) : null,
    }));
    assert.deepStrictEqual(made, { ...answer, ...page }, pages[i]);
  });
});

test("a long page that comes in pieces is built in batches, and is the same", () => {
  const row = (i) => `{"id":"${i} ${"号".repeat(i % 7)}","kind":${i % 3 ? '"处理中"' : '"x"'},"deep":{"id":${i}},"u":[${i}],"isOver":${i % 4 ? 1 : '"?"'}}`;
  const page = `{"msg":"成功","rows":[${Array.from({ length: 3000 }, (_, i) => row(i)).join(", ")}],"tags":["处理中"],"code":0}`;
  const [whole] = decode([page]);
  assert.equal(batches, 0);
  assert.equal(whole.rows.length, 3000);
  assert.deepEqual(whole.rows[2999].u, [2999]);
  for (const pieces of [100_000, 16_384, 1_001]) {
    const before = batches;
    assert.deepStrictEqual(decode([page], pieces), [whole]);
    assert.ok(batches > before, `in pieces of ${pieces}`);
  }
});
