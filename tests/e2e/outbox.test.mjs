// The outbox in a real browser: two tabs, reloads, crashes, no network; and that it keeps no secret.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { startSandbox } from "./support/sandbox.mjs";

const SUBMIT = "PostFlowNodeData";
const SECRETS = ["1vOkb5Ps4XfitL6G", "token-jiaping", "token-admin"];
const on = {};

before(async () => {
  on.sandbox = await startSandbox();
  on.browser = await launch();
});
beforeEach(async () => {
  on.view = await open(on.browser, { expectHttpErrors: true });
  on.said = [];
  on.view.context.on("console", (message) => on.said.push(message.text()));
  // A page of its own under the sandbox's origin and its Content-Security-Policy: nothing but the package.
  await on.view.context.route("**/blank.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>outbox</title>" }));
});
afterEach(async () => {
  await on.sandbox.clearFaults();
  await on.view.context.setOffline(false);
  await assertNoSecrets();
  await on.view.close();
});
after(async () => {
  await on.browser?.close();
  await on.sandbox?.stop();
});

/** A tab with a client as `globalThis.client`, and what it reports in `globalThis.events`. */
async function tab(more = {}) {
  const page = await on.view.context.newPage();
  await load(page, more);
  return page;
}

async function load(page, more = {}) {
  await page.goto(`${on.sandbox.url}blank.html`);
  await page.evaluate(async ({ url, more }) => {
    const { WorkOrderClient } = await import(`${url}pkg/index.js`);
    const events = (globalThis.events = []);
    const hear = (name) => (event) => events.push({ name, ...event });
    globalThis.client = new WorkOrderClient({
      panda: { baseUrl: url, project: "demo", userId: 42, credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" } },
      locale: "en",
      on: Object.fromEntries(["request", "response", "retry", "token", "settled", "duplicate"].map((name) => [name, hear(name)])),
      ...more,
    });
    globalThis.order = (number) => ({ eventName: "用水户开阀", flows: [{ bizData: { 用户编号: number, 阀门当前状态: "开启" } }] });
    // What an app would see of an error, all of it.
    globalThis.settle = (promise) => promise.then(
      (value) => JSON.parse(JSON.stringify(value)),
      (error) => ({ thrown: JSON.parse(JSON.stringify(error)), cause: String(error.cause), stack: error.stack }),
    );
    await globalThis.client.ready();
  }, { url: on.sandbox.url, more });
}

const submit = (page, number, options) =>
  page.evaluate(({ number, options }) => globalThis.settle(globalThis.client.panda.submit(globalThis.order(number), options)), { number, options });
const pending = (page) => page.evaluate(() => globalThis.client.outbox.pending());

async function executed() {
  const all = await on.sandbox.get("executions");
  return all.reduce((sum, one) => sum + one.count, 0);
}

/** Waits for `read` to give what `wanted` accepts. */
async function until(read, wanted, what) {
  let seen;
  for (let i = 0; i < 150; i++) {
    seen = await read();
    if (wanted(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`${what}: ${JSON.stringify(seen)}`);
}
const settled = (page) => until(() => pending(page), (entries) => entries.length === 0, "still pending");

/** Everything that a page leaves behind or tells, but for the token in sessionStorage. */
async function assertNoSecrets() {
  let looked = 0;
  for (const page of on.view.context.pages()) {
    if (!page.url().includes("blank.html")) continue;
    looked += 1;
    const { kept, tokens } = await page.evaluate(async () => {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open("work-order-client");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const entries = database.objectStoreNames.length === 0 ? [] : await new Promise((resolve) => {
        database.transaction("outbox").objectStore("outbox").getAll().onsuccess = ({ target }) => resolve(target.result);
      });
      database.close();
      // What is sent lies there as bytes.
      const utf8 = new TextDecoder("utf-8", { fatal: true });
      for (const record of entries) record.bodies = record.bodies.map((body) => utf8.decode(body));
      const session = Object.entries({ ...sessionStorage });
      const isToken = ([key]) => key.startsWith("work-order-client:token:");
      return {
        tokens: session.filter(isToken).map(([, value]) => JSON.parse(value)[0]),
        kept: JSON.stringify([
          entries, session.filter((entry) => !isToken(entry)), { ...localStorage }, document.cookie, location.href, globalThis.events,
          globalThis.results,
        ]),
      };
    });
    for (const secret of [...SECRETS, ...tokens]) {
      assert.ok(!kept.includes(secret), `a secret was kept or told: ${secret.slice(0, 6)}…`);
      assert.ok(!on.said.join("\n").includes(secret), "a secret in the console");
    }
  }
  assert.ok(looked > 0);
}

test("two tabs that submit the same at once send it once, and both get the receipt", async () => {
  const [a, b] = [await tab(), await tab()];
  const before = await executed();
  await on.sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 1500 });
  const first = submit(a, "two tabs", { key: "tabs" });
  await until(() => pending(b), (entries) => entries[0]?.state === "sending", "the other tab sees it");
  const both = await Promise.all([first, submit(b, "two tabs", { key: "tabs" }), submit(b, "two tabs")]);
  assert.deepEqual(both.map(({ outcome, key }) => [outcome, key]), Array(3).fill(["accepted", "tabs"]));
  assert.equal(new Set(both.map(({ receipt }) => receipt[0].caseNo)).size, 1);
  assert.equal(await executed(), before + 1);
  await settled(a);
});

test("a tab whose engine never says who holds which lock gets the other one's receipt all the same", async () => {
  const [a, b] = [await tab(), await tab()];
  await b.evaluate(() => {
    navigator.locks.query = () => new Promise(() => {});
  });
  await on.sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 3000 });
  const first = submit(a, "silent locks", { key: "silent" });
  await until(() => pending(b), (entries) => entries[0]?.state === "sending", "the other tab sees it");
  const both = await Promise.all([first, submit(b, "silent locks", { key: "silent" })]);
  assert.deepEqual(both.map(({ outcome, key }) => [outcome, key]), Array(2).fill(["accepted", "silent"]));
});

test("a tab is told of what the other one does", async () => {
  const [a, b] = [await tab(), await tab()];
  await b.evaluate(() => {
    globalThis.seen = [];
    globalThis.client.outbox.subscribe((entries) => globalThis.seen.push(entries.map(({ state }) => state).join()));
  });
  await on.sandbox.fault({ route: SUBMIT, kind: "truncate" });
  assert.equal((await submit(a, "told", { key: "told" })).outcome, "unknown");
  await until(() => b.evaluate(() => globalThis.seen), (seen) => seen.at(-1) === "unknown", "told of the outcome");
  await b.evaluate(() => globalThis.client.outbox.discard("told"));
  assert.deepEqual(await pending(a), []);
});

test("a tab that is closed while it sends leaves an unknown outcome to the other one, whose waiter learns it", async () => {
  const [a, b] = [await tab(), await tab()];
  const before = await executed();
  await on.sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 8000 });
  submit(a, "closed", { key: "closed", keyField: "用户地址" }).catch(() => {});
  await until(() => pending(b), (entries) => entries[0]?.state === "sending", "it is under way");
  const waiting = submit(b, "closed", { key: "closed", keyField: "用户地址" });
  await until(executed, (count) => count === before + 1, "it has arrived");
  await a.close();
  const seen = await waiting;
  assert.deepEqual([seen.outcome, seen.key, seen.error.executed], ["unknown", "closed", "unknown"]);
  assert.equal((await pending(b))[0].state, "unknown");
  assert.equal(await b.evaluate(() => globalThis.client.outbox.reconcile("closed")), "accepted");
  assert.deepEqual(await pending(b), []);
  assert.equal(await executed(), before + 1);
});

test("a page that is reloaded while it sends knows that the outcome is unknown; one that had sent nothing sends it then", async () => {
  const page = await tab();
  const before = await executed();
  await on.sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 5000 });
  submit(page, "reloaded while sending", { key: "sending" }).catch(() => {});
  await until(executed, (count) => count === before + 1, "it has arrived");
  await load(page);
  const [entry] = await until(() => pending(page), ([entry]) => entry?.state === "unknown", "known to be unknown");
  assert.deepEqual([entry.key, entry.attempts, entry.error.kind], ["sending", 1, "aborted"]);
  assert.equal(await page.evaluate(() => globalThis.client.outbox.reconcile("sending")), "accepted");

  await page.evaluate(() => globalThis.client.signOut());
  await on.sandbox.fault({ route: "GenerateToken", kind: "delay", delayMs: 5000 });
  submit(page, "reloaded before sending", { key: "queued" }).catch(() => {});
  await until(() => pending(page), ([entry]) => entry?.state === "queued", "waits for a token");
  await load(page);
  await settled(page);
  assert.equal(await executed(), before + 2);
  const told = await page.evaluate(() => globalThis.events.filter(({ name }) => name === "settled"));
  assert.deepEqual(told.map(({ key, outcome, title }) => [key, outcome, title]), [["queued", "accepted", "用水户开阀"]]);
});

test("a renderer that crashes in the middle of it loses nothing", async () => {
  const page = await tab();
  const before = await executed();
  await on.sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 6000 });
  submit(page, "crashed", { key: "crashed", keyField: "用户地址" }).catch(() => {});
  await until(executed, (count) => count === before + 1, "it has arrived");
  const crashed = page.waitForEvent("crash");
  page.goto("chrome://crash").catch(() => {});
  await crashed;
  const next = await tab();
  await until(() => pending(next), ([entry]) => entry?.state === "unknown", "known to be unknown");
  assert.equal(await next.evaluate(() => globalThis.client.outbox.reconcile("crashed")), "accepted");
  assert.equal(await executed(), before + 1);
  await page.close();
});

test("without a network an order waits in the queue, and is sent once when the network is back, by one of two tabs", async () => {
  const [a, b] = [await tab(), await tab()];
  const before = await executed();
  await on.view.context.setOffline(true);
  const sent = await submit(a, "offline", { key: "offline", queue: true });
  assert.deepEqual([sent.outcome, sent.error.kind, sent.error.executed], ["queued", "network", "no"]);
  assert.deepEqual((await pending(b)).map(({ state, attempts }) => [state, attempts]), [["queued", 0]]);
  await on.view.context.setOffline(false);
  await settled(b);
  assert.equal(await executed(), before + 1);
  await settled(a);
});

test("on a shared device nobody's token is sent with another one's submission", async () => {
  const { url } = on.sandbox;
  const as = (userId) => ({
    center: { baseUrl: url, requestType: "app", appId: "12345678", secretKey: "123456", accessToken: `token-${userId}`, userId },
  });
  const settledFor = (page) => page.evaluate(() => globalThis.events.filter(({ name }) => name === "settled").map(({ key }) => key));
  const first = await tab(as("jiaping"));
  await on.view.context.setOffline(true);
  const sent = await first.evaluate(() => globalThis.settle(globalThis.client.center.claim("no-such-task", { key: "mine", queue: true })));
  assert.equal(sent.outcome, "queued");
  await first.close();
  await on.view.context.setOffline(false);

  const next = await tab(as("admin"));
  assert.deepEqual(await pending(next), []);
  await submit(next, "as somebody else");
  assert.deepEqual(await settledFor(next), []);
  const back = await tab(as("jiaping"));
  await until(() => settledFor(back), (keys) => keys.length === 1, "sent by the one whose it is");
  assert.deepEqual(await settledFor(next), []);
});

test("what waits in the queue outlives its page, and a token that has expired", async () => {
  const page = await tab();
  const before = await executed();
  await page.evaluate(() => globalThis.client.panda.signIn());
  await on.view.context.setOffline(true);
  for (const number of ["1", "2", "3"]) assert.equal((await submit(page, `later ${number}`, { queue: true })).outcome, "queued");
  await page.close();
  await on.view.context.setOffline(false);
  await on.sandbox.operate("panda/tokens/expire");
  const next = await tab();
  await settled(next);
  assert.equal(await executed(), before + 3);
  const told = await next.evaluate(() => globalThis.events.filter(({ name }) => name === "settled").map(({ outcome }) => outcome));
  assert.deepEqual(told, ["accepted", "accepted", "accepted"]);
});

test("where there is no IndexedDB, the tab's sessionStorage keeps it through a reload", async () => {
  const page = await on.view.context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", { get: () => { throw new DOMException("denied", "SecurityError"); } });
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
    globalThis.BroadcastChannel = undefined;
  });
  await load(page);
  const before = await executed();
  await on.sandbox.fault({ route: SUBMIT, kind: "truncate" });
  assert.equal((await submit(page, "session", { key: "session" })).outcome, "unknown");
  await load(page);
  assert.deepEqual((await pending(page)).map(({ key, state }) => [key, state]), [["session", "unknown"]]);
  assert.equal(await page.evaluate(() => globalThis.client.outbox.reconcile("session")), "accepted");
  assert.equal(await executed(), before + 1);
  await page.close();
  await tab();
});

test("where the disk is full, an order is sent all the same, and known as long as the page is there", async () => {
  const page = await tab();
  const before = await executed();
  const cdp = await on.view.context.newCDPSession(page);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin: new URL(on.sandbox.url).origin, quotaSize: 1 });
  assert.equal((await submit(page, "full", { key: "full" })).outcome, "accepted");
  await on.sandbox.fault({ route: SUBMIT, kind: "cut" });
  assert.equal((await submit(page, "full, and cut", { key: "cut" })).outcome, "unknown");
  assert.deepEqual((await pending(page)).map(({ key, state }) => [key, state]), [["cut", "unknown"]]);
  assert.equal(await executed(), before + 2);
});

test("a client that is closed in the middle of a submission goes on to its end, once", async () => {
  const page = await tab();
  const before = await executed();
  const sent = await page.evaluate(async () => {
    // After it was stored, and before it leaves.
    const client = new globalThis.client.constructor({
      panda: { baseUrl: "/", project: "demo", userId: 42, credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" } },
      storage: "memory",
      fetch: (address, init) => {
        if (address.includes("GenerateToken")) client.close();
        return fetch(address, init);
      },
    });
    return globalThis.settle(client.panda.submit(globalThis.order("closed"), { key: "closed" }));
  });
  assert.equal(sent.outcome, "accepted");
  assert.equal(await executed(), before + 1);
  assert.deepEqual(await pending(page), []);
});

test("where there are no locks, a page counts as gone when its lease is over, long after its call", async () => {
  await on.view.context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  const [a, b] = [await tab(), await tab()];
  const before = await executed();
  await on.sandbox.fault({ route: SUBMIT, kind: "slow-answer", delayMs: 6000 });
  submit(a, "leased", { key: "leased" }).catch(() => {});
  await until(executed, (count) => count === before + 1, "it has arrived");
  await a.close();
  assert.equal((await pending(b))[0].state, "sending");
  await b.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 80_000;
  });
  assert.equal((await pending(b))[0].state, "unknown");
  await b.evaluate(() => globalThis.client.outbox.discard("leased"));
});

test("a server that does not allow the page's origin is told from one that is not there", async () => {
  await tab();
  // Browsers keep pages that came from nowhere, as blank.html does, from the machine's own addresses altogether.
  const page = await on.view.context.newPage();
  await page.goto(on.sandbox.url);
  const elsewhere = await startSandbox("--no-cors");
  const said = (baseUrl) => page.evaluate(async (baseUrl) => {
    const { WorkOrderClient } = await import("/pkg/index.js");
    const client = new WorkOrderClient({ panda: { baseUrl, project: "demo", userId: 1, token: () => "t" }, locale: "en", retry: false });
    const last = (await client.diagnose()).pop();
    return [last.check, last.ok, last.message];
  }, baseUrl);
  try {
    const cors = await said(elsewhere.url);
    assert.deepEqual(cors.slice(0, 2), ["cors", false]);
    assert.match(cors[2], /does not allow this page's origin/);
  } finally {
    await elsewhere.stop();
  }
  assert.deepEqual((await said(elsewhere.url)).slice(0, 2), ["reachable", false]);
});
