// A case that is open follows its order, and its process diagram shows where it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { act, lastStarted, REPAIR, signInAs, startProcess } from "./support/center.mjs";
import { open } from "./support/browser.mjs";
import { stage } from "./support/stage.mjs";
import { fillIn, openForm, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage({ expectHttpErrors: true });

test("a case moves on by itself on the screen, until it ends", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await openForm(page, sandbox.url);
  await fillIn(page);
  await submit(page);
  const { caseNo } = await receipt(page);
  await page.goto(`${sandbox.url}#/cases/${caseNo}`);
  await page.getByText("实时更新中").waitFor();
  const steps = page.locator(".timeline > li");
  await steps.first().waitFor();
  const before = await steps.count();
  await sandbox.operate(`panda/cases/${caseNo}/advance`, { opinion: "没有人点刷新" });
  await page.getByText("没有人点刷新").first().waitFor({ timeout: 20_000 });
  assert.ok((await steps.count()) > before);
  for (let turns = 0; turns < 10; turns += 1) if ((await sandbox.operate(`panda/cases/${caseNo}/advance`)).isOver === 1) break;
  await page.getByText("流程已结束，不再更新").waitFor({ timeout: 30_000 });
  await page.locator(".badge", { hasText: "已结束" }).first().waitFor();
});

test("leaving the page ends the asking", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases?caseState=processing");
  await page.locator(".row-link").first().click();
  await page.getByText("实时更新中").waitFor();
  await page.goto(`${sandbox.url}#/outbox`);
  await page.waitForTimeout(300);
  let asked = 0;
  page.on("request", (request) => /Details|ProcessLog/.test(request.url()) && (asked += 1));
  await page.waitForTimeout(3500);
  assert.equal(asked, 0);
});

test("a process that somebody else handles moves on, and so does its diagram", async () => {
  const { page, sandbox, browser } = on;
  await signInAs(page, sandbox.url, "贾平");
  await startProcess(page, sandbox.url, REPAIR);
  const procInsId = await lastStarted(page, sandbox.url);
  await page.goto(`${sandbox.url}#/process/${procInsId}`);
  await page.locator("#diagram > summary").click();
  await page.locator(".diagram svg .djs-visual").first().waitFor();
  assert.equal(await page.locator(".diagram .node-open").count(), 1);
  assert.match(await page.locator(".legend").innerText(), /办理中：派单受理/);

  const other = await open(browser, { expectHttpErrors: true });
  await signInAs(other.page, sandbox.url, "贾平");
  await act(other.page, sandbox.url, procInsId, "complete", "请李华处理");
  await other.close();

  await page.getByText("请李华处理").waitFor({ timeout: 20_000 });
  await page.locator(".legend").getByText(/办理中：现场处理/).waitFor();
  assert.match(await page.locator(".legend").innerText(), /已完成：.*派单受理/);
  assert.match(await page.locator(".diagram-frame").getAttribute("aria-label"), /办理中：现场处理/);
});

test("a diagram that cannot be fetched or drawn says so; the rest of the case is there", async () => {
  const { page, sandbox } = on;
  await page.route(/vendor\/bpmn-js\/viewer\.js/, (route) => route.abort(), { times: 1 });
  await signInAs(page, sandbox.url, "李华", `#/todo?processName=${encodeURIComponent(REPAIR)}`);
  await page.locator(".row-link").first().click();
  await page.locator("#diagram > summary").click();
  await page.getByText(/流程图没有画出来/).waitFor();
  await page.locator(".timeline > li").first().waitFor();
  await page.locator("#diagram").getByRole("button", { name: "重试" }).click();
  await page.locator(".diagram svg .djs-visual").first().waitFor();
});
