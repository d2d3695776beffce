// What Chromium sends again by itself when a used connection breaks, counted at the server, and what a page is told of it.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { startSandbox } from "./support/sandbox.mjs";

const START = "Process_1741923584470:1:127026d3-00ac-11f0-8c7a-ba0a22df0408";
const on = {};

before(async () => {
  on.sandbox = await startSandbox();
  on.browser = await launch();
  on.view = await open(on.browser, { expectHttpErrors: true });
  await on.view.context.route("**/blank.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>resent</title>" }));
  await on.view.page.goto(`${on.sandbox.url}blank.html`);
  await on.view.page.evaluate(async (url) => {
    const { WorkOrderClient } = await import(`${url}pkg/index.js`);
    globalThis.client = new WorkOrderClient({
      center: { baseUrl: url, requestType: "app", appId: "12345678", secretKey: "123456", accessToken: "token-jiaping" },
      locale: "en", retry: { attempts: 1 },
    });
    globalThis.told = (promise) => promise.then(
      ({ outcome, error }) => [outcome, error ? error.executed : "yes", error && error.serverMessage],
      (error) => ["rejected", error.executed, error.serverMessage],
    );
  }, on.sandbox.url);
});
afterEach(() => on.sandbox.clearFaults());
after(async () => {
  await on.view?.close();
  await on.browser?.close();
  await on.sandbox?.stop();
});

/** A task that waits for the person of the page, as what completes it. */
async function task() {
  return on.view.page.evaluate(async (processDefId) => {
    const { receipt } = await globalThis.client.center.start({ processDefId, variables: { textarea79127: "again" } });
    return { taskId: receipt.taskIds[0], procInsId: receipt.procInsId, comment: "同意" };
  }, START);
}

/** Completes it on a connection that was used before and breaks as soon as the server has done it. */
async function complete(action) {
  await on.sandbox.fault({ route: "/task/complete", kind: "drop-after" });
  const fetches = [];
  const note = (request) => request.url().includes("/task/complete") && request.method() === "POST" && fetches.push(request);
  on.view.page.on("request", note);
  const told = await on.view.page.evaluate((action) => globalThis.told(globalThis.client.center.complete(action, { key: action.taskId })), action);
  on.view.page.off("request", note);
  const arrived = (await on.sandbox.get(`requests?key=${action.taskId}`)).map(({ fault, served, hungUp }) => [fault, served, hungUp]);
  return { told, fetches: fetches.length, arrived };
}

/** The page asked once; the server saw it twice: did it, and did not find the task any more. */
const TWICE = [["drop-after", [200, 0], true], [null, [200, 500], false]];

test("a task that the browser completed twice by itself is told as done", async () => {
  const { told, fetches, arrived } = await complete(await task());
  assert.deepEqual([fetches, arrived], [1, TWICE]);
  assert.deepEqual(told.slice(0, 2), ["accepted", "yes"]);
});

test("while the lists cannot be had, nobody knows; later they tell", async () => {
  const action = await task();
  await on.sandbox.fault({ route: "/workflow/process/", kind: "html-502", times: null, probability: 1 });
  const { told, fetches, arrived } = await complete(action);
  assert.deepEqual([fetches, arrived], [1, TWICE]);
  assert.deepEqual(told, ["unknown", "unknown", "任务不存在"]);
  await on.sandbox.clearFaults();
  const key = action.taskId;
  assert.deepEqual(await on.view.page.evaluate(async () => (await globalThis.client.outbox.pending()).map(({ key, state }) => [key, state])), [[key, "unknown"]]);
  assert.equal(await on.view.page.evaluate((key) => globalThis.client.outbox.reconcile(key), key), "accepted");
});

test("a task that is not there is refused, once and for all", async () => {
  const told = await on.view.page.evaluate(() => globalThis.told(
    globalThis.client.center.complete({ taskId: "0b54ad8e-3c5f-4b7e-9d0a-6f1c2e3d4b5a", procInsId: "none", comment: "同意" }),
  ));
  assert.deepEqual(told, ["rejected", "no", "任务不存在"]);
  assert.deepEqual(await on.view.page.evaluate(() => globalThis.client.outbox.pending()), []);
});
