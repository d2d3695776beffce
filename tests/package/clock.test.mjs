// What a client makes of a server whose clock is an hour off, against the sandbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox("--token-seconds", "4");
});
after(() => sandbox.stop());

for (const [which, skewSeconds] of [["ahead", 3600], ["behind", -3600]]) {
  test(`the end of the very first token is known by the server's clock, which is ${which}`, async () => {
    await sandbox.operate("settings", { skewSeconds });
    const answers = [];
    const client = new WorkOrderClient({
      storage: "memory",
      panda: {
        baseUrl: sandbox.url, project: "demo", userId: 42,
        credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
      },
      on: { response: ({ operation, status }) => answers.push(`${operation} ${status}`) },
    });
    await client.panda.eventTypes();
    await pause(6000);
    await client.panda.eventTypes();
    assert.deepEqual(answers, ["signIn 200", "eventTypes 200", "signIn 200", "eventTypes 200"], "no token was used past its end");
  });
}
