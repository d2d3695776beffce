// The page that asks for a sign-in (panda.txt §3), whose status nobody knows, against the sandbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

for (const unauthorizedStatus of [200, 401, 403, 404, 500, 503]) {
  test(`with status ${unauthorizedStatus} it brings a fresh token, and the submission is carried out once`, async () => {
    await sandbox.operate("settings", { unauthorizedStatus });
    const answers = [];
    const client = new WorkOrderClient({
      storage: "memory",
      panda: {
        baseUrl: sandbox.url, project: "demo", userId: 42,
        credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
      },
      on: { response: ({ operation, status }) => answers.push(`${operation} ${status}`) },
    });
    await client.panda.signIn();
    await sandbox.operate("panda/tokens/expire");
    const sent = await client.panda.submit({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: `xx${unauthorizedStatus}` } }] });
    assert.equal(sent.outcome, "accepted");
    assert.deepEqual(answers, ["signIn 200", `submit ${unauthorizedStatus}`, "signIn 200", "submit 200"]);
    const executed = await sandbox.get("executions");
    assert.deepEqual(executed.filter(({ receipts }) => JSON.stringify(receipts).includes(sent.receipt[0].caseNo)).map(({ count }) => count), [1]);
  });
}

test("a page that says nothing of the sort is told as a page: some proxy sends an app's start for every address", async () => {
  const asked = [];
  const fetch = async (address) => {
    asked.push(new URL(address).pathname);
    return new Response("<!doctype html><html><title>登录</title><div id=app></div></html>", { headers: { "content-type": "text/html" } });
  };
  const client = new WorkOrderClient({
    fetch,
    locale: "en",
    panda: { baseUrl: "http://h", project: "demo", userId: 42, token: async () => "t" },
    center: { baseUrl: "http://h", requestType: "app", accessToken: async () => "t" },
  });
  for (const [call, attempts] of [[() => client.panda.cases(), 2], [() => client.center.todo(), 1]]) {
    const error = await call().catch((error) => error);
    assert.deepEqual([error.kind, error.executed, error.attempts], ["decode", "no", attempts]);
    assert.match(error.message, /page instead of data; check baseUrl and any proxy/);
  }
  assert.equal(asked.length, 3, "panda's may be its own: asked once more with a fresh token");
});
