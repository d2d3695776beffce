// What got no answer, as the page settles it: a start is found again by the key that travelled with it, a task action by the lists.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillInForm, REPAIR, signInAs } from "./support/center.mjs";
import { stage } from "./support/stage.mjs";

const on = stage({ expectHttpErrors: true });
const starts = async () => (await on.sandbox.get("center/executions")).filter(({ operation }) => /start/i.test(operation)).reduce((sum, { count }) => sum + count, 0);

async function fillInStart() {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "贾平");
  await page.goto(`${sandbox.url}#/processes?processName=${encodeURIComponent(REPAIR)}`);
  await page.locator("a.tile", { hasText: REPAIR }).first().click();
  await page.getByRole("button", { name: "发起", exact: true }).waitFor();
  await fillInForm(page);
  await page.locator("form .field input").first().fill("同样的内容");
}

test("of two starts with the same content, the one without an answer is found by its key", async () => {
  const { page, sandbox } = on;
  await fillInStart();
  await page.getByRole("button", { name: "发起", exact: true }).click();
  await page.getByRole("heading", { name: "流程已发起" }).waitFor();
  const before = await starts();
  await page.getByRole("button", { name: "再发起一次" }).click();
  await fillInForm(page);
  await page.locator("form .field input").first().fill("同样的内容");
  await sandbox.fault({ route: "process/start", kind: "truncate" });
  await page.getByRole("button", { name: "发起", exact: true }).click();
  await page.getByRole("heading", { name: "结果未知" }).waitFor();
  await page.getByRole("button", { name: "核对结果" }).click();
  await page.getByText("找到了：这次提交已经成功").waitFor();
  assert.equal(await starts(), before + 1);
  await page.getByRole("main").getByRole("link", { name: "到“我发起的”里查找" }).click();
  await page.locator(".row-link").first().waitFor();
});

test("a task whose approval got no answer is found to be done, and not done twice", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "admin", "#/todo");
  await page.locator(".row-link").first().click();
  await page.click("#action-complete");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("意见").waitFor();
  await fillInForm(dialog);
  await dialog.getByLabel("意见").fill("同意");
  await sandbox.fault({ route: "task/complete", kind: "truncate" });
  await dialog.locator("button[type=submit]").click();
  await dialog.getByRole("heading", { name: "结果未知" }).waitFor();
  assert.equal(await dialog.locator("button[type=submit]").isVisible(), false);
  await dialog.getByRole("button", { name: "核对结果" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.waitForURL(/#\/todo/);
  const done = (await sandbox.get("center/executions")).filter(({ operation }) => /complete/i.test(operation));
  assert.deepEqual(done.map(({ count }) => count), [1]);
});
