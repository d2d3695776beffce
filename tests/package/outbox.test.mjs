// What becomes of submissions: joined, kept, queued, sent once; against the real sandbox, in Node, where the outbox is in memory.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

const SUBMIT = "PostFlowNodeData";
let sandbox;
let clients = [];

before(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await sandbox.clearFaults();
  clients.forEach((client) => client.close());
  clients = [];
});
after(() => sandbox.stop());

function connect(more = {}) {
  const client = new WorkOrderClient({
    panda: {
      baseUrl: sandbox.url, project: "demo", userId: 42,
      credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
    },
    locale: "en",
    ...more,
  });
  clients.push(client);
  return client;
}

const order = (number) => ({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: number, 阀门当前状态: "开启" } }] });

async function executed() {
  const all = await sandbox.get("executions");
  return all.reduce((sum, one) => sum + one.count, 0);
}

test("the same key while pending, and the same without a key, are one submission with one result for all", async () => {
  const client = connect();
  const before = await executed();
  await sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 400, times: 2 });
  const sent = await Promise.all([
    client.panda.submit(order("joined"), { key: "a" }),
    client.panda.submit(order("joined, too"), { key: "a" }),
    client.panda.submit(order("joined")),
  ]);
  assert.deepEqual(sent.map(({ outcome, key }) => [outcome, key]), Array(3).fill(["accepted", "a"]));
  assert.equal(new Set(sent.map(({ receipt }) => receipt[0].caseNo)).size, 1);
  assert.equal(await executed(), before + 1);
  assert.deepEqual(await client.outbox.pending(), []);
});

test("a refusal is everybody's", async () => {
  const client = connect();
  await sandbox.fault({ route: SUBMIT, kind: "delay", delayMs: 300 });
  const wrong = { eventName: "没有这个事件", flows: [{ bizData: { a: "1" } }] };
  const results = await Promise.allSettled([client.panda.submit(wrong), client.panda.submit(wrong)]);
  for (const { reason } of results) {
    assert.deepEqual([reason.name, reason.kind, reason.executed], ["WorkOrderError", "service", "no"]);
    assert.match(reason.message, /没有这个事件/);
  }
  assert.deepEqual(await client.outbox.pending(), []);
});

test("with joinIdentical off, identical submissions are two", async () => {
  const client = connect({ outbox: { joinIdentical: false } });
  const before = await executed();
  const sent = await Promise.all([client.panda.submit(order("twice")), client.panda.submit(order("twice"))]);
  assert.notEqual(sent[0].key, sent[1].key);
  assert.equal(await executed(), before + 2);
});

test("one after the other, identical submissions are two", async () => {
  const client = connect();
  const before = await executed();
  await client.panda.submit(order("again"), { key: "same" });
  await client.panda.submit(order("again"), { key: "same" });
  assert.equal(await executed(), before + 2);
});

test("an unknown outcome stays in the outbox, and is not sent again by the same key", async () => {
  const client = connect();
  const before = await executed();
  const seen = [];
  const stop = client.outbox.subscribe((entries) => seen.push(entries.map(({ state }) => state).join()));
  await sandbox.fault({ route: SUBMIT, kind: "truncate" });
  const sent = await client.panda.submit(order("lost answer"), { key: "u" });
  assert.deepEqual([sent.outcome, sent.error.name, sent.error.executed], ["unknown", "WorkOrderError", "unknown"]);
  const again = await client.panda.submit(order("lost answer"), { key: "u" });
  assert.deepEqual([again.outcome, again.error.kind], ["unknown", "decode"]);
  assert.equal(await executed(), before + 1);
  const [entry] = await client.outbox.pending();
  assert.deepEqual(
    [entry.key, entry.service, entry.operation, entry.title, entry.state, entry.attempts, entry.error.kind],
    ["u", "panda", "submit", "用水户开阀", "unknown", 1, "decode"],
  );
  assert.ok(entry.sentAt >= entry.createdAt && entry.expiresAt === entry.createdAt + 7 * 86_400_000);
  const resent = await client.outbox.resend("u");
  assert.deepEqual([resent.outcome, resent.key], ["accepted", "u"]);
  assert.equal(await executed(), before + 2, "by a person's decision");
  assert.deepEqual(await client.outbox.pending(), []);
  stop();
  assert.equal(seen[0], "");
  assert.ok(seen.includes("unknown") && seen.at(-1) === "", seen.join(" | "));
});

test("discarding ends it; what is not there is an error", async () => {
  const client = connect();
  await sandbox.fault({ route: SUBMIT, kind: "truncate" });
  await client.panda.submit(order("given up"), { key: "d" });
  await client.outbox.discard("d");
  assert.deepEqual(await client.outbox.pending(), []);
  await assert.rejects(client.outbox.resend("d"), { kind: "validation", name: "WorkOrderError" });
});

test("aborted before it is sent: an error, and nothing stays; after: unknown", async () => {
  const client = connect();
  const before = await executed();
  await sandbox.fault({ route: "GenerateToken", kind: "delay", delayMs: 300 });
  await assert.rejects(client.panda.submit(order("a"), { signal: AbortSignal.timeout(50) }), { kind: "aborted", executed: "no" });
  assert.deepEqual(await client.outbox.pending(), []);
  await client.panda.signIn();
  await sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 600 });
  const sent = await client.panda.submit(order("b"), { signal: AbortSignal.timeout(200), key: "b" });
  assert.deepEqual([sent.outcome, sent.error.kind], ["unknown", "aborted"]);
  assert.equal((await client.outbox.pending())[0].state, "unknown");
  assert.equal(await executed(), before + 1);
});

test("a deadline that passes while the token is fetched throws, unless it may wait in the queue", async () => {
  const told = [];
  // What listeners throw is their own trouble: elsewhere it would end this process.
  const listener = (of) => (event) => {
    told.push(of(event));
    throw new Error("of the app");
  };
  const client = connect({ on: { settled: listener(({ outcome }) => outcome) } });
  const before = await executed();
  await sandbox.fault({ route: "GenerateToken", kind: "drop-before", times: 6 });
  await assert.rejects(client.panda.submit(order("q"), { timeoutMs: 2000 }), { executed: "no" });
  assert.deepEqual(await client.outbox.pending(), []);
  await new Promise((resolve) => setTimeout(resolve, 5100)); // a failed sign-in is not repeated at once
  const sent = await client.panda.submit(order("q"), { key: "q", queue: true });
  assert.deepEqual([sent.outcome, sent.key, sent.error.executed], ["queued", "q", "no"]);
  const [entry] = await client.outbox.pending();
  assert.deepEqual([entry.state, entry.attempts, entry.error.kind], ["queued", 0, sent.error.kind]);
  assert.equal(await executed(), before);
  client.outbox.subscribe(listener((entries) => entries.length));
  // The queue is tried again by itself.
  for (let i = 0; i < 200 && (await client.outbox.pending()).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(await client.outbox.pending(), []);
  assert.equal(await executed(), before + 1);
  assert.deepEqual([told.includes("accepted"), told[0], told.at(-1)], [true, 1, 0]);
});

test("the key travels in the field that the app names, and not over what it filled in", async () => {
  const client = connect();
  const sent = await client.panda.submit(order("keyed"), { key: "key-in-column", keyField: "用户地址" });
  const { flowTableInfos } = await client.panda.caseDetails(sent.receipt[0].caseNo);
  assert.match(JSON.stringify(flowTableInfos), /"fieldValue":"key-in-column"/);
  await assert.rejects(client.panda.submit(order("keyed"), { keyField: "用户编号" }), (error) => {
    assert.equal(error.kind, "validation");
    assert.deepEqual(error.issues[0].path, ["order", "flows", 0, "bizData", "用户编号"]);
    return true;
  });
});
