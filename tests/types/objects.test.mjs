// What apps hand over and what they get, by the built package: every member of it is declared, and every declared member is met.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Form, WorkOrderClient, isWorkOrderError } from "../../pkg/index.js";
import { declared } from "./support/declared.mjs";

const index = declared("index.d.ts");
const names = (type) => index.type(type).names;
const sorted = (list) => [...new Set(list)].sort();

const PANDA = { baseUrl: "http://127.0.0.1:9", project: "demo", userId: 42, token: () => "t" };
const CENTER = { baseUrl: "http://127.0.0.1:9", requestType: "app", accessToken: "t" };
const json = (body, status = 200) => () => new Response(typeof body === "string" ? body : JSON.stringify(body), {
  status,
  headers: { "Content-Type": "application/json" },
});

/** A client whose requests are answered by these, one after the other; the last one again and again. */
function answered(answers, more) {
  const queue = [...answers];
  const fetch = async () => (queue.length > 1 ? queue.shift() : queue[0])();
  return new WorkOrderClient({ panda: PANDA, center: CENTER, locale: "en", retry: { baseMs: 1, maxMs: 1 }, fetch, ...more });
}

const refusal = (promise) => promise.then(() => assert.fail("nothing was refused"), (error) => error);

/** The members that a reader knows: it names them all when it is given one that nobody would mean. */
const STRANGER = "zzzzzzzzzzzzzzzz";
function known(error, ...path) {
  assert.ok(isWorkOrderError(error) && error.issues, String(error));
  const issue = error.issues.find((one) => one.rule === "unknown" && String(one.path) === String([...path, STRANGER]));
  assert.ok(issue, `${path}: ${JSON.stringify(error.issues)}`);
  return sorted(/there are: (.*)$/.exec(issue.message)[1].split(", "));
}

test("options: what is read is declared, and what is declared is read", async () => {
  const options = (more) => refusal(new WorkOrderClient({ panda: PANDA, center: CENTER, locale: "en", ...more }).ready());
  const x = { [STRANGER]: 1 };
  // Functions are taken out before the rest is read: these four have tests of their own in tests/package.
  const functions = { ClientOptions: ["fetch", "on"], PandaOptions: ["token"] };
  const readers = [
    ["ClientOptions", [], x],
    ["TimeoutOptions", ["timeouts"], { timeouts: x }],
    ["RetryOptions", ["retry"], { retry: x }],
    ["OutboxOptions", ["outbox"], { outbox: x }],
    ["PandaOptions", ["panda"], { panda: { ...PANDA, ...x } }],
    ["CenterOptions", ["center"], { center: { ...CENTER, ...x } }],
    ["CenterRoute", ["center", "routes", "start"], { center: { ...CENTER, routes: { start: x } } }],
  ];
  for (const [type, path, more] of readers) {
    assert.deepEqual(known(await options(more), ...path), sorted(names(type).filter((name) => !(functions[type] || []).includes(name))), type);
  }
  const credentials = { panda: { ...PANDA, token: undefined, credentials: { username: "u", password: "p", ...x } } };
  assert.deepEqual(known(await options(credentials), "panda", "credentials"), sorted(["username", "password"]));
  assert.deepEqual(known(await options({ panda: { ...PANDA, routes: x } }), "panda", "routes"), index.type("PandaOperation").words);
  assert.deepEqual(known(await options({ center: { ...CENTER, routes: x } }), "center", "routes"), index.type("CenterOperation").words);
  assert.deepEqual((await options({ fetch: 1 })).issues[0].path, ["fetch"]);
  assert.deepEqual((await options({ panda: { ...PANDA, token: 1 } })).issues[0].path, ["panda", "token"]);
});

test("queries, orders and actions: what is read is declared, and what is declared is read", async () => {
  const { panda, center } = answered([json({})]);
  const x = { [STRANGER]: 1 };
  const readers = [
    ["EventTypeQuery", panda.eventTypes(x), "query"],
    ["CaseQuery", panda.cases(x), "query"],
    ["PandaOrder", panda.submit(x), "order"],
    ["PandaFlow", panda.submit({ eventName: "e", flows: [x] }), "order", "flows", 0],
    ["ProcessQuery", center.processes(x), "query"],
    ["CenterFormQuery", center.form(x), "query"],
    ["TypeQuery", center.appTypes(x), "query"],
    ["TypeQuery", center.synthesisTypes(x), "query"],
    ["NewWorkOrder", center.createOrder(x), "order"],
    ["ProcessStart", center.start(x), "process"],
    ["OwnQuery", center.own(x), "query"],
    ["TodoQuery", center.todo(x), "query"],
    ["TodoQuery", center.finished(x), "query"],
    ["TodoQuery", center.claimList(x), "query"],
    ["CopyQuery", center.copyList(x), "query"],
    ...["complete", "reject", "delegate", "transfer", "returnTask", "stopProcess", "deleteTask", "revoke"]
      .map((name) => ["TaskAction", center[name](x), "action"]),
  ];
  for (const [type, call, ...path] of readers) assert.deepEqual(known(await refusal(call), ...path), names(type), type);
  const field = await refusal((async () => Form.define([{ name: "a", ...x }], { locale: "en" }).fields)());
  assert.match(field.issues[0].message, /should be one of name, label/);
});

const CASES = { code: 0, msg: "Ok", data: { currentPageIndex: 1, totalRcdNum: 1, getMe: [{ caseNo: "A", reportTime: "gestern" }] } };

test("events have the declared members", async () => {
  const seen = { request: [], response: [], retry: [], token: [] };
  const on = Object.fromEntries(Object.keys(seen).map((name) => [name, (event) => seen[name].push(event)]));
  // These two have tests of their own below.
  assert.deepEqual(sorted([...Object.keys(seen), "settled", "duplicate"]), names("EventListeners"));
  await answered([json("", 503), json(CASES)], { on }).panda.cases();
  for (const [name, type] of [["request", "RequestEvent"], ["response", "ResponseEvent"], ["retry", "RetryEvent"], ["token", "TokenEvent"]]) {
    assert.ok(seen[name].length > 0, name);
    assert.deepEqual(sorted(seen[name].flatMap((event) => Object.keys(event))), names(type), name);
  }
  assert.deepEqual(Object.keys(seen.response[1].deviations[0]).sort(), names("Deviation"));
  assert.ok(index.type("TokenEvent").members.get("event").words.includes(seen.token[0].event));
});

test("what sends is called with the declared members, and asked for them", async () => {
  const inits = [];
  const asked = new Set();
  const answer = new Proxy({ status: 200, headers: { get: () => null }, arrayBuffer: async () => new TextEncoder().encode('{"code":0}').buffer }, {
    get: (target, name) => (typeof name === "string" && name !== "then" && asked.add(name), target[name]),
  });
  const { panda } = answered([], { fetch: async (_, init) => (inits.push(init), answer) });
  await panda.submit({ eventName: "e", flows: [{ bizData: { a: 1 } }] });
  assert.deepEqual(Object.keys(inits[0]).sort(), sorted([...names("FetchInit"), "credentials", "redirect", "cache"]));
  assert.ok(inits[0].headers instanceof Headers && inits[0].body instanceof Uint8Array && inits[0].signal instanceof AbortSignal);
  assert.deepEqual(sorted(asked), names("FetchAnswer"));
});

test("pages, submissions and files have the declared members", async () => {
  const page = await answered([json(CASES)]).panda.cases();
  assert.deepEqual(Object.keys(page).sort(), names("Page"));
  const order = { eventName: "e", flows: [{ bizData: { a: 1 } }] };
  const accepted = await answered([json({ code: 0, data: [{ eventCode: "E" }] })]).panda.submit(order);
  assert.deepEqual([accepted.outcome, Object.keys(accepted).sort()], ["accepted", names("Accepted")]);
  const unknown = await answered([() => Promise.reject(new TypeError("broken"))]).panda.submit(order);
  assert.deepEqual([unknown.outcome, Object.keys(unknown).sort()], ["unknown", names("UnknownOutcome")]);
  const offline = { panda: { ...PANDA, token: () => Promise.reject(new Error("offline")) } };
  const waiting = answered([json({})], offline);
  const queued = await waiting.panda.submit({ ...order, eventName: "f" }, { queue: true, timeoutMs: 200 });
  waiting.close();
  assert.deepEqual([queued.outcome, Object.keys(queued).sort()], ["queued", names("Queued")]);
  const bytes = () => new Response("x", { headers: { "Content-Type": "application/octet-stream" } });
  const file = await answered([bytes]).panda.download("a\\b.jpg");
  assert.deepEqual(Object.keys(file).sort(), names("Download"));
});

/** A page's sessionStorage: what one page leaves, the next one finds. */
function pages() {
  const kept = new Map();
  globalThis.sessionStorage = {
    getItem: (key) => (kept.has(key) ? kept.get(key) : null),
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

const ORDER = { eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] };
const SENT = json({ code: 0, data: [{ eventCode: "E", caseNo: "A" }] });

test("the outbox, its entries and what it tells have the declared members", async () => {
  pages();
  const members = [];
  // One that is carried out, and one that is refused: both long after the call that handed them over.
  for (const answer of [SENT, json({ code: -1, msg: "事件不存在" })]) {
    const offline = answered([SENT], { panda: { ...PANDA, token: () => Promise.reject(new Error("offline")) } });
    await offline.panda.submit(ORDER, { queue: true, timeoutMs: 200 });
    const [entry] = await offline.outbox.pending();
    assert.deepEqual(Object.keys(entry).sort(), names("OutboxEntry"));
    assert.deepEqual(Object.keys(entry.error).sort(), names("OutboxError"));
    offline.close();
    const settled = await new Promise((resolve) => {
      const next = answered([answer], { on: { settled: (event) => (next.close(), resolve(event)) } });
      next.ready();
    });
    assert.equal(settled.outcome, answer === SENT ? "accepted" : "rejected");
    members.push(...Object.keys(settled).filter((name) => settled[name] !== undefined));
  }
  assert.deepEqual(sorted(members), names("SettledEvent"));
});

test("doubles have the declared members", async () => {
  const rows = ["A", "B"].map((caseNo) => ({ caseNo, eventName: ORDER.eventName, reportTime: new Date().toISOString() }));
  const values = [{ fieldName: "外部编号", fieldValue: "k1" }, { fieldName: "用户编号", fieldValue: "xx0021" }];
  const details = { flowTableInfos: [{ tableMetaDatas: [{ flowNodeMeta: { groups: [], values } }] }] };
  const data = { PostFlowNodeData: [{ caseNo: "A" }], WithPaging: { totalRcdNum: 2, getMe: rows }, BoxDetails: details };
  const fetch = async (address) => json({ code: 0, data: data[Object.keys(data).find((route) => address.includes(route))] })();
  const doubles = [];
  const client = answered([], { fetch, on: { duplicate: (event) => doubles.push(event) } });
  await client.panda.submit(ORDER, { key: "k1", keyField: "外部编号" });
  assert.equal(await client.outbox.reconcile("k1"), "accepted");
  assert.deepEqual(Object.keys(doubles[0]).sort(), names("DuplicateEvent"));
  assert.deepEqual(Object.keys(doubles[0].found[0]).sort(), names("Found"));
  client.close();
});

test("what following an order gives has the declared members, and all its options are read", async () => {
  const asked = new Set();
  const options = new Proxy({ signal: undefined, timeoutMs: undefined }, { get: (_, name) => void asked.add(name) });
  const answer = (address) => ({
    code: address.includes("workflow") ? 200 : 0,
    data: address.includes("ProcessLog") ? [{ title: "办结" }] : { caseItem: { isOver: 1 }, historyProcNodeList: [{ activityType: "endEvent" }] },
  });
  const { panda, center } = answered([], { fetch: async (address) => json(answer(address))() });
  for (const [type, updates] of [["CaseUpdate", panda.track("A", options)], ["ProcessUpdate", center.track("P", options)]]) {
    for await (const update of updates) {
      assert.deepEqual(Object.keys(update).sort(), names(type));
      assert.ok(update.final && index.type(type).members.get("state").words.includes(update.state), update.state);
    }
  }
  assert.deepEqual(sorted([...asked].filter((name) => names("TrackOptions").includes(name))), names("TrackOptions"));
});

test("findings have the declared members, and the declared checks", async () => {
  const answer = (address) => (address.includes("pandaServer") ? { code: 0, data: { getMe: [] } } : { code: 200, rows: [], total: 0 });
  const right = await answered([], { fetch: async (address) => json(answer(address))() }).diagnose();
  const wrong = await answered([() => Promise.reject(new TypeError("broken"))]).diagnose();
  assert.ok(right.every(({ ok }) => ok) && wrong.some(({ ok, error }) => !ok && isWorkOrderError(error)));
  assert.deepEqual(sorted([...right, ...wrong].flatMap((finding) => Object.keys(finding))), names("Diagnosis"));
  const checks = index.type("Diagnosis").members.get("check").words;
  for (const { check } of [...right, ...wrong]) assert.ok(checks.includes(check), check);
});

test("errors and their issues have the declared members", async () => {
  const errors = await Promise.all([
    refusal(answered([json({ code: -1, msg: "事件不存在" })]).panda.caseDetails("A")),
    refusal(answered([() => Promise.reject(new TypeError("broken"))], { retry: false }).panda.caseDetails("A")),
    refusal(answered([json('{"code":0,"data":[')], { retry: false }).panda.caseDetails("A")),
    refusal(answered([json({})]).panda.submit({})),
  ]);
  assert.deepEqual(errors.map(({ kind }) => kind), ["service", "network", "decode", "validation"]);
  const members = errors.flatMap((error) => [...Object.keys(error), "name", "toJSON"]);
  assert.deepEqual(sorted(members), names("WorkOrderError"));
  assert.match(errors[2].detail, /^unexpected end at byte \d+$/);
  assert.ok(!errors[2].message.includes("byte"), errors[2].message);
  const [issue] = errors[3].issues;
  assert.deepEqual(Object.keys(issue).sort(), names("Issue"));
  assert.deepEqual([issue.path, issue.detail], [["order", "eventName"], `order.eventName: ${issue.message}`]);
});
