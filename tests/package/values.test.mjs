// What apps hand over: kept whole as JSON text, or reported with its path.
import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import { toJson } from "../../src/browser/values.js";
import { read } from "./reader.mjs";

const good = (value, options) => {
  const { text, issues } = toJson(value, options);
  assert.deepEqual(issues, []);
  return text;
};
const bad = (value) => toJson(value).issues.map(({ path, rule }) => [path.join("."), rule]);

test("an ordinary work order is what JSON.stringify writes", () => {
  const order = {
    用户编号: "xx0021", 欠费金额: 12.5, 开启: true, 备注: null, 附件: [], 空: {}, 电话: "138\"\\\n\u2028",
    10: "later keys first, as JavaScript orders them", 2: -0, 位置: { x: 1e-7, y: 1e21 }, 缺: undefined, 列表: [undefined, 1],
  };
  assert.equal(good(order), JSON.stringify(order));
  assert.match(good(order), /用户编号/);
  for (const value of [null, "", "张", 0, true, [], {}]) assert.equal(good(value), JSON.stringify(value));
});

test("19-digit ids stay whole", () => {
  const id = 1965951881494065154n;
  assert.equal(good({ id, ids: [id, -id], boxed: Object(id) }), '{"id":1965951881494065154,"ids":[1965951881494065154,-1965951881494065154],"boxed":1965951881494065154}');
  assert.equal(good(2n ** 200n), String(2n ** 200n));
  // As a number it has lost its tail before we see it.
  assert.deepEqual(bad({ rows: [{ id: Number(id) }] }), [["rows.0.id", "unsafe-integer"]]);
  assert.equal(good([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1e21, -1.5e300]), "[9007199254740991,-9007199254740991,1e+21,-1.5e+300]");
});

test("dates are the server's local time", () => {
  const at = new Date(Date.UTC(2025, 11, 31, 16, 30, 5, 999));
  assert.equal(good({ at }), '{"at":"2026-01-01 00:30:05"}');
  assert.equal(good({ at }, { utcOffsetMinutes: 0 }), '{"at":"2025-12-31 16:30:05"}');
  assert.equal(good({ at }, { utcOffsetMinutes: -330 }), '{"at":"2025-12-31 11:00:05"}');
  assert.equal(good(new Date(-62167219200000), { utcOffsetMinutes: 0 }), '"0000-01-01 00:00:00"');
  const moment = { toDate: () => at, toJSON: () => at.toISOString() };
  assert.equal(good([Object.assign(Object.create({ kind: "moment" }), moment)]), '["2026-01-01 00:30:05"]');
  assert.deepEqual(bad({ from: new Date("soon"), to: new Date(8.64e15) }), [["from", "date"], ["to", "date"]]);
});

test("maps, sets, boxed values, class instances, toJSON", () => {
  class Meter {
    #secret = 1;
    constructor() {
      this.caliber = "DN20";
      this.reading = 3n;
    }
    get doubled() {
      return this.#secret;
    }
  }
  assert.equal(good(new Map([["b", 1], ["a", new Set([1, "二", new Map()])]])), '{"b":1,"a":[1,"二",{}]}');
  assert.equal(good([new Number(1), new String("x"), new Boolean(false)]), '[1,"x",false]');
  assert.equal(good(new Meter()), '{"caliber":"DN20","reading":3}');
  assert.equal(good({ url: new URL("http://a.cn/中") }), '{"url":"http://a.cn/%E4%B8%AD"}');
  assert.equal(good({ a: { toJSON: (key) => ({ key, d: 1n }) }, b: { toJSON: () => undefined }, c: [{ toJSON: () => undefined }] }), '{"a":{"key":"a","d":1},"c":[null]}');
  class Self {
    constructor() {
      this.a = 1;
    }
    toJSON() {
      return this;
    }
  }
  assert.equal(good(new Self()), '{"a":1}');
  assert.deepEqual(bad(new Map([[1, "a"], ["ok", 2], [{}, 3]])), [["1", "map-key"], ["object", "map-key"]]);
});

test("a declaration's patterns may be regular expressions", () => {
  const fields = [{ name: "用户编号", pattern: /^xx\/\d{4}$/i }];
  assert.equal(good(fields, { regExp: true }), '[{"name":"用户编号","pattern":"/^xx\\\\/\\\\d{4}$/i"}]');
  assert.deepEqual(bad(fields), [["0.pattern", "unsupported"]]);
});

test("__proto__ is a key like any other, and objects need no prototype", () => {
  const sneaky = JSON.parse('{"__proto__":{"admin":true},"constructor":"x","hasOwnProperty":"y","toString":1}');
  assert.equal(good(sneaky), JSON.stringify(sneaky));
  assert.equal(good({ id: 1n, sneaky }), `{"id":1,"sneaky":${JSON.stringify(sneaky)}}`);
  const bare = Object.assign(Object.create(null), { 名: 1, inner: Object.create(null) });
  assert.equal(good(bare), '{"名":1,"inner":{}}');
  assert.equal(good([bare, 1n]), '[{"名":1,"inner":{}},1]');
  assert.equal({}.admin, undefined);
});

test("what JSON cannot hold is reported where it is, all of it", () => {
  const node = Object.create({ appendChild() {} }, { nodeType: { value: 1 }, nodeName: { value: "DIV" } });
  const form = new FormData();
  assert.deepEqual(
    bad({
      a: NaN, b: [1, Infinity, -Infinity], c() {}, d: Symbol("s"), e: new Blob(["x"]), f: [[new File(["x"], "a.jpg")]],
      g: new ArrayBuffer(2), h: new Uint8Array(2), i: form, j: Promise.resolve(), k: { then() {} }, l: node, m: /x/, n: new Error("x"),
      o: new WeakMap(), p: [][Symbol.iterator](), q: new Event("x"), r: "\ud83d", s: new Number(NaN), t: globalThis.Buffer.from("x"),
    }),
    [
      ["a", "not-a-number"], ["b.1", "infinite"], ["b.2", "infinite"], ["c", "function"], ["d", "symbol"], ["e", "file"],
      ["f.0.0", "file"], ["g", "file"], ["h", "file"], ["i", "file"], ["j", "promise"], ["k", "promise"], ["l", "dom-node"],
      ["m", "unsupported"], ["n", "unsupported"], ["o", "unsupported"], ["p", "unsupported"], ["q", "unsupported"],
      ["r", "lone-surrogate"], ["s", "not-a-number"], ["t", "file"],
    ],
  );
  // Process nodes are data, whatever they are called.
  assert.equal(good({ nodeType: 1, nodeName: "审批", id: 1n }), '{"nodeType":1,"nodeName":"审批","id":1}');
  assert.deepEqual(bad(undefined), [["", "undefined"]]);
  assert.deepEqual(bad(() => 1), [["", "function"]]);
  // Path elements tell an index from a key.
  assert.deepEqual(toJson({ 0: [NaN] }).issues[0].path, ["0", 0]);
  assert.equal(toJson({ a: NaN, b: 1 }).text, '{"a":null,"b":1}');
});

test("halves of an emoji are found in values and in keys", () => {
  assert.equal(good({ "😀": "a😀𠮷" }), '{"😀":"a😀𠮷"}');
  assert.equal(good("\\ud83d"), '"\\\\ud83d"');
  for (const lone of ["\ud83d", "\ude00", "\ude00\ud83d", "x\ud83d", "\ud83d😀", "😀\ude00"]) {
    assert.deepEqual(bad({ rows: [{ text: lone }] }), [["rows.0.text", "lone-surrogate"]], JSON.stringify(lone));
    assert.deepEqual(bad({ [lone]: 1 }), [[lone, "lone-surrogate"]]);
    JSON.parse(toJson({ text: lone }).text);
    assert.ok(toJson([lone]).text.includes("\ufffd"));
  }
  assert.match(toJson("中\udc00").issues[0].found, /udc00 at index 1/);
});

test("holes are null; endless arrays end", () => {
  // eslint-disable-next-line no-sparse-arrays
  assert.equal(good([1, , 3, 2n, ,]), "[1,null,3,2,null]");
  assert.deepEqual(bad({ a: new Array(4e9) }), [["", "size"]]);
  assert.deepEqual(bad({ a: new Array(4e9), b: 1n }), [["", "size"]]);
});

test("cycles and depth are told apart", () => {
  const loop = { name: "x", rows: [{}] };
  loop.rows[0].up = loop;
  assert.deepEqual(bad(loop), [["rows.0.up", "cycle"]]);
  const map = new Map();
  map.set("me", map);
  assert.deepEqual(bad(map), [["me", "cycle"]]);
  const shared = { a: 1 };
  assert.equal(good([shared, shared, 1n]), '[{"a":1},{"a":1},1]');
  const nest = (depth, inside) => {
    for (let i = 0; i < depth; i++) inside = i % 2 ? [inside] : { a: inside };
    return inside;
  };
  good(nest(64, 1));
  good(nest(64, 1n));
  assert.deepEqual(toJson(nest(65, 1)).issues.map((i) => [i.path.length, i.rule]), [[64, "depth"]]);
  assert.equal(toJson(nest(100000, 1)).issues[0].rule, "depth");
  const endless = new Proxy({}, { get: (_, key) => (key === "a" ? new Proxy({ a: 1 }, { get: endlessGet }) : undefined), ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
  function endlessGet(_, key) {
    return key === "a" ? new Proxy({ a: 1 }, { get: endlessGet }) : undefined;
  }
  assert.deepEqual(toJson(endless).issues.map((i) => i.rule), ["depth"]);
});

test("size is that of the bytes on the wire, up to 8 MiB, and what is larger is not read to its end", () => {
  const limit = 8 * 1024 * 1024;
  good("a".repeat(limit - 2));
  assert.deepEqual(bad("a".repeat(limit - 1)), [["", "size"]]);
  good("水".repeat(2796202));
  assert.deepEqual(bad({ a: "水".repeat(2796203) }), [["", "size"]]);
  assert.deepEqual(bad("😀".repeat(limit / 4)), [["", "size"]]);
  good("😀".repeat(limit / 4 - 1));
  // What is too large is not read to its end: as much as could fit, once by each of the two ways.
  let reads = 0;
  const counted = (value) => ({ enumerable: true, get: () => (reads += 1, value) });
  let doubled = Object.defineProperty({}, "a", counted(1));
  for (let i = 0; i < 60; i++) doubled = { a: doubled, b: doubled };
  assert.ok(toJson(doubled).issues.some((issue) => issue.rule === "size"));
  assert.ok(reads <= limit / 2, `2^60 values, of which ${reads} were read`);
  reads = 0;
  const big = "x".repeat(1 << 20);
  assert.deepEqual(bad(Object.defineProperties([], Array.from({ length: 5000 }, () => counted(big)))), [["", "size"]]);
  assert.ok(reads <= 18, `5000 MiB, of which ${reads} were read`);
  assert.ok(toJson(new Array(500000).fill(NaN)).issues.length <= 1001);
});

test("getters, toJSON and proxies that throw are issues at their path", () => {
  const throwing = { ok: 1, get total() { throw new TypeError("张三's balance"); } };
  assert.deepEqual(bad({ rows: [throwing] }), [["rows.0.total", "getter"]]);
  assert.ok(!JSON.stringify(toJson(throwing)).includes("张三"));
  assert.deepEqual(bad({ a: { toJSON() { throw null; } }, b: NaN }), [["a", "getter"], ["b", "not-a-number"]]);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  assert.deepEqual(bad({ a: revoked.proxy, b: 1 }), [["a", "getter"]]);
  assert.deepEqual(bad(new Proxy({}, { ownKeys() { throw new Error(); } })), [["", "getter"]]);
  const outer = { toJSON: () => ({ inner: { toJSON() { throw new RangeError(); } }, after: NaN }) };
  assert.deepEqual(bad({ outer }), [["outer.inner", "getter"], ["outer.after", "not-a-number"]]);
});

test("reactive proxies, refs and frozen objects are read, never written", () => {
  // A reactive proxy as Vue makes them: nested objects are proxied on access, Map methods are bound to the target.
  const seen = new WeakMap();
  const reactive = (target) => {
    if (typeof target !== "object" || target === null || target instanceof Date) return target;
    if (!seen.has(target)) {
      seen.set(target, new Proxy(target, {
        get(object, key, receiver) {
          if (object instanceof Map || object instanceof Set) {
            const member = Reflect.get(object, key, object);
            return typeof member === "function" ? member.bind(object) : member;
          }
          return reactive(Reflect.get(object, key, receiver));
        },
        set: () => assert.fail("written to"),
        defineProperty: () => assert.fail("written to"),
      }));
    }
    return seen.get(target);
  };
  const state = { 名: "a", rows: [{ n: 1 }, { n: 2 }], at: new Date(0), tags: new Map([["k", new Set([1])]]) };
  assert.equal(good(reactive(state)), '{"名":"a","rows":[{"n":1},{"n":2}],"at":"1970-01-01 08:00:00","tags":{"k":[1]}}');
  assert.equal(good(reactive({ rows: [{ n: 1 }] })), '{"rows":[{"n":1}]}');
  const loop = { a: {} };
  loop.a.b = loop;
  assert.deepEqual(bad(reactive(loop)), [["a.b", "cycle"]]);
  class RefImpl {
    __v_isRef = true;
    constructor(value) {
      this._value = value;
    }
    get value() {
      return this._value;
    }
  }
  assert.equal(good({ name: new RefImpl("x"), row: new RefImpl({ n: new RefImpl(2n) }) }), '{"name":"x","row":{"n":2}}');
  const frozen = Object.freeze({ a: Object.freeze([1n, Object.freeze({})]) });
  assert.equal(good(frozen), '{"a":[1,{}]}');
});

test("values of another frame", () => {
  const foreign = vm.runInNewContext(`({
    rows: [{ 名: "x", at: new Date(0) }], map: new Map([["k", 1]]), set: new Set([1]), boxed: new Number(3),
    bare: Object.create(null), big: 5n,
  })`);
  assert.equal(good(foreign), '{"rows":[{"名":"x","at":"1970-01-01 08:00:00"}],"map":{"k":1},"set":[1],"boxed":3,"bare":{},"big":5}');
  assert.deepEqual(bad(vm.runInNewContext("({ a: Promise.resolve(), b: new ArrayBuffer(1), c: /x/, d: () => 1, e: new Uint8Array(1) })")), [
    ["a", "promise"], ["b", "file"], ["c", "unsupported"], ["d", "function"], ["e", "file"],
  ]);
});

test("a library's toJSON on Array.prototype or Object.prototype changes nothing", () => {
  for (const prototype of [Array.prototype, Object.prototype]) {
    Object.defineProperty(prototype, "toJSON", { value: () => "spoilt", configurable: true, writable: true });
    try {
      assert.equal(good({ a: [1, { b: 2 }] }), '{"a":[1,{"b":2}]}');
    } finally {
      delete prototype.toJSON;
    }
  }
  Object.prototype.polluted = 1;
  try {
    assert.equal(good({ a: [{ b: 2 }] }), '{"a":[{"b":2}]}');
    assert.equal(good({ a: [{ b: 2n }] }), '{"a":[{"b":2}]}');
  } finally {
    delete Object.prototype.polluted;
  }
});

// --- generated input ---

const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** A generated value, what a reader must find, and the problems planted in it. */
function generate(random, depth, path, planted, plant) {
  const pick = (n) => Math.floor(random() * n);
  const string = () => {
    let text = "";
    for (let i = pick(8); i > 0; i--) {
      let code = [pick(128), pick(0x800), pick(0x10000), 0x10000 + pick(0x100000), 0x4e00 + pick(0x5000)][pick(5)];
      if (code >= 0xd800 && code <= 0xdfff) code = 0x3000;
      text += String.fromCodePoint(code);
    }
    return text;
  };
  if (plant && random() < 0.1) {
    const [value, rule] = [[NaN, "not-a-number"], [-Infinity, "infinite"], [() => 1, "function"], ["a\udc00", "lone-surrogate"],
      [new Blob([]), "file"], [Symbol(), "symbol"], [2 ** 60, "unsafe-integer"], [new Date(NaN), "date"], [/x/, "unsupported"]][pick(9)];
    planted.push(JSON.stringify([path, rule]));
    return { value, expected: null };
  }
  const kind = pick(depth > 0 ? 15 : 9);
  if (kind < 3) {
    const text = string();
    return { value: text, expected: text };
  }
  if (kind === 3) {
    const number = [pick(1000) - 500, random() * 1e6, random() * 1e-9, 2 ** 53 - 1, -0][pick(5)];
    return { value: number, expected: number === 0 ? 0 : number };
  }
  if (kind === 4) return { value: random() < 0.5, expected: undefined, same: true };
  if (kind === 5) return { value: null, expected: null };
  if (kind === 6) {
    const big = (BigInt(2 ** 53) + BigInt(pick(2 ** 31))) * BigInt(1 + pick(1000)) * (random() < 0.5 ? 1n : -1n);
    return { value: big, expected: big };
  }
  if (kind === 7) {
    const at = new Date(pick(4e12));
    const text = new Date(at.getTime() + 8 * 3600e3).toISOString();
    return { value: at, expected: `${text.slice(0, 10)} ${text.slice(11, 19)}` };
  }
  if (kind === 8) return { value: undefined, left: true };
  const size = pick(5);
  if (kind < 12) {
    const value = [];
    const expected = [];
    for (let i = 0; i < size; i++) {
      const element = generate(random, depth - 1, [...path, i], planted, plant);
      value.push(element.value);
      expected.push(element.left ? null : element.same ? element.value : element.expected);
    }
    return { value: kind === 11 && new Set(value).size === size ? new Set(value) : value, expected };
  }
  const entries = new Map();
  for (let i = 0; i < size; i++) entries.set(random() < 0.1 ? "__proto__" : `${string()}字`, undefined);
  const value = kind === 14 ? new Map() : kind === 13 ? Object.create(null) : {};
  const expected = new Map();
  for (const key of entries.keys()) {
    const member = generate(random, depth - 1, [...path, key], planted, plant);
    if (value instanceof Map) value.set(key, member.value);
    else Object.defineProperty(value, key, { value: member.value, enumerable: true, configurable: true, writable: true });
    if (!member.left) expected.set(key, member.same ? member.value : member.expected);
  }
  return { value, expected };
}

test("generated values read back whole; generated faults are all found", () => {
  let faults = 0;
  for (let seed = 1; seed <= 4000; seed++) {
    const planted = [];
    const { value, expected } = generate(seeded(seed), 6, [], planted, seed % 2 === 0);
    const wrapped = { 值: value, tail: 1 };
    const { text, issues } = toJson(wrapped);
    const found = issues.map(({ path, rule }) => JSON.stringify([path.slice(1), rule])).sort();
    assert.deepEqual(found, planted.sort(), `seed ${seed}`);
    faults += planted.length;
    JSON.parse(text);
    if (planted.length) continue;
    const back = read(text);
    assert.equal(back.get("tail"), 1, `seed ${seed}`);
    if (value === undefined) assert.ok(!back.has("值"));
    else if (typeof value === "boolean") assert.equal(back.get("值"), value);
    else assert.deepEqual(back.get("值"), expected, `seed ${seed}`);
  }
  assert.ok(faults > 300, `only ${faults} faults planted`);
});

test("the short way and the long way write the same text", () => {
  let compared = 0;
  for (let seed = 1; seed <= 1500; seed++) {
    const { value } = generate(seeded(seed), 4, [], [], false);
    let plain;
    try {
      plain = JSON.parse(JSON.stringify({ value }, (_, inner) => (typeof inner === "bigint" ? 1 : inner)));
    } catch {
      continue;
    }
    compared += 1;
    assert.equal(good(plain), JSON.stringify(plain));
    assert.equal(good([1n, plain]), `[1,${JSON.stringify(plain)}]`);
  }
  assert.ok(compared > 1000);
});
