// The main story: an order is reported, found, read, finished; its attachments are fetched.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";
import { DOCUMENT_ORDER, EVENT, executions, fillIn, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage();

test("an order goes from the sign-in to its end", async () => {
  const { page, sandbox, view } = on;
  await signIn(page, sandbox.url);

  // The event is found by typing, and its form has the document's fields.
  await page.getByLabel("搜索事件、业务或流程").fill("开阀");
  await page.getByRole("link", { name: EVENT }).click();
  await page.getByRole("heading", { name: EVENT }).waitFor();
  assert.deepEqual(await page.locator("form .form").first().locator("label").allInnerTexts(), Object.keys(DOCUMENT_ORDER));
  await fillIn(page);
  await submit(page);
  const { eventCode, caseNo } = await receipt(page);
  assert.match(eventCode, /^FMQB\d+$/);
  assert.match(caseNo, /^FMZT\d{8}$/);

  assert.equal(await executions(sandbox), 1);

  // It is found in the list, by its number and its state.
  await page.getByRole("navigation").getByRole("link", { name: "工单跟踪" }).click();
  await page.getByLabel("搜索工单").fill(caseNo);
  await page.getByRole("button", { name: "查询" }).click();
  await page.getByText("第 1 / 1 页，共 1 条").waitFor();
  await page.getByRole("radio", { name: "办理中" }).check();
  await page.waitForURL(/caseState=processing/);
  const row = page.getByRole("row").filter({ hasText: caseNo });
  assert.match(await row.innerText(), /办理中/);

  // Its details are what was typed; the first table, which repeats the event, is not shown.
  await row.getByRole("link").click();
  await page.getByRole("heading", { name: `工单 ${caseNo}` }).waitFor();
  await page.getByRole("heading", { name: "水表信息" }).waitFor();
  const facts = await page.locator(".facts-grid > div").evaluateAll((all) =>
    Object.fromEntries(all.map((one) => [one.querySelector("dt").textContent, one.querySelector("dd").textContent])));
  for (const [label, value] of Object.entries(DOCUMENT_ORDER)) assert.ok(facts[label].startsWith(value), `${label}: ${facts[label]}`);
  assert.equal(await page.getByRole("heading", { name: "事件信息" }).count(), 0);

  // The operator moves it on until it ends; the page shows each step.
  const steps = page.locator(".timeline > li");
  await steps.first().waitFor();
  const first = await steps.count();
  let state;
  for (let turns = 0; turns < 10 && state?.isOver !== 1; turns += 1) state = await sandbox.operate(`panda/cases/${caseNo}/advance`, { opinion: `第${turns + 1}步办结` });
  assert.equal(state.isOver, 1);
  await page.getByRole("button", { name: "刷新" }).click();
  await page.locator(".badge", { hasText: "已结束" }).first().waitFor();
  assert.ok((await steps.count()) > first);
  const log = (await steps.allInnerTexts()).join("\n");
  assert.match(log, /第1步办结/);
  assert.match(log, /耗时/);
  assert.match(log, /周启明/);
});

test("an event without a flow has a code and no case yet", async () => {
  const { page, sandbox, view } = on;
  await signIn(page, sandbox.url);
  const types = page.getByRole("link").filter({ has: page.locator(".icon") });
  await types.first().waitFor();
  const names = await types.locator("strong").allInnerTexts();
  for (const name of names) {
    await page.goto(`${sandbox.url}#/report/${encodeURIComponent(name)}`);
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await page.locator("form .field :is(input, textarea)").first().fill("测试");
    await submit(page);
    const { eventCode, caseNo } = await receipt(page);
    assert.ok(eventCode.length > 4, name);
    if (caseNo.startsWith("暂无")) return;
  }
  assert.fail("the sandbox has no event of the event model");
});

test("an attachment is fetched with progress, shown, and saved byte for byte", async () => {
  const { page, sandbox, view } = on;
  await signIn(page, sandbox.url, "#/cases?flowName=管网漏损抢修流程&pageSize=50");
  await page.locator(".row-link").first().waitFor();
  const links = await page.locator(".row-link").evaluateAll((all) => all.map((one) => one.href));
  let large;
  for (const link of links) {
    await page.goto(link);
    await page.locator(".timeline > li").first().waitFor();
    await page.locator(".facts-grid").nth(1).waitFor();
    large = page.locator(".file", { hasText: "现场全景.jpg" });
    if ((await large.count()) > 0) break;
  }
  const network = await view.context.newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 5, downloadThroughput: 1_500_000, uploadThroughput: -1 });
  await large.first().evaluate((file) => {
    globalThis.seen = [];
    new MutationObserver(() => globalThis.seen.push(file.querySelector("progress")?.position ?? null))
      .observe(file, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await large.first().getByRole("button", { name: "下载" }).click();
  const save = large.first().getByRole("link", { name: /保存 现场全景\.jpg/ });
  await save.waitFor({ timeout: 30_000 });
  const seen = (await page.evaluate(() => globalThis.seen)).filter((at) => at > 0 && at < 1);
  assert.ok(seen.length >= 2, `progress was seen at ${seen}`);
  assert.deepEqual(seen, seen.toSorted((a, b) => a - b));

  const width = await large.first().locator("img").evaluate(async (img) => (await img.decode(), img.naturalWidth));
  assert.ok(width > 100);

  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  assert.equal(download.suggestedFilename(), "现场全景.jpg");
  const saved = await readFile(await download.path());
  assert.equal(digest(saved), digest(await direct("9c3f0a52-6f0e-4d83-9a77-2b1c5d0e8f44\\现场全景.jpg")));
});

test("a download that is given up can be started again", async () => {
  const { page, sandbox, view } = on;
  await signIn(page, sandbox.url, "#/cases?flowName=管网漏损抢修流程&pageSize=50");
  for (const link of await page.locator(".row-link").first().waitFor().then(() => page.locator(".row-link").evaluateAll((all) => all.map((one) => one.href)))) {
    await page.goto(link);
    await page.locator(".facts-grid").nth(1).waitFor();
    if ((await page.locator(".file").count()) > 0) break;
  }
  const file = page.locator(".file").first();
  await sandbox.fault({ route: "DownloadFiles", kind: "delay", delayMs: 8000 });
  await file.getByRole("button", { name: "下载" }).click();
  await file.getByRole("button", { name: "取消" }).click();
  await file.getByRole("alert").waitFor();
  await file.getByRole("button", { name: "重试" }).click();
  await file.getByRole("link", { name: /保存/ }).waitFor();
});

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The same file without the page and the package. */
async function direct(path) {
  const base = `${on.sandbox.url}pandaServer/${encodeURIComponent("熊猫智慧水务")}/`;
  const body = new URLSearchParams({ username: "0CYKwAUCTLZ4KW6l", password: "1vOkb5Ps4XfitL6G" });
  const { token } = await (await fetch(`${base}GenerateToken`, { method: "POST", body })).json();
  const route = "PandaWorkFlow/WorkFlow/AccountManage/DownloadFiles";
  const response = await fetch(`${base}${route}?filePath=${encodeURIComponent(path)}`, { headers: { "panda-token": token } });
  return Buffer.from(await response.arrayBuffer());
}
