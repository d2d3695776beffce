// Following an order to its end, against the sandbox: changes only, through an outage and an expired token.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.clearFaults());
after(() => sandbox.stop());

const FAST = { minMs: 500, maxMs: 700 };

function connect() {
  const requests = [];
  const client = new WorkOrderClient({
    panda: {
      baseUrl: sandbox.url, project: "demo", userId: 42,
      credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
    },
    center: {
      baseUrl: sandbox.url, requestType: "app", appId: "12345678", secretKey: "123456",
      accessToken: async () => (await sandbox.operate("center/login", { username: "jiaping" })).accessToken,
    },
    locale: "en",
    retry: false,
    on: { request: ({ operation }) => requests.push(operation) },
  });
  return { ...client, panda: client.panda, center: client.center, requests };
}

async function report(panda) {
  const { receipt } = await panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: `T${Math.random()}` } }] });
  return receipt[0].caseNo;
}

test("a case is followed through an expired token and an outage to its end", async () => {
  const { panda, requests } = connect();
  const caseNo = await report(panda);
  const updates = [];
  for await (const update of panda.track(caseNo, FAST)) {
    updates.push(update);
    if (updates.length === 1) {
      await sandbox.operate("panda/tokens/expire");
      await sandbox.fault({ route: "GetCaseOverviewBoxDetails", kind: "status", times: 2 });
      await sandbox.operate(`panda/cases/${caseNo}/advance`, { opinion: "已派工" });
    } else if (!update.final) {
      await sandbox.operate(`panda/cases/${caseNo}/advance`);
    }
    assert.ok(updates.length < 12);
  }
  const [first, second] = updates;
  assert.deepEqual([first.state, first.final, first.details.caseItem.caseNo], ["processing", false, caseNo]);
  assert.ok(first.changes.includes("state") && first.changes.includes("log"), first.changes.join());
  assert.ok(second.changes.includes("activeName") && second.changes.includes("log") && !second.changes.includes("caseNo"), second.changes.join());
  assert.ok(second.log.length > first.log.length && second.at > first.at);
  assert.deepEqual([updates.at(-1).state, updates.at(-1).final], ["finished", true]);
  assert.equal(requests.filter((name) => name === "signIn").length, 2);
});

test("nothing new is not told; it ends by `until`, by a signal, and by leaving the loop", async () => {
  const { panda, requests } = connect();
  const caseNo = await report(panda);
  const seen = [];
  for await (const { state } of panda.track(caseNo, { ...FAST, signal: AbortSignal.timeout(2500) })) seen.push(state);
  assert.deepEqual(seen, ["processing"]);
  const asked = requests.filter((name) => name === "caseDetails").length;
  assert.ok(asked >= 3 && asked <= 6, `${asked} questions in 2.5 s`);
  assert.ok(requests.filter((name) => name === "processLog").length < asked, "the log is asked more rarely");
  let untils = 0;
  for await (const { final } of panda.track(caseNo, { ...FAST, until: () => true })) {
    assert.equal(final, false);
    untils += 1;
  }
  assert.equal(untils, 1);
  for await (const _ of panda.track(caseNo, FAST)) break;
  const before = requests.length;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  assert.equal(requests.length, before, "nobody asks any more");
});

test("what is not there is an error", async () => {
  const { panda } = connect();
  await assert.rejects(async () => {
    for await (const _ of panda.track("no-such-case", FAST)) assert.fail("it has a state");
  }, { name: "WorkOrderError", kind: "service" });
});

test("a process is followed from its start to its cancellation", async () => {
  const { center } = connect();
  let processDefId;
  for await (const process of center.processes()) if (process.processName === "设施报修工单") processDefId = process.definitionId;
  const { receipt } = await center.start({ processDefId, variables: {} });
  const states = [];
  for await (const { state, final, changes, details } of center.track(receipt.procInsId, { ...FAST, signal: AbortSignal.timeout(8000) })) {
    states.push([state, final]);
    assert.ok(details.historyProcNodeList.length > 0);
    if (states.length === 1) await center.stopProcess({ procInsId: receipt.procInsId, comment: "不用了" });
    else assert.ok(changes.includes("state"), changes.join());
    assert.ok(states.length < 4);
  }
  assert.deepEqual(states, [["running", false], ["canceled", true]]);
});
