// 统一工单中心: a process is started with its form, handled, sent back, ended; each action asks first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible } from "./support/browser.mjs";
import { fillInForm, signInAs, startProcess } from "./support/center.mjs";
import { stage } from "./support/stage.mjs";

const on = stage({ expectHttpErrors: true });

async function processNames(page, url) {
  await page.goto(`${url}#/processes`);
  await page.locator("a.tile").first().waitFor();
  return page.locator("a.tile strong").allInnerTexts();
}

test("every process that can be started has a form that can be filled in and sent", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "贾平");
  const names = await processNames(page, sandbox.url);
  assert.ok(names.length >= 3);
  for (const name of new Set(names)) {
    await startProcess(page, sandbox.url, name);
    await page.getByRole("link", { name: "查看工单" }).click();
    await page.locator(".timeline > li").first().waitFor();
  }
  await page.goto(`${sandbox.url}#/own`);
  await page.locator(".row-link").first().waitFor();
});

test("every field of the longest form can be filled in, rows of its tables too, and comes back as it was typed", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "贾平");
  await page.goto(`${sandbox.url}#/processes?processName=${encodeURIComponent("园区综合服务工单")}`);
  await page.locator("a.tile", { hasText: "园区综合服务工单" }).first().click();
  await page.getByRole("button", { name: "发起", exact: true }).waitFor();
  await fillInForm(page, { all: true });
  await page.getByRole("button", { name: "发起", exact: true }).click();
  await page.locator(".receipt, .issue:not(:empty)").first().waitFor();
  assert.deepEqual(await page.locator(".field:has(.issue:not(:empty))").allInnerTexts(), []);
  await page.getByRole("link", { name: "查看工单" }).click();
  const facts = page.locator(".facts-grid");
  await facts.waitFor();
  const empty = await facts.locator("> div").evaluateAll((all) => all.filter((one) => one.querySelector("dd").textContent.trim() === "—").map((one) => one.querySelector("dt").textContent));
  assert.deepEqual(empty, ["工单编号"]); // the server's own
  for (const said of ["13800138000", "zhang@example.cn", "#1f6feb", "12.50", "2025-06-01 09:30:00"]) assert.ok((await facts.innerText()).includes(said), said);
  const link = page.getByRole("link", { name: "a.jpg" });
  assert.deepEqual([await link.getAttribute("href"), await link.getAttribute("rel")], ["https://example.cn/a.jpg", "noopener noreferrer"]);
});

test("an empty form names every field that is missing", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "贾平");
  for (const name of await processNames(page, sandbox.url)) {
    await page.goto(`${sandbox.url}#/processes?processName=${encodeURIComponent(name)}`);
    await page.locator("a.tile", { hasText: name }).first().click();
    await page.getByRole("button", { name: "发起", exact: true }).waitFor();
    if ((await page.locator(".required").count()) === 0) continue;
    await page.getByRole("button", { name: "发起", exact: true }).click();
    await page.locator(".issue:not(:empty)").first().waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.matches("[aria-invalid=true]")));
    return;
  }
  assert.fail("no process of the sandbox requires anything");
});

test("a task is approved only after a confirmation with a comment", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "admin", "#/todo");
  const rows = page.locator(".row-link");
  await rows.first().waitFor();
  const before = await sandbox.get("center/executions");
  await rows.first().click();
  await page.click("#action-complete");
  const dialog = page.getByRole("dialog");
  await assertAccessible(page, "dialog");
  await dialog.getByRole("button", { name: "通过" }).click();
  await dialog.locator(".issue:not(:empty)").waitFor();
  assert.deepEqual(await sandbox.get("center/executions"), before);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "action-complete");
  await page.click("#action-complete");
  await page.getByRole("dialog").getByLabel("意见").fill("同意，请继续");
  await page.getByRole("dialog").getByRole("button", { name: "通过" }).click();
  await page.waitForURL(/#\/todo/);
  assert.equal((await sandbox.get("center/executions")).length, before.length + 1);
  await page.goto(`${sandbox.url}#/finished`);
  await rows.first().click();
  await page.getByText("同意，请继续").waitFor();
});

test("a task with a form of its own is approved with it", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "李华", `#/todo?processName=${encodeURIComponent("设施报修工单")}`); // 现场处理 is his
  await page.locator(".row-link").first().waitFor();
  const links = await page.locator(".row-link").evaluateAll((all) => all.map((one) => one.href));
  for (const link of links) {
    await page.goto(link);
    await page.locator(".timeline > li").first().waitFor();
    await page.click("#action-complete");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("意见").waitFor();
    if ((await dialog.locator(".field").count()) === 1) continue;
    await dialog.getByLabel("意见").fill("处理完毕");
    await dialog.getByRole("button", { name: "通过" }).click();
    await dialog.locator(".issue:not(:empty)").first().waitFor(); // what the task's form requires
    await fillInForm(dialog);
    await dialog.getByRole("button", { name: "通过" }).click();
    await page.waitForURL(/#\/todo/);
    return;
  }
  assert.fail("no task of the sandbox has a form");
});

test("a task is claimed from its candidates, given back, and deleted only after a confirmation", async () => {
  const { page, sandbox } = on;
  await signInAs(page, sandbox.url, "李华", "#/claimList");
  const link = page.locator(".row-link").first();
  await link.waitFor();
  const taskId = new URLSearchParams((await link.getAttribute("href")).split("?")[1]).get("taskId");
  const confirm = async (button) => {
    await page.click(`#action-${button}`);
    const comment = page.getByRole("dialog").getByLabel("意见");
    if (button === "deleteTask") await comment.fill("重复的任务");
    await page.getByRole("dialog").locator("button[type=submit]").click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  const find = async (list) => {
    await page.goto(`${sandbox.url}#/${list}`);
    await page.click("#refresh");
    return page.locator(`.row-link[href*="${taskId}"]`);
  };
  await link.click();
  await confirm("claim");
  await (await find("todo")).click();
  await confirm("unClaim");
  await (await find("claimList")).click();
  await confirm("claim");
  await (await find("todo")).click();
  await confirm("deleteTask");
  const writes = (await sandbox.get("center/executions")).map((one) => one.operation);
  assert.ok(writes.some((one) => /delete/i.test(one)), `${writes}`);
});
