// The last argument of every call: what is wrong in it is said, and nothing is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Form, WorkOrderClient } from "../../pkg/index.js";

function clientThatSendsNothing(locale = "en") {
  const sent = [];
  const client = new WorkOrderClient({
    panda: { baseUrl: "http://127.0.0.1:9", project: "demo", userId: 1, token: () => "token" },
    center: { baseUrl: "http://127.0.0.1:9", requestType: "app", appId: "1", secretKey: "k", accessToken: "t" },
    locale,
    fetch: (address) => {
      sent.push(address);
      throw new TypeError("nothing is to be sent");
    },
  });
  return { client, sent };
}

const ORDER = { eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] };

const said = (promise) => promise.then(
  () => "nothing",
  ({ kind, executed, attempts, issues = [] }) => [kind, executed, attempts, ...issues.map(({ path, rule, detail }) => `${path.join(".")} ${rule}: ${detail}`)],
);

test("options of a wrong type are named, all of them", async () => {
  const { client, sent } = clientThatSendsNothing();
  const wrong = { key: 7, keyField: ["备注"], queue: "yes", timeoutMs: "5000", signal: 5, onProgress: true };
  assert.deepEqual(await said(client.panda.submit(ORDER, wrong)), [
    "validation", "no", 0,
    "options.signal type: options.signal: should be an AbortSignal",
    "options.onProgress type: options.onProgress: should be a function",
    "options.timeoutMs type: options.timeoutMs: should be a number of milliseconds",
    "options.key type: options.key: should be a string",
    "options.keyField type: options.keyField: should be a string",
    "options.queue type: options.queue: should be true or false",
  ]);
  assert.deepEqual(sent, []);
});

test("a slip in an option's name is seen", async () => {
  const { client, sent } = clientThatSendsNothing();
  assert.deepEqual(await said(client.center.todo({}, { timeout: 5000 })), [
    "validation", "no", 0, "options.timeout unknown: options.timeout: no such field; did you mean timeoutMs?",
  ]);
  assert.deepEqual((await said(client.center.claim("d23467f4", { keyfield: "备注" }))).slice(3), [
    "options.keyfield unknown: options.keyfield: no such field; did you mean keyField?",
  ]);
  assert.deepEqual(sent, []);
});

test("a blank key would join nothing, and is refused", async () => {
  const { client, sent } = clientThatSendsNothing("zh-CN");
  assert.deepEqual((await said(client.panda.submit(ORDER, { key: "", keyField: " " }))).slice(3), [
    "options.key required: options.key：应为非空字符串",
    "options.keyField required: options.keyField：应为非空字符串",
  ]);
  assert.deepEqual(sent, []);
});

test("what is no object is no options", async () => {
  const { client, sent } = clientThatSendsNothing();
  for (const options of [5, "signal", true, () => {}]) {
    assert.deepEqual((await said(client.panda.cases({}, options))).slice(0, 3), ["validation", "no", 0], String(options));
  }
  assert.deepEqual(sent, []);
});

test("everywhere options are taken, they are looked at", async () => {
  const { client, sent } = clientThatSendsNothing();
  const wrong = { timeoutMs: NaN };
  const first = (list) => list[Symbol.asyncIterator]().next();
  for (const [name, call] of Object.entries({
    signIn: () => client.panda.signIn(wrong),
    download: () => client.panda.download("a.jpg", wrong),
    detail: () => client.center.detail("c68d01e3", { taskId: 7 }),
    rows: () => first(client.center.own({}, wrong)),
    pandaTrack: () => first(client.panda.track("CCSS-2023-0000021", wrong)),
    centerTrack: () => first(client.center.track("c68d01e3", wrong)),
    diagnose: () => client.diagnose(wrong),
  })) {
    const [kind, executed, attempts, issue] = await said(call());
    assert.deepEqual([kind, executed, attempts], ["validation", "no", 0], name);
    assert.match(issue, /^options\.(timeoutMs not-a-number|taskId type)/, name);
  }
  assert.deepEqual(sent, []);
});

test("null and undefined are nothing", async () => {
  const { client } = clientThatSendsNothing();
  const form = Form.define([{ name: "用户编号" }]);
  for (const options of [undefined, null, {}, { key: undefined, keyField: null, queue: undefined, signal: null, form: undefined, timeoutMs: undefined }]) {
    assert.equal((await said(client.panda.cases({}, options)))[0], "network");
  }
  assert.equal((await client.panda.submit(ORDER, { form, key: "k", queue: false })).outcome, "unknown");
});

test("a deadline may be broken or far away; when it has passed, nothing leaves", async () => {
  const { client, sent } = clientThatSendsNothing();
  for (const timeoutMs of [0, -1]) {
    assert.deepEqual(await said(client.panda.cases({}, { timeoutMs })), ["timeout", "no", 0]);
    assert.deepEqual(await said(client.panda.submit(ORDER, { timeoutMs })), ["timeout", "no", 0]);
  }
  assert.deepEqual(sent, []);
  for (const timeoutMs of [1500.5, 2 ** 40]) assert.equal((await said(client.panda.cases({}, { timeoutMs })))[0], "network");
});
