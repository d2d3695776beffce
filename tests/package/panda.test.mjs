// Every example of panda.txt through the package: what leaves, and the objects that an app gets.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WorkOrderClient, WorkOrderError, isWorkOrderError } from "../../pkg/index.js";

const golden = (name) => readFileSync(new URL(`../golden/panda/${name}`, import.meta.url), "utf8");
const expected = (name) => JSON.parse(golden(name)).data;

/** A client whose server answers a GenerateToken, and `body` to anything else. */
function clientOf(body, init) {
  const sent = [];
  const fetch = async (address, { method, headers, body: bytes }) => {
    const lines = [`${method} ${address}`, ...[...headers].filter(([name]) => name === "content-type").map(([, value]) => `Content-Type: ${value}`)];
    sent.push(lines.join("\n") + (bytes ? `\n\n${new TextDecoder().decode(bytes)}` : ""));
    return address.includes("GenerateToken") ? new Response(golden("sign_in.success.json")) : new Response(body, init);
  };
  const client = new WorkOrderClient({
    panda: {
      baseUrl: "http://127.0.0.1:8787",
      project: "demo",
      userId: 1,
      credentials: { username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" },
    },
    locale: "en",
    fetch,
  });
  return { panda: client.panda, client, sent };
}

/** JSON.stringify tells the order of keys, too. */
const same = (actual, wanted) => assert.equal(JSON.stringify(actual), JSON.stringify(wanted));

test("signing in", async () => {
  const { panda, sent } = clientOf("");
  await panda.signIn();
  assert.deepEqual(sent, [golden("sign_in.request")]);
});

test("event types", async () => {
  const { panda, sent } = clientOf(golden("event_types.json"));
  same(await panda.eventTypes({ type: "web" }), expected("event_types.expected.json"));
  assert.equal(sent[1], golden("event_types.request"));
});

test("the document's order, and its receipt", async () => {
  const { panda, sent } = clientOf(golden("submit.success.json"));
  const submission = await panda.submit(JSON.parse(golden("submit.order.json")), { key: "k" });
  same(submission, { outcome: "accepted", receipt: expected("submit.success.json"), key: "k" });
  assert.equal(sent[1], golden("submit.request"));
});

test("a refusal carries the server's words", async () => {
  const { panda } = clientOf(golden("submit.failure.json"));
  await assert.rejects(panda.submit(JSON.parse(golden("submit.order.json"))), (error) => {
    assert.ok(error instanceof WorkOrderError && error instanceof Error && isWorkOrderError(error));
    assert.deepEqual([error.kind, error.code, error.executed, error.attempts], ["service", -1, "no", 1]);
    assert.equal(error.message, "The server refused the request: 事件【用水户开阀】不存在");
    return true;
  });
});

test("a page of cases, awaited and iterated", async () => {
  const { panda, sent } = clientOf(golden("cases.json"));
  const rows = expected("cases.expected.json").getMe;
  const query = { eventInfo: "", userName: "", dateFrom: "", dateTo: "", isOutTime: false };
  const cases = panda.cases(query);
  assert.equal(sent.length, 0, "nothing is sent before it is awaited");
  same(await cases, { rows, total: 12, page: 1, size: 20, hasNext: false });
  assert.equal(sent[1], golden("cases.request"));
  const seen = [];
  for await (const row of cases) seen.push(row);
  same(seen, rows);
  assert.equal(sent.length, 2, "the page that is there is not fetched again");
});

test("iterating goes on to the next page, and a row that moved there comes once", async () => {
  const page = (pageIndex, numbers) =>
    JSON.stringify({ code: 0, data: { totalRcdNum: 4, getMe: numbers.map((number) => ({ CaseNo: `C${number}` })) } });
  const pages = { 1: page(1, [1, 2]), 2: page(2, [2, 3]), 3: page(3, []) };
  const fetch = async (address) =>
    new Response(address.includes("GenerateToken") ? golden("sign_in.success.json") : pages[/pageIndex=(\d)/.exec(address)[1]]);
  const client = new WorkOrderClient({
    panda: { baseUrl: "/", project: "p", userId: 1, token: async () => "t" },
    fetch,
  });
  const rows = await client.panda.cases({ pageSize: 2 }).toArray({ limit: 10 });
  assert.deepEqual(rows.map((row) => row.caseNo), ["C1", "C2", "C3"]);
  await assert.rejects(client.panda.cases().toArray(), { kind: "validation" });
});

test("a case's details", async () => {
  const { panda, sent } = clientOf(golden("case_details.json"));
  same(await panda.caseDetails("CCSS-2023-0000021"), expected("case_details.expected.json"));
  assert.equal(sent[1], golden("case_details.request"));
});

test("the process log", async () => {
  const { panda, sent } = clientOf(golden("process_log.json"));
  same(await panda.processLog("CCSS-2023-0000021"), expected("process_log.expected.json"));
  assert.equal(sent[1], golden("process_log.request"));
});

test("an attachment, with progress", async () => {
  const { panda, sent } = clientOf("bytes", { headers: { "Content-Length": "5" } });
  const seen = [];
  const file = await panda.download("1547b546-ac67-443f-abd6-0b7aaf1971c0\\原图测试.jpg", { onProgress: (p) => seen.push(p) });
  assert.deepEqual([await file.blob.text(), file.name, file.type, file.size], ["bytes", "原图测试.jpg", "image/jpeg", 5]);
  assert.deepEqual(seen.at(-1), { loaded: 5, total: 5 });
  assert.equal(sent[1], golden("download.request"));
});

test("the 401 page is no attachment", async () => {
  const { panda, sent } = clientOf(golden("unauthorized.html"));
  await assert.rejects(panda.download("a\\b.jpg"), { kind: "auth", executed: "no", attempts: 2 });
  assert.equal(sent.length, 4, "one more sign-in, one more try");
});
