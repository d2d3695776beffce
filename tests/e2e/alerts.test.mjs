// 告警: orders past their time limit, or near it, are marked in the list and announced once while the page is open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support/stage.mjs";
import { signIn } from "./support/steps.mjs";

const on = stage();
const LIST = "GetCaseOverviewBoxWithPaging";

test("late orders are announced once, with the way to them, and not again", async () => {
  const { page, sandbox } = on;
  await page.clock.install();
  await signIn(page, sandbox.url);
  const toast = page.locator(".toast");
  await toast.getByText(/张工单已经超时/).waitFor();
  const n = Number(/(\d+) 张工单已经超时/.exec(await toast.innerText())[1]);
  await toast.getByRole("link", { name: "查看" }).click();
  await page.locator(".region:not([aria-busy]) .row-link").first().waitFor();
  assert.equal(await toast.isVisible(), false);
  await page.locator(".row-late").first().waitFor();
  assert.equal(await page.locator(".row-late").count(), Math.min(20, n));
  for (const row of await page.locator(".row-late").all()) assert.match(await row.innerText(), /超时[\s\S]*（已超时）/);

  // The next turn finds the same orders: nothing is said.
  const [looked] = await Promise.all([page.waitForResponse((response) => response.url().includes(LIST)), page.clock.fastForward("05:01")]);
  assert.equal(looked.status(), 200);
  await page.waitForTimeout(500);
  assert.equal(await toast.isVisible(), false);
});

test("an order whose time is nearly up is marked and announced", async () => {
  const { page, sandbox } = on;
  await page.route(new RegExp(LIST), async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const rows = body.data.getMe ?? [];
    rows.forEach((row, at) => { row.overtTimeInfoShort = row.isOver === "0" && at < 3 ? "剩余1小时5分" : "按时完成"; });
    await route.fulfill({ response, json: body });
  });
  await signIn(page, sandbox.url, "#/cases?caseState=processing");
  await page.locator(".toast").getByText(/张工单即将超时/).waitFor();
  await page.locator(".row-near").first().waitFor();
  assert.equal(await page.locator(".row-near").count(), 3);
  assert.equal(await page.locator(".row-late").count(), 0);
  assert.match(await page.locator(".row-near").first().innerText(), /剩余1小时5分\s*（即将超时）/);
});

test("a list that cannot be had is no announcement and no error on another page", async () => {
  const { page, sandbox } = on;
  await sandbox.fault({ route: LIST, kind: "truncate", times: 10 });
  await signIn(page, sandbox.url);
  await page.locator(".tile").first().waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".notice.danger").count(), 0);
  assert.equal(await page.locator(".toast").isVisible(), false);
});
