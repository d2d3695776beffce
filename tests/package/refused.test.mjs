// What a refusal proves: that this sending was not carried out, and nothing about another one, by a person, or by the browser itself.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

const SUBMIT = "PostFlowNodeData";
const REPAIR = "Process_1741923584470";
const ALWAYS = { times: null, probability: 1 };

/** What a call came to: `[outcome, what is known of the execution]`. */
const outcome = (promise) => promise.then(
  ({ outcome, error }) => [outcome, error ? error.executed : "yes"],
  (error) => ["rejected", error.executed],
);

/** A browser whose connection breaks: it sends a POST again by itself, and the page sees the second answer alone. */
const sendsTwice = (route) => (address, init) =>
  (address.includes(route) && init.method !== "GET" ? fetch(address, init).then(() => fetch(address, init)) : fetch(address, init));

describe("panda", () => {
  let sandbox;
  let client;
  before(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.clearFaults());
  after(() => sandbox.stop());

  function connect() {
    client = new WorkOrderClient({
      panda: { baseUrl: sandbox.url, project: "demo", userId: 42, credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" } },
      locale: "en", retry: { attempts: 2, baseMs: 1 },
    });
  }

  /** A submission of unknown outcome. */
  async function lose(kind, key) {
    connect();
    await sandbox.fault({ route: SUBMIT, kind });
    const sent = await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: key } }] }, { key, keyField: "用户地址" });
    assert.equal(sent.outcome, "unknown");
    await sandbox.clearFaults();
  }
  const states = async () => (await client.outbox.pending()).map(({ key, state }) => [key, state]);

  test("a second sending that is refused says nothing of the first: that is looked for", async () => {
    for (const [kind, expected] of [["drop-after", ["accepted", "yes"]], ["drop-before", ["rejected", "no"]]]) {
      await lose(kind, `looked ${kind}`);
      await sandbox.fault({ route: SUBMIT, kind: "status", status: 403 });
      assert.deepEqual(await outcome(client.outbox.resend(`looked ${kind}`)), expected);
      assert.deepEqual(await states(), []);
    }
  });

  test("where the lists cannot be had after it, nobody knows, and the outbox keeps it", async () => {
    await lose("drop-after", "no lists");
    await sandbox.fault({ route: SUBMIT, kind: "status", status: 403 });
    await sandbox.fault({ route: "GetCaseOverviewBoxWithPaging", kind: "html-502", ...ALWAYS });
    const sent = await client.outbox.resend("no lists");
    assert.deepEqual([sent.outcome, sent.error.executed, sent.error.status, sent.error.retryable], ["unknown", "unknown", 403, false]);
    assert.match(sent.error.message, /may have been carried out: look in the list/);
    assert.deepEqual(await states(), [["no lists", "unknown"]]);
    await sandbox.clearFaults();
    assert.equal(await client.outbox.reconcile("no lists"), "accepted");
  });

  test("a second sending for which there is no token leaves the first as open as it was", async () => {
    await lose("drop-after", "no token");
    client.signOut();
    await sandbox.fault({ route: "GenerateToken", kind: "status", status: 500, ...ALWAYS });
    assert.deepEqual(await outcome(client.outbox.resend("no token")), ["unknown", "unknown"]);
    assert.deepEqual(await states(), [["no token", "unknown"]]);
  });

  test("a first sending that is refused was not carried out, without a look at any list", async () => {
    connect();
    await sandbox.fault({ route: "GetCaseOverviewBoxWithPaging", kind: "html-502", ...ALWAYS });
    const order = { eventName: "用水户开阀", flows: [{ bizData: { 不是字段: "x" } }] };
    assert.deepEqual(await outcome(client.panda.submit(order)), ["rejected", "no"]);
    await sandbox.fault({ route: SUBMIT, kind: "status", status: 403 });
    assert.deepEqual(await outcome(client.panda.submit(order, { key: "denied" })), ["rejected", "no"]);
    assert.deepEqual(await states(), []);
  });
});

for (const dialect of ["document", "vlstream", "ruoyi"]) {
  describe(`center, ${dialect}`, () => {
    let sandbox;
    before(async () => {
      sandbox = await startSandbox("--dialect", dialect);
    });
    afterEach(() => sandbox.clearFaults());
    after(() => sandbox.stop());

    const person = (username, own) => new WorkOrderClient({
      center: {
        baseUrl: sandbox.url, requestType: "app", appId: "12345678", secretKey: "123456",
        accessToken: async () => (await sandbox.operate("center/login", { username })).accessToken,
      },
      locale: "en", retry: { attempts: 2, baseMs: 1 }, fetch: own,
    });

    /** A process that begins now, and the task that it leads to, with the person whose it is. */
    async function begun() {
      const starter = person("jiaping");
      const { rows } = await starter.center.processes({ pageSize: 100 });
      const { definitionId } = rows.find(({ processKey, definitionId }) => [processKey, definitionId.split(":")[0]].includes(REPAIR));
      await starter.center.start({ processDefId: definitionId, variables: {} });
      const { procInsId } = (await starter.center.own()).rows[0];
      for (const { username } of await sandbox.get("center/users")) {
        const rows = await person(username).center.todo({ pageSize: 100 }).toArray({ limit: 1000 });
        const task = rows.find((row) => row.procInsId === procInsId);
        if (task) return { starter, username, procInsId, action: { taskId: task.taskId, procInsId, comment: "同意", variables: {} } };
      }
      return assert.fail("nobody has the task");
    }

    test("a task that the browser completed twice is done, or nobody knows while the lists cannot be had", async () => {
      const first = await begun();
      assert.deepEqual(await outcome(person(first.username, sendsTwice("/task/complete")).center.complete(first.action)), ["accepted", "yes"]);
      const { username, action } = await begun();
      const client = person(username, sendsTwice("/task/complete"));
      await sandbox.fault({ route: "/workflow/process/", kind: "html-502", ...ALWAYS });
      const sent = await client.center.complete(action, { key: "done" });
      assert.deepEqual([sent.outcome, sent.error.executed, sent.error.serverMessage], ["unknown", "unknown", "任务不存在"]);
      assert.deepEqual((await client.outbox.pending()).map(({ key, state }) => [key, state]), [["done", "unknown"]]);
      await sandbox.clearFaults();
      assert.equal(await client.outbox.reconcile("done"), "accepted");
    });

    test("so is a process that it stopped twice, and a task that it rejected or transferred twice", async () => {
      const { starter, procInsId } = await begun();
      assert.ok(starter);
      assert.deepEqual(await outcome(person("jiaping", sendsTwice("stopProcess")).center.stopProcess({ procInsId })), ["accepted", "yes"]);
      const one = await begun();
      assert.deepEqual(await outcome(person(one.username, sendsTwice("/task/reject")).center.reject(one.action)), ["accepted", "yes"]);
      const other = await begun();
      const { variables, ...action } = { ...other.action, userId: "d17f3b60-2a94-4c1b-b6d8-0e5a9c738f41" };
      assert.ok(variables);
      assert.deepEqual(await outcome(person(other.username, sendsTwice("/task/transfer")).center.transfer(action)), ["accepted", "yes"]);
    });

    test("what somebody else has done meanwhile, or what never was, is refused", async () => {
      const { username, procInsId, action } = await begun();
      const client = person(username);
      await client.center.reject({ ...action, variables: undefined, comment: "不属本部门" });
      assert.deepEqual(await outcome(person("jiaping").center.stopProcess({ procInsId })), ["rejected", "no"]);
      assert.deepEqual(await outcome(client.center.complete({ ...action, taskId: "no-such-task", procInsId: "none" })), ["rejected", "no"]);
      assert.deepEqual(await client.outbox.pending(), []);
    });

    if (dialect === "vlstream") {
      test("an order that the browser created twice, of which the server refused the second, was created", async () => {
        const client = person("jiaping", sendsTwice("workorder/workorder"));
        const before = (await sandbox.get("executions")).length;
        const order = { title: "漏水", processKey: REPAIR, workorderId: "1900115540270891009", params: { textarea79127: "只此一单" } };
        assert.deepEqual(await outcome(client.center.createOrder(order)), ["accepted", "yes"]);
        assert.equal((await sandbox.get("executions")).length, before + 1);
      });
    }
  });
}
