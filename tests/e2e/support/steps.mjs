// What a person does, in words that the stories are told in.
import assert from "node:assert/strict";

/** The document's own example (panda.txt §3). */
export const DOCUMENT_ORDER = {
  用户编号: "xx0021", 用户名称: "xx001", 用户状态: "xxx001", 电话号码: "xxx001", 用户地址: "xxx001", 水表表号: "xx0001", 水表位置: "xx0001",
  水表铭牌: "xx001", 水表厂家: "xxx001", 用户缴费状态: "xx001", 欠费金额: "xx001", 阀门当前状态: "开启", 阀门口径: "xx001", 营业区域: "xx001",
};

export const EVENT = "用水户开阀";

export async function signIn(page, url, at = "") {
  await page.goto(url + at);
  await page.click("#use-demo");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator("#sign-out").waitFor();
}

export async function openForm(page, url, name = EVENT) {
  await page.goto(`${url}#/report/${encodeURIComponent(name)}`);
  await page.getByRole("button", { name: "提交", exact: true }).waitFor();
}

export async function fillIn(page, order = DOCUMENT_ORDER) {
  for (const [label, value] of Object.entries(order)) await page.getByLabel(label, { exact: true }).fill(value);
}

export function submit(page) {
  return page.getByRole("button", { name: "提交", exact: true }).click();
}

/** `{ eventCode, caseNo }` off the receipt. */
export async function receipt(page) {
  const box = page.locator(".receipt");
  await box.getByRole("heading", { name: "提交成功" }).waitFor();
  const [eventCode, caseNo] = await box.locator("dd").allInnerTexts();
  return { eventCode, caseNo };
}

/** The error on the screen says what happened and what to do. */
export async function assertHelpful(page, { says, retry }) {
  const box = page.locator(".notice.danger[role=alert]:visible");
  await box.first().waitFor();
  const lines = (await box.first().innerText()).split("\n").filter(Boolean);
  assert.match(lines[0], says);
  assert.ok(lines.length >= 2, `what to do is missing: ${lines}`);
  assert.doesNotMatch(lines.join(), /undefined|null|NaN|\[object|Error:/);
  assert.equal(await box.first().getByRole("button", { name: "重试" }).count(), retry ? 1 : 0, `retry button: ${lines}`);
}

/** Every field holds what was typed. */
export async function assertKept(page, order = DOCUMENT_ORDER) {
  for (const [label, value] of Object.entries(order)) assert.equal(await page.getByLabel(label, { exact: true }).inputValue(), value, label);
}

/** How often the server carried out a submission; the same one twice counts twice. */
export async function executions(sandbox) {
  const all = await sandbox.get("executions");
  return all.filter((one) => one.operation === "PostFlowNodeData").reduce((sum, one) => sum + one.count, 0);
}
