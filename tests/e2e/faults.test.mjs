// Everything that goes wrong on the way: what the person is told, and that nothing typed is lost or sent twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";
import { assertHelpful, assertKept, executions, fillIn, openForm, receipt, signIn, submit } from "./support/steps.mjs";

const on = stage({ expectHttpErrors: true });
/** The page's own list: alerts ask for longer pages, whenever they like. */
const LIST = "GetCaseOverviewBoxWithPaging?userId=42&pageSize=20&";
const SUBMIT = "PostFlowNodeData";

async function readyForm() {
  await signIn(on.page, on.sandbox.url);
  await openForm(on.page, on.sandbox.url);
  await fillIn(on.page);
  return executions(on.sandbox);
}

for (const [what, rule, says] of [
  ["a proxy's 502 page", { kind: "html-502", times: 3 }, /./],
  ["half an answer", { kind: "truncate", times: 1 }, /不完整|格式/],
  ["an empty answer", { kind: "empty-body", times: 1 }, /空/],
]) {
  test(`a list that meets ${what} says so and can be tried again`, async () => {
    const { page, sandbox } = on;
    await signIn(page, sandbox.url);
    await sandbox.fault({ route: LIST, ...rule });
    await page.goto(`${sandbox.url}#/cases`);
    await assertHelpful(page, { says, retry: true });
    await page.getByRole("button", { name: "重试" }).click();
    await page.locator(".row-link").first().waitFor();
  });
}

test("two broken connections on a list go unnoticed", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await sandbox.fault({ route: LIST, kind: "drop-before", times: 2 });
  await page.goto(`${sandbox.url}#/cases`);
  await page.locator(".row-link").first().waitFor();
  assert.equal(await page.locator(".notice.danger").count(), 0);
});

test("details may fail while the log is there, and the other way round", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, "#/cases");
  await sandbox.fault({ route: "GetCaseOverviewBoxDetails", kind: "truncate" });
  await page.locator(".row-link").first().click();
  await page.locator(".timeline > li").first().waitFor();
  await assertHelpful(page, { says: /不完整|格式/, retry: true });
  await page.getByRole("button", { name: "重试" }).click();
  await page.locator(".facts-grid").nth(1).waitFor();
});

test("a slow list says that it is slow and can be given up", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url);
  await sandbox.fault({ route: LIST, kind: "delay", delayMs: 12_000 });
  await page.goto(`${sandbox.url}#/cases`);
  await page.getByText("服务器还没有答复，仍在等待…").waitFor();
  await page.getByRole("button", { name: "取消" }).click();
  await assertHelpful(page, { says: /取消/, retry: true });
  await page.getByRole("button", { name: "重试" }).click();
  await page.locator(".row-link").first().waitFor();
});

test("an order that the server refuses keeps its form, with the server's words", async () => {
  const { page, sandbox } = on;
  const before = await readyForm();
  await page.getByText("移交与意见（可不填）").click();
  await page.getByLabel("移交人 id").fill("999");
  await submit(page);
  await assertHelpful(page, { says: /移交人【999】不存在/, retry: false });
  await assertKept(page);
  assert.equal(await executions(sandbox), before);
  await page.getByLabel("移交人 id").fill("7");
  await submit(page);
  await receipt(page);
  assert.equal(await executions(sandbox), before + 1);
});

test("an event that is not in the list is said before anything is sent", async () => {
  const { page, sandbox } = on;
  await signIn(page, sandbox.url, `#/report/${encodeURIComponent("不存在的事件")}`);
  await page.getByRole("heading", { name: "没有“不存在的事件”这个事件类型" }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "选择事件类型" }).click();
  await page.locator(".tile").first().waitFor();
});

test("no answer after a submit: unknown, then looked for, found, and never sent twice", async () => {
  const { page, sandbox } = on;
  const before = await readyForm();
  await page.getByLabel("用户编号", { exact: true }).fill("只此一份");
  await sandbox.fault({ route: SUBMIT, kind: "truncate" });
  await submit(page);
  await page.getByRole("heading", { name: "结果未知" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "提交", exact: true }).count(), 0);
  assert.equal(await page.getByLabel("用户编号", { exact: true }).inputValue(), "只此一份");
  assert.equal(await executions(sandbox), before + 1);
  await page.locator(".banner").getByText("有 1 次提交的结果还不知道").waitFor();
  await page.getByRole("button", { name: "核对结果" }).click();
  await page.getByText("找到了：这次提交已经成功").waitFor();
  await page.locator(".banner .notice").waitFor({ state: "detached" });
  assert.equal(await executions(sandbox), before + 1);
  await page.getByRole("main").getByRole("link", { name: "到工单跟踪里查找" }).click();
  await page.getByText("只此一份").first().waitFor();
});

test("a connection that breaks before the order arrives: looked for, not found, sent again by hand", async () => {
  const { page, sandbox } = on;
  const before = await readyForm();
  await page.getByLabel("用户编号", { exact: true }).fill("只报一次");
  // The browser itself sends a POST again on every reused connection that breaks: break them all.
  await sandbox.fault({ route: SUBMIT, kind: "drop-before", times: 50 });
  await submit(page);
  await page.getByRole("heading", { name: "结果未知" }).waitFor({ timeout: 40_000 });
  assert.equal(await page.getByRole("button", { name: "确认没有，重新发送" }).count(), 0); // first one looks
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "核对结果" }).click();
  await page.getByText("列表里没有找到这次提交").waitFor();
  await page.getByRole("button", { name: "确认没有，重新发送" }).click();
  await page.getByText("重新发送成功").waitFor();
  assert.equal(await executions(sandbox), before + 1);
  await page.locator(".banner .notice").waitFor({ state: "detached" });
});

test("an unknown outcome survives a reload, is in the outbox with all that is known of it, and can be dropped", async () => {
  const { page, sandbox } = on;
  await readyForm();
  await page.getByLabel("用户编号", { exact: true }).fill("没有发到的");
  await sandbox.fault({ route: SUBMIT, kind: "drop-before", times: 50 });
  await submit(page);
  await page.getByRole("heading", { name: "结果未知" }).waitFor({ timeout: 40_000 });
  await sandbox.clearFaults();
  await page.reload();
  await signIn(page, sandbox.url);
  await page.locator(".banner").getByRole("link", { name: "查看" }).click();
  const entry = page.locator("main li.card");
  assert.match(await entry.innerText(), /用水户开阀[\s\S]*结果未知[\s\S]*提交时间[\s\S]*保留到[\s\S]*原因/);
  await entry.getByRole("button", { name: "核对结果" }).click();
  await entry.getByRole("button", { name: "不再处理" }).click();
  await page.locator(".banner .notice").waitFor({ state: "detached" });
});

test("another tab sees what is open, and that it was settled", async () => {
  const { page, sandbox, view } = on;
  await readyForm();
  await page.getByLabel("用户编号", { exact: true }).fill("两个标签页");
  const other = await view.context.newPage();
  await signIn(other, sandbox.url);
  await sandbox.fault({ route: SUBMIT, kind: "truncate" });
  await submit(page);
  await page.getByRole("heading", { name: "结果未知" }).waitFor();
  await other.locator(".banner").getByText("有 1 次提交的结果还不知道").waitFor();
  await page.getByRole("button", { name: "核对结果" }).click();
  await other.locator(".banner .notice").waitFor({ state: "detached" });
});

test("without a network an order waits in the outbox, and is sent once when it is back", async () => {
  const { page, sandbox, view } = on;
  const before = await readyForm();
  await page.getByLabel("用户编号", { exact: true }).fill("断网时填的");
  await view.context.setOffline(true);
  await page.getByText("网络已断开。已填写的内容都还在。").waitFor();
  await submit(page);
  await page.getByRole("heading", { name: "现在发不出去，已放入发件箱" }).waitFor({ timeout: 90_000 });
  await page.locator(".banner").getByText("有 1 次提交等待网络").waitFor();
  assert.equal(await executions(sandbox), before);
  await view.context.setOffline(false);
  await page.locator(".banner .notice").waitFor({ state: "detached", timeout: 60_000 });
  assert.equal(await executions(sandbox), before + 1);
  await page.goto(`${sandbox.url}#/cases`);
  await page.getByText("断网时填的").first().waitFor();
});

test("what the server refuses when the network is back is a draft again, and said", async () => {
  const { page, sandbox, view } = on;
  await readyForm();
  await page.getByText("移交与意见（可不填）").click();
  await page.getByLabel("移交人 id").fill("999");
  await view.context.setOffline(true);
  await submit(page);
  await page.getByRole("heading", { name: "现在发不出去，已放入发件箱" }).waitFor({ timeout: 90_000 });
  await page.goto(`${sandbox.url}#/outbox`);
  await page.locator("main li.card").waitFor();
  await view.context.setOffline(false);
  await page.locator(".toast").getByText(/没有被接受：.*移交人【999】不存在/).waitFor({ timeout: 60_000 });
  await openForm(page, sandbox.url);
  await page.getByText("已恢复上次没有提交的内容").waitFor();
  await assertKept(page);
});

test("what waits for the network can be taken back and changed", async () => {
  const { page, sandbox, view } = on;
  const before = await readyForm();
  await view.context.setOffline(true);
  await submit(page);
  await page.getByRole("button", { name: "撤回，继续修改" }).click({ timeout: 90_000 });
  await page.getByRole("button", { name: "提交", exact: true }).waitFor();
  await assertKept(page);
  await view.context.setOffline(false);
  await page.waitForTimeout(1500);
  assert.equal(await executions(sandbox), before, "it was taken back");
  await submit(page);
  await receipt(page);
  assert.equal(await executions(sandbox), before + 1);
});

test("a double click submits once", async () => {
  const { page, sandbox } = on;
  const before = await readyForm();
  await sandbox.fault({ route: SUBMIT, kind: "delay", delayMs: 500 });
  await page.getByRole("button", { name: "提交", exact: true }).dblclick();
  await receipt(page);
  assert.equal(await executions(sandbox), before + 1);
});
