// What diagnose() says of services that work and of services that don't, against the sandbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WorkOrderClient } from "../../pkg/index.js";
import { startSandbox } from "../e2e/support/sandbox.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

const credentials = { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" };

/** `panda:network panda:… panda:token!`, and the last message of each service. */
async function said(options, more) {
  const client = new WorkOrderClient({ locale: "en", storage: "memory", ...options, ...more });
  const findings = await client.diagnose();
  for (const { message, ok, error, check } of findings) {
    assert.ok(message.length > 5, message);
    if (!ok && check !== "clock") assert.equal(error.name, "WorkOrderError");
  }
  const checks = (service) => findings.filter((finding) => finding.service === service).map(({ check, ok }) => check + (ok ? "" : "!")).join(" ");
  return { checks, findings, last: findings.at(-1) };
}

const panda = (more) => ({ panda: { baseUrl: sandbox.url, project: "demo", userId: 42, credentials, ...more } });

test("all is well with both services, and nothing was changed", async () => {
  const center = { baseUrl: sandbox.url, requestType: "app", appId: "12345678", secretKey: "123456", accessToken: "token-jiaping" };
  const { checks, findings } = await said({ ...panda(), center });
  const all = "network mixed-content reachable cors token route clock";
  assert.deepEqual([checks("panda"), checks("center")], [all, all]);
  assert.equal(typeof findings.find(({ check }) => check === "reachable").ms, "number");
  assert.ok(Math.abs(findings.find(({ check }) => check === "clock").skewMs) < 5000);
  assert.deepEqual(await sandbox.get("executions"), []);
});

test("a wrong password, a wrong project, nobody there", async () => {
  const password = await said(panda({ credentials: { ...credentials, password: "wrong-password" } }));
  assert.equal(password.checks("panda"), "network mixed-content reachable cors token!");
  assert.match(password.last.message, /sign-in was refused/);
  assert.ok(!JSON.stringify(password.findings).includes("wrong-password"));
  const project = await said(panda({ project: "no-such-project" }));
  assert.equal(project.checks("panda"), "network mixed-content reachable cors token route!");
  assert.match(project.last.message, /check .*project/);
  const nobody = await said(panda({ baseUrl: "http://127.0.0.1:9" }), { retry: false });
  assert.equal(nobody.checks("panda"), "network mixed-content reachable!");
});

test("a device whose clock is hours off is told so", async () => {
  const late = new Date(Date.now() + 3 * 3_600_000).toUTCString();
  const fetchLate = async (address, init) => {
    const answer = await fetch(address, init);
    return new Response(answer.body, { status: answer.status, headers: { ...Object.fromEntries(answer.headers), date: late } });
  };
  const { last } = await said(panda(), { fetch: fetchLate });
  assert.deepEqual([last.check, last.ok], ["clock", false]);
  assert.ok(Math.abs(last.skewMs - 3 * 3_600_000) < 60_000);
});

test("options that cannot work, and a signal, end it with an error", async () => {
  await assert.rejects(said(panda({ project: "" })), { kind: "config" });
  await assert.rejects(new WorkOrderClient(panda()).diagnose({ signal: AbortSignal.abort() }), { kind: "aborted" });
});
