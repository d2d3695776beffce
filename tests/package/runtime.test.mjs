// The module's life: loaded by the first call and no earlier, loaded again after a failure, replaced after a trap.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import vm from "node:vm";
import binaryen from "../../xtask/node_modules/binaryen/index.js";

const pkg = (name) => new URL(`../../pkg/${name}`, import.meta.url);
const wasm = readFileSync(pkg("work_order_client.wasm"));
const TOKEN = JSON.stringify({ errMsg: "", token: "t", expirationTime: "" });
const TYPES = JSON.stringify({ code: 0, data: [{ eventName: "用水户开阀" }] });

const answering = async (address) => new Response(address.includes("GenerateToken") ? TOKEN : TYPES);
const options = (fetch = answering) => ({
  panda: { baseUrl: "http://127.0.0.1:1", project: "p", userId: 1, credentials: { username: "u", password: "p" } },
  storage: "memory",
  locale: "en",
  retry: false,
  timeouts: { attemptMs: 2000, totalMs: 3000 },
  fetch,
});

/** A fresh copy of the slim entry: its module is given once per copy. */
let copies = 0;
const slim = () => import(`${pkg("slim.js")}?${copies++}`);

async function slimClient(source, fetch) {
  const { WorkOrderClient, setWasm } = await slim();
  setWasm(source);
  return new WorkOrderClient(options(fetch));
}

/** The module with the body of some of its exports changed. */
function sabotaged(change) {
  const module = binaryen.readBinary(wasm);
  for (let i = 0; i < module.getNumExports(); i++) {
    const { kind, value } = binaryen.getExportInfo(module.getExportByIndex(i));
    if (kind !== binaryen.ExternalFunction) continue;
    const target = module.getFunction(value);
    const body = change(module, binaryen.getFunctionInfo(target), i);
    if (body) binaryen.Function.setBody(target, body);
  }
  assert.ok(module.validate());
  return module.emitBinary();
}

test("importing and making a client loads nothing, and works where there is no page", () => {
  const script = `
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = () => { throw new Error("too early"); };
    const { WorkOrderClient } = await import(${JSON.stringify(pkg("index.js").href)});
    const client = new WorkOrderClient({ panda: { baseUrl: "x" } });
    client.panda;
    try { client.center; } catch (error) { console.log(error.kind); }
    try { new WorkOrderClient({}).panda; } catch (error) { console.log(error.kind); }`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trim().split("\n").at(-1), "config");
});

test("the CommonJS entry is the same", () => {
  const script = `
    const { WorkOrderClient, isWorkOrderError } = require(${JSON.stringify(pkg("index.cjs").pathname)});
    new WorkOrderClient({ panda: { baseUrl: "x" }, locale: "en" }).ready().catch((error) => console.log(isWorkOrderError(error), error.kind));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  assert.equal(stdout.trim(), "true config", stderr);
});

test("the script entry defines globals", async () => {
  const context = vm.createContext({
    WebAssembly, atob, TextDecoder, TextEncoder, Response, Headers, setTimeout, clearTimeout, queueMicrotask, AbortController, Uint8Array, Int32Array,
  });
  vm.runInContext("globalThis.self = globalThis", context);
  vm.runInContext(readFileSync(pkg("global.js"), "utf8"), context);
  const client = new context.WorkOrderClient(options());
  assert.equal((await client.panda.eventTypes())[0].eventName, "用水户开阀");
});

test("every form of source loads the slim entry", async () => {
  const response = () => new Response(wasm, { headers: { "Content-Type": "application/wasm" } });
  for (const source of [wasm, new WebAssembly.Module(wasm), response(), Promise.resolve(response()), new Response(wasm), `data:application/wasm;base64,${wasm.toString("base64")}`]) {
    assert.equal((await (await slimClient(source)).panda.eventTypes()).length, 1);
  }
});

test("a failed load can be tried again", async () => {
  const { WorkOrderClient, setWasm } = await slim();
  const client = new WorkOrderClient(options());
  await assert.rejects(client.ready(), { kind: "network", retryable: true, executed: "no" });
  setWasm(new Response("not found", { status: 404 }));
  await assert.rejects(client.panda.eventTypes(), { kind: "network" });
  setWasm(wasm);
  assert.equal(await client.ready(), client);
});

test("two clients share one module, and each keeps its own options", async () => {
  const { WorkOrderClient, setWasm } = await slim();
  setWasm(wasm);
  const [good, bad] = [new WorkOrderClient(options()), new WorkOrderClient({ panda: { baseUrl: "nowhere" } })];
  const [types, error] = await Promise.all([good.panda.eventTypes(), bad.panda.eventTypes().catch((error) => error)]);
  assert.equal(types.length, 1);
  assert.equal(error.kind, "config");
  assert.deepEqual(error.issues.map((issue) => issue.path.join(".")), ["panda.baseUrl", "panda.project", "panda.credentials"]);
});

test("a closed client says so, and a signed-out one signs in again", async () => {
  let signIns = 0;
  const client = await slimClient(wasm, async (address) => {
    signIns += address.includes("GenerateToken");
    return answering(address);
  });
  await client.panda.eventTypes();
  await client.panda.eventTypes();
  client.signOut();
  await client.panda.eventTypes();
  assert.equal(signIns, 2);
  client.close();
  await assert.rejects(client.panda.eventTypes(), { kind: "config" });
});

/** Traps when `panda.caseDetails` is called. */
function doomed() {
  const { length } = "panda.caseDetails";
  // Core.call(core, name, its length, argument, options)
  return sabotaged((module, { params, body, results }) => {
    if (binaryen.expandType(params).length !== 5) return undefined;
    const hit = module.i32.eq(module.local.get(2, binaryen.i32), module.i32.const(length));
    return module.block(null, [module.if(hit, module.unreachable()), body], results);
  });
}

test("a trap ends every call that waits, and the next one works on a fresh instance", async () => {
  let held = true;
  const client = await slimClient(doomed(), async (address, init) => {
    if (held && address.includes("GetFlowCenterData")) return new Promise(() => init);
    return answering(address);
  });
  const waiting = client.panda.eventTypes();
  await pause(50);
  const trapped = client.panda.caseDetails("C1");
  await assert.rejects(trapped, { kind: "internal", executed: "unknown" });
  await assert.rejects(waiting, (error) => error.kind === "internal" && error.cause instanceof WebAssembly.RuntimeError);
  held = false;
  assert.equal((await client.panda.eventTypes())[0].eventName, "用水户开阀");
});

test("a trap ends what waits, also where there is no memory left to put in place of the module's", async () => {
  const client = await slimClient(doomed(), (address) => (address.includes("GetFlowCenterData") ? new Promise(() => {}) : answering(address)));
  const waiting = client.panda.eventTypes();
  await pause(50);
  const { Memory } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, { construct: () => { throw new RangeError("out of memory"); } });
  try {
    await assert.rejects(client.panda.caseDetails("C1"), { kind: "internal" });
    await assert.rejects(waiting, { kind: "internal" });
  } finally {
    WebAssembly.Memory = Memory;
  }
});

test("calls that begin in the moment of a trap get a fresh instance, and their own answers", async () => {
  for (const ready of [true, false]) {
    const client = await slimClient(doomed());
    if (ready) await client.ready();
    const calls = [client.panda.caseDetails("C1"), client.panda.eventTypes(), client.panda.cases(), client.panda.eventTypes()];
    const [trapped, ...others] = await Promise.allSettled(calls);
    assert.equal(trapped.reason.kind, "internal");
    assert.deepEqual(others.map(({ status, value }) => [status, Array.isArray(value)]), [["fulfilled", true], ["fulfilled", false], ["fulfilled", true]]);
  }
});

test("signing out after a trap empties storage, too", async () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text), removeItem: (key) => kept.delete(key) };
  const { WorkOrderClient, setWasm } = await slim();
  setWasm(doomed());
  const lasting = TOKEN.replace("\"expirationTime\":\"\"", "\"expirationTime\":\"2099-01-01 00:00:00\"");
  const fetch = async (address) => (address.includes("GenerateToken") ? new Response(lasting) : answering(address));
  const client = new WorkOrderClient({ ...options(fetch), storage });
  await client.panda.eventTypes();
  assert.equal(kept.size, 1);
  await assert.rejects(client.panda.caseDetails("C1"), { kind: "internal" });
  client.signOut();
  await client.ready();
  assert.equal(kept.size, 0);
});

test("whichever entrance of the module traps, no call hangs", async () => {
  const { length } = WebAssembly.Module.exports(new WebAssembly.Module(wasm));
  let trapped = 0;
  for (let at = 0; at < length; at++) {
    const module = sabotaged((module, _, index) => (index === at ? module.unreachable() : undefined));
    const client = await slimClient(module);
    const outcome = await Promise.race([
      client.panda.eventTypes().then(() => "answered", (error) => error.kind),
      pause(3000, "hung"),
    ]);
    assert.ok(["answered", "internal", "network"].includes(outcome), `export ${at}: ${outcome}`);
    trapped += outcome === "internal";
  }
  assert.ok(trapped >= 3, `only ${trapped} entrances were on the way of a call`);
});

test("an answer that is whole is not kept waiting by a server that does not end it", async () => {
  const endless = (text) => new Response(new ReadableStream({ type: "bytes", start: (body) => body.enqueue(new TextEncoder().encode(text)) }));
  const client = await slimClient(wasm, async (address) => endless(address.includes("GenerateToken") ? TOKEN : TYPES));
  assert.equal((await client.panda.eventTypes())[0].eventName, "用水户开阀");
  // What is not whole is waited for.
  const cut = await slimClient(wasm, async (address) => endless(address.includes("GenerateToken") ? TOKEN : TYPES.slice(0, -1)));
  await assert.rejects(cut.panda.eventTypes({}, { timeoutMs: 60 }), { kind: "timeout" });
});
