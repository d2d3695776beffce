// client.center through the package, against the sandbox as each of the three kinds of server, with the very same options.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { Form, WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

const REPAIR = "Process_1741923584470:1:127026d3-00ac-11f0-8c7a-ba0a22df0408";
const CHENWEI = "d17f3b60-2a94-4c1b-b6d8-0e5a9c738f41";

for (const dialect of ["document", "vlstream", "ruoyi"]) {
  describe(dialect, () => {
    let sandbox;
    before(async () => {
      sandbox = await startSandbox("--dialect", dialect);
    });
    after(() => sandbox && sandbox.stop());

    /** One person's client, and what it sent. */
    function person(username, more) {
      const sent = [];
      const client = new WorkOrderClient({
        center: {
          baseUrl: sandbox.url,
          requestType: "app",
          appId: "12345678",
          secretKey: "123456",
          accessToken: async () => (await sandbox.operate("center/login", { username })).accessToken,
          ...more,
        },
        locale: "en",
        on: { request: ({ method, url }) => sent.push(`${method} ${new URL(url).pathname}`) },
      });
      return { center: client.center, client, sent };
    }

    /** The task of this process that waits for someone. */
    async function task({ center }, procInsId) {
      const rows = await center.todo({ pageSize: 100 }).toArray({ limit: 1000 });
      return rows.find((row) => row.procInsId === procInsId);
    }

    async function complete(who, procInsId, comment) {
      const { taskId } = await task(who, procInsId);
      const done = await who.center.complete({ taskId, procInsId, comment });
      assert.equal(done.outcome, "accepted");
      assert.equal(done.receipt.procInsId, procInsId);
      return done.receipt;
    }

    /** The process that was just started: one kind of server does not say which. */
    async function started({ center }, receipt) {
      if (receipt.procInsId) return receipt.procInsId;
      return (await center.own({ pageSize: 1 })).rows[0].procInsId;
    }

    test("a repair is started, delegated, sent back, and finished", async () => {
      const [jiaping, lihua, chenwei] = [person("jiaping"), person("lihua"), person("chenwei")];
      const sent = await jiaping.center.start({ processDefId: REPAIR, variables: { textarea79127: "阀门渗水" } });
      assert.equal(sent.outcome, "accepted");
      assert.ok(Array.isArray(sent.receipt.taskIds));
      const procInsId = await started(jiaping, sent.receipt);
      assert.equal((await task(jiaping, procInsId)).processStatus, "running");
      await complete(jiaping, procInsId, "请李华处理");

      const { taskId } = await task(lihua, procInsId);
      const delegated = await lihua.center.delegate({ taskId, userId: CHENWEI, comment: "请代为查看" });
      assert.equal(delegated.outcome, "accepted");
      await complete(chenwei, procInsId, "阀门损坏");
      assert.equal((await task(lihua, procInsId)).taskId, taskId, "a delegate's completion gives the task back");
      await complete(lihua, procInsId, "已更换阀门");

      const last = await task(jiaping, procInsId);
      const targets = await jiaping.center.returnTargets(last.taskId);
      assert.deepEqual(targets.map((target) => target.name), ["现场处理", "派单受理"]);
      await jiaping.center.returnTask({ taskId: last.taskId, targetKey: targets[0].id, comment: "仍有渗水" });
      await complete(lihua, procInsId, "重新密封");
      await complete(jiaping, procInsId, "验收通过");

      const own = await jiaping.center.own({ pageSize: 5 });
      const row = own.rows.find((row) => row.procInsId === procInsId);
      assert.deepEqual([row.processStatus, row.state, typeof row.createTimeMs], ["completed", "completed", "number"]);
      const mine = await jiaping.center.finished({ pageSize: 50 }).toArray({ limit: 1000 });
      assert.equal(mine.filter((row) => row.procInsId === procInsId).length, 3, "dispatched, sent back, accepted");
      const { historyProcNodeList, bpmnXml } = await jiaping.center.detail(procInsId);
      const actions = historyProcNodeList.flatMap((node) => node.commentList.map((comment) => comment.action));
      const done = (count, action) => new Array(count).fill(action);
      // What a delegate completes is said under "delegated", too.
      assert.deepEqual(actions.sort(), [...done(4, "completed"), ...done(2, "delegated"), "returned"]);
      assert.ok(historyProcNodeList.every((node) => typeof node.durationMs === "number"));
      assert.match(bpmnXml, /^<\?xml/);
      const writes = await sandbox.get("center/executions");
      assert.ok(writes.every((write) => write.count === 1), "nothing was carried out twice");
    });

    test("what was found out about the server is not asked again", async () => {
      const { center, sent } = person("jiaping");
      const start = () => center.start({ processDefId: REPAIR, variables: {} });
      await start();
      const first = sent.splice(0).length;
      await start();
      assert.equal(sent.length, 1);
      assert.equal(first, { document: 1, vlstream: 2, ruoyi: 4 }[dialect], "a missing route each, and Authorization's other form");
    });

    test("lists end where they end", async () => {
      const { center } = person("jiaping");
      await sandbox.operate("center/seed", { username: "jiaping", count: 25 });
      const page = await center.own({ pageSize: 10 });
      assert.deepEqual([page.rows.length, page.page, page.size, page.hasNext], [10, 1, 10, true]);
      const all = await center.own({ pageSize: 10 }).toArray({ limit: 10_000 });
      assert.equal(new Set(all.map((row) => row.procInsId)).size, all.length);
      const whole = await center.own({ pageSize: 1000 });
      assert.equal(all.length, whole.rows.length);
      const past = await center.own({ pageNum: 900, pageSize: 10 });
      assert.deepEqual([past.rows, past.hasNext], [[], false]);
      const none = await center.todo({ processName: "没有这个流程" });
      assert.deepEqual([none.rows, none.total, none.hasNext], [[], 0, false]);
      for (const list of ["processes", "claimList", "copyList", "finished"]) {
        assert.ok(Array.isArray((await center[list]()).rows), list);
      }
    });

    test("a form, its types, and the variables of a process", async () => {
      const { center } = person("jiaping");
      const [process] = (await center.processes({ processKey: "Process_1741923584470" })).rows;
      assert.deepEqual([process.version, process.suspended, process.deploymentTimeMs], [1, false, 1741934556000]);
      assert.equal(String(process.formId), "1900116033445474306", "all 19 digits");
      const form = await center.form({ definitionId: process.definitionId, deployId: process.deploymentId });
      assert.equal(typeof form, "object");
      const sent = await center.start({ processDefId: REPAIR, variables: { input58922: "x", big: 1965951881494065154n } });
      const procInsId = await started({ center }, sent.receipt);
      const variables = await center.processVariables((await task({ center }, procInsId)).taskId);
      assert.deepEqual([variables.input58922, String(variables.big)], ["x", "1965951881494065154"]);
      if (dialect === "ruoyi") {
        const lacking = await center.appTypes().catch((error) => error);
        assert.deepEqual([lacking.kind, lacking.executed, lacking.status], ["http", "no", 404]);
        return;
      }
      assert.equal((await center.appTypes())[0].origin, "selected");
      assert.equal((await center.synthesisTypes())[0].childFlag, true);
      const order = await center.createOrder({ title: "漏水", processKey: "Process_1741923584470", workorderId: "1900115540270891009" });
      assert.equal(order.outcome, "accepted");
      assert.equal(order.receipt.taskIds.length, 1);
    });

    test("a task's own form, and the start's as it was filled in, whether a list is around them or not", async () => {
      const [jiaping, lihua] = [person("jiaping"), person("lihua")];
      const sent = await jiaping.center.start({ processDefId: REPAIR, variables: { textarea79127: "渗水" } });
      const procInsId = await started(jiaping, sent.receipt);
      await complete(jiaping, procInsId, "请李华处理");
      const { taskId } = await task(lihua, procInsId);
      const { taskFormData, processFormList } = await lihua.center.detail(procInsId, { taskId });
      const form = Form.fromServer(taskFormData);
      assert.equal(form.fields[0].name, "result");
      assert.equal(Form.fromServer(processFormList).defaults().textarea79127, "渗水");
      const done = { taskId, procInsId, comment: "好", variables: { ...form.defaults(), result: 7 } };
      await assert.rejects(lihua.center.complete(done, { form }), { kind: "validation" });
    });

    test("a task is deleted, a process stopped, refused, taken back", async () => {
      const who = person("jiaping");
      const begin = async () => started(who, (await who.center.start({ processDefId: REPAIR, variables: {} })).receipt);
      const state = async (procInsId) =>
        (await who.center.own({ pageSize: 10 })).rows.find((row) => row.procInsId === procInsId).state;
      const [stopped, refused, deleted, revoked] = [await begin(), await begin(), await begin(), await begin()];
      await who.center.stopProcess({ procInsId: stopped });
      await who.center.reject({ taskId: (await task(who, refused)).taskId, procInsId: refused, comment: "不属本部门" });
      await who.center.deleteTask({ taskId: (await task(who, deleted)).taskId });
      await complete(who, revoked, "好");
      assert.equal((await who.center.revoke({ procInsId: revoked })).outcome, "accepted");
      assert.ok(await task(who, revoked));
      assert.deepEqual(
        [await state(stopped), await state(refused), await state(deleted), await state(revoked)],
        ["canceled", "terminated", "canceled", "running"],
      );
    });

    test("refusals say what to do, and unsure outcomes are no exceptions", async () => {
      const who = person("jiaping");
      const gone = await who.center.complete({ taskId: "no-such-task", procInsId: "x", comment: "x" }).catch((error) => error);
      assert.deepEqual([gone.kind, gone.executed, gone.code, gone.serverMessage], ["service", "no", 500, "任务不存在"]);
      assert.match(gone.message, /look in the finished list/);
      const slip = await who.center.delegate({ taskid: "1", userId: "" }).catch((error) => error);
      assert.deepEqual(slip.issues.map((issue) => issue.rule), ["required", "required", "unknown"]);
      assert.match(slip.issues[2].message, /did you mean taskId\?/);
      const executed = async () => (await sandbox.get("center/executions")).reduce((sum, write) => sum + write.count, 0);
      await who.center.start({ processDefId: REPAIR, variables: {} });
      const before = await executed();
      await sandbox.fault({ route: "/workflow/process/start", kind: "drop-after" });
      const unsure = await who.center.start({ processDefId: REPAIR, variables: { once: 1 } }, { key: "k1" });
      await sandbox.clearFaults();
      assert.deepEqual([unsure.outcome, unsure.key, unsure.error.executed], ["unknown", "k1", "unknown"]);
      assert.equal(await executed(), before + 1, "sent once, and never again by itself");
    });

    test("a back end calls as a service", async () => {
      // RuoYi-Flowable knows no other header than Authorization, which the document does not have for services.
      const service = { requestType: "service", appId: undefined, serverId: "12345678", bearer: dialect === "ruoyi" || undefined };
      const { rows } = await person("jiaping", service).center.own();
      assert.ok(rows.length > 0);
    });

    test("a token that ends is asked for again, once", async () => {
      let asked = 0;
      const accessToken = async () => {
        asked += 1;
        return (await sandbox.operate("center/login", { username: "jiaping" })).accessToken;
      };
      const { center } = person("jiaping", { accessToken });
      await center.own();
      const before = asked;
      await sandbox.operate("center/tokens/expire", { username: "jiaping" });
      await Promise.all([center.own(), center.todo(), center.finished()]);
      assert.equal(asked, before + 1);
      const stale = person("jiaping", { accessToken: "worn-out" });
      const refused = await stale.center.own().catch((error) => error);
      const code = { document: 4004, vlstream: 4004, ruoyi: 401 }[dialect];
      assert.deepEqual([refused.kind, refused.executed, refused.operation, refused.code], ["auth", "no", "own", code]);
    });
  });
}

test("options that cannot work are named, all of them", async () => {
  const client = new WorkOrderClient({ locale: "en", center: { baseUrl: "h", requestType: "app", appId: "应用" } });
  const error = await client.ready().catch((error) => error);
  assert.deepEqual([error.kind, error.service], ["config", "center"]);
  assert.deepEqual(error.issues.map((issue) => issue.path.join(".")), ["center.baseUrl", "center.appId", "center.accessToken"]);
  assert.throws(() => client.panda, /without panda/);
});

test("each state and opinion has its word beside it, and a new one none", async () => {
  const row = (processStatus, i) => ({
    processStatus, comment: { type: String(i) }, commentList: [1, 2, 3, 4, 5, 6, 7, 8].map((type) => ({ type: String(type) })),
  });
  const rows = ["running", "terminated", "completed", "canceled", "null", "paused", null].map(row);
  const fetch = async () => new Response(JSON.stringify({ code: 200, rows, total: rows.length }));
  const { center } = new WorkOrderClient({ fetch, center: { baseUrl: "http://h", requestType: "app", accessToken: "t" } });
  const got = (await center.todo()).rows;
  assert.deepEqual(got.map(({ processStatus, state }) => [processStatus, state]), [
    ["running", "running"], ["terminated", "terminated"], ["completed", "completed"], ["canceled", "canceled"], ["null", "unknown"],
    ["paused", null], [null, null],
  ]);
  assert.deepEqual(got.slice(0, 4).map(({ comment }) => comment.action), ["normal", "returned", "rejected", null]);
  assert.deepEqual(
    got[0].commentList.map(({ action }) => action),
    ["completed", "returned", "rejected", "delegated", "transferred", "stopped", "revoked", null],
  );
});

test("the document's rows, as an app gets them", async () => {
  const golden = (name) => readFileSync(new URL(`../golden/center/${name}.response.json`, import.meta.url), "utf8");
  const samples = { "app-list": "appTypes", "synthesis-list": "synthesisTypes", list: "processes", ownList: "own", todoList: "todo", finishedList: "finished" };
  const fetch = async (address) => {
    const route = Object.keys(samples).find((name) => new URL(address).pathname.endsWith(`/${name.replace("-", "/")}`));
    return new Response(golden(route));
  };
  const { center } = new WorkOrderClient({ fetch, center: { baseUrl: "http://h", requestType: "app", accessToken: "t" } });
  for (const [name, method] of Object.entries(samples)) {
    const { rows, data } = JSON.parse(golden(name));
    const got = await center[method]();
    const row = rows ? got.rows[0] : got[0];
    const [sample] = rows || data;
    for (const [key, value] of Object.entries(sample)) assert.deepEqual(row[key], key === "commentList" ? [] : value, `${name}: ${key}`);
    const own = Object.keys(row).filter((key) => !(key in sample));
    const added = {
      processes: ["deploymentTimeMs"],
      appTypes: ["origin"],
      synthesisTypes: [],
    }[method] || ["durationMs", "createTimeMs", "finishTimeMs", "state", "proInsCreateTimeMs"];
    assert.deepEqual(own.filter((key) => key !== "procDefKey"), added, name);
  }
  const [row] = (await center.finished()).rows;
  assert.equal(row.durationMs, ((24 + 5) * 3600 + 8 * 60 + 42) * 1000);
  assert.equal(row.finishTimeMs - row.createTimeMs, row.durationMs, "the document's own numbers agree");
  assert.equal(row.createTimeMs, Date.parse("2024-04-26T12:47:11+08:00"));
});

test("accessToken's function may say when its token ends: another is asked for ahead of that, and only then", async (t) => {
  let later = 0;
  const { now } = Date;
  t.mock.method(Date, "now", () => now() + later);
  /** `2024-02-29 11:12:52`, in eight hours' difference. */
  const inSeconds = (seconds) => new Date(Date.now() + 8 * 3_600_000 + seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
  const asked = async (accessToken) => {
    const sent = [];
    let count = 0;
    later = 0;
    const client = new WorkOrderClient({
      center: { baseUrl: "http://127.0.0.1:9", requestType: "app", accessToken: async () => accessToken(`token-${(count += 1)}`) },
      fetch: async (_, { headers }) => {
        sent.push(headers.get("Authorization"));
        return new Response(JSON.stringify({ code: 200, rows: [], total: 0 }));
      },
    });
    for (let i = 0; i < 3; i++) {
      await client.center.todo();
      later = 40_000;
    }
    return sent.map((token) => /token-./.exec(token)[0]).join(" ");
  };
  assert.equal(await asked((token) => token), "token-1 token-1 token-1");
  assert.equal(await asked((token) => ({ token })), "token-1 token-1 token-1");
  assert.equal(await asked((token) => ({ token, expirationTime: inSeconds(3600), scope: "all" })), "token-1 token-1 token-1");
  // In the background: what is there still serves.
  assert.equal(await asked((token) => ({ token, expirationTime: inSeconds(60) })), "token-1 token-1 token-2");
});
