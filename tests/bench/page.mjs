// The bench's page: for each bench its cases, and what is compared in each. `run.mjs` calls it in a browser, one case at a time.
import axios from "axios";
import bigint from "json-bigint";
import { Form, WorkOrderClient } from "/pkg/index.js";
import { TYPES, answerText, bizItems } from "./data.mjs";
import { Span, compare, median } from "./measure.mjs";
import { BIZ_RULES, bizValidators, validators } from "./schemas.mjs";

const SIZES = [20, 1000, 10000];
const encoder = new TextEncoder();

/** A client whose `fetch` is the given one, and what it does for each type of answer. */
function clientWith(fetch, base = "http://bench.invalid") {
  const client = new WorkOrderClient({
    fetch,
    storage: "memory",
    // What a disk takes is not what is compared.
    outbox: { storage: "memory" },
    panda: { baseUrl: base, project: "bench", userId: 42, token: () => "token" },
    center: { baseUrl: base, requestType: "app", appId: "12345678", secretKey: "123456", accessToken: "token" },
  });
  const query = { pageSize: 1000 };
  return {
    client,
    todoList: async () => (await client.center.todo(query)).rows,
    ownList: async () => (await client.center.own(query)).rows,
    finishedList: async () => (await client.center.finished(query)).rows,
    cases: async () => (await client.panda.cases(query)).rows,
    processLog: () => client.panda.processLog("CCSS-2023-0000021"),
  };
}

/** Answers every request with the same bytes, as a Response like the network's; `at` is when the last one was handed over. */
function answering(bytes) {
  const headers = { "Content-Type": "application/json" };
  const fetch = async () => {
    const response = new Response(bytes, { headers });
    fetch.at = performance.now();
    return response;
  };
  return fetch;
}

/** What turns an answer of `type` into rows: the browser's own, and ours. */
function two(type, rows, ids) {
  const bytes = encoder.encode(answerText(type, rows, ids));
  const fetch = answering(bytes);
  const pick = TYPES[type].rows;
  const native = async () => pick(await (await fetch()).json());
  return { bytes, fetch, pick, native, ours: clientWith(fetch)[type] };
}

function check(rows, count) {
  if (rows.length !== count) throw new Error(`${rows.length} rows instead of ${count}`);
}

/**
 * Times `run` from where `fetch` hands over the Response: what making a request costs is not in it, neither ours nor theirs. It
 * is in `call`.
 */
function sinceResponse(fetch, run) {
  return async () => {
    await run();
    return new Span(performance.now() - fetch.at);
  };
}

async function decode({ type, rows, ids }, effort) {
  const { bytes, fetch, pick, native, ours } = two(type, rows, ids);
  const checks = validators(type);
  const big = bigint({ storeAsString: true });
  const utf8 = new TextDecoder();
  check(await ours(), rows);
  check(checks.valibot(checks.ajv(checks.zod(await native()))), rows);
  const subjects = {
    "res.json()": native,
    ours,
    "res.json() + zod": async () => checks.zod(await native()),
    "res.json() + ajv": async () => checks.ajv(await native()),
    "res.json() + valibot": async () => checks.valibot(await native()),
    "json-bigint": async () => pick(big.parse(await (await fetch()).text())),
  };
  for (const name of Object.keys(subjects)) subjects[name] = sinceResponse(fetch, subjects[name]);
  return compare({ ...subjects, "TextDecoder + JSON.parse": () => pick(JSON.parse(utf8.decode(bytes))) }, effort);
}

/** Looks at every value, and at the first and the last letter of every text. */
function readAll(value) {
  if (typeof value === "string") return value.length + value.charCodeAt(0) + value.charCodeAt(value.length - 1) || 0;
  if (typeof value !== "object" || value === null) return 1;
  let sum = 0;
  for (const key in value) sum += readAll(value[key]);
  return sum;
}

const AFTERWARDS = { read: readAll, stringify: JSON.stringify, clone: structuredClone };

/** Decodes, and then does with the rows what people do with them. */
async function afterwards({ then, type, rows, ids }, effort) {
  const { fetch, native, ours } = two(type, rows, ids);
  const act = AFTERWARDS[then];
  return compare({ "res.json()": sinceResponse(fetch, async () => act(await native())), ours: sinceResponse(fetch, async () => act(await ours())) }, effort);
}

/** 1000 and 10,000 rows in one measurement. */
async function growth({ type, ids }, effort) {
  const few = two(type, 1000, ids);
  const many = two(type, 10000, ids);
  const subjects = { few: sinceResponse(few.fetch, few.ours), many: sinceResponse(many.fetch, many.ours) };
  const found = await compare({ ...subjects, fewNative: sinceResponse(few.fetch, few.native), manyNative: sinceResponse(many.fetch, many.native) }, effort);
  const per = (subject, from, to) => ({ subject, median_us: found[to].median_us, ratio: median(found[to].samples.map((time, i) => time / found[from].samples[i])) });
  return [per("res.json()", 2, 3), per("ours", 0, 1)];
}

const ACCEPTED = encoder.encode("{\"code\":0,\"msg\":\"OK\",\"data\":[{\"caseNo\":\"CCSS-2023-0000021\",\"eventCode\":\"FMQB230010059\"}]}");

/** A submission of `items` forms: by hand with the given check, and by the client, for which `fetch.at` is when its request left. */
async function submission(items) {
  const biz = bizItems(items);
  const answer = answering(ACCEPTED);
  const fetch = (...request) => {
    fetch.at = performance.now();
    return answer(...request);
  };
  const { client } = clientWith(fetch);
  await client.ready();
  const form = bizForm();
  const order = { eventName: "用水户开阀", flows: biz.map((bizData) => ({ bizData })) };
  const body = (list) => {
    const FlowDatas = list.map((data) => ({ toUserIds: "", opinion: "", BizData: JSON.stringify(data) }));
    return encoder.encode(JSON.stringify({ eventName: "用水户开阀", userId: 42, FlowDatas }));
  };
  const native = async (list) => {
    const sent = await fetch("http://bench.invalid/", { method: "POST", headers: { "Content-Type": "application/json", "panda-token": "token" }, body: body(list) });
    return (await sent.json()).data;
  };
  const ours = async (order, form) => {
    const sent = await client.panda.submit(order, { form });
    if (sent.outcome !== "accepted") throw new Error(sent.outcome);
  };
  const { zod, ajv } = bizValidators();
  return { biz, body, native, order, form, ours, zod, ajv, fetch };
}

/** From the app's objects to the answer. */
async function submit({ items }, effort) {
  const { biz, native, order, form, ours, zod, ajv } = await submission(items);
  return compare({
    "JSON.stringify twice": () => native(biz),
    ours: () => ours(order, form),
    "JSON.stringify twice + zod": () => native(zod(biz)),
    "JSON.stringify twice + ajv": () => native(ajv(biz)),
  }, effort);
}

/**
 * From the app's objects to the body's bytes. Ours is what the forms add to a call: the time until the request leaves, less that of
 * the same call with one flow that holds next to nothing, plus what those bytes take by hand.
 */
async function encode({ items }, effort) {
  const { biz, body, order, form, ours, zod, ajv, fetch } = await submission(items);
  const little = [{ a: "" }];
  const nothing = { ...order, flows: [{ bizData: little[0] }] };
  const untilSent = async (order, form) => {
    const began = performance.now();
    await ours(order, form);
    return fetch.at - began;
  };
  const byHand = () => {
    const began = performance.now();
    body(little);
    return performance.now() - began;
  };
  return compare({
    "JSON.stringify twice": () => body(biz),
    // One after the other, so that whatever slows the page down is in both.
    ours: async () => new Span((await untilSent(order, form)) - (await untilSent(nothing)) + byHand()),
    "JSON.stringify twice + zod": () => body(zod(biz)),
    "JSON.stringify twice + ajv": () => body(ajv(biz)),
  }, effort);
}

function bizForm() {
  return Form.define(BIZ_RULES.map(({ amount, ...rule }) => ({ ...rule, label: rule.name, ...(rule.options ? { type: "radio" } : amount ? { pattern: /^-?\d+(\.\d{1,2})?$/ } : {}) })));
}

/** A whole list call over HTTP; `speed` is a prefix of the server's. */
async function call({ type, rows, ids, speed }, effort) {
  const base = `${location.origin}/${speed}/${type}-${rows}-${ids}`;
  const url = `${base}/workflow/process/todoList?pageNum=1&pageSize=1000`;
  const headers = { accessToken: "token", Authorization: "token", requestType: "app", appId: "12345678", secretKey: "123456" };
  const pick = TYPES[type].rows;
  const checks = validators(type);
  const ours = clientWith(undefined, base)[type];
  const viaAxios = async () => pick((await axios.get(url, { headers, adapter: "xhr" })).data);
  check(await ours(), rows);
  check(await viaAxios(), rows);
  return compare({
    "fetch + res.json()": async () => pick(await (await fetch(url, { headers, cache: "no-store" })).json()),
    ours,
    axios: viaAxios,
    "axios + zod": async () => checks.zod(await viaAxios()),
  }, effort);
}

/** 10,000 calls, or what one text of each of many pages keeps alive; the driver looks at the memory. */
const memory = {
  async calls({ count }) {
    const { ours } = two("todoList", 20, "number");
    for (let i = 0; i < count; i++) await ours();
  },
  async keep({ subject, pages }) {
    const made = two("todoList", 1000, "text");
    const decodeOne = made[subject];
    globalThis.kept = [];
    for (let i = 0; i < pages; i++) {
      const row = (await decodeOne())[i % 1000];
      globalThis.kept.push(row.procDefId, row.taskId);
    }
  },
  drop() {
    globalThis.kept = undefined;
  },
  bytes: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
};

// The module's memory is nobody's to see: what the page instantiates is noted from outside.
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate.apply(WebAssembly, given);
  const { exports } = made.instance || made;
  memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
  return made;
};

const all = (parts) => parts.reduce((made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))), [{}]);
const types = Object.keys(TYPES);

/** Each bench: its cases, and how one is measured. */
const BENCHES = {
  decode: { cases: all([["type", types], ["rows", SIZES], ["ids", ["text", "number"]]]), run: decode },
  afterwards: { cases: all([["then", Object.keys(AFTERWARDS)], ["type", types], ["rows", SIZES], ["ids", ["number"]]]), run: afterwards },
  growth: { cases: all([["type", types], ["ids", ["number"]]]), run: growth },
  encode: { cases: all([["items", [1, 20, 1000]]]), run: encode },
  submit: { cases: all([["items", [1, 20, 1000]]]), run: submit },
  call: { cases: all([["speed", ["loopback", "throttled"]], ["type", ["todoList"]], ["rows", SIZES], ["ids", ["number"]]]), run: call },
};

globalThis.bench = {
  cases: (name) => BENCHES[name].cases,
  run: async (name, given, effort) => (await BENCHES[name].run(given, effort)).map(({ samples, ...row }) => row),
  memory,
};
