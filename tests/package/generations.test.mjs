// panda's two generations, against the sandbox as each: an app gets the very same objects.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Form, WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** What `ask` gives from each generation, and what was not as the tables say. */
async function both(ask) {
  const given = [];
  for (const earlier of [false, true]) {
    await sandbox.operate("settings", { earlier });
    const deviations = [];
    const client = new WorkOrderClient({
      storage: "memory",
      panda: {
        baseUrl: sandbox.url, project: "demo", userId: 42,
        credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
      },
      on: { response: ({ deviations: found }) => deviations.push(...(found || [])) },
    });
    given.push(await ask(client.panda));
    assert.deepEqual(deviations, []);
  }
  return given;
}

/** What has passed since, the server counts anew each time. */
function whatStays(key, value) {
  return key === "overtTimeInfoShort" || key === "timeConsuming" ? null : value;
}

const QUESTIONS = {
  "event types": (panda) => panda.eventTypes(),
  cases: (panda) => panda.cases({ pageSize: 50 }),
  "no cases": (panda) => panda.cases({ eventInfo: "绝没有这样的工单" }),
  "a case's details": (panda) => panda.caseDetails("CCSS-2023-0000021"),
  "a case's form": async (panda) => Form.fromServer(await panda.caseDetails("CCSS-2023-0000021")).fields,
  "the process log": (panda) => panda.processLog("CCSS-2023-0000021"),
};

for (const [name, ask] of Object.entries(QUESTIONS)) {
  test(`${name}: the same from both`, async () => {
    const [now, then] = (await both(ask)).map((given) => JSON.stringify(given, whatStays, 1));
    assert.equal(then, now);
  });
}

test("a submission is receipted by both", async () => {
  const order = { eventName: "用水户开阀", flows: [{ bizData: { 用户编号: "xx0021" } }] };
  for (const sent of await both((panda) => panda.submit(order))) {
    assert.equal(sent.outcome, "accepted");
    assert.deepEqual(Object.keys(sent.receipt[0]), ["eventCode", "caseNo"]);
    assert.match(sent.receipt[0].caseNo, /^FMZT\d{8}$/);
  }
});
