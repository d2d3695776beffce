// How things end early: given up, closed, signed out, or in the middle of a wait for what never comes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, mock, test } from "node:test";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { isWorkOrderError } from "../../pkg/index.js";

const pkg = (name) => new URL(`../../pkg/${name}`, import.meta.url);
const wasm = readFileSync(pkg("work_order_client.wasm"));
const SIGNED_IN = JSON.stringify({ errMsg: "", token: "the-token", expirationTime: "2099-01-01 00:00:00" });
const TYPES = JSON.stringify({ code: 0, data: [{ eventName: "用水户开阀" }] });
const CASE = JSON.stringify({ code: 0, data: { caseItem: { caseNo: "C1", caseState: "处理中" } } });
const LOG = JSON.stringify({ code: 0, data: [] });
const PROCESSES = JSON.stringify({ code: 200, rows: [], total: 0 });
const ORDER = { eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "1" } }] };

const ANSWERS = { GenerateToken: SIGNED_IN, GetCaseOverviewBoxDetails: CASE, GetCaseProcessLog: LOG, "process/list": PROCESSES };
const server = async (address) => new Response((Object.entries(ANSWERS).find(([path]) => address.includes(path)) || [0, TYPES])[1]);
const endless = () => new Promise(() => {});

/** A client of a copy of the package of its own: its module, its timer, its outbox. */
let copies = 0;
async function connect(more = {}, source = wasm) {
  const { WorkOrderClient, setWasm } = await import(`${pkg("slim.js")}?endings${copies++}`);
  setWasm(source);
  const make = () => new WorkOrderClient({
    panda: { baseUrl: "http://127.0.0.1:1", project: "p", userId: 1, credentials: { username: "u", password: "p" } },
    storage: "memory",
    locale: "en",
    retry: false,
    fetch: server,
    ...more,
  });
  return Object.assign(make(), { another: make });
}

/** What it gives, or "hangs". Nothing here takes any time that is worth mentioning. */
async function soon(promise) {
  const over = new AbortController();
  const hangs = pause(20_000, "hangs", { signal: over.signal }).catch(() => {});
  return Promise.race([promise, hangs]).finally(() => over.abort());
}

afterEach(() => mock.timers.reset());

test("following ends when it is given up in the middle of a step, not at the end of the pause", async () => {
  const client = await connect();
  const controller = new AbortController();
  const follow = client.panda.track("C1", { minMs: 60_000, maxMs: 60_000, signal: controller.signal });
  assert.equal((await follow.next()).value.details.caseItem.caseNo, "C1");
  const next = follow.next();
  controller.abort();
  assert.deepEqual(await soon(next), { value: undefined, done: true });
});

test("a diagnosis that is given up rejects as any call does", async () => {
  const controller = new AbortController();
  const client = await connect({
    center: { baseUrl: "http://127.0.0.1:1", requestType: "app", accessToken: "t" },
    on: { response: ({ operation }) => operation === "eventTypes" && controller.abort() },
  });
  await assert.rejects(client.diagnose({ signal: controller.signal }), (error) => isWorkOrderError(error) && error.kind === "aborted");
});

test("a diagnosis does not wait for ever for a server that takes a question and never answers", async () => {
  let probed;
  const asked = new Promise((resolve) => (probed = resolve));
  const client = await connect({
    fetch: (_, { method }) => {
      if (method !== "HEAD") throw new TypeError("Failed to fetch");
      probed();
      return endless();
    },
  });
  await client.ready();
  mock.timers.enable({ apis: ["setTimeout"] });
  const diagnosis = client.diagnose();
  await asked;
  mock.timers.tick(60_000);
  mock.timers.reset();
  assert.equal((await soon(diagnosis)).find(({ check }) => check === "reachable").ok, false);
});

test("signing out empties storage, also of a client that was closed before its first call", async () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text), removeItem: (key) => kept.delete(key) };
  const client = await connect({ storage });
  await client.panda.eventTypes();
  assert.equal(kept.size, 1);
  const other = client.another();
  other.close();
  other.signOut();
  for (let i = 0; i < 100 && kept.size > 0; i++) await turn();
  assert.equal(kept.size, 0);
});

test("a closed client leaves no timer behind, also when it has just queued something", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const client = await connect({ fetch: (address) => (address.includes("PostFlowNodeData") ? Promise.reject(new TypeError("offline")) : server(address)) });
  Object.defineProperty(globalThis, "navigator", { value: { onLine: false }, configurable: true });
  try {
    const { outcome } = await client.panda.submit(ORDER, { queue: true });
    assert.equal(outcome, "queued");
  } finally {
    delete globalThis.navigator;
  }
  client.close();
  for (let i = 0; i < 100; i++) await turn();
  assert.equal(timers(), before);
});

test("what a listener throws is ignored, also of what is sent from the queue", async () => {
  let heard;
  const settled = new Promise((resolve) => (heard = resolve));
  const uncaught = [];
  const catching = (error) => uncaught.push(error);
  process.on("uncaughtException", catching);
  const client = await connect({
    on: {
      settled: (event) => {
        heard(event.outcome);
        throw new Error("the listener's own trouble");
      },
    },
  });
  await client.ready();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.defineProperty(globalThis, "navigator", { value: { onLine: false }, configurable: true });
  try {
    assert.equal((await client.panda.submit(ORDER, { queue: true })).outcome, "queued");
  } finally {
    delete globalThis.navigator;
  }
  for (let i = 0; i < 100; i++) await turn();
  mock.timers.tick(600_000);
  mock.timers.reset();
  assert.equal(await soon(settled), "accepted");
  await pause(20);
  process.off("uncaughtException", catching);
  assert.deepEqual(uncaught, []);
  client.close();
});

test("an outbox in a sessionStorage that holds something else is an empty one", async () => {
  for (const text of ["no JSON", "5", "null", "[null]", "{}"]) {
    const kept = new Map([["work-order-client:outbox", text]]);
    const sessionStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
    Object.defineProperty(globalThis, "sessionStorage", { value: sessionStorage, configurable: true, writable: true });
    try {
      const client = await connect({ outbox: { storage: "session" } });
      assert.deepEqual(await client.outbox.pending(), [], text);
      assert.equal((await client.panda.submit(ORDER)).outcome, "accepted");
    } finally {
      delete globalThis.sessionStorage;
    }
  }
});

test("a limit holds also after a test's fake clock has swallowed the timer", async () => {
  const client = await connect({ fetch: endless, timeouts: { totalMs: 20 } });
  await client.ready();
  mock.timers.enable({ apis: ["setTimeout"] });
  client.panda.eventTypes().catch(() => {});
  for (let i = 0; i < 100; i++) await turn();
  mock.timers.reset();
  await pause(1200);
  assert.equal(await soon(client.panda.eventTypes().catch(({ kind }) => kind)), "timeout");
});

test("a module that never arrives is given up, and asked for again", async () => {
  const client = await connect({}, endless());
  mock.timers.enable({ apis: ["setTimeout"] });
  const call = client.panda.eventTypes().catch((error) => error);
  await turn();
  mock.timers.tick(600_000);
  mock.timers.reset();
  const { kind, retryable } = await soon(call);
  assert.deepEqual([kind, retryable], ["network", true]);
});
