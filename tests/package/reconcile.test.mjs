// Looking for submissions of unknown outcome in the server's lists: by the key, by what they say, and for what tasks became.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

const KEYED = { keyField: "用户地址" };
const CHENWEI = "d17f3b60-2a94-4c1b-b6d8-0e5a9c738f41";

describe("panda", () => {
  let sandbox;
  let client;
  let doubles;
  before(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.clearFaults());
  after(() => sandbox.stop());

  function connect(own) {
    doubles = [];
    client = new WorkOrderClient({
      panda: {
        baseUrl: sandbox.url, project: "demo", userId: 42,
        credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
      },
      locale: "en",
      on: { duplicate: (event) => doubles.push(event) },
      fetch: own,
    });
    return client;
  }
  const order = (number, more) => ({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: number, 欠费金额: 12.5, ...more } }] });

  async function lose(kind, ...args) {
    await sandbox.fault({ route: "PostFlowNodeData", kind, times: 2 });
    const sent = await client.panda.submit(...args);
    assert.equal(sent.outcome, "unknown", kind);
    await sandbox.clearFaults();
    return sent.key;
  }

  test("what was executed is found by its key, and settled", async () => {
    connect();
    const key = await lose("drop-after", order("R1"), KEYED);
    assert.equal(await client.outbox.reconcile(key), "accepted");
    assert.deepEqual(await client.outbox.pending(), []);
    assert.deepEqual(doubles, []);
  });

  test("what was not executed is not found, and can be sent again", async () => {
    connect();
    for (const options of [KEYED, {}]) {
      const key = await lose("drop-before", order(`R2${options.keyField}`), options);
      assert.equal(await client.outbox.reconcile(key), "not-found");
      assert.deepEqual((await client.outbox.pending()).map(({ state }) => state), ["unknown"]);
      assert.equal((await client.outbox.resend(key)).outcome, "accepted");
    }
    assert.deepEqual(await client.outbox.pending(), []);
  });

  test("without a key, what says the same in its time is taken for it, unless there are two", async () => {
    connect();
    const key = await lose("truncate", order("R3", { 用户名称: "张三" }));
    await client.panda.submit(order("R3", { 用户名称: "李四" }), { key: "another" });
    assert.equal(await client.outbox.reconcile(key), "accepted");
    const second = await lose("truncate", order("R4"));
    await client.outbox.resend(second);
    const third = await lose("truncate", order("R4"));
    assert.equal(await client.outbox.reconcile(third), "ambiguous");
    const [entry] = await client.outbox.pending();
    assert.equal(entry.found.length, 3);
    assert.match(entry.found[0].id, /\d/);
  });

  test("doubles that the browser made are reported, after an unknown outcome and after a success", async () => {
    connect();
    // A browser that sends a POST again by itself.
    const double = connect((address, init) =>
      (address.includes("PostFlowNodeData") ? fetch(address, init).then(() => fetch(address, init)) : fetch(address, init)));
    const sent = await double.panda.submit(order("R5"), { key: "twice", ...KEYED });
    assert.equal(sent.outcome, "accepted");
    assert.equal(await double.outbox.reconcile("twice"), "accepted");
    assert.deepEqual(doubles.map(({ key, found }) => [key, found.length]), [["twice", 2]]);
    const key = await lose("truncate", order("R6"), { key: "lost twice", ...KEYED });
    assert.equal(await double.outbox.reconcile(key), "accepted");
    assert.deepEqual(doubles.map(({ key, found }) => [key, found.length]), [["twice", 2], ["lost twice", 2]]);
  });

  test("a report that no list shows yet is never said to be missing", async () => {
    connect();
    const types = await client.panda.eventTypes();
    const { eventName, fieldGroup } = types.find(({ model }) => model === "event");
    const bizData = Object.fromEntries(fieldGroup.split(",").slice(0, 2).map((name) => [name, "1"]));
    const key = await lose("drop-after", { eventName, flows: [{ bizData }] });
    assert.equal(await client.outbox.reconcile(key), "ambiguous");
  });

  test("what is not in the outbox is said so", async () => {
    await assert.rejects(connect().outbox.reconcile("no such key"), { kind: "validation", operation: "reconcile" });
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

    function person(username) {
      return new WorkOrderClient({
        center: {
          baseUrl: sandbox.url, requestType: "app", appId: "12345678", secretKey: "123456",
          accessToken: async () => (await sandbox.operate("center/login", { username })).accessToken,
        },
        locale: "en",
      });
    }

    async function lose(client, route, kind, method, ...args) {
      await sandbox.fault({ route, kind });
      const sent = await client.center[method](...args);
      assert.equal(sent.outcome, "unknown", `${method} ${kind}`);
      await sandbox.clearFaults();
      return sent.key;
    }

    async function repair(client) {
      for await (const process of client.center.processes()) if (process.processName === "设施报修工单") return process.definitionId;
      return assert.fail("no such process");
    }

    const variables = (description) => ({ field101: description, 描述: description });

    test("a start is found by its hidden variable where the server shows variables, and never called missing where it does not", async () => {
      const client = person("jiaping");
      const processDefId = await repair(client);
      await client.center.start({ processDefId, variables: variables("where this server has it") });
      const done = await lose(client, "/process/start", "drop-after", "start", { processDefId, variables: variables("a") }, { keyField: "clientKey" });
      const verdict = await client.outbox.reconcile(done);
      if (dialect === "vlstream") assert.equal(verdict, "accepted");
      else assert.ok(["accepted", "ambiguous"].includes(verdict), verdict);
      await client.outbox.discard(done);
    });

    test("a task that was completed without an answer is looked up in the lists", async () => {
      const client = person("jiaping");
      const processDefId = await repair(client);
      const { receipt } = await client.center.start({ processDefId, variables: variables("b") });
      const admin = await ownerOf(client, receipt);
      const { taskId, procInsId, taskName } = admin.task;
      const action = { taskId, procInsId, taskName, comment: "同意", variables: {} };
      const lost = await lose(admin.client, "/task/complete", "drop-before", "complete", action);
      assert.equal(await admin.client.outbox.reconcile(lost), "not-found");
      await admin.client.outbox.discard(lost);
      const done = await lose(admin.client, "/task/complete", "drop-after", "complete", action);
      assert.equal(await admin.client.outbox.reconcile(done), "accepted");
      assert.deepEqual(await admin.client.outbox.pending(), []);
    });

    test("'no such task' after an unknown outcome is looked into, not shown", async () => {
      const client = person("jiaping");
      const processDefId = await repair(client);
      const { receipt } = await client.center.start({ processDefId, variables: variables("c") });
      const admin = await ownerOf(client, receipt);
      const { taskId, procInsId } = admin.task;
      const action = { taskId, procInsId, comment: "同意", variables: {} };
      const key = await lose(admin.client, "/task/complete", "drop-after", "complete", action);
      // The same key or the same content joins it; somebody who words it differently sends it.
      const again = await admin.client.center.complete({ ...action, comment: "同意，请处理" });
      assert.deepEqual([again.outcome, again.receipt], ["accepted", { taskIds: [], procInsId }]);
      assert.deepEqual(await admin.client.outbox.pending(), [], `${key} is settled, too`);
      // Who never had the task is told.
      await assert.rejects(client.center.complete({ ...action, taskId: "no-such-task" }), { serverMessage: /任务不存在/ });
    });

    test("a task that was given to somebody else is told by the process's history", async () => {
      const client = person("jiaping");
      const processDefId = await repair(client);
      const { receipt } = await client.center.start({ processDefId, variables: variables("d") });
      const admin = await ownerOf(client, receipt);
      const { taskId, procInsId } = admin.task;
      const key = await lose(admin.client, "/task/transfer", "drop-after", "transfer", { taskId, procInsId, userId: CHENWEI, comment: "转办" });
      assert.equal(await admin.client.outbox.reconcile(key), "accepted");
    });

    /** Who has the task that a start led to. */
    async function ownerOf(starter, receipt) {
      // One kind of server does not say what it started.
      const procInsId = receipt.procInsId || (await starter.center.own()).rows[0].procInsId;
      for (const { username } of await sandbox.get("center/users")) {
        const client = person(username);
        const rows = await client.center.todo({ pageSize: 100 }).toArray({ limit: 1000 });
        const task = rows.find((row) => row.procInsId === procInsId);
        if (task) return { client, task };
      }
      return assert.fail("nobody has the task");
    }
  });
}
